"""One table in every format: the same values, and the same description of its columns in each format's own words."""

import csv
import io
import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from ratings_site.model.counts import published_schemas
from ratings_site.model.tables import Field, PackageInfo, TableSchema, ValueRow

Value = str | int | float | bool | date | None

TYPES: dict[str, tuple[str, str, str]] = {
    "string": ("string", "TEXT", "string"),
    "integer": ("integer", "INTEGER", "int64"),
    "number": ("number", "REAL", "float64"),
    "date": ("string", "TEXT", "date32"),
    "boolean": ("boolean", "INTEGER", "bool_"),
}
"""What JSON, SQLite and Parquet call each type of the descriptor; CSVW calls it the same."""

DICTIONARY = (
    *("table", "column", "title", "description", "type", "required", "key", "allowed", "minimum", "maximum"),
    "refers_to",
)
"""The columns of the data dictionary; some formats have some of them."""

FORMULA_STARTS = tuple("=+-@\t\r＝＋－＠")
"""What makes a spreadsheet run a cell, after any spaces (OWASP, CSV injection), and the full-width forms."""

_WRITER_VERSION = slice(96, 100)
"""Bytes of the file header where SQLite notes which of its versions wrote last: set to nought, so that machines
with different versions make the same file (https://www.sqlite.org/fileformat.html, 1.3)."""


class FormulaCellError(ValueError):
    """A cell that a spreadsheet would run as a formula was about to be published."""

    def __init__(self, table: str, row: int, column: str, text: str) -> None:
        super().__init__(f"{table}, row {row}, {column}: {text[:40]!r} would run as a formula in a spreadsheet")


@dataclass(frozen=True)
class Part:
    """One table ready for writing."""

    schema: TableSchema
    records: Sequence[ValueRow]

    @property
    def name(self) -> str:
        return self.schema.name

    @property
    def header(self) -> tuple[str, ...]:
        return self.schema.column_names

    @cached_property
    def rows(self) -> tuple[tuple[Value, ...], ...]:
        """The cells as plain values, None where a cell is empty.

        Raises FormulaCellError for a text that would run as a formula: the last moment before publishing, since the
        checker has refused such a cell long before, with its line.
        """
        columns = [[_plain(record[name]) for record in self.records] for name in self.header]
        for field, values in zip(self.schema.fields, columns, strict=True):
            for row, value in enumerate(values, start=1):
                if isinstance(value, str) and value.lstrip(" ").startswith(FORMULA_STARTS):
                    raise FormulaCellError(self.name, row, field.name, value)
        return tuple(zip(*columns, strict=True))


def _plain(value: Any) -> Value:
    if value == "":
        return None
    if isinstance(value, float) and value.is_integer():
        return int(value)
    plain: Value = value
    return plain


def dictionary_rows(package: PackageInfo, between: str = "; ") -> list[tuple[Value, ...]]:
    """A row of `DICTIONARY` for every column; `between` stands between the values that are allowed."""
    return [
        (
            *(table.name, field.name, field.title, field.description, field.type, field.required),
            *(field.name in table.primary_key, between.join(field.enum) or None),
            *(field.minimum or None, field.maximum or None, table.references.get(field.name)),
        )
        for table in published_schemas(package)
        for field in table.fields
    ]


def render_csv(header: Sequence[str], rows: Iterable[Sequence[Value]]) -> bytes:
    """Write the normal form of every CSV here: UTF-8 without a byte order mark, line feeds, quotes where needed."""
    text, said = io.StringIO(), {True: "yes", False: "no"}
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    writer.writerows([said[value] if isinstance(value, bool) else value for value in row] for row in rows)
    return text.getvalue().encode()


def render_records(part: Part) -> bytes:
    """Write a table as a JSON array with one record a line: null where a cell is empty, dates as YYYY-MM-DD."""
    records = (dict(zip(part.header, row, strict=True)) for row in part.rows)
    lines = (json.dumps(record, ensure_ascii=False, separators=(",", ":"), default=_iso) for record in records)
    return ("[" + ",".join(f"\n{line}" for line in lines) + "\n]\n").encode()


def render_json(document: object) -> bytes:
    """Write a document for people to read as well."""
    return (json.dumps(document, ensure_ascii=False, indent=2, default=_iso) + "\n").encode()


def _iso(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    message = f"a {type(value).__name__} has no form in JSON"
    raise TypeError(message)


def render_parquet(part: Part, written: bytes, package: PackageInfo) -> bytes:
    """Write what its CSV says with typed columns that carry their descriptions, compressed as every reader knows it."""
    import pyarrow as pa  # noqa: PLC0415 - a library for Parquet, which is made only where a table is another
    from pyarrow import csv as read  # noqa: PLC0415 - an array of values would load pandas, which takes longer
    from pyarrow import parquet  # noqa: PLC0415

    told = [(field, {"title": field.title, "description": field.description}) for field in part.schema.fields]
    fields = [pa.field(one.name, getattr(pa, TYPES[one.type][2])(), metadata=about) for one, about in told]
    described = {"title": part.schema.title, "version": package.version, "licence": package.licence["path"]}
    values = {"true_values": ["yes"], "false_values": ["no"], "null_values": [""], "strings_can_be_null": True}
    found = read.read_csv(
        pa.BufferReader(written),
        read.ReadOptions(use_threads=False, block_size=len(written) + 1),
        read.ParseOptions(newlines_in_values=True),
        read.ConvertOptions(column_types={field.name: field.type for field in fields}, **values),
    )
    target = io.BytesIO()
    parquet.write_table(found.cast(pa.schema(fields, metadata=described)), target, compression="snappy")
    return target.getvalue()


def render_database(parts: Iterable[Part], package: PackageInfo) -> bytes:
    """Write every table with its keys and allowed values, and the data dictionary, into an SQLite file.

    Dates are text (YYYY-MM-DD), yes and no are 1 and 0, and an empty cell is NULL.
    """
    with closing(sqlite3.connect(":memory:")) as database:
        for part in parts:
            database.execute(f"CREATE TABLE {_sql(part.name)} ({', '.join(_sql_parts(part.schema))})")
            places = ", ".join("?" * len(part.header))
            rows = ([value.isoformat() if isinstance(value, date) else value for value in row] for row in part.rows)
            database.executemany(f"INSERT INTO {_sql(part.name)} VALUES ({places})", rows)  # noqa: S608 (own names)
        columns = ", ".join(f"{_sql(name)} TEXT" for name in DICTIONARY[:4])
        database.execute(f'CREATE TABLE "dictionary" ({columns}, PRIMARY KEY ("table", "column"))')
        told = [(_table_name(str(row[0])), *row[1:4]) for row in dictionary_rows(package)]
        database.executemany('INSERT INTO "dictionary" VALUES (?, ?, ?, ?)', told)
        database.commit()
        content = bytearray(database.serialize())
    content[_WRITER_VERSION] = bytes(4)
    return bytes(content)


def _sql_parts(schema: TableSchema) -> Iterator[str]:
    for field in schema.fields:
        words = [_sql(field.name), TYPES[field.type][1]]
        if field.required:
            words.append("NOT NULL")
        if field.unique and schema.primary_key != (field.name,):
            words.append("UNIQUE")
        allowed = ["0", "1"] if field.type == "boolean" else [_sql_text(value) for value in field.enum]
        if allowed:
            words.append(f"CHECK ({_sql(field.name)} IN ({', '.join(allowed)}))")
        yield " ".join(words)
    if schema.primary_key:
        yield f"PRIMARY KEY ({_sql(*schema.primary_key)})"
    for key in schema.foreign_keys:
        yield (
            f"FOREIGN KEY ({_sql(*key.fields)}) "
            f"REFERENCES {_sql(key.reference or schema.name)} ({_sql(*key.reference_fields)})"
        )


def _table_name(name: str) -> str:
    """The name of a table in SQL, where a hyphen would need quoting."""
    return name.replace("-", "_")


def _sql(*names: str) -> str:
    return ", ".join('"' + _table_name(name).replace('"', '""') + '"' for name in names)


def _sql_text(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"


def render_csvw(package: PackageInfo, parts: Iterable[Part]) -> bytes:
    """Describe every table's CSV in the W3C's words (https://www.w3.org/TR/tabular-metadata/).

    Addresses are relative, so that the file holds in every version's folder.
    """
    document = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        "dc:title": package.title,
        "dc:description": package["description"],
        "dc:license": {"@id": package.licence["path"]},
        "dc:modified": {"@value": package.created.isoformat(), "@type": "xsd:date"},
        "dialect": {"encoding": "utf-8", "lineTerminators": ["\n"], "header": True},
        "tables": [_csvw_table(part.schema) for part in parts],
    }
    return render_json(document)


def _csvw_table(schema: TableSchema) -> dict[str, Any]:
    columns = [
        {"name": field.name, "titles": field.name, "dc:title": field.title, "dc:description": field.description}
        | {"datatype": _csvw_type(field), "required": field.required}
        for field in schema.fields
    ]
    about = {"url": f"{schema.name}.csv", "dc:title": schema.title, "dc:description": schema.description}
    return about | {"tableSchema": {"columns": columns} | _csvw_keys(schema)}


def _csvw_keys(schema: TableSchema) -> dict[str, Any]:
    """The keys whose columns are never empty: CSVW's validators take an empty cell in a key for an error."""
    required = {field.name for field in schema.fields if field.required}
    primary = [*schema.primary_key] if required.issuperset(schema.primary_key) else []
    foreign = [
        {"columnReference": [*key.fields]}
        | {"reference": {"resource": f"{key.reference or schema.name}.csv", "columnReference": [*key.reference_fields]}}
        for key in schema.foreign_keys
        if required.issuperset(key.fields)
    ]
    return {name: keys for name, keys in (("primaryKey", primary), ("foreignKeys", foreign)) if keys}


def _csvw_type(field: Field) -> dict[str, Any]:
    datatype: dict[str, Any] = {"base": field.type}
    form = {"date": "yyyy-MM-dd", "boolean": "yes|no"}.get(field.type) or "|".join(field.enum)
    if form:
        datatype["format"] = form
    for limit in ("minimum", "maximum"):
        if value := getattr(field, limit):
            datatype[limit] = value if field.type == "date" else _plain(float(value))
    return datatype
