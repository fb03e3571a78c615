"""Characters that look like others, or that nobody sees; what was meant by them, and by a name that is nearly right."""

import re
import tomllib
import unicodedata
from collections.abc import Collection, Iterable
from difflib import get_close_matches
from pathlib import Path
from typing import Any

SIGNS: dict[str, Any] = tomllib.loads(Path(__file__).with_name("signs.toml").read_text(encoding="utf-8"))
"""What cells and files are known by."""

_SETS: dict[str, str] = SIGNS["sets"]
_CP1252 = {bytes([code]).decode("cp1252", "ignore") or chr(code): code for code in range(0x80, 0x100)}
_TO_BYTE = {chr(code): code for code in range(0x80, 0x100)} | _CP1252
_SETS["tail"] = "".join(re.escape(char) for char, code in _TO_BYTE.items() if code <= 0xBF)  # noqa: PLR2004 (UTF-8)


def pattern(text: str) -> re.Pattern[str]:
    """A pattern that names sets of characters."""
    return re.compile(text % _SETS)


UNSEEN, ODD_SPACE = pattern("[%(invisible)s%(bidi)s]"), pattern("[%(spaces)s]")
NO_TEXT = pattern("[\x00-\x09\x0b-\x1f\x7f-\x9f%(invisible)s%(bidi)s]")
"""What nobody sees in a text of several lines."""

_LOOK_ALIKES = str.maketrans(_SETS["foreign"], _SETS["latin"])
_FOREIGN = re.compile("[\u0370-\u03ff\u0400-\u052f\u0530-\u058f\u13a0-\u13ff\uff21-\uff3a\uff41-\uff5aıɑɡ]")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f]")


def find_foreign_letter(text: str) -> str:
    """The first Cyrillic, Greek or full-width letter of a word that looks like a Latin one; "" where there is none."""
    words = () if text.isascii() else re.findall(r"\w+", text)
    suspects = (word for word in words if _LATIN.search(word) or latin(word).isascii())
    return next((foreign.group() for word in suspects if (foreign := _FOREIGN.search(word))), "")


def latin(text: str) -> str:
    """Write Cyrillic, Greek and full-width letters that look like Latin ones as the letters they look like."""
    return unicodedata.normalize("NFKC", text).translate(_LOOK_ALIKES)


def ungarbled(match: re.Match[str]) -> str:
    """Undo a run of UTF-8 that was once read as Windows-1252: `â€™` is the apostrophe `’`, `Ã´` is `ô`."""
    try:
        return bytes(_TO_BYTE[char] for char in match.group()).decode("utf-8")
    except UnicodeDecodeError:
        return match.group()


def plain(text: str) -> str:
    """Write every look-alike as what it looks like: letters, dashes, apostrophes and blanks of a plain keyboard."""
    if not text.isascii():
        text = latin(UNSEEN.sub("", text)).translate(_SIGNS)
    return " ".join(text.replace("`", "'").split())


_SIGNS = str.maketrans(
    dict.fromkeys(_SETS["dashes"], "-") | dict.fromkeys(_SETS["apostrophes"], "'") | dict.fromkeys(_SETS["spaces"], " ")
)


def bare(text: str) -> str:
    """What is left of a name without case, blanks, dashes and apostrophes: two names with one rest are one name."""
    return re.sub("[-' ]", "", plain(text)).casefold()


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
    if same := find_same(value, allowed) or next((one for one in allowed if bare(one) == bare(value)), ""):
        return same
    initials = {"".join(word[0] for word in one.split()).casefold(): one for one in allowed if " " in one}
    if value.casefold() in initials:
        return initials[value.casefold()]
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
