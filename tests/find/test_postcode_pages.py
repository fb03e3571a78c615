"""The pages of postcodes, for readers without a script: they say what the search says."""

from collections import Counter

import pytest

from ratings_site.model.directory import build_directory
from ratings_site.pages.find_index import Place, Surroundings, build_find_index
from ratings_site.pages.page import View
from ratings_site.pages.search import postcode_area_views, postcode_files, postcodes_by_sector, surroundings
from tests.builders import a_package, a_pdu, a_region
from tests.find.test_index import a_place
from tests.frozen import frozen_directory

ALDERBY, BIRCHFORD, SHARED = "E07000001", "E07000002", "E08000003"


TWO = (
    a_region(),
    a_pdu("Alderby"),
    a_pdu("Birchford"),
    a_place("Alderby, City of", "alderby", lad_code=ALDERBY),
    a_place("Birchford", "birchford", lad_code=BIRCHFORD),
)


def views_of(known: dict[tuple[str, str], tuple[str, ...]]) -> dict[str, View]:
    """The pages of a synthetic country: two councils with a unit each, and one that both units share."""
    rows = [*TWO, *(a_place("Elmcaster", pdu, lad_code=SHARED, extent="part") for pdu in ("alderby", "birchford"))]
    directory = build_directory(a_package(*rows))
    counted = {sector: Counter(dict(zip(codes, (9, 3, 1), strict=False))) for sector, codes in known.items()}
    views = postcode_area_views(build_find_index(directory), counted)
    return {f"postcodes/{view['small']}/": view for view in views}


def told(row: View) -> tuple[str, str, list[str]]:
    return row["name"], row["councils"], [unit.name for unit in row["units"]]


def test_a_district_of_one_council_leads_to_its_unit():
    (row,) = views_of({("AL1", "1"): (ALDERBY,), ("AL1", "2"): (ALDERBY,)})["postcodes/al/"]["rows"]
    assert (told(row), row["parts"]) == (("AL1", "Alderby", ["Alderby"]), [])


def test_a_district_of_several_units_is_told_apart_by_its_sectors():
    known = {("AL1", "1"): (ALDERBY,), ("AL1", "2"): (BIRCHFORD, ALDERBY), ("AL1", "3"): (ALDERBY,)}
    (row,) = views_of(known)["postcodes/al/"]["rows"]
    assert told(row) == ("AL1", "Alderby and Birchford", ["Alderby", "Birchford"])
    assert [told(part) for part in row["parts"]] == [
        ("AL1 1, 3", "Alderby", ["Alderby"]),
        ("AL1 2", "Birchford and Alderby", ["Birchford", "Alderby"]),
    ]


def test_where_every_sector_leads_to_the_same_units_there_are_no_parts_and_the_page_says_why():
    view = views_of({("AL1", "1"): (SHARED,), ("AL1", "2"): (SHARED,)})["postcodes/al/"]
    assert [(told(row), row["parts"]) for row in view["rows"]] == [(("AL1", "Elmcaster", ["Alderby", "Birchford"]), [])]
    assert view["whys"] == (
        "Two or more probation units share Elmcaster. We hold no source that says where the line between them runs.",
    )


def test_a_district_in_another_country_leads_nowhere_and_says_where_it_is():
    (row,) = views_of({("DG1", "1"): ("S",)})["postcodes/dg/"]["rows"]
    assert told(row) == ("DG1", "Scotland", [])


def test_districts_stand_in_the_order_of_their_numbers():
    names = ("EC10", "EC2", "EC1A", "EC1", "E1")
    views = views_of({(name, "1"): (ALDERBY,) for name in names})
    assert {address: [row["name"] for row in view["rows"]] for address, view in views.items()} == {
        "postcodes/e/": ["E1"],
        "postcodes/ec/": ["EC1", "EC1A", "EC2", "EC10"],
    }


def test_a_district_with_letters_stands_once_without_them_for_all_that_begin_with_it():
    view = views_of({("W1A", "1"): (ALDERBY,), ("W1T", "4"): (BIRCHFORD,)})["postcodes/w/"]
    assert [told(row) for row in (view["whole"], *view["rows"])] == [
        ("W", "Alderby and Birchford", ["Alderby", "Birchford"]),
        ("W1", "Alderby and Birchford", ["Alderby", "Birchford"]),
        ("W1A", "Alderby", ["Alderby"]),
        ("W1T", "Birchford", ["Birchford"]),
    ]


def test_the_council_with_most_postcodes_comes_first():
    directory = build_directory(a_package(*TWO))
    known = {("AL1", "1"): Counter({BIRCHFORD: 5}), ("AL1", "2"): Counter({ALDERBY: 4, BIRCHFORD: 3})}
    (view,) = postcode_area_views(build_find_index(directory), known)
    assert view["rows"][0]["councils"] == "Birchford and Alderby"


def test_every_postcode_area_has_a_page_and_stands_in_the_list():
    views = postcode_area_views(build_find_index(frozen_directory(), surroundings()), postcodes_by_sector())
    assert [view["small"] for view in views] == [path.stem for path in postcode_files()]


ASK = """async ([base, asked]) => {
  const answers = await import(new URL("assets/find-answers.js", base));
  const fetched = (path) => fetch(new URL(path, base)).then((response) => response.json());
  const index = answers.read(await fetched("find/index.json"));
  const kept = new Map();
  const once = (path) => kept.get(path) || kept.set(path, fetched(path)).get(path);
  const found = [];
  for (const text of asked) {
    const { results } = await answers.answer(index, text, once);
    found.push(results.map(({ target }) => target.address));
  }
  return found;
}"""


@pytest.mark.browser
def test_the_pages_lead_where_the_search_leads_for_every_area_district_and_sector(page, site):
    directory = frozen_directory()
    index = build_find_index(directory, surroundings())
    expected: dict[str, list[str]] = {}
    together: dict[str, set[str]] = {}  # sectors that stand in one row, in the order of all their postcodes
    for view in postcode_area_views(index, postcodes_by_sector()):
        for row in (view["whole"], *view["rows"]):
            expected[row["name"]] = [unit.address for unit in row["units"]]
            for part in row.get("parts", ()):
                district, _, digits = part["name"].partition(" ")
                names = [f"{district} {digit}" for digit in digits.split(", ")]
                together |= {name: {unit.address for unit in part["units"]} for name in names}
    assert (len(expected) > 2400, len(together) > 3000) == (True, True)
    found = page.evaluate(ASK, [site, [*expected, *together]])
    assert dict(zip(expected, found, strict=False)) == expected
    assert dict(zip(together, map(set, found[len(expected) :]), strict=True)) == together


def test_a_council_that_stands_in_no_row_of_places_leads_to_the_units_of_its_county():
    rows = [a_region(), a_pdu("Alderby"), a_pdu("Birchford")]
    rows += [a_place("Firshire", pdu, "county", extent="part") for pdu in ("alderby", "birchford")]
    directory = build_directory(a_package(*rows))
    unplaced = Place("Oakwold", within=("Firshire",), code="E07000009")
    index = build_find_index(directory, Surroundings(councils=(unplaced,)))
    (view,) = postcode_area_views(index, {("OX1", "1"): Counter(E07000009=1)})
    assert told(view["rows"][0]) == ("OX1", "Oakwold", ["Alderby", "Birchford"])


@pytest.mark.browser
def test_the_lists_of_places_lead_where_the_search_leads_for_every_name(page, site):
    index = build_find_index(frozen_directory(), surroundings())
    rows = [row for groups in index.by_letter.values() for some in groups.values() for row in some]
    assert len(rows) > 5500
    found = page.evaluate(ASK, [site, [row.label for row in rows]])
    assert [
        (row.label, answer)
        for row, answer in zip(rows, found, strict=True)
        if not {index.targets[unit].address for unit in row.targets} <= set(answer)
    ] == []
