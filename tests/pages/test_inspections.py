"""The page of an inspection holds all that is held of it; that of all inspections leads to each of them."""

import re

import pytest

from ratings_site.model.directory import Directory, build_directory
from ratings_site.pages.contents import KINDS, build_pages
from ratings_site.pages.page import Facts, render_page, told_apart
from tests.builders import Row, a_finding, a_package, a_pdu, a_publication, a_rating, a_region, an_inspection
from tests.pages.rendered import FURNITURE, page_at

ADDRESS = "inspections/alderby-2024/"
HOSTEL = Row("approved_premises", {"premises_id": "the-lodge", "name": "The Lodge", "source_id": "a-source"})


def a_directory(*rows: Row) -> Directory:
    return build_directory(a_package(a_region(), a_pdu(), *rows))


def page_of(*rows: Row) -> str:
    return page_at(ADDRESS, a_directory(*rows))


def test_a_page_says_the_grade_the_score_and_the_day_and_leads_to_the_area_and_the_report() -> None:
    page = page_of(an_inspection(score=6, score_basis="stated", report_url="https://report.example/a"))
    assert '<h1 data-inspection-id="alderby-2024">Inspection of Alderby, published 24 October 2024</h1>' in page
    headline = re.search(r'<p class="headline">(.*?)</p>', page)
    assert headline
    words = re.sub("<[^>]+>", "", headline[1])
    assert words.startswith("▲ Requires improvement, the third of four grades, in October 2024")
    assert "Its score is 6 of 21." in page
    assert '<a href="../../pdus/alderby/">Alderby</a>' in page
    assert '<a href="https://report.example/a">Report</a>' in page


def test_each_finding_stands_in_our_words_which_the_search_finds_and_in_the_exact_ones_those_on_safety_first() -> None:
    findings = (a_finding("one", quote="It was slow"), a_finding("two", topic="keeping people safe"))
    page = page_of(an_inspection(), *findings)
    assert re.findall(r'data-finding="(\w+)"', page) == ["two", "one"]
    assert "<span data-search>Summary one.</span><q>It was slow …</q>" in page


def test_known_ratings_are_a_table_and_the_others_one_sentence_that_says_where_to_look() -> None:
    ratings = [a_rating("alderby-2024", name, "", absence="dots unreadable") for name in ("Staffing", "Services")]
    report = an_inspection(report_url="https://report.example/")
    page = page_of(report, a_rating("alderby-2024", "Leadership"), *ratings)
    assert re.findall(r'<tr data-key="alderby-2024/([^"]+)">', page) == ["core-2023-pdu-leadership"]
    why = "The other two are in the report’s table of ratings, as coloured dots that we could not read. Look there:"
    assert page.count(f'{why} <a href="https://report.example/">the report</a>.') == 1


def test_a_score_stands_beside_all_that_are_known_of_its_programme_where_these_are_five() -> None:
    own, *others = (
        an_inspection(inspection_id=name, score=score, score_basis="stated")
        for name, score in (("alderby-2024", 6), ("a", 3), ("b", 9), ("c", 9), ("d", 6))
    )
    said = "Beside the four other scores of its programme that we know: two higher, one the same, one lower."
    assert f"Its score is 6 of 21. {said}" in page_of(own, *others)
    assert "Its score is 6 of 21.</p>" in page_of(own, *others[:3])


@pytest.mark.parametrize(
    ("status", "said"),
    [
        ("under appeal", "is under appeal since 1 December 2024. The area asks for a second look."),
        ("withdrawn", "was withdrawn on 1 December 2024 and counts nowhere on this site. The area asks for"),
    ],
)
def test_a_report_that_does_not_stand_says_so_with_the_day_and_the_reason(status: str, said: str) -> None:
    told = {"status": status, "status_on": "2024-12-01", "status_reason": "The area asks for a second look."}
    page = page_of(an_inspection(**told))
    assert f'data-state="{status}"' in page
    assert said in page


def test_a_correction_of_the_outcome_stands_at_the_top_and_every_correction_in_the_list() -> None:
    cells = {"corrected_on": "2026-11-24", "table": "inspections", "row_key": "alderby-2024", "was": "5", "now": "6"}
    told = [
        Row("corrections", cells | {"correction_id": column, "column": column, "reason": f"Misread {column}."})
        for column in ("note", "score")
    ]
    top, rest = page_of(an_inspection(), *told).split("## What inspectors found")
    assert re.findall(r"Misread \w+\.", top) == ["Misread score."]
    assert sorted(re.findall(r"Misread \w+\.", rest)) == ["Misread note.", "Misread score."]


def test_inspections_of_every_kind_of_area_have_a_page_dated_or_not_and_no_two_one_title() -> None:
    other = {"pdu_id": "", "published": ""}
    directory = a_directory(
        HOSTEL,
        an_inspection(),
        an_inspection(inspection_id="alderby-again"),
        an_inspection("North", area_type="region", region_id="northland", pdu_id="", inspection_id="region"),
        an_inspection("All", area_type="national", inspection_id="national", **other),
        an_inspection("Lodge", area_type="approved premises", premises_id="the-lodge", inspection_id="lodge", **other),
    )
    kinds = [kind for kind in KINDS if kind.template == "inspection"]
    heads = told_apart([render_page(page, FURNITURE)[0] for page in build_pages(Facts(directory), kinds)])
    titles = {head["address"]: head["title"] for head in heads}
    assert titles.keys() == {inspection.address for inspection in directory.inspections.values()}
    assert len(set(titles.values())) == len(titles)
    assert titles["inspections/national/"] == "National inspection"
    assert titles["inspections/lodge/"] == "Inspection of The Lodge"
    listed = re.findall(r'<a href="\.\./(inspections/[^"]+)">', page_at("inspections/", directory))
    assert sorted(listed) == sorted(titles)


def test_the_list_of_inspections_is_newest_first_with_a_line_of_what_was_found_and_the_undated_last() -> None:
    page = page_at(
        "inspections/",
        a_directory(
            an_inspection(published="2022-05-01"),
            an_inspection(inspection_id="undated", published=""),
            an_inspection(published="2025-01-01", published_precision="year"),
            an_inspection(
                inspection_id="bound", published="2025-01-01", published_precision="year", latest="2025-06-30"
            ),
            a_publication(),
            a_finding("good", "strength", inspection_id="alderby-2025"),
            a_finding("bad", inspection_id="alderby-2025"),
        ),
    )
    assert re.findall(r'<h2 id="([^"]+)">', page) == ["2025", "2022", "undated"]
    assert re.findall(r'href="\.\./inspections/([^/"]+)/"', page) == [
        "bound",
        "alderby-2025",
        "alderby-2022",
        "undated",
    ]
    assert re.findall(r"<p>(Summary .*?)</p>", page) == ['Summary bad. <span class="where">Nobody</span>']


@pytest.mark.parametrize(
    "address", ["pdus/", "pdus/alderby/", "regions/northland/", "inspections/", "ratings/", "compare/"]
)
def test_each_page_says_the_same_bound_of_when_an_inspection_came_out(address: str) -> None:
    bound = an_inspection(published="2025-01-01", published_precision="year", latest="2025-06-30", score=3)
    assert "by 30 June 2025" in page_at(address, a_directory(bound))
