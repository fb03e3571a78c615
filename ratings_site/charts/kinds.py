"""How every kind of chart looks: a function from a `Chart` to an Altair chart of a width, and what they share.

Scales, axes, keys and the places of all marks are Altair's. Words and lines are drawn in `currentColor`, so that a
picture that stands in a page follows its scheme; the colours of ratings are those of the table `rating_scale`.
"""

import json
import textwrap
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import altair as alt
from altair.utils.schemapi import debug_mode

from ratings_site.charts.chart import Chart, Row
from ratings_site.model.rows import Grade
from ratings_site.model.wording import say
from ratings_site.wording.rating import name_of

Json = dict[str, Any]
Layered = alt.TopLevelLayerSpec

WIDE, NARROW = 680, 272
"""Pixels of a page's column of text, and of what is left of a screen 320 wide, where names stand above their rows."""

EDGES = 12
"""Pixels that marks at the ends of a drawing without names at its left stand out of it, as half of a number does."""

LETTER, LINE = 6, 15
"""Pixels of a letter at most, in type of thirteen pixels, and of a line."""

TEXT, NOTHING, ACCENT = "currentColor", "transparent", "#3B7DB5"
"""The accent has enough contrast on white and on the dark page; it colours what is no rating."""

SHAPES = {
    "★": "M0,-1.05L0.26,-0.34L1,-0.32L0.42,0.14L0.62,0.86L0,0.45L-0.62,0.86L-0.42,0.14L-1,-0.32L-0.26,-0.34Z",
    "●": "circle",
    "▲": "triangle-up",
    "■": "square",
}
"""How the signs of the scale are drawn; a sign that is not here is a diamond, and what is no rating a dash."""

DASH = "M-0.9,-0.15L0.9,-0.15L0.9,0.15L-0.9,0.15Z"
OUTLINE: Json = {"stroke": TEXT, "strokeWidth": 0.5}
"""Around every colour, as dark colours do not stand out from a dark page."""

CONFIG: Json = {
    "aria": False,  # one description of the whole picture stands in it, and none of its parts
    "background": None,
    "font": "Arial, sans-serif",
    "view": {"stroke": None},
    "text": {"color": TEXT, "fontSize": 13, "lineHeight": LINE, "baseline": "middle"},
    "rule": {"color": TEXT},
    "axis": {
        **dict.fromkeys(("labelColor", "titleColor", "gridColor", "domainColor"), TEXT),
        **dict.fromkeys(("gridOpacity", "domainOpacity"), 0.2),
        **dict.fromkeys(("domain", "ticks", "grid"), False),
        "labelFontSize": 13,
        "labelLimit": 0,
        "labelPadding": 8,
        "title": None,
        "titleFontSize": 12.5,
        "titleFontWeight": "normal",
        "titlePadding": 6,
    },
    "legend": {
        "labelColor": TEXT,
        "labelFontSize": 13,
        "symbolSize": 120,
        "symbolStrokeWidth": 0.5,
        "layout": {"expr": "{top: {anchor: 'start', direction: 'vertical', margin: 4, offset: 18}}"},  # below another
    },
    "title": {"anchor": "start", "frame": "bounds", "offset": 16, "color": TEXT, "fontSize": 19, "lineHeight": 24}
    | {"subtitleColor": TEXT, "subtitleFontSize": 14, "subtitleLineHeight": 19, "subtitlePadding": 6},
}


def specify(chart: Chart, width: int) -> Json:
    """The Vega-Lite specification of a chart as it stands in a page."""
    with debug_mode(arg=False):  # else Altair validates each part as it is put in, which doubles the time
        specification: Json = KINDS[chart.kind](chart, width).to_dict(validate=False)
    return {"$schema": alt.SCHEMA_URL} | specification | {"config": CONFIG}


def published(chart: Chart, specification: Json, width: int) -> str:
    """A specification to pass on, as JSON: with its finding, how to read it and whose it is, on white."""
    below = [line for text in (chart.subtitle, chart.source) for line in textwrap.wrap(text, width // 7)]
    told = {
        "description": f"{chart.headline} {chart.subtitle}. {chart.description}",
        "title": {"text": textwrap.wrap(chart.headline, width // 10), "subtitle": below},
        "usermeta": {"source": chart.source, "columns": dict(chart.columns)},
        "config": CONFIG | {"background": "white"},
    }
    return json.dumps(specification | told, ensure_ascii=False, separators=(",", ":")) + "\n"


def layered(
    rows: Iterable[Row], *layers: alt.UnitSpec, encoding: Json, transform: Iterable[Json] = (), **size: Any
) -> Layered:
    """Marks over each other, of these rows; the transforms and channels that they share are said once."""
    data: Json = {"data": alt.NamedData("rows"), "datasets": {"rows": list(rows)}}
    shared = alt.SharedEncoding(**encoding)
    return Layered(layer=list(layers), encoding=shared, transform=list(transform), **data, **size)


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


def told(chart: Chart, *names: str) -> list[alt.Tooltip]:
    """What the chart says of a mark when it is explored."""
    return [of(chart, alt.Tooltip, name) for name in names]


LOOKS: Mapping[Any, Callable[[Grade], str]] = {
    alt.Fill: lambda grade: grade.fill,
    alt.Color: lambda grade: grade.on_fill,
    alt.Shape: lambda grade: SHAPES.get(grade.symbol, "diamond"),
    alt.Stroke: lambda _: TEXT,
}
"""How a rating looks in each channel: its colour, that of words on it, its sign, the outline of its mark."""


class Scale:
    """How the ratings and states that are found in a column are drawn, in the order of the scale."""

    def __init__(self, chart: Chart, name: str, found: Iterable[object]) -> None:
        states = list(dict.fromkeys(map(str, found)))
        self.domain = sorted(states, key=[*chart.grades, *states].index)
        self._chart, self._name, self._title = chart, name, chart.columns.get(name, say("Rating"))

    def of(self, channel: Any, none: str, legend: alt.Legend | None = None) -> Any:
        """A channel with the look of each rating, and `none` of what is no rating."""
        grades = map(self._chart.grades.get, self.domain)
        scale = alt.Scale(domain=self.domain, range=[LOOKS[channel](grade) if grade else none for grade in grades])
        return channel(f"{self._name}:N", title=self._title, scale=scale, legend=legend, sort=None)

    def signs(self, legend: alt.Legend) -> Json:
        """Colour and sign of a mark on the page, explained in one key, which outlines its signs only by a scale."""
        return self.boxes(legend, TEXT) | {"shape": self.of(alt.Shape, DASH, legend)}

    def boxes(self, legend: alt.Legend | None, none: str = NOTHING) -> Json:
        """Colour and outline of a box."""
        return {"fill": self.of(alt.Fill, none, legend), "stroke": self.of(alt.Stroke, TEXT, legend)}


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
        self.step, self.low = self.head + high, self.head / 2
        if is_narrow:
            close = {said: [""] * (most - len(parts)) + parts for said, parts in broken.items()}  # to its row
            axis |= {"labelAlign": "left", "labelBaseline": "top", "labelLineHeight": LINE, "labelPadding": 0}
            axis |= {"labelExpr": chosen(close, "label"), "labelOffset": 3 - self.step / 2, "zindex": 1}
        scale = alt.Scale(type="band", paddingInner=0, paddingOuter=0)
        self.y = of(chart, alt.Y, name, sort=None, axis=alt.Axis(**{"title": None} | axis), scale=scale)
        self.size: Json = {"height": alt.Step(self.step, **{"for": "position"}), "width": width - EDGES}
        if not is_narrow:  # as wide as the page lets it be, with the names
            self.size |= {"width": width, "autosize": alt.AutoSizeParams(type="fit-x", contains="padding")}


def squares(chart: Chart, width: int) -> Layered:
    """A square for each of what is counted, in the order of the scale; the key holds the counts."""
    rows, inner, each, is_narrow = chart.records, width - EDGES, int(chart.options["each"] or 1), width < WIDE
    high = 8 if is_narrow else 5
    scale = Scale(chart, "rating", [row["rating"] for row in rows])
    counts = {str(row["rating"]): f"{name_of(str(row['rating']))}: {row['count']}" for row in rows}
    legend = key(width, chosen(counts, "label"), columns=1 if is_narrow else 5)
    boxes = scale.boxes(legend) | {"tooltip": told(chart, "rating")}
    rated = {"filter": alt.FieldOneOfPredicate("rating", [*chart.grades])}  # no sign for what is no rating
    columns = -(-sum(-(-int(row["count"] or 0) // each) for row in rows) // high)
    step = alt.Step(min(18 if is_narrow else 28, inner // max(columns, 1)))
    sign = {"filled": True, "size": 40 if columns * 18 <= inner else 12, "opacity": 1} | OUTLINE
    units = [*calculated(unit=f"sequence(ceil(datum.count / {each}))"), {"flatten": ["unit"]}]
    place = {"window": [{"op": "row_number", "as": "place"}]}
    grid = calculated(row=f"(datum.place - 1) % {high}", column=f"floor((datum.place - 1) / {high})")
    return layered(
        rows,
        mark("rect", look=OUTLINE, **boxes),
        mark("point", rated, look=sign, shape=scale.of(alt.Shape, "square", legend), color=scale.of(alt.Color, TEXT)),
        transform=[*units, place, *grid],
        encoding={"x": alt.X("column:O", axis=None), "y": alt.Y("row:O", axis=None)},
        width=step,
        height=step,
    )


def shares(chart: Chart, width: int) -> Layered:
    """A bar as long as what is known, divided in the order of the scale; totals and what is known by unit apart."""
    (first, *_), rows, is_narrow = chart.columns, chart.records, width < WIDE
    grades = {c: rating for c, said in chart.columns.items() for rating in chart.grades if said == name_of(rating)}
    scale = Scale(chart, "rating", [rating for column, rating in grades.items() if any(chart.values[column])])
    bars_of_a_row = max(Counter(chart.values[first]).values())
    high, gap, words = (44, 14, 4) if is_narrow else (26, 12, 0)  # on a narrow screen words stand above their bar
    row_of = Rows(chart, first, width, high * bars_of_a_row + gap)
    within = alt.Scale(range=[row_of.head + gap / 2 + words, row_of.step - gap / 2 + words])
    bar: Json = {"window": [{"op": "row_number", "as": "bar"}], "groupby": [first]}
    offset = {"yOffset": alt.YOffset("bar:O", sort=None, scale=within)}
    room = 1 if is_narrow else 1.55  # for the words at the end
    longest = max(int(row["known"] or 0) for row in rows)
    along: Json = {"title": chart.columns["known"], "axis": None, "scale": alt.Scale(domain=[0, longest * room])}
    beside = {"align": "left", "dx": 0 if is_narrow else 6, "dy": -18 if is_narrow else 1}
    at_end = alt.value(0) if is_narrow else alt.X("known:Q", **along)
    order, pieces, once = alt.Order("order:Q"), {"filter": "datum.count > 0"}, {"filter": "datum.order == 0"}
    middle = {"x": alt.X("count:Q", stack="zero", bandPosition=0.5, **along), "color": scale.of(alt.Color, TEXT)}
    fills = {"x": alt.X("count:Q", **along), "fill": scale.of(alt.Fill, NOTHING, key(width))}
    fields = calculated(
        rating=chosen(grades, "grade"),
        order=f"indexof({json.dumps([*grades])}, datum.grade)",
        all="datum.known < datum.inspected ? ' of ' + datum.inspected : ''",
        said="datum.known + datum.all + ', ' + datum.counted",
    )
    return layered(
        rows,
        mark("text", once, look=beside, x=at_end, text=alt.Text("said:N"), **offset),
        mark("bar", pieces, look={"size": 20} | OUTLINE, order=order, **fills, **offset),
        mark("text", pieces, look={"dy": 1}, text=alt.Text("count:Q"), order=order, **middle, **offset),
        transform=[bar, {"fold": [*grades], "as": ["grade", "count"]}, *fields],
        encoding={"y": row_of.y},
        **row_of.size,
    )


def score_axis(chart: Chart, name: str = "score", **look: Any) -> alt.X:
    """The scale of scores from none to all points."""
    highest = int(chart.options["maximum"] or 0)
    axis, scale = alt.Axis(values=[*range(0, highest + 1, 3)], domain=True), alt.Scale(domain=[-0.5, highest + 0.5])
    return alt.X(f"{name}:Q", title=chart.columns["score"], scale=scale, axis=axis, **look)


def score_strip(chart: Chart, width: int) -> Layered:
    """Scores on one line, equal ones above each other; strong outlines show the region, and a name the PDU."""
    rows, is_narrow = [row for row in chart.records if row["score"] is not None], width < WIDE
    marked, region, highest, each = (chart.options[name] for name in ("marked", "region", "maximum", "each"))
    stacks = Counter[object]()
    for row in rows:
        stacks[row["score"]] += -(-int(row["count"] or 0) // int(each or 1))
    tallest = max(stacks.values(), default=1) + 1
    places = sorted({str(row["where"]) for row in rows}, key=lambda place: place != region)
    outlines = {"symbolFillColor": NOTHING, "symbolStrokeColor": TEXT, "columns": 1 if is_narrow else 2}
    legend = key(width, "datum.label", **outlines) if region in places else None
    widths = alt.Scale(domain=places, range=[2.5 if place == region else 0.5 for place in places])
    outline = of(chart, alt.StrokeWidth, "where", scale=widths, legend=legend)
    signs = Scale(chart, "overall", [row["overall"] for row in rows]).signs(key(width))
    size = 60 if is_narrow else 90
    ring = {"size": 4 * size, "stroke": TEXT, "strokeWidth": 2, "filled": False, "shape": "circle", "opacity": 1}
    is_right = any(row["pdu"] == marked and int(row["score"] or 0) > int(highest or 0) / 2 for row in rows)
    side = {"align": "right", "dx": -16} if is_right else {"align": "left", "dx": 16}
    dot, name = {"size": size, "opacity": 1, "stroke": TEXT}, {"dy": -6, "fontWeight": "bold"} | side
    this, shown = {"filter": "datum.is_marked"}, [name for name in chart.columns if name != "published"]
    fields = calculated(
        unit=f"sequence(ceil(datum.count / {each}))",
        is_marked=f"datum.pdu != '' && datum.pdu == {json.dumps(marked)}",
        is_here=f"datum.where == {json.dumps(region)}",
    )
    upwards = [{"field": field} for field in ("is_marked", "is_here", "pdu")]
    level = {"window": [{"op": "row_number", "as": "level"}], "groupby": ["score"], "sort": upwards}
    up = alt.Y("level:Q", scale=alt.Scale(domain=[0.4, tallest + 0.4]), axis=None)
    return layered(
        rows,
        mark("point", look=dot, strokeWidth=outline, tooltip=told(chart, *shown), **signs),
        mark("point", this, look=ring),
        mark("text", this, look=name, text=of(chart, alt.Text, "pdu")),
        transform=[*fields, {"flatten": ["unit"]}, level],
        encoding={"x": score_axis(chart), "y": up},
        width=width - EDGES,
        height=tallest * (14 if is_narrow else 15),
    )


def scores_by_region(chart: Chart, width: int) -> Layered:
    """Scores in the row of each region, equal ones above each other, with the median of each and of all."""
    rows = [row for row in chart.records if row["score"] is not None]
    tallest = max(Counter((row["region"], row["score"]) for row in rows).values(), default=1)
    row_of = Rows(chart, "region", width, 12 * tallest + 8, grid=True, tickBand="extent")
    within = alt.Scale(domain=[0, tallest], range=[row_of.step + 2, row_of.step + 2 - 12 * tallest])
    level = {"window": [{"op": "row_number", "as": "level"}], "groupby": ["region", "score"]}
    dot = {"size": 60 if width < WIDE else 80, "opacity": 1, "aria": True} | OUTLINE
    shown = ("pdu", "region", "score", "overall", "status", "published")
    signs = Scale(chart, "overall", [row["overall"] for row in rows]).signs(key(width))
    signs |= {"tooltip": told(chart, *shown), "description": alt.Description("said:N")}
    said = [
        f"datum.{name} !== '' ? {json.dumps(chart.columns[name] + ': ')} + datum.{name} + '\\n' : ''" for name in shown
    ]
    at = {"x": score_axis(chart), "y": row_of.y, "yOffset": alt.YOffset("level:Q", scale=within)}
    band = {"y": alt.Y("region:N", sort=None, bandPosition=0), "y2": alt.Y2("region", bandPosition=1)}
    below = {"yOffset": row_of.head}  # the name
    return layered(
        rows,
        mark("rule", look=below | {"strokeWidth": 5, "opacity": 0.2}, x=score_axis(chart, aggregate="median"), **band),
        mark("rule", look=below | {"strokeDash": [4, 3]}, x=score_axis(chart, "all", aggregate="median"), **band),
        mark("point", level, look=dot, **at, **signs),
        transform=[
            {"joinaggregate": [{"op": "median", "field": "score", "as": "all"}]},
            *calculated(said=f"trim(({') + ('.join(said)}))"),
        ],
        encoding={},
        **row_of.size,
    )


def tiles(chart: Chart, width: int) -> Layered:
    """A tile for each region at its place in the tile map."""
    rows, is_narrow = chart.records, width < WIDE
    scale = Scale(chart, "rating", chart.values["rating"])
    legend, ink = key(width) if is_narrow else None, scale.of(alt.Color, TEXT)
    boxes = scale.boxes(legend) | {"tooltip": told(chart, "region", "rating", "status", "published")}
    place = {"type": "ordinal", "axis": None, "scale": alt.Scale(paddingInner=0.03, paddingOuter=0)}
    name = {"baseline": "top", "dy": -40 if is_narrow else -28, "fontSize": 12 if is_narrow else 13}
    sign = {"filled": True, "size": 90, "opacity": 1, "yOffset": 32 if is_narrow else 14}
    words = mark("text", look={"dy": 32}, text=alt.Text("words:N"), color=ink)
    return layered(
        rows,
        mark("rect", look=OUTLINE, **boxes),
        mark("text", look=name, text=alt.Text("name:N"), color=ink),
        mark("point", look=sign, shape=scale.of(alt.Shape, DASH, legend), color=ink),
        *([] if is_narrow else [words]),
        transform=calculated(
            name=chosen(lines(chart.values["region"], 9 if is_narrow else 18), "region"),
            words=chosen({outcome: name_of(outcome) for outcome in scale.domain}, "rating"),
        ),
        encoding={"x": of(chart, alt.X, "column", **place), "y": of(chart, alt.Y, "row", **place)},
        width=alt.Step((width - 4) // max(len({*chart.values["column"]}), 4)),
        height=alt.Step(88),
    )


def bars(chart: Chart, width: int) -> Layered:
    """A bar for each value, with the value at its end; where it is a percentage, in front of the whole."""
    name, value = chart.columns
    highest, unit, is_narrow = float(chart.options["highest"] or 1), chart.options["unit"], width < WIDE
    row_of = Rows(chart, name, width, 28 if is_narrow else 36)
    room = 1.2 if is_narrow else 1.1  # for the number
    along = of(chart, alt.X, value, scale=alt.Scale(domain=[0, highest * room]), axis=None)
    bar = {"size": 20, "yOffset": row_of.low, "color": ACCENT}
    number = {"align": "left", "dx": 5, "dy": row_of.low + 1, "fontWeight": "bold"}
    whole = [mark("bar", look=bar | {"fillOpacity": 0.15}, x=alt.datum(highest))] if unit else []
    at_end = {"x": alt.datum(highest)} if unit else {}
    return layered(
        chart.records,
        *whole,
        mark("bar", look=bar),
        mark("text", look=number, text=alt.Text("said:N"), **at_end),
        transform=calculated(said=f"datum.{value} + {json.dumps(unit)}"),
        encoding={"x": along, "y": row_of.y},
        **row_of.size,
    )


def change(chart: Chart, width: int) -> Layered:
    """An arrow for each unit, from its earlier grade to its later one, which has its sign."""
    row_of = Rows(chart, "pdu", width, 26)
    heads = chosen(lines((name_of(grade) for grade in chart.grades), 12), "label")
    axis = alt.Axis(orient="top", title=None, labelAngle=0, grid=True, labelExpr=heads, labelPadding=23)  # two lines
    if row_of.head:  # no line of the grid runs through a name
        axis.gridDash, axis.gridDashOffset = [row_of.step - row_of.head, row_of.head], row_of.step - row_of.head
    place = {"sort": None, "scale": alt.Scale(domain=[*chart.grades][::-1]), "axis": axis}
    earlier, later = of(chart, alt.X, "earlier", **place), of(chart, alt.X, "later", **place)
    low = {"yOffset": row_of.low, "opacity": 1}
    before = low | {"size": 70, "filled": True, "fill": ACCENT}
    way = low | {"strokeWidth": 2, "opacity": 0.4, "y2Offset": row_of.low}
    signs = Scale(chart, "later", chart.values["later"]).signs(key(width))
    return layered(
        chart.records,
        mark("rule", look=way, x=earlier, x2=alt.X2("later")),
        mark("point", {"filter": "datum.change != 'same'"}, look=before, x=earlier),
        mark("point", look=low | OUTLINE | {"size": 130}, x=later, tooltip=told(chart, *chart.columns), **signs),
        encoding={"y": row_of.y},
        **row_of.size,
    )


KINDS: Mapping[str, Callable[[Chart, int], Layered]] = {
    "overall": squares,
    "tiles": tiles,
    "strip": score_strip,
    "scores": scores_by_region,
    "then_and_now": change,
    **dict.fromkeys(("standards", "standard"), shares),
    **dict.fromkeys(("moves", "nothing", "publications", "percentages"), bars),
}
