"""Comparing two states of the package: what differs, and which version that calls for.

The version that a change of the columns calls for follows the Data Package recipe
(https://datapackage.org/recipes/data-package-version/): an incompatible change of the schema raises the first number,
added data the second, corrections the third. Released facts that say something else now, or are gone, stand each with
its reason; what has none, and a page that would vanish, stops the publication.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from operator import attrgetter
from types import MappingProxyType

from ratings_site.model import changes as kinds
from ratings_site.model.changes import comparison as compared
from ratings_site.model.changes.comparison import TOLD, Comparison
from ratings_site.model.corrections import Cell
from ratings_site.model.rows import PREMISES, Correction, Nation, needed_columns
from ratings_site.model.tables import RATINGS, Field, Tables, TableSchema, TextRow, build_row_key
from ratings_site.model.wording import say
from ratings_site.versions import version_parts

_ORDER = {
    "ratings": attrgetter("kind", "area", "change", "standard_id", "was", "now", "published", "inspection_id"),
    "places": attrgetter("change", "item", "of", "area"),
    "pages": attrgetter("change", "page"),
}
"""How the changes that a query gives are sorted; others by all that they say."""

RECORDS = ("corrections", "acknowledgements")
"""Tables about the data: a row more in one of them adds no data."""
_GO_UNTOLD = ("sources", "places", "pdu_names", "pdu_changes", "regions", "pdus", "standards", *RECORDS)
"""Tables whose rows may go when nothing names them any more, or whose rows are told as a page that would vanish."""
_STEPS = {("pdus", "name"): "renamed", ("pdus", "region_id"): "moved region"}
"""Facts whose change is a step in the life of a PDU: its row in `pdu_changes` is reason enough."""
_TOLD_ELSEWHERE = {("inspections", "overall"), ("ratings", "rating"), *_STEPS, ("pdus", "closed")}
"""Told in a sentence of their own."""
_RATINGS = {("ratings", "rating"), ("inspections", "overall"), ("inspections", "score")}
_STATE = ("status_on", "status_reason")
_NAMES = ("name", "title", "measure", "caption", "place")
_OF = {"pdus": "pdu_id", "regions": "region_id", "approved_premises": "premises_id"}
_NEED_NO_CORRECTION = ("scheduled", "known more exactly", "state")
"""Why a fact may differ without a correction, and is told all the same."""


def build_changes(old: Tables, new: Tables, *, redirects: Mapping[str, str] = MappingProxyType({})) -> kinds.Changes:
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
    facts = (*sorted(_changed(comparison)), *sorted(_removed(comparison)))
    level = build_level(comparison, changes)
    return kinds.Changes(
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
            kinds.TableChange(comparison.schemas[table].path, len(comparison.before[table]), *map(len, difference))
            for table, difference in comparison.differences.items()
            if difference
        ),
        level=level,
        problems=build_problems(comparison, changes, facts, level),
    )


def build_level(comparison: Comparison, changes: tuple[kinds.Change, ...]) -> kinds.Level:
    """What the changes call for: the heaviest of the schema's changes, added data, and corrections."""
    of_columns = {change.of for change in changes if change.kind in {"table", "column"}}
    is_more = any(difference.added for name, difference in comparison.differences.items() if name not in RECORDS)
    aside = dict.fromkeys(("version", "created", "resources"))
    old, new = ({**tables.package.descriptor, **aside} for tables in (comparison.old, comparison.new))
    levels: dict[kinds.Level, bool] = {
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


def _change(row: sqlite3.Row) -> kinds.Change:
    told = {name: value for name, value in dict(row).items() if value}
    area = kinds.Area(*(told.pop(name, "") for name in ("area_type", "area_id", "area_name", "region_id")))
    successors = tuple(sorted(filter(None, told.pop("successors", "").split("|"))))
    return kinds.Change(area=area, successors=successors, **told)


def _correction(made: Iterable[Correction], cell: Cell, was: str, now: str) -> str:
    """The correction of the cell, or what says why its whole row, or the whole inspection, was taken out."""
    (table, row_key, _), whole = cell, {c.cell: c.correction_id for c in made if not now}
    by_cell, inspection = compared.find_correction(made, cell, was=was, now=now), row_key.partition("/")[0]
    return by_cell or whole.get((table, row_key, "")) or whole.get(("inspections", inspection, ""), "")


def _columns(comparison: Comparison) -> Iterator[kinds.Change]:
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
                yield kinds.Change(kind, "changed", item=item, now=detail, of=level)
        elif now and (not column or table in old):
            detail = say("the column is new" if column else "the table is new")
            yield kinds.Change(kind, "added", item=item, now=detail, of="minor")
        elif was and (not column or table in new):
            detail = say("the column is gone" if column else "the table is gone")
            yield kinds.Change(kind, "removed", item=item, now=detail, of="major")


def _said_otherwise(old: Field | TableSchema, new: Field | TableSchema) -> Iterator[tuple[str, kinds.Level]]:
    """What is said otherwise of a table or a column, and which level that calls for."""
    differs = {name for name, value in vars(new).items() if vars(old)[name] != value}
    limits = {"pattern", "minimum", "maximum", "max_length"}
    if isinstance(old, Field) and isinstance(new, Field):
        gone = [value for value in old.enum if value not in new.enum] if new.enum else []
        more = [value for value in new.enum if value not in old.enum] if old.enum else []
        changes: tuple[tuple[bool, str, kinds.Level], ...] = (
            ("type" in differs, say("its type was {was} and is {now}", was=old.type, now=new.type), "major"),
            (bool(gone), say("it no longer allows {values}", values=", ".join(gone)), "major"),
            (bool(new.enum and not old.enum), say("it allows only listed values now"), "major"),
            (bool(old.enum and not new.enum), say("it allows any value now"), "minor"),
            (bool(more), say("it now allows {values}", values=", ".join(more)), "minor"),
            (new.required and not old.required, say("it may no longer be empty"), "major"),
            (old.required and not new.required, say("it may be empty now"), "minor"),
            (new.unique and not old.unique, say("each value may stand only once now"), "major"),
            (old.unique and not new.unique, say("values may repeat now"), "minor"),
            (not differs.isdisjoint(limits), say("the limits of its values changed"), "minor"),
        )
        yield from ((detail, level) for is_so, detail, level in changes if is_so)
    elif "primary_key" in differs and isinstance(new, TableSchema):
        columns = f" {say('and')} ".join(new.primary_key)
        key = "a row is now identified by {columns}" if columns else "a row is now identified by nothing"
        yield say(key, columns=columns), "major"
    if not differs.isdisjoint({"title", "description"}):
        yield say("its title or description says something else"), "patch"


def _changed(comparison: Comparison) -> Iterator[kinds.FactChange]:
    """Every fact that was known and is another now, with its reason where it has one."""
    for table in comparison.differences.keys() - RECORDS:
        titles = {field.name: field.title for field in comparison.schemas[table].fields}
        for key, (old, new) in comparison.differences[table].changed.items():
            for column in (old.keys() & new.keys()).difference(TOLD["no_facts"]):
                was, now = old[column], new[column]
                if was and was != now and not column.endswith(("source_id", "_otherwise")):
                    cell = table, build_row_key(key), column
                    reason = compared.find_correction(comparison.corrections, cell, was=was, now=now)
                    reason = reason or _reason(comparison, table, old, new, column)
                    told = _name(comparison, table, old), titles[column], was, now, reason
                    since, cause = (new.get(name, "") if column == "status" else "" for name in _STATE)
                    yield kinds.FactChange(*cell, *told, since, cause, _exactness(old, new, column))


def build_corrected(comparison: Comparison) -> Iterator[kinds.FactChange]:
    """The corrections that the newer package has more, oldest first, each as the change that it explains."""
    for correction in comparison.corrections:
        table, row_key, column = correction.cell
        titles = {field.name: field.title for field in comparison.schemas[table].fields}
        old, new = (
            next((row for key, row in rows[table].items() if build_row_key(key) == row_key), {})
            for rows in (comparison.before, comparison.now)
        )
        told = _name(comparison, table, new or old), titles.get(column, column), correction.was, correction.now
        reason = correction.correction_id, correction.corrected_on.isoformat(), correction.reason
        yield kinds.FactChange(*correction.cell, *told, *reason, _exactness(old, new, column))


def _exactness(old: TextRow, new: TextRow, column: str) -> tuple[str, str]:
    return old.get(f"{column}_precision", ""), new.get(f"{column}_precision", "")


def _reason(comparison: Comparison, table: str, old: TextRow, new: TextRow, column: str) -> str:
    """Why a fact may differ without a correction: it was not public yet, is known more exactly, or is a step."""
    if table in {"inspections", "publications"} and old["published"] > comparison.old.package.created.isoformat():
        return "scheduled"
    if column == "status":
        return "state"
    base = column.removesuffix("_precision")
    shown = {"month": 7, "year": 4}.get(old.get(f"{base}_precision", ""), 0)
    if shown and new.get(base, "")[:shown] == old[base][:shown]:
        return "known more exactly"
    step = _STEPS.get((table, column), "")
    steps = comparison.difference("pdu_changes").added
    return step if step and any(key[:2] == (new["pdu_id"], step) for key in steps) else ""


def _removed(comparison: Comparison) -> Iterator[kinds.FactChange]:
    """Every row of facts that was taken out, with its reason where it has one."""
    recorded = {correction.cell[:2] for correction in comparison.corrections if not correction.column}
    gone = comparison.difference("inspections").removed
    for table in comparison.differences.keys() - _GO_UNTOLD:
        before, after = (package.package.schemas.get(table) for package in (comparison.old, comparison.new))
        if not before or not after or before.primary_key != after.primary_key:
            continue
        renamed = compared.find_renamed(comparison.before[table], comparison.now[table])
        for key, row in comparison.differences[table].removed.items():
            if table != "inspections" and (row.get("inspection_id", ""),) in gone:
                continue
            cell = table, build_row_key(key)
            reason = "recorded" if cell in recorded else "another key" if key in renamed else ""
            yield kinds.FactChange(*cell, "", _name(comparison, table, row), "", build_row_key(key), "", reason)


def _name(comparison: Comparison, table: str, row: TextRow) -> str:
    """What the row is about, in words: a title, a measure, an area; or else what its table holds."""

    def areas(row: TextRow) -> Iterator[str]:
        return (comparison.name(of, row[column]) for of, column in _OF.items() if row.get(column))

    if row and table in {"inspections", "ratings"}:
        inspection = comparison.either("inspections", row["inspection_id"])
        unnamed = row["inspection_id"] if inspection.get("area_type") == PREMISES else Nation.name
        standard = comparison.either("standards", row.get("standard_id", "")).get("name", "")
        return ", ".join(filter(None, (next(areas(inspection), unnamed), standard)))
    return next(chain((row[name] for name in _NAMES if row.get(name)), areas(row)), comparison.schemas[table].title)


def is_told(change: kinds.FactChange) -> bool:
    """Whether another sentence tells it: that of a rating, of a PDU, or of its correction."""
    return (change.table, change.column) in _TOLD_ELSEWHERE or change.reason not in {"", *_NEED_NO_CORRECTION}


def build_problems(
    comparison: Comparison, changes: Iterable[kinds.Change], facts: Iterable[kinds.FactChange], level: kinds.Level
) -> tuple[kinds.ChangeProblem, ...]:
    """What stops the publication: among others a page that would vanish, for its address was a promise."""
    found = [*_scheduled_without_day(comparison), *_lost_rows(comparison), *_version_too_low(comparison, level)]
    found += [_unexplained(fact) for fact in facts if not fact.reason]
    vanishing = (change for change in changes if change.change == "vanishes")
    found += [_problem("page-would-vanish", "", one.page, page=one.page, item=one.item) for one in vanishing]
    return tuple(sorted(found))


def _problem(check: str, file: str, row_key: str, **gaps: object) -> kinds.ChangeProblem:
    return kinds.ChangeProblem(check, file, row_key, **compared.words_of(check, row_key=row_key, **gaps))


def _scheduled_without_day(comparison: Comparison) -> Iterator[kinds.ChangeProblem]:
    """What is still to come needs its exact day, for it comes out on that day by itself."""
    today = comparison.new.package.created.isoformat()
    for table in ("inspections", "publications"):
        for key, row in comparison.now[table].items():
            known = row["published_precision"]
            if row["published"] > today and known != "day":
                yield _problem("scheduled-without-day", f"{table}.csv", build_row_key(key), known=known)


def _lost_rows(comparison: Comparison) -> Iterator[kinds.ChangeProblem]:
    """A table that lost more than one row in twenty is asked about; an acknowledgement made since then answers."""
    told = comparison.difference("acknowledgements")
    rows = [*told.added.values(), *(new for _, new in told.changed.values())]
    answered = {row["file"] for row in rows if row["check"] == compared.LOST_ROWS}
    for table, schema in comparison.schemas.items():
        lost = compared.find_lost(comparison.before[table], comparison.now[table])
        if lost and schema.path not in answered:
            words = compared.lost_words(schema.path, lost, len(comparison.before[table]))
            yield kinds.ChangeProblem(compared.LOST_ROWS, schema.path, "", **words)


def _version_too_low(comparison: Comparison, level: kinds.Level) -> Iterator[kinds.ChangeProblem]:
    """A change that breaks what readers built on needs a person to raise the first number of the version."""
    old, new = comparison.old.package.version, comparison.new.package.version
    called_for = kinds.raise_version(old, level)
    if version_parts(new) < version_parts(old) or (level == "major" and version_parts(new) < version_parts(called_for)):
        yield _problem("version-too-low", "datapackage.json", "version", old=old, new=new, called_for=called_for)


def _unexplained(fact: kinds.FactChange) -> kinds.ChangeProblem:
    """A released fact that is another now has a row in `corrections`, or one in `pdu_changes`, that says why."""
    cell, told = (fact.table, fact.column), TOLD["unexplained"]
    check = "rating-changed-without-correction" if cell in _RATINGS else "fact-changed-without-correction"
    how = "withdrawal" if cell == ("inspections", "") else _STEPS.get(cell, "correction")
    message = told["changed" if fact.column else "gone"].format(**vars(fact) | {"now": fact.now or "empty"})
    remedy = told[how].format(**{name: _quoted(str(text)) for name, text in vars(fact).items()})
    return kinds.ChangeProblem(check, f"{fact.table}.csv", fact.row_key, message, remedy, fact.column)


def _quoted(text: str) -> str:
    """An argument that a shell takes as it is typed."""
    plain = text and all(char.isalnum() or char in "-_/.,:" for char in text)
    return text if plain else '"' + text.replace('"', '\\"') + '"'
