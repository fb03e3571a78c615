"""The lines on the page that says how to use the data are run as they stand there, and all give the same answer."""

import html
import io
import re
import shlex
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import openpyxl
import pytest

from ratings_site.charts import counted
from ratings_site.pages.contents import KINDS, build_pages
from ratings_site.pages.page import Furniture, render_pages
from tests.find.a_site import serving
from tests.frozen import frozen_directory, frozen_facts, frozen_release

Counts = dict[str, int]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The served site: the files of the newest version."""
    folder = tmp_path_factory.mktemp("served")
    for path, content in frozen_release().files.items():
        (folder / "data/latest" / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / "data/latest" / path).write_bytes(content)
    return folder


@pytest.fixture(scope="module")
def page(folder) -> Iterator[str]:
    """The page as it is written, with the address of the served site in it."""
    with serving(folder) as root:
        facts = frozen_facts()
        (page,) = build_pages(facts, [kind for kind in KINDS if kind.path == "data/using-the-data.md"])
        furniture = Furniture(figure=lambda *_: "", site_url=f"{root}/")
        yield render_pages([page], furniture)[page.path]


@pytest.fixture(scope="module")
def lines(page) -> dict[str, str]:
    """The lines of the page by language."""
    found = re.findall(r'<code data-language="(\w+)">(.*?)</code>', page, re.DOTALL)
    return {language: html.unescape(code) for language, code in found}


@pytest.fixture(scope="module")
def expected() -> list[Counts]:
    """The numbers of the front page, of the page of standards and of Then and now, read from their charts."""
    overall, totals, changes = (
        counted.overall_ratings(frozen_directory()),
        counted.shares_of_ratings(frozen_directory()),
        counted.then_and_now(frozen_directory()),
    )
    assert overall
    assert totals
    assert changes
    inadequate = [*totals.columns].index("inadequate")
    return [
        {str(rating): int(str(count)) for rating, count in overall.rows if count and rating in overall.grades},
        {str(row[0]): int(str(row[inadequate])) for row in totals.rows if row[1] == "published total"},
        dict(Counter(str(row[-1]) for row in changes.rows)),
    ]


def test_the_page_says_in_sentences_what_its_lines_print(page):
    for chart in (counted.overall_ratings, counted.shares_of_ratings, counted.then_and_now):
        shown = chart(frozen_directory())
        assert shown
        assert f"<li>{shown.headline}</li>" in page


def test_the_first_thing_to_watch_for_is_that_ratings_are_missing_and_not_at_random(page):
    watch = page[page.index("## What to watch for") :]
    assert re.findall(r"<li><strong>(.*?)</strong>", watch)[0] == "Ratings of standards are missing, and not at random."


def test_the_lines_for_python_give_the_numbers(lines, expected):
    result = subprocess.run([sys.executable, "-c", lines["python"]], capture_output=True, text=True, check=True)
    printed = [
        {name: int(count) for name, count in re.findall(r"(?m)^(\S.*?) {2,}(\d+)$", part)}
        for part in result.stdout.split("dtype:")
    ]
    assert printed[:3] == expected


def test_the_lines_for_duckdb_give_the_numbers(lines, expected, folder, monkeypatch):
    monkeypatch.chdir(folder / "data/latest")
    queries = [query for query in lines["sql"].split(";") if query.strip()]
    assert [dict(duckdb.sql(query).fetchall()) for query in queries] == expected


def test_the_formulas_for_excel_give_the_numbers(lines, expected, folder):
    book = openpyxl.load_workbook(io.BytesIO((folder / "data/latest/probation-ratings.xlsx").read_bytes()))
    overall, totals, changes = expected
    standard = frozen_directory().standards_of(frozen_directory().current_programme.programme_id, "pdu")[-1].name
    assert [worked_out(formula, book) for formula in lines["excel"].splitlines()] == [
        overall["Inadequate"],
        totals[standard],
        changes["lower"],
    ]


def worked_out(formula: str, book: openpyxl.Workbook) -> int:
    """COUNTIFS and SUMIFS as Excel works them out: rows where each column holds its value, counted or added up."""
    read = re.fullmatch(r"=(COUNTIFS|SUMIFS)\((.*)\)", formula)
    assert read, formula
    parts = read[2].split(",")
    added = column(parts.pop(0), book) if read[1] == "SUMIFS" else None
    wanted = [(column(name, book), value.strip('"')) for name, value in zip(parts[::2], parts[1::2], strict=True)]
    held = [all(str(values[row]) == value for values, value in wanted) for row in range(len(wanted[0][0]))]
    return sum((added[row] if added else 1) for row, is_held in enumerate(held) if is_held)


def column(name: str, book: openpyxl.Workbook) -> list[Any]:
    """The cells of a column as a formula names it: `units!A:A`, `'standard-totals'!A:A`."""
    sheet, letters = name.split("!")
    assert letters.split(":")[0] == letters.split(":")[1]
    return [cell.value for cell in book[sheet.strip("'")][letters.split(":")[0]]]


def test_the_line_for_a_terminal_checks_the_files(lines, folder):
    command = shlex.split(lines["shell"])
    result = subprocess.run(command, cwd=folder / "data/latest", capture_output=True, text=True, check=True)
    assert result.stdout.count(": OK") == len((folder / "data/latest/SHA256SUMS").read_text().splitlines())


@pytest.mark.long
def test_the_lines_for_r_give_the_numbers(lines, expected):
    program = shutil.which("Rscript")
    assert program, "no R on this machine; `make test-long` installs one"
    result = subprocess.run([program, "-e", lines["r"]], capture_output=True, text=True, check=True)
    numbers = [int(number) for number in re.findall(r"\b\d+\b", result.stdout)]
    assert sorted(numbers) == sorted(count for counts in expected for count in counts.values())
