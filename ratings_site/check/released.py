"""The tables beside those of the last release: what was lost, sorted alone or given another key without being meant."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date

from ratings_site.check.issues import Findings, Issue, Place, issue
from ratings_site.check.sheets import Row, Sheet
from ratings_site.model.as_of import dated
from ratings_site.model.changes.building import build_changes
from ratings_site.model.changes.comparison import LOST_ROWS, find_lost, find_moved, find_renamed, lost_words
from ratings_site.model.tables import Key, Tables, TextRow, build_row_key, build_text_rows, text_of

Released = Mapping[str, Mapping[Key, TextRow]]
"""The rows of the last release, as text, by table and key."""

Before = Callable[[Row, str], str]
"""What a cell said in the last release; "" where its row is new."""


def released_rows(released: Tables | None) -> Released:
    """The rows of a release; none where nothing was released."""
    return {name: build_text_rows(released, name) for name in released.frames} if released else {}


def before(sheet: Sheet, released: Released) -> Before:
    """A function that tells of each cell of a sheet what it said in the last release."""
    rows = released.get(sheet.schema.name, {})
    return (lambda row, column: rows.get(_key(sheet, row), {}).get(column, "")) if rows else (lambda *_: "")


def _key(sheet: Sheet, row: Row) -> Key:
    return tuple(row[name] for name in sheet.schema.primary_key)


def check_released(sheets: Mapping[str, Sheet], released: Released, found: Findings) -> None:
    """Report whole tables that a slip of the hand damaged, and put what it touched in doubt."""
    answered = _acknowledged(sheets, released)
    for name, sheet in sheets.items():
        old = released.get(name, {})
        if not sheet.usable or not old:
            continue
        texts = [{column: text_of(value) for column, value in row.values.items()} for row in sheet.rows]
        if moved := find_moved(old, texts, sheet.schema.primary_key):
            for column, at, count in moved:
                place, value = sheet.place(sheet.rows[at], column), sheet.rows[at][column]
                found.add("column-sorted-alone", place, value=value, count=count, of=len(sheet.rows))
            sheet.usable = False  # no row of it can be trusted
            continue
        new = {_key(sheet, row): text for row, text in zip(sheet.rows, texts, strict=True)}
        lost = [] if sheet.path in answered else find_lost(old, new)
        if lost:
            words = lost_words(sheet.path, len(lost), len(old), build_row_key(lost[0]))
            found.add(LOST_ROWS, Place(sheet.path), **words)
            sheet.usable = False
        elif len(sheet.schema.primary_key) == 1:  # a place that another PDU serves has another key, and may
            rows, (column,) = {_key(sheet, row): row for row in sheet.rows}, sheet.schema.primary_key
            for was, now in sorted(find_renamed(old, new).items()):
                found.add("row-under-another-key", sheet.place(rows[now], column), was=was[0], value=now[0])
                rows[now].in_doubt.add(column)


def _acknowledged(sheets: Mapping[str, Sheet], released: Released) -> set[str]:
    """The files whose loss was acknowledged since the last release."""
    sheet, known = sheets.get("acknowledgements"), released.get("acknowledgements", {})
    rows = sheet.rows if sheet and sheet.usable else []
    made = (row for row in rows if sheet and row.cells != dict(known.get(_key(sheet, row), {})))
    return {row["file"] for row in made if row["check"] == LOST_ROWS}


_AT_THEIR_ROWS = ("rating-changed-without-correction", "fact-changed-without-correction", "scheduled-without-day")
"""What a comparison with the release finds in a table that passes all else."""


def check_facts(sheets: Mapping[str, Sheet], released: Tables, tables: Tables, today: date) -> Iterator[Issue]:
    """Every released fact that is another now without a reason, at its cell."""
    package = dated(tables.package, max(today, tables.package.created))
    changes = build_changes(released, replace(tables, package=package))
    by_path = {sheet.path: sheet for sheet in sheets.values()}
    for problem in changes.problems:
        if problem.check in _AT_THEIR_ROWS:
            sheet = by_path[problem.file]
            row = next((row for row in sheet.rows if sheet.key(row) == problem.row_key), None)
            place = sheet.place(row, problem.column or None) if row else Place(sheet.path, row_key=problem.row_key)
            yield issue(problem.check, place, message=problem.message, remedy=problem.remedy)
