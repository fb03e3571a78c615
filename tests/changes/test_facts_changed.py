"""What differs in released facts, and what must explain it: each test edits the invented package."""

from dataclasses import replace

import pytest

from ratings_site.model.changes import FactChange
from ratings_site.model.changes.building import build_changes, is_told
from tests.synthetic import add, change, correct, edited, remove

LEADERSHIP = "alderby-2024/core-2023-pdu-leadership"
LEADERSHIP_ROW = {"inspection_id": "alderby-2024", "standard_id": "core-2023-pdu-leadership"}
ALDERBY_2024 = {"inspection_id": "alderby-2024"}


@pytest.mark.parametrize(
    ("edit", "kind", "message", "reasons"),
    [
        (
            change("statistics", {"statistic_id": "leaving-rate"}, value="14.0"),
            "fact",
            "Leaving rate, Value: was 10.4, now 14, and no row says why.",
            [correct("leaving-rate", "value", "10.4", "14", table="statistics")],
        ),
        (
            change("pdus", {"pdu_id": "alderby"}, name="Alderdale"),
            "fact",
            "Alderby, Name: was Alderby, now Alderdale, and no row says why.",
            [
                correct("alderby", "name", "Alderby", "Alderdale", table="pdus"),
                add("pdu_changes", pdu_id="alderby", change="renamed", successor_id="alderby", source_id="list"),
            ],
        ),
        (
            change("pdus", {"pdu_id": "alderby"}, region_id="south"),
            "fact",
            "Alderby, Region: was north, now south, and no row says why.",
            [add("pdu_changes", pdu_id="alderby", change="moved region", successor_id="alderby", source_id="list")],
        ),
        (
            change("regions", {"region_id": "north"}, name="Northland (synthetic)"),
            "fact",
            "North (synthetic), Name: was North (synthetic), now Northland (synthetic), and no row says why.",
            [correct("north", "name", "North (synthetic)", "Northland (synthetic)", table="regions")],
        ),
        (
            change("inspections", ALDERBY_2024, published="2024-10-25"),
            "fact",
            "Alderby, Published: was 2024-10-24, now 2024-10-25, and no row says why.",
            [correct("alderby-2024", "published", "2024-10-24", "2024-10-25")],
        ),
        (
            change("sources", {"source_id": "report"}, url="https://elsewhere.example/"),
            "fact",
            "A report, the first, Address: was https://report.example/, now https://elsewhere.example/, and no row "
            "says why.",
            [correct("report", "url", "https://report.example/", "https://elsewhere.example/", table="sources")],
        ),
        (
            remove("publications", publication_id="on-supervision"),
            "fact",
            "Supervision & <trust>: the row on-supervision of the last release is gone, and no row says why.",
            [correct("on-supervision", "", "", "", table="publications")],
        ),
        (
            change("inspections", ALDERBY_2024, score="4"),
            "rating",
            "Alderby, Composite score: was 3, now 4, and no row says why.",
            [correct("alderby-2024", "score", "3", "4")],
        ),
        (
            change("inspections", ALDERBY_2024, score=""),
            "rating",
            "Alderby, Composite score: was 3, now empty, and no row says why.",
            [correct("alderby-2024", "score", "3", "", corrected_on="2026-11-23")],
        ),
    ],
)
def test_a_released_fact_that_is_another_now_needs_a_reason_and_is_told(edit, kind, message, reasons):
    changes = build_changes(edited(), edited(edit))
    problems = [(problem.check, problem.message) for problem in changes.problems if problem.check != "table-lost-rows"]
    assert problems == [(f"{kind}-changed-without-correction", message)]
    assert [fact.reason for fact in changes.facts] == [""]
    for reason in reasons:
        problems = build_changes(edited(), edited(edit, reason)).problems
        assert [problem.check for problem in problems if problem.check != "table-lost-rows"] == []


@pytest.mark.parametrize(
    ("before", "after", "reasons"),
    [
        ({"published": "2024-10-01", "published_precision": "month"}, {"published": "2024-10-24"},
         {("published", "known more exactly"), ("published_precision", "known more exactly")}),
        ({"published": "2024-01-01", "published_precision": "year"}, {"published": "2024-10-24"},
         {("published", "known more exactly"), ("published_precision", "known more exactly")}),
        ({"published": "2024-10-24"}, {"published": "2024-10-25"}, {("published", "")}),
        ({"published": "2024-10-01", "published_precision": "month"}, {"published": "2024-11-24"},
         {("published", ""), ("published_precision", "")}),
        ({"published": "2024-01-01", "published_precision": "year"}, {"published": "2023-10-24"},
         {("published", ""), ("published_precision", "")}),
        ({"published": "2026-11-23"}, {"published": "2026-12-08"}, {("published", "scheduled")}),
        ({"published": "2026-11-22"}, {"published": "2026-12-08"}, {("published", "")}),
        ({"status": "published"}, {"status": "withdrawn"}, {("status", "state")}),
        ({"note": "A doubt."}, {"note": "No doubt."}, set()),
        ({"source_id": "report"}, {"source_id": "list"}, set()),
        ({"score": ""}, {"score": "3"}, set()),
    ],
)  # fmt: skip
def test_a_fact_of_an_inspection_differs_with_this_reason_and_without_one_it_needs_a_correction(before, after, reasons):
    day = {"published_precision": "day", "status": "published", "status_on": "2026-11-20", "status_reason": "Why."}
    released = "2026-11-22T09:30:00Z"
    old, new = (
        edited(change("inspections", ALDERBY_2024, **day | cells), created=released) for cells in (before, after)
    )
    changes = build_changes(old, new)
    assert {(fact.column, fact.reason) for fact in changes.facts} == reasons
    state = [(fact.since, fact.cause) for fact in changes.facts]
    assert state == [("2026-11-20", "Why.") if fact.column == "status" else ("", "") for fact in changes.facts]
    assert {problem.column for problem in changes.problems} == {column for column, reason in reasons if not reason}


def test_a_publication_that_is_put_off_needs_no_correction():
    row = {"publication_id": "on-supervision"}
    old, new = (edited(change("publications", row, published=day)) for day in ("2026-12-01", "2026-12-08"))
    assert [(fact.column, fact.reason) for fact in build_changes(old, new).facts] == [("published", "scheduled")]


def test_a_row_that_is_gone_is_told_with_the_reason_that_was_recorded():
    edits = remove("publications", publication_id="on-supervision"), remove("ratings", **LEADERSHIP_ROW)
    told = correct("on-supervision", "", "", "", table="publications"), correct(LEADERSHIP, "", "", "")
    publication = ("publications", "on-supervision", "", "Supervision & <trust>", "", "on-supervision", "")
    rating = ("ratings", LEADERSHIP, "", "Alderby, Leadership", "", LEADERSHIP, "")
    without, with_one = (build_changes(edited(), edited(*edits, *more)).facts for more in ((), told))
    assert without == (FactChange(*publication, ""), FactChange(*rating, ""))
    assert with_one == (FactChange(*publication, "recorded"), FactChange(*rating, "recorded"))


def test_a_withdrawn_inspection_that_was_deleted_is_one_problem_with_the_command_that_keeps_it():
    gone = edited(remove("inspections", **ALDERBY_2024), remove("ratings", **ALDERBY_2024))
    (problem,) = [one for one in build_changes(edited(), gone).problems if one.check != "table-lost-rows"]
    assert problem.remedy == (
        "Put its rows back; a report that was withdrawn keeps them: python build_site.py new withdrawal "
        "--inspection alderby-2024"
    )


def test_a_row_that_is_gone_is_told_where_others_of_its_table_went_with_their_inspection():
    row = {"inspection_id": "dunmere-2025", "standard_id": "core-2023-pdu-leadership"}
    gone = remove("inspections", **ALDERBY_2024), remove("ratings", **ALDERBY_2024), remove("ratings", **row)
    told = {(fact.table, fact.row_key) for fact in build_changes(edited(), edited(*gone)).facts if not fact.column}
    assert told == {("inspections", "alderby-2024"), ("ratings", "dunmere-2025/core-2023-pdu-leadership")}


def test_rows_are_not_gone_where_the_columns_that_identify_them_are_others():
    tables = edited(remove("publications", publication_id="on-supervision"))
    schemas = dict(tables.package.schemas)
    schemas["statistics"] = replace(schemas["statistics"], primary_key=("measure",))
    schemas["figures"] = replace(schemas["figures"], primary_key=("number",))
    facts = build_changes(edited(), replace(tables, package=replace(tables.package, schemas=schemas))).facts
    assert {(fact.table, fact.row_key) for fact in facts} == {("publications", "on-supervision")}


def test_a_row_under_another_key_is_told_as_that():
    renamed = change("publications", {"publication_id": "on-supervision"}, publication_id="supervision")
    (fact,) = build_changes(edited(), edited(renamed)).facts
    assert (fact.row_key, fact.reason) == ("on-supervision", "another key")


def test_what_is_said_otherwise_beside_a_fact_is_no_fact():
    known = {"started_otherwise": "2023-10-01", "started_otherwise_precision": "month"}
    old, new = (edited(change("programmes", {"programme_id": "core-2023"}, **cells))
                for cells in (known, known | {"started_otherwise": "2023-11-01"}))  # fmt: skip
    assert build_changes(old, new).facts == ()


def test_the_command_that_records_a_change_takes_any_text():
    renamed = change("sources", {"source_id": "report"}, title='A "second" report: 1/2')
    (problem,) = build_changes(edited(), edited(renamed)).problems
    assert problem.remedy.endswith(
        '--table sources --row report --column title --was "A report, the first" --now "A \\"second\\" report: 1/2"'
    )


@pytest.mark.parametrize(
    ("table", "column", "reason", "told"),
    [
        ("ratings", "rating", "", True),
        ("pdus", "closed", "", True),
        ("statistics", "value", "", False),
        ("inspections", "published", "known more exactly", False),
        ("statistics", "value", "a-correction", True),
    ],
)
def test_a_change_that_another_sentence_tells_is_not_told_twice(table, column, reason, told):
    assert is_told(FactChange(table, "a-row", column, "A name", "A title", "was", "now", reason)) is told
