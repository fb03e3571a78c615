"""The box of the search in a real browser: by pointer, keys and screen reader, on a phone, light and at once."""

import gzip

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.visits import visiting
from tests.find.asking import type_in

pytestmark = pytest.mark.browser


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
        page.keyboard.type(text, delay=70)  # as fast as people type; of faster keys a busy machine joins some
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


def test_nothing_is_cut_off_at_320_pixels(browser: Browser, site: str):
    with visiting(browser, site, width=320) as (page, _):
        type_in(page, "LS1 1UR")
        expect(page.get_by_role("option")).to_have_count(1)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
