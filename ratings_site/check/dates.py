"""Dates as people and spreadsheets write them, and the date that was probably meant."""

import re
from datetime import date, timedelta

from ratings_site.check.characters import DASHES, in_plain_digits
from ratings_site.check.verdicts import Verdict, refused

_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_SERIAL = re.compile(r"([345][0-9]{4})(?:\.[0-9]+)?")
_SERIAL_DAY_ZERO = date(1899, 12, 30)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_TIME = re.compile(r"[T ][0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?(?:Z|[+-][0-9]{2}:?[0-9]{2})?$")
_YEAR_FIRST = re.compile(r"([0-9]{4})[-/. ]([0-9]{1,2})[-/. ]([0-9]{1,2})|([0-9]{4})([0-9]{2})([0-9]{2})")
_YEAR_LAST = re.compile(r"([0-9]{1,2})[-/. ]([0-9]{1,2})[-/. ]([0-9]{4}|[0-9]{2})")
_PARTIAL = re.compile(r"[0-9]{4}(?:[-/][0-9]{1,2})?|(?:[A-Za-z]{3,9})[- ](?:[0-9]{4}|[0-9]{2})|[0-9]{1,2}/[0-9]{4}")
_DAY_MONTH_NAME = re.compile(r"(?:[A-Za-z]{3,9},? )?([0-9]{1,2})(?:st|nd|rd|th)?[- ]([A-Za-z]{3,9})[- ,]+([0-9]{2,4})")
_MONTH_NAME_DAY = re.compile(r"([A-Za-z]{3,9})[- ]([0-9]{1,2})(?:st|nd|rd|th)?[- ,]+([0-9]{4})")


def check_date(text: str) -> Verdict | None:
    """Judge how a date is written: `YYYY-MM-DD`, in the digits 0 to 9, a day of the calendar, and nothing else."""
    if _ISO.fullmatch(text):
        return None if _day(*text.split("-")) else _impossible(text)
    if any(char.isdigit() and not char.isascii() for char in text):
        plain = in_plain_digits(text)
        return refused("odd-digits", plain if is_day(plain) else None, digits=plain)
    if any(char in DASHES for char in text):
        plain = re.sub(f"[{DASHES}]", "-", text)
        return refused("look-alike-dash", plain) if is_day(plain) else refused("not-a-date")
    return _loosely_written(text)


def _loosely_written(text: str) -> Verdict:
    serial = _SERIAL.fullmatch(text)
    if serial:
        return refused("serial-date", (_SERIAL_DAY_ZERO + timedelta(days=int(serial.group(1)))).isoformat())
    without_time = _TIME.sub("", text)
    if is_day(without_time):
        return refused("date-format", without_time)
    for pattern, read in _READERS:
        match = pattern.fullmatch(without_time)
        if match:
            return read([part for part in match.groups() if part])
    if _PARTIAL.fullmatch(text):
        return refused("partial-date")
    return refused("not-a-date")


def _impossible(text: str) -> Verdict:
    year, month, day = text.split("-")
    turned = _day(year, day, month)
    return refused("date-turned-round", turned, choice=_or([turned])) if turned else refused("impossible-date")


def _read_year_first(parts: list[str]) -> Verdict:
    day = _day(*parts)
    return refused("date-format", day) if day else refused("impossible-date")


def _read_year_last(parts: list[str]) -> Verdict:
    first, second, year = parts
    days = [day for day in (_day(_long(year), second, first), _day(_long(year), first, second)) if day]
    if not days:
        return refused("impossible-date")
    sure = days[0] if len(set(days)) == 1 else None
    return refused("date-turned-round", sure, choice=_or(days))


def _or(days: list[str]) -> str:
    return " or ".join(f'"{day}"' for day in dict.fromkeys(days))


def _read_named_month(day: str, month: str, year: str) -> Verdict:
    short = month[:3].lower()
    number = str(_MONTHS.index(short) + 1) if short in _MONTHS else "0"
    meant = _day(_long(year), number, day)
    return refused("date-format", meant) if meant else refused("not-a-date")


_READERS = (
    (_YEAR_FIRST, _read_year_first),
    (_YEAR_LAST, _read_year_last),
    (_DAY_MONTH_NAME, lambda parts: _read_named_month(parts[0], parts[1], parts[2])),
    (_MONTH_NAME_DAY, lambda parts: _read_named_month(parts[1], parts[0], parts[2])),
)


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
