"""What the search for an area answers to postcodes: whole ones, parts of one, slips and those it does not know."""

import csv
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.find.asking import ask
from tests.find.directory import drawn_postcodes

pytestmark = pytest.mark.browser


POSTCODES = {
    "LS1 1UR": (["pdus/leeds/"], "All postcodes we know that begin with LS1 1 are in Leeds."),
    "ls11ur": (["pdus/leeds/"], "All postcodes we know that begin with LS1 1 are in Leeds."),
    "LS1 1": (["pdus/leeds/"], "All postcodes we know that begin with LS1 1 are in Leeds."),
    "LS25 3AB": (["pdus/leeds/"], "LS25 3AB is in Leeds."),
    "AB10 1AA": ([], "AB10 1AA is in Scotland. This site is about England and Wales."),
    "TD15 1BT": ([], "TD15 1BT is in Scotland. This site is about England and Wales."),
    "ZZ1 1ZZ": ([], "We do not know the postcode ZZ1 1ZZ."),
    "LS99 9ZZ": ([], "We do not know the postcode LS99 9ZZ."),
    "LS25 3ZZ": (["pdus/leeds/", "pdus/north-yorkshire/"], "We do not know the postcode LS25 3ZZ. It may be new"),
    "Wakefield WF1 1AA": (["pdus/wakefield/"], "All postcodes we know that begin with WF1 1 are in Wakefield."),
    "WF1 1AA, Wakefield": (["pdus/wakefield/"], "All postcodes we know that begin with WF1 1 are in Wakefield."),
    "12 High Street, Wakefield": (["pdus/wakefield/"], "We looked for Wakefield."),
    "flat 3, 10 Example Road, Leeds LS1 4AP": (["pdus/leeds/"], "All postcodes we know that begin with LS1 4"),
    "Leeds LS1": (["pdus/leeds/"], "All postcodes we know that begin with LS1 are in Leeds."),
    "cf10-1ep": (["pdus/cardiff-and-the-vale/"], "are in Cardiff."),
    "S014 7LY": (["pdus/southampton-eastleigh-and-new-forest/"], "Did you mean SO14 7LY?"),
    "LS1O 1AB": (["pdus/leeds/"], "Did you mean LS10 1AB?"),
    "G": ([], "G is in Scotland. This site is about England and Wales."),
}


# Districts of London that people write without their letter, and one whose large users are elsewhere: units in order.
WESTMINSTER = "hammersmith-fulham-kensington-chelsea-and-westminster"


DISTRICTS = {
    "EC1": "camden-and-islington hackney-and-city", "EC2": "hackney-and-city camden-and-islington tower-hamlets",
    "EC3": "hackney-and-city camden-and-islington tower-hamlets",
    "EC4": f"hackney-and-city camden-and-islington {WESTMINSTER}",
    "WC1": f"camden-and-islington {WESTMINSTER} hackney-and-city",
    "WC2": f"{WESTMINSTER} camden-and-islington hackney-and-city", "SW1": f"{WESTMINSTER} wandsworth-merton-and-sutton",
    "W1": f"{WESTMINSTER} camden-and-islington", "W1T": f"camden-and-islington {WESTMINSTER}",
    "W1T 4TT": "camden-and-islington", "SW1P": f"{WESTMINSTER} wandsworth-merton-and-sutton",
}  # fmt: skip


def test_a_district_of_london_stands_for_all_that_begin_with_it(page):
    found = [" ".join(a.split("/")[1] for a in answer["addresses"]) for answer in ask(page, *DISTRICTS)]
    assert dict(zip(DISTRICTS, found, strict=True)) == DISTRICTS


def test_a_postcode_is_found_or_kindly_not(page):
    for (text, (addresses, sentence)), answer in zip(POSTCODES.items(), ask(page, *POSTCODES), strict=True):
        assert (text, answer["addresses"]) == (text, addresses)
        assert sentence in answer["said"]


def test_a_district_offers_the_units_it_can_be(page):
    answer = ask(page, "BS1")
    assert answer["addresses"] == ["pdus/bristol-and-south-gloucestershire/", "pdus/bath-and-north-somerset/"]
    assert "Postcodes that begin with BS1 are in Bristol and North Somerset." in answer["said"]


def test_postcodes_of_a_sample_and_of_25_council_offices_lead_to_their_councils(page):
    rows = [
        row
        for name in ("postcode_check.csv", "postcode_sample.csv")
        for row in csv.DictReader((Path(__file__).parent / name).read_text(encoding="utf-8").splitlines())
    ]
    assert (len(rows), wrong(page, rows)) == (325, [])


@pytest.mark.long
def test_100_000_postcodes_lead_to_their_councils_in_the_browser_too(page):
    rows = drawn_postcodes(100_000)
    assert (len(rows), wrong(page, rows)) == (100_000, [])


def wrong(page: Page, rows: list[dict[str, str]]) -> list[object]:
    """The postcodes for which the script finds another council, several or none."""
    return page.evaluate(
        """async (rows) => {
            const root = document.querySelector("script").src.replace("assets/find.js", "");
            const finder = await import(`${root}assets/find-answers.js`);
            const files = {};
            const wrong = [];
            for (const [postcode, council] of rows) {
                const [asked] = finder.postcodes(postcode);
                const name = asked.area.toLowerCase();
                files[name] = files[name] || (await (await fetch(`${root}find/postcodes/${name}.json`)).json());
                const { councils } = finder.lookUp(files[name], asked);
                if (councils.length !== 1 || councils[0] !== council) wrong.push([postcode, councils, council]);
            }
            return wrong;
        }""",
        [[row["postcode"], row["lad_code"]] for row in rows],
    )
