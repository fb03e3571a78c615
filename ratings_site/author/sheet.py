"""A table as the file it is: rows go in and cells change, and every other byte stays as staff wrote it."""

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from ratings_site.author import AuthorError

_BOM = "\ufeff"


@dataclass
class Record:
    """One row: the very text of it in the file, and its cells."""

    text: str
    cells: list[str]


@dataclass
class SheetFile:
    """One CSV file. `key` names the columns that tell its rows apart, in order."""

    name: str
    key: tuple[str, ...]
    header: Record
    records: list[Record] = field(default_factory=list)
    start: str = ""
    """A byte order mark, where the file begins with one."""

    @property
    def columns(self) -> list[str]:
        return [name.strip() for name in self.header.cells]

    @property
    def line_end(self) -> str:
        """The line end the file uses, so that a new row has the same."""
        return "\r\n" if self.header.text.endswith("\r\n") else "\n"

    @property
    def text(self) -> str:
        """The whole file."""
        return self.start + "".join(record.text for record in (self.header, *self.records))

    def row(self, number: int) -> dict[str, str]:
        return dict(zip(self.columns, self.records[number].cells, strict=True))

    def rows(self) -> list[dict[str, str]]:
        return [self.row(number) for number in range(len(self.records))]

    def find(self, row_key: str) -> int | None:
        """The number of the row with this key, its parts joined by a slash."""
        keys = ["/".join(row[column] for column in self.key) for row in self.rows()]
        return keys.index(row_key) if row_key in keys else None

    def insert(self, cells: Mapping[str, str]) -> None:
        """Put a row where the file's own order wants it: among its like, or at the end.

        Raises AuthorError for a row whose key is there already, or a column the file lacks.
        """
        if unknown := sorted(cells.keys() - set(self.columns)):
            raise AuthorError([f"{self.name} has no column {unknown[0]}."])
        if self.find("/".join(cells.get(column, "") for column in self.key)) is not None:
            key = "/".join(cells[column] for column in self.key)
            raise AuthorError([f"{self.name} has a row {key} already."])
        place = self._place(cells)
        self._end_line(place - 1)
        values = [cells.get(column, "") for column in self.columns]
        self.records.insert(place, Record(self._written(values), values))

    def change(self, number: int, column: str, value: str) -> None:
        """Write one cell; the rest of its row stays as it is, up to its quotation marks."""
        record, place = self.records[number], self.columns.index(column)
        record.cells[place] = value
        pieces = split_cells(record.text)
        end = record.text[len(",".join(pieces)) :]
        pieces[place] = self._written([value]).removesuffix(self.line_end) if value or self._quotes_all else ""
        record.text = ",".join(pieces) + end

    @property
    def _quotes_all(self) -> bool:
        pieces = [piece for record in self.records[:5] for piece in split_cells(record.text)]
        return bool(pieces) and all(piece.startswith('"') for piece in pieces)

    def _written(self, values: Sequence[str]) -> str:
        text = io.StringIO()
        dialect = "unix" if self._quotes_all else "excel"  # the one quotes every cell, the other where it must
        csv.writer(text, dialect, lineterminator=self.line_end).writerow(values)
        return text.getvalue()

    def _place(self, cells: Mapping[str, str]) -> int:
        """After the last row before it, if the file is in the order of its key or of the first part of that."""
        rows = self.rows()
        for columns in (self.key, self.key[:1]):
            keys = [[row[column] for column in columns] for row in rows]
            if keys == sorted(keys):
                mine = [cells.get(column, "") for column in columns]
                return sum(key <= mine for key in keys)
        alike = [number for number, row in enumerate(rows) if row[self.key[0]] == cells.get(self.key[0])]
        return alike[-1] + 1 if alike else len(rows)

    def _end_line(self, number: int) -> None:
        record = self.records[number] if number >= 0 else self.header
        if not record.text.endswith(("\n", "\r")):
            record.text += self.line_end


def read_sheet(name: str, content: bytes, key: tuple[str, ...]) -> SheetFile:
    """Read a CSV file that has passed the check."""
    text = content.decode("utf-8")
    start = _BOM if text.startswith(_BOM) else ""
    records = [Record(line, next(csv.reader([line]))) for line in split_records(text.removeprefix(_BOM))]
    return SheetFile(name, key, records[0], records[1:], start)


def split_records(text: str) -> list[str]:
    """The rows of a CSV text with their line ends; a line end within quotation marks belongs to its row."""
    records: list[str] = []
    open_quote = False
    for line in io.StringIO(text, newline=""):
        if open_quote:
            records[-1] += line
        else:
            records.append(line)
        open_quote ^= line.count('"') % 2 == 1
    return records


def split_cells(record: str) -> list[str]:
    """The cells of one row as they are written, with their quotation marks, without the line end."""
    cells, quoted = [""], False
    for letter in record.rstrip("\r\n"):
        quoted ^= letter == '"'
        if letter == "," and not quoted:
            cells.append("")
        else:
            cells[-1] += letter
    return cells
