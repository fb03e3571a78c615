"""Released facts that say something else now, or are gone, each with its reason; and what stops the publication."""

from collections.abc import Iterable, Iterator
from itertools import chain

from ratings_site.model.changes import Change, ChangeProblem, FactChange, Level, raise_version
from ratings_site.model.changes import comparison as compared
from ratings_site.model.changes.comparison import Comparison
from ratings_site.model.rows import PREMISES, Nation
from ratings_site.model.tables import TextRow, build_row_key
from ratings_site.versions import version_parts

RECORDS = ("corrections", "acknowledgements")
"""Tables about the data: a row more in one of them adds no data."""
_GO_UNTOLD = ("sources", "places", "pdu_names", "pdu_changes", "regions", "pdus", "standards", *RECORDS)
"""Tables whose rows may go when nothing names them any more, or whose rows are told as a page that would vanish."""
_STEPS = {("pdus", "name"): "renamed", ("pdus", "region_id"): "moved region"}
"""Facts whose change is a step in the life of a PDU: its row in `pdu_changes` is reason enough."""
_TOLD = {("inspections", "overall"), ("ratings", "rating"), *_STEPS, ("pdus", "closed")}
"""Told in a sentence of their own."""
_RATINGS = {("ratings", "rating"), ("inspections", "overall"), ("inspections", "score")}
_STATE = ("status_on", "status_reason")
_NAMES = ("name", "title", "measure", "caption", "place")
_OF = {"pdus": "pdu_id", "regions": "region_id", "approved_premises": "premises_id"}
_NEED_NO_CORRECTION = ("scheduled", "known more exactly", "state")
"""Why a fact may differ without a correction, and is told all the same."""


def build_fact_changes(comparison: Comparison) -> tuple[FactChange, ...]:
    """Every fact that was known and is another now, with its reason where it has one; rows taken out come last."""
    return (*sorted(_changed(comparison)), *sorted(_removed(comparison)))


def _changed(comparison: Comparison) -> Iterator[FactChange]:
    for table in comparison.differences.keys() - RECORDS:
        titles = {field.name: field.title for field in comparison.schemas[table].fields}
        for key, (old, new) in comparison.differences[table].changed.items():
            for column in (old.keys() & new.keys()).difference(compared.TOLD["no_facts"]):
                was, now = old[column], new[column]
                if was and was != now and not column.endswith(("source_id", "_otherwise")):
                    cell = table, build_row_key(key), column
                    reason = compared.find_correction(comparison.corrections, cell, was=was, now=now)
                    reason = reason or _reason(comparison, table, old, new, column)
                    told = _name(comparison, table, old), titles[column], was, now, reason
                    since, cause = (new.get(name, "") if column == "status" else "" for name in _STATE)
                    known = _exactness(old, column), _exactness(new, column)
                    yield FactChange(*cell, *told, since, cause, known)


def build_corrected(comparison: Comparison) -> Iterator[FactChange]:
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
        known = _exactness(old, column), _exactness(new, column)
        yield FactChange(*correction.cell, *told, *reason, known)


def _exactness(row: TextRow, column: str) -> str:
    return row.get(f"{column}_precision", "")


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


def _removed(comparison: Comparison) -> Iterator[FactChange]:
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
            yield FactChange(*cell, "", _name(comparison, table, row), "", build_row_key(key), "", reason)


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


def is_told(change: FactChange) -> bool:
    """Whether another sentence tells it: that of a rating, of a PDU, or of its correction."""
    return (change.table, change.column) in _TOLD or change.reason not in {"", *_NEED_NO_CORRECTION}


def build_problems(
    comparison: Comparison, changes: Iterable[Change], facts: Iterable[FactChange], level: Level
) -> tuple[ChangeProblem, ...]:
    """What stops the publication: among others a page that would vanish, for its address was a promise."""
    found = [*_scheduled_without_day(comparison), *_lost_rows(comparison), *_version_too_low(comparison, level)]
    found += [_unexplained(fact) for fact in facts if not fact.reason]
    vanishing = (change for change in changes if change.change == "vanishes")
    found += [_problem("page-would-vanish", "", one.page, page=one.page, item=one.item) for one in vanishing]
    return tuple(sorted(found))


def _problem(check: str, file: str, row_key: str, **gaps: object) -> ChangeProblem:
    return ChangeProblem(check, file, row_key, **compared.words_of(check, row_key=row_key, **gaps))


def _scheduled_without_day(comparison: Comparison) -> Iterator[ChangeProblem]:
    """What is still to come needs its exact day, for it comes out on that day by itself."""
    today = comparison.new.package.created.isoformat()
    for table in ("inspections", "publications"):
        for key, row in comparison.now[table].items():
            known = row["published_precision"]
            if row["published"] > today and known != "day":
                yield _problem("scheduled-without-day", f"{table}.csv", build_row_key(key), known=known)


def _lost_rows(comparison: Comparison) -> Iterator[ChangeProblem]:
    """A table that lost more than one row in twenty is asked about; an acknowledgement made since then answers."""
    told = comparison.difference("acknowledgements")
    rows = [*told.added.values(), *(new for _, new in told.changed.values())]
    answered = {row["file"] for row in rows if row["check"] == compared.LOST_ROWS}
    for table, schema in comparison.schemas.items():
        lost = compared.find_lost(comparison.before[table], comparison.now[table])
        if lost and schema.path not in answered:
            words = compared.lost_words(schema.path, lost, len(comparison.before[table]))
            yield ChangeProblem(compared.LOST_ROWS, schema.path, "", **words)


def _version_too_low(comparison: Comparison, level: Level) -> Iterator[ChangeProblem]:
    """A change that breaks what readers built on needs a person to raise the first number of the version."""
    old, new = comparison.old.package.version, comparison.new.package.version
    called_for = raise_version(old, level)
    if version_parts(new) < version_parts(old) or (level == "major" and version_parts(new) < version_parts(called_for)):
        yield _problem("version-too-low", "datapackage.json", "version", old=old, new=new, called_for=called_for)


def _unexplained(fact: FactChange) -> ChangeProblem:
    """A released fact that is another now has a row in `corrections`, or one in `pdu_changes`, that says why."""
    cell, told = (fact.table, fact.column), compared.TOLD["unexplained"]
    check = "rating-changed-without-correction" if cell in _RATINGS else "fact-changed-without-correction"
    how = "withdrawal" if cell == ("inspections", "") else _STEPS.get(cell, "correction")
    message = told["changed" if fact.column else "gone"].format(**vars(fact) | {"now": fact.now or "empty"})
    remedy = told[how].format(**{name: _quoted(str(text)) for name, text in vars(fact).items()})
    return ChangeProblem(check, f"{fact.table}.csv", fact.row_key, message, remedy, fact.column)


def _quoted(text: str) -> str:
    """An argument that a shell takes as it is typed."""
    plain = text and all(char.isalnum() or char in "-_/.,:" for char in text)
    return text if plain else '"' + text.replace('"', '\\"') + '"'
