"""Columns that must agree with each other row by row: they do not where one column was sorted alone."""

import re
from collections.abc import Callable, Iterator

from ratings_site.check.rules.facts import Facts, Finding, finding, joined
from ratings_site.check.sheets import Row
from ratings_site.check.suggestions import as_id

_COMMON = {"and", "the", "of", "in", "with", "north", "south", "east", "west", "central", "city", "county"}


def check_names(facts: Facts) -> Iterator[Finding]:
    """A PDU, a region or a report bears the name that its identifier was made from, or did once (a warning)."""
    others: dict[str, str] = {}
    for row in facts.rows("pdu_names"):
        others[row.cells["pdu_id"]] = f"{others.get(row.cells['pdu_id'], '')} {row.cells['name']}"
    yield from _compare(
        facts, "regions", "region_id", "name", lambda row: _alike(row.cells["region_id"], row.cells["name"])
    )
    yield from _compare(
        facts, "pdus", "pdu_id", "name",
        lambda row: _alike(row.cells["pdu_id"], f"{row.cells['name']} {others.get(row.cells['pdu_id'], '')}"),
    )  # fmt: skip
    yield from _compare(
        facts, "publications", "publication_id", "title",
        lambda row: _alike(row.cells["publication_id"], row.cells["title"]) if row.cells["inspection_id"] else None,
    )  # fmt: skip
    yield from _compare(
        facts, "standards", "standard_id", "name", lambda row: _alike(row.cells["standard_id"], row.cells["name"])
    )


def check_inspection_ids(facts: Facts) -> Iterator[Finding]:
    """An inspection's identifier begins with its area, and ends with its year or its programme (a warning)."""
    yield from _compare(facts, "inspections", "inspection_id", "pdu_id", lambda row: _begins(row, "pdu_id"))
    yield from _compare(facts, "inspections", "inspection_id", "region_id", lambda row: _begins(row, "region_id"))
    yield from _compare(facts, "inspections", "inspection_id", "published", _of_its_year)
    yield from _compare(
        facts, "publications", "publication_id", "inspection_id",
        lambda row: _alike(row.cells["publication_id"], row.cells["inspection_id"]),
    )  # fmt: skip
    yield from _compare(
        facts, "standards", "standard_id", "programme_id",
        lambda row: row.cells["standard_id"].startswith(row.cells["programme_id"]),
    )  # fmt: skip


def _compare(facts: Facts, table: str, key: str, column: str, fits: Callable[[Row], bool | None]) -> Iterator[Finding]:
    rows = [row for row in facts.rows(table) if not row.in_doubt & {key, column} and row.cells[key]]
    judged = [(row, fits(row)) for row in rows]
    findings = [
        finding("id-disagrees", table, row, column, (row.cells[key],), id=row.cells[key])
        for row, fit in judged
        if fit is False
    ]
    compared = sum(fit is not None for _, fit in judged)
    yield from joined(findings, of=compared, rows=rows)


def _alike(identifier: str, name: str) -> bool | None:
    words = {word for word in identifier.split("-") if not word.isdigit()} - {"report"}
    words, named = words - _COMMON or words, set(as_id(name).split("-")) - {""}
    return bool(words & named) if words and named else None


def _begins(row: Row, column: str) -> bool | None:
    return row.cells["inspection_id"].startswith(row.cells[column]) if row.cells[column] else None


def _of_its_year(row: Row) -> bool | None:
    year = re.search("-(20[0-9]{2})$", row.cells["inspection_id"])
    if year is None or not row.cells["published"] or row.cells["inspection_id"].endswith(row.cells["programme_id"]):
        return None
    return row.cells["published"].startswith(year.group(1))
