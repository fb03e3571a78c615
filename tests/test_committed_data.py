"""The tables in `datapackage/`, read without the checker: the rules that no new fact may break, whoever edits them.

The facts of the annual report they began from (`seed_facts`) are held against the first release, which nobody edits.
"""

import csv
import io
import json
import re
import zipfile
from collections import Counter
from datetime import date, datetime
from functools import cache
from pathlib import Path

import pytest

from tests import seed_facts as seed
from tools import audit

PROJECT = Path(__file__).parent.parent
FOLDER = PROJECT / "datapackage"
FIRST_RELEASE = PROJECT / "releases" / "1.0.0.zip"
DESCRIPTOR = json.loads((FOLDER / "datapackage.json").read_text(encoding="utf-8"))
RESOURCES = {resource["name"]: resource for resource in DESCRIPTOR["resources"]}
TABLES = tuple(RESOURCES)
POINTS = {"Outstanding": 3, "Good": 2, "Requires improvement": 1, "Inadequate": 0}
CURRENT, EARLIER = "core-2023", "pdu-2021"

Row = dict[str, str]


@cache
def rows(table: str) -> tuple[Row, ...]:
    with (FOLDER / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file, strict=True))


@cache
def released(table: str) -> tuple[Row, ...]:
    """A table of the first release."""
    with zipfile.ZipFile(FIRST_RELEASE) as archive, archive.open(f"{table}.csv") as file:
        return tuple(csv.DictReader(io.TextIOWrapper(file, encoding="utf-8", newline=""), strict=True))


def by_key(table: str) -> dict[str, Row]:
    (key,) = RESOURCES[table]["schema"]["primaryKey"]
    return {row[key]: row for row in rows(table)}


def inspections_of(programme_id: str, area_type: str) -> list[Row]:
    return [row for row in rows("inspections") if row["programme_id"] == programme_id and row["area_type"] == area_type]


def ratings_of(inspection_id: str) -> dict[str, Row]:
    return {row["standard_id"]: row for row in rows("ratings") if row["inspection_id"] == inspection_id}


def standards_of(programme_id: str, area_type: str) -> dict[str, str]:
    """Identifier and name of each standard of a programme and kind of area."""
    return {
        row["standard_id"]: row["name"]
        for row in rows("standards")
        if row["programme_id"] == programme_id and row["area_type"] == area_type
    }


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


def test_every_quotation_says_whose_words_they_are():
    for table in ("findings", "statistics"):
        assert all(row["basis"] in {"stated", "reported"} for row in rows(table))


def test_an_inspection_counts_its_recommendations_and_days_with_their_sources():
    for row in rows("inspections"):
        assert bool(row["recommendations"]) == bool(row["recommendations_source_id"]), row["inspection_id"]
        days = {bool(row[name]) for name in ("fieldwork_from", "fieldwork_to", "fieldwork_precision")}
        assert days == {bool(row["fieldwork_source_id"])}, row["inspection_id"]
        assert row["fieldwork_from"] <= row["fieldwork_to"], row["inspection_id"]


def test_a_score_that_a_rated_pdu_lacks_has_a_reason():
    rated = {row["programme_id"] for row in rows("programmes") if row["rated"] == "yes"}
    for row in rows("inspections"):
        lacks = not row["overall"] or (row["area_type"] == "pdu" and row["programme_id"] in rated and not row["score"])
        assert bool(row["absence"]) == lacks, row["inspection_id"]
        assert bool(row["overall"]) == (row["overall_basis"] != "not available"), row["inspection_id"]
        assert bool(row["score"]) == bool(row["score_basis"]), row["inspection_id"]


def test_what_a_missing_rating_can_be_is_what_its_totals_leave():
    for row in rows("ratings"):
        possible = row["possible"].split("|") if row["possible"] else []
        assert possible == sorted(possible, key=lambda rating: -POINTS[rating]), row
        assert not possible or not row["rating"], row


def test_an_address_says_what_stands_there():
    for row in rows("publications"):
        assert bool(row["url"]) == bool(row["url_kind"]), row["publication_id"]


# Places and PDUs


def test_every_living_pdu_has_a_place_and_every_place_a_living_pdu():
    assert {row["pdu_id"] for row in rows("places")} == {row["pdu_id"] for row in rows("pdus") if not row["closed"]}


def test_a_council_area_that_two_pdus_share_is_never_whole_for_either():
    councils = [row for row in rows("places") if row["place_type"] in audit.COUNCILS]
    shared = {code for code, count in Counter(row["lad_code"] for row in councils).items() if count > 1}
    assert {row["extent"] for row in councils if row["lad_code"] in shared} <= {"part"}


# What must hold of any state of the tables


@pytest.mark.parametrize("table", TABLES)
def test_a_file_has_the_columns_of_the_descriptor_and_plain_bytes(table):
    content = (FOLDER / RESOURCES[table]["path"]).read_bytes()
    assert not content.startswith(b"\xef\xbb\xbf")
    assert b"\r" not in content
    assert content.endswith(b"\n")
    header = next(csv.reader(content.decode("utf-8").splitlines()))
    assert header == [field["name"] for field in RESOURCES[table]["schema"]["fields"]]


@pytest.mark.parametrize("table", TABLES)
def test_no_cell_is_padded_or_looks_like_a_formula(table):
    odd = [
        (number, cell)
        for number, row in enumerate(rows(table), start=2)
        for cell in row.values()
        if cell != " ".join(cell.split()) or re.match(r"[=+\-@]", cell)
    ]
    assert odd == []


@pytest.mark.parametrize("table", TABLES)
def test_keys_are_filled_and_unique(table):
    keys = [tuple(row[part] for part in RESOURCES[table]["schema"]["primaryKey"]) for row in rows(table)]
    assert len(set(keys)) == len(keys)
    assert all(key[0] for key in keys)


@pytest.mark.parametrize("table", TABLES)
def test_every_reference_finds_its_row(table):
    for foreign in RESOURCES[table]["schema"].get("foreignKeys", []):
        (column,), (target,) = foreign["fields"], foreign["reference"]["fields"]
        known = {row[target] for row in rows(foreign["reference"]["resource"] or table)}
        assert {row[column] for row in rows(table)} - {""} <= known


@pytest.mark.parametrize("table", [name for name in TABLES if "mayBeEmpty" not in RESOURCES[name]])
def test_every_row_names_its_source_and_no_table_of_facts_is_empty(table):
    assert rows(table)
    if table != "sources":
        assert all(row["source_id"] for row in rows(table))


def test_every_address_is_secure_and_report_addresses_are_the_inspectorates():
    addresses = {row["url"] for table in ("sources", "publications") for row in rows(table)}
    assert all(address.startswith("https://") for address in addresses - {""})
    reports = {row["report_url"] for row in rows("inspections")} - {""}
    assert all(address.startswith("https://hmiprobation.justiceinspectorates.gov.uk/") for address in reports)


def test_every_column_has_a_title_a_description_and_a_type():
    fields = [field for resource in RESOURCES.values() for field in resource["schema"]["fields"]]
    assert all(field["title"] and field["description"].endswith(".") and field["type"] for field in fields)


def test_a_date_lies_between_2001_and_the_packages_own_day():
    last = datetime.fromisoformat(DESCRIPTOR["created"]).date()
    for table, resource in RESOURCES.items():
        columns = [field["name"] for field in resource["schema"]["fields"] if field["type"] == "date"]
        days = {date.fromisoformat(row[column]) for row in rows(table) for column in columns if row[column]}
        assert all(date(2001, 1, 1) <= day <= last for day in days), table


@pytest.mark.parametrize(
    ("table", "column"),
    [
        ("inspections", "published"),
        ("publications", "published"),
        ("programmes", "started"),
        ("programmes", "ended"),
        ("pdu_changes", "as_at"),
        ("places", "as_at"),
        ("statistics", "as_at"),
    ],
)
def test_a_date_known_to_the_month_or_year_is_written_as_its_first_day(table, column):
    endings = {"day": "", "month": "-01", "year": "-01-01"}
    for row in rows(table):
        precision = row[f"{column}_precision"]
        assert bool(row[column]) == bool(precision), row
        assert not row[column] or row[column].endswith(endings[precision]), row


def test_an_inspection_is_of_the_area_its_kind_demands():
    filled = {"pdu": (True, False), "region": (False, True)}
    for row in rows("inspections"):
        expected = filled.get(row["area_type"], (False, False))
        assert (bool(row["pdu_id"]), bool(row["region_id"])) == expected, row


def test_an_inspection_is_not_rated_exactly_where_its_programme_gives_no_ratings():
    unrated = {row["programme_id"] for row in rows("programmes") if row["rated"] == "no"}
    assert {row["programme_id"] for row in rows("inspections") if row["overall"] == "Not rated"} == unrated
    assert all(row["overall"] == "Not rated" for row in rows("inspections") if row["programme_id"] in unrated)


@pytest.mark.parametrize("programme_id", [CURRENT, "national-2025"])
def test_an_inspection_of_a_programme_since_2023_has_one_rating_row_for_each_standard(programme_id):
    for row in rows("inspections"):
        if row["programme_id"] == programme_id:
            expected = set(standards_of(programme_id, row["area_type"]))
            assert set(ratings_of(row["inspection_id"])) == expected, row["inspection_id"]


def test_every_rating_is_of_a_standard_of_its_inspections_programme_and_kind_of_area():
    inspections, standards = by_key("inspections"), by_key("standards")
    for row in rows("ratings"):
        inspection, standard = inspections[row["inspection_id"]], standards[row["standard_id"]]
        assert (inspection["programme_id"], inspection["area_type"]) == (
            standard["programme_id"],
            standard["area_type"],
        )


def test_a_rating_is_empty_exactly_where_it_is_not_available_and_a_derived_one_says_from_what():
    for row in rows("ratings"):
        assert (row["rating"] == "") == (row["basis"] == "not available") == bool(row["absence"]), row
        assert row["note"] or row["basis"] != "derived", row


@pytest.mark.parametrize("programme_id", [CURRENT, EARLIER])
def test_a_score_is_the_sum_of_its_ratings_or_within_what_the_known_ones_allow(programme_id):
    standards = standards_of(programme_id, "pdu")
    for row in inspections_of(programme_id, "pdu"):
        known = [POINTS[r["rating"]] for r in ratings_of(row["inspection_id"]).values() if r["rating"]]
        least, most = sum(known), sum(known) + 3 * (len(standards) - len(known))
        if row["score"]:
            assert least <= int(row["score"]) <= most, row["inspection_id"]
        else:
            assert least < most, row["inspection_id"]


def test_the_overall_rating_agrees_with_the_score_wherever_a_band_covers_it():
    for row in rows("inspections"):
        for band in rows("score_bands"):
            same = (band["programme_id"], band["area_type"]) == (row["programme_id"], row["area_type"])
            if same and row["score"] and int(band["score_from"]) <= int(row["score"]) <= int(band["score_to"]):
                assert row["overall"] == band["overall"], row["inspection_id"]


def test_every_set_of_totals_adds_up_to_its_number_of_inspections():
    sums: Counter[tuple[str, str, str]] = Counter()
    for row in rows("rating_totals"):
        sums[row["set_id"], row["standard_id"], row["inspections"]] += int(row["count"])
    assert all(total == int(inspections) for (_, _, inspections), total in sums.items())


def test_no_inspection_was_published_before_its_programme_began():
    programmes = by_key("programmes")
    for row in rows("inspections"):
        programme = programmes[row["programme_id"]]
        length = {"": 0, "year": 4, "month": 7, "day": 10}[row["published_precision"]]
        assert row["published"][:length] >= programme["started"][:length], row["inspection_id"]


def test_no_area_has_two_inspections_of_one_programme_on_one_date():
    areas = Counter(
        (row["programme_id"], row["pdu_id"], row["region_id"], row["published"])
        for row in rows("inspections")
        if row["pdu_id"] or row["region_id"]
    )
    assert max(areas.values()) == 1


def test_each_inspection_has_exactly_one_publication_with_its_date():
    reports = {row["inspection_id"]: row for row in rows("publications") if row["inspection_id"]}
    assert sum(bool(row["inspection_id"]) for row in rows("publications")) == len(reports)
    assert {(key, row["published"], row["published_precision"]) for key, row in reports.items()} == {
        (row["inspection_id"], row["published"], row["published_precision"]) for row in rows("inspections")
    }


def test_a_closed_pdu_ends_in_a_successor_that_lives():
    living = {row["pdu_id"] for row in rows("pdus") if not row["closed"]}
    ends = [row for row in rows("pdu_changes") if row["change"] in ("split", "merged")]
    assert {row["pdu_id"] for row in ends} == {row["pdu_id"] for row in rows("pdus") if row["closed"]}
    assert {row["successor_id"] for row in ends} <= living


def test_no_name_means_two_pdus_and_none_is_typed_twice():
    plain = Counter(
        re.sub(r"[\s\-–—'’]", "", row["name"]).casefold() for table in ("pdus", "pdu_names") for row in rows(table)
    )
    assert [name for name, count in plain.items() if count > 1] == []


def _iso(day: str) -> str:
    return datetime.strptime(day, "%d/%m/%Y").date().isoformat()  # noqa: DTZ007 - a day has no time zone
