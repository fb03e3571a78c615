"""Drawings kept between builds, by a hash of everything that they depend on."""

import hashlib
import os
import tempfile
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

from ratings_site.model.views import words
from ratings_site.model.wording import TABLES

PACKAGE = Path(__file__).parent
DRAWN_BY = ("altair", "vl-convert-python")
WORDS = (Path(words.__file__), TABLES / "ratings.toml", TABLES / "units.toml")
"""What drawings say beside their own words."""


def fingerprint() -> str:
    """A hash of the drawing code with its words, and of the libraries: the theme is part of the code."""
    digest = hashlib.sha256()
    for file in sorted(PACKAGE.rglob("*.py")):
        digest.update(file.relative_to(PACKAGE).as_posix().encode() + b"\0" + file.read_bytes() + b"\0")
    for file in WORDS:
        digest.update(file.read_bytes() + b"\0")
    for library in DRAWN_BY:
        digest.update(f"{library} {version(library)}\0".encode())
    return digest.hexdigest()


def key_of(*parts: str) -> str:
    """One name for all of these texts together."""
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


class Cache:
    """A folder of files named by key, or nothing at all; an entry is whole or not there."""

    def __init__(self, folder: Path | None) -> None:
        self.folder = folder
        self.made = 0
        """How many entries had to be made, because they were not kept."""

    def get(self, key: str, make: Callable[[], bytes]) -> bytes:
        """The entry of a key, made and kept if it is not there."""
        if self.folder is None:
            self.made += 1
            return make()
        file = self.folder / key[:2] / key[2:]
        try:
            return _checked(file.read_bytes())
        except (FileNotFoundError, ValueError):
            content = make()
            self.made += 1
            _keep(file, content)
            return content


def _checked(stored: bytes) -> bytes:
    """The content of a stored entry; ValueError when it was cut off or changed."""
    digest, content = stored[:32], stored[32:]
    if hashlib.sha256(content).digest() != digest:
        raise ValueError("a damaged entry")
    return content


def _keep(file: Path, content: bytes) -> None:
    """Write an entry beside its place and move it there whole."""
    file.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=file.parent)
    with os.fdopen(handle, "wb") as stream:
        stream.write(hashlib.sha256(content).digest() + content)
    Path(name).replace(file)
