"""Where things stand in a picture: what is worked out from a chart's rows before Altair draws it.

Each row of the chart keeps its own columns; names that begin with an underscore are added for the drawing, in pixels
of the layout, and are no part of the data.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ratings_site.model.views.chart import Chart
from ratings_site.model.wording import say
from ratings_site.render.charts.palette import RATINGS, Layout
from ratings_site.render.charts.type import lines_within, width_of

Record = dict[str, Any]
HATCH_STEP = 9
SYMBOL_WIDTH = 18
"""A symbol and the blank between it and its word."""


@dataclass(frozen=True)
class Arrangement:
    """The data sets of one picture, its settings, and its height; `table` holds the rows of the chart."""

    height: float
    table: Sequence[Record]
    others: Mapping[str, Sequence[Record]] = field(default_factory=dict)
    settings: Mapping[str, Any] = field(default_factory=dict)


def records(chart: Chart) -> list[Record]:
    """The rows of a chart by column name."""
    names = [column.name for column in chart.columns]
    return [dict(zip(names, row, strict=True)) for row in chart.rows]


def capitalised(text: str) -> str:
    """A rating or state as it begins a line."""
    return text[:1].upper() + text[1:]


def with_score(name: str, score: str) -> str:
    """A name or a rating with the score, where there is one."""
    return say("{name}, {score}", name=name, score=score) if score else name


def hatching(cells: Iterable[Record], field: str = "rating") -> list[Record]:
    """Slanted lines over the cells that are not rated, from edge to edge."""
    return [line for cell in cells if cell[field] == "not rated" for line in _slants(cell)]


def _slants(cell: Record) -> list[Record]:
    left, top, right, bottom = (cell[name] for name in ("_x", "_y", "_x2", "_y2"))
    wide, high = right - left, bottom - top
    steps = range(HATCH_STEP, int(wide + high), HATCH_STEP)
    return [
        {
            "_x": left + max(0, step - high),
            "_y": top + min(step, high),
            "_x2": left + min(step, wide),
            "_y2": top + max(0, step - wide),
        }
        for step in steps
    ]


def key(outcomes: Iterable[str], layout: Layout, *, left: float = 0, top: float = 0) -> tuple[list[Record], float]:
    """The key of the ratings and states that a picture shows, in the order of the scale, and its height."""
    size, height = layout.type_size, 24
    entries: list[Record] = []
    x, y = left, top
    for outcome in outcomes:
        needed = SYMBOL_WIDTH + 8 + width_of(capitalised(outcome), size)
        if x > left and x + needed > layout.width:
            x, y = left, y + height
        entries.append(
            {"rating": outcome, "_x": x, "_x2": x + 18, "_y": y, "_y2": y + 18, "_word": capitalised(outcome)}
        )
        x += needed + 16
    return entries, (y + height - top if entries else 0)


def outcomes_shown(outcomes: Iterable[str]) -> list[str]:
    """The four ratings, and after them each state that occurs."""
    found = set(outcomes)
    return [*RATINGS, *(state for state in ("not available", "not rated", "not yet inspected") if state in found)]


def label_lines(text: str, layout: Layout, width: float) -> list[str]:
    """A label in lines of at most `width` pixels."""
    return lines_within(text, width, layout.type_size)
