"""Rows that name a row of another table which is not there."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from ratings_site.check.characters import find_near, plain
from ratings_site.check.issues import Findings, Place
from ratings_site.check.released import Released
from ratings_site.check.sheets import Row, Sheet
from ratings_site.model.tables import ForeignKey

_MOST_GUESSES = 30
"""So many missing rows of one table get a guess at what was meant: a guess compares with every row."""


@dataclass
class _Target:
    """A column of a table that other tables name, made ready for many questions."""

    sheet: Sheet
    column: str
    lines: dict[str, int] = field(default_factory=dict)
    by_look: dict[str, str] = field(default_factory=dict)
    unread: int = 0
    """Rows whose key was refused: a missing row may be one of them."""
    guesses: int = _MOST_GUESSES
    named: frozenset[str] = frozenset()
    """Every key that a row of some table names."""

    def __post_init__(self) -> None:
        self.lines = {row[self.column]: row.line for row in self.sheet.rows}
        self.by_look = {plain(key).casefold(): key for key in self.lines}
        self.unread = sum(self.column in row.in_doubt for row in self.sheet.rows)

    def guess(self, value: str) -> str:
        self.guesses -= 1
        return find_near(value, self.lines.keys()) if self.guesses >= 0 else ""


@dataclass(frozen=True)
class _Naming:
    """A cell that names the row."""

    sheet: Sheet
    row: Row
    column: str


def check_references(sheets: Mapping[str, Sheet], released: Released, found: Findings) -> None:
    """Judge the links between the tables that could be read; mark what leads nowhere as in doubt.

    A row that the last release has and that is gone is reported as that.
    """
    _References(sheets, released).report(found)


class _References:
    """Gathers the links that lead nowhere, and reports each missing row once, however many rows name it."""

    def __init__(self, sheets: Mapping[str, Sheet], released: Released) -> None:
        self._sheets = sheets
        self._released = {(name, value) for name, rows in released.items() for key in rows for value in key[:1]}
        self._dangling: defaultdict[tuple[str, str, str], list[_Naming]] = defaultdict(list)
        for sheet in sheets.values():
            for link in sheet.schema.foreign_keys if sheet.usable else ():
                self._follow(sheet, link)

    def _follow(self, sheet: Sheet, link: ForeignKey) -> None:
        """Note the rows that name, in the link's columns, a row of the target table that is not there."""
        target = self._sheets.get(link.reference or sheet.schema.name)
        if target is None or not target.usable:
            return
        there = {tuple(row[name] for name in link.reference_fields) for row in target.rows}
        for row in sheet.rows:
            named = tuple(row[name] for name in link.fields)
            if any(named) and named not in there and row.in_doubt.isdisjoint(link.fields):
                missing = (target.schema.name, link.reference_fields[-1], named[-1])
                self._dangling[missing].append(_Naming(sheet, row, link.fields[-1]))

    def report(self, found: Findings) -> None:
        """Report each missing row at the first place that names it."""
        targets: dict[tuple[str, str], _Target] = {}
        for (table, column, value), places in sorted(self._dangling.items(), key=_first_place):
            if (table, column) not in targets:
                named = frozenset(self._names(table, column))
                targets[table, column] = _Target(self._sheets[table], column, named=named)
            target = targets[table, column]
            if (table, value) in self._released and not target.unread:
                _report_gone(value, target, sorted(places, key=_place), found)
            elif same := target.by_look.get(plain(value).casefold()):
                _even_out(value, same, places, found)
            else:
                _report(value, target, sorted(places, key=_place), found)

    def _names(self, table: str, column: str) -> Iterator[str]:
        """Every value by which some row names a row of the table."""
        for sheet in self._sheets.values():
            for link in sheet.schema.foreign_keys:
                if (link.reference or sheet.schema.name) == table and link.reference_fields[-1] == column:
                    yield from (row[link.fields[-1]] for row in sheet.rows)


def _first_place(group: tuple[object, list[_Naming]]) -> tuple[str, int, str]:
    return min(map(_place, group[1]))


def _place(naming: _Naming) -> tuple[str, int, str]:
    return naming.sheet.path, naming.row.line, naming.column


def _even_out(value: str, same: str, places: list[_Naming], found: Findings) -> None:
    check = "wrong-case" if same.casefold() == value.casefold() else "look-alike-dash"
    for naming in places:
        found.add(check, naming.sheet.place(naming.row, naming.column), value=value, meant=same)
        naming.row.cells[naming.column] = same


def _report_gone(value: str, target: _Target, places: list[_Naming], found: Findings) -> None:
    """A row was deleted that others name: that is one mistake, in the table that lacks it."""
    for naming in places:
        naming.row.in_doubt.add(naming.column)
    first = f"{places[0].sheet.path}, line {places[0].row.line}"
    place = Place(target.sheet.path, row_key=value)
    found.add("row-gone", place, value=value, count=len(places), first=first)


def _report(value: str, target: _Target, places: list[_Naming], found: Findings) -> None:
    near = target.guess(value)
    if near and near not in target.named and len(places) > 1:
        _report_changed_key(value, near, target, places, found)
        return
    for naming in places:
        naming.row.in_doubt.add(naming.column)
    if target.unread and not near:
        target.unread -= 1  # the row is there, under a key that was refused and reported
        return
    hint = f' Did you mean "{near}" ({target.sheet.path}, line {target.lines[near]})?' if near else ""
    others = len(places) - 1
    if others:
        hint += f" {others:,} more {'row names' if others == 1 else 'rows name'} it as well."
    first = places[0]
    place = first.sheet.place(first.row, first.column)
    found.add("unknown-reference", place, value=value, table=target.sheet.path, hint=hint)


def _report_changed_key(value: str, near: str, target: _Target, places: list[_Naming], found: Findings) -> None:
    """Several rows agree on a key, and nobody names the one that is nearly the same: that one was changed."""
    row = next(row for row in target.sheet.rows if row[target.column] == near)
    row.in_doubt.add(target.column)
    first = f"{places[0].sheet.path}, line {places[0].row.line}"
    place = target.sheet.place(row, target.column)
    found.add("changed-key", place, value=near, meant=value, count=len(places), first=first)
