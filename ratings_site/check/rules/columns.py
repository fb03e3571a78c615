"""Columns that say something together: a date and its precision, a beginning and an end, a fact and its source."""

from urllib.parse import urlsplit

from ratings_site.check.rules.facts import REPORT_AFTER, Facts, Judged, finding
from ratings_site.check.sheets import Row, repeated
from ratings_site.model.rows import PUBLISHED
from ratings_site.model.tables import build_row_key

MOST_WORDS = 40
"""A quotation stays a quotation: nobody's page is copied."""

_ORDERED = (("pdus", "opened", "closed"), ("programmes", "started", "ended"), ("inspections", "earliest", "latest"))

_EITHER = (("findings", ("inspection_id", "publication_id")), ("practice_examples", ("pdu_id", "region_id")))

_TOGETHER = (
    ("inspections", ("recommendations", "recommendations_source_id")),
    ("inspections", ("fieldwork_from", "fieldwork_to", "fieldwork_precision", "fieldwork_source_id")),
    ("programmes", ("ended", "end_kind")),
    ("pdus", ("ndelius_code", "code_source_id")),
    ("places", ("lad_code", "code_source_id")),
    ("publications", ("url", "url_kind")),
)
"""Columns that say one fact together."""


def check_precision(facts: Facts) -> Judged:
    """A date known to the month or year stands at its first day; a date has a precision, and no date has none."""
    for sheet in facts.sheets.values():
        for precision in (name for name in sheet.schema.column_names if name.endswith("_precision")):
            column = precision.removesuffix("_precision")
            dated = sheet.rows if column in sheet.schema.column_names else []
            for row in [row for row in dated if not row.in_doubt & {column, precision}]:
                day, exact = row[column], row[precision]
                if bool(day) != bool(exact):
                    lacking, given = (precision, column) if day else (column, precision)
                    yield finding("date-without-precision", row, lacking, (), given=given)
                elif day and not day.endswith({"month": "-01", "year": "-01-01"}.get(exact, "")):
                    yield finding("day-beyond-precision", row, column, (), precision=exact)


def check_order(facts: Facts) -> Judged:
    """Nothing closes or ends before it opened or began."""
    for table, start, end in _ORDERED:
        for row in facts.rows(table):
            began, ended = row.first_day(start), row.last_day(end)
            if began and ended and ended < began:
                yield finding("range-turned-round", row, end, (build_row_key(row.key),), start=str(began))
    for row in facts.rows("statistics"):
        value, value_to = row.values["value"], row.values["value_to"]
        if isinstance(value, float) and isinstance(value_to, float) and value_to < value:
            yield finding("range-turned-round", row, "value_to", (), start=row["value"])


def check_bounds(facts: Facts) -> Judged:
    """The first and the last day on which a report can have come out leave room for the date that is known of it."""
    for row in facts.rows("inspections"):
        first, last = row.first_day(), row.last_day()
        earliest, latest = row.first_day("earliest"), row.first_day("latest")
        if first and last and not row.in_doubt & {"published", "published_precision", "earliest", "latest"}:
            column = "earliest" if earliest and earliest > last else "latest" if latest and latest < first else ""
            if column:
                words = {"published": row["published"], "precision": row["published_precision"]}
                yield finding("bound-beyond-date", row, column, **words)


def check_status(facts: Facts) -> Judged:
    """A report that does not stand as published says since when and why; one that does says neither."""
    for row in facts.rows("inspections"):
        status, stands = row["status"], row["status"] == PUBLISHED
        for column in ("status_on", "status_reason") if status and "status" not in row.in_doubt else ():
            if bool(row[column]) == stands and column not in row.in_doubt:
                check = "status-without-cause" if stands else "status-unexplained"
                yield finding(check, row, column, status=status)


def check_programme_dates(facts: Facts) -> Judged:
    """Rule 7, first half: no report is older than its programme, or (a warning) comes out a year after its end."""
    for row in facts.rows("inspections"):
        name, first, last = row["programme_id"], row.first_day(), row.last_day()
        if (programme := facts.programmes.get(name)) and first and last:
            began, ended = programme.first_day("started"), programme.last_day("ended")
            if began and last < began:
                yield finding("before-programme", row, "published", None, [name], programme=name, began=str(began))
            if ended and first > ended + REPORT_AFTER:
                words = {"programme": name, "ended": str(ended), "kind": programme["end_kind"]}
                yield finding("after-programme", row, "published", None, [name], **words)


def check_region_dates(facts: Facts) -> Judged:
    """Rule 7, second half: a region's report is not older than the first ones on its PDUs in the same programme.

    A warning; a PDU that was inspected once more, after the region, or of whose reports one has no date, gives none.
    """
    region_of = {row["pdu_id"]: row["region_id"] for row in facts.rows("pdus")}
    of_pdus = [row for row in facts.rows("inspections") if row["area_type"] == "pdu"]
    units = {(row["published"], row["inspection_id"]): (row["programme_id"], row["pdu_id"]) for row in of_pdus}
    first = {units[one]: one for one in sorted(units, reverse=True)}
    in_order = sorted((one, unit) for unit, one in first.items())
    newest = {(programme, region_of.get(pdu, "")): one for one, (programme, pdu) in in_order}
    for row in facts.rows("inspections"):
        published = row.last_day()
        day, other = newest.get((row["programme_id"], row["region_id"]), ("", ""))
        if row["area_type"] == "region" and published and str(published) < day:
            yield finding("region-before-pdus", row, "published", (row["inspection_id"], other), other=other, day=day)


def check_entered_twice(facts: Facts) -> Judged:
    """Rule 8: two inspections of one area in one programme with one date are one, entered twice."""

    def said(row: Row) -> tuple[str, ...]:
        area = row["pdu_id"] or row["region_id"] or row["premises_id"] or row["area_type"]
        in_doubt = row.in_doubt & {"pdu_id", "region_id", "premises_id", "published"}
        date = row["published"], row["published_precision"]
        return () if in_doubt or not row["published"] else (row["programme_id"], area, *date)

    for row, first in repeated(facts.rows("inspections"), said):
        about, other = (row["inspection_id"], first["inspection_id"]), first["inspection_id"]
        yield finding("inspection-twice", row, None, about, other=other, line=first.line)


def check_halves(facts: Facts) -> Judged:
    """A fact of several columns is told whole, with its source, or not at all."""
    for table, columns in _TOGETHER:
        for row in facts.rows_if_read(table):
            filled = [name for name in columns if row[name]]
            empty = [name for name in columns if not row[name]]
            if filled and empty and not row.in_doubt & set(columns):
                yield finding("half-told", row, empty[0], (), given=filled[0])


def check_belonging(facts: Facts) -> Judged:
    """A finding belongs to an inspection or to a publication, good practice to a PDU or to a region."""
    for table, columns in _EITHER:
        for row in facts.rows_if_read(table):
            filled = [name for name in columns if row[name]]
            if len(filled) != 1 and not row.in_doubt & set(columns):
                words = {"first": columns[0], "second": columns[1], "filled": "both are" if filled else "neither is"}
                yield finding("not-exactly-one", row, columns[0], (), **words)


def check_quotations(facts: Facts) -> Judged:
    """Exact words are at most forty."""
    for sheet in facts.sheets.values():
        for column in {"quote", "words"} & set(sheet.schema.column_names):
            for row in sheet.rows:
                count = len(row[column].split())
                if count > MOST_WORDS and column not in row.in_doubt:
                    yield finding("quotation-too-long", row, column, (), count=count, most=MOST_WORDS)


def check_addresses(facts: Facts) -> Judged:
    """No document has the front page of a site for its address."""
    for table in ("publications", "sources"):
        for row in facts.rows_if_read(table):
            address = urlsplit(row["url"])
            if address.netloc and address.path in {"", "/"} and not address.query and "url" not in row.in_doubt:
                yield finding("front-page", row, "url", ())
