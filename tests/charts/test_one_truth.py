"""Chart = table = CSV: the three say the same in every chart a page can show, of a small package and the real one."""

import csv
import io
import json
from collections import Counter
from html.parser import HTMLParser

import pytest

from ratings_site.model.directory import Directory
from ratings_site.model.views.chart import Chart
from ratings_site.model.views.rating import STATE_SYMBOLS
from ratings_site.model.views.words import date_words
from ratings_site.render.charts.arrangement import Record
from ratings_site.render.charts.drawings import DRAWINGS
from ratings_site.render.charts.palette import NARROW, WIDE
from ratings_site.render.charts.table import render_csv, render_table
from ratings_site.render.charts.times import first_day
from tests.builders import SYMBOLS
from tests.charts.packages import every_chart, real, small


@pytest.fixture(params=["small", "real"])
def directory(request: pytest.FixtureRequest) -> Directory:
    return small() if request.param == "small" else real()


class Cells(HTMLParser):
    """The text of every cell of a table, row by row."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self.inside = False

    def handle_starttag(self, tag: str, _attrs: list[tuple[str, str | None]]) -> None:
        if tag == "tr":
            self.rows.append([])
        if tag in {"td", "th"}:
            self.rows[-1].append("")
            self.inside = True

    def handle_endtag(self, tag: str) -> None:
        if tag in {"td", "th"}:
            self.inside = False

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.rows[-1][-1] += data


def shown(chart: Chart, column: int, value: object) -> str:
    """A value as a reader should see it, worked out here and not by the code that is tested."""
    kind = chart.columns[column].kind
    if value in {None, ""}:
        return ""
    if kind == "rating":
        return f"{(SYMBOLS | STATE_SYMBOLS)[str(value)]} {str(value)[0].upper()}{str(value)[1:]}"
    if kind == "date":
        return date_words(first_day(str(value)), {4: "year", 7: "month", 10: "day"}[len(str(value))])
    return str(value).removesuffix(".0")


def drawn_rows(records: list[Record], chart: Chart) -> list[tuple[object, ...]]:
    names = [column.name for column in chart.columns]
    assert all({name for name in record if not name.startswith("_")} == set(names) for record in records)
    return [tuple(record[name] for name in names) for record in records]


def test_the_picture_the_table_and_the_csv_hold_the_same_rows(directory):
    for chart in every_chart(directory):
        for layout in (WIDE, NARROW):
            arrangement = DRAWINGS[chart.kind].arrange(chart, layout)
            assert drawn_rows(list(arrangement.table), chart) == list(chart.rows), (chart.chart_id, layout.name)
        read = list(csv.reader(io.StringIO(render_csv(chart))))
        assert read[0] == [column.name for column in chart.columns]
        assert read[1:] == [["" if v is None else str(v).removesuffix(".0") for v in row] for row in chart.rows]
        table = Cells()
        table.feed(render_table(chart))
        assert table.rows[0] == [column.label for column in chart.columns]
        assert table.rows[1:] == [[shown(chart, place, v) for place, v in enumerate(row)] for row in chart.rows]


def test_every_cell_and_part_that_is_drawn_comes_from_a_row(directory):
    for chart in every_chart(directory):
        for layout in (WIDE, NARROW):
            others = DRAWINGS[chart.kind].arrange(chart, layout).others
            if chart.kind == "heat":
                names = [column.name for column in chart.columns[3:]]
                cells = {(cell["pdu"], cell["standard"]): cell["rating"] for cell in others["cells"]}
                rows = {(row[0], name): row[3 + place] for row in chart.rows for place, name in enumerate(names)}
                assert cells == rows
            if chart.kind == "shares":
                parts = Counter({(part["rating"].lower(), part["_y"]): part["count"] for part in others["parts"]})
                assert sum(parts.values()) == sum(int(row[-1] or 0) for row in chart.rows)
                assert sorted(parts.values()) == sorted(int(c) for row in chart.rows for c in row[1:-1] if c)


def test_every_chart_has_its_own_id_and_says_what_it_must(directory):
    listed = every_chart(directory)
    by_id = {chart.chart_id: chart for chart in listed}
    for chart in listed:
        assert by_id[chart.chart_id] == chart, f"two charts are called {chart.chart_id}"
        assert chart.headline.endswith(".")
        assert not chart.subtitle.endswith(".")
        assert chart.headline[0].isupper() or chart.headline[0].isdigit()
        assert "  " not in chart.headline + chart.subtitle
        assert ".." not in chart.headline
        assert chart.description.endswith(".")
        assert chart.rows
        assert chart.source.startswith("Source: HM Inspectorate of Probation. Data: Probation ratings, version ")
        assert json.dumps(chart.rows)


def test_no_chart_puts_programmes_together_that_are_not_comparable():
    directory = real()
    for chart in every_chart(directory):
        if chart.kind in {"standing", "heat", "counts"}:
            assert "2021" not in chart.subtitle
            assert all("2021" not in str(value) and "2022" not in str(value) for row in chart.rows for value in row)
