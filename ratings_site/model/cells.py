"""The cells of typed frames as the text a CSV file holds: for comparing two packages cell by cell."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from ratings_site.model.tables import Tables

Row = Mapping[str, str]
"""One row as text, by column; "" where a cell is empty."""

Key = tuple[str, ...]
"""The values of a row's key columns, in the order of the schema."""


def build_text_rows(tables: Tables, table: str) -> dict[Key, Row]:
    """Every row of a table as text, by key and in key order; a table the package does not have has no rows.

    A table without a key is keyed by its whole rows.
    """
    if table not in tables.frames:
        return {}
    frame = tables[table]
    columns = {str(name): cell_texts(frame[name]) for name in frame.columns}
    rows = [dict(zip(columns, values, strict=True)) for values in zip(*columns.values(), strict=True)]
    key = tables.package.schemas[table].primary_key or tuple(columns)
    return {tuple(row[column] for column in key): row for row in rows}


def build_row_key(key: Key) -> str:
    """A row's key as corrections and acknowledgements write it: its parts joined by a slash."""
    return "/".join(key)


def cell_texts(column: "pd.Series[Any]") -> list[str]:
    """The cells of one typed column as a CSV file holds them: ISO dates, yes or no, numbers without a needless .0."""
    return ["" if missing else text_of(value) for value, missing in zip(column.tolist(), column.isna(), strict=True)]


def text_of(value: object) -> str:
    """One value as a CSV file holds it."""
    if value is None:
        return ""
    if isinstance(value, pd.Timestamp):
        return value.date().isoformat()
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return repr(value).removesuffix(".0")
    return str(value)


def column_letters(at: int) -> str:
    """Name a column as a spreadsheet does: 0 is A, 25 is Z, 26 is AA."""
    letters = ""
    at += 1
    while at:
        at, rest = divmod(at - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
