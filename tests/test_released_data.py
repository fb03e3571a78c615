"""What was released: the facts of the annual report in the first release, and the audit of the newest frozen one.

The tables of today hold no claim of a test: what must be true of them, whoever edits them, the check says.
"""

import csv
import io
import zipfile
from collections import Counter
from datetime import datetime
from functools import cache
from pathlib import Path

import pytest

from tests import seed_facts as seed
from tests.frozen import released_rows
from tools import audit

PROJECT = Path(__file__).parent.parent
FIRST_RELEASE = PROJECT / "releases" / "1.0.0.zip"
CURRENT = "core-2023"

Row = dict[str, str]


@cache
def rows(table: str) -> tuple[Row, ...]:
    return tuple(released_rows(table))


@cache
def released(table: str) -> tuple[Row, ...]:
    """A table of the first release."""
    with zipfile.ZipFile(FIRST_RELEASE) as archive, archive.open(f"{table}.csv") as file:
        return tuple(csv.DictReader(io.TextIOWrapper(file, encoding="utf-8", newline=""), strict=True))


# What the annual report says, and the first release


def reported_pdus() -> list[Row]:
    """The 24 inspections of the annual report: those of the current programme dated in 2024."""
    return [
        row
        for row in released("inspections")
        if (row["programme_id"], row["area_type"]) == (CURRENT, "pdu") and row["published"].startswith("2024")
    ]


def names_of_standards(area_type: str) -> dict[str, str]:
    return {
        row["standard_id"]: row["name"]
        for row in released("standards")
        if (row["programme_id"], row["area_type"]) == (CURRENT, area_type)
    }


def test_the_twelve_regions_carry_the_numbers_of_the_reports_map():
    assert {int(row["map_number"]): row["name"] for row in released("regions")} == seed.REGION_NUMBERS


def test_the_24_inspections_have_the_region_day_and_score_of_appendix_2():
    pdus = {row["pdu_id"]: row for row in released("pdus")}
    regions = {row["region_id"]: row["name"] for row in released("regions")}
    names = {row["name"]: row["pdu_id"] for table in ("pdu_names", "pdus") for row in released(table)}
    committed = {
        (row["pdu_id"], regions[pdus[row["pdu_id"]]["region_id"]], row["published"], int(row["score"]))
        for row in reported_pdus()
    }
    stated = {
        (names[pdu], region.replace("Surrey, and", "Surrey and"), _iso(day), score)
        for pdu, region, day, score in seed.APPENDIX_2
    }
    assert committed == stated
    assert Counter(row["overall"] for row in reported_pdus()) == seed.OVERALL_OF_PDUS


@pytest.mark.parametrize(
    ("set_id", "area_type", "expected"),
    [
        ("annual-report-2024-pdus", "pdu", seed.PDU_TOTALS),
        (
            "annual-report-2024-regions",
            "region",
            {name: {rating: len(seed.REGIONS_INSPECTED)} for name, rating in seed.REGION_RATINGS.items()},
        ),
    ],
)
def test_the_published_totals_are_those_of_the_report(set_id, area_type, expected):
    totals: dict[str, dict[str, int]] = {}
    for row in released("rating_totals"):
        if row["set_id"] == set_id and row["count"] != "0":
            name = names_of_standards(area_type)[row["standard_id"]]
            totals.setdefault(name, {})[row["rating"]] = int(row["count"])
    assert totals == expected


@pytest.mark.parametrize("region", seed.REGIONS_INSPECTED)
def test_an_inspected_region_has_the_ratings_the_report_gives_all_three(region):
    (region_id,) = (row["region_id"] for row in released("regions") if row["name"] == region)
    (inspection,) = (
        row for row in released("inspections") if (row["programme_id"], row["region_id"]) == (CURRENT, region_id)
    )
    ratings = [row for row in released("ratings") if row["inspection_id"] == inspection["inspection_id"]]
    names = names_of_standards("region")
    assert {names[row["standard_id"]]: row["rating"] for row in ratings} == seed.REGION_RATINGS
    assert inspection["overall"] == "Requires improvement"


def test_every_title_of_appendix_1_is_a_publication_of_its_kind():
    listed = {(kind, title) for kind, titles in seed.APPENDIX_1.items() for title in titles}
    assert listed <= {(row["type"], row["title"]) for row in released("publications")}


def test_every_published_percentage_has_the_reports_value():
    figures = {row["statistic_id"]: row for row in released("statistics")}
    assert {key: float(figures[key]["value"]) for key in seed.PERCENTAGES} == seed.PERCENTAGES
    assert {row["rating"]: int(row["sufficient_from"]) for row in released("rating_scale")} == seed.BANDS


def test_each_of_the_fifteen_figures_says_what_is_left_of_it():
    expected = dict.fromkeys(range(1, seed.FIGURE_COUNT + 1), "lost")
    expected |= dict.fromkeys(seed.FIGURES_REDRAWABLE, "complete")
    expected |= dict.fromkeys(seed.FIGURES_IN_PART, "partial")
    assert {int(row["number"]): row["status"] for row in released("figures")} == expected


def test_every_example_of_good_practice_that_names_a_pdu_is_there():
    names = {row["pdu_id"]: row["name"] for row in released("pdus")}
    found = Counter((row["section"], names[row["pdu_id"]]) for row in released("practice_examples"))
    assert found == Counter((section, pdu) for section, pdus in seed.PRACTICE.items() for pdu in pdus)


# The audit


@pytest.mark.parametrize("check", audit.CHECKS, ids=lambda check: check.__name__)
def test_the_audit_finds_nothing(check):
    assert list(check(rows)) == []


def test_the_audit_finds_a_name_that_no_list_prints():
    (row,) = (row for row in rows("places") if row["place"] == "Tewkesbury" and row["place_type"] == "local authority")
    renamed = row | {"place": "North Gloucestershire"}
    assert list(audit.check_council_names({"places": (renamed,)}.__getitem__)) == [
        "places North Gloucestershire/local authority/gloucestershire: ons-lookup-2021 calls E07000083 Tewkesbury"
    ]


def test_the_audit_finds_a_denial_and_a_newspaper_that_passes_for_the_inspectorate():
    found = {"ratings": ({**rows("ratings")[0], "basis": "stated", "note": "No source we hold gives it."},)}
    found["sources"] = tuple(row | {"publisher_type": "press"} for row in rows("sources"))
    reader = lambda table: found.get(table, ())  # noqa: E731 - a table of one row
    key = "/".join(found["ratings"][0][name] for name in ("inspection_id", "standard_id"))
    source = found["ratings"][0]["source_id"]
    assert list(audit.check_denials(reader)) == [f"ratings {key}: note says “No source we”"]
    assert list(audit.check_basis(reader)) == [f"ratings {key}: basis is stated, and {source} is reported"]


def test_the_annual_report_is_held_against_its_text():
    text = "Across all our inspections, this was good.\nIn 7 per cent of cases it was not."
    said = list(audit.check_report(text, rows))
    assert "statistics: the report prints 7 per cent, and no row has it" in said
    assert any(one.startswith("findings annual-report-2024-retention: the report does not print") for one in said)
    assert "the report: Appendix 2 could not be read" in said


def _iso(day: str) -> str:
    return datetime.strptime(day, "%d/%m/%Y").date().isoformat()  # noqa: DTZ007 - a day has no time zone
