"""Scores by region: a symbol for each PDU, medians as lines, one PDU marked and named."""

from dataclasses import dataclass
from itertools import groupby
from statistics import median
from typing import Any

import altair as alt

from ratings_site.model.views.chart import Chart
from ratings_site.model.wording import say, to_say
from ratings_site.render.charts.arrangement import Arrangement, Record, key, label_lines, outcomes_shown, records
from ratings_site.render.charts.marks import (
    TABLE,
    across,
    down,
    key_marks,
    picture,
    rows_of,
    shape,
    symbol_colour,
    told,
    words,
)
from ratings_site.render.charts.palette import ACCENT, HAIRLINE, INK, SOFT, TINT, Layout
from ratings_site.render.charts.type import BOLD, widest

DOT = 8.5
"""Pixels from one symbol to the next."""

HIGHEST_STACK = 8
UNKNOWN_SIDE_BY_SIDE = 4
AXIS_HEIGHT = 22


@dataclass(frozen=True)
class Frame:
    """Where the columns of a layout are, in pixels: the scale's ends, scores not known, the medians' right edge."""

    zero: float
    full: float
    unknown: float
    medians: float
    label_height: float
    """Room for the region's name above its row; none where names stand at the left."""


FRAMES = {
    "wide": Frame(zero=190, full=556, unknown=574, medians=676, label_height=0),
    "narrow": Frame(zero=8, full=164, unknown=176, medians=271, label_height=19),
}


def arrange(chart: Chart, layout: Layout) -> Arrangement:
    """Place every region's row, and in it every PDU above its line."""
    rows = records(chart)
    known = [row["score"] for row in rows if row["score"] is not None]
    maximum = int(chart.options["maximum"] or 0) or max(known, default=1)
    shown = {row["overall"] for row in rows if row["pdu"]}
    legend, top = key([outcome for outcome in outcomes_shown(shown) if outcome in shown], layout)
    top += 52 if layout.is_narrow else 36
    heads = _heads(rows, top, layout)
    regions, marks = [], []
    for _, group in groupby(rows, key=lambda row: str(row["region"])):
        region = _Region(list(group), chart, layout, maximum)
        regions.append(region.arranged(top))
        marks += region.mark(top)
        top = regions[-1]["_y2"]
    others = {"regions": regions, "marked": marks, "key": legend, "heads": heads}
    return Arrangement(top, rows, others | {"country": _country(known, regions, layout)}, {"maximum": maximum})


def _heads(rows: list[Record], top: float, layout: Layout) -> list[Record]:
    frame, y = FRAMES[layout.name], top - (38 if layout.is_narrow else 23)
    heads = [{"_x": frame.medians, "_y": y, "_lines": say("region\nmedian").split("\n"), "_right": True}]
    if any(row["pdu"] and row["score"] is None for row in rows):
        heads.append({"_x": frame.unknown, "_y": y, "_lines": say("score not\nknown").split("\n"), "_right": False})
    return heads


def _country(known: list[int], regions: list[Record], layout: Layout) -> list[Record]:
    """The country's median: a line past the inspected regions, or one in each where names stand between."""
    if not known:
        return []
    middle = {"_median": median(known), "_words": say("median of all: {median}", median=f"{median(known):g}")}
    reached = [region for region in regions if not region["_none"]]
    ends = [(r["_clear"], r["_y2"]) for r in reached] if layout.is_narrow else [(reached[0]["_y"], reached[-1]["_y2"])]
    lines = [middle | {"_y": begin, "_y2": end} for begin, end in ends]
    lines[0]["_label_y"] = reached[0]["_y"] - 6
    return lines


class _Region:
    """One region's row while it is arranged."""

    def __init__(self, rows: list[Record], chart: Chart, layout: Layout, maximum: int) -> None:
        self.rows, self.layout, self.frame = rows, layout, FRAMES[layout.name]
        self.name = str(rows[0]["region"])
        self.named = self.name == chart.options.get("region")
        self.point = (self.frame.full - self.frame.zero) / maximum
        self.inspected = [row for row in rows if row["pdu"]]
        self.groups = [list(group) for _, group in groupby(self.inspected, key=lambda row: row["score"])]
        self.marked = next((row for row in self.inspected if row["pdu"] == chart.options.get("marked")), None)
        self.label = self._label()

    def arranged(self, top: float) -> Record:
        """The row, below `top`, with every PDU of the region in its place."""
        base = self._base(top)
        for group in self.groups:
            self._stack(group, base)
        for row in self.rows:
            row.setdefault("_y", base)
        scores = [row["score"] for row in self.inspected if row["score"] is not None]
        name = self._name()
        first = top + 14 if self.layout.is_narrow else base - 4 - (len(name) - 1) * self.layout.line_height
        return {
            "region": self.name,
            "_name": name,
            "_name_y": first,
            "_y": top,
            "_y2": base + 6,
            "_clear": top + self.frame.label_height,
            "_base": base,
            "_median": median(scores) if scores else None,
            "_words": f"{median(scores):g}" if scores else "",
            "_none": "" if self.inspected else say("none inspected"),
            "_named": self.named,
        }

    def mark(self, top: float) -> list[Record]:
        """The marked PDU with its name above its symbol, as near as the edges of the picture let it."""
        if self.marked is None:
            return []
        line, top = self.layout.line_height, top + self.frame.label_height
        half = widest(self.label, self.layout.type_size) * BOLD / 2
        x = min(max(self.marked["_x"], self.frame.zero - 6 + half), self.layout.width - half)
        place = {"_label_x": x, "_label_y": top + line - 3}
        leader = {"_from": top + len(self.label) * line, "_to": self.marked["_y"] - 7}
        return [self.marked | {"_label": self.label} | place | leader]

    def _label(self) -> list[str]:
        if self.marked is None:
            return []
        label, score = self.marked["pdu"], self.marked["score"]
        if score is not None:
            label = say("{name}: {score}", name=label, score=score)
        return label_lines(label, self.layout, self.layout.width / BOLD - 4)

    def _name(self) -> list[str]:
        return label_lines(self.name, self.layout, self.layout.width if self.layout.is_narrow else self.frame.zero - 22)

    def _base(self, top: float) -> float:
        """The line on which the symbols stand: as far below `top` as names and the highest stack need."""
        high = max((-(-len(group) // self._side_by_side(group)) for group in self.groups), default=0) * DOT + 8
        beside = 0 if self.layout.is_narrow else len(self._name()) * self.layout.line_height + 4
        room = max(high, beside) if self.groups else beside
        return top + len(self.label) * self.layout.line_height + self.frame.label_height + room

    def _side_by_side(self, group: list[Record]) -> int:
        """How many symbols stand beside each other: a high stack gets wider where a point of the scale lets it."""
        if group[0]["score"] is None:
            return UNKNOWN_SIDE_BY_SIDE
        return max(1, int(self.point // DOT)) if len(group) > HIGHEST_STACK else 1

    def _stack(self, group: list[Record], base: float) -> None:
        """Place PDUs with the same score beside and above each other, those without one from the left."""
        side = self._side_by_side(group)
        for place, row in enumerate(group):
            level, column = divmod(place, side)
            if row["score"] is None:
                x, shift = self.frame.unknown + DOT / 2 + column * DOT, 0.0
            else:
                shift = (column - (min(side, len(group) - level * side) - 1) / 2) * DOT
                x = self.frame.zero + row["score"] * self.point + shift
            row |= {"_x": x, "_dx": shift, "_y": base - DOT / 2 - 2 - level * DOT}


def draw(layout: Layout) -> alt.LayerChart:
    """Rows of symbols on a scale from 0 to the highest score."""
    maximum = alt.param("maximum", value=21)
    marks = [*_rows(layout), *_medians(layout), *_names(layout), *_dots(layout), *key_marks(layout, on_cell=False)]
    return picture(marks, layout, maximum, top=1, bottom=AXIS_HEIGHT)


def _at(field: str, layout: Layout) -> alt.X:
    """A place on the scale of scores."""
    frame = FRAMES[layout.name]
    scale = alt.Scale(domainMin=0, domainMax=alt.ExprRef("maximum"), nice=False, range=[frame.zero, frame.full])
    values = alt.ExprRef("sequence(0, maximum + 1, 3)")
    return alt.X(f"{field}:Q", scale=scale, axis=alt.Axis(values=values, format="d", labelPadding=5, labelFlush=False))


def _rows(layout: Layout) -> list[alt.Chart]:
    """The marked region's band, and the line of every region."""
    frame = FRAMES[layout.name]
    regions = rows_of("regions").transform_calculate(
        _left="0", _right=f"{layout.width}", _from=f"{frame.zero - 6}", _to=f"{frame.full + 6}"
    )
    band = regions.transform_filter("datum._named").mark_rect(color=TINT)
    return [
        band.encode(x=across("_left"), x2="_right", y=down(), y2="_y2"),
        regions.mark_rule(color=HAIRLINE).encode(x=across("_from"), x2="_to", y=down("_base")),
    ]


def _medians(layout: Layout) -> list[alt.Chart]:
    """The country's dashed line with its words, and each region's short one."""
    country, at_median = rows_of("country"), _at("_median", layout)
    label = country.transform_filter("isValid(datum._label_y)").mark_text(
        fontSize=layout.type_size, color=SOFT, baseline="alphabetic", align="left", dx=-3
    )
    short = rows_of("regions").transform_calculate(_foot="datum._base + 6").mark_rule(color=INK, strokeWidth=2.5)
    return [
        country.mark_rule(color=SOFT, strokeDash=[4, 3]).encode(x=at_median, y=down(), y2="_y2"),
        label.encode(x=at_median, y=down("_label_y"), text="_words:N"),
        short.encode(x=at_median, y=down("_base"), y2="_foot"),
    ]


def _names(layout: Layout) -> list[alt.Chart]:
    """The regions' names and medians, what stands over the columns, and where nothing has been inspected."""
    frame, heads = FRAMES[layout.name], rows_of("heads")
    right = layout.is_narrow
    regions = rows_of("regions").transform_calculate(
        _left="0", _medians=f"{frame.medians}", _none_x=f"{frame.medians if right else frame.zero}"
    )
    return [
        words(heads.transform_filter("datum._right"), "_lines", layout, align="right", color=SOFT),
        words(heads.transform_filter("!datum._right"), "_lines", layout, color=SOFT),
        words(regions, "_name", layout, "_left", "_name_y"),
        words(regions, "_words", layout, "_medians", "_name_y", align="right"),
        words(regions, "_none", layout, "_none_x", "_name_y", align="right" if right else "left", color=SOFT),
    ]


def _dots(layout: Layout) -> list[alt.Chart]:
    """Every PDU at its score or beside the scale, and a ring, a line and a name for the marked one."""
    marked = rows_of("marked")
    scored = TABLE.transform_filter("isValid(datum.score)")
    unknown = TABLE.transform_filter("!isValid(datum.score) && datum.pdu != ''")
    tooltip = told(
        pdu=to_say("PDU"),
        region=to_say("Region"),
        score=to_say("Score"),
        overall=to_say("Overall rating"),
        published=to_say("Published"),
    )
    look: dict[str, Any] = {
        "y": down(),
        "shape": shape("overall"),
        "color": symbol_colour("overall"),
        "tooltip": tooltip,
    }
    dot: dict[str, Any] = {"filled": True, "opacity": 1, "size": 44}
    ring = marked.mark_point(filled=False, shape="circle", color=ACCENT, size=190, strokeWidth=2, opacity=1)
    return [
        marked.mark_rule(color=ACCENT, strokeWidth=1).encode(x=across(), y=down("_from"), y2="_to"),
        words(marked, "_label", layout, "_label_x", "_label_y", align="center", color=ACCENT, fontWeight="bold"),
        scored.mark_point(**dot, xOffset=alt.ExprRef("datum._dx")).encode(x=_at("score", layout), **look),
        unknown.mark_point(**dot).encode(x=across(), **look),
        ring.encode(x=across(), y=down()),
    ]
