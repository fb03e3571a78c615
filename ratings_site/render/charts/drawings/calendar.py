"""Things by month, a row for each group: a square each, a thin bar where only the year is known."""

from collections import Counter
from datetime import date
from itertools import groupby

import altair as alt

from ratings_site.model.views.chart import Chart
from ratings_site.model.views.words import plural
from ratings_site.model.wording import say, to_say
from ratings_site.render.charts.arrangement import Arrangement, Record, label_lines, records
from ratings_site.render.charts.drawings import timeline
from ratings_site.render.charts.marks import TABLE, across, down, picture, rows_of, words
from ratings_site.render.charts.palette import ACCENT, HAIRLINE, PAPER, SOFT, Layout
from ratings_site.render.charts.times import clock, day_after, first_day
from ratings_site.render.charts.type import width_of

LEFT, RIGHT = {"wide": 186, "narrow": 2}, {"wide": 580, "narrow": 270}
"""Where the time line begins and ends."""

SQUARE, BAR = 8.5, 5
"""Heights of a square and of a bar, each with the white above it."""

YEAR_ONLY = to_say("only the year is known")
DATED = "inspected"
"""The column that says whether a row has happened at all; without it every row has."""

YEAR, MONTH = len("2024"), len("2024-10")


def arrange(chart: Chart, layout: Layout) -> Arrangement:
    """Place a row for each group, and in it everything that has a date, the bars lowest."""
    rows = records(chart)
    first, last = _span(rows, str(chart.options["from"]), str(chart.options["until"]))
    counted = chart.columns[2].name == DATED
    legend = _key(rows, plural(1, "pdu" if counted else "publication"), layout)
    top = 30.0
    groups: list[Record] = []
    for name, group in groupby(rows, key=lambda row: str(row[chart.columns[0].name])):
        groups.append(_arrange_group(name, list(group), top, layout, counted=counted))
        top = groups[-1]["_bottom"]
    others = {
        "groups": groups,
        "key": legend,
        "years": timeline.years(first, last),
        "grid": [line for group in groups for line in timeline.grid(first, last, group["_clear"], group["_base"])],
        "edges": [{"_from": clock(first), "_to": clock(last), "_y": group["_base"]} for group in groups],
    }
    return Arrangement(top, rows, others, {"first": clock(first), "last": clock(last)})


def _key(rows: list[Record], what: str, layout: Layout) -> list[Record]:
    """What a square and, where there is one, a bar stand for."""
    x: float = LEFT[layout.name]
    entries = [{"_x": x, "_x2": x + 8, "_y": 4, "_y2": 11, "_words": what, "_text_x": x + 14, "_text_y": 12}]
    if any(len(row["published"]) == YEAR for row in rows):
        x += 14 + width_of(what, layout.type_size) + 14
        entries.append(
            {"_x": x, "_x2": x + 24, "_y": 6, "_y2": 9, "_words": say(YEAR_ONLY), "_text_x": x + 30, "_text_y": 12}
        )
    return entries


def _span(rows: list[Record], start: str, end: str) -> tuple[date, date]:
    known = [row["published"] for row in rows if row["published"]]
    first = min(first_day(day) for day in [*known, start or end])
    return date(first.year, first.month, 1), max(day_after(day) for day in [*known, end])


def _arrange_group(name: str, rows: list[Record], top: float, layout: Layout, *, counted: bool) -> Record:
    line = layout.line_height
    years = Counter(row["published"] for row in rows if len(row["published"]) == YEAR)
    months = Counter(row["published"][:MONTH] for row in rows if len(row["published"]) > YEAR)
    heights = [years[month[:YEAR]] * BAR + count * SQUARE for month, count in months.items()]
    tallest = max([*heights, *(count * BAR for count in years.values())], default=0)
    label = label_lines(name, layout, layout.width - 110 if layout.is_narrow else LEFT["wide"] - 14)
    room = len(label) * line + 6
    base = top + (room + tallest + 4 if layout.is_narrow else max(tallest + 10, room))
    seen: Counter[str] = Counter()
    for row in rows:
        row.update(_place(row["published"], base - 2, years, seen))
    name_y = top + line - 2 if layout.is_narrow else base - 5 - (len(label) - 1) * line
    return {
        "_name": label,
        "_x": 0,
        "_name_y": name_y,
        "_base": base,
        "_clear": top + (room if layout.is_narrow else 0),
        "_words": _count(rows, counted=counted),
        "_right": layout.width,
        "_words_y": top + line - 2 if layout.is_narrow else base - 5,
        "_bottom": base + 6,
    }


def _count(rows: list[Record], *, counted: bool) -> str:
    """How many of the group have happened, of how many, and how many of these have no date."""
    done = [row for row in rows if not counted or row[DATED] == "yes"]
    undated = sum(not row["published"] for row in done)
    told = say("{count} of {all}", count=len(done), all=len(rows)) if counted else f"{len(done)}"
    return say("{told} ({count} undated)", told=told, count=undated) if undated else told


def _place(published: str, base: float, years: Counter[str], seen: Counter[str]) -> Record:
    """The box of one thing above a base line; one without a date has none."""
    if not published:
        return {}
    month = published[:MONTH]
    bars = seen[month] if len(month) == YEAR else years[month[:YEAR]]
    squares = 0 if len(month) == YEAR else seen[month]
    seen[month] += 1
    foot = base - bars * BAR - squares * SQUARE
    height = BAR - 2 if len(month) == YEAR else SQUARE - 1.5
    return {"_from": clock(first_day(month)), "_to": clock(day_after(month)), "_y": foot - height, "_y2": foot}


def draw(layout: Layout) -> alt.LayerChart:
    """Names, base lines, squares and bars on a time line of years, numbers at the right."""
    left, right = LEFT[layout.name], RIGHT[layout.name]
    begin = timeline.when("_from", left, right)
    groups, legend = rows_of("groups"), rows_of("key")
    box = {"y": down(), "y2": alt.Y2("_y2")}
    things = TABLE.transform_filter("isValid(datum._from)").mark_rect(color=ACCENT, stroke=PAPER, strokeWidth=1)
    layers = [
        *timeline.year_marks(layout, left, right),
        rows_of("edges").mark_rule(color=HAIRLINE).encode(x=begin, x2="_to", y=down()),
        things.encode(x=begin, x2="_to", **box),
        legend.mark_rect(color=ACCENT).encode(x=across(), x2="_x2", **box),
        words(legend, "_words", layout, "_text_x", "_text_y", color=SOFT),
        words(groups, "_name", layout, "_x", "_name_y"),
        words(groups, "_words", layout, "_right", "_words_y", align="right"),
    ]
    return picture(layers, layout, *timeline.settings(), top=1, bottom=timeline.LABEL_HEIGHT)
