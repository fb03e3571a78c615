"""Packages of more units than there are: every guard holds that a build has, at each size from which pages change."""

from pathlib import Path

import pytest

from benchmarks.speed import COLD, Desk
from ratings_site.model.directory import MOST_IN_A_LIST


@pytest.mark.long
@pytest.mark.parametrize("units", [MOST_IN_A_LIST, MOST_IN_A_LIST + 1, 3 * MOST_IN_A_LIST])
def test_a_package_of_more_units_is_published_with_every_guard_on(units: int, tmp_path: Path) -> None:
    Desk(tmp_path, units).build(COLD)
