"""What staff enter: an inspection, a publication, a correction, a PDU that splits; each with the rows it needs.

The SQL of new.toml writes them, from what is told by name and from what follows from it, which is worked out here.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from ratings_site.author import AuthorError, lookup
from ratings_site.author.book import Book
from ratings_site.check.values import readings
from ratings_site.model import rows
from ratings_site.model.corrections import Cell
from ratings_site.model.tables import TextRow
from ratings_site.options import ENTRIES, merged

Told = Mapping[str, Any]

PUBLISHER = "HM Inspectorate of Probation"
LICENCE, NO_LICENCE = "OGL-UK-3.0", "LicenseRef-no-open-licence"
"""Of what the inspectorate publishes, and of what says nothing of a licence."""
_PARTIAL = {4: "year", 7: "month", 10: "day"}


def enter(book: Book, kind: str, told: Told) -> list[str]:
    """Write an entry into a book; gives the ids of what it made. Raises AuthorError for what cannot be entered."""
    told = {**told, "kind": kind, "on": book.on.isoformat()}
    made, follows = FOLLOWS[kind](book, told)
    for statement in merged(ENTRIES[kind], "writes").values():
        book.ask(statement, {**told, **follows})
    return made


def of_inspection(book: Book, told: Told) -> tuple[list[str], Told]:
    """Of an inspection: its programme, the ratings by their standards, how its reports are called."""
    area, programme, standards = lookup.find_inspected(book, told)
    kind, day = area["kind"], date_told(told, "published")
    if day["published_precision"] != "day" and day["published"] > book.info.created.isoformat():
        raise AuthorError("A report still to come needs its exact day: it is published on that day by itself.")
    lookup.find_open_area(book, told["area"], day["published"])
    name = f"{area['id']} {kind if kind == rows.PREMISES else ''} {day['published'][:4]}"
    made = book.new_id("inspections", name)
    given = {"ratings": _by_standard(standards, read_ratings(told["rating"]))}
    of = {"inspection_id": made, "area_type": kind, "area_id": area["id"], "programme_id": programme}
    report = {"type": lookup.find_report_type(book, programme, kind)}
    return [made], day | given | of | report | source_told(book, told, named=f"report {made}")


def of_ratings(book: Book, told: Told) -> tuple[list[str], Told]:
    """Of ratings, and a score, that were not available; what was known is corrected, not filled in."""
    inspection, ratings, score = told["inspection"], read_ratings(told["rating"]), told["score"]
    if not ratings and not score:
        raise AuthorError("Say which: --rating STANDARD=RATING, once a standard, or --score.")
    row = book.find("inspections", inspection)
    given = _by_standard(lookup.find_standards(book, row["programme_id"], row["area_type"]), ratings)
    for key in (f"{inspection}/{standard}" for standard in given):
        if book.find("ratings", key)["rating"]:
            raise AuthorError(f"{key} is rated already: new correction --table ratings --row {key} --column rating.")
    if score and row["score"]:
        how = f"new correction --table inspections --row {inspection} --column score"
        raise AuthorError(f"{inspection} has a score already: {how}.")
    known = {"source": told["source"] or ("" if told["source_url"] else row["source_id"])}
    return [inspection], {"ratings": given} | source_told(book, {**told, **known})


def of_publication(book: Book, told: Told) -> tuple[list[str], Told]:
    """Of a publication that reports no inspection."""
    made = book.new_id("publications", told["title"])
    return [made], {"publication_id": made} | date_told(told, "published") | source_told(book, told)


def of_correction(book: Book, told: Told) -> tuple[list[str], Told]:
    """Put cells right and record why."""
    first = ((told["table"], told["row"], told["column"]), told["now"], told["was"])
    cells = [first, *((*read_cell(text), None) for text in told["also"])]
    return [enter_correction(book, cell, now, told["reason"], was=was) for cell, now, was in cells], {}


def enter_correction(book: Book, cell: Cell, now: str, reason: str, *, was: str | None = None) -> str:
    """Give a cell its right value, or without a column take the row out, and record it; returns the correction's id.

    `was` is said only where the cell holds the right value already.
    """
    table, row_key, column = cell
    sheet = book.sheet(table)
    if column:
        row = book.find(table, row_key)
        if column not in sheet.columns:
            raise AuthorError(f"{sheet.name} has no column {column}.")
        was = row[column] if was is None else was
        if was == now:
            raise AuthorError(f"{row_key} says {now!r} already: add --was with what was published before.")
        book.ask(f'update "{table}" set "{column}" = ? where {sheet.sql_key} = ?', [now, row_key])  # noqa: S608
    elif table == "inspections":  # its address was promised
        problem = f"A report that was published is not taken out: new withdrawal --inspection {row_key}."
        raise AuthorError(f"{problem} One that never was public has its rows deleted by hand.")
    else:
        book.ask(f'delete from "{table}" where {sheet.sql_key} = ?', [row_key])  # noqa: S608
    correction_id = book.new_id("corrections", f"{row_key} {column} {book.on}")
    both = [was or "", now] if column else ["", ""]
    told = [correction_id, book.on.isoformat(), table, row_key, column, *both, reason]
    columns = 'correction_id, corrected_on, "table", row_key, "column", was, now, reason'
    book.ask(f"insert into corrections ({columns}) values (?, ?, ?, ?, ?, ?, ?, ?)", told)  # noqa: S608
    return correction_id


def of_succession(book: Book, told: Told) -> tuple[list[str], Told]:
    """Of PDUs that split or merged by the day a record shows it: those that closed, and those they became."""
    is_split = told["kind"] == "split"
    one, many = (told["pdu"], told["into"]) if is_split else (told["into"], told["pdu"])
    if len(one) != 1 or len(many) <= 1:
        wanted = "--pdu PDU --into NAME --into NAME" if is_split else "--pdu PDU --pdu PDU --into NAME"
        raise AuthorError(f"Say what became of what: {wanted}.")
    closed = [lookup.find_pdu(book, pdu) for pdu in told["pdu"]]
    day = date_told(told, "as_at")
    if day["as_at"] > max(book.on, book.info.created).isoformat():
        raise AuthorError(f"{told['as_at']} is still to come: enter it when a public record shows it.")
    made: dict[str, str] = {}
    for name in told["into"]:
        made[book.new_id("pdus", name, *made)] = name
    follows = {"closed": [area["id"] for area in closed], "made": made, "region_id": closed[0]["region_id"]}
    return [*made], follows | day | source_told(book, told)


def of_programme(book: Book, told: Told) -> tuple[list[str], Told]:
    """Of a programme that gives ratings: its scale, which is that of the programme before where none is told."""
    if not told["standard"]:
        raise AuthorError("A programme has standards: --standard NAME, once for each, in their order.")
    newest = "select scale_id from programmes where rated = 'yes' order by started desc"
    scale = told["scale"] or book.ask(newest)[0]["scale_id"]
    if not book.ask("select * from rating_scale where scale_id = ?", [scale]):
        raise AuthorError(f"{scale} is not in rating_scale.csv: enter its ratings there first, a row for each.")
    return [told["id"]], {"scale": scale} | date_told(told, "started") | source_told(book, told)


def of_premises(book: Book, told: Told) -> tuple[list[str], Told]:
    """Of approved premises: their name without what they are, and their region."""
    region = lookup.find_region(book, told["region"]) if told["region"] else ""
    name = lookup.KINDS.sub("", told["name"])
    made = book.new_id("approved_premises", name)
    return [made], {"premises_id": made, "name": name, "region_id": region} | source_told(book, told)


def of_state(book: Book, told: Told) -> tuple[list[str], Told]:
    """Of a report that was withdrawn, is under appeal, or stands again; its ratings stay where they are."""
    since = date_told(told, "since")
    if since["since_precision"] != "day":
        raise AuthorError(f"{told['since']} is no exact day: write it as 2026-11-20.")
    book.find("inspections", told["inspection"])
    return [told["inspection"]], since


def of_postponement(book: Book, told: Told) -> tuple[list[str], Told]:
    """Of a report that is still to come on another day than was said."""
    day = date_told(told, "published")
    if book.find("inspections", told["inspection"])["published"] <= book.on.isoformat():
        raise AuthorError(f"Only a report still to come is postponed; {told['inspection']} is out already.")
    if day["published_precision"] != "day":
        raise AuthorError(f"{told['published']} is no exact day: the report is published on that day by itself.")
    return [told["inspection"]], day


def of_step(book: Book, told: Told) -> tuple[list[str], Told]:
    """Of a PDU with another name or another region: what it was, which is said only where its row has the new one."""
    is_renamed = told["kind"] == "rename"
    now = told["name"] if is_renamed else lookup.find_region(book, told["region"])
    area = lookup.find_pdu(book, told["pdu"])
    was = told["was"] or area["name" if is_renamed else "region_id"]
    if was == now:
        raise AuthorError(f"{told['pdu']} has {now!r} already: add --was with what was released.")
    follows = {"pdu_id": area["id"], "was": was, "now": now}
    return [area["id"]], follows | date_told(told, "as_at") | source_told(book, told)


FOLLOWS: Mapping[str, Callable[[Book, Told], tuple[list[str], Told]]] = {
    "inspection": of_inspection,
    "ratings": of_ratings,
    "publication": of_publication,
    "correction": of_correction,
    **dict.fromkeys(("withdrawal", "appeal", "end-of-an-appeal"), of_state),
    "postponement": of_postponement,
    **dict.fromkeys(("split", "merge"), of_succession),
    "programme": of_programme,
    "premises": of_premises,
    **dict.fromkeys(("rename", "move"), of_step),
}
"""What an entry makes, by id, and what follows from what is told of it, for its SQL; new.toml says the rest of it."""


def date_told(told: Told, name: str) -> dict[str, str]:
    """A date that is told as the tables hold it, in two columns."""
    return dict(zip((name, f"{name}_precision"), split_date(told[name]), strict=True))


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


def source_told(book: Book, told: Told, *, named: str = "") -> dict[str, str]:
    """The source: one that is there, by its id or its address, or a new one titled as what was entered.

    A report's source is named after its inspection, so that those of two areas lie apart in the table.
    """
    if told["source"]:
        if not book.ask("select * from sources where source_id = ?", [told["source"]]):
            raise AuthorError(f"There is no source {told['source']}: see sources.csv, or describe a new one.")
        return {"source_id": told["source"]}
    is_own = told["publisher"] == PUBLISHER
    title, url = (told[f"source_{name}"] or told.get(name, "") for name in ("title", "url"))
    if url and (same := book.ask("select source_id from sources where url = ?", [url])):
        return same[0]
    source_id = book.new_id("sources", f"{'hmip' if is_own else told['publisher']} {named or title}")
    licence = told["licence"] or (LICENCE if is_own else NO_LICENCE)
    return {"source_id": source_id, "source_title": title, "source_url": url, "licence": licence}
