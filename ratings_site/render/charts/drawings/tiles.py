"""The tile map: a tile for each region at its row and column."""

import altair as alt

from ratings_site.model.views.chart import Chart
from ratings_site.render.charts.arrangement import Arrangement, capitalised, hatching, label_lines, records
from ratings_site.render.charts.marks import TABLE, cells, hatch, picture, symbols, words
from ratings_site.render.charts.palette import Layout

GAP = 5
HEIGHT = {"wide": 96, "narrow": 0}
MOST_WIDE = 170


def arrange(chart: Chart, layout: Layout) -> Arrangement:
    """Place each tile; where it is narrow the tiles are as high as their words need."""
    rows = records(chart)
    if not rows:
        return Arrangement(1, rows, {"hatch": []})
    first_row, first_column = min(row["row"] for row in rows), min(row["column"] for row in rows)
    columns = max(row["column"] for row in rows) - first_column + 1
    width = min((layout.width - (columns - 1) * GAP) / columns, MOST_WIDE)
    size = 12 if layout.is_narrow else layout.type_size
    for row in rows:
        row["_name"] = label_lines(row["region"], layout, width - 4 if layout.is_narrow else width - 12)
        row["_words"] = label_lines(capitalised(row["rating"]), layout, width - 4)
    lines = max(len(row["_name"]) + len(row["_words"]) for row in rows)
    height = lines * 15 + 34
    for row in rows:
        left, top = (row["column"] - first_column) * (width + GAP), (row["row"] - first_row) * (height + GAP)
        middle = left + width / 2
        free = height - (len(row["_name"]) + len(row["_words"])) * 15 - 20
        first = top + free / 2 + 12
        symbol = first + (len(row["_name"]) - 1) * 15 + 14
        row |= {"_x": left, "_x2": left + width, "_y": top, "_y2": top + height, "_c": middle}
        row |= {"_name_y": first, "_symbol_y": symbol, "_words_y": symbol + 20}
    bottom = max(row["_y2"] for row in rows)
    return Arrangement(bottom, rows, {"hatch": hatching(rows)}, {"size": size})


def draw(layout: Layout) -> alt.LayerChart:
    """Tiles with the region's name, its symbol and its word."""
    text = {"align": "center", "on_cell": "rating", "fontSize": 12 if layout.is_narrow else layout.type_size}
    return picture(
        [
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
