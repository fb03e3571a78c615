from datetime import date

from ratings_site.model.counts import ALL_RATINGS, rows_of, schema_of
from ratings_site.model.directory import build_directory
from ratings_site.model.tables import column_letters
from tests.builders import a_package, a_pdu, a_region, an_inspection
from tests.synthetic import package_info, synthetic_directory


def test_each_rating_stands_once_with_the_overall_rating_first():
    rows = rows_of(synthetic_directory(), ALL_RATINGS)
    assert [(row["inspection_id"], row["rating_of"], row["standard_name"]) for row in rows] == [
        ("alderby-2022", "overall", ""), ("alderby-2024", "overall", ""), ("alderby-2024", "standard", "Leadership"),
        ("alderby-2024", "standard", "Staffing"), ("dunmere-2025", "overall", ""),
        ("dunmere-2025", "standard", "Leadership"), ("north-2024", "overall", ""), ("north-2026", "overall", ""),
    ]  # fmt: skip


def test_points_add_up_to_the_score_and_neither_is_counted_twice():
    rows = [row for row in rows_of(synthetic_directory(), ALL_RATINGS) if row["inspection_id"] == "alderby-2024"]
    assert sum(row["points"] or 0 for row in rows) == sum(row["score"] or 0 for row in rows) == 3
    assert [row["max_score"] for row in rows] == [6, None, None]


def test_a_row_names_its_area_region_programme_and_source():
    (row,) = (
        row
        for row in rows_of(synthetic_directory(), ALL_RATINGS)
        if row["inspection_id"] == "alderby-2024" and row["rating_of"] == "overall"
    )
    assert row == {
        "rating_of": "overall", "inspection_id": "alderby-2024", "area_type": "pdu", "area_name": "Alderby",
        "pdu_id": "alderby", "region_id": "north", "region_name": "North (synthetic)", "area_closed": None,
        "programme_id": "core-2023", "programme_name": "Second programme", "published": date(2024, 10, 24),
        "published_precision": "day", "published_label": "24 October 2024", "standard_id": "", "standard_name": "",
        "rating": "Requires improvement", "basis": "stated", "absence": "", "possible": "", "points": None, "score": 3,
        "score_basis": "derived", "max_score": 6, "latest": True, "status": "published",
        "report_url": "https://inspectorate.example/alderby", "source_id": "report",
        "source_title": "A report, the first", "source_url": "https://report.example/",
        "source_publisher": "A synthetic inspectorate", "source_licence": "OGL-UK-3.0", "note": "Line one, “quoted”.",
    }  # fmt: skip


def test_an_unrated_inspection_never_takes_the_place_of_the_last_rating():
    assert {row["inspection_id"]: row["latest"] for row in rows_of(synthetic_directory(), ALL_RATINGS)} == {
        "alderby-2022": False, "alderby-2024": True, "dunmere-2025": True, "north-2024": True, "north-2026": False,
    }  # fmt: skip


def test_a_package_without_inspections_has_no_rating():
    assert rows_of(synthetic_directory(inspections=[], ratings=[], publications=[]), ALL_RATINGS) == ()


def test_every_column_is_described_once():
    schema = schema_of(ALL_RATINGS, package_info())
    titles = [field.title for field in schema.fields if field.name not in ("rating_of", "source_title")]
    assert all(field.description for field in schema.fields)
    assert len(set(schema.column_names)) == len(schema.fields)
    assert len(set(titles)) == len(titles)


def test_a_date_is_written_as_exactly_as_it_is_known_and_a_bound_says_more_than_a_year():
    def label(published: str, precision: str, **bounds: str) -> list[str]:
        told = {"published": published, "published_precision": precision} | bounds
        directory = build_directory(a_package(a_region(), a_pdu(), an_inspection(**told)))
        return [row["published_label"] for row in rows_of(directory, ALL_RATINGS)]

    assert label("2024-10-24", "day") == ["24 October 2024"]
    assert label("2024-10-01", "month") == ["October 2024"]
    assert label("2025-01-01", "year") == ["2025"]
    assert label("", "") == [""]
    assert label("2025-01-01", "year", latest="2025-07-31") == ["by 31 July 2025"]
    assert label("2025-01-01", "year", earliest="2025-03-01") == ["1 March 2025 or later"]
    assert label("", "", earliest="2024-12-19", latest="2025-02-28") == [
        "between 19 December 2024 and 28 February 2025"
    ]


def test_a_row_of_a_closed_pdu_says_since_when():
    closed = a_pdu(closed="2025-04-28")
    (row,) = rows_of(build_directory(a_package(a_region(), closed, an_inspection())), ALL_RATINGS)
    assert row["area_closed"] == date(2025, 4, 28)


def test_an_inspection_of_the_nation_stands_in_no_region():
    of_the_nation = an_inspection(area_type="national", pdu_id="")
    (row,) = rows_of(build_directory(a_package(a_region(), a_pdu(), of_the_nation)), ALL_RATINGS)
    assert (row["area_name"], row["region_id"], row["region_name"]) == ("England and Wales", "", "")


def test_a_column_that_is_worked_out_names_the_values_that_it_may_have():
    enums = {field.name: field.enum for field in schema_of(ALL_RATINGS, package_info()).fields}
    assert enums["rating_of"] == ("overall", "standard")


def test_a_column_after_the_twenty_sixth_has_its_letters():
    columns = schema_of(ALL_RATINGS, package_info()).column_names
    assert (column_letters(columns.index("rating_of")), column_letters(columns.index("note"))) == ("A", "AF")
