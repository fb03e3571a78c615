"""One file of the package into rows under its columns; a file whose shape is damaged is refused at its first damage.

The line of a row is the line of the file an editor shows, whatever line breaks its cells hold.
"""

import csv
import hashlib
import io
import itertools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from ratings_site.check.characters import ODD_SPACE, UNSEEN, plain
from ratings_site.check.descriptor import Descriptor
from ratings_site.check.files import MAX_TABLE_BYTES, Refused, decode, megabytes, read_bytes
from ratings_site.check.issues import Findings, Place
from ratings_site.model.tables import Key, TableSchema, Value, build_row_key, column_letters

MAX_PACKAGE_BYTES = 32 * 2**20
"""All tables of a package together."""

MAX_ROWS = 25_000
"""More rows than this are not read, twenty times what the largest table holds today."""

_DELIMITERS = {";": "semicolons", "\t": "tabs", "|": "vertical bars"}
_CLOSED_TOO_EARLY = re.compile('(?:^|,)"(?:[^"]|"")*"(?=[^",])')
_CONFLICT = re.compile(r"^(?:<{7}|\|{7}|>{7})(?: |$)", re.MULTILINE)

_MOST_COLUMNS = 300
"""No table has nearly so many; what stands further right is counted, not looked at."""

_ENOUGH = 0.4
"""With so many of the expected columns named, exactly or nearly, a row is the header."""

csv.field_size_limit(MAX_TABLE_BYTES)  # a cell of any length is read, and refused by its own limit


@dataclass
class Row:
    """One row of a table, by column. A cell with damage that can be undone holds what was meant."""

    schema: TableSchema
    line: int
    cells: dict[str, str]
    in_doubt: set[str] = field(default_factory=set)
    """Columns whose cell has been refused, and whose meaning is not known."""
    values: dict[str, Value] = field(default_factory=dict)
    """The cells as values of their column's type, once they have been judged."""

    def __getitem__(self, column: str) -> str:
        return self.cells[column]

    @property
    def key(self) -> Key:
        return tuple(self[name] for name in self.schema.primary_key)

    def place(self, column: str | None = None) -> Place:
        """Where a cell of the row stands, or the row."""
        return Place(self.schema.path, self.line, column, build_row_key(self.key))


@dataclass
class Sheet:
    """The rows of one file. `usable` is False where nothing can be said about its rows."""

    schema: TableSchema
    told: Mapping[str, Any]
    """What the descriptor says of the table, word for word."""
    rows: list[Row] = field(default_factory=list)
    usable: bool = True

    @property
    def path(self) -> str:
        """The file, as the package names it."""
        return self.schema.path


_Record = tuple[int, list[str]]
"""A row with its line."""


def read_sheets(folder: Path, described: Descriptor, found: Findings) -> dict[str, Sheet]:
    """Read the tables that are described, reporting what is wrong with their files."""
    others = {tuple(sorted(schema.column_names)): schema.path for schema in described.schemas.values()}
    sheets = {name: Sheet(schema, described.told[name], usable=False) for name, schema in described.schemas.items()}
    room = MAX_PACKAGE_BYTES
    for sheet in sheets.values():
        size, stated = sheet.told.get("bytes"), str(sheet.told.get("hash", "")).removeprefix("sha256:")
        try:
            raw = read_bytes(folder, sheet.path)
            if len(raw) > room:
                raise Refused("package-too-large", limit=megabytes(MAX_PACKAGE_BYTES))  # noqa: TRY301  (as below)
            room -= len(raw)
            # a descriptor that was published says how many bytes each file has, and their sum; one edited since differs
            if size not in {None, len(raw)} or (stated and stated != hashlib.sha256(raw).hexdigest()):
                what = "content" if size in {None, len(raw)} else "size"
                found.add("stale-checksum", Place(sheet.path), what=what)
            (_, header), *records = _records(decode(raw), sheet.schema.column_names, others)
            if not records and not sheet.told.get("mayBeEmpty"):
                raise Refused("empty-table")  # noqa: TRY301  (as all that is wrong with a file is told)
        except Refused as refused:
            found.add(refused.check, Place(sheet.path, refused.line, refused.column), **refused.details)
        else:
            sheet.rows = [Row(sheet.schema, line, dict(zip(header, cells, strict=True))) for line, cells in records]
            sheet.usable = True
    return sheets


def _records(text: str, expected: tuple[str, ...], others: Mapping[tuple[str, ...], str]) -> list[_Record]:
    """The header and the rows, which have its cells; refuses a file at the first row that has not."""
    if text.count("\n") > 4 * MAX_ROWS:  # not split before that is known: a list of so many lines takes much memory
        raise Refused("too-many-rows", limit=f"{MAX_ROWS:,}")
    lines = text.split("\n")
    _check_lines(text, lines, expected)
    records = list(_parsed(text, lines))
    if len(records) > MAX_ROWS + 1:
        raise Refused("too-many-rows", limit=f"{MAX_ROWS:,}")
    header = records[0][1]
    _check_header(records, expected, others)
    for at, (_, cells) in enumerate(records[1:], start=1):
        if len(cells) != len(header) or cells == header or _is_blank(cells):
            raise _unfitting(records, at, is_cut=at == len(records) - 1 and lines[-1] != "")
    return records


def _is_blank(cells: list[str]) -> bool:
    return not any(map(str.strip, cells))


def _check_header(records: list[_Record], expected: tuple[str, ...], others: Mapping[tuple[str, ...], str]) -> None:
    """Refuse a file at the first cell of its header that names no column, or else for the first column it lacks.

    `others` are the files of the other tables by their columns, in the order of the alphabet.
    """
    line, header = records[0]
    if sorted(header) == sorted(expected):
        return
    if other := others.get(tuple(sorted(header))):
        raise Refused("wrong-file", line, other=other)
    likeness = [_likeness(cells, expected) for _, cells in records[:12]]  # a title and notes above it are no longer
    best = likeness.index(max(likeness))
    if best > 0 and likeness[best] >= _ENOUGH and likeness[0] < _ENOUGH:
        value = " ".join(cell for cell in header if cell.strip())
        raise Refused("title-row", line, value=value, line=records[best][0])
    if not likeness[0]:
        raise Refused("no-header", line, columns=",".join(expected))
    if len(header) > _MOST_COLUMNS:
        raise Refused("too-many-columns", line, count=len(header), wanted=len(expected))
    for at, cell in enumerate(header):
        if not cell.strip():
            raise _unnamed(at, records, expected)
        if cell not in expected or cell in header[:at]:
            raise _misnamed(at, header, expected, line)
    raise Refused("missing-column", line, next(name for name in expected if name not in header))


def _likeness(row: list[str], expected: tuple[str, ...]) -> float:
    """The share of the expected columns that the cells of a row name, exactly or nearly."""
    cells = {_folded(cell) for cell in row[:_MOST_COLUMNS]}
    exact, rest = cells.intersection(expected), [name for name in expected if name not in cells]
    near = [cell for cell in cells - exact if get_close_matches(cell, rest, n=1, cutoff=0.75)]
    return (len(exact) + len(near)) / len(expected)


def _folded(cell: str) -> str:
    return plain(cell[:200]).casefold().replace(" ", "_").replace("-", "_")


def _in_place(at: int, header: list[str], expected: tuple[str, ...]) -> str:
    """The column that should stand at this place of a header with as many as are expected; empty where it is there."""
    return expected[at] if len(header) == len(expected) and expected[at] not in header else ""


def _misnamed(at: int, header: list[str], expected: tuple[str, ...], line: int) -> Refused:
    written, lacking = header[at], [name for name in expected if name not in header]
    folded = _folded(written)
    if folded in lacking:
        is_padded = UNSEEN.sub("", ODD_SPACE.sub(" ", written)).strip() == folded
        check = "padded-header" if is_padded else "renamed-column" if written.isascii() else "look-alike-header"
        return Refused(check, line, folded, value=written, meant=folded)
    near = get_close_matches(folded, lacking, n=1, cutoff=0.7)
    if meant := near[0] if near else _in_place(at, header, expected):
        return Refused("renamed-column", line, meant, value=written, meant=meant)
    repeated = folded in [_folded(cell) for cell in header[:at]]
    return Refused("repeated-column" if repeated else "extra-column", line, written.strip(), value=written)


def _unnamed(at: int, records: list[_Record], expected: tuple[str, ...]) -> Refused:
    """Say of the columns without a name which they are, and whether one of them holds anything."""
    (line, header), *rows = records
    blank = [at for at, cell in enumerate(header) if not cell.strip()]
    filled = [at for at in blank if any(cell.strip() for _, cells in rows for cell in cells[at : at + 1])]
    letters = [column_letters(at) for at in filled[:1] or blank]
    is_range = len(letters) > 1 and blank[-1] - blank[0] == len(blank) - 1
    columns = f"s {letters[0]} to {letters[-1]}" if is_range else f"{'s' if letters[1:] else ''} {', '.join(letters)}"
    if not filled:
        return Refused("empty-column", line, columns=f"column{columns}")
    meant = _in_place(at, header, expected)
    return Refused("unnamed-column", line, meant or None, value="", meant=meant or f"column{columns}")


def _check_lines(text: str, lines: list[str], expected: tuple[str, ...]) -> None:
    """Refuse what shows in the lines themselves: an unfinished merge, another separator than the comma."""
    if conflict := _CONFLICT.search(text):
        raise Refused("merge-conflict", text.count("\n", 0, conflict.start()) + 1)
    if re.match(r'"?sep=[,;|\t]"?$', lines[0], re.IGNORECASE):
        raise Refused("separator-line", 1)
    head = next((line for line in lines if line.strip()), "")[:4096].replace('"', "").casefold()
    columns = {sign: sum(cell.strip() in expected for cell in head.split(sign)) for sign in (*_DELIMITERS, ",")}
    best = max(_DELIMITERS, key=columns.__getitem__)
    if columns[","] <= 1 and columns[best] > max(1, len(expected) // 2):
        raise Refused("wrong-delimiter", 1, delimiter=_DELIMITERS[best])


def _parsed(text: str, lines: list[str]) -> Iterator[_Record]:
    """The rows as the `csv` module reads them; refuses a row whose quotation marks do not fit together."""
    reader = csv.reader(io.StringIO(text), strict=True)
    line, width = 1, 0
    try:
        for cells in reader:
            width = width or len(cells)
            raw = "\n".join(lines[line - 1 : reader.line_num])
            is_swallowed = "\n" in raw and len(cells) != width and lines[line - 1].count('"') % 2 == 1
            if is_swallowed or any('"' in cell and cell.replace('"', '""') not in raw for cell in cells):
                raise _quote_damage(lines, line, is_broken=is_swallowed)
            yield line, cells
            line = reader.line_num + 1
    except csv.Error:
        raise _quote_damage(lines, line, is_broken=True) from None


def _quote_damage(lines: list[str], line: int, *, is_broken: bool) -> Refused:
    """Say what is wrong with the quotation marks of the row that begins in this line, and in which column."""
    header, cells = (next(csv.reader([lines[at]]), []) for at in (0, line - 1))
    text = lines[line - 1]
    if is_broken and text.count('"') % 2:
        return Refused("unclosed-quote", line, header[len(cells) - 1] if 0 < len(cells) <= len(header) else None)
    if closed := _CLOSED_TOO_EARLY.search(text):
        at = len(next(csv.reader([text[: closed.start()]]), []))
    else:  # a cell that only ends with a mark began further left, before a comma of its own
        at = next((at for at, cell in enumerate(cells) if '"' in cell.removesuffix('"')), len(header))
    return Refused("stray-quote", line, header[at] if at < len(header) else None)


def _unfitting(records: list[_Record], at: int, *, is_cut: bool) -> Refused:
    line, cells = records[at]
    width = len(records[0][1])
    have = f"{len(cells):,} cell{'' if len(cells) == 1 else 's'}"
    if _is_blank(cells):
        *_, (last, _) = itertools.takewhile(lambda record: _is_blank(record[1]), records[at:])
        return Refused("blank-row", line, lines="This line is" if last == line else f"Lines {line} to {last} are")
    if cells == records[0][1]:
        return Refused("repeated-header", line)
    if len(cells) > width or is_cut:
        of_long = "extra-empty-cells" if _is_blank(cells[width:]) else "long-row"
        return Refused(of_long if len(cells) > width else "cut-short", line, have=have, width=width)
    if pasted := [sign for sign in _DELIMITERS if len(cells) == 1 and len(cells[0].split(sign)) == width]:
        return Refused("pasted-row", line, delimiter=_DELIMITERS[pasted[0]])
    if parted := _broken_over(records, at):
        return Refused("broken-row", parted[0], first=parted[0], last=parted[1])
    return Refused("short-row", line, have=have, width=width)


def _broken_over(records: list[_Record], at: int) -> tuple[int, int] | None:
    """The first and last line of a row that a line break without quotation marks has parted."""
    width, count = len(records[0][1]), len(records[at][1])
    if count == 1 and at > 1 and records[at - 1][1][-1].strip():
        return records[at - 1][0], records[at][0]
    for line, cells in records[at + 1 : at + 5]:  # what is broken over more lines is not put together again
        count += len(cells) - 1
        if count == width and len(cells) < width:
            return records[at][0], line
    return None
