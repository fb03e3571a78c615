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
from ratings_site.charts.look import ACCENT, DASH, NOTHING, OUTLINE, SHAPES, TEXT, Screen
from ratings_site.model.wording import say
from ratings_site.wording.rating import name_of

Json = dict[str, Any]
Layered = alt.TopLevelLayerSpec
CAPITAL = "upper(slice(datum.label, 0, 1)) + slice(datum.label, 1)"
SCORED = ("pdu", "region", "score", "overall", "published")


def layered(
    rows: Iterable[Row], *layers: alt.UnitSpec, encoding: Json, transform: Iterable[Json] = (), **size: Any
) -> Layered:
    """Marks over each other, of these rows; the transforms and channels that they share are said once."""
    shared = alt.SharedEncoding(**encoding)
    data: Json = {"data": alt.NamedData("rows"), "datasets": {"rows": list(rows)}}
    return Layered(layer=list(layers), encoding=shared, transform=list(transform), **data, **size)


def across(screen: Screen) -> Json:
    """As wide as the page lets it be, with the names of its rows, which stand at the left where there is room."""
    if screen.is_narrow:
        return {"width": screen.inner}
    return {"width": screen.width, "autosize": alt.AutoSizeParams(type="fit-x", contains="padding")}


def mark(kind: Any, *transform: Json, look: Mapping[str, Any] | None = None, **encoding: Any) -> alt.UnitSpec:
    """A mark of this kind for each row."""
    return alt.UnitSpec(
        mark=alt.MarkDef(type=kind, **look or {}), encoding=alt.Encoding(**encoding), transform=list(transform)
    )


def where(condition: str) -> Json:
    """The rows for which a Vega expression holds."""
    return {"filter": condition}


def calculated(**fields: str) -> list[Json]:
    """Fields that Vega works out of others."""
    return [{"calculate": expression, "as": name} for name, expression in fields.items()]


def of(chart: Chart, channel: Any, name: str, **look: Any) -> Any:
    """A channel that shows a column of the chart, under the heading that it has in the table."""
    kind = "Q" if name in chart.numbers else "N"
    return channel(f"{name}:{kind}", title=chart.headings[name], **look)


def told(chart: Chart, *names: str) -> list[alt.Tooltip]:
    """What the chart says of a mark when it is explored."""
    return [of(chart, alt.Tooltip, name) for name in names]


class Scale:
    """How the ratings and states that a chart shows are drawn, in the order of the scale: colour, sign and word."""

    def __init__(self, chart: Chart, rows: Iterable[Row], name: str = "rating", title: str = "") -> None:
        found = dict.fromkeys(str(row[name]) for row in rows)
        self.domain = sorted(found, key=[*chart.grades, *found].index)
        self.name, self.title = name, title or chart.headings[name]
        self._grades = [chart.grades.get(outcome) for outcome in self.domain]

    def _of(self, channel: Any, values: list[str], legend: alt.Legend | None) -> Any:
        scale = alt.Scale(domain=self.domain, range=values)
        return channel(f"{self.name}:N", title=self.title, scale=scale, legend=legend, sort=None)

    def fill(self, legend: alt.Legend | None = None, none: str = NOTHING) -> Any:
        """The colour of a rating, and `none` of what is no rating."""
        return self._of(alt.Fill, [grade.fill if grade else none for grade in self._grades], legend)

    def on_fill(self) -> Any:
        """The colour of words and signs on the colour of a rating."""
        return self._of(alt.Color, [grade.on_fill if grade else TEXT for grade in self._grades], None)

    def shape(self, legend: alt.Legend | None = None, none: str = DASH) -> Any:
        """The sign of a rating, and `none` for what is no rating."""
        return self._of(alt.Shape, [SHAPES.get(g.symbol, "diamond") if g else none for g in self._grades], legend)

    def outline(self, legend: alt.Legend | None) -> Any:
        """The outline of every mark; as a scale, since a key outlines its signs only so."""
        return self._of(alt.Stroke, [TEXT for _ in self.domain], legend)

    def signs(self, legend: alt.Legend | None) -> Json:
        """Colour and sign of a mark on the page, explained in one key."""
        return {"fill": self.fill(legend, TEXT), "shape": self.shape(legend), "stroke": self.outline(legend)}


def chosen(values: Mapping[str, object], field: str) -> str:
    """A Vega expression that looks up the value of a field, as `label` in an axis or a key."""
    return f"({json.dumps(values, ensure_ascii=False)})[datum.{field}]"


def lines(names: Iterable[object], letters: int, field: str = "label") -> str:
    """A Vega expression that breaks each of these names into lines of at most so many letters."""
    return chosen({str(name): textwrap.wrap(str(name), letters, break_long_words=False) for name in names}, field)


def key(screen: Screen, words: str = CAPITAL, **look: Any) -> alt.Legend:
    """A key above the picture; `words` is the expression for what it says of a value."""
    usual = {"orient": "top", "title": None, "columns": 2 if screen.is_narrow else 5, "labelLimit": 0}
    return alt.Legend(**(usual | {"labelExpr": words} | look))


def rows_down(chart: Chart, name: str, screen: Screen, **axis: Any) -> alt.Y:
    """A row for each name, which stands at its left; on a narrow screen `headings` say it above the row instead."""
    scale = alt.Scale(type="band", paddingInner=0, paddingOuter=0)
    names = alt.Axis(labels=not screen.is_narrow, title=None, **axis)
    return of(chart, alt.Y, name, sort=None, axis=names, scale=scale)  # type: ignore[no-any-return]


def headings(rows: Iterable[Row], name: str, screen: Screen) -> list[alt.UnitSpec]:
    """The names above their rows on a narrow screen."""
    if not screen.is_narrow:
        return []
    broken = calculated(lines=lines((row[name] for row in rows), 44, name))
    look = {"align": "left", "baseline": "top", "dy": 8}
    place = {"x": alt.value(0), "y": alt.Y(f"{name}:N", sort=None, bandPosition=0)}
    return [mark("text", {"aggregate": [], "groupby": [name]}, *broken, look=look, text=alt.Text("lines:N"), **place)]


def squares(chart: Chart, screen: Screen) -> Layered:
    """A square for each of what is counted, in the order of the scale; the key holds the counts."""
    rows, high = chart.records, 8 if screen.is_narrow else 5
    scale = Scale(chart, rows)
    counts = {str(row["rating"]): f"{name_of(str(row['rating']))}: {row['count']}" for row in rows}
    legend = key(screen, chosen(counts, "label"))
    boxes = {"fill": scale.fill(legend), "stroke": scale.outline(legend), "tooltip": told(chart, "rating")}
    rated = {"filter": alt.FieldOneOfPredicate("rating", [*chart.grades])}  # no sign for what is no rating
    sign = {"filled": True, "size": 40, "opacity": 1} | OUTLINE
    step = alt.Step(18 if screen.is_narrow else 28)
    return layered(
        rows,
        mark("rect", look=OUTLINE, **boxes),
        mark("point", rated, look=sign, shape=scale.shape(legend, "square"), color=scale.on_fill()),
        transform=[
            *calculated(unit="sequence(datum.count)"),
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
    first, found, narrow = chart.columns[0].name, chart.records, screen.is_narrow
    counted = {c.name: rating for c in chart.columns for rating in chart.grades if c.label == name_of(rating)}
    rows: list[Row] = [
        {first: row[first], "counted": row["counted"], "said": of_known(row)}
        | {"rating": rating, "order": place, "count": row[name]}
        for row in found
        for place, (name, rating) in enumerate(counted.items())
        if row[name] or not row["known"]
    ]
    scale = Scale(chart, (row for row in rows if row["count"]), title=say("Rating"))
    bars_of_a_row = max(Counter(row[first] for row in found).values())
    head, high, gap = (22, 52, 0) if narrow else (0, 26, 12)
    step = head + high * bars_of_a_row + gap
    offset: Json = {}
    if bars_of_a_row > 1:
        within = alt.Scale(range=[head + gap / 2, step - gap / 2])
        offset = {"yOffset": of(chart, alt.YOffset, "counted", sort=None, scale=within)}
    elif head:
        offset = {"yOffset": alt.value((step + head) / 2)}
    room = 1 if narrow else 1.55  # for the words at the end, which stand above the bar on a narrow screen
    longest = max((int(row["known"] or 0) for row in found), default=0) or 1
    along: Json = {"title": chart.headings["known"], "axis": None, "scale": alt.Scale(domain=[0, longest * room])}
    ends = {"aggregate": [{"op": "sum", "field": "count", "as": "known"}], "groupby": [first, "counted", "said"]}
    beside = {"align": "left", "dx": 0 if narrow else 6, "dy": -18 if narrow else 1}
    at_end = alt.value(0) if narrow else alt.X("known:Q", **along)
    given, order = where("datum.count > 0"), alt.Order("order:Q")
    pieces = {"x": alt.X("count:Q", **along), "fill": scale.fill(key(screen)), "order": order}
    middle = {"x": alt.X("count:Q", stack="zero", bandPosition=0.5, **along), "order": order, "color": scale.on_fill()}
    return layered(
        rows,
        mark("text", ends, look=beside, x=at_end, text=alt.Text("said:N"), **offset),
        mark("bar", given, look={"size": 20} | OUTLINE, **pieces, **offset),
        mark("text", given, look={"dy": 1}, text=alt.Text("count:Q"), **middle, **offset),
        *headings(found, first, screen),
        encoding={"y": rows_down(chart, first, screen)},
        height=alt.Step(step, **{"for": "position"}),
        **across(screen),
    )


def of_known(row: Row) -> str:
    """What stands at the end of a bar: how many are known of how many, and from where."""
    if row["known"] == row["inspected"]:
        return say("{count}, {source}", count=row["known"], source=row["counted"])
    return say("{count} of {all}, {source}", count=row["known"], all=row["inspected"], source=row["counted"])


def standing(chart: Chart, screen: Screen) -> Layered:
    """Every known score on one line, this PDU ringed and its region marked, or all of them by region."""
    rows = [row for row in chart.records if row["score"] is not None]
    return (score_strip if chart.options["region"] else scores_by_region)(chart, rows, screen)


def score_axis(chart: Chart, **look: Any) -> alt.X:
    """The scale of scores from none to all points."""
    highest = int(chart.options["maximum"] or 0)
    axis = alt.Axis(values=list(range(0, highest + 1, 3)), domain=True)
    return of(chart, alt.X, "score", scale=alt.Scale(domain=[-0.5, highest + 0.5]), axis=axis, **look)  # type: ignore[no-any-return]


def score_strip(chart: Chart, rows: list[Row], screen: Screen) -> Layered:
    """Scores on one line, equal ones above each other; strong outlines show the region, and a name the PDU."""
    marked, region, highest = (chart.options[name] for name in ("marked", "region", "maximum"))
    mine, others = say("In {region}", region=region), say("In other regions")
    tallest = max(Counter(row["score"] for row in rows).values(), default=1) + 1
    outlines = {"symbolFillColor": NOTHING, "symbolStrokeColor": TEXT, "columns": 1 if screen.is_narrow else 2}
    is_here = any(row["region"] == region for row in rows)
    legend = key(screen, "datum.label", **outlines) if is_here else None
    outline = alt.StrokeWidth("where:N", scale=alt.Scale(domain=[mine, others], range=[2.5, 0.5]), legend=legend)
    signs = Scale(chart, rows, "overall").signs(key(screen))
    size = 60 if screen.is_narrow else 90
    ring = {"size": 4 * size, "stroke": TEXT, "strokeWidth": 2, "filled": False, "shape": "circle", "opacity": 1}
    is_right = any(row["pdu"] == marked and int(row["score"] or 0) > int(highest or 0) / 2 for row in rows)
    side = {"align": "right", "dx": -16} if is_right else {"align": "left", "dx": 16}
    dot, name = {"size": size, "opacity": 1, "stroke": TEXT}, {"dy": -6, "fontWeight": "bold"} | side
    this = where("datum.marked")
    return layered(
        rows,
        mark("point", look=dot, strokeWidth=outline, tooltip=told(chart, *SCORED), **signs),
        mark("point", this, look=ring),
        mark("text", this, look=name, text=of(chart, alt.Text, "pdu")),
        transform=[
            *calculated(
                marked=f"datum.pdu == {json.dumps(marked)}",
                where=f"datum.region == {json.dumps(region)} ? {json.dumps(mine)} : {json.dumps(others)}",
            ),
            {
                "window": [{"op": "row_number", "as": "level"}],
                "groupby": ["score"],
                "sort": [{"field": "marked"}, {"field": "where"}, {"field": "pdu"}],
            },
        ],
        encoding={
            "x": score_axis(chart),
            "y": alt.Y("level:Q", scale=alt.Scale(domain=[0.4, tallest + 0.4]), axis=None),
        },
        width=screen.inner,
        height=tallest * (14 if screen.is_narrow else 15),
    )


def scores_by_region(chart: Chart, rows: list[Row], screen: Screen) -> Layered:
    """Scores in the row of each region, equal ones above each other, with the median of each and of all."""
    tallest = max(Counter((row["region"], row["score"]) for row in rows).values(), default=1)
    above = 2 if screen.is_narrow else 1
    high = alt.YOffset("level:Q", scale=alt.Scale(domain=[0, tallest + above + screen.is_narrow / 2], reverse=True))
    level = {"window": [{"op": "row_number", "as": "level"}], "groupby": ["region", "score"]}
    dot = {"size": 60 if screen.is_narrow else 80, "opacity": 1} | OUTLINE
    signs, middle = Scale(chart, rows, "overall").signs(key(screen)), score_axis(chart, aggregate="median")
    row_of_region = {"y": alt.Y("region:N", sort=None, bandPosition=0), "y2": alt.Y2("region", bandPosition=1)}
    return layered(
        rows,
        mark("rule", look={"strokeWidth": 5, "opacity": 0.2}, x=middle, **row_of_region),
        mark("rule", look={"strokeDash": [4, 3]}, x=middle),
        mark(
            "point",
            level,
            look=dot,
            x=score_axis(chart),
            y=rows_down(chart, "region", screen, grid=True, tickBand="extent"),
            yOffset=high,
            tooltip=told(chart, *SCORED),
            **signs,
        ),
        *headings(rows, "region", screen),
        encoding={},
        height=alt.Step(12 * (tallest + above)),
        **across(screen),
    )


def tiles(chart: Chart, screen: Screen) -> Layered:
    """A tile for each region at its place in the tile map."""
    rows, narrow = chart.records, screen.is_narrow
    scale, padding = Scale(chart, rows), alt.Scale(paddingInner=0.05, paddingOuter=0)
    legend, ink = key(screen) if narrow else None, scale.on_fill()
    boxes = {"fill": scale.fill(legend), "stroke": scale.outline(legend), "tooltip": told(chart, "region", "rating")}
    name = {"baseline": "top", "dy": -30 if narrow else -28, "fontSize": 12 if narrow else 13}
    sign = {"filled": True, "size": 90, "opacity": 1, "yOffset": 24 if narrow else 14}
    names = lines((row["region"] for row in rows), 10 if narrow else 18, "region")
    words = chosen({outcome: name_of(outcome) for outcome in scale.domain}, "rating")
    step = alt.Step(screen.width // max(len({row["column"] for row in rows}), 4))
    return layered(
        rows,
        mark("rect", look=OUTLINE, **boxes),
        mark("text", look=name, text=alt.Text("name:N"), color=ink),
        mark("point", look=sign, shape=scale.shape(legend), color=ink),
        *([] if narrow else [mark("text", look={"dy": 32}, text=alt.Text("words:N"), color=ink)]),
        transform=calculated(name=names, words=words),
        encoding={
            "x": alt.X("column:O", title=chart.headings["column"], axis=None, scale=padding),
            "y": alt.Y("row:O", title=chart.headings["row"], axis=None, scale=padding),
        },
        width=step,
        height=alt.Step(88),
    )


def bars(chart: Chart, screen: Screen) -> Layered:
    """A bar for each value, with the value at its end; where it is a percentage, in front of the whole."""
    name, value = (column.name for column in chart.columns)
    highest, unit = float(chart.options["highest"] or 1), chart.options["unit"]
    low = 12 if screen.is_narrow else 0
    along = of(chart, alt.X, value, scale=alt.Scale(domain=[0, highest * 1.1]), axis=None)  # room for the number
    bar = {"size": 20, "yOffset": low, "color": ACCENT}
    number = {"align": "left", "dx": 5, "dy": low + 1, "fontWeight": "bold"}
    whole = [mark("bar", look=bar | {"fillOpacity": 0.15}, x=alt.datum(highest))] if unit else []
    at_end = {"x": alt.datum(highest)} if unit else {}
    return layered(
        chart.records,
        *whole,
        mark("bar", look=bar),
        mark("text", look=number, text=alt.Text("said:N"), **at_end),
        *headings(chart.records, name, screen),
        transform=calculated(said=f"datum.{value} + {json.dumps(unit)}"),
        encoding={"x": along, "y": rows_down(chart, name, screen)},
        height=alt.Step(50 if screen.is_narrow else 36),
        **across(screen),
    )


def change(chart: Chart, screen: Screen) -> Layered:
    """An arrow for each unit, from its earlier grade to its later one, which has its sign."""
    grades, low = [*chart.grades][::-1], 11 if screen.is_narrow else 0
    heads = lines((name_of(grade) for grade in grades), 12)
    axis = alt.Axis(orient="top", title=None, labelAngle=0, grid=True, labelExpr=heads, labelPadding=23)  # two lines
    place = {"sort": None, "scale": alt.Scale(domain=grades), "axis": axis}
    earlier, later = of(chart, alt.X, "earlier", **place), of(chart, alt.X, "later", **place)
    way = {"strokeWidth": 2, "opacity": 0.4, "yOffset": low, "y2Offset": low}
    before = {"size": 70, "filled": True, "fill": ACCENT, "opacity": 1, "yOffset": low}
    after = {"size": 130, "opacity": 1, "yOffset": low} | OUTLINE
    signs = Scale(chart, chart.records, "later").signs(key(screen))
    return layered(
        chart.records,
        mark("rule", look=way, x=earlier, x2=alt.X2("later")),
        mark("point", where("datum.earlier != datum.later"), look=before, x=earlier),
        mark("point", look=after, x=later, **signs),
        *headings(chart.records, "pdu", screen),
        encoding={"y": rows_down(chart, "pdu", screen)},
        height=alt.Step(44 if screen.is_narrow else 26),
        **across(screen),
    )


KINDS: Mapping[str, Callable[[Chart, Screen], Layered]] = {
    "bars": bars,
    "change": change,
    "counts": squares,
    "shares": shares,
    "standing": standing,
    "tiles": tiles,
}
