from dataclasses import replace

import pytest

from ratings_site.publish.guards import check_pages, looks_left_over
from ratings_site.publish.page import Page
from ratings_site.publish.policy import hash_of

GOOD = Page(language="en", title="A page", description="About it.", headings=["A page"])


def problems(page: Page) -> list[str]:
    return list(check_pages({"index.html": page}, allowed=[hash_of("theme()")]))


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
    assert list(check_pages({"a.html": twice, "b.html": GOOD}, allowed=())) == [
        "a.html: the id 'a' stands in the page more than once",
        "a.html: another page has the title 'A page' as well",
        "b.html: another page has the title 'A page' as well",
    ]


def test_what_the_policy_forbids_and_what_is_not_closed_is_said() -> None:
    wrong = replace(GOOD, unsafe=["<style>"], unclosed=["div", "div"], scripts=["theme()", "x()"], diverting=["<base>"])
    assert problems(wrong) == [
        "index.html: an element <div> is not closed; is there an empty line within raw HTML?",
        "index.html: <style> is forbidden by the security policy",
        "index.html: an inline script that is none of the theme's: 'x()'",
        "index.html: <base> would divert readers or search engines; only the register of addresses says what has moved",
    ]


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        ("an undefined period", "An undefined period"),
        ("None of these", "It says: None of these."),
        ("The nan bread, the nan bread", "not the nan bread, the nan bread"),
        ("see [this](x) and {{ that }}", "Note: see [this](x) and {{ that }}; more"),
    ],
)
def test_what_somebody_typed_is_no_mistake_of_the_page(cell: str, shown: str) -> None:
    page = {"index.html": replace(GOOD, texts=[shown])}
    assert looks_left_over(cell)
    assert list(check_pages(page, allowed=(), typed=[cell])) == []
    assert len(list(check_pages(page, allowed=(), typed=["another nan"]))) == 1
