"""Frictionless, and nothing else that knows it: what the descriptor demands of cells, and the cells as values.

Frictionless is given the cells of a table as they were evened out, and gives back their values and what breaks the
description; putting that into words is `constraints.py`.
"""

import hashlib
import json
import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from frictionless import FrictionlessException, Resource, Schema, errors

from ratings_site.check.sheets import Sheet
from ratings_site.model.tables import Value

MOST_REFUSALS = 3000
"""After so many, a table is not judged to its end: the answer would take minutes, and nobody would read it."""

_BROKEN = re.compile(r'constraint "(\w+)" is')
_JUDGED_ELSEWHERE = ("primaryKey", "uniqueKeys", "foreignKeys")


class Refusal(NamedTuple):
    """One cell that the descriptor does not allow."""

    row: int
    """Place of the row in the sheet, from 0."""
    column: str
    broken: str
    """What is broken: `type`, `required`, `enum`, `pattern`, …"""


class Judged(NamedTuple):
    """The rows of a table as values, as many as were judged, and all cells that break its description."""

    values: tuple[Mapping[str, Value], ...]
    refusals: tuple[Refusal, ...]


class DescriptionError(Exception):
    """What the descriptor says of a table is broken in a way that only Frictionless knows."""


def judge_cells(sheet: Sheet, schema: Mapping[str, Any]) -> Judged:
    """Judge and type the cells of a table by its description."""
    rows = [[row[name] for name in sheet.schema.column_names] for row in sheet.rows]
    question = json.dumps([schema, rows], ensure_ascii=False).encode("utf-8", "surrogatepass")
    digest = hashlib.sha256(question).digest()
    if digest not in _ANSWERS:
        while len(_ANSWERS) >= _MOST_ANSWERS:
            del _ANSWERS[next(iter(_ANSWERS))]
        _ANSWERS[digest] = _judge(sheet, schema, rows)
    return _ANSWERS[digest]


_MOST_ANSWERS = 200
_ANSWERS: dict[bytes, Judged] = {}
"""The same table is judged again and again while somebody edits another one under `serve`: the answer is kept."""


def _judge(sheet: Sheet, schema: Mapping[str, Any], rows: list[list[str]]) -> Judged:
    names = sheet.schema.column_names
    texts = {column.name for column in sheet.schema.fields if column.type == "string"}
    values: list[Mapping[str, Value]] = []
    refusals: list[Refusal] = []
    with Resource(name=sheet.schema.name, data=[list(names), *rows], schema=_schema(sheet, schema)) as opened:
        for row in opened.row_stream:
            if len(refusals) >= MOST_REFUSALS:
                break
            cells = (error for error in row.errors if isinstance(error, errors.CellError))
            refusals += [Refusal(len(values), error.field_name, _broken(error)) for error in cells]
            values.append({name: row[name] or "" if name in texts else row[name] for name in names})
    return Judged(tuple(values), tuple(refusals))


def _broken(error: errors.CellError) -> str:
    broken = _BROKEN.search(error.note)
    return broken.group(1) if broken else "type"


def _schema(sheet: Sheet, schema: Mapping[str, Any]) -> Schema:
    """The description of the cells, so that numbers become floats; whether a value is unique is not a cell's matter."""
    fields = [
        column
        | {"constraints": {name: limit for name, limit in column.get("constraints", {}).items() if name != "unique"}}
        | ({"floatNumber": True} if column["type"] == "number" else {})
        for column in schema["fields"]
    ]
    demands = {name: value for name, value in schema.items() if name not in _JUDGED_ELSEWHERE}
    try:
        return Schema.from_descriptor(demands | {"fields": fields})
    except FrictionlessException as error:
        raise DescriptionError(sheet.schema.name) from error
