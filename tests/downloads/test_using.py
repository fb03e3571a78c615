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

import duckdb
import openpyxl
import pandas as pd
import pytest

from ratings_site.downloads import render_release
from ratings_site.pages.contents import KINDS, build_pages
from ratings_site.pages.page import Facts, Furniture, build_environment, render_page
from tests.find.a_site import serving, the_directory

Counts = dict[str, int]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The served site: the files of the newest version."""
    folder = tmp_path_factory.mktemp("served")
    for path, content in render_release(the_directory()).files.items():
        (folder / "data/latest" / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / "data/latest" / path).write_bytes(content)
    return folder


@pytest.fixture(scope="module")
def lines(folder) -> Iterator[dict[str, str]]:
    """The lines of the page by language, with the address of the served site in them."""
    with serving(folder) as root:
        facts = Facts(the_directory(), files=render_release(the_directory()).downloads)
        (page,) = build_pages(facts, [kind for kind in KINDS if kind.path == "data/using-the-data.md"])
        furniture = Furniture(figure=lambda *_: "", search_form=lambda _: "", site_url=f"{root}/")
        text = render_page(page, furniture, build_environment())
        found = re.findall(r'<code data-language="(\w+)">(.*?)</code>', text, re.DOTALL)
        yield {language: html.unescape(code) for language, code in found}


@pytest.fixture(scope="module")
def expected(folder) -> Counts:
    flat = pd.read_csv(folder / "data/latest/all-ratings.csv")
    chosen = flat[(flat["rating_of"] == "overall") & (flat["area_type"] == "pdu") & (flat["latest"] == "yes")]
    return dict(Counter(chosen["rating"]))


def test_the_lines_for_python_give_the_counts(lines, expected):
    result = subprocess.run([sys.executable, "-c", lines["python"]], capture_output=True, text=True, check=True)
    assert {rating: int(count) for rating, count in re.findall(r"(?m)^(\S.*?) {2,}(\d+)$", result.stdout)} == expected


def test_the_lines_for_duckdb_give_the_counts(lines, expected, folder, monkeypatch):
    monkeypatch.chdir(folder / "data/latest")
    assert dict(duckdb.sql(lines["sql"]).fetchall()) == expected


def test_the_formula_for_excel_gives_the_count(lines, expected, folder):
    book = openpyxl.load_workbook(io.BytesIO((folder / "data/latest/probation-ratings.xlsx").read_bytes()))
    assert counted(lines["excel"], book) == expected["Inadequate"]


def counted(formula: str, book: openpyxl.Workbook) -> int:
    """COUNTIFS as Excel works it out: rows where each column holds its value."""
    pairs = re.findall(r"'([\w-]+)'!([A-Z]):\2,(\"[^\"]*\"|TRUE)", formula)
    assert formula == "=COUNTIFS(" + ",".join(f"'{s}'!{c}:{c},{v}" for s, c, v in pairs) + ")"
    wanted = [(sheet, column, value == "TRUE" or value.strip('"')) for sheet, column, value in pairs]
    columns = [[cell.value for cell in book[sheet][column]] for sheet, column, _ in wanted]
    return sum(
        all(cell == value for cell, (*_, value) in zip(row, wanted, strict=True)) for row in zip(*columns, strict=True)
    )


def test_the_line_for_a_terminal_checks_the_files(lines, folder):
    command = shlex.split(lines["shell"])
    result = subprocess.run(command, cwd=folder / "data/latest", capture_output=True, text=True, check=True)
    assert result.stdout.count(": OK") == len((folder / "data/latest/SHA256SUMS").read_text().splitlines())


@pytest.mark.long
def test_the_lines_for_r_give_the_counts(lines, expected):
    program = shutil.which("Rscript")
    assert program, "no R on this machine; `make test-long` installs one"
    result = subprocess.run([program, "-e", lines["r"]], capture_output=True, text=True, check=True)
    names, numbers = [line for line in result.stdout.splitlines() if line.strip()]
    assert [int(number) for number in numbers.split()] == [expected[rating] for rating in sorted(expected)]
    assert names.split() == " ".join(sorted(expected)).split()
