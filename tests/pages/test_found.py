"""What inspectors found: each finding stands on the page of its inspection, with whose words it is and where from."""

import re

import pytest
from markupsafe import escape

from ratings_site.model.directory import Directory, build_directory, by_weight
from ratings_site.pages.answers import by_kind
from ratings_site.pages.parts import quotation
from ratings_site.pages.ratings import BEFORE, numbers_before
from ratings_site.wording.sentences import freshness
from tests.builders import (
    EARLIER,
    Row,
    a_finding,
    a_package,
    a_pdu,
    a_programme,
    a_region,
    a_regional_inspection,
    a_source,
    a_statistic,
    an_inspection,
)
from tests.frozen import frozen_directory
from tests.html_tables import tables_in
from tests.pages.rendered import inspections_of, page_at

NOT_HELD = "What inspectors found is not in our data. Look here: "
RANKED = "Do not rank areas by them."


def a_directory(*rows: Row) -> Directory:
    return build_directory(a_package(a_region(), a_pdu(), *rows))


def page_of(*rows: Row) -> str:
    directory = a_directory(*rows)
    return inspections_of(directory)["alderby-2024"]


@pytest.fixture(scope="module")
def real_pages() -> dict[str, str]:
    """The page of each inspection."""
    return inspections_of(frozen_directory())


def test_findings_stand_by_kind_what_was_good_first() -> None:
    rows = [
        a_finding(str(n), kind) for n, kind in enumerate(("recommendation", "change", "cause", "concern", "strength"))
    ]
    directory = a_directory(an_inspection(), *rows, a_finding("5", "strength", topic="keeping people safe"))
    groups = by_kind(by_weight(directory.findings["alderby-2024"]))
    assert [[row.finding_id for row in rows] for _, rows in groups] == [["5", "4"], ["3"], ["2"], ["1"], ["0"]]
    page = page_of(an_inspection(), *rows)
    assert re.findall(r'data-finding="(\d)"', page) == ["4", "3", "2", "1", "0"]


def test_an_inspection_of_which_no_finding_is_held_says_so_and_where_to_look() -> None:
    page = page_of(an_inspection(report_url="https://report.example/a"))
    assert f'{NOT_HELD}<a href="https://report.example/a">Report</a>.' in page


def test_press_is_called_press_beside_each_finding_and_each_publisher_is_named() -> None:
    sources = (
        a_source(publisher="HM Inspectorate of Probation", publisher_type="inspectorate", title="The report"),
        a_source("the-news", publisher="Alderby News", publisher_type="press", title="On the report"),
        a_source("a-body", publisher="A Council", publisher_type="public body", title="Minutes"),
    )
    others = (a_finding("three", source_id="a-body"), a_finding("two", source_id="the-news"))
    page = page_of(*sources, an_inspection(), a_finding("one", quote="It was bad"), *others)
    link = '<span class="where"><a href="https://source.example/">{}</a></span>'
    said = [("one", "The report"), ("three", "A Council"), ("two", "Alderby News (press)")]
    found = [*re.findall(r"Summary (\w+)\.</span>(?:<q>It was bad …</q>)? (<span.*?)</li>", page)]
    assert found == [(key, link.format(name)) for key, name in said]
    listed = page[page.index("Sources of the facts on this page") :]
    assert {"Alderby News (press): On the report", "A Council: Minutes", "The report"} <= {
        *re.findall(r'<li><a href="https://source.example/">(.*?)</a>', listed)
    }


def test_a_number_says_what_was_counted_of_how_many_and_at_which_stage_and_is_not_to_be_ranked() -> None:
    counted = {"counted": "cases inspected", "of_how_many": "50", "stage": "assessment", "unit": "cases"}
    page = page_of(
        an_inspection(), a_finding("one"), a_statistic("Risk looked at", 13, inspection_id="alderby-2024", **counted)
    )
    assert "<li>Risk looked at: 13 of 50 cases. Counted: cases inspected. Stage: assessment.</li>" in page
    assert page.count(RANKED) == 1


def test_fieldwork_and_recommendations_are_said_where_no_finding_says_them() -> None:
    told = {"fieldwork_from": "2024-04-01", "fieldwork_to": "2024-05-01", "fieldwork_precision": "month"}
    counted = {"recommendations": "7", "recommendations_source_id": "a-source"}
    inspection = an_inspection(**told, fieldwork_source_id="a-source", **counted)
    count = "The report makes seven recommendations."
    page = page_of(inspection, a_finding("one"))
    assert "Fieldwork: April 2024 to May 2024." in page
    assert count in page
    assert count not in page_of(inspection, a_finding("one", "recommendation"))


def test_each_inspection_of_the_package_shows_a_finding_or_says_that_none_is_held(real_pages: dict[str, str]) -> None:
    assert len(real_pages) > 70
    without = [key for key, page in real_pages.items() if "data-finding=" not in page]
    assert [key for key in without if NOT_HELD not in real_pages[key]] == []
    assert len(without) < 10


def test_each_finding_of_the_package_is_on_its_page_with_its_exact_words_and_a_link_to_its_source(
    real_pages: dict[str, str],
) -> None:
    checked = 0
    real = frozen_directory()
    for inspection in real.counted:
        page = real_pages[inspection.inspection_id]
        for finding in real.findings.get(inspection.inspection_id, ()):
            assert escape(finding.summary) in page, finding.finding_id
            assert not finding.quote or f"<q>{escape(quotation(finding.quote))}</q>" in page, finding.finding_id
            names = re.findall(rf'<a href="{re.escape(str(escape(finding.source.url)))}">(.*?)</a>', page)
            assert names or (not finding.source.url and escape(finding.source.title) in page), finding.finding_id
            if finding.source.publisher_type == "press":
                assert all(f"{escape(finding.source.publisher)} (press)" in name for name in names), finding.finding_id
            checked += 1
    assert checked > 350


def test_freshness_names_the_newest_report_what_paused_and_the_day_of_the_oldest_search() -> None:
    programmes = (
        a_programme(EARLIER, searched_on="2026-11-20"),
        a_programme(ended="2025-10-01", ended_precision="month", end_kind="paused", searched_on="2026-11-26"),
    )
    rest = (
        "The inspections that rate PDUs paused in October 2025; when they go on is not known. "
        "We last searched the public pages on 20 November 2026."
    )
    one = a_directory(*programmes, an_inspection())
    assert freshness(one) == f"The newest report in our data is “Alderby”, of 24 October 2024. {rest}"
    two = a_directory(*programmes, a_pdu("Brayford"), an_inspection(), an_inspection("Brayford"))
    assert freshness(two) == f"The newest reports in our data are from 24 October 2024: on Alderby and Brayford. {rest}"


def test_numbers_of_before_there_were_pdus_stand_by_their_time_with_how_many_of_how_many() -> None:
    told = {"topic": BEFORE, "of_how_many": "10", "unit": "services", "period": "2019 to 2020"}
    directory = a_directory(a_statistic("Rated Good", 4, **told), a_statistic("Rated Inadequate", 6, **told))
    assert numbers_before(directory) == (
        ["Rated Good: 4 of 10 services (2019 to 2020).", "Rated Inadequate: 6 of 10 services (2019 to 2020)."],
        [directory.sources["a-source"]],
    )


def test_how_the_units_of_each_programme_were_rated_is_counted_best_rating_first() -> None:
    names = ("Brayford", "Colwick", "Denholme")
    directory = a_directory(
        a_programme(EARLIER), a_programme(), a_region("Southland"), *map(a_pdu, names),
        *(an_inspection(name, overall="Inadequate") for name in names[:2]), an_inspection("Denholme"),
        an_inspection("Alderby", EARLIER, published="2022-05-01", overall="Good"),
        a_regional_inspection("Southland", overall="Inadequate"),
    )  # fmt: skip
    rows = tables_in(page_at("method/", directory))["programmes-table"][1:]
    assert [row.cells[5:7] for row in rows] == [["4", "one Requires improvement, two Inadequate"], ["1", "one Good"]]


def test_regions_are_counted_first_and_while_some_wait_none_is_called_the_worst() -> None:
    rated = a_regional_inspection(overall="Inadequate")
    said = "So we call no region the best or the worst."
    waiting = page_at("regions/", a_directory(a_region("Southland"), rated))
    assert '<p class="headline">One inspected region was inadequate; the other region has not been' in waiting
    assert waiting.count(said) == 1
    assert said not in page_at("regions/", a_directory(rated))
