"""A correction stands on every page that shows the value: a sentence at its head, a mark beside the value.

What is corrected here is synthetic; the package is that of the first release.
"""

import re
from datetime import date

import pytest

from ratings_site.author.book import Book
from ratings_site.author.entries import enter_correction
from ratings_site.check import read
from ratings_site.model.directory import build_directory
from ratings_site.pages.contents import KINDS, build_pages
from ratings_site.pages.page import Facts, Furniture, environment, render_pages
from tests.pipeline.conftest import copy_first_package

LEADERSHIP = "bedfordshire-2024/core-2023-pdu-leadership"
CORRECTED = (
    (("ratings", LEADERSHIP, "rating"), "Good"),
    (("publications", "annual-report-2024", "title"), "The report (synthetic)"),
    (("statistics", "activity-academic-insights", "value"), "7"),
)
ADDRESSES = ("annual-report-2024/", "data/", "ratings/", "publications/")


@pytest.fixture(scope="module")
def directory(tmp_path_factory):
    package = copy_first_package(tmp_path_factory.mktemp("corrected"))
    book = Book(package, date(2026, 11, 24))
    for cell, now in CORRECTED:
        enter_correction(book, cell, now, "Misread (synthetic).")
    book.save()
    tables = read(package, today=date(2026, 11, 24)).tables
    assert tables is not None
    return build_directory(tables)


@pytest.fixture(scope="module")
def pages(directory):
    """The pages of lists and of standards as they are written, without their charts."""
    shown = ("standards/", "ratings", "publications.md", "annual-report-2024.md")
    made = build_pages(Facts(directory), [kind for kind in KINDS if kind.path.startswith(shown)])
    furniture = Furniture(lambda *_: "", "https://ratings.example/")
    return render_pages(made, furniture)


def marked_rows(page):
    return [line for line in page.splitlines() if "<tr" in line and 'class="corrected"' in line]


@pytest.mark.parametrize(
    ("path", "row"),
    [
        ("standards/core-2023-pdu-leadership.md", f'<tr data-key="{LEADERSHIP}">'),
        ("ratings.md", f'<tr data-key="{LEADERSHIP}"'),
        ("publications.md", '<tr data-publication="annual-report-2024">'),
        ("annual-report-2024.md", '<tr data-statistic="activity-academic-insights">'),
    ],
)
def test_the_corrected_value_is_marked_wherever_it_is_listed_and_no_other(pages, path, row):
    (marked,) = marked_rows(pages[path])
    assert marked.startswith(row)
    assert re.search(r'<a class="corrected" href="[./]*corrections/">corrected on 24 November 2026</a>', marked)


def test_the_page_of_the_standard_says_what_the_rating_was(pages):
    page = pages["standards/core-2023-pdu-leadership.md"]
    (banner,) = re.findall('<p class="notice correction">(.*?)</p>', page)
    assert "“Requires improvement”" in banner
    assert "Misread (synthetic)." in banner
    assert "notice correction" not in pages["standards/core-2023-pdu-staffing.md"]


def test_a_page_of_lists_counts_its_corrections_and_leads_to_them(directory, pages):
    one = "One value here was corrected after it was published, on 24 November 2026."
    told = "{% from 'parts.jinja' import corrected_notice with context %}{{ corrected_notice() }}"
    template = environment().from_string(told, {"directory": directory, "href": str})
    said = {address: template.render(address=address) for address in (*ADDRESSES, "standards/")}
    assert {address: "".join(re.findall(r'correction">(.*?) <a', html)) for address, html in said.items()} == {
        "annual-report-2024/": one,
        "data/": "Three values here were corrected after they were published, the last on 24 November 2026.",
        "ratings/": one,
        "publications/": one,
        "standards/": "",
    }
    for path in ("publications.md", "ratings.md", "annual-report-2024.md"):
        assert re.findall(rf'<p class="notice correction">{one} <a href="[./]*corrections/">', pages[path]), path
