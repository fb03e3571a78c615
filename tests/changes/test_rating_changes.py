"""What becomes of ratings: which inspection a new one follows, and what a correction explains."""

import pytest

from ratings_site.model.changes import Area, Change, ChangeProblem, Changes, FactChange
from ratings_site.model.changes.building import build_changes
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


def test_single_ratings_stand_by_their_areas_and_then_by_their_standards():
    earlier, later = "core-2023-pdu-leadership", "core-2023-pdu-staffing"
    known = [
        add("ratings", inspection_id=inspection, standard_id=standard, rating="Good", basis="stated")
        for inspection, standard in (("dunmere-2025", later), ("alderby-2022", later), ("alderby-2022", earlier))
    ]
    told = change("ratings", {"inspection_id": "dunmere-2025", "standard_id": earlier}, rating="Good")
    ratings = build_changes(edited(), edited(*known, told)).of("rating")
    assert [(c.area.name, c.standard_id) for c in ratings] == [
        ("Alderby", earlier), ("Alderby", later), ("Dunmere", earlier), ("Dunmere", later),
    ]  # fmt: skip


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
