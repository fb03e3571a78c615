"""The whole package as one SQLite database, with its keys."""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing

from ratings_site.model.tables import Field, PackageInfo, TableSchema
from ratings_site.model.views.dictionary import build_dictionary
from ratings_site.render.downloads.cells import Part, Value

_TYPES = {"string": "TEXT", "integer": "INTEGER", "number": "REAL", "date": "TEXT", "boolean": "INTEGER"}
_WRITER_VERSION = slice(96, 100)
"""Bytes of the file header where SQLite notes which of its versions wrote last: set to nought, so that machines
with different versions make the same file (https://www.sqlite.org/fileformat.html, 1.3)."""


def render_database(parts: Iterable[Part], package: PackageInfo) -> bytes:
    """Write every table with its keys and allowed values, and the data dictionary, into a database file.

    Dates are text (YYYY-MM-DD), yes and no are 1 and 0, and an empty cell is NULL.
    """
    with closing(sqlite3.connect(":memory:")) as database:
        for part in parts:
            database.execute(_create(part.schema))
            places = ", ".join("?" * len(part.header))
            rows = ([_bound(value) for value in row] for row in part.value_rows)
            database.executemany(f"INSERT INTO {_name(part.name)} VALUES ({places})", rows)  # noqa: S608 (own names)
        _write_dictionary(database, package)
        database.commit()
        content = bytearray(database.serialize())
    content[_WRITER_VERSION] = bytes(4)
    return bytes(content)


def table_name(name: str) -> str:
    """The name of a table in SQL, where a hyphen would need quoting."""
    return name.replace("-", "_")


def _write_dictionary(database: sqlite3.Connection, package: PackageInfo) -> None:
    database.execute(
        'CREATE TABLE "dictionary" ("table" TEXT, "column" TEXT, "title" TEXT, "description" TEXT, PRIMARY KEY '
        '("table", "column"))'
    )
    rows = [
        (table_name(table.name), column.name, column.title, column.description)
        for table in build_dictionary(package)
        for column in table.columns
    ]
    database.executemany('INSERT INTO "dictionary" VALUES (?, ?, ?, ?)', rows)


def _create(schema: TableSchema) -> str:
    return f"CREATE TABLE {_name(schema.name)} ({', '.join([*_columns(schema), *_keys(schema)])})"


def _columns(schema: TableSchema) -> Iterator[str]:
    for field in schema.fields:
        words = [_name(field.name), _TYPES[field.type]]
        if field.required:
            words.append("NOT NULL")
        if field.unique and schema.primary_key != (field.name,):
            words.append("UNIQUE")
        yield " ".join(words) + _check(field)


def _check(field: Field) -> str:
    if field.type == "boolean":
        return f" CHECK ({_name(field.name)} IN (0, 1))"
    if field.enum:
        return f" CHECK ({_name(field.name)} IN ({', '.join(_text(value) for value in field.enum)}))"
    return ""


def _keys(schema: TableSchema) -> Iterator[str]:
    if schema.primary_key:
        yield f"PRIMARY KEY ({_names(schema.primary_key)})"
    for key in schema.foreign_keys:
        reference = _name(key.reference or schema.name)
        yield f"FOREIGN KEY ({_names(key.fields)}) REFERENCES {reference} ({_names(key.reference_fields)})"


def _names(names: Iterable[str]) -> str:
    return ", ".join(_name(name) for name in names)


def _name(name: str) -> str:
    return '"' + table_name(name).replace('"', '""') + '"'


def _text(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"


def _bound(value: Value) -> str | int | float | None:
    return value if value is None or isinstance(value, str | int | float) else value.isoformat()
