"""What was made before, kept in a folder by a hash of all that it was made from."""

import hashlib
import io
import json
import os
import sys
import time
import zipfile
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Executor, Future
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

from ratings_site.whole import write_whole

FEW, AT_ONCE = 20, 8
"""So many are made in one process before another one helps, which takes a while to begin; and so many wait for it."""


def key_of(*parts: str | bytes) -> str:
    """One name for all of these texts together; no two lists of texts have the same."""
    summed = hashlib.sha256()
    for part in parts:
        content = part.encode() if isinstance(part, str) else part
        summed.update(f"{len(content)}:".encode())
        summed.update(content)
    return summed.hexdigest()


def sum_of(files: Iterable[Path], root: Path) -> str:
    """One name for the contents of these files and their paths below `root`."""
    return key_of(*(part for file in sorted(files) for part in (file.relative_to(root).as_posix(), file.read_bytes())))


@cache
def libraries() -> str:
    """The interpreter and every library that is installed beside it, each with its version."""
    places = [Path(place) for place in sys.path if place.endswith("-packages")]
    return "\n".join([sys.version, *sorted(path.name for place in places for path in place.glob("*.dist-info"))])


PROGRAM = Path(__file__).parent
READ_BY_IT = (PROGRAM, *(PROGRAM.parent / name for name in ("LICENSE", "locale", "postcodes")))
"""The program, what it says in each language, and what is known of the country around the tables."""


@cache
def program(*, templates: bool = True) -> str:
    """One name for all that is the same for every package: the program, what it reads beside tables, the libraries."""
    left_out = {".pyc"} if templates else {".pyc", ".jinja"}
    files = (file for place in READ_BY_IT for file in (place, *place.rglob("*")) if file.is_file())
    return key_of(sum_of((file for file in files if file.suffix not in left_out), PROGRAM.parent), libraries())


def pack(files: Mapping[str, bytes]) -> bytes:
    """Many files as one."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for path, content in files.items():
            archive.writestr(path, content)
    return packed.getvalue()


def unpack(packed: bytes) -> dict[str, bytes]:
    """What was packed, by path."""
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        return {path: archive.read(path) for path in archive.namelist()}


class Cache:
    """A folder of files named by key, or nothing at all; an entry is whole or not there."""

    def __init__(self, folder: Path | None) -> None:
        self.folder = folder

    def get(self, key: str, make: Callable[[], bytes]) -> bytes:
        """The entry of a key, made and kept if it is not there."""
        content = self.find(key)
        return self.keep(key, make()) if content is None else content

    def get_all(
        self, asked: Iterable[tuple[str, str, Callable[[], bytes]]], processes: Executor | None = None
    ) -> Iterator[tuple[str, bytes]]:
        """The entries of many keys, each by the name that it is asked under, in any order.

        What is not there is made, here and by `processes` beside this one at once.
        """
        begun, made_here = deque[tuple[str, str, Future[bytes]]](), 0
        for name, key, make in asked:
            if (content := self.find(key)) is not None:
                yield name, content
            elif processes and made_here >= FEW and len(begun) < AT_ONCE:
                begun.append((name, key, processes.submit(make)))
            else:
                made_here += 1
                yield name, self.keep(key, make())
            while begun and begun[0][2].done():
                yield from self._kept(*begun.popleft())
        for one in begun:
            yield from self._kept(*one)

    def _kept(self, name: str, key: str, made: Future[bytes]) -> Iterator[tuple[str, bytes]]:
        yield name, self.keep(key, made.result())

    def find(self, key: str) -> bytes | None:
        """The entry of a key; None where there is none that is whole."""
        if self.folder is None:
            return None
        file = self.folder / key[:2] / key[2:]
        try:
            content = _checked(file.read_bytes())
        except (OSError, ValueError):  # not there, damaged, or no file that can be read
            return None
        with suppress(OSError):
            os.utime(file)
        return content

    def told(self, name: str, key: str, make: Callable[[], Any]) -> Any:
        """What JSON holds of what was made last under a name where it was made of the same; else it is made now."""
        found = self.last(name, key)
        return json.loads(self.keep_last(name, key, json.dumps(make()).encode()) if found is None else found)

    def last(self, name: str, key: str) -> bytes | None:
        """What was made last under a name; None where it was made of something else."""
        found = self.find(key_of(name))
        return None if found is None or found[: len(key)] != key.encode() else found[len(key) :]

    def keep_last(self, name: str, key: str, content: bytes) -> bytes:
        """Keep what was made under a name in place of what was made before, and give it."""
        self.keep(key_of(name), key.encode() + content)
        return content

    def forget(self, days: int) -> None:
        """Let go of every entry that nobody has asked for in so many days; looked for once a day at most."""
        looked, now = Path(self.folder or "", "looked-through"), time.time()
        with suppress(OSError):
            if looked.stat().st_mtime > now - 86_400:
                return
        for folder, _, names in os.walk(self.folder or ""):
            for file in (f"{folder}/{name}" for name in names):
                with suppress(FileNotFoundError):
                    if os.stat(file).st_mtime < now - days * 86_400:  # noqa: PTH116  a tenth of the time of pathlib
                        os.unlink(file)  # noqa: PTH108
        with suppress(OSError):
            looked.touch()

    def keep(self, key: str, content: bytes) -> bytes:
        """Keep an entry, and give it."""
        if self.folder is not None:
            with suppress(OSError):  # a full or locked disk makes the next build slower, and no worse
                write_whole(self.folder / key[:2] / key[2:], hashlib.sha256(content).digest() + content)
        return content


NOTHING_KEPT = Cache(None)


def make_there(cache: Cache, key: str, make: Callable[[], bytes], of: str = "") -> bytes:
    """Make in another process what is kept there; given is only what could not be kept, since all are too many.

    `of` tells what is kept under a name (`Cache.last`) what it was made of.
    """
    content = make()
    cache.keep(key, of.encode() + content)
    return content if cache.find(key) is None else b""


def _checked(stored: bytes) -> bytes:
    """The content of a stored entry; ValueError when it was cut off or changed."""
    digest, content = stored[:32], stored[32:]
    if hashlib.sha256(content).digest() != digest:
        raise ValueError("a damaged entry")
    return content
