"""Numbers, dates and lists as the words of a sentence, the same on every page and in every chart."""

from collections.abc import Sequence
from datetime import date

from ratings_site.model.wording import say

NUMBERS = tuple(say(f"numbers.{number}") for number in range(11))
"""What a number up to ten is called in a sentence."""

MONTHS = tuple(say(f"months.{month}") for month in range(1, 13))

IRREGULAR_PLURALS = {"has": "have", "is": "are", "was": "were"}

PAIR = 2


def number_word(number: int) -> str:
    """A whole number in a sentence: to ten in words, above in digits ("seven", "24", "1,200")."""
    return NUMBERS[number] if 0 <= number < len(NUMBERS) else f"{number:,}"


def plural(count: int, unit: str, units: str = "") -> str:
    """A count with what it counts: "one PDU", "two PDUs", "24 PDUs"; none is "no PDUs"."""
    word = "no" if count == 0 else number_word(count)
    return f"{word} {agree(count, unit, units)}"


def agree(count: int, one: str, many: str = "") -> str:
    """The word that goes with a count: `agree(2, "PDU")` is "PDUs", `agree(2, "was")` is "were"."""
    return one if count == 1 else many or IRREGULAR_PLURALS.get(one) or f"{one}s"


def out_of(count: int, total: int, unit: str, units: str = "") -> str:
    """A part of a whole in a sentence: "ten of 24 PDUs", "none of the 24 PDUs", "all 24 PDUs", "both PDUs".

    Of a single one it is "the only PDU" or "no PDU"; of nothing, "no PDUs".
    """
    what = agree(total, unit, units)
    if total <= 1:
        return f"the only {what}" if count else f"no {what}"
    if count == total:
        return f"both {what}" if total == PAIR else f"all {number_word(total)} {what}"
    if count == 0:
        return f"neither of the two {what}" if total == PAIR else f"none of the {number_word(total)} {what}"
    return f"{number_word(count)} of {number_word(total)} {what}"


def day_words(day: date) -> str:
    """A day: "24 October 2024"."""
    return say("dates.day", day=day.day, month=MONTHS[day.month - 1], year=day.year)


def month_words(day: date) -> str:
    """The month of a day: "October 2024"."""
    return say("dates.month", month=MONTHS[day.month - 1], year=day.year)


def date_words(day: date, precision: str) -> str:
    """A date as exactly as it is known (day, month or year): "24 October 2024", "October 2024", "2024"."""
    if precision == "year":
        return str(day.year)
    return month_words(day) if precision == "month" else day_words(day)


def joined(items: Sequence[str], last: str = "and") -> str:
    """A list in a sentence: "a, b and c"; parts that hold commas or "and" themselves are set apart by semicolons."""
    if len(items) <= 1:
        return "".join(items)
    if any("," in item or f" {last} " in item for item in items) and len(items) > PAIR:
        return f"{'; '.join(items[:-1])}; {last} {items[-1]}"
    return f"{', '.join(items[:-1])} {last} {items[-1]}"


def listed(names: Sequence[str]) -> str:
    """Names in a sentence, a comma before the last one where one of them has "and" in it: "services, and x and y"."""
    if len(names) > 1 and any(" and " in name for name in names):
        return f"{', '.join(names[:-1])}, and {names[-1]}"
    return joined(names)


def sentence(text: str) -> str:
    """The text as a sentence begins: a capital first letter, and a first number up to ten as a word."""
    number, space, rest = text.partition(" ")
    if number.isdecimal() and int(number) < len(NUMBERS):
        return f"{NUMBERS[int(number)].capitalize()}{space}{rest}"
    return text[:1].upper() + text[1:]
