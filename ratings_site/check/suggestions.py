"""What somebody probably meant."""

import re
import unicodedata
from collections.abc import Collection, Iterable
from difflib import get_close_matches

from ratings_site.check.characters import bare, plain

MOST_COMPARED = 5000
"""Beyond so many candidates none is looked for: a guess must not cost more than the check."""

_LONGEST_COMPARED = 120


def find_same(value: str, allowed: Iterable[str]) -> str:
    """The one allowed value that differs from this one only in capitals, blanks or look-alike characters."""
    seen = plain(value).casefold()
    return next((candidate for candidate in allowed if plain(candidate).casefold() == seen), "")


def find_near(value: str, allowed: Collection[str]) -> str:
    """The allowed value nearest to this one, or "" where none is near."""
    if not value or len(value) > _LONGEST_COMPARED or len(allowed) > MOST_COMPARED:
        return ""
    same = find_same(value, allowed) or next((one for one in allowed if bare(one) == bare(value)), "")
    if same:
        return same
    by_case = {candidate.casefold(): candidate for candidate in sorted(allowed)}
    near = get_close_matches(plain(value).casefold(), by_case, n=1, cutoff=0.75)
    return by_case[near[0]] if near else ""


def did_you_mean(value: str, allowed: Collection[str]) -> str:
    """A question to end a remedy with, beginning with a blank; "" where nothing is near."""
    near = find_near(value, allowed)
    return f' Did you mean "{near}"?' if near else ""


def as_id(name: str) -> str:
    """Write a name the way identifiers are written: lower-case words joined by hyphens."""
    letters = unicodedata.normalize("NFKD", plain(name).replace("&", " and ")).encode("ascii", "ignore").decode()
    return "-".join(re.findall("[a-z0-9]+", letters.replace("'", "").lower()))


def is_id_pattern(pattern: str) -> bool:
    """Whether a column's pattern is that of identifiers."""
    allowed = [bool(pattern and re.fullmatch(pattern, text)) for text in ("a-1", "A-1", "a_1", "a.1", "a 1")]
    return allowed == [True, False, False, False, False]
