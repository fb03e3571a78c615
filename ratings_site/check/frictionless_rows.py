"""Frictionless, and nothing else that knows it: what the descriptor demands of a table, and its rows as values.

Frictionless is given the cells of a table as they were evened out, and gives back their values and what breaks the
description, as plain values; putting that into words is `constraints.py`.
"""

import hashlib
import json
import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from frictionless import FrictionlessException, Package, Resource, Schema, errors

from ratings_site.check.sheets import Sheet
from ratings_site.model.tables import ForeignKey, Value

MOST_REFUSALS = 3000
"""After so many, a table is not judged to its end: the answer would take minutes, and nobody would read it."""

_BROKEN = re.compile(r'constraint "(\w+)" is')


class Refusal(NamedTuple):
    """One thing of one row that the descriptor does not allow."""

    row: int
    """Place of the row in the sheet, from 0."""
    columns: tuple[str, ...]
    broken: str
    """What is broken: `type`, `required`, `enum`, `pattern`, …; `key`, `unique`; `link`;
    or `stopped`, for the row from which on the table was not judged."""
    target: str = ""
    """For a link, the table that lacks the row; empty for the table itself."""


class Judged(NamedTuple):
    """The rows of a table as values, and all that breaks its description."""

    values: tuple[Mapping[str, Value], ...]
    refusals: tuple[Refusal, ...]


class DescriptionError(Exception):
    """What the descriptor says of a table is broken in a way that only Frictionless knows."""


def judge_rows(sheet: Sheet, schema: Mapping[str, Any], sheets: Mapping[str, Sheet]) -> Judged:
    """Judge and type a table by its description, with its keys and the links to the tables that could be read."""
    links = [link for link in sheet.schema.foreign_keys if _can_be_followed(link, sheet, sheets)]
    rows = [list(row.cells.values()) for row in sheet.rows]
    names = list(sheet.rows[0].cells) if sheet.rows else list(sheet.schema.column_names)
    others = {name: _keys(sheets[name], wanted) for name, wanted in _wanted(sheet, links).items()}
    question = json.dumps([schema, names, rows, others, [link.fields for link in links]], ensure_ascii=False)
    digest = hashlib.sha256(question.encode("utf-8", "surrogatepass")).digest()
    if digest not in _ANSWERS:
        while len(_ANSWERS) >= _MOST_ANSWERS:
            del _ANSWERS[next(iter(_ANSWERS))]
        table = _resource(sheet, schema, links, [names, *rows])
        resources = [_keys_only(name, keys, sheets) for name, keys in others.items()]
        _ANSWERS[digest] = _judge(table, resources)
    return _ANSWERS[digest]


_MOST_ANSWERS = 200
_ANSWERS: dict[bytes, Judged] = {}
"""The same table is judged again and again while somebody edits another one under `serve`: the answer is kept."""


def _can_be_followed(link: ForeignKey, sheet: Sheet, sheets: Mapping[str, Sheet]) -> bool:
    target = sheets.get(link.reference or sheet.schema.name)
    return target is not None and target.usable and set(link.reference_fields) <= set(target.schema.column_names)


def _wanted(sheet: Sheet, links: list[ForeignKey]) -> dict[str, dict[str, set[str]]]:
    """What the links of a table ask of others: by table and column, the values that should be there."""
    wanted: dict[str, dict[str, set[str]]] = {}
    for link in links:
        if link.reference:
            columns = wanted.setdefault(link.reference, {})
            for name, there in zip(link.fields, link.reference_fields, strict=True):
                columns.setdefault(there, set()).update(row.cells[name] for row in sheet.rows)
    return wanted


def _keys(sheet: Sheet, wanted: dict[str, set[str]]) -> list[list[str]]:
    """Another table as far as links ask for it. Reading it whole for each link to it would take minutes."""
    keys = dict.fromkeys(tuple(row.cells[column] for column in wanted) for row in sheet.rows)
    asked = (key for key in keys if any(cell in cells for cell, cells in zip(key, wanted.values(), strict=True)))
    return [list(wanted), *(list(key) for key in asked)]


def _resource(sheet: Sheet, schema: Mapping[str, Any], links: list[ForeignKey], data: list[list[str]]) -> Resource:
    types = {column.name: column.type for column in sheet.schema.fields}
    order = {name: at for at, name in enumerate(data[0])}
    followed = [
        {"fields": list(link.fields), "reference": {"resource": link.reference, "fields": list(link.reference_fields)}}
        for link in links
    ]
    fields = [
        column | ({"floatNumber": True} if types[column["name"]] == "number" else {})
        for column in sorted(schema["fields"], key=lambda column: order[column["name"]])
    ]
    demands = {key: value for key, value in schema.items() if key != "uniqueKeys"}
    try:
        described = Schema.from_descriptor(demands | {"fields": fields, "foreignKeys": followed})
        return Resource(name=sheet.schema.name, data=data, schema=described)
    except FrictionlessException as error:
        raise DescriptionError(sheet.schema.name) from error


def _keys_only(name: str, keys: list[list[str]], sheets: Mapping[str, Sheet]) -> Resource:
    types = {column.name: column.type for column in sheets[name].schema.fields}
    fields = [{"name": column, "type": types[column]} for column in keys[0]]
    return Resource(name=name, data=keys, schema=Schema.from_descriptor({"fields": fields}))


def _judge(table: Resource, others: list[Resource]) -> Judged:
    package = Package(name="package", resources=[table, *others])
    texts = {column.name for column in table.schema.fields if column.type == "string"}
    values: list[Mapping[str, Value]] = []
    refusals: list[Refusal] = []
    broken = 0
    with package.get_resource(table.name) as opened:
        for row in opened.row_stream:
            at = len(values)
            if broken >= MOST_REFUSALS:
                return Judged(tuple(values), (*refusals, Refusal(at, (), "stopped")))
            broken += len(row.errors)
            refusals += [refusal for error in row.errors if (refusal := _refusal(at, error, opened.schema))]
            values.append({name: row[name] or "" if name in texts else row[name] for name in row.field_names})
    return Judged(tuple(values), tuple(refusals))


def _refusal(row: int, error: Any, schema: Schema) -> Refusal | None:
    if isinstance(error, errors.ForeignKeyError):
        return Refusal(row, tuple(error.field_names), "link", error.reference_name)
    if isinstance(error, errors.PrimaryKeyError):
        return Refusal(row, tuple(schema.primary_key), "key")
    if isinstance(error, errors.UniqueError):
        return Refusal(row, (error.field_name,), "unique")
    if isinstance(error, errors.CellError):
        broken = _BROKEN.search(error.note)
        return Refusal(row, (error.field_name,), broken.group(1) if broken else "type")
    return None  # a blank row or a missing cell: cells that were refused are blank by now
