"""Facts that were released and say something else now, or are gone: each is told, and each needs its reason."""

from collections.abc import Iterator

from ratings_site.model.cells import Row, build_row_key
from ratings_site.model.changes import ChangeProblem, FactChange
from ratings_site.model.changes.comparison import Comparison, build_new_corrections
from ratings_site.model.changes.ratings import find_correction
from ratings_site.model.changes.slips import find_renamed
from ratings_site.model.rows import Correction

NO_FACTS = frozenset(
    {
        *("note", "doubt", "summary", "meaning", "question", "section", "topic", "theme", "kind", "domain", "figure"),
        *("basis", "overall_basis", "score_basis", "absence", "possible", "dating", "extent", "counted", "stage"),
        *(
            "direction",
            "display_order",
            "is_good",
            "symbol",
            "fill",
            "on_fill",
            "ink",
            "tint",
            "map_number",
            "grid_row",
        ),
        *("grid_column", "publisher_type", "licence", "copyright", "retrieved", "searched_on", "url_kind"),
        *("status_on", "status_reason"),
    }
)
"""Columns in which we say how we know, sort or show a fact; and the state of a report, which has a day and a reason."""

_RECORDS = ("corrections", "acknowledgements")
_MAY_GO = ("sources", "places", "pdu_names", "pdu_changes", *_RECORDS)
"""Tables whose rows may go when nothing names them any more."""
_HAVE_PAGES = ("regions", "pdus", "standards")
"""A row that is gone is told as a page that would vanish."""
_STEPS = {("pdus", "name"): "renamed", ("pdus", "region_id"): "moved region"}
"""Facts whose change is a step in the life of a PDU: its row in `pdu_changes` is reason enough."""
_TOLD = {("inspections", "overall"), ("ratings", "rating"), *_STEPS, ("pdus", "closed")}
"""Told in a sentence of their own."""
_CHECKS = dict.fromkeys(
    (("ratings", "rating"), ("inspections", "overall"), ("inspections", "score")), "rating-changed-without-correction"
)
_NAMES = ("name", "title", "measure", "caption", "place")


def build_fact_changes(comparison: Comparison) -> tuple[FactChange, ...]:
    """Every fact that was known and is another now, with its reason where it has one; rows taken out come last."""
    corrections = build_new_corrections(comparison)
    return tuple(sorted(_changed(comparison, corrections))) + tuple(sorted(_removed(comparison, corrections)))


def _changed(comparison: Comparison, corrections: tuple[Correction, ...]) -> Iterator[FactChange]:
    for table, difference in comparison.differences.items():
        if table in _RECORDS:
            continue
        for key, (old, new) in difference.changed.items():
            for column in old.keys() & new.keys():
                was, now = old[column], new[column]
                if was and was != now and _is_fact(column):
                    cell = table, build_row_key(key), column
                    correction = find_correction(corrections, cell, was=was, now=now)
                    reason = correction or _reason(comparison, table, old, new, column)
                    words = _name(comparison, table, old), _title(comparison, table, column)
                    yield FactChange(*cell, *words, was, now, reason)


def _is_fact(column: str) -> bool:
    return column not in NO_FACTS and not column.endswith("source_id") and not column.endswith("_otherwise")


def _reason(comparison: Comparison, table: str, old: Row, new: Row, column: str) -> str:
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


def _removed(comparison: Comparison, corrections: tuple[Correction, ...]) -> Iterator[FactChange]:
    recorded = {correction.cell[:2] for correction in corrections if not correction.column}
    gone = comparison.difference("inspections").removed
    for table, difference in comparison.differences.items():
        before, after = (package.package.schemas.get(table) for package in (comparison.old, comparison.new))
        if table in {*_MAY_GO, *_HAVE_PAGES} or not before or not after or before.primary_key != after.primary_key:
            continue
        renamed = find_renamed(comparison.before(table), comparison.now(table))
        for key, row in difference.removed.items():
            hangs_on = (row.get("inspection_id", ""),)
            if table != "inspections" and hangs_on in gone:
                continue
            cell = table, build_row_key(key)
            reason = "recorded" if cell in recorded else "another key" if key in renamed else ""
            yield FactChange(*cell, "", _name(comparison, table, row), "", build_row_key(key), "", reason)


def _name(comparison: Comparison, table: str, row: Row) -> str:
    """What the row is about, in words: an area, a title, a measure."""
    if "inspection_id" in row and table in {"inspections", "ratings"}:
        inspection = comparison.either("inspections", (row["inspection_id"],))
        area = comparison.area(inspection).name if inspection else row["inspection_id"]
        standard = comparison.either("standards", (row.get("standard_id", ""),)).get("name", "")
        return f"{area}, {standard}" if standard else area
    return next((row[name] for name in _NAMES if row.get(name)), next(iter(row.values())))


def _title(comparison: Comparison, table: str, column: str) -> str:
    fields = comparison.schemas[table].fields
    return next((field.title for field in fields if field.name == column), column)


def is_told(change: FactChange) -> bool:
    """Whether another sentence tells it: that of a rating, of a PDU, or of its correction."""
    return (change.table, change.column) in _TOLD or change.reason not in {
        "",
        "scheduled",
        "known more exactly",
        "state",
    }


def check_facts(changes: tuple[FactChange, ...]) -> Iterator[ChangeProblem]:
    """A released fact that is another now has a row in `corrections`, or one in `pdu_changes`, that says why."""
    for change in changes:
        if change.reason:
            continue
        yield ChangeProblem(
            check=_CHECKS.get((change.table, change.column), "fact-changed-without-correction"),
            file=f"{change.table}.csv",
            row_key=change.row_key,
            message=_message(change),
            remedy=_remedy(change),
            column=change.column,
        )


def _message(change: FactChange) -> str:
    if not change.column:
        return f"{change.name}: the row {change.row_key} of the last release is gone, and no row says why."
    now = f"now {change.now}" if change.now else "now empty"
    return f"{change.name}, {change.title}: was {change.was}, {now}, and no row says why."


def _remedy(change: FactChange) -> str:
    if change.table == "inspections" and not change.column:
        kept = "Put its rows back; a report that was withdrawn keeps them"
        return f"{kept}: python build_site.py new withdrawal --inspection {change.row_key}"
    was, now, row = (_quoted(text) for text in (change.was, change.now, change.row_key))
    command = {
        "renamed": f"rename --pdu {row} --name {now} --was {was}",
        "moved region": f"move --pdu {row} --region {now} --was {was}",
    }.get(
        _STEPS.get((change.table, change.column), ""),
        f"correction --table {change.table} --row {row} --column {_quoted(change.column)} --was {was} --now {now}",
    )
    return f"Put the released value back, or record why: python build_site.py new {command}"


def _quoted(text: str) -> str:
    """An argument that a shell takes as it is typed."""
    plain = text and all(char.isalnum() or char in "-_/.,:" for char in text)
    return text if plain else '"' + text.replace('"', '\\"') + '"'
