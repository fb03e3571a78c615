"""What the search knows, worked out from a synthetic package: names, places, and why a place leads to several units."""

import json
from pathlib import Path

from ratings_site.model.directory import build_directory
from ratings_site.model.find import Council, Entry, FindIndex, build_find_index, plain
from ratings_site.model.views.find import build_find_view
from ratings_site.render.find import render_find, unplaced_councils
from tests.builders import Row, a_package, a_pdu, a_region, an_inspection
from tests.find.a_site import the_directory


def a_place(place: str, pdu: str, place_type: str = "local authority", **changes: str) -> Row:
    cells = {"place": place, "place_type": place_type, "pdu_id": pdu, "extent": "whole", "basis": "stated"}
    return Row("places", cells | {"source_id": "a-source"} | changes)


def a_change(pdu: str, successor: str, change: str = "split") -> Row:
    cells = {"pdu_id": pdu, "change": change, "successor_id": successor, "as_at": "2025-04-28"}
    return Row("pdu_changes", cells | {"as_at_precision": "day", "source_id": "a-source"})


def a_name(pdu: str, name: str) -> Row:
    return Row("pdu_names", {"pdu_id": pdu, "name": name, "used_by": "Somebody", "source_id": "a-source"})


def index_of(*rows: Row, councils: tuple[Council, ...] = ()) -> FindIndex:
    return build_find_index(build_directory(a_package(a_region(), *rows)), councils)


def entries(index: FindIndex, label: str) -> list[Entry]:
    return [entry for entry in index.entries if entry.label == label]


def test_names_are_compared_without_marks_apostrophes_hyphens_and_the_way_to_write_and():
    assert plain("Ynys Môn") == "ynys mon"
    assert plain("King’s Lynn & West-Norfolk") == plain("kings lynn and west norfolk")
    assert plain("Saint Helens") == plain("St. Helens") == "st helens"


def test_a_place_leads_to_its_unit_with_the_code_of_its_council():
    index = index_of(a_pdu("Alderby"), a_place("Birchford", "alderby", lad_code="E07000001"))
    assert entries(index, "Birchford") == [Entry("Birchford", "council", ("alderby",), "E07000001")]


def test_the_code_of_a_town_is_not_the_town_s():
    index = index_of(a_pdu("Alderby"), a_place("Cedarton", "alderby", "town", lad_code="E07000001", extent="town"))
    assert entries(index, "Cedarton") == [Entry("Cedarton", "town", ("alderby",))]


def test_a_council_that_two_units_share_leads_to_both_and_says_why():
    shared = [a_place("Elmcaster", pdu, lad_code="E08000001", extent="part") for pdu in ("alderby", "birchford")]
    (entry,) = entries(index_of(a_pdu("Alderby"), a_pdu("Birchford"), *shared), "Elmcaster")
    assert entry.targets == ("alderby", "birchford")
    assert entry.why == (
        "Two or more probation units share Elmcaster. We hold no source that says where the line between them runs."
    )


def test_a_county_of_several_units_asks_for_the_town():
    rows = [a_place("Firshire", pdu, "county", extent="part") for pdu in ("alderby", "birchford")]
    (entry,) = entries(index_of(a_pdu("Alderby"), a_pdu("Birchford"), *rows), "Firshire")
    assert entry.why == "Firshire has two probation units. Look for your town or council to find yours."


def test_doubts_are_shown_and_notes_are_not():
    rows = [
        a_place("Birchford", "alderby", lad_code="E07000001", note="How it is spelled is not known."),
        a_place("Cedarton", "alderby", lad_code="E07000002", doubt="How much of it is served is not known."),
    ]
    index = index_of(a_pdu("Alderby"), *rows)
    assert [entry.why for entry in (*entries(index, "Birchford"), *entries(index, "Cedarton"))] == [
        "",
        "About Cedarton: How much of it is served is not known.",
    ]


def test_a_closed_unit_leads_to_itself_and_to_the_ones_that_took_over():
    index = index_of(
        a_pdu("Alderby", closed="2025-04-28"),
        a_pdu("Birchford"),
        a_pdu("Cedarton"),
        a_name("alderby", "Old Alderby"),
        a_change("alderby", "birchford"),
        a_change("alderby", "cedarton"),
    )
    assert entries(index, "Alderby") == [
        Entry("Alderby", "pdu", ("alderby",)),
        Entry("Alderby", "former", ("birchford", "cedarton")),
    ]
    assert [entry.kind for entry in entries(index, "Old Alderby")] == ["name", "former"]
    assert index.target("alderby").shown.value == "closed"


def test_a_place_of_a_closed_unit_leads_to_its_successors():
    rows = [a_change("alderby", "birchford"), a_change("alderby", "cedarton")]
    pdus = [a_pdu("Alderby", closed="2025-04-28"), a_pdu("Birchford"), a_pdu("Cedarton")]
    (entry,) = entries(index_of(*pdus, *rows, a_place("Elmcaster", "alderby", lad_code="E07000001")), "Elmcaster")
    assert entry.targets == ("birchford", "cedarton")
    assert entry.why == (
        "Elmcaster was part of Alderby, which has closed. We hold no source that says which unit took it over."
    )


def test_a_council_without_a_row_leads_to_the_units_of_its_county():
    rows = [a_place("Firshire", pdu, "county", extent="part") for pdu in ("alderby", "birchford")]
    councils = (Council("E07000009", "Greenwood", "Firshire"), Council("E07000010", "Hazelby", "Nowhere"))
    index = index_of(a_pdu("Alderby"), a_pdu("Birchford"), *rows, councils=councils)
    (known,), (unknown,) = entries(index, "Greenwood"), entries(index, "Hazelby")
    assert (known.targets, known.council) == (("alderby", "birchford"), "E07000009")
    assert unknown == Entry(
        "Hazelby", "council", (), "E07000010", "We hold no source that says which probation unit serves Hazelby."
    )


def test_a_page_of_the_results_has_the_newest_rating_of_the_current_programme():
    index = index_of(a_pdu("Alderby"), a_pdu("Birchford"), an_inspection("Alderby", overall="Inadequate"))
    shown = {target.area_id: target.shown.value for target in index.targets}
    assert shown == {"alderby": "Inadequate", "birchford": "not yet inspected", "northland": "not yet inspected"}


def test_the_list_of_places_names_each_once_under_its_letter():
    directory = build_directory(
        a_package(a_region(), a_pdu("Alderby"), a_place("Alderby", "alderby", lad_code="E07000001"))
    )
    view = build_find_view(build_find_index(directory), directory)
    assert [(letter.letter, [row.label for row in letter.rows]) for letter in view.letters] == [
        ("A", ["Alderby"]),
        ("N", ["Northland"]),
    ]


def test_every_council_of_the_postcode_files_is_known_by_its_code():
    known = {entry.council for entry in build_find_index(the_directory(), unplaced_councils()).entries} - {""}
    areas = Path(__file__).parents[2] / "postcodes" / "areas"
    codes = {code for path in areas.iterdir() for code in json.loads(path.read_text(encoding="utf-8"))["councils"]}
    assert {code for code in codes if len(code) > 1} == known
    assert len(known) == 318


def test_a_council_that_places_knows_is_not_listed_as_missing():
    placed = set(the_directory().tables["places"]["lad_code"])
    assert [council.name for council in unplaced_councils() if council.code in placed] == []


def test_the_files_of_the_search_are_the_same_every_time_and_none_is_large():
    files = render_find(the_directory())
    assert files == render_find(the_directory())
    assert [path for path, text in files.items() if path.startswith("find/postcodes/") and len(text) > 15_000] == []
    assert len(files) == 108
