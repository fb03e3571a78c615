"""What the search for an area answers to names and words: the right units, in which order, and what is said of them."""

import pytest

from tests.find.asking import ask, found, queries, said

pytestmark = pytest.mark.browser


MEANT = {
    "Thanet": "pdus/east-kent/", "Brighton": "pdus/brighton-and-east-sussex/",
    "brighton & east sussex": "pdus/brighton-and-east-sussex/", "Donacster": "pdus/doncaster/",
    "Lecester": "pdus/leicester-leicestershire-and-rutland/",
    "Middlesborough": "pdus/redcar-cleveland-and-middlesbrough/", "york": "pdus/york/",
    "Yorkshire": "regions/yorkshire-and-the-humber/", "kent surrey & sussex": "regions/kent-surrey-and-sussex/",
    "Wales": "regions/wales/", "Hull": "pdus/hull-and-east-riding/", "kings lynn": "pdus/norfolk/",
    "King's Lynn": "pdus/norfolk/", "Stoke on Trent": "pdus/staffordshire-north/",
    "stoke-on-trent": "pdus/staffordshire-north/", "stokeontrent": "pdus/staffordshire-north/",
    "Saint Helens": "pdus/knowsley-and-st-helens/", "Thanet district council": "pdus/east-kent/",
    "Ynys Môn": "pdus/north-wales/", "ynys mon": "pdus/north-wales/", "Caerdydd": "pdus/cardiff-and-the-vale/",
    "Cymru": "regions/wales/", "Abertawe": "pdus/swansea-neath-port-talbot/",
    "East Sussex": "pdus/brighton-and-east-sussex/",
    "Hampshire South West": "pdus/southampton-eastleigh-and-new-forest/", "Salford": "pdus/salford-and-trafford/",
}  # fmt: skip


def test_what_somebody_most_likely_means_comes_first(page):
    answers = ask(page, *MEANT)
    assert {text: answer["addresses"][:1] for text, answer in zip(MEANT, answers, strict=True)} == {
        text: [address] for text, address in MEANT.items()
    }


def test_york_comes_before_north_yorkshire(page):
    addresses = found(page, "York")
    assert addresses.index("pdus/york/") < addresses.index("pdus/north-yorkshire/")


def test_a_closed_unit_leads_to_the_ones_that_took_over_and_then_to_itself(page):
    answer = ask(page, "Stockport and Trafford")
    assert answer["addresses"] == [
        "pdus/salford-and-trafford/",
        "pdus/stockport-and-tameside/",
        "pdus/stockport-and-trafford/",
    ]
    assert answer["about"][0] == "took over from Stockport and Trafford · Greater Manchester"


def test_where_two_units_share_a_place_both_are_offered_with_the_reason(page):
    answer = ask(page, "Manchester")
    assert set(answer["addresses"][:2]) == {"pdus/manchester-north/", "pdus/manchester-south/"}
    assert "Two or more probation units share Manchester." in answer["said"]


def test_a_place_whose_unit_no_source_gives_says_so(page):
    answer = ask(page, "Lichfield")
    assert answer["addresses"] == ["pdus/staffordshire-north/", "pdus/staffordshire-south/"]
    assert "We hold no source that says which of them serves Lichfield." in answer["said"]


def test_a_slip_is_asked_about_and_never_far_from_what_was_typed(page):
    assert said(page, "Donacster") == "We found no “Donacster”. Did you mean Doncaster? 1 result."
    assert [ask(page, text)["addresses"] for text in ("Qondon", "Xork", "Sheffxxxd")] == [[], [], []]


def test_people_are_led_where_they_mean_to_go_and_told_what_they_must_know(page):
    rows = queries()
    assert len(rows) > 110
    asked = zip(rows, ask(page, *(row["query"] for row in rows)), strict=True)
    assert [(row["query"], answer) for row, answer in asked if not is_right(row, answer)] == []


def is_right(row: dict[str, str], answer: dict) -> bool:
    """Whether the first unit, all units that must be there, and none that must not, are offered, and it is said why."""
    found = [address.split("/")[1] for address in answer["addresses"]]
    return (
        (found[:1] == [row["first"]] if row["first"] else bool(found) == bool(row["all"]))
        and set(row["all"].split()) <= set(found)
        and set(row["never"].split()).isdisjoint(found)
        and row["said"] in answer["said"]
    )


def test_two_places_of_one_name_are_told_apart_by_their_councils(page):
    answer = ask(page, "Otley")
    assert answer["about"][:2] == [
        "serves Otley, in Leeds · Yorkshire and the Humber",
        "serves Otley, in East Suffolk · East of England",
    ]
    assert ask(page, "Otley, Suffolk")["addresses"] == ["pdus/suffolk/"]
    assert ask(page, "Otley Leeds")["addresses"] == ["pdus/leeds/"]


def test_a_place_on_a_border_leads_to_both_sides_and_says_why(page):
    answer = ask(page, "Wrabness, Ystalyfera")
    assert answer["addresses"] == ["pdus/swansea-neath-port-talbot/", "pdus/dyfed-powys/"]
    assert "Ystalyfera lies where Neath Port Talbot and Powys meet" in answer["said"]


def test_an_area_of_many_units_lists_them_all(page):
    assert len(ask(page, "Metropolitan Police")["addresses"]) == 19
    assert ask(page, "Thames Valley")["about"][0] == "serves part of Thames Valley · South Central"


def test_words_that_name_no_place_are_answered_kindly(page):
    for text in ("near me", "probation office", "prison"):
        assert said(page, text).startswith("Type the name of a place, or a postcode.")


def test_a_name_that_is_known_elsewhere_too_is_told_of(page):
    answer = ask(page, "Bangor")
    assert answer["addresses"] == ["pdus/north-wales/"]
    assert "There is also Bangor in Northern Ireland" in answer["said"]


def test_nothing_found_gets_a_kind_answer(page):
    for text in ("Atlantis", "zzzz"):
        kind = f"We found nothing for “{text}”. Try the name of your council, or your postcode."
        assert said(page, text).startswith(kind)
