"""What staff enter: an inspection, a publication, a correction, a PDU that splits; each with the rows it needs."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import date

from ratings_site.author import AuthorError
from ratings_site.author.book import Book, SheetFile
from ratings_site.check.characters import bare, did_you_mean
from ratings_site.model.corrections import Cell
from ratings_site.model.rows import PUBLISHED, UNDER_APPEAL, WITHDRAWN
from ratings_site.model.tables import TextRow, build_text_rows

PUBLISHER = "HM Inspectorate of Probation"
LICENCE = "OGL-UK-3.0"
NOT_READ = "report not read"
"""Why a rating is missing that nobody entered."""
LONGEST_ID = 80

REPORT_TYPES = {"pdu": "PDU inspection report", "region": "Regional inspection report"}
_PARTIAL = {4: "year", 7: "month", 10: "day"}


def enter_inspection(
    book: Book,
    told: TextRow,
    source: TextRow,
    *,
    ratings: Mapping[str, str],
    programme: str = "",
    score: str = "",
    note: str = "",
) -> str:
    """Write an inspection with its ratings, its publication and its source; returns its id.

    `told` says area (the id or the name of a PDU or a region), published, overall, title and url; `ratings` are by
    standard.
    """
    area_type, area = _find_area(book, told["area"])
    programme = programme or _current_programme(book, area_type)
    published, precision = split_date(told["published"])
    if precision != "day" and published > book.tables.package.created.isoformat():
        raise AuthorError(["A report still to come needs its exact day: it is published on that day by itself."])
    if area.get("closed") and published >= area["closed"]:
        raise AuthorError([f"{area['name']} closed on {area['closed']}: name the PDU that followed it."])
    inspection_id = build_id(f"{area[f'{area_type}_id']} {published[:4]}", taken=_ids(book, "inspections"))
    source_id = _enter_source(book, source, told, named=f"report {inspection_id}")
    shared = {"inspection_id": inspection_id, "published": published, "published_precision": precision}
    score_basis = "stated" if score else ""
    book.sheet("inspections").insert(
        shared
        | {"programme_id": programme, "area_type": area_type, f"{area_type}_id": area[f"{area_type}_id"]}
        | {"overall": told["overall"], "overall_basis": "stated", "score": score, "score_basis": score_basis}
        | {"absence": "" if score or area_type != "pdu" else NOT_READ}
        | {"status": PUBLISHED, "report_url": told["url"], "source_id": source_id, "note": note}
    )
    _enter_ratings(book, inspection_id, _standards(book, programme, area_type), ratings, source_id)
    book.sheet("publications").insert(
        shared
        | {
            "publication_id": f"{inspection_id}-report",
            "type": _report_type(book, programme, area_type),
            "title": told["title"],
        }
        | {"url": told["url"], "url_kind": _url_kind(told["url"]), "source_id": source_id}
    )
    return inspection_id


def enter_publication(book: Book, told: TextRow, source: TextRow, *, note: str = "") -> str:
    """Write a publication that reports no inspection (`told` says type, title, published and url); returns its id."""
    published, precision = split_date(told["published"])
    publication_id = build_id(told["title"], taken=_ids(book, "publications"))
    source_id = _enter_source(book, source, told)
    book.sheet("publications").insert(
        {"publication_id": publication_id, "type": told["type"], "title": told["title"], "published": published}
        | {"published_precision": precision, "url": told["url"], "url_kind": _url_kind(told["url"])}
        | {"source_id": source_id, "note": note}
    )
    return publication_id


def enter_correction(book: Book, cell: Cell, now: str, reason: str, *, was: str | None = None) -> str:
    """Give a cell its right value and record it in `corrections`; returns the id of the correction.

    `was` is said only where the cell holds the right value already.
    """
    table, row_key, column = cell
    sheet = book.sheet(table)
    if not column:
        return _enter_removal(book, table, row_key, reason)
    sheet, number = _find_row(book, table, row_key)
    if column not in sheet.columns:
        raise AuthorError([f"{sheet.name} has no column {column}."])
    held = sheet.row(number)[column]
    was = held if was is None else was
    if was == now:
        raise AuthorError([f"{row_key} says {now!r} already: add --was with what was published before."])
    if held != now:
        sheet.change(number, column, now)
    correction_id = build_id(f"{row_key} {column} {book.on}", taken=_ids(book, "corrections"))
    book.sheet("corrections").insert(
        {"correction_id": correction_id, "corrected_on": book.on.isoformat(), "table": table}
        | {"row_key": row_key, "column": column, "was": was, "now": now, "reason": reason}
    )
    return correction_id


def _enter_removal(book: Book, table: str, row_key: str, reason: str) -> str:
    """Take a row out, where it still is there, and record it."""
    sheet = book.sheet(table)
    number = sheet.find(row_key)
    if number is not None:
        del sheet.records[number]
    correction_id = build_id(f"{row_key} {book.on}", taken=_ids(book, "corrections"))
    book.sheet("corrections").insert(
        {"correction_id": correction_id, "corrected_on": book.on.isoformat(), "table": table, "row_key": row_key}
        | {"reason": reason}
    )
    return correction_id


def enter_split(
    book: Book, pdu: str, names: Iterable[str], *, shown_by: str, source: TextRow, note: str = ""
) -> tuple[str, ...]:
    """Close a PDU and open those it became, each with a step in its life; returns the new ids.

    `shown_by` is the day by which a public record shows it.
    """
    area_type, old = _find_area(book, pdu)
    if area_type != "pdu":
        raise AuthorError([f"{pdu} is a region; only a PDU splits."])
    as_at, precision = split_date(shown_by)
    if as_at > max(book.on, book.tables.package.created).isoformat():
        raise AuthorError([f"{shown_by} is still to come: enter a split when a public record shows it."])
    source_id = _enter_source(book, source, source)
    pdus = book.sheet("pdus")
    number = pdus.find(old["pdu_id"])
    number = number if number is not None else -1
    pdus.change(number, "closed", as_at)
    pdus.change(number, "dating", "first seen")
    made = []
    for name in names:
        pdu_id = build_id(name, taken=_ids(book, "pdus"))
        made.append(pdu_id)
        pdus.insert(
            {"pdu_id": pdu_id, "name": name, "region_id": old["region_id"], "opened": as_at}
            | {"dating": "first seen", "source_id": source_id}
        )
        book.sheet("pdu_changes").insert(
            {"pdu_id": old["pdu_id"], "change": "split", "successor_id": pdu_id, "as_at": as_at}
            | {"as_at_precision": precision, "dating": "first seen", "source_id": source_id, "note": note}
        )
    return tuple(made)


STATES = {"withdrawal": WITHDRAWN, "appeal": UNDER_APPEAL, "end of an appeal": PUBLISHED}


def enter_state(book: Book, inspection: str, state: str, on: str, reason: str) -> str:
    """Say that a report was withdrawn, is under appeal, or stands again; its ratings stay where they are."""
    day, precision = split_date(on)
    if precision != "day":
        raise AuthorError([f"{on} is no exact day: write it as 2026-11-20."])
    sheet, number = _find_row(book, "inspections", inspection)
    stands = state == PUBLISHED
    for column, value in (
        ("status", state),
        ("status_on", "" if stands else day),
        ("status_reason", "" if stands else reason),
    ):
        sheet.change(number, column, value)
    return inspection


def enter_postponement(book: Book, inspection: str, published: str) -> str:
    """Give a report that is still to come, and its publication, another day."""
    day, precision = split_date(published)
    sheet, number = _find_row(book, "inspections", inspection)
    if precision != "day" or sheet.row(number)["published"] <= book.on.isoformat():
        raise AuthorError([f"Only a report still to come is postponed, to an exact day; {inspection} is out already."])
    sheet.change(number, "published", day)
    reports = book.sheet("publications")
    for at, row in enumerate(reports.rows()):
        if row["inspection_id"] == inspection:
            reports.change(at, "published", day)
    return inspection


def enter_step(
    book: Book, pdu: str, column: str, now: str, *, was: str, shown_by: str, source: TextRow, note: str = ""
) -> str:
    """Give a PDU another name or another region, with the step in its life that says so; returns its id.

    `was` is said only where the row has the new value already.
    """
    area_type, row = _find_area(book, pdu)
    if area_type != "pdu":
        raise AuthorError([f"{pdu} is a region; this is about PDUs."])
    as_at, precision = split_date(shown_by)
    pdu_id, was = row["pdu_id"], was or row[column]
    if was == now:
        raise AuthorError([f"{pdu} has {now!r} already: add --was with what was released."])
    source_id = _enter_source(book, source, source)
    sheet, number = _find_row(book, "pdus", pdu_id)
    sheet.change(number, column, now)
    change = "renamed" if column == "name" else "moved region"
    book.sheet("pdu_changes").insert(
        {"pdu_id": pdu_id, "change": change, "successor_id": pdu_id, "as_at": as_at, "as_at_precision": precision}
        | {"dating": "first seen", "source_id": source_id, "note": note}
    )
    if column == "name":
        book.sheet("pdu_names").insert(
            {"pdu_id": pdu_id, "name": was, "language": "en", "is_former": "yes", "source_id": source_id}
            | {"used_by": source["publisher"]}
        )
    return pdu_id


def _find_row(book: Book, table: str, key: str) -> tuple[SheetFile, int]:
    sheet = book.sheet(table)
    number = sheet.find(key)
    if number is None:
        near = did_you_mean(key, _ids(book, table))
        raise AuthorError([f"{sheet.name} has no row {key}.{near}"])
    return sheet, number


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


def _find_area(book: Book, wanted: str) -> tuple[str, TextRow]:
    """The kind and the row of the PDU or region called so now or once, in whatever letters, with or without “PDU”."""
    names: dict[str, tuple[str, TextRow]] = {}
    by_id = {row["pdu_id"]: row for row in book.sheet("pdus").rows()}
    for row in book.sheet("pdu_names").rows():
        names.setdefault(bare(row["name"]), ("pdu", by_id[row["pdu_id"]]))
    for table, kind in (("regions", "region"), ("pdus", "pdu")):
        for row in book.sheet(table).rows():
            names[bare(row["name"])] = names[bare(row[f"{kind}_id"])] = kind, row
    asked = bare(re.sub(r"(?i)\s+(pdu|probation delivery unit|region)$", "", wanted))
    if asked in names:
        return names[asked]
    near = did_you_mean(wanted, [row["name"] for _, row in names.values()])
    raise AuthorError([f"There is no PDU and no region called {wanted}.{near}"])


def find_region(book: Book, wanted: str) -> str:
    """The id of the region called so."""
    kind, row = _find_area(book, wanted)
    if kind != "region":
        raise AuthorError([f"{wanted} is a PDU: name a region, as in regions.csv."])
    return row["region_id"]


def _current_programme(book: Book, area_type: str) -> str:
    """The newest programme that has standards for this kind of area."""
    fits = {row["programme_id"] for row in book.sheet("standards").rows() if row["area_type"] == area_type}
    programmes = [row for row in book.sheet("programmes").rows() if row["programme_id"] in fits]
    if not programmes:
        raise AuthorError([f"No programme has standards for a {area_type}: say which with --programme."])
    return max(programmes, key=lambda row: (row["started"], row["programme_id"]))["programme_id"]


def find_open_area(book: Book, wanted: str) -> tuple[str, TextRow]:
    """The kind and the row of the area called so; raises AuthorError for a PDU that closed."""
    kind, row = _find_area(book, wanted)
    if row.get("closed"):
        raise AuthorError([f"{row['name']} closed on {row['closed']}: name the PDU that followed it."])
    return kind, row


def standards_of(book: Book, area: str, programme: str) -> list[TextRow]:
    """The standards by which the area is inspected, in their order; the newest programme unless one is named."""
    kind, _ = _find_area(book, area)
    return _standards(book, programme or _current_programme(book, kind), kind)


def _report_type(book: Book, programme: str, area_type: str) -> str:
    """What reports of the programme on such an area are called: as the last one is, or else by the kind of area."""
    inspections = {row["inspection_id"]: row for row in book.sheet("inspections").rows()}
    types = [
        row["type"]
        for row in book.sheet("publications").rows()
        if (of := inspections.get(row["inspection_id"]))
        and (of["programme_id"], of["area_type"]) == (programme, area_type)
    ]
    return types[-1] if types else REPORT_TYPES[area_type]


def _standards(book: Book, programme: str, area_type: str) -> list[TextRow]:
    rows = build_text_rows(book.tables, "standards").values()
    fits = [row for row in rows if (row["programme_id"], row["area_type"]) == (programme, area_type)]
    return sorted(fits, key=lambda row: int(row["display_order"]))


def _enter_ratings(
    book: Book, inspection_id: str, standards: list[TextRow], ratings: Mapping[str, str], source_id: str
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


def _enter_source(book: Book, source: TextRow, told: TextRow, *, named: str = "") -> str:
    """The id of the source: one that is there, by its id or its address, or a new row titled as what was entered.

    A report's source is named after its inspection, so that those of two areas lie apart in the table.
    """
    sources = book.sheet("sources")
    if source["source_id"]:
        if sources.find(source["source_id"]) is None:
            problem = f"There is no source {source['source_id']}: see sources.csv, or describe a new one."
            raise AuthorError([problem])
        return source["source_id"]
    address, title = source["url"] or told["url"], source["title"] or told["title"]
    same = [row["source_id"] for row in sources.rows() if address and row["url"] == address]
    if same:
        return same[0]
    initials = "hmip" if source["publisher"] == PUBLISHER else source["publisher"]
    source_id = build_id(f"{initials} {named or title}", taken=_ids(book, "sources"))
    sources.insert(
        {"source_id": source_id, "title": title, "publisher": source["publisher"], "url": address}
        | {"publisher_type": "inspectorate" if source["publisher"] == PUBLISHER else "other"}
        | {"retrieved": book.on.isoformat(), "licence": LICENCE}
    )
    return source_id


def _url_kind(url: str) -> str:
    return "publication" if url else ""


def _ids(book: Book, table: str) -> set[str]:
    sheet = book.sheet(table)
    return {row[sheet.key[0]] for row in sheet.rows()}
