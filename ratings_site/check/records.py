"""Text into records: lines, quotation marks, and the marks of an unfinished merge.

The line of a record is the line of the file an editor shows, whatever line breaks its cells hold.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from ratings_site.check.findings import Findings
from ratings_site.check.issues import Place

MAX_ROWS = 25_000
"""More rows than this are not read, twenty times what the largest table holds today."""

MAX_LINES = 4 * MAX_ROWS
"""A file of more lines is not even split into them."""

MOST_LINES_OF_A_CELL = 40
"""A cell over more lines is a quotation mark that was never closed."""

_LINE_END = re.compile("\r\n|\n|\r")
_CONFLICT = re.compile(r"(<{7}|\|{7}|>{7})( |$)")
_CONFLICT_MIDDLE = re.compile("={7}$")


class Record(NamedTuple):
    """The cells of one row of the file, where it begins, and what is wrong with its quotation marks."""

    line: int
    cells: list[str]
    damage: str = ""
    """The kind of problem, where the quotation marks do not fit together; the cells are then a guess."""
    damaged_line: int = 0
    damaged_cell: int = -1
    """Place of the damaged cell in the row, from 0; -1 where it cannot be told."""


@dataclass
class Records:
    """The rows of one file."""

    rows: list[Record] = field(default_factory=list)
    other_side: list[list[str]] = field(default_factory=list)
    """Cells of rows that stand in the second half of an unfinished merge: not read, but not missing either."""
    ends_with_line_end: bool = True
    too_many: bool = False


def split_records(text: str, path: str, found: Findings, *, delimiter: str = ",") -> Records:
    """Split a text into records. Damage is noted in the record; the rows after it are read as if it were mended."""
    if text.count("\n") + text.count("\r") > 2 * MAX_LINES:
        return Records(too_many=True)
    lines = _LINE_END.split(text)
    ends_with_line_end = lines[-1] == ""
    if ends_with_line_end:
        lines.pop()
    result = Records(ends_with_line_end=ends_with_line_end)
    kept = _without_conflicts(lines, path, found, result)
    for record in _records(kept, delimiter):
        if len(result.rows) > MAX_ROWS:
            result.too_many = True
            break
        result.rows.append(record)
    return result


class _Line(NamedTuple):
    number: int
    text: str


def _without_conflicts(lines: list[str], path: str, found: Findings, result: Records) -> list[_Line]:
    """Leave out the marks of an unfinished merge, and its second half: both halves hold the same rows."""
    kept, inside, second = [], False, False
    for number, line in enumerate(lines, start=1):
        mark = _CONFLICT.match(line)
        if mark and mark.group(1)[0] in "<>|":
            if not inside:
                found.add("merge-conflict", Place(path, number))
            inside, second = mark.group(1)[0] != ">", mark.group(1)[0] == "|"
        elif inside and _CONFLICT_MIDDLE.match(line):
            second = True
        elif second:
            result.other_side.append(line.split(","))
        else:
            kept.append(_Line(number, line))
    return kept


def _records(lines: list[_Line], delimiter: str) -> Iterator[Record]:
    position = 0
    while position < len(lines):
        line = lines[position]
        if '"' not in line.text:
            yield Record(line.number, line.text.split(delimiter))
            position += 1
        else:
            record, used = _read_quoted(lines, position, delimiter)
            yield record
            position += used


@dataclass
class _Reader:
    """Reads one record that holds quotation marks, over as many lines as its cells do."""

    lines: list[_Line]
    start: int
    delimiter: str
    used: int = 1
    at: int = 0
    cells: list[str] = field(default_factory=list)
    opened: int = 1
    """The line of the record on which the present cell began."""
    told: bool = True
    """Whether it is plain which cell is damaged."""

    @property
    def line(self) -> str:
        return self.lines[self.start + self.used - 1].text

    def read(self) -> str:
        """Read the cells; the kind of damage, or "" where there is none."""
        while True:
            self.opened = self.used
            quoted = self.line[self.at : self.at + 1] == '"'
            damage = self._read_quoted_cell() if quoted else self._read_plain_cell()
            if damage or self.at >= len(self.line):
                return damage
            self.at += 1
            if self.at == len(self.line):  # the line ends with a delimiter: one more cell, empty
                self.cells.append("")
                return ""

    def _read_plain_cell(self) -> str:
        end = self.line.find(self.delimiter, self.at)
        end = len(self.line) if end < 0 else end
        cell = self.line[self.at : end]
        if '"' in cell:
            self.told = not cell.endswith('"')  # with a mark at its end only, the cell began further left
            return "stray-quote"
        self.cells.append(cell)
        self.at = end
        return ""

    def _read_quoted_cell(self) -> str:
        parts = []
        self.at += 1
        while True:
            end = self.line.find('"', self.at)
            if end < 0:
                parts.append(self.line[self.at :] + "\n")
                if self.start + self.used >= len(self.lines) or self.used - self.opened >= MOST_LINES_OF_A_CELL:
                    return "unclosed-quote"
                self.used, self.at = self.used + 1, 0
            elif self.line[end + 1 : end + 2] == '"':
                parts.append(self.line[self.at : end + 1])
                self.at = end + 2
            else:
                parts.append(self.line[self.at : end])
                self.at = end + 1
                return self._close_cell("".join(parts))

    def _close_cell(self, cell: str) -> str:
        if self.line[self.at : self.at + 1] not in {"", self.delimiter}:
            return "unclosed-quote" if self.used > self.opened else "stray-quote"
        if _swallowed_rows(cell, self.delimiter):
            return "unclosed-quote"
        self.cells.append(cell)
        return ""


def _swallowed_rows(cell: str, delimiter: str) -> bool:
    """Whether a cell of several lines looks like rows: a quotation mark was lost, and another one found later."""
    between_cells = re.compile(f"{re.escape(delimiter)}(?! )")
    return any(len(between_cells.findall(line)) > 1 for line in cell.split("\n")[1:])


def _read_quoted(lines: list[_Line], position: int, delimiter: str) -> tuple[Record, int]:
    reader = _Reader(lines, position, delimiter)
    damage = reader.read()
    line = lines[position].number
    if not damage:
        return Record(line, reader.cells), reader.used
    opened = lines[position + reader.opened - 1]
    guess = reader.cells[:-1] + [cell.strip('"') for cell in opened.text.split(delimiter)]
    damaged_cell = len(reader.cells) if reader.told else -1
    return Record(line, guess, damage, opened.number, damaged_cell), reader.opened
