"""Every kind of chart: a function from a `Chart` to an Altair chart, wide or for a narrow screen.

Scales, axes, keys and the places of all marks are Altair's. Words and lines are drawn in `currentColor`, so that a
picture that stands in a page follows its scheme; the colours of ratings are those of the table `rating_scale`.
"""

import json
import textwrap
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import altair as alt

from ratings_site.charts.chart import Chart, Row
from ratings_site.charts.look import ACCENT, DASH, LETTER, LINE, NOTHING, OUTLINE, SHAPES, TEXT, Screen
from ratings_site.model.rows import Grade
from ratings_site.model.wording import say
from ratings_site.wording.rating import name_of

Json = dict[str, Any]
Layered = alt.TopLevelLayerSpec
CAPITAL = "upper(slice(datum.label, 0, 1)) + slice(datum.label, 1)"
SCORED = ("pdu", "region", "score", "overall", "status", "published")


def layered(
    rows: Iterable[Row],
    *layers: alt.UnitSpec,
    encoding: Json | None = None,
    transform: Iterable[Json] = (),
    **size: Any,
) -> Layered:
    """Marks over each other, of these rows; the transforms and channels that they share are said once."""
    shared = alt.SharedEncoding(**encoding or {})
    data: Json = {"data": alt.NamedData("rows"), "datasets": {"rows": list(rows)}}
    return Layered(layer=list(layers), encoding=shared, transform=list(transform), **data, **size)


def mark(kind: Any, *transform: Json, look: Mapping[str, Any] | None = None, **encoding: Any) -> alt.UnitSpec:
    """A mark of this kind for each row."""
    return alt.UnitSpec(
        mark=alt.MarkDef(type=kind, **look or {}), encoding=alt.Encoding(**encoding), transform=list(transform)
    )


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
    """How the ratings and states that a chart shows are drawn, in the order of the scale."""

    def __init__(self, chart: Chart, found: Iterable[object], name: str) -> None:
        states = list(dict.fromkeys(str(rating) for rating in found))
        self.domain = sorted(states, key=[*chart.grades, *states].index)
        self._grades = [chart.grades.get(outcome) for outcome in self.domain]
        self._name, self._title = name, chart.columns.get(name, say("Rating"))

    def of(self, channel: Any, none: str, legend: alt.Legend | None = None) -> Any:
        """A channel with the look of each rating, and `none` of what is no rating."""
        looks = [LOOKS[channel](grade) if grade else none for grade in self._grades]
        scale = alt.Scale(domain=self.domain, range=looks)
        return channel(f"{self._name}:N", title=self._title, scale=scale, legend=legend, sort=None)

    def signs(self, legend: alt.Legend | None) -> Json:
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


def key(screen: Screen, words: str = CAPITAL, **look: Any) -> alt.Legend:
    """A key above the picture; `words` is the expression for what it says of a value."""
    usual = {"orient": "top", "title": None, "columns": 2 if screen.is_narrow else 5, "labelLimit": 0}
    return alt.Legend(**(usual | {"labelExpr": words} | look))


class Rows:
    """A row for each name, which stands at its left, or above it on a narrow screen: `head` pixels are for it there."""

    def __init__(self, chart: Chart, rows: Iterable[Row], name: str, screen: Screen, high: float, **axis: Any) -> None:
        broken = lines((row[name] for row in rows), screen.width // LETTER)
        most = max(map(len, broken.values()), default=1)
        broken = {said: [""] * (most - len(parts)) + parts for said, parts in broken.items()}  # close to its row
        self.head = LINE * most + 4 if screen.is_narrow else 0
        self.step, self.low = self.head + high, self.head / 2
        if screen.is_narrow:
            axis |= {"labelAlign": "left", "labelBaseline": "top", "labelLineHeight": LINE, "labelPadding": 0}
            axis |= {"labelExpr": chosen(broken, "label"), "labelOffset": 3 - self.step / 2, "zindex": 1}
        scale = alt.Scale(type="band", paddingInner=0, paddingOuter=0)
        self.y = of(chart, alt.Y, name, sort=None, axis=alt.Axis(**{"title": None} | axis), scale=scale)
        self.size: Json = {"height": alt.Step(self.step, **{"for": "position"}), "width": screen.inner}
        if not screen.is_narrow:  # as wide as the page lets it be, with the names
            self.size |= {"width": screen.width, "autosize": alt.AutoSizeParams(type="fit-x", contains="padding")}


def squares(chart: Chart, screen: Screen) -> Layered:
    """A square for each of what is counted, in the order of the scale; the key holds the counts."""
    rows, high, each = chart.records, 8 if screen.is_narrow else 5, int(chart.options["each"] or 1)
    scale = Scale(chart, [row["rating"] for row in rows], "rating")
    counts = {str(row["rating"]): f"{name_of(str(row['rating']))}: {row['count']}" for row in rows}
    legend = key(screen, chosen(counts, "label"), columns=1 if screen.is_narrow else 5)
    boxes = scale.boxes(legend) | {"tooltip": told(chart, "rating")}
    rated = {"filter": alt.FieldOneOfPredicate("rating", [*chart.grades])}  # no sign for what is no rating
    columns = -(-sum(-(-int(row["count"] or 0) // each) for row in rows) // high)
    step = alt.Step(min(18 if screen.is_narrow else 28, screen.inner // max(columns, 1)))
    sign = {"filled": True, "size": 40 if columns * 18 <= screen.inner else 12, "opacity": 1} | OUTLINE
    return layered(
        rows,
        mark("rect", look=OUTLINE, **boxes),
        mark("point", rated, look=sign, shape=scale.of(alt.Shape, "square", legend), color=scale.of(alt.Color, TEXT)),
        transform=[
            *calculated(unit=f"sequence(ceil(datum.count / {each}))"),
            {"flatten": ["unit"]},
            {"window": [{"op": "row_number", "as": "place"}]},
            *calculated(row=f"(datum.place - 1) % {high}", column=f"floor((datum.place - 1) / {high})"),
        ],
        encoding={"x": alt.X("column:O", axis=None), "y": alt.Y("row:O", axis=None)},
        width=step,
        height=step,
    )


def shares(chart: Chart, screen: Screen) -> Layered:
    """A bar as long as what is known, divided in the order of the scale; totals and what is known by unit apart."""
    (first, *_), rows, narrow = chart.columns, chart.records, screen.is_narrow
    grades = {c: rating for c, said in chart.columns.items() for rating in chart.grades if said == name_of(rating)}
    given = [rating for column, rating in grades.items() if any(row[column] for row in rows)]
    scale = Scale(chart, given, "rating")
    bars_of_a_row = max(Counter(row[first] for row in rows).values())
    high, gap, words = (44, 14, 4) if narrow else (26, 12, 0)  # on a narrow screen words stand above their bar
    row_of = Rows(chart, rows, first, screen, high * bars_of_a_row + gap)
    within = alt.Scale(range=[row_of.head + gap / 2 + words, row_of.step - gap / 2 + words])
    offset = {"yOffset": of(chart, alt.YOffset, "counted", sort=None, scale=within)}
    room = 1 if narrow else 1.55  # for the words at the end
    longest = max((int(row["known"] or 0) for row in rows), default=0) or 1
    along: Json = {"title": chart.columns["known"], "axis": None, "scale": alt.Scale(domain=[0, longest * room])}
    beside = {"align": "left", "dx": 0 if narrow else 6, "dy": -18 if narrow else 1}
    at_end = alt.value(0) if narrow else alt.X("known:Q", **along)
    order, pieces, once = alt.Order("order:Q"), {"filter": "datum.count > 0"}, {"filter": "datum.order == 0"}
    middle = {"x": alt.X("count:Q", stack="zero", bandPosition=0.5, **along), "color": scale.of(alt.Color, TEXT)}
    fills = {"x": alt.X("count:Q", **along), "fill": scale.of(alt.Fill, NOTHING, key(screen))}
    return layered(
        rows,
        mark("text", once, look=beside, x=at_end, text=alt.Text("said:N"), **offset),
        mark("bar", pieces, look={"size": 20} | OUTLINE, order=order, **fills, **offset),
        mark("text", pieces, look={"dy": 1}, text=alt.Text("count:Q"), order=order, **middle, **offset),
        transform=[
            {"fold": [*grades], "as": ["grade", "count"]},
            *calculated(
                rating=chosen(grades, "grade"),
                order=f"indexof({json.dumps([*grades])}, datum.grade)",
                all="datum.known < datum.inspected ? ' of ' + datum.inspected : ''",
                said="datum.known + datum.all + ', ' + datum.counted",
            ),
        ],
        encoding={"y": row_of.y},
        **row_of.size,
    )


def score_axis(chart: Chart, name: str = "score", **look: Any) -> alt.X:
    """The scale of scores from none to all points."""
    highest = int(chart.options["maximum"] or 0)
    axis = alt.Axis(values=list(range(0, highest + 1, 3)), domain=True)
    scale = alt.Scale(domain=[-0.5, highest + 0.5])
    return alt.X(f"{name}:Q", title=chart.columns["score"], scale=scale, axis=axis, **look)


def score_strip(chart: Chart, screen: Screen) -> Layered:
    """Scores on one line, equal ones above each other; strong outlines show the region, and a name the PDU."""
    rows = [row for row in chart.records if row["score"] is not None]
    marked, region, highest, each = (chart.options[name] for name in ("marked", "region", "maximum", "each"))
    stacks = Counter[object]()
    for row in rows:
        stacks[row["score"]] += -(-int(row["count"] or 0) // int(each or 1))
    tallest = max(stacks.values(), default=1) + 1
    places = sorted({str(row["where"]) for row in rows}, key=lambda place: place != region)
    outlines = {"symbolFillColor": NOTHING, "symbolStrokeColor": TEXT, "columns": 1 if screen.is_narrow else 2}
    legend = key(screen, "datum.label", **outlines) if region in places else None
    widths = alt.Scale(domain=places, range=[2.5 if place == region else 0.5 for place in places])
    outline = of(chart, alt.StrokeWidth, "where", scale=widths, legend=legend)
    signs = Scale(chart, [row["overall"] for row in rows], "overall").signs(key(screen))
    size = 60 if screen.is_narrow else 90
    ring = {"size": 4 * size, "stroke": TEXT, "strokeWidth": 2, "filled": False, "shape": "circle", "opacity": 1}
    is_right = any(row["pdu"] == marked and int(row["score"] or 0) > int(highest or 0) / 2 for row in rows)
    side = {"align": "right", "dx": -16} if is_right else {"align": "left", "dx": 16}
    dot, name = {"size": size, "opacity": 1, "stroke": TEXT}, {"dy": -6, "fontWeight": "bold"} | side
    this, shown = {"filter": "datum.is_marked"}, [name for name in chart.columns if name != "published"]
    return layered(
        rows,
        mark("point", look=dot, strokeWidth=outline, tooltip=told(chart, *shown), **signs),
        mark("point", this, look=ring),
        mark("text", this, look=name, text=of(chart, alt.Text, "pdu")),
        transform=[
            *calculated(
                unit=f"sequence(ceil(datum.count / {each}))",
                is_marked=f"datum.pdu != '' && datum.pdu == {json.dumps(marked)}",
                is_here=f"datum.where == {json.dumps(region)}",
            ),
            {"flatten": ["unit"]},
            {
                "window": [{"op": "row_number", "as": "level"}],
                "groupby": ["score"],
                "sort": [{"field": "is_marked"}, {"field": "is_here"}, {"field": "pdu"}],
            },
        ],
        encoding={
            "x": score_axis(chart),
            "y": alt.Y("level:Q", scale=alt.Scale(domain=[0.4, tallest + 0.4]), axis=None),
        },
        width=screen.inner,
        height=tallest * (14 if screen.is_narrow else 15),
    )


def scores_by_region(chart: Chart, screen: Screen) -> Layered:
    """Scores in the row of each region, equal ones above each other, with the median of each and of all."""
    rows = [row for row in chart.records if row["score"] is not None]
    tallest = max(Counter((row["region"], row["score"]) for row in rows).values(), default=1)
    row_of = Rows(chart, rows, "region", screen, 12 * tallest + 8, grid=True, tickBand="extent")
    within = alt.Scale(domain=[0, tallest], range=[row_of.step + 2, row_of.step + 2 - 12 * tallest])
    level = {"window": [{"op": "row_number", "as": "level"}], "groupby": ["region", "score"]}
    dot = {"size": 60 if screen.is_narrow else 80, "opacity": 1} | OUTLINE
    signs = Scale(chart, [row["overall"] for row in rows], "overall").signs(key(screen))
    band = {"y": alt.Y("region:N", sort=None, bandPosition=0), "y2": alt.Y2("region", bandPosition=1)}
    below = {"yOffset": row_of.head}  # the name
    return layered(
        rows,
        mark("rule", look=below | {"strokeWidth": 5, "opacity": 0.2}, x=score_axis(chart, aggregate="median"), **band),
        mark("rule", look=below | {"strokeDash": [4, 3]}, x=score_axis(chart, "all", aggregate="median"), **band),
        mark(
            "point",
            level,
            look=dot,
            x=score_axis(chart),
            y=row_of.y,
            yOffset=alt.YOffset("level:Q", scale=within),
            tooltip=told(chart, *SCORED),
            **signs,
        ),
        transform=[{"joinaggregate": [{"op": "median", "field": "score", "as": "all"}]}],
        **row_of.size,
    )


def tiles(chart: Chart, screen: Screen) -> Layered:
    """A tile for each region at its place in the tile map."""
    rows, narrow = chart.records, screen.is_narrow
    scale = Scale(chart, [row["rating"] for row in rows], "rating")
    legend, ink = key(screen) if narrow else None, scale.of(alt.Color, TEXT)
    boxes = scale.boxes(legend) | {"tooltip": told(chart, "region", "rating", "status", "published")}
    place = {"type": "ordinal", "axis": None, "scale": alt.Scale(paddingInner=0.03, paddingOuter=0)}
    name = {"baseline": "top", "dy": -30 if narrow else -28, "fontSize": 12 if narrow else 13}
    sign = {"filled": True, "size": 90, "opacity": 1, "yOffset": 24 if narrow else 14}
    names = chosen(lines((row["region"] for row in rows), 9 if narrow else 18), "region")
    words = chosen({outcome: name_of(outcome) for outcome in scale.domain}, "rating")
    return layered(
        rows,
        mark("rect", look=OUTLINE, **boxes),
        mark("text", look=name, text=alt.Text("name:N"), color=ink),
        mark("point", look=sign, shape=scale.of(alt.Shape, DASH, legend), color=ink),
        *([] if narrow else [mark("text", look={"dy": 32}, text=alt.Text("words:N"), color=ink)]),
        transform=calculated(name=names, words=words),
        encoding={"x": of(chart, alt.X, "column", **place), "y": of(chart, alt.Y, "row", **place)},
        width=alt.Step((screen.width - 4) // max(len({row["column"] for row in rows}), 4)),
        height=alt.Step(88),
    )


def bars(chart: Chart, screen: Screen) -> Layered:
    """A bar for each value, with the value at its end; where it is a percentage, in front of the whole."""
    name, value = chart.columns
    highest, unit = float(chart.options["highest"] or 1), chart.options["unit"]
    room = 1.2 if screen.is_narrow else 1.1  # for the number
    row_of = Rows(chart, chart.records, name, screen, 28 if screen.is_narrow else 36)
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


def change(chart: Chart, screen: Screen) -> Layered:
    """An arrow for each unit, from its earlier grade to its later one, which has its sign."""
    rows = chart.records
    row_of = Rows(chart, rows, "pdu", screen, 26)
    heads = chosen(lines((name_of(grade) for grade in chart.grades), 12), "label")
    axis = alt.Axis(orient="top", title=None, labelAngle=0, grid=True, labelExpr=heads, labelPadding=23)  # two lines
    place = {"sort": None, "scale": alt.Scale(domain=[*chart.grades][::-1]), "axis": axis}
    earlier, later = of(chart, alt.X, "earlier", **place), of(chart, alt.X, "later", **place)
    low = {"yOffset": row_of.low, "opacity": 1}
    before = low | {"size": 70, "filled": True, "fill": ACCENT}
    way = low | {"strokeWidth": 2, "opacity": 0.4, "y2Offset": row_of.low}
    signs = Scale(chart, [row["later"] for row in rows], "later").signs(key(screen))
    return layered(
        rows,
        mark("rule", look=way, x=earlier, x2=alt.X2("later")),
        mark("point", {"filter": "datum.change != 'same'"}, look=before, x=earlier),
        mark("point", look=low | OUTLINE | {"size": 130}, x=later, tooltip=told(chart, *chart.columns), **signs),
        encoding={"y": row_of.y},
        **row_of.size,
    )


KINDS: Mapping[str, Callable[[Chart, Screen], Layered]] = {
    "bars": bars,
    "change": change,
    "counts": squares,
    "scores": scores_by_region,
    "shares": shares,
    "strip": score_strip,
    "tiles": tiles,
}
