"""What every kind of chart is drawn with: words and lines, ratings, keys, and rows that carry their names.

Scales, axes, keys and the places of all marks are Altair's. Words and lines are drawn in `currentColor`, so that a
picture that stands in a page follows its scheme; the colours of ratings are those of the table `rating_scale`.
"""

import json
import textwrap
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

import altair as alt

from ratings_site.charts.chart import Chart
from ratings_site.model.rows import Grade
from ratings_site.model.wording import say

Json = dict[str, Any]

WIDE, NARROW = 680, 272
"""Pixels of a page's column of text, and of what is left of a screen 320 wide, where names stand above their rows."""

EDGES = 12
"""Pixels that marks at the ends of a drawing without names at its left stand out of it, as half of a number does."""

LETTER, LINE = 6, 15
"""Pixels of a letter at most, in type of thirteen pixels, and of a line."""

TEXT, NOTHING, ACCENT = "currentColor", "transparent", "#3B7DB5"
"""The accent has enough contrast on white and on the dark page; it colours what is no rating."""

DASH = "M-0.9,-0.15L0.9,-0.15L0.9,0.15L-0.9,0.15Z"
SHAPES = {
    "★": "M0,-1.05L0.26,-0.34L1,-0.32L0.42,0.14L0.62,0.86L0,0.45L-0.62,0.86L-0.42,0.14L-1,-0.32L-0.26,-0.34Z",
    "●": "circle",
    "▲": "triangle-up",
    "■": "square",
}
"""How the signs of the scale are drawn; what is no rating is a dash."""

FURTHER = ("diamond", "triangle-down", "cross", "triangle-left", "triangle-right", "wedge")
"""For signs that are not there, each for one of a scale: a colour alone parts no ratings."""

CONFIG: Json = json.loads(Path(__file__).with_name("config.json").read_text(encoding="utf-8"))
"""How everything looks if nothing else is said of it. One description of a whole picture stands in it and none of its
parts; keys stand below each other; a thin outline parts dark colours from a dark page."""


def layered(
    rows: Iterable[Json], *layers: alt.UnitSpec, encoding: Json, transform: Iterable[Json] = (), **size: Any
) -> Json:
    """Marks over each other, of these rows; the transforms and channels that they share are said once."""
    shared, data = alt.SharedEncoding(**encoding), alt.NamedData("rows")
    drawn = alt.TopLevelLayerSpec([*layers], data=data, encoding=shared, transform=[*transform], datasets={}, **size)
    return drawn.to_dict(validate=False) | {"datasets": {"rows": [*rows]}}  # put in at the end: Altair reads each cell


def mark(kind: Any, *transform: Json, look: Mapping[str, Any] | None = None, **encoding: Any) -> alt.UnitSpec:
    """A mark of this kind for each row."""
    shown = alt.Encoding(**encoding)
    return alt.UnitSpec(mark=alt.MarkDef(type=kind, **look or {}), encoding=shown, transform=list(transform))


def calculated(**fields: str) -> list[Json]:
    """Fields that Vega works out of others."""
    return [{"calculate": expression, "as": name} for name, expression in fields.items()]


def of(chart: Chart, channel: Any, name: str, **look: Any) -> Any:
    """A channel that shows a column of the chart, under the heading that it has in the table."""
    kind = "Q" if chart.kinds[name] == "number" else "N"
    return channel(f"{name}:{kind}", title=chart.columns[name], **look)


def rated(
    chart: Chart, name: str, found: Iterable[object], legend: alt.Legend | None, none: tuple[str, str] = (TEXT, DASH)
) -> tuple[Json, alt.Shape, alt.Color]:
    """How the ratings and states found in a column look: colour and outline of marks, their sign, words on them.

    They stand in the order of the scale; `none` is the colour and the sign of what is no rating.
    """
    states = dict.fromkeys(map(str, found))
    shown = {state: chart.grades.get(state) for state in sorted(states, key=[*chart.grades, *states].index)}

    def look(channel: Any, of_grade: Callable[[Grade], str], other: str, legend: alt.Legend | None = legend) -> Any:
        scale = alt.Scale(domain=[*shown], range=[of_grade(grade) if grade else other for grade in shown.values()])
        title = chart.columns.get(name, say("Rating"))
        return channel(f"{name}:N", title=title, scale=scale, legend=legend, sort=None)

    fill, outline = look(alt.Fill, lambda grade: grade.fill, none[0]), look(alt.Stroke, lambda _: TEXT, TEXT)
    others = [grade.symbol for grade in chart.grades.values() if grade.symbol not in SHAPES]
    shapes = dict(zip(others, FURTHER, strict=False)) | SHAPES
    sign = look(alt.Shape, lambda grade: shapes.get(grade.symbol, FURTHER[0]), none[1])
    return {"fill": fill, "stroke": outline}, sign, look(alt.Color, lambda grade: grade.on_fill, TEXT, None)


def chosen(values: Mapping[str, object], field: str) -> str:
    """A Vega expression that looks up the value of a field, as `label` in an axis or a key."""
    return f"({json.dumps(values, ensure_ascii=False)})[datum.{field}]"


def lines(names: Iterable[object], letters: int) -> dict[str, list[str]]:
    """Each of these names in lines of at most so many letters."""
    return {str(name): textwrap.wrap(str(name), letters, break_long_words=False) or [""] for name in names}


def key(width: int, words: str = "upper(slice(datum.label, 0, 1)) + slice(datum.label, 1)", **look: Any) -> alt.Legend:
    """A key above the picture; `words` is the expression for what it says of a value."""
    usual = {"orient": "top", "title": None, "columns": 2 if width < WIDE else 5, "labelLimit": 0}
    return alt.Legend(**(usual | {"labelExpr": words} | look))


class Rows:
    """A row for each name, which stands at its left, or above it on a narrow screen: `head` pixels are for it there."""

    def __init__(self, chart: Chart, name: str, width: int, high: float, **axis: Any) -> None:
        broken = lines(chart.values[name], width // LETTER)
        most, is_narrow = max(map(len, broken.values())), width < WIDE
        self.head = LINE * most + 4 if is_narrow else 0
        step = self.head + high
        self.size: Json = {"height": alt.Step(step, **{"for": "position"}), "width": width - EDGES}
        if is_narrow:
            close = {said: [""] * (most - len(parts)) + parts for said, parts in broken.items()}  # to its row
            axis |= {"labelAlign": "left", "labelBaseline": "top", "labelLineHeight": LINE, "labelPadding": 0}
            axis |= {"labelExpr": chosen(close, "label"), "labelOffset": 3 - self.head - high / 2, "zindex": 1}
        else:  # as wide as the page lets it be, with the names
            self.size |= {"width": width, "autosize": alt.AutoSizeParams(type="fit-x", contains="padding")}
        above = self.head / step
        scale = alt.Scale(type="band", paddingInner=above, paddingOuter=above / 2, align=1)
        self.y = of(chart, alt.Y, name, sort=None, axis=alt.Axis(**{"title": None} | axis), scale=scale)
