"""Dates, numbers and links as people and spreadsheets write them, and what was probably meant."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import parse_qs, urlsplit

from ratings_site.check.characters import SIGNS, pattern


@dataclass(frozen=True)
class Verdict:
    """The kind of problem of a cell, what its message names, and what was meant where that is beyond doubt."""

    check: str
    meant: str | None
    """The value the rest of the check goes on with, so that one mistake does not look like two."""
    details: Mapping[str, str]


def refused(check: str, meant: str | None = None, **details: str) -> Verdict:
    """Refuse a cell; a value that is meant is always named in the message as `meant`."""
    return Verdict(check, meant, details if meant is None else {"meant": meant, **details})


_FORMS = {name: pattern(form) for name, form in SIGNS["forms"].items()}
_SERIAL_DAY_ZERO = date(1899, 12, 30)
_MONTHS: Sequence[str] = SIGNS["sets"]["months"].split("|")


def fits(form: str, text: str) -> re.Match[str] | None:
    """Whether all of a text has one of the forms of `signs.toml`."""
    return _FORMS[form].fullmatch(text)


def check_date(text: str) -> Verdict | None:
    """Judge how a date is written: `YYYY-MM-DD`, in the digits 0 to 9, a day of the calendar, and nothing else."""
    return None if is_day(text) else next(_loosely_written(text))


def _loosely_written(text: str) -> Iterator[Verdict]:
    if fits("iso", text):
        year, month, day = text.split("-")
        yield _turned_round([_day(year, day, month)])
    if (plain := _in_plain_digits(text)) != text:
        yield refused("odd-digits", plain if is_day(plain) else None, digits=plain)
    if _FORMS["dash"].search(text):
        plain = _FORMS["dash"].sub("-", text)
        yield refused("look-alike-dash", plain) if is_day(plain) else refused("not-a-date")
    found = readings(text)
    if "serial" in found:
        yield refused("serial-date", found["serial"])
    text = _FORMS["time"].sub("", text)
    if is_day(text):
        yield refused("date-format", text)
    if parts := fits("year_first", text):
        day = _day(*filter(None, parts.groups()))
        yield refused("date-format", day) if day else refused("impossible-date")
    if fits("year_last", text):
        yield _turned_round([*found.values()])
    if named := fits("named_month", text) or fits("named_month_first", text):
        short = named["month"][:3].lower()
        meant = short in _MONTHS and _day(_long(named["year"]), str(_MONTHS.index(short) + 1), named["day"])
        yield refused("date-format", meant) if meant else refused("not-a-date")
    yield refused("partial-date" if fits("partial", text) else "not-a-date")


def _turned_round(readable: list[str]) -> Verdict:
    days = dict.fromkeys(filter(None, readable))
    choice = " or ".join(f'"{day}"' for day in days)
    meant = next(iter(days)) if len(days) == 1 else None
    return refused("date-turned-round", meant, choice=choice) if days else refused("impossible-date")


def readings(text: str) -> dict[str, str]:
    """What a date can mean whose form leaves it open, by the way of reading it: day first, month first, or serial."""
    if serial := fits("serial", text):
        return {"serial": (_SERIAL_DAY_ZERO + timedelta(days=int(serial.group(1)))).isoformat()}
    match = fits("year_last", _FORMS["time"].sub("", text))
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
    return bool(fits("iso", text) and _day(*text.split("-")))


MOST_DIGITS = 15
"""A spreadsheet loses every digit after the fifteenth."""


def spoilt(was: str, now: str) -> str:
    """The kind of what a program made of a text that was as it should be; empty where it did nothing to it."""
    if was in {"", now}:
        return ""
    if fits("in_words", was) and fits("date_of_words", now):
        return "word-became-date"  # `Sep-24`, `09/01/24` or `45536` of a month in words
    is_number = len(now) < len(was) and fits("digits", was) and fits("digits", now)
    if is_number and float(was) == float(now):
        return "lost-zeros"  # a spreadsheet takes noughts for nothing: `1.0` is 1, `007` is 7
    changed = [pair for pair in zip(was, now, strict=False) if pair[0] != pair[1]]
    are_lost = len(was) == len(now) and all(old > "\x7f" and new == "?" for old, new in changed)
    return "letters-lost" if are_lost else ""  # letters beyond the plain ones were saved as question marks


def check_number(text: str, *, whole: bool) -> Verdict | None:
    """Judge how a number is written: digits 0 to 9, a minus before it, a point in it, and nothing else."""
    form = "whole" if whole else "number"
    if fits(form, text):
        return refused("number-too-long") if sum(char.isdigit() for char in text) > MOST_DIGITS else None

    def meant(plain: str) -> str | None:
        return plain if fits(form, plain) and len(plain) <= MOST_DIGITS else None

    if (plain := _in_plain_digits(text)) != text:
        plain = plain if all(char.isdecimal() or char in ".-" for char in text) else ""
        return refused("odd-digits", meant(plain), digits=plain or "0 to 9")
    for signs, check, minus in (("dash", "look-alike-dash", "-"), ("apostrophe", "number-as-text", "")):
        if _FORMS[signs].match(text) and fits("number", minus + text[1:]):
            return refused(check, meant(minus + text[1:]))
    if (is_scientific := fits("scientific", text)) or fits("became_date", text):
        return refused("scientific-number" if is_scientific else "became-date")
    plain = _FORMS["signs"].sub("", text)
    if fits("grouped", plain):
        plain = re.sub("[, ]", "", plain)
    plain = re.sub(r"^([+-]?)0+(?=[0-9])", r"\1", plain).removeprefix("+")
    plain = f"0{plain}" if plain.startswith(".") else plain
    plain = re.sub(r"\.0*$", "", plain) if whole else plain.removesuffix(".")
    if re.fullmatch("[0-9]+,[0-9]{1,2}", plain) and not whole:
        plain = plain.replace(",", ".")
    if meant(plain) is not None:
        return refused("number-format", plain)
    return refused("not-a-whole-number" if whole and fits("number", plain) else "not-a-number")


def _in_plain_digits(text: str) -> str:
    return "".join(str(unicodedata.digit(char, char)) for char in text)


def is_link(column: str) -> bool:
    """Whether a column of this name holds links."""
    return column == "url" or column.endswith("_url")


_WRAPS, _FOR_FEW = SIGNS["links"]["wraps"], re.compile(rf"(?:^|\.)(?:{'|'.join(SIGNS['links']['for_few'])})$")


def check_link(text: str) -> Verdict | None:
    """Judge a link: whole, to a host with a name, safe to put on a page, the page's own, and open to everybody."""
    if re.match("http://", text, re.IGNORECASE):
        return refused("insecure-link", "https://" + text[len("http://") :])
    try:
        parts = urlsplit(text)
        host, query = (parts.hostname or "").lower(), parse_qs(parts.query)
        is_plain = parts.username is None and parts.port in {None, 443}
    except ValueError:
        return refused("not-a-link")
    if not (is_plain and fits("host", host) and text.startswith("https://")) or _FORMS["not_in_links"].search(text):
        return refused("not-a-link")
    names = next((names for end, names in _WRAPS.items() if f".{host}".endswith(f".{end}")), ())
    if inner := next((query[name][0] for name in names if name in query), ""):
        return refused("wrapped-link", inner=inner)
    return refused("link-for-few") if _FOR_FEW.search(host) or {"preview", "preview_id"} & query.keys() else None
