"""Copies of the short package as if it had not been released, for tests that write into it and release it."""

import re
import shutil
from datetime import date
from pathlib import Path

import pytest

from ratings_site.author.book import write_version
from ratings_site.author.releasing import release
from tests.frozen import short_package

PROJECT = Path(__file__).parents[2]
FIRST = date(2026, 11, 23)
VERSION = "1.0.0"
_LATER = re.compile(r"\b2026-(?:11-(?:2[4-9]|30)|12-\d\d)\b")


def copy_first_package(folder: Path) -> Path:
    """Write the package into `folder` as before any release: nothing was corrected, nothing is later than FIRST."""
    package = folder / "datapackage"
    shutil.copytree(short_package(), package)
    write_version(package, version=VERSION, created=FIRST)
    for table in package.glob("*.csv"):
        text = table.read_text(encoding="utf-8")
        text = text.partition("\n")[0] + "\n" if table.stem == "corrections" else text
        table.write_text(_LATER.sub(FIRST.isoformat(), text), encoding="utf-8", newline="\n")
    return package


@pytest.fixture
def package(tmp_path):
    """A package that was never released."""
    return copy_first_package(tmp_path)


@pytest.fixture(scope="session")
def first_release(tmp_path_factory):
    """A folder with a package and a first release of it, made once: do not write into it."""
    folder = tmp_path_factory.mktemp("released")
    release(copy_first_package(folder), day=FIRST, raise_version=False)
    return folder


@pytest.fixture
def released(first_release, tmp_path):
    """A package with its first release beside it."""
    shutil.copytree(first_release, tmp_path, dirs_exist_ok=True)
    return tmp_path / "datapackage"
