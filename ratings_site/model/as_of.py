"""The package as it is published on a day: later rows are left out, later corrections undone.

A row with a date of its own is withheld while that date is later than the day; so is everything that hangs on a
withheld row, whatever its table, and every source that nothing else cites. A date known to the month or year counts
from its first day, since that is how the tables write it; a scheduled release therefore needs its exact day.

Looking back further than the package's own date, the tables that everything stands on (regions, standards, the
scale) stay, even where the source cited for them came out later: a site without them would show nothing at all.
"""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta
from types import MappingProxyType
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from ratings_site.model.tables import PackageInfo, Tables, TableSchema, build_frame, build_records, read_value, text_of

if TYPE_CHECKING:
    import pandas as pd

ENDS = {"pdus": ("closed",), "programmes": ("ended", "ended_precision", "end_kind", "end_source_id")}
"""Ends that have not come yet are not known yet: the row stays, these cells are empty."""

ENTERED = {"sources": "retrieved", "corrections": "corrected_on", "acknowledgements": "acknowledged_on"}
"""The dates on which something was entered: every entry brings one."""

OTHER_DATES = {"rating_totals": "published_to", "sources": ""}
"""Where another date than the first decides; sources are judged by who cites them."""

TOLD_BY_A_REPORT = ("figures", "findings", "practice_examples", "rating_totals", "statistics")
"""Facts that nobody knew before the report cited for them came out."""

USED_BY = (("regions", "region_id", "pdus"), ("rating_scale", "scale_id", "programmes"))
"""What waits while all that uses it is still to come: a region for its PDUs, a scale for its programmes."""

Frames = Mapping[str, "pd.DataFrame"]
Marks = dict[str, "pd.Series[bool]"]
"""By table, which of its rows are withheld."""

RELEASE_TIME = time(9, 30)
"""The minute, in London, at which a day's publications come out, as the government's statistics do."""

_LONDON = ZoneInfo("Europe/London")


def as_of(tables: Tables, day: date) -> Tables:
    """The tables as published on `day`, which becomes the package's own date; the same tables give the same result."""
    import pandas as pd  # noqa: PLC0415 - half a second that a build spares whose tables are as they were

    package = tables.package
    frames = _without_corrections(tables, day)
    for name, (day_column, *others) in ENDS.items():
        frame = frames[name]
        if (coming := frame[day_column] > pd.Timestamp(day)).any():
            known = {day_column: frame[day_column].mask(coming)}
            frames[name] = frame.assign(**known, **{other: frame[other].mask(coming, "") for other in others})
    return Tables(package.dated(day), MappingProxyType(build_published_frames(frames, package, day)))


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


def _without_corrections(tables: Tables, day: date) -> dict[str, "pd.DataFrame"]:
    """Give each cell that was corrected later the value it had; the newest correction is undone first."""
    frames = dict(tables.frames)
    later = [row for row in build_records(frames["corrections"]) if row["corrected_on"] > day]
    for row in sorted(later, key=lambda row: (row["corrected_on"], row["correction_id"]), reverse=True):
        frames[row["table"]] = _undone(row, tables.package.schemas[row["table"]], frames[row["table"]])
    return frames


def _undone(correction: Mapping[str, Any], schema: TableSchema, frame: "pd.DataFrame") -> "pd.DataFrame":
    keys = zip(*(frame[column] for column in schema.primary_key), strict=True)
    at = next((at for at, key in enumerate(keys) if "/".join(map(str, key)) == correction["row_key"]), None)
    if at is None:
        return frame
    rows = build_records(frame)
    if not correction["column"]:
        del rows[at]
    for column in schema.fields:
        if column.name == correction["column"] and text_of(rows[at][column.name]) == correction["now"]:
            rows[at][column.name] = read_value(column, correction["was"])
    return build_frame(schema, rows)


def published_from(schema: TableSchema) -> str:
    """The date that decides from when on a row may be seen: the first that its table has, so that none is forgotten.

    "" where rows have no date and follow those they hang on.
    """
    dates = (field.name for field in schema.fields if field.type == "date")
    return OTHER_DATES.get(schema.name, next(dates, ""))


def build_published_frames(frames: Frames, package: PackageInfo, day: date) -> dict[str, "pd.DataFrame"]:
    """The rows that are published on `day`, without a mention of any that is not.

    Sources that only withheld rows cite go with them, and those that nothing cites and that were found later; a
    programme is compared with none that has not begun.
    """
    withheld = _find_withheld(frames, package, day)
    for name in ("corrections", "acknowledgements"):
        withheld[name] |= _names_withheld(frames[name], frames, withheld, package)
    kept = {name: frame[~withheld[name]] for name, frame in frames.items()}
    sources, programmes = kept["sources"], kept["programmes"]
    now, before = (sources["source_id"].isin(_cited(some)) for some in (kept, frames))
    kept["sources"] = sources[now | (~before & ~_is_later(sources, "retrieved", day))]
    begun = programmes["comparable_with"].isin(programmes["programme_id"])
    kept["programmes"] = programmes.assign(comparable_with=programmes["comparable_with"].where(begun, ""))
    return {name: kept[name].reset_index(drop=True) for name in frames}


def _find_withheld(frames: Frames, package: PackageInfo, day: date) -> Marks:
    """Start from the rows dated later and take what hangs on them, until nothing more falls."""
    withheld = {name: _is_later(frame, published_from(package.schemas[name]), day) for name, frame in frames.items()}
    told = _sources_of(frames, withheld["publications"], withheld["inspections"])
    for name in frames.keys() & TOLD_BY_A_REPORT:
        withheld[name] |= frames[name]["source_id"].isin(told)
    withheld["sources"] = _is_embargoed(frames, withheld, max(day, package.created))
    found, before = sum(marks.sum() for marks in withheld.values()), 0
    while found != before:
        for name in frames:
            for hanging in _hanging(name, frames, withheld, package):
                withheld[name] |= hanging
        announced = frames["publications"].loc[withheld["publications"], "inspection_id"]
        withheld["inspections"] |= frames["inspections"]["inspection_id"].isin(announced)
        for name, column, use in USED_BY:
            used = frames[use][column]
            only_coming = set(used[withheld[use]]) - set(used[~withheld[use]])
            withheld[name] |= frames[name][column].isin(only_coming)
        found, before = sum(marks.sum() for marks in withheld.values()), found
    return withheld


def _is_later(frame: "pd.DataFrame", column: str, day: date) -> "pd.Series[bool]":
    import pandas as pd  # noqa: PLC0415

    return frame[column] > pd.Timestamp(day) if column else pd.Series(data=False, index=frame.index)


def _is_embargoed(frames: Frames, withheld: Marks, after: date) -> "pd.Series[bool]":
    """Sources nobody can have read yet, or that are reports still to come: everything that cites them waits."""
    coming = [withheld[name] & _is_later(frames[name], "published", after) for name in ("publications", "inspections")]
    sources = frames["sources"]
    return _is_later(sources, "retrieved", after) | sources["source_id"].isin(_sources_of(frames, *coming))


def _sources_of(frames: Frames, publications: "pd.Series[bool]", inspections: "pd.Series[bool]") -> set[str]:
    """The sources that stand for these reports alone: by their address, or by carrying the publication's id."""
    reports = frames["publications"]
    addresses = ((reports["url"], publications), (frames["inspections"]["report_url"], inspections))
    links = {link for column, marked in addresses for link in column[marked]}
    others = {link for column, marked in addresses for link in column[~marked]}
    named = set(reports.loc[publications, "publication_id"])
    sources = frames["sources"]
    return set(sources.loc[sources["source_id"].isin(named) | sources["url"].isin(links - others - {""}), "source_id"])


def _hanging(name: str, frames: Frames, withheld: Marks, package: PackageInfo) -> Iterator["pd.Series[bool]"]:
    """Rows that refer to a withheld one; a programme merely compared with one stays."""
    import pandas as pd  # noqa: PLC0415

    frame = frames[name]
    for link in package.schemas[name].foreign_keys:
        target = link.reference or name
        if link.fields != ("comparable_with",) and withheld[target].any():
            gone = set(_keys(frames[target][withheld[target]], link.reference_fields))
            yield pd.Series([key in gone for key in _keys(frame, link.fields)], index=frame.index, dtype=bool)


def _keys(frame: "pd.DataFrame", columns: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    return zip(*(frame[column] for column in columns), strict=True)


def _names_withheld(frame: "pd.DataFrame", frames: Frames, withheld: Marks, package: PackageInfo) -> "pd.Series[bool]":
    """Whether a correction or an acknowledgement is about a row that is withheld."""
    import pandas as pd  # noqa: PLC0415

    tables = frame["table"] if "table" in frame else frame["file"].str.removesuffix(".csv")
    gone = {
        (name, "/".join(map(str, key)))
        for name, marks in withheld.items()
        for key in _keys(frames[name][marks], package.schemas[name].primary_key)
    }
    return pd.Series([key in gone for key in zip(tables, frame["row_key"], strict=True)], index=frame.index, dtype=bool)


def _cited(frames: Frames) -> set[str]:
    tables = (frame for name, frame in frames.items() if name != "sources")
    columns = (frame[name] for frame in tables for name in ("source_id", "end_source_id") if name in frame)
    return {source_id for column in columns for source_id in column}
