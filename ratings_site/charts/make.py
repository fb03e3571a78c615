"""A chart made of its rows and of its words."""

from collections.abc import Iterable, Mapping
from typing import Any

from ratings_site.charts.chart import Chart, Value
from ratings_site.model.directory import Directory
from ratings_site.model.rows import PartialDate, Source
from ratings_site.model.wording import say, words_of
from ratings_site.wording.findings import apart, credit


def made(
    directory: Directory,
    words: str,
    rows: Iterable[tuple[Value, ...]],
    *,
    sources: Iterable[Source | None] = (),
    notes: Iterable[str] = (),
    gaps: Mapping[str, str] | None = None,
    more: dict[str, str] | None = None,
    subtitle: str = "",
    source: str = "",
    **given: Any,
) -> Chart:
    """A chart of rows, with the subtitle, the description and the headings that wording/charts.toml has for it.

    `gaps` are what these leave open, `notes` clauses that follow the subtitle, `more` the headings that depend on the
    data; `sources` are named at its end, if `source` does not name them.
    """
    told, gaps = words_of("charts")[words], gaps or {}
    return Chart(
        subtitle=apart(say(subtitle or told["subtitle"], **gaps), *notes),
        description=say(told["description"]),
        columns={name: say(heading, **gaps) for name, heading in told["columns"].items()} | (more or {}),
        rows=tuple(rows),
        source=source or credit(directory, sources),
        **({"grades": directory.all_grades} | given),
    )


def iso(when: PartialDate) -> str:
    """A date as the data columns of charts hold it: "2024-10-24", "2024-10", "2024", or "" where it is unknown."""
    return when.value.isoformat()[: {"year": 4, "month": 7}.get(when.precision, 10)] if when.value else ""


def each_of(counts: Iterable[int], most: int) -> int:
    """How many of what is counted one sign stands for, so that of none of these counts more than `most` are drawn."""
    return max(1, -(-max(counts, default=0) // most))
