"""Dates, numbers, links, letters and guesses, one by one."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ratings_site.check.cells import check_text
from ratings_site.check.characters import as_id, bare, find_foreign_letter, find_near, is_id_pattern, plain
from ratings_site.check.values import check_date, check_link, check_number
from ratings_site.model.tables import column_letters

DAY = "2024-10-24"


@given(st.dates(date(1, 1, 1), date(9999, 12, 31)))
def test_every_day_of_the_calendar_is_a_date(day: date) -> None:
    assert check_date(day.isoformat()) is None


@given(st.dates(date(1985, 1, 1), date(2060, 1, 1)))
def test_a_number_of_days_is_turned_back_into_its_date(day: date) -> None:
    verdict = check_date(str((day - date(1899, 12, 30)) // timedelta(days=1)))
    assert verdict is not None
    assert (verdict.check, verdict.meant) == ("serial-date", day.isoformat())


@pytest.mark.parametrize(
    ("text", "check", "meant"),
    [
        ("24/10/2024", "date-turned-round", DAY), ("24.10.24", "date-turned-round", DAY),
        ("10/24/2024", "date-turned-round", DAY), ("10/10/2024", "date-turned-round", "2024-10-10"),
        ("05/01/2024", "date-turned-round", None), ("2024-24-10", "date-turned-round", DAY),
        ("32/13/2024", "impossible-date", None), ("2023-02-29", "impossible-date", None),
        ("2024-00-10", "impossible-date", None), ("0000-01-01", "impossible-date", None),
        ("2024-10-24T09:30:00Z", "date-format", DAY), ("2024-10-24 00:00", "date-format", DAY),
        ("20241024", "date-format", DAY), ("2024-1-5", "date-format", "2024-01-05"), ("2024.10.24", "date-format", DAY),
        ("24 October 2024", "date-format", DAY), ("24th Oct 2024", "date-format", DAY),
        ("Thursday 24 October 2024", "date-format", DAY), ("24-Oct-24", "date-format", DAY),
        ("October 24, 2024", "date-format", DAY), ("30 February 2024", "not-a-date", None),
        ("24 Brumaire 2024", "not-a-date", None), ("2024", "partial-date", None), ("2024-10", "partial-date", None),
        ("Oct-24", "partial-date", None), ("October 2024", "partial-date", None), ("10/2024", "partial-date", None),
        ("45589.5", "serial-date", DAY), ("2024‑10‑24", "look-alike-dash", DAY), ("２０２４-10-24", "odd-digits", DAY),
        ("soon", "not-a-date", None), ("2024-10-24\n", "not-a-date", None), ("+2024-10-24", "not-a-date", None),
        ("99999999999999999999", "not-a-date", None),
    ],
)  # fmt: skip
def test_a_date_that_is_written_otherwise_is_known_for_what_it_is(text: str, check: str, meant: str | None) -> None:
    verdict = check_date(text)
    assert verdict is not None
    assert (verdict.check, verdict.meant) == (check, meant)


@given(st.integers(-(10**15) + 1, 10**15 - 1))
def test_every_whole_number_is_one(value: int) -> None:
    assert check_number(str(value), whole=True) is None
    assert check_number(str(value), whole=False) is None


@pytest.mark.parametrize(
    ("text", "whole", "check", "meant"),
    [
        ("1,200", True, "number-format", "1200"), ("1 200 000", True, "number-format", "1200000"),
        ("£1,200.50", False, "number-format", "1200.50"), ("62 per cent", False, "number-format", "62"),
        ("62%", True, "number-format", "62"), ("6.0", True, "number-format", "6"), ("006", True, "number-format", "6"),
        ("+6", True, "number-format", "6"), (".5", False, "number-format", "0.5"), ("5.", False, "number-format", "5"),
        ("6,5", False, "number-format", "6.5"), ("6,5", True, "not-a-number", None),
        ("6.5", True, "not-a-whole-number", None), ("−6", True, "look-alike-dash", "-6"),
        ("'6", True, "number-as-text", "6"), ("1E+05", True, "scientific-number", None),
        ("06-Jan", True, "became-date", None), ("01/06/2024", True, "became-date", None),
        ("٦", True, "odd-digits", "6"), ("²", True, "odd-digits", None), ("1_2", True, "not-a-number", None),
        ("0x10", True, "not-a-number", None), ("nan", False, "not-a-number", None),
        ("inf", False, "not-a-number", None), ("--6", True, "not-a-number", None),
        ("1" * 16, True, "number-too-long", None), ("0." + "1" * 20, False, "number-too-long", None),
    ],
)  # fmt: skip
def test_a_number_that_is_written_otherwise_is_known_for_what_it_is(
    text: str, *, whole: bool, check: str, meant: str | None
) -> None:
    verdict = check_number(text, whole=whole)
    assert verdict is not None
    assert (verdict.check, verdict.meant) == (check, meant)


@pytest.mark.parametrize("link", ["https://example.org", "https://www.a-b.co.uk/x?p=1#y", "https://example.org:443/é"])
def test_a_link_to_a_page_is_one(link: str) -> None:
    assert check_link(link) is None


@pytest.mark.parametrize(
    "link",
    ["example.org", "https:///x", "https://", "ftp://example.org", "https://user:pw@example.org", "https://example",
     "https://127.0.0.1/", "https://[::1]/", "https://exa mple.org", 'https://example.org/">', "HTTPS://example.org",
     "https://example.org:8000/", "https://[", "https://example.org/\\x", "data:text/html,x"],
)  # fmt: skip
def test_a_link_that_not_everybody_can_open_is_none(link: str) -> None:
    assert check_link(link) is not None


@pytest.mark.parametrize("text", ["Ynys Môn", "Tŷ’r Cyfan", "CAFÉ – bar", "naïve", "Ŵyr", "Â", "£5"])
def test_sound_letters_are_left_as_they_are(text: str) -> None:
    assert (check_text(text, "name"), find_foreign_letter(text)) == (None, "")


@given(st.text(st.sampled_from([chr(code) for code in range(0xA1, 0x180)]), min_size=1, max_size=8))
def test_letters_of_western_europe_are_ungarbled(text: str) -> None:
    garbled = "".join(
        bytes([code]).decode("cp1252") if code not in {0x81, 0x8D, 0x8F, 0x90, 0x9D} else chr(code)
        for code in text.encode()
    )
    verdict = check_text(garbled, "name")
    assert verdict is not None
    assert (verdict.check, verdict.meant) == ("mojibake", text)


@pytest.mark.parametrize(
    ("text", "letter"), [("Wаkefield", "а"), ("Ꮃales", "Ꮃ"), ("Ｗales", "Ｗ"), ("Соос", "С"), ("Wales", "")]
)
def test_a_letter_of_another_alphabet_is_found(text: str, letter: str) -> None:
    assert find_foreign_letter(text) == letter


def test_names_that_differ_in_nothing_a_reader_sees_are_one_name() -> None:
    assert bare("Stoke-on-Trent") == bare("Stoke on  Trent") == bare("STOKE‑ON–TRENT") == "stokeontrent"
    assert bare("King’s Lynn") == bare("Kings Lynn")
    assert plain("a\u00a0b\u200bc – ‘d’") == "a bc - 'd'"


@pytest.mark.parametrize(
    ("name", "expected"),
    [("Kent, Surrey and Sussex", "kent-surrey-and-sussex"), ("Ynys Môn", "ynys-mon"), ("Tyne & Wear", "tyne-and-wear")],
)
def test_a_name_becomes_an_identifier(name: str, expected: str) -> None:
    assert as_id(name) == expected


def test_a_guess_is_made_only_where_one_value_is_near() -> None:
    assert find_near("Goood", ["Good", "Inadequate"]) == "Good"
    assert find_near("requires-improvement", ["Requires improvement"]) == "Requires improvement"
    assert find_near("Satisfactory", ["Good", "Inadequate"]) == ""
    assert find_near("", ["Good"]) == ""


def test_the_pattern_of_identifiers_is_told_from_that_of_codes() -> None:
    assert is_id_pattern("[a-z0-9]+(-[a-z0-9]+)*")
    assert not is_id_pattern("[A-Za-z0-9.-]+")
    assert not is_id_pattern("[EW][0-9]{8}")
    assert not is_id_pattern("")


@pytest.mark.parametrize(("at", "letters"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")])
def test_columns_are_lettered_as_in_a_spreadsheet(at: int, letters: str) -> None:
    assert column_letters(at) == letters
