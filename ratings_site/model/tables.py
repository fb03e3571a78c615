"""The tables of a package that has passed every check, typed, in one fixed order.

Holding a `Tables` means the data is good: nothing later checks it again. Whatever order the rows and columns of a
file were in, the rows here are sorted by their key, with the columns in the order of the schema, so that a
harmless difference between two files makes no difference to anything published.
"""

import json
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from string import ascii_uppercase
from typing import Any

RATINGS = ("Outstanding", "Good", "Requires improvement", "Inadequate")
"""The four ratings, best first."""

NOT_RATED = "Not rated"
"""The overall outcome of an inspection whose programme gives no ratings."""


@dataclass(frozen=True)
class Field:
    """One column of a table, as the schema describes it."""

    name: str
    title: str
    description: str
    type: str
    """A Table Schema type: string, integer, number, date or boolean."""
    required: bool = False
    unique: bool = False
    enum: tuple[str, ...] = ()
    pattern: str = ""
    minimum: str = ""
    maximum: str = ""
    max_length: int | None = None


@dataclass(frozen=True)
class ForeignKey:
    """Columns whose values must stand in another table (`reference` is empty for the table itself)."""

    fields: tuple[str, ...]
    reference: str
    reference_fields: tuple[str, ...]


@dataclass(frozen=True)
class TableSchema:
    """What the descriptor says of one table."""

    name: str
    title: str
    description: str
    path: str
    fields: tuple[Field, ...]
    primary_key: tuple[str, ...]
    foreign_keys: tuple[ForeignKey, ...] = ()

    @property
    def column_names(self) -> tuple[str, ...]:
        return tuple(field.name for field in self.fields)

    def row_key(self, row: "ValueRow") -> str:
        return build_row_key(text_of(row[name]) for name in self.primary_key)

    @property
    def references(self) -> Mapping[str, str]:
        """For each column that refers to another, `table.column` where each of its values must stand."""
        return {
            column: f"{key.reference or self.name}.{target}"
            for key in self.foreign_keys
            for column, target in zip(key.fields, key.reference_fields, strict=True)
        }


@dataclass(frozen=True)
class PackageInfo:
    """What the descriptor says of the whole package, each property by its name: `package["keywords"]`."""

    schemas: Mapping[str, TableSchema]
    """By table name, in the order of the descriptor."""
    descriptor: Mapping[str, Any]
    """The descriptor itself, for publishing it again."""

    def __getitem__(self, name: str) -> Any:
        return self.descriptor[name]

    @property
    def title(self) -> str:
        return str(self["title"])

    @property
    def version(self) -> str:
        return str(self["version"])

    @property
    def created(self) -> date:
        """The package's own date: the day up to which its facts are published."""
        return date.fromisoformat(self["created"][:10])

    @property
    def licence(self) -> Mapping[str, str]:
        """The first of its licences: its `name`, `title` and `path`."""
        return dict(self["licenses"][0])

    def dated(self, day: date) -> "PackageInfo":
        return self if day == self.created else self.but(created=f"{day.isoformat()}{self['created'][10:]}")

    def but(self, **told: Any) -> "PackageInfo":
        """The same package, of which some properties say something else."""
        return PackageInfo(self.schemas, {**self.descriptor, **told})


@dataclass(frozen=True)
class Tables:
    """A whole package: its description, and the rows of each table as plain values, an empty text "" and else None."""

    package: PackageInfo
    rows: Mapping[str, list["ValueRow"]]

    def only(self, tables: Collection[str]) -> "Tables":
        """The same package with nothing in any other table."""
        return replace(self, rows={name: rows if name in tables else [] for name, rows in self.rows.items()})

    @cached_property
    def texts(self) -> Mapping[str, str]:
        """All that each table says; two that say something else have two texts."""
        rows = {name: [[*map(text_of, row.values())] for row in rows] for name, rows in self.rows.items()}
        return {name: json.dumps(cells) for name, cells in rows.items()}

    def text_of(self, tables: Collection[str] | None = None) -> str:
        """All that the package says in these tables, or in every one, and of itself."""
        told = {name: text for name, text in self.texts.items() if tables is None or name in tables}
        return json.dumps([dict(self.package.descriptor), told])


TextRow = Mapping[str, str]
"""One row as text, by column; "" where a cell is empty."""

Key = tuple[str, ...]
"""The values of a row's key columns, in the order of the schema."""

Value = str | date | int | float | bool | None
"""A cell: text is "" where it is empty, everything else None."""

_READ: Mapping[str, Callable[[str], Value]] = {
    "date": date.fromisoformat,
    "integer": int,
    "number": float,
    "boolean": lambda text: text == "yes",
}


def read_value(field: Field, text: str) -> Value:
    """The value that the text of a sound CSV file stands for in this column."""
    return text if field.type == "string" else _READ[field.type](text) if text else None


ValueRow = Mapping[str, Any]
"""One row as values, by column."""


def build_tables(package: PackageInfo, rows: Mapping[str, Iterable[Mapping[str, Value]]]) -> Tables:
    """The tables of a package of these rows; a table without any is there all the same."""
    return Tables(package, {name: in_order(schema, rows.get(name, ())) for name, schema in package.schemas.items()})


def in_order(schema: TableSchema, rows: Iterable[Mapping[str, Value]]) -> list[ValueRow]:
    """Rows sorted by the table's key, each with all of its columns; one that a row does not name is empty there."""
    by_name = {field.name: field for field in schema.fields}
    whole = [
        {name: row.get(name) or "" if of.type == "string" else row.get(name) for name, of in by_name.items()}
        for row in rows
    ]
    return sorted(whole, key=lambda row: [_rank(by_name[name], row[name]) for name in schema.primary_key])


def _rank(field: Field, value: Any) -> tuple[bool, Any]:
    """A value as rows are sorted by it: ratings from the lowest, and what is not known last."""
    if set(field.enum) == set(RATINGS):
        value = -RATINGS.index(value) if value else None
    return value is None, value if value is not None else 0


def text_cells(tables: Tables) -> frozenset[str]:
    """Every text that stands in a cell of a column of text."""
    cells = (cell for rows in tables.rows.values() for row in rows for cell in row.values())
    return frozenset(cell for cell in cells if isinstance(cell, str))


def build_text_rows(tables: Tables, table: str) -> dict[Key, TextRow]:
    """Every row of a table as text, by key and in key order; a table the package does not have has no rows.

    A table without a key is keyed by its whole rows.
    """
    if table not in tables.rows:
        return {}
    schema = tables.package.schemas[table]
    texts = [{name: text_of(value) for name, value in row.items()} for row in tables.rows[table]]
    return {tuple(row[name] for name in schema.primary_key or schema.column_names): row for row in texts}


def build_row_key(key: Iterable[str]) -> str:
    """A row's key as corrections and acknowledgements write it: its parts joined by a slash."""
    return "/".join(key)


def text_of(value: object) -> str:
    """One value as a CSV file holds it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return repr(value).removesuffix(".0")
    return str(value)


def column_letters(at: int) -> str:
    """Name a column as a spreadsheet does: 0 is A, 25 is Z, 26 is AA."""
    before, last = divmod(at, 26)
    return (column_letters(before - 1) if before else "") + ascii_uppercase[last]
