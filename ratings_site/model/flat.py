"""All ratings in one flat table, with every name beside its identifier: the file a journalist can use alone.

One row is one rating: the overall rating of an inspection, or the rating of one standard in it. Points stand on
the rows of standards, the composite score on the row of the overall rating, so that neither is counted twice
when a column is summed.
"""

import tomllib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

from ratings_site.model import tables
from ratings_site.model.directory import Directory
from ratings_site.model.rows import Inspection, PartialDate

ALL_RATINGS = "all-ratings"
"""Name of the flat table, and of its files."""

_COLUMNS: dict[str, dict[str, Any]] = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
"""Each column as `flat.toml` describes it."""

_OF_INSPECTION = (
    *("inspection_id", "area_type", "pdu_id", "programme_id", "programme_name", "published", "published_precision"),
    *("published_label", "status", "report_url"),
)
_OF_SOURCE = ("source_id", "source_title", "source_url", "source_publisher", "source_licence")
_OF_OVERALL = ("absence", "score", "score_basis", "max_score", "note", *_OF_SOURCE)
_OF_STANDARD = ("standard_id", "standard_name", "rating", "basis", "absence", "possible", "note", *_OF_SOURCE)
"""What the rows take from the inspection, and from what gives the rating."""


def build_all_ratings_schema(package: tables.PackageInfo) -> tables.TableSchema:
    """Describe the flat table in the words the package uses for the same columns."""
    return tables.TableSchema(
        name=ALL_RATINGS,
        title="All ratings",
        description="Every rating in one table: the overall rating of each inspection and the rating of each standard "
        "in it, with the names of areas, programmes, standards and sources.",
        path=f"{ALL_RATINGS}.csv",
        fields=tuple(described(package, name, dict(told)) for name, told in _COLUMNS.items()),
        primary_key=("inspection_id", "standard_id"),
    )


def build_published_schemas(package: tables.PackageInfo) -> tuple[tables.TableSchema, ...]:
    """Every table that is published: the flat one, then those of the package."""
    return (build_all_ratings_schema(package), *package.schemas.values())


def build_all_ratings(directory: Directory) -> "pd.DataFrame":
    """Give every rating of the package its row, by inspection and within it the overall rating first."""
    latest = latest_inspections(directory)
    rows = [
        row for i in directory.inspections.values() for row in _rows(directory, i, latest=i.inspection_id in latest)
    ]
    return tables.build_frame(build_all_ratings_schema(directory.package), rows)


def described(package: tables.PackageInfo, name: str, told: dict[str, Any]) -> tables.Field:
    """A column of a table that is worked out: `told` is what is said of it, on top of the column that it is `of`."""
    table, _, column = told.pop("of", "").partition(".")
    if not table:
        return tables.Field(name=name, **{"type": "string"} | told | {"enum": tuple(told.get("enum", ()))})
    shared = next(field for field in package.schemas[table].fields if field.name == column)
    changes: dict[str, Any] = {"name": name, "unique": False, "required": False} | told
    return replace(shared, **changes)


def latest_inspections(directory: Directory) -> set[str]:
    """Identifiers of the newest rated inspection of each area; an unknown date counts as the oldest."""
    programmes = list(directory.programmes)
    rated = [i for i in directory.counted if i.is_rated]
    oldest_first = sorted(
        rated, key=lambda i: (programmes.index(i.programme.programme_id), i.published.sort_key, i.inspection_id)
    )
    return set({(i.area_type, i.area_id): i.inspection_id for i in oldest_first}.values())


def cell(row: object, column: str) -> Any:
    """The value of a column: the row's own, or that of what it refers to: `source_title` is the title of its source."""
    if hasattr(row, column):
        value = getattr(row, column)
    else:
        field, _, name = column.rpartition("_")
        other = getattr(row, field)
        value = getattr(other, column if hasattr(other, column) else name)
    return value.value if isinstance(value, PartialDate) else value


def _rows(directory: Directory, inspection: Inspection, *, latest: bool) -> Iterator[dict[str, tables.Value]]:
    area = directory.area_of(inspection)
    region_id = inspection.region_id or area.parent
    shared = {name: cell(inspection, name) for name in _OF_INSPECTION} | {
        "area_name": area.name,
        "region_id": region_id,
        "region_name": directory.regions[region_id].name if region_id else "",
        "area_closed": getattr(area, "closed", None),
        "latest": latest,
    }
    outcome = {"rating_of": "overall", "rating": inspection.overall, "basis": inspection.overall_basis}
    yield shared | {name: cell(inspection, name) for name in _OF_OVERALL} | outcome
    for rated in inspection.ratings:
        points = {"rating_of": "standard", "points": rated.grade.points if rated.grade else None}
        yield shared | {name: cell(rated, name) for name in _OF_STANDARD} | points
