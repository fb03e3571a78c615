"""What stops the publication of changes: one small function per rule, each giving its problems."""

from collections.abc import Iterator

from ratings_site.model.cells import build_row_key
from ratings_site.model.changes.comparison import Comparison
from ratings_site.model.changes.ratings import Cell, find_correction
from ratings_site.model.changes.values import (
    ChangeProblem,
    Level,
    PageChange,
    RatingChange,
    TableChange,
    version_parts,
)

LOST_ROWS = "table-lost-rows"
"""The one check of changes that staff can acknowledge."""

LARGEST_LOSS = 20
"""A table may lose one row in so many without being asked about."""


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


def check_ratings(ratings: tuple[RatingChange, ...]) -> Iterator[ChangeProblem]:
    """Rule 14: a rating that changed has a row in `corrections`, unless a new inspection brought it."""
    for change in ratings:
        if not change.explained:
            table, column = ("ratings", "rating") if change.standard_id else ("inspections", "overall")
            parts = (change.inspection_id, change.standard_id) if change.standard_id else (change.inspection_id,)
            cell = Cell(table, build_row_key(parts), column)
            yield _uncorrected(cell, f"{change.area.name}, {change.standard}", was=change.was, now=change.now)


def check_scores(comparison: Comparison) -> Iterator[ChangeProblem]:
    """A composite score that changed has a row in `corrections`, as a rating has."""
    corrections = list(comparison.difference("corrections").added.values())
    for key, (old, new) in comparison.difference("inspections").changed.items():
        was, now = old.get("score", ""), new.get("score", "")
        cell = Cell("inspections", build_row_key(key), "score")
        if was and was != now and not find_correction(corrections, cell, was=was, now=now):
            yield _uncorrected(cell, f"{comparison.area(new).name}, score", was=was, now=now)


def _uncorrected(cell: Cell, name: str, *, was: str, now: str) -> ChangeProblem:
    return ChangeProblem(
        check="rating-changed-without-correction",
        file=f"{cell.table}.csv",
        row_key=cell.row_key,
        message=f"{name}: was {was}, now {now or 'empty'}, and corrections.csv does not say why.",
        remedy="Put the published value back, or record the correction: "
        f"python build_site.py new correction --table {cell.table} --row {cell.row_key} --column {cell.column}",
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


def check_lost_rows(comparison: Comparison, tables: tuple[TableChange, ...]) -> Iterator[ChangeProblem]:
    """A table that lost more than one row in twenty is asked about; an acknowledgement made since then answers."""
    answered = _acknowledged(comparison)
    for table in tables:
        if table.removed * LARGEST_LOSS > table.before and table.path not in answered:
            yield ChangeProblem(
                check=LOST_ROWS,
                file=table.path,
                row_key="",
                message=f"{table.path} has lost {table.removed} of {table.before} rows.",
                remedy="Put them back, or add a row to acknowledgements.csv: "
                f"check {LOST_ROWS}, file {table.path}, with the reason and today's date.",
            )


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
