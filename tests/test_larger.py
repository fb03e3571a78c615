"""Packages of more units than there are: every guard holds that a build has, at each size from which pages change."""

import shutil
from pathlib import Path

import pytest

from benchmarks import packages
from benchmarks.speed import COLD, Desk
from ratings_site.model.directory import MOST_IN_A_LIST
from ratings_site.publish.addresses import REGISTER
from tests.frozen import PROJECT, frozen_package


@pytest.mark.long
@pytest.mark.parametrize("units", [MOST_IN_A_LIST, MOST_IN_A_LIST + 1, 3 * MOST_IN_A_LIST])
def test_a_package_of_more_units_is_published_with_every_guard_on(
    units: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(frozen_package().parent, tmp_path / "real")
    columns = (PROJECT / REGISTER).read_text(encoding="utf-8").splitlines()[0]
    (tmp_path / "real" / REGISTER).write_text(f"{columns}\n", encoding="utf-8")
    monkeypatch.setattr(packages, "REAL", tmp_path / "real" / "datapackage")
    (tmp_path / "grown").mkdir()
    Desk(tmp_path / "grown", units).build(COLD)
