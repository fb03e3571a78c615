"""Which corrections concern which page and which value, for the banner on a page and the mark beside a value."""

from collections.abc import Iterator, Mapping
from typing import Any

from ratings_site.model.rows import Correction, fill
from ratings_site.model.tables import Tables, build_records, text_of

Row = Mapping[str, Any]

Cell = tuple[str, str, str]
"""Table, row key and column, as a row of `corrections` names them; an empty column is the whole row."""

Subject = tuple[str, str]
"""What a page is about, such as pdu, inspection or publication, and its id; or `page` and the page's own address."""

_OWN_PAGE = {"pdus": "pdu", "regions": "region", "standards": "standard", "publications": "publication"}
_LISTED_ON = {
    "figures": "annual-report-2024/",
    "findings": "annual-report-2024/",
    "inspections": "ratings/",
    "practice_examples": "annual-report-2024/",
    "publications": "publications/",
    "rating_totals": "annual-report-2024/",
    "ratings": "ratings/",
    "statistics": "annual-report-2024/",
}
"""The page that lists the rows of a table; the data page has them all."""

_PDU_COLUMNS = {
    "pdu_names": ("pdu_id",),
    "pdu_changes": ("pdu_id", "successor_id"),
    "places": ("pdu_id",),
    "practice_examples": ("pdu_id",),
}


def build_corrections(tables: Tables) -> tuple[Correction, ...]:
    """Every correction, newest first."""
    corrections = fill(Correction, tables["corrections"]) if "corrections" in tables.frames else []
    return tuple(sorted(corrections, key=lambda c: (c.corrected_on, c.correction_id), reverse=True))


def build_corrected_cells(tables: Tables) -> Mapping[Cell, Correction]:
    """The newest correction of each cell: what a mark beside a value leads to."""
    return {correction.cell: correction for correction in reversed(build_corrections(tables))}


def build_corrections_by_page(tables: Tables) -> Mapping[Subject, tuple[Correction, ...]]:
    """The corrections that concern each page, newest first; pages without any are left out.

    A correction of an inspection or of a rating concerns the page of its area; a rating's also its standard's.
    """
    corrections = build_corrections(tables)
    needed = {"inspections", *(correction.table for correction in corrections)} & tables.frames.keys()
    rows: dict[str, Mapping[str, Row]] = {}
    for table in needed:
        key = tables.package.schemas[table].primary_key
        rows[table] = {"/".join(text_of(row[name]) for name in key): row for row in build_records(tables[table])}
    found: dict[Subject, list[Correction]] = {}
    for correction in corrections:
        for subject in dict.fromkeys(_subjects(correction, rows)):
            found.setdefault(subject, []).append(correction)
    return {subject: tuple(corrections) for subject, corrections in found.items()}


def _subjects(correction: Correction, rows: Mapping[str, Mapping[str, Row]]) -> Iterator[Subject]:
    inspections = rows["inspections"]
    table, parts = correction.table, correction.row_key.split("/")
    yield "page", "data/"
    if table in _LISTED_ON:
        yield "page", _LISTED_ON[table]
    if table in _OWN_PAGE:
        yield _OWN_PAGE[table], correction.row_key
    if table in {"inspections", "ratings"}:
        yield "inspection", parts[0]
        yield from _area(inspections.get(parts[0], {}))
    if table == "ratings" and len(parts) > 1:
        yield "standard", parts[1]
    row = rows.get(table, {}).get(correction.row_key, {})
    if row.get("inspection_id"):
        yield "inspection", row["inspection_id"]
    if table == "publications":
        yield from _area(inspections.get(row.get("inspection_id", ""), {}))
    if table == "statistics" and row.get("region_id"):
        yield "region", row["region_id"]
    yield from (("pdu", row[column]) for column in _PDU_COLUMNS.get(table, ()) if row.get(column))


def _area(inspection: Row) -> Iterator[Subject]:
    for kind in ("pdu", "region"):
        if inspection.get(f"{kind}_id"):
            yield kind, inspection[f"{kind}_id"]
