"""The search, the menu, the keyboard, no JavaScript and a missing address."""

import gzip
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.visits import KINDS, LOOKS, faults, visiting

pytestmark = pytest.mark.browser

UNIT = KINDS["unit"]
FOCUSED = """() => {
  const one = document.activeElement, box = one.getBoundingClientRect(), style = getComputedStyle(one);
  const x = box.left + Math.min(box.width / 2, 20), y = box.top + box.height / 2;
  const top = document.elementFromPoint(x, y);
  return {
    name: one.getAttribute("aria-label") || one.innerText.trim(),
    outlined: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
    seen: Boolean(top && (one.contains(top) || top.contains(one))),
  };
}"""


def search(page: Page, text: str) -> list[str]:
    """Type into the search of all pages and give the titles found."""
    page.get_by_role("button", name="Search all pages").click()
    expect(page.locator(".md-search__input")).to_be_focused()
    page.keyboard.type(text)
    expect(page.locator(".md-search-result__meta")).to_contain_text("found")
    return [title.strip() for title in page.locator(".md-search-result__article h1").all_inner_texts()]


def test_york_comes_before_north_yorkshire(browser: Browser, address: str) -> None:
    with visiting(browser, address) as (page, _):
        found = search(page, "York")
        assert found[0] == "York"
        assert "North Yorkshire" in found


def test_the_search_finds_words_of_every_page_under_the_strict_policy(browser: Browser, address: str) -> None:
    with visiting(browser, address) as (page, complaints):
        assert "Glossary" in search(page, "composite score")
        assert (complaints.requests, complaints.console) == ([], [])


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (1280, "dark"), (320, "light")])
def test_the_open_search_has_no_fault(browser: Browser, address: str, width: int, scheme: str) -> None:
    with visiting(browser, address + UNIT, width=width, scheme=scheme) as (page, _):
        search(page, "North")
        page.wait_for_timeout(400)  # the box grows, the overlay darkens
        assert faults(page, only=LOOKS if scheme == "dark" else ()) == []


@pytest.mark.parametrize("width", [320, 1280])
def test_the_search_opens_with_one_key_and_gives_the_focus_back(browser: Browser, address: str, width: int) -> None:
    with visiting(browser, address + UNIT, width=width) as (page, _):
        button = page.get_by_role("button", name="Search all pages")
        button.focus()
        page.keyboard.press("Enter")
        expect(page.locator(".md-search__input")).to_be_focused()
        expect(button).to_have_attribute("aria-expanded", "true")
        page.keyboard.press("Escape")
        expect(button).to_be_focused()
        expect(button).to_have_attribute("aria-expanded", "false")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_open_menu_has_no_fault_and_gives_the_focus_back(browser: Browser, address: str, scheme: str) -> None:
    with visiting(browser, address + UNIT, width=320, scheme=scheme) as (page, _):
        menu = page.locator(".site-header").get_by_role("button", name="Menu")
        menu.focus()
        page.keyboard.press("Enter")
        expect(page.get_by_role("link", name="Home", exact=True)).to_be_focused()
        expect(menu).to_have_attribute("aria-expanded", "true")
        page.wait_for_timeout(400)  # the menu slides in
        assert faults(page, only=LOOKS if scheme == "dark" else ()) == []
        page.keyboard.press("Escape")
        expect(menu).to_be_focused()
        expect(menu).to_have_attribute("aria-expanded", "false")


def test_a_closed_menu_takes_no_focus(browser: Browser, address: str) -> None:
    with visiting(browser, address + UNIT, width=320) as (page, _):
        page.locator(".site-header").get_by_role("button", name="Menu").focus()
        page.keyboard.press("Tab")
        assert not page.evaluate("Boolean(document.activeElement.closest('.site-menu'))")


@pytest.mark.parametrize("width", [320, 1280])
def test_the_keyboard_goes_through_the_page_in_order_and_is_always_seen(
    browser: Browser, address: str, width: int
) -> None:
    with visiting(browser, address + UNIT, width=width) as (page, _):
        stops = []
        for _ in range(40):
            page.keyboard.press("Tab")
            stops.append(page.evaluate(FOCUSED))
        assert [stop["name"] for stop in stops if not (stop["outlined"] and stop["seen"])] == []
        names = [stop["name"] for stop in stops]
        assert names[:4] == ["Skip to the content", "Probation ratings", "Search all pages", "Use dark colours"]
        assert ("Menu" in names, "Home" in names) == (width == 320, width == 1280)


def test_the_skip_link_leads_past_the_menu(browser: Browser, address: str) -> None:
    with visiting(browser, address + UNIT) as (page, _):
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        assert page.evaluate("Boolean(document.activeElement.closest('article'))")


def test_the_colours_change_by_keyboard_and_are_remembered(browser: Browser, address: str) -> None:
    with visiting(browser, address) as (page, _):
        page.get_by_role("button", name="Use dark colours").focus()
        page.keyboard.press("Space")
        expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
        page.goto(address + UNIT)
        expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
        expect(page.get_by_role("button", name="Use light colours")).to_be_visible()


@pytest.mark.parametrize("width", [320, 1280])
def test_without_javascript_everything_is_read_and_reached(browser: Browser, address: str, width: int) -> None:
    with visiting(browser, address + UNIT, width=width, script=False) as (page, complaints):
        expect(page.get_by_role("heading", name="Wakefield", exact=True, level=1)).to_be_visible()
        expect(page.locator("p.headline")).to_be_visible()
        expect(page.get_by_role("heading", name="Is it keeping people safe?")).to_be_visible()
        expect(page.get_by_role("button", name="Find")).to_be_visible()
        assert page.locator("button:visible").count() == page.locator("form button:visible").count()
        if width == 320:
            page.locator("label[for=__drawer]", has_text="Menu").click()
        expect(page.get_by_role("link", name="East Midlands", exact=True)).to_be_visible()
        assert complaints.requests == []


def test_without_javascript_the_menu_opens_by_keyboard(browser: Browser, address: str) -> None:
    with visiting(browser, address + UNIT, width=320, script=False) as (page, _):
        page.keyboard.press("Tab")
        expect(page.get_by_role("checkbox", name="Menu")).to_be_focused()
        page.keyboard.press("Space")
        expect(page.get_by_role("link", name="East Midlands", exact=True)).to_be_visible()


def test_a_missing_address_offers_the_nearest_names(browser: Browser, address: str) -> None:
    with visiting(browser, address + "pdus/wakefeild/") as (page, _):
        nearest = page.locator("#nearest")
        expect(nearest.get_by_role("link", name="Wakefield", exact=True)).to_be_visible()
        assert nearest.get_by_role("link").count() <= 5
        nearest.get_by_role("link", name="Wakefield", exact=True).click()
        expect(page).to_have_url(re.compile(r"/pdus/wakefield/$"))


def test_in_forced_colours_ratings_keep_their_word_and_their_outline(browser: Browser, address: str) -> None:
    with visiting(browser, address + UNIT) as (page, _):
        page.emulate_media(forced_colors="active")
        chip = page.locator(".headline .rating")
        expect(chip).to_contain_text("Requires improvement")
        assert chip.evaluate("one => getComputedStyle(one).borderTopStyle") == "solid"


def test_a_page_is_light_and_asks_for_the_search_only_when_somebody_searches(
    browser: Browser, address: str, real_site: Path
) -> None:
    asked: list[str] = []
    with visiting(browser, address + UNIT) as (page, _):
        page.on("request", lambda request: asked.append(request.url))
        page.reload(wait_until="networkidle")
        assert not [url for url in asked if "search_index" in url or "bundle" in url]
        assert sum(packed_size(real_site, url.removeprefix(address)) for url in asked) < 100_000
        search(page, "York")
        assert [url for url in asked if "search_index" in url]


def packed_size(site: Path, path: str) -> int:
    file = site / path.split("?", maxsplit=1)[0]
    return len(gzip.compress((file / "index.html" if file.is_dir() else file).read_bytes()))


def test_without_javascript_the_colours_follow_the_system_in_charts_too(browser: Browser, address: str) -> None:
    with visiting(browser, address + UNIT, scheme="dark", script=False) as (page, _):
        background = "one => getComputedStyle(one).backgroundColor"
        assert page.locator("body").evaluate(background) == "rgb(20, 24, 28)"
        words = page.locator(".chart-picture svg.wide text").first
        assert words.evaluate("one => getComputedStyle(one).fill") == "rgb(233, 235, 237)"
