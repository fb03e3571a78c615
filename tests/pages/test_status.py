"""A report under appeal or withdrawn: shown with that word wherever its rating is, and counted only while it stands."""

import re

import pytest

from ratings_site.charts import counted, standing
from ratings_site.charts.chart import render_csv
from ratings_site.model.counts import latest_inspections
from ratings_site.model.directory import Directory, build_directory
from ratings_site.pages.area import area_headline
from ratings_site.pages.page import figure_html
from ratings_site.pages.ratings import standard_results
from ratings_site.wording.rating import Shown
from tests.builders import CURRENT, a_package, a_pdu, a_region, an_inspection, ratings_of
from tests.html_tables import tables_in
from tests.pages.rendered import notices_of, page_at, text_of

ALL_GOOD = ("Good",) * 7
REASON = "Two standards were mixed up."


def with_status(status: str) -> Directory:
    """Alderby's report has the status; Brayford's stands as published."""
    since = {} if status == "published" else {"status_on": "2025-02-03", "status_reason": REASON}
    return build_directory(
        a_package(
            a_region(),
            a_pdu(),
            a_pdu("Brayford"),
            an_inspection(overall="Good", score=14, status=status, **since),
            an_inspection("Brayford", overall="Inadequate", score=2),
            *ratings_of("alderby-2024", *ALL_GOOD),
            *ratings_of("brayford-2024", *ALL_GOOD),
        )
    )


def test_a_withdrawn_report_says_so_with_day_and_reason_and_keeps_its_page() -> None:
    directory = with_status("withdrawn")
    area = directory.pdus["alderby"]
    said = (
        "The rating Good, published in October 2024, was withdrawn on 3 February 2025 and counts nowhere on this site. "
        f"{REASON}"
    )
    assert notices_of(area, directory) == [f"† Withdrawn {said}"]
    assert area_headline(area, directory).text == (
        "Withdrawn: the rating published in October 2024 no longer stands, and we know of no newer one."
    )


def test_a_report_under_appeal_keeps_its_headline_and_says_that_it_may_change() -> None:
    directory = with_status("under appeal")
    area = directory.pdus["alderby"]
    said = f"The rating Good, published in October 2024, is under appeal since 3 February 2025. {REASON}"
    assert notices_of(area, directory) == [f"§ Under appeal {said}"]
    assert area_headline(area, directory).shown == Shown("Good", "under appeal")
    text = re.sub("<[^>]+>", "", text_of(area, directory))
    assert text.count("● Good Under appeal") == len(ALL_GOOD) + 1


def test_the_table_and_the_file_of_a_chart_say_that_a_report_is_under_appeal() -> None:
    chart = standing.where_this_pdu_stands(with_status("under appeal"), "alderby")
    assert chart is not None
    assert render_csv(chart).splitlines() == [
        "where,pdu,score,overall,status,published,count",
        "Northland,Alderby,14,Good,under appeal,2024-10-24,1",
        "Northland,Brayford,2,Inadequate,published,2024-10-24,1",
    ]
    rows = re.findall(r"<tr>.*?</tr>", figure_html(chart))[1:]
    assert [re.sub("<[^>]+>", "|", row).count("Under appeal") for row in rows] == [1, 0]
    everybody = standing.all_pdus(with_status("under appeal"))
    assert everybody is not None
    assert [row["status"] for row in everybody.records] == ["under appeal", "published"]


@pytest.mark.parametrize(("status", "places"), [("published", 2), ("under appeal", 2), ("withdrawn", 1)])
def test_only_a_withdrawn_report_leaves_counts_and_charts(status: str, places: int) -> None:
    directory = with_status(status)
    leadership = standard_results(directory.standards[f"{CURRENT}-pdu-leadership"], directory)
    overall = counted.overall_ratings(directory)
    assert overall is not None
    assert len(leadership) == places
    assert dict(overall.rows)["Good"] == places - 1
    method = page_at("method/", directory)
    assert f"{places * 7} ratings on single standards are stated." in method
    programmes = tables_in(method)["programmes-table"][1:]
    assert [row.cells[5] for row in programmes] == [str(places), "0"]
    assert len(latest_inspections(directory)) == places
