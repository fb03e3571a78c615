"""The search for an area in a real browser: what it finds, in which order, and that everybody can use it."""

import csv
import gzip
import re
from functools import cache
from pathlib import Path
from urllib.request import urlopen

import pytest
from lxml import html
from lxml.html import HtmlElement
from playwright.sync_api import Browser, Page, expect

from ratings_site.pages.find_index import plain
from tests.browser.visits import visiting
from tests.find.directory import drawn_postcodes

pytestmark = pytest.mark.browser


def type_in(page: Page, text: str) -> None:
    page.get_by_role("combobox").press_sequentially(text)
    expect(page.locator(".find-note")).not_to_be_empty()


def found(page: Page, text: str) -> list[str]:
    """The addresses offered for a text, in their order, and what is said of them, straight from the finder."""
    return ask(page, text)["addresses"]


def said(page: Page, text: str) -> str:
    return ask(page, text)["said"]


def ask(page: Page, *texts: str) -> dict:
    return page.evaluate(
        """async (texts) => {
            const base = new URL("assets/", document.querySelector("script").src.replace("assets/find.js", ""));
            const finder = await import(new URL("find-answers.js", base));
            const root = new URL("../", base);
            const fetched = async (path) => (await fetch(new URL(path, root))).json();
            const index = finder.read(await fetched("find/index.json"));
            const answers = [];
            for (const text of texts) {
                const answer = await finder.answer(index, text, fetched);
                answers.push({
                    addresses: answer.results.map(({ target }) => target.address),
                    about: answer.results.map((result) => finder.about(index, result)),
                    said: finder.summary(index, text, answer),
                });
            }
            return texts.length === 1 ? answers[0] : answers;
        }""",
        list(texts),
    )


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


def queries() -> list[dict[str, str]]:
    return list(csv.DictReader((Path(__file__).parent / "queries.csv").read_text(encoding="utf-8").splitlines()))


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


def test_an_answer_comes_within_50_milliseconds_of_a_key_on_a_slow_phone(page):
    slow = page.context.new_cdp_session(page)
    slow.send("Emulation.setCPUThrottlingRate", {"rate": 4})
    page.get_by_role("combobox").focus()
    page.wait_for_load_state("networkidle")
    page.evaluate(
        """() => {
            window.waits = [];
            const form = document.querySelector("form.find");
            form.addEventListener("input", () => { window.since = performance.now(); }, true);
            new MutationObserver(() => {
                if (window.since) window.waits.push(performance.now() - window.since);
                window.since = 0;
            }).observe(form, { subtree: true, childList: true, characterData: true });
        }"""
    )
    for text in ("Wolverhampton", "Scunthrope", "12 High Street, Wakefield", "LS1 4AP"):
        page.get_by_role("combobox").fill("")
        page.keyboard.type(text, delay=60)
    slow.send("Emulation.setCPUThrottlingRate", {"rate": 1})
    waits = sorted(page.evaluate("window.waits"))
    assert len(waits) > 40
    assert waits[len(waits) // 2] < 50  # the machine that runs the tests does other things too


def test_nothing_loads_before_the_box_is_used_and_the_first_answer_is_light(page, site):
    loaded: dict[str, bytes] = {}
    page.on("response", lambda response: loaded.update({response.url.removeprefix(site): response.body()}))
    page.reload()
    page.wait_for_load_state("networkidle")
    assert [path for path in loaded if "find-answers" in path or path.endswith(".json")] == []
    type_in(page, "Whitby")
    expect(page.get_by_role("option").first).to_be_visible()
    first = [path for path in loaded if path.startswith(("find/", "assets/find"))]
    assert sum(len(gzip.compress(loaded[path])) for path in first) < 120_000


def test_nothing_found_gets_a_kind_answer(page):
    for text in ("Atlantis", "zzzz"):
        kind = f"We found nothing for “{text}”. Try the name of your council, or your postcode."
        assert said(page, text).startswith(kind)


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


def test_results_appear_as_you_type_and_a_click_goes_there(page):
    type_in(page, "Thanet")
    option = page.get_by_role("option")
    expect(option).to_have_count(1)
    expect(option).to_contain_text("East Kent")
    expect(option.locator(".rating")).to_have_count(1)
    option.click()
    page.wait_for_url("**/ratings/pdus/east-kent/")


def test_the_index_is_fetched_on_first_use_and_one_postcode_file_a_search(page, site):
    asked = []
    page.on("request", lambda request: asked.append(request.url.removeprefix(site)))
    page.reload()
    page.wait_for_load_state("networkidle")
    assert [path for path in asked if path.endswith(".json")] == []
    type_in(page, "LS1 1UR")
    expect(page.get_by_role("option")).to_have_count(1)
    assert [path for path in asked if path.endswith(".json")] == ["find/index.json", "find/postcodes/ls.json"]


def test_one_letter_is_an_area_of_postcodes_or_too_little(page):
    box = page.get_by_role("combobox")
    box.press_sequentially("L")
    expect(page.locator(".find-note")).to_contain_text("Postcodes that begin with L are in Liverpool")
    box.fill("")
    box.press_sequentially("Q")
    expect(page.locator(".find-popup")).to_be_hidden()


def test_a_postcode_shows_whom_the_data_is_from(page):
    type_in(page, "LS1 1UR")
    expect(page.locator(".find-credit")).to_contain_text("Contains OS data © Crown copyright and database right 2025.")
    expect(page.locator(".find-credit")).to_contain_text("Royal Mail copyright and database right 2025")
    expect(page.locator(".find-credit")).to_contain_text("Office for National Statistics")


def test_the_keyboard_does_everything(page):
    page.keyboard.press("Tab")
    box = page.get_by_role("combobox", name="Find your area")
    expect(box).to_be_focused()
    page.keyboard.type("Manchester")
    expect(box).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("ArrowUp")
    options = page.get_by_role("option")
    expect(options.last).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    expect(box).to_have_attribute("aria-activedescendant", options.first.get_attribute("id"))
    page.keyboard.press("Escape")
    expect(box).to_have_attribute("aria-expanded", "false")
    expect(box).to_have_value("Manchester")
    page.keyboard.press("ArrowDown")
    expect(box).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/pdus/manchester-north/")


def test_keys_act_on_the_answer_to_all_that_was_typed_however_fast(page, site):
    page.get_by_role("combobox", name="Find your area").focus()
    page.keyboard.type("Donacster")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{site}pdus/doncaster/")


def test_whoever_types_on_after_choosing_asks_for_what_was_typed(page):
    page.get_by_role("combobox", name="Find your area").focus()
    page.keyboard.type("Manchester")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("option").first).to_have_attribute("aria-selected", "true")
    page.keyboard.type(" S")
    page.keyboard.press("Enter")
    page.wait_for_url("**/find/?place=Manchester+S")


def test_how_many_results_there_are_is_announced(page):
    type_in(page, "Manchester")
    status = page.get_by_role("status")
    expect(status).to_contain_text("3 results.")
    expect(status).to_contain_text("Use the up and down arrow keys to choose.")


def test_enter_without_a_choice_shows_all_results_as_links(page):
    type_in(page, "north")
    page.keyboard.press("Enter")
    page.wait_for_url("**/find/?place=north")
    expect(page.get_by_role("heading", name="Results for “north”")).to_be_focused()
    links = page.locator("#find-results").get_by_role("link")
    assert links.count() > 8
    expect(links.first).to_have_attribute("href", page.url.partition("find/")[0] + "pdus/north-wales/")


def test_leaving_the_box_closes_the_results(page):
    type_in(page, "Manchester")
    page.mouse.click(780, 880)
    expect(page.get_by_role("combobox")).to_have_attribute("aria-expanded", "false")
    expect(page.locator(".find-popup")).to_be_hidden()


def test_the_list_of_all_places_works_without_javascript(browser: Browser, site: str):
    with visiting(browser, site, script=False) as (page, _):
        page.get_by_label("Find your area").last.fill("Thanet")
        page.get_by_role("button", name="Find").click()
        page.wait_for_url("**/find/?place=Thanet")
        page.get_by_role("link", name="T", exact=True).click()
        page.wait_for_url("**/find/t/")
        page.locator("summary", has_text="Th (").click()
        page.locator("li", has_text="Thanet: East Kent").get_by_role("link").click()
        page.wait_for_url("**/pdus/east-kent/")


def test_every_place_and_postcode_of_the_queries_stands_on_its_page_and_leads_to_its_unit(site: str):
    units = {row["query"]: row["first"] or row["all"].split(" ")[0] for row in queries()}
    led = {text: (units_beside(site, text), unit) for text, unit in units.items() if unit}
    assert [text for text, (found, unit) in led.items() if found and unit not in found] == []
    assert sum(bool(found) for found, _ in led.values()) > 75


HALF = re.compile(r"([a-z]{1,2})(\d\w?)?(?:\W*\d[a-z]{2})?$")


def units_beside(site: str, text: str) -> set[str]:
    """The units that the page of postcodes or places leads to beside a text; none where it does not have the text."""
    half = HALF.match(text.lower())
    page = page_at(f"{site}postcodes/{half[1]}/" if half else f"{site}find/{plain(text)[0]}/")
    if half:
        rows = page.xpath("//*[@id=$id]", id=f"{half[1]}{half[2]}" if half[2] else "all")
    else:
        named = re.compile(rf"{re.escape(text)}[-,: ]", re.IGNORECASE)
        places = [row for group in page.find_class("places") for row in group.iter("li")]
        rows = [row for row in places if named.match(" ".join(row.text_content().split()))]
    return {link.rstrip("/").split("/")[-1] for row in rows for *_, link, _ in row.iterlinks()}


@cache
def page_at(address: str) -> HtmlElement:
    with urlopen(address) as answer:  # noqa: S310  our own server
        return html.document_fromstring(answer.read().decode())


def test_nothing_is_cut_off_at_320_pixels(browser: Browser, site: str):
    with visiting(browser, site, width=320) as (page, _):
        type_in(page, "LS1 1UR")
        expect(page.get_by_role("option")).to_have_count(1)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
