"""What differs between two states of the package, in the words of the domain."""

from collections.abc import Mapping
from itertools import chain
from types import MappingProxyType

from ratings_site.model.changes.columns import build_column_changes, build_level
from ratings_site.model.changes.comparison import build_comparison
from ratings_site.model.changes.entries import (
    build_correction_entries,
    build_inspection_changes,
    build_pdu_changes,
    build_place_changes,
    build_publication_changes,
    build_table_changes,
)
from ratings_site.model.changes.pages import build_page_addresses, build_page_changes
from ratings_site.model.changes.problems import (
    LOST_ROWS,
    check_lost_rows,
    check_pages,
    check_ratings,
    check_schedule,
    check_scores,
    check_version,
)
from ratings_site.model.changes.ratings import build_overall_changes, build_standard_changes
from ratings_site.model.changes.values import (
    Area,
    ChangeProblem,
    Changes,
    ColumnChange,
    CorrectionEntry,
    InspectionChange,
    PageChange,
    PduChange,
    PlaceChange,
    PublicationChange,
    RatingChange,
    TableChange,
    raise_version,
    version_parts,
)
from ratings_site.model.tables import Tables

__all__ = [
    "LOST_ROWS",
    "Area",
    "ChangeProblem",
    "Changes",
    "ColumnChange",
    "CorrectionEntry",
    "InspectionChange",
    "PageChange",
    "PduChange",
    "PlaceChange",
    "PublicationChange",
    "RatingChange",
    "TableChange",
    "build_changes",
    "build_page_addresses",
    "raise_version",
    "version_parts",
]

_NO_REDIRECTS: Mapping[str, str] = MappingProxyType({})


def build_changes(old: Tables, new: Tables, *, redirects: Mapping[str, str] = _NO_REDIRECTS) -> Changes:
    """Compare two states of the package; `redirects` says where the readers of a former address are sent.

    Neither package needs every table of the other: what one of them lacks is empty there.
    """
    comparison = build_comparison(old, new)
    overall, ratings = build_overall_changes(comparison), build_standard_changes(comparison)
    columns, pages = build_column_changes(comparison), build_page_changes(comparison, redirects)
    tables = build_table_changes(comparison)
    level = build_level(comparison, columns, overall + ratings)
    called_for = raise_version(old.package.version, level)
    problems = chain(
        check_pages(pages),
        check_ratings(overall + ratings),
        check_scores(comparison),
        check_schedule(comparison),
        check_lost_rows(comparison, tables),
        check_version(comparison, level, called_for),
    )
    return Changes(
        old_version=old.package.version,
        new_version=new.package.version,
        old_date=old.package.created.isoformat(),
        new_date=new.package.created.isoformat(),
        overall_ratings=overall,
        ratings=ratings,
        inspections=build_inspection_changes(comparison),
        publications=build_publication_changes(comparison),
        pdus=build_pdu_changes(comparison),
        places=build_place_changes(comparison),
        corrections=build_correction_entries(comparison),
        tables=tables,
        columns=columns,
        pages=pages,
        level=level,
        version_called_for=called_for,
        problems=tuple(sorted(problems)),
    )
