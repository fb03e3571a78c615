"""Characters that look like others, or that nobody sees; what was meant by them, and by a name that is nearly right."""

import re
import unicodedata
from collections.abc import Collection, Iterable
from difflib import get_close_matches

DASHES = "‐‑‒–—―−﹘﹣－"
"""Every dash that is not the plain hyphen of a keyboard."""

HIDDEN_DASHES = "‐‑‒−﹣－"
"""Dashes that nobody tells from a hyphen; the en dash and the em dash of prose are not among them."""

APOSTROPHES = "’‘ʼ′`´＇"

SPACES = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
"""Every blank that is not the plain one of a keyboard, the no-break space first of all."""

BIDI = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
"""Marks that turn the direction of text round."""

INVISIBLE = (
    "\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200d\u2028\u2029\u2060-\u2065\u206a-\u206f\u2800"
    "\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffc\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
    "\ue000-\uf8ff\ufdd0-\ufdef\U000f0000-\U0010ffff"
    + "".join(chr(plane + last) for plane in range(0, 0xF0000, 0x10000) for last in (0xFFFE, 0xFFFF))
)
"""A set for a regular expression: what takes no room, looks like a blank and is none, or has no meaning outside one
font (a bullet pasted from Word) or at all, and breaks a feed."""

CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f]")
"""Control characters; the line break is not among them, since a cell of prose may hold one."""

UNSEEN = re.compile(f"[{INVISIBLE}]")
TURNED = re.compile(f"[{BIDI}]")
ODD_SPACE = re.compile(f"[{SPACES}]")

_LOOK_ALIKES = str.maketrans(
    "АВЕЅІЈКМНОРСТХУаеѕіјорсхуԁԛԝһΑΒΕΖΗΙΚΜΝΟΡΤΥΧοναιρυκıɑɡ",
    "ABESIJKMHOPCTXYaesijopcxydqwhABEZHIKMNOPTYXovaipukiag",
)
_FOREIGN = re.compile("[\u0370-\u03ff\u0400-\u052f\u0530-\u058f\u13a0-\u13ff\uff21-\uff3a\uff41-\uff5aıɑɡ]")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f]")
_WORD = re.compile(r"\w+")

_CP1252 = {
    (bytes([code]).decode("cp1252") if code not in {0x81, 0x8D, 0x8F, 0x90, 0x9D} else chr(code)): code
    for code in range(0x80, 0x100)
}
_TO_BYTE = {chr(code): code for code in range(0x80, 0x100)} | _CP1252
_NEXT = "".join(re.escape(char) for char, code in _TO_BYTE.items() if code <= 0xBF)  # noqa: PLR2004 (UTF-8)
_GARBLED = re.compile(f"[ÂÃÄÅ][{_NEXT}]|[âï][{_NEXT}]{{2}}|ð[{_NEXT}]{{3}}")


def find_foreign_letter(text: str) -> str:
    """The first Cyrillic, Greek or full-width letter of a word that looks like a Latin one; "" where there is none."""
    if text.isascii():
        return ""
    for word in _WORD.findall(text):
        foreign = _FOREIGN.search(word)
        if foreign and (_LATIN.search(word) or latin(word).isascii()):
            return foreign.group()
    return ""


def latin(text: str) -> str:
    """Write Cyrillic, Greek and full-width letters that look like Latin ones as the letters they look like."""
    return unicodedata.normalize("NFKC", text).translate(_LOOK_ALIKES)


def ungarble(text: str) -> str:
    """Undo a UTF-8 text that was once read as Windows-1252: `â€™` is the apostrophe `’`, `Ã´` is `ô`.

    Text that shows no such damage comes back as it is.
    """
    return _GARBLED.sub(lambda match: _decoded(match.group()), text)


def _decoded(run: str) -> str:
    try:
        return bytes(_TO_BYTE[char] for char in run).decode("utf-8")
    except UnicodeDecodeError:
        return run


def plain(text: str) -> str:
    """Write every look-alike as what it looks like: letters, dashes, apostrophes and blanks of a plain keyboard."""
    if not text.isascii():
        text = latin(TURNED.sub("", UNSEEN.sub("", text))).translate(_SIGNS)
    return " ".join(text.replace("`", "'").split())


_SIGNS = str.maketrans(dict.fromkeys(DASHES, "-") | dict.fromkeys(APOSTROPHES, "'") | dict.fromkeys(SPACES, " "))


def bare(text: str) -> str:
    """What is left of a name without case, blanks, dashes and apostrophes: two names with one rest are one name."""
    return plain(text).translate(_NOT_BARE).casefold()


_NOT_BARE = str.maketrans("", "", "-' ")


def in_plain_digits(text: str) -> str:
    """Write the digits of any script as 0 to 9."""
    return "".join(str(unicodedata.digit(char, char)) for char in text)


def plain_spaces(text: str) -> str:
    """Write every blank as the plain one, and none at the ends."""
    return ODD_SPACE.sub(" ", text).strip()


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
