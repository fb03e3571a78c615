"""What staff enter: an inspection, a publication, a correction, a PDU that splits; each with the rows it needs.

Each entry is told by name what new.toml asks for, writes its rows into a book and gives the ids of what it made.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from ratings_site.author import AuthorError, lookup
from ratings_site.author.book import Book
from ratings_site.check.values import readings
from ratings_site.model import rows
from ratings_site.model.corrections import Cell
from ratings_site.model.tables import NOT_RATED, TextRow

Told = Mapping[str, Any]

PUBLISHER = "HM Inspectorate of Probation"
LICENCE, NO_LICENCE = "OGL-UK-3.0", "LicenseRef-no-open-licence"
"""Of what the inspectorate publishes, and of what says nothing of a licence."""
NOT_READ = "report not read"
"""Why a rating is missing that nobody entered."""
LONGEST_ID = 80
STATES = {"withdrawal": rows.WITHDRAWN, "appeal": rows.UNDER_APPEAL, "end-of-an-appeal": rows.PUBLISHED}
_PARTIAL = {4: "year", 7: "month", 10: "day"}


def enter_inspection(book: Book, told: Told) -> list[str]:
    """Write an inspection with its ratings, its publication and its source."""
    kind, area = lookup.find_area(book, told["area"])
    programme = told["programme"] or lookup.find_programme(book, kind, told["overall"])
    published, precision = split_date(told["published"])
    if precision != "day" and published > book.tables.package.created.isoformat():
        raise AuthorError("A report still to come needs its exact day: it is published on that day by itself.")
    if area.get("closed") and published >= area["closed"]:
        lookup.find_open_area(book, told["area"])
    of_area = {column: area[column] for column in [rows.ID_COLUMNS[kind]] if column in area}
    name = " ".join([*of_area.values(), *([kind] if kind in {rows.PREMISES, rows.NATIONAL} else [])])
    inspection_id = build_id(f"{name} {published[:4]}", taken=book.ids("inspections"))
    source_id = _source(book, told, named=f"report {inspection_id}")
    shared = {"inspection_id": inspection_id, "published": published, "published_precision": precision}
    shared |= {"source_id": source_id}
    score = told["score"]
    lacks_score = kind == rows.PDU and not score and told["overall"] != NOT_RATED
    of_score = {"score": score, "score_basis": "stated" if score else "", "absence": NOT_READ if lacks_score else ""}
    outcome = {"overall": told["overall"], "overall_basis": "stated", "status": rows.PUBLISHED, "note": told["note"]}
    outcome |= {"programme_id": programme, "area_type": kind, "report_url": told["url"]}
    book.insert("inspections", **shared, **of_area, **of_score, **outcome)
    given = _by_standard(standards := lookup.find_standards(book, programme, kind), read_ratings(told["rating"]))
    for standard in standards:
        rating = given.get(standard["standard_id"], "")
        basis = {"basis": "stated"} if rating else {"basis": "not available", "absence": NOT_READ}
        of_both = {"inspection_id": inspection_id, "standard_id": standard["standard_id"], "source_id": source_id}
        book.insert("ratings", rating=rating, **of_both, **basis)
    report = {"publication_id": f"{inspection_id}-report", "type": lookup.find_report_type(book, programme, kind)}
    book.insert("publications", **shared, **report, **_titled(told))
    return [inspection_id]


def enter_ratings(book: Book, told: Told) -> list[str]:
    """Fill in ratings, and the score, that were not available; what was known is corrected, not filled in."""
    inspection, ratings, score = told["inspection"], read_ratings(told["rating"]), told["score"]
    if not ratings and not score:
        raise AuthorError("Say which: --rating STANDARD=RATING, once a standard, or --score.")
    sheet, number = book.find("inspections", inspection)
    row = sheet.row(number)
    standards = lookup.find_standards(book, row["programme_id"], row["area_type"])
    source_id = _source(book, told) if told["source"] or told["source_url"] else row["source_id"]
    for standard, rating in _by_standard(standards, ratings).items():
        key = f"{inspection}/{standard}"
        of_ratings, at = book.find("ratings", key)
        if of_ratings.row(at)["rating"]:
            raise AuthorError(f"{key} is rated already: new correction --table ratings --row {key} --column rating.")
        of_ratings.change(at, rating=rating, basis="stated", absence="", possible="", source_id=source_id)
    if score and row["score"]:
        how = f"new correction --table inspections --row {inspection} --column score"
        raise AuthorError(f"{inspection} has a score already: {how}.")
    if score:
        sheet.change(number, score=score, score_basis="stated", absence="")
    return [inspection]


def enter_publication(book: Book, told: Told) -> list[str]:
    """Write a publication that reports no inspection."""
    published, precision = split_date(told["published"])
    publication_id = build_id(told["title"], taken=book.ids("publications"))
    dated = {"published": published, "published_precision": precision, "type": told["type"], "note": told["note"]}
    told_of = dated | _titled(told) | {"source_id": _source(book, told)}
    book.insert("publications", publication_id=publication_id, **told_of)
    return [publication_id]


def _titled(told: Told) -> dict[str, str]:
    """The title of a publication, and its address with what stands there."""
    return {"title": told["title"], "url": told["url"], "url_kind": "publication" if told["url"] else ""}


def enter_corrections(book: Book, told: Told) -> list[str]:
    """Put cells right and record why."""
    first = ((told["table"], told["row"], told["column"]), told["now"], told["was"])
    cells = [first, *((*read_cell(text), None) for text in told["also"])]
    return [enter_correction(book, cell, now, told["reason"], was=was) for cell, now, was in cells]


def enter_correction(book: Book, cell: Cell, now: str, reason: str, *, was: str | None = None) -> str:
    """Give a cell its right value, or without a column take the row out, and record it; returns the correction's id.

    `was` is said only where the cell holds the right value already.
    """
    table, row_key, column = cell
    if column:
        sheet, number = book.find(table, row_key)
        if column not in sheet.columns:
            raise AuthorError(f"{sheet.name} has no column {column}.")
        held = sheet.row(number)[column]
        was = held if was is None else was
        if was == now:
            raise AuthorError(f"{row_key} says {now!r} already: add --was with what was published before.")
        if held != now:
            sheet.change(number, **{column: now})
    elif table == "inspections":  # its address was promised
        problem = f"A report that was published is not taken out: new withdrawal --inspection {row_key}."
        raise AuthorError(f"{problem} One that never was public has its rows deleted by hand.")
    elif (at := book.sheet(table).find(row_key)) is not None:
        del book.sheet(table).records[at]
    values = {"was": was or "", "now": now} if column else {}
    correction_id = build_id(f"{row_key} {column} {book.on}", taken=book.ids("corrections"))
    where = {"table": table, "row_key": row_key, "column": column, "reason": reason}
    book.insert("corrections", correction_id=correction_id, corrected_on=book.on.isoformat(), **where, **values)
    return correction_id


def enter_succession(book: Book, told: Told) -> list[str]:
    """Close PDUs that split or merged by the day a record shows it, and open those they became, each with a step."""
    is_split = told["kind"] == "split"
    one, many = (told["pdu"], told["into"]) if is_split else (told["into"], told["pdu"])
    if len(one) != 1 or len(many) <= 1:
        wanted = "--pdu PDU --into NAME --into NAME" if is_split else "--pdu PDU --pdu PDU --into NAME"
        raise AuthorError(f"Say what became of what: {wanted}.")
    closing = [lookup.find_pdu(book, pdu) for pdu in told["pdu"]]
    as_at, precision = split_date(told["as_at"])
    if as_at > max(book.on, book.tables.package.created).isoformat():
        raise AuthorError(f"{told['as_at']} is still to come: enter it when a public record shows it.")
    step = {"dating": "first seen", "source_id": _source(book, told)}
    made = []
    for name in told["into"]:
        made.append(build_id(name, taken=book.ids("pdus")))
        book.insert("pdus", pdu_id=made[-1], name=name, region_id=closing[0]["region_id"], opened=as_at, **step)
    step |= {"as_at": as_at, "as_at_precision": precision, "note": told["note"]}
    step["change"] = "split" if is_split else "merged"
    for old in closing:
        sheet, number = book.find("pdus", old["pdu_id"])
        sheet.change(number, closed=as_at, dating="first seen")
        for successor in made:
            book.insert("pdu_changes", pdu_id=old["pdu_id"], successor_id=successor, **step)
    if len(made) == 1:
        _give_places(book, {row["pdu_id"] for row in closing}, made[0])
    return made


def _give_places(book: Book, closed: set[str], successor: str) -> None:
    """Give the places of PDUs that merged to the one they became; a place that two of them served has one row."""
    places = book.sheet("places")
    for row in [row for row in places.rows() if row["pdu_id"] in closed]:
        del places.records[book.find("places", places.key_of(row))[1]]
        moved = row | {"pdu_id": successor}
        if places.find(places.key_of(moved)) is None:
            places.insert(moved)


def enter_programme(book: Book, told: Told) -> list[str]:
    """Write a programme that gives ratings, with its standards in their order."""
    programme_id, kind, names = told["id"], told["inspects"], told["standard"]
    if not names:
        raise AuthorError("A programme has standards: --standard NAME, once for each, in their order.")
    started, precision = split_date(told["started"])
    rated = [row for row in book.rows("programmes") if row["rated"] == "yes"]
    scale = told["scale"] or max(rated, key=lambda row: row["started"])["scale_id"]
    points = [int(row["points"]) for row in book.rows("rating_scale") if row["scale_id"] == scale]
    if not points:
        raise AuthorError(f"{scale} is not in rating_scale.csv: enter its ratings there first, a row for each.")
    shared = {"programme_id": programme_id, "source_id": _source(book, told)}
    facts = {"started": started, "started_precision": precision, "searched_on": book.on.isoformat()}
    facts |= {"name": told["name"], "rated": "yes", "scale_id": scale, "note": told["note"]}
    if kind == rows.PDU:
        facts |= {"pdu_standards": str(len(names)), "pdu_max_score": str(max(points) * len(names))}
    book.insert("programmes", **shared, **facts)
    for order, name in enumerate(names, start=1):
        standard = build_id(f"{programme_id} {'' if programme_id.startswith(kind) else kind} {name}", taken=set())
        place = {"area_type": kind, "display_order": str(order)}
        book.insert("standards", standard_id=standard, name=name, **place, **shared)
    return [programme_id]


def enter_premises(book: Book, told: Told) -> list[str]:
    """Write approved premises, so that an inspection of them can be entered."""
    region = lookup.find_region(book, told["region"]) if told["region"] else ""
    name = lookup.KINDS.sub("", told["name"])
    premises_id = build_id(name, taken=book.ids("approved_premises"))
    facts = {"name": f"{name} Approved Premises", "town": told["town"], "region_id": region, "note": told["note"]}
    book.insert("approved_premises", premises_id=premises_id, source_id=_source(book, told), **facts)
    return [premises_id]


def enter_state(book: Book, told: Told) -> list[str]:
    """Say that a report was withdrawn, is under appeal, or stands again; its ratings stay where they are."""
    day, precision = split_date(told["since"])
    if precision != "day":
        raise AuthorError(f"{told['since']} is no exact day: write it as 2026-11-20.")
    sheet, number = book.find("inspections", told["inspection"])
    state = STATES[told["kind"]]
    on, why = (day, told["reason"]) if state != rows.PUBLISHED else ("", "")
    sheet.change(number, status=state, status_on=on, status_reason=why)
    return [told["inspection"]]


def enter_postponement(book: Book, told: Told) -> list[str]:
    """Give a report that is still to come, and its publication, another day."""
    inspection, published = told["inspection"], told["published"]
    day, precision = split_date(published)
    sheet, number = book.find("inspections", inspection)
    if sheet.row(number)["published"] <= book.on.isoformat():
        raise AuthorError(f"Only a report still to come is postponed; {inspection} is out already.")
    if precision != "day":
        raise AuthorError(f"{published} is no exact day: the report is published on that day by itself.")
    sheet.change(number, published=day)
    reports = book.sheet("publications")
    for at, row in enumerate(reports.rows()):
        if row["inspection_id"] == inspection:
            reports.change(at, published=day)
    return [inspection]


def enter_step(book: Book, told: Told) -> list[str]:
    """Give a PDU another name or another region, with the step in its life that says so.

    What it `was` is said only where the row has the new value already.
    """
    is_renamed = told["kind"] == "rename"
    column, now = ("name", told["name"]) if is_renamed else ("region_id", lookup.find_region(book, told["region"]))
    row = lookup.find_pdu(book, told["pdu"])
    as_at, precision = split_date(told["as_at"])
    pdu_id, was = row["pdu_id"], told["was"] or row[column]
    if was == now:
        raise AuthorError(f"{told['pdu']} has {now!r} already: add --was with what was released.")
    shared = {"pdu_id": pdu_id, "source_id": _source(book, told)}
    sheet, number = book.find("pdus", pdu_id)
    sheet.change(number, **{column: now})
    when = {"as_at": as_at, "as_at_precision": precision, "dating": "first seen", "note": told["note"]}
    change = "renamed" if is_renamed else "moved region"
    book.insert("pdu_changes", change=change, successor_id=pdu_id, **shared, **when)
    if is_renamed:
        former = {"language": "en", "is_former": "yes", "used_by": told["publisher"]}
        book.insert("pdu_names", name=was, **shared, **former)
    return [pdu_id]


ENTER: Mapping[str, Callable[[Book, Told], list[str]]] = {
    "inspection": enter_inspection,
    "ratings": enter_ratings,
    "publication": enter_publication,
    "correction": enter_corrections,
    **dict.fromkeys(STATES, enter_state),
    "postponement": enter_postponement,
    **dict.fromkeys(("split", "merge"), enter_succession),
    "programme": enter_programme,
    "premises": enter_premises,
    **dict.fromkeys(("rename", "move"), enter_step),
}
"""What writes each kind of entry; new.toml says the rest of it."""


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
        raise AuthorError(f"{text!r} is no date: write 2026-11-20, or 2026-11 or 2026 where no more is known.{meant}")
    return whole, precision


def build_id(words: str, *, taken: set[str]) -> str:
    """An id from a name: small letters, digits and hyphens, cut at a word, and not one that is taken."""
    plain = unicodedata.normalize("NFKD", words.lower()).encode("ascii", "ignore").decode()
    whole = "-".join(re.findall("[a-z0-9]+", re.sub("['’]", "", plain)))
    base = whole if len(whole) <= LONGEST_ID else whole[: LONGEST_ID + 1].rsplit("-", 1)[0]
    if not base:
        raise AuthorError(f"{words!r} has no letter that an id could be made of.")
    tries = [base, *(f"{base}-{number}" for number in range(2, len(taken) + 3))]
    return next(name for name in tries if name not in taken)


def read_ratings(pairs: Iterable[str]) -> dict[str, str]:
    """`Leadership=Good` and the like as ratings by standard."""
    parts = [(pair, pair.partition("=")) for pair in pairs]
    if wrong := [pair for pair, _ in parts if pair.count("=") != 1]:
        raise AuthorError(*(f"{pair!r}: write a rating as STANDARD=RATING, as in Leadership=Good." for pair in wrong))
    return {name.strip(): rating.strip() for _, (name, _, rating) in parts}


def read_cell(text: str) -> tuple[Cell, str]:
    """`inspections:<id>:score=7` as a cell and its value."""
    found = re.fullmatch("([^:=]+):([^:=]+):([^:=]+)=(.*)", text)
    if found is None:
        raise AuthorError(f"{text!r}: write a further cell as TABLE:ROW:COLUMN=VALUE.")
    table, row, column, now = found.groups()
    return (table, row, column), now


def _by_standard(standards: list[TextRow], ratings: Mapping[str, str]) -> dict[str, str]:
    """Ratings by the id of their standard, which may be named by its id or its name; raises AuthorError."""
    known = {
        standard[name].casefold(): standard["standard_id"] for standard in standards for name in ("name", "standard_id")
    }
    if unknown := [name for name in ratings if name.casefold() not in known]:
        names = ", ".join(standard["name"] for standard in standards) or "none"
        raise AuthorError(f"There is no standard called {unknown[0]} here. The standards are: {names}.")
    return {known[name.casefold()]: rating for name, rating in ratings.items()}


def _source(book: Book, told: Told, *, named: str = "") -> str:
    """The id of the source: one that is there, by its id or its address, or a new row titled as what was entered.

    A report's source is named after its inspection, so that those of two areas lie apart in the table.
    """
    sources = book.sheet("sources")
    if told["source"]:
        if sources.find(told["source"]) is None:
            raise AuthorError(f"There is no source {told['source']}: see sources.csv, or describe a new one.")
        return str(told["source"])
    publisher, known = told["publisher"], sources.rows()
    title, url = (told[f"source_{name}"] or told.get(name, "") for name in ("title", "url"))
    if url and (same := [row["source_id"] for row in known if row["url"] == url]):
        return same[0]
    initials = "hmip" if publisher == PUBLISHER else publisher
    source_id = build_id(f"{initials} {named or title}", taken=book.ids("sources"))
    kind = next((row["publisher_type"] for row in known if row["publisher"] == publisher), "other")
    licence = told["licence"] or (LICENCE if publisher == PUBLISHER else NO_LICENCE)
    facts = {"title": title, "publisher": publisher, "publisher_type": kind, "licence": licence}
    book.insert("sources", source_id=source_id, url=url, retrieved=book.on.isoformat(), **facts)
    return source_id
