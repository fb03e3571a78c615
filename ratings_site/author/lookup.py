"""Finding what an entry names: areas by any of their names, the programme that fits."""

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
_WRONG = {rows.PDU: "PDU; this is about PDUs.", rows.REGION: "region: name one, as in regions.csv."}
ASK = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))


def find_area(book: Book, wanted: str, kind: str = "") -> TextRow:
    """The area called so now or once, in whatever letters, with "and" in either form, with or without its kind.

    Where a kind is given it must be one of that.
    """

    def plain(name: str) -> str:
        return bare(name.replace("&", "and"))

    areas, named = book.ask(ASK["areas"]), dict[str, TextRow]()
    for area in areas:
        for name in (area["called"], KINDS.sub("", area["called"]), area["id"]):
            named.setdefault(plain(name), area)
    found = named.get(plain(wanted)) or named.get(plain(KINDS.sub("", wanted)))
    if found is None:
        near = did_you_mean(wanted, [area["name"] for area in areas])
        near = near or " Approved premises that are new are entered first: new premises."
        raise AuthorError(f"There is no PDU, no region and no approved premises called {wanted}.{near}")
    if kind and found["kind"] != kind:
        raise AuthorError(f"{wanted} is no {_WRONG[kind]}")
    return found


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
        raise AuthorError(f"No programme that inspects {kind} {gives}: say which with --programme, or enter it first.")
    return area, fits[0]["programme_id"], book.ask(ASK["standards"], {**fits[0], "area_type": kind})
