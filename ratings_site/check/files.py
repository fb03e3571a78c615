"""Bytes: is there a plain local file of a sane size, and what text does it hold."""

import csv
import os
import re
from pathlib import Path, PurePosixPath

from ratings_site.check.characters import SIGNS, find_near
from ratings_site.check.issues import Findings, Place

MAX_TABLE_BYTES = 8 * 2**20
"""The largest table that is read, a hundred times what the largest holds today."""

_HEAD_BYTES = 4096
_TABLE_ENDINGS = {".csv", ".tsv", ".tab", ".xls", ".xlsx", ".xlsm", ".ods", ".numbers", ".zip", ".gz"}


class Refused(Exception):  # noqa: N818 (it is an outcome, named as the message names it)
    """A file that cannot be read as a table: the kind of problem, its place in the file, and what its words name."""

    def __init__(self, check: str, line: int | None = None, column: str | None = None, /, **details: str | int) -> None:
        super().__init__(check)
        self.check, self.line, self.column, self.details = check, line, column, details


def read_bytes(folder: Path, path: str, *, limit: int = MAX_TABLE_BYTES, is_table: bool = True) -> bytes:
    """Read one file of the package; refuses what is no plain file of a sane size."""
    try:
        _check_plain_file(folder, path)
        size = (folder / path).stat().st_size
        with (folder / path).open("rb") as file:
            raw = file.read(limit + 1 if size <= limit else _HEAD_BYTES)
    except OSError as error:
        raise Refused("unreadable-file") from error
    head = raw[:_HEAD_BYTES].decode("latin-1")
    for kind in SIGNS["files"] if is_table else ():
        if re.match(kind["begins"], head, re.DOTALL):
            raise Refused(kind["kind"], kind=kind["what"])
    if max(size, len(raw)) > limit:
        raise Refused("file-too-large", size=megabytes(max(size, len(raw))), limit=megabytes(limit))
    return raw


def _check_plain_file(folder: Path, path: str) -> None:
    here = folder
    for part in PurePosixPath(path).parts:
        names = _names_in(here)
        if part not in names:
            near = find_near(part, names)
            raise Refused("missing-file", hint=f' The folder holds "{near}": is that the file?' if near else "")
        here /= part
        if here.is_symlink():
            raise Refused("linked-file")
    if not here.is_file():
        raise Refused("not-a-file", kind="a folder" if here.is_dir() else "not a file")


def _names_in(folder: Path) -> list[str]:
    try:
        return sorted(entry.name for entry in folder.iterdir())
    except OSError:
        return []


def megabytes(size: int) -> str:
    """Write a size so that it can be compared."""
    return f"{size / 2**20:,.0f} MB"


def check_other_files(folder: Path, listed: set[str], found: Findings) -> None:
    """Warn of each file that looks like a table, lies beside the tables, and is not one of them."""
    names = _names_in(folder)[:2000]
    lacking = [path for path in listed if path not in names and "/" not in path]
    for name in names:
        is_table = PurePosixPath(name).suffix.lower() in _TABLE_ENDINGS and not os.path.isdir(folder / name)  # noqa: PTH112  (no, where nobody may look)
        if name not in listed and is_table and not find_near(name, lacking):  # a lacking table names what is near it
            near = find_near(PurePosixPath(name).stem, [PurePosixPath(path).stem for path in sorted(listed)])
            hint = f' Was "{near}.csv" meant?' if near else ""
            found.add("unlisted-file", Place(name), hint=hint)


def decode(raw: bytes) -> str:
    """Turn bytes into text: UTF-8, with or without a byte order mark, and a line feed for every line end."""
    if not raw.strip(b"\xef\xbb\xbf \t\r\n\0"):
        raise Refused("empty-file")
    if wide := _wide_encoding(raw):
        raise Refused("wide-encoding", encoding=wide)
    try:
        return _with_plain_line_ends(raw.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise _in_older_letters(raw, error.start) from error


def _with_plain_line_ends(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _wide_encoding(raw: bytes) -> str:
    if raw.startswith((b"\xff\xfe\0\0", b"\0\0\xfe\xff")):
        return "UTF-32"
    head = raw[:_HEAD_BYTES]
    even, odd = head[::2].count(0), head[1::2].count(0)
    one_sided = max(even, odd) * 4 > len(head) and not min(even, odd)
    return "UTF-16" if raw.startswith((b"\xff\xfe", b"\xfe\xff")) or one_sided else ""


def _in_older_letters(raw: bytes, first_wrong: int) -> Refused:
    """Say at which letter a file shows that it was saved in the code page of Windows, or that it is no text."""
    head = raw[:_HEAD_BYTES]
    odd = sum(head.count(code) for code in (*range(9), *range(14, 32), 127))
    if odd + sum(code > 127 for code in head) > 0.3 * len(head):  # noqa: PLR2004 (of text, most bytes are ASCII)
        return Refused("other-file-kind", kind="not text at all")
    letter = raw[first_wrong : first_wrong + 1].decode("cp1252", errors="replace")
    lines = _with_plain_line_ends(raw.decode("cp1252", errors="replace")).split("\n")
    line = _with_plain_line_ends(raw[:first_wrong].decode("latin-1")).count("\n")
    header, cells = (next(csv.reader([lines[at]]), []) for at in (0, line))
    column = next((name for name, cell in zip(header, cells, strict=False) if letter in cell), None)
    return Refused("not-utf-8", line + 1, column if line else None, value=letter)
