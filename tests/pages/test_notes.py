"""No page depends on the words of a note: what pages say follows from columns, and a note is only printed."""

import re
from dataclasses import replace

from markupsafe import escape

from ratings_site.model.directory import build_directory
from ratings_site.model.tables import Tables
from ratings_site.pages.contents import KINDS, build_pages
from ratings_site.pages.page import Facts, Furniture, render_pages
from ratings_site.pages.search import render_index
from tests.frozen import frozen_tables

SITE_URL = "https://ratings.example/"


def pages_of(tables: Tables) -> dict[str, str]:
    """The Markdown of every page that tells of the data and the index of the search; a chart is what it is drawn from.

    The pages of the downloads are left out: they give the checksums of files that hold the notes; and those that lead
    to an area, which say what the index says.
    """
    directory = build_directory(tables)
    kinds = [kind for kind in KINDS if not kind.path.startswith(("data/", "find/", "postcodes/"))]
    facts = Facts(directory)
    pages = build_pages(facts, kinds)
    drawn = Furniture(lambda chart, *_: repr(chart), SITE_URL)
    found = {path: without_terms(page) for path, page in render_pages(pages, drawn).items()}
    return found | {"find/index.json": render_index(facts.index)}


def without_terms(page: str) -> str:
    """A page explains the words that it prints, those of its notes too: these explanations are left out."""
    return re.sub(r'<details class="words".*?</details>\n*', "", page, flags=re.DOTALL)


def test_other_words_in_every_note_change_no_page_but_where_the_note_is_printed() -> None:
    tables = frozen_tables()
    words: dict[str, str] = {}
    rows = {name: [dict(row) for row in rows] for name, rows in tables.rows.items()}
    for row in (row for of_table in rows.values() for row in of_table if row.get("note")):
        row["note"] = words.setdefault(row["note"], f"Note{len(words):05}x")
    before = pages_of(tables)
    after = pages_of(replace(tables, rows=rows))
    notes = {other: str(escape(note)) for note, other in words.items()}
    after = {path: re.sub(r"Note\d{5}x", lambda found: notes[found[0]], page) for path, page in after.items()}
    assert len(words) > 100
    assert after.keys() == before.keys()
    assert [path for path, page in after.items() if page != before[path]] == []
