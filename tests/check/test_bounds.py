"""However large the damage, the answer comes soon, in little memory, and fits on a screen."""

import os
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from ratings_site.check import Checked, Issue, Severity, read
from ratings_site.check.cells import MOST_REFUSALS
from ratings_site.check.issues import MOST_ALIKE, MOST_IN_A_ROW, MOST_WARNINGS
from ratings_site.check.report import MOST_SHOWN, render_report
from ratings_site.check.sheets import MAX_ROWS
from tests.check.copies import REAL, Copy, copy_of
from tests.check.packages import small_package

_SECONDS = 10
_MEMORY = 512 * 2**20
_PROGRAM = """
import sys
from pathlib import Path
from ratings_site.check import read
read(Path(sys.argv[1]))
print(Path("/proc/self/status").read_text())
"""


def _read_apart(folder: Path) -> None:
    """Check a package in a process of its own; it fails after ten seconds of work or beyond 512 MiB."""
    root = Path(__file__).parents[2]
    with subprocess.Popen([sys.executable, "-c", _PROGRAM, str(folder)], cwd=root, stdout=subprocess.PIPE) as process:
        said = process.stdout.read().decode()
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0
    assert used.ru_utime + used.ru_stime < _SECONDS
    # The most that `used` tells of is what the process that began this one held, where that is more.
    assert int(re.search(r"VmHWM:\s*(\d+) kB", said)[1]) * 1024 < _MEMORY


def _large_ratings(copy: Copy, count: int) -> None:
    head, *rows = copy.lines("ratings")
    more = (
        f"inspection-{number},core-2023-pdu-leadership,Good,stated,,,annual-report-2024," for number in range(count)
    )
    copy.write("ratings", [head, *rows, *more])


def test_a_gigabyte_beside_two_hundred_thousand_rows_is_answered_soon_and_in_little_memory(tmp_path: Path) -> None:
    copy = copy_of(REAL, tmp_path / "package")
    with copy.path("places").open("r+b") as file:
        file.truncate(2**30)
    _large_ratings(copy, 200_000)
    _read_apart(copy.folder)


@pytest.mark.long
def test_the_largest_table_that_is_read_is_answered_soon_and_in_little_memory(tmp_path: Path) -> None:
    copy = copy_of(REAL, tmp_path / "package")
    rows = copy.lines("sources")
    more = (
        f"source-{number},Title {number},Nobody,other,https://example.org/a,2026-11-23,MIT,,"
        for number in range(MAX_ROWS)
    )
    copy.write("sources", [*rows, *more][:MAX_ROWS])
    _read_apart(copy.folder)
    assert read(copy.folder).issues == ()


def test_a_table_with_thousands_of_problems_is_not_judged_to_its_end(tmp_path: Path) -> None:
    copy = copy_of(REAL, tmp_path / "package")
    head, *rows = copy.lines("ratings")
    wrong = (
        f"inspection-{number},core-2023-pdu-leadership,Fair,stated,,,,Seen" for number in range(MOST_REFUSALS + 10)
    )
    copy.write("ratings", [head, *rows, *wrong])
    (stopped,) = [issue for issue in read(copy.folder).issues if issue.check == "too-many-problems"]
    assert (stopped.file, stopped.line) == ("ratings.csv", len(rows) + 2 + MOST_REFUSALS // 2)


@pytest.mark.long
def test_a_table_with_a_mistake_in_every_cell_is_answered_soon_and_in_little_memory(tmp_path: Path) -> None:
    copy = copy_of(REAL, tmp_path / "package")
    rows = [f" X{number},Y-{number}\u00a0,Goood{number},=stated,, N/A" for number in range(MAX_ROWS - 1)]
    copy.write("ratings", [copy.lines("ratings")[0], *rows])
    _read_apart(copy.folder)


@pytest.mark.long
@pytest.mark.parametrize("line", ['"', 'x,"', '"a""b', "a\r" * 9, ",", "\u202e", "=1\t", '"\n'])
def test_eight_megabytes_of_one_thing_are_answered_soon_and_in_little_memory(line: str, tmp_path: Path) -> None:
    copy = copy_of(REAL, tmp_path / "package")
    copy.path("ratings").write_bytes((copy.lines("ratings")[0] + "\n" + f"{line}\n" * 4_000_000).encode()[: 8 * 2**20])
    _read_apart(copy.folder)


def test_no_more_than_fifty_messages_are_shown_and_the_rest_is_counted(tmp_path: Path) -> None:
    copy = small_package(tmp_path / "package")
    copy.write("findings", [copy.lines("findings")[0], *(f"{at},made-up-annual-report,concern,x,y" for at in range(9))])
    for table in ("regions", "pdus", "sources", "statistics", "ratings", "inspections", "publications", "standards"):
        rows = [",".join("\u200b" * (at + 1) for at in range(len(copy.columns(table)))) for _ in range(9)]
        copy.write(table, [*copy.lines(table), *rows])
    checked = read(copy.folder)
    *shown, rest, _, _ = render_report(checked.issues, package=Path("package")).splitlines()
    counts = Counter(issue.file for issue in checked.issues)
    counts.subtract(line.removeprefix("package/").split(":")[0] for line in shown)
    left = ", ".join(f"{count:,} in package/{file}" for file, count in sorted(counts.items()) if count)
    assert len(shown) == MOST_SHOWN
    assert rest == f"... and {len(checked.issues) - MOST_SHOWN:,} more: {left}."


def test_failures_are_shown_before_warnings_when_not_all_fit() -> None:
    def issue(severity: Severity, line: int) -> Issue:
        return Issue("stray-space", severity, "a.csv", line, None, f"Line {line}.", "")

    warnings = [issue(Severity.WARNING, line) for line in range(1, 60)]
    shown = render_report([*warnings, issue(Severity.FAILURE, 99)], package=Path()).splitlines()[:MOST_SHOWN]
    assert shown[-1] == "a.csv:99  Line 99. [stray-space]"


def test_one_mistake_down_a_column_is_one_message_with_its_lines(tmp_path: Path) -> None:
    copy = copy_of(REAL, tmp_path / "package")
    copy.change_column("places", "extent", lambda cells: [f"{cell} " for cell in cells])
    (issue,) = read(copy.folder).issues
    count = len(copy.lines("places")) - 1
    assert issue.remedy.endswith(f"The same holds for {count - 1} more cells of this column (lines 2 to {count + 1}).")


def _padded(cells: list[str], places: range) -> list[str]:
    return [f"{at} {cell} " if at in places else cell for at, cell in enumerate(cells)]


@pytest.mark.parametrize(
    ("places", "lines"),
    [
        (range(0, 2 * MOST_ALIKE, 2), range(2, 2 * MOST_ALIKE + 2, 2)),
        (range(MOST_IN_A_ROW), range(2, MOST_IN_A_ROW + 2)),
    ],
    ids=["ten here and there", "four below each other"],
)
def test_a_few_mistakes_of_a_kind_are_shown_one_by_one(places: range, lines: range, tmp_path: Path) -> None:
    copy = copy_of(REAL, tmp_path / "package")
    copy.change_column("places", "place", lambda cells: _padded(cells, places))
    assert [issue.line for issue in read(copy.folder).issues] == list(lines)


def test_cells_that_were_filled_down_are_one_mistake(tmp_path: Path) -> None:
    copy = copy_of(REAL, tmp_path / "package")
    copy.change_column("places", "place", lambda cells: _padded(cells, range(3, 4 + MOST_IN_A_ROW)))
    (issue,) = read(copy.folder).issues
    assert issue.line == 5
    assert issue.remedy.endswith(" The same holds for 4 more cells of this column (lines 5 to 9).")


def test_a_package_of_more_than_32_megabytes_is_not_read_to_its_end(tmp_path: Path) -> None:
    copy = small_package(tmp_path / "package")
    for table in ("regions", "pdus", "pdu_names", "pdu_changes"):
        copy.path(table).write_bytes(b" " * (8 * 2**20 - 1))
    copy.path("places").write_bytes(b"x" * 5)
    (issue,) = [issue for issue in read(copy.folder).issues if issue.file == "places.csv"]
    assert issue.message == "The tables together have more than 32 MB, so this one was not read."


def test_warnings_are_kept_apart_since_each_is_accepted_by_its_row(tmp_path: Path) -> None:
    copy = small_package(tmp_path / "package")
    for number in range(20):
        (copy.folder / f"old {number}.xlsx").write_bytes(b"")
    checked = read(copy.folder)
    assert isinstance(checked, Checked)
    assert len(checked.issues) == 20 < MOST_WARNINGS
