"""Other states of the package, to compare with: a folder, a zip, a released version, or a state in Git."""

import csv
import json
import re
import tempfile
from collections.abc import Mapping
from datetime import date
from functools import cache
from io import BytesIO, StringIO
from pathlib import Path, PurePosixPath

from ratings_site import check, commit
from ratings_site.author import AuthorError
from ratings_site.check.descriptor import read_released_descriptor
from ratings_site.model import tables
from ratings_site.publish import addresses, archive
from ratings_site.zips import BrokenZip, unpack

DESCRIPTOR = "datapackage.json"
RELEASES = "releases"
"""The folder of released versions, beside the package."""

_PLAIN_REF = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_./@{}^~+-]*")


def beside(package: Path) -> tuple[Path, Path]:
    """The folder of releases and the register of addresses, which lie beside the package they belong to."""
    folder = package.resolve().parent
    return folder / RELEASES, folder / addresses.REGISTER


def read_state(name: str, package: Path, today: date = date.min) -> tables.Tables:
    """The package as it was in a folder, a zip, a released version or a commit, tag or branch of Git.

    `package` is the folder of the package as it is now; in Git the folder of the same name is read; `today` is the
    day of the check. Raises AuthorError where there is no such state, or where it does not pass the check.
    """
    releases, _ = beside(package)
    if not Path(name).is_dir() and (found := [one for one in archive.read_index(releases) if one.version == name]):
        return read_released(releases, found[0])
    with tempfile.TemporaryDirectory() as unpacked:
        folder = Path(name if Path(name).is_dir() else unpacked)
        for file, content in (_unpacked(name, package.resolve()) if folder != Path(name) else {}).items():
            (folder / file).write_bytes(content)
        checked = check.read(folder, today=today)
    if checked.tables is None:
        raise AuthorError(f"{name} does not pass the check of today: {failures(checked)[0]}")
    return checked.tables


def failures(checked: check.Checked) -> list[str]:
    """What stops a package from being built, each said once with its file."""
    stopping = (issue for issue in checked.issues if issue.severity is check.Severity.FAILURE)
    return list(dict.fromkeys(f"{issue.file or 'The tables'}: {issue.text}" for issue in stopping))


@cache
def read_released(releases: Path, release: archive.Release) -> tables.Tables:
    """The package as it was released, which no later release changes; it was checked then, by the rules of then."""
    files = _package_in(archive.read_release(releases, release), f"version {release.version}")
    info = read_released_descriptor(files[DESCRIPTOR].decode())
    texts = {name: StringIO(files[schema.path].decode(), newline="") for name, schema in info.schemas.items()}
    columns = {name: schema.column_names for name, schema in info.schemas.items()}
    rows = {name: [[row[one] for one in columns[name]] for row in csv.DictReader(texts[name])] for name in columns}
    return _tables(info, rows)


def pack_tables(package: tables.Tables) -> bytes:
    """A whole package as one text, to be kept."""
    return json.dumps([json.dumps(dict(package.package.descriptor)), dict(package.texts)]).encode()


def unpack_tables(content: bytes) -> tables.Tables:
    """The package that `pack_tables` packed."""
    descriptor, texts = json.loads(content)
    return _tables(read_released_descriptor(descriptor), {name: json.loads(text) for name, text in texts.items()})


def _tables(info: tables.PackageInfo, rows: Mapping[str, list[list[str]]]) -> tables.Tables:
    """A package of the texts of each row, in the order of the columns."""
    fields = {name: schema.fields for name, schema in info.schemas.items()}
    pairs = {name: [zip(fields[name], row, strict=True) for row in rows[name]] for name in fields}
    read = {name: [{of.name: tables.read_value(of, text) for of, text in row} for row in pairs[name]] for name in pairs}
    return tables.build_tables(info, read)


def read_newest(package: Path) -> tables.Tables | None:
    """The last release beside the package; None before the first."""
    releases, _ = beside(package)
    known = archive.read_index(releases)
    return read_released(releases, known[-1]) if known else None


def newest_version(package: Path) -> str:
    """The highest version released; raises AuthorError where there is none yet."""
    if known := archive.read_index(beside(package)[0]):
        return known[-1].version
    raise AuthorError("Nothing has been released yet: name what to compare with, as in --since main.")


def _unpacked(name: str, package: Path) -> dict[str, bytes]:
    """The files of a package in a zip, or as Git has its folder in a state."""
    packed: Path | BytesIO = Path(name)
    if not Path(name).is_file():
        top = commit.run_git(package.parent, "rev-parse", "--show-toplevel").stdout.decode().strip()
        asked = ("rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
        found = commit.run_git(package.parent, *asked).stdout.decode().strip() if _PLAIN_REF.fullmatch(name) else ""
        if not top or not found:
            raise AuthorError(f"{name} is no folder, no zip, no released version and no state in Git.")
        inside = package.relative_to(Path(top).resolve()).as_posix()
        packed = BytesIO(commit.run_git(Path(top), "archive", "--format=zip", found, "--", inside).stdout)
        if not packed.getvalue():
            raise AuthorError(f"{name} has no folder {inside}.")
    try:
        return _package_in(unpack(packed), name)
    except BrokenZip as error:
        raise AuthorError(f"{name} cannot be unpacked: {error}.") from error


def _package_in(files: Mapping[str, bytes], name: str) -> dict[str, bytes]:
    """The descriptor and the files beside it that it names, wherever among `files` the package lies."""
    paths = {PurePosixPath(path): content for path, content in files.items()}
    descriptors = sorted((len(path.parts), path) for path in paths if path.name == DESCRIPTOR)
    if not descriptors:
        raise AuthorError(f"{name} holds no {DESCRIPTOR}.")
    place = descriptors[0][1]
    named = [path for path in paths if path.parent == place.parent and f'"{path.name}"'.encode() in paths[place]]
    return {path.name: paths[path] for path in [place, *named]}
