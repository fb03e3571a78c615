"""A file of the package into a sheet: bytes, text, records, header, rows, in this order."""

import hashlib
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ratings_site.check.files import MAX_PACKAGE_BYTES, Text, decode, megabytes, read_bytes
from ratings_site.check.findings import Findings
from ratings_site.check.header import read_header
from ratings_site.check.issues import Place
from ratings_site.check.records import MAX_ROWS, Records, split_records
from ratings_site.check.rows import build_sheet
from ratings_site.check.sheets import Sheet
from ratings_site.model.tables import TableSchema

_DELIMITERS = {";": "semicolons", "\t": "tabs", "|": "vertical bars"}
_SEPARATOR_LINE = re.compile(r'"?sep=([,;|\t])"?$', re.IGNORECASE)


def read_sheet(
    folder: Path, schema: TableSchema, resource: Mapping[str, Any], found: Findings, *, room: int
) -> tuple[Sheet, int]:
    """Read one table as far as it can be read, reporting everything that is wrong with its file.

    `resource` is what the descriptor says of the file; `room` is how many bytes the package has left. The second
    value is how many bytes were used.
    """
    raw = read_bytes(folder, schema.path, found)
    if raw is not None and len(raw) > room:
        found.add("package-too-large", Place(schema.path), limit=megabytes(MAX_PACKAGE_BYTES))
        raw = None
    if raw is None:
        return Sheet(schema, usable=False), 0
    _check_sums(raw, schema.path, resource, found)
    text = decode(raw, schema.path, found)
    return _read_text(text, schema, found, may_be_empty=bool(resource.get("mayBeEmpty"))), len(raw)


def _check_sums(raw: bytes, path: str, resource: Mapping[str, Any], found: Findings) -> None:
    """A descriptor that was published says how many bytes each file has, and their sum; one edited since differs."""
    stated = str(resource.get("hash", "")).removeprefix("sha256:")
    if resource.get("bytes", len(raw)) != len(raw):
        found.add("stale-checksum", Place(path), what="size")
    elif stated and stated != hashlib.sha256(raw).hexdigest():
        found.add("stale-checksum", Place(path), what="content")


def _read_text(text: Text | None, schema: TableSchema, found: Findings, *, may_be_empty: bool) -> Sheet:
    if text is None:
        return Sheet(schema, usable=False)
    records = _split(text.content, schema, found)
    sheet = _sheet_of(records, schema, found) if records.rows and not records.too_many else Sheet(schema, usable=False)
    if text.wrong_line is not None:
        _report_encoding(text, text.wrong_line, sheet, found)
    if sheet.usable and not sheet.rows and not sheet.lost and not may_be_empty:
        found.add("empty-table", Place(schema.path))
    return sheet


def _split(text: str, schema: TableSchema, found: Findings) -> Records:
    first_line = text.split("\n", 1)[0].rstrip("\r")
    separator = _SEPARATOR_LINE.match(first_line)
    delimiter = separator.group(1) if separator else _find_delimiter(text, schema.column_names)
    records = split_records(text, schema.path, found, delimiter=delimiter)
    if separator:
        found.add("separator-line", Place(schema.path, 1))
        del records.rows[0]
    elif delimiter != ",":
        found.add("wrong-delimiter", Place(schema.path, 1), delimiter=_DELIMITERS[delimiter])
    if records.too_many:
        found.add("too-many-rows", Place(schema.path), limit=f"{MAX_ROWS:,}")
    return records


def _find_delimiter(text: str, expected: tuple[str, ...]) -> str:
    """The delimiter of the header: the comma, unless another one gives columns and the comma does not."""
    head = re.split("[\r\n]", text.lstrip()[:4096], maxsplit=1)[0].replace('"', "").casefold()

    def columns(delimiter: str) -> int:
        return sum(cell.strip() in expected for cell in head.split(delimiter))

    best = max(_DELIMITERS, key=columns)
    return best if columns(",") <= 1 and columns(best) > max(1, len(expected) // 2) else ","


def _sheet_of(records: Records, schema: TableSchema, found: Findings) -> Sheet:
    header = read_header(records.rows, schema, found)
    if header is None:
        return Sheet(schema, usable=False)
    return build_sheet(records, header, schema, found)


def _report_encoding(text: Text, line: int, sheet: Sheet, found: Findings) -> None:
    row = next((row for row in reversed(sheet.rows) if row.line <= line), None)
    cells = row.cells.items() if row else ()
    column = next((name for name, cell in cells if text.wrong_letter and text.wrong_letter in cell), None)
    found.add("not-utf-8", Place(sheet.path, line, column), value=text.wrong_letter)
