"""Records into rows: each cell under its column, and each row that does not fit reported once."""

from ratings_site.check.findings import Findings
from ratings_site.check.header import Header
from ratings_site.check.issues import Place
from ratings_site.check.records import Record, Records
from ratings_site.check.sheets import Row, Sheet
from ratings_site.model.tables import TableSchema

_MOST_PARTS = 5
"""A row broken over more lines than this is not put together again."""


def build_sheet(records: Records, header: Header, schema: TableSchema, found: Findings) -> Sheet:
    """Put every record that fits under the columns; report the others, and keep what they hold in `lost`."""
    absent = set(schema.column_names) - set(header.columns)
    sheet = Sheet(schema, lost=list(records.other_side), absent=absent)
    _Builder(records, header, sheet, found).build()
    return sheet


class _Builder:
    def __init__(self, records: Records, header: Header, sheet: Sheet, found: Findings) -> None:
        self.records = records
        self.rows = records.rows
        self.header = header
        self.width = len(header.columns)
        self.columns = [(at, name) for at, name in enumerate(header.columns) if name]
        self.sheet = sheet
        self.found = found
        self.seen: dict[tuple[str, ...], int] = {}

    def build(self) -> None:
        at = self.header.row + 1
        while at < len(self.rows):
            at += self._take(at)

    def _report(self, check: str, line: int, column: str | None = None, **details: str | int) -> None:
        self.found.add(check, Place(self.sheet.path, line, column), **details)

    def _take(self, at: int) -> int:
        """Deal with the record at this place; how many records have been dealt with."""
        record = self.rows[at]
        if not any(cell.strip() for cell in record.cells):
            return self._take_blank(at)
        if record.damage:
            return self._lose(record, record.damage, line=record.damaged_line, column=self._column(record))
        if record.cells == list(self.header.written):
            return self._lose(record, "repeated-header")
        if len(record.cells) < self.width:
            return self._take_short(at)
        if len(record.cells) > self.width:
            return self._take_long(record)
        self._add(record)
        return 1

    def _column(self, record: Record) -> str | None:
        at = record.damaged_cell
        return (self.header.columns[at] or None) if 0 <= at < self.width else None

    def _lose(
        self, record: Record, check: str, *, line: int = 0, column: str | None = None, **details: str | int
    ) -> int:
        self.sheet.lost.append(record.cells)
        self._report(check, line or record.line, column, **details)
        return 1

    def _take_blank(self, at: int) -> int:
        end = at
        while end < len(self.rows) and not any(cell.strip() for cell in self.rows[end].cells):
            end += 1
        first, last = self.rows[at].line, self.rows[end - 1].line
        lines = "This line is" if first == last else f"Lines {first} to {last} are"
        self._report("blank-row", first, lines=lines)
        return end - at

    def _take_short(self, at: int) -> int:
        record, have = self.rows[at], len(self.rows[at].cells)
        if at == len(self.rows) - 1 and not self.records.ends_with_line_end:
            return self._lose(record, "cut-short", have=_cells(have), width=self.width)
        for other, name in ((";", "semicolons"), ("\t", "tabs"), ("|", "vertical bars")):
            cells = record.cells[0].split(other)
            if have == 1 and len(cells) == self.width:
                self._report("wrong-delimiter", record.line, delimiter=name)
                self._add(record._replace(cells=cells))
                return 1
        if have == 1 and self._ends_in_words(at - 1):
            above = self.rows[at - 1].line
            return self._lose(record, "broken-row", line=above, first=above, last=record.line)
        parts = self._parts_of_broken_row(at)
        if not parts:
            return self._lose(record, "short-row", have=_cells(have), width=self.width)
        last = self.rows[at + parts - 1].line
        self.sheet.lost.extend(part.cells for part in self.rows[at : at + parts])
        self._report("broken-row", record.line, first=record.line, last=last)
        return parts

    def _ends_in_words(self, at: int) -> bool:
        """Whether a row is whole and ends with a text, which a line break may have cut off."""
        cells = self.rows[at].cells
        return at > self.header.row and len(cells) == self.width and bool(cells[-1].strip())

    def _parts_of_broken_row(self, at: int) -> int:
        """How many records together have the cells of one row, where an unquoted line break has parted them."""
        cells = len(self.rows[at].cells)
        for parts, record in enumerate(self.rows[at + 1 : at + _MOST_PARTS], start=2):
            if record.damage or len(record.cells) >= self.width or not any(record.cells):
                return 0
            cells += len(record.cells) - 1
            if cells >= self.width:
                return parts if cells == self.width else 0
        return 0

    def _take_long(self, record: Record) -> int:
        extra = record.cells[self.width :]
        if any(cell.strip() for cell in extra):
            return self._lose(record, "long-row", have=_cells(len(record.cells)), width=self.width)
        self._report("extra-empty-cells", record.line, have=_cells(len(record.cells)), width=self.width)
        self._add(record)
        return 1

    def _add(self, record: Record) -> None:
        cells = tuple(record.cells[: self.width])
        first = self.seen.setdefault(cells, record.line)
        if first != record.line:
            self.sheet.repeated.append((record.line, first))
            return
        row = {name: cells[at] for at, name in self.columns}
        row |= dict.fromkeys(self.sheet.absent, "")
        self.sheet.rows.append(Row(record.line, row))


def _cells(count: int) -> str:
    return f"{count:,} cell{'' if count == 1 else 's'}"
