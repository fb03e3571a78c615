"""What is said by others: to what it belongs, that its words are few, and that its address is its own."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from ratings_site.check.rules.facts import Facts, Finding, finding

MOST_WORDS = 40
"""A quotation stays a quotation: nobody's page is copied."""

_EITHER = (("findings", ("inspection_id", "publication_id")), ("practice_examples", ("pdu_id", "region_id")))

_TOGETHER = (
    ("inspections", ("recommendations", "recommendations_source_id")),
    ("inspections", ("fieldwork_from", "fieldwork_to", "fieldwork_precision", "fieldwork_source_id")),
    ("pdus", ("ndelius_code", "code_source_id")),
    ("places", ("lad_code", "code_source_id")),
    ("publications", ("url", "url_kind")),
)
"""Columns that say one fact together."""


def check_halves(facts: Facts) -> Iterator[Finding]:
    """A fact of several columns is told whole, with its source, or not at all."""
    for table, columns in _TOGETHER:
        for row in facts.rows(table) if table in facts.sheets else ():
            filled = [name for name in columns if row[name]]
            empty = [name for name in columns if not row[name]]
            if filled and empty and not row.in_doubt & set(columns):
                yield finding("half-told", table, row, empty[0], given=filled[0])


def check_belonging(facts: Facts) -> Iterator[Finding]:
    """A finding belongs to an inspection or to a publication, good practice to a PDU or to a region."""
    for table, columns in _EITHER:
        for row in facts.rows(table) if table in facts.sheets else ():
            filled = [name for name in columns if row[name]]
            if len(filled) != 1 and not row.in_doubt & set(columns):
                words = {"first": columns[0], "second": columns[1], "filled": "both are" if filled else "neither is"}
                yield finding("not-exactly-one", table, row, columns[0], **words)


def check_quotations(facts: Facts) -> Iterator[Finding]:
    """Exact words are at most forty."""
    for table, sheet in facts.sheets.items():
        for column in {"quote", "words"} & set(sheet.schema.column_names):
            for row in sheet.rows:
                count = len(row[column].split())
                if count > MOST_WORDS and column not in row.in_doubt:
                    yield finding("quotation-too-long", table, row, column, count=count, most=MOST_WORDS)


def check_addresses(facts: Facts) -> Iterator[Finding]:
    """No document has the front page of a site for its address."""
    for table in ("publications", "sources"):
        for row in facts.rows(table) if table in facts.sheets else ():
            address = urlsplit(row["url"])
            if address.netloc and address.path in {"", "/"} and not address.query and "url" not in row.in_doubt:
                yield finding("front-page", table, row, "url")
