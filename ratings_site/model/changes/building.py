"""Comparing two states of the package: what differs, and which version that calls for.

The version that a change of the columns calls for follows the Data Package recipe
(https://datapackage.org/recipes/data-package-version/): an incompatible change of the schema raises the first number,
added data the second, corrections the third.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from operator import attrgetter
from types import MappingProxyType

from ratings_site.model.changes import Area, Change, Changes, Level, TableChange
from ratings_site.model.changes.comparison import TOLD, Comparison, find_correction
from ratings_site.model.changes.facts import RECORDS, build_corrected, build_fact_changes, build_problems
from ratings_site.model.corrections import Cell
from ratings_site.model.rows import Correction, needed_columns
from ratings_site.model.tables import RATINGS, Field, Tables, TableSchema, build_row_key
from ratings_site.model.wording import say, to_say

_ORDER = {
    "ratings": attrgetter("kind", "area", "change", "standard_id", "was", "now", "published", "inspection_id"),
    "places": attrgetter("change", "item", "of", "area"),
    "pages": attrgetter("change", "page"),
}
"""How the changes that a query gives are sorted; others by all that they say."""


def build_changes(old: Tables, new: Tables, *, redirects: Mapping[str, str] = MappingProxyType({})) -> Changes:
    """Compare two states of the package; `redirects` says where the readers of a former address are sent.

    Neither package needs every table of the other: what one of them lacks is empty there.
    """
    comparison = Comparison(old, new)
    database = _side_by_side(comparison, redirects)
    ratings, reports, pdus, places, pages = (
        sorted(map(_change, database.execute(TOLD["queries"][name])), key=_ORDER.get(name, lambda change: change))
        for name in ("ratings", "reports", "pdus", "places", "pages")
    )
    columns = sorted(_columns(comparison), key=attrgetter("item", "change", "now"))
    changes = (*ratings, *reports, *pdus, *places, *columns, *pages)
    entered, revised = (tuple(map(tuple, database.execute(TOLD["queries"][name]))) for name in ("entered", "revised"))
    facts, level = build_fact_changes(comparison), build_level(comparison, changes)
    return Changes(
        old_version=old.package.version,
        new_version=new.package.version,
        old_date=old.package.created.isoformat(),
        new_date=new.package.created.isoformat(),
        changes=changes,
        facts=facts,
        corrections=tuple(build_corrected(comparison)),
        entered=entered,
        revised=revised,
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


def _side_by_side(comparison: Comparison, redirects: Mapping[str, str]) -> sqlite3.Connection:
    """Both packages in a database, as `queries.toml` says, and what queries may ask beside them."""
    database = sqlite3.connect(":memory:")
    database.row_factory = sqlite3.Row
    database.create_function("redirect", 1, redirects.get)
    database.create_function("rated", 1, lambda cell: cell if cell in RATINGS else "")
    database.create_function("place", 1, RATINGS.index)
    database.create_function("corrected", 5, lambda *told: _correction(comparison.corrections, told[:3], *told[3:]))
    for table in TOLD["tables"]:
        before, now, columns = comparison.before[table], comparison.now[table], needed_columns(table)
        named = ", ".join(f'"{name}{when}"' for when in ("", "_was", "_now") for name in columns)
        database.execute(f'create table "{table}" (_key, _was, _now, {named})')
        rows = []
        for key in {**before, **now}:
            was, is_now = before.get(key, {}), now.get(key, {})
            said = ((is_now or was).get(name, "") for name in columns)
            both = map(was.get, columns), map(is_now.get, columns)
            rows.append([build_row_key(key), bool(was), bool(is_now), *chain(said, *both)])
        gaps = ", ".join("?" * (3 + 3 * len(columns)))
        database.executemany(f'insert into "{table}" values ({gaps})', rows)  # noqa: S608 - names of our own
    for name, query in TOLD["views"].items():
        database.execute(f"create table {name} as {query}")
    return database


def _change(row: sqlite3.Row) -> Change:
    told = {name: value for name, value in dict(row).items() if value}
    area = Area(*(told.pop(name, "") for name in ("area_type", "area_id", "area_name", "region_id")))
    successors = tuple(sorted(filter(None, told.pop("successors", "").split("|"))))
    return Change(area=area, successors=successors, **told)


def _correction(made: Iterable[Correction], cell: Cell, was: str, now: str) -> str:
    """The correction of the cell, or what says why its whole row, or the whole inspection, was taken out."""
    (table, row_key, _), whole = cell, {c.cell: c.correction_id for c in made if not now}
    by_cell, inspection = find_correction(made, cell, was=was, now=now), row_key.partition("/")[0]
    return by_cell or whole.get((table, row_key, "")) or whole.get(("inspections", inspection, ""), "")


def _columns(comparison: Comparison) -> Iterator[Change]:
    """Tables and columns that came, went or changed their meaning; of a table that came or went, no columns."""
    old, new = (
        {f"{name}.{field.name}": field for name, schema in schemas.items() for field in schema.fields} | schemas
        for schemas in (dict(comparison.old.package.schemas), dict(comparison.new.package.schemas))
    )
    for item in {*old, *new}:
        table, _, column = item.partition(".")
        kind, was, now = "column" if column else "table", old.get(item), new.get(item)
        if was and now:
            for detail, level in _said_otherwise(was, now):
                yield Change(kind, "changed", item=item, now=detail, of=level)
        elif now and (not column or table in old):
            yield Change(kind, "added", item=item, now=say(_WORDS[f"{kind} added"]), of="minor")
        elif was and (not column or table in new):
            yield Change(kind, "removed", item=item, now=say(_WORDS[f"{kind} removed"]), of="major")


_WORDS = {
    "table added": to_say("the table is new"),
    "table removed": to_say("the table is gone"),
    "column added": to_say("the column is new"),
    "column removed": to_say("the column is gone"),
}


def _said_otherwise(old: Field | TableSchema, new: Field | TableSchema) -> Iterator[tuple[str, Level]]:
    """What is said otherwise of a table or a column, and which level that calls for."""
    differs = {name for name, value in vars(new).items() if vars(old)[name] != value}
    if isinstance(old, Field) and isinstance(new, Field):
        gone = [value for value in old.enum if value not in new.enum] if new.enum else []
        more = [value for value in new.enum if value not in old.enum] if old.enum else []
        changes: tuple[tuple[bool, str, Level], ...] = (
            ("type" in differs, say("its type was {was} and is {now}", was=old.type, now=new.type), "major"),
            (bool(gone), say("it no longer allows {values}", values=", ".join(gone)), "major"),
            (bool(new.enum and not old.enum), say("it allows only listed values now"), "major"),
            (bool(old.enum and not new.enum), say("it allows any value now"), "minor"),
            (bool(more), say("it now allows {values}", values=", ".join(more)), "minor"),
            (new.required and not old.required, say("it may no longer be empty"), "major"),
            (old.required and not new.required, say("it may be empty now"), "minor"),
            (new.unique and not old.unique, say("each value may stand only once now"), "major"),
            (old.unique and not new.unique, say("values may repeat now"), "minor"),
            (not differs.isdisjoint(_LIMITS), say("the limits of its values changed"), "minor"),
        )
        yield from ((detail, level) for is_so, detail, level in changes if is_so)
    elif "primary_key" in differs and isinstance(new, TableSchema):
        columns = f" {say('and')} ".join(new.primary_key)
        key = "a row is now identified by {columns}" if columns else "a row is now identified by nothing"
        yield say(key, columns=columns), "major"
    if not differs.isdisjoint({"title", "description"}):
        yield say("its title or description says something else"), "patch"


_LIMITS = {"pattern", "minimum", "maximum", "max_length"}
