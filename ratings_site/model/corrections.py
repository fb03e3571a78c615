"""Which corrections concern which page and which value, for the banner on a page and the mark beside a value."""

from collections.abc import Iterator, Mapping

from ratings_site.model.rows import Correction, fill
from ratings_site.model.tables import Tables, ValueRow

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

_OF_INSPECTIONS = {"inspections", "ratings"}
"""Tables whose key tells the inspection, and the standard, also where the row is gone."""

_NAMED = {"pdu_id": "pdu", "successor_id": "pdu", "region_id": "region", "publication_id": "publication"}
"""The columns by which a row says whose pages show it, beside its inspection's and its standard's."""


def build_corrections(tables: Tables) -> tuple[Correction, ...]:
    """Every correction, newest first."""
    corrections = fill(Correction, tables.rows.get("corrections", []))
    return tuple(sorted(corrections, key=lambda c: (c.corrected_on, c.correction_id), reverse=True))


def build_corrected_cells(tables: Tables) -> Mapping[Cell, Correction]:
    """The newest correction of each cell: what a mark beside a value leads to."""
    return {correction.cell: correction for correction in reversed(build_corrections(tables))}


def build_corrections_by_page(tables: Tables) -> Mapping[Subject, tuple[Correction, ...]]:
    """The corrections that concern each page, newest first; pages without any are left out.

    A correction of an inspection, or of what is told of one, concerns the pages of both it and its area; of a rating
    or a total its standard's; and of a row that names units, a region or a publication their pages.
    """
    corrections = build_corrections(tables)
    needed = {"inspections", *(correction.table for correction in corrections)} & tables.rows.keys()
    schemas = tables.package.schemas
    rows = {table: {schemas[table].row_key(row): row for row in tables.rows[table]} for table in needed}
    found: dict[Subject, list[Correction]] = {}
    for correction in corrections:
        for subject in dict.fromkeys(_subjects(correction, rows)):
            found.setdefault(subject, []).append(correction)
    return {subject: tuple(corrections) for subject, corrections in found.items()}


def _subjects(correction: Correction, rows: Mapping[str, Mapping[str, ValueRow]]) -> Iterator[Subject]:
    table, parts = correction.table, correction.row_key.split("/")
    row = rows.get(table, {}).get(correction.row_key, {})
    yield "page", "data/"
    if table in _LISTED_ON:
        yield "page", _LISTED_ON[table]
    if table in _OWN_PAGE:
        yield _OWN_PAGE[table], correction.row_key
    told = dict(zip(("inspection_id", "standard_id"), parts, strict=False)) if table in _OF_INSPECTIONS else row
    if told.get("inspection_id"):
        yield "inspection", told["inspection_id"]
        yield from _named(rows["inspections"].get(told["inspection_id"], {}))
    if told.get("standard_id") and table not in _OWN_PAGE:
        yield "standard", told["standard_id"]
    if table not in _OWN_PAGE:
        yield from _named(row)


def _named(row: ValueRow) -> Iterator[Subject]:
    yield from ((kind, row[column]) for column, kind in _NAMED.items() if row.get(column))
