"""Finding what an entry names: areas by any of their names, the programme that fits, what reports are called."""

import re

from ratings_site.author import AuthorError
from ratings_site.author.book import Book
from ratings_site.check.characters import bare, did_you_mean
from ratings_site.model import rows
from ratings_site.model.tables import NOT_RATED, TextRow

KINDS = re.compile(r"\s+(pdu|probation delivery unit|region|approved premises|ap)$", re.IGNORECASE)
"""What people write behind a name."""
_REPORTS = {rows.PDU: "PDU", rows.REGION: "Regional", rows.PREMISES: "Approved premises", rows.NATIONAL: "National"}
_NATIONAL = ("national", "nation", "England and Wales")


def find_area(book: Book, wanted: str) -> tuple[str, TextRow]:
    """The kind and the row of the area called so now or once, in whatever letters, with or without its kind.

    A national inspection has no row.
    """
    names: dict[str, tuple[str, TextRow]] = {
        _plain(name): (rows.NATIONAL, {"name": _NATIONAL[-1]}) for name in _NATIONAL
    }
    by_id = {row["pdu_id"]: row for row in book.rows("pdus")}
    for row in book.rows("pdu_names"):
        names.setdefault(_plain(row["name"]), (rows.PDU, by_id[row["pdu_id"]]))
    for table, kind in (("approved_premises", rows.PREMISES), ("regions", rows.REGION), ("pdus", rows.PDU)):
        for row in book.rows(table):
            for name in (row["name"], KINDS.sub("", row["name"]), row[rows.ID_COLUMNS[kind]]):
                names[_plain(name)] = kind, row
    if asked := next((name for name in (_plain(wanted), _plain(KINDS.sub("", wanted))) if name in names), ""):
        return names[asked]
    near = did_you_mean(wanted, [row["name"] for _, row in names.values()])
    near = near or " Approved premises that are new are entered first: new premises."
    raise AuthorError(f"There is no PDU, no region and no approved premises called {wanted}.{near}")


def _plain(name: str) -> str:
    """A name in whatever letters, with "and" in whatever form."""
    return bare(name.replace("&", "and"))


def find_pdu(book: Book, wanted: str) -> TextRow:
    """The row of the PDU called so."""
    kind, row = find_area(book, wanted)
    if kind != rows.PDU:
        raise AuthorError(f"{wanted} is no PDU; this is about PDUs.")
    return row


def find_region(book: Book, wanted: str) -> str:
    """The id of the region called so."""
    kind, row = find_area(book, wanted)
    if kind != rows.REGION:
        raise AuthorError(f"{wanted} is no region: name one, as in regions.csv.")
    return row["region_id"]


def find_open_area(book: Book, wanted: str) -> None:
    """Refuse the name of a PDU that closed, as one that nothing is called."""
    _, row = find_area(book, wanted)
    if row.get("closed"):
        raise AuthorError(f"{row['name']} closed on {row['closed']}: name the PDU that followed it.")


def find_programme(book: Book, kind: str, overall: str) -> str:
    """The newest programme that inspects this kind of area, with ratings or, for *Not rated*, without."""
    rated, gives = ("no", "gives no ratings") if overall == NOT_RATED else ("yes", "gives ratings")
    inspected = [row for table in ("standards", "inspections") for row in book.rows(table) if row["area_type"] == kind]
    fits = {row["programme_id"] for row in inspected}
    programmes = [row for row in book.rows("programmes") if row["programme_id"] in fits and row["rated"] == rated]
    if not programmes:
        raise AuthorError(f"No programme that inspects {kind} {gives}: say which with --programme, or enter it first.")
    return max(programmes, key=lambda row: (row["started"], row["programme_id"]))["programme_id"]


def find_standards(book: Book, programme: str, kind: str) -> list[TextRow]:
    """The standards of a programme for a kind of area, in their order."""
    fits = [row for row in book.rows("standards") if (row["programme_id"], row["area_type"]) == (programme, kind)]
    return sorted(fits, key=lambda row: int(row["display_order"]))


def find_lacking(book: Book, inspection: str) -> tuple[list[TextRow], str]:
    """The standards on which an inspection has no rating, and the score that it has."""
    sheet, number = book.find("inspections", inspection)
    row, ratings = sheet.row(number), book.rows("ratings")
    rated = {one["standard_id"] for one in ratings if one["inspection_id"] == inspection and one["rating"]}
    standards = find_standards(book, row["programme_id"], row["area_type"])
    return [standard for standard in standards if standard["standard_id"] not in rated], row["score"]


def find_report_type(book: Book, programme: str, kind: str) -> str:
    """What reports of the programme on such an area are called: as the last one is, or else by the kind of area."""
    kinds = {row["inspection_id"]: (row["programme_id"], row["area_type"]) for row in book.rows("inspections")}
    types = {kinds.get(row["inspection_id"]): row["type"] for row in book.rows("publications")}
    return types.get((programme, kind), f"{_REPORTS[kind]} inspection report")
