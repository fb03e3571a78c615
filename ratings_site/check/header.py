"""The first row: which column of the file is which column of the table."""

from dataclasses import dataclass
from difflib import get_close_matches

from ratings_site.check.characters import ODD_SPACE, TURNED, UNSEEN, plain
from ratings_site.check.findings import Findings
from ratings_site.check.issues import Place
from ratings_site.check.records import Record
from ratings_site.model.cells import column_letters
from ratings_site.model.tables import TableSchema

_ROWS_TRIED = 12
"""A title and notes above the header are looked through this far."""

_MOST_COLUMNS = 300
"""No table has nearly so many; what stands further right is counted, not looked at."""


@dataclass(frozen=True)
class Header:
    """The row the header stands in (-1: there is none), and for each of its cells the column it names, or ""."""

    row: int
    columns: tuple[str, ...]
    written: tuple[str, ...]


def read_header(rows: list[Record], schema: TableSchema, found: Findings) -> Header | None:
    """Find the header and what its cells name, reporting all damage; None where no column can be told."""
    expected, path = schema.column_names, schema.path
    row = _find_header(rows, expected)
    if row is None:
        return _without_header(rows, expected, path, found)
    if row > 0:
        found.add("title-row", Place(path, rows[0].line), value=_row_text(rows[0]), line=rows[row].line)
    record = rows[row]
    if record.damage:
        found.add(record.damage, Place(path, record.damaged_line))
    matcher = _Matcher(record, schema, found, rows[row + 1 :])
    return Header(row, matcher.match(), tuple(record.cells))


def _row_text(record: Record) -> str:
    return " ".join(cell for cell in record.cells if cell.strip())


def _likeness(record: Record, expected: tuple[str, ...]) -> float:
    """How many of the expected columns the cells of a row name, exactly or nearly."""
    cells = {_folded(cell) for cell in record.cells[:_MOST_COLUMNS]}
    return sum(name in cells for name in expected) / len(expected)


def _folded(cell: str) -> str:
    return plain(cell[:200]).casefold().replace(" ", "_").replace("-", "_")


_ENOUGH = 0.4


def _find_header(rows: list[Record], expected: tuple[str, ...]) -> int | None:
    if set(expected) <= set(rows[0].cells):
        return 0
    tried = [_likeness(record, expected) for record in rows[:_ROWS_TRIED]]
    best = max(range(len(tried)), key=lambda row: (tried[row], -row))
    if tried[best] >= _ENOUGH or (best == 0 and tried[0] > 0):
        return best
    first = [_folded(cell) for cell in rows[0].cells[:_MOST_COLUMNS]]
    nearly = sum(bool(get_close_matches(cell, expected, n=1, cutoff=0.75)) for cell in first)
    return 0 if nearly >= _ENOUGH * len(expected) else None


def _without_header(rows: list[Record], expected: tuple[str, ...], path: str, found: Findings) -> Header | None:
    found.add("no-header", Place(path, rows[0].line), columns=",".join(expected))
    if any(len(record.cells) != len(expected) for record in rows[:_ROWS_TRIED]):
        return None
    return Header(-1, expected, expected)


class _Matcher:
    """Gives each cell of the header its column, best match first, and reports each that does not fit."""

    def __init__(self, record: Record, schema: TableSchema, found: Findings, below: list[Record]) -> None:
        self.place = Place(schema.path, record.line)
        self.is_described = bool(schema.description)
        self.written = record.cells
        self.expected = schema.column_names
        self.found = found
        self.below = below
        self.columns = [""] * len(record.cells)
        self.reported: set[int] = set()

    def match(self) -> tuple[str, ...]:
        self._take_exact()
        self._take_alike()
        self._take_near()
        self._take_by_position()
        self._report_empty()
        self._report_rest()
        return tuple(self.columns)

    def _open_cells(self) -> list[int]:
        cells = enumerate(self.columns[:_MOST_COLUMNS])
        return [at for at, name in cells if not name and at not in self.reported]

    def _open_names(self) -> list[str]:
        return [name for name in self.expected if name not in self.columns]

    def _report(self, check: str, at: int, column: str | None, **details: str) -> None:
        self.reported.add(at)
        place = Place(self.place.file, self.place.line, column)
        self.found.add(check, place, value=self.written[at], **details)

    def _take_exact(self) -> None:
        for at, cell in enumerate(self.written[:_MOST_COLUMNS]):
            if cell and cell in self.columns:
                self._report("repeated-column", at, cell)
            elif cell in self.expected:
                self.columns[at] = cell

    def _take_alike(self) -> None:
        for at in self._open_cells():
            for name in self._open_names():
                if _folded(self.written[at]) == name:
                    self.columns[at] = name
                    self._report(_difference(self.written[at], name), at, name, meant=name)
                    break

    def _take_near(self) -> None:
        for at in self._open_cells():
            near = get_close_matches(_folded(self.written[at]), self._open_names(), n=1, cutoff=0.7)
            if near:
                self.columns[at] = near[0]
                self._report("renamed-column", at, near[0], meant=near[0])

    def _take_by_position(self) -> None:
        """With as many cells as columns, a cell that names nothing stands for the column lacking in its place."""
        if len(self.written) != len(self.expected):
            return
        for at in self._open_cells():
            name = self.expected[at]
            if name in self._open_names():
                self.columns[at] = name
                check = "renamed-column" if self.written[at].strip() else "unnamed-column"
                self._report(check, at, name, meant=name)

    def _report_empty(self) -> None:
        """Report columns without a name: those without a cell either, all at once, and each of the others."""
        blank = [at for at in self._open_cells() if not self.written[at].strip()]
        empty = [at for at in blank if not any(cell.strip() for row in self.below for cell in row.cells[at : at + 1])]
        self.reported.update(blank)
        if len(self.written) > _MOST_COLUMNS:
            self.found.add("too-many-columns", self.place, count=len(self.written), wanted=len(self.expected))
        elif empty:
            self.found.add("empty-column", self.place, columns=_columns_in_words(empty))
        for at in blank:
            if at not in empty:
                self._report("unnamed-column", at, None, meant=_columns_in_words([at]))

    def _report_rest(self) -> None:
        for at in self._open_cells():
            folded = [_folded(cell) for cell in self.written[:_MOST_COLUMNS]]
            check = "repeated-column" if folded.index(folded[at]) != at else "extra-column"
            if self.is_described or check == "repeated-column":
                self._report(check, at, self.written[at].strip())
        for name in self._open_names():
            self.found.add("missing-column", Place(self.place.file, self.place.line, name))


def _difference(written: str, name: str) -> str:
    if written.strip() == name or TURNED.sub("", UNSEEN.sub("", ODD_SPACE.sub(" ", written))).strip() == name:
        return "padded-header"
    return "renamed-column" if written.isascii() else "look-alike-header"


def _columns_in_words(places: list[int]) -> str:
    first, last = column_letters(places[0]), column_letters(places[-1])
    if len(places) == 1:
        return f"column {first}"
    if places[-1] - places[0] == len(places) - 1:
        return f"columns {first} to {last}"
    return f"columns {', '.join(column_letters(at) for at in places)}"
