"""The package as it is published on a day: later rows are left out, later corrections undone.

A row with a date of its own is withheld while that date is later than the day; so is everything that hangs on a
withheld row, whatever its table, and every source that nothing else cites. A date known to the month or year counts
from its first day, since that is how the tables write it; a scheduled release therefore needs its exact day.

Looking back further than the package's own date, the tables that everything stands on (regions, standards, the
scale) stay, even where the source cited for them came out later: a site without them would show nothing at all.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from ratings_site.model.tables import PackageInfo, Tables, TableSchema, ValueRow, in_order, read_value, text_of

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

REPORTS = (("publications", "publication_id", "url"), ("inspections", "inspection_id", "report_url"))
"""Where reports stand, with their identifier and their address."""

Rows = dict[str, list[ValueRow]]

RELEASE_TIME = time(9, 30)
"""The minute, in London, at which a day's publications come out, as the government's statistics do."""


def as_of(tables: Tables, day: date) -> Tables:
    """The tables as published on `day`, which becomes the package's own date; the same tables give the same result."""
    rows = _without_corrections(tables, day)
    for name, (column, *others) in ENDS.items():
        unknown = {column: None, **dict.fromkeys(others, "")}
        rows[name] = [{**row, **unknown} if _is_later(row, column, day) else row for row in rows[name]]
    return Tables(tables.package.dated(day), _published(rows, tables.package, day))


def scheduled_days(tables: Tables) -> tuple[date, ...]:
    """The days after the package's own date on which something in it will appear, earliest first."""
    columns = {name: published_from(schema) for name, schema in tables.package.schemas.items()}
    days = {row[column] for name, column in columns.items() if column for row in tables.rows[name]} - {None}
    return tuple(sorted(day for day in days if day > tables.package.created))


def package_day(tables: Tables) -> date:
    """The package's own day: that of its last release, or of the last entry since; it follows from the tables alone."""
    entered: Iterator[date] = (row[column] for name, column in ENTERED.items() for row in tables.rows[name])
    return max([tables.package.created, *filter(None, entered)])


def publication_day(now: datetime) -> date:
    """The day whose publications are out at this moment: until half past nine in London it is still yesterday.

    `now` must know its time zone.
    """
    london = now.astimezone(ZoneInfo("Europe/London"))
    return london.date() if london.time() >= RELEASE_TIME else london.date() - timedelta(days=1)


def _without_corrections(tables: Tables, day: date) -> Rows:
    """Give each cell that was corrected later the value it had; the newest correction is undone first."""
    rows = dict(tables.rows)
    later = [row for row in rows["corrections"] if row["corrected_on"] > day]
    for row in sorted(later, key=lambda row: (row["corrected_on"], row["correction_id"]), reverse=True):
        schema = tables.package.schemas[row["table"]]
        rows[schema.name] = in_order(schema, _undone(row, schema, rows[schema.name]))
    return rows


def _undone(correction: ValueRow, schema: TableSchema, rows: list[ValueRow]) -> Iterator[ValueRow]:
    """The rows without the one that a correction brought, or with the cell that it changed as it was."""
    for row in rows:
        if schema.row_key(row) != correction["row_key"]:
            yield row
        elif correction["column"]:
            fields = (field for field in schema.fields if field.name == correction["column"])
            was = {field.name: read_value(field, correction["was"]) for field in fields}
            yield {**row, **{name: cell for name, cell in was.items() if text_of(row[name]) == correction["now"]}}


def published_from(schema: TableSchema) -> str:
    """The date that decides from when on a row may be seen: the first that its table has, so that none is forgotten.

    "" where rows have no date and follow those they hang on.
    """
    dates = (field.name for field in schema.fields if field.type == "date")
    return OTHER_DATES.get(schema.name, next(dates, ""))


def _published(rows: Rows, package: PackageInfo, day: date) -> Rows:
    """The rows that are published on `day`, without a mention of any that is not.

    Sources that only withheld rows cite go with them, and those that nothing cites and that were found later; a
    programme is compared with none that has not begun.
    """
    kept = _kept(rows, package, day)
    found = {row["source_id"] for row in kept["sources"] if not _is_later(row, "retrieved", day)}
    staying = _cited(kept) | (found - _cited(rows))
    kept["sources"] = [row for row in kept["sources"] if row["source_id"] in staying]
    begun = _cells(kept["programmes"], "programme_id")
    kept["programmes"] = [
        row if (row["comparable_with"],) in begun else {**row, "comparable_with": ""} for row in kept["programmes"]
    ]
    return kept


def _kept(rows: Rows, package: PackageInfo, day: date) -> Rows:
    """Leave out the rows dated later, and what hangs on them, until nothing more falls."""
    dates = {name: published_from(package.schemas[name]) for name in rows}
    withheld = {name: [row for row in of if _is_later(row, dates[name], day)] for name, of in rows.items()}
    kept = {name: [row for row in of if not _is_later(row, dates[name], day)] for name, of in rows.items()}

    def withhold(name: str, columns: Collection[str], those: Collection[tuple[str, ...]]) -> None:
        if falling := [row for row in kept[name] if tuple(row[column] for column in columns) in those]:
            withheld[name] += falling
            kept[name] = [row for row in kept[name] if tuple(row[column] for column in columns) not in those]

    told = _sources_of(rows, withheld)
    for name in rows.keys() & TOLD_BY_A_REPORT:
        withhold(name, ["source_id"], told)
    # nobody can have read these sources yet, or they are reports still to come: everything that cites them waits
    after = max(day, package.created)
    coming = {name: [row for row in withheld[name] if _is_later(row, "published", after)] for name, *_ in REPORTS}
    unread = [row for row in rows["sources"] if _is_later(row, "retrieved", after)]
    withhold("sources", ["source_id"], _cells(unread, "source_id") | _sources_of(rows, coming))
    found = -1
    while found != (found := sum(map(len, withheld.values()))):
        for name in rows:
            for link in package.schemas[name].foreign_keys:
                if link.fields != ("comparable_with",):  # a programme merely compared with one stays
                    withhold(name, link.fields, _cells(withheld[link.reference or name], *link.reference_fields))
        withhold("inspections", ["inspection_id"], _cells(withheld["publications"], "inspection_id"))
        for name, column, use in USED_BY:
            withhold(name, [column], _cells(withheld[use], column) - _cells(kept[use], column))
    keys = [(schema, schema.row_key(row)) for name, schema in package.schemas.items() for row in withheld[name]]
    withhold("corrections", ["table", "row_key"], {(schema.name, key) for schema, key in keys})
    withhold("acknowledgements", ["file", "row_key"], {(schema.path, key) for schema, key in keys})
    return kept


def _is_later(row: ValueRow, column: str, day: date) -> bool:
    return bool(column and row[column] and row[column] > day)


def _cells(rows: Iterable[ValueRow], *columns: str) -> set[tuple[str, ...]]:
    return {tuple(row[column] for column in columns) for row in rows}


def _sources_of(rows: Rows, reports: Rows) -> set[tuple[str, ...]]:
    """The sources that stand for these reports alone: by their address, or by carrying the publication's id."""
    named, links, others = _cells(reports["publications"], "publication_id"), set[str](), {""}
    for name, key, address in REPORTS:
        keys = _cells(reports[name], key)
        links |= {row[address] for row in reports[name]}
        others |= {row[address] for row in rows[name] if (row[key],) not in keys}
    return {
        (row["source_id"],) for row in rows["sources"] if (row["source_id"],) in named or row["url"] in links - others
    }


def _cited(rows: Mapping[str, list[ValueRow]]) -> set[str]:
    of_others = (row for name in rows.keys() - {"sources"} for row in rows[name])
    return {cell for row in of_others for name, cell in row.items() if name.endswith("source_id")}
