"""Publications and corrections: that they belong to something."""

from collections.abc import Iterator

from ratings_site.check.rules.facts import Facts, Finding, finding, joined, repeated
from ratings_site.check.sheets import Row

_AREA_OF_REPORT = {
    "PDU inspection report": "pdu",
    "Regional inspection report": "region",
    "Dynamic inspection report": "region",
    "National inspection report": "national",
    "Approved premises inspection report": "approved premises",
}


def check_publications(facts: Facts) -> Iterator[Finding]:
    """Rule 9: each inspection has its publication, and each inspection report its inspection, of the same kind."""
    published = {row["inspection_id"] for row in facts.rows("publications")}
    in_doubt = any("inspection_id" in row.in_doubt for row in facts.rows("publications"))
    for inspection_id, row in facts.inspections.items():
        if inspection_id not in published and not in_doubt:
            yield finding(
                "inspection-without-publication", "inspections", row, None, (inspection_id,), inspection=inspection_id
            )
    for row in facts.rows("publications"):
        wanted = _AREA_OF_REPORT.get(row["type"])
        inspection = facts.inspections.get(row["inspection_id"])
        about = (row["publication_id"], row["inspection_id"])
        if wanted and not row["inspection_id"] and "inspection_id" not in row.in_doubt:
            yield finding("report-without-inspection", "publications", row, "inspection_id", about[:1])
        elif inspection and wanted != (inspection["area_type"] or wanted):
            kind = inspection["area_type"]
            yield finding("report-of-other-kind", "publications", row, "type", about, kind=kind)


def check_publication_dates(facts: Facts) -> Iterator[Finding]:
    """An inspection and its report have one date."""
    findings, compared = [], 0
    suspects_inspections = _is_sorted(facts.rows("inspections"))
    for row in facts.rows("publications"):
        inspection = facts.inspections.get(row["inspection_id"])
        if inspection is None or (row.in_doubt | inspection.in_doubt) & {"published", "published_precision"}:
            continue
        compared += 1
        if _differ(row, inspection):
            about = (row["publication_id"], row["inspection_id"])
            table, at, other = "publications", row, inspection
            if suspects_inspections:
                table, at, other = "inspections", inspection, row
            words: dict[str, str | int] = {"other": _date(other), "line": other.line}
            words["file"] = facts.sheets["publications" if suspects_inspections else "inspections"].path
            findings.append(finding("dates-disagree", table, at, "published", about, **words))
    yield from joined(findings, facts.rows("inspections") + facts.rows("publications"), of=compared)


def check_entered_twice(facts: Facts) -> Iterator[Finding]:
    """Two publications of one type, title, date and address are one, entered twice."""
    columns = ("type", "title", "published", "url")
    for row, first in repeated(facts.rows("publications"), lambda row: tuple(row[name] for name in columns)):
        if not row.in_doubt:
            yield finding("publication-twice", "publications", row, "title", [row["publication_id"]], line=first.line)


def _differ(report: Row, inspection: Row) -> bool:
    """Whether the dates differ, or how exactly they are known; a precision that is lacking is reported as that."""
    precisions = {row["published_precision"] for row in (report, inspection)} - {""}
    return report["published"] != inspection["published"] or len(precisions) > 1


def _date(row: Row) -> str:
    day, precision = row["published"], row["published_precision"]
    return f"{day} ({precision})" if day else "empty"


def _is_sorted(rows: list[Row]) -> bool:
    days = [row["published"] for row in rows if row["published"]]
    return days in (sorted(days), sorted(days, reverse=True))


def check_corrections(facts: Facts) -> Iterator[Finding]:
    """A correction names a row and a column that are there (a warning: the row may have been taken out)."""
    for row in facts.rows("corrections"):
        sheet = facts.sheets.get(row["table"])
        if sheet is None or not sheet.usable or not sheet.rows or row.in_doubt:
            continue
        if any(one.in_doubt for one in sheet.rows):
            continue
        if row["column"] and row["column"] not in sheet.schema.column_names:
            yield finding("correction-of-nothing", "corrections", row, "column", what="column", file=sheet.path)
        elif row["column"] and row["row_key"] not in {sheet.key(one) for one in sheet.rows}:
            yield finding("correction-of-nothing", "corrections", row, "row_key", what="row", file=sheet.path)
