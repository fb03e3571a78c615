"""The headline of an area: what is known first, and what is not known said."""

import pytest

from ratings_site.model.directory import build_directory
from ratings_site.pages.headline import area_headline
from tests.builders import Row, a_package, a_pdu, a_programme, a_region, an_inspection

TODAY = "2026-11-23"


def headline(*rows: Row) -> str:
    directory = build_directory(a_package(a_region(), a_pdu(), *rows, today=TODAY))
    return area_headline(directory.pdus["alderby"], directory).text


def test_a_rated_pdu_says_rating_month_grade_score_and_age() -> None:
    assert headline(an_inspection(score=6)) == (
        "Rated Requires improvement in October 2024, the third of four grades, with 6 points of 21. "
        "The rating is two years old."
    )


def test_one_point_is_singular_and_a_day_that_has_not_come_round_does_not_count() -> None:
    assert headline(an_inspection(score=1, overall="Inadequate", published="2024-10-24"), a_programme()) == (
        "Rated Inadequate in October 2024, the lowest of four grades, with 1 point of 21. The rating is two years old."
    )


def test_a_missing_score_and_a_year_alone_are_said() -> None:
    row = an_inspection(published="2025-01-01", published_precision="year")
    assert headline(row) == (
        "Rated Requires improvement in 2025, the third of four grades. "
        "Its score is not in the sources we hold. The rating is less than two years old."
    )


def test_a_report_without_a_date_has_no_age() -> None:
    assert headline(an_inspection(published="", inspection_id="alderby-undated", score=4)) == (
        "Rated Requires improvement, the third of four grades, with 4 points of 21. "
        "The date of the report is not in the sources we hold."
    )


def test_a_derived_overall_rating_says_so() -> None:
    assert headline(an_inspection(score=4, overall_basis="derived")).endswith(
        "The overall rating is worked out from published facts; no source we hold states it."
    )


def test_a_pdu_without_any_inspection_says_so_and_why() -> None:
    assert headline() == (
        "Not yet inspected in the programme that began in October 2023. No inspection of it is in the sources we hold."
    )


def test_an_earlier_programme_is_told_but_not_compared() -> None:
    row = an_inspection(programme="pdu-2021", published="2022-08-18", overall="Inadequate")
    assert headline(row) == (
        "Not yet inspected in the programme that began in October 2023. In an earlier programme it was rated "
        "Inadequate in August 2022; that rating is not comparable with ratings of this programme."
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
        "programme. No inspection of it is in the sources we hold."
    )


@pytest.mark.parametrize(
    ("others", "sentence"),
    [
        ((4, 5), "It has the highest score of the three PDUs whose score we hold."),
        ((6, 5), "No score is higher among the three PDUs whose score we hold."),
        ((7, 8), "It has the lowest score of the three PDUs whose score we hold."),
        ((6, 8), "No score is lower among the three PDUs whose score we hold."),
        ((7, 6, 6, 1), "Of the five PDUs whose score we hold, one scored higher, two the same and one lower."),
    ],
)
def test_the_rank_counts_every_known_score_and_its_ties(others: tuple[int, ...], sentence: str) -> None:
    names = ["Brayford", "Colwick", "Denholme", "Eastry"][: len(others)]
    pdus = [a_pdu(name) for name in names]
    scored = [an_inspection(name, score=score) for name, score in zip(names, others, strict=True)]
    assert sentence in headline(an_inspection(score=6), *pdus, *scored)
