from dataclasses import replace

import pytest

from ratings_site.publish.guards import check_pages
from ratings_site.publish.page import Page

GOOD = Page(language="en", title="A page", description="About it.", headings=["A page"])


def problems(page: Page) -> list[str]:
    return list(check_pages({"index.html": page}))


def test_a_good_page_is_silent() -> None:
    texts = ["None of the units was good.", "Nan Jones", "Banana", "[1]", "a null result", "{ x }", "info"]
    assert problems(replace(GOOD, texts=texts)) == []


def test_a_page_says_its_language_title_description_and_one_heading() -> None:
    assert problems(Page()) == [
        "index.html: the page does not say its language",
        "index.html: the page has no title",
        "index.html: the page has no description (front matter)",
        "index.html: the page has 0 first headings (h1), not one",
    ]


@pytest.mark.parametrize("text", ["{{ name }}", "{% if x %}", "{: .x }", "[text](a.md)", "[text][a]"])
def test_what_a_template_or_markdown_left_over_is_found(text: str) -> None:
    assert problems(replace(GOOD, texts=[text])) == [
        f"index.html: {text!r} is left over from a template or from Markdown"
    ]


@pytest.mark.parametrize(
    "text", ["None", "nan", "NaT", "<NA>", "a score of nan", "with None of 21 points", "undefined"]
)
def test_a_missing_value_that_got_through_is_found(text: str) -> None:
    assert problems(replace(GOOD, texts=[text])) == [
        f"index.html: {text!r} shows a missing value that the page should say in words"
    ]


def test_ids_are_unique_in_a_page_and_titles_in_the_site() -> None:
    twice = replace(GOOD, ids=["a", "b", "a"])
    assert list(check_pages({"a.html": twice, "b.html": GOOD, "old.html": Page(has_moved=True)})) == [
        "a.html: the id 'a' stands in the page more than once",
        "a.html: another page has the title 'A page' as well",
        "b.html: another page has the title 'A page' as well",
    ]


def test_what_the_policy_forbids_and_what_is_not_closed_is_said() -> None:
    assert problems(replace(GOOD, unsafe=["<style>"], unclosed=["div", "div"])) == [
        "index.html: <style> is forbidden by the security policy",
        "index.html: an element <div> is not closed; is there an empty line within raw HTML?",
    ]
