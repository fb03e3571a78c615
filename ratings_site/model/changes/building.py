"""Comparing two states of the package: what differs, which version that calls for, and what stops the publication."""

from collections.abc import Iterator, Mapping
from itertools import chain
from types import MappingProxyType

from ratings_site.model.cells import build_row_key
from ratings_site.model.changes import (
    ChangeProblem,
    Changes,
    ColumnChange,
    Level,
    PageChange,
    RatingChange,
    raise_version,
)
from ratings_site.model.changes.comparison import (
    Comparison,
    build_column_changes,
    build_entered,
    build_inspection_changes,
    build_new_corrections,
    build_page_changes,
    build_pdu_changes,
    build_place_changes,
    build_publication_changes,
    build_revised,
    build_table_changes,
)
from ratings_site.model.changes.facts import build_fact_changes, check_facts
from ratings_site.model.changes.ratings import build_rating_changes
from ratings_site.model.changes.slips import LOST_ROWS, find_lost, lost_words
from ratings_site.model.tables import Tables
from ratings_site.versions import version_parts

LEVELS: tuple[Level, ...] = ("", "patch", "minor", "major")
"""From nothing at all to the change that costs readers most."""

_RECORDS = ("corrections", "acknowledgements")
"""Tables about the data: a row more in one of them adds no data."""

_NO_REDIRECTS: Mapping[str, str] = MappingProxyType({})


def build_changes(old: Tables, new: Tables, *, redirects: Mapping[str, str] = _NO_REDIRECTS) -> Changes:
    """Compare two states of the package; `redirects` says where the readers of a former address are sent.

    Neither package needs every table of the other: what one of them lacks is empty there.
    """
    comparison = Comparison(old, new)
    overall, ratings = build_rating_changes(comparison)
    columns, pages = build_column_changes(comparison), build_page_changes(comparison, redirects)
    tables, facts = build_table_changes(comparison), build_fact_changes(comparison)
    level = build_level(comparison, columns, overall + ratings)
    called_for = raise_version(old.package.version, level)
    problems = chain(
        check_pages(pages),
        check_facts(facts),
        check_schedule(comparison),
        check_lost_rows(comparison),
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
        facts=facts,
        corrections=build_new_corrections(comparison),
        entered=build_entered(comparison),
        revised=build_revised(comparison),
        tables=tables,
        columns=columns,
        pages=pages,
        level=level,
        version_called_for=called_for,
        problems=tuple(sorted(problems)),
    )


def build_level(comparison: Comparison, columns: tuple[ColumnChange, ...], ratings: tuple[RatingChange, ...]) -> Level:
    """What the changes call for: the heaviest of the schema's changes, added data, and corrections."""
    levels: list[Level] = ["", *(column.level for column in columns)]
    if any(comparison.differences.values()) or _metadata(comparison.old) != _metadata(comparison.new):
        levels.append("patch")
    if any(difference.added for name, difference in comparison.differences.items() if name not in _RECORDS):
        levels.append("minor")
    if any(change.move == "appeared" for change in ratings):
        levels.append("minor")
    return max(levels, key=LEVELS.index)


def _metadata(tables: Tables) -> dict[str, object]:
    """What the descriptor says of the package as a whole, its version and date aside."""
    aside = ("version", "created", "resources")
    return {name: value for name, value in tables.package.descriptor.items() if name not in aside}


def check_pages(pages: tuple[PageChange, ...]) -> Iterator[ChangeProblem]:
    """No page may vanish without a successor: its address was a promise."""
    for page in pages:
        if page.kind == "vanishes":
            yield ChangeProblem(
                check="page-would-vanish",
                file="",
                row_key=page.address,
                message=f"The page /{page.address} ({page.title}) would vanish.",
                remedy="Put its row back, or say where its readers go: "
                f"python build_site.py new redirect /{page.address} ADDRESS",
            )


def check_schedule(comparison: Comparison) -> Iterator[ChangeProblem]:
    """What is still to come needs its exact day, for it comes out on that day by itself."""
    today = comparison.new.package.created.isoformat()
    for table in ("inspections", "publications"):
        for key, row in comparison.now(table).items():
            name, known = build_row_key(key), row["published_precision"]
            if row["published"] > today and known != "day":
                yield ChangeProblem(
                    check="scheduled-without-day",
                    file=f"{table}.csv",
                    row_key=name,
                    message=f"{name} is still to come, and only the {known} is known.",
                    remedy="Write the day on which it is published, and “day” in the column for precision.",
                )


def check_lost_rows(comparison: Comparison) -> Iterator[ChangeProblem]:
    """A table that lost more than one row in twenty is asked about; an acknowledgement made since then answers."""
    answered = _acknowledged(comparison)
    for table, schema in comparison.schemas.items():
        lost = find_lost(comparison.before(table), comparison.now(table))
        if lost and schema.path not in answered:
            words = lost_words(schema.path, len(lost), len(comparison.before(table)), build_row_key(lost[0]))
            yield ChangeProblem(LOST_ROWS, schema.path, "", **words)


def _acknowledged(comparison: Comparison) -> set[str]:
    difference = comparison.difference("acknowledgements")
    rows = [*difference.added.values(), *(new for _, new in difference.changed.values())]
    return {row["file"] for row in rows if row["check"] == LOST_ROWS}


def check_version(comparison: Comparison, level: Level, called_for: str) -> Iterator[ChangeProblem]:
    """A change that breaks what readers built on needs a person to raise the first number of the version."""
    old, new = comparison.old.package.version, comparison.new.package.version
    if version_parts(new) < version_parts(old) or (level == "major" and version_parts(new) < version_parts(called_for)):
        yield ChangeProblem(
            check="version-too-low",
            file="datapackage.json",
            row_key="version",
            message=f"The version is {new}; these changes to {old} call for {called_for}.",
            remedy=f'Write "version": "{called_for}" in datapackage.json, or take the change of the columns back.',
        )
