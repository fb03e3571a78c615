"""Copies of a package to damage: each method does to a file what staff, Excel or an accident does."""

import csv
import io
import json
import shutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.frozen import short_package

REAL = short_package()


@dataclass(frozen=True)
class Copy:
    """A copy of a package. Lines are counted from 1, as an editor does; methods that change one row return its line."""

    folder: Path

    def path(self, table: str) -> Path:
        return self.folder / f"{table}.csv"

    def lines(self, table: str) -> list[str]:
        return self.path(table).read_bytes().decode().split("\n")[:-1]

    def write(self, table: str, lines: Iterable[str]) -> None:
        self.path(table).write_bytes("".join(f"{line}\n" for line in lines).encode())

    def columns(self, table: str) -> list[str]:
        return self.lines(table)[0].split(",")

    def line(self, table: str, *key: str) -> int:
        """The line of the row whose first cells are the key."""
        rows = (next(csv.reader([line])) for line in self.lines(table))
        return next(number for number, row in enumerate(rows, start=1) if tuple(row[: len(key)]) == key)

    def row(self, table: str, *key: str) -> dict[str, str]:
        line = self.lines(table)[self.line(table, *key) - 1]
        return dict(zip(self.columns(table), next(csv.reader([line])), strict=True))

    def change(self, table: str, /, *key: str, **cells: str) -> int:
        """Write other values into cells of a row, quoted as a spreadsheet would."""
        return self.change_line(table, *key, to=lambda _: as_line((self.row(table, *key) | cells).values()))

    def change_line(self, table: str, *key: str, to: Callable[[str], str]) -> int:
        """Change the line of a row as it stands, quotation marks and all."""
        lines, number = self.lines(table), self.line(table, *key)
        lines[number - 1] = to(lines[number - 1])
        self.write(table, lines)
        return number

    def change_bytes(self, table: str, to: Callable[[bytes], bytes]) -> None:
        self.path(table).write_bytes(to(self.path(table).read_bytes()))

    def change_header(self, table: str, old: str, new: str) -> int:
        lines = self.lines(table)
        assert old in lines[0]
        self.write(table, [lines[0].replace(old, new, 1), *lines[1:]])
        return 1

    def change_column(self, table: str, column: str, to: Callable[[list[str]], list[str]]) -> int:
        """Change all cells of a column at once, as sorting or pasting it alone does; the line of the first change."""
        rows = [next(csv.reader([line])) for line in self.lines(table)]
        at = rows[0].index(column)
        cells = [row[at] for row in rows[1:]]
        changed = to(cells)
        for row, cell in zip(rows[1:], changed, strict=True):
            row[at] = cell
        self.write(table, [as_line(row) for row in rows])
        return next(line for line, pair in enumerate(zip(cells, changed, strict=True), start=2) if pair[0] != pair[1])

    def insert(self, table: str, line: int, *texts: str) -> int:
        lines = self.lines(table)
        self.write(table, [*lines[: line - 1], *texts, *lines[line - 1 :]])
        return line

    def append(self, table: str, /, **cells: str) -> int:
        """Add a row; columns that are not named are empty."""
        lines = self.lines(table)
        self.write(table, [*lines, as_line(cells.get(name, "") for name in self.columns(table))])
        return len(lines) + 1

    def drop(self, table: str, *key: str) -> int:
        lines, number = self.lines(table), self.line(table, *key)
        self.write(table, [*lines[: number - 1], *lines[number:]])
        return number

    def drop_column(self, table: str, column: str) -> int:
        rows = [next(csv.reader([line])) for line in self.lines(table)]
        at = rows[0].index(column)
        self.write(table, [as_line(row[:at] + row[at + 1 :]) for row in rows])
        return 1

    def change_descriptor(self, change: Callable[[dict[str, Any]], object]) -> None:
        path = self.folder / "datapackage.json"
        content = json.loads(path.read_bytes())
        change(content)
        path.write_text(json.dumps(content, indent=2, ensure_ascii=False), encoding="utf-8")

    def descriptor_line(self, *texts: str) -> int:
        """The line of the last of these texts, each looked for after the one before."""
        content, at = (self.folder / "datapackage.json").read_text(encoding="utf-8"), 0
        for text in texts:
            at = content.index(text, at)
        return content.count("\n", 0, at) + 1

    def describe(self, table: str, **changes: Any) -> None:
        """Change what the descriptor says of a table; None takes a word of it out."""

        def change(content: dict[str, Any]) -> None:
            resource = next(one for one in content["resources"] if one["name"] == table)
            resource.update(changes)
            for name in [name for name, value in changes.items() if value is None]:
                del resource[name]

        self.change_descriptor(change)

    def describe_column(self, table: str, column: str, **changes: Any) -> None:
        def change(content: dict[str, Any]) -> None:
            resource = next(one for one in content["resources"] if one["name"] == table)
            next(one for one in resource["schema"]["fields"] if one["name"] == column).update(changes)

        self.change_descriptor(change)


def copy_of(package: Path, folder: Path) -> Copy:
    shutil.copytree(package, folder)
    return Copy(folder)


def as_line(cells: Iterable[str]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerow(cells)
    return text.getvalue().removesuffix("\n")
