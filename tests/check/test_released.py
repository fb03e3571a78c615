"""The tables beside the last release: what a slip of the hand did to a whole table is one problem, with its remedy.

The release is the real package itself; each test damages a copy of it.
"""

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from ratings_site.check import read
from ratings_site.check.report import render_report
from ratings_site.model.changes.comparison import find_moved
from ratings_site.model.tables import build_text_rows
from tests.builders import package_info
from tests.check.cases import case, pattern_of
from tests.check.copies import REAL, Copy, as_line, copy_of
from tests.frozen import short_tables

COLUMNS = [(table, column) for table, schema in package_info().schemas.items() for column in schema.column_names]
MOVED = 10
"""So many cells that hold another row's value are found; columns in which a sort moves fewer are passed over."""


def said(copy: Copy) -> list[str]:
    """All that is said of a copy beside the release, a line each, without the closing words."""
    issues = read(copy.folder, released=short_tables()).issues
    return render_report(issues, package=Path()).split("\n")[:-3] if issues else []


@pytest.mark.parametrize("table", package_info().schemas)
def test_each_column_that_was_sorted_alone_is_found_and_no_other(table: str) -> None:
    old = build_text_rows(short_tables(), table)
    for column in [column for name, column in COLUMNS if name == table]:
        values = sorted(row[column] for row in old.values())
        if sum(row[column] != value for row, value in zip(old.values(), values, strict=True)) < MOVED:
            continue
        new = [{**row, column: value} for row, value in zip(old.values(), values, strict=True)]
        found = find_moved(old, new, package_info().schemas[table].primary_key)
        assert [name for name, *_ in found] == [column]


@pytest.mark.parametrize(
    ("table", "column"),
    [("pdus", "region_id"), ("places", "pdu_id"), ("standards", "programme_id"), ("statistics", "period"),
     ("ratings", "inspection_id"), ("regions", "grid_row")],
)  # fmt: skip
def test_a_column_that_was_sorted_alone_is_the_one_problem(table: str, column: str, tmp_path: Path) -> None:
    copy = copy_of(REAL, tmp_path / "package")
    copy.change_column(table, column, lambda cells: sorted(cells, key=lambda cell: cell[::-1]))
    (line,) = said(copy)
    assert line.startswith(f"{table}.csv:")
    assert line.endswith(
        f"Take the file back (git restore datapackage/{table}.csv), and sort whole rows only. [column-sorted-alone]"
    )


def _filtered(copy: Copy) -> None:
    lines = copy.lines("inspections")
    copy.write("inspections", [lines[0], *(line for line in lines[1:] if ",core-2023," in line)])


def _without_wakefield(copy: Copy) -> None:
    copy.drop("pdus", "wakefield")


def _under_another_key(copy: Copy) -> None:
    copy.change("statistics", "activity-bulletins", statistic_id="bulletins")


def _period_as_date(copy: Copy) -> None:
    copy.change_column("statistics", "period", lambda column: [_as_excel(cell) for cell in column])


def _as_excel(cell: str) -> str:
    return "Sep-24" if cell == "September 2024" else cell


def _version_as_number(copy: Copy) -> None:
    copy.change_column("publications", "version", lambda column: ["1" if cell == "1.0" else cell for cell in column])


def _without_letters(copy: Copy) -> None:
    copy.change_bytes("sources", lambda raw: raw.replace("’".encode(), b"?", 1))


def _number_changed(copy: Copy) -> None:
    copy.change("statistics", "activity-bulletins", value="5")


DAMAGES: list[tuple[Callable[[Copy], None], str]] = [
    (
        _filtered,
        "inspections.csv  {n} of {n} rows of the last release are gone, {any} the first of them. Was a filter on when "
        "it was saved? Take the file back (git restore datapackage/inspections.csv), and show all rows "
        "before you save. "
        "If they are meant to go, add a row to acknowledgements.csv: check table-lost-rows, file inspections.csv, with "
        "the reason and today's date. [table-lost-rows]",
    ),
    (
        _without_wakefield,
        'pdus.csv  The row "wakefield" of the last release is gone, and {n} rows of other tables name it (the first is '
        "{any}). Put it back: git restore datapackage/pdus.csv brings the file as it was before your edits. [row-gone]",
    ),
    (
        _under_another_key,
        'statistics.csv:{n}  statistic_id: The row that is "bulletins" here was "activity-bulletins" in the '
        "last release. "
        'Write "activity-bulletins" again: identifiers never change. [row-under-another-key]',
    ),
    (
        lambda copy: copy.change("pdus", "wakefield", pdu_id="wakefeld"),
        'pdus.csv:{n}  pdu_id: The row that is "wakefeld" here was "wakefield" in the last release. '
        'Write "wakefield" again: identifiers never change. [row-under-another-key]',
    ),
    (
        _period_as_date,
        'statistics.csv:{n}  period: "Sep-24" was turned into a date by Excel. Write "September 2024". In Excel, first '
        "give the column the format Text.{any} [word-became-date]",
    ),
    (
        _version_as_number,
        'publications.csv:{n}  version: "1" has lost the zeros at its beginning or end. Write "1.0" if that is it. In '
        "Excel, first give the column the format Text. [lost-zeros]",
    ),
    (
        _without_letters,
        'sources.csv:{n}  {any}: "{any}" has lost a letter: a question mark stands in its place. Write '
        '"{any}", and save '
        "as CSV UTF-8. [letters-lost]",
    ),
    (
        _number_changed,
        "statistics.csv:{n}  value: Research and analysis bulletins published, Value: was 4, now 5, and no "
        "row says why. "
        "Put the released value back, or record why: python build_site.py new correction --table statistics --row "
        "activity-bulletins --column value --was 4 --now 5 [fact-changed-without-correction]",
    ),
]


@pytest.mark.parametrize(("damage", "expected"), DAMAGES, ids=lambda one: getattr(one, "__name__", ""))
def test_a_slip_beside_the_release_is_one_problem(
    damage: Callable[[Copy], None], expected: str, tmp_path: Path
) -> None:
    copy = copy_of(REAL, tmp_path / "package")
    damage(copy)
    lines = said(copy)
    pattern = pattern_of(case("", lambda _: None, expected), None, copy)
    assert len(lines) == 1, lines
    assert pattern.fullmatch(lines[0]), lines


def test_rows_that_are_meant_to_go_are_acknowledged(tmp_path: Path) -> None:
    copy = copy_of(REAL, tmp_path / "package")
    lines = copy.lines("pdu_names")
    copy.write("pdu_names", lines[: len(lines) // 2])
    assert [line.rsplit(" ", 1)[1] for line in said(copy)] == ["[table-lost-rows]"]
    cells_of_row = {
        "check": "table-lost-rows",
        "file": "pdu_names.csv",
        "reason": "Meant.",
        "acknowledged_on": "2026-11-20",
    }
    copy.append("acknowledgements", **cells_of_row)
    assert said(copy) == []


def test_the_package_beside_itself_has_no_problems() -> None:
    assert read(REAL, released=short_tables()).issues == ()


def test_rows_in_another_order_are_the_same_rows(tmp_path: Path) -> None:
    copy = copy_of(REAL, tmp_path / "package")
    header, *rows = copy.lines("sources")
    copy.write("sources", [header, *(as_line(next(csv.reader([row]))) for row in reversed(rows))])
    assert said(copy) == []
