"""The data behind a chart as people read it and as programs read it: the same rows, in a table and as CSV."""

import csv
import io
from datetime import date

from markupsafe import escape

from ratings_site.charts.chart import Chart, ChartColumn, Value
from ratings_site.wording.rating import Shown
from ratings_site.wording.words import date_words

PRECISIONS = {4: "year", 7: "month", 10: "day"}


def partial_words(day: str) -> str:
    """A date as exactly as it is known, in words: "2024-10" as "October 2024"; empty where it is not known."""
    return date_words(date.fromisoformat(f"{day}-01-01"[:10]), PRECISIONS[len(day)]) if day else ""


def render_csv(chart: Chart) -> str:
    """The rows with the columns' names: UTF-8, LF, empty where there is nothing to say."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([column.name for column in chart.columns])
    writer.writerows([[plain(value) for value in row] for row in chart.rows])
    return text.getvalue()


def plain(value: Value) -> str:
    """A value as CSV holds it."""
    if value is None:
        return ""
    return f"{value:g}" if isinstance(value, float) else str(value)


def render_table(chart: Chart) -> str:
    """The rows as an HTML table with a caption, in a box that scrolls; no blank line, as Markdown surrounds it."""
    name = f"{chart.element_id}-table"
    heads = "".join(f'<th scope="col"{_class(column)}>{escape(column.label)}</th>' for column in chart.columns)
    head = row_head(chart)
    rows = "\n".join(_row(chart, row, head) for row in chart.rows)
    return (
        f'<div class="table-scroll" role="region" aria-labelledby="{name}" tabindex="0">'
        f'<table class="data"><caption id="{name}">{escape(chart.subtitle)}</caption>\n'
        f"<thead><tr>{heads}</tr></thead>\n<tbody>\n{rows}\n</tbody></table></div>"
    )


def _row(chart: Chart, row: tuple[Value, ...], head: int) -> str:
    cells = []
    for place, (column, value) in enumerate(zip(chart.columns, row, strict=True)):
        tag = 'th scope="row"' if place == head else "td"
        cells.append(f"<{tag}{_class(column)}>{shown(chart, column, value)}</{tag[:2]}>")
    return f"<tr>{''.join(cells)}</tr>"


def row_head(chart: Chart) -> int:
    """Which column names the row: the first whose values differ from row to row, otherwise the first."""
    for place in range(len(chart.columns)):
        values = [row[place] for row in chart.rows]
        if "" not in values and len(set(values)) == len(values):
            return place
    return 0


def _class(column: ChartColumn) -> str:
    return ' class="number"' if column.kind == "number" else ""


def shown(chart: Chart, column: ChartColumn, value: Value) -> str:
    """A value as the table shows it, as HTML."""
    if value is None or value == "":
        return ""
    if column.kind == "rating":
        chip = Shown(str(value), grade=chart.grades.get(str(value)))
        state = "" if chip.is_rating else " unknown"
        symbol = f'<span class="symbol" aria-hidden="true">{chip.symbol}</span>'
        return f'<span class="rating{state}" data-rating="{escape(chip.value)}">{symbol} {escape(chip.label)}</span>'
    if column.kind == "date":
        return escape(partial_words(str(value)))
    return escape(value if isinstance(value, str) else plain(value))
