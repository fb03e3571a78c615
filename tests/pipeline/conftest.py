"""A copy of the real package for tests that write into it, with the releases and the register beside it."""

import shutil
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[2]


@pytest.fixture
def package(tmp_path):
    shutil.copytree(PROJECT / "datapackage", tmp_path / "datapackage")
    return tmp_path / "datapackage"
