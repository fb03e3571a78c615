"""How every kind of chart is drawn: a function from a `Chart` to a specification of a width."""

import json
import textwrap
from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any

import altair as alt
from altair.utils.schemapi import debug_mode

from ratings_site.charts import parts
from ratings_site.charts.chart import Chart
from ratings_site.charts.parts import ACCENT, EDGES, NOTHING, TEXT, WIDE, Json, layered, mark
from ratings_site.wording.rating import name_of


def specify(chart: Chart, width: int) -> Json:
    """The Vega-Lite specification of a chart as it stands in a page."""
    with debug_mode(arg=False):  # else Altair validates each part as it is put in, which doubles the time
        return {"$schema": alt.SCHEMA_URL} | KINDS[chart.kind](chart, width) | {"config": parts.CONFIG}


def published(chart: Chart, specification: Json) -> str:
    """The wide specification to pass on, as JSON: with its finding, how to read it and whose it is, on white."""
    below = [line for text in (chart.subtitle, chart.source) for line in textwrap.wrap(text, WIDE // 7)]
    told = {
        "description": f"{chart.headline} {chart.subtitle}. {chart.description}",
        "title": {"text": textwrap.wrap(chart.headline, WIDE // 10), "subtitle": below},
        "usermeta": {"source": chart.source, "columns": dict(chart.columns)},
        "config": parts.CONFIG | {"background": "white"},
    }
    return json.dumps(specification | told, ensure_ascii=False, separators=(",", ":")) + "\n"


def squares(chart: Chart, width: int) -> Json:
    """A square for each of what is counted, in the order of the scale; the key holds the counts."""
    each, is_narrow = chart.options["each"], width < WIDE
    side, across = (18, 14) if is_narrow else (28, 23)
    counts = {row["rating"]: f"{name_of(row['rating'])}: {row['count']}" for row in chart.records}
    legend = parts.key(width, parts.chosen(counts, "label"), columns=1 if is_narrow else 5)
    box, sign, ink = parts.rated(chart, "rating", chart.values["rating"], legend, (NOTHING, "square"))
    is_rated = {"filter": alt.FieldOneOfPredicate("rating", [*chart.grades])}  # else it has no sign
    units = parts.calculated(unit=f"sequence(ceil(datum.count / {each}))")
    place = {"window": [{"op": "row_number", "as": "place"}, {"op": "count", "as": "all"}], "frame": [None, None]}
    down = f"ceil(datum.all / {across})"
    grid = parts.calculated(row=f"(datum.place - 1) % {down}", column=f"floor((datum.place - 1) / {down})")
    return layered(
        chart.records,
        mark("rect", **box),
        mark("point", is_rated, look={"filled": True, "size": 40}, shape=sign, color=ink),
        transform=[*units, {"flatten": ["unit"]}, place, *grid],
        encoding={"x": alt.X("column:O", axis=None), "y": alt.Y("row:O", axis=None)},
        width=alt.Step(side),
        height=alt.Step(side),
    )


def shares(chart: Chart, width: int) -> Json:
    """A bar as long as what is known, divided in the order of the scale; totals and what is known by unit apart."""
    (first, *_), rows, is_narrow = chart.columns, chart.records, width < WIDE
    grades = {c: rating for c, said in chart.columns.items() for rating in chart.grades if said == name_of(rating)}
    found = [rating for column, rating in grades.items() if any(chart.values[column])]
    box, _, ink = parts.rated(chart, "rating", found, parts.key(width))
    high, gap, words = (44, 14, 4) if is_narrow else (26, 12, 0)  # on a narrow screen words stand above their bar
    bars_of_a_row = high * max(Counter(chart.values[first]).values())
    row_of = parts.Rows(chart, first, width, bars_of_a_row + gap)
    within = alt.Scale(range=[gap / 2 + words, bars_of_a_row + gap / 2 + words])
    bar: Json = {"window": [{"op": "row_number", "as": "bar"}], "groupby": [first]}
    longest = max(chart.values["known"]) * (1 if is_narrow else 1.55)  # with room for the words at the end
    along: Json = {"title": chart.columns["known"], "axis": None, "scale": alt.Scale(domain=[0, longest])}
    beside = {"align": "left", "dx": 0 if is_narrow else 6, "dy": -18 if is_narrow else 1}
    at_end = alt.value(0) if is_narrow else alt.X("known:Q", **along)
    order, pieces, once = alt.Order("order:Q"), {"filter": "datum.count > 0"}, {"filter": "datum.order == 0"}
    middle = alt.X("count:Q", stack="zero", bandPosition=0.5, **along)
    piece = {"size": 20, "stroke": TEXT, "strokeWidth": 0.5}
    fields = parts.calculated(
        rating=parts.chosen(grades, "grade"),
        order=f"indexof({json.dumps([*grades])}, datum.grade)",
        all="datum.known < datum.inspected ? ' of ' + datum.inspected : ''",
        said="datum.known + datum.all + ', ' + datum.counted",
    )
    return layered(
        rows,
        mark("text", once, look=beside, x=at_end, text=alt.Text("said:N")),
        mark("bar", pieces, look=piece, order=order, x=alt.X("count:Q", **along), fill=box["fill"]),
        mark("text", pieces, look={"dy": 1}, text=alt.Text("count:Q"), order=order, x=middle, color=ink),
        transform=[bar, {"fold": [*grades], "as": ["grade", "count"]}, *fields],
        encoding={"y": row_of.y, "yOffset": alt.YOffset("bar:O", sort=None, scale=within)},
        **row_of.size,
    )


def score_axis(chart: Chart, name: str = "score", **look: Any) -> alt.X:
    """The scale of scores from none to all points."""
    highest = chart.options["maximum"]
    step = max(grade.points for grade in chart.grades.values())  # what one standard can give
    axis, scale = alt.Axis(values=[*range(0, highest + 1, step)], domain=True), alt.Scale(domain=[-0.5, highest + 0.5])
    return alt.X(f"{name}:Q", title=chart.columns["score"], scale=scale, axis=axis, **look)


def scored(chart: Chart, width: int) -> tuple[list[Json], Json]:
    """The rows whose score is known, and how their ratings look."""
    rows = [row for row in chart.records if row["score"] is not None]
    box, sign, _ = parts.rated(chart, "overall", [row["overall"] for row in rows], parts.key(width))
    return rows, box | {"shape": sign}


def score_strip(chart: Chart, width: int) -> Json:
    """Scores on one line, equal ones above each other; strong outlines show the region, and a name the PDU."""
    (rows, signs), is_narrow = scored(chart, width), width < WIDE
    marked, region, highest, each = (chart.options[name] for name in ("marked", "region", "maximum", "each"))
    places = sorted({row["where"] for row in rows}, key=lambda place: place != region)
    outlines = {"symbolFillColor": NOTHING, "symbolStrokeColor": TEXT, "columns": 1 if is_narrow else 2}
    legend = parts.key(width, "datum.label", values=places, **outlines) if region in places else None
    both = [*places, ""][: max(2, len(places))]  # Vega draws no width, and no key in its place, for a scale of one
    widths = alt.Scale(domain=both, range=[2.5 if place == region else 0.5 for place in both])
    outline = parts.of(chart, alt.StrokeWidth, "where", scale=widths, legend=legend)
    size = 60 if is_narrow else 90
    ring = {"size": 4 * size, "strokeWidth": 2, "filled": False, "shape": "circle"}
    is_right = any(row["pdu"] == marked and row["score"] > highest / 2 for row in rows)
    side = {"align": "right", "dx": -16} if is_right else {"align": "left", "dx": 16}
    name = {"dy": -6, "fontWeight": "bold"} | side
    this, here = f"datum.pdu != '' && datum.pdu == {json.dumps(marked)}", f"datum.where == {json.dumps(region)}"
    fields = parts.calculated(unit=f"sequence(ceil(datum.count / {each}))", is_marked=this, is_here=here)
    upwards = [{"field": field} for field in ("is_marked", "is_here", "pdu")]
    level = {"window": [{"op": "row_number", "as": "level"}], "groupby": ["score"], "sort": upwards}
    up = alt.Scale(type="point", padding=1, align=0.7)  # room for a ring, and for a name above it
    return layered(
        rows,
        mark("point", look={"size": size}, strokeWidth=outline, **signs),
        mark("point", {"filter": "datum.is_marked"}, look=ring),
        mark("text", {"filter": "datum.is_marked"}, look=name, text=parts.of(chart, alt.Text, "pdu")),
        transform=[*fields, {"flatten": ["unit"]}, level],
        encoding={"x": score_axis(chart), "y": alt.Y("level:O", sort="descending", scale=up, axis=None)},
        width=width - EDGES,
        height=alt.Step(14 if is_narrow else 15),
    )


def scores_by_region(chart: Chart, width: int) -> Json:
    """Scores in the row of each region, equal ones above each other, with the median of each and of all."""
    rows, signs = scored(chart, width)
    tallest = max(Counter((row["region"], row["score"]) for row in rows).values(), default=1)
    row_of = parts.Rows(chart, "region", width, 12 * tallest + 8, grid=True, bandPosition=1)
    within = alt.Scale(domain=[0, tallest], range=[12 * tallest + 10, 10])
    level = {"window": [{"op": "row_number", "as": "level"}], "groupby": ["region", "score"]}
    dot = {"size": 60 if width < WIDE else 80, "aria": True}
    shown = ("pdu", "region", "score", "overall", "status", "published")
    heads = {name: json.dumps(f"{chart.columns[name]}: ") for name in shown}
    said = "+".join(f"(datum.{name} === '' ? '' : {head} + datum.{name} + '\\n')" for name, head in heads.items())
    at = {"x": score_axis(chart), "y": row_of.y, "yOffset": alt.YOffset("level:Q", scale=within)}
    band = {"y": alt.Y("region:N", sort=None, bandPosition=0), "y2": alt.Y2("region", bandPosition=1)}
    of_all = {"joinaggregate": [{"op": "median", "field": "score", "as": "all"}]}
    median = {name: score_axis(chart, name, aggregate="median") for name in ("score", "all")}
    return layered(
        rows,
        mark("rule", look={"strokeWidth": 5, "opacity": 0.2}, x=median["score"], **band),
        mark("rule", look={"strokeDash": [4, 3]}, x=median["all"], **band),
        mark("point", level, look=dot, description=alt.Description("said:N"), **at, **signs),
        transform=[of_all, *parts.calculated(said=f"trim({said})")],
        encoding={},
        **row_of.size,
    )


def tiles(chart: Chart, width: int) -> Json:
    """A tile for each region at its place in the tile map."""
    is_narrow, ratings = width < WIDE, chart.values["rating"]
    legend = parts.key(width) if is_narrow else None
    box, sign, ink = parts.rated(chart, "rating", ratings, legend, (NOTHING, parts.DASH))
    place = {"type": "ordinal", "axis": None, "scale": alt.Scale(paddingInner=0.03, paddingOuter=0)}
    name = {"baseline": "top", "dy": -40 if is_narrow else -28, "fontSize": 12 if is_narrow else 13}
    words = mark("text", look={"dy": 32}, text=alt.Text("words:N"), color=ink)
    return layered(
        chart.records,
        mark("rect", **box),
        mark("text", look=name, text=alt.Text("name:N"), color=ink),
        mark("point", look={"filled": True, "size": 90, "yOffset": 32 if is_narrow else 14}, shape=sign, color=ink),
        *([] if is_narrow else [words]),
        transform=parts.calculated(
            name=parts.chosen(parts.lines(chart.values["region"], 9 if is_narrow else 18), "region"),
            words=parts.chosen({rating: name_of(rating) for rating in ratings}, "rating"),
        ),
        encoding={"x": parts.of(chart, alt.X, "column", **place), "y": parts.of(chart, alt.Y, "row", **place)},
        width=alt.Step((width - 4) // max(len({*chart.values["column"]}), 4)),
        height=alt.Step(88),
    )


def bars(chart: Chart, width: int) -> Json:
    """A bar for each value, with the value at its end; where it is a percentage, in front of the whole."""
    (name, value), is_narrow = chart.columns, width < WIDE
    unit, highest = ("%", 100) if chart.kind == "percentages" else ("", max(1, *chart.values[value]))
    row_of = parts.Rows(chart, name, width, 28 if is_narrow else 36)
    room = alt.Scale(domain=[0, highest * (1.2 if is_narrow else 1.1)])  # for the number
    along = parts.of(chart, alt.X, value, scale=room, axis=None)
    bar, number = {"size": 20, "color": ACCENT}, {"align": "left", "dx": 5, "dy": 1, "fontWeight": "bold"}
    at_end = {"x": alt.datum(highest)} if unit else {}
    whole = [mark("bar", look=bar | {"fillOpacity": 0.15}, x2=alt.datum(0), **at_end)] if unit else []
    return layered(
        chart.records,
        *whole,
        mark("bar", look=bar),
        mark("text", look=number, text=alt.Text("said:N"), **at_end),
        transform=parts.calculated(said=f"datum.{value} + {json.dumps(unit)}"),
        encoding={"x": along, "y": row_of.y},
        **row_of.size,
    )


def change(chart: Chart, width: int) -> Json:
    """An arrow for each unit, from its earlier grade to its later one, which has its sign."""
    row_of = parts.Rows(chart, "pdu", width, 26)
    heads = parts.chosen(parts.lines((name_of(grade) for grade in chart.grades), 12), "label")
    axis = alt.Axis(orient="top", title=None, labelAngle=0, grid=True, labelExpr=heads, labelPadding=23)  # two lines
    if row_of.head:  # no line of the grid runs through a name
        axis.gridDash, axis.gridDashOffset = [26, row_of.head], 26
    place = {"sort": None, "scale": alt.Scale(domain=[*chart.grades][::-1]), "axis": axis}
    earlier, later = (parts.of(chart, alt.X, name, **place) for name in ("earlier", "later"))
    box, sign, _ = parts.rated(chart, "later", chart.values["later"], parts.key(width))
    return layered(
        chart.records,
        mark("rule", look={"strokeWidth": 2, "opacity": 0.4}, x=earlier, x2=alt.X2("later")),
        mark("point", {"filter": "datum.change != 'same'"}, look={"size": 70, "fill": ACCENT}, x=earlier),
        mark("point", look={"size": 130}, x=later, shape=sign, **box),
        encoding={"y": row_of.y},
        **row_of.size,
    )


KINDS: Mapping[str, Callable[[Chart, int], Json]] = {
    "overall": squares,
    "tiles": tiles,
    "strip": score_strip,
    "scores": scores_by_region,
    "then_and_now": change,
    **dict.fromkeys(("standards", "standard"), shares),
    **dict.fromkeys(("moves", "nothing", "publications", "percentages"), bars),
}
