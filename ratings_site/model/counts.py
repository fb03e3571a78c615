"""The tables that are worked out from the package: counted, or joined into the one that a journalist can use alone.

Each is a query of `counts.toml`, asked of the tables in a database in memory; those that have columns there are
published. In the table of all ratings one row is one rating. Points stand on the rows of standards, the composite score
on the row of the overall rating, so that neither is counted twice when a column is summed.
"""

import sqlite3
import tomllib
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from ratings_site.model import tables
from ratings_site.model.directory import Directory

BY_UNIT, FROM_TOTAL = "known_by_unit", "from_published_total"
"""Two columns of the totals of standards: ratings of known units, and totals that a report published."""

NOT_AVAILABLE = "not available"
"""What is counted where a standard was rated and no source holds the rating."""

_TOLD: dict[str, dict[str, Any]] = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))

ALL_RATINGS, *COUNTS = (name for name, told in _TOLD.items() if "columns" in told)
"""The tables that are published, by the names of their files: all ratings, and what is counted."""


def schema_of(name: str, package: tables.PackageInfo) -> tables.TableSchema:
    """Describe a published table in the words the package uses for the same columns."""
    told = _TOLD[name]
    return tables.TableSchema(
        name=name,
        title=told["title"],
        description=told["description"],
        path=f"{name}.csv",
        fields=tuple(_described(package, column, dict(of)) for column, of in told["columns"].items()),
        primary_key=tuple(told["key"]),
    )


def published_schemas(package: tables.PackageInfo) -> tuple[tables.TableSchema, ...]:
    """Every table that is published but the counts: that of all ratings, then those of the package."""
    return (schema_of(ALL_RATINGS, package), *package.schemas.values())


def _described(package: tables.PackageInfo, name: str, told: dict[str, Any]) -> tables.Field:
    """A column that is worked out: `told` is what is said of it, on top of the column that it is `of`."""
    table, _, column = told.pop("of", "").partition(".")
    if not table:
        return tables.Field(name=name, **{"type": "string"} | told | {"enum": tuple(told.get("enum", ()))})
    shared = next(field for field in package.schemas[table].fields if field.name == column)
    changes: dict[str, Any] = {"name": name, "unique": False, "required": False} | told
    return replace(shared, **changes)


@lru_cache(maxsize=32)
def rows_of(directory: Directory, name: str) -> tuple[tables.ValueRow, ...]:
    """What a query gives, in its order; pages ask for the same again and again, in English and in Welsh."""
    if name not in _TOLD:
        return tuple(map(dict, _database(directory).execute(_TOLD["queries"][name])))
    kinds = {field.name: field.type for field in schema_of(name, directory.package).fields}
    found = _database(directory).execute(_TOLD[name]["query"])
    return tuple({column: _value(kind, row[column]) for column, kind in kinds.items()} for row in found)


def _value(kind: str, cell: Any) -> tables.Value:
    """What a cell of the database stands for in a column of a kind."""
    if kind == "boolean":
        return bool(cell)
    if cell is None:
        return "" if kind == "string" else None
    value: tables.Value = date.fromisoformat(cell) if kind == "date" else cell
    return value


@lru_cache(maxsize=4)
def _database(directory: Directory) -> sqlite3.Connection:
    """The tables, and what queries may ask beside them."""
    database = sqlite3.connect(":memory:")
    database.row_factory = sqlite3.Row
    places = {key: place for of in (directory.programmes, directory.standards) for place, key in enumerate(of)}
    labels = {key: inspection.published_label for key, inspection in directory.inspections.items()}
    database.create_function("place", 1, places.get)
    database.create_function("label", 1, labels.get)
    database.create_function("is_current", 1, lambda key: key == directory.current_programme.programme_id)
    for name, schema in directory.package.schemas.items():
        columns, key = (", ".join(f'"{one}"' for one in names) for names in (schema.column_names, schema.primary_key))
        rows = directory.tables.rows[name]
        cells = ([cell.isoformat() if isinstance(cell, date) else cell for cell in row.values()] for row in rows)
        database.execute(f'create table "{name}" ({columns})')
        database.executemany(f'insert into "{name}" values ({", ".join("?" * len(schema.fields))})', cells)  # noqa: S608
        if key:
            database.execute(f'create index "{name}_key" on "{name}" ({key})')
    for name, query in _TOLD["views"].items():
        database.execute(f"create table {name} as {query}")
    database.execute("analyze")  # of very many rows some plans take a minute and others a second
    return database


def latest_inspections(directory: Directory) -> set[str]:
    """Identifiers of the newest rated inspection of each area; an unknown date counts as the oldest."""
    return {row["inspection_id"] for row in rows_of(directory, ALL_RATINGS) if row["latest"]}


def counts_of(directory: Directory, standard_id: str, of: str) -> Counter[str]:
    """How often each rating was given on a standard, with what is unknown.

    By one column of the table of totals, or what is known in a region, by its identifier; the regions add up to
    `known_by_unit`.
    """
    return _counts(directory).get((standard_id, of), Counter())


@lru_cache(maxsize=4)
def _counts(directory: Directory) -> Mapping[tuple[str, str], Counter[str]]:
    counts = defaultdict[tuple[str, str], Counter[str]](Counter)
    told = [(row, of, row[of]) for row in rows_of(directory, "standard-totals") for of in (BY_UNIT, FROM_TOTAL)]
    told += [(row, row["region_id"], row["count"]) for row in rows_of(directory, "standards-by-region")]
    for row, of, count in told:
        if count:
            counts[row["standard_id"], of][row["rating"]] = count
    return dict(counts)
