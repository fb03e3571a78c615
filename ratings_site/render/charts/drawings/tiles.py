"""The tile map: a tile for each region at its row and column."""

from typing import Any

import altair as alt

from ratings_site.model.views.chart import Chart
from ratings_site.render.charts.arrangement import (
    Arrangement,
    Record,
    capitalised,
    hatching,
    key,
    outcomes_shown,
    records,
)
from ratings_site.render.charts.marks import TABLE, cells, hatch, key_marks, picture, symbols, words
from ratings_site.render.charts.palette import Layout
from ratings_site.render.charts.type import BOLD, lines_within

MOST_WIDE = 170
GAP = {"wide": 5, "narrow": 3}
TYPE_SIZE = {"wide": 13, "narrow": 12}
LINE = 15


def arrange(chart: Chart, layout: Layout) -> Arrangement:
    """Place each tile; a narrow one has its symbol only, and the words are in a key above."""
    rows, size = records(chart), TYPE_SIZE[layout.name]
    legend, top = key(outcomes_shown(row["rating"] for row in rows), layout) if layout.is_narrow else ([], 0.0)
    top += GAP[layout.name] if legend else 0
    width = _width(rows, layout)
    corner = {
        "row": min((row["row"] for row in rows), default=1),
        "column": min((row["column"] for row in rows), default=1),
    }
    for row in rows:
        row["_name"] = lines_within(row["region"], (width - 10) / (1 if layout.is_narrow else BOLD), size)
        row["_words"] = [] if layout.is_narrow else lines_within(capitalised(row["rating"]), width - 4, size)
    height = max((len(row["_name"]) + len(row["_words"]) for row in rows), default=0) * LINE + 36
    for row in rows:
        left = (row["column"] - corner["column"]) * (width + GAP[layout.name])
        above = (row["row"] - corner["row"]) * (height + GAP[layout.name])
        row |= {"_x": left, "_x2": left + width, "_y": top + above, "_y2": top + above + height}
        _place_words(row)
    bottom = max((row["_y2"] for row in rows), default=1)
    return Arrangement(bottom, rows, {"hatch": hatching([*rows, *legend]), "key": legend})


def _width(rows: list[Record], layout: Layout) -> float:
    columns = [row["column"] for row in rows] or [1]
    count = max(columns) - min(columns) + 1
    return float(min((layout.width - (count - 1) * GAP[layout.name]) / count, MOST_WIDE))


def _place_words(row: Record) -> None:
    """Set a tile's name, symbol and words in its middle."""
    free = row["_y2"] - row["_y"] - (len(row["_name"]) + len(row["_words"])) * LINE - 20
    first = row["_y"] + free / 2 + 12
    symbol = first + (len(row["_name"]) - 1) * LINE + 14
    row |= {"_c": (row["_x"] + row["_x2"]) / 2, "_name_y": first, "_symbol_y": symbol, "_words_y": symbol + 20}


def draw(layout: Layout) -> alt.LayerChart:
    """Tiles with the region's name, its symbol and its word."""
    text: dict[str, Any] = {"align": "center", "on_cell": "rating", "fontSize": TYPE_SIZE[layout.name]}
    return picture(
        [
            *key_marks(layout),
            *cells(TABLE),
            hatch(),
            words(TABLE, "_name", layout, "_c", "_name_y", **text, fontWeight="normal" if layout.is_narrow else "bold"),
            symbols(TABLE, "_c", "_symbol_y", size=110),
            words(TABLE, "_words", layout, "_c", "_words_y", **text),
        ],
        layout,
        top=1,
        bottom=1,
    )
