"""The places of the gazetteer, and postcodes, against another way to work out where they are."""

import csv
import random
import subprocess
from pathlib import Path

import numpy
import pytest
from playwright.sync_api import Page

from ratings_site.pages.find_index import build_find_index
from ratings_site.pages.search import surroundings
from tests.find.asking import ask
from tests.find.directory import PYTHON, drawn_postcodes, run_build
from tests.frozen import frozen_directory

GAZETTEER = Path(__file__).parents[2] / "postcodes" / "gazetteer.csv"


def test_a_place_lies_in_councils_that_there_are_or_in_a_country_elsewhere():
    known = set(surroundings().postcodes) | {"S", "N", "L", "M"}
    rows = list(csv.DictReader(GAZETTEER.read_text(encoding="utf-8").splitlines()))
    assert len([row for row in rows if row["councils"][0] in "EW"]) > 5000
    assert [row for row in rows if not row["councils"] or not set(row["councils"].split()) <= known] == []


# What both packages hold, straight from their files: latitudes and longitudes of places, metres of postcodes.
READ = """
import sys
from array import array
from postcodes.build import read_directory
from postcodes.gazetteer import read_places
rows = [row for row in read_directory() if row[1] and row[2] == row[2] and row[3] == row[3]]
array("d", [number for row in rows for number in row[2:]]).tofile(open(sys.argv[1], "wb"))
open(sys.argv[2], "w").write("\\n".join(row[1] for row in rows))
places = [p for p in read_places() if p["countrycode"] == "GB" and p["admin1code"] in {"ENG", "WLS"}]
lines = [f"{p['name']}\\t{p['population']}\\t{p['latitude']}\\t{p['longitude']}" for p in places]
open(sys.argv[3], "w").write("\\n".join(lines))
"""


def to_grid(latitude: float, longitude: float) -> tuple[float, float]:
    """Metres east and north of the National Grid, by the seven parameters of Ordnance Survey's guide (within 5 m)."""
    phi, lam = numpy.radians([latitude, longitude])
    a, e2 = 6378137.0, 0.00669438
    nu = a / numpy.sqrt(1 - e2 * numpy.sin(phi) ** 2)
    point = numpy.array(
        [nu * numpy.cos(phi) * numpy.cos(lam), nu * numpy.cos(phi) * numpy.sin(lam), nu * (1 - e2) * numpy.sin(phi)]
    )
    rx, ry, rz = numpy.radians(numpy.array([-0.1502, -0.2470, -0.8421]) / 3600)
    turned = numpy.array([[1, -rz, ry], [rz, 1, -rx], [-ry, rx, 1]]) @ point * (1 + 20.4894e-6)
    x, y, z = turned + numpy.array([-446.448, 125.157, -542.060])
    a, b, f0, e0, n0 = 6377563.396, 6356256.909, 0.9996012717, 400000.0, -100000.0
    phi0, lam0 = numpy.radians([49, -2])
    e2, p, phi = 1 - b * b / a / a, numpy.hypot(x, y), numpy.arctan2(z, numpy.hypot(x, y) * (1 - (1 - b * b / a / a)))
    for _ in range(6):
        nu = a / numpy.sqrt(1 - e2 * numpy.sin(phi) ** 2)
        phi = numpy.arctan2(z + e2 * nu * numpy.sin(phi), p)
    lam = numpy.arctan2(y, x) - lam0
    n = (a - b) / (a + b)
    nu = a * f0 / numpy.sqrt(1 - e2 * numpy.sin(phi) ** 2)
    eta2 = nu / (a * f0 * (1 - e2) * (1 - e2 * numpy.sin(phi) ** 2) ** -1.5) - 1
    less, more = phi - phi0, phi + phi0
    m = (
        b
        * f0
        * (
            (1 + n + 1.25 * n**2 + 1.25 * n**3) * less
            - (3 * n + 3 * n**2 + 2.625 * n**3) * numpy.sin(less) * numpy.cos(more)
            + 1.875 * (n**2 + n**3) * numpy.sin(2 * less) * numpy.cos(2 * more)
            - 35 / 24 * n**3 * numpy.sin(3 * less) * numpy.cos(3 * more)
        )
    )
    s, c, t2 = numpy.sin(phi), numpy.cos(phi), numpy.tan(phi) ** 2
    north = m + n0 + nu / 2 * s * c * lam**2 + nu / 24 * s * c**3 * (5 - t2 + 9 * eta2) * lam**4
    east = e0 + nu * c * lam + nu / 6 * c**3 * ((1 + eta2) - t2) * lam**3
    return float(east), float(north)


def test_the_two_ways_to_the_grid_agree():
    assert to_grid(52.65757, 1.71791) == pytest.approx((651536.4, 313135.2), abs=6)  # as osgb says by OSTN15


@pytest.mark.long
@pytest.mark.browser
def test_500_places_lead_to_the_units_of_the_councils_around_them(page: Page, tmp_path: Path):
    run_build("sample", "1")  # the packages are installed
    points, codes, names = (tmp_path / name for name in ("points", "codes", "names"))
    root = Path(__file__).parents[2]
    subprocess.run([PYTHON, "-c", READ, points, codes, names], cwd=root, check=True)
    where = numpy.fromfile(points).reshape(-1, 2)
    councils = numpy.array(codes.read_text().split("\n"))
    entries = {entry.council: entry for entry in build_find_index(frozen_directory(), surroundings()).entries}
    drawn = random.Random(16).sample(names.read_text().split("\n"), 500)  # noqa: S311  the same ones every time
    expected: list[tuple[str, set[str]]] = []
    for name, _, latitude, longitude in (line.split("\t") for line in drawn):
        far = numpy.hypot(*(where - to_grid(float(latitude), float(longitude))).T)
        found, votes = numpy.unique(councils[numpy.argpartition(far, 30)[:30]], return_counts=True)
        most = found[votes >= votes.max()]  # whoever lies on a border may have others too, by a postcode more or less
        units = {target for code in most if code in entries for target in entries[code].targets}
        expected.append((name, units))
    assert all(units for _, units in expected)
    answers = ask(page, *(name for name, _ in expected))
    assert [
        (name, units, answer["addresses"])
        for (name, units), answer in zip(expected, answers, strict=True)
        if not units & {address.split("/")[1] for address in answer["addresses"]}
    ] == []


@pytest.mark.long
@pytest.mark.browser
def test_2000_postcodes_lead_to_the_units_of_their_councils(page: Page):
    entries = {entry.council: entry for entry in build_find_index(frozen_directory(), surroundings()).entries}
    rows = drawn_postcodes(2_000)
    answers = ask(page, *(row["postcode"] for row in rows))
    assert [
        (row, answer["addresses"])
        for row, answer in zip(rows, answers, strict=True)
        if [address.split("/")[1] for address in answer["addresses"]] != list(entries[row["lad_code"]].targets)
    ] == []
