"""How long the pages of units are, and what fits on them: on a phone and on a wide screen, with every fold closed."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.visits import visiting, window

pytestmark = pytest.mark.browser

LONGEST = {1280: 3000, 320: 4500}
"""By the width of the screen, in pixels."""

A_FEW = (
    "brent", "derbyshire", "east-and-west-lincolnshire", "leeds", "leicester-leicestershire-and-rutland",
    "north-and-north-east-lincolnshire", "salford", "west-sussex",
)  # fmt: skip
"""Units with the most words, never inspected, closed, without a score, with all ratings known."""

WIDE_TABLES = """() => [...document.querySelectorAll('.table-scroll')]
    .filter((box) => box.scrollWidth > box.clientWidth + 1).map((box) => box.getAttribute('aria-labelledby'))"""
HIGH_ROWS = """() => [...document.querySelectorAll('#content table tbody tr')].filter((row) => {
    const cells = [...row.cells].map((cell) => cell.getBoundingClientRect()).filter((box) => box.height);
    const filled = Math.max(...cells.map((box) => box.bottom)) - Math.min(...cells.map((box) => box.top));
    return cells.length && row.getBoundingClientRect().height > filled + 24;
}).map((row) => row.textContent)"""
UNFOLD = "() => document.querySelectorAll('details').forEach((one) => { one.open = true; })"


@pytest.fixture(params=LONGEST)
def page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    with window(browser, width=request.param) as page:
        yield page


def too_long(page: Page, address: str, units: Iterator[str] | tuple[str, ...]) -> dict[str, int]:
    """The units whose page is higher than pages may be, with their height."""
    assert page.viewport_size
    heights = {}
    for unit in units:
        page.goto(f"{address}pdus/{unit}/")
        heights[unit] = page.evaluate("document.documentElement.scrollHeight")
    return {unit: height for unit, height in heights.items() if height > LONGEST[page.viewport_size["width"]]}


def test_the_page_of_a_unit_is_short(page: Page, address: str) -> None:
    assert too_long(page, address, A_FEW) == {}


@pytest.mark.long
def test_the_page_of_every_unit_is_short(page: Page, address: str, real_site: Path) -> None:
    units = tuple(
        sorted(file.parent.name for file in real_site.glob("pdus/*/index.html") if file.parent.name != "pdus")
    )
    assert len(units) > 100
    assert too_long(page, address, units) == {}


@pytest.mark.parametrize("area", ["pdus/leeds", "regions/yorkshire-and-the-humber"])
def test_tables_fit_a_wide_screen_and_stack_on_a_phone(page: Page, address: str, area: str) -> None:
    page.goto(f"{address}{area}/")
    page.evaluate(UNFOLD)
    own = [one for one in page.evaluate(WIDE_TABLES) if not one.startswith("chart-")]
    assert (own, page.evaluate(HIGH_ROWS)) == ([], [])


@pytest.mark.parametrize(
    "path",
    [
        "compare/?areas=leeds,bradford-and-calderdale",
        "corrections/",
        "data/",
        "data/api/",
        "data/dictionary/",
        "policy/",
        "ratings/?sort=area",
    ],
)
def test_no_table_is_wider_than_its_box(page: Page, address: str, path: str) -> None:
    page.goto(f"{address}{path}")
    page.evaluate(UNFOLD)
    assert page.locator("#content table:visible").count() > 0
    assert page.evaluate(WIDE_TABLES) == []


BARE = """() => [...document.querySelectorAll('#content table.stacks td')]
    .filter((cell) => cell.checkVisibility() && /^([·–.]|[0-9]{1,3})$/.test(cell.textContent.trim()))
    .filter((cell) => !getComputedStyle(cell, '::before').content.includes(':'))
    .map((cell) => cell.parentElement.textContent)"""


@pytest.mark.parametrize("path", ["regions/", "regions/wales/", "method/", "annual-report-2024/"])
def test_on_a_phone_no_cell_is_a_dash_or_a_number_that_says_not_of_what(
    browser: Browser, address: str, path: str
) -> None:
    page = browser.new_page(viewport={"width": 320, "height": 900})
    page.goto(f"{address}{path}")
    assert page.locator("#content table.stacks:visible").count() > 0
    assert page.evaluate(BARE) == []
    page.close()


ORPHAN = """() => {
    const text = document.querySelector('.headline .rating').nextSibling;
    const comma = document.createRange();
    comma.setStart(text, 0);
    comma.setEnd(text, 1);
    const chip = document.querySelector('.headline .rating').getBoundingClientRect();
    return [text.data[0], comma.getBoundingClientRect().top > chip.bottom - 4];
}"""


def test_on_a_phone_no_comma_begins_a_line_after_a_rating(browser: Browser, address: str) -> None:
    with window(browser, width=320) as page:
        page.goto(f"{address}inspections/wakefield-2024/")
        assert page.evaluate(ORPHAN) == [",", False]


def test_the_units_of_a_region_are_sorted_by_each_column(browser: Browser, address: str) -> None:
    with visiting(browser, f"{address}regions/yorkshire-and-the-humber/") as (page, _):
        heading = page.locator("table.sorts thead th", has_text="Score")
        scores = "rows => rows.map((row) => Number(row.dataset.sort))"
        cells = page.locator("table.sorts tbody td.number")
        heading.get_by_role("button").click()
        rising = cells.evaluate_all(scores)
        heading.get_by_role("button").click()
        falling = cells.evaluate_all(scores)
        assert (heading.get_attribute("aria-sort"), rising, falling) == (
            "descending",
            sorted(rising),
            sorted(rising, reverse=True),
        )


def test_what_others_embed_fits_a_narrow_column_and_says_whose_it_is(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.goto(f"{address}pdus/leeds/")
    snippets = page.locator("pre.embed code").all_text_contents()
    assert len(snippets) == 2
    page.goto("about:blank")  # another website, with a policy of its own
    for snippet in snippets:
        page.set_content(f'<div id="box" style="width:300px">{snippet}</div>')
        assert page.evaluate("document.getElementById('box').scrollWidth") <= 300
        said = page.locator("figcaption").inner_text()
        assert all(part in said for part in ("Probation ratings", "version", "Open Government Licence"))
    page.close()


def test_a_rating_with_its_correction_fits_every_screen(browser: Browser, address: str) -> None:
    with window(browser, width=768) as page:
        page.goto(f"{address}pdus/gateshead-and-south-tyneside/")
        assert page.locator(".pair .corrected").count() > 0
        for width in (600, 768, 1024):
            page.set_viewport_size({"width": width, "height": 900})
            assert page.evaluate("document.documentElement.scrollWidth") == width
