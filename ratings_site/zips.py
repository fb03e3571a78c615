"""Zips whose bytes follow from their content alone."""

import io
import zipfile
from collections.abc import Mapping
from datetime import date

EARLIEST = date(1980, 1, 1)
"""The earliest day that a zip can give a file."""

_READABLE_BY_ALL = 0o644 << 16


def pack(files: Mapping[str, bytes], day: date = EARLIEST) -> bytes:
    """Pack files so that the same files make the same bytes: sorted, all of the same day, alike in rights."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for path in sorted(files):
            member = zipfile.ZipInfo(path, (day.year, day.month, day.day, 0, 0, 0))
            member.compress_type = zipfile.ZIP_DEFLATED
            member.create_system = 3  # Unix, whatever packs it: the rights below are read as Unix rights
            member.external_attr = _READABLE_BY_ALL
            archive.writestr(member, files[path])
    return target.getvalue()
