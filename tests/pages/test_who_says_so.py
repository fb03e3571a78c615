"""Who says so: every publisher of what a chart draws or a page tells is named there, and nobody else."""

import re

import pytest

from ratings_site.charts import counted, standing
from ratings_site.charts.chart import Chart
from ratings_site.model.directory import Directory, build_directory
from tests.builders import (
    EARLIER,
    PDU_STANDARDS,
    a_finding,
    a_package,
    a_pdu,
    a_publication,
    a_rating,
    a_rating_total,
    a_region,
    a_regional_inspection,
    a_source,
    a_statistic,
    an_inspection,
)
from tests.html_tables import tables_in
from tests.pages.rendered import page_at, text_of

INSPECTORATE = "HM Inspectorate of Probation"
PUBLISHERS = {
    name: f"The {name.title()} Times"
    for name in (
        "outcome", "earlier", "day", "score", "fieldwork", "recommendations", "rating", "unknown", "total", "finding",
        "number", "publication", "region",
    )
}  # fmt: skip
"""A newspaper for each thing that can be known, by the source that is cited for it."""


@pytest.fixture(scope="module")
def directory() -> Directory:
    """Six units and their region, of which each fact is known from a newspaper of its own."""
    own = "alderby-2024"
    names = ("Brayford", "Colwick", "Denholme", "Elsworth", "Fairfield")
    return build_directory(
        a_package(
            a_source(publisher=INSPECTORATE, publisher_type="inspectorate", url="https://a.example/a"),
            *(
                a_source(name, publisher=said, publisher_type="press", url=f"https://news.example/{name}")
                for name, said in PUBLISHERS.items()
            ),
            a_region(),
            *(a_pdu(name) for name in ("Alderby", *names)),
            an_inspection(
                score=6, score_basis="stated", recommendations=7, fieldwork_from="2024-06-03",
                fieldwork_to="2024-06-07", fieldwork_precision="day", source_id="outcome", published_source_id="day",
                score_source_id="score", fieldwork_source_id="fieldwork", recommendations_source_id="recommendations",
            ),
            *(an_inspection(name, score=3, score_basis="stated") for name in names),
            an_inspection("Alderby", EARLIER, published="2022-05-01", overall="Good", source_id="earlier"),
            a_regional_inspection(source_id="region"),
            a_rating(own, "Leadership", "Good", source_id="rating"),
            *(a_rating(own, name, "", source_id="unknown") for name in PDU_STANDARDS[1:]),
            a_rating_total("Leadership", "Good", 1, source_id="total"),
            a_finding("safe", topic="keeping people safe", source_id="finding"),
            a_statistic("cases", 5, inspection_id=own, source_id="number"),
            a_publication(source_id="publication"),
        )
    )  # fmt: skip


def credited(chart: Chart | None) -> list[str]:
    """Who is named under a chart, beside the inspectorate."""
    assert chart
    (said,) = re.findall(rf"^Source: {INSPECTORATE}(.*?)\. Data: ", chart.source)
    return sorted(re.findall(r"The (\w+) Times", said))


def test_under_a_chart_stand_the_publishers_of_what_it_draws_and_no_others(directory: Directory) -> None:
    drawn = {
        "overall": counted.overall_ratings(directory),
        "scores": standing.where_this_pdu_stands(directory, "alderby"),
        "standards": counted.shares_of_ratings(directory),
        "leadership": counted.shares_of_one_standard(directory, "core-2023-pdu-leadership"),
        "then and now": counted.then_and_now(directory),
        "tiles": counted.region_tiles(directory),
        "publications": counted.publications_over_time(directory),
    }
    assert {name: credited(chart) for name, chart in drawn.items()} == {
        "overall": ["Outcome"],
        "scores": ["Day", "Outcome", "Score"],
        "standards": ["Rating", "Total"],
        "leadership": ["Rating", "Total"],
        "then and now": ["Day", "Earlier", "Outcome"],
        "tiles": ["Region"],
        "publications": ["Publication"],
    }


def test_a_publisher_is_named_once_the_one_of_most_facts_first() -> None:
    sources = (a_source(publisher="A"), a_source("b", publisher="B"))
    of = (an_inspection(name, source_id=source) for name, source in (("One", "a-source"), ("Two", "b"), ("Three", "b")))
    directory = build_directory(a_package(a_region(), *map(a_pdu, ("One", "Two", "Three")), *sources, *of))
    chart = counted.overall_ratings(directory)
    assert chart
    assert chart.source.startswith(f"Source: {INSPECTORATE}, B and A. Data: Probation ratings, version ")


def test_the_page_of_a_unit_names_the_publisher_of_each_fact(directory: Directory) -> None:
    table = tables_in(text_of(directory.pdus["alderby"], directory))["known-table"][1:]
    assert [(row.cells[0], row.cells[2].removesuffix(" (press)")) for row in table] == [
        ("Overall rating in October 2024 Stated by the inspectorate", "The Outcome Times"),
        ("Date of the report in October 2024", "The Day Times"),
        ("Score in October 2024 Stated by the inspectorate", "The Score Times"),
        ("Overall rating in May 2022 Stated by the inspectorate", "The Earlier Times"),
        ("Leadership Stated by the inspectorate", "The Rating Times"),
        ("What inspectors found", "The Finding Times"),
        ("What happens next", "The Recommendations Times"),
        ("What happens next, and places, names and history", INSPECTORATE),
    ]


def test_the_page_of_an_inspection_lists_the_publisher_of_each_fact(directory: Directory) -> None:
    page = page_at("inspections/alderby-2024/", directory)
    (listed,) = re.findall(r'(?s)<ul class="sources">(.*?)</ul>', page)
    assert sorted(re.findall(r"The (\w+) Times \(press\)", listed)) == [
        "Day", "Fieldwork", "Finding", "Number", "Outcome", "Rating", "Recommendations", "Score", "Unknown",
    ]  # fmt: skip
