"""The mapping from path to content, written into the generated folders of docs/.

What is generated is named in docs/.gitignore, is never committed and never read back. Everything else in docs/ is
written by hand and is never touched.
"""

import os
from collections.abc import Collection, Iterable, Mapping
from functools import cache
from pathlib import Path, PurePosixPath

DOCS = Path(__file__).parents[2] / "docs"


@cache
def generated() -> tuple[str, ...]:
    """What a build deletes and makes anew below docs/, folders (with a slash) and files: what Git ignores there."""
    ignored = (DOCS / ".gitignore").read_text(encoding="utf-8").splitlines()
    return tuple(line.removeprefix("/") for line in ignored if line.startswith("/"))


def write(files: Mapping[str, str | bytes] | Iterable[tuple[str, str | bytes]], docs: Path) -> None:
    """Make the generated part of docs/ hold exactly these files, which may be made one after the other.

    Paths are relative to docs/ with forward slashes. A file whose content has not changed is left alone, so that a
    live preview rebuilds no more than it must; a generated file that is not among them any more is deleted.
    Raises ValueError for a path that docs/.gitignore does not name: that is a mistake in the program.
    """
    _remove_others(docs, keep=None)
    written = set()
    for path, content in files.items() if isinstance(files, Mapping) else files:
        _refuse_outside(path)
        write_file(docs / path, content.encode() if isinstance(content, str) else content)
        written.add(path)
    _remove_others(docs, keep=written)


def is_generated(path: str) -> bool:
    """Whether a path below docs/ belongs to the build."""
    return any(path == name or (name.endswith("/") and path.startswith(name)) for name in generated())


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


def _refuse_outside(path: str) -> None:
    parts = PurePosixPath(path).parts
    plain = path == "/".join(parts) and "\\" not in path and ".." not in parts
    if not plain or not is_generated(path):
        problem = f"{path!r} is not a generated path: name it in docs/.gitignore"
        raise ValueError(problem)


def _remove_others(docs: Path, *, keep: Collection[str] | None) -> None:
    """Remove every link in the generated part, and every file that is none of those to keep, where they are known."""
    for name in generated():
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
