"""A small invented package, and edits of it that each give the package as it is after the edit."""

from collections.abc import Callable
from functools import cache

from ratings_site.model.tables import RATINGS, PackageInfo, Tables
from tests import builders
from tests.builders import (
    a_grade,
    a_pdu,
    a_programme,
    a_publication,
    a_rating,
    a_region,
    a_source,
    a_standard,
    tables_of,
)

Rows = dict[str, list[dict[str, str]]]
Edit = Callable[[Rows], Rows]

REASON = "A misprint (synthetic)."

_ROWS = (
    a_source("list"),
    a_source("report", url="https://report.example/"),
    a_region("North (synthetic)", region_id="north", source_id="list"),
    a_region("Ynys Môn, “South” (synthetic)", region_id="south", nation="Wales", source_id="list"),
    a_pdu("Alderby", region_id="north", source_id="list"),
    a_pdu("Brackwell", region_id="north", source_id="list"),
    a_pdu("Corvale", region_id="south", closed="2025-04-28", source_id="list"),
    a_pdu("Dunmere", region_id="south", opened="2025-04-28", source_id="list"),
    builders.Row("pdu_names", {"pdu_id": "alderby", "name": "Alderby City", "used_by": "HMPPS", "source_id": "list"}),
    builders.Row(
        "pdu_changes",
        {"pdu_id": "corvale", "change": "merged", "successor_id": "dunmere", "as_at": "2025-04-28"}
        | {"as_at_precision": "day", "source_id": "list"},
    ),
    builders.Row(
        "places",
        {"place": "Alder", "place_type": "county", "pdu_id": "alderby", "extent": "whole", "basis": "stated"}
        | {"as_at": "2026-08-01", "as_at_precision": "month", "source_id": "list"},
    ),
    a_programme("pdu-2021", name="First programme", source_id="report"),
    a_programme("core-2023", name="Second programme", source_id="report"),
    a_programme("dynamic-2025", name="Unrated programme", started="2025-10-01", rated="no", source_id="report"),
    a_standard("Leadership", source_id="report"),
    a_standard("Staffing", order=2, source_id="report"),
    builders.an_inspection("Alderby", "pdu-2021", published="2022-05-01", overall="Inadequate", source_id="report"),
    builders.an_inspection("Alderby", score=3, score_basis="derived", source_id="report"),
    builders.an_inspection("Dunmere", inspection_id="dunmere-2025", published="", overall="Good", source_id="list"),
    builders.a_regional_inspection(
        "North", region_id="north", published="2024-11-07", overall="Good", source_id="report"
    ),
    a_rating("alderby-2024", "Leadership", "Good", source_id="report"),
    a_rating("alderby-2024", "Staffing", "Requires improvement", source_id="report"),
    a_rating("dunmere-2025", "Leadership", "", source_id="list"),
    a_publication("Supervision", published="2024-01-26", source_id="list"),
    a_publication("Undated", published="", source_id="list"),
    builders.a_statistic("leaving-rate", "10.4", as_at="2024-06-01", source_id="report"),
)


def _by_table() -> Rows:
    rows: Rows = {}
    for row in (*_ROWS, *(a_grade(rating, 3 - order, order + 1) for order, rating in enumerate(RATINGS))):
        rows.setdefault(row.table, []).append(row.cells)
    for grade in rows["rating_scale"]:
        grade["source_id"] = "list"
    return rows


PACKAGE = _by_table()


def edited(*edits: Edit, **described: object) -> Tables:
    """The invented package after the edits, in the order given, with a description of its own."""
    if not edits and not described:
        return _unedited()
    rows = PACKAGE
    for edit in edits:
        rows = edit(rows)
    return tables_of(package_info(**described), rows)


@cache
def _unedited() -> Tables:
    """The invented package itself, which most tests compare with."""
    return tables_of(package_info(), PACKAGE)


def package_info(**described: object) -> PackageInfo:
    """The real columns under a description of their own, with the version 1.2.3 of 23 November 2026."""
    real = builders.package_info("2026-11-23")
    told = {"title": "Synthetic ratings", "version": "1.2.3", "created": "2026-11-23T09:30:00Z"}
    return real.but(**(told | described))


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
        inspection = builders.an_inspection(
            inspection_id="alderby-2026", published=published, overall=overall, source_id="report"
        )
        rating = a_rating("alderby-2026", "Leadership", leadership, source_id="report")
        return add("ratings", **rating.cells)(add("inspections", **inspection.cells)(rows))

    return apply
