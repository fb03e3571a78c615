"""What differs in ratings and other released facts, and what must explain it: each test edits the invented package."""

from dataclasses import replace

import pytest

from ratings_site.model.changes import Area, Change, ChangeProblem, Changes, FactChange
from ratings_site.model.changes.building import build_changes
from ratings_site.model.changes.facts import is_told
from tests.synthetic import REASON, add, change, correct, edited, inspect_alderby, remove

ALDERBY = Area("pdu", "alderby", "Alderby", "north")
LEADERSHIP = "alderby-2024/core-2023-pdu-leadership"
LEADERSHIP_ROW = {"inspection_id": "alderby-2024", "standard_id": "core-2023-pdu-leadership"}


def a_rating_change(**values: object) -> Change:
    usual: dict[str, object] = {
        "kind": "rating", "change": "up", "area": ALDERBY, "standard_id": "core-2023-pdu-leadership",
        "item": "Leadership", "was": "Good", "now": "Outstanding", "inspection_id": "alderby-2024",
        "published": "2024-10-24", "precision": "day",
    }  # fmt: skip
    return Change(**(usual | values))  # type: ignore[arg-type]  # values of one test at a time


def ratings_of(changes: Changes) -> tuple[Change, ...]:
    return changes.of("overall rating", "rating")


def test_a_new_inspection_compares_with_the_one_before_it_in_the_same_programme():
    changes = build_changes(edited(), edited(inspect_alderby("Good", "Requires improvement")))
    brought = {"inspection_id": "alderby-2026", "published": "2026-11-20"}
    assert changes.of("overall rating") == (
        a_rating_change(
            kind="overall rating",
            standard_id="",
            item="overall rating",
            was="Requires improvement",
            now="Good",
            **brought,
        ),
    )
    assert changes.of("rating") == (a_rating_change(change="down", now="Requires improvement", **brought),)
    assert changes.of("inspection") == (
        Change(
            "inspection",
            "new",
            ALDERBY,
            "2026-11-20",
            "day",
            "Second programme",
            now="Good",
            inspection_id="alderby-2026",
        ),
    )
    assert (changes.problems, changes.version_called_for) == ((), "1.3.0")


def test_a_rating_that_a_new_inspection_repeats_is_no_change():
    changes = build_changes(edited(), edited(inspect_alderby("Requires improvement", "Good")))
    assert ratings_of(changes) == ()


def test_an_older_inspection_entered_late_appears_and_moves_nothing():
    changes = build_changes(edited(), edited(inspect_alderby("Good", "Good", published="2023-12-01")))
    assert {(c.change, c.was, c.now) for c in ratings_of(changes)} == {("appeared", "", "Good")}


def test_an_inspection_entered_between_two_that_were_known_moves_nothing_and_one_after_both_follows_the_later():
    def inspected(published: str, overall: str):
        known = {"published": published, "published_precision": "day", "overall": overall, "overall_basis": "stated"}
        return add("inspections", inspection_id=f"alderby-{published}", programme_id="core-2023", area_type="pdu",
                   pdu_id="alderby", status="published", source_id="report", **known)  # fmt: skip

    known = inspected("2023-11-01", "Good")
    for published, told in (("2024-02-01", ("appeared", "")), ("2025-02-01", ("down", "Requires improvement"))):
        changes = build_changes(edited(known), edited(known, inspected(published, "Inadequate")))
        assert [(c.change, c.was, c.now) for c in changes.of("overall rating")] == [(*told, "Inadequate")]


def test_inspections_of_programmes_that_cannot_be_compared_move_nothing():
    before = edited(remove("inspections", inspection_id="alderby-2024"), remove("ratings", **LEADERSHIP_ROW))
    moves = [c.change for c in build_changes(before, edited()).of("overall rating")]
    assert moves == ["appeared"]


def test_a_programme_compared_with_a_third_one_is_not_compared_with_this_one():
    elsewhere = change("programmes", {"programme_id": "core-2023"}, comparable_with="public-protection-2025")
    before = edited(elsewhere, remove("inspections", inspection_id="alderby-2024"), remove("ratings", **LEADERSHIP_ROW))
    assert [c.change for c in build_changes(before, edited(elsewhere)).of("overall rating")] == ["appeared"]


def test_inspections_of_programmes_said_to_be_comparable_move_the_overall_rating():
    comparable = change("programmes", {"programme_id": "core-2023"}, comparable_with="pdu-2021")
    before = edited(comparable, remove("inspections", inspection_id="alderby-2024"))
    (moved,) = build_changes(before, edited(comparable)).of("overall rating")
    assert (moved.change, moved.was, moved.now) == ("up", "Inadequate", "Requires improvement")


def test_a_rating_that_becomes_known_appears_and_needs_no_correction():
    row = {"inspection_id": "dunmere-2025", "standard_id": "core-2023-pdu-leadership"}
    changes = build_changes(edited(), edited(change("ratings", row, rating="Good", basis="stated")))
    assert [(c.area.area_id, c.change) for c in changes.of("rating")] == [("dunmere", "appeared")]
    assert (changes.problems, changes.level) == ((), "minor")


def test_a_changed_rating_without_a_correction_stops_the_publication():
    changes = build_changes(edited(), edited(change("ratings", LEADERSHIP_ROW, rating="Outstanding")))
    assert changes.of("rating") == (a_rating_change(),)
    assert changes.problems == (
        ChangeProblem(
            check="rating-changed-without-correction",
            file="ratings.csv",
            row_key=LEADERSHIP,
            message="Alderby, Leadership, Rating: was Good, now Outstanding, and no row says why.",
            remedy="Put the released value back, or record why: python build_site.py new correction --table ratings "
            f"--row {LEADERSHIP} --column rating --was Good --now Outstanding",
            column="rating",
        ),
    )


def test_a_changed_rating_with_its_correction_is_corrected_and_calls_for_a_patch():
    new = edited(
        change("ratings", LEADERSHIP_ROW, rating="Outstanding"), correct(LEADERSHIP, "rating", "Good", "Outstanding")
    )
    changes = build_changes(edited(), new)
    assert changes.of("rating") == (a_rating_change(change="corrected", correction_id="rating-1"),)
    told = "Alderby, Leadership", "Rating", "Good", "Outstanding", "rating-1", "2026-11-24", REASON
    assert changes.corrections == (FactChange("ratings", LEADERSHIP, "rating", *told),)
    assert (changes.problems, changes.version_called_for) == ((), "1.2.4")


@pytest.mark.parametrize(
    "correction",
    [
        correct(LEADERSHIP, "rating", "Inadequate", "Outstanding"),
        correct(LEADERSHIP, "rating", "Good", "Inadequate"),
        correct("alderby-2024", "overall", "Good", "Outstanding"),
        correct(LEADERSHIP, "basis", "Good", "Outstanding"),
    ],
    ids=["another value before", "another value after", "another row", "another column"],
)
def test_a_correction_of_something_else_explains_nothing(correction):
    changes = build_changes(edited(), edited(change("ratings", LEADERSHIP_ROW, rating="Outstanding"), correction))
    assert [problem.check for problem in changes.problems] == ["rating-changed-without-correction"]


def test_a_correction_that_was_already_published_explains_no_later_change():
    told = correct(LEADERSHIP, "rating", "Good", "Outstanding")
    changes = build_changes(edited(told), edited(told, change("ratings", LEADERSHIP_ROW, rating="Outstanding")))
    assert [problem.check for problem in changes.problems] == ["rating-changed-without-correction"]


def test_corrections_of_one_cell_form_a_chain():
    new = edited(
        change("ratings", LEADERSHIP_ROW, rating="Inadequate"),
        correct(LEADERSHIP, "rating", "Good", "Outstanding"),
        correct(LEADERSHIP, "rating", "Outstanding", "Inadequate", correction_id="rating-2"),
    )
    changes = build_changes(edited(), new)
    assert [(c.change, c.correction_id) for c in changes.of("rating")] == [("corrected", "rating-2")]
    assert changes.problems == ()


def test_a_chain_of_corrections_follows_their_days_and_not_their_ids():
    told = [
        correct(LEADERSHIP, "rating", "Good", "Outstanding", corrected_on="2026-11-22", correction_id="z-first"),
        correct(LEADERSHIP, "rating", "Outstanding", "Inadequate", corrected_on="2026-11-23", correction_id="a-second"),
    ]
    changes = build_changes(edited(), edited(change("ratings", LEADERSHIP_ROW, rating="Inadequate"), *told))
    assert [(c.change, c.correction_id) for c in changes.of("rating")] == [("corrected", "a-second")]
    assert changes.problems == ()


def test_a_new_inspection_whose_ratings_nobody_knows_yet_withdraws_none():
    changes = build_changes(edited(), edited(inspect_alderby("Good", "")))
    assert (changes.of("rating"), [c.change for c in changes.of("overall rating")]) == ((), ["up"])
    unrated = build_changes(edited(), edited(inspect_alderby("Not rated", "")))
    assert (ratings_of(unrated), [c.now for c in unrated.of("inspection")]) == ((), ["Not rated"])


def test_a_rating_taken_out_is_withdrawn_and_needs_a_correction():
    gone = change("ratings", LEADERSHIP_ROW, rating="", basis="not available")
    assert [p.check for p in build_changes(edited(), edited(gone)).problems] == ["rating-changed-without-correction"]
    told = edited(gone, correct(LEADERSHIP, "rating", "Good", ""))
    changes = build_changes(edited(), told)
    assert [(c.change, c.was, c.correction_id) for c in changes.of("rating")] == [("withdrawn", "Good", "rating-1")]
    assert changes.problems == ()


def test_a_correction_of_the_whole_row_explains_every_rating_of_a_withdrawn_inspection():
    gone = (remove("inspections", inspection_id="alderby-2024"), remove("ratings", inspection_id="alderby-2024"))
    told = edited(
        *gone,
        correct("alderby-2024", "", "", ""),
        add("acknowledgements", check="table-lost-rows", file="ratings.csv", acknowledged_on="2026-11-24"),
        add("acknowledgements", check="table-lost-rows", file="inspections.csv", acknowledged_on="2026-11-24"),
    )
    changes = build_changes(edited(), told)
    assert {c.change for c in ratings_of(changes)} == {"withdrawn"}
    assert len(ratings_of(changes)) == 3
    assert [c.change for c in changes.of("inspection")] == ["withdrawn"]
    assert changes.problems == ()


def test_a_changed_score_needs_a_correction_as_a_rating_does():
    new_score = change("inspections", {"inspection_id": "alderby-2024"}, score="4")
    problems = build_changes(edited(), edited(new_score)).problems
    assert [problem.message for problem in problems] == ["Alderby, Composite score: was 3, now 4, and no row says why."]
    assert build_changes(edited(), edited(new_score, correct("alderby-2024", "score", "3", "4"))).problems == ()


def test_a_score_taken_out_needs_a_correction_and_one_that_becomes_known_does_not():
    gone = change("inspections", {"inspection_id": "alderby-2024"}, score="")
    (problem,) = build_changes(edited(), edited(gone)).problems
    assert problem.message == "Alderby, Composite score: was 3, now empty, and no row says why."
    assert build_changes(edited(), edited(gone, correct("alderby-2024", "score", "3", ""))).problems == ()
    assert build_changes(edited(gone), edited()).problems == ()


ALDERBY_2024 = {"inspection_id": "alderby-2024"}


@pytest.mark.parametrize(
    ("edit", "message", "reasons"),
    [
        (
            change("statistics", {"statistic_id": "leaving-rate"}, value="14.0"),
            "Leaving rate, Value: was 10.4, now 14, and no row says why.",
            [correct("leaving-rate", "value", "10.4", "14", table="statistics")],
        ),
        (
            change("pdus", {"pdu_id": "alderby"}, name="Alderdale"),
            "Alderby, Name: was Alderby, now Alderdale, and no row says why.",
            [
                correct("alderby", "name", "Alderby", "Alderdale", table="pdus"),
                add("pdu_changes", pdu_id="alderby", change="renamed", successor_id="alderby", source_id="list"),
            ],
        ),
        (
            change("pdus", {"pdu_id": "alderby"}, region_id="south"),
            "Alderby, Region: was north, now south, and no row says why.",
            [add("pdu_changes", pdu_id="alderby", change="moved region", successor_id="alderby", source_id="list")],
        ),
        (
            change("regions", {"region_id": "north"}, name="Northland (synthetic)"),
            "North (synthetic), Name: was North (synthetic), now Northland (synthetic), and no row says why.",
            [correct("north", "name", "North (synthetic)", "Northland (synthetic)", table="regions")],
        ),
        (
            change("inspections", ALDERBY_2024, published="2024-10-25"),
            "Alderby, Published: was 2024-10-24, now 2024-10-25, and no row says why.",
            [correct("alderby-2024", "published", "2024-10-24", "2024-10-25")],
        ),
        (
            change("sources", {"source_id": "report"}, url="https://elsewhere.example/"),
            "A report, the first, Address: was https://report.example/, now https://elsewhere.example/, and no row "
            "says why.",
            [correct("report", "url", "https://report.example/", "https://elsewhere.example/", table="sources")],
        ),
        (
            remove("publications", publication_id="on-supervision"),
            "Supervision & <trust>: the row on-supervision of the last release is gone, and no row says why.",
            [correct("on-supervision", "", "", "", table="publications")],
        ),
    ],
    ids=["a number", "a name", "a region", "a region's name", "a date", "an address", "a publication"],
)
def test_a_released_fact_that_is_another_now_needs_a_reason_and_is_told(edit, message, reasons):
    changes = build_changes(edited(), edited(edit))
    assert [problem.message for problem in changes.problems if problem.check != "table-lost-rows"] == [message]
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


def test_an_unrated_inspection_is_new_and_moves_no_rating():
    unrated = add(
        "inspections", inspection_id="south-2026", programme_id="public-protection-2025", area_type="region",
        region_id="south", overall="Not rated", overall_basis="stated", source_id="report",
    )  # fmt: skip
    changes = build_changes(edited(), edited(unrated))
    assert [(c.area.name, c.now) for c in changes.of("inspection")] == [("Ynys Môn, “South” (synthetic)", "Not rated")]
    assert ratings_of(changes) == ()


@pytest.mark.parametrize("houses", [("manor", "south"), ("", "")])
def test_one_house_is_never_compared_with_another(houses):
    def house(number: int, overall: str):
        cells = {"inspection_id": f"house-{number}", "programme_id": "core-2023", "area_type": "approved premises"}
        known = {"premises_id": houses[number], "published": f"2026-0{number + 1}-01", "published_precision": "day"}
        return add("inspections", **cells, **known, overall=overall, overall_basis="stated", status="published")

    premises = [add("approved_premises", premises_id=name, name=name) for name in houses if name]
    before = edited(*premises, house(0, "Good"))
    changes = build_changes(before, edited(*premises, house(0, "Good"), house(1, "Outstanding")))
    assert [(c.area.area_id, c.change, c.was, c.now) for c in changes.of("overall rating")] == [
        (houses[1] or "house-1", "appeared", "", "Outstanding")
    ]


def test_a_published_score_that_is_emptied_needs_a_correction_as_one_that_is_changed_does():
    emptied = change("inspections", {"inspection_id": "alderby-2024"}, score="")
    told = correct("alderby-2024", "score", "3", "", corrected_on="2026-11-23")
    without, with_one = (build_changes(edited(), edited(*edits)).problems for edits in ((emptied,), (emptied, told)))
    assert [(problem.file, problem.row_key) for problem in without] == [("inspections.csv", "alderby-2024")]
    assert with_one == ()


@pytest.mark.parametrize(
    ("area_type", "named", "area"),
    [
        ("pdu", {"pdu_id": "alderby"}, ALDERBY),
        ("region", {"region_id": "north"}, Area("region", "north", "North (synthetic)", "north")),
        ("approved premises", {"premises_id": "alder-house"}, Area("approved premises", "alder-house", "Alder House")),
        ("national", {}, Area("national", "", "England and Wales")),
    ],
)
def test_what_changes_names_its_area_with_its_region(area_type, named, area):
    house = add("approved_premises", premises_id="alder-house", name="Alder House", region_id="north")
    inspection = add("inspections", inspection_id="one-2026", programme_id="core-2023", area_type=area_type, **named,
                     overall="Good", overall_basis="stated", status="published", source_id="report")  # fmt: skip
    changes = build_changes(edited(house), edited(house, inspection))
    assert {change.area for change in changes.of("inspection", "overall rating")} == {area}


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
