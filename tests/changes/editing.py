"""A small invented package, and edits of it that each give the package as it is after the edit."""

from collections.abc import Callable
from dataclasses import replace
from functools import cache

from ratings_site.model.tables import PackageInfo, Tables
from tests import builders
from tests.builders import a_rating, tables_of
from tests.downloads.synthetic import SYNTHETIC as PACKAGE

Rows = dict[str, list[dict[str, str]]]
Edit = Callable[[Rows], Rows]

REASON = "A misprint (synthetic)."


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
    told = {"title": "Synthetic ratings", "version": "1.2.3"} | described
    descriptor = dict(real.descriptor) | told | {"created": "2026-11-23T09:30:00Z"}
    return replace(real, descriptor=descriptor, **told)


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
