"""The words that pages explain are the glossary's, and each page explains the ones it uses."""

import re

import pytest
from markdown import markdown

from ratings_site.model.directory import Directory, build_directory
from ratings_site.model.wording import words_of
from ratings_site.pages.contents import KINDS, build_pages
from ratings_site.pages.page import Facts, Furniture, render_page
from ratings_site.pages.parts import anchor, meaning, terms_in
from ratings_site.wording.rating import STATE_SYMBOLS, Shown
from tests.builders import SYMBOLS, a_package, a_pdu, a_region, an_inspection, ratings_of
from tests.find.a_site import no_figure
from tests.pages.rendered import text_of


@pytest.fixture(scope="module")
def directory() -> Directory:
    return build_directory(a_package(a_region(), a_pdu()))


@pytest.fixture(scope="module")
def page(directory: Directory) -> str:
    """The page of the glossary as HTML."""
    (made,) = build_pages(Facts(directory), [kind for kind in KINDS if kind.path == "glossary.md"])
    furniture = Furniture(no_figure, "https://site.example/")
    return markdown(render_page(made, furniture)[1], extensions=["toc"])


def test_every_word_of_the_glossary_stands_on_the_page_once_where_links_to_it_lead(
    page: str, directory: Directory
) -> None:
    entries = re.findall(r'<h3 id="([^"]+)">([^<]+)</h3>\s*<p>([^<]+?) ?<', page)
    words = words_of("glossary").values()
    assert sorted(entries) == sorted((anchor(word["term"]), word["term"], meaning(word, directory)) for word in words)


def test_a_word_leads_on_to_the_list_of_all_it_stands_for(page: str) -> None:
    lists = re.findall(r' <a href="([^"]+)">(All [^<]+)</a></p>', page)
    assert lists == [("../regions/", "All regions"), ("../pdus/", "All PDUs"), ("../standards/", "All standards")]


def test_a_state_is_called_on_its_chip_what_the_glossary_calls_it() -> None:
    explained = {word["term"] for word in words_of("glossary").values()}
    assert {Shown(state).label for state in STATE_SYMBOLS} <= explained


def test_a_rating_is_called_what_the_tables_call_it() -> None:
    assert [Shown(rating).label for rating in SYMBOLS] == list(SYMBOLS)


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("The median is 3.", ["Median"]),
        ("It is worked out.", ["Worked out"]),
        ("Of 24 PDUs", ["Probation delivery unit (PDU)"]),
        ("Not yet inspected", ["Not yet inspected"]),
        ("Not inspected", ["Not inspected"]),
        ("A narrated tale of pointers.", []),
    ],
)
def test_a_word_is_explained_where_it_stands(text: str, terms: list[str]) -> None:
    assert [words_of("glossary")[name]["term"] for name in terms_in(text)] == terms


def test_a_page_explains_the_words_it_uses_and_no_others() -> None:
    rated = an_inspection(score=6)
    ratings = ratings_of("alderby-2024", "Good", "", "", "", "", "", "")
    directory = build_directory(a_package(a_region(), a_pdu(), a_pdu("Brayford"), rated, *ratings))
    pages = [text_of(directory.pdus[pdu_id], directory) for pdu_id in ("alderby", "brayford")]
    known, unknown = (set(re.findall(r'glossary/#[^"]+">([^<]+)</a>', page)) for page in pages)
    always = {"Probation delivery unit (PDU)", "Region", "Rating"}
    assert always < known & unknown
    assert {"Standard", "Stated"} <= known - unknown
    assert not {"Worked out", "Not rated", "Not inspected"} & (known | unknown)
    assert [page for page in pages if "<!--" in page] == []


def test_what_is_no_text_of_a_page_calls_for_no_word() -> None:
    assert terms_in('<script>"standard"</script><a href="/standards/" title="median">The last</a>') == []


def test_the_link_of_a_term_is_its_heading_s_address() -> None:
    anchors = {word["term"]: anchor(word["term"]) for word in words_of("glossary").values()}
    assert (anchors["Probation delivery unit (PDU)"], anchors["nDelius code"]) == (
        "probation-delivery-unit-pdu",
        "ndelius-code",
    )
