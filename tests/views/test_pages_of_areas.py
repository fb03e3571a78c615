"""What the pages of PDUs and regions say, beside their headlines."""

from ratings_site.model.directory import build_directory
from ratings_site.model.views.notices import Notice
from ratings_site.model.views.parts import (
    COMPARABILITY,
    CorrectionNotice,
    Link,
    correction_notices,
    inspection_rows,
    pdu_rows,
    standard_rows,
)
from ratings_site.model.views.pdu import build_pdu_view
from ratings_site.model.views.rating import STATE_SYMBOLS, Shown
from ratings_site.model.views.region import build_region_view
from tests.builders import (
    CURRENT,
    EARLIER,
    SYMBOLS,
    Row,
    a_package,
    a_pdu,
    a_programme,
    a_region,
    an_inspection,
    ratings_of,
)


def test_the_history_breaks_exactly_between_programmes_that_are_not_comparable() -> None:
    directory = build_directory(
        a_package(
            a_region(),
            a_pdu(),
            an_inspection(programme=EARLIER, published="2022-01-10"),
            an_inspection(programme=EARLIER, published="2023-03-30"),
            an_inspection(programme=CURRENT, published="2024-10-24"),
        )
    )
    rows = inspection_rows(directory.pdus["alderby"].inspections, directory)
    assert [(row.published, row.break_above) for row in rows] == [
        ("24 October 2024", ""),
        ("30 March 2023", COMPARABILITY),
        ("10 January 2022", ""),
    ]


def test_pdus_stand_by_score_then_name_then_without_score_then_not_inspected() -> None:
    directory = build_directory(
        a_package(
            a_region(),
            *(a_pdu(name) for name in ("Alderby", "Brayford", "Colwick", "Denholme", "Eastry")),
            an_inspection("Denholme", score=3),
            an_inspection("Colwick", score=3),
            an_inspection("Brayford", score=6),
            an_inspection("Eastry"),
        )
    )
    rows = pdu_rows(directory.pdus.values(), directory)
    assert [(row.name, row.score, row.shown.value) for row in rows] == [
        ("Brayford", "6 of 21", "Requires improvement"),
        ("Colwick", "3 of 21", "Requires improvement"),
        ("Denholme", "3 of 21", "Requires improvement"),
        ("Eastry", "", "Requires improvement"),
        ("Alderby", "", "not yet inspected"),
    ]


def test_a_rating_no_source_holds_is_not_available_and_one_never_made_not_yet_inspected() -> None:
    ratings = ("Good", "", "Inadequate", "", "", "", "Requires improvement")
    directory = build_directory(
        a_package(a_region(), a_pdu(), a_pdu("Brayford"), an_inspection(), *ratings_of("alderby-2024", *ratings))
    )
    inspected, other = pdu_rows(directory.pdus.values(), directory)
    assert inspected.cells == tuple(Shown(rating or "not available") for rating in ratings)
    assert other.cells == (Shown("not yet inspected"),) * 7


def test_a_corrected_rating_is_marked_and_its_page_says_what_it_was() -> None:
    correction = Row(
        "corrections",
        {
            "correction_id": "1",
            "corrected_on": "2025-01-05",
            "table": "ratings",
            "row_key": "alderby-2024/core-2023-pdu-leadership",
            "column": "rating",
            "was": "Inadequate",
            "now": "Good",
            "reason": "The report was misread.",
        },
    )
    ratings = ratings_of("alderby-2024", "Good", "", "", "", "", "", "")
    directory = build_directory(a_package(a_region(), a_pdu(), an_inspection(), *ratings, correction))
    rows = standard_rows(directory.pdus["alderby"].inspections[0], directory)
    assert [row.corrected for row in rows] == ["5 January 2025", "", "", "", "", "", ""]
    notice = CorrectionNotice("5 January 2025", "rating", "Inadequate", "Good", "The report was misread.")
    assert correction_notices(directory, "pdu", "alderby") == (notice,)


def a_change(pdu: str, change: str, successor: str, note: str = "") -> Row:
    known = {"as_at": "2023-10-03", "as_at_precision": "day", "source_id": "a-source", "note": note}
    return Row("pdu_changes", {"pdu_id": pdu, "change": change, "successor_id": successor} | known)


def test_a_closed_pdu_says_so_first_and_is_not_called_not_yet_inspected() -> None:
    merged = a_change("alderby", "merged", "brayford")
    directory = build_directory(a_package(a_region(), a_pdu(closed="2025-04-28"), a_pdu("Brayford"), merged))
    view = build_pdu_view(directory.pdus["alderby"], directory)
    said = "Alderby has closed. Public records show it by 28 April 2025."
    assert view.notices == (Notice(Shown("closed"), said, (Link("Brayford", "pdus/brayford/"),)),)
    assert pdu_rows([directory.pdus["alderby"]], directory)[0].shown == Shown("not inspected")
    assert build_pdu_view(directory.pdus["brayford"], directory).notices == ()


def a_name(name: str, **cells: str) -> Row:
    known = {"language": "en", "is_former": "no", "used_by": "A list", "source_id": "a-source"}
    return Row("pdu_names", {"pdu_id": "alderby", "name": name} | known | cells)


def test_a_renamed_pdu_says_what_it_was_called() -> None:
    renamed = a_change("alderby", "renamed", "alderby")
    name = a_name("Old Alderby", is_former="yes")
    directory = build_directory(a_package(a_region(), a_pdu(), renamed, name))
    view = build_pdu_view(directory.pdus["alderby"], directory)
    said = "Alderby was called Old Alderby before. Public records show the new name by 3 October 2023."
    assert view.notices == (Notice(Shown("renamed"), said),)
    assert ("Renamed", ("By 3 October 2023",)) in [(fact.term, fact.values) for fact in view.facts]
    nameless = build_directory(a_package(a_region(), a_pdu(), renamed))
    assert build_pdu_view(nameless.pdus["alderby"], nameless).notices == (
        Notice(Shown("renamed"), "Alderby has a new name. Public records show it by 3 October 2023."),
    )


def test_another_name_that_is_not_a_former_one_is_none_the_pdu_was_called_before() -> None:
    renamed = a_change("alderby", "renamed", "alderby", "Former name: Aldersbury.")
    directory = build_directory(a_package(a_region(), a_pdu(), renamed, a_name("Aldersbury")))
    said = "Alderby has a new name. Public records show it by 3 October 2023."
    assert build_pdu_view(directory.pdus["alderby"], directory).notices == (Notice(Shown("renamed"), said),)


def test_where_a_pause_came_first_a_unit_and_its_region_say_so() -> None:
    paused = a_programme(ended="2025-10-01", ended_precision="month", end_kind="paused")
    pdus = (a_pdu(), a_pdu("Brayford"), a_pdu("Closedon", closed="2025-04-28"))
    directory = build_directory(a_package(a_region(), *pdus, paused, an_inspection("Brayford")))

    def said(name: str) -> Notice:
        before = f"The inspections of this programme paused in October 2025, before they came to {name}."
        return Notice(Shown("paused"), f"{before} No source we hold says when they go on.")

    assert build_region_view(directory.regions["northland"], directory).pause == (said("Northland"),)
    pauses = {pdu_id: build_pdu_view(directory.pdus[pdu_id], directory).pause for pdu_id in directory.pdus}
    assert pauses == {"alderby": (said("Alderby"),), "brayford": (), "closedon": ()}


def test_a_programme_that_goes_on_or_has_ended_is_not_called_paused() -> None:
    for changes in ({}, {"ended": "2025-10-01", "ended_precision": "month"}):
        directory = build_directory(a_package(a_region(), a_pdu(), a_programme(**changes)))
        assert build_pdu_view(directory.pdus["alderby"], directory).pause == ()


def test_each_state_has_a_sign_of_its_own() -> None:
    signs = [*SYMBOLS.values(), *STATE_SYMBOLS.values()]
    assert len(set(signs)) == len(signs) == 13
