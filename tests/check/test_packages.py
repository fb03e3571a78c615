"""Two whole packages: a small sound one, and a broken one with everything that is said of it."""

from datetime import date
from pathlib import Path

import pytest

from ratings_site.check import Checked, read
from ratings_site.check.report import render_report
from tests.check.packages import PACKAGES, small_package


def test_a_sound_package_gives_tables_and_no_issues(tmp_path: Path) -> None:
    checked = read(small_package(tmp_path / "package").folder)
    assert checked.issues == ()
    assert checked.tables is not None
    ratings = [row["rating"] or "not available" for row in checked.tables.rows["ratings"]]
    assert ratings == ["Good", "Good", "Good", "not available", "Requires improvement"]
    assert checked.tables.package.licence["name"] == "OGL-UK-3.0"
    assert checked.tables.package.schemas["ratings"].primary_key == ("inspection_id", "standard_id")


def test_everything_that_is_wrong_in_a_broken_package_is_said_in_one_run(tmp_path: Path) -> None:
    checked = read(small_package(tmp_path / "package", "broken").folder, today=date(2050, 1, 1))
    assert checked.tables is None
    expected = (PACKAGES / "broken.txt").read_text(encoding="utf-8")
    assert render_report(checked.issues, package=Path("broken")) == expected


@pytest.mark.parametrize("table", sorted(file.name for file in (PACKAGES / "valid").glob("*.csv")))
def test_a_table_that_cannot_be_read_is_named_and_leaves_the_others_judged(table: str, tmp_path: Path) -> None:
    copy = small_package(tmp_path / "package")
    (copy.folder / table).write_bytes(b"")
    checked = read(copy.folder)
    assert checked.tables is None
    assert {issue.file for issue in checked.issues if issue.check == "empty-file"} == {table}


def test_nothing_in_the_package_is_written(tmp_path: Path) -> None:
    copy = small_package(tmp_path / "package", "broken")
    before = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in copy.folder.iterdir()}
    read(copy.folder)
    assert {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in copy.folder.iterdir()} == before


def test_what_is_known_is_dated_up_to_the_day_of_the_check(tmp_path: Path) -> None:
    copy = small_package(tmp_path / "package")
    line = copy.change("sources", "synthetic", retrieved="2027-01-05")
    assert read(copy.folder, today=date(2027, 1, 5)).issues == ()
    (issue,) = read(copy.folder, today=date(2027, 1, 4)).issues
    assert (issue.check, issue.file, issue.line, issue.column) == ("date-in-future", "sources.csv", line, "retrieved")


def test_a_folder_that_is_not_there_is_an_issue(tmp_path: Path) -> None:
    checked = read(tmp_path / "nowhere")
    assert checked == Checked(None, checked.issues)
    assert [issue.text for issue in checked.issues] == [
        "There is no folder of this name. Check the name after --package."
    ]
