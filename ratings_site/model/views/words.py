"""Numbers, dates and lists as the words of a sentence, the same on every page and in every chart."""

from collections.abc import Iterable, Sequence
from datetime import date
from functools import reduce
from typing import Literal

from ratings_site.model.wording import Said, say

NUMBERS = tuple(say(f"numbers.{number}") for number in range(11))
"""What a number up to ten is called in a sentence."""

MONTHS = tuple(say(f"months.{month}") for month in range(1, 13))

AND = say("list.last", before="", item="")
"""What stands before the last part of a list."""

PAIR = 2


def number_word(number: int) -> str:
    """A whole number in a sentence: to ten in words, above in digits ("seven", "24", "1,200")."""
    return NUMBERS[number] if 0 <= number < len(NUMBERS) else f"{number:,}"


def form(count: int) -> Literal["one", "many"]:
    """The form of words that goes with a count, as the last part of their key."""
    return "one" if count == 1 else "many"


def plural(count: int, unit: str, **gaps: str) -> Said:
    """A count with what it counts, a unit of the catalogue: "one PDU", "two PDUs", "24 PDUs"; none is "no PDUs"."""
    return say(f"count.{unit}.{form(count) if count else 'none'}", count=number_word(count), **gaps)


def out_of(part: int, count: int, unit: str, **gaps: str) -> Said:
    """A part of a whole in a sentence: "ten of 24 PDUs", "none of the 24 PDUs", "all 24 PDUs", "both PDUs".

    Of a single one it is "the only PDU" or "no PDU"; of nothing, "no PDUs".
    """
    if count == 0:
        return plural(count, unit, **gaps)
    whole, nothing = {1: ("only", "only_none"), PAIR: ("both", "neither")}.get(count, ("all", "none_of"))
    which = {count: whole, 0: nothing}.get(part, "part")
    return say(f"count.{unit}.{which}", part=number_word(part), count=number_word(count), **gaps)


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


def chain(key: str, items: Iterable[str]) -> str:
    """Items one after the other, by the pattern of two: `before` and `item`; empty ones are left out."""
    return reduce(lambda before, item: say(key, before=before, item=item), [*filter(None, items)] or [""])


def joined(items: Sequence[str]) -> str:
    """A list in a sentence: "a, b and c"; parts that hold commas or "and" themselves are set apart by semicolons."""
    if len(items) > PAIR and any("," in item or AND in item for item in items):
        return say("list.last_apart", before=chain("list.apart", items[:-1]), item=items[-1])
    return chain("list.last", [chain("list.next", items[:-1]), *items[-1:]])


def listed(names: Sequence[str]) -> str:
    """Names in a sentence, a comma before the last one where one of them has "and" in it: "services, and x and y"."""
    if len(names) > 1 and any(AND in name for name in names):
        return say("list.last_comma", before=chain("list.next", names[:-1]), item=names[-1])
    return joined(names)
