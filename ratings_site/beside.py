"""What a process does first that works for another one."""

import atexit
import multiprocessing
import os
import signal
import threading


def begin() -> None:
    """Leave Ctrl-C to the one that it works for, and end with that one, however it ends; both at once.

    A process whose other end was killed would wait for work for ever. To take apart what it loaded takes a third of a
    second, for which a build that has ended would wait.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    atexit.register(os._exit, 0)
    threading.Thread(target=_end_with, args=[multiprocessing.parent_process()], daemon=True).start()


def _end_with(other: multiprocessing.process.BaseProcess | None) -> None:
    if other:
        other.join()
        os._exit(1)
