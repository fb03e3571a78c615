"""The sentences the site writes itself can be followed by a reader of nine to eleven."""

import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from ratings_site.model.tables import text_cells
from ratings_site.model.wording import words_of
from ratings_site.pages.contents import KINDS, build_pages
from ratings_site.pages.page import Facts, Furniture, render_pages
from tests.find.a_site import no_figure
from tests.frozen import frozen_directory
from tests.reading import SHORTEST, prose, reading_age
from tools.messages import messages

OLDEST = 11
NOT_OURS = ("accessibility.md.jinja", "Cite this page:", "Contains OS data", "Contains public sector information")
"""A template, and beginnings of sentences, whose words a licence, a law or a custom prescribes."""
FEW = 3
"""Fewer sentences are too few to measure: a name of three long words decides."""
OF_OTHERS = {"annual-report.md.jinja", "standards.md.jinja", "accessibility.md.jinja"}
OF_OTHERS |= {"inspection.md.jinja", "then-and-now.md.jinja"}
"""Pages made of what the inspectorate found and asks, or the law prescribes, which shorter words would not say."""


@pytest.fixture(scope="module")
def sentences_by_kind() -> dict[str, list[str]]:
    """The prose of every page, each sentence once, by the kind of page; what a cell says is not the site's own."""
    directory = frozen_directory()
    kinds = [kind for kind in KINDS if not kind.path.startswith(("data/", "ratings", "cy/"))]
    pages = build_pages(Facts(directory), kinds)
    furniture = Furniture(figure=no_figure, site_url="https://site.example/")
    rendered = render_pages(pages, furniture)
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for page in pages:
        found[page.template] |= dict.fromkeys(prose(rendered[page.path]))
    of_the_tables = " ".join(" ".join(cell.split()) for cell in text_cells(directory.tables))
    return {
        template: [text for text in texts if text not in of_the_tables]
        for template, texts in found.items()
        if template not in OF_OTHERS
    }


def names() -> set[str]:
    directory = frozen_directory()
    places = {place.place for pdu in directory.pdus.values() for place in pdu.places}
    areas = [*directory.pdus.values(), *directory.regions.values()]
    return {area.name for area in areas} | places


def test_no_kind_of_page_asks_for_a_reader_older_than_eleven(sentences_by_kind):
    ages = {kind: reading_age(texts, names()) for kind, texts in sentences_by_kind.items() if texts}
    assert len(ages) > 8
    assert {kind: age for kind, age in ages.items() if age > OLDEST} == {}


def test_the_words_of_the_search_and_the_comparison_ask_for_no_older_reader():
    said = [text for text in texts_of(words_of("search")) if len(text.split()) > 3]
    assert reading_age(said, {"Office for National Statistics", "Contains OS data"}) <= OLDEST


def test_no_part_of_the_code_asks_for_an_older_reader():
    said = defaultdict(list)
    for message, files in messages().items():
        if files[0].endswith(NOT_OURS):
            continue
        text = re.sub(r"\{\w+\}", "Leeds", message if isinstance(message, str) else message[1])
        if text.endswith(".") and len(text.split()) >= SHORTEST and not text.startswith(NOT_OURS):
            said[Path(files[0]).parent.name].append(text)
    ages = {part: reading_age(texts) for part, texts in said.items() if len(texts) >= FEW}
    assert ages.keys() >= {"downloads", "pages", "wording"}
    assert {part: age for part, age in ages.items() if age > OLDEST} == {}


def texts_of(table: dict[str, Any]) -> Iterator[str]:
    for key, value in table.items():
        if isinstance(value, dict):
            yield from texts_of(value)
        elif key != "credit":
            yield value


def test_prose_is_sentences_and_leaves_tables_and_what_is_not_ours_out():
    html = (
        '<p>This is a plain sentence.</p><p class="cite">Cite this page as it stands here.</p><p>Label only</p>'
        "<table><tr><td><p>In a table there is a cell.</p></td></tr></table>"
        "<ul><li>A list has a sentence too.</li></ul>"
    )
    assert prose(html) == ["This is a plain sentence.", "A list has a sentence too."]


def test_short_plain_sentences_ask_for_a_younger_reader_than_long_ones():
    plain = ["We know the name. We do not know the date."]
    long = ["Notwithstanding considerable organisational transformation, practitioners demonstrated inconsistency."]
    assert reading_age(plain) < 9
    assert reading_age(long) > 15
