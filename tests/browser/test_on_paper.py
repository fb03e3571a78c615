"""What comes out of a printer: the page of an area is a report of one sheet, whatever the area."""

import io
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from pypdf import PdfReader

from ratings_site.publish.site import LOCAL_ADDRESS
from tests.browser.visits import window

pytestmark = pytest.mark.browser

EXTREMES = (
    "pdus/blackburn-with-darwen", "pdus/dyfed-powys", "pdus/hammersmith-fulham-kensington-chelsea-and-westminster",
    "pdus/leicester-leicestershire-and-rutland", "pdus/tameside", "pdus/wakefield", "pdus/west-kent",
    "regions/kent-surrey-and-sussex", "regions/london", "regions/yorkshire-and-the-humber",
)  # fmt: skip
"""Areas with the most places, sources, inspections, PDUs, letters in their names, or nothing at all."""


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    with window(browser, scheme="dark") as page:
        yield page


def printed(page: Page, address: str) -> PdfReader:
    """A page on A4."""
    page.goto(address)
    return PdfReader(io.BytesIO(page.pdf(format="A4", prefer_css_page_size=True)))


def words_of(paper: PdfReader) -> str:
    """The words on paper, without the ligatures that some typefaces write them with."""
    return unicodedata.normalize("NFKC", " ".join(" ".join(sheet.extract_text() for sheet in paper.pages).split()))


WHO = "Source: HM Inspectorate of Probation, "
"""What is under a chart, whose publishers are named on paper too."""


def test_on_paper_a_page_is_its_content_with_its_address(page, address):
    text = words_of(printed(page, f"{address}pdus/wakefield/"))
    for said in (
        "Wakefield",
        "Requires improvement",
        "Is it keeping people safe?",
        "Then and now",
        "Where to turn",
        WHO,
    ):
        assert said in text
    assert f"{LOCAL_ADDRESS}pdus/wakefield/" in text
    assert not [word for word in ("Menu", "Skip to", "Download this", "Report a mistake") if word in text]


@pytest.mark.parametrize("area", EXTREMES)
def test_an_area_is_a_report_of_one_sheet(page, address, area):
    assert len(printed(page, f"{address}{area}/").pages) == 1


def test_a_page_on_paper_says_its_address_first(page, address):
    assert words_of(printed(page, f"{address}pdus/leeds/")).startswith(f"This page: {LOCAL_ADDRESS}pdus/leeds/")


@pytest.mark.parametrize("path", ["ratings/", "annual-report-2024/"])
def test_no_heading_on_paper_stands_over_what_is_folded(page, address, path):
    text = words_of(printed(page, f"{address}{path}"))
    assert not [said for said in ("All ratings of regions", "Every figure the report states in words") if said in text]


@pytest.mark.long
def test_every_area_is_a_report_of_one_sheet(page, address, real_site: Path):
    pages = [*real_site.glob("pdus/*/index.html"), *real_site.glob("regions/*/index.html")]
    areas = sorted(file.parent.relative_to(real_site).as_posix() for file in pages)
    of_several = [area for area in areas if len(printed(page, f"{address}{area}/").pages) > 1]
    assert len(areas) > 100
    assert of_several == []
