"""The tables in `datapackage/`, read without the checker: what they must say, whoever edits them.

The first half holds them against the annual report they began from (`seed_facts`), the second half against the rules
that no new fact may break.
"""

import csv
import json
import re
from collections import Counter
from datetime import date, datetime
from functools import cache
from pathlib import Path

import pytest

from tests import seed_facts as seed

FOLDER = Path(__file__).parent.parent / "datapackage"
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


def by_key(table: str) -> dict[str, Row]:
    (key,) = RESOURCES[table]["schema"]["primaryKey"]
    return {row[key]: row for row in rows(table)}


def names_of_pdus() -> dict[str, str]:
    """Every name a PDU has or had, and the PDU it means."""
    return {row["name"]: row["pdu_id"] for table in ("pdu_names", "pdus") for row in rows(table)}


def inspections_of(programme_id: str, area_type: str) -> list[Row]:
    return [row for row in rows("inspections") if row["programme_id"] == programme_id and row["area_type"] == area_type]


def reported_pdus() -> list[Row]:
    """The 24 inspections of the annual report: those of the current programme dated in 2024."""
    return [row for row in inspections_of(CURRENT, "pdu") if row["published"].startswith("2024")]


def ratings_of(inspection_id: str) -> dict[str, Row]:
    return {row["standard_id"]: row for row in rows("ratings") if row["inspection_id"] == inspection_id}


def standards_of(programme_id: str, area_type: str) -> dict[str, str]:
    """Identifier and name of each standard of a programme and kind of area."""
    return {
        row["standard_id"]: row["name"]
        for row in rows("standards")
        if row["programme_id"] == programme_id and row["area_type"] == area_type
    }


# What the annual report says


def test_the_twelve_regions_carry_the_numbers_of_the_reports_map():
    assert {int(row["map_number"]): row["name"] for row in rows("regions")} == seed.REGION_NUMBERS


def test_the_24_inspections_have_the_region_day_and_score_of_appendix_2():
    pdus, regions, names = by_key("pdus"), by_key("regions"), names_of_pdus()
    committed = {
        (row["pdu_id"], regions[pdus[row["pdu_id"]]["region_id"]]["name"], row["published"], int(row["score"]))
        for row in reported_pdus()
    }
    stated = {
        (names[pdu], region.replace("Surrey, and", "Surrey and"), _iso(day), score)
        for pdu, region, day, score in seed.APPENDIX_2
    }
    assert committed == stated
    assert {row["published_precision"] for row in reported_pdus()} == {"day"}


def test_ten_pdus_require_improvement_and_fourteen_are_inadequate():
    assert Counter(row["overall"] for row in reported_pdus()) == seed.OVERALL_OF_PDUS


def test_only_the_overall_rating_of_hull_and_east_riding_is_derived():
    derived = [row["inspection_id"] for row in rows("inspections") if row["overall_basis"] == "derived"]
    assert derived == ["hull-and-east-riding-2024"]


def test_the_published_totals_of_the_pdus_are_those_of_the_report():
    assert _totals("annual-report-2024-pdus", standards_of(CURRENT, "pdu")) == seed.PDU_TOTALS


def test_the_published_totals_of_the_regions_are_those_of_the_report():
    expected = {name: {rating: len(seed.REGIONS_INSPECTED)} for name, rating in seed.REGION_RATINGS.items()}
    assert _totals("annual-report-2024-regions", standards_of(CURRENT, "region")) == expected


def test_the_scores_and_the_published_totals_add_up_to_the_same_points():
    scores = sum(int(row["score"]) for row in reported_pdus())
    totals = sum(
        POINTS[row["rating"]] * int(row["count"])
        for row in rows("rating_totals")
        if row["set_id"] == "annual-report-2024-pdus"
    )
    assert (scores, totals) == (78, 78)


@pytest.mark.parametrize("region", seed.REGIONS_INSPECTED)
def test_an_inspected_region_has_the_ratings_the_report_gives_all_three(region):
    (region_id,) = (row["region_id"] for row in rows("regions") if row["name"] == region)
    (inspection,) = (row for row in inspections_of(CURRENT, "region") if row["region_id"] == region_id)
    names = standards_of(CURRENT, "region")
    ratings = ratings_of(inspection["inspection_id"]).values()
    assert {names[row["standard_id"]]: row["rating"] for row in ratings} == seed.REGION_RATINGS
    assert {row["basis"] for row in ratings} == {"stated"}
    assert inspection["overall"] == "Requires improvement"


def test_seventy_of_the_168_ratings_of_the_24_pdus_are_known():
    bases = Counter(row["basis"] for i in reported_pdus() for row in ratings_of(i["inspection_id"]).values())
    assert bases == {"stated": 20, "derived": 50, "not available": 98}


def test_what_the_sources_leave_open_stays_open():
    bedfordshire = ratings_of("bedfordshire-2024")
    west_sussex = ratings_of("west-sussex-2024")
    open_cells = [
        bedfordshire["core-2023-pdu-planning"],
        bedfordshire["core-2023-pdu-reviewing"],
        west_sussex["core-2023-pdu-leadership"],
        west_sussex["core-2023-pdu-staffing"],
    ]
    assert {(row["rating"], row["basis"]) for row in open_cells} == {("", "not available")}
    assert by_key("inspections")["west-kent-2022"]["score"] == ""


def test_every_title_of_appendix_1_is_a_publication_of_its_kind():
    covered = {(row["type"], row["title"]) for row in rows("publications")}
    listed = {(kind, title) for kind, titles in seed.APPENDIX_1.items() for title in titles}
    assert listed <= covered
    assert len(listed) == 45


def test_the_annual_report_and_the_report_on_serious_further_offences_are_publications():
    assert [row["title"] for row in rows("publications") if row["type"] == "Annual report"] == [
        "2024 Annual Report: inspection of probation services",
        "SFO annual report",
    ]


def test_every_published_percentage_has_the_reports_value():
    figures = by_key("statistics")
    assert {key: float(figures[key]["value"]) for key in seed.PERCENTAGES} == seed.PERCENTAGES


def test_seventy_per_cent_of_court_reports_are_insufficient_and_nothing_else_is_so_in_per_cent():
    insufficient = [row for row in rows("statistics") if row["direction"] == "insufficient"]
    assert [row["statistic_id"] for row in insufficient if row["unit"].startswith("per cent")] == [
        "court-psr-insufficient"
    ]


def test_all_figures_of_the_report_but_the_rating_bands_are_statistics():
    assert len(rows("statistics")) == 111 - len(seed.BANDS)
    assert {row["rating"]: int(row["sufficient_from"]) for row in rows("rating_scale")} == seed.BANDS


def test_the_score_statistics_equal_the_scores_of_the_inspections():
    names = names_of_pdus()
    figures = {
        names[row["area"].removesuffix(" PDU")]: (int(row["value"]), row["as_at"])
        for row in rows("statistics")
        if row["topic"] == "PDU composite scores"
    }
    assert figures == {row["pdu_id"]: (int(row["score"]), row["published"]) for row in reported_pdus()}


def test_the_bands_meet_without_gap_or_overlap():
    scale = sorted(rows("rating_scale"), key=lambda row: int(row["sufficient_from"]))
    ends = [int(row["sufficient_below"]) for row in scale[:-1]]
    assert [int(row["sufficient_from"]) for row in scale] == [0, *ends]
    assert scale[-1]["sufficient_below"] == ""
    assert {row["rating"]: int(row["points"]) for row in scale} == POINTS


def test_each_of_the_fifteen_figures_says_what_is_left_of_it():
    status = {int(row["number"]): row["status"] for row in rows("figures")}
    expected = dict.fromkeys(range(1, seed.FIGURE_COUNT + 1), "lost")
    expected |= dict.fromkeys(seed.FIGURES_REDRAWABLE, "complete")
    expected |= dict.fromkeys(seed.FIGURES_IN_PART, "partial")
    assert status == expected
    assert all(row["note"] for row in rows("figures"))


def test_four_concerns_and_four_strengths_are_the_reports_key_findings():
    kinds = Counter(row["kind"] for row in rows("findings") if row["section"] == "Key facts and findings")
    assert kinds == {"concern": 4, "strength": 4}


def test_every_example_of_good_practice_that_names_a_pdu_is_there():
    names = {row["pdu_id"]: row["name"] for row in rows("pdus")}
    found = Counter((row["section"], names[row["pdu_id"]]) for row in rows("practice_examples"))
    assert found == Counter((section, pdu) for section, pdus in seed.PRACTICE.items() for pdu in pdus)


# How much there is


def test_there_are_113_pdus_of_which_109_are_living():
    closed = {row["pdu_id"] for row in rows("pdus") if row["closed"]}
    assert len(rows("pdus")) == 113
    assert closed == {"salford", "staffordshire-and-stoke", "stockport-and-trafford", "tameside"}


def test_a_region_has_as_many_living_pdus_as_the_inspectorate_counts_there():
    """Its press releases of 2026 list them by name: eight in Greater Manchester, nine in the South West."""
    living = Counter(row["region_id"] for row in rows("pdus") if not row["closed"])
    assert len(living) == 12
    assert living["greater-manchester"] == 8
    assert living["south-west"] == 9


def test_93_inspections_are_known_by_programme_and_kind_of_area():
    assert Counter((row["programme_id"], row["area_type"]) for row in rows("inspections")) == {
        ("approved-premises-2025", "approved premises"): 2,
        ("core-2023", "pdu"): 24 + 19,
        ("core-2023", "region"): 6,
        ("national-2025", "national"): 1,
        ("pdu-2021", "pdu"): 36,
        ("public-protection-2025", "region"): 5,
    }


def test_the_publications_are_the_47_of_the_report_and_one_for_each_other_inspection():
    others = len(rows("inspections")) - 24 - len(seed.REGIONS_INSPECTED)
    assert len(rows("publications")) == 47 + others


def test_every_place_has_a_pdu_and_every_living_pdu_a_place():
    assert len(rows("places")) == 515
    assert {row["pdu_id"] for row in rows("places")} == {row["pdu_id"] for row in rows("pdus") if not row["closed"]}


def test_no_place_is_only_a_candidate():
    assert {row["basis"] for row in rows("places")} == {"stated", "named", "within", "residual", "office"}
    assert "unknown" not in {row["extent"] for row in rows("places")}


def test_a_council_area_that_two_pdus_share_is_never_whole_for_either():
    councils = [row for row in rows("places") if row["place_type"] in ("local authority", "london borough")]
    shared = {code for code, count in Counter(row["lad_code"] for row in councils).items() if count > 1}
    assert {row["place"] for row in councils if row["lad_code"] in shared} == {
        "Birmingham",
        "Liverpool",
        "Manchester",
        "Ribble Valley",
    }
    assert {row["extent"] for row in councils if row["lad_code"] in shared} == {"part"}


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


def test_every_source_is_used_by_a_row_or_named_in_a_note():
    used = {row.get("source_id", "") for table in TABLES if table != "sources" for row in rows(table)}
    notes = {row.get("note", "") for table in TABLES for row in rows(table)}
    named = {found for note in notes for found in re.findall(r"\(source: ([a-z0-9-]+)\)", note)}
    assert set(by_key("sources")) == used | named


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


def test_an_inspection_without_a_date_or_a_score_says_why():
    rated = {row["programme_id"] for row in rows("programmes") if row["rated"] == "yes"}
    for row in rows("inspections"):
        if not row["published"] or (not row["score"] and row["programme_id"] in rated):
            assert row["note"], row["inspection_id"]
        assert bool(row["score"]) == bool(row["score_basis"]), row["inspection_id"]


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


def test_a_rating_is_empty_exactly_where_it_is_not_available_and_only_stated_ones_need_no_note():
    for row in rows("ratings"):
        assert (row["rating"] == "") == (row["basis"] == "not available"), row
        assert row["note"] or row["basis"] == "stated", row


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


def test_the_known_ratings_of_the_24_pdus_fit_the_published_totals():
    standards = standards_of(CURRENT, "pdu")
    for standard_id, name in standards.items():
        known = Counter(ratings_of(row["inspection_id"])[standard_id]["rating"] for row in reported_pdus())
        unknown = known.pop("", 0)
        total = Counter(seed.PDU_TOTALS[name])
        assert known <= total, name
        assert (total - known).total() == unknown, name


def test_every_set_of_totals_adds_up_to_its_number_of_inspections():
    sums: Counter[tuple[str, str, str]] = Counter()
    for row in rows("rating_totals"):
        sums[row["set_id"], row["standard_id"], row["inspections"]] += int(row["count"])
    assert all(total == int(inspections) for (_, _, inspections), total in sums.items())


def test_the_pdu_inspections_within_the_dates_of_the_set_are_the_24():
    spans = {
        (row["published_from"], row["published_to"])
        for row in rows("rating_totals")
        if row["set_id"] == "annual-report-2024-pdus"
    }
    ((first, last),) = spans
    within = [row for row in inspections_of(CURRENT, "pdu") if first <= row["published"] <= last]
    assert within == reported_pdus()


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


def _totals(set_id: str, names: dict[str, str]) -> dict[str, dict[str, int]]:
    """Counts by standard and rating, without zeros, of one set of totals."""
    totals: dict[str, dict[str, int]] = {}
    for row in rows("rating_totals"):
        if row["set_id"] == set_id and row["count"] != "0":
            totals.setdefault(names[row["standard_id"]], {})[row["rating"]] = int(row["count"])
    return totals
