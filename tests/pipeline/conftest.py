"""Copies of the real package for tests that write into it, with the releases and the register beside it."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from ratings_site.author.releasing import release

PROJECT = Path(__file__).parents[2]
FIRST = date(2026, 11, 23)


@pytest.fixture
def package(tmp_path):
    """A copy of the real package that was never released."""
    shutil.copytree(PROJECT / "datapackage", tmp_path / "datapackage")
    return tmp_path / "datapackage"


@pytest.fixture(scope="session")
def first_release(tmp_path_factory):
    """A folder with a copy of the real package and a first release of it, made once: do not write into it."""
    folder = tmp_path_factory.mktemp("released")
    shutil.copytree(PROJECT / "datapackage", folder / "datapackage")
    release(folder / "datapackage", folder / "releases", (), day=FIRST, raise_version=False)
    return folder


@pytest.fixture
def released(first_release, tmp_path):
    """A copy of the real package with its first release beside it."""
    shutil.copytree(first_release, tmp_path, dirs_exist_ok=True)
    return tmp_path / "datapackage"
