"""Every kind of problem, made in a copy of the real package: one mistake gives its own message and no other."""

from pathlib import Path

import pytest

from ratings_site.check import read
from ratings_site.check.issues import KINDS
from ratings_site.check.report import render_report
from tests.check import (
    damaged_cells,
    damaged_descriptors,
    damaged_files,
    damaged_ratings,
    damaged_rules,
    damaged_tables,
)
from tests.check.cases import Case, pattern_of
from tests.check.copies import REAL, Copy, copy_of

CASES = (
    *damaged_files.CASES,
    *damaged_tables.CASES,
    *damaged_cells.CASES,
    *damaged_ratings.CASES,
    *damaged_rules.CASES,
    *damaged_descriptors.CASES,
)
KINDS_OF_CHANGES = {name for name, kind in KINDS.items() if kind["message"] == "{message}"}
"""Their messages are made where two packages are compared, and tested there."""

ELSEWHERE = {"no-folder", "unreadable-file", "package-too-large", "too-many-problems"}
"""Kinds that no damage to a copy makes; `test_bounds.py` and `test_packages.py` have them."""
BESIDE_A_RELEASE = {"row-under-another-key", "row-gone", "letters-lost"}
"""Kinds that a comparison with the last release finds; `test_released.py` has them."""


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.kind}: {case.claim}")
def test_a_mistake_is_reported_once_at_its_place_with_what_to_do(case: Case, tmp_path: Path) -> None:
    copy = copy_of(REAL, tmp_path / "package")
    line = case.damage(copy)
    checked = read(copy.folder)
    said = render_report(checked.issues, package=Path()).rsplit("\n", 3)[0]
    assert pattern_of(case, line, Copy(REAL)).fullmatch(said), said
    assert {issue.check for issue in checked.issues} == {case.kind}
    assert (checked.tables is None) == (KINDS[case.kind]["severity"] == "failure")


def test_every_kind_has_a_case() -> None:
    assert {case.kind for case in CASES} | ELSEWHERE | BESIDE_A_RELEASE == set(KINDS) - KINDS_OF_CHANGES


def test_the_real_package_has_no_problems() -> None:
    assert read(REAL).issues == ()
