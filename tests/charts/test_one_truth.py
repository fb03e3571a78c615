"""Chart = table = CSV: the three say the same in every chart a page can show, of a small package and the real one."""

import csv
import io
import json
import re
from collections import Counter
from html.parser import HTMLParser

import altair as alt
import pytest

from ratings_site.charts import standing
from ratings_site.charts.chart import Chart, render_csv
from ratings_site.charts.kinds import specify
from ratings_site.charts.parts import ACCENT, NARROW, WIDE
from ratings_site.model.directory import Directory
from ratings_site.pages.page import figure_html
from ratings_site.wording.rating import STATE_SYMBOLS
from ratings_site.wording.sentences import partial_words
from tests.builders import SYMBOLS
from tests.charts.packages import every_chart, small
from tests.frozen import frozen_directory as real


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


def shown(row: dict[str, object]) -> list[str]:
    """A row as a reader should see it, worked out here and not by the code that is tested."""
    told = []
    for name, value in row.items():
        if value in {None, ""}:
            told.append("")
        elif name in {"rating", "overall", "earlier", "later"}:
            told.append(f"{(SYMBOLS | STATE_SYMBOLS)[str(value)]} {str(value)[0].upper()}{str(value)[1:]}")
        elif name.endswith("published"):
            told.append(partial_words(str(value)))
        else:
            told.append(str(value).removesuffix(".0"))
    return [said for name, said in zip(row, told, strict=True) if not name.endswith("status")]


def drawn_rows(chart: Chart, width: int) -> list[dict[str, object]]:
    """The data set of a specification that holds the columns of the chart, without those added for the drawing."""
    names = chart.columns.keys()
    datasets = specify(chart, width)["datasets"].values()
    (rows,) = [rows for rows in datasets if rows and names <= rows[0].keys()]
    return [{name: row[name] for name in names} for row in rows]


def as_dicts(chart: Chart) -> list[dict[str, object]]:
    return [dict(zip(chart.columns, row, strict=True)) for row in chart.rows]


def test_the_table_and_the_csv_hold_the_same_rows(directory):
    for chart in every_chart(directory):
        read = list(csv.reader(io.StringIO(render_csv(chart))))
        assert read[0] == [*chart.columns]
        assert read[1:] == [["" if v is None else str(v).removesuffix(".0") for v in row] for row in chart.rows]
        table = Cells()
        table.feed(figure_html(chart))
        assert table.rows[0] == [said for name, said in chart.columns.items() if not name.endswith("status")]
        assert table.rows[1:] == [shown(row) for row in as_dicts(chart)]


def test_the_data_of_a_specification_are_the_rows_of_its_chart():
    """In the words of the table; a chart of scores holds those that are known."""
    for chart in {chart.kind: chart for chart in every_chart(small())}.values():
        for width in (WIDE, NARROW):
            rows = as_dicts(chart)
            known = "score" if chart.kind in {"scores", "strip"} else ""
            assert drawn_rows(chart, width) == [row for row in rows if not known or row[known] is not None]


def test_what_altair_makes_is_valid_vega_lite_in_the_colours_of_the_table(directory):
    fills = {grade.fill for grade in directory.all_grades.values()}
    for chart in {chart.kind: chart for chart in every_chart(directory)}.values():
        for width in (WIDE, NARROW):
            made = specify(chart, width) | {"config": {}}
            alt.LayerChart.validate(made)  # raises where the schema of Vega-Lite does not allow it
            ranges = re.findall(r'"range": \[([^\]]*)\]', json.dumps(made))
            colours = {colour for values in ranges for colour in re.findall(r"#\w+", values)}
            assert colours <= fills | {grade.on_fill for grade in directory.all_grades.values()} | {ACCENT}


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
        assert re.match(r"Source: HM Inspectorate of Probation\b.*\. Data: Probation ratings, version ", chart.source)
        assert json.dumps(chart.rows)


def tally(chart: Chart | None) -> Counter[tuple[object, ...]]:
    """How many PDUs of a chart of scores have which score, rating and status."""
    found: Counter[tuple[object, ...]] = Counter()
    for row in chart.records if chart else ():
        if row["overall"] != "not yet inspected":
            found[row["score"], row["overall"], row["status"]] += int(str(row.get("count", 1)))
    return found


def test_what_a_strip_names_and_counts_is_what_the_chart_of_all_units_names():
    directory = real()
    everybody = tally(standing.all_pdus(directory))
    programme = directory.current_programme.programme_id
    assert everybody.total() == sum(pdu.latest(programme) is not None for pdu in directory.pdus.values()) > 0
    for region in directory.regions:
        assert tally(standing.where_this_region_stands(directory, region)) == everybody


def test_no_chart_puts_programmes_together_that_are_not_comparable():
    directory = real()
    for chart in every_chart(directory):
        if chart.kind in {"scores", "strip", "overall"}:
            assert "2021" not in chart.subtitle
            assert all("2021" not in str(value) and "2022" not in str(value) for row in chart.rows for value in row)
