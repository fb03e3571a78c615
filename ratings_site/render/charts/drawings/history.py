"""Inspections in time: a panel for each programme, a labelled break between those that are not comparable."""

from datetime import date
from itertools import groupby

import altair as alt

from ratings_site.model.views.chart import Chart
from ratings_site.model.views.sentences import points_of
from ratings_site.model.views.words import date_words
from ratings_site.model.wording import say, to_say
from ratings_site.render.charts.arrangement import Arrangement, Record, capitalised, label_lines, records, with_score
from ratings_site.render.charts.drawings import timeline
from ratings_site.render.charts.marks import TABLE, across, down, picture, rows_of, shape, symbol_colour, symbols, words
from ratings_site.render.charts.palette import LINE, SHADE, SOFT, SPAN, Layout
from ratings_site.render.charts.times import clock, day_after, first_day
from ratings_site.render.charts.type import BOLD

LEFT, RIGHT = {"wide": 128, "narrow": 2}, {"wide": 446, "narrow": 270}
"""Where the time line begins and ends."""

PRECISIONS = {4: "year", 7: "month", 10: "day"}
BREAKS = {
    "no": to_say("Different rules: not comparable with what is above"),
    "yes": to_say("Comparable with what is above"),
}
UNKNOWN = to_say("Date not known")


def arrange(chart: Chart, layout: Layout) -> Arrangement:
    """Place the panels from top to bottom, and in each its inspections."""
    rows, until = records(chart), str(chart.options["until"])
    first, last = _span(rows, until)
    panels: list[Record] = []
    breaks: list[Record] = []
    top = 0.0
    for programme, group in groupby(rows, key=lambda row: str(row["programme"])):
        inspections = list(group)
        if panels:
            breaks.append(_break(inspections[0]["comparable"], top, layout))
            top = breaks[-1]["_bottom"]
        panels.append(_panel(programme, inspections, top, layout, until))
        top = panels[-1]["_y2"]
    lines = [line for panel in panels for line in timeline.grid(first, last, panel["_y"], panel["_y2"])]
    others = {"panels": panels, "breaks": breaks, "years": timeline.years(first, last), "grid": lines}
    return Arrangement(top, rows, others, {"first": clock(first), "last": clock(last)})


def _span(rows: list[Record], until: str) -> tuple[date, date]:
    """The years that the time line shows, whole."""
    known = [row[name] for row in rows for name in ("published", "programme_began") if row[name]]
    first = min((first_day(day) for day in known), default=first_day(until))
    last = max(day_after(day) for day in [*(row["published"] for row in rows if row["published"]), until])
    return date(first.year, 1, 1), date(last.year + (last > date(last.year, 1, 1)), 1, 1)


def _break(comparable: str, top: float, layout: Layout) -> Record:
    lines = label_lines(say(BREAKS[comparable]), layout, layout.width)
    bottom = top + 26 + len(lines) * layout.line_height
    return {"_y": top + 11, "_lines": lines, "_text_y": top + 28, "_x": 0, "_x2": layout.width, "_bottom": bottom}


def _panel(programme: str, rows: list[Record], top: float, layout: Layout, until: str) -> Record:
    name = label_lines(programme, layout, layout.width / BOLD)
    first = top + layout.line_height - 2
    top += len(name) * layout.line_height + 6
    start = top
    for row in rows:
        top = _inspection(row, top, layout)
    began, ended = rows[0]["programme_began"], rows[0]["programme_ended"]
    shade = {"_from": clock(first_day(began)), "_to": clock(day_after(ended or until))} if began else {}
    return {"_name": name, "_x": 0, "_name_y": first, "_y": start, "_y2": top, **shade}


def _inspection(row: Record, top: float, layout: Layout) -> float:
    line, published = layout.line_height, row["published"]
    row["_date"] = date_words(first_day(published), PRECISIONS[len(published)]) if published else say(UNKNOWN)
    row["_outcome"] = with_score(capitalised(row["rating"]), points_of(row["score"], row["out_of"]))
    if published:
        begin, end = clock(first_day(published)), clock(day_after(published))
        row |= {"_from": begin, "_to": end, "_middle": (begin + end) // 2}
        row["_exact"] = len(published) == len("2024-10-24")
    if layout.is_narrow:
        text = top + line
        row |= {"_date_x": 0, "_date_y": text + line + 2, "_outcome_x": 20, "_outcome_y": text, "_symbol_x": 7}
        row |= {"_symbol_y": text - 4.5, "_y": text + line + 21}
        return text + line + 34
    row |= {"_date_x": 0, "_date_y": top + 21.5, "_outcome_x": 480, "_outcome_y": top + 21.5, "_symbol_x": 466}
    row |= {"_symbol_y": top + 17, "_y": top + 17}
    return top + 34


def draw(layout: Layout) -> alt.LayerChart:
    """The programme's years as a shade, a symbol for each inspection, on a span where the day is not known."""
    left, right = LEFT[layout.name], RIGHT[layout.name]
    begin, middle = timeline.when("_from", left, right), timeline.when("_middle", left, right)
    panels, breaks = rows_of("panels"), rows_of("breaks")
    timed = TABLE.transform_filter("isValid(datum._from)")
    spans = timed.transform_filter("!datum._exact").transform_calculate(_top="datum._y - 8", _foot="datum._y + 8")
    shade = panels.transform_filter("isValid(datum._from)").mark_rect(color=SHADE)
    point = {"y": down(), "shape": shape(), "color": symbol_colour()}
    layers = [
        shade.encode(x=begin, x2="_to", y=down(), y2="_y2"),
        *timeline.year_marks(layout, left, right),
        spans.mark_rect(color=SPAN).encode(x=begin, x2="_to", y=down("_top"), y2="_foot"),
        timed.mark_point(filled=True, opacity=1, size=120).encode(x=middle, **point),
        words(panels, "_name", layout, "_x", "_name_y", fontWeight="bold"),
        breaks.mark_rule(color=LINE, strokeDash=[6, 4]).encode(x=across(), x2="_x2", y=down()),
        words(breaks, "_lines", layout, "_x", "_text_y", color=SOFT, fontStyle="italic"),
        symbols(TABLE, "_symbol_x", "_symbol_y", size=120, on_cell=False),
        words(TABLE, "_date", layout, "_date_x", "_date_y"),
        words(TABLE, "_outcome", layout, "_outcome_x", "_outcome_y"),
    ]
    return picture(layers, layout, *timeline.settings(), top=1, bottom=timeline.LABEL_HEIGHT)
