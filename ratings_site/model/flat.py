"""All ratings in one flat table, with every name beside its identifier: the file a journalist can use alone.

One row is one rating: the overall rating of an inspection, or the rating of one standard in it. Points stand on
the rows of standards, the composite score on the row of the overall rating, so that neither is counted twice
when a column is summed.
"""

from dataclasses import replace

import pandas as pd

from ratings_site.model.directory import Directory, Inspection, Source, StandardRating
from ratings_site.model.tables import NOT_RATED, RATINGS, Field, PackageInfo, TableSchema, build_frame

ALL_RATINGS = "all-ratings"
"""Name of the flat table, and of its files."""

NATIONAL_NAME = "England and Wales"
"""What the national inspections cover."""

_DESCRIBED_HERE = {
    "rating_of": Field(
        name="rating_of",
        title="Rating of",
        description="Whether the row is the overall rating of the inspection, or the rating of one standard in it.",
        type="string",
        required=True,
        enum=("overall", "standard"),
    ),
    "area_name": Field(
        name="area_name",
        title="Area",
        description="Name of the PDU or region inspected, England and Wales for a national inspection, and the title "
        "of the report for approved premises.",
        type="string",
        required=True,
    ),
    "region_id": Field(
        name="region_id",
        title="Region identifier",
        description="The region inspected, or the one the inspected PDU belongs to. Empty for other inspections.",
        type="string",
    ),
    "rating": Field(
        name="rating",
        title="Rating",
        description="One of the four ratings, or Not rated for the overall outcome of an inspection whose programme "
        "gives none. Empty exactly where the basis is not available.",
        type="string",
        enum=(*RATINGS, NOT_RATED),
    ),
    "absence": Field(
        name="absence",
        title="Why it is missing",
        description="Why the rating, or on the row of an overall rating the score, is not here: the report was not "
        "read; it is not printed in the part we hold; the report prints it as a coloured dot, and our copy has lost "
        "the colours; or the sources disagree. Empty where nothing is missing.",
        type="string",
    ),
    "points": Field(
        name="points",
        title="Points",
        description="What the rating of this standard is worth in the rating scale. Filled on the rows of standards "
        "only.",
        type="integer",
        minimum="0",
        maximum="3",
    ),
    "score": Field(
        name="score",
        title="Composite score",
        description="Sum of the points of the inspection's standards. Filled on the rows of overall ratings only, and "
        "empty where it is not known.",
        type="integer",
        minimum="0",
    ),
    "max_score": Field(
        name="max_score",
        title="Highest score",
        description="The highest composite score that a PDU can reach in this programme. Filled on the rows of overall "
        "ratings of PDUs only. Scores with different maxima are not comparable.",
        type="integer",
        minimum="1",
    ),
    "latest": Field(
        name="latest",
        title="Latest",
        description="Whether no later inspection of the same area has given ratings: yes on the rows that say how the "
        "area was rated last, no on older ones and on inspections without ratings.",
        type="boolean",
        required=True,
    ),
}
"""The columns that no table of the package has, or that mean something wider here."""

_COLUMNS = (
    ("rating_of", "", ""),
    ("inspection_id", "inspections", "inspection_id"),
    ("area_type", "inspections", "area_type"),
    ("area_name", "", ""),
    ("pdu_id", "inspections", "pdu_id"),
    ("region_id", "", ""),
    ("region_name", "regions", "name"),
    ("programme_id", "inspections", "programme_id"),
    ("programme_name", "programmes", "name"),
    ("published", "inspections", "published"),
    ("published_precision", "inspections", "published_precision"),
    ("standard_id", "ratings", "standard_id"),
    ("standard_name", "standards", "name"),
    ("rating", "", ""),
    ("basis", "ratings", "basis"),
    ("absence", "", ""),
    ("possible", "ratings", "possible"),
    ("points", "", ""),
    ("score", "", ""),
    ("score_basis", "inspections", "score_basis"),
    ("max_score", "", ""),
    ("latest", "", ""),
    ("report_url", "inspections", "report_url"),
    ("source_id", "ratings", "source_id"),
    ("source_title", "sources", "title"),
    ("source_publisher", "sources", "publisher"),
    ("source_licence", "sources", "licence"),
    ("source_url", "sources", "url"),
    ("note", "ratings", "note"),
)
"""Each column, and the table and column whose description it shares (none where it is described here)."""

_TITLES = {
    "inspection_id": "Inspection identifier",
    "pdu_id": "PDU identifier",
    "region_name": "Region",
    "programme_id": "Programme identifier",
    "programme_name": "Programme",
    "standard_id": "Standard identifier",
    "standard_name": "Standard",
    "source_id": "Source identifier",
    "source_title": "Source",
    "source_publisher": "Publisher of the source",
    "source_licence": "Licence of the source",
    "source_url": "Address of the source",
}
_ALWAYS_FILLED = frozenset({"inspection_id", "area_type", "programme_id", "programme_name", "basis", "source_id"})


def build_all_ratings_schema(package: PackageInfo) -> TableSchema:
    """Describe the flat table in the words the package uses for the same columns."""
    return TableSchema(
        name=ALL_RATINGS,
        title="All ratings",
        description="Every rating in one table: the overall rating of each inspection and the rating of each standard "
        "in it, with the names of areas, programmes, standards and sources.",
        path=f"{ALL_RATINGS}.csv",
        fields=tuple(_field(package, *column) for column in _COLUMNS),
        primary_key=("inspection_id", "standard_id"),
    )


def build_all_ratings(directory: Directory) -> pd.DataFrame:
    """Give every rating of the package its row, by inspection and within it the overall rating first."""
    latest = latest_inspections(directory)
    rows = [
        row for i in directory.inspections.values() for row in _rows(directory, i, latest=i.inspection_id in latest)
    ]
    return build_frame(build_all_ratings_schema(directory.package), rows)


def area_name(directory: Directory, inspection: Inspection) -> str:
    """Name the area inspected."""
    if inspection.pdu_id:
        return directory.pdus[inspection.pdu_id].name
    if inspection.region_id:
        return directory.regions[inspection.region_id].name
    return NATIONAL_NAME if inspection.area_type == "national" else inspection.title


def _field(package: PackageInfo, name: str, table: str, column: str) -> Field:
    if not table:
        return _DESCRIBED_HERE[name]
    shared = next(field for field in package.schemas[table].fields if field.name == column)
    return replace(
        shared, name=name, title=_TITLES.get(name, shared.title), unique=False, required=name in _ALWAYS_FILLED
    )


def latest_inspections(directory: Directory) -> set[str]:
    """Identifiers of the newest rated inspection of each area; an unknown date counts as the oldest."""
    programmes = list(directory.programmes)
    rated = [i for i in directory.counted if i.is_rated]
    oldest_first = sorted(
        rated, key=lambda i: (programmes.index(i.programme.programme_id), i.published.sort_key, i.inspection_id)
    )
    return set({(i.area_type, area_name(directory, i)): i.inspection_id for i in oldest_first}.values())


def _rows(directory: Directory, inspection: Inspection, *, latest: bool) -> list[dict[str, str]]:
    shared = _shared_cells(directory, inspection) | {"latest": "yes" if latest else "no"}
    standards = [shared | _standard_cells(directory, rating) for rating in inspection.ratings]
    return [shared | _overall_cells(inspection), *standards]


def _shared_cells(directory: Directory, inspection: Inspection) -> dict[str, str]:
    pdu = directory.pdus.get(inspection.pdu_id)
    region_id = pdu.region_id if pdu else inspection.region_id
    return {
        "inspection_id": inspection.inspection_id,
        "area_type": inspection.area_type,
        "area_name": area_name(directory, inspection),
        "pdu_id": inspection.pdu_id,
        "region_id": region_id,
        "region_name": directory.regions[region_id].name if region_id else "",
        "programme_id": inspection.programme.programme_id,
        "programme_name": inspection.programme.name,
        "published": _cell(inspection.published.value),
        "published_precision": inspection.published.precision,
        "report_url": inspection.report_url,
    }


def _overall_cells(inspection: Inspection) -> dict[str, str]:
    return {
        "rating_of": "overall",
        "rating": inspection.overall,
        "basis": inspection.overall_basis,
        "absence": inspection.absence,
        "score": _cell(inspection.score),
        "score_basis": inspection.score_basis,
        "max_score": _cell(inspection.max_score),
        "note": inspection.note,
    } | _source_cells(inspection.source)


def _standard_cells(directory: Directory, rated: StandardRating) -> dict[str, str]:
    grade = directory.grades.get(rated.rating)
    return {
        "rating_of": "standard",
        "standard_id": rated.standard.standard_id,
        "standard_name": rated.standard.name,
        "rating": rated.rating,
        "basis": rated.basis,
        "absence": rated.absence,
        "possible": rated.possible,
        "points": _cell(grade.points if grade else None),
        "note": rated.note,
    } | _source_cells(rated.source)


def _source_cells(source: Source) -> dict[str, str]:
    return {
        "source_id": source.source_id,
        "source_title": source.title,
        "source_publisher": source.publisher,
        "source_licence": source.licence,
        "source_url": source.url,
    }


def _cell(value: object) -> str:
    return "" if value is None else str(value)
