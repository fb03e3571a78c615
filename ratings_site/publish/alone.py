"""One build of a project at a time: two at once would write into each other's pages."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

try:
    import fcntl
except ImportError:  # Windows has no such locks; there, nobody else builds the same folder
    fcntl = None  # type: ignore[assignment]


@contextmanager
def alone(project: Path) -> Iterator[None]:
    """Hold the project for one build; another build of it waits here until this one has ended, however it ends."""
    if fcntl is None:
        yield
        return
    project.mkdir(parents=True, exist_ok=True)
    held = os.open(project, os.O_RDONLY)  # the folder itself: a full disk has no room for a file to lock
    try:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield
    finally:
        os.close(held)
