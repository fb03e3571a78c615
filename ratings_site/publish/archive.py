"""Every version ever released, kept as it was: one zip each in `releases/`, listed with its checksum in `index.csv`.

A zip holds the files of `/data/<version>/`. It is written once, when a version is released, and committed; every
later build unpacks it, so that a published file keeps its bytes whatever becomes of the tables or the libraries.
"""

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from ratings_site import zips
from ratings_site.publish.problems import PublishError, list_of, read_list, read_utf8, refuse
from ratings_site.versions import is_version, version_parts
from ratings_site.whole import write_whole

INDEX = "index.csv"
PICTURES = "charts"
"""The folder of the pictures that others show of a version, one zip each; on the site `/charts/<version>/`."""


class Release(NamedTuple):
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
    if not (folder / INDEX).is_file():
        return ()
    listed = read_list(read_utf8(folder / INDEX), INDEX, Release._fields, Release).values()
    refuse(f"{INDEX}: {one.version!r} is no version" for one in listed if not is_version(one.version))
    named, there = {release.file for release in listed}, {path.name for path in folder.glob("*.zip")}
    refuse(
        (f"{name} is listed in {INDEX} and not there" for name in sorted(named - there)),
        (f"{name} is there and not listed in {INDEX}" for name in sorted(there - named)),
    )
    return tuple(sorted(listed, key=lambda release: version_parts(release.version)))


def read_release(folder: Path, release: Release) -> dict[str, bytes]:
    """The files of a release by their path; raises PublishError where its zip is not the one that was released."""
    with (folder / release.file).open("rb") as file:
        if hashlib.file_digest(file, "sha256").hexdigest() != release.sha256:
            problem = f"{release.file} is not the file that was released: a release never changes."
            raise PublishError([f"{problem} Bring it back from Git."])
    return _unpacked(folder, release.file)


def release_paths(folder: Path, release: Release) -> dict[str, bytes]:
    """The files of a release by their path below the site: `data/1.0.0/ratings.csv`."""
    return {f"data/{release.version}/{path}": content for path, content in read_release(folder, release).items()}


def write_release(folder: Path, *, version: str, date: str, summary: str, files: Mapping[str, bytes]) -> Release:
    """Add a version to the archive; raises PublishError where that version was released with other content.

    Releasing the same version with the same files again changes nothing.
    """
    known = read_index(folder)
    if released := next((release for release in known if release.version == version), None):
        if read_release(folder, released) != dict(files):
            raise PublishError([f"Version {version} was released with other content: raise the version."])
        return released
    if known and version_parts(version) < version_parts(newest := known[-1].version):
        raise PublishError([f"Version {version} is lower than {newest}, which was released: raise the version."])
    content = zips.pack(files)
    release = Release(version, date, hashlib.sha256(content).hexdigest(), summary)
    write_whole(folder / release.file, content)
    try:
        write_whole(folder / INDEX, list_of(Release._fields, [*known, release]))
    except BaseException:
        (folder / release.file).unlink()  # a zip that no list names would stop every later command
        raise
    return release


def keep_pictures(folder: Path, version: str, site: Path) -> Path | None:
    """Keep the pictures of a version as the finished site has them; the file, or None where they are kept already."""
    file, drawn = folder / PICTURES / f"{version}.zip", site / "charts" / version
    if file.is_file() or not drawn.is_dir():
        return None
    write_whole(file, zips.pack({picture.name: picture.read_bytes() for picture in drawn.iterdir()}))
    return file


def picture_paths(folder: Path, version: str) -> dict[str, bytes]:
    """The kept pictures of a version by their path below the site; none where it has been released without them."""
    file = f"{PICTURES}/{version}.zip"
    pictures = _unpacked(folder, file) if (folder / file).is_file() else {}
    return {f"charts/{version}/{name}": content for name, content in pictures.items()}


def _unpacked(folder: Path, file: str) -> dict[str, bytes]:
    try:
        return zips.unpack(folder / file)
    except zips.BrokenZip as error:
        raise PublishError([f"{file} cannot be unpacked: {error}. Bring it back from Git."]) from error
