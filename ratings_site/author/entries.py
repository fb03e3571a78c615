"""What staff enter: an inspection, a publication, a correction, a PDU that splits; each with the rows it needs."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import date

from ratings_site.author import AuthorError
from ratings_site.author.book import Book
from ratings_site.author.lookup import (
    AREA_COLUMNS,
    KINDS,
    find_area,
    find_open_area,
    find_pdu,
    find_programme,
    find_report_type,
    find_row,
    find_standards,
    ids,
)
from ratings_site.check.values import readings
from ratings_site.model.corrections import Cell
from ratings_site.model.rows import PUBLISHED, UNDER_APPEAL, WITHDRAWN
from ratings_site.model.tables import NOT_RATED, TextRow

PUBLISHER = "HM Inspectorate of Probation"
LICENCE, NO_LICENCE = "OGL-UK-3.0", "LicenseRef-no-open-licence"
"""Of what the inspectorate publishes, and of what says nothing of a licence."""
NOT_READ = "report not read"
"""Why a rating is missing that nobody entered."""
LONGEST_ID = 80

_NOT_AVAILABLE = "not available"
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

    `told` says area (the id or a name of a PDU, a region or approved premises, or *national*), published, overall,
    title and url; `ratings` are by standard.
    """
    area_type, area = find_area(book, told["area"])
    programme = programme or find_programme(book, area_type, told["overall"])
    published, precision = split_date(told["published"])
    if precision != "day" and published > book.tables.package.created.isoformat():
        raise AuthorError(["A report still to come needs its exact day: it is published on that day by itself."])
    if not area.get("closed") or published >= area["closed"]:
        find_open_area(book, told["area"])
    of_area = {column: area[column] for column in AREA_COLUMNS.values() if AREA_COLUMNS.get(area_type) == column}
    name = " ".join([*of_area.values(), *([area_type] if area_type in {"approved premises", "national"} else [])])
    inspection_id = build_id(f"{name} {published[:4]}", taken=ids(book, "inspections"))
    source_id = _enter_source(book, source, told, named=f"report {inspection_id}")
    shared = {"inspection_id": inspection_id, "published": published, "published_precision": precision}
    lacks_score = area_type == "pdu" and not score and told["overall"] != NOT_RATED
    book.sheet("inspections").insert(
        shared
        | {"programme_id": programme, "area_type": area_type}
        | of_area
        | {"overall": told["overall"], "overall_basis": "stated", "score": score}
        | {"score_basis": "stated" if score else "", "absence": NOT_READ if lacks_score else ""}
        | {"status": PUBLISHED, "report_url": told["url"], "source_id": source_id, "note": note}
    )
    standards = find_standards(book, programme, area_type)
    given = _by_standard(standards, ratings)
    for standard in standards:
        rating = given.get(standard["standard_id"], "")
        basis = {"basis": "stated"} if rating else {"basis": _NOT_AVAILABLE, "absence": NOT_READ}
        book.sheet("ratings").insert(
            {"inspection_id": inspection_id, "standard_id": standard["standard_id"], "rating": rating}
            | {"source_id": source_id}
            | basis
        )
    book.sheet("publications").insert(
        shared
        | {"publication_id": f"{inspection_id}-report", "type": find_report_type(book, programme, area_type)}
        | {"title": told["title"], "url": told["url"], "url_kind": _url_kind(told["url"]), "source_id": source_id}
    )
    return inspection_id


def enter_ratings(book: Book, inspection: str, source: TextRow, *, ratings: Mapping[str, str], score: str = "") -> str:
    """Fill in ratings, and the score, that were not available; what was known is corrected, not filled in."""
    inspections, number = find_row(book, "inspections", inspection)
    row, sheet = inspections.row(number), book.sheet("ratings")
    standards = find_standards(book, row["programme_id"], row["area_type"])
    source_id = _enter_source(book, source, source) if source["source_id"] or source["url"] else row["source_id"]
    for standard, rating in _by_standard(standards, ratings).items():
        key = f"{inspection}/{standard}"
        at = find_row(book, "ratings", key)[1]
        if sheet.row(at)["rating"]:
            raise AuthorError([f"{key} is rated already: new correction --table ratings --row {key} --column rating."])
        filled = {"rating": rating, "basis": "stated", "absence": "", "possible": "", "source_id": source_id}
        for column, cell in filled.items():
            sheet.change(at, column, cell)
    if score and row["score"]:
        problem = (
            f"{inspection} has a score already: new correction --table inspections --row {inspection} --column score."
        )
        raise AuthorError([problem])
    for column, cell in ({"score": score, "score_basis": "stated", "absence": ""} if score else {}).items():
        inspections.change(number, column, cell)
    return inspection


def enter_publication(book: Book, told: TextRow, source: TextRow, *, note: str = "") -> str:
    """Write a publication that reports no inspection (`told` says type, title, published and url); returns its id."""
    published, precision = split_date(told["published"])
    publication_id = build_id(told["title"], taken=ids(book, "publications"))
    source_id = _enter_source(book, source, told)
    book.sheet("publications").insert(
        {"publication_id": publication_id, "type": told["type"], "title": told["title"], "published": published}
        | {"published_precision": precision, "url": told["url"], "url_kind": _url_kind(told["url"])}
        | {"source_id": source_id, "note": note}
    )
    return publication_id


def enter_correction(book: Book, cell: Cell, now: str, reason: str, *, was: str | None = None) -> str:
    """Give a cell its right value, or without a column take the row out, and record it; returns the correction's id.

    `was` is said only where the cell holds the right value already.
    """
    table, row_key, column = cell
    if not column:
        _take_out(book, table, row_key)
        return _record_correction(book, cell, reason)
    sheet, number = find_row(book, table, row_key)
    if column not in sheet.columns:
        raise AuthorError([f"{sheet.name} has no column {column}."])
    held = sheet.row(number)[column]
    was = held if was is None else was
    if was == now:
        raise AuthorError([f"{row_key} says {now!r} already: add --was with what was published before."])
    if held != now:
        sheet.change(number, column, now)
    return _record_correction(book, cell, reason, was=was, now=now)


def _take_out(book: Book, table: str, row_key: str) -> None:
    """Take a row out where it still is there; raises AuthorError for an inspection, whose address was promised."""
    if table == "inspections":
        problem = f"A report that was published is not taken out: new withdrawal --inspection {row_key}."
        raise AuthorError([f"{problem} One that never was public has its rows deleted by hand."])
    sheet = book.sheet(table)
    number = sheet.find(row_key)
    if number is not None:
        del sheet.records[number]


def _record_correction(book: Book, cell: Cell, reason: str, **values: str) -> str:
    table, row_key, column = cell
    correction_id = build_id(f"{row_key} {column} {book.on}", taken=ids(book, "corrections"))
    book.sheet("corrections").insert(
        {"correction_id": correction_id, "corrected_on": book.on.isoformat(), "table": table}
        | {"row_key": row_key, "column": column, "reason": reason}
        | values
    )
    return correction_id


def enter_succession(
    book: Book,
    change: str,
    pdus: Iterable[str],
    names: Iterable[str],
    *,
    shown_by: str,
    source: TextRow,
    note: str = "",
) -> tuple[str, ...]:
    """Close PDUs that *split* or *merged* and open those they became, each with a step; returns the new ids.

    `shown_by` is the day by which a public record shows it.
    """
    closing = [find_pdu(book, pdu) for pdu in pdus]
    as_at, precision = split_date(shown_by)
    if as_at > max(book.on, book.tables.package.created).isoformat():
        raise AuthorError([f"{shown_by} is still to come: enter it when a public record shows it."])
    step = {"dating": "first seen", "source_id": _enter_source(book, source, source)}
    made = []
    for name in names:
        made.append(build_id(name, taken=ids(book, "pdus")))
        row = {"pdu_id": made[-1], "name": name, "region_id": closing[0]["region_id"], "opened": as_at}
        book.sheet("pdus").insert(row | step)
    for old in closing:
        sheet, number = find_row(book, "pdus", old["pdu_id"])
        sheet.change(number, "closed", as_at)
        sheet.change(number, "dating", "first seen")
        for successor in made:
            row = {"pdu_id": old["pdu_id"], "change": change, "successor_id": successor, "as_at": as_at}
            book.sheet("pdu_changes").insert(row | step | {"as_at_precision": precision, "note": note})
    if len(made) == 1:
        _give_places(book, {row["pdu_id"] for row in closing}, made[0])
    return tuple(made)


def _give_places(book: Book, closed: set[str], successor: str) -> None:
    """Give the places of PDUs that merged to the one they became; a place that two of them served has one row."""
    places = book.sheet("places")
    for row in [row for row in places.rows() if row["pdu_id"] in closed]:
        number = places.find("/".join(row[name] for name in places.key))
        moved = row | {"pdu_id": successor}
        if number is not None:
            del places.records[number]
        if places.find("/".join(moved[name] for name in places.key)) is None:
            places.insert(moved)


def enter_programme(
    book: Book, told: TextRow, standards: Iterable[str], source: TextRow, *, area_type: str, note: str
) -> str:
    """Write a programme that gives ratings, with its standards in their order; returns its id."""
    started, precision = split_date(told["started"])
    programmes = book.sheet("programmes")
    rated = [row for row in programmes.rows() if row["rated"] == "yes"]
    scale = max(rated, key=lambda row: row["started"])["scale_id"]
    best = max(int(row["points"]) for row in book.sheet("rating_scale").rows() if row["scale_id"] == scale)
    source_id, names = _enter_source(book, source, source), list(standards)
    of_pdus = {"pdu_standards": str(len(names)), "pdu_max_score": str(best * len(names))} if area_type == "pdu" else {}
    programmes.insert(
        {"programme_id": told["id"], "name": told["name"], "started": started, "started_precision": precision}
        | {"rated": "yes", "scale_id": scale, "searched_on": book.on.isoformat(), "source_id": source_id, "note": note}
        | of_pdus
    )
    for order, name in enumerate(names, start=1):
        standard = build_id(f"{told['id']} {'' if told['id'].startswith(area_type) else area_type} {name}", taken=set())
        book.sheet("standards").insert(
            {"standard_id": standard, "programme_id": told["id"], "area_type": area_type, "name": name}
            | {"display_order": str(order), "source_id": source_id}
        )
    return told["id"]


def enter_premises(book: Book, told: TextRow, source: TextRow, *, region: str, note: str) -> str:
    """Write approved premises, so that an inspection of them can be entered; returns their id."""
    name = KINDS.sub("", told["name"])
    premises_id = build_id(name, taken=ids(book, "approved_premises"))
    book.sheet("approved_premises").insert(
        {"premises_id": premises_id, "name": f"{name} Approved Premises", "town": told["town"], "region_id": region}
        | {"source_id": _enter_source(book, source, source), "note": note}
    )
    return premises_id


STATES = {"withdrawal": WITHDRAWN, "appeal": UNDER_APPEAL, "end-of-an-appeal": PUBLISHED}


def enter_state(book: Book, inspection: str, state: str, on: str, reason: str) -> str:
    """Say that a report was withdrawn, is under appeal, or stands again; its ratings stay where they are."""
    day, precision = split_date(on)
    if precision != "day":
        raise AuthorError([f"{on} is no exact day: write it as 2026-11-20."])
    sheet, number = find_row(book, "inspections", inspection)
    why = {"status_on": day, "status_reason": reason} if state != PUBLISHED else {"status_on": "", "status_reason": ""}
    for column, value in {"status": state, **why}.items():
        sheet.change(number, column, value)
    return inspection


def enter_postponement(book: Book, inspection: str, published: str) -> str:
    """Give a report that is still to come, and its publication, another day."""
    day, precision = split_date(published)
    sheet, number = find_row(book, "inspections", inspection)
    if sheet.row(number)["published"] <= book.on.isoformat():
        raise AuthorError([f"Only a report still to come is postponed; {inspection} is out already."])
    if precision != "day":
        raise AuthorError([f"{published} is no exact day: the report is published on that day by itself."])
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
    row = find_pdu(book, pdu)
    as_at, precision = split_date(shown_by)
    pdu_id, was = row["pdu_id"], was or row[column]
    if was == now:
        raise AuthorError([f"{pdu} has {now!r} already: add --was with what was released."])
    source_id = _enter_source(book, source, source)
    sheet, number = find_row(book, "pdus", pdu_id)
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


def split_date(text: str) -> tuple[str, str]:
    """A date as the tables hold it, with how exactly it is known: `2026-11` is 2026-11-01 to the month."""
    precision = _PARTIAL.get(len(text), "")
    whole = text + "-01" * ((10 - len(text)) // 3) if precision else text
    try:
        date.fromisoformat(whole)
    except ValueError:
        precision = ""
    if not precision:
        meant = "".join(f' Did you mean "{day}"?' for day in sorted({*readings(text).values()}))
        problem = f"{text!r} is no date: write 2026-11-20, or 2026-11 or 2026 where no more is known.{meant}"
        raise AuthorError([problem])
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


def _by_standard(standards: list[TextRow], ratings: Mapping[str, str]) -> dict[str, str]:
    """Ratings by the id of their standard, which may be named by its id or its name; raises AuthorError."""
    known = {
        standard[name].casefold(): standard["standard_id"] for standard in standards for name in ("name", "standard_id")
    }
    if unknown := [name for name in ratings if name.casefold() not in known]:
        names = ", ".join(standard["name"] for standard in standards) or "none"
        raise AuthorError([f"There is no standard called {unknown[0]} here. The standards are: {names}."])
    return {known[name.casefold()]: rating for name, rating in ratings.items()}


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
    publisher = source["publisher"]
    initials = "hmip" if publisher == PUBLISHER else publisher
    source_id = build_id(f"{initials} {named or title}", taken=ids(book, "sources"))
    known = next((row["publisher_type"] for row in sources.rows() if row["publisher"] == publisher), "other")
    licence = source["licence"] or (LICENCE if publisher == PUBLISHER else NO_LICENCE)
    sources.insert(
        {"source_id": source_id, "title": title, "publisher": publisher, "publisher_type": known, "url": address}
        | {"retrieved": book.on.isoformat(), "licence": licence}
    )
    return source_id


def _url_kind(url: str) -> str:
    return "publication" if url else ""
