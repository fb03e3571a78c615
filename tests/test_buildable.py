"""Whatever the check lets pass can be built: small packages with other names, empty tables and empty columns."""

import csv
import io
import json
import re
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from ratings_site.check import read
from ratings_site.model.as_of import as_of
from ratings_site.site import render_whole_site
from tests.check.copies import Copy
from tests.check.packages import small_package

ROOT = Path(__file__).parents[1]
DESCRIBED = json.loads((ROOT / "datapackage" / "datapackage.json").read_text(encoding="utf-8"))
TABLES = {resource["name"]: resource["schema"] for resource in DESCRIBED["resources"]}
CACHE = ROOT / ".cache" / "charts"


def builds(folder: Path) -> bool:
    """Build the site's files of a package that passes the check; whether it passes."""
    tables = read(folder).tables
    if tables is not None:
        dict(render_whole_site(as_of(tables, tables.package.created), site_url="https://ratings.example/", cache=CACHE))
    return tables is not None


def rewrite(copy: Copy, table: str, to: Callable[[list[dict[str, str]]], list[dict[str, str]]]) -> None:
    """Change all rows of a table; a table whose rows are all gone keeps its header."""
    text = io.StringIO()
    writer = csv.DictWriter(text, copy.columns(table), lineterminator="\n")
    writer.writeheader()
    writer.writerows(to(list(csv.DictReader(copy.lines(table)))))
    copy.path(table).write_bytes(text.getvalue().encode())


def optional_columns() -> Iterator[tuple[str, str]]:
    """Each column that a table may leave empty."""
    for table, schema in TABLES.items():
        for field in schema["fields"]:
            if not field.get("constraints", {}).get("required") and field["name"] not in schema["primaryKey"]:
                yield table, field["name"]


def rename_identifiers(copy: Copy) -> None:
    """Give everything another identifier, wherever it is named: none means anything by itself."""
    named = {
        row[column]
        for table, schema in TABLES.items()
        for row in csv.DictReader(copy.lines(table))
        for column in schema["primaryKey"]
        if column.endswith("_id") and row[column]
    }
    others = {name: f"zz{number}" for number, name in enumerate(sorted(named))}
    for table in TABLES:
        rewrite(
            copy,
            table,
            lambda rows: sorted(
                ({name: others.get(cell, cell) for name, cell in row.items()} for row in rows),
                key=lambda row: list(row.values()),
            ),
        )


def test_a_package_whose_identifiers_are_all_others_builds(tmp_path: Path) -> None:
    copy = small_package(tmp_path / "package")
    rename_identifiers(copy)
    assert "synthetic" not in {row["source_id"] for row in csv.DictReader(copy.lines("sources"))}
    assert builds(copy.folder)


@pytest.mark.long
def test_a_package_without_anything_that_may_be_empty_builds(tmp_path: Path) -> None:
    copy = small_package(tmp_path / "package")
    emptied = [where for where in optional_columns() if empty_column(copy, *where)]
    assert len(emptied) > 40
    assert builds(copy.folder)


def empty_column(copy: Copy, table: str, column: str) -> bool:
    """Empty a column where the check allows that; whether it does."""
    before = copy.path(table).read_bytes()
    rewrite(copy, table, lambda rows: [row | {column: ""} for row in rows])
    if read(copy.folder).tables is None:
        copy.path(table).write_bytes(before)
        return False
    return True


@pytest.mark.long
@pytest.mark.parametrize("table", TABLES)
def test_a_package_with_an_empty_table_builds_if_it_passes(tmp_path: Path, table: str) -> None:
    copy = small_package(tmp_path / "package")
    rewrite(copy, table, lambda _: [])
    builds(copy.folder)


@pytest.mark.long
@pytest.mark.parametrize(("table", "column"), list(optional_columns()))
def test_a_package_with_an_empty_column_builds_if_it_passes(tmp_path: Path, table: str, column: str) -> None:
    copy = small_package(tmp_path / "package")
    rewrite(copy, table, lambda rows: [row | {column: ""} for row in rows])
    builds(copy.folder)


@pytest.mark.long
@pytest.mark.parametrize("table", TABLES)
def test_a_package_without_one_of_its_rows_builds_if_it_passes(tmp_path: Path, table: str) -> None:
    rows = len(small_package(tmp_path / "whole").lines(table)) - 1
    for number in range(rows):
        copy = small_package(tmp_path / f"package-{number}")
        rewrite(copy, table, lambda rows: rows[:number] + rows[number + 1 :])  # noqa: B023  called at once
        builds(copy.folder)


IDENTIFIER = re.compile(r"\w+(?:-\w+)*-20\d\d(?:-\w+)*(?![\w./-])")  # no address of a page, no file of one


def test_no_identifier_of_the_data_stands_in_the_code() -> None:
    with zipfile.ZipFile(max((ROOT / "releases").glob("*.zip"))) as released:
        ids = {
            row[schema["primaryKey"][0]]
            for table, schema in TABLES.items()
            if f"{table}.csv" in released.namelist()
            for row in csv.DictReader(released.read(f"{table}.csv").decode().splitlines())
        }
    found = {
        f"{file.relative_to(ROOT)}: {name}"
        for pattern in ("*.py", "*.jinja", "*.js")
        for file in [*(ROOT / "ratings_site").rglob(pattern), *(ROOT / "docs" / "assets").glob(pattern)]
        for name in IDENTIFIER.findall(re.sub(r'"""[\s\S]*?"""', "", file.read_text(encoding="utf-8")))
        if name in ids
    }
    assert found == set()
