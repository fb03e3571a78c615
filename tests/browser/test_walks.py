"""The five questions that people came with, each answered in the first screen or by one click, script or none.

What the answer is comes from the site's own tables.
"""

import csv
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.visits import visiting

pytestmark = pytest.mark.browser

SCREEN = 900
"""The height of a screen, in pixels."""


@pytest.fixture(params=["with a script", "without a script"])
def page(browser: Browser, address: str, request: pytest.FixtureRequest) -> Iterator[Page]:
    """The home page."""
    with visiting(browser, address, script=request.param == "with a script") as (page, _):
        yield page


def find(page: Page, place: str, unit: str) -> None:
    """From the home page to the page of the unit that serves a place."""
    page.locator("form.find input:visible").first.press_sequentially(place)
    if page.locator("html.js").count():
        page.locator("[role=option]:visible").first.click()
    else:
        page.locator("form.find button:visible").first.click()
        page.wait_for_url("**/find/?place=*")
        page.locator("nav.letters").get_by_role("link", name=place[0], exact=True).first.click()
        page.locator("summary", has_text=f"{place[:2]} (").click()
        named = page.locator(".places li", has_text=re.compile(rf"^\s*{place}\b"))
        named.get_by_role("link", name=unit, exact=True).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(unit)


def in_first_screen(answer: Locator) -> bool:
    box = answer.bounding_box()
    return box is not None and box["y"] >= 0 and box["y"] + box["height"] <= SCREEN


def answer_to(page: Page, question: str) -> Locator:
    return page.locator(".asked h2", has_text=question).locator("+ div")


def table(site: Path, name: str) -> list[dict[str, str]]:
    with (site / "data" / "latest" / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_is_probation_in_grimsby_keeping_people_safe(page: Page, real_site: Path) -> None:
    find(page, "Grimsby", "North and North East Lincolnshire")
    answer = answer_to(page, "Is it keeping people safe?")
    assert in_first_screen(answer)
    inspected = f"{page.url.split('/')[-2]}-20"
    quotes = [row["quote"] for row in table(real_site, "findings.csv") if row["inspection_id"].startswith(inspected)]
    said = answer.locator("q").first.inner_text()
    assert said.strip("“”… ") in " ".join(quotes)
    assert re.match(r"https://[^/]+/.", answer.locator(".where a").first.get_attribute("href") or "")


@pytest.mark.parametrize(("place", "unit"), [("Leeds", "Leeds"), ("Gateshead", "Gateshead and South Tyneside")])
def test_is_it_better_or_worse(page: Page, place: str, unit: str, real_site: Path) -> None:
    find(page, place, unit)
    answer = answer_to(page, "Then and now")
    assert in_first_screen(answer)
    rows = table(real_site, "then-and-now.csv")
    found = [row["change"] for row in rows if page.url.endswith(f"/{row['pdu_id']}/")]
    expect(answer).to_contain_text(f"{found[0]} now" if found else "No earlier rating of this unit is in our data.")


def test_which_standard_fails_most_and_the_file_says_the_same(page: Page, real_site: Path) -> None:
    rows = [
        row
        for row in table(real_site, "standard-totals.csv")
        if (row["programme_id"], row["area_type"], row["rating"]) == ("core-2023", "pdu", "Inadequate")
    ]
    worst = max(rows, key=lambda row: int(row["from_published_total"]))
    counted = f"{worst['name'].lower()} was inadequate in all {worst['from_published_total']} PDUs"
    said = page.locator("p", has_text=counted).filter(visible=True)
    assert in_first_screen(said)
    said.get_by_role("link", name="All standards").click()
    headline = page.locator("#chart-shares-core-2023-pdu .chart-headline")
    assert in_first_screen(headline)
    expect(headline).to_contain_text(counted)


def test_the_inspection_of_wakefield_in_2024_can_be_cited(page: Page) -> None:
    find(page, "Wakefield", "Wakefield")
    page.locator("p", has_text=re.compile("Inspection published .* 2024")).get_by_role(
        "link", name="all that was found"
    ).click()
    cite = page.get_by_role("link", name="Cite this inspection")
    assert in_first_screen(cite)
    cite.click()
    expect(page.locator(".cite")).to_be_in_viewport()
    expect(page.locator(".cite")).to_contain_text("inspections/wakefield-2024/")


def test_cardiff_is_read_of_in_welsh(page: Page) -> None:
    page.get_by_role("link", name="Cymraeg (rhannol)", exact=True).click()
    page.get_by_role("link", name="Cardiff and the Vale").first.click()
    assert page.locator("html").get_attribute("lang") == "cy"
    headline = page.locator(".headline")
    assert in_first_screen(headline)
    assert headline.get_attribute("lang") == "cy" or headline.locator("[lang=cy]").count()
    expect(headline.locator(".rating")).to_contain_text("Inadequate")
