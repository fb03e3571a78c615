"""One build of a project at a time, whose finished site takes the place of the old one in one step.

A build that is killed at any moment leaves either the old site or the new one in place. Linux and macOS can exchange
two folders in one step; where a file system cannot, two renames follow each other at once, and the next build puts
the old site back should the machine have died between them.
"""

import ctypes
import os
import posixpath
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from ratings_site.publish.output import paths_below
from ratings_site.publish.problems import PublishError
from ratings_site.whole import naming

try:
    import fcntl
except ImportError:  # Windows has no such locks; there, nobody else builds the same folder
    fcntl = None  # type: ignore[assignment]

LIST = ".files"
"""What a build wrote into a site, one path a line: a folder that holds anything else is never replaced."""

_TRIES = 100
_HERE = -100  # AT_FDCWD: paths are taken as they stand
_EXCHANGE = 2  # RENAME_EXCHANGE on Linux, RENAME_SWAP on macOS


@contextmanager
def beside(site: Path) -> Iterator[Path]:
    """Lend an empty folder on the file system of `site`, for one build at a time; all beside it is gone afterwards.

    Raises PublishError when another build is at work on the same site, or where something that is no site of ours
    would be lost.
    """
    room = site.with_name(f".{site.name}.building")
    with naming(site), alone(room, f"Another build is at work on {site}. Wait until it has ended."):
        try:
            (room / ".gitignore").write_text("*\n", encoding="utf-8")
            if (room / "old").is_dir() and not site.exists():
                (room / "old").rename(site)
            _refuse_to_replace(site)
            for left_by_a_kill in ("new", "old", "pages"):
                shutil.rmtree(room / left_by_a_kill, ignore_errors=True)
            yield room / "new"
        finally:
            shutil.rmtree(room, ignore_errors=True)


@contextmanager
def alone(folder: Path, busy: str = "") -> Iterator[None]:
    """Hold a folder, made where it is not there, for one build, however it ends.

    Another build waits here for that end, unless `busy` says what it is told: then PublishError is raised with it.
    """
    if fcntl is None:
        folder.mkdir(parents=True, exist_ok=True)
        yield
        return
    if (lock := _lock(folder, waits=not busy)) is None:
        raise PublishError([busy])
    try:
        yield
    finally:
        os.close(lock)


def _lock(folder: Path, *, waits: bool) -> int | None:
    """The lock of a folder itself, since a full disk has no room for a file to lock; None where another has it."""
    for _ in range(_TRIES):
        with suppress(FileExistsError, FileNotFoundError):  # a build that ended at this moment has swept it away
            folder.mkdir(parents=True, exist_ok=True)
            lock, is_there = os.open(folder, os.O_RDONLY), False
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | (0 if waits else fcntl.LOCK_NB))
                if is_there := folder.stat().st_ino == os.fstat(lock).st_ino:
                    return lock
            except BlockingIOError:
                return None
            finally:
                if not is_there:
                    os.close(lock)
    return None


def swap(new: Path, site: Path) -> None:
    """Put the folder `new`, which `beside` lent, where `site` is, with the list of what we wrote."""
    listed = "".join(f"{path}\n" for path in sorted(_paths(new)))
    (new / LIST).write_text(listed, encoding="utf-8", newline="\n")
    _refuse_to_replace(site)
    if not site.exists():
        new.rename(site)
    elif not _exchange(new, site):
        old = new.with_name("old")
        site.rename(old)
        try:
            new.rename(site)
        except OSError:
            old.rename(site)
            raise


def _refuse_to_replace(site: Path) -> None:
    """Raise PublishError if something that we did not write would be lost."""
    if not site.exists():
        return
    if not site.is_dir():
        raise PublishError([f"{site} is no folder, so it is not replaced. Name another one."])
    file = site / LIST
    listed = file.read_text(encoding="utf-8", errors="replace").split("\n") if file.is_file() else ()
    if foreign := sorted(_paths(site).difference(listed)):
        more = f" and {len(foreign) - 1:,} more files" if foreign[1:] else ""
        problem = f"{site} holds {foreign[0]}{more}, which no build has written, so it is not replaced."
        raise PublishError([f"{problem} Move away what you want to keep, or name another folder."])


def _paths(folder: Path) -> set[str]:
    """Every file below a folder but the list and what a system puts into each folder that somebody looks at."""
    of_systems = (LIST, ".DS_Store", "Thumbs.db", "desktop.ini")
    return {path for path in paths_below(folder) if posixpath.basename(path) not in of_systems}


def _exchange(one: Path, other: Path) -> bool:
    """Whether the system could exchange the two in one step."""
    if os.name == "nt":
        return False
    library = ctypes.CDLL(None, use_errno=True)
    first, second = os.fsencode(one), os.fsencode(other)
    if exchange := getattr(library, "renameat2", None):
        return bool(exchange(_HERE, first, _HERE, second, _EXCHANGE) == 0)
    exchange = getattr(library, "renamex_np", None)
    return bool(exchange and exchange(first, second, _EXCHANGE) == 0)
