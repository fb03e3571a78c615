"""Drawings kept between builds, by a hash of everything that they depend on."""

import hashlib
from collections.abc import Callable
from contextlib import suppress
from importlib.metadata import version
from pathlib import Path

from ratings_site.whole import write_whole

DRAWN_BY = ("altair", "pillow", "vl-convert-python")


def key_of(*parts: str) -> str:
    """One name for all of these texts together and the libraries that draw."""
    versions = (f"{library} {version(library)}" for library in DRAWN_BY)
    return hashlib.sha256("\0".join((*parts, *versions)).encode()).hexdigest()


class Cache:
    """A folder of files named by key, or nothing at all; an entry is whole or not there."""

    def __init__(self, folder: Path | None) -> None:
        self.folder = folder

    def get(self, key: str, make: Callable[[], bytes]) -> bytes:
        """The entry of a key, made and kept if it is not there."""
        if self.folder is None:
            return make()
        file = self.folder / key[:2] / key[2:]
        try:
            return _checked(file.read_bytes())
        except (OSError, ValueError):  # not there, damaged, or no file that can be read
            content = make()
            with suppress(OSError):  # a full or locked disk makes the next build slower, and no worse
                write_whole(file, hashlib.sha256(content).digest() + content)
            return content


def _checked(stored: bytes) -> bytes:
    """The content of a stored entry; ValueError when it was cut off or changed."""
    digest, content = stored[:32], stored[32:]
    if hashlib.sha256(content).digest() != digest:
        raise ValueError("a damaged entry")
    return content
