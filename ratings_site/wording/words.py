"""Numbers, dates and lists as the words of a sentence, the same on every page and in every chart."""

from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache, reduce

from babel.dates import format_date

from ratings_site.model.wording import say, say_count, say_pattern, to_say, words_of

PAIR = 2
ENOUGH = 5
"""Of fewer nothing is said that holds of all of them, and none of them is called the highest."""


def number_word(number: int) -> str:
    """A whole number in a sentence: to ten in words, above in digits ("seven", "24", "1,200")."""
    told = words_of("numbers").get(str(number), "")
    return say(told) if told else f"{number:,}"


def plural(count: int, unit: str, **gaps: str) -> str:
    """A count with what it counts (wording/units.toml): "one PDU", "two PDUs", "24 PDUs"; none is "no PDUs"."""
    counted = words_of("units")[unit]
    if not count:
        return say(counted["none"], **gaps)
    return say_count(counted["some"], count, count=number_word(count), **gaps)


def out_of(part: int, count: int, unit: str, **gaps: str) -> str:
    """A part of a whole in a sentence: "ten of 24 PDUs", "none of the 24 PDUs", "all 24 PDUs".

    The whole of fewer than five is counted too, "two of two PDUs": "all" would say more than so few can. A single one
    is "one PDU" or "no PDU"; nothing, "no PDUs".
    """
    if count == 0 or part == count == 1:
        return plural(count, unit, **gaps)
    counted = words_of("units")[unit]
    if part == count >= ENOUGH:
        return say(counted["whole"], count=number_word(count), **gaps)
    if part == 0 and count == PAIR:
        return say(counted["neither"], **gaps)
    forms = counted["part" if part else "nothing"]
    return say_count(forms, count, part=number_word(part), count=number_word(count), **gaps)


def is_enough(known: int, total: int) -> bool:
    """Whether so many are known that one may say of them every, all, only, most, highest, lowest or median.

    Five at least, and half of all there are. Every finding asks this, and names how many are known.
    """
    return known >= ENOUGH and 2 * known >= total


def share_of(share: float, unit: str) -> str:
    """A share of a unit: "92% of PDUs"."""
    return say(words_of("units")[unit]["share"], share=f"{share:.0%}")


_formatted = cache(format_date)


def date_words(day: date, precision: str) -> str:
    """A date as exactly as it is known (day, month or year): "24 October 2024", "October 2024", "2024".

    Welsh says dates as Babel does once its catalogue has the pattern.
    """
    if precision == "year":
        return str(day.year)
    pattern = to_say("MMMM y") if precision == "month" else to_say("d MMMM y")
    return say_pattern(pattern, lambda said, language: _formatted(day, said, locale=language))


def day_words(day: date) -> str:
    """A day: "24 October 2024"."""
    return date_words(day, "day")


def month_at_most(day: date, precision: str) -> str:
    """A date to the month, if so much is known: "October 2024", "2024"."""
    return date_words(day, "year" if precision == "year" else "month")


def chain(pattern: str, items: Iterable[str]) -> str:
    """Items one after the other, by the pattern of two: `before` and `item`; empty ones are left out."""
    return reduce(lambda before, item: say(pattern, before=before, item=item), [*filter(None, items)] or [""])


def joined(items: Sequence[str]) -> str:
    """A list in a sentence: "a, b and c"; parts that hold commas or "and" themselves are set apart by semicolons."""
    if len(items) > PAIR and any("," in item or _and() in item for item in items):
        return say("{before}; and {item}", before=chain("{before}; {item}", items[:-1]), item=items[-1])
    return chain("{before} and {item}", [chain("{before}, {item}", items[:-1]), *items[-1:]])


def listed(names: Sequence[str]) -> str:
    """Names in a sentence, a comma before the last one where one of them has "and" in it: "services, and x and y"."""
    if len(names) > 1 and any(_and() in name for name in names):
        return say("{before}, and {item}", before=chain("{before}, {item}", names[:-1]), item=names[-1])
    return joined(names)


def _and() -> str:
    """What stands before the last part of a list."""
    return say("{before} and {item}", before="", item="")
