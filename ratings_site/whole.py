"""Files written whole or not at all, and what the system refuses named by its place."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def write_whole(file: Path, content: bytes) -> None:
    """Write a file beside its place and move it there whole: whatever goes wrong, what stood there still stands."""
    with naming(file):
        file.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name[:40]}.")
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.write(content)
            Path(name).chmod(file.stat().st_mode & 0o777 if file.exists() else mode_of_new_files())
            Path(name).replace(file)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise


@contextmanager
def naming(place: Path) -> Iterator[None]:
    """Let each refusal of the system name `place` where it names nothing itself, as when a disk is full."""
    try:
        yield
    except OSError as error:
        if error.errno and error.filename is None:
            error.filename = str(place)
        raise


def mode_of_new_files() -> int:
    """The rights that the system gives to a file that is written anew."""
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
