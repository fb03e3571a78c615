"""Finding what an entry names: areas by any of their names, the programme that fits, rows by their key."""

import re

from ratings_site.author import AuthorError
from ratings_site.author.book import Book, SheetFile
from ratings_site.check.characters import bare, did_you_mean
from ratings_site.model.tables import NOT_RATED, TextRow, build_text_rows

AREA_COLUMNS = {"pdu": "pdu_id", "region": "region_id", "approved premises": "premises_id"}
"""Where the id of an area stands; a national inspection has none."""

KINDS = re.compile(r"\s+(pdu|probation delivery unit|region|approved premises|ap)$", re.IGNORECASE)
"""What people write behind a name."""
_REPORTS = {"pdu": "PDU", "region": "Regional", "approved premises": "Approved premises", "national": "National"}
_NATIONAL = ("national", "nation", "England and Wales")


def find_row(book: Book, table: str, key: str) -> tuple[SheetFile, int]:
    """The sheet and the number of the row with this key; raises AuthorError, which names those that begin so."""
    sheet = book.sheet(table)
    number = sheet.find(key)
    if number is None:
        known, begins = sorted(ids(book, table)), "-".join(re.findall("[a-z0-9]+", key.casefold()))
        alike = ", ".join(name for name in known if begins and f"{name}-".startswith(f"{begins}-"))
        near = f" There is {alike}." if alike else did_you_mean(key, known)
        raise AuthorError([f"{sheet.name} has no row {key}.{near}"])
    return sheet, number


def ids(book: Book, table: str) -> set[str]:
    """The first part of the key of every row of a table."""
    sheet = book.sheet(table)
    return {row[sheet.key[0]] for row in sheet.rows()}


def find_area(book: Book, wanted: str) -> tuple[str, TextRow]:
    """The kind and the row of the area called so now or once, in whatever letters, with or without its kind.

    A national inspection has no row.
    """
    names: dict[str, tuple[str, TextRow]] = {_plain(name): ("national", {"name": _NATIONAL[-1]}) for name in _NATIONAL}
    by_id = {row["pdu_id"]: row for row in book.sheet("pdus").rows()}
    for row in book.sheet("pdu_names").rows():
        names.setdefault(_plain(row["name"]), ("pdu", by_id[row["pdu_id"]]))
    for table, kind in (("approved_premises", "approved premises"), ("regions", "region"), ("pdus", "pdu")):
        for row in book.sheet(table).rows():
            for name in (row["name"], KINDS.sub("", row["name"]), row[AREA_COLUMNS[kind]]):
                names[_plain(name)] = kind, row
    asked = next((name for name in (_plain(wanted), _plain(KINDS.sub("", wanted))) if name in names), "")
    if asked:
        return names[asked]
    near = did_you_mean(wanted, [row["name"] for _, row in names.values()])
    near = near or " Approved premises that are new are entered first: new premises."
    problem = f"There is no PDU, no region and no approved premises called {wanted}.{near}"
    raise AuthorError([problem])


def _plain(name: str) -> str:
    """A name in whatever letters, with "and" in whatever form."""
    return bare(name.replace("&", "and"))


def find_pdu(book: Book, wanted: str) -> TextRow:
    """The row of the PDU called so."""
    kind, row = find_area(book, wanted)
    if kind != "pdu":
        raise AuthorError([f"{wanted} is no PDU; this is about PDUs."])
    return row


def find_region(book: Book, wanted: str) -> str:
    """The id of the region called so."""
    kind, row = find_area(book, wanted)
    if kind != "region":
        raise AuthorError([f"{wanted} is no region: name one, as in regions.csv."])
    return row["region_id"]


def find_open_area(book: Book, wanted: str) -> tuple[str, TextRow]:
    """The kind and the row of the area called so; raises AuthorError for a PDU that closed."""
    kind, row = find_area(book, wanted)
    if row.get("closed"):
        raise AuthorError([f"{row['name']} closed on {row['closed']}: name the PDU that followed it."])
    return kind, row


def find_programme(book: Book, area_type: str, overall: str) -> str:
    """The newest programme that inspects this kind of area, with ratings or, for *Not rated*, without."""
    rated = "no" if overall == NOT_RATED else "yes"
    fits = {
        row["programme_id"]
        for table in ("standards", "inspections")
        for row in book.sheet(table).rows()
        if row["area_type"] == area_type
    }
    programmes = [
        row for row in book.sheet("programmes").rows() if row["programme_id"] in fits and row["rated"] == rated
    ]
    if not programmes:
        gives = "gives ratings" if rated == "yes" else "gives no ratings"
        problem = f"No programme that inspects {area_type} {gives}: say which with --programme, or enter it first."
        raise AuthorError([problem])
    return max(programmes, key=lambda row: (row["started"], row["programme_id"]))["programme_id"]


def find_standards(book: Book, programme: str, area_type: str) -> list[TextRow]:
    """The standards of a programme for a kind of area, in their order."""
    rows = build_text_rows(book.tables, "standards").values()
    fits = [row for row in rows if (row["programme_id"], row["area_type"]) == (programme, area_type)]
    return sorted(fits, key=lambda row: int(row["display_order"]))


def find_lacking(book: Book, inspection: str) -> tuple[list[TextRow], str]:
    """The standards on which an inspection has no rating, and the score that it has."""
    sheet, number = find_row(book, "inspections", inspection)
    row = sheet.row(number)
    rated = {
        rating["standard_id"]
        for rating in book.sheet("ratings").rows()
        if rating["inspection_id"] == inspection and rating["rating"]
    }
    standards = find_standards(book, row["programme_id"], row["area_type"])
    return [standard for standard in standards if standard["standard_id"] not in rated], row["score"]


def find_report_type(book: Book, programme: str, area_type: str) -> str:
    """What reports of the programme on such an area are called: as the last one is, or else by the kind of area."""
    kinds = {row["inspection_id"]: (row["programme_id"], row["area_type"]) for row in book.sheet("inspections").rows()}
    types = {
        kinds[row["inspection_id"]]: row["type"]
        for row in book.sheet("publications").rows()
        if row["inspection_id"] in kinds
    }
    return types.get((programme, area_type), f"{_REPORTS[area_type]} inspection report")
