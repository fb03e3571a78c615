"""What a chart says, before anybody draws it: its finding in words and the one table of data behind it.

The picture, the table beside it and the CSV that is downloaded with it are all made from the same `rows`.
"""

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from ratings_site.model.directory import Directory
from ratings_site.model.rows import Grade, PartialDate, Source
from ratings_site.model.wording import say, words_of
from ratings_site.wording.findings import apart, credit

Value = str | int | float | None

MANY = 150
"""Where there are more units, or parts of bars, a sign stands for several, or they are counted and not named."""

KINDS = dict.fromkeys(("rating", "overall", "earlier", "later"), "rating")
KINDS |= dict.fromkeys(("status", "earlier_status", "later_status"), "status")
KINDS |= dict.fromkeys(("published", "earlier_published", "later_published"), "date")
"""What the columns of these names hold in every chart; the others hold texts or numbers.

A date is written as exactly as it is known: "2024-10-24", "2024-10" or "2024", and "" where it is not known. A rating
is one of its scale, or one of the states that are not ratings; a status is that of the inspection which gave it.
"""


@dataclass(frozen=True)
class Chart:
    """One chart: what it finds, how to read it, and its data.

    `chart_id` is unique in the site and names its files (`charts/<chart_id>.svg`); `kind` names its words and its
    drawing; `columns` are the headings of the data; `options` is what the drawing needs beside it (the marked PDU).
    """

    chart_id: str
    kind: str
    headline: str
    subtitle: str
    description: str
    columns: Mapping[str, str]
    rows: tuple[tuple[Value, ...], ...]
    source: str
    options: Mapping[str, Any] = field(default_factory=dict)
    grades: Mapping[str, Grade] = field(default_factory=dict, compare=False, repr=False)
    """The ratings that may stand in it, with their signs and colours."""

    @property
    def records(self) -> list[dict[str, Any]]:
        """The rows by the names of the columns."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]

    @property
    def values(self) -> dict[str, tuple[Any, ...]]:
        """What stands in each column."""
        return dict(zip(self.columns, zip(*self.rows, strict=True), strict=True))

    @property
    def kinds(self) -> dict[str, str]:
        """What each column holds: text, number, rating, date or status."""
        texts = {name: any(isinstance(value, str) for value in values) for name, values in self.values.items()}
        return {name: KINDS.get(name) or ("text" if is_text else "number") for name, is_text in texts.items()}

    @property
    def row_head(self) -> str:
        """The column that names a row: the first of texts that differ from row to row, otherwise the first."""
        names = (name for name, values in self.values.items() if len({*values} - {""}) == len(values))
        return next((name for name in names if self.kinds[name] == "text"), next(iter(self.columns)))


def made(
    directory: Directory,
    kind: str,
    rows: Iterable[tuple[Value, ...]],
    *,
    sources: Iterable[Source | None] = (),
    notes: Iterable[str] = (),
    gaps: Mapping[str, str] | None = None,
    more: dict[str, str] | None = None,
    subtitle: str = "",
    **given: Any,
) -> Chart:
    """A chart of rows, with the subtitle, the description and the headings that wording/charts.toml has for its kind.

    `gaps` are what these leave open, `notes` clauses that follow the subtitle, `more` the headings that depend on the
    data; `sources` are named at its end.
    """
    told, gaps = words_of("charts")[kind], gaps or {}
    return Chart(
        kind=kind,
        subtitle=apart(say(subtitle or told["subtitle"], **gaps), *notes),
        description=say(told["description"]),
        columns={name: say(heading, **gaps) for name, heading in told["columns"].items()} | (more or {}),
        rows=tuple(rows),
        **({"grades": directory.all_grades, "source": credit(directory, sources)} | given),
    )


def iso(when: PartialDate) -> str:
    """A date as the data columns of charts hold it: "2024-10-24", "2024-10", "2024", or "" where it is unknown."""
    return when.value.isoformat()[: {"year": 4, "month": 7}.get(when.precision, 10)] if when.value else ""


def each_of(counts: Iterable[int], most: int) -> int:
    """How many of what is counted one sign stands for, so that of none of these counts more than `most` are drawn."""
    return max(1, -(-max(counts, default=0) // most))


def plain(value: Value) -> str:
    """A value as CSV holds it."""
    return "" if value is None else f"{value:g}" if isinstance(value, float) else str(value)


def render_csv(chart: Chart) -> str:
    """The rows with the columns' names: UTF-8, LF, empty where there is nothing to say."""
    written = io.StringIO()
    csv.writer(written, lineterminator="\n").writerows([chart.columns, *([*map(plain, row)] for row in chart.rows)])
    return written.getvalue()
