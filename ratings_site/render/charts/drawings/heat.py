"""PDUs by standards: a cell for each, with its word where there is room and with its symbol and a key where not."""

from collections.abc import Mapping
from dataclasses import dataclass

import altair as alt

from ratings_site.model.views.chart import Chart
from ratings_site.model.views.sentences import points_of
from ratings_site.model.wording import to_say
from ratings_site.render.charts.arrangement import (
    Arrangement,
    Record,
    capitalised,
    hatching,
    key,
    label_lines,
    outcomes_shown,
    records,
    with_score,
)
from ratings_site.render.charts.marks import TABLE, cells, hatch, key_marks, picture, rows_of, symbols, told, words
from ratings_site.render.charts.palette import RATINGS, SOFT, Layout

NOT_STANDARDS = ("pdu", "overall", "score")
NAME_WIDTH = 148
GAP = 3
MOST_WITH_WORDS = 7
"""With more standards than this a word does not fit into a cell of the wide layout."""

WORDED_HEIGHT, PLAIN_HEIGHT = 52, 28
TURNED_HEIGHT = 108
"""How long a heading on its side may be."""


@dataclass(frozen=True)
class Grid:
    """The columns of the picture: where each standard begins, how wide it is, whether cells hold their words."""

    layout: Layout
    lefts: Mapping[str, float]
    width: float
    worded: bool


def arrange(chart: Chart, layout: Layout) -> Arrangement:
    """Place the names, the headings and every cell."""
    rows, grid = records(chart), _grid(chart, layout)
    shown = {row[name] for row in rows for name in grid.lefts}
    legend, top = ([], 0.0) if grid.worded else key(outcomes_shown(shown), layout)
    labels = {column.name: column.label for column in chart.columns}
    heads = [_head(labels[name], left, grid) for name, left in grid.lefts.items()]
    top += max((head["_height"] for head in heads), default=0) + 6
    for head in heads:
        head["_y"] = top - 8 - (head["_height"] - layout.line_height if head["_upright"] else 0)
    maximum = int(chart.options["maximum"] or 0)
    boxes: list[Record] = []
    for row in rows:
        score = points_of(row["score"], maximum)
        boxes += [cell | {"_label": labels[cell["standard"]]} for cell in _arrange_row(row, score, top, grid)]
        top = row["_bottom"]
    others = {"cells": boxes, "heads": heads, "key": legend, "hatch": hatching([*boxes, *legend])}
    return Arrangement(top - GAP, rows, others)


def _grid(chart: Chart, layout: Layout) -> Grid:
    standards = [column.name for column in chart.columns if column.name not in NOT_STANDARDS]
    left = 0 if layout.is_narrow else NAME_WIDTH
    width = (layout.width - left - (len(standards) - 1) * GAP) / max(len(standards), 1)
    lefts = {name: left + place * (width + GAP) for place, name in enumerate(standards)}
    return Grid(layout, lefts, width, worded=not layout.is_narrow and len(standards) <= MOST_WITH_WORDS)


def _head(label: str, left: float, grid: Grid) -> Record:
    """A heading: upright over its column, or two lines on their side where columns are narrow."""
    layout, line = grid.layout, grid.layout.line_height
    upright = grid.worded
    lines = label_lines(label, layout, grid.width + GAP if upright else TURNED_HEIGHT - 4)
    turned = 4.5 - (len(lines) - 1) * line / 2
    height = len(lines) * line if upright else TURNED_HEIGHT
    x = left + grid.width / 2 + (0 if upright else turned)
    return {"_lines": lines, "_x": x, "_height": height, "_upright": upright}


def _arrange_row(row: Record, score: str, top: float, grid: Grid) -> list[Record]:
    """Place a PDU's name, above its cells or at their left, and the cells."""
    layout, line = grid.layout, grid.layout.line_height
    if layout.is_narrow:
        name = label_lines(with_score(row["pdu"], score), layout, layout.width)
        row |= {"_name": name, "_name_y": top + line - 1, "_score": ""}
        top += len(name) * line + 4
        height: float = PLAIN_HEIGHT
    else:
        name = label_lines(row["pdu"], layout, NAME_WIDTH - 10)
        lines = len(name) + bool(score)
        height = max(WORDED_HEIGHT if grid.worded else PLAIN_HEIGHT, lines * line + 4)
        first = top + (height - lines * line) / 2 + line - 3.5
        row |= {"_name": name, "_name_y": first, "_score": score, "_score_y": first + len(name) * line}
    row |= {"_left": 0, "_bottom": top + height + (9 if layout.is_narrow else GAP)}
    return [_cell(row, name, top, top + height, grid) for name in grid.lefts]


def _cell(row: Record, column: str, top: float, bottom: float, grid: Grid) -> Record:
    rating, left = row[column], grid.lefts[column]
    middle = (top + bottom) / 2
    box = {"_x": left, "_x2": left + grid.width, "_y": top, "_y2": bottom, "_c": left + grid.width / 2}
    cell = {"pdu": row["pdu"], "standard": column, "rating": rating, **box}
    if not grid.worded:
        return cell | {"_words": "", "_words_y": middle, "_symbol_y": middle}
    lines = label_lines(capitalised(rating), grid.layout, grid.width)
    quiet = rating not in RATINGS  # its words and its outline say enough, and let the ratings stand out
    first = middle + (4 if quiet else 10) - (len(lines) - 1) * 7
    return cell | {"_words": lines, "_words_y": first, "_symbol_y": None if quiet else top + 12}


def draw(layout: Layout) -> alt.LayerChart:
    """The key, the headings, the names with their scores, the cells."""
    boxes, heads = rows_of("cells"), rows_of("heads")
    signed = boxes.transform_filter("isValid(datum._symbol_y)")
    place = {"align": "center", "on_cell": "rating", "fontSize": 12, "lineHeight": 14}
    return picture(
        [
            *key_marks(layout),
            words(heads.transform_filter("datum._upright"), "_lines", layout, align="center"),
            words(heads.transform_filter("!datum._upright"), "_lines", layout, angle=270),
            *cells(boxes, tooltip=told(pdu=to_say("PDU"), _label=to_say("Standard"), rating=to_say("Rating"))),
            hatch(),
            symbols(signed, "_c", "_symbol_y", size=90),
            words(boxes, "_words", layout, "_c", "_words_y", **place),
            words(TABLE, "_name", layout, "_left", "_name_y"),
            words(TABLE, "_score", layout, "_left", "_score_y", color=SOFT),
        ],
        layout,
        top=1,
        bottom=1,
    )
