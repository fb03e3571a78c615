"""What a chart says, before anybody draws it: its finding in words and the one table of data behind it.

The picture, the table beside it and the CSV that is downloaded with it are all made from the same `rows`.
"""

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass, field

from ratings_site.model.rows import Grade

Value = str | int | float | None
Row = dict[str, Value]

STATUS = {"rating": "status", "overall": "status", "earlier": "earlier_status", "later": "later_status"}
"""The columns that hold ratings, and beside each the one that holds the status of its inspection."""

KINDS = dict.fromkeys(STATUS, "rating") | dict.fromkeys(STATUS.values(), "status")
KINDS |= dict.fromkeys(("published", "earlier_published", "later_published"), "date")
"""What the columns of these names hold in every chart; the others hold texts or numbers.

A date is written as exactly as it is known: "2024-10-24", "2024-10" or "2024", and "" where it is not known. A rating
is one of its scale, or one of the states that are not ratings.
"""


@dataclass(frozen=True)
class Chart:
    """One chart: what it finds, how to read it, and its data.

    `chart_id` is unique in the site and names its files (`charts/<chart_id>.svg`); `kind` says which drawing is
    used; `columns` are the headings of the data by the names of its columns; `options` holds what the drawing needs
    beside the data (the marked PDU, the highest score); `explore` says that readers may load the interactive version.
    """

    chart_id: str
    kind: str
    headline: str
    subtitle: str
    description: str
    columns: Mapping[str, str]
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
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]

    @property
    def kinds(self) -> dict[str, str]:
        """What each column holds: text, number, rating, date or status."""
        columns = zip(self.columns, zip(*self.rows, strict=True), strict=True)
        return {name: KINDS.get(name) or ("text" if _are_texts(values) else "number") for name, values in columns}

    @property
    def shown(self) -> list[tuple[str, str]]:
        """The columns that people see, with what they hold: the status of an inspection stands beside its rating."""
        return [(name, kind) for name, kind in self.kinds.items() if kind != "status"]

    def status_of(self, name: str) -> str:
        """The column with the status of the inspections whose ratings are in a column; empty where there is none."""
        column = STATUS.get(name, "")
        return column if column in self.columns else ""

    @property
    def row_head(self) -> str:
        """The column that names a row: the first of texts that differ from row to row, otherwise the first."""
        columns = dict(zip(self.columns, zip(*self.rows, strict=True), strict=True))
        texts = (name for name, values in columns.items() if all(isinstance(v, str) and v for v in values))
        return next((name for name in texts if len(set(columns[name])) == len(self.rows)), next(iter(columns)))


def _are_texts(values: tuple[Value, ...]) -> bool:
    return any(isinstance(value, str) for value in values)


def plain(value: Value) -> str:
    """A value as CSV holds it."""
    if value is None:
        return ""
    return f"{value:g}" if isinstance(value, float) else str(value)


def render_csv(chart: Chart) -> str:
    """The rows with the columns' names: UTF-8, LF, empty where there is nothing to say."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerows([chart.columns, *([plain(value) for value in row] for row in chart.rows)])
    return text.getvalue()
