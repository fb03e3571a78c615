"""Bytes: is there a plain local file of a sane size, and what text does it hold."""

import codecs
import re
import stat
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from ratings_site.check.findings import Findings
from ratings_site.check.issues import Place
from ratings_site.check.suggestions import find_near

MAX_TABLE_BYTES = 8 * 2**20
"""The largest table that is read, a hundred times what the largest holds today."""

MAX_PACKAGE_BYTES = 32 * 2**20
"""All tables of a package together."""

_MOST_LISTED = 2000
_HEAD_BYTES = 4096
_TABLE_ENDINGS = {".csv", ".tsv", ".tab", ".xls", ".xlsx", ".xlsm", ".ods", ".numbers", ".zip", ".gz"}

_KINDS_BY_FIRST_BYTES: tuple[tuple[bytes, str, str], ...] = (
    (b"\xd0\xcf\x11\xe0", "spreadsheet-file", "an Excel workbook (.xls)"),
    (b"\x1f\x8b", "packed-file", "a gzip archive"),
    (b"BZh", "packed-file", "a bzip2 archive"),
    (b"7z\xbc\xaf\x27\x1c", "packed-file", "a 7-Zip archive"),
    (b"\xfd7zXZ", "packed-file", "an xz archive"),
    (b"%PDF", "other-file-kind", "a PDF document"),
    (b"{\\rtf", "other-file-kind", "a rich text document"),
    (b"\x89PNG", "other-file-kind", "a picture"),
    (b"\xff\xd8\xff", "other-file-kind", "a picture"),
    (b"PAR1", "other-file-kind", "a Parquet file"),
    (b"SQLite format 3", "other-file-kind", "a database"),
    (b"version https://git-lfs", "other-file-kind", "a pointer to a file kept elsewhere (Git LFS)"),
)
_KINDS_BY_FIRST_WORDS: tuple[tuple[str, str], ...] = (
    (r"<!doctype html|<html|<head|<body|<table", "a web page"),
    (r"<\?xml|<svg|<rss|<feed", "an XML document"),
    (r"\{\s*(\"|\}|$)|\[\s*(\{|\[|\"|\]|$)", "a JSON document"),
)


@dataclass(frozen=True)
class Text:
    """The text of a file, and the first sign in it that it was not saved as UTF-8."""

    content: str
    wrong_line: int | None = None
    wrong_letter: str = ""


def read_bytes(
    folder: Path, path: str, found: Findings, *, limit: int = MAX_TABLE_BYTES, is_table: bool = True
) -> bytes | None:
    """Read one file of the package; None, with the reason found, where it is no plain file of a sane size."""
    if not _is_plain_file(folder, path, found):
        return None
    try:
        size = (folder / path).stat().st_size
        with (folder / path).open("rb") as file:
            raw = file.read(limit + 1 if size <= limit else _HEAD_BYTES)
    except OSError:
        found.add("unreadable-file", Place(path))
        return None
    if is_table and (kind := _file_kind(raw)):
        found.add(kind[0], Place(path), kind=kind[1])
        return None
    if max(size, len(raw)) > limit:
        found.add("file-too-large", Place(path), size=megabytes(max(size, len(raw))), limit=megabytes(limit))
        return None
    return raw


def _is_plain_file(folder: Path, path: str, found: Findings) -> bool:
    here = folder
    for part in PurePosixPath(path).parts:
        names = _names_in(here)
        if part not in names:
            near = find_near(part, names)
            hint = f' The folder holds "{near}": is that the file?' if near else ""
            found.add("missing-file", Place(path), hint=hint)
            return False
        here /= part
        if here.is_symlink():
            found.add("linked-file", Place(path))
            return False
    try:
        mode = here.stat().st_mode
    except OSError:
        found.add("unreadable-file", Place(path))
        return False
    if not stat.S_ISREG(mode):
        found.add("not-a-file", Place(path), kind="a folder" if stat.S_ISDIR(mode) else "not a file")
        return False
    return True


def _names_in(folder: Path) -> list[str]:
    try:
        return sorted(entry.name for entry in folder.iterdir())
    except OSError:
        return []


def _file_kind(raw: bytes) -> tuple[str, str] | None:
    if raw[:4] in {b"PK\x03\x04", b"PK\x05\x06"}:
        return _archive_kind(raw[:_HEAD_BYTES])
    for first, check, kind in _KINDS_BY_FIRST_BYTES:
        if raw.startswith(first):
            return check, kind
    words = raw[:_HEAD_BYTES].decode("latin-1").removeprefix("ï»¿").lstrip()
    for pattern, kind in _KINDS_BY_FIRST_WORDS:
        if re.match(pattern, words, re.IGNORECASE):
            return "other-file-kind", kind
    return None


def _archive_kind(head: bytes) -> tuple[str, str]:
    if b"opendocument.spreadsheet" in head:
        return "spreadsheet-file", "a LibreOffice spreadsheet (.ods)"
    if any(mark in head for mark in (b"[Content_Types].xml", b"xl/", b"_rels/.rels")):
        return "spreadsheet-file", "an Excel workbook (.xlsx)"
    return "packed-file", "a zip archive"


def megabytes(size: int) -> str:
    """Write a size so that it can be compared."""
    return f"{size / 2**20:,.0f} MB"


def check_other_files(folder: Path, listed: set[str], found: Findings) -> None:
    """Warn of each file that looks like a table, lies beside the tables, and is not one of them."""
    names = _names_in(folder)[:_MOST_LISTED]
    lacking = [path for path in listed if path not in names and "/" not in path]
    for name in names:
        is_table = PurePosixPath(name).suffix.lower() in _TABLE_ENDINGS and not _is_folder(folder / name)
        if name not in listed and is_table and not find_near(name, lacking):  # a lacking table names what is near it
            near = find_near(PurePosixPath(name).stem, [PurePosixPath(path).stem for path in sorted(listed)])
            hint = f' Was "{near}.csv" meant?' if near else ""
            found.add("unlisted-file", Place(name), hint=hint)


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:
        return False


def decode(raw: bytes, path: str, found: Findings) -> Text | None:
    """Turn bytes into text: UTF-8, with or without a byte order mark. Other encodings are found, read on and refused.

    None means that there is no text here to look at.
    """
    if not raw.strip(b"\xef\xbb\xbf \t\r\n\0"):
        found.add("empty-file", Place(path))
        return None
    wide = _wide_encoding(raw)
    if wide:
        found.add("wide-encoding", Place(path), encoding=wide[:6].upper())
        return Text(raw.decode(wide, errors="replace").lstrip("\ufeff").replace("\ufffd", ""))
    try:
        return Text(raw.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        return _decode_mixed(raw, error.start, path, found)


def _wide_encoding(raw: bytes) -> str:
    if raw.startswith((b"\xff\xfe\0\0", b"\0\0\xfe\xff")):
        return "utf-32"
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    head = raw[:_HEAD_BYTES]
    even, odd = head[::2].count(0), head[1::2].count(0)
    if odd * 4 > len(head) and not even:
        return "utf-16-le"
    if even * 4 > len(head) and not odd:
        return "utf-16-be"
    return ""


_MOST_WRONG = 0.3
"""With a larger share of bytes that are neither UTF-8 nor letters, a file is no text at all."""


def _decode_mixed(raw: bytes, first_wrong: int, path: str, found: Findings) -> Text | None:
    odd = sum(raw[:_HEAD_BYTES].count(code) for code in (*range(9), *range(14, 32), 127))
    text = raw.decode("utf-8-sig", errors="read-as-cp1252")
    high = sum(char > "\x7f" for char in text[:_HEAD_BYTES])
    if odd + high > _MOST_WRONG * min(len(raw), _HEAD_BYTES):
        found.add("other-file-kind", Place(path), kind="not text at all")
        return None
    before = raw[:first_wrong].replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    letter = bytes([raw[first_wrong]]).decode("cp1252", errors="replace")
    return Text(text, wrong_line=before.count(b"\n") + 1, wrong_letter=letter)


def _read_as_cp1252(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeDecodeError)  # noqa: S101 (the type of the codec's call is wider than its use)
    return error.object[error.start : error.end].decode("cp1252", errors="ignore"), error.end


codecs.register_error("read-as-cp1252", _read_as_cp1252)
