"""Every kind of page in a real browser, under the real security policy: nothing to trip over."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.visits import KINDS, LOOKS, faults, shorten, visiting

pytestmark = pytest.mark.browser

WIDTH = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
WITH_FRAME = {"home", "unit", "unit in Welsh", "missing address"}
"""The frame is made of one template: it is looked at where it is in another language, and where another page begins."""

EXPECTED = {"missing address": ["Failed to load resource: the server responded with a status of 404 (Not Found)"]}


@dataclass(frozen=True)
class Looked:
    """What was seen of a page: at 1280 pixels in the light, then at 320 pixels in the dark."""

    faults: dict[str, list[str]]
    too_wide: int
    requests: list[str]
    console: list[str]
    headings: int


@pytest.fixture(scope="module", params=KINDS)
def looked(request: pytest.FixtureRequest, browser: Browser, address: str) -> Iterator[Looked]:
    with visiting(browser, address + KINDS[request.param]) as (page, complaints):
        too_wide = _too_wide_on_a_phone(page)
        shorten(page)
        frame = request.param in WITH_FRAME
        found = {"1280 light": faults(page, frame=frame)}
        page.emulate_media(color_scheme="dark")
        page.set_viewport_size({"width": 320, "height": 900})
        found["320 dark"] = faults(page, only=LOOKS, frame=frame)
        console = [text for text in complaints.console if text not in EXPECTED.get(request.param, [])]
        headings = page.locator("main h1").count()
        yield Looked(found, too_wide, complaints.requests, console, headings)


def _too_wide_on_a_phone(page: Page) -> int:
    page.set_viewport_size({"width": 320, "height": 900})
    too_wide = int(page.evaluate(WIDTH))
    page.set_viewport_size({"width": 1280, "height": 900})
    return too_wide


def test_axe_finds_nothing_in_light_in_dark_and_on_a_phone(looked: Looked) -> None:
    assert looked.faults == {"1280 light": [], "320 dark": []}


@pytest.mark.long
@pytest.mark.parametrize("kind", KINDS)
def test_the_colours_of_each_width_are_right_in_the_other_scheme_too(kind: str, browser: Browser, address: str) -> None:
    with visiting(browser, address + KINDS[kind]) as (page, _):
        shorten(page)
        page.emulate_media(color_scheme="dark")
        dark = faults(page, only=LOOKS)
        page.emulate_media(color_scheme="light")
        page.set_viewport_size({"width": 320, "height": 900})
        assert (dark, faults(page, only=LOOKS)) == ([], [])


def test_nothing_is_wider_than_a_phone(looked: Looked) -> None:
    assert looked.too_wide == 0


def test_no_request_leaves_the_site_and_the_console_stays_silent(looked: Looked) -> None:
    assert (looked.requests, looked.console) == ([], [])


def test_there_is_one_first_heading(looked: Looked) -> None:
    assert looked.headings == 1
