"""The tables beside those of the last release: what was lost, sorted alone or given another key without being meant."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

from ratings_site.check.issues import Findings, Issue, Place, issue
from ratings_site.check.sheets import Sheet
from ratings_site.model.changes import comparison
from ratings_site.model.changes.building import build_changes
from ratings_site.model.tables import Key, Tables, TextRow, build_row_key, text_of

Released = Mapping[str, Mapping[Key, TextRow]]
"""The rows of the last release, as text, by table and key."""


def check_released(sheets: Mapping[str, Sheet], released: Released, found: Findings) -> None:
    """Report whole tables that a slip of the hand damaged, and put what it touched in doubt."""
    acknowledged, known = sheets.get("acknowledgements"), released.get("acknowledgements", {})
    rows = acknowledged.rows if acknowledged and acknowledged.usable else []
    new_ones = (row for row in rows if row.cells != dict(known.get(row.key, {})))
    answered = {row["file"] for row in new_ones if row["check"] == comparison.LOST_ROWS}
    for name, sheet in sheets.items():
        old = released.get(name, {})
        if not sheet.usable or not old:
            continue
        texts = [{column: text_of(value) for column, value in row.values.items()} for row in sheet.rows]
        if moved := comparison.find_moved(old, texts, sheet.schema.primary_key):
            for column, at, count in moved:
                row, of = sheet.rows[at], len(sheet.rows)
                found.add("column-sorted-alone", row.place(column), value=row[column], count=count, of=of)
            sheet.usable = False  # no row of it can be trusted
            continue
        new = {row.key: text for row, text in zip(sheet.rows, texts, strict=True)}
        if sheet.path not in answered and (lost := comparison.find_lost(old, new)):
            found.add(comparison.LOST_ROWS, Place(sheet.path), **comparison.lost_words(sheet.path, lost, len(old)))
            sheet.usable = False
        elif len(sheet.schema.primary_key) == 1:  # a place that another PDU serves has another key, and may
            by_key, (column,) = {row.key: row for row in sheet.rows}, sheet.schema.primary_key
            for was, now in sorted(comparison.find_renamed(old, new).items()):
                found.add("row-under-another-key", by_key[now].place(column), was=was[0], value=now[0])
                by_key[now].in_doubt.add(column)


_AT_THEIR_ROWS = ("rating-changed-without-correction", "fact-changed-without-correction", "scheduled-without-day")
"""What a comparison with the release finds in a table that passes all else."""


def check_facts(sheets: Mapping[str, Sheet], released: Tables, tables: Tables, today: date) -> Iterator[Issue]:
    """Every released fact that is another now without a reason, at its cell."""
    package = tables.package.dated(max(today, tables.package.created))
    rows = {(sheet.path, build_row_key(row.key)): row for sheet in sheets.values() for row in sheet.rows}
    for problem in build_changes(released, replace(tables, package=package)).problems:
        if problem.check in _AT_THEIR_ROWS:
            row = rows.get((problem.file, problem.row_key))
            place = row.place(problem.column or None) if row else Place(problem.file, row_key=problem.row_key)
            yield issue(problem.check, place, message=problem.message, remedy=problem.remedy)
