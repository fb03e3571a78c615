"""Other states of the package, to compare with: a folder, a zip, a released version, or a state in Git."""

import csv
import json
import re
import tempfile
from datetime import date
from io import BytesIO, StringIO
from pathlib import Path, PurePosixPath

from ratings_site.author import AuthorError
from ratings_site.check import Checked, Severity, read
from ratings_site.check.descriptor import read_released_descriptor
from ratings_site.commit import run_git
from ratings_site.model import tables
from ratings_site.publish.archive import read_index, read_release
from ratings_site.zips import BrokenZip, unpack

DESCRIPTOR = "datapackage.json"
RELEASES = "releases"
"""The folder of released versions, beside the package."""

_PLAIN_REF = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_./@{}^~+-]*")


def read_state(name: str, *, package: Path, releases: Path, today: date = date.min) -> tables.Tables:
    """The package as it was in a folder, a zip, a released version or a commit, tag or branch of Git.

    `package` is the folder of the package as it is now; in Git the folder of the same name is read; `today` is the
    day of the check. Raises AuthorError where there is no such state, or where it does not pass the check.
    """
    if Path(name).is_dir():
        return _sound(read(Path(name), today=today), name)
    if name in {release.version for release in read_index(releases)}:
        return read_released(releases, name)
    with tempfile.TemporaryDirectory() as folder:
        files = _unpacked(Path(name), name) if Path(name).is_file() else _from_git(name, package)
        for file, content in files.items():
            (Path(folder) / file).write_bytes(content)
        return _sound(read(Path(folder), today=today), name)


def read_released(releases: Path, version: str) -> tables.Tables:
    """The package as it was released under a version; it was checked then, by the rules that held then."""
    files = _released_files(releases, version)
    info = read_released_descriptor(files[DESCRIPTOR].decode("utf-8"))
    return tables.build_tables(info, {name: _rows(files[schema.path], schema) for name, schema in info.schemas.items()})


def pack_tables(package: tables.Tables) -> bytes:
    """A whole package as one text, to be kept."""
    return json.dumps([json.dumps(dict(package.package.descriptor)), dict(package.texts)]).encode()


def unpack_tables(content: bytes) -> tables.Tables:
    """The package that `pack_tables` packed."""
    descriptor, texts = json.loads(content)
    info = read_released_descriptor(descriptor)
    rows = {
        name: [
            {field.name: tables.read_value(field, text) for field, text in zip(schema.fields, row, strict=True)}
            for row in json.loads(texts[name])
        ]
        for name, schema in info.schemas.items()
    }
    return tables.build_tables(info, rows)


def _rows(file: bytes, schema: tables.TableSchema) -> list[dict[str, tables.Value]]:
    rows = csv.DictReader(StringIO(file.decode("utf-8"), newline=""))
    return [{column.name: tables.read_value(column, row[column.name]) for column in schema.fields} for row in rows]


def read_newest(package: Path) -> tables.Tables | None:
    """The last release beside the package; None before the first."""
    releases = package.resolve().parent / RELEASES
    known = read_index(releases)
    return read_released(releases, known[-1].version) if known else None


def newest_release(releases: Path) -> str:
    """The highest version released; raises AuthorError where there is none yet."""
    known = read_index(releases)
    if not known:
        raise AuthorError("Nothing has been released yet: name what to compare with, as in --since main.")
    return known[-1].version


def _released_files(releases: Path, version: str) -> dict[str, bytes]:
    (release,) = (known for known in read_index(releases) if known.version == version)
    return _package_files(read_release(releases, release), f"version {version}")


def _unpacked(content: Path | BytesIO, name: str) -> dict[str, bytes]:
    try:
        return _package_files(unpack(content), name)
    except BrokenZip as error:
        raise AuthorError(f"{name} cannot be unpacked: {error}.") from error


def _from_git(name: str, package: Path) -> dict[str, bytes]:
    if not _PLAIN_REF.fullmatch(name):
        raise AuthorError(f"{name} is no folder, no zip, no released version and no state in Git.")
    folder = package.resolve()
    top = run_git(folder.parent, "rev-parse", "--show-toplevel").stdout.decode().strip()
    commit = run_git(folder.parent, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}").stdout
    if not top or not commit:
        raise AuthorError(f"{name} is no folder, no zip, no released version and no state in Git.")
    inside = folder.relative_to(Path(top).resolve()).as_posix()
    packed = run_git(Path(top), "archive", "--format=zip", commit.decode().strip(), "--", inside).stdout
    if not packed:
        raise AuthorError(f"{name} has no folder {inside}.")
    return _unpacked(BytesIO(packed), name)


def _package_files(files: dict[str, bytes], name: str) -> dict[str, bytes]:
    """The descriptor and the tables it names, wherever in `files` the package lies."""
    places = sorted((len(PurePosixPath(path).parts), path) for path in files if PurePosixPath(path).name == DESCRIPTOR)
    if not places:
        raise AuthorError(f"{name} holds no {DESCRIPTOR}.")
    root = PurePosixPath(places[0][1]).parent
    described = files[places[0][1]]
    paths = {path for path in _table_paths(described) if (root / path).as_posix() in files}
    return {DESCRIPTOR: described} | {path: files[(root / path).as_posix()] for path in paths}


def _table_paths(descriptor: bytes) -> list[str]:
    """The files a descriptor names, without those that lie elsewhere; the check says what is wrong with it."""
    try:
        resources = json.loads(descriptor)["resources"]
        paths = [resource["path"] for resource in resources]
    except (ValueError, TypeError, KeyError):
        return []
    return [path for path in paths if isinstance(path, str) and PurePosixPath(path).name == path]


def _sound(checked: Checked, name: str) -> tables.Tables:
    if checked.tables is None:
        first = next(issue for issue in checked.issues if issue.severity is Severity.FAILURE)
        raise AuthorError(f"{name} does not pass the check of today: {first.file}: {first.text}")
    return checked.tables
