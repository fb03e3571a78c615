"""Somebody finds their area on the real site: by typing, by keyboard alone, and without a script."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.find.a_site import serving

pytestmark = pytest.mark.browser


@pytest.fixture(scope="session")
def address(real_site: Path) -> Iterator[str]:
    with serving(real_site) as address:
        yield f"{address}/"


@pytest.fixture
def home(browser: Browser, address: str) -> Iterator[Page]:
    """The real home page; whatever the console complains of, or asks elsewhere, fails the test."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("request", lambda request: None if request.url.startswith(address) else complaints.append(request.url))
    page.goto(address)
    yield page
    context.close()
    assert complaints == []


WALKS = {
    "Thanet": ("pdus/east-kent/", "East Kent"),
    "Brighton": ("pdus/brighton-and-east-sussex/", "Brighton and East Sussex"),
    "Donacster": ("pdus/doncaster/", "Doncaster"),
    "LS1 1UR": ("pdus/leeds/", "Leeds"),
    "BS1": ("pdus/bristol-and-south-gloucestershire/", "Bristol and South Gloucestershire"),
    "Yorkshire": ("regions/yorkshire-and-the-humber/", "Yorkshire and the Humber"),
    "Stockport and Trafford": ("pdus/salford-and-trafford/", "Salford and Trafford"),
    "Ynys Môn": ("pdus/north-wales/", "North Wales"),
}


@pytest.mark.parametrize("text", WALKS)
def test_typing_and_the_keyboard_alone_lead_from_the_home_page_to_the_area(home, address, text):
    target, heading = WALKS[text]
    box = home.locator("form.find input:visible").first
    box.focus()
    home.keyboard.type(text)
    expect(home.locator("[role=option]:visible").first).to_be_visible()
    home.keyboard.press("ArrowDown")
    home.keyboard.press("Enter")
    home.wait_for_url(f"{address}{target}")
    expect(home.get_by_role("heading", level=1)).to_have_text(heading)


def test_each_page_has_exactly_one_box_that_can_be_seen(home, address):
    for path in ("", "pdus/leeds/", "regions/london/", "method/", "compare/", "data/"):
        home.goto(f"{address}{path}")
        expect(home.locator("form.find:visible")).to_have_count(1)


def test_two_units_are_compared_by_keyboard(home, address):
    home.goto(f"{address}compare/?areas=wakefield,doncaster")
    expect(home.locator("table.data thead th")).to_have_text(["Wakefield", "Doncaster"])
    home.get_by_label("Area 3").focus()
    home.keyboard.type("Leed")
    home.get_by_role("button", name="Compare").focus()
    home.keyboard.press("Enter")
    home.wait_for_url("**/compare/?areas=wakefield,doncaster,leeds")
    expect(home.locator("table.data thead th")).to_have_text(["Wakefield", "Doncaster", "Leeds"])


def test_the_page_in_welsh_and_the_page_in_english_lead_to_each_other(home, address):
    home.goto(f"{address}pdus/north-wales/")
    home.get_by_role("link", name="Cymraeg").click()
    home.wait_for_url("**/cy/pdus/north-wales/")
    expect(home.locator("html")).to_have_attribute("lang", "cy")
    expect(home.get_by_role("heading", level=1)).to_have_text("Gogledd Cymru")
    home.locator(".languages").get_by_role("link", name="English").click()
    home.wait_for_url("**/pdus/north-wales/")


def test_without_a_script_the_box_leads_to_the_list_of_all_places(browser, address):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    page.locator("form.find input:visible").first.fill("Thanet")
    page.locator("form.find button:visible").first.click()
    page.wait_for_url("**/find/?place=Thanet")
    page.get_by_role("link", name="T", exact=True).click()
    page.locator("li", has_text="Thanet: East Kent").get_by_role("link").click()
    page.wait_for_url("**/pdus/east-kent/")
    context.close()
