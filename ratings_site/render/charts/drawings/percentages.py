"""Shares of cases as bars from 0 to 100 per cent; a value that is lost is a dashed box that says so."""

from itertools import groupby

import altair as alt

from ratings_site.model.views.chart import Chart
from ratings_site.model.wording import say, to_say
from ratings_site.render.charts.arrangement import Arrangement, Record, label_lines, records
from ratings_site.render.charts.marks import TABLE, across, down, picture, rows_of, words
from ratings_site.render.charts.palette import ACCENT, LINE, PAPER, SOFT, TINT, Layout
from ratings_site.render.charts.type import widest

MOST_FOR_NAMES = 230
NUMBER_WIDTH = 46
BAR_HEIGHT = 22
LOST = to_say("not in the text we hold")


def arrange(chart: Chart, layout: Layout) -> Arrangement:
    """Place the headings of the parts and a bar for each measure."""
    rows = records(chart)
    names = widest([row["measure"] for row in rows], layout.type_size)
    left = 0 if layout.is_narrow else min(names + 18, MOST_FOR_NAMES)
    full = layout.width - NUMBER_WIDTH
    heads: list[Record] = []
    parts = [(part, list(group)) for part, group in groupby(rows, key=lambda row: row["group"])]
    top = 0.0
    for part, group in parts:
        if len(parts) > 1:
            heads.append({"_x": 0, "_y": top + layout.line_height, "_words": part})
            top += layout.line_height + 10
        for row in group:
            top = _arrange_bar(row, top, left, full, layout)
        top += 10
    return Arrangement(max(top - 18, 1), rows, {"heads": heads})


def _arrange_bar(row: Record, top: float, left: float, full: float, layout: Layout) -> float:
    line = layout.line_height
    name = label_lines(row["measure"], layout, layout.width if layout.is_narrow else left - 14)
    above = len(name) * line + 4 if layout.is_narrow else 0
    height = max(BAR_HEIGHT, 0 if layout.is_narrow else len(name) * line)
    bar = top + above + (height - BAR_HEIGHT) / 2
    value = row["per_cent"]
    end = full if value is None else left + (full - left) * value / 100
    first = top + line - 2 if layout.is_narrow else bar + BAR_HEIGHT / 2 + 4.5 - (len(name) - 1) * line / 2
    row |= {"_name": name, "_name_x": 0, "_name_y": first, "_x": left, "_x2": end, "_full": full}
    row |= {"_y": bar, "_y2": bar + BAR_HEIGHT, "_text_y": bar + BAR_HEIGHT / 2 + 4.5}
    row |= {"_text": say(LOST) if value is None else f"{value:g}%", "_text_x": left + 9 if value is None else full + 8}
    return top + above + height + 8


def draw(layout: Layout) -> alt.LayerChart:
    """A pale track of 100 per cent, the bar on it, the number beside it."""
    known = TABLE.transform_filter("isValid(datum.per_cent)")
    lost = TABLE.transform_filter("!isValid(datum.per_cent)")
    box = {"y": down(), "y2": alt.Y2("_y2")}
    return picture(
        [
            known.mark_rect(color=TINT).encode(x=across(), x2="_full", **box),
            known.mark_rect(color=ACCENT).encode(x=across(), x2="_x2", **box),
            lost.mark_rect(fill=PAPER, stroke=LINE, strokeDash=[4, 3]).encode(x=across(), x2="_x2", **box),
            words(rows_of("heads"), "_words", layout, fontWeight="bold"),
            words(TABLE, "_name", layout, "_name_x", "_name_y"),
            words(known, "_text", layout, "_text_x", "_text_y", fontWeight="bold"),
            words(lost, "_text", layout, "_text_x", "_text_y", color=SOFT),
        ],
        layout,
        top=1,
        bottom=1,
    )
