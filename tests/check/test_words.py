"""The words: plain ones, in every message, and each kind of problem explained at length on its page."""

import re
from pathlib import Path

import pytest

from ratings_site.check import Issue, read
from ratings_site.check.issues import CONTENT, KINDS, Place, issue, shown
from ratings_site.check.report import render_page_of_problems
from tests.check.copies import REAL, copy_of
from tests.check.test_kinds import CASES, KINDS_OF_CHANGES

PAGE = render_page_of_problems()
SECTIONS = {
    match.group(1): match.group(2)
    for match in re.finditer(r"^### `([a-z0-9-]+)`: .+? \{: #\1 \}\n(.*?)(?=^##|\Z)", PAGE, re.DOTALL | re.MULTILINE)
}
JARGON = re.compile(
    r"foreign.?key|constraint|schema|\bnone\b|regex|\benum\b|traceback|exception|\bnull\b|\bnan\b|\bparse|\bstring\b"
    r"|delimiter|encoding|primary|boolean|integer|frictionless|python|/tmp|/home|/root|\bNULL\b",
    re.IGNORECASE,
)


def test_the_words_of_every_kind_are_free_of_jargon_and_end_as_sentences_do() -> None:
    templates = [re.sub(r"\{\w+\}", "", f"{kind['message']} {kind['remedy']}") for kind in KINDS.values()]
    assert [template for template in templates if JARGON.search(template)] == []
    ends = {f"{kind['message']} {kind['remedy']}".rstrip()[-1] for kind in KINDS.values()}
    assert ends <= {".", "}"}


def test_the_messages_as_they_are_shown_are_free_of_jargon() -> None:
    # What the descriptor itself says is quoted: developers edit it, and must find the word.
    quoted = re.compile(r'"(?:encoding|dialect|delimiter)"|string, integer, number, date, boolean')
    texts = [line.split("  ", 1)[1].rsplit(" [", 1)[0] for case in CASES for line in case.says]
    assert [text for text in texts if JARGON.search(quoted.sub("", text))] == []


@pytest.mark.parametrize("name", KINDS)
def test_a_section_says_when_shows_the_message_and_tells_how_to_mend_it_in_excel_and_in_an_editor(name: str) -> None:
    kind = next(of["kinds"][name] for of in CONTENT["sections"] if name in of["kinds"])
    section = SECTIONS[name]
    assert f"**When.** {kind['when']}" in section
    assert "example" in kind or name in KINDS_OF_CHANGES
    assert {"by_hand", "in_editor_only", "elsewhere"} & kind.keys() or {"in_excel", "in_editor"} <= kind.keys()
    assert (f" [{name}]`\n" in section) == ("example" in kind)
    assert re.search(r"\{\w+\}", section) is None


def test_every_link_within_the_page_leads_somewhere() -> None:
    anchors = set(re.findall(r"\{: #([a-z0-9-]+) \}", PAGE))
    assert set(re.findall(r"\]\(#([a-z0-9-]+)\)", PAGE)) <= anchors


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("Good", "Good"),
        ("a\nb\tc\r", "a[line break]b[tab]c[line break]"),
        ("x\u200b\u202e\u00a0\ufffd", "x[U+200B][U+202E][U+00A0][U+FFFD]"),
        ("é’ŵ", "é’ŵ"),
        ("w" * 61, "w" * 57 + "..."),
        ("\x1b[31mred", "[U+001B][31mred"),
    ],
)
def test_a_value_is_shown_so_that_it_can_be_seen(value: str, expected: str) -> None:
    assert shown(value) == expected


def test_braces_and_brackets_in_a_value_are_text() -> None:
    made = issue("not-a-rating", Place("ratings.csv", 2, "rating"), value="{allowed} {0} %s", allowed="Good", hint="")
    assert made.message == '"{allowed} {0} %s" is not a rating.'


def test_no_message_names_a_path_of_this_machine(tmp_path: Path) -> None:
    copy = copy_of(REAL, tmp_path / "package")
    copy.path("regions").unlink()
    copy.describe("pdus", path=str(tmp_path / "elsewhere.csv"))
    issues = read(copy.folder).issues
    assert all(isinstance(one, Issue) for one in issues)
    assert [one.message for one in issues if one.check == "missing-file"] == ["The file is not there."]
    (unsafe,) = [one for one in issues if one.check == "unsafe-path"]
    assert unsafe.message.startswith(f'"{shown(str(tmp_path / "elsewhere.csv"))}", the file of the table "pdus"')
