"""Publications and corrections: that they belong to something."""

from ratings_site.check.rules.facts import Facts, Judged, finding, of_a_column
from ratings_site.check.sheets import repeated
from ratings_site.model.tables import build_row_key

_AREA_OF_REPORT = {
    "PDU inspection report": "pdu",
    "Regional inspection report": "region",
    "Dynamic inspection report": "region",
    "National inspection report": "national",
    "Approved premises inspection report": "approved premises",
}


def check_publications(facts: Facts) -> Judged:
    """Rule 9: each inspection has its publication, and each inspection report its inspection, of the same kind."""
    reports = facts.rows("publications")
    published = {row["inspection_id"] for row in reports}
    in_doubt = any("inspection_id" in row.in_doubt for row in reports)
    for inspection_id, row in facts.inspections.items():
        if inspection_id not in published and not in_doubt:
            yield finding("inspection-without-publication", row, None, inspection=inspection_id)
    for row in reports:
        wanted, inspection = _AREA_OF_REPORT.get(row["type"]), facts.inspections.get(row["inspection_id"])
        if wanted and not row["inspection_id"] and "inspection_id" not in row.in_doubt:
            yield finding("report-without-inspection", row, "inspection_id")
        elif inspection and wanted != (inspection["area_type"] or wanted):
            yield finding("report-of-other-kind", row, "type", kind=inspection["area_type"])


@of_a_column("inspections", "publications")
def check_publication_dates(facts: Facts) -> Judged:
    """An inspection and its report have one date."""
    days = [row["published"] for row in facts.rows("inspections") if row["published"]]
    suspects_inspections = days in (sorted(days), sorted(days, reverse=True))
    for row in facts.rows("publications"):
        inspection = facts.inspections.get(row["inspection_id"])
        if inspection is None or (row.in_doubt | inspection.in_doubt) & {"published", "published_precision"}:
            continue
        # how exactly the dates are known must agree too; a precision that is lacking is reported as that
        precisions = {one["published_precision"] for one in (row, inspection)} - {""}
        at, other = (inspection, row) if suspects_inspections else (row, inspection)
        day = f"{other['published']} ({other['published_precision']})" if other["published"] else "empty"
        words: dict[str, str | int] = {"other": day, "line": other.line, "file": other.schema.path}
        is_other = row["published"] != inspection["published"] or len(precisions) > 1
        about = (row["publication_id"], row["inspection_id"])
        yield is_other and finding("dates-disagree", at, "published", about, **words)


def check_entered_twice(facts: Facts) -> Judged:
    """Two publications of one type, title, date and address are one, entered twice."""
    columns = ("type", "title", "published", "url")
    for row, first in repeated(facts.rows("publications"), lambda row: tuple(row[name] for name in columns)):
        if not row.in_doubt:
            yield finding("publication-twice", row, "title", [row["publication_id"]], line=first.line)


def check_corrections(facts: Facts) -> Judged:
    """A correction names a row and a column that are there (a warning: the row may have been taken out)."""
    for row in facts.rows("corrections"):
        sheet = facts.sheets.get(row["table"])
        if not sheet or not row["column"] or not sheet.rows or any(one.in_doubt for one in (row, *sheet.rows)):
            continue
        is_lacking = row["column"] not in sheet.schema.column_names
        if is_lacking or row["row_key"] not in {build_row_key(one.key) for one in sheet.rows}:
            column, what = ("column", "column") if is_lacking else ("row_key", "row")
            yield finding("correction-of-nothing", row, column, (), what=what, file=sheet.path)
