"""A small invented package, its areas and ratings synthetic, and edits that each give it as it is after the edit."""

from collections.abc import Callable
from functools import cache

from ratings_site.downloads import Release, render_release
from ratings_site.model.directory import Directory, build_directory
from ratings_site.model.tables import RATINGS, PackageInfo, Tables
from tests import builders
from tests.builders import (
    EARLIER,
    Row,
    a_grade,
    a_pdu,
    a_programme,
    a_publication,
    a_rating,
    a_region,
    a_regional_inspection,
    a_source,
    a_standard,
    a_statistic,
    an_inspection,
    by_table,
    tables_of,
)

SITE_URL = "https://ratings.example/"
Rows = dict[str, list[dict[str, str]]]
Edit = Callable[[Rows], Rows]

REASON = "A misprint (synthetic)."
REPORT, LISTED = {"source_id": "report"}, {"source_id": "list"}
ALDERBY_URL = "https://inspectorate.example/alderby"
SYNTHETIC = by_table(
    a_source("list", title="A list", publisher="A synthetic publisher", url="https://list.example/", licence="MIT"),
    a_source("report", title="A report, the first", publisher="A synthetic inspectorate",
             url="https://report.example/"),
    *(a_grade(rating, 4 - order, order, **REPORT) for order, rating in enumerate(RATINGS, 1)),
    a_region("North (synthetic)", region_id="north", **LISTED),
    a_region("Ynys Môn, “South” (synthetic)", region_id="south", map_number=2, nation="Wales", grid_row=2, **LISTED),
    a_pdu("Alderby", "north", ndelius_code="N50ALD", **LISTED),
    a_pdu("Brackwell", "north", **LISTED),
    a_pdu("Corvale", "south", closed="2025-04-28", **LISTED),
    a_pdu("Dunmere", "south", opened="2025-04-28", **LISTED),
    Row("pdu_names", {"pdu_id": "alderby", "name": "Alderby City", "language": "en", "is_former": "no",
                      "used_by": "HMPPS"} | LISTED),
    Row("pdu_changes", {"pdu_id": "corvale", "change": "merged", "successor_id": "dunmere", "as_at": "2025-04-28",
                        "as_at_precision": "day", "dating": "first seen"} | LISTED),
    Row("places", {"place": "Alder", "place_type": "local authority", "pdu_id": "alderby", "lad_code": "E07000001",
                   "extent": "whole", "basis": "stated", "as_at": "2026-08-01", "as_at_precision": "month"} | LISTED),
    a_programme(EARLIER, name="First programme", started="2021-10-01", started_precision="month",
                ended="2023-07-01", **REPORT),
    a_programme(name="Second programme", pdu_standards=2, pdu_max_score=6, **REPORT),
    a_programme("public-protection-2025", name="Unrated programme", started="2025-10-01", started_precision="month",
                rated="no", scale_id=None, **REPORT),
    *(a_standard(name, order=order, code=f"1.{order}", domain=None, question=None, **REPORT)
      for order, name in enumerate(("Leadership", "Staffing"), 1)),
    an_inspection(programme=EARLIER, published="2022-05-01", published_precision="month", overall="Inadequate",
                  **REPORT),
    an_inspection(score=3, score_basis="derived", report_url=ALDERBY_URL, note="Line one, “quoted”.", **REPORT),
    an_inspection("Dunmere", inspection_id="dunmere-2025", published="", overall="Good", overall_basis="derived",
                  note="No source says when.", **LISTED),
    a_regional_inspection("North", published="2024-11-07", overall="Good", **REPORT),
    a_regional_inspection("North", "public-protection-2025", published="2026-02-01", published_precision="year",
                          overall="Not rated", **REPORT),
    a_rating("alderby-2024", "Leadership", **REPORT),
    a_rating("alderby-2024", "Staffing", "Requires improvement", basis="derived",
             note="It follows from the score, 3, and the other rating.", **REPORT),
    a_rating("dunmere-2025", "Leadership", "", absence="report not read", note="No source says it.", **LISTED),
    a_publication("Alderby", "PDU inspection report", publication_id="alderby-2024", published="2024-10-24",
                  published_precision="day", inspection_id="alderby-2024", url=ALDERBY_URL, **REPORT),
    a_publication("Supervision & <trust>", "Academic insights", publication_id="on-supervision",
                  published="2024-01-26", published_precision="day", **LISTED),
    a_publication("Undated", "Academic insights", published="", published_precision="", note="The date is not known.",
                  **LISTED),
    a_statistic("leaving-rate", "10.4", topic="Staffing", measure="Leaving rate", area="England and Wales",
                direction="neutral", as_at="2024-06-01", as_at_precision="month", section="Staffing", **REPORT),
    a_statistic("cases", 240000, topic="Caseload", measure="Cases", area="North (synthetic)", region_id="north",
                unit="cases", direction="neutral", section="Caseload", **REPORT),
)  # fmt: skip


def synthetic_tables(**replaced: list[dict[str, str]]) -> Tables:
    """Build the invented package, with the rows of the named tables replaced."""
    return tables_of(package_info(), SYNTHETIC | replaced)


def synthetic_directory(**replaced: list[dict[str, str]]) -> Directory:
    return build_directory(synthetic_tables(**replaced))


@cache
def synthetic_release() -> Release:
    """The files of the invented package."""
    return render_release(synthetic_directory())


def edited(*edits: Edit, **described: object) -> Tables:
    """The invented package after the edits, in the order given, with a description of its own."""
    rows = SYNTHETIC
    for edit in edits:
        rows = edit(rows)
    return tables_of(package_info(**described), rows)


def add(table: str, /, **cells: str) -> Edit:
    return lambda rows: rows | {table: [*rows.get(table, []), cells]}


def change(table: str, find: dict[str, str], /, **cells: str) -> Edit:
    def apply(rows: Rows) -> Rows:
        return rows | {table: [row | cells if find.items() <= row.items() else row for row in rows[table]]}

    return apply


def remove(table: str, /, **find: str) -> Edit:
    return lambda rows: rows | {table: [row for row in rows[table] if not find.items() <= row.items()]}


def correct(row_key: str, column: str, was: str, now: str, **cells: str) -> Edit:
    """A row of `corrections`; its table follows from the key."""
    table = "ratings" if "/" in row_key else "inspections"
    row = {"correction_id": f"{column}-1", "corrected_on": "2026-11-24", "table": table, "row_key": row_key}
    return add("corrections", **(row | {"column": column, "was": was, "now": now, "reason": REASON} | cells))


def inspect_alderby(overall: str, leadership: str, published: str = "2026-11-20") -> Edit:
    """A newer inspection of Alderby in the same programme, with one standard."""

    def apply(rows: Rows) -> Rows:
        inspection = an_inspection(
            inspection_id="alderby-2026", published=published, overall=overall, source_id="report"
        )
        rating = a_rating("alderby-2026", "Leadership", leadership, source_id="report")
        return add("ratings", **rating.cells)(add("inspections", **inspection.cells)(rows))

    return apply


def package_info(**replaced: object) -> PackageInfo:
    """Describe the invented package by the real descriptor, so that its columns are the real ones."""
    return builders.package_info("2026-11-23").but(**({"title": "Synthetic ratings", "version": "1.2.3"} | replaced))
