"""What the search knows, worked out from a synthetic package: names, places, and why a place leads to several units."""

import json
from dataclasses import replace
from pathlib import Path
from string import ascii_lowercase

from ratings_site.model.directory import build_directory
from ratings_site.pages.find_index import (
    Entry,
    FindIndex,
    Place,
    Surroundings,
    build_find_index,
    plain,
)
from ratings_site.pages.page import Facts
from ratings_site.pages.parts import shown_of
from ratings_site.pages.search import render_find, render_index, surroundings
from tests.builders import Row, a_package, a_pdu, a_region, an_inspection
from tests.frozen import frozen_directory


def a_place(place: str, pdu: str, place_type: str = "local authority", **changes: str) -> Row:
    cells = {"place": place, "place_type": place_type, "pdu_id": pdu, "extent": "whole", "basis": "stated"}
    return Row("places", cells | {"source_id": "a-source"} | changes)


def a_change(pdu: str, successor: str, change: str = "split") -> Row:
    cells = {"pdu_id": pdu, "change": change, "successor_id": successor, "as_at": "2025-04-28"}
    return Row("pdu_changes", cells | {"as_at_precision": "day", "source_id": "a-source"})


def a_name(pdu: str, name: str) -> Row:
    return Row("pdu_names", {"pdu_id": pdu, "name": name, "used_by": "Somebody", "source_id": "a-source"})


def index_of(*rows: Row, **around: object) -> FindIndex:
    return build_find_index(build_directory(a_package(a_region(), *rows)), Surroundings(**around))


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
    assert index.targets["alderby"].is_closed


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
    councils = tuple(
        Place(name, within=(county,), code=code)
        for name, county, code in (("Greenwood", "Firshire", "E07000009"), ("Hazelby", "Nowhere", "E07000010"))
    )
    index = index_of(a_pdu("Alderby"), a_pdu("Birchford"), *rows, councils=councils)
    (known,), (unknown,) = entries(index, "Greenwood"), entries(index, "Hazelby")
    assert (known.targets, known.council) == (("alderby", "birchford"), "E07000009")
    assert unknown == Entry(
        "Hazelby", "council", (), "E07000010", "We hold no source that says which probation unit serves Hazelby."
    )


def test_a_page_of_the_results_has_the_newest_rating_of_the_current_programme():
    closed = a_pdu("Cedarton", closed="2025-04-28")
    rows = (a_region(), a_pdu("Alderby"), a_pdu("Birchford"), closed, an_inspection("Alderby", overall="Inadequate"))
    directory = build_directory(a_package(*rows))
    targets = build_find_index(directory).targets
    assert {area_id: shown_of(area, directory, gone="closed").value for area_id, area in targets.items()} == {
        "alderby": "Inadequate",
        "birchford": "not yet inspected",
        "cedarton": "closed",
        "northland": "not yet inspected",
    }


def test_the_list_of_places_names_each_once_under_its_letter():
    directory = build_directory(
        a_package(a_region(), a_pdu("Alderby"), a_place("Alderby", "alderby", lad_code="E07000001"))
    )
    told = {
        letter: [(initials, [row.label for row in rows]) for initials, rows in groups.items()]
        for letter, groups in build_find_index(directory).by_letter.items()
    }
    assert "".join(told) == ascii_lowercase
    assert {letter: groups for letter, groups in told.items() if groups} == {
        "a": [("Al", ["Alderby"])],
        "n": [("No", ["Northland"])],
    }


TWO_COUNCILS = (
    a_pdu("Alderby"),
    a_pdu("Birchford"),
    a_place("Alder", "alderby", lad_code="E07000001"),
    a_place("Birch", "birchford", lad_code="E07000002"),
)


def test_a_place_worked_out_from_coordinates_leads_to_the_unit_of_its_council():
    index = index_of(*TWO_COUNCILS, places=(Place("Dunnock", ("Y Dunog",), ("E07000001",), people=700),))
    expected = Entry("Dunnock", "place", ("alderby",), size=700, within="Alder", is_worked_out=True)
    found = [*entries(index, "Dunnock"), *entries(index, "Y Dunog")]
    assert found == [expected, replace(expected, label="Y Dunog")]


def test_a_district_of_london_is_placed_by_a_list_and_not_worked_out():
    index = index_of(*TWO_COUNCILS, places=(Place("Dunnock", (), ("E07000001",), people=700, is_stated=True),))
    assert entries(index, "Dunnock") == [Entry("Dunnock", "place", ("alderby",), size=700, within="Alder")]


def test_a_place_on_a_border_leads_to_both_units_and_says_why():
    index = index_of(*TWO_COUNCILS, places=(Place("Dunnock", (), ("E07000002", "E07000001"), people=700),))
    (entry,) = entries(index, "Dunnock")
    assert (entry.targets, entry.within) == (("birchford", "alderby"), "Birch and Alder")
    assert entry.why == "Dunnock lies where Birch and Alder meet: some of the postcodes nearest to it are in each."


def test_a_place_in_a_divided_council_leads_to_all_its_units_and_says_why():
    shared = [a_place("Elmcaster", pdu, lad_code="E08000001", extent="part") for pdu in ("alderby", "birchford")]
    index = index_of(*TWO_COUNCILS[:2], *shared, places=(Place("Dunnock", (), ("E08000001",), people=700),))
    (entry,) = entries(index, "Dunnock")
    assert entry.targets == ("alderby", "birchford")
    assert entry.why.startswith("Two or more probation units share Elmcaster.")


def test_what_a_source_states_is_never_overridden_and_learns_only_how_large_the_place_is():
    stated = a_place("Dunnock", "alderby", "town", extent="town")
    councils = {900: ("E07000001", "E07000002"), 50: ("E07000002",)}
    places = tuple(Place("Dunnock", (), within, people=people) for people, within in councils.items())
    assert entries(index_of(*TWO_COUNCILS, stated, places=places), "Dunnock") == [
        Entry("Dunnock", "town", ("alderby",), size=900),
        Entry("Dunnock", "place", ("birchford",), size=50, within="Birch", is_worked_out=True),
    ]


def test_a_larger_area_leads_to_the_units_of_all_it_is_made_of():
    larger = (Place("Wolds", ("The Wolds",), ("Birch", "Alder"), "landscape"),)
    (entry,) = entries(index_of(*TWO_COUNCILS, larger=larger), "The Wolds")
    assert (entry.kind, entry.targets) == ("larger", ("birchford", "alderby"))
    assert entry.why == "The Wolds has two probation units. Look for your town or your postcode to find yours."


def test_nothing_is_said_of_a_larger_area_of_which_the_package_lacks_a_part():
    larger = (Place("Wolds", (), ("Birch", "Elsewhere"), "landscape"),)
    assert entries(index_of(*TWO_COUNCILS, larger=larger), "Wolds") == []


def test_each_part_of_a_larger_area_is_known_to_the_committed_package():
    directory = frozen_directory()
    places = {place.place for pdu in directory.pdus.values() for place in pdu.places}
    areas = {area.name for area in (*directory.pdus.values(), *directory.regions.values())}
    councils = {council.name for council in surroundings().councils}
    parts = {name for area in surroundings().larger if area.kind != "elsewhere" for name in area.within}
    assert parts - places - areas - councils == set()


def test_a_larger_area_that_the_package_states_alike_is_left_to_it():
    county = [a_place("Firshire", pdu, "county", extent="part") for pdu in ("alderby", "birchford")]
    larger = (Place("Firshire", (), ("Birch", "Alder"), "county"),)
    assert [entry.kind for entry in entries(index_of(*TWO_COUNCILS, *county, larger=larger), "Firshire")] == ["county"]


def test_an_area_made_of_a_region_leads_to_the_region_and_then_to_its_units():
    (entry,) = entries(index_of(*TWO_COUNCILS, larger=(Place("Norland", (), ("Northland",), "county"),)), "Norland")
    assert entry.targets == ("northland", "alderby", "birchford")


def test_a_prison_leads_to_the_unit_of_the_council_it_stands_in():
    index = index_of(*TWO_COUNCILS, estate=(Place("HMP Dunnock", (), ("E07000002",), "prison"),))
    assert entries(index, "HMP Dunnock") == [Entry("HMP Dunnock", "prison", ("birchford",), within="Birch")]


def test_names_elsewhere_are_kept_by_country():
    places = (Place("Wick", (), ("S",), people=7000), Place("Larne", (), ("N",), people=18000))
    larger = (Place("Scotland", ("Yr Alban",), ("S",), "elsewhere"),)
    assert index_of(*TWO_COUNCILS, places=places, larger=larger).elsewhere == {
        "N": "larne",
        "S": "scotland,wick,yr alban",
    }


def test_every_council_of_the_postcode_files_is_known_by_its_code():
    known = {entry.council for entry in build_find_index(frozen_directory(), surroundings()).entries} - {""}
    areas = Path(__file__).parents[2] / "postcodes" / "areas"
    codes = {code for path in areas.iterdir() for code in json.loads(path.read_text(encoding="utf-8"))["councils"]}
    assert {code for code in codes if len(code) > 1} == known
    assert len(known) == 318


def test_a_council_that_places_knows_is_not_listed_as_missing():
    placed = {row["lad_code"] for row in frozen_directory().tables.rows["places"]}
    assert [council.name for council in surroundings().councils if council.code in placed] == []


def test_the_files_of_the_search_are_the_same_every_time_and_none_is_large():
    files, again = (render_find(render_index(Facts(frozen_directory()).index)) for _ in range(2))
    assert files == again
    assert [path for path, text in files.items() if path.startswith("find/postcodes/") and len(text) > 15_000] == []
    assert len(files) == 108
