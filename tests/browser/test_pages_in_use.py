"""Pages as readers leave them: unfolded, filtered, compared, explored, with suggestions shown; axe finds nothing."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.visits import LOOKS, faults, shorten, visiting

pytestmark = pytest.mark.browser

REGION = "regions/yorkshire-and-the-humber/"


def unfold(page: Page) -> None:
    page.evaluate("document.querySelectorAll('main details').forEach(one => { one.open = true })")


def explore(page: Page) -> None:
    page.get_by_role("button", name="Explore this chart").first.click()
    expect(page.locator(".chart-explored").first).to_be_visible()


def suggest(page: Page) -> None:
    page.locator("form.find input:visible").first.fill("york")
    expect(page.locator("[role=option]:visible").first).to_be_visible()


def narrow_down(page: Page) -> None:
    page.get_by_label("Region", exact=True).select_option("wales")
    page.goto(f"{page.url}&sort=published")  # on a phone tables have no headings to press
    sections = page.locator("section.ratings:not([hidden])")  # the kinds of area that are left
    expect(sections.locator("thead th[aria-sort]")).to_have_count(sections.count())


def compared(page: Page) -> None:
    expect(page.locator("table.data thead th")).to_have_count(4)


def told(page: Page) -> None:
    expect(page.get_by_role("alert")).to_be_visible()


def answered(page: Page) -> None:
    expect(page.locator("#find-results").get_by_role("link").first).to_be_visible()


IN_USE: dict[str, tuple[str, Callable[[Page], None]]] = {
    "everything unfolded on a unit": ("pdus/wakefield/", unfold),
    "everything unfolded on a region": (REGION, unfold),
    "a chart explored": ("pdus/", explore),
    "suggestions shown": ("", suggest),
    "ratings narrowed down": ("ratings/", narrow_down),
    "four units compared": ("compare/?areas=wakefield,doncaster,leeds,york", compared),
    "an unknown unit compared": ("compare/?areas=wakefield,atlantis", told),
    "a postcode found": ("find/?place=LS1+1UR", answered),
}


@pytest.mark.parametrize("use", IN_USE)
def test_axe_finds_nothing_on_a_page_in_use(browser: Browser, address: str, use: str) -> None:
    path, act = IN_USE[use]
    with visiting(browser, address + path) as (page, complaints):
        act(page)
        shorten(page)
        assert faults_of_both_widths(page, frame=act is suggest) == ([], [])
        assert (complaints.requests, complaints.console) == ([], [])


def faults_of_both_widths(page: Page, *, frame: bool = False) -> tuple[list[str], list[str]]:
    """What axe finds on a screen in the light, then on a phone in the dark; nothing scrolls sideways."""
    page.evaluate("window.scrollTo({ top: 0, behavior: 'instant' })")  # nothing is half under the header
    wide = faults(page, frame=frame)
    page.emulate_media(color_scheme="dark")
    page.set_viewport_size({"width": 320, "height": 900})
    narrow = faults(page, only=LOOKS, frame=frame)
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    return wide, narrow


def test_axe_finds_nothing_where_areas_are_ticked_without_the_script(browser: Browser, address: str) -> None:
    """axe is a script itself, so only the script of the comparison is kept away."""
    with visiting(browser, f"{address}compare/") as (page, _):
        page.route("**/compare.js", lambda route: route.abort())
        page.reload()
        page.evaluate(
            "document.querySelectorAll('#compare-region, tbody:nth-of-type(n+3)').forEach(one => one.remove())"
        )
        for name in ("Derby City", "Bedfordshire"):
            page.get_by_label(f"Tick {name}").check()
        page.locator("#compare-pdu .compare-chosen:visible").first.click()
        expect(page.locator("tr[data-area]:visible")).to_have_count(2)
        assert faults_of_both_widths(page) == ([], [])


def test_zoomed_four_times_a_page_is_read_without_scrolling_sideways(browser: Browser, address: str) -> None:
    """1280 by 1024 pixels at 400 per cent are 320 by 256."""
    for path in ("", "pdus/wakefield/", REGION, "ratings/", "compare/", "data/"):
        with visiting(browser, address + path, width=320) as (page, _):
            page.set_viewport_size({"width": 320, "height": 256})
            assert page.evaluate("document.documentElement.scrollWidth") == 320
            expect(page.get_by_role("heading", level=1)).to_be_visible()


def test_nothing_moves_for_those_who_asked_for_less_motion(browser: Browser, address: str) -> None:
    with visiting(browser, address + "pdus/wakefield/") as (page, _):
        page.emulate_media(reduced_motion="reduce")
        moving = """[...document.querySelectorAll("*")].filter((one) => {
          const style = getComputedStyle(one);
          const longest = (text) => Math.max(...text.split(",").map(parseFloat));
          return longest(style.transitionDuration) > 0.01 || longest(style.animationDuration) > 0.01;
        }).map((one) => one.outerHTML.slice(0, 80))"""
        assert page.evaluate(moving) == []
