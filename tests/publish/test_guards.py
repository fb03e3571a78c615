from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ratings_site.publish.guards import LOOKS, check_pages, left_over, looks_left_over
from ratings_site.publish.page import Page
from ratings_site.publish.policy import hash_of
from ratings_site.publish.theme import Theme

SITE = "https://site.example/"
THEME = Theme("a theme", (hash_of("theme()"),), faults=["old"])
GOOD = Page(language="en", title="A page", description="About it.", headings=["A page"], canonical=SITE)


def problems(page: Page, *typed: str) -> list[str]:
    return list(check_pages({"index.html": page}, THEME, SITE, typed))


PIECES = ("{", "{{", "%}", "{:", "](", "][", "None", "nan", "NaN", "NaT", "<NA>", "null", "undefined", "-inf", "inf")
PIECES += (" ", "a", "of", ",", ";", "(", "-", ".x", "é", "K")


@given(st.lists(st.sampled_from(PIECES)).map("".join))
def test_no_text_that_looks_left_over_is_passed_over(text: str) -> None:
    said = (text, f"of {text}", f"of {text.lower()}")
    if any(look.search(words) for look in LOOKS for words in said):
        assert looks_left_over(text)
    if any(look.search(" ".join(text.split())) for look in LOOKS):
        assert left_over(text)


def test_a_good_page_is_silent() -> None:
    texts = ["None of the units was good.", "Nan Jones", "Banana", "[1]", "a null result", "{ x }", "info"]
    assert problems(replace(GOOD, texts=texts)) == []


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


def test_titles_are_unique_in_the_site() -> None:
    twin = replace(GOOD, canonical=f"{SITE}b.html")
    assert list(check_pages({"index.html": GOOD, "b.html": twin}, THEME, SITE)) == [
        "b.html: another page has the title 'A page' as well",
        "index.html: another page has the title 'A page' as well",
    ]


def test_what_a_page_has_wrong_is_said_once_but_for_the_faults_and_scripts_of_the_theme() -> None:
    wrong = replace(GOOD, faults=["x", "old", "x"], scripts=["theme()", "x" * 61])
    assert problems(wrong) == [
        "index.html: x",
        "index.html: an inline script that is none of the theme's: '" + "x" * 60 + "'",
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
    page = replace(GOOD, texts=[shown])
    assert looks_left_over(cell)
    assert problems(page, cell) == []
    assert len(problems(page, "another nan")) == 1


def test_what_somebody_typed_excuses_the_same_words_and_no_others() -> None:
    page = replace(GOOD, texts=["a nan loaf", "the nan bread", "an undefined day", f"{'a' * 60} nan"])
    assert problems(page, "the nan bread") == [
        "index.html: 'a nan loaf' shows a missing value that the page should say in words",
        "index.html: 'an undefined day' shows a missing value that the page should say in words",
        f"index.html: {'a' * 60!r} shows a missing value that the page should say in words",
    ]


OWN = replace(
    GOOD, canonical=f"{SITE}pdus/a/", shared_as=f"{SITE}pdus/a/", title="A – Site", headings=["A"], is_about_one=True
)


def head_problems(page: Page, path: str = "pdus/a/index.html") -> list[str]:
    return [problem.removeprefix(f"{path}: ") for problem in check_pages({path: page}, THEME, SITE)]


def test_a_page_gives_itself_out_for_itself() -> None:
    assert head_problems(OWN) == []
    assert head_problems(replace(OWN, canonical="", shared_as=""), "404.html") == []
    assert head_problems(replace(OWN, canonical=f"{SITE}cy/", language="cy", shared_as=""), "cy/index.html") == []
    assert head_problems(replace(OWN, title="Another", canonical=f"{SITE}a/", shared_as=""), "a/index.html") == []


@pytest.mark.parametrize(
    ("changed", "problem"),
    [
        ({"language": "cy"}, "the page says that its language is 'cy', and it stands where 'en' is"),
        ({"canonical": SITE}, f"the page says that it stands at {SITE}"),
        ({"canonical": "", "shared_as": ""}, "the page says that it stands at no address"),
        ({"shared_as": f"{SITE}b/"}, f"the page says that it stands at {OWN.canonical}"),
        ({"title": "B – Site"}, "the title is 'B – Site' and the heading 'A'"),
    ],
)
def test_a_page_that_gives_itself_out_for_another_one_is_named(changed: dict[str, object], problem: str) -> None:
    assert head_problems(replace(OWN, **changed)) == [problem]
