"""Comparing two states of the package: what differs, and which version that calls for.

The version that a change of the columns calls for follows the Data Package recipe
(https://datapackage.org/recipes/data-package-version/): an incompatible change of the schema raises the first number,
added data the second, corrections the third.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from types import MappingProxyType

from ratings_site.model.changes import OVERALL, Area, Change, Changes, Level, TableChange
from ratings_site.model.changes.comparison import Comparison, find_correction
from ratings_site.model.changes.facts import RECORDS, build_corrected, build_fact_changes, build_problems
from ratings_site.model.corrections import Cell
from ratings_site.model.rows import PDU, area_address
from ratings_site.model.tables import RATINGS, Field, Key, Tables, TableSchema, TextRow, build_row_key, build_text_rows
from ratings_site.model.wording import say

FOLDERS = {"regions": "region_id", "pdus": "pdu_id", "standards": "standard_id"}
"""The tables whose every row has a page, and the column that is its address."""

TOLD = {
    "inspections": (
        *("programme_id", "published", "published_precision", "earliest", "latest", "overall", "overall_basis"),
        *("score", "status", "status_on", "status_reason", "report_url"),
    ),
    "publications": ("type", "title", "published", "published_precision", "url"),
    "findings": ("kind", "topic", "summary"),
}
"""What the feeds tell of inspections, of publications, and of what these found."""

_REPORTS = ("inspections", "publications")


def build_changes(old: Tables, new: Tables, *, redirects: Mapping[str, str] = MappingProxyType({})) -> Changes:
    """Compare two states of the package; `redirects` says where the readers of a former address are sent.

    Neither package needs every table of the other: what one of them lacks is empty there.
    """
    comparison = Comparison(old, new)
    changes = (
        *build_rating_changes(comparison),
        *sorted(_reports(comparison)),
        *sorted(_pdus(comparison)),
        *sorted(_places(comparison), key=lambda c: (c.change, c.item, c.of, c.area)),
        *sorted(_columns(comparison), key=lambda c: (c.item, c.change, c.now)),
        *sorted(_pages(comparison, redirects), key=lambda c: (c.change, c.page)),
    )
    facts, level = build_fact_changes(comparison), build_level(comparison, changes)
    return Changes(
        old_version=old.package.version,
        new_version=new.package.version,
        old_date=old.package.created.isoformat(),
        new_date=new.package.created.isoformat(),
        changes=changes,
        facts=facts,
        corrections=tuple(build_corrected(comparison)),
        entered=tuple((table, key) for table in _REPORTS for (key,) in comparison.difference(table).added),
        revised=_revised(comparison),
        tables=tuple(  # in the order of the descriptor
            TableChange(
                comparison.schemas[table].path,
                len(comparison.before[table]),
                *map(len, (difference.added, difference.removed, difference.changed)),
            )
            for table, difference in comparison.differences.items()
            if difference
        ),
        level=level,
        problems=build_problems(comparison, changes, facts, level),
    )


def build_level(comparison: Comparison, changes: tuple[Change, ...]) -> Level:
    """What the changes call for: the heaviest of the schema's changes, added data, and corrections."""
    of_columns = {change.of for change in changes if change.kind in {"table", "column"}}
    is_more = any(difference.added for name, difference in comparison.differences.items() if name not in RECORDS)
    aside = dict.fromkeys(("version", "created", "resources"))
    old, new = ({**tables.package.descriptor, **aside} for tables in (comparison.old, comparison.new))
    levels: dict[Level, bool] = {
        "major": "major" in of_columns,
        "minor": "minor" in of_columns or is_more or any(change.change == "appeared" for change in changes),
        "patch": "patch" in of_columns or any(comparison.differences.values()) or old != new,
    }
    return next((level for level, is_called_for in levels.items() if is_called_for), "")


def _reports(comparison: Comparison) -> Iterator[Change]:
    """Inspections and publications that are new, or were taken out."""
    for change, row in comparison.came_and_went("inspections", "new", "withdrawn"):
        when, area = (row["published"], row["published_precision"]), comparison.area_of(row)
        programme, key = comparison.name("programmes", row["programme_id"]), row["inspection_id"]
        yield Change("inspection", change, area, *when, programme, now=row["overall"], inspection_id=key)
    for change, row in comparison.came_and_went("publications", "new", "withdrawn"):
        day, known = row["published"], row["published_precision"]
        yield Change("publication", change, published=day, precision=known, item=row["title"], of=row["type"])


def _places(comparison: Comparison) -> Iterator[Change]:
    """Places that a PDU is now said to serve, or no longer."""
    for change, row in comparison.came_and_went("places", "added", "removed"):
        yield Change("place", change, comparison.area(PDU, row["pdu_id"]), item=row["place"], of=row["place_type"])


def _pdus(comparison: Comparison) -> Iterator[Change]:
    """PDUs that opened, closed, took another name, moved to another region, or were taken out."""
    for change, row in comparison.came_and_went("pdus", "opened", "removed"):
        opened = row["opened"] if change == "opened" else ""
        yield Change("PDU", change, comparison.area(PDU, row["pdu_id"]), now=opened)
    for old, new in comparison.difference("pdus").changed.values():
        area = comparison.area(PDU, new["pdu_id"])
        if old["name"] != new["name"]:
            yield Change("PDU", "renamed", area, was=old["name"], now=new["name"])
        if old["region_id"] != new["region_id"]:
            was, now = (comparison.name("regions", row["region_id"]) for row in (old, new))
            yield Change("PDU", "moved region", area, was=was, now=now)
        if new["closed"] and not old["closed"]:
            steps = (step for step in comparison.now["pdu_changes"].values() if step["pdu_id"] == area.area_id)
            others = {step["successor_id"] for step in steps} - {area.area_id, ""}
            names = tuple(sorted(comparison.name("pdus", other) for other in others))
            yield Change("PDU", "closed", area, now=new["closed"], successors=names)


def _revised(comparison: Comparison) -> tuple[tuple[str, str], ...]:
    """The inspections and publications that are not new, of which something else is told, or of what they found."""
    found = {
        (table, key)
        for table in _REPORTS
        for (key,), rows in comparison.difference(table).changed.items()
        if _told_otherwise(table, *rows)
    }
    findings = comparison.difference("findings")
    changed = [rows for rows in findings.changed.values() if _told_otherwise("findings", *rows)]
    for row in (*findings.added.values(), *findings.removed.values(), *chain.from_iterable(changed)):
        for table, column in (("inspections", "inspection_id"), ("publications", "publication_id")):
            if all((row.get(column, ""),) in held for held in (comparison.before[table], comparison.now[table])):
                found.add((table, row[column]))
    return tuple(sorted(found))


def _told_otherwise(table: str, old: TextRow, new: TextRow) -> bool:
    return any(column in old and old[column] != new[column] for column in TOLD[table])


def build_rating_changes(comparison: Comparison) -> list[Change]:
    """Every overall rating a reader sees change, then every rating of a single standard; each by area and standard."""
    added, found = comparison.difference("inspections").added, list[Change]()
    by_area = defaultdict[Area, list[TextRow]](list)
    for row in comparison.now["inspections"].values() if added else ():
        by_area[comparison.area_of(row)].append(row)
    followed = {
        row["inspection_id"]: _previous(comparison, row, by_area[comparison.area_of(row)]) for row in added.values()
    }
    for table, column in (("inspections", "overall"), ("ratings", "rating")):
        keys = comparison.before[table].keys() | comparison.now[table].keys()
        changes = (_change(comparison, followed, table, column, key) for key in keys)
        found += sorted(filter(None, changes), key=lambda c: (c.area, c.change, c.standard_id, c.was, c.now, c))
    return found


def _change(comparison: Comparison, followed: Mapping[str, str], table: str, column: str, key: Key) -> Change | None:
    """What became of one rating; a key has the standard behind the inspection."""
    inspection_id, standard_id = key[0], "".join(key[1:])
    is_new = inspection_id in followed
    was = comparison.before[table].get(key, {})
    if is_new:
        was = comparison.now[table].get((followed[inspection_id], *key[1:]), {})
    cells = was.get(column, ""), comparison.now[table].get(key, {}).get(column, "")
    before, after = (cell if cell in RATINGS else "" for cell in cells)  # "Not rated" compares with nothing
    if before == after or (is_new and not after):  # a report that gives no rating takes none back
        return None
    correction = "" if is_new else _correction(comparison, (table, build_row_key(key), column), before, after)
    inspection = comparison.either("inspections", inspection_id) or {"inspection_id": inspection_id}
    move = "appeared" if after else "withdrawn"
    if before and after:
        better = RATINGS.index(after) < RATINGS.index(before)
        move = "corrected" if correction else "up" if better else "down"
    return Change(
        kind="rating" if standard_id else OVERALL,
        change=move,
        area=comparison.area_of(inspection),
        published=inspection.get("published", ""),
        precision=inspection.get("published_precision", ""),
        item=comparison.name("standards", standard_id) if standard_id else OVERALL,
        was=before,
        now=after,
        inspection_id=inspection_id,
        standard_id=standard_id,
        correction_id=correction,
    )


def _previous(comparison: Comparison, inspection: TextRow, of_area: Iterable[TextRow]) -> str:
    """The inspection of its area that a new one follows; empty where a later one had already followed that."""
    programmes = comparison.now["programmes"]

    def is_comparable(other: TextRow) -> bool:
        both = {inspection["programme_id"], other["programme_id"]}
        named = {programmes.get((programme,), {}).get("comparable_with", "") for programme in both}
        return len(both) == 1 or bool(named & both)

    others = {(row["published"], row["inspection_id"]): row for row in of_area}
    own = (inspection["published"], inspection["inspection_id"])
    comparable = sorted(when for when, other in others.items() if when != own and is_comparable(other))
    is_followed = any(when > own and (when[1],) in comparison.before["inspections"] for when in comparable)
    return next((name for when, name in reversed(comparable) if (when, name) < own and not is_followed), "")


def _correction(comparison: Comparison, cell: Cell, was: str, now: str) -> str:
    """The correction of the cell, or what says why its whole row, or the whole inspection, was taken out."""
    (table, row_key, _), whole = cell, {c.cell: c.correction_id for c in comparison.corrections if not now}
    by_cell = find_correction(comparison.corrections, cell, was=was, now=now)
    return by_cell or whole.get((table, row_key, "")) or whole.get(("inspections", row_key.split("/")[0], ""), "")


def build_page_addresses(tables: Tables) -> dict[str, str]:
    """The address of every page that a row brings forth, with the row's name: `pdus/wakefield/` → Wakefield."""
    return {
        f"{table}/{row[column]}/": row["name"]
        for table, column in FOLDERS.items()
        for row in build_text_rows(tables, table).values()
    }


def _pages(comparison: Comparison, redirects: Mapping[str, str]) -> Iterator[Change]:
    """Pages that appear, move, close or vanish."""
    old, new = build_page_addresses(comparison.old), build_page_addresses(comparison.new)
    for address in new.keys() - old.keys():
        yield Change("page", "appears", page=address, item=new[address])
    for address in old.keys() - new.keys():
        target = redirects.get(address, "")
        yield Change("page", "moves" if target else "vanishes", page=address, item=old[address], now=target)
    for before, after in comparison.difference("pdus").changed.values():
        if after["closed"] and not before["closed"]:
            yield Change("page", "closes", page=area_address(PDU, after["pdu_id"]), item=after["name"])


def _columns(comparison: Comparison) -> Iterator[Change]:
    """Tables and columns that came, went or changed their meaning."""
    old, new = comparison.old.package.schemas, comparison.new.package.schemas
    for name in new.keys() - old.keys():
        yield Change("table", "added", item=name, now=say("the table is new"), of="minor")
    for name in old.keys() - new.keys():
        yield Change("table", "removed", item=name, now=say("the table is gone"), of="major")
    for name in new.keys() & old.keys():
        yield from _schema_changes(old[name], new[name])


def _schema_changes(old: TableSchema, new: TableSchema) -> Iterator[Change]:
    before = {field.name: field for field in old.fields}
    after = {field.name: field for field in new.fields}
    for name in after.keys() - before.keys():
        yield Change("column", "added", item=f"{new.name}.{name}", now=say("the column is new"), of="minor")
    for name in before.keys() - after.keys():
        yield Change("column", "removed", item=f"{new.name}.{name}", now=say("the column is gone"), of="major")
    for name in before.keys() & after.keys():
        for detail, level in _field_changes(before[name], after[name]):
            yield Change("column", "changed", item=f"{new.name}.{name}", now=detail, of=level)
    if old.primary_key != new.primary_key:
        columns = f" {say('and')} ".join(new.primary_key)
        detail = say(
            "a row is now identified by {columns}" if columns else "a row is now identified by nothing", columns=columns
        )
        yield Change("table", "changed", item=new.name, now=detail, of="major")
    if _titles(old) != _titles(new):
        detail = say("its title or description says something else")
        yield Change("table", "changed", item=new.name, now=detail, of="patch")


def _field_changes(old: Field, new: Field) -> Iterator[tuple[str, Level]]:
    gone = [value for value in old.enum if value not in new.enum] if new.enum else []
    more = [value for value in new.enum if value not in old.enum] if old.enum else []
    limits_differ = any(getattr(old, limit) != getattr(new, limit) for limit in _LIMITS)
    changes: tuple[tuple[bool, str, Level], ...] = (
        (old.type != new.type, say("its type was {was} and is {now}", was=old.type, now=new.type), "major"),
        (bool(gone), say("it no longer allows {values}", values=", ".join(gone)), "major"),
        (bool(new.enum and not old.enum), say("it allows only listed values now"), "major"),
        (bool(old.enum and not new.enum), say("it allows any value now"), "minor"),
        (bool(more), say("it now allows {values}", values=", ".join(more)), "minor"),
        (new.required and not old.required, say("it may no longer be empty"), "major"),
        (old.required and not new.required, say("it may be empty now"), "minor"),
        (new.unique and not old.unique, say("each value may stand only once now"), "major"),
        (old.unique and not new.unique, say("values may repeat now"), "minor"),
        (limits_differ, say("the limits of its values changed"), "minor"),
        (_titles(old) != _titles(new), say("its title or description says something else"), "patch"),
    )
    return ((detail, level) for differs, detail, level in changes if differs)


_LIMITS = ("pattern", "minimum", "maximum", "max_length")


def _titles(of: Field | TableSchema) -> tuple[str, str]:
    return of.title, of.description
