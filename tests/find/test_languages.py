"""A page in Welsh says so, and leads to its twin in English and back."""

from pathlib import Path

import pytest

from ratings_site.pages.page import twin_of
from tests.publish.projects import a_page, pages, published

GWENT, WELSH_GWENT = "pdus/northtown/", "cy/pdus/northtown/"
ALTERNATES = (
    f'<link rel="alternate" hreflang="cy" href="https://site.example/{WELSH_GWENT}">',
    f'<link rel="alternate" hreflang="en" href="https://site.example/{GWENT}">',
)


def with_twin(page: str, twin: str, language: str = "") -> str:
    extra = f'twin: "{twin}"\n' + (f'language: "{language}"\n' if language else "")
    return page.replace("---\ntitle", f"---\n{extra}title", 1)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    files = pages(
        **{
            "index.md": with_twin(a_page("Home"), "cy/"),
            "cy/index.md": with_twin(a_page("Cymru"), "", "cy"),
            "pdus/northtown.md": with_twin(a_page("Northtown"), WELSH_GWENT),
            "cy/pdus/northtown.md": with_twin(a_page("Tref y Gogledd"), GWENT, "cy"),
        }
    )
    return published(tmp_path_factory.mktemp("languages"), files)


def html(site: Path, address: str) -> str:
    return (site / address / "index.html").read_text(encoding="utf-8")


def test_each_page_has_its_twin() -> None:
    assert [twin_of(WELSH_GWENT), twin_of(GWENT)] == [GWENT, WELSH_GWENT]


def test_a_welsh_page_is_in_welsh_and_its_frame_in_english(site: Path) -> None:
    page = html(site, WELSH_GWENT)
    assert '<html lang="cy"' in page
    for part in ('<header lang="en"', '<div lang="en" class="md-sidebar', '<footer lang="en"'):
        assert part in page
    assert '<article class="md-content__inner md-typeset" lang="en" id="content"' in page
    assert '<a href="../../../pdus/northtown/" hreflang="en" lang="en">English</a>' in page
    assert all(alternate in page for alternate in ALTERNATES)


def test_an_english_page_with_a_twin_leads_to_it(site: Path) -> None:
    page = html(site, GWENT)
    assert '<html lang="en"' in page
    assert '<a href="../../cy/pdus/northtown/" hreflang="cy" lang="cy">Cymraeg (rhannol)</a>' in page
    assert all(alternate in page for alternate in ALTERNATES)


def test_an_english_page_without_a_twin_names_no_other_language(site: Path) -> None:
    assert "hreflang" not in html(site, "data")


def test_the_front_page_leads_to_the_welsh_pages_and_does_not_call_them_its_translation(site: Path) -> None:
    page = html(site, "")
    assert '<a href="cy/" hreflang="cy" lang="cy">Cymraeg (rhannol)</a>' in page
    assert 'rel="alternate" hreflang' not in page
