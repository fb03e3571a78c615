import pandas as pd

from ratings_site.model.flat import build_all_ratings, build_all_ratings_schema
from tests.downloads.synthetic import package_info, synthetic_directory


def test_each_rating_stands_once_with_the_overall_rating_first():
    frame = build_all_ratings(synthetic_directory())
    assert list(zip(frame["inspection_id"], frame["rating_of"], frame["standard_name"], strict=True)) == [
        ("alderby-2022", "overall", ""),
        ("alderby-2024", "overall", ""),
        ("alderby-2024", "standard", "Leadership"),
        ("alderby-2024", "standard", "Staffing"),
        ("dunmere-2025", "overall", ""),
        ("dunmere-2025", "standard", "Leadership"),
        ("north-2024", "overall", ""),
        ("north-2026", "overall", ""),
    ]


def test_points_add_up_to_the_score_and_neither_is_counted_twice():
    frame = build_all_ratings(synthetic_directory())
    alderby = frame[frame["inspection_id"] == "alderby-2024"]
    assert alderby["points"].sum() == alderby["score"].sum() == 3
    assert alderby["max_score"].tolist() == [6, pd.NA, pd.NA]


def test_a_row_names_its_area_region_programme_and_source():
    frame = build_all_ratings(synthetic_directory())
    row = frame[(frame["inspection_id"] == "alderby-2024") & (frame["rating_of"] == "overall")].iloc[0]
    assert row.astype(object).where(row.notna(), None).to_dict() == {
        "rating_of": "overall",
        "inspection_id": "alderby-2024",
        "area_type": "pdu",
        "area_name": "Alderby",
        "pdu_id": "alderby",
        "region_id": "north",
        "region_name": "North (synthetic)",
        "programme_id": "core-2023",
        "programme_name": "Second programme",
        "published": pd.Timestamp("2024-10-24"),
        "published_precision": "day",
        "standard_id": "",
        "standard_name": "",
        "rating": "Requires improvement",
        "basis": "stated",
        "points": None,
        "score": 3,
        "score_basis": "derived",
        "max_score": 6,
        "latest": True,
        "report_url": "https://inspectorate.example/alderby",
        "source_id": "report",
        "source_title": "A report, the first",
        "source_url": "https://report.example/",
        "note": "Line one, “quoted”.",
    }


def test_an_unrated_inspection_never_takes_the_place_of_the_last_rating():
    frame = build_all_ratings(synthetic_directory()).drop_duplicates("inspection_id")
    assert dict(zip(frame["inspection_id"], frame["latest"], strict=True)) == {
        "alderby-2022": False,
        "alderby-2024": True,
        "dunmere-2025": True,
        "north-2024": True,
        "north-2026": False,
    }


def test_a_package_without_ratings_gives_the_same_columns():
    empty = build_all_ratings(synthetic_directory(inspections=[], ratings=[], publications=[]))
    full = build_all_ratings(synthetic_directory())
    assert len(empty) == 0
    assert empty.dtypes.to_dict() == full.dtypes.to_dict()


def test_every_column_is_described_once():
    schema = build_all_ratings_schema(package_info())
    titles = [field.title for field in schema.fields if field.name not in ("rating_of", "source_title")]
    assert all(field.description for field in schema.fields)
    assert len(set(schema.column_names)) == len(schema.fields)
    assert len(set(titles)) == len(titles)
