"""A package opened for writing, in SQL: rows go in and cells change, and every other byte stays as staff wrote it."""

import csv
import io
import json
import re
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from ratings_site import check
from ratings_site.author import AuthorError
from ratings_site.author.states import DESCRIPTOR, failures
from ratings_site.check.characters import as_id, did_you_mean
from ratings_site.model.tables import Tables, TextRow
from ratings_site.whole import write_whole

LONGEST_ID = 80
_BOM = "\ufeff"


class SheetFile:
    """One CSV file that has passed the check; `key` names the columns that tell its rows apart, in order."""

    def __init__(self, name: str, content: bytes, key: tuple[str, ...]) -> None:
        text = content.decode()
        self.name, self.content, self.key = name, content, key
        self._start = _BOM if text.startswith(_BOM) else ""
        (self._header, columns), *records = split_records(text.removeprefix(_BOM))
        self._line_end = _ending(self._header) or "\n"
        self.columns = [column.strip() for column in columns]
        self._records = [(dict(zip(self.columns, cells, strict=True)), record) for record, cells in records]
        as_all = [self._written(cells, "unix").strip() == record.strip() for record, cells in records[:5]]
        self._dialect = "unix" if all(as_all) and as_all else "excel"
        """The one quotes every cell, the other where it must."""

    @property
    def rows(self) -> list[dict[str, str]]:
        return [row for row, _ in self._records]

    def key_of(self, row: TextRow) -> str:
        """The key of a row, its parts joined by a slash."""
        return "/".join(row[column] for column in self.key)

    @property
    def sql_key(self) -> str:
        """The key of a row in SQL."""
        return " || '/' || ".join(f'"{column}"' for column in self.key)

    def with_rows(self, rows: Iterable[TextRow]) -> bytes:
        """The file with these rows and no others: one that it has keeps its bytes, a new one joins its like.

        Raises AuthorError where two of them have one key.
        """
        wanted: dict[str, TextRow] = {}
        for row in rows:
            if wanted.setdefault(self.key_of(row), row) is not row:
                raise AuthorError(f"{self.name} has a row {self.key_of(row)} already.")
        kept: list[tuple[TextRow, str]] = []
        for was, record in self._records:
            if self.key_of(was) in wanted:
                row = wanted.pop(self.key_of(was))
                kept.append((row, record if row == was else self._written(row.values(), end=_ending(record))))
        for row in wanted.values():
            kept.insert(self._place(row, [other for other, _ in kept]), (row, self._written(row.values())))
        lines = [self._header, *(record for _, record in kept)]
        ended = [line if _ending(line) else line + self._line_end for line in lines[:-1]]
        return "".join([self._start, *ended, lines[-1]]).encode()

    def _written(self, cells: Iterable[str], dialect: str = "", end: str | None = None) -> str:
        text = io.StringIO()
        end = self._line_end if end is None else end
        csv.writer(text, dialect or self._dialect, lineterminator=end).writerow(cells)
        return text.getvalue()

    def _place(self, new: TextRow, rows: Sequence[TextRow]) -> int:
        """After the last row before it, if the file is in the order of its key or of the first part of that."""
        for columns in (self.key, self.key[:1]):
            keys = [[row[column] for column in columns] for row in rows]
            if keys == sorted(keys):
                return sum(key <= [new[column] for column in columns] for key in keys)
        alike = [number for number, row in enumerate(rows, start=1) if row[self.key[0]] == new[self.key[0]]]
        return alike[-1] if alike else len(rows)


def _ending(record: str) -> str:
    return record[len(record.rstrip("\r\n")) :]


def split_records(text: str) -> Iterator[tuple[str, list[str]]]:
    """The rows of a CSV text as they are, each with its cells; a line end in quotation marks is part of its row."""
    lines = list(io.StringIO(text, newline=""))
    reader, begun = csv.reader(lines), 0
    for cells in reader:
        yield "".join(lines[begun : reader.line_num]), cells
        begun = reader.line_num


class Book:
    """The tables of a package that passes the check, to be asked and changed in SQL; every cell is a text.

    `on` is the day of the entry. Nothing is written before `save`.
    """

    def __init__(self, package: Path, on: date) -> None:
        checked = check.read(package, today=on)
        if checked.tables is None:
            first, *more = failures(checked)
            others = f" And {len(more)} more: make tables." if more else ""
            raise AuthorError(f"Mend the tables first. {first}{others}")
        self.on, self.info, self._package = on, checked.tables.package, package
        self._database = sqlite3.connect(":memory:")
        self._database.row_factory = lambda at, row: dict(zip([name for name, *_ in at.description], row, strict=True))
        self._database.create_function("id_of", 1, build_id)
        self._sheets: dict[str, SheetFile] = {}
        for name, schema in self.info.schemas.items():
            content = (package / schema.path).read_bytes()
            sheet = self._sheets[name] = SheetFile(schema.path, content, schema.primary_key)
            columns = ", ".join(f"\"{column}\" text not null default ''" for column in sheet.columns)
            self._database.execute(f'create table "{name}" ({columns})')
            gaps = ", ".join("?" * len(sheet.columns))
            self._database.executemany(f'insert into "{name}" values ({gaps})', ([*row.values()] for row in sheet.rows))  # noqa: S608

    def ask(self, query: str, told: Mapping[str, Any] | Sequence[str] = ()) -> list[dict[str, str]]:
        """What a query gives, a row each; or nothing, where it changes the tables. A list that is told is JSON."""
        if isinstance(told, Mapping):
            told = {name: json.dumps(one) if isinstance(one, list | dict) else one for name, one in told.items()}
        try:
            return self._database.execute(query, told).fetchall()
        except sqlite3.OperationalError as error:
            if (lacking := re.fullmatch("table (.*) has no column named (.*)", str(error))) is None:
                raise
            raise AuthorError(f"{self.sheet(lacking[1]).name} has no column {lacking[2]}.") from error

    def sheet(self, table: str) -> SheetFile:
        """The file of a table as it was read; raises AuthorError for a table that the package does not have."""
        if table not in self._sheets:
            raise AuthorError(f"There is no table {table}. Choose from {', '.join(self._sheets)}.")
        return self._sheets[table]

    def _rows(self, table: str) -> dict[str, dict[str, str]]:
        key_of = self.sheet(table).key_of
        return {key_of(row): row for row in self.ask(f'select * from "{table}"')}  # noqa: S608

    def find(self, table: str, key: str) -> dict[str, str]:
        """The row with this key; raises AuthorError, which names those whose key begins so."""
        if key in (rows := self._rows(table)):
            return rows[key]
        known, begins = sorted({name.partition("/")[0] for name in rows}), as_id(key)
        alike = ", ".join(name for name in known if begins and f"{name}-".startswith(f"{begins}-"))
        near = f" There is {alike}." if alike else did_you_mean(key, known)
        raise AuthorError(f"{self.sheet(table).name} has no row {key}.{near}")

    def new_id(self, table: str, words: str, *more: str) -> str:
        """An id from a name, and not one that a row of the table has already, or that is among `more`."""
        return build_id(words, {*self._rows(table), *more})

    def save(self) -> tuple[str, ...]:
        """Write what changed and check the package; where it fails put every file back and raise AuthorError.

        Returns the names of the files written.
        """
        everything = ((sheet, f'select * from "{table}" order by rowid') for table, sheet in self._sheets.items())  # noqa: S608
        after = ((sheet, sheet.with_rows(self.ask(query))) for sheet, query in everything)
        changed = {self._package / sheet.name: (sheet.content, new) for sheet, new in after if new != sheet.content}
        try:
            for file, (_, content) in changed.items():
                write_whole(file, content)
            sound(check.read(self._package, today=self.on))
        except BaseException:
            for file, (content, _) in changed.items():
                if file.read_bytes() != content:
                    write_whole(file, content)
            raise
        return tuple(sorted(file.name for file in changed))


def build_id(words: str, taken: Collection[str] = ()) -> str:
    """An id from a name, cut at a word, and not one that is taken."""
    whole = as_id(words)
    base = whole if len(whole) <= LONGEST_ID else whole[: LONGEST_ID + 1].rpartition("-")[0]
    if not base:
        raise AuthorError(f"{words!r} has no letter that an id could be made of.")
    tries = [base, *(f"{base}-{number}" for number in range(2, len(taken) + 3))]
    return next(name for name in tries if name not in taken)


def sound(checked: check.Checked) -> Tables:
    """The tables of a package that passed the check; raises AuthorError with all that stops it from being built."""
    if checked.tables is None:
        raise AuthorError(*failures(checked))
    return checked.tables


def write_version(package: Path, *, version: str, created: date) -> None:
    """Write the version and the date into the descriptor; raises AuthorError where their lines cannot be found."""
    file = package / DESCRIPTOR
    text = file.read_bytes().decode("utf-8-sig")
    moment = f"{created.isoformat()}T09:30:00Z"  # only the date has a meaning
    after = json.loads(text) | {"version": version, "created": moment}
    for name in ("version", "created"):
        text = re.sub(rf'("{name}"\s*:\s*)"[^"]*"', rf'\g<1>"{after[name]}"', text, count=1)
    if json.loads(text) != after:
        by_hand = f'"version": "{version}" and "created": "{after["created"]}"'
        raise AuthorError(f"{DESCRIPTOR}: write {by_hand} into it by hand.")
    write_whole(file, text.encode())
