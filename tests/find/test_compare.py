"""The comparison in a real browser: two to four areas side by side, the choice kept in the address."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from ratings_site.model.directory import build_directory
from ratings_site.pages.parts import shown_of, shown_standards
from tests.browser.visits import visiting
from tests.builders import a_package, a_pdu, a_region, an_inspection, ratings_of

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
    lines = compare.locator("table.data tbody tr")
    assert 5 <= lines.count() <= 5 + 7
    assert all(set(line.locator("td").all_inner_texts()) != {"–"} for line in lines.all())


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


def test_a_link_with_one_area_shows_it_and_offers_its_region_and_those_nearest_by_score(page, site):
    page.goto(f"{site}compare/?areas=wakefield")
    expect(page.get_by_label("Area 1")).to_have_value("wakefield")
    expect(page.get_by_role("alert")).to_have_count(0)
    heading = page.get_by_role("heading", name="Wakefield: choose what to compare it with")
    expect(heading).to_be_focused()
    expect(page.locator("table.data thead th")).to_have_text(["Wakefield"])
    offered = page.get_by_role("list", name="Compare Wakefield with units like it:").get_by_role("link")
    rows = page.evaluate("""async () => {
      const text = await (await fetch(window.location.pathname)).text();
      const page = new DOMParser().parseFromString(text, "text/html");
      return [...page.querySelectorAll("#compare-pdu tr[data-score]")].map((row) => [
        row.querySelector("th a").textContent, Number(row.dataset.score),
        row.parentElement.querySelector(".compare-group").textContent.trim()]);
    }""")
    own = next(row for row in rows if row[0] == "Wakefield")
    near = sorted((row for row in rows if row[2] == own[2] and row != own), key=lambda row: abs(row[1] - own[1]))
    anywhere = sorted((row for row in rows if row != own), key=lambda row: abs(row[1] - own[1]))
    expected = list(dict.fromkeys([row[0] for row in (*near[:3], *anywhere)]))[:6]
    assert offered.all_inner_texts() == expected
    offered.first.click()
    expect(page.get_by_role("heading", name=f"Wakefield, {expected[0]}, side by side")).to_be_focused()


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


@pytest.fixture
def plain(browser: Browser, site: str) -> Iterator[Page]:
    """The comparison in a browser that runs no script."""
    with visiting(browser, f"{site}compare/", script=False) as (page, _):
        yield page


def shown_areas(page: Page) -> list[str]:
    return page.locator("tr[data-area]:visible th a").all_inner_texts()


def test_without_javascript_only_the_areas_that_were_ticked_are_shown_and_then_all_again(plain):
    everybody = shown_areas(plain)
    assert len(everybody) > 110
    plain.get_by_label("Tick Wakefield").check()
    plain.get_by_label("Tick Brent").check()
    units = plain.locator("#compare-pdu")
    units.get_by_role("link", name="Show only those I ticked").first.click()
    names = ["Brent", "Wakefield"]
    assert units.locator("tr[data-area]:visible th a").all_inner_texts() == names
    assert units.locator("tr[data-area]:visible td:nth-child(2)").all_inner_texts() == [
        "… Not yet inspected",
        "▲ Requires improvement",
    ]
    units.get_by_role("link", name="Show all again").first.click()
    assert shown_areas(plain) == everybody


def test_without_javascript_nothing_ticked_is_said(plain):
    units = plain.locator("#compare-pdu")
    expect(units.locator(".compare-empty")).to_be_hidden()
    units.get_by_role("link", name="Show only those I ticked").first.click()
    expect(units.locator(".compare-empty")).to_have_text(
        "You have ticked nothing yet. Show all again, and tick the areas you want to compare."
    )
    units.get_by_role("button", name="Untick all").click()
    expect(units.locator("input:checked")).to_have_count(0)


def test_the_tables_without_a_script_and_the_form_with_one_say_the_same_of_an_area(plain, page, site):
    page.goto(f"{site}compare/?areas=wakefield,leeds")
    own, other = (plain.locator(f"tr[data-area={area}] td").all_inner_texts() for area in ("wakefield", "leeds"))
    side_by_side = page.locator("table.data tbody tr td:nth-child(2)").all_inner_texts()
    assert side_by_side[:-2] == [cell for cell, beside in zip(own, other, strict=True) if {cell, beside} != {"–"}]
    assert side_by_side[-2] == "Yorkshire and the Humber"
    group = plain.locator("tbody:has(tr[data-area=wakefield]) .compare-median")
    assert side_by_side[-1] == group.inner_text()


def test_an_area_whose_overall_rating_is_not_known_keeps_the_ratings_that_are():
    inspected = an_inspection(overall="", overall_basis="not available")
    rows = (a_region(), a_pdu(), inspected, *ratings_of("alderby-2024", "Good", "", "", "", "", "", ""))
    directory = build_directory(a_package(*rows))
    area = directory.pdus["alderby"]
    shown = (shown_of(area, directory), *shown_standards(area, directory))
    assert [chip.value for chip in shown] == ["not available", "Good", *["not available"] * 6]
