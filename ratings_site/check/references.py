"""Rows that name a row of another table which is not there."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from ratings_site.check.characters import find_near, plain
from ratings_site.check.issues import Findings, Place
from ratings_site.check.released import Released
from ratings_site.check.sheets import Row, Sheet
from ratings_site.model.tables import ForeignKey

_MOST_GUESSES = 30
"""So many missing rows of one table get a guess at what was meant: a guess compares with every row."""


class _Naming(NamedTuple):
    """A cell that names a row; they sort by file, line and column."""

    path: str
    line: int
    column: str
    row: Row

    def __str__(self) -> str:
        return f"{self.path}, line {self.line}"


class _Target:
    """A column of a table that other tables name, made ready for many questions."""

    def __init__(self, sheet: Sheet, column: str) -> None:
        self.path, self.column = sheet.path, column
        self.rows = {row[column]: row for row in sheet.rows}
        self.by_look = {plain(key).casefold(): key for key in self.rows}
        self.unread = sum(column in row.in_doubt for row in sheet.rows)  # a missing row may be one of them
        self.guesses = _MOST_GUESSES


def check_references(sheets: Mapping[str, Sheet], released: Released, found: Findings) -> None:
    """Judge the links between the tables that could be read; mark what leads nowhere as in doubt.

    Each missing row is reported once, at the first place that names it, however many rows do. A row that the last
    release has and that is gone is reported as that.
    """
    dangling: dict[tuple[str, str, str], list[_Naming]] = defaultdict(list)
    named: dict[tuple[str, str], set[str]] = defaultdict(set)
    for sheet, link in ((one, link) for one in sheets.values() for link in one.schema.foreign_keys):
        table, column = link.reference or sheet.schema.name, link.reference_fields[-1]
        named[table, column].update(row[link.fields[-1]] for row in sheet.rows)
        if sheet.usable and table in sheets and sheets[table].usable:
            for value, naming in _follow(sheet, link, sheets[table]):
                dangling[table, column, value].append(naming)
    gone = {(name, value) for name, rows in released.items() for key in rows for value in key[:1]}
    targets = {(table, column): _Target(sheets[table], column) for table, column, _ in dangling}
    for places in dangling.values():
        places.sort(key=lambda naming: naming[:3])
    for (table, column, value), places in sorted(dangling.items(), key=lambda group: group[1][0][:3]):
        target = targets[table, column]
        if (table, value) in gone and not target.unread:
            # a row was deleted that others name: that is one mistake, in the table that lacks it
            words: dict[str, str | int] = {"value": value, "count": len(places), "first": str(places[0])}
            found.add("row-gone", Place(target.path, row_key=value), **words)
            _doubt(places)
        elif same := target.by_look.get(plain(value).casefold()):
            check = "wrong-case" if same.casefold() == value.casefold() else "look-alike-dash"
            for naming in places:
                found.add(check, naming.row.place(naming.column), value=value, meant=same)
                naming.row.cells[naming.column] = same
        else:
            _report(value, target, places, named[table, column], found)


def _follow(sheet: Sheet, link: ForeignKey, target: Sheet) -> Iterator[tuple[str, _Naming]]:
    """The rows that name, in the link's columns, a row of the target table that is not there."""
    there = {tuple(row[name] for name in link.reference_fields) for row in target.rows}
    for row in sheet.rows:
        names = tuple(row[name] for name in link.fields)
        if any(names) and names not in there and row.in_doubt.isdisjoint(link.fields):
            yield names[-1], _Naming(sheet.path, row.line, link.fields[-1], row)


def _doubt(places: list[_Naming]) -> None:
    for naming in places:
        naming.row.in_doubt.add(naming.column)


def _report(value: str, target: _Target, places: list[_Naming], named: set[str], found: Findings) -> None:
    target.guesses -= 1
    near, first = find_near(value, target.rows.keys()) if target.guesses >= 0 else "", places[0]
    if near and near not in named and len(places) > 1:
        # several rows agree on a key, and nobody names the one that is nearly the same: that one was changed
        changed = target.rows[near]
        words: dict[str, str | int] = {"value": near, "meant": value, "count": len(places), "first": str(first)}
        if target.column not in changed.in_doubt:  # or the last release has told of it
            found.add("changed-key", changed.place(target.column), **words)
        changed.in_doubt.add(target.column)
        return
    _doubt(places)
    if target.unread and not near:
        target.unread -= 1  # the row is there, under a key that was refused and reported
        return
    hint = f' Did you mean "{near}" ({target.path}, line {target.rows[near].line})?' if near else ""
    if others := len(places) - 1:
        hint += f" {others:,} more {'row names' if others == 1 else 'rows name'} it as well."
    found.add("unknown-reference", first.row.place(first.column), value=value, table=target.path, hint=hint)
