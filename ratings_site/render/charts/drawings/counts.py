"""A bar for each rating, as long as its count."""

import altair as alt

from ratings_site.model.views.chart import Chart
from ratings_site.render.charts.arrangement import Arrangement, capitalised, hatching, records
from ratings_site.render.charts.marks import TABLE, cells, hatch, picture, symbols, words
from ratings_site.render.charts.palette import Layout

NAME_WIDTH = {"wide": 190, "narrow": 0}
NUMBER_WIDTH = 44
BAR_HEIGHT = {"wide": 30, "narrow": 24}


def arrange(chart: Chart, layout: Layout) -> Arrangement:
    """Place the bars: the longest reaches to where the numbers begin."""
    rows = records(chart)
    left, high = NAME_WIDTH[layout.name], BAR_HEIGHT[layout.name]
    longest = max((row["count"] for row in rows), default=0) or 1
    top = 0.0
    for row in rows:
        bar = top + (layout.line_height + 5 if layout.is_narrow else 0)
        end = left + (layout.width - left - NUMBER_WIDTH) * row["count"] / longest
        name_y = top + layout.line_height - 2 if layout.is_narrow else bar + high / 2 + 4.5
        row |= {"_x": left, "_x2": end, "_y": bar, "_y2": bar + high}
        row |= {"_symbol_x": 8, "_symbol_y": name_y - 4.5, "_word": capitalised(row["rating"]), "_word_x": 24}
        row |= {"_word_y": name_y, "_count_x": end + 7, "_count_y": bar + high / 2 + 5}
        top = bar + high + (12 if layout.is_narrow else 8)
    drawn = [row for row in rows if row["count"]]
    return Arrangement(max(top - 8, 1), rows, {"hatch": hatching(drawn)})


def draw(layout: Layout) -> alt.LayerChart:
    """Symbols and words, bars, numbers."""
    return picture(
        [
            *cells(TABLE.transform_filter("datum.count > 0")),
            hatch(),
            symbols(TABLE, "_symbol_x", "_symbol_y", size=130, on_cell=False),
            words(TABLE, "_word", layout, "_word_x", "_word_y"),
            words(TABLE, "count", layout, "_count_x", "_count_y", fontSize=15, fontWeight="bold"),
        ],
        layout,
        top=1,
        bottom=1,
    )
