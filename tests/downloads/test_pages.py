"""The pages of the data say what the files are."""

import re
from pathlib import Path

import pytest

from ratings_site.downloads import Release
from ratings_site.downloads.api import endpoints
from ratings_site.model.changes import History, ReleaseEntry
from ratings_site.pages.contents import build_pages
from ratings_site.pages.page import Elsewhere, Facts, Furniture, render_pages
from ratings_site.wording.files import size_in_words
from tests.synthetic import SITE_URL, synthetic_directory, synthetic_release

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def release() -> Release:
    return synthetic_release()


@pytest.fixture(scope="module")
def pages(release) -> dict[str, str]:
    history = History((ReleaseEntry("1.2.3", "2026-11-23", "", "One rating is corrected.", None),))
    facts = Facts(synthetic_directory(), history, lambda: Elsewhere(release.downloads, tuple(endpoints())))
    return render_pages(build_pages(facts), Furniture(lambda *_: "", SITE_URL))


def test_the_data_page_links_every_download_with_its_size(pages, release):
    links = re.findall(r'<a href="\.\./data/latest/([^"]+)" download>[^<]*?([^(,]+)\)</a>', pages["data/index.md"])
    sizes = {path: size.strip() for path, size in links}
    expected = {file.path: file.size for file in release.downloads if file.group != "dictionary"}
    assert {path: size for path, size in sizes.items() if path in expected} == expected


def test_the_data_page_counts_what_the_data_does_not_hold(pages):
    assert "<li>1 of 3 ratings of single standards are not available" in pages["data/index.md"]
    assert "<li>2 of 5 inspections are dated to the month or the year only, and 1 not at all" in pages["data/index.md"]
    assert "<li>1 of 3 living PDUs have no inspection in the data.</li>" in pages["data/index.md"]


def test_the_dictionary_page_explains_every_column_of_every_table(pages):
    directory = synthetic_directory()
    text = pages["data/dictionary.md"]
    for name, schema in directory.package.schemas.items():
        part = text.split(f'<h2 id="{name}">')[1].split("<h2 ")[0]
        assert re.findall(r'<th scope="row"><code>(\w+)</code>', part) == list(schema.column_names)


def test_the_page_for_programs_documents_every_kind_of_document(pages):
    assert pages["data/api.md"].count('<tr><th scope="row"><code>/api/') == 9
    assert '<a href="../../api/pdus/alderby.json">pdus/alderby.json</a>' in pages["data/api.md"]


def test_a_value_is_never_markup(pages):
    assert "<trust>" not in pages["ratings.md"]
    assert "Ynys Môn, “South” (synthetic)" in pages["ratings.md"]


@pytest.mark.parametrize(
    ("count", "words"), [(0, "0 bytes"), (999, "999 bytes"), (1000, "1 kB"), (983_040, "983 kB"), (1_250_000, "1.2 MB")]
)
def test_sizes_are_in_units_of_a_thousand(count, words):
    assert size_in_words(count) == words


def test_each_of_the_35_practices_has_a_verdict():
    text = (ROOT / "docs" / "best-practices.md").read_text(encoding="utf-8")
    rows = re.findall(r'<td class="number">(\d+)</td><th scope="row">[^<]+</th><td>([^<]+)</td><td>\S', text)
    assert [int(number) for number, _ in rows] == list(range(1, 36))
    assert {verdict for _, verdict in rows} == {"Met", "Met in part", "Not met", "Does not apply"}
