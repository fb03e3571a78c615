"""The index of the search of all pages: what is in it, in which words, and how much it weighs."""

import json
from typing import Any

import pytest

from ratings_site.publish import search
from ratings_site.publish.page import Page, read_page
from ratings_site.publish.search import addresses_in_index, entries_of, render_index


def a_page(heading: str, body: str = "", *, about_one: bool = False) -> Page:
    mark = ' data-pdu-id="x"' if about_one else ""
    return read_page(f"<article><h1{mark}>{heading}</h1>{body}</article>")


def rendered(theme: str, pages: dict[str, Page]) -> Any:
    """The index of these pages, after what is said of each."""
    for address, page in pages.items():
        page.entries = [*entries_of(address, page)]
    return json.loads(render_index(theme, pages))


def test_words_with_accents_and_apostrophes_are_there_without_them_too():
    page = a_page("Norfolk", "<dl><dd data-search>King’s Lynn; Ynys Môn</dd></dl>", about_one=True)
    assert [entry["text"] for entry in entries_of("pdus/norfolk/", page)] == ["King’s Lynn; Ynys Môn Kings Mon"]


def test_a_page_for_staff_has_no_entry_and_an_explanation_weighs_most():
    weights = {
        address: [entry.get("boost", 1) for entry in entries_of(address, a_page("A page"))]
        for address in ("glossary/", "method/", "standards/", "changes/1.0.0/")
    }
    assert addresses_in_index({"errors/": a_page("Kinds of problem"), "method/": a_page("Method")}) == {"method/"}
    assert weights == {"glossary/": [6.0], "method/": [6.0], "standards/": [1], "changes/1.0.0/": [0.3]}


def test_a_table_or_a_fold_is_in_the_index_only_where_it_is_marked():
    body = "<table><tr><td>{}</td></tr></table>"
    marked = f"<div data-search><details data-search-exclude>{body.format('Abuse')}</details></div>"
    (entry,) = entries_of("annual-report-2024/", a_page("Report", body.format("Unmarked") + marked))
    assert entry["text"] == "Abuse"


def test_a_page_is_found_by_what_readers_call_it():
    (entry,) = entries_of("data/api/", a_page("Data for programs", "<p>Documents.</p>"))
    assert entry["text"] == "Documents. API"


def test_no_word_is_too_common_and_a_title_counts_eight_times():
    theme = json.dumps({"config": {"lang": ["en"], "pipeline": ["stopWordFilter"], "fields": {}}, "docs": []})
    index = rendered(theme, {"about/": a_page("About this site")})
    assert index["config"] == {
        "lang": ["en"],
        "pipeline": [],
        "fields": {"title": {"boost": 8.0}, "text": {"boost": 1.0}},
    }
    assert [entry["location"] for entry in index["docs"]] == ["about/"]


def test_of_too_many_pages_the_index_has_titles_and_an_inspection_is_reached_from_its_area(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    body = '<p class="headline">Good.</p>'
    pages = {f"{kind}s/x/": a_page(f"One {kind}", body, about_one=True) for kind in ("pdu", "inspection")}
    pages["about/"] = a_page("About this site", "<p>Who we are.</p>")

    def told() -> dict[str, str]:
        return {entry["location"]: entry["text"] for entry in rendered('{"config": {}}', pages)["docs"]}

    assert told() == {"about/": "Who we are.", "inspections/x/": "Good.", "pdus/x/": "Good."}
    monkeypatch.setattr(search, "MOST_IN_FULL", 1)
    assert told() == {"about/": "Who we are.", "pdus/x/": ""}
