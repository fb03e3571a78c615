"""At the border of a rule: the last value that it lets pass, and the first that it does not."""

from pathlib import Path

import pytest

from ratings_site.check import read
from tests.check.copies import Copy
from tests.check.packages import small_package


def kinds(copy: Copy) -> set[str]:
    """The kinds of problem that are found in a package."""
    return {issue.check for issue in read(copy.folder).issues}


@pytest.mark.parametrize(("day", "found"), [("2025-04-08", ["region-before-pdus"]), ("2025-04-09", [])])
def test_a_regions_report_may_come_out_on_the_day_of_the_last_of_its_units(
    tmp_path: Path, day: str, found: list[str]
) -> None:
    copy = small_package(tmp_path / "package")
    copy.change("inspections", "fell-2024", published="2025-04-09")
    copy.change("publications", "fell-2024-report", published="2025-04-09")
    copy.change("inspections", "hill-2025", published=day, published_precision="day")
    copy.change("publications", "hill-2025-report", published=day, published_precision="day")
    assert sorted(kinds(copy) & {"region-before-pdus"}) == found, read(copy.folder).issues


@pytest.mark.parametrize(("earlier", "found"), [
    ("2024-10-24", []), ("2025-04-08", ["region-before-pdus"]), ("", []),
])  # fmt: skip
def test_a_second_inspection_of_a_unit_may_come_after_the_report_on_its_region(
    tmp_path: Path, earlier: str, found: list[str]
) -> None:
    copy = small_package(tmp_path / "package")
    dated = {"published": earlier, "published_precision": "day" if earlier else ""}
    again = {"inspection_id": "fell-2025", "published": "2025-06-10"}
    copy.append("inspections", **(copy.row("inspections", "fell-2024") | again))
    copy.append(
        "publications",
        **(copy.row("publications", "fell-2024-report") | again | {"publication_id": "fell-2025-report"}),
    )
    for standard in ("leadership", "staffing"):
        key = {"inspection_id": "fell-2025"}
        copy.append("ratings", **(copy.row("ratings", "fell-2024", f"core-2023-pdu-{standard}") | key))
    copy.change("inspections", "fell-2024", **dated)
    copy.change("publications", "fell-2024-report", **dated)
    copy.change("inspections", "hill-2025", published="2025-04-01", published_precision="day")
    copy.change("publications", "hill-2025-report", published="2025-04-01", published_precision="day")
    assert sorted(kinds(copy) & {"region-before-pdus"}) == found, read(copy.folder).issues


@pytest.mark.parametrize(("day", "found"), [("2025-10-31", set()), ("2025-11-01", {"after-programme"})])
def test_a_report_may_come_out_in_the_year_after_its_programme(tmp_path: Path, day: str, found: set[str]) -> None:
    copy = small_package(tmp_path / "package")
    copy.change("programmes", "core-2023", ended="2024-10-01", ended_precision="month", end_kind="paused")
    for table, key in (("inspections", "fell-2024"), ("publications", "fell-2024-report")):
        copy.change(table, key, published=day, published_precision="day")
    assert kinds(copy) & {"after-programme"} == found, read(copy.folder).issues


@pytest.mark.parametrize("basis", ["stated", "derived", "reported"])
def test_only_a_rating_that_is_not_available_may_be_empty(tmp_path: Path, basis: str) -> None:
    copy = small_package(tmp_path / "package")
    copy.change("ratings", "dale-2024", "core-2023-pdu-staffing", basis=basis, rating="")
    assert "rating-without-value" in kinds(copy)


@pytest.mark.parametrize(
    ("first", "second"), [("local authority", "london borough"), ("london borough", "london borough")]
)
def test_two_councils_of_either_type_have_two_codes(tmp_path: Path, first: str, second: str) -> None:
    copy = small_package(tmp_path / "package")
    copy.change("places", "Dale", place_type=first)
    copy.change("places", "Fell", place_type=second, lad_code="E99000001")
    assert "code-of-two-places" in kinds(copy)


@pytest.mark.parametrize(("table", "key", "column"), [
    ("rating_totals", ("year-2024", "core-2023-pdu-leadership", "Good"), "rating"),
    ("score_bands", ("core-2023", "pdu", "0"), "overall"),
])  # fmt: skip
def test_totals_and_bands_have_ratings_of_their_programmes_scale(
    tmp_path: Path, table: str, key: tuple[str, ...], column: str
) -> None:
    copy = small_package(tmp_path / "package")
    scale = copy.row("rating_scale", "four-ratings", "Good")
    copy.append("rating_scale", **(scale | {"scale_id": "other", "rating": "Splendid"}))
    copy.change(table, *key, **{column: "Splendid"})
    assert "not-a-rating" in kinds(copy)


@pytest.mark.parametrize("column", ["pdu_standards", "pdu_max_score"])
def test_a_programme_that_rates_units_says_on_how_many_standards_and_up_to_which_score(
    tmp_path: Path, column: str
) -> None:
    copy = small_package(tmp_path / "package")
    copy.change("programmes", "core-2023", **{column: ""})
    found = [issue for issue in read(copy.folder).issues if issue.check == "missing-value"]
    assert [(issue.file, issue.column) for issue in found] == [("programmes.csv", column)]
