"""Exploring a chart in a browser, under the site's own security policy: by keyboard, by name, or not at all."""

from collections.abc import Iterator
from concurrent.futures import Executor
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from ratings_site.charts.standing import all_pdus
from ratings_site.pages.page import figure_html
from ratings_site.publish.policy import policy
from tests.browser.visits import visiting
from tests.builders import an_inspection
from tests.charts.packages import directory_of, render_charts, two_regions
from tests.conftest import DRAWINGS
from tests.served import serving

pytestmark = pytest.mark.browser

ASSETS = Path(__file__).parents[2] / "docs" / "assets"
PAGE = """<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8"><title>A chart</title>
<link rel="stylesheet" href="assets/charts.css"></head>
<body class="md-typeset"><main>{figure}</main><script src="assets/explore.js"></script></body></html>"""


@pytest.fixture(scope="module")
def address(processes: Executor, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A site of one page with the chart of the scores of the synthetic PDUs."""
    site = tmp_path_factory.mktemp("explore")
    scored = [an_inspection(name, score=score) for name, score in (("Alderby", 3), ("Brackwell", 1), ("Corvale", 6))]
    chart = all_pdus(directory_of(*two_regions(), *scored))
    assert chart is not None
    files = render_charts([chart], DRAWINGS, processes)
    empty = f'data-chart="charts/{chart.chart_id}.svg">'
    figure = figure_html(chart).replace(empty, empty + str(files[f"charts/{chart.chart_id}.svg"]))
    files |= {"index.html": PAGE.format(figure=figure), "favicon.ico": ""}
    files |= {f"assets/{name}": (ASSETS / name).read_text(encoding="utf-8") for name in ("charts.css", "explore.js")}
    for path, content in files.items():
        file = site / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
    with serving(site, headers=lambda _: {"Content-Security-Policy": policy(())}) as address:
        yield address


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    with visiting(browser, address, width=900) as (page, _):
        yield page


@pytest.fixture(scope="module")
def explored(browser: Browser, address: str) -> Iterator[Page]:
    """The page after the button was pressed, the same for all tests that only look at it."""
    with visiting(browser, address, width=900) as (page, _):
        begin(page)
        yield page


def begin(page: Page) -> None:
    page.get_by_role("button", name="Explore this chart").click()
    page.wait_for_selector(".chart-explored")


def said(page: Page) -> str:
    return page.get_by_role("status").inner_text()


def test_the_picture_is_what_is_explored_without_breaking_the_policy(page):
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    begin(page)
    assert page.locator(".chart-explored svg.wide").is_visible()
    assert page.evaluate("document.activeElement.className") == "chart-picture chart-explored"
    assert page.get_by_role("button").count() == 0
    assert complaints == []


def test_arrow_keys_go_through_the_signs_in_reading_order(explored):
    page = explored
    page.locator(".chart-explored").focus()
    told = []
    for key in ("Home", "ArrowRight", "ArrowDown", "ArrowRight", "ArrowLeft"):
        page.keyboard.press(key)
        told.append(said(page))
    rest = "Overall rating: Requires improvement; Status: published; Published: 2024-10-24"
    first, second, last = (
        f"PDU: {name}; Region: Northland; Score out of 21: {score}; {rest}"
        for name, score in (("Brackwell", 1), ("Alderby", 3), ("Corvale", 6))
    )
    assert told == [first, second, last, last, second]
    page.keyboard.press("Escape")
    assert said(page) == ""


def test_what_is_pointed_at_says_what_it_is(explored):
    page = explored
    page.locator("svg.wide path:has(title)").nth(1).hover()
    assert said(page).startswith("PDU: Alderby; Region: Northland; Score out of 21: 3;")
    assert page.locator(".chart-explored .chosen").count() == 1


def test_a_pdu_is_found_by_name(explored):
    page = explored
    page.get_by_label("Find a PDU in this chart").select_option("Brackwell")
    assert said(page).startswith("PDU: Brackwell; Region: Northland; Score out of 21: 1;")
    assert page.locator(".chart-explored .chosen").count() == 1


def test_a_narrow_page_explores_the_narrow_picture(browser, address):
    with visiting(browser, address, width=320) as (page, _):
        assert page.locator(".chart-picture svg.wide").is_hidden()
        begin(page)
        page.keyboard.press("End")
        assert page.locator("svg.narrow .chosen").count() == 1
        assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_without_scripts_there_is_the_picture_whose_signs_say_what_they_are_and_no_button(browser, address):
    with visiting(browser, address, script=False) as (page, _):
        assert page.locator(".chart-picture svg.wide").is_visible()
        assert page.locator("button").count() == 0
        told = page.locator("svg.wide path > title").first.text_content()
        assert told.split("\n")[:3] == ["PDU: Corvale", "Region: Northland", "Score out of 21: 6"]
