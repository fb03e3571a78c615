"""The lists of all places and postcodes, which answer without a script what the search answers with one."""

import re
from functools import cache
from urllib.request import urlopen

import pytest
from lxml import html
from lxml.html import HtmlElement
from playwright.sync_api import Browser

from ratings_site.pages.find_index import plain
from tests.browser.visits import visiting
from tests.find.asking import queries

pytestmark = pytest.mark.browser


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
