"""Which pages and values a correction concerns."""

import pytest

from ratings_site.model.changes.building import build_changes
from ratings_site.model.corrections import build_corrected_cells, build_corrections, build_corrections_by_page
from tests.changes.editing import add, change, correct, edited

RATING = correct("alderby-2024/core-2023-pdu-leadership", "rating", "Inadequate", "Good", corrected_on="2026-11-20")
LATER = correct(
    "alderby-2024/core-2023-pdu-leadership", "rating", "Good", "Good", correction_id="rating-2"
)  # fmt: skip


def concerning(kind, page_id, *edits):
    return [
        correction.correction_id for correction in build_corrections_by_page(edited(*edits)).get((kind, page_id), ())
    ]


@pytest.mark.parametrize(
    ("kind", "page_id", "expected"),
    [
        ("pdu", "alderby", ["rating-1"]),
        ("standard", "core-2023-pdu-leadership", ["rating-1"]),
        ("pdu", "brackwell", []),
        ("region", "north", []),
    ],
)
def test_a_corrected_rating_concerns_its_area_and_its_standard(kind, page_id, expected):
    assert concerning(kind, page_id, RATING) == expected


@pytest.mark.parametrize(
    ("correction", "kind", "page_id"),
    [
        (correct("north-2024", "overall", "Good", "Good"), "region", "north"),
        (correct("alderby", "name", "", "", table="pdus"), "pdu", "alderby"),
        (correct("corvale/merged/dunmere", "as_at", "", "", table="pdu_changes"), "pdu", "dunmere"),
        (correct("Alder/county/alderby", "extent", "", "", table="places"), "pdu", "alderby"),
        (correct("supervision", "title", "", "", table="publications"), "publication", "supervision"),
    ],
)
def test_a_correction_concerns_the_page_that_shows_the_cell(correction, kind, page_id):
    assert len(concerning(kind, page_id, correction)) == 1


def test_a_report_s_correction_concerns_the_area_inspected():
    report = add("publications", publication_id="report-1", title="Report", inspection_id="alderby-2024")
    assert concerning("pdu", "alderby", report, correct("report-1", "title", "", "", table="publications")) == [
        "title-1"
    ]


def test_a_correction_of_a_row_that_is_gone_concerns_no_page_that_shows_it():
    assert concerning("pdu", "alderby", correct("gone-2020", "", "", "")) == []


def test_the_newest_correction_comes_first_and_marks_the_cell():
    tables = edited(RATING, LATER)
    assert [correction.correction_id for correction in build_corrections(tables)] == ["rating-2", "rating-1"]
    cell = ("ratings", "alderby-2024/core-2023-pdu-leadership", "rating")
    assert {key: found.correction_id for key, found in build_corrected_cells(tables).items()} == {cell: "rating-2"}


def test_corrections_of_one_cell_follow_each_other_by_their_days_and_not_by_their_names():
    key = "alderby-2024/core-2023-pdu-leadership"
    corrected = edited(
        change("ratings", {"inspection_id": "alderby-2024", "standard_id": key.split("/")[1]}, rating="Outstanding"),
        correct(key, "rating", "Good", "Inadequate", corrected_on="2026-11-20", correction_id="b"),
        correct(key, "rating", "Inadequate", "Outstanding", corrected_on="2026-11-23", correction_id="a"),
    )
    (changed,) = build_changes(edited(), corrected).of("rating")
    assert (changed.change, changed.correction_id) == ("corrected", "a")
