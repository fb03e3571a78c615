"""The standards of one inspection: cells side by side, or one below the other where it is narrow."""

import math

import altair as alt

from ratings_site.model.views.chart import Chart
from ratings_site.model.wording import say, to_say
from ratings_site.render.charts.arrangement import Arrangement, Record, capitalised, hatching, label_lines, records
from ratings_site.render.charts.marks import TABLE, cells, hatch, picture, symbols, words
from ratings_site.render.charts.palette import Layout

MOST_IN_A_LINE = 8
GAP = 4
WIDEST = 170
CELL_HEIGHT = 78
NAME_WIDTH = 112
"""Where the cells begin in the narrow layout."""

NOTES = {"derived": to_say("(worked out)")}


def arrange(chart: Chart, layout: Layout) -> Arrangement:
    """Place each standard's cell, name and words."""
    rows = records(chart)
    height = _arrange_list(rows, layout) if layout.is_narrow else _arrange_lines(rows, layout)
    return Arrangement(height, rows, {"hatch": hatching(rows)})


def _arrange_lines(rows: list[Record], layout: Layout) -> float:
    columns = len(rows) if len(rows) <= MOST_IN_A_LINE else math.ceil(len(rows) / 2)
    width = min((layout.width - (columns - 1) * GAP) / max(columns, 1), WIDEST)
    line = layout.line_height
    names = [label_lines(row["standard"], layout, width) for row in rows]
    head = max((len(name) for name in names), default=1) * line + 6
    for place, (row, name) in enumerate(zip(rows, names, strict=True)):
        top = (place // columns) * (head + CELL_HEIGHT + 14) + head
        left = (place % columns) * (width + GAP)
        said = label_lines(capitalised(row["rating"]), layout, width - 6)
        note = say(NOTES[row["basis"]]) if row["basis"] in NOTES else ""
        first = top + (48 if len(said) == 1 else 42)
        row |= {"_x": left, "_x2": left + width, "_y": top, "_y2": top + CELL_HEIGHT, "_c": left + width / 2}
        row |= {"_name": name, "_name_x": left + width / 2, "_name_y": top - 8 - (len(name) - 1) * line}
        row |= {"_words": said, "_words_x": row["_c"], "_words_y": first, "_symbol_y": top + 19}
        row |= {"_note": note, "_note_y": first + len(said) * line}
    return math.ceil(len(rows) / max(columns, 1)) * (head + CELL_HEIGHT + 14) - 14


def _arrange_list(rows: list[Record], layout: Layout) -> float:
    top = 0.0
    line = layout.line_height
    for row in rows:
        name = label_lines(row["standard"], layout, NAME_WIDTH - 8)
        note = say(NOTES[row["basis"]]) if row["basis"] in NOTES else ""
        height = max(len(name), 2 if note else 1) * line + 14
        middle = top + height / 2
        first = middle + 4.5 - (line / 2 if note else 0)
        row |= {"_x": NAME_WIDTH, "_x2": layout.width, "_y": top, "_y2": top + height, "_c": NAME_WIDTH + 14}
        row |= {"_name": name, "_name_x": 0, "_name_y": middle + 4.5 - (len(name) - 1) * line / 2}
        row |= {"_words": [capitalised(row["rating"])], "_words_x": NAME_WIDTH + 26, "_words_y": first}
        row |= {"_symbol_y": first - 4.5, "_note": note, "_note_y": first + line}
        top += height + GAP
    return top - GAP


def draw(layout: Layout) -> alt.LayerChart:
    """Cells with their symbol, word and note, and the standards' names."""
    align = "left" if layout.is_narrow else "center"
    return picture(
        [
            *cells(TABLE),
            hatch(),
            symbols(TABLE, "_c", "_symbol_y", size=110 if layout.is_narrow else 200),
            words(TABLE, "_name", layout, "_name_x", "_name_y", align=align),
            words(TABLE, "_words", layout, "_words_x", "_words_y", align=align, on_cell="rating"),
            words(TABLE, "_note", layout, "_words_x", "_note_y", align=align, on_cell="rating", fontSize=12),
        ],
        layout,
        top=1,
        bottom=1,
    )
