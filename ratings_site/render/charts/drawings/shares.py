"""Bars of 100 per cent in the order of the scale, with the counts written in."""

import altair as alt

from ratings_site.model.views.chart import Chart
from ratings_site.render.charts.arrangement import Arrangement, Record, key, label_lines, outcomes_shown, records
from ratings_site.render.charts.marks import TABLE, cells, key_marks, picture, rows_of, words
from ratings_site.render.charts.palette import RATINGS, Layout
from ratings_site.render.charts.type import width_of

NAME_WIDTH = {"wide": 176, "narrow": 0}
BAR_HEIGHT = 28
GAP = 14
SMALL = 12
"""Size of the counts that stand above a part."""

OUTCOMES = {
    **{rating.lower().replace(" ", "_"): rating for rating in RATINGS},
    "not_available": "not available",
}
"""What each column counts, in the order of the scale."""


def arrange(chart: Chart, layout: Layout) -> Arrangement:
    """Place the bars and cut them into their parts."""
    rows, name_column = records(chart), chart.columns[0].name
    legend, top = key(outcomes_shown(OUTCOMES[column] for row in rows for column in OUTCOMES if row[column]), layout)
    top += 8
    parts: list[Record] = []
    for row in rows:
        top = _arrange_row(row, row[name_column], top, layout) + GAP
        parts += _parts(row, name_column, layout)
    return Arrangement(top - GAP, rows, {"parts": parts, "key": legend})


def _arrange_row(row: Record, label: str, top: float, layout: Layout) -> float:
    """Place a bar's name, above it or at its left, and the bar; gives where the row ends."""
    line, left = layout.line_height, NAME_WIDTH[layout.name]
    name = label_lines(label, layout, layout.width if layout.is_narrow else left - 12)
    if layout.is_narrow:
        room = SMALL + 2 if _some_stand_above(row, layout) else 3
        bar, first = top + len(name) * line + room, top + line - 3
        bottom = bar + BAR_HEIGHT
    else:
        bottom = top + max(BAR_HEIGHT, len(name) * line)
        bar = (top + bottom - BAR_HEIGHT) / 2
        first = bar + BAR_HEIGHT / 2 + 4.5 - (len(name) - 1) * line / 2
    row |= {"_name": name, "_name_y": first, "_left": 0, "_bar": bar}
    return bottom


def _some_stand_above(row: Record, layout: Layout) -> bool:
    """Whether a part of the bar is too short for its count."""
    total, width = sum(row[column] for column in OUTCOMES) or 1, layout.width - NAME_WIDTH[layout.name]
    return any(row[column] and not _fits(row[column], width * row[column] / total, layout) for column in OUTCOMES)


def _fits(count: int, width: float, layout: Layout) -> bool:
    return width >= width_of(str(count), layout.type_size) + 3


def _parts(row: Record, name_column: str, layout: Layout) -> list[Record]:
    """The parts of a bar that are not empty, parted by white; a count that does not fit stands above its part."""
    total = sum(row[column] for column in OUTCOMES) or 1
    start = float(NAME_WIDTH[layout.name])
    width, top, parts = layout.width - start, row["_bar"], []
    free = start  # where the next count above the bar may begin
    for column, outcome in OUTCOMES.items():
        count = row[column]
        end = start + width * count / total
        if count:
            fits = _fits(count, end - start, layout)
            box = {"_x": start + 1, "_x2": end - 1, "_y": top, "_y2": top + BAR_HEIGHT}
            middle = (start + end) / 2
            if not fits:
                half = width_of(str(count), SMALL) / 2
                middle = max(min(middle, layout.width - half), free + half)
                free = middle + half + 4
            count_y = top + BAR_HEIGHT / 2 + 4.5 if fits else top - 3
            place = {"_c": middle, "_count_y": count_y, "_fits": fits}
            said = {name_column: row[name_column], "rating": outcome, "count": count, "share": round(count / total, 4)}
            parts.append(said | box | place)
        start = end
    return parts


def draw(layout: Layout) -> alt.LayerChart:
    """The key, the names, the parts of each bar, their counts."""
    parts = rows_of("parts")
    within, above = parts.transform_filter("datum._fits"), parts.transform_filter("!datum._fits")
    return picture(
        [
            *key_marks(layout),
            words(TABLE, "_name", layout, "_left", "_name_y"),
            *cells(parts),
            words(within, "count", layout, "_c", "_count_y", align="center", on_cell="rating"),
            words(above, "count", layout, "_c", "_count_y", align="center", fontSize=SMALL),
        ],
        layout,
        top=1,
        bottom=1,
    )
