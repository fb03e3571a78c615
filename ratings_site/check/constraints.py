"""What the descriptor demands of a table's cells and keys: Frictionless judges and types them, we find the words.

Frictionless is given the cells of a table as they were evened out, and gives back their values and what breaks the
description. What an earlier look at the cells has refused already is not said again.
"""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from ratings_site.check import characters
from ratings_site.check.issues import Findings, Place, any_of
from ratings_site.check.sheets import Row, Sheet, repeated
from ratings_site.check.values import Verdict, became_date, is_link, refused
from ratings_site.model.tables import NOT_RATED, RATINGS, Field

MOST_REFUSALS = 3000
"""After so many, a table is not judged to its end: the answer would take minutes, and nobody would read it."""

_JUDGED_ELSEWHERE = ("primaryKey", "uniqueKeys", "foreignKeys")
_ROWS_FOR_AN_EXAMPLE = 200
_MOST_GUESSES = 500
"""So many refused cells of one table get a guess at what was meant, and an example."""

_ENOUGH_REPEATED = 5
_ENOUGH_SHARE = 0.1

Reader = Callable[[str], tuple[Any, Mapping[str, str] | None]]
"""Gives the value of a cell, and what it breaks: `type`, `required`, `enum`, …"""


def check_constraints(sheet: Sheet, schema: Mapping[str, Any], found: Findings) -> None:
    """Judge types and allowed values; mark what is refused as in doubt, and give the rows their values.

    `schema` is what the descriptor says of the table.
    """
    from frictionless import FrictionlessException  # noqa: PLC0415 - half of what a check loads, here only

    try:
        readers = _readers(json.dumps(schema))
    except FrictionlessException:
        where = f'the table "{sheet.schema.name}"'
        found.add("descriptor-wrong", Place("datapackage.json"), what="schema", where=where, rule="")
        sheet.usable = False
        return
    refusals = 0
    for row in sheet.rows:
        if refusals >= MOST_REFUSALS:
            found.add("too-many-problems", Place(sheet.path, row.line))
            sheet.usable = False
            return
        for column in sheet.schema.fields:
            name = column.name
            value, breaches = readers[name](row[name])
            row.values[name] = value or "" if column.type == "string" else value
            for broken in breaches or ():
                refusals += 1
                if name not in row.in_doubt:
                    others = sheet.rows[:_ROWS_FOR_AN_EXAMPLE] if refusals <= _MOST_GUESSES else []
                    verdict = _explained(column, broken, row[name], [other[name] for other in others])
                    row.in_doubt.add(name)
                    found.add(verdict.check, row.place(name), value=row[name], **verdict.details)


@lru_cache(maxsize=100)  # the same tables are judged again and again while somebody edits under `serve`
def _readers(told: str) -> Mapping[str, Reader]:
    """What reads the cells of each column by a schema, given as JSON; each text is judged once."""
    from frictionless import Schema  # noqa: PLC0415 - as above

    schema = json.loads(told)
    for column in schema["fields"]:  # numbers become floats; whether a value is unique is not a cell's matter
        column["floatNumber"] = column["type"] == "number"
        column.get("constraints", {}).pop("unique", None)
    demands = {name: told for name, told in schema.items() if name not in _JUDGED_ELSEWHERE}
    fields = Schema.from_descriptor(demands).fields
    return {field.name: lru_cache(maxsize=5000)(field.create_cell_reader()) for field in fields}


def check_keys(sheet: Sheet, schema: Mapping[str, Any], found: Findings) -> None:
    """Judge what may stand once in a table, its key first of all; mark what repeats as in doubt."""
    twice = _check_key(sheet, found)
    unique = [(column.name,) for column in sheet.schema.fields if column.unique]
    for columns in [*unique, *map(tuple, schema.get("uniqueKeys", []))]:
        for row, first in _repeated(sheet, columns, all) if columns != sheet.schema.primary_key else ():
            if row.line not in twice:  # it repeats a row, and so all that stands in it
                _report("repeated-combination" if columns[1:] else "repeated-value", row, first, columns, found)


def _repeated(
    sheet: Sheet, columns: tuple[str, ...], told: Callable[[Iterable[str]], bool]
) -> Iterator[tuple[Row, Row]]:
    """Each row that has the values of an earlier one in these columns, with that one; they are in doubt from then.

    `told` says of the values whether they tell rows apart: all of them are filled, or any.
    """
    for row, first in repeated(sheet.rows, lambda row: tuple(row[name] for name in columns)):
        if told(row[name] for name in columns) and (row.in_doubt | first.in_doubt).isdisjoint(columns):
            row.in_doubt.update(columns)
            yield row, first


def _check_key(sheet: Sheet, found: Findings) -> set[int]:
    """Report keys that repeat, and give their lines; where very many do, one column of the key was sorted alone."""
    key = sheet.schema.primary_key
    for row in sheet.rows:
        if not any(row[name] for name in key) and row.in_doubt.isdisjoint(key):
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
            _report("repeated-row" if row.cells == first.cells else "repeated-key", row, first, key, found)
    return {row.line for row, _ in again}


def _report(check: str, row: Row, first: Row, columns: tuple[str, ...], found: Findings) -> None:
    words = {"value": "/".join(row[name] for name in columns), "columns": " and ".join(columns)}
    other, region = (one.cells.get("region_id", "") for one in (first, row))
    if check == "repeated-key" and row.schema.name == "pdus" and other != region:
        check, words = "pdu-in-two-regions", words | {"other": other, "region": region}
    column = columns[0] if len(columns) == 1 and check != "repeated-row" else None
    found.add(check, row.place(column), first=first.line, **words)


def _explained(column: Field, broken: str, cell: str, others: Sequence[str]) -> Verdict:
    """Say which kind of mistake a cell holds, given what of its column it breaks (`required`, `enum`, …).

    `others` are cells of the same column, from which an example is taken; without any, nothing is guessed either.
    """
    match broken:
        case "required":
            return refused("missing-value")
        case "enum":
            hint = characters.did_you_mean(cell, column.enum) if others else ""
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
    if characters.is_id_pattern(column.pattern):
        meant = characters.as_id(cell)
        return refused("not-an-id", hint=f' Write "{meant}".' if meant else "")
    if became_date(cell):
        return refused("became-date")
    padded = (cell.zfill(len(cell) + zeros) for zeros in range(1, 5))
    if whole := next((code for code in padded if cell.isdigit() and pattern.fullmatch(code)), ""):
        return refused("lost-zeros", likely=whole)
    example = next((other for other in others if other and other != cell and pattern.fullmatch(other)), "")
    hint = f' Others in this column look like "{example}".' if example else ""
    return refused("wrong-form", title=column.title or column.name, hint=hint)
