"""What staff enter: an inspection, a publication, a correction, a PDU that splits; each with the rows it needs."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from ratings_site.author import AuthorError
from ratings_site.author.book import Book
from ratings_site.model.cells import Row, build_text_rows
from ratings_site.model.rows import PUBLISHED

PUBLISHER = "HM Inspectorate of Probation"
LICENCE = "OGL-UK-3.0"
NOT_READ = "report not read"
"""Why a rating is missing that nobody entered."""
LONGEST_ID = 80

REPORT_TYPES = {"pdu": "PDU inspection report", "region": "Regional inspection report"}
_PARTIAL = {4: "year", 7: "month", 10: "day"}


@dataclass(frozen=True)
class SourceEntry:
    """Where the facts come from: the id of a source that is there, or what a new one needs."""

    source_id: str = ""
    title: str = ""
    url: str = ""
    publisher: str = PUBLISHER
    licence: str = LICENCE
    note: str = ""


@dataclass(frozen=True)
class InspectionEntry:
    """A new inspection; `area` is the id or the name of a PDU or a region, `ratings` are by standard."""

    area: str
    published: str
    overall: str
    title: str
    source: SourceEntry
    programme: str = ""
    score: str = ""
    ratings: Mapping[str, str] = field(default_factory=dict)
    url: str = ""
    note: str = ""


@dataclass(frozen=True)
class PublicationEntry:
    """A new publication that reports no inspection."""

    type: str
    title: str
    published: str
    source: SourceEntry
    url: str = ""
    note: str = ""


@dataclass(frozen=True)
class CellEntry:
    """A cell to correct, and the value it gets; `was` only where the cell holds the new value already."""

    table: str
    row_key: str
    column: str
    now: str
    was: str | None = None


@dataclass(frozen=True)
class SplitEntry:
    """A PDU that became several: their names, and the day by which a public record shows it."""

    pdu: str
    into: tuple[str, ...]
    as_at: str
    source: SourceEntry
    note: str = ""


def enter_inspection(book: Book, entry: InspectionEntry) -> str:
    """Write an inspection with its ratings, its publication and its source; returns its id."""
    area_type, area = _find_area(book, entry.area)
    programme = entry.programme or _current_programme(book, area_type)
    published, precision = split_date(entry.published)
    if precision != "day" and published > book.tables.package.created.isoformat():
        raise AuthorError(["A report still to come needs its exact day: it is published on that day by itself."])
    inspection_id = f"{area[f'{area_type}_id']}-{published[:4]}"
    source_id = _enter_source(book, entry.source, entry.title, entry.url)
    shared = {"inspection_id": inspection_id, "published": published, "published_precision": precision}
    score_basis = "stated" if entry.score else ""
    book.sheet("inspections").insert(
        shared
        | {"programme_id": programme, "area_type": area_type, f"{area_type}_id": area[f"{area_type}_id"]}
        | {"overall": entry.overall, "overall_basis": "stated", "score": entry.score, "score_basis": score_basis}
        | {"absence": "" if entry.score or area_type != "pdu" else NOT_READ}
        | {"status": PUBLISHED, "report_url": entry.url, "source_id": source_id, "note": entry.note}
    )
    _enter_ratings(book, inspection_id, _standards(book, programme, area_type), entry.ratings, source_id)
    book.sheet("publications").insert(
        shared
        | {"publication_id": f"{inspection_id}-report", "type": REPORT_TYPES[area_type], "title": entry.title}
        | {"url": entry.url, "url_kind": _url_kind(entry.url), "source_id": source_id}
    )
    return inspection_id


def enter_publication(book: Book, entry: PublicationEntry) -> str:
    """Write a publication and its source; returns its id."""
    published, precision = split_date(entry.published)
    publication_id = build_id(entry.title, taken=_ids(book, "publications"))
    source_id = _enter_source(book, entry.source, entry.title, entry.url)
    book.sheet("publications").insert(
        {"publication_id": publication_id, "type": entry.type, "title": entry.title, "published": published}
        | {"published_precision": precision, "url": entry.url, "url_kind": _url_kind(entry.url)}
        | {"source_id": source_id, "note": entry.note}
    )
    return publication_id


def enter_correction(book: Book, cells: tuple[CellEntry, ...], reason: str) -> tuple[str, ...]:
    """Give cells their right values and record each in `corrections`; returns the ids of the corrections."""
    return tuple(_correct(book, cell, reason) for cell in cells)


def enter_split(book: Book, entry: SplitEntry) -> tuple[str, ...]:
    """Close a PDU and open those it became, each with a step in its life; returns the new ids."""
    area_type, old = _find_area(book, entry.pdu)
    if area_type != "pdu":
        raise AuthorError([f"{entry.pdu} is a region; only a PDU splits."])
    as_at, precision = split_date(entry.as_at)
    if as_at > max(book.on, book.tables.package.created).isoformat():
        raise AuthorError([f"{entry.as_at} is still to come: enter a split when a public record shows it."])
    source_id = _enter_source(book, entry.source, entry.source.title, entry.source.url)
    pdus = book.sheet("pdus")
    number = pdus.find(old["pdu_id"])
    number = number if number is not None else -1
    pdus.change(number, "closed", as_at)
    pdus.change(number, "dating", "first seen")
    made = []
    for name in entry.into:
        pdu_id = build_id(name, taken=_ids(book, "pdus"))
        made.append(pdu_id)
        pdus.insert(
            {"pdu_id": pdu_id, "name": name, "region_id": old["region_id"], "opened": as_at}
            | {"dating": "first seen", "source_id": source_id}
        )
        book.sheet("pdu_changes").insert(
            {"pdu_id": old["pdu_id"], "change": "split", "successor_id": pdu_id, "as_at": as_at}
            | {"as_at_precision": precision, "dating": "first seen", "source_id": source_id, "note": entry.note}
        )
    return tuple(made)


def split_date(text: str) -> tuple[str, str]:
    """A date as the tables hold it, with how exactly it is known: `2026-11` is 2026-11-01 to the month."""
    precision = _PARTIAL.get(len(text), "")
    whole = text + "-01" * ((10 - len(text)) // 3) if precision else text
    try:
        date.fromisoformat(whole)
    except ValueError:
        precision = ""
    if not precision:
        raise AuthorError([f"{text!r} is no date: write 2026-11-20, or 2026-11 or 2026 where no more is known."])
    return whole, precision


def build_id(words: str, *, taken: set[str]) -> str:
    """An id from a name: small letters, digits and hyphens, cut at a word, and not one that is taken."""
    plain = unicodedata.normalize("NFKD", words.lower()).encode("ascii", "ignore").decode()
    whole = "-".join(re.findall("[a-z0-9]+", re.sub("['’]", "", plain)))
    base = whole if len(whole) <= LONGEST_ID else whole[: LONGEST_ID + 1].rsplit("-", 1)[0]
    if not base:
        raise AuthorError([f"{words!r} has no letter that an id could be made of."])
    tries = [base, *(f"{base}-{number}" for number in range(2, len(taken) + 3))]
    return next(name for name in tries if name not in taken)


def _find_area(book: Book, wanted: str) -> tuple[str, Row]:
    """The kind and the row of the PDU or region called so; a name in other letters is the same name."""
    for table, kind in (("pdus", "pdu"), ("regions", "region")):
        for row in book.sheet(table).rows():
            if wanted.casefold() in {row[f"{kind}_id"], row["name"].casefold()}:
                return kind, row
    raise AuthorError([f"There is no PDU and no region called {wanted}: see pdus.csv and regions.csv."])


def _current_programme(book: Book, area_type: str) -> str:
    """The newest programme that has standards for this kind of area."""
    fits = {row["programme_id"] for row in book.sheet("standards").rows() if row["area_type"] == area_type}
    programmes = [row for row in book.sheet("programmes").rows() if row["programme_id"] in fits]
    if not programmes:
        raise AuthorError([f"No programme has standards for a {area_type}: say which with --programme."])
    return max(programmes, key=lambda row: (row["started"], row["programme_id"]))["programme_id"]


def _standards(book: Book, programme: str, area_type: str) -> list[Row]:
    rows = build_text_rows(book.tables, "standards").values()
    fits = [row for row in rows if (row["programme_id"], row["area_type"]) == (programme, area_type)]
    return sorted(fits, key=lambda row: int(row["display_order"]))


def _enter_ratings(
    book: Book, inspection_id: str, standards: list[Row], ratings: Mapping[str, str], source_id: str
) -> None:
    known = {name.casefold(): rating for name, rating in ratings.items()}
    for standard in standards:
        rating = known.pop(standard["standard_id"], "") or known.pop(standard["name"].casefold(), "")
        basis = {"basis": "stated"} if rating else {"basis": "not available", "absence": NOT_READ}
        book.sheet("ratings").insert(
            {"inspection_id": inspection_id, "standard_id": standard["standard_id"], "rating": rating}
            | {"source_id": source_id}
            | basis
        )
    if known:
        names = ", ".join(standard["name"] for standard in standards) or "none"
        raise AuthorError([f"There is no standard called {next(iter(known))} here. The standards are: {names}."])


def _enter_source(book: Book, entry: SourceEntry, title: str, url: str) -> str:
    """The id of the source: one that is there, by its id or its address, or a new row."""
    sources = book.sheet("sources")
    if entry.source_id:
        if sources.find(entry.source_id) is None:
            raise AuthorError([f"There is no source {entry.source_id}: see sources.csv, or describe a new one."])
        return entry.source_id
    address = entry.url or url
    same = [row["source_id"] for row in sources.rows() if address and row["url"] == address]
    if same:
        return same[0]
    source_id = build_id(f"{_initials(entry.publisher)} {entry.title or title}", taken=_ids(book, "sources"))
    sources.insert(
        {"source_id": source_id, "title": entry.title or title, "publisher": entry.publisher, "url": address}
        | {"publisher_type": "inspectorate" if entry.publisher == PUBLISHER else "other"}
        | {"retrieved": book.on.isoformat(), "licence": entry.licence, "note": entry.note}
    )
    return source_id


def _url_kind(url: str) -> str:
    return "publication" if url else ""


def _initials(publisher: str) -> str:
    return "hmip" if publisher == PUBLISHER else publisher


def _ids(book: Book, table: str) -> set[str]:
    sheet = book.sheet(table)
    return {row[sheet.key[0]] for row in sheet.rows()}


def _correct(book: Book, cell: CellEntry, reason: str) -> str:
    sheet = book.sheet(cell.table)
    number = sheet.find(cell.row_key)
    if number is None:
        raise AuthorError([f"{sheet.name} has no row {cell.row_key}."])
    if cell.column not in sheet.columns:
        raise AuthorError([f"{sheet.name} has no column {cell.column}."])
    held = sheet.row(number)[cell.column]
    was = held if cell.was is None else cell.was
    if was == cell.now:
        raise AuthorError([f"{cell.row_key} says {cell.now!r} already: add --was with what was published before."])
    if held != cell.now:
        sheet.change(number, cell.column, cell.now)
    correction_id = build_id(f"{cell.row_key} {cell.column} {book.on}", taken=_ids(book, "corrections"))
    book.sheet("corrections").insert(
        {"correction_id": correction_id, "corrected_on": book.on.isoformat(), "table": cell.table}
        | {"row_key": cell.row_key, "column": cell.column, "was": was, "now": cell.now, "reason": reason}
    )
    return correction_id
