"""The comparison in a real browser: two to four areas side by side, the choice kept in the address."""

import pytest
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser


@pytest.fixture
def compare(page: Page, site: str) -> Page:
    page.goto(f"{site}compare/")
    expect(page.get_by_label("Area 1")).to_be_visible()
    return page


def test_two_areas_stand_side_by_side_and_the_address_keeps_them(compare):
    compare.get_by_label("Area 1").select_option(label="Wakefield")
    compare.get_by_label("Area 2").select_option(label="Bedfordshire")
    compare.get_by_role("button", name="Compare").click()
    compare.wait_for_url("**/compare/?areas=wakefield,bedfordshire")
    heading = compare.get_by_role("heading", name="Wakefield, Bedfordshire, side by side")
    expect(heading).to_be_focused()
    heads = compare.locator("table.data thead th")
    assert heads.all_inner_texts() == ["Wakefield", "Bedfordshire"]
    overall = compare.locator("table.data tbody tr").first.locator(".rating")
    assert [chip.get_attribute("data-rating") for chip in overall.all()] == ["Requires improvement"] * 2
    assert compare.locator("table.data tbody th[scope=row]").count() == 4 + 7


def test_the_address_brings_a_choice_back(page, site):
    page.goto(f"{site}compare/?areas=london,wales,north-east")
    expect(page.locator("table.data thead th")).to_have_text(["London", "Wales", "North East"])
    expect(page.get_by_label("Probation regions")).to_be_checked()
    expect(page.get_by_label("Area 3")).to_have_value("north-east")


def test_going_back_brings_the_choice_before_back(compare):
    for number, name in ((1, "Wakefield"), (2, "Doncaster")):
        compare.get_by_label(f"Area {number}").select_option(label=name)
    compare.get_by_role("button", name="Compare").click()
    compare.get_by_label("Area 2").select_option(label="Leeds")
    compare.get_by_role("button", name="Compare").click()
    expect(compare.locator("table.data thead th")).to_have_text(["Wakefield", "Leeds"])
    compare.go_back()
    expect(compare.locator("table.data thead th")).to_have_text(["Wakefield", "Doncaster"])


def test_units_and_regions_are_not_mixed(page, site):
    page.goto(f"{site}compare/?areas=wakefield,london,leeds")
    expect(page.get_by_role("alert")).to_contain_text("rated on different standards")
    expect(page.locator("table.data thead th")).to_have_text(["Wakefield", "Leeds"])


def test_one_area_is_too_few_and_an_unknown_one_is_named(page, site):
    page.goto(f"{site}compare/?areas=wakefield,atlantis")
    expect(page.get_by_role("alert")).to_have_text("We do not know “atlantis”. Choose at least two areas.")


def test_a_link_with_one_area_waits_for_the_others(page, site):
    page.goto(f"{site}compare/?areas=wakefield")
    expect(page.get_by_label("Area 1")).to_have_value("wakefield")
    expect(page.get_by_role("alert")).to_have_count(0)


def test_no_more_than_four_are_compared(page, site):
    page.goto(f"{site}compare/?areas=wakefield,leeds,doncaster,sheffield,york")
    expect(page.locator("table.data thead th")).to_have_text(["Wakefield", "Leeds", "Doncaster", "Sheffield"])


def test_an_area_without_an_inspection_says_so(page, site):
    page.goto(f"{site}compare/?areas=wakefield,brent")
    cells = page.locator("table.data tbody tr").first.locator(".rating")
    expect(cells).to_have_text(["▲ Requires improvement", "… Not yet inspected"])


def test_the_keyboard_alone_compares(compare):
    compare.get_by_label("Probation units").focus()
    compare.keyboard.press("ArrowDown")
    expect(compare.get_by_label("Probation regions")).to_be_checked()
    compare.keyboard.press("Tab")
    compare.keyboard.type("Lon")
    compare.keyboard.press("Tab")
    compare.keyboard.type("Wal")
    for _ in range(3):
        compare.keyboard.press("Tab")
    compare.keyboard.press("Enter")
    expect(compare.locator("table.data thead th")).to_have_text(["London", "Wales"])


def test_without_javascript_the_page_says_where_all_areas_stand_side_by_side(browser: Browser, site: str):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site}compare/")
    expect(page.locator("main")).to_contain_text("You need JavaScript to choose areas here.")
    page.get_by_role("link", name="Wales").click()
    page.wait_for_url("**/regions/wales/")
    context.close()
