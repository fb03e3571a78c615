"""What is wrong with a file of translations is said with its line, before a page could break."""

from pathlib import Path

import pytest

import build_site
from ratings_site.check.translations import check_translations
from ratings_site.model import wording
from ratings_site.model.wording import BEGIN, END, catalogue_file
from tests.frozen import frozen_package

HEAD = r"""msgid ""
msgstr ""
"Language: cy\n"
"Plural-Forms: nplurals=6; plural=(n==0) ? 0 : (n==1) ? 1 : (n==2) ? 2 : (n==3) ? 3 : (n==6) ? 4 : 5;\n"
"Content-Type: text/plain; charset=utf-8\n"

# https://gov.example/cy
"""
COUNTED = """msgid "one PDU"
msgid_plural "{count} PDUs"
msgstr[0] "dim"
msgstr[1] "un"
msgstr[2] "dwy"
msgstr[3] "tair"
msgstr[4] "chwech"
"""


def problems(folder: Path, text: str, head: str = HEAD) -> list[tuple[str, int | None]]:
    """What is wrong with a file that ends so, as the names of problems with their lines."""
    file = folder / "cy" / "LC_MESSAGES" / "messages.po"
    file.parent.mkdir(parents=True)
    file.write_text(f"{head}{text}", encoding="utf-8")
    return [(issue.check, issue.line) for issue in check_translations(file)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('msgid "Rated {rating}."\nmsgstr "Sgôr {rating}."', []),
        ('msgid "Rated {rating}."\nmsgstr "Sgôr {rtng}."', [("translation-gap", 8)] * 2),
        ('msgid "Rated {rating}."\nmsgstr "Sgôr."', [("translation-gap", 8)]),
        ('msgid "Rated {rating}."\nmsgstr "Sgôr {rating} {"', [("translation-gap", 8)]),
        ('msgid "Rated."\nmsgstr "Sgôr {}."', [("translation-gap", 8)]),
        ('msgid "Rated."\nmsgstr "<b>Sgôr."', [("translation-markup", 8)]),
        *(
            (f'msgid "Rated."\nmsgstr "Sgôr{sign}."', [("translation-markup", 8)])
            for sign in (BEGIN, END, "\u202e", "\u200b", "\x07")
        ),
        ('#, fuzzy\nmsgid "Rated."\nmsgstr "<b>Sgôr {}."', []),
        ('msgid "Rated."\nmsgstr ""', []),
        (f'{COUNTED}msgstr[5] "{{count}} uned"', []),
        (f'{COUNTED}msgstr[5] ""', [("translation-plural", 8)]),
        (f'{COUNTED}msgstr[5] "{{cont}} uned"', [("translation-gap", 8)]),
        ('msgid "Rated."\nmsgstr "Sgôr.', [("translations-unreadable", 9)]),
        ('msgid "Rated."\nmgstr "Sgôr."', [("translations-unreadable", 9)]),
    ],
)
def test_each_mistake_is_told_with_its_line(tmp_path, text, found) -> None:
    assert problems(tmp_path, text) == found


def test_a_translation_without_a_source_is_told(tmp_path) -> None:
    head = HEAD.replace("# https://gov.example/cy\n", "")
    assert problems(tmp_path, 'msgid "Rated."\nmsgstr "Sgôr."', head) == [("translation-without-source", 7)]


def test_a_rule_of_plurals_that_does_not_work_is_told(tmp_path) -> None:
    rule = "plural=(n==0) ? 0 : (n==1) ? 1 : (n==2) ? 2 : (n==3) ? 3 : (n==6) ? 4 : 5"
    assert problems(tmp_path / "a", "", HEAD.replace(rule, "plural=n +")) == [("translation-plural", 1)]
    assert problems(tmp_path / "b", "", HEAD.replace(rule, "plural=6")) == [("translation-plural", 1)]


def test_a_file_that_is_not_there_or_no_text_is_told(tmp_path) -> None:
    file = tmp_path / "cy" / "LC_MESSAGES" / "messages.po"
    assert [issue.check for issue in check_translations(file)] == ["translations-unreadable"]
    file.parent.mkdir(parents=True)
    file.write_bytes(b"\xff\xfe\x00")
    assert [issue.check for issue in check_translations(file)] == ["translations-unreadable"]


def test_the_site_s_own_translations_have_no_problem() -> None:
    assert check_translations(catalogue_file()) == []


def test_the_command_check_names_file_line_and_gap(tmp_path, monkeypatch, capsys) -> None:
    problems(tmp_path, 'msgid "Rated {rating}."\nmsgstr "Sgôr {rtng}."')
    monkeypatch.setattr(wording, "FOLDER", tmp_path)
    assert build_site.main(["check", "--package", str(frozen_package())]) == 1
    assert "messages.po:8  “Sgôr {rtng}.” has the gap {rtng}, and “Rated {rating}.” has not." in capsys.readouterr().out
