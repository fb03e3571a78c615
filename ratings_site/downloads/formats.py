"""One table in every format: the same values, and the same description of its columns in each format's own words."""

import csv
import io
import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cached_property
from typing import Any

from ratings_site.model.counts import published_schemas
from ratings_site.model.tables import Field, PackageInfo, TableSchema, Value, ValueRow

TYPES: dict[str, tuple[str, str, str]] = {
    "string": ("string", "TEXT", "string"),
    "integer": ("integer", "INTEGER", "int64"),
    "number": ("number", "REAL", "float64"),
    "date": ("string", "TEXT", "date32"),
    "boolean": ("boolean", "INTEGER", "bool_"),
}
"""What JSON, SQLite and Parquet call each type of the descriptor; CSVW calls it the same."""

DICTIONARY: tuple[str, ...] = ("table", "column", "title", "description", "type", "required", "key", "allowed")
DICTIONARY += ("minimum", "maximum", "refers_to")
"""The columns of the data dictionary; some formats have some of them."""

FORMULA_STARTS = tuple("=+-@\t\r＝＋－＠")
"""What makes a spreadsheet run a cell, after any spaces (OWASP, CSV injection), and the full-width forms."""

_WRITER_VERSION = slice(96, 100)
"""Bytes of the file header where SQLite notes which of its versions wrote last: set to nought, so that machines
with different versions make the same file (https://www.sqlite.org/fileformat.html, 1.3)."""

_NOTES = (
    "Each sheet after the dictionary is one table, with its column names in the first row.",
    "Numbers are numbers and dates are dates; a doubt or a footnote stands in the column note, never beside a value.",
    "An empty cell means that the value is unknown or does not apply; the columns basis, absence and note say which.",
    "Where only the month or the year of a date is known, its first day is written, and the precision column says so.",
    "A rating is stated by the inspectorate, reported by others, derived, or not available; Not rated is the outcome "
    "of an inspection whose programme gives no ratings.",
    "Scores of programmes with different highest scores are not comparable.",
)
_WIDEST, _NARROWEST = 60, 9
"""The notes of the workbook, and how wide its columns are."""


class FormulaCellError(ValueError):
    """A cell that a spreadsheet would run as a formula was about to be published."""


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
                    cell = f"{self.name}, row {row}, {field.name}: {value[:40]!r}"
                    raise FormulaCellError(cell + " would run as a formula in a spreadsheet")
        return tuple(zip(*columns, strict=True))


def _plain(value: Value) -> Value:
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return None if value == "" else value


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
    write = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=date.isoformat).encode
    lines = (write(dict(zip(part.header, row, strict=True))) for row in part.rows)
    return ("[" + ",".join(f"\n{line}" for line in lines) + "\n]\n").encode()


def render_json(document: object) -> bytes:
    """Write a document for people to read as well."""
    return (json.dumps(document, ensure_ascii=False, indent=2, default=date.isoformat) + "\n").encode()


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
        texts = ("'" + value.replace("'", "''") + "'" for value in field.enum)
        allowed = "0, 1" if field.type == "boolean" else ", ".join(texts)
        words = {
            f"{_sql(field.name)} {TYPES[field.type][1]}": True,
            "NOT NULL": field.required,
            "UNIQUE": field.unique and schema.primary_key != (field.name,),
            f"CHECK ({_sql(field.name)} IN ({allowed}))": bool(allowed),
        }
        yield " ".join(word for word, holds in words.items() if holds)
    if schema.primary_key:
        yield f"PRIMARY KEY ({_sql(*schema.primary_key)})"
    for key in schema.foreign_keys:
        other = f"{_sql(key.reference or schema.name)} ({_sql(*key.reference_fields)})"
        yield f"FOREIGN KEY ({_sql(*key.fields)}) REFERENCES {other}"


def _table_name(name: str) -> str:
    """The name of a table in SQL, where a hyphen would need quoting."""
    return name.replace("-", "_")


def _sql(*names: str) -> str:
    return ", ".join('"' + _table_name(name).replace('"', '""') + '"' for name in names)


def render_workbook(parts: Iterable[Part], package: PackageInfo, limitations: Iterable[str]) -> bytes:
    """Write a workbook that any spreadsheet opens with real dates, numbers, frozen headers and filters."""
    import xlsxwriter  # noqa: PLC0415 - a library for workbooks only

    tables, target, created = tuple(parts), io.BytesIO(), datetime.combine(package.created, time())
    # Without this a text that begins with = or looks like an address becomes a formula or a link.
    plain_text = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    options = {"in_memory": True, "default_date_format": "yyyy-mm-dd", **plain_text}
    with xlsxwriter.Workbook(target, options) as book:
        title, keywords = f"{package.title}, version {package.version}", ", ".join(package["keywords"])
        said = {"title": title, "comments": package.licence["title"], "keywords": keywords, "created": created}
        book.set_properties(said)
        bold, wrap = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
        cover = book.add_worksheet("cover")
        cover.set_column(0, 0, 22, bold)
        cover.set_column(1, 1, 90, wrap)
        facts: list[tuple[str, Value]] = [
            (package.title, None),
            ("About", package["description"]),
            ("Version", package.version),
            ("Date", package.created),
            ("Licence", f"{package.licence['title']}, {package.licence['path']}"),
            ("Covers", f"{package['spatial']}, {package['temporal'].replace('/', ' to ')}"),
            ("Sheets", None),
        ]
        contents = [("notes", "How to read the tables"), ("dictionary", "What every column means")]
        contents += [(part.name, part.schema.title) for part in tables]
        for line, row in enumerate((*facts, *contents)):
            cover.write_row(line, 0, row)
        for line, (name, _) in enumerate(contents, start=len(facts)):
            cover.write_url(line, 0, f"internal:'{name}'!A1", string=name)
        notes = book.add_worksheet("notes")
        notes.set_column(0, 0, 110, wrap)
        notes.write_string(0, 0, "Notes", bold)
        notes.write_column(1, 0, (*limitations, *_NOTES))
        shown = [place for place, name in enumerate(DICTIONARY) if name not in ("minimum", "maximum")]
        told = (DICTIONARY, *dictionary_rows(package, ", "))
        header, *rows = [[row[place] for place in shown] for row in told]
        sheets = [("dictionary", header, rows), *((part.name, part.header, part.rows) for part in tables)]
        for name, head, body in sheets:
            sheet = book.add_worksheet(name)
            sheet.freeze_panes(1, 0)
            sheet.write_row(0, 0, head, bold)
            for line, cells in enumerate(body, start=1):
                sheet.write_row(line, 0, cells)
            for place, column in enumerate(zip(head, *body, strict=True)):
                longest = max(len(str(value)) for value in column if value is not None)
                sheet.set_column(place, place, max(_NARROWEST, min(_WIDEST, longest + 2)))
            sheet.autofilter(0, 0, len(body), len(head) - 1)
    return target.getvalue()


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
    form = {"date": "yyyy-MM-dd", "boolean": "yes|no"}.get(field.type) or "|".join(field.enum)
    told = {"base": field.type, "format": form, "minimum": field.minimum, "maximum": field.maximum}
    numbers = () if field.type == "date" else ("minimum", "maximum")
    return {name: _plain(float(said)) if name in numbers else said for name, said in told.items() if said}
