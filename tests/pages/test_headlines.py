"""The headline of an area: what is known first, and what is not known said."""

from ratings_site.model.directory import build_directory
from ratings_site.pages.area import area_headline
from tests.builders import Row, a_package, a_pdu, a_programme, a_region, an_inspection

TODAY = "2026-11-23"


def headline(*rows: Row) -> str:
    directory = build_directory(a_package(a_region(), a_pdu(), *rows, today=TODAY))
    return area_headline(directory.pdus["alderby"], directory).text


def test_a_rated_pdu_says_rating_grade_month_and_age() -> None:
    assert headline(an_inspection(score=6)) == (
        "Requires improvement, the third of four grades, in October 2024 (two years ago)."
    )


def test_a_day_that_has_not_come_round_does_not_count() -> None:
    assert headline(an_inspection(overall="Inadequate", published="2024-10-24"), a_programme()) == (
        "Inadequate, the lowest of four grades, in October 2024 (two years ago)."
    )


def test_a_year_alone_makes_no_exact_age() -> None:
    row = an_inspection(published="2025-01-01", published_precision="year")
    assert headline(row) == "Requires improvement, the third of four grades, in 2025 (less than two years ago)."


def test_a_report_without_a_date_says_what_is_known_of_it() -> None:
    undated = {"published": "", "inspection_id": "alderby-undated"}
    assert headline(an_inspection(**undated)) == (
        "Requires improvement, the third of four grades. The date of the report is not in our data."
    )
    assert headline(an_inspection(**undated, earliest="2024-12-19", latest="2025-02-28")) == (
        "Requires improvement, the third of four grades, published between 19 December 2024 and 28 February 2025."
    )
    assert headline(an_inspection(**undated, earliest="2025-01-01")) == (
        "Requires improvement, the third of four grades, published 2025 or later."
    )


def test_a_derived_overall_rating_says_so() -> None:
    assert headline(an_inspection(score=4, overall_basis="derived")).endswith(
        "The rating is worked out from published facts; no source we have read states it."
    )


def test_a_pdu_without_any_inspection_says_so_and_why() -> None:
    assert headline() == (
        "Not yet inspected in the programme that began in October 2023. No inspection of Alderby is in our data."
    )


def test_an_earlier_rating_is_told() -> None:
    row = an_inspection(programme="pdu-2021", published="2022-08-18", overall="Inadequate")
    assert headline(row) == (
        "Not yet inspected in the programme that began in October 2023. In an earlier programme it was rated "
        "Inadequate in August 2022."
    )


def test_a_paused_programme_says_when_it_paused() -> None:
    programme = a_programme(ended="2025-10-01", ended_precision="month", end_kind="paused")
    assert headline(a_programme("pdu-2021"), programme).startswith(
        "Not yet inspected in the programme that began in October 2023, which paused in October 2025."
    )


def test_a_closed_pdu_was_never_going_to_be_inspected() -> None:
    directory = build_directory(a_package(a_region(), a_pdu(closed="2025-04-28"), today=TODAY))
    assert area_headline(directory.pdus["alderby"], directory).text == (
        "Not inspected in the programme that began in October 2023. It closed before it was inspected in that "
        "programme. No inspection of Alderby is in our data."
    )
