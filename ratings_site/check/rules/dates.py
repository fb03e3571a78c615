"""Dates: that they come in order, and are no more exact than what is known."""

from collections.abc import Iterator

from ratings_site.check.rules.facts import Facts, Finding, finding, first_day, last_day

_ORDERED = (("pdus", "opened", "closed"), ("programmes", "started", "ended"), ("inspections", "earliest", "latest"))


def check_precision(facts: Facts) -> Iterator[Finding]:
    """A date known to the month or year stands at its first day; a date has a precision, and no date has none."""
    for table, sheet in facts.sheets.items():
        names = set(sheet.schema.column_names)
        for column in (name for name in sheet.schema.column_names if f"{name}_precision" in names):
            precision = f"{column}_precision"
            for row in sheet.rows:
                day, exact = row[column], row[precision]
                if row.in_doubt & {column, precision}:
                    continue
                if bool(day) != bool(exact):
                    lacking, given = (precision, column) if day else (column, precision)
                    yield finding("date-without-precision", table, row, lacking, given=given)
                elif day and not day.endswith({"month": "-01", "year": "-01-01"}.get(exact, "")):
                    yield finding("day-beyond-precision", table, row, column, precision=exact)


def check_order(facts: Facts) -> Iterator[Finding]:
    """Nothing closes or ends before it opened or began."""
    for table, start, end in _ORDERED:
        for row in facts.rows(table):
            began, ended = first_day(row, start), last_day(row, end)
            if began and ended and ended < began:
                yield finding("range-turned-round", table, row, end, (facts.sheets[table].key(row),), start=str(began))
    for row in facts.rows("statistics"):
        value, value_to = row.values["value"], row.values["value_to"]
        if isinstance(value, float) and isinstance(value_to, float) and value_to < value:
            yield finding("range-turned-round", "statistics", row, "value_to", start=row["value"])


def check_programme_dates(facts: Facts) -> Iterator[Finding]:
    """Rule 7, first half: no inspection is published before its programme began."""
    for row in facts.rows("inspections"):
        programme = facts.programmes.get(row["programme_id"])
        began = first_day(programme, "started") if programme else None
        published = last_day(row)
        if began and published and published < began:
            about, name = (row["inspection_id"],), row["programme_id"]
            words = {"programme": name, "began": str(began)}
            yield finding("before-programme", "inspections", row, "published", about, (name,), **words)


def check_region_dates(facts: Facts) -> Iterator[Finding]:
    """Rule 7, second half: a region's report is not older than its PDUs' in the same programme (a warning)."""
    region_of = {row["pdu_id"]: row["region_id"] for row in facts.rows("pdus")}
    newest: dict[tuple[str, str], tuple[str, str]] = {}
    for row in facts.rows("inspections"):
        day = first_day(row)
        if row["area_type"] == "pdu" and day:
            place = (row["programme_id"], region_of.get(row["pdu_id"], ""))
            newest[place] = max(newest.get(place, ("", "")), (str(day), row["inspection_id"]))
    for row in facts.rows("inspections"):
        published = last_day(row)
        newest_day, other = newest.get((row["programme_id"], row["region_id"]), ("", ""))
        if row["area_type"] == "region" and published and str(published) < newest_day:
            about, words = (row["inspection_id"], other), {"other": other, "day": newest_day}
            yield finding("region-before-pdus", "inspections", row, "published", about, **words)


def check_entered_twice(facts: Facts) -> Iterator[Finding]:
    """Rule 8: two inspections of one area in one programme with one date are one, entered twice."""
    seen: dict[tuple[str, ...], tuple[str, int]] = {}
    for row in facts.rows("inspections"):
        area = row["pdu_id"] or row["region_id"] or row["premises_id"] or row["area_type"]
        if not row["published"] or row.in_doubt & {"pdu_id", "region_id", "premises_id", "published"}:
            continue
        what = (row["programme_id"], area, row["published"], row["published_precision"])
        other, line = seen.setdefault(what, (row["inspection_id"], row.line))
        if other != row["inspection_id"]:
            about = (row["inspection_id"], other)
            yield finding("inspection-twice", "inspections", row, None, about, other=other, line=line)
