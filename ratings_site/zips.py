"""Zips whose bytes follow from their content alone, and zips of which nobody knows what they hold."""

import io
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path, PurePosixPath

EARLIEST = date(1980, 1, 1)
"""The earliest day that a zip can give a file."""

MOST_UNPACKED = 128 * 2**20
"""Bytes of everything in a zip together: twenty times what a release holds today."""

MOST_FILES = 10_000


def pack(files: Mapping[str, bytes], day: date = EARLIEST) -> bytes:
    """Pack files so that the same files make the same bytes: sorted, all of the same day, alike in rights."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for path in sorted(files):
            member = zipfile.ZipInfo(path, (day.year, day.month, day.day, 0, 0, 0))
            member.compress_type = zipfile.ZIP_DEFLATED
            member.create_system = 3  # Unix, whatever packs it: the rights below are read as Unix rights
            member.external_attr = 0o644 << 16  # readable by all
            archive.writestr(member, files[path])
    return target.getvalue()


class BrokenZip(Exception):  # noqa: N818 (it is a finding about a file, and not one of ours)
    """A zip that is not opened, and why."""


def unpack(file: Path | io.BytesIO) -> dict[str, bytes]:
    """The files of a zip by their path; raises BrokenZip where it is damaged, locked, too large or leads elsewhere."""
    try:
        with zipfile.ZipFile(file) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
            if problem := _find_problem(entries):
                raise BrokenZip(problem)
            return {entry.filename: archive.read(entry) for entry in entries}
    # The last is what the library says of a zip that wants a password, and of a packing that it does not know.
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError) as error:
        raise BrokenZip("it is damaged, or no zip that can be opened") from error


def _find_problem(entries: Sequence[zipfile.ZipInfo]) -> str:
    size = sum(entry.file_size for entry in entries)  # no more than it says is ever read of a file
    if size > MOST_UNPACKED or len(entries) > MOST_FILES:
        return f"it would unpack to {len(entries):,} files and {size / 2**20:,.0f} MB, which is no release"
    for entry in entries:
        path = PurePosixPath(entry.filename)
        if path.is_absolute() or ".." in path.parts or "\\" in entry.filename:
            return f"it holds the path {entry.filename!r}, which leads out of its folder"
    return ""
