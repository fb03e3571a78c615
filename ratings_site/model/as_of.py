"""The package as it is published on a day: later rows are left out, later corrections undone.

A row with a date of its own is withheld while that date is later than the day; so is everything that hangs on a
withheld row, whatever its table, and every source that nothing else cites. A date known to the month or year counts
from its first day, since that is how the tables write it; a scheduled release therefore needs its exact day.

Looking back further than the package's own date, the tables that everything stands on (regions, standards, the
scale) stay, even where the source cited for them came out later: a site without them would show nothing at all.
"""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from types import MappingProxyType
from zoneinfo import ZoneInfo

from ratings_site.model.cells import build_row_key, build_text_rows
from ratings_site.model.tables import PackageInfo, Tables, build_tables
from ratings_site.model.withholding import PUBLISHED_FROM, Rows, build_published_rows

ENDS = {"pdus": ("closed",), "programmes": ("ended", "ended_precision", "end_kind", "end_source_id")}
"""Ends that have not come yet are not known yet: the row stays, these cells are empty."""

RELEASE_TIME = time(9, 30)
"""The minute, in London, at which a day's publications come out, as the government's statistics do."""


def as_of(tables: Tables, day: date) -> Tables:
    """The tables as published on `day`, which becomes the package's own date; the same tables give the same result."""
    rows = {name: build_text_rows(tables, name) for name in tables.frames}
    _undo_corrections(rows, day)
    _empty_ends(rows, day)
    kept = build_published_rows(rows, tables.package, day)
    return build_tables(_dated(tables.package, day), {name: list(table.values()) for name, table in kept.items()})


def scheduled_days(tables: Tables) -> tuple[date, ...]:
    """The days after the package's own date on which something in it will appear, earliest first."""
    dates = {row[column] for name, column in PUBLISHED_FROM.items() for row in build_text_rows(tables, name).values()}
    days = {date.fromisoformat(text) for text in dates if text}
    return tuple(sorted(day for day in days if day > tables.package.created))


def publication_day(now: datetime) -> date:
    """The day whose publications are out at this moment: until half past nine in London it is still yesterday.

    `now` must know its time zone.
    """
    london = now.astimezone(ZoneInfo("Europe/London"))
    return london.date() if london.time() >= RELEASE_TIME else london.date() - timedelta(days=1)


def _dated(package: PackageInfo, day: date) -> PackageInfo:
    if day == package.created:
        return package
    clock = str(package.descriptor.get("created", ""))[10:]
    descriptor = MappingProxyType(dict(package.descriptor) | {"created": f"{day.isoformat()}{clock}"})
    return replace(package, created=day, descriptor=descriptor)


def _undo_corrections(rows: Rows, day: date) -> None:
    """Give each cell that was corrected later the value it had; the newest correction is undone first."""
    later = [row for row in rows.get("corrections", {}).values() if _is_later(row["corrected_on"], day)]
    for correction in sorted(later, key=lambda row: (row["corrected_on"], row["correction_id"]), reverse=True):
        table, column = rows.get(correction["table"], {}), correction["column"]
        for key in [key for key in table if build_row_key(key) == correction["row_key"]]:
            if not column:
                del table[key]
            elif table[key].get(column) == correction["now"]:
                table[key] = {**table[key], column: correction["was"]}


def _empty_ends(rows: Rows, day: date) -> None:
    for name, columns in ENDS.items():
        for key, row in rows.get(name, {}).items():
            if _is_later(row[columns[0]], day):
                rows[name][key] = {**row, **dict.fromkeys(columns, "")}


def _is_later(text: str, day: date) -> bool:
    return text > day.isoformat()
