"""Finding what an entry names: areas by any of their names, the programme that fits, what reports are called."""

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path

from ratings_site.author import AuthorError
from ratings_site.author.book import Book
from ratings_site.check.characters import bare, did_you_mean
from ratings_site.model import rows
from ratings_site.model.tables import NOT_RATED, TextRow

KINDS = re.compile(r"\s+(pdu|probation delivery unit|region|approved premises|ap)$", re.IGNORECASE)
"""What people write behind a name."""
_REPORTS = {rows.PDU: "PDU", rows.REGION: "Regional", rows.PREMISES: "Approved premises", rows.NATIONAL: "National"}
_ASK = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))


def find_area(book: Book, wanted: str) -> TextRow:
    """The area called so now or once, in whatever letters, with or without its kind."""
    named: dict[str, TextRow] = {}
    areas = book.ask(_ASK["areas"])
    for area in areas:
        for name in (area["called"], KINDS.sub("", area["called"]), area["id"]):
            named.setdefault(_plain(name), area)
    if asked := next((name for name in (_plain(wanted), _plain(KINDS.sub("", wanted))) if name in named), ""):
        return named[asked]
    near = did_you_mean(wanted, [area["name"] for area in areas])
    near = near or " Approved premises that are new are entered first: new premises."
    raise AuthorError(f"There is no PDU, no region and no approved premises called {wanted}.{near}")


def _plain(name: str) -> str:
    """A name in whatever letters, with "and" in whatever form."""
    return bare(name.replace("&", "and"))


def find_pdu(book: Book, wanted: str) -> TextRow:
    """The PDU called so."""
    area = find_area(book, wanted)
    if area["kind"] != rows.PDU:
        raise AuthorError(f"{wanted} is no PDU; this is about PDUs.")
    return area


def find_region(book: Book, wanted: str) -> str:
    """The id of the region called so."""
    area = find_area(book, wanted)
    if area["kind"] != rows.REGION:
        raise AuthorError(f"{wanted} is no region: name one, as in regions.csv.")
    return area["id"]


def find_open_area(book: Book, wanted: str, day: str = "") -> TextRow:
    """The area called so; refuses the name of a PDU that closed, by this day where one is given."""
    area = find_area(book, wanted)
    if area["closed"] and (not day or day >= area["closed"]):
        raise AuthorError(f"{area['name']} closed on {area['closed']}: name the PDU that followed it.")
    return area


def find_inspected(book: Book, told: Mapping[str, str]) -> tuple[TextRow, str, list[TextRow]]:
    """The area that is inspected, and the programme by which, with its standards for such areas.

    Where none is told it is the newest that inspects this kind of area, with ratings or, for *Not rated*, without.
    """
    kind = (area := find_area(book, told["area"]))["kind"]
    rated, gives = ("no", "gives no ratings") if told["overall"] == NOT_RATED else ("yes", "gives ratings")
    fits = [{"programme_id": told["programme"]}] if told["programme"] else []
    if not (fits := fits or book.ask(_ASK["programmes"], {"rated": rated, "kind": kind})):
        problem = f"No programme that inspects {kind} {gives}"
        raise AuthorError(f"{problem}: say which with --programme, or enter it first.")
    return area, fits[0]["programme_id"], find_standards(book, fits[0]["programme_id"], kind)


def find_standards(book: Book, programme: str, kind: str) -> list[TextRow]:
    """The standards of a programme for a kind of area, in their order."""
    return [*book.ask(_ASK["standards"], [programme, kind])]


def find_lacking(book: Book, inspection: str) -> tuple[list[TextRow], str]:
    """The standards on which an inspection has no rating, and the score that it has."""
    row = book.find("inspections", inspection)
    return [*book.ask(_ASK["lacking"], row)], row["score"]


def find_report_type(book: Book, programme: str, kind: str) -> str:
    """What reports of the programme on such an area are called: as the last one is, or else by the kind of area."""
    found = book.ask(_ASK["types"], [programme, kind])
    return found[0]["type"] if found else f"{_REPORTS[kind]} inspection report"
