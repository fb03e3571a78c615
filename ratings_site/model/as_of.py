"""The package as it is published on a day: later rows are left out, later corrections undone.

A row with a date of its own is withheld while that date is later than the day; so is everything that hangs on a
withheld row, whatever its table, and every source that nothing else cites. A date known to the month or year counts
from its first day, since that is how the tables write it; a scheduled release therefore needs its exact day.

Looking back further than the package's own date, the tables that everything stands on (regions, standards, the
scale) stay, even where the source cited for them came out later: a site without them would show nothing at all.
"""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from types import MappingProxyType
from typing import Any
from zoneinfo import ZoneInfo

import pandas as pd

from ratings_site.model.tables import (
    PackageInfo,
    Tables,
    TableSchema,
    build_frame,
    build_records,
    cell_texts,
    read_value,
)
from ratings_site.model.withholding import build_published_frames, published_from

ENDS = {"pdus": ("closed",), "programmes": ("ended", "ended_precision", "end_kind", "end_source_id")}
"""Ends that have not come yet are not known yet: the row stays, these cells are empty."""

ENTERED = {"sources": "retrieved", "corrections": "corrected_on", "acknowledgements": "acknowledged_on"}
"""The dates on which something was entered: every entry brings one."""

RELEASE_TIME = time(9, 30)
"""The minute, in London, at which a day's publications come out, as the government's statistics do."""

_LONDON = ZoneInfo("Europe/London")


def as_of(tables: Tables, day: date) -> Tables:
    """The tables as published on `day`, which becomes the package's own date; the same tables give the same result."""
    package = tables.package
    frames = _without_corrections(tables, day)
    for name, columns in ENDS.items():
        frames[name] = _without_ends(frames[name], columns, day)
    return Tables(dated(package, day), MappingProxyType(build_published_frames(frames, package, day)))


def scheduled_days(tables: Tables) -> tuple[date, ...]:
    """The days after the package's own date on which something in it will appear, earliest first."""
    columns = {name: published_from(schema) for name, schema in tables.package.schemas.items()}
    moments = (tables[name][column].dropna() for name, column in columns.items() if column)
    days = {moment.date() for column in moments for moment in column}
    return tuple(sorted(day for day in days if day > tables.package.created))


def package_day(tables: Tables) -> date:
    """The package's own day: that of its last release, or of the last entry since; it follows from the tables alone."""
    entered = (day for name, column in ENTERED.items() for day in tables[name][column].dropna())
    days: list[date] = [tables.package.created, *(day.date() for day in entered)]
    return max(days)


def publication_day(now: datetime) -> date:
    """The day whose publications are out at this moment: until half past nine in London it is still yesterday.

    `now` must know its time zone.
    """
    london = now.astimezone(_LONDON)
    return london.date() if london.time() >= RELEASE_TIME else london.date() - timedelta(days=1)


def dated(package: PackageInfo, day: date) -> PackageInfo:
    """The description of the package under another date of its own."""
    if day == package.created:
        return package
    return package.but(created=f"{day.isoformat()}{package['created'][10:]}")


def _without_corrections(tables: Tables, day: date) -> dict[str, pd.DataFrame]:
    """Give each cell that was corrected later the value it had; the newest correction is undone first."""
    frames = dict(tables.frames)
    corrections = build_records(frames["corrections"]) if "corrections" in frames else []
    later = [row for row in corrections if row["corrected_on"] > day and row["table"] in frames]
    for row in sorted(later, key=lambda row: (row["corrected_on"], row["correction_id"]), reverse=True):
        frames[row["table"]] = _undone(row, tables.package.schemas[row["table"]], frames[row["table"]])
    return frames


def _undone(correction: Mapping[str, Any], schema: TableSchema, frame: pd.DataFrame) -> pd.DataFrame:
    keys = zip(*(frame[column] for column in schema.primary_key), strict=True)
    at = next((at for at, key in enumerate(keys) if "/".join(map(str, key)) == correction["row_key"]), None)
    if at is None:
        return frame
    rows = build_records(frame)
    if not correction["column"]:
        del rows[at]
    for column in schema.fields:
        if column.name == correction["column"] and cell_texts(frame[column.name])[at] == correction["now"]:
            rows[at][column.name] = read_value(column, correction["was"])
    return build_frame(schema, rows)


def _without_ends(frame: pd.DataFrame, columns: tuple[str, ...], day: date) -> pd.DataFrame:
    day_column, *others = columns
    coming = frame[day_column] > pd.Timestamp(day)
    known = {day_column: frame[day_column].mask(coming)}
    return frame.assign(**known, **{name: frame[name].mask(coming, "") for name in others}) if coming.any() else frame
