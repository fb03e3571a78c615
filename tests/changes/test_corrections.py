"""Which pages and values a correction concerns."""

import pytest

from ratings_site.model.changes.building import build_changes
from ratings_site.model.corrections import build_corrections, build_corrections_by_page
from ratings_site.model.directory import build_directory
from tests.synthetic import add, change, correct, edited

RATING = correct("alderby-2024/core-2023-pdu-leadership", "rating", "Inadequate", "Good", corrected_on="2026-11-20")
LATER = correct(
    "alderby-2024/core-2023-pdu-leadership", "rating", "Good", "Good", correction_id="rating-2"
)  # fmt: skip


LEADERSHIP = "core-2023-pdu-leadership"
OF_ALDERBY = {("inspection", "alderby-2024"), ("pdu", "alderby")}
NUMBER = {"statistic_id": "a-number", "inspection_id": "alderby-2024", "source_id": "report"}
FINDING = {"finding_id": "a-finding", "inspection_id": "alderby-2024", "source_id": "report"}
EXAMPLE = {"example_id": "an-example", "pdu_id": "alderby", "publication_id": "on-supervision", "source_id": "report"}
REPORT = {"publication_id": "a-report", "inspection_id": "alderby-2024"}
TOTAL = {"set_id": "a-set", "standard_id": LEADERSHIP, "rating": "Good", "source_id": "report"}


@pytest.mark.parametrize(
    ("table", "key", "added", "pages", "subjects"),
    [
        ("inspections", "alderby-2024", None, ["ratings/"], OF_ALDERBY),
        ("inspections", "north-2024", None, ["ratings/"], {("inspection", "north-2024"), ("region", "north")}),
        ("ratings", f"alderby-2024/{LEADERSHIP}", None, ["ratings/"], OF_ALDERBY | {("standard", LEADERSHIP)}),
        ("ratings", f"gone-2020/{LEADERSHIP}", None, ["ratings/"],
         {("inspection", "gone-2020"), ("standard", LEADERSHIP)}),
        ("pdus", "alderby", None, [], {("pdu", "alderby")}),
        ("regions", "north", None, [], {("region", "north")}),
        ("standards", LEADERSHIP, None, [], {("standard", LEADERSHIP)}),
        ("pdu_names", "alderby/Alderby City", None, [], {("pdu", "alderby")}),
        ("pdu_names", "corvale/Gone", None, [], {("pdu", "corvale")}),
        ("pdu_changes", "corvale/merged/dunmere", None, [], {("pdu", "corvale"), ("pdu", "dunmere")}),
        ("places", "Alder/local authority/alderby", None, [], {("pdu", "alderby")}),
        ("publications", "on-supervision", None, ["publications/"], {("publication", "on-supervision")}),
        ("publications", "a-report", REPORT, ["publications/"], OF_ALDERBY | {("publication", "a-report")}),
        ("statistics", "cases", None, ["annual-report-2024/"], {("region", "north")}),
        ("statistics", "a-number", NUMBER, ["annual-report-2024/"], OF_ALDERBY),
        ("findings", "a-finding", FINDING, ["annual-report-2024/"], OF_ALDERBY),
        ("practice_examples", "an-example", EXAMPLE, ["annual-report-2024/"],
         {("pdu", "alderby"), ("publication", "on-supervision")}),
        ("rating_totals", f"a-set/{LEADERSHIP}/Good", TOTAL, ["annual-report-2024/"], {("standard", LEADERSHIP)}),
        ("sources", "report", None, [], set()),
    ],
)  # fmt: skip
def test_a_correction_concerns_every_page_that_shows_its_row_and_no_other(table, key, added, pages, subjects):
    found = build_corrections_by_page(
        edited(*([add(table, **added)] if added else []), correct(key, "note", "", "", table=table))
    )
    assert {*found} == subjects | {("page", page) for page in ("data/", *pages)}
    assert {correction.row_key for corrections in found.values() for correction in corrections} == {key}


def test_the_newest_correction_comes_first_and_marks_the_cell():
    tables = edited(RATING, LATER)
    assert [correction.correction_id for correction in build_corrections(tables)] == ["rating-2", "rating-1"]
    cell = ("ratings", "alderby-2024/core-2023-pdu-leadership", "rating")
    assert {key: found.correction_id for key, found in build_directory(tables).corrected_cells.items()} == {
        cell: "rating-2"
    }


def test_corrections_of_one_cell_follow_each_other_by_their_days_and_not_by_their_names():
    key = "alderby-2024/core-2023-pdu-leadership"
    corrected = edited(
        change("ratings", {"inspection_id": "alderby-2024", "standard_id": key.split("/")[1]}, rating="Outstanding"),
        correct(key, "rating", "Good", "Inadequate", corrected_on="2026-11-20", correction_id="b"),
        correct(key, "rating", "Inadequate", "Outstanding", corrected_on="2026-11-23", correction_id="a"),
    )
    (changed,) = build_changes(edited(), corrected).of("rating")
    assert (changed.change, changed.correction_id) == ("corrected", "a")
