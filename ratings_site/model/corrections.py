"""Which corrections concern which page and which value, for the banner on a page and the mark beside a value."""

from collections.abc import Iterator, Mapping

from ratings_site.model.rows import Correction, fill
from ratings_site.model.tables import Tables, ValueRow

Cell = tuple[str, str, str]
"""Table, row key and column, as a row of `corrections` names them; an empty column is the whole row."""

Subject = tuple[str, str]
"""What a page is about, such as pdu, inspection or publication, and its id; or `page` and the page's own address."""

_LISTED_ON = {
    **dict.fromkeys(("inspections", "ratings"), "ratings/"),
    **dict.fromkeys(("figures", "findings", "practice_examples", "rating_totals", "statistics"), "annual-report-2024/"),
    "publications": "publications/",
}
"""The page that lists the rows of a table; the data page has them all."""

_NAMED = {
    "pdu_id": "pdu",
    "successor_id": "pdu",
    "region_id": "region",
    "publication_id": "publication",
    "inspection_id": "inspection",
    "standard_id": "standard",
}
"""The columns by which a row says whose pages show it."""


def build_corrections(tables: Tables) -> tuple[Correction, ...]:
    """Every correction, newest first."""
    corrections = fill(Correction, tables.rows.get("corrections", []))
    return tuple(sorted(corrections, key=lambda c: (c.corrected_on, c.correction_id), reverse=True))


def build_corrections_by_page(tables: Tables) -> Mapping[Subject, tuple[Correction, ...]]:
    """The corrections that concern each page, newest first; pages without any are left out.

    A correction of a row concerns the pages of what its key or the row names, and the area of an inspection that it
    names; of a row that was taken out, those that its key names.
    """
    corrections, schemas = build_corrections(tables), tables.package.schemas
    needed = {"inspections", *(correction.table for correction in corrections)} & tables.rows.keys()
    rows = {table: {schemas[table].row_key(row): row for row in tables.rows[table]} for table in needed}
    found: dict[Subject, list[Correction]] = {}
    for correction in corrections:
        key = schemas[correction.table].primary_key if correction.table in needed else ()
        ids = dict(zip(key, correction.row_key.split("/"), strict=False))
        for subject in dict.fromkeys(_subjects(correction, ids, rows)):
            found.setdefault(subject, []).append(correction)
    return {subject: tuple(corrections) for subject, corrections in found.items()}


def _subjects(
    correction: Correction, ids: Mapping[str, str], rows: Mapping[str, Mapping[str, ValueRow]]
) -> Iterator[Subject]:
    yield "page", "data/"
    if correction.table in _LISTED_ON:
        yield "page", _LISTED_ON[correction.table]
    row = {**ids, **rows.get(correction.table, {}).get(correction.row_key, {})}
    if correction.table == "pdus":
        row.pop("region_id", None)  # its own page says it, and not that of its region
    for told in (rows["inspections"].get(row.get("inspection_id", ""), {}), row):
        yield from ((kind, told[column]) for column, kind in _NAMED.items() if told.get(column))
