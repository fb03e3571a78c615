"""The mapping from path to content, written into the generated folders of docs/.

What is generated is named in docs/.gitignore, is never committed and never read back. Everything else in docs/ is
written by hand and is never touched.
"""

from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path, PurePosixPath

DOCS = Path(__file__).parents[2] / "docs"


@cache
def generated() -> tuple[str, ...]:
    """What a build deletes and makes anew below docs/, folders (with a slash) and files: what Git ignores there."""
    ignored = (DOCS / ".gitignore").read_text(encoding="utf-8").splitlines()
    return tuple(line.removeprefix("/") for line in ignored if line.startswith("/"))


def write(files: Mapping[str, str | bytes], docs: Path) -> None:
    """Make the generated part of docs/ hold exactly these files.

    Paths are relative to docs/ with forward slashes. A file whose content has not changed is left alone, so that a
    live preview rebuilds no more than it must; a generated file that is not among them any more is deleted.
    Raises ValueError for a path that docs/.gitignore does not name: that is a mistake in the program.
    """
    for path in files:
        _refuse_outside(path)
    _remove_others(docs, keep={PurePosixPath(path) for path in files})
    for path, content in files.items():
        write_file(docs / path, content.encode() if isinstance(content, str) else content)


def is_generated(path: str) -> bool:
    """Whether a path below docs/ belongs to the build."""
    return any(path == name or (name.endswith("/") and path.startswith(name)) for name in generated())


def source_files(docs: Path) -> dict[str, Path]:
    """Every file below docs/ that is published, by its path there."""
    files = ((file.relative_to(docs), file) for file in sorted(docs.rglob("*")) if file.is_file())
    return {path.as_posix(): file for path, file in files if not any(part.startswith(".") for part in path.parts)}


def published_path(path: str) -> str:
    """Where a file of docs/ stands in the site: each page has a folder of its own."""
    if not path.endswith(".md"):
        return path
    return f"{path.removesuffix('.md').removesuffix('index').removesuffix('/')}/index.html".removeprefix("/")


def _refuse_outside(path: str) -> None:
    parts = PurePosixPath(path).parts
    plain = path == "/".join(parts) and "\\" not in path and not {"..", "."} & set(parts)
    if not plain or not is_generated(path):
        problem = f"{path!r} is not a generated path: name it in docs/.gitignore"
        raise ValueError(problem)


def _remove_others(docs: Path, *, keep: Iterable[PurePosixPath]) -> None:
    kept = {docs / path for path in keep}
    folders = {folder for path in kept for folder in path.parents}
    for name in generated():
        root = docs / name
        if root.is_symlink() or root.is_file():
            _remove(root, kept, folders)
        elif root.is_dir():
            for path in sorted(root.rglob("*"), reverse=True):  # what is inside before what holds it
                _remove(path, kept, folders)
            if root not in folders:
                root.rmdir()


def _remove(path: Path, kept: set[Path], folders: set[Path]) -> None:
    is_folder = path.is_dir() and not path.is_symlink()
    if is_folder and path not in folders:
        path.rmdir()
    elif not is_folder and (path not in kept or path.is_symlink()):
        path.unlink()


def write_file(path: Path, content: bytes) -> None:
    """Make a file hold this; one that does already is left alone."""
    if path.is_file() and path.read_bytes() == content:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
