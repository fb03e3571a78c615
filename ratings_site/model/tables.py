"""The tables of a package that has passed every check, typed, in one fixed order.

Holding a `Tables` means the data is good: nothing later checks it again. Whatever order the rows and columns of a
file were in, the frames here are sorted by their key, with the columns in the order of the schema, so that a
harmless difference between two files makes no difference to anything published.
"""

from collections.abc import Iterable, Mapping
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


def build_tables(package: PackageInfo, rows: Mapping[str, Iterable[Mapping[str, str]]]) -> Tables:
    """Type and order the checked rows of every table; a table without rows keeps its typed columns."""
    frames = {name: build_frame(schema, rows.get(name, ())) for name, schema in package.schemas.items()}
    return Tables(package=package, frames=MappingProxyType(frames))


def build_frame(schema: TableSchema, rows: Iterable[Mapping[str, str]]) -> pd.DataFrame:
    """Turn checked rows of text into one typed frame, sorted by the table's key."""
    records = [[row.get(name, "") or "" for name in schema.column_names] for row in rows]
    text = pd.DataFrame(records, columns=list(schema.column_names), dtype=str)
    frame = pd.DataFrame({field.name: _typed(field, text[field.name]) for field in schema.fields})
    if schema.primary_key:
        frame = frame.sort_values(list(schema.primary_key), kind="stable")
    return frame.reset_index(drop=True)


def _typed(field: Field, text: pd.Series) -> pd.Series:
    known = text.where(text != "", None)
    if field.type == "date":
        return pd.to_datetime(known, format="%Y-%m-%d").astype("datetime64[s]")
    if field.type == "integer":
        return pd.to_numeric(known).astype("Int64")
    if field.type == "number":
        return pd.to_numeric(known).astype("Float64")
    if field.type == "boolean":
        return known.map({"yes": True, "no": False}).astype("boolean")
    if set(field.enum) == set(RATINGS):
        return known.astype(pd.CategoricalDtype(list(reversed(RATINGS)), ordered=True))
    return text


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
