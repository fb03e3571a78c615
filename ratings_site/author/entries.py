"""What staff enter: an inspection, a publication, a correction, a PDU that splits; each with the rows it needs.

The SQL of new.toml writes them, and says what is refused, from what is told by name and from what follows from it:
dates and sources of every entry, and what is worked out here.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from ratings_site.author import AuthorError, lookup
from ratings_site.author.book import Book
from ratings_site.check.values import is_day, readings
from ratings_site.model import rows
from ratings_site.model.corrections import Cell
from ratings_site.model.tables import TextRow
from ratings_site.options import ENTRIES, merged

Told = Mapping[str, Any]

_PARTIAL = {4: "year", 7: "month", 10: "day"}


def enter(book: Book, kind: str, told: Told) -> list[str]:
    """Write an entry into a book; gives the ids of what it made. Raises AuthorError for what cannot be entered."""
    entry = ENTRIES[kind]
    told = {**told, "kind": kind, "on": book.on.isoformat(), "created": book.info.created.isoformat()}
    for name in told.keys() & {"as_at", "published", "since", "started"}:
        day, precision = split_date(told[name])
        told |= {name: day, f"{name}_precision": precision, f"{name}_told": told[name]}
    if "inspection" in told:
        told |= {"of": book.find("inspections", told["inspection"])}
    told |= globals()[entry["follows"]](book, told) if "follows" in entry else {}
    for refused in merged(entry, "refuses").values():
        if found := book.ask(refused["where"], told):
            raise AuthorError(refused["says"].format_map(told | found[0]))
    told |= source_of(book, told) if "source" in entry.get("uses", ()) else {}
    for statement in merged(entry, "writes").values():
        book.ask(statement, told)
    made = told[entry["made"]]
    return [made] if isinstance(made, str) else [*made]


def of_inspection(book: Book, told: Told) -> Told:
    """Of an inspection: its area, its programme, and the ratings by their standards."""
    area, programme, standards = lookup.find_inspected(book, told)
    kind = area["kind"]
    made = book.new_id("inspections", f"{area['id']} {kind if kind == rows.PREMISES else ''} {told['published'][:4]}")
    of = {"area": area["name"], "area_type": kind, "area_id": area["id"], "closed": area["closed"]}
    of |= {"inspection_id": made, "programme_id": programme, "source_named": f"report {made}"}
    return {"ratings": by_standard(standards, told["rating"])} | of


def of_ratings(book: Book, told: Told) -> Told:
    """Of ratings that were not available: the standards that they are given for, and the source of the inspection."""
    ratings = by_standard(book.ask(lookup.ASK["standards"], told["of"]), told["rating"])
    return {"ratings": ratings, "source": told["source"] or ("" if told["source_url"] else told["of"]["source_id"])}


def of_publication(book: Book, told: Told) -> Told:
    """Of a publication that reports no inspection: its id."""
    return {"publication_id": book.new_id("publications", told["title"])}


def of_correction(book: Book, told: Told) -> Told:
    """Put cells right and record why."""
    first = ((told["table"], told["row"], told["column"]), told["now"], told["was"])
    cells = [first, *((*read_cell(text), None) for text in told["also"])]
    return {"corrected": [enter_correction(book, cell, now, told["reason"], was=was) for cell, now, was in cells]}


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


def of_succession(book: Book, told: Told) -> Told:
    """Of PDUs that split or merged: those that closed, and those they became, by their ids."""
    closed = [lookup.find_area(book, pdu, rows.PDU) for pdu in told["pdu"]]
    made: dict[str, str] = {}
    for name in told["into"]:
        made[book.new_id("pdus", name, *made)] = name
    region_id = closed[0]["region_id"] if closed else ""
    return {"closed": [area["id"] for area in closed], "made": made, "region_id": region_id}


def of_premises(book: Book, told: Told) -> Told:
    """Of approved premises: their name without what they are, and their region."""
    region = lookup.find_area(book, told["region"], rows.REGION)["id"] if told["region"] else ""
    name = lookup.KINDS.sub("", told["name"])
    return {"premises_id": book.new_id("approved_premises", name), "name": name, "region_id": region}


def of_step(book: Book, told: Told) -> Told:
    """Of a PDU with another name or another region: what it was, which is told only where its row has the new one."""
    is_renamed = told["kind"] == "rename"
    now = told["name"] if is_renamed else lookup.find_area(book, told["region"], rows.REGION)["id"]
    area = lookup.find_area(book, told["pdu"], rows.PDU)
    return {"pdu_id": area["id"], "was": told["was"] or area["name" if is_renamed else "region_id"], "now": now}


def split_date(text: str) -> tuple[str, str]:
    """A date as the tables hold it, with how exactly it is known: `2026-11` is 2026-11-01 to the month."""
    whole = text + "-01" * ((10 - len(text)) // 3)
    if len(text) in _PARTIAL and is_day(whole):
        return whole, _PARTIAL[len(text)]
    meant = "".join(f' Did you mean "{day}"?' for day in sorted({*readings(text).values()}))
    raise AuthorError(f"{text!r} is no date: write 2026-11-20, or 2026-11 or 2026 where no more is known.{meant}")


def by_standard(standards: Iterable[TextRow], pairs: Iterable[str]) -> dict[str, str]:
    """`Leadership=Good` and the like as ratings by the id of the standard, which may be named by its id or its name."""
    if wrong := [pair for pair in pairs if pair.count("=") != 1]:
        raise AuthorError(*(f"{pair!r}: write a rating as STANDARD=RATING, as in Leadership=Good." for pair in wrong))
    known = {one[name].casefold(): one["standard_id"] for one in standards for name in ("name", "standard_id")}
    told = {name.strip(): rating.strip() for name, rating in (pair.split("=") for pair in pairs)}
    if unknown := [name for name in told if name.casefold() not in known]:
        names = ", ".join(standard["name"] for standard in standards) or "none"
        raise AuthorError(f"There is no standard called {unknown[0]} here. The standards are: {names}.")
    return {known[name.casefold()]: rating for name, rating in told.items()}


def read_cell(text: str) -> tuple[Cell, str]:
    """`inspections:<id>:score=7` as a cell and its value."""
    found = re.fullmatch("([^:=]+):([^:=]+):([^:=]+)=(.*)", text)
    if found is None:
        raise AuthorError(f"{text!r}: write a further cell as TABLE:ROW:COLUMN=VALUE.")
    table, row, column, now = found.groups()
    return (table, row, column), now


def source_of(book: Book, told: Told) -> dict[str, str]:
    """The source: one that is there, by its id or its address, or a new one titled as what was entered.

    A report's source is named after its inspection, so that those of two areas lie apart in the table.
    """
    if told["source"]:
        if not book.ask("select * from sources where source_id = :source", told):
            raise AuthorError(f"There is no source {told['source']}: see sources.csv, or describe a new one.")
        return {"source_id": told["source"]}
    is_own = told["publisher"] == "HM Inspectorate of Probation"
    title, url = (told[f"source_{name}"] or told.get(name, "") for name in ("title", "url"))
    if url and (same := book.ask("select source_id from sources where url = ?", [url])):
        return same[0]
    named = told.get("source_named", title)
    source_id = book.new_id("sources", f"{'hmip' if is_own else told['publisher']} {named}")
    licence = told["licence"] or ("OGL-UK-3.0" if is_own else "LicenseRef-no-open-licence")
    return {"source_id": source_id, "source_title": title, "source_url": url, "licence": licence}
