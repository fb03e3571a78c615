"""Frictionless, and nothing else that knows it: what the descriptor demands of a table, and the rows that break it.

Frictionless is given the text of a table as it was read, in the encoding and with the delimiter that the descriptor
declares. What comes back are plain values; putting them into words is `demands.py`.
"""

import csv
import hashlib
import io
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from frictionless import Dialect, FrictionlessException, Package, Resource, Schema, errors

from ratings_site.check.sheets import Sheet
from ratings_site.model.tables import ForeignKey

ENCODING, DELIMITER = "utf-8", ","
"""What the descriptor declares: any other word of it has been refused."""

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


class DescriptionError(Exception):
    """What the descriptor says of a table is broken in a way that only Frictionless knows."""


def find_refusals(sheet: Sheet, schema: Mapping[str, Any], sheets: Mapping[str, Sheet]) -> tuple[Refusal, ...]:
    """Judge a table by its description: types, allowed values, keys, and links to the tables that could be read."""
    links = [link for link in sheet.schema.foreign_keys if _can_be_followed(link, sheet, sheets)]
    text = _as_csv(sheet)
    others = {name: _keys(sheets[name], wanted) for name, wanted in _wanted(sheet, links).items()}
    question = json.dumps([schema, text, others, [link.fields for link in links]], ensure_ascii=False)
    digest = hashlib.sha256(question.encode("utf-8", "surrogatepass")).digest()
    if digest not in _ANSWERS:
        while len(_ANSWERS) >= _MOST_ANSWERS:
            del _ANSWERS[next(iter(_ANSWERS))]
        _ANSWERS[digest] = tuple(_refusals(_resource(sheet, schema, links, text), others, sheets))
    return _ANSWERS[digest]


_MOST_ANSWERS = 200
_ANSWERS: dict[bytes, tuple[Refusal, ...]] = {}
"""The same table is judged again and again while somebody edits another one under `serve`: the answer is kept."""


def _can_be_followed(link: ForeignKey, sheet: Sheet, sheets: Mapping[str, Sheet]) -> bool:
    target = sheets.get(link.reference or sheet.schema.name)
    return target is not None and target.usable and not target.absent & set(link.reference_fields)


def _as_csv(sheet: Sheet) -> str:
    text = io.StringIO()
    writer = csv.writer(text, delimiter=DELIMITER, lineterminator="\n")
    names = sheet.schema.column_names
    writer.writerow(names)
    writer.writerows([row.cells[name] for name in names] for row in sheet.rows)
    return text.getvalue()


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


def _resource(sheet: Sheet, schema: Mapping[str, Any], links: list[ForeignKey], text: str) -> Resource:
    followed = [
        {"fields": list(link.fields), "reference": {"resource": link.reference, "fields": list(link.reference_fields)}}
        for link in links
    ]
    demands = {key: value for key, value in schema.items() if key != "uniqueKeys"} | {"foreignKeys": followed}
    try:
        return Resource(
            name=sheet.schema.name,
            data=text.encode(ENCODING),
            format="csv",
            encoding=ENCODING,
            dialect=Dialect.from_descriptor({"delimiter": DELIMITER}),
            schema=Schema.from_descriptor(demands),
        )
    except FrictionlessException as error:
        raise DescriptionError(sheet.schema.name) from error


def _keys_only(name: str, keys: list[list[str]], sheets: Mapping[str, Sheet]) -> Resource:
    types = {column.name: column.type for column in sheets[name].schema.fields}
    fields = [{"name": column, "type": types[column]} for column in keys[0]]
    return Resource(name=name, data=keys, schema=Schema.from_descriptor({"fields": fields}))


def _refusals(table: Resource, others: Mapping[str, list[list[str]]], sheets: Mapping[str, Sheet]) -> Iterator[Refusal]:
    resources = [_keys_only(name, keys, sheets) for name, keys in others.items()]
    package = Package(name="package", resources=[table, *resources])
    left = MOST_REFUSALS
    with package.get_resource(table.name) as opened:
        for row in opened.row_stream:
            if left <= 0:
                yield Refusal(row.row_number - 2, (), "stopped")
                return
            for error in row.errors:
                left -= 1
                refusal = _refusal(row.row_number - 2, error, opened.schema)
                if refusal is not None:
                    yield refusal


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
