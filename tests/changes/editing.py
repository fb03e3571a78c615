"""Edits of the invented package of the downloads' tests, each giving the package as it is after the edit."""

from collections.abc import Callable

from ratings_site.model.tables import Tables, build_tables
from tests.downloads.synthetic import SYNTHETIC, Rows, package_info

Edit = Callable[[Rows], Rows]

REASON = "A misprint (synthetic)."


def edited(*edits: Edit, version: str = "1.2.3", **described: object) -> Tables:
    """The invented package after the edits, in the order given."""
    rows = SYNTHETIC
    for edit in edits:
        rows = edit(rows)
    return build_tables(package_info(version=version, **described), rows)


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
        inspection = add(
            "inspections", inspection_id="alderby-2026", programme_id="core-2023", area_type="pdu", pdu_id="alderby",
            published=published, published_precision="day", overall=overall, overall_basis="stated",
            source_id="report",
        )  # fmt: skip
        rating = add(
            "ratings", inspection_id="alderby-2026", standard_id="core-2023-pdu-leadership", rating=leadership,
            basis="stated", source_id="report",
        )  # fmt: skip
        return rating(inspection(rows))

    return apply
