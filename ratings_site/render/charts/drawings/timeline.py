"""What the drawings of time share: a scale of whole years, its lines and its labels."""

from datetime import date

import altair as alt

from ratings_site.render.charts.arrangement import Record
from ratings_site.render.charts.marks import rows_of
from ratings_site.render.charts.palette import HAIRLINE, SOFT, Layout
from ratings_site.render.charts.times import clock

LABEL_HEIGHT = 20
LEAST_FOR_LABEL = 0.34
"""The part of a year that must be seen for its number to stand under it."""


def settings() -> tuple[alt.Parameter, alt.Parameter]:
    """The first and the last moment of the time line, filled in for each chart."""
    return alt.param("first", value=0), alt.param("last", value=1)


def when(field: str, left: float, right: float) -> alt.X:
    """A moment on the time line, between two edges in pixels."""
    scale = alt.Scale(
        type="utc", domainMin=alt.ExprRef("first"), domainMax=alt.ExprRef("last"), nice=False, range=[left, right]
    )
    return alt.X(f"{field}:T", scale=scale, axis=None)


def years(first: date, last: date) -> list[Record]:
    """The years of a time line: where each begins within it, and the middle of what is seen of it."""
    found = []
    for year in range(first.year, last.year + 1):
        begin, end = max(first, date(year, 1, 1)), min(last, date(year + 1, 1, 1))
        if begin < end:
            seen = (end - begin).days / 365
            label = str(year) if seen >= LEAST_FOR_LABEL else ""
            found.append({"_at": clock(begin), "_middle": (clock(begin) + clock(end)) // 2, "_label": label})
    return found


def grid(first: date, last: date, top: float, bottom: float) -> list[Record]:
    """A line at the beginning of each year but the first, from top to bottom."""
    return [{"_at": year["_at"], "_y": top, "_y2": bottom} for year in years(first, last)[1:]]


def year_marks(layout: Layout, left: float, right: float) -> list[alt.Chart]:
    """The lines of the data set `grid` and the labels of the data set `years`, below the picture."""
    place = when("_at", left, right)
    labels = rows_of("years").mark_text(
        fontSize=layout.type_size, color=SOFT, baseline="alphabetic", y=alt.ExprRef(f"height + {LABEL_HEIGHT - 5}")
    )
    return [
        rows_of("grid").mark_rule(color=HAIRLINE).encode(x=place, y=alt.Y("_y:Q", scale=None, axis=None), y2="_y2"),
        labels.encode(x=when("_middle", left, right), text="_label:N"),
    ]
