"""A package opened for writing: rows go in and cells change, and every other byte stays as staff wrote it."""

import csv
import io
import json
import re
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from ratings_site.author import AuthorError
from ratings_site.author.states import DESCRIPTOR
from ratings_site.check import Checked, Severity, read
from ratings_site.check.characters import did_you_mean
from ratings_site.whole import write_whole

RELEASED_AT = "T09:30:00Z"
"""The time written behind the date of a package; only the date has a meaning."""

_BOM = "\ufeff"


class SheetFile:
    """One CSV file that has passed the check; `key` names the columns that tell its rows apart, in order."""

    def __init__(self, name: str, content: bytes, key: tuple[str, ...]) -> None:
        text = content.decode("utf-8")
        self.name = name
        self.key = key
        self.start = _BOM if text.startswith(_BOM) else ""
        self.header, *self.records = split_records(text.removeprefix(_BOM))
        self.columns = [column.strip() for column in _cells(self.header)]
        self.line_end = "\r\n" if self.header.endswith("\r\n") else "\n"
        as_all = [self._written(_cells(record), "unix").strip() == record.strip() for record in self.records[:5]]
        self.dialect = "unix" if all(as_all) and as_all else "excel"
        """The one quotes every cell, the other where it must."""

    @property
    def text(self) -> str:
        """The whole file."""
        return "".join([self.start, self.header, *self.records])

    def row(self, number: int) -> dict[str, str]:
        return dict(zip(self.columns, _cells(self.records[number]), strict=True))

    def rows(self) -> list[dict[str, str]]:
        return [self.row(number) for number in range(len(self.records))]

    def key_of(self, cells: Mapping[str, str]) -> str:
        """The key of a row, its parts joined by a slash."""
        return "/".join(cells.get(column, "") for column in self.key)

    def find(self, row_key: str) -> int | None:
        """The number of the row with this key."""
        return next((number for number, row in enumerate(self.rows()) if self.key_of(row) == row_key), None)

    def insert(self, cells: Mapping[str, str]) -> None:
        """Put a row where the file's own order wants it: among its like, or at the end.

        Raises AuthorError for a row whose key is there already, or a column the file lacks.
        """
        if unknown := sorted(cells.keys() - set(self.columns)):
            raise AuthorError(f"{self.name} has no column {unknown[0]}.")
        if self.find(key := self.key_of(cells)) is not None:
            raise AuthorError(f"{self.name} has a row {key} already.")
        lines, place = [self.header, *self.records], self._place(cells)
        lines[place] = lines[place].rstrip("\r\n") + self.line_end
        lines.insert(place + 1, self._written([cells.get(column, "") for column in self.columns], self.dialect))
        self.header, *self.records = lines

    def change(self, number: int, /, **cells: str) -> None:
        """Write some cells of a row; what the others hold stays as it is."""
        ended = re.search(r"[\r\n]*\Z", self.records[number])
        written = self._written([*(self.row(number) | cells).values()], self.dialect).rstrip("\r\n")
        self.records[number] = written + (ended[0] if ended else "")

    def _written(self, values: Sequence[str], dialect: str) -> str:
        text = io.StringIO()
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


def _cells(record: str) -> list[str]:
    return next(csv.reader([record]))


def split_records(text: str) -> list[str]:
    """The rows of a CSV text with their line ends; a line end within quotation marks belongs to its row."""
    lines = list(io.StringIO(text, newline=""))
    reader, records, begun = csv.reader(lines), [], 0
    for _ in reader:
        records.append("".join(lines[begun : reader.line_num]))
        begun = reader.line_num
    return records


class Book:
    """The tables of a package that passes the check, as the files they are. `on` is the day of the entry."""

    def __init__(self, package: Path, on: date) -> None:
        checked = read(package, today=on)
        if checked.tables is None:
            first, *more = failures(checked)
            others = f" And {len(more)} more: make tables." if more else ""
            raise AuthorError(f"Mend the tables first. {first}{others}")
        self.package = package
        self.on = on
        self.tables = checked.tables
        self._sheets: dict[Path, SheetFile] = {}
        self._before: dict[Path, bytes] = {}

    def sheet(self, table: str) -> SheetFile:
        """One table; raises AuthorError for a table that the package does not have."""
        schemas = self.tables.package.schemas
        if table not in schemas:
            raise AuthorError(f"There is no table {table}. Choose from {', '.join(schemas)}.")
        file = self.package / schemas[table].path
        if file not in self._sheets:
            self._before[file] = file.read_bytes()
            self._sheets[file] = SheetFile(file.name, self._before[file], schemas[table].primary_key)
        return self._sheets[file]

    def rows(self, table: str) -> list[dict[str, str]]:
        """The rows of a table, those entered too."""
        return self.sheet(table).rows()

    def ids(self, table: str) -> set[str]:
        """The first part of the key of every row of a table."""
        return {row[self.sheet(table).key[0]] for row in self.rows(table)}

    def find(self, table: str, key: str) -> tuple[SheetFile, int]:
        """The sheet and the number of the row with this key; raises AuthorError, which names those that begin so."""
        sheet = self.sheet(table)
        if (number := sheet.find(key)) is not None:
            return sheet, number
        known, begins = sorted(self.ids(table)), "-".join(re.findall("[a-z0-9]+", key.casefold()))
        alike = ", ".join(name for name in known if begins and f"{name}-".startswith(f"{begins}-"))
        raise AuthorError(
            f"{sheet.name} has no row {key}.{f' There is {alike}.' if alike else did_you_mean(key, known)}"
        )

    def insert(self, table: str, /, **cells: str) -> None:
        """Put a row into a table."""
        self.sheet(table).insert(cells)

    def save(self) -> tuple[str, ...]:
        """Write what changed and check the package; where it fails put every file back and raise AuthorError.

        Returns the names of the files written.
        """
        try:
            self._write()
        except BaseException:
            for file, content in self._before.items():
                if file.read_bytes() != content:
                    write_whole(file, content)
            raise
        return tuple(sorted(file.name for file, _ in self._changed()))

    def _write(self) -> None:
        for file, sheet in self._changed():
            write_whole(file, sheet.text.encode())
        checked = read(self.package, today=self.on)
        if checked.tables is None:
            raise AuthorError(*failures(checked))

    def _changed(self) -> list[tuple[Path, SheetFile]]:
        return [(file, sheet) for file, sheet in self._sheets.items() if sheet.text.encode() != self._before[file]]


def failures(checked: Checked) -> list[str]:
    """What stops a package from being built, each said once with its file."""
    stopping = (issue for issue in checked.issues if issue.severity is Severity.FAILURE)
    return list(dict.fromkeys(f"{issue.file or 'The tables'}: {issue.text}" for issue in stopping))


def write_version(package: Path, *, version: str, created: date) -> None:
    """Write the version and the date into the descriptor; raises AuthorError where their lines cannot be found."""
    file = package / DESCRIPTOR
    text = file.read_bytes().decode("utf-8-sig")
    after = json.loads(text) | {"version": version, "created": f"{created.isoformat()}{RELEASED_AT}"}
    for name in ("version", "created"):
        text = re.sub(rf'("{name}"\s*:\s*)"[^"]*"', rf'\g<1>"{after[name]}"', text, count=1)
    if json.loads(text) != after:
        by_hand = f'"version": "{version}" and "created": "{after["created"]}"'
        raise AuthorError(f"{DESCRIPTOR}: write {by_hand} into it by hand.")
    write_whole(file, text.encode())
