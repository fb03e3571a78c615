"""Every version ever released, kept as it was: one zip each in `releases/`, listed with its checksum in `index.csv`.

A zip holds the files of `/data/<version>/`. It is written once, when a version is released, and committed; every
later build unpacks it, so that a published file keeps its bytes whatever becomes of the tables or the libraries.
"""

import csv
import hashlib
import io
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from ratings_site.publish.problems import PublishError, read_utf8
from ratings_site.versions import is_version, version_parts
from ratings_site.whole import write_whole
from ratings_site.zips import BrokenZip, pack, unpack

INDEX = "index.csv"
PICTURES = "charts"
"""The folder of the pictures that others show of a version, one zip each; on the site `/charts/<version>/`."""
_COLUMNS = ("version", "date", "sha256", "summary")


@dataclass(frozen=True)
class Release:
    """One version: the date up to which its facts are published, the checksum of its zip, and what changed."""

    version: str
    date: str
    sha256: str
    summary: str

    @property
    def file(self) -> str:
        return f"{self.version}.zip"


def read_index(folder: Path) -> tuple[Release, ...]:
    """The releases in `folder`, lowest version first; none where there is no list yet.

    Raises PublishError where the list is broken, or names other zips than there are.
    """
    index = folder / INDEX
    if not index.is_file():
        return ()
    rows = list(csv.DictReader(io.StringIO(read_utf8(index))))
    problems = [
        f"{index.name}: {row.get('version')!r} is no version"
        for row in rows
        if not is_version(row.get("version") or "")
    ]
    if problems or any(set(row) != set(_COLUMNS) or None in row.values() for row in rows):
        raise PublishError(problems or [f"{index.name}: the columns are not {', '.join(_COLUMNS)}"])
    releases = sorted((Release(**row) for row in rows), key=lambda release: version_parts(release.version))
    listed, there = {release.file for release in releases}, {path.name for path in folder.glob("*.zip")}
    problems = [f"{name} is listed in {INDEX} and not there" for name in sorted(listed - there)]
    problems += [f"{name} is there and not listed in {INDEX}" for name in sorted(there - listed)]
    if problems:
        raise PublishError(problems)
    return tuple(releases)


def read_release(folder: Path, release: Release) -> dict[str, bytes]:
    """The files of a release by their path; raises PublishError where its zip is not the one that was released."""
    with (folder / release.file).open("rb") as file:
        if hashlib.file_digest(file, "sha256").hexdigest() != release.sha256:
            problem = f"{release.file} is not the file that was released: a release never changes."
            raise PublishError([f"{problem} Bring it back from Git."])
    try:
        return unpack(folder / release.file)
    except BrokenZip as error:
        raise PublishError([f"{release.file} cannot be unpacked: {error}. Bring it back from Git."]) from error


def release_paths(folder: Path, release: Release) -> dict[str, bytes]:
    """The files of a release by their path below the site: `data/1.0.0/ratings.csv`."""
    return {f"data/{release.version}/{path}": content for path, content in read_release(folder, release).items()}


def write_release(folder: Path, *, version: str, date: str, summary: str, files: Mapping[str, bytes]) -> Release:
    """Add a version to the archive; raises PublishError where that version was released with other content.

    Releasing the same version with the same files again changes nothing.
    """
    known = read_index(folder)
    for release in known:
        if release.version == version:
            if read_release(folder, release) != dict(files):
                raise PublishError([f"Version {version} was released with other content: raise the version."])
            return release
    newest = known[-1].version if known else ""
    if newest and version_parts(version) < version_parts(newest):
        raise PublishError([f"Version {version} is lower than {newest}, which was released: raise the version."])
    content = pack(files)
    release = Release(version, date, hashlib.sha256(content).hexdigest(), summary)
    write_whole(folder / release.file, content)
    try:
        write_whole(folder / INDEX, _render_index([*known, release]).encode())
    except BaseException:
        (folder / release.file).unlink()  # a zip that no list names would stop every later command
        raise
    return release


def keep_pictures(folder: Path, version: str, site: Path) -> Path | None:
    """Keep the pictures of a version as the finished site has them; the file, or None where they are kept already."""
    file, drawn = folder / PICTURES / f"{version}.zip", site / "charts" / version
    if file.is_file() or not drawn.is_dir():
        return None
    write_whole(file, pack({picture.name: picture.read_bytes() for picture in drawn.iterdir()}))
    return file


def picture_paths(folder: Path, version: str) -> dict[str, bytes]:
    """The kept pictures of a version by their path below the site; none where it has been released without them."""
    file = folder / PICTURES / f"{version}.zip"
    if not file.is_file():
        return {}
    try:
        return {f"charts/{version}/{name}": content for name, content in unpack(file).items()}
    except BrokenZip as error:
        raise PublishError([f"{PICTURES}/{file.name} cannot be unpacked: {error}. Bring it back from Git."]) from error


def _render_index(releases: Iterable[Release]) -> str:
    text = io.StringIO()
    writer = csv.DictWriter(text, _COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(asdict(release) for release in releases)
    return text.getvalue()
