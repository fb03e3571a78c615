"""Numbers as people and spreadsheets write them, and the number that was probably meant."""

import re

from ratings_site.check.characters import DASHES, in_plain_digits
from ratings_site.check.verdicts import Verdict, refused

MOST_DIGITS = 15
"""A spreadsheet loses every digit after the fifteenth."""

_WHOLE = re.compile(r"-?(?:0|[1-9][0-9]*)")
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?")
_SCIENTIFIC = re.compile(r"[+-]?[0-9]+(?:\.[0-9]*)?[eE][+-]?[0-9]+")
_BECAME_DATE = re.compile(
    r"[0-9]{1,2}-[A-Za-z]{3}(?:-[0-9]{2,4})?|[A-Za-z]{3}-[0-9]{2,4}|[0-9]{1,2}/[0-9]{1,2}/[0-9]{4}"
)
_GROUPED = re.compile(r"[0-9]{1,3}(?:[, ][0-9]{3})+(?:\.[0-9]+)?")
_SIGNS = re.compile(r"^[£$€~]\s*|\s*(?:%|per cent|percent|pp)$", re.IGNORECASE)


def became_date(text: str) -> bool:
    """Whether a spreadsheet has turned a code or a number into a date: `1-2` into `01-Feb`."""
    return bool(_BECAME_DATE.fullmatch(text))


def is_scientific(text: str) -> bool:
    """Whether a number stands in scientific notation, as a spreadsheet shows a long one: `1.23E+05`."""
    return bool(_SCIENTIFIC.fullmatch(text))


def check_number(text: str, *, whole: bool) -> Verdict | None:
    """Judge how a number is written: digits 0 to 9, a minus before it, a point in it, and nothing else."""
    if (_WHOLE if whole else _NUMBER).fullmatch(text):
        digits = sum(char.isdigit() for char in text)
        return refused("number-too-long") if digits > MOST_DIGITS else None
    if any(char.isdigit() and not char.isascii() for char in text):
        plain = in_plain_digits(text) if all(char.isdecimal() or char in ".-" for char in text) else ""
        return refused("odd-digits", _meant(plain, whole=whole), digits=plain or "0 to 9")
    return _check_spreadsheets_doing(text, whole=whole) or _loosely_written(text, whole=whole)


def _check_spreadsheets_doing(text: str, *, whole: bool) -> Verdict | None:
    if text[:1] in DASHES and _NUMBER.fullmatch("-" + text[1:]):
        return refused("look-alike-dash", _meant("-" + text[1:], whole=whole))
    if text.startswith("'") and _NUMBER.fullmatch(text[1:]):
        return refused("number-as-text", _meant(text[1:], whole=whole))
    if is_scientific(text):
        return refused("scientific-number")
    return refused("became-date") if became_date(text) else None


def _loosely_written(text: str, *, whole: bool) -> Verdict:
    plain = _SIGNS.sub("", text)
    if _GROUPED.fullmatch(plain):
        plain = re.sub("[, ]", "", plain)
    plain = re.sub(r"^([+-]?)0+(?=[0-9])", r"\1", plain).removeprefix("+")
    plain = f"0{plain}" if plain.startswith(".") else plain
    plain = re.sub(r"\.0*$", "", plain) if whole else plain.removesuffix(".")
    if re.fullmatch("[0-9]+,[0-9]{1,2}", plain) and not whole:
        plain = plain.replace(",", ".")
    meant = _meant(plain, whole=whole)
    if meant is not None:
        return refused("number-format", meant)
    if whole and _NUMBER.fullmatch(plain):
        return refused("not-a-whole-number")
    return refused("not-a-number")


def _meant(plain: str, *, whole: bool) -> str | None:
    sound = (_WHOLE if whole else _NUMBER).fullmatch(plain) and len(plain) <= MOST_DIGITS
    return plain if sound else None
