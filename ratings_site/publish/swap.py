"""A finished site takes the place of the old one in one step.

A build that is killed at any moment leaves either the old site or the new one in place. Linux and macOS can exchange
two folders in one step; where a file system cannot, two renames follow each other at once, and the next build puts
the old site back should the machine have died between them.
"""

import ctypes
import fcntl
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from ratings_site.publish.problems import PublishError

_HERE = -100  # AT_FDCWD: paths are taken as they stand
_EXCHANGE = 2  # RENAME_EXCHANGE on Linux, RENAME_SWAP on macOS


@contextmanager
def beside(site: Path) -> Iterator[Path]:
    """Lend an empty folder on the file system of `site`, for one build at a time; all beside it is gone afterwards.

    Raises PublishError when another build is at work on the same site.
    """
    room = site.with_name(f".{site.name}.building")
    room.mkdir(parents=True, exist_ok=True)
    with _locked(room / "lock", site):
        (room / ".gitignore").write_text("*\n", encoding="utf-8")
        _put_back(site, room / "old")
        for left_by_a_kill in ("new", "pages"):
            shutil.rmtree(room / left_by_a_kill, ignore_errors=True)
        try:
            yield room / "new"
        finally:
            shutil.rmtree(room, ignore_errors=True)


def swap(new: Path, site: Path) -> None:
    """Put the folder `new`, which `beside` lent, where `site` is."""
    if not site.exists():
        new.rename(site)
    elif not _exchange(new, site):
        old = new.with_name("old")
        site.rename(old)
        new.rename(site)


def refuse_to_replace(site: Path) -> None:
    """Raise PublishError if a folder that is not a site of ours would be lost."""
    if not site.exists():
        return
    ours = site.is_dir() and (not any(site.iterdir()) or (site / "_headers").is_file())
    if not ours:
        problem = f"{site} holds something else than a published site, so it is not replaced. Name another folder."
        raise PublishError([problem])


@contextmanager
def _locked(path: Path, site: Path) -> Iterator[None]:
    with path.open("w", encoding="utf-8") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            mine = path.exists() and path.stat().st_ino == os.fstat(lock.fileno()).st_ino
        except BlockingIOError:
            mine = False
        if not mine:
            raise PublishError([f"Another build is at work on {site}. Wait until it has ended."])
        yield


def _put_back(site: Path, old: Path) -> None:
    if old.is_dir() and not site.exists():
        old.rename(site)
    shutil.rmtree(old, ignore_errors=True)


def _exchange(one: Path, other: Path) -> bool:
    """Whether the system could exchange the two in one step."""
    library = ctypes.CDLL(None, use_errno=True)
    first, second = os.fsencode(one), os.fsencode(other)
    calls: dict[str, tuple[object, ...]] = {
        "renameat2": (_HERE, first, _HERE, second, _EXCHANGE),
        "renamex_np": (first, second, _EXCHANGE),
    }
    for name, arguments in calls.items():
        function: Callable[..., int] | None = getattr(library, name, None)
        if function is not None:
            return function(*arguments) == 0
    return False
