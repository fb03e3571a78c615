from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ratings_site.publish.form import LOOKS, may_be_left_over
from ratings_site.publish.guards import check_form, check_heads, check_pages, looks_left_over
from ratings_site.publish.page import Page
from ratings_site.publish.policy import hash_of

GOOD = Page(language="en", title="A page", description="About it.", headings=["A page"])


def problems(page: Page) -> list[str]:
    return list(check_pages({"index.html": page}, allowed=[hash_of("theme()")]))


PIECES = ("{", "{{", "%}", "{:", "](", "][", "None", "nan", "NaN", "NaT", "<NA>", "null", "undefined", "-inf", "inf")
PIECES += (" ", "a", "of", ",", ";", "(", "-", ".x", "é", "K")


@given(st.lists(st.sampled_from(PIECES)).map("".join))
def test_no_text_that_looks_left_over_is_passed_over(text: str) -> None:
    said = (text, f"of {text}", f"of {text.lower()}")
    if any(look.search(words) for look in LOOKS for words in said):
        assert may_be_left_over(text)


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
    wrong = replace(
        GOOD, unsafe=["<style>"], unclosed=["div", "div"], scripts=["theme()", "x" * 61], diverting=["<base>"]
    )
    assert problems(wrong) == [
        "index.html: an element <div> is not closed; is there an empty line within raw HTML?",
        "index.html: <style> is forbidden by the security policy",
        "index.html: an inline script that is none of the theme's: '" + "x" * 60 + "'",
        "index.html: <base> would divert readers or search engines; only the register of addresses says what has moved",
    ]


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        ("an undefined period", "An undefined period"),
        ("None of these", "It says: None of these."),
        ("The nan bread, the nan bread", "not the nan bread, the nan bread"),
        ("Undefined time", "at an undefined time"),
        ("nan bread of many sorts", "nan bread of many sorts"),
        ("see [this](x) and {{ that }}", "Note: see [this](x) and {{ that }}; more"),
    ],
)
def test_what_somebody_typed_is_no_mistake_of_the_page(cell: str, shown: str) -> None:
    page = {"index.html": replace(GOOD, texts=[shown])}
    assert looks_left_over(cell)
    assert list(check_pages(page, allowed=(), typed=[cell])) == []
    assert len(list(check_pages(page, allowed=(), typed=["another nan"]))) == 1


def test_what_somebody_typed_excuses_the_same_words_and_no_others() -> None:
    page = {"index.html": replace(GOOD, texts=["a nan loaf", "the nan bread", "an undefined day", f"{'a' * 60} nan"])}
    assert list(check_pages(page, allowed=(), typed=["the nan bread"])) == [
        "index.html: 'a nan loaf' shows a missing value that the page should say in words",
        "index.html: 'an undefined day' shows a missing value that the page should say in words",
        f"index.html: {'a' * 60!r} shows a missing value that the page should say in words",
    ]


OWN = replace(GOOD, canonical="https://site.example/pdus/a/", title="A – Site", headings=["A"])
OWN.shared |= {"og:url": OWN.canonical, "og:image": "https://site.example/pictures/a.png"}


def head_problems(page: Page, path: str = "pdus/a/index.html") -> list[str]:
    files = {path, "pictures/a.png"}
    return [problem.removeprefix(f"{path}: ") for problem in check_heads({path: page}, files, "https://site.example/")]


def test_a_page_gives_itself_out_for_itself() -> None:
    assert head_problems(OWN) == []
    assert head_problems(replace(OWN, canonical="", shared={}), "404.html") == []
    welsh = replace(OWN, canonical="https://site.example/cy/", language="cy", shared={})
    assert head_problems(welsh, "cy/index.html") == []
    assert (
        head_problems(replace(OWN, title="Another", canonical="https://site.example/a/", shared={}), "a/index.html")
        == []
    )


@pytest.mark.parametrize(
    ("changed", "problem"),
    [
        ({"language": "cy"}, "the page says that its language is 'cy', and it stands where 'en' is"),
        ({"canonical": "https://site.example/"}, "the page says that it stands at https://site.example/"),
        ({"canonical": ""}, "the page says that it stands at no address"),
        ({"shared": {"og:url": "https://site.example/b/"}}, f"the page says that it stands at {OWN.canonical}"),
        ({"shared": {"og:image": "https://x.example/a.png"}},
         "the picture for links to it, https://x.example/a.png, is not there"),
        ({"shared": {"og:image": "https://site.example/b.png"}},
         "the picture for links to it, https://site.example/b.png, is not there"),
        ({"headings": [""]}, "the first heading (h1) is empty"),
        ({"title": "B – Site"}, "the title is 'B – Site' and the heading 'A'"),
    ],
)  # fmt: skip
def test_a_page_that_gives_itself_out_for_another_one_is_named(changed: dict[str, object], problem: str) -> None:
    assert head_problems(replace(OWN, **changed)) == [problem]


def test_what_a_validator_would_refuse_is_named_but_for_the_faults_of_the_theme() -> None:
    page = replace(
        GOOD, ids=["there"], refers=["there", "theme", "b", "a"], malformed=["x", "old", "x"], data=["{}", "{"]
    )
    assert list(check_form({"index.html": page}, ["theme", "old"])) == [
        "index.html: an element refers to 'a', which is no part of the page",
        "index.html: an element refers to 'b', which is no part of the page",
        "index.html: x",
        "index.html: a block of data cannot be read: Expecting property name enclosed in double quotes: "
        "line 1 column 2 (char 1)",
    ]
