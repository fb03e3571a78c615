"""What the descriptor demands of a table's cells and keys: Frictionless judges and types them, we find the words.

Frictionless is given the cells of a table as they were evened out, and gives back their values and what breaks the
description. What an earlier look at the cells has refused already is not said again.
"""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from frictionless import FrictionlessException, Schema

from ratings_site.check.characters import as_id, did_you_mean, is_id_pattern
from ratings_site.check.issues import Findings, Place, any_of
from ratings_site.check.sheets import Row, Sheet
from ratings_site.check.values import Verdict, became_date, is_link, refused
from ratings_site.model.tables import NOT_RATED, RATINGS, Field, Value

MOST_REFUSALS = 3000
"""After so many, a table is not judged to its end: the answer would take minutes, and nobody would read it."""

_JUDGED_ELSEWHERE = ("primaryKey", "uniqueKeys", "foreignKeys")
_ROWS_FOR_AN_EXAMPLE = 200
_MOST_GUESSES = 500
"""So many refused cells of one table get a guess at what was meant, and an example."""

_ENOUGH_REPEATED = 5
_ENOUGH_SHARE = 0.1

_Pair = tuple[Row, Row]
"""A row, and the earlier one that it repeats."""

Refusal = tuple[int, str, str]
"""A cell that the descriptor does not allow: its row from 0, its column, and what is broken: `type`, `required`, …"""


def check_constraints(sheet: Sheet, schema: Mapping[str, Any], found: Findings) -> None:
    """Judge types and allowed values; mark what is refused as in doubt, and give the rows their values.

    `schema` is what the descriptor says of the table.
    """
    try:
        rows = [[row[name] for name in sheet.schema.column_names] for row in sheet.rows]
        values, refusals = _judge(json.dumps([schema, rows]))
    except FrictionlessException:
        where = f'the table "{sheet.schema.name}"'
        found.add("descriptor-wrong", Place("datapackage.json"), what="schema", where=where, rule="")
        sheet.usable = False
        return
    for row, typed in zip(sheet.rows, values, strict=False):
        row.values = typed
    columns = {column.name: column for column in sheet.schema.fields}
    for number, (at, name, broken) in enumerate(refusals):
        row = sheet.rows[at]
        if name not in row.in_doubt:
            others = sheet.rows[:_ROWS_FOR_AN_EXAMPLE] if number < _MOST_GUESSES else []
            verdict = _explained(columns[name], broken, row[name], [other[name] for other in others])
            row.in_doubt.add(name)
            found.add(verdict.check, sheet.place(row, name), value=row[name], **verdict.details)
    if len(values) < len(sheet.rows):
        found.add("too-many-problems", Place(sheet.path, sheet.rows[len(values)].line))
        sheet.usable = False


def check_keys(sheet: Sheet, schema: Mapping[str, Any], found: Findings) -> None:
    """Judge what may stand once in a table, its key first of all; mark what repeats as in doubt."""
    twice = _check_key(sheet, found)
    unique = [(column.name,) for column in sheet.schema.fields if column.unique]
    for columns in [*unique, *map(tuple, schema.get("uniqueKeys", []))]:
        for row, first in _repeated(sheet, columns, all) if columns != sheet.schema.primary_key else ():
            if row.line not in twice:  # it repeats a row, and so all that stands in it
                _report(
                    "repeated-combination" if columns[1:] else "repeated-value", sheet, (row, first), columns, found
                )


@lru_cache(maxsize=100)  # the same table is judged again and again while somebody edits another one under `serve`
def _judge(question: str) -> tuple[list[Mapping[str, Value]], list[Refusal]]:
    """Judge and type rows by a schema, both given as JSON: the values of each row judged, and each refused cell."""
    schema, rows = json.loads(question)
    types = {column["name"]: column["type"] for column in schema["fields"]}
    for column in schema["fields"]:  # numbers become floats; whether a value is unique is not a cell's matter
        column["floatNumber"] = column["type"] == "number"
        column.get("constraints", {}).pop("unique", None)
    demands = {name: told for name, told in schema.items() if name not in _JUDGED_ELSEWHERE}
    readers = {column.name: column.create_cell_reader() for column in Schema.from_descriptor(demands).fields}
    values: list[Mapping[str, Value]] = []
    refusals: list[Refusal] = []
    for row in rows:
        if len(refusals) >= MOST_REFUSALS:
            break
        typed = {name: read(cell) for (name, read), cell in zip(readers.items(), row, strict=True)}
        refusals += [(len(values), name, broken) for name, (_, notes) in typed.items() for broken in notes or ()]
        values.append({name: value or "" if types[name] == "string" else value for name, (value, _) in typed.items()})
    return values, refusals


def _repeated(sheet: Sheet, columns: tuple[str, ...], told: Callable[[Iterable[str]], bool]) -> Iterator[_Pair]:
    """Each row that has the values of an earlier one in these columns, with that one; they are in doubt from then.

    `told` says of the values whether they tell rows apart: all of them are filled, or any.
    """
    first: dict[tuple[str, ...], Row] = {}
    for row in sheet.rows:
        values = tuple(row[name] for name in columns)
        before = first.setdefault(values, row)
        if before is not row and told(values) and (row.in_doubt | before.in_doubt).isdisjoint(columns):
            row.in_doubt.update(columns)
            yield row, before


def _check_key(sheet: Sheet, found: Findings) -> set[int]:
    """Report keys that repeat, and give their lines; where very many do, one column of the key was sorted alone."""
    key = sheet.schema.primary_key
    for row in sheet.rows:
        if not any(row[name] for name in key) and row.in_doubt.isdisjoint(key):
            row.in_doubt.update(key)
            found.add("missing-value", sheet.place(row, key[0]))
    again = list(_repeated(sheet, key, any))
    changed = [row for row, first in again if row.cells != first.cells]
    if len(changed) >= _ENOUGH_REPEATED and len(again) >= _ENOUGH_SHARE * len(sheet.rows):
        cells = {name: [row[name] for row in sheet.rows] for name in key}
        column = next((name for name in reversed(key) if cells[name] == sorted(cells[name])), key[-1])
        words: dict[str, str | int] = {"value": changed[0][column], "count": len(again), "of": len(sheet.rows)}
        found.add("column-sorted-alone", sheet.place(changed[0], column), **words)
    else:
        for row, first in again:
            check = "repeated-row" if row.cells == first.cells else "repeated-key"
            _report(check, sheet, (row, first), key, found)
    return {row.line for row, _ in again}


def _report(check: str, sheet: Sheet, pair: _Pair, columns: tuple[str, ...], found: Findings) -> None:
    row, first = pair
    words: dict[str, str | int] = {"value": "/".join(row[name] for name in columns), "first": first.line}
    words["columns"] = " and ".join(columns)
    regions = [one.cells.get("region_id", "") for one in (first, row)]
    if check == "repeated-key" and sheet.schema.name == "pdus" and regions[0] != regions[1]:
        check = "pdu-in-two-regions"
        words |= {"other": regions[0], "region": regions[1]}
    found.add(check, sheet.place(row, columns[0] if len(columns) == 1 and check != "repeated-row" else None), **words)


_MOST_ZEROS = 4


def _explained(column: Field, broken: str, cell: str, others: Sequence[str]) -> Verdict:
    """Say which kind of mistake a cell holds, given what of its column it breaks (`required`, `enum`, …).

    `others` are cells of the same column, from which an example is taken; without any, nothing is guessed either.
    """
    match broken:
        case "required":
            return refused("missing-value")
        case "enum":
            hint = did_you_mean(cell, column.enum) if others else ""
            is_rating = set(RATINGS) <= set(column.enum) <= {*RATINGS, NOT_RATED}
            return refused("not-a-rating" if is_rating else "not-in-list", allowed=any_of(column.enum), hint=hint)
        case "pattern":
            return _wrong_form(column, cell, others)
        case "minimum":
            return refused("date-too-early" if column.type == "date" else "number-too-small", limit=column.minimum)
        case "maximum":
            return refused("date-too-late" if column.type == "date" else "number-too-large", limit=column.maximum)
        case _:
            return refused("wrong-value", title=column.title or column.name)


def _wrong_form(column: Field, cell: str, others: Sequence[str]) -> Verdict:
    pattern = re.compile(column.pattern)
    if is_link(column.name):
        return refused("not-a-link")
    if is_id_pattern(column.pattern):
        meant = as_id(cell)
        return refused("not-an-id", hint=f' Write "{meant}".' if meant else "")
    if became_date(cell):
        return refused("became-date")
    padded = (f"{'0' * zeros}{cell}" for zeros in range(1, _MOST_ZEROS + 1))
    if whole := next((code for code in padded if cell.isdigit() and pattern.fullmatch(code)), ""):
        return refused("lost-zeros", likely=whole)
    example = next((other for other in others if other and other != cell and pattern.fullmatch(other)), "")
    hint = f' Others in this column look like "{example}".' if example else ""
    return refused("wrong-form", title=column.title or column.name, hint=hint)
