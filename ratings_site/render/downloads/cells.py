"""One table as it goes into every format: the same values, as text for CSV and as plain Python values elsewhere."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

import pandas as pd

from ratings_site.model.cells import cell_texts
from ratings_site.model.directory import Directory
from ratings_site.model.flat import build_all_ratings, build_all_ratings_schema
from ratings_site.model.tables import Tables, TableSchema

Value = str | int | float | bool | date | None

FORMULA_STARTS = tuple("=+-@\t\r＝＋－＠")
"""What makes a spreadsheet run a cell, after any spaces (OWASP, CSV injection), and the full-width forms."""


class FormulaCellError(ValueError):
    """A cell that a spreadsheet would run as a formula was about to be published."""


@dataclass(frozen=True)
class Part:
    """One table ready for writing."""

    schema: TableSchema
    frame: pd.DataFrame

    @property
    def name(self) -> str:
        return self.schema.name

    @property
    def header(self) -> tuple[str, ...]:
        return self.schema.column_names

    @cached_property
    def text_rows(self) -> tuple[tuple[str, ...], ...]:
        """The cells as a CSV holds them; raises FormulaCellError for a text that would run as a formula."""
        _refuse_formulas(self)
        return tuple(zip(*(cell_texts(self.frame[name]) for name in self.header), strict=True))

    @cached_property
    def value_rows(self) -> tuple[tuple[Value, ...], ...]:
        """The cells as plain values: None where a cell is empty, whatever its type."""
        _refuse_formulas(self)
        return tuple(zip(*(_values(self.frame[name]) for name in self.header), strict=True))


def build_parts(tables: Tables, directory: Directory) -> tuple[Part, ...]:
    """The flat table of all ratings, then every table of the package in its order."""
    flat = Part(build_all_ratings_schema(tables.package), build_all_ratings(directory))
    return (flat, *(Part(schema, tables[name]) for name, schema in tables.package.schemas.items()))


def _values(column: "pd.Series[Any]") -> Sequence[Value]:
    missing = column.isna()
    return [
        None if gone or value == "" else _plain(value) for value, gone in zip(column.tolist(), missing, strict=True)
    ]


def _plain(value: Any) -> Value:
    if isinstance(value, pd.Timestamp):
        return value.date()
    if isinstance(value, float) and value.is_integer():
        return int(value)
    plain: Value = value
    return plain


def _refuse_formulas(part: Part) -> None:
    """Stop the last moment before publishing: the checker has refused such a cell long before, with its line."""
    for field in part.schema.fields:
        if field.type != "string":
            continue
        for row, text in enumerate(cell_texts(part.frame[field.name]), start=1):
            if text.lstrip(" ").startswith(FORMULA_STARTS):
                message = f"{part.name}, row {row}, {field.name}: {text[:40]!r} would run as a formula in a spreadsheet"
                raise FormulaCellError(message)
