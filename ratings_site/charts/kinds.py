"""Every kind of chart: a function from the rows of a `Chart` to an Altair chart, wide or for a narrow screen.

Scales, axes, keys and the places of all marks are Altair's. Words and lines are drawn in `currentColor`, so that a
picture that stands in a page follows its scheme; the colours of ratings are those of the table `rating_scale`.
"""

import json
import textwrap
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import altair as alt

from ratings_site.charts.chart import Chart, Value
from ratings_site.charts.look import TEXT, Screen
from ratings_site.model.wording import say
from ratings_site.wording.rating import name_of

NOTHING, ACCENT = "transparent", "#3B7DB5"
"""The accent has enough contrast on white and on the dark page; it colours what is no rating."""

STAR = "M0,-1.05L0.26,-0.34L1,-0.32L0.42,0.14L0.62,0.86L0,0.45L-0.62,0.86L-0.42,0.14L-1,-0.32L-0.26,-0.34Z"
SHAPES = {"★": STAR, "●": "circle", "▲": "triangle-up", "■": "square"}
"""How the signs of the scale are drawn; a sign that is not here is a diamond, and what is no rating a dash."""

DASH = "M-0.9,-0.15L0.9,-0.15L0.9,0.15L-0.9,0.15Z"
OUTLINE: Mapping[str, Any] = {"stroke": TEXT, "strokeWidth": 0.5}
"""Around every colour, as dark colours do not stand out from a dark page."""

Row = dict[str, Value]
ROWS = alt.NamedData("rows")
"""The rows of a chart, as its specification calls them; it holds them once."""


def records(chart: Chart) -> list[Row]:
    """The rows of a chart by the names of its columns."""
    return [dict(zip((column.name for column in chart.columns), row, strict=True)) for row in chart.rows]


def labels(chart: Chart) -> dict[str, str]:
    """The heading of each column by its name."""
    return {column.name: column.label for column in chart.columns}


def outcomes(chart: Chart, shown: Iterable[Value]) -> list[str]:
    """The ratings and states that occur, in the order of the scale."""
    found = [str(value) for value in dict.fromkeys(shown)]
    return [*(rating for rating in chart.grades if rating in found), *(v for v in found if v not in chart.grades)]


class Scale:
    """How the ratings and states that a chart shows are drawn: colour, sign and word."""

    def __init__(self, chart: Chart, shown: Iterable[Value], field: str = "rating") -> None:
        self.field, self.domain = field, outcomes(chart, shown)
        self._grades = [chart.grades.get(outcome) for outcome in self.domain]

    def _of(self, channel: Any, values: list[str], legend: alt.Legend | None) -> Any:
        return channel(f"{self.field}:N", scale=alt.Scale(domain=self.domain, range=values), legend=legend, sort=None)

    def fill(self, legend: alt.Legend | None = None) -> Any:
        """The colour of a rating; what is no rating has none."""
        return self._of(alt.Fill, [grade.fill if grade else NOTHING for grade in self._grades], legend)

    def ink(self, legend: alt.Legend | None = None) -> Any:
        """The colour of a sign on the page: the rating's own, and for what is no rating that of the words."""
        return self._of(alt.Fill, [grade.fill if grade else TEXT for grade in self._grades], legend)

    def on_fill(self) -> Any:
        """The colour of words and signs on the colour of a rating."""
        return self._of(alt.Color, [grade.on_fill if grade else TEXT for grade in self._grades], None)

    def shape(self, legend: alt.Legend | None = None, state: str = DASH) -> Any:
        """The sign of a rating or a state."""
        return self._of(alt.Shape, [SHAPES.get(g.symbol, "diamond") if g else state for g in self._grades], legend)

    def signs(self, legend: alt.Legend | None) -> dict[str, Any]:
        """Colour and sign of a mark on the page, explained in one key."""
        return {"fill": self.ink(legend), "shape": self.shape(legend), "stroke": self.outline(legend)}

    def outline(self, legend: alt.Legend | None) -> Any:
        """The outline of every mark; as a scale, since a key outlines its signs only so."""
        return self._of(alt.Stroke, [TEXT for _ in self.domain], legend)

    def words(self, field: str = "") -> str:
        """The word of each as Vega reads it."""
        return chosen({outcome: name_of(outcome) for outcome in self.domain}, field or self.field)


def chosen(values: Mapping[str, object], field: str) -> str:
    """A Vega expression that looks up the value of a field, as `label` in an axis or a key."""
    return f"({json.dumps(values, ensure_ascii=False)})[datum.{field}]"


def lines(names: Iterable[object], letters: int, field: str = "label") -> str:
    """A Vega expression that breaks each of these names into lines of at most so many letters."""
    return chosen({str(name): textwrap.wrap(str(name), letters, break_long_words=False) for name in names}, field)


def key(
    screen: Screen, words: str = "upper(slice(datum.label, 0, 1)) + slice(datum.label, 1)", **look: Any
) -> alt.Legend:
    """A key above the picture; `words` is the expression for what it says of a value."""
    usual = {
        "orient": "top",
        "title": None,
        "columns": 2 if screen.is_narrow else 5,
        "labelExpr": words,
        "labelLimit": 0,
    }
    return alt.Legend(**(usual | look))


def told(chart: Chart, *fields: str) -> list[alt.Tooltip]:
    """What the chart says of a mark when it is explored."""
    said = labels(chart)
    return [alt.Tooltip(f"{field}:N", title=said[field]) for field in fields]


def layered(rows: list[Row], *layers: alt.Chart, **size: Any) -> alt.LayerChart:
    """A chart of these rows; made in one step, as Altair copies whatever it is given at every further one."""
    return alt.LayerChart(layer=list(layers), datasets={"rows": rows}, **size)


def sized(rows: list[Row], *layers: alt.Chart, screen: Screen, **size: Any) -> alt.LayerChart:
    """A chart of these rows, as wide as the page lets it be, labels and all."""
    fit = alt.AutoSizeParams(type="fit-x", contains="padding")
    return layered(rows, *layers, width=screen.width, autosize=fit, **size)


def rows_down(field: str, screen: Screen, **axis: Any) -> alt.Y:
    """A row for each name, which stands at its left; on a narrow screen `headings` say it above the row instead."""
    scale = alt.Scale(type="band", paddingInner=0, paddingOuter=0)
    return alt.Y(f"{field}:N", sort=None, axis=alt.Axis(labels=not screen.is_narrow, **axis), scale=scale)


def headings(names: Iterable[Value], field: str, screen: Screen) -> list[alt.Chart]:
    """The names above their rows on a narrow screen."""
    if not screen.is_narrow:
        return []
    base = alt.Chart(ROWS).transform_aggregate(groupby=[field])
    broken = base.transform_calculate(lines=lines(names, 44, field)).mark_text(align="left", baseline="top", dy=8)
    return [broken.encode(x=alt.value(0), y=alt.Y(f"{field}:N", sort=None, bandPosition=0), text="lines:N")]


def squares(chart: Chart, screen: Screen) -> alt.LayerChart:
    """A square for each of what is counted, in the order of the scale; the key holds the counts."""
    rows = records(chart)
    scale = Scale(chart, (row["rating"] for row in rows))
    counts = {str(row["rating"]): f"{name_of(str(row['rating']))}: {row['count']}" for row in rows}
    high = 8 if screen.is_narrow else 5
    base = (
        alt.Chart(ROWS)
        .transform_calculate(unit="sequence(datum.count)")
        .transform_flatten(["unit"])
        .transform_window(place="row_number()")
        .transform_calculate(row=f"(datum.place - 1) % {high}", column=f"floor((datum.place - 1) / {high})")
        .encode(x=alt.X("column:O", axis=None), y=alt.Y("row:O", axis=None))
    )
    legend = key(screen, chosen(counts, "label"))
    outline = scale.outline(legend)
    boxes = base.mark_rect(**OUTLINE).encode(fill=scale.fill(legend), stroke=outline, tooltip=told(chart, "rating"))
    signs = base.mark_point(filled=True, size=40, opacity=1, **OUTLINE).encode(
        shape=scale.shape(legend, "square"), color=scale.on_fill()
    )
    signs = signs.transform_filter(alt.FieldOneOfPredicate("rating", [*chart.grades]))  # no sign for what is no rating
    step = alt.Step(18 if screen.is_narrow else 28)
    return layered(rows, boxes, signs, width=step, height=step)


def shares(chart: Chart, screen: Screen) -> alt.LayerChart:
    """A bar as long as what is known, divided in the order of the scale; totals and what is known by unit apart."""
    first, found = chart.columns[0].name, records(chart)
    counted = {c.name: rating for c in chart.columns for rating in chart.grades if c.label == name_of(rating)}
    rows: list[Row] = [
        {first: row[first], "counted": row["counted"], "said": of_known(row)}
        | {"rating": rating, "order": place, "count": row[column]}
        for row in found
        for place, (column, rating) in enumerate(counted.items())
        if row[column] or not row["known"]
    ]
    scale, names = Scale(chart, (row["rating"] for row in rows if row["count"])), [row[first] for row in rows]
    longest = max((int(row["known"] or 0) for row in found), default=0) or 1
    room = 1 if screen.is_narrow else 1.55  # for the words at the end, which stand above the bar on a narrow screen
    head, high, gap = (22, 52, 0) if screen.is_narrow else (0, 26, 12)
    step = head + high * max(Counter(row[first] for row in found).values()) + gap
    base = alt.Chart(ROWS).encode(y=rows_down(first, screen))
    if step > head + high + gap:
        within = alt.Scale(range=[head + gap / 2, step - gap / 2])
        base = base.encode(yOffset=alt.YOffset("counted:N", sort=None, scale=within))
    elif head:
        base = base.encode(yOffset=alt.value((step + head) / 2))
    along: dict[str, Any] = {"axis": None, "scale": alt.Scale(domain=[0, longest * room])}
    given, order = base.transform_filter("datum.count > 0"), alt.Order("order:Q")
    ends = base.transform_aggregate(known="sum(count)", groupby=[first, "counted", "said"])
    above: dict[str, Any] = {"x": alt.value(0)} if screen.is_narrow else {"x": alt.X("known:Q", **along)}
    said = ends.mark_text(align="left", dx=0 if screen.is_narrow else 6, dy=-18 if screen.is_narrow else 1).encode(
        text="said:N", **above
    )
    bars = given.mark_bar(size=20, **OUTLINE).encode(
        x=alt.X("count:Q", **along), fill=scale.fill(key(screen)), order=order
    )
    middle = alt.X("count:Q", stack="zero", bandPosition=0.5, **along)
    numbers = given.mark_text(dy=1).encode(x=middle, text="count:Q", color=scale.on_fill(), order=order)
    rows_high = alt.Step(step, **{"for": "position"})
    return sized(rows, said, bars, numbers, *headings(names, first, screen), screen=screen, height=rows_high)


def of_known(row: Row) -> str:
    """What stands at the end of a bar: how many are known of how many, and from where."""
    if row["known"] == row["inspected"]:
        return say("{count}, {source}", count=row["known"], source=row["counted"])
    return say("{count} of {all}, {source}", count=row["known"], all=row["inspected"], source=row["counted"])


def standing(chart: Chart, screen: Screen) -> alt.LayerChart:
    """Every known score on one line, this PDU ringed and its region marked, or all of them by region."""
    return score_strip(chart, screen) if chart.options["region"] else scores_by_region(chart, screen)


def score_axis(chart: Chart, field: str = "score:Q") -> alt.X:
    """The scale of scores from none to all points."""
    highest = int(chart.options["maximum"] or 0)
    axis = alt.Axis(values=list(range(0, highest + 1, 3)), title=labels(chart)["score"], domain=True)
    return alt.X(field, scale=alt.Scale(domain=[-0.5, highest + 0.5]), axis=axis)


SCORED = ("pdu", "region", "score", "overall", "published")


def score_strip(chart: Chart, screen: Screen) -> alt.LayerChart:
    """Scores on one line, equal ones above each other; rings show the region, and a name the PDU."""
    rows = [row for row in records(chart) if row["score"] is not None]
    marked, region, highest = chart.options["marked"], chart.options["region"], int(chart.options["maximum"] or 0)
    mine, others = say("In {region}", region=region), say("In other regions")
    scale = Scale(chart, (row["overall"] for row in rows), "overall")
    tallest = max(Counter(row["score"] for row in rows).values(), default=1) + 1
    base = (
        alt.Chart(ROWS)
        .transform_calculate(
            marked=f"datum.pdu == {json.dumps(marked)}",
            where=f"datum.region == {json.dumps(region)} ? {json.dumps(mine)} : {json.dumps(others)}",
        )
        .transform_window(
            level="row_number()",
            groupby=["score"],
            sort=[alt.SortField("marked"), alt.SortField("where"), alt.SortField("pdu")],
        )
        .encode(x=score_axis(chart), y=alt.Y("level:Q", scale=alt.Scale(domain=[0.4, tallest + 0.4]), axis=None))
    )
    legend = (
        key(
            screen,
            "datum.label",
            symbolFillColor=NOTHING,
            symbolStrokeColor=TEXT,
            orient="bottom",
            columns=1 if screen.is_narrow else 2,
        )
        if any(row["region"] == region for row in rows)
        else None
    )
    rings = alt.StrokeWidth("where:N", scale=alt.Scale(domain=[mine, others], range=[2.5, 0.5]), legend=legend)
    size = 60 if screen.is_narrow else 90
    dots = base.mark_point(size=size, opacity=1, stroke=TEXT).encode(
        **scale.signs(key(screen)), strokeWidth=rings, tooltip=told(chart, *SCORED)
    )
    this = base.transform_filter("datum.marked")
    ring = this.mark_point(size=4 * size, stroke=TEXT, strokeWidth=2, filled=False, shape="circle", opacity=1)
    left = this.transform_filter(f"datum.score <= {highest / 2}").mark_text(
        align="left", dx=16, dy=-6, fontWeight="bold"
    )
    right = this.transform_filter(f"datum.score > {highest / 2}").mark_text(
        align="right", dx=-16, dy=-6, fontWeight="bold"
    )
    name = [text.encode(text="pdu:N") for text in (left, right)]
    return sized(rows, dots, ring, *name, screen=screen, height=tallest * (14 if screen.is_narrow else 15))


def scores_by_region(chart: Chart, screen: Screen) -> alt.LayerChart:
    """Scores in the row of each region, equal ones above each other, with the median of each and of all."""
    rows = [row for row in records(chart) if row["score"] is not None]
    scale, regions = Scale(chart, (row["overall"] for row in rows), "overall"), [row["region"] for row in rows]
    tallest = max(Counter((row["region"], row["score"]) for row in rows).values(), default=1)
    base = alt.Chart(ROWS).transform_window(level="row_number()", groupby=["region", "score"])
    row, x = rows_down("region", screen, grid=True, tickBand="extent"), score_axis(chart)
    high = alt.YOffset("level:Q", scale=alt.Scale(domain=[0, tallest + (2.5 if screen.is_narrow else 1)], reverse=True))
    dots = base.mark_point(size=60 if screen.is_narrow else 80, opacity=1, **OUTLINE).encode(
        x=x, y=row, yOffset=high, **scale.signs(key(screen)), tooltip=told(chart, *SCORED)
    )
    middle = score_axis(chart, "median(score):Q")
    of_all = base.mark_rule(strokeDash=[4, 3]).encode(x=middle)
    of_region = base.mark_rule(strokeWidth=5, opacity=0.2).encode(
        x=middle, y=alt.Y("region:N", sort=None, bandPosition=0), y2=alt.Y2("region", bandPosition=1)
    )
    return sized(
        rows,
        of_region,
        of_all,
        dots,
        *headings(regions, "region", screen),
        screen=screen,
        height=alt.Step(12 * (tallest + (2 if screen.is_narrow else 1))),
    )


def tiles(chart: Chart, screen: Screen) -> alt.LayerChart:
    """A tile for each region at its place in the tile map."""
    rows = records(chart)
    scale = Scale(chart, (row["rating"] for row in rows))
    padding = alt.Scale(paddingInner=0.05, paddingOuter=0)
    base = (
        alt.Chart(ROWS)
        .transform_calculate(
            name=lines((row["region"] for row in rows), 10 if screen.is_narrow else 18, "region"), words=scale.words()
        )
        .encode(x=alt.X("column:O", axis=None, scale=padding), y=alt.Y("row:O", axis=None, scale=padding))
    )
    legend = key(screen) if screen.is_narrow else None
    outline = scale.outline(legend)
    boxes = base.mark_rect(**OUTLINE).encode(
        fill=scale.fill(legend), stroke=outline, tooltip=told(chart, "region", "rating")
    )
    names = base.mark_text(
        dy=-30 if screen.is_narrow else -28, baseline="top", fontSize=12 if screen.is_narrow else 13
    ).encode(text="name:N", color=scale.on_fill())
    signs = base.mark_point(filled=True, size=90, opacity=1, yOffset=24 if screen.is_narrow else 14).encode(
        shape=scale.shape(legend), color=scale.on_fill()
    )
    words = [] if screen.is_narrow else [base.mark_text(dy=32).encode(text="words:N", color=scale.on_fill())]
    count = len({row["column"] for row in rows}) or 1
    step = alt.Step(screen.width // max(count, 4))
    return layered(rows, boxes, names, signs, *words, width=step, height=alt.Step(88))


def bars(chart: Chart, screen: Screen) -> alt.LayerChart:
    """A bar for each value, with the value at its end; where it is a percentage, in front of the whole."""
    name, value = (column.name for column in chart.columns)
    rows, highest, unit = records(chart), float(chart.options["highest"] or 1), chart.options["unit"]
    low = 12 if screen.is_narrow else 0
    base = alt.Chart(ROWS).encode(y=rows_down(name, screen))
    x = alt.X(f"{value}:Q", scale=alt.Scale(domain=[0, highest * 1.1]), axis=None)  # room for the number
    look: dict[str, Any] = {"size": 20, "yOffset": low, "color": ACCENT}
    whole = [base.mark_bar(**look, fillOpacity=0.15).encode(x=alt.datum(highest))] if unit else []
    numbers = base.transform_calculate(said=f"datum.{value} + {json.dumps(unit)}").mark_text(
        align="left", dx=5, dy=low + 1, fontWeight="bold"
    )
    return sized(
        rows,
        *whole,
        base.mark_bar(**look).encode(x=x),
        numbers.encode(x=alt.datum(highest) if unit else x, text="said:N"),
        *headings((row[name] for row in rows), name, screen),
        screen=screen,
        height=alt.Step(50 if screen.is_narrow else 36),
    )


def change(chart: Chart, screen: Screen) -> alt.LayerChart:
    """An arrow for each unit, from its earlier grade to its later one, which has its sign."""
    rows, grades = records(chart), [*chart.grades][::-1]
    scale, names = Scale(chart, (row["later"] for row in rows), "later"), [row["pdu"] for row in rows]
    low = 11 if screen.is_narrow else 0
    heads = lines((name_of(grade) for grade in grades), 12)
    axis = alt.Axis(orient="top", labelAngle=0, grid=True, labelExpr=heads, labelPadding=23)  # room for two lines
    place: dict[str, Any] = {"sort": None, "scale": alt.Scale(domain=grades), "axis": axis}
    base = alt.Chart(ROWS).encode(y=rows_down("pdu", screen))
    earlier, later = alt.X("earlier:N", **place), alt.X("later:N", **place)
    ways = base.mark_rule(strokeWidth=2, opacity=0.4, yOffset=low, y2Offset=low).encode(x=earlier, x2="later:N")
    moved = base.transform_filter("datum.earlier != datum.later")
    before = moved.mark_point(size=70, filled=True, fill=ACCENT, opacity=1, yOffset=low).encode(x=earlier)
    after = base.mark_point(size=130, opacity=1, yOffset=low, **OUTLINE).encode(x=later, **scale.signs(key(screen)))
    return sized(
        rows,
        ways,
        before,
        after,
        *headings(names, "pdu", screen),
        screen=screen,
        height=alt.Step(44 if screen.is_narrow else 26),
    )


KINDS: Mapping[str, Callable[[Chart, Screen], alt.LayerChart]] = {
    "bars": bars,
    "change": change,
    "counts": squares,
    "shares": shares,
    "standing": standing,
    "tiles": tiles,
}
