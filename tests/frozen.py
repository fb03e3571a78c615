"""The package as version 2.0.0 released it, in the columns of today: the real facts that tests may hold.

Staff edit `datapackage/` every week, and no test may fail for that; a release never changes. What must be true of the
tables of today is said by the check.
"""

import atexit
import csv
import io
import json
import shutil
import tempfile
import zipfile
from datetime import date
from functools import cache
from pathlib import Path

from ratings_site.author.book import write_version
from ratings_site.check import read
from ratings_site.downloads import Release, render_release
from ratings_site.model.directory import Directory, build_directory
from ratings_site.model.tables import Tables
from ratings_site.pages.page import Elsewhere, Facts

PROJECT = Path(__file__).parents[1]
VERSION = "2.0.0"

PUT_RIGHT: dict[tuple[str, str, str], str] = {}
"""Cells, by table, first cell of the row and column, that a rule made since would refuse, with what they say now."""


@cache
def frozen_package() -> Path:
    """The folder of the package, with the releases up to its own beside it; do not write into it."""
    folder = Path(tempfile.mkdtemp(prefix="frozen-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    package, releases = folder / "datapackage", folder / "releases"
    package.mkdir()
    releases.mkdir()
    descriptor = json.loads((PROJECT / "datapackage" / "datapackage.json").read_text(encoding="utf-8"))
    shutil.copy(PROJECT / "datapackage" / "datapackage.json", package)
    known = list(csv.DictReader(io.StringIO((PROJECT / "releases" / "index.csv").read_text(encoding="utf-8"))))
    past = known[: 1 + [release["version"] for release in known].index(VERSION)]
    write_rows(releases / "index.csv", list(known[0]), past)
    for release in past:
        shutil.copy(PROJECT / "releases" / f"{release['version']}.zip", releases)
    for resource in descriptor["resources"]:
        columns = [field["name"] for field in resource["schema"]["fields"]]
        write_rows(package / resource["path"], columns, released_rows(resource["name"]))
    write_version(package, version=VERSION, created=date.fromisoformat(past[-1]["date"]))
    return package


@cache
def frozen_tables() -> Tables:
    """The package as it was released, read."""
    tables = read(frozen_package()).tables
    assert tables is not None
    return tables


def frozen_facts(directory: Directory | None = None) -> Facts:
    """What pages are made from, with the files of the release; of another directory where one is given."""
    return Facts(directory or frozen_directory(), elsewhere=lambda: Elsewhere(frozen_release().downloads))


@cache
def short_package() -> Path:
    """The package without what was found in single inspections.

    To read that takes a third of the time, and no rule asks for it.
    """
    folder = Path(tempfile.mkdtemp(prefix="frozen-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    package = folder / "datapackage"
    shutil.copytree(frozen_package(), package)
    found = list(csv.DictReader(io.StringIO((package / "findings.csv").read_text(encoding="utf-8"), newline="")))
    write_rows(package / "findings.csv", list(found[0]), [row for row in found if not row["inspection_id"]])
    return package


@cache
def short_tables() -> Tables:
    """The short package, read."""
    tables = read(short_package()).tables
    assert tables is not None
    return tables


@cache
def frozen_directory() -> Directory:
    """The package as it was released, joined up."""
    return build_directory(frozen_tables())


@cache
def frozen_release() -> Release:
    """The files that people download of the package as it was released."""
    return render_release(frozen_directory())


def released_rows(table: str) -> list[dict[str, str]]:
    """A table as it was released; a table that came later is empty."""
    with zipfile.ZipFile(PROJECT / "releases" / f"{VERSION}.zip") as packed:
        if f"{table}.csv" not in packed.namelist():
            return []
        rows = list(csv.DictReader(io.StringIO(packed.read(f"{table}.csv").decode("utf-8"), newline="")))
    for (of, first, column), cell in PUT_RIGHT.items():
        for row in rows:
            if of == table and next(iter(row.values())) == first:
                row[column] = cell
    return rows


def write_rows(path: Path, columns: list[str], rows: list[dict[str, str]]) -> None:
    """Write a table; cells of columns that came later are empty, and columns that went are left out."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, restval="", extrasaction="ignore", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
