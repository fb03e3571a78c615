"""Names and identifiers: that one thing is written in one way, and agrees with itself row by row."""

import re
from collections.abc import Callable, Iterator

from ratings_site.check.characters import as_id, bare
from ratings_site.check.rules.facts import Facts, Finding, finding, grouped, joined, repeated, sorted_alone
from ratings_site.check.sheets import Row

_COMMON = {"and", "the", "of", "in", "with", "north", "south", "east", "west", "central", "city", "county"}


def check_names(facts: Facts) -> Iterator[Finding]:
    """A PDU, a region or a report bears the name that its identifier was made from, or did once (a warning)."""
    others = {
        pdu: " ".join(row["name"] for row in rows)
        for pdu, rows in grouped(facts.rows("pdu_names"), lambda row: row["pdu_id"]).items()
    }
    for table, key in (("regions", "region_id"), ("pdus", "pdu_id"), ("standards", "standard_id")):

        def bears_its_name(row: Row, key: str = key) -> bool | None:
            return _alike(row[key], f"{row['name']} {others.get(row[key], '')}")

        findings = list(_compare(facts, table, key, "name", bears_its_name))
        rows = facts.rows(table)
        keys = {row[key] for row in rows}
        # names that belong to other rows' identifiers were moved: a table sorted by either column hides the others
        moved = [row for row in rows if row[key] != as_id(row["name"]) in keys]
        is_moved = findings and len(moved) >= _ENOUGH_MOVED
        yield from [sorted_alone(findings[0], len(moved), len(rows), rows)] if is_moved else findings
    yield from _compare(
        facts, "publications", "publication_id", "title",
        lambda row: _alike(row["publication_id"], row["title"]) if row["inspection_id"] else None,
    )  # fmt: skip


_ENOUGH_MOVED = 3


def check_inspection_ids(facts: Facts) -> Iterator[Finding]:
    """An inspection's identifier begins with its area, and ends with its year or its programme (a warning)."""
    for table, key, column, fits in _IDENTIFIERS:
        yield from _compare(facts, table, key, column, fits)


def _compare(facts: Facts, table: str, key: str, column: str, fits: Callable[[Row], bool | None]) -> Iterator[Finding]:
    rows = [row for row in facts.rows(table) if not row.in_doubt & {key, column} and row[key]]
    judged = [(row, fits(row)) for row in rows]
    findings = [
        finding("id-disagrees", table, row, column, (row[key],), id=row[key]) for row, fit in judged if fit is False
    ]
    compared = sum(fit is not None for _, fit in judged)
    yield from joined(findings, rows, of=compared)


def _alike(identifier: str, name: str) -> bool | None:
    words = {word for word in identifier.split("-") if not word.isdigit()} - {"report"}
    words, named = words - _COMMON or words, set(as_id(name).split("-")) - {""}
    return bool(words & named) if words and named else None


def _of_its_year(row: Row) -> bool | None:
    year = re.search("-(20[0-9]{2})$", row["inspection_id"])
    if year is None or not row["published"] or row["inspection_id"].endswith(row["programme_id"]):
        return None
    return row["published"].startswith(year.group(1))


def _begins(key: str, column: str) -> Callable[[Row], bool | None]:
    return lambda row: row[key].startswith(row[column]) if row[column] else None


_IDENTIFIERS: tuple[tuple[str, str, str, Callable[[Row], bool | None]], ...] = (
    ("inspections", "inspection_id", "pdu_id", _begins("inspection_id", "pdu_id")),
    ("inspections", "inspection_id", "region_id", _begins("inspection_id", "region_id")),
    ("inspections", "inspection_id", "published", _of_its_year),
    (
        *("publications", "publication_id", "inspection_id"),
        lambda row: _alike(row["publication_id"], row["inspection_id"]),
    ),
    ("standards", "standard_id", "programme_id", _begins("standard_id", "programme_id")),
)
"""What an identifier is made from."""


_NAMES = (
    ("regions", "name", ()),
    ("pdus", "name", ()),
    ("pdu_names", "name", ()),
    ("places", "place", ("place_type",)),
    ("programmes", "name", ()),
    ("standards", "name", ("programme_id", "area_type")),
    ("publications", "title", ("type",)),
    ("statistics", "topic", ()),
    ("statistics", "area", ()),
    ("statistics", "unit", ()),
    ("sources", "publisher", ()),
    ("pdu_names", "used_by", ()),
)
"""Columns that hold names, and the columns within which a name is one name."""


def check_spelling(facts: Facts) -> Iterator[Finding]:
    """Rule 11: two names that differ only in case, blanks, dashes or apostrophes are one name, typed in two ways."""
    for table, column, within in _NAMES:
        named = [row for row in facts.rows_if_read(table) if row[column]]
        for row, first in repeated(named, lambda row: (bare(row[column]), *(row[one] for one in within))):  # noqa: B023
            if row[column] != first[column]:
                yield finding("spelt-two-ways", table, row, column, (), other=first[column], line=first.line)


def check_other_names(facts: Facts) -> Iterator[Finding]:
    """Rule 11: another name of a PDU is not its present name once more."""
    names = {row["pdu_id"]: row["name"] for row in facts.rows("pdus")}
    for row in facts.rows("pdu_names"):
        name, pdu = row["name"], row["pdu_id"]
        if name and bare(name) == bare(names.get(pdu, "")):
            yield finding("name-once-more", "pdu_names", row, "name", (pdu,), other=names[pdu])
