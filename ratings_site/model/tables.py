"""The tables of a package that has passed every check, typed, in one fixed order.

Holding a `Tables` means the data is good: nothing later checks it again. Whatever order the rows and columns of a
file were in, the frames here are sorted by their key, with the columns in the order of the schema, so that a
harmless difference between two files makes no difference to anything published.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any

import pandas as pd

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
    """What the descriptor says of the whole package."""

    name: str
    title: str
    description: str
    version: str
    created: date
    """The package's own date: the day up to which its facts are published."""
    homepage: str
    licence_name: str
    licence_title: str
    licence_url: str
    keywords: tuple[str, ...]
    temporal: str
    spatial: str
    contributors: tuple[Mapping[str, str], ...]
    sources: tuple[Mapping[str, str], ...]
    schemas: Mapping[str, TableSchema]
    """By table name, in the order of the descriptor."""
    descriptor: Mapping[str, object]
    """The descriptor itself, for publishing it again."""


@dataclass(frozen=True)
class Tables:
    """A whole package: its description, and a typed frame for each table.

    Text is `str` with "" where a cell is empty; dates are `datetime64[s]`, whole numbers `Int64`, numbers
    `Float64`, yes/no `boolean`; a column whose schema lists exactly the four ratings is a category ordered
    from Inadequate (lowest) to Outstanding (highest). Missing values of all but text are missing values.
    """

    package: PackageInfo
    frames: Mapping[str, pd.DataFrame]

    def __getitem__(self, table: str) -> pd.DataFrame:
        return self.frames[table]


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


def build_tables(package: PackageInfo, rows: Mapping[str, Iterable[Mapping[str, Value]]]) -> Tables:
    """Make a frame of the typed rows of every table; a table without rows keeps its typed columns."""
    frames = {name: build_frame(schema, rows.get(name, ())) for name, schema in package.schemas.items()}
    return Tables(package=package, frames=MappingProxyType(frames))


def build_frame(schema: TableSchema, rows: Iterable[Mapping[str, Value]]) -> pd.DataFrame:
    """Make one frame of typed rows, sorted by the table's key; a column that a row does not name is empty there."""
    rows = list(rows)
    frame = pd.DataFrame({field.name: _column(field, [row.get(field.name) for row in rows]) for field in schema.fields})
    if schema.primary_key:
        frame = frame.sort_values(list(schema.primary_key), kind="stable")
    return frame.reset_index(drop=True)


def _column(field: Field, values: list[Value]) -> "pd.Series[Any]":
    if set(field.enum) == set(RATINGS):
        kind = pd.CategoricalDtype(list(reversed(RATINGS)), ordered=True)
        return pd.Series([value or None for value in values], dtype=kind)
    if field.type == "string":
        return pd.Series([value or "" for value in values], dtype=str)
    return pd.Series(values, dtype=_DTYPES[field.type])


_DTYPES = {"date": "datetime64[s]", "integer": "Int64", "number": "Float64", "boolean": "boolean"}


def build_records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Rows as plain Python values: `date`, `int`, `float`, `bool`, `str`; None for a missing value of all but text."""
    columns = {str(name): _plain(frame[name]) for name in frame.columns}
    return [dict(zip(columns, values, strict=True)) for values in zip(*columns.values(), strict=True)]


def _plain(series: "pd.Series[Any]") -> list[Any]:
    if pd.api.types.is_datetime64_any_dtype(series):
        return [None if pd.isna(value) else value.date() for value in series]
    if isinstance(series.dtype, pd.CategoricalDtype):
        return ["" if pd.isna(value) else str(value) for value in series]
    return [None if pd.isna(value) else value for value in series.tolist()]


def text_cells(tables: Tables) -> frozenset[str]:
    """Every text that stands in a cell of a column of text."""
    words: list[pd.DataFrame] = [frame.select_dtypes("string") for frame in tables.frames.values()]
    return frozenset(str(cell) for frame in words for column in frame.columns for cell in frame[column].unique())
