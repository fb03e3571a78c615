"""Names: that one thing is written in one way."""

from collections.abc import Iterator

from ratings_site.check.characters import bare
from ratings_site.check.rules.facts import Facts, Finding, finding

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
        if table not in facts.sheets:
            continue
        first: dict[tuple[str, ...], tuple[str, int]] = {}
        for row in facts.rows(table):
            name = row.cells[column]
            if not name:
                continue
            known, line = first.setdefault((bare(name), *(row.cells[one] for one in within)), (name, row.line))
            if known != name:
                yield finding("spelt-two-ways", table, row, column, other=known, line=line)


def check_other_names(facts: Facts) -> Iterator[Finding]:
    """Rule 11: another name of a PDU is not its present name once more."""
    names = {row.cells["pdu_id"]: row.cells["name"] for row in facts.rows("pdus")}
    for row in facts.rows("pdu_names"):
        name, pdu = row.cells["name"], row.cells["pdu_id"]
        if name and bare(name) == bare(names.get(pdu, "")):
            yield finding("name-once-more", "pdu_names", row, "name", (pdu,), other=names[pdu])
