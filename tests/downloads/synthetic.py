"""A small invented package for the tests of everything that is downloaded: its areas and ratings are synthetic."""

from ratings_site.model.directory import Directory, build_directory
from ratings_site.model.tables import PackageInfo, Tables
from tests import builders
from tests.builders import tables_of

SITE_URL = "https://ratings.example/"

Rows = dict[str, list[dict[str, str]]]

SYNTHETIC: Rows = {
    "regions": [
        {"region_id": "north", "name": "North (synthetic)", "map_number": "1", "nation": "England", "grid_row": "1",
         "grid_column": "1", "source_id": "list"},
        {"region_id": "south", "name": "Ynys Môn, “South” (synthetic)", "map_number": "2", "nation": "Wales",
         "grid_row": "2", "grid_column": "1", "source_id": "list"},
    ],
    "pdus": [
        {"pdu_id": "alderby", "name": "Alderby", "region_id": "north", "ndelius_code": "N50ALD", "source_id": "list"},
        {"pdu_id": "brackwell", "name": "Brackwell", "region_id": "north", "source_id": "list"},
        {"pdu_id": "corvale", "name": "Corvale", "region_id": "south", "closed": "2025-04-28", "source_id": "list"},
        {"pdu_id": "dunmere", "name": "Dunmere", "region_id": "south", "opened": "2025-04-28", "source_id": "list"},
    ],
    "pdu_names": [
        {"pdu_id": "alderby", "name": "Alderby City", "language": "en", "is_former": "no",
         "used_by": "HMPPS", "source_id": "list"},
    ],
    "pdu_changes": [
        {"pdu_id": "corvale", "change": "merged", "successor_id": "dunmere", "as_at": "2025-04-28",
         "as_at_precision": "day", "dating": "first seen", "source_id": "list"},
    ],
    "places": [
        {"place": "Alder", "place_type": "local authority", "pdu_id": "alderby", "lad_code": "E07000001",
         "extent": "whole", "basis": "stated", "as_at": "2026-08-01", "as_at_precision": "month", "source_id": "list"},
    ],
    "programmes": [
        {"programme_id": "pdu-2021", "name": "First programme", "started": "2021-10-01", "started_precision": "month",
         "ended": "2023-07-01", "ended_precision": "month", "rated": "yes", "pdu_standards": "9",
         "pdu_max_score": "27", "scale_id": "four-ratings", "source_id": "report"},
        {"programme_id": "core-2023", "name": "Second programme", "started": "2023-10-01",
         "started_precision": "month", "rated": "yes", "pdu_standards": "2", "pdu_max_score": "6",
         "scale_id": "four-ratings", "source_id": "report"},
        {"programme_id": "public-protection-2025", "name": "Unrated programme", "started": "2025-10-01",
         "started_precision": "month", "rated": "no", "source_id": "report"},
    ],
    "standards": [
        {"standard_id": "core-2023-pdu-leadership", "programme_id": "core-2023", "area_type": "pdu", "code": "1.1",
         "name": "Leadership", "display_order": "1", "source_id": "report"},
        {"standard_id": "core-2023-pdu-staffing", "programme_id": "core-2023", "area_type": "pdu", "code": "1.2",
         "name": "Staffing", "display_order": "2", "source_id": "report"},
    ],
    "rating_scale": [
        builders.a_grade(rating, 4 - order, order, source_id="report").cells
        for order, rating in enumerate(("Outstanding", "Good", "Requires improvement", "Inadequate"), 1)
    ],
    "inspections": [
        {"inspection_id": "alderby-2022", "programme_id": "pdu-2021", "area_type": "pdu", "pdu_id": "alderby",
         "published": "2022-05-01", "published_precision": "month", "overall": "Inadequate",
         "overall_basis": "stated", "source_id": "report"},
        {"inspection_id": "alderby-2024", "programme_id": "core-2023", "area_type": "pdu", "pdu_id": "alderby",
         "published": "2024-10-24", "published_precision": "day", "overall": "Requires improvement",
         "overall_basis": "stated", "score": "3", "score_basis": "derived",
         "report_url": "https://inspectorate.example/alderby", "source_id": "report", "note": "Line one, “quoted”."},
        {"inspection_id": "dunmere-2025", "programme_id": "core-2023", "area_type": "pdu", "pdu_id": "dunmere",
         "published": "", "published_precision": "", "overall": "Good", "overall_basis": "derived",
         "source_id": "list", "note": "No source says when."},
        {"inspection_id": "north-2024", "programme_id": "core-2023", "area_type": "region", "region_id": "north",
         "published": "2024-11-07", "published_precision": "day", "overall": "Good", "overall_basis": "stated",
         "source_id": "report"},
        {"inspection_id": "north-2026", "programme_id": "public-protection-2025", "area_type": "region",
         "region_id": "north", "published": "2026-02-01", "published_precision": "year", "overall": "Not rated",
         "overall_basis": "stated", "source_id": "report"},
    ],
    "ratings": [
        {"inspection_id": "alderby-2024", "standard_id": "core-2023-pdu-leadership", "rating": "Good",
         "basis": "stated", "source_id": "report"},
        {"inspection_id": "alderby-2024", "standard_id": "core-2023-pdu-staffing", "rating": "Requires improvement",
         "basis": "derived", "source_id": "report", "note": "It follows from the score, 3, and the other rating."},
        {"inspection_id": "dunmere-2025", "standard_id": "core-2023-pdu-leadership", "rating": "",
         "basis": "not available", "source_id": "list", "note": "No source says it."},
    ],
    "publications": [
        {"publication_id": "alderby-2024", "type": "PDU inspection report", "title": "Alderby",
         "published": "2024-10-24", "published_precision": "day", "inspection_id": "alderby-2024",
         "url": "https://inspectorate.example/alderby", "source_id": "report"},
        {"publication_id": "on-supervision", "type": "Academic insights", "title": "Supervision & <trust>",
         "published": "2024-01-26", "published_precision": "day", "source_id": "list"},
        {"publication_id": "undated", "type": "Academic insights", "title": "Undated", "source_id": "list",
         "note": "The date is not known."},
    ],
    "statistics": [
        {"statistic_id": "leaving-rate", "topic": "Staffing", "measure": "Leaving rate", "area": "England and Wales",
         "value": "10.4", "unit": "per cent", "direction": "neutral", "as_at": "2024-06-01",
         "as_at_precision": "month", "section": "Staffing", "source_id": "report"},
        {"statistic_id": "cases", "topic": "Caseload", "measure": "Cases", "area": "North (synthetic)",
         "region_id": "north", "value": "240000", "unit": "cases", "direction": "neutral", "section": "Caseload",
         "source_id": "report"},
    ],
    "sources": [
        {"source_id": "list", "title": "A list", "publisher": "A synthetic publisher", "url": "https://list.example/",
         "retrieved": "2026-11-23", "licence": "MIT"},
        {"source_id": "report", "title": "A report, the first", "publisher": "A synthetic inspectorate",
         "url": "https://report.example/", "retrieved": "2026-11-23", "licence": "OGL-UK-3.0"},
    ],
}  # fmt: skip
for _inspection in SYNTHETIC["inspections"]:
    _inspection["status"] = "published"
for _programme in SYNTHETIC["programmes"]:
    _programme["searched_on"] = "2026-11-23"
for _source in SYNTHETIC["sources"]:
    _source["publisher_type"] = "other"
for _statistic in SYNTHETIC["statistics"]:
    _statistic["basis"] = "stated"
for _rating in SYNTHETIC["ratings"]:
    if not _rating["rating"]:
        _rating["absence"] = "report not read"


def synthetic_tables(**replaced: list[dict[str, str]]) -> Tables:
    """Build the invented package, with the rows of the named tables replaced."""
    return tables_of(package_info(), SYNTHETIC | replaced)


def synthetic_directory(**replaced: list[dict[str, str]]) -> Directory:
    return build_directory(synthetic_tables(**replaced))


def package_info(**replaced: object) -> PackageInfo:
    """Describe the invented package by the real descriptor, so that its columns are the real ones."""
    usual = builders.package_info("2026-11-23")
    told: dict[str, object] = {"title": "Synthetic ratings", "version": "1.2.3"} | replaced
    return usual.but(**told)
