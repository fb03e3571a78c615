"""No column of what was rated and found is forgotten: flat table and API have it, or it is named with a reason."""

import json
import re
from typing import Any

import pytest

from ratings_site.downloads.api import render_api
from ratings_site.model.counts import ALL_RATINGS, schema_of
from tests.builders import package_info
from tests.pages.rendered import page_at
from tests.synthetic import SITE_URL, synthetic_directory

IN_THE_TABLE = "The flat table has a line for each rating; this stands once for an inspection, in inspections.csv."
NAMED_OTHERWISE = {
    ("inspections", "premises_id"): "area_name",
    ("inspections", "overall"): "rating",
    ("inspections", "overall_basis"): "basis",
    ("inspections", "latest"): "",
}
"""The columns that the flat table has under another name; its `latest` is no bound of a date."""

NOT_FLAT = {
    ("inspections", name): IN_THE_TABLE
    for name in (
        *("published_source_id", "score_source_id", "fieldwork_from", "fieldwork_to", "fieldwork_precision"),
        *("fieldwork_source_id", "recommendations", "recommendations_source_id", "earliest", "latest"),
        *("status_on", "status_reason"),
    )
}
"""The columns that the flat table has not, each with the reason."""

NOT_IN_API = {
    ("findings", "inspection_id"): "It is that of the document.",
    ("findings", "publication_id"): "The document is of an inspection, whose findings belong to no other publication.",
    ("findings", "region_id"): "It says which region a publication speaks of; an inspection has its own.",
    ("ratings", "inspection_id"): "It is that of the inspection around it.",
}
"""The columns that the documents of inspections have not, each with the reason."""


def columns(table: str) -> list[tuple[str, str]]:
    return [(table, name) for name in package_info().schemas[table].column_names]


@pytest.mark.parametrize("column", [*columns("inspections"), *columns("ratings")], ids="/".join)
def test_the_flat_table_has_each_column_of_ratings_and_inspections_or_it_is_said_why_not(
    column: tuple[str, str],
) -> None:
    flat = schema_of(ALL_RATINGS, package_info()).column_names
    name = NAMED_OTHERWISE.get(column, column[1])
    assert (name in flat) != (column in NOT_FLAT)


@pytest.fixture(scope="module")
def document() -> dict[str, Any]:
    """The schema of the document of an inspection."""
    path = "api/schema/inspection.json"
    schema: dict[str, Any] = json.loads(render_api(synthetic_directory(), SITE_URL)[path])["properties"]["data"]
    return schema


@pytest.mark.parametrize("column", [*columns("inspections"), *columns("ratings"), *columns("findings")], ids="/".join)
def test_the_document_of_an_inspection_has_each_column_or_it_is_said_why_not(
    document: dict[str, Any], column: tuple[str, str]
) -> None:
    table, name = column
    part = document if table == "inspections" else document["properties"][table]["items"]
    assert (name.removesuffix("_id") in part["properties"] or name in part["properties"]) != (column in NOT_IN_API)


def test_the_dictionary_has_each_column_of_each_table() -> None:
    page = page_at("data/dictionary/", synthetic_directory())
    for table in ("inspections", "ratings", "findings"):
        _, _, told = page.partition(f'<h2 id="{table}">')
        listed = re.findall(r'<th scope="row"><code>(\w+)</code>', told.partition("<h2 ")[0])
        assert [(table, name) for name in listed] == columns(table)
