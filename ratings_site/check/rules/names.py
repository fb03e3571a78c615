"""Names and identifiers: that one thing is written in one way, and agrees with itself row by row."""

import re
from collections.abc import Callable, Iterator

from ratings_site.check.characters import as_id, bare
from ratings_site.check.rules.facts import Facts, Finding, Judged, finding, grouped, joined, sorted_alone
from ratings_site.check.sheets import Row, repeated

_COMMON = {"and", "the", "of", "in", "with", "north", "south", "east", "west", "central", "city", "county"}


def check_names(facts: Facts) -> Judged:
    """A PDU, a region or a report bears the name that its identifier was made from, or did once (a warning)."""
    others = {
        pdu: " ".join(row["name"] for row in rows)
        for pdu, rows in grouped(facts.rows("pdu_names"), lambda row: row["pdu_id"]).items()
    }

    def bears_its_name(row: Row) -> bool | None:
        return _alike(row.key[0], f"{row['name']} {others.get(row.key[0], '')}")

    for table in ("regions", "pdus", "standards"):
        rows = facts.rows(table)
        findings = list(_compare(rows, "name", bears_its_name))
        keys = {row.key[0] for row in rows}
        # names that belong to other rows' identifiers were moved: a table sorted by either column hides the others
        moved = sum(row.key[0] != as_id(row["name"]) in keys for row in rows)
        is_moved = findings and moved >= _ENOUGH_MOVED
        yield from [sorted_alone(findings[0], moved, len(rows), rows)] if is_moved else findings
    reports = [row for row in facts.rows("publications") if row["inspection_id"]]
    yield from _compare(reports, "title", lambda row: _alike(row["publication_id"], row["title"]))


_ENOUGH_MOVED = 3


def check_inspection_ids(facts: Facts) -> Judged:
    """An inspection's identifier begins with its area, and ends with its year or its programme (a warning)."""
    for table, column, fits in _IDENTIFIERS:
        yield from _compare(facts.rows(table), column, fits)


def _compare(rows: list[Row], column: str, fits: Callable[[Row], bool | None]) -> Iterator[Finding]:
    """Compare identifiers with what they are made from; `fits` gives None where there is nothing to compare."""
    sound = [row for row in rows if row.key[0] and column not in row.in_doubt]
    judged = [(row, fit) for row in sound if (fit := fits(row)) is not None]
    found = (not fit and finding("id-disagrees", row, column, row.key[:1], id=row.key[0]) for row, fit in judged)
    yield from joined(found, sound)


def _alike(identifier: str, name: str) -> bool | None:
    words = {word for word in identifier.split("-") if not word.isdigit()} - {"report"}
    words, named = words - _COMMON or words, set(as_id(name).split("-")) - {""}
    return bool(words & named) if words and named else None


def _of_its_year(row: Row) -> bool | None:
    year = re.search("-(20[0-9]{2})$", row["inspection_id"])
    if year is None or not row["published"] or row["inspection_id"].endswith(row["programme_id"]):
        return None
    return row["published"].startswith(year.group(1))


def _begins(column: str) -> Callable[[Row], bool | None]:
    return lambda row: row.key[0].startswith(row[column]) if row[column] else None


_IDENTIFIERS: tuple[tuple[str, str, Callable[[Row], bool | None]], ...] = (
    ("inspections", "pdu_id", _begins("pdu_id")),
    ("inspections", "region_id", _begins("region_id")),
    ("inspections", "published", _of_its_year),
    ("publications", "inspection_id", lambda row: _alike(row["publication_id"], row["inspection_id"])),
    ("standards", "programme_id", _begins("programme_id")),
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


def check_spelling(facts: Facts) -> Judged:
    """Rule 11: two names that differ only in case, blanks, dashes or apostrophes are one name, typed in two ways."""
    for table, column, within in _NAMES:
        named = [row for row in facts.rows_if_read(table) if row[column]]
        for row, first in repeated(named, lambda row: (bare(row[column]), *(row[one] for one in within))):  # noqa: B023
            if row[column] != first[column]:
                yield finding("spelt-two-ways", row, column, (), other=first[column], line=first.line)


def check_other_names(facts: Facts) -> Judged:
    """Rule 11: another name of a PDU is not its present name once more."""
    names = {row["pdu_id"]: row["name"] for row in facts.rows("pdus")}
    for row in facts.rows("pdu_names"):
        name, pdu = row["name"], row["pdu_id"]
        if name and bare(name) == bare(names.get(pdu, "")):
            yield finding("name-once-more", row, "name", (pdu,), other=names[pdu])
