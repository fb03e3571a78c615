"""What the pages of PDUs and regions say, beside their headlines."""

import re

from ratings_site.model.directory import Directory, build_directory
from ratings_site.pages.area import Fact, build_area_view
from ratings_site.pages.notices import Notice
from ratings_site.pages.parts import shown_of, shown_standards
from ratings_site.wording.rating import STATE_SYMBOLS, Shown
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
from tests.pages.rendered import rows_of, text_of

BREAK = "The rules changed here. Ratings and scores above this line cannot be compared with those below it."


def side_by_side(directory: Directory) -> list[list[str]]:
    """Name, rating and score of each PDU in the table of the region's page."""
    return [row.cells[:3] for row in rows_of("pdus-table", directory.regions["northland"], directory)]


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
    rows = rows_of("history-table", directory.pdus["alderby"], directory)
    assert [row.cells[0] for row in rows] == ["24 October 2024", BREAK, "30 March 2023", "10 January 2022"]


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
    assert side_by_side(directory) == [
        ["Brayford", "▲ Requires improvement", "6 of 21"],
        ["Colwick", "▲ Requires improvement", "3 of 21"],
        ["Denholme", "▲ Requires improvement", "3 of 21"],
        ["Eastry", "▲ Requires improvement", "–"],
        ["Alderby", "… Not yet inspected", "–"],
    ]


def test_a_rating_no_source_holds_is_not_available_and_one_never_made_not_yet_inspected() -> None:
    ratings = ("Good", "", "Inadequate", "", "", "", "Requires improvement")
    directory = build_directory(
        a_package(a_region(), a_pdu(), a_pdu("Brayford"), an_inspection(), *ratings_of("alderby-2024", *ratings))
    )
    inspected, other = (shown_standards(directory.pdus[name], directory) for name in ("alderby", "brayford"))
    assert inspected == tuple(Shown(rating or "not available") for rating in ratings)
    assert other == (Shown("not yet inspected"),) * 7


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
    page = text_of(directory.pdus["alderby"], directory)
    rows = rows_of("standards-table", directory.pdus["alderby"], directory)
    assert ["corrected on 5 January 2025" in row.cells[1] for row in rows] == [True, *[False] * 6]
    assert re.findall(r'correction">(.*?) <a', page) == [
        "Corrected on 5 January 2025: rating was “Inadequate” and is now “Good”. The report was misread."
    ]


def a_change(pdu: str, change: str, successor: str, note: str = "") -> Row:
    known = {"as_at": "2023-10-03", "as_at_precision": "day", "source_id": "a-source", "note": note}
    return Row("pdu_changes", {"pdu_id": pdu, "change": change, "successor_id": successor} | known)


def test_a_closed_pdu_says_so_first_and_is_not_called_not_yet_inspected() -> None:
    merged = a_change("alderby", "merged", "brayford")
    directory = build_directory(a_package(a_region(), a_pdu(closed="2025-04-28"), a_pdu("Brayford"), merged))
    view = build_area_view(directory.pdus["alderby"], directory)
    said = "Alderby has closed. Public records show it by 28 April 2025."
    assert view["notices"] == (Notice(Shown("closed"), said, (directory.pdus["brayford"],)),)
    assert shown_of(directory.pdus["alderby"], directory) == Shown("not inspected")
    assert build_area_view(directory.pdus["brayford"], directory)["notices"] == ()


def a_name(name: str, **cells: str) -> Row:
    known = {"language": "en", "is_former": "no", "used_by": "A list", "source_id": "a-source"}
    return Row("pdu_names", {"pdu_id": "alderby", "name": name} | known | cells)


def test_a_renamed_pdu_says_what_it_was_called() -> None:
    renamed = a_change("alderby", "renamed", "alderby")
    name = a_name("Old Alderby", is_former="yes")
    directory = build_directory(a_package(a_region(), a_pdu(), renamed, name))
    view = build_area_view(directory.pdus["alderby"], directory)
    said = "Alderby was called Old Alderby before. Public records show the new name by 3 October 2023."
    assert view["notices"] == (Notice(Shown("renamed"), said),)
    assert Fact("Renamed", ("By 3 October 2023",)) in view["facts"]
    nameless = build_directory(a_package(a_region(), a_pdu(), renamed))
    assert build_area_view(nameless.pdus["alderby"], nameless)["notices"] == (
        Notice(Shown("renamed"), "Alderby has a new name. Public records show it by 3 October 2023."),
    )


def test_another_name_that_is_not_a_former_one_is_none_the_pdu_was_called_before() -> None:
    renamed = a_change("alderby", "renamed", "alderby", "Former name: Aldersbury.")
    directory = build_directory(a_package(a_region(), a_pdu(), renamed, a_name("Aldersbury")))
    said = "Alderby has a new name. Public records show it by 3 October 2023."
    assert build_area_view(directory.pdus["alderby"], directory)["notices"] == (Notice(Shown("renamed"), said),)


def test_where_a_pause_came_first_a_unit_and_its_region_say_so() -> None:
    paused = a_programme(ended="2025-10-01", ended_precision="month", end_kind="paused")
    pdus = (a_pdu(), a_pdu("Brayford"), a_pdu("Closedon", closed="2025-04-28"))
    directory = build_directory(a_package(a_region(), *pdus, paused, an_inspection("Brayford")))

    def said(name: str) -> Notice:
        before = f"The inspections of this programme paused in October 2025, before they came to {name}."
        return Notice(Shown("paused"), f"{before} No source we hold says when they go on.")

    assert build_area_view(directory.regions["northland"], directory)["pause"] == (said("Northland"),)
    pauses = {pdu_id: build_area_view(directory.pdus[pdu_id], directory)["pause"] for pdu_id in directory.pdus}
    assert pauses == {"alderby": (said("Alderby"),), "brayford": (), "closedon": ()}


def test_a_programme_that_goes_on_or_has_ended_is_not_called_paused() -> None:
    for changes in ({}, {"ended": "2025-10-01", "ended_precision": "month"}):
        directory = build_directory(a_package(a_region(), a_pdu(), a_programme(**changes)))
        assert build_area_view(directory.pdus["alderby"], directory)["pause"] == ()


def test_each_state_has_a_sign_of_its_own() -> None:
    signs = [*SYMBOLS.values(), *STATE_SYMBOLS.values()]
    assert len(set(signs)) == len(signs) == 13
