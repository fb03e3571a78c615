from datetime import date

import pytest

from ratings_site.wording import words


@pytest.mark.parametrize(("number", "word"), [(0, "zero"), (1, "one"), (10, "ten"), (11, "11"), (1200, "1,200")])
def test_numbers_to_ten_are_words_and_the_others_digits(number, word):
    assert words.number_word(number) == word


def test_a_count_agrees_with_what_it_counts():
    assert [words.plural(count, "pdu") for count in (0, 1, 2, 24)] == ["no PDUs", "one PDU", "two PDUs", "24 PDUs"]
    assert words.out_of(5, 5, "pdu_since", since="since May 2024") == "all five PDUs inspected since May 2024"


@pytest.mark.parametrize(
    ("count", "total", "said"),
    [
        (0, 0, "no PDUs"), (0, 1, "no PDU"), (1, 1, "one PDU"), (0, 2, "neither of the two PDUs"),
        (1, 2, "one of two PDUs"), (2, 2, "two of two PDUs"), (5, 5, "all five PDUs"), (0, 24, "none of the 24 PDUs"),
        (3, 7, "three of seven PDUs"), (10, 24, "ten of 24 PDUs"), (11, 24, "11 of 24 PDUs"), (24, 24, "all 24 PDUs"),
    ],
)  # fmt: skip
def test_a_part_of_a_whole_is_said_as_people_say_it(count, total, said):
    assert words.out_of(count, total, "pdu") == said


def test_a_date_is_written_as_exactly_as_it_is_known():
    day = date(2024, 10, 24)
    assert [words.date_words(day, precision) for precision in ("day", "month", "year")] == [
        "24 October 2024",
        "October 2024",
        "2024",
    ]


def test_lists_are_joined_with_commas_unless_their_parts_hold_some():
    assert words.joined([]) == ""
    assert words.joined(["York"]) == "York"
    assert words.joined(["York", "Leeds"]) == "York and Leeds"
    assert words.joined(["York", "Leeds", "Hull"]) == "York, Leeds and Hull"
    assert words.joined(["York", "Hull and East Riding", "Leeds"]) == "York; Hull and East Riding; and Leeds"
    assert words.listed(["York", "Hull and East Riding"]) == "York, and Hull and East Riding"
    assert words.chain("{before}; {item}", ["York", "", "Leeds"]) == "York; Leeds"
