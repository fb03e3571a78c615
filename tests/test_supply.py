"""The locks are in step, the licences are there, and the bill of materials names everything."""

import json
import tomllib
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from ratings_site.publish.supply import read_pins, render_supply

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
WANTED = {
    "requirements.txt": PROJECT["project"]["dependencies"],
    "requirements-dev.txt": [*PROJECT["project"]["dependencies"], *PROJECT["dependency-groups"]["dev"]],
    "requirements-postcodes.txt": PROJECT["dependency-groups"]["postcodes"],
    "requirements-csvw.txt": PROJECT["dependency-groups"]["csvw"],
    "requirements-mutation.txt": PROJECT["dependency-groups"]["mutation"][1:],
}


def pins(lock: str) -> dict[str, str]:
    found = read_pins((ROOT / lock).read_text(encoding="utf-8"))
    return {canonicalize_name(name): version for name, version in found.items()}


@pytest.mark.parametrize("lock", WANTED)
def test_each_lock_is_in_step_with_what_the_project_asks_for(lock: str) -> None:
    locked = pins(lock)
    wanted = [Requirement(line) for line in WANTED[lock]]
    assert [
        str(one) for one in wanted if not one.specifier.contains(locked.get(canonicalize_name(one.name), "0"))
    ] == []


def test_the_tests_run_with_the_libraries_that_the_site_is_made_with() -> None:
    assert pins("requirements.txt").items() <= pins("requirements-dev.txt").items()
    assert pins("requirements-dev.txt").items() <= pins("requirements-mutation.txt").items()


def test_every_pin_has_a_hash() -> None:
    for lock in WANTED:
        pinned = (ROOT / lock).read_text(encoding="utf-8").split("\n")
        without = [line for line, after in pairwise(pinned) if "==" in line and "--hash" not in after]
        assert without == [], lock


def test_the_bill_of_materials_names_every_library_of_the_lock_with_its_licence() -> None:
    files = render_supply(ROOT, "", date(2026, 11, 26))
    bill = json.loads(files["sbom.cdx.json"])
    assert {part["name"]: part["version"] for part in bill["components"]} == read_pins(
        (ROOT / "requirements.txt").read_text(encoding="utf-8")
    )
    licences = {
        part["name"]: part["licenses"][0]["license"]["name"] for part in bill["components"] if "licenses" in part
    }
    assert (licences["mkdocs-material"], licences["vl-convert-python"]) == ("MIT", "BSD-3-Clause")
    assert sorted(files) == ["licences.md", "sbom.cdx.json"]


def test_the_page_of_licences_has_the_text_that_each_licence_wants_to_be_passed_on() -> None:
    page = render_supply(ROOT, "", date(2026, 11, 26))["licences.md"]
    for holder in ("the contributors to Probation ratings", "Martin Donath"):
        assert page.count(holder) == 1


def test_security_txt_says_whom_to_tell_and_until_when() -> None:
    files = render_supply(ROOT, "mailto:a@ratings.example", date(2026, 11, 26))
    assert files["security.txt"] == (
        "Contact: mailto:a@ratings.example\nExpires: 2027-11-25T00:00:00Z\nPreferred-Languages: en, cy\n"
    )
