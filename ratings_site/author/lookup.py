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
ASK = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))


def find_area(book: Book, wanted: str) -> TextRow:
    """The area called so now or once, in whatever letters, with "and" in either form, with or without its kind."""

    def plain(name: str) -> str:
        return bare(name.replace("&", "and"))

    named: dict[str, TextRow] = {}
    areas = book.ask(ASK["areas"])
    for area in areas:
        for name in (area["called"], KINDS.sub("", area["called"]), area["id"]):
            named.setdefault(plain(name), area)
    if asked := next((name for name in (plain(wanted), plain(KINDS.sub("", wanted))) if name in named), ""):
        return named[asked]
    near = did_you_mean(wanted, [area["name"] for area in areas])
    near = near or " Approved premises that are new are entered first: new premises."
    raise AuthorError(f"There is no PDU, no region and no approved premises called {wanted}.{near}")


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


def find_open_area(book: Book, wanted: str) -> None:
    """Refuse the name of a PDU that closed, as one that nothing is called."""
    area = find_area(book, wanted)
    if area["closed"]:
        raise AuthorError(f"{area['name']} closed on {area['closed']}: name the PDU that followed it.")


def find_inspected(book: Book, told: Mapping[str, str]) -> tuple[TextRow, str, list[dict[str, str]]]:
    """The area that is inspected, and the programme by which, with its standards for such areas, in their order.

    Where none is told it is the newest that inspects this kind of area, with ratings or, for *Not rated*, without.
    """
    kind = (area := find_area(book, told["area"]))["kind"]
    rated, gives = ("no", "gives no ratings") if told["overall"] == NOT_RATED else ("yes", "gives ratings")
    fits = [{"programme_id": told["programme"]}] if told["programme"] else []
    if not (fits := fits or book.ask(ASK["programmes"], {"rated": rated, "kind": kind})):
        problem = f"No programme that inspects {kind} {gives}"
        raise AuthorError(f"{problem}: say which with --programme, or enter it first.")
    return area, fits[0]["programme_id"], book.ask(ASK["standards"], {**fits[0], "area_type": kind})
