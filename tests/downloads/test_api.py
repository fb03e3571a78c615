"""Every document of the API is valid against its own schema, and says what the tables say."""

import csv
import io
import json

import jsonschema
import pytest

from ratings_site.downloads import release_files
from ratings_site.downloads.api import render_api
from tests.synthetic import SITE_URL, synthetic_directory, synthetic_tables


@pytest.fixture(scope="module")
def files() -> dict[str, dict[str, object]]:
    return {path: json.loads(text) for path, text in render_api(synthetic_directory(), SITE_URL).items()}


def test_each_region_pdu_and_inspection_has_a_document(files):
    areas = ("regions/north", "regions/south", "pdus/alderby", "pdus/brackwell", "pdus/corvale", "pdus/dunmere")
    lists = ("index", "regions", "pdus", "inspections", "standards", "publications")
    schemas = (*lists, "region", "pdu", "inspection")
    inspections = (f"inspections/{one}" for one in synthetic_directory().inspections)
    assert files.keys() == {
        *(f"api/{name}.json" for name in (*areas, *inspections, *lists)),
        *(f"api/schema/{name}.json" for name in schemas),
    }


def test_every_document_is_valid_against_the_schema_it_names(files):
    for path, document in files.items():
        if path.startswith("api/schema/"):
            jsonschema.Draft202012Validator.check_schema(document)
            assert document["$id"] == f"{SITE_URL}{path}"
        else:
            schema = files[document["$schema"].removeprefix(SITE_URL)]
            validator = jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker())
            assert [error.message for error in validator.iter_errors(document)] == []


@pytest.mark.parametrize(
    ("path", "change"),
    [
        ("api/pdus/alderby.json", lambda data: data["inspections"][0].update(overall="Goood")),
        ("api/pdus/alderby.json", lambda data: data["inspections"][0].update(score=-1)),
        ("api/pdus/alderby.json", lambda data: data["inspections"][0].update(score=61)),
        ("api/pdus/alderby.json", lambda data: data.pop("places")),
        ("api/regions.json", lambda data: data[0].update(surprise=1)),
        ("api/publications.json", lambda data: data[0].update(published="24/10/2024")),
    ],
)
def test_a_schema_refuses_a_document_that_is_not_as_described(files, path, change):
    document = json.loads(json.dumps(files[path]))
    schema = files[document["$schema"].removeprefix(SITE_URL)]
    change(document["data"])
    validator = jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker())
    assert not validator.is_valid(document)


def test_the_documents_of_areas_hold_every_rating_of_the_flat_table(files):
    flat = csv.DictReader(io.StringIO(release_files(synthetic_tables())["all-ratings.csv"].decode(), newline=""))
    expected = [
        (
            row["inspection_id"], row["standard_id"], row["rating"], row["basis"], row["points"], row["score"],
            row["note"],
        )
        for row in flat
    ]  # fmt: skip
    found = []
    for path, document in files.items():
        if path.startswith(("api/pdus/", "api/regions/")):
            for inspection in document["data"]["inspections"]:
                found.append(as_row(inspection, "", inspection["overall"], inspection["overall_basis"], inspection))
                found += [
                    as_row(inspection, r["standard_id"], r["rating"], r["basis"], r) for r in inspection["ratings"]
                ]
    assert sorted(found) == sorted(expected)


def as_row(inspection, standard_id, rating, basis, cells) -> tuple[str, ...]:
    written = (rating, basis, cells.get("points"), cells.get("score"), cells["note"])
    return (inspection["inspection_id"], standard_id, *("" if cell is None else str(cell) for cell in written))


def test_the_latest_inspection_is_the_one_that_rated_the_area_last(files):
    assert {
        pdu["pdu_id"]: pdu["latest"] and pdu["latest"]["inspection_id"] for pdu in files["api/pdus.json"]["data"]
    } == {"alderby": "alderby-2024", "brackwell": None, "corvale": None, "dunmere": "dunmere-2025"}
    regions = {region["region_id"]: region["latest"] for region in files["api/regions.json"]["data"]}
    assert regions["north"]["inspection_id"] == "north-2024"
    assert regions["south"] is None


def test_the_index_leads_to_every_kind_of_document(files):
    listed = [endpoint["address"].removeprefix(f"{SITE_URL}api/") for endpoint in files["api/index.json"]["data"]]
    assert listed == [
        "index.json", "regions.json", "regions/{region_id}.json", "pdus.json", "pdus/{pdu_id}.json", "inspections.json",
        "inspections/{inspection_id}.json", "standards.json", "publications.json",
    ]  # fmt: skip
