"""What rows say of each other: keys and values that stand twice, and names of rows that are not there."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping

from ratings_site.check.characters import find_near, plain
from ratings_site.check.issues import Findings, Place
from ratings_site.check.released import Released
from ratings_site.check.sheets import Row, Sheet
from ratings_site.model.tables import ForeignKey

_ENOUGH_REPEATED, _ENOUGH_SHARE = 5, 0.1
"""Where so many rows repeat a key, one column of it was sorted alone."""


def check_keys(sheet: Sheet, found: Findings) -> None:
    """Judge what may stand once in a table, its key first of all; mark what repeats as in doubt."""
    key = sheet.schema.primary_key
    twice = _check_key(sheet, key, found)
    unique = [(column.name,) for column in sheet.schema.fields if column.unique]
    for columns in [*unique, *map(tuple, sheet.told["schema"].get("uniqueKeys", []))]:
        for row, first in _repeated(sheet, columns, all) if columns != key else ():
            if row.line not in twice:  # it repeats a row, and so all that stands in it
                check = "repeated-combination" if columns[1:] else "repeated-value"
                _report_repeated(check, row, first, columns, found)


def _repeated(sheet: Sheet, columns: tuple[str, ...], told: Callable[..., bool]) -> Iterator[tuple[Row, Row]]:
    """Each row that has the values of an earlier one in these columns, with that one; they are in doubt from then.

    `told` says of the values whether they tell rows apart: all of them are filled, or any.
    """
    firsts: dict[tuple[str, ...], Row] = {}
    for row in sheet.rows:
        values = tuple(row[name] for name in columns)
        first = firsts.setdefault(values, row)
        if first is not row and told(values) and (row.in_doubt | first.in_doubt).isdisjoint(columns):
            row.in_doubt.update(columns)
            yield row, first


def _check_key(sheet: Sheet, key: tuple[str, ...], found: Findings) -> set[int]:
    """Report keys that repeat, and give their lines; where very many do, one column of the key was sorted alone."""
    for row in sheet.rows:
        if not any(row.key) and row.in_doubt.isdisjoint(key):
            row.in_doubt.update(key)
            found.add("missing-value", row.place(key[0]))
    again = list(_repeated(sheet, key, any))
    changed = [row for row, first in again if row.cells != first.cells]
    if len(changed) >= _ENOUGH_REPEATED and len(again) >= _ENOUGH_SHARE * len(sheet.rows):
        cells = {name: [row[name] for row in sheet.rows] for name in key}
        column = next((name for name in reversed(key) if cells[name] == sorted(cells[name])), key[-1])
        words: dict[str, str | int] = {"value": changed[0][column], "count": len(again), "of": len(sheet.rows)}
        found.add("column-sorted-alone", changed[0].place(column), **words)
    else:
        for row, first in again:
            _report_repeated("repeated-row" if row.cells == first.cells else "repeated-key", row, first, key, found)
    return {row.line for row, _ in again}


def _report_repeated(check: str, row: Row, first: Row, columns: tuple[str, ...], found: Findings) -> None:
    words = {"value": "/".join(row[name] for name in columns), "columns": " and ".join(columns)}
    other, region = (one.cells.get("region_id", "") for one in (first, row))
    if check == "repeated-key" and row.schema.name == "pdus" and other != region:
        check, words = "pdu-in-two-regions", words | {"other": other, "region": region}
    column = columns[0] if len(columns) == 1 and check != "repeated-row" else None
    found.add(check, row.place(column), first=first.line, **words)


_Naming = tuple[str, int, str, Row]
"""A cell that names a row: its file, line and column, by which they sort, and its row."""


def check_references(sheets: Mapping[str, Sheet], released: Released, found: Findings) -> None:
    """Judge the links between the tables that could be read; mark what leads nowhere as in doubt.

    Each missing row is reported once, at the first place that names it, however many rows do. A row that the last
    release has and that is gone is reported as that.
    """
    missing = defaultdict[tuple[str, str], dict[str, list[_Naming]]](lambda: defaultdict(list))
    named = defaultdict[tuple[str, str], set[str]](set)
    for sheet, link in ((one, link) for one in sheets.values() for link in one.schema.foreign_keys):
        target = link.reference or sheet.schema.name, link.reference_fields[-1]
        named[target].update(row[link.fields[-1]] for row in sheet.rows)
        if sheet.usable and target[0] in sheets and sheets[target[0]].usable:
            for value, naming in _follow(sheet, link, sheets[target[0]]):
                missing[target][value].append(naming)
    for (table, column), places in missing.items():
        gone = {key[0] for key in released.get(table, {}) if key}
        _report_missing(sheets[table], column, places, named=named[table, column], gone=gone, found=found)


def _follow(sheet: Sheet, link: ForeignKey, target: Sheet) -> Iterator[tuple[str, _Naming]]:
    """The rows that name, in the link's columns, a row of the target table that is not there."""
    there = {tuple(row[name] for name in link.reference_fields) for row in target.rows}
    for row in sheet.rows:
        names = tuple(row[name] for name in link.fields)
        if any(names) and names not in there and row.in_doubt.isdisjoint(link.fields):
            yield names[-1], (sheet.path, row.line, link.fields[-1], row)


def _report_missing(
    target: Sheet, column: str, missing: dict[str, list[_Naming]], *, named: set[str], gone: set[str], found: Findings
) -> None:
    """Say of each row of a table that is named and not there what became of it, or what was meant."""
    rows = {row[column]: row for row in target.rows}
    by_look = {plain(key).casefold(): key for key in rows}
    unread = sum(column in row.in_doubt for row in target.rows)  # a missing row may be one of them
    guesses = 30  # more are not made for one table: each compares with every row
    by_place = {value: sorted(places, key=lambda naming: naming[:3]) for value, places in missing.items()}
    for value, places in sorted(by_place.items(), key=lambda told: told[1][0][:3]):
        (path, line, first_column, first), count = places[0], len(places)
        words: dict[str, str | int] = {"count": count, "first": f"{path}, line {line}"}
        if value in gone and not unread:
            # a row was deleted that others name: that is one mistake, in the table that lacks it
            found.add("row-gone", Place(target.path, row_key=value), value=value, **words)
        elif same := by_look.get(plain(value).casefold()):
            check = "wrong-case" if same.casefold() == value.casefold() else "look-alike-dash"
            for _, _, name, row in places:
                found.add(check, row.place(name), value=value, meant=same)
                row.cells[name] = same
            continue
        else:
            guesses -= 1
            near = find_near(value, rows.keys()) if guesses >= 0 else ""
            if near and near not in named and count > 1:
                # several rows agree on a key, and nobody names the one that is nearly the same: that one was changed
                if column not in rows[near].in_doubt:  # or the last release has told of it
                    found.add("changed-key", rows[near].place(column), value=near, meant=value, **words)
                rows[near].in_doubt.add(column)
                continue
            if unread and not near:
                unread -= 1  # the row is there, under a key that was refused and reported
            else:
                hint = f' Did you mean "{near}" ({target.path}, line {rows[near].line})?' if near else ""
                more = f" {count - 1:,} more row{' names' if count == 2 else 's name'} it as well."  # noqa: PLR2004
                hint += more if count > 1 else ""
                found.add("unknown-reference", first.place(first_column), value=value, table=target.path, hint=hint)
        for _, _, name, row in places:
            row.in_doubt.add(name)
