"""Dates, numbers and links as people and spreadsheets write them, and what was probably meant."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from urllib.parse import parse_qs, urlsplit

from ratings_site.check.characters import DASHES, in_plain_digits


@dataclass(frozen=True)
class Verdict:
    """The kind of problem of a cell, what its message names, and what was meant where that is beyond doubt."""

    check: str
    meant: str | None = None
    """The value the rest of the check goes on with, so that one mistake does not look like two."""
    details: Mapping[str, str] = field(default_factory=dict)


def refused(check: str, meant: str | None = None, **details: str) -> Verdict:
    """Refuse a cell; a value that is meant is always named in the message as `meant`."""
    return Verdict(check, meant, details if meant is None else {"meant": meant, **details})


_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_SERIAL = re.compile(r"([345][0-9]{4})(?:\.[0-9]+)?")
_SERIAL_DAY_ZERO = date(1899, 12, 30)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_TIME = re.compile(r"[T ][0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?(?:Z|[+-][0-9]{2}:?[0-9]{2})?$")
_YEAR_FIRST = re.compile(r"([0-9]{4})[-/. ]([0-9]{1,2})[-/. ]([0-9]{1,2})|([0-9]{4})([0-9]{2})([0-9]{2})")
_YEAR_LAST = re.compile(r"([0-9]{1,2})[-/. ]([0-9]{1,2})[-/. ]([0-9]{4}|[0-9]{2})")
_PARTIAL = re.compile(r"[0-9]{4}(?:[-/][0-9]{1,2})?|(?:[A-Za-z]{3,9})[- ](?:[0-9]{4}|[0-9]{2})|[0-9]{1,2}/[0-9]{4}")
_NAMED_MONTH = re.compile(
    r"(?:[A-Za-z]{3,9},? )?(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?[- ](?P<month>[A-Za-z]{3,9})[- ,]+(?P<year>[0-9]{2,4})"
)
_NAMED_MONTH_FIRST = re.compile(
    r"(?P<month>[A-Za-z]{3,9})[- ](?P<day>[0-9]{1,2})(?:st|nd|rd|th)?[- ,]+(?P<year>[0-9]{4})"
)


def check_date(text: str) -> Verdict | None:
    """Judge how a date is written: `YYYY-MM-DD`, in the digits 0 to 9, a day of the calendar, and nothing else."""
    if is_day(text):
        return None
    if _ISO.fullmatch(text):
        year, month, day = text.split("-")
        turned = _day(year, day, month)
        return _turned_round([turned]) if turned else refused("impossible-date")
    if any(char.isdigit() and not char.isascii() for char in text):
        plain = in_plain_digits(text)
        return refused("odd-digits", plain if is_day(plain) else None, digits=plain)
    if any(char in DASHES for char in text):
        plain = re.sub(f"[{DASHES}]", "-", text)
        return refused("look-alike-dash", plain) if is_day(plain) else refused("not-a-date")
    return next(_loosely_written(text))


def _loosely_written(text: str) -> Iterator[Verdict]:
    """What is meant by a date as people and programs write it."""
    if serial := readings(text).get("serial"):
        yield refused("serial-date", serial)
    text = _TIME.sub("", text)
    if is_day(text):
        yield refused("date-format", text)
    if parts := _YEAR_FIRST.fullmatch(text):
        day = _day(*filter(None, parts.groups()))
        yield refused("date-format", day) if day else refused("impossible-date")
    if _YEAR_LAST.fullmatch(text):
        days = list(readings(text).values())
        yield _turned_round(days) if days else refused("impossible-date")
    if named := _NAMED_MONTH.fullmatch(text) or _NAMED_MONTH_FIRST.fullmatch(text):
        short = named["month"][:3].lower()
        meant = short in _MONTHS and _day(_long(named["year"]), str(_MONTHS.index(short) + 1), named["day"])
        yield refused("date-format", meant) if meant else refused("not-a-date")
    yield refused("partial-date" if _PARTIAL.fullmatch(text) else "not-a-date")


def _turned_round(days: list[str]) -> Verdict:
    choice = " or ".join(f'"{day}"' for day in dict.fromkeys(days))
    return refused("date-turned-round", days[0] if len(set(days)) == 1 else None, choice=choice)


def readings(text: str) -> dict[str, str]:
    """What a date can mean whose form leaves it open, by the way of reading it: day first, month first, or serial."""
    if serial := _SERIAL.fullmatch(text):
        return {"serial": (_SERIAL_DAY_ZERO + timedelta(days=int(serial.group(1)))).isoformat()}
    match = _YEAR_LAST.fullmatch(_TIME.sub("", text))
    if match is None:
        return {}
    first, second, year = match.groups()
    days = {"day first": _day(_long(year), second, first), "month first": _day(_long(year), first, second)}
    return {way: day for way, day in days.items() if day}


def _long(year: str) -> str:
    return year if len(year) > 2 else f"20{year}"  # noqa: PLR2004 (two digits of this century)


def _day(year: str, month: str, day: str) -> str:
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return ""


def is_day(text: str) -> bool:
    """Whether a text is a date, written as dates are here."""
    return bool(_ISO.fullmatch(text) and _day(*text.split("-")))


MOST_DIGITS = 15
"""A spreadsheet loses every digit after the fifteenth."""

_WHOLE = re.compile(r"-?(?:0|[1-9][0-9]*)")
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?")
_SCIENTIFIC = re.compile(r"[+-]?[0-9]+(?:\.[0-9]*)?[eE][+-]?[0-9]+")
_BECAME_DATE = re.compile(
    rf"[0-9]{{1,2}}-(?:{'|'.join(_MONTHS)})(?:-[0-9]{{2,4}})?|(?:{'|'.join(_MONTHS)})-[0-9]{{2,4}}"
    r"|[0-9]{1,2}/[0-9]{1,2}/(?:[0-9]{4}|[0-9]{2})",
    re.IGNORECASE,
)
_GROUPED = re.compile(r"[0-9]{1,3}(?:[, ][0-9]{3})+(?:\.[0-9]+)?")
_SIGNS = re.compile(r"^[£$€~]\s*|\s*(?:%|per cent|percent|pp)$", re.IGNORECASE)


def became_date(text: str) -> bool:
    """Whether a spreadsheet has turned a code or a number into a date: `1-2` into `01-Feb`."""
    return bool(_BECAME_DATE.fullmatch(text))


_IN_WORDS = re.compile(rf"(?:[0-9]{{1,2}} )?(?:{'|'.join(_MONTHS)})[a-z]*(?: [0-9]{{4}})?", re.IGNORECASE)


def lost_words(was: str, now: str) -> bool:
    """Whether a month in words has become the date that a spreadsheet makes of it: `Sep-24`, `09/01/24`, `45536`."""
    dates = (_ISO, _SERIAL, _YEAR_LAST, _BECAME_DATE)
    return bool(_IN_WORDS.fullmatch(was)) and any(pattern.fullmatch(now) for pattern in dates)


def lost_noughts(was: str, now: str) -> bool:
    """Whether a text of digits has lost the noughts that a spreadsheet takes for nothing: `1.0` is 1, `007` is 7."""
    digits = re.compile(r"[0-9]+(?:\.[0-9]+)?")
    return len(now) < len(was) and bool(digits.fullmatch(was) and digits.fullmatch(now)) and float(was) == float(now)


def lost_letters(was: str, now: str) -> bool:
    """Whether letters beyond the plain ones were saved as question marks."""
    changed = [pair for pair in zip(was, now, strict=False) if pair[0] != pair[1]]
    return len(was) == len(now) and bool(changed) and all(old > "\x7f" and new == "?" for old, new in changed)


def is_scientific(text: str) -> bool:
    """Whether a number stands in scientific notation, as a spreadsheet shows a long one: `1.23E+05`."""
    return bool(_SCIENTIFIC.fullmatch(text))


def check_number(text: str, *, whole: bool) -> Verdict | None:
    """Judge how a number is written: digits 0 to 9, a minus before it, a point in it, and nothing else."""
    if (_WHOLE if whole else _NUMBER).fullmatch(text):
        return refused("number-too-long") if sum(char.isdigit() for char in text) > MOST_DIGITS else None
    if any(char.isdigit() and not char.isascii() for char in text):
        plain = in_plain_digits(text) if all(char.isdecimal() or char in ".-" for char in text) else ""
        return refused("odd-digits", _meant(plain, whole=whole), digits=plain or "0 to 9")
    for signs, check, minus in ((DASHES, "look-alike-dash", "-"), ("'", "number-as-text", "")):
        if text[:1] and text[0] in signs and _NUMBER.fullmatch(minus + text[1:]):
            return refused(check, _meant(minus + text[1:], whole=whole))
    if is_scientific(text) or became_date(text):
        return refused("scientific-number" if is_scientific(text) else "became-date")
    return _loose_number(text, whole=whole)


def _loose_number(text: str, *, whole: bool) -> Verdict:
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


_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]", re.IGNORECASE)
_NOT_IN_LINKS = re.compile(r"[\s<>\"\\^`{|}]")


def is_link(column: str) -> bool:
    """Whether a column of this name holds links."""
    return column == "url" or column.endswith("_url")


_WRAPS = {"safelinks.protection.outlook.com": "url", "google.com": "url q"}
"""Hosts that wrap the address of another page into their own, and the parameters that hold it."""
_FOR_FEW = re.compile(
    r"(?:^|\.)(?:sharepoint\.com|teams\.microsoft\.com|onedrive\.live\.com|1drv\.ms|docs\.google\.com|drive\.google\.com"
    r"|dropbox\.com|outlook\.office\.com|urldefense\.com|urldefense\.proofpoint\.com|mimecast\.com|bit\.ly|tinyurl\.com|t\.co"
    r"|goo\.gl|ow\.ly|lnkd\.in|is\.gd|buff\.ly)$"
)
"""Hosts whose addresses ask for a password, name a reader, or lead somewhere that nobody can tell."""


def _check_reach(text: str) -> Verdict | None:
    """Judge whether an address is the page's own, and open to everybody."""
    parts = urlsplit(text)
    host, query = (parts.hostname or "").lower(), parse_qs(parts.query)
    wraps = next((names for end, names in _WRAPS.items() if host == end or host.endswith("." + end)), "")
    if inner := next((query[name][0] for name in wraps.split() if name in query), ""):
        return refused("wrapped-link", meant=None, inner=inner)
    if _FOR_FEW.search(host) or "preview" in query or "preview_id" in query:
        return refused("link-for-few")
    return None


def check_link(text: str) -> Verdict | None:
    """Judge a link: whole, to a host with a name, safe to put on a page."""
    if re.match("http://", text, re.IGNORECASE):
        return refused("insecure-link", "https://" + text[len("http://") :])
    try:
        parts = urlsplit(text)
        sound = parts.scheme == "https" and _HOST.fullmatch(parts.hostname or "") and parts.port in {None, 443}
    except ValueError:
        sound = False
    if not sound or parts.username is not None or _NOT_IN_LINKS.search(text) or not text.startswith("https://"):
        return refused("not-a-link")
    return _check_reach(text)
