"""The mapping from path to content, written into the generated folders of docs/.

What is generated is named in docs/.gitignore, is never committed and never read back. Everything else in docs/ is
written by hand and is never touched.
"""

import os
import posixpath
import stat
from collections.abc import Collection, Iterable, Iterator, Mapping, MutableMapping
from concurrent.futures import Executor, wait
from contextlib import contextmanager
from functools import cache
from pathlib import Path, PurePosixPath

from ratings_site.whole import mode_of_new_files

DOCS = Path(__file__).parents[2] / "docs"

DRAWN = ("charts/", "pictures/")
"""The part of what is generated that is drawn, which takes the longest: MkDocs is not given it."""


@cache
def generated() -> tuple[str, ...]:
    """What a build deletes and makes anew below docs/, folders (with a slash) and files: what Git ignores there."""
    ignored = (DOCS / ".gitignore").read_text(encoding="utf-8").splitlines()
    return tuple(line.removeprefix("/") for line in ignored if line.startswith("/"))


def not_drawn() -> tuple[str, ...]:
    """The other part."""
    return tuple(name for name in generated() if name not in DRAWN)


def write(files: Iterable[tuple[str, str | bytes]], docs: Path, part: Collection[str] | None = None) -> None:
    """Make what is generated in docs/, or a part of it, hold exactly these files, made one after the other.

    Paths are relative to docs/ with forward slashes. A file whose content has not changed is left alone, so that a
    live preview rebuilds no more than it must; a generated file that is not among them any more is deleted.
    Raises ValueError for a path that docs/.gitignore does not name, or not for this part: that is a mistake in the
    program.
    """
    part = generated() if part is None else part
    _remove_others(docs, part, keep=None)
    there = set()
    for path, content in files:
        parts = PurePosixPath(path).parts
        if path != "/".join(parts) or "\\" in path or ".." in parts or not is_generated(path, part):
            problem = f"{path!r} is not a generated path: name it in docs/.gitignore"
            raise ValueError(problem)
        write_file(docs / path, content.encode() if isinstance(content, str) else content)
        there.add(path)
    _remove_others(docs, part, keep=there)


def is_generated(path: str, part: Collection[str] | None = None) -> bool:
    """Whether a path below docs/ belongs to the build, or to a part of what it makes."""
    names = generated() if part is None else part
    return any(path == name or (name.endswith("/") and path.startswith(name)) for name in names)


MOST_HELD = 2**28
"""Bytes that a tree holds in memory: all pages of today's site ten times."""


class Tree(MutableMapping[str, bytes]):
    """The files of a site by path, sorted: what is held of them, and what lies on the disk.

    What is too much to hold of that which is made lies in the folder `room`, where one is given.
    """

    def __init__(self, files: Mapping[str, bytes | Path], room: Path | None = None) -> None:
        self._files, self._room, self._held = dict(files), room, 0
        self._read = {path: _state(found) for path, found in self._files.items() if isinstance(found, Path)}

    def __getitem__(self, path: str) -> bytes:
        found = self._files[path]
        return found if isinstance(found, bytes) else found.read_bytes()

    def __setitem__(self, path: str, content: bytes) -> None:
        self._held += len(content)
        self._read.pop(path, None)
        if self._room is None or self._held < MOST_HELD:
            self._files[path] = content
        else:
            self._files[path] = self._room / path
            write_file(self._room / path, content)

    def __delitem__(self, path: str) -> None:
        del self._files[path]
        self._read.pop(path, None)

    def __iter__(self) -> Iterator[str]:
        return iter(sorted(self._files))

    def __contains__(self, path: object) -> bool:
        return path in self._files

    def __len__(self) -> int:
        return len(self._files)

    def text(self, path: str) -> str:
        """A file in UTF-8 as text."""
        return self[path].decode()

    def size(self, path: str) -> int:
        """The bytes of a file."""
        found = self._files[path]
        return len(found) if isinstance(found, bytes) else found.stat().st_size

    @contextmanager
    def laid_out(self, folder: Path, before: Path, processes: Executor | None = None) -> Iterator[None]:
        """Write every file into an empty folder, by the end of what is done meanwhile.

        What lies on the disk is written by one of `processes`, where there are some, and the rest in the end.
        """
        lying = {path: found for path, found in self._files.items() if isinstance(found, Path)} if processes else {}
        begun = processes.submit(lay_out, lying, folder, before) if processes else None
        try:
            yield
            lay_out({path: found for path, found in self._files.items() if path not in lying}, folder, before)
        finally:
            wait([begun] if begun else ())  # nobody takes the folder away while somebody writes into it
        if begun:
            begun.result()

    def changed(self) -> list[str]:
        """A sentence for each file that somebody changed on the disk since it was taken for what it is."""
        changed = (path for path, state in self._read.items() if _state(self._files[path]) != state)
        return [f"{path}: somebody changed this file while the site was built. Build again." for path in changed]


def lay_out(files: Mapping[str, bytes | Path], folder: Path, before: Path) -> None:
    """Write files into a folder that holds none of them; one that is the same in the folder `before` is that very file.

    A name for a file that is there costs a tenth of a new one. Nobody writes into a file of a site that is laid out:
    the next one takes its place whole.
    """
    made, mode = set[str](), mode_of_new_files()
    for path, found in files.items():
        place, content = posixpath.dirname(path), found if isinstance(found, bytes) else found.read_bytes()
        if place not in made:
            (folder / place).mkdir(parents=True, exist_ok=True)
            made.add(place)
        if not _is_taken_over(before / path, folder / path, content, mode):
            (folder / path).write_bytes(content)


def _state(file: bytes | Path) -> tuple[int, ...]:
    """By what it is seen that a file on the disk was written again; nothing where it is gone."""
    try:
        found = os.stat(file)  # noqa: PTH116  a third of the time, for thousands of files
    except OSError:
        return ()
    return found.st_ino, found.st_size, found.st_mtime_ns


def _is_taken_over(old: Path, name: Path, content: bytes, mode: int) -> bool:
    """Give an old file, where it is just as it would be written anew, a second name; whether that could be."""
    try:
        found = os.lstat(old)
        is_alike = stat.S_ISREG(found.st_mode) and (found.st_size, stat.S_IMODE(found.st_mode)) == (len(content), mode)
        if is_same := is_alike and old.read_bytes() == content:
            os.link(old, name)
    except OSError:
        return False
    return is_same


def paths_below(folder: Path) -> list[str]:
    """The paths of all files below a folder, and of links to folders, sorted."""
    found: list[str] = []
    for place, folders, files in os.walk(folder):
        way = f"{place}/"[len(f"{folder}/") :].replace(os.sep, "/")
        found += [f"{way}{name}" for name in (*files, *(name for name in folders if Path(place, name).is_symlink()))]
    return sorted(found)


def source_files(docs: Path) -> dict[str, Path]:
    """Every file below docs/ that is published, by its path there."""
    return {path: docs / path for path in paths_below(docs) if not path.startswith(".") and "/." not in path}


def published_path(path: str) -> str:
    """Where a file of docs/ stands in the site: each page has a folder of its own."""
    if not path.endswith(".md"):
        return path
    return f"{path.removesuffix('.md').removesuffix('index').removesuffix('/')}/index.html".removeprefix("/")


def _remove_others(docs: Path, part: Collection[str], *, keep: Collection[str] | None) -> None:
    """Remove every link in a generated part, and every file that is none of those to keep, where they are known."""
    for name in part:
        root = docs / name
        inside = [] if root.is_symlink() else [f"{name}{path}" for path in paths_below(root)]
        for path in (name, *inside):
            if (docs / path).is_symlink() or (keep is not None and path not in keep and (docs / path).is_file()):
                (docs / path).unlink()
        for folder, _, _ in os.walk(root, topdown=False):
            if not any(Path(folder).iterdir()):
                Path(folder).rmdir()


def write_file(path: Path, content: bytes) -> None:
    """Make a file hold this; one that does already is left alone."""
    if path.is_file() and path.read_bytes() == content:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
