"""Copies of the package as it was first released, for tests that write into it.

Staff edit the tables every week; what the tests enter and expect must not depend on that. The first release never
changes, so they start from it.
"""

import csv
import io
import json
import re
import shutil
import zipfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from ratings_site.author.book import write_version
from ratings_site.author.releasing import release

PROJECT = Path(__file__).parents[2]
FIRST = date(2026, 11, 23)
VERSION = "1.0.0"
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def copy_first_package(folder: Path) -> Path:
    """Write the rows of the first release into `folder`, in the columns of today, as staff would hold them."""
    package = folder / "datapackage"
    shutil.copytree(PROJECT / "datapackage", package)
    write_version(package, version=VERSION, created=FIRST)
    archive = PROJECT / "releases" / f"{VERSION}.zip"
    if archive.is_file():
        with zipfile.ZipFile(archive) as packed:
            first = json.loads(packed.read("datapackage.json"))["resources"]
            for resource in first:
                path = resource["path"]
                _take_back(package / path, packed.read(path).decode(), resource["schema"]["primaryKey"])
    return package


_HELD = {"url"}
"""Columns that keep what they hold: an address that was wrong at first is refused today."""


def _take_back(table: Path, first: str, key: Sequence[str]) -> None:
    """Give a table the rows and values it had at first; columns that came later keep what they hold, and so do sources.

    No day in it is later than the package.
    """
    now = list(csv.DictReader(io.StringIO(table.read_text(encoding="utf-8"))))
    columns = next(csv.reader(io.StringIO(table.read_text(encoding="utf-8"))))
    later = {tuple(row[name] for name in key): row for row in now}
    rows = (
        now
        if table.stem == "sources"
        else [
            _taken_back(row, later.get(tuple(row[name] for name in key), {}))
            for row in csv.DictReader(io.StringIO(first))
        ]
    )
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, columns, restval="", extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    for row in rows:
        days = {
            name: FIRST.isoformat() for name, cell in row.items() if _DAY.fullmatch(cell) and cell > FIRST.isoformat()
        }
        writer.writerow(row | days)
    table.write_text(text.getvalue(), encoding="utf-8", newline="\n")


def _taken_back(first: dict[str, str], later: dict[str, str]) -> dict[str, str]:
    row = {"basis": "stated"} | later | {name: cell for name, cell in first.items() if name not in _HELD}
    if row["basis"] == "not available":
        row["absence"] = row.get("absence") or "report not read"
    return row


@pytest.fixture
def package(tmp_path):
    """A package that was never released."""
    return copy_first_package(tmp_path)


@pytest.fixture(scope="session")
def first_release(tmp_path_factory):
    """A folder with a package and a first release of it, made once: do not write into it."""
    folder = tmp_path_factory.mktemp("released")
    release(copy_first_package(folder), folder / "releases", (), day=FIRST, raise_version=False)
    return folder


@pytest.fixture
def released(first_release, tmp_path):
    """A package with its first release beside it."""
    shutil.copytree(first_release, tmp_path, dirs_exist_ok=True)
    return tmp_path / "datapackage"
