"""Somebody finds their area, compares and prints on the real site, each from the home page: with a pointer, by keyboard
alone, without a script, and with neither."""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from pypdf import PdfReader

from tests.browser.visits import strictly_served, visiting, window

pytestmark = pytest.mark.browser

MOST_TABS = 500
"""Whoever has not reached something by then does not reach it."""


@pytest.fixture(scope="session")
def address(real_site: Path) -> Iterator[str]:
    with strictly_served(real_site) as address:
        yield address


@dataclass(frozen=True)
class Visitor:
    """Somebody on the site, and what they do it with."""

    page: Page
    address: str
    by_keyboard: bool
    has_script: bool

    def reach(self, wanted: Locator) -> None:
        """Go to something with the Tab key alone."""
        for _ in range(MOST_TABS):
            if wanted.evaluate("one => one === document.activeElement"):
                return
            self.page.keyboard.press("Tab")
        pytest.fail(f"the Tab key does not lead to {wanted}")

    def use(self, wanted: Locator) -> None:
        """Follow a link, press a button."""
        if self.by_keyboard:
            self.reach(wanted)
            self.page.keyboard.press("Enter")
        else:
            wanted.click()

    def tick(self, box: Locator) -> None:
        if self.by_keyboard:
            self.reach(box)
            self.page.keyboard.press("Space")
        else:
            box.check()

    def choose(self, choice: Locator, name: str) -> None:
        """Choose from a list by its name."""
        if self.by_keyboard:
            self.reach(choice)
            self.page.keyboard.type(name)
        else:
            choice.select_option(label=name)

    def type(self, text: str) -> None:
        """Type into the search of the page."""
        box = self.page.locator("form.find input:visible").first
        if self.by_keyboard:
            self.reach(box)
            self.page.keyboard.type(text)
        else:
            box.press_sequentially(text)

    def fold(self, name: str) -> Locator:
        """What unfolds the names that begin with two letters."""
        return self.page.locator("summary", has_text=f"{name} (")

    def link(self, name: str, inside: str = "main") -> Locator:
        return self.page.locator(inside).get_by_role("link", name=name, exact=True).first

    def finds(self, text: str) -> None:
        """From where the visitor is to the page of the area that a text means."""
        self.type(text)
        if self.has_script:
            first = self.page.locator("[role=option]:visible").first
            expect(first).to_be_visible()
            if self.by_keyboard:
                self.page.keyboard.press("ArrowDown")
                self.page.keyboard.press("Enter")
            else:
                first.click()
        else:
            self.use(self.page.locator("form.find button:visible").first)
            self.page.wait_for_url("**/find/?place=*")
            for name, inside in WALKS[text].without:
                self.use(self.fold(name) if inside == "summary" else self.link(name, inside))
        self.page.wait_for_url(f"{self.address}{WALKS[text].target}")
        expect(self.page.get_by_role("heading", level=1)).to_have_text(WALKS[text].heading)


HANDS = {
    "a pointer": {"by_keyboard": False, "has_script": True},
    "the keyboard": {"by_keyboard": True, "has_script": True},
    "a pointer, without a script": {"by_keyboard": False, "has_script": False},
    "the keyboard, without a script": {"by_keyboard": True, "has_script": False},
}
SLOW = "the keyboard, without a script"
"""It takes hundreds of Tab keys: with the long tests."""


def by_hand(hands: str, *more: str, long: bool = False) -> Any:
    """A walk by one pair of hands; where it takes long, it is a long test."""
    return pytest.param(hands, *more, marks=pytest.mark.long if long or hands == SLOW else ())


@pytest.fixture(params=[by_hand(hands) for hands in HANDS])
def visitor(request: pytest.FixtureRequest, browser: Browser, address: str) -> Iterator[Visitor]:
    """Somebody at the real home page; whatever the console complains of, or asks elsewhere, fails the test."""
    hands = HANDS[request.param]
    with visiting(browser, address, script=hands["has_script"]) as (page, complaints):
        yield Visitor(page, address, **hands)
        assert (complaints.requests, complaints.console) == ([], [])


@dataclass(frozen=True)
class Walk:
    """Where a text leads, and which links lead there without a script: their names, and what they stand in."""

    target: str
    heading: str
    without: tuple[tuple[str, str], ...]


def by_letter(letter: str, name: str, row: str = "") -> tuple[tuple[str, str], ...]:
    return (
        (letter, "nav.letters"),
        ((row or name)[:2], "summary"),
        (name, f'.places li:has-text("{row}")' if row else ".places"),
    )


def by_postcode(area: str, district: str, name: str) -> tuple[tuple[str, str], ...]:
    postcodes = ("Find your area by the first letters of your postcode", "main")
    return (postcodes, (area, "nav.letters"), (name, f"#{district}"))


WALKS = {
    "Thanet": Walk("pdus/east-kent/", "East Kent", by_letter("T", "East Kent", "Thanet:")),
    "Brighton": Walk(
        "pdus/brighton-and-east-sussex/",
        "Brighton and East Sussex",
        by_letter("B", "Brighton and East Sussex", "Brighton and Hove:"),
    ),
    "Donacster": Walk("pdus/doncaster/", "Doncaster", by_letter("D", "Doncaster")),
    "LS1 1UR": Walk("pdus/leeds/", "Leeds", by_postcode("LS", "ls1", "Leeds")),
    "BS1": Walk(
        "pdus/bristol-and-south-gloucestershire/",
        "Bristol and South Gloucestershire",
        by_postcode("BS", "bs1", "Bristol and South Gloucestershire"),
    ),
    "Yorkshire": Walk(
        "regions/yorkshire-and-the-humber/", "Yorkshire and the Humber", by_letter("Y", "Yorkshire and the Humber")
    ),
    "Stockport and Trafford": Walk(
        "pdus/salford-and-trafford/",
        "Salford and Trafford",
        by_letter("S", "Salford and Trafford", "Stockport and Trafford:"),
    ),
    "Ynys Môn": Walk("pdus/north-wales/", "North Wales", by_letter("Y", "North Wales", "Ynys Môn:")),
}


BY_KEYBOARD = ("Thanet", "Donacster", "LS1 1UR")
"""What is looked for by keyboard every day: a place, a slip, a postcode."""


@pytest.mark.parametrize(
    ("visitor", "text"),
    [
        by_hand(hands, text, long=hands == "the keyboard" and text not in BY_KEYBOARD)
        for hands in HANDS
        for text in WALKS
    ],
    indirect=["visitor"],
)
def test_what_somebody_looks_for_leads_from_the_home_page_to_the_area(visitor, text):
    visitor.finds(text)


def test_two_units_are_compared(visitor):
    page = visitor.page
    visitor.use(visitor.link("Compare areas", "nav.site-menu"))
    if visitor.has_script:
        visitor.choose(page.get_by_label("Area 1"), "Wakefield")
        visitor.choose(page.get_by_label("Area 2"), "Leeds")
        visitor.use(page.get_by_role("button", name="Compare"))
        page.wait_for_url("**/compare/?areas=wakefield,leeds")
        heads, rows = page.locator("table.data thead th"), page.locator("table.data tbody tr")
        expect(heads).to_have_text(["Wakefield", "Leeds"])
        expect(rows.first.locator("td")).to_have_text(["▲ Requires improvement", "■ Inadequate"])
    else:
        visitor.use(visitor.link("Yorkshire and the Humber", ".compare-jump"))
        visitor.tick(page.get_by_label("Tick Leeds"))
        visitor.tick(page.get_by_label("Tick Wakefield"))
        visitor.use(page.locator("#compare-pdu > .compare-steps .compare-chosen").last)
        rows = page.locator("#compare-pdu tr[data-area]:visible")
        expect(rows.locator("th")).to_have_text(["Leeds", "Wakefield"])
        expect(rows.locator("td:nth-child(2)")).to_have_text(["■ Inadequate", "▲ Requires improvement"])
        first, second = (row.bounding_box() for row in rows.all())
        assert first["y"] == second["y"], "they stand side by side"


def test_a_page_is_printed(visitor):
    page = visitor.page
    visitor.finds("LS1 1UR")
    print_button = page.get_by_role("button", name="Print this page on one sheet")
    if visitor.has_script:
        page.evaluate("window.addEventListener('beforeprint', () => document.body.dataset.printed = 'yes')")
        visitor.use(print_button)
        expect(page.locator("body")).to_have_attribute("data-printed", "yes")
        page.reload()  # the print that was asked for ends with the page
    else:
        expect(print_button).to_have_count(0)  # the browser's own command prints
    paper = PdfReader(io.BytesIO(page.pdf(format="A4", prefer_css_page_size=True)))
    assert len(paper.pages) == 1
    assert "Inadequate" in paper.pages[0].extract_text()


def test_each_page_has_exactly_one_box_that_can_be_seen(browser, address):
    with window(browser) as page:
        for path in ("", "pdus/leeds/", "regions/london/", "method/", "compare/", "data/", "postcodes/ls/"):
            page.goto(f"{address}{path}")
            expect(page.locator("form.find:visible")).to_have_count(1)


def test_the_page_in_welsh_and_the_page_in_english_lead_to_each_other(browser, address):
    with visiting(browser, f"{address}pdus/north-wales/") as (page, _):
        page.get_by_role("link", name="Cymraeg").click()
        page.wait_for_url("**/cy/pdus/north-wales/")
        expect(page.locator("html")).to_have_attribute("lang", "cy")
        expect(page.get_by_role("heading", level=1)).to_have_text("Gogledd Cymru")
        page.locator(".languages").get_by_role("link", name="English").click()
        page.wait_for_url("**/pdus/north-wales/")


SEARCHED = {
    "about": "about/", "king's lynn": "pdus/norfolk/", "king’s lynn": "pdus/norfolk/", "kings lynn": "pdus/norfolk/",
    "wakefield:": "pdus/wakefield/", "Ynys Môn": "pdus/north-wales/", "ynys mon": "pdus/north-wales/",
    "overall rating": "glossary/", "score": "glossary/", "api": "data/api/", "Welsh": "cy/", "N55LEE": "pdus/leeds/",
    "what does requires improvement mean": "glossary/", "leadeship": "standards/[^/]*-leadership/",
}  # fmt: skip
"""What is typed into the search of all pages, and the page that comes first."""


@pytest.fixture(scope="module")
def searching(browser: Browser, address: str) -> Iterator[Page]:
    """The home page with the search of all pages open; whoever types clears it first."""
    with visiting(browser, address) as (page, _):
        page.get_by_role("button", name="Search all pages").click()
        expect(page.locator(".md-search__input")).to_be_focused()
        yield page


def search(page: Page, words: str) -> None:
    page.locator(".md-search__input").clear()
    expect(page.locator(".md-search-result__link")).to_have_count(0)
    page.locator(".md-search__input").press_sequentially(words)


@pytest.mark.parametrize(("text", "target"), SEARCHED.items())
def test_the_search_of_all_pages_leads_where_a_reader_expects(searching, text, target):
    search(searching, text)
    first = searching.locator(".md-search-result__link").first
    expect(first).to_have_attribute("href", re.compile(rf"/{target}(\?|#|$)"))


def test_the_search_of_all_pages_knows_findings_and_publications(searching):
    for words, path in (
        ("domestic abuse", "annual-report-2024/"),
        ("domestic abuse", "inspections/"),
        ("perpetrator interventions", "publications/"),
    ):
        search(searching, words)
        expect(searching.locator(f'.md-search-result__link[href*="/{path}"]').first).to_be_attached()


def test_the_search_of_all_pages_knows_no_page_for_staff(searching):
    search(searching, "mojibake")
    expect(searching.locator(".search-area")).to_be_visible()
    expect(searching.locator(".md-search-result__link")).to_have_count(0)


def test_where_no_page_has_the_words_the_search_for_an_area_is_offered(searching):
    search(searching, "Cleethorpes")
    searching.get_by_role("link", name="Find your area: Cleethorpes").click()
    searching.wait_for_url("**/find/?place=Cleethorpes")
    found = searching.locator("#find-results").get_by_role("link")
    expect(found.first).to_have_text("North and North East Lincolnshire")
