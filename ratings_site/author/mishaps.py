"""What the machine refuses, in words: what, where, and what to do now."""

import errno
from concurrent.futures import BrokenExecutor

WORDS = {
    errno.ENOSPC: ("the disk is full", "Free some of it"),
    errno.EDQUOT: ("your share of the disk is used up", "Free some of it"),
    errno.EFBIG: ("a file would be larger than this machine allows", "Write to a place with a higher limit"),
    errno.EROFS: ("nothing can be written there", "Name a place that can be written, or make it so"),
    errno.EACCES: ("you may not use it", "Ask for the right to read and write there, or name another place"),
    errno.EPERM: ("you may not use it", "Ask for the right to read and write there, or name another place"),
    errno.ENOENT: ("it is not there and cannot be made there", "Look at how it is written, or bring it back from Git"),
    errno.ENOTDIR: ("part of the way there is no folder", "Look at how it is written"),
    errno.EISDIR: ("a file is wanted and a folder is there", "Move the folder away"),
    errno.EEXIST: ("something else stands there", "Move it away, or name another place"),
    errno.ENOTEMPTY: ("something was put there meanwhile", "Wait until other programs have ended"),
    errno.EIO: ("the disk cannot be read or written", "Look after the disk"),
    errno.ESTALE: ("the shared folder is gone", "Connect to it anew"),
    errno.EMFILE: ("too many files are open", "Close other programs"),
    errno.ENFILE: ("too many files are open", "Close other programs"),
    errno.ENOMEM: ("the machine has no memory left", "Close other programs"),
    errno.ENAMETOOLONG: ("the name is too long", "Name a shorter one"),
    errno.EADDRINUSE: ("another program answers there", "End it, or name another port with --port"),
}
UNCHANGED = "What was published before is unchanged."
AGAIN = f"and run the command again. {UNCHANGED}"
MISHAPS = (OSError, MemoryError, BrokenExecutor)
"""What can happen to any command on any machine, and is nobody's mistake in the program."""


def mishap_words(error: BaseException) -> str:
    """One sentence of what was refused and where, and one of what to do."""
    if not isinstance(error, OSError):
        what, remedy = WORDS[errno.ENOMEM]
        return f"The command was not done: {what}. {remedy} {AGAIN}"
    what, remedy = WORDS.get(error.errno or 0, (str(error.strerror or error), "Put that right"))
    return f"The command was not done. {error.filename or 'Its output'}: {what}. {remedy} {AGAIN}"
