"""The pieces that several drawings share: cells that tell ratings and states apart, symbols, text."""

import json
from typing import Any

import altair as alt

from ratings_site.model.wording import say
from ratings_site.render.charts.palette import (
    FILLS,
    INK,
    LINE,
    PAPER,
    RATINGS,
    SHAPES,
    SOFT,
    SPAN,
    STATE_SHAPES,
    STATES,
    TEXT_ON,
    Layout,
)

OUTCOMES = [*RATINGS, *STATES]
TABLE = alt.Chart(alt.NamedData("table"))


def rows_of(name: str) -> alt.Chart:
    """A chart of another data set of the arrangement."""
    return alt.Chart(alt.NamedData(name))


def across(field: str = "_x") -> alt.X:
    """A place from the left in pixels."""
    return alt.X(f"{field}:Q", scale=None, axis=None)


def down(field: str = "_y") -> alt.Y:
    """A place from the top in pixels."""
    return alt.Y(f"{field}:Q", scale=None, axis=None)


INSET = {"xOffset": 0.5, "yOffset": 0.5, "x2Offset": -0.5, "y2Offset": -0.5}
"""Keeps the outline of a box, which is drawn on its edge, within it."""


def placed(mark: alt.Chart, **channels: Any) -> alt.Chart:
    """A mark with its channels; Altair's own `encode` says nothing of what it returns."""
    encoded: alt.Chart = mark.encode(**channels)
    return encoded


def by_outcome(channel: Any, field: str, values: list[Any]) -> Any:
    """A channel that has one value for each rating and state."""
    return channel(f"{field}:N", scale=alt.Scale(domain=OUTCOMES, range=values), legend=None)


def fill(field: str = "rating") -> Any:
    """The colour of a rating; what is not a rating stays white."""
    return by_outcome(alt.Fill, field, [*FILLS.values(), *(PAPER for _ in STATES)])


def ink_on(field: str = "rating") -> alt.ExprRef:
    """The colour of words and symbols that stand on the colour of a rating; no scale, as charts share theirs."""
    colours = json.dumps(TEXT_ON | dict.fromkeys(STATES, SOFT)).replace('"', "'")
    return alt.ExprRef(f"({colours})[datum.{field}]")


def symbol_colour(field: str = "rating") -> Any:
    """The colour of a symbol that stands on white."""
    return by_outcome(alt.Color, field, [*FILLS.values(), *(SOFT for _ in STATES)])


def shape(field: str = "rating") -> Any:
    """The symbol of a rating or a state."""
    return by_outcome(alt.Shape, field, [*SHAPES.values(), *STATE_SHAPES.values()])


def told(**fields: str) -> list[alt.Tooltip]:
    """What the interactive chart tells of a mark: each field with the message of its title."""
    return [alt.Tooltip(f"{field}:N", title=say(title)) for field, title in fields.items()]


def cells(base: alt.Chart, field: str = "rating", **channels: Any) -> list[alt.Chart]:
    """Boxes: filled for a rating, outlined for a state, the outline dashed for what is not yet inspected."""
    place: dict[str, Any] = channels | {"x": across(), "x2": alt.X2("_x2"), "y": down(), "y2": alt.Y2("_y2")}
    filled = base.transform_filter(alt.FieldOneOfPredicate(field, list(RATINGS)))
    empty = base.transform_filter(alt.FieldOneOfPredicate(field, ["not available", "not rated"]))
    waiting = base.transform_filter(alt.FieldEqualPredicate(field=field, equal="not yet inspected"))
    outline: dict[str, Any] = {"fill": PAPER, "stroke": LINE, "strokeWidth": 1} | INSET
    return [
        filled.mark_rect().encode(**place, fill=fill(field)),
        empty.mark_rect(**outline).encode(**place),
        waiting.mark_rect(**outline, strokeDash=[4, 3]).encode(**place),
    ]


def hatch(name: str = "hatch") -> alt.Chart:
    """The slanted lines over what is not rated."""
    lines = rows_of(name).mark_rule(color=SPAN, strokeWidth=1)
    return placed(lines, x=across(), x2="_x2", y=down(), y2="_y2")


def symbols(
    base: alt.Chart, x: str, y: str, *, field: str = "rating", size: float = 110, on_cell: bool = True
) -> alt.Chart:
    """The symbol of each outcome at a place; `size` is its area."""
    if on_cell:
        mark = base.mark_point(filled=True, opacity=1, size=size, color=ink_on(field))
        return placed(mark, x=across(x), y=down(y), shape=shape(field))
    mark = base.mark_point(filled=True, opacity=1, size=size)
    return placed(mark, x=across(x), y=down(y), shape=shape(field), color=symbol_colour(field))


def words(base: alt.Chart, text: str, layout: Layout, x: str = "_x", y: str = "_y", **changes: Any) -> alt.Chart:
    """Text whose first line stands at a place, in one or several lines."""
    if on_cell := changes.pop("on_cell", None):
        changes["color"] = ink_on(on_cell)
    usual: dict[str, Any] = {
        "fontSize": layout.type_size,
        "lineHeight": layout.line_height,
        "align": "left",
        "baseline": "alphabetic",
        "color": INK,
    }
    return placed(base.mark_text(**(usual | changes)), x=across(x), y=down(y), text=alt.Text(f"{text}:N"))


def key_marks(layout: Layout, *, on_cell: bool = True) -> list[alt.Chart]:
    """The key that `arrangement.key` has laid out: each symbol as the picture shows it, and its word."""
    base = rows_of("key").transform_calculate(
        _sx="datum._x + 9", _sy="datum._y + 9", _wx="datum._x2 + 7", _wy="datum._y + 13.5"
    )
    box = cells(base) if on_cell else []
    return [
        *box,
        symbols(base, "_sx", "_sy", size=64 if on_cell else 100, on_cell=on_cell),
        words(base, "_word", layout, "_wx", "_wy"),
    ]


def picture(layers: list[alt.Chart], layout: Layout, *settings: alt.Parameter, **padding: float) -> alt.LayerChart:
    """All layers as one chart that keeps exactly the size it is given."""
    sides = {"left": 0, "right": 0, "top": 0, "bottom": 0} | padding
    size: dict[str, Any] = {"width": layout.width - sides["left"] - sides["right"], "height": 100, "padding": sides}
    return alt.LayerChart(layer=layers, autosize=alt.AutoSizeParams(type="none"), **size).add_params(*settings)
