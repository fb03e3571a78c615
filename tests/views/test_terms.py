"""The words that pages explain are the glossary's, and each page explains the ones it uses."""

import re
from pathlib import Path

import pytest

from ratings_site.model.joining import build_directory
from ratings_site.model.views.pdu import build_pdu_view
from ratings_site.model.views.terms import glossary, terms_in
from tests.builders import a_package, a_pdu, a_region, an_inspection, ratings_of

PAGE = (Path(__file__).parents[2] / "docs" / "glossary.md").read_text(encoding="utf-8")


def entries_of_the_page() -> dict[str, str]:
    parts = re.split(r"(?m)^###? ", PAGE)[1:]
    texts = (part.split("\n", 1) for part in parts)
    return {heading: " ".join(re.sub(r"\[[^]]*\]\([^)]*\)", "", text).split()) for heading, text in texts}


def test_pages_explain_words_as_the_glossary_does() -> None:
    page = entries_of_the_page()
    explained = {term.term: term.meaning for term, _ in glossary().values()}
    assert explained == {heading: page[heading] for heading in explained}


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("The median is 3.", ["Median"]),
        ("It is worked out.", ["Derived"]),
        ("Of 24 PDUs", ["Probation delivery unit (PDU)"]),
        ("Not yet inspected", ["Not yet inspected"]),
        ("Not inspected", ["Not inspected"]),
        ("A narrated tale of pointers.", []),
    ],
)
def test_a_word_is_explained_where_it_stands(text: str, terms: list[str]) -> None:
    assert [term.term for term in terms_in(text)] == terms


def test_a_page_explains_the_words_it_uses_and_no_others() -> None:
    rated = an_inspection(score=6)
    ratings = ratings_of("alderby-2024", "Good", "", "", "", "", "", "")
    directory = build_directory(a_package(a_region(), a_pdu(), a_pdu("Brayford"), rated, *ratings))
    seen = {pdu_id: build_pdu_view(directory.pdus[pdu_id], directory).terms for pdu_id in ("alderby", "brayford")}
    known, unknown = ({term.term for term in seen[pdu_id]} for pdu_id in ("alderby", "brayford"))
    always = {"Probation delivery unit (PDU)", "Region", "Programme", "Standard", "Rating", "Overall rating"}
    assert always < known & unknown
    assert {"Stated", "Not available", "Composite score"} <= known
    assert not {"Derived", "Not rated", "Not inspected"} & (known | unknown)


def test_the_link_of_a_term_is_its_heading_s_address() -> None:
    anchors = {term.term: term.anchor for term, _ in glossary().values()}
    assert (anchors["Probation delivery unit (PDU)"], anchors["nDelius code"]) == (
        "probation-delivery-unit-pdu",
        "ndelius-code",
    )
