"""Partial dates on a time line: from when to when something was, in milliseconds of Vega's clock, always UTC."""

from datetime import UTC, date, datetime

MILLISECONDS = 1000
DECEMBER = 12


def first_day(partial: str) -> date:
    """The first day that a date such as "2024", "2024-10" or "2024-10-24" can be."""
    year, month, day = ([*map(int, partial.split("-")), 1, 1])[:3]
    return date(year, month, day)


def day_after(partial: str) -> date:
    """The day after the last one that a partial date can be."""
    first = first_day(partial)
    if len(partial) == len("2024"):
        return date(first.year + 1, 1, 1)
    if len(partial) == len("2024-10"):
        return next_month(first)
    return date.fromordinal(first.toordinal() + 1)


def next_month(day: date) -> date:
    """The first day of the month after a day's."""
    return date(day.year + 1, 1, 1) if day.month == DECEMBER else date(day.year, day.month + 1, 1)


def clock(day: date) -> int:
    """The beginning of a day in milliseconds since 1970."""
    return int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp()) * MILLISECONDS


def place(day: date, first: date, last: date, left: float, right: float) -> float:
    """Where a day is in pixels between two others."""
    return left + (right - left) * (day - first).days / max((last - first).days, 1)
