"""What a chart says, before anybody draws it: its finding in words and the one table of data behind it.

The picture, the table beside it and the CSV that is downloaded with it are all made from the same `rows`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from ratings_site.model.rows import Grade

Value = str | int | float | None
Row = dict[str, Value]
ColumnKind = Literal["text", "number", "rating", "date"]


@dataclass(frozen=True)
class ChartColumn:
    """One column of a chart's data: its name in the CSV, its heading on the page, and what it holds.

    A date is written as exactly as it is known: "2024-10-24", "2024-10" or "2024", and "" where it is not known. A
    rating is one of the four, or one of the three states that are not ratings.
    """

    name: str
    label: str
    kind: ColumnKind = "text"


@dataclass(frozen=True)
class Chart:
    """One chart: what it finds, how to read it, and its data.

    `chart_id` is unique in the site and names its files (`charts/<chart_id>.svg`); `kind` says which drawing is
    used; `options` holds what the drawing needs beside the data (the marked PDU, the highest score); `explore` says
    that readers may load the interactive version of it.
    """

    chart_id: str
    kind: str
    headline: str
    subtitle: str
    description: str
    columns: tuple[ChartColumn, ...]
    rows: tuple[tuple[Value, ...], ...]
    source: str
    options: Mapping[str, Value] = field(default_factory=dict)
    explore: bool = False
    grades: Mapping[str, Grade] = field(default_factory=dict, compare=False, repr=False)
    """The ratings that may stand in it, with their signs and colours."""

    @property
    def element_id(self) -> str:
        """The chart's id on a page: letters, digits and hyphens only."""
        return f"chart-{self.chart_id}"

    @property
    def records(self) -> list[Row]:
        """The rows by the names of the columns."""
        return [dict(zip(self.headings, row, strict=True)) for row in self.rows]

    @property
    def headings(self) -> dict[str, str]:
        """The heading of each column by its name."""
        return {column.name: column.label for column in self.columns}

    @property
    def numbers(self) -> set[str]:
        """The names of the columns that hold numbers."""
        return {column.name for column in self.columns if column.kind == "number"}
