"""The words of a page are explained on it: by keyboard, by touch, without a script, and with a way to the glossary."""

import re

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.visits import KINDS, faults, visiting

pytestmark = pytest.mark.browser

PAGES = ["home", "region", "region not yet inspected", "unit", "unit that closed"]


def explained(page: Page) -> Locator:
    return page.locator("details.words dl")


@pytest.mark.parametrize("kind", PAGES)
def test_words_are_explained_by_keyboard(browser: Browser, address: str, kind: str) -> None:
    with visiting(browser, address + KINDS[kind]) as (page, _):
        expect(explained(page)).to_be_hidden()
        page.get_by_text("What these words mean").focus()
        page.keyboard.press("Enter")
        expect(explained(page)).to_be_visible()
        expect(explained(page)).to_contain_text("A local unit of probation.")
        page.keyboard.press("Enter")
        expect(explained(page)).to_be_hidden()


def test_words_are_explained_by_touch_on_a_small_screen(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport={"width": 320, "height": 640}, has_touch=True)
    page = context.new_page()
    page.goto(address + KINDS["unit"])
    page.get_by_text("What these words mean").tap()
    expect(explained(page)).to_be_visible()
    assert page.get_by_text("What these words mean").evaluate("one => one.getBoundingClientRect().height") >= 24
    assert faults(page) == []
    context.close()


def test_words_are_explained_without_javascript(browser: Browser, address: str) -> None:
    with visiting(browser, address + KINDS["unit"], script=False) as (page, _):
        page.get_by_text("What these words mean").click()
        expect(explained(page)).to_be_visible()


def test_a_word_leads_to_its_place_in_the_glossary(browser: Browser, address: str) -> None:
    with visiting(browser, address + KINDS["unit"]) as (page, _):
        page.get_by_text("What these words mean").click()
        page.get_by_role("link", name="Composite score", exact=True).click()
        expect(page).to_have_url(re.compile(r"/glossary/#composite-score$"))
        expect(page.locator("#composite-score")).to_be_in_viewport()


def test_what_a_reader_asks_next_is_read_before_any_script_runs(browser: Browser, address: str) -> None:
    with visiting(browser, address + KINDS["unit"], width=320, script=False) as (page, _):
        asked = page.locator(".asked > h2").all_inner_texts()
        assert (asked[0], asked[-3:]) == (
            "Is it keeping people safe?",
            ["What happens next", "Where to turn", "Read more"],
        )
