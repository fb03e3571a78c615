"""The postcode files: every council right, nothing too large, and the files those that were made."""

import csv
import hashlib
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postcodes import sectors
from tests.find.directory import drawn_postcodes, run_build

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "postcodes"


def the_files() -> dict[str, str]:
    return {f"areas/{path.name}": path.read_text(encoding="utf-8") for path in (FOLDER / "areas").iterdir()}


def rows_of(name: str) -> list[dict[str, str]]:
    with (Path(__file__).parent / name).open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_the_files_are_the_ones_that_were_made():
    listed = dict(reversed(line.split("  ")) for line in (FOLDER / "SHA256SUMS").read_text().splitlines())
    found = ["about.json", "gazetteer.csv", *the_files()]
    assert listed == {path: hashlib.sha256((FOLDER / path).read_bytes()).hexdigest() for path in found}


def test_no_file_is_larger_than_15_kilobytes():
    assert [path for path, text in the_files().items() if len(text.encode()) > 15_000] == []


def test_the_postcodes_of_25_council_offices_are_in_their_councils():
    known, rows = sectors.read(the_files()), rows_of("postcode_check.csv")
    assert len(rows) == 25
    assert [sectors.find(row["postcode"], known) for row in rows] == [row["lad_code"] for row in rows]


def test_a_sample_drawn_from_frozen_directory_is_found_without_an_error():
    known, rows = sectors.read(the_files()), rows_of("postcode_sample.csv")
    assert len(rows) == 300
    assert [sectors.find(row["postcode"], known) for row in rows] == [row["lad_code"] for row in rows]


@pytest.mark.parametrize("postcode", ["ZZ99 9ZZ", "LS99 1AA", "AB10 1AA", "LS1 1VV"])
def test_a_postcode_that_is_not_there_is_in_no_council(postcode):
    assert sectors.find(postcode, sectors.read(the_files())) == ""


def test_a_postcode_that_is_not_there_is_in_no_council_where_a_sector_has_several():
    units = {0: "E08000035", 1: "E08000035", 5: "E08000036"}
    rows = [("LS1 1AA", "E08000035"), ("LS1 1AB", "E08000035"), ("LS1 1AG", "E08000036")]
    assert sectors.gather(rows) == {("LS1", "1"): units}
    known = sectors.read({"areas/ls.json": sectors.render("LS", {("LS1", "1"): units})})
    asked = ["LS1 1AA", "LS1 1AB", "LS1 1AD", "LS1 1AG", "LS1 1ZZ"]
    assert [sectors.find(postcode, known) for postcode in asked] == ["E08000035", "E08000035", "", "E08000036", ""]


def test_a_sector_across_the_border_says_which_postcodes_are_in_scotland():
    rows = [("TD151AA", "E06000057"), ("TD151AB", "S12000026"), ("TD151AD", "")]
    assert sectors.gather(rows) == {("TD15", "1"): {0: "E06000057", 1: "S"}}


COUNCILS = ["E06000001", "E06000002", "E06000003", "S"]


@given(st.dictionaries(st.integers(0, 399), st.sampled_from(COUNCILS), min_size=1))
def test_whatever_is_written_is_read_back(units):
    found = sectors.decode(sectors.encode(units, COUNCILS), COUNCILS)
    if len(set(units.values())) == 1:
        assert found == next(iter(units.values()))
    else:
        assert found == [units.get(unit, "") for unit in range(400)]


def test_every_sector_has_its_councils_with_the_most_postcodes_first():
    for path, text in the_files().items():
        data = json.loads(text)
        for key, sector in data["sectors"].items():
            found = sectors.decode(sector, data["councils"])
            names = [data["councils"][sectors.DIGITS.index(name)] for name in sector.partition(" ")[0]]
            if not isinstance(found, str):
                counts = [found.count(name) for name in names]
                assert counts == sorted(counts, reverse=True), (path, key)


@pytest.mark.long
def test_100_000_postcodes_drawn_from_frozen_directory_are_found_without_an_error():
    rows, known = drawn_postcodes(100_000), sectors.read(the_files())
    assert len(rows) == 100_000
    assert [row for row in rows if sectors.find(row["postcode"], known) != row["lad_code"]] == []


@pytest.mark.long
def test_the_files_are_what_the_locked_directory_gives_and_every_postcode_reads_back():
    assert run_build("check").endswith("\n0 problems\n")
