"""What the rules look at, and what they give back."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property

from ratings_site.check.sheets import Row, Sheet


@dataclass(frozen=True)
class Finding:
    """A contradiction: its kind, the cell it is reported at, and what it is about.

    A finding about something that an earlier message has already put in doubt, or that rests on it, is not reported.
    A failure puts what it is about in doubt for the rules that come later.
    """

    check: str
    table: str
    row: Row
    column: str | None = None
    value: str = ""
    about: frozenset[str] = frozenset()
    rests_on: frozenset[str] = frozenset()
    words: Mapping[str, str | int] = field(default_factory=dict)

    @property
    def subjects(self) -> frozenset[str]:
        """All that the finding speaks of: with one of them in doubt, it is not reported."""
        return self.about | self.rests_on


def finding(  # noqa: PLR0917 (the names of the words come after, and may be any)
    check: str,
    table: str,
    row: Row,
    column: str | None,
    about: Iterable[str] = (),
    rests_on: Iterable[str] = (),
    /,
    **words: str | int,
) -> Finding:
    """Make a finding; it names the value of its cell."""
    value = row[column] if column else ""
    return Finding(check, table, row, column, value, frozenset(about), frozenset(rests_on), words)


class UnreadableTableError(Exception):
    """A rule asks for a table that could not be read; that it could not has been said already."""


Rule = Callable[["Facts"], Iterator[Finding]]


@dataclass(frozen=True)
class Facts:
    """The rows of all tables, as far as they could be read."""

    sheets: Mapping[str, Sheet]

    def points_of(self, programme_id: str) -> dict[str, int]:
        """The points of each rating of a programme's scale."""
        programme = self.programmes.get(programme_id)
        scale = programme["scale_id"] if programme else ""
        return {
            row["rating"]: number(row, "points") or 0 for row in self.rows("rating_scale") if row["scale_id"] == scale
        }

    def sheet(self, table: str) -> Sheet:
        """A table as it was read; raises UnreadableTableError, on which the rule that asks is passed over."""
        if table not in self.sheets:
            raise UnreadableTableError(table)
        return self.sheets[table]

    def rows(self, table: str) -> list[Row]:
        """The rows of a table whose key is beyond doubt, in the order of the file."""
        sheet = self.sheet(table)
        key = set(sheet.schema.primary_key)
        return [row for row in sheet.rows if not row.in_doubt & key]

    @cached_property
    def inspections(self) -> dict[str, Row]:
        """Inspections by their identifier."""
        return {row["inspection_id"]: row for row in self.rows("inspections")}

    @cached_property
    def programmes(self) -> dict[str, Row]:
        """Programmes by their identifier."""
        return {row["programme_id"]: row for row in self.rows("programmes")}

    @cached_property
    def standards(self) -> dict[str, Row]:
        """Standards by their identifier."""
        return {row["standard_id"]: row for row in self.rows("standards")}

    @cached_property
    def ratings_by_inspection(self) -> dict[str, list[Row]]:
        """The ratings of each inspection."""
        groups: dict[str, list[Row]] = {}
        for row in self.rows("ratings"):
            groups.setdefault(row["inspection_id"], []).append(row)
        return groups

    def standards_of(self, programme_id: str, area_type: str) -> list[str]:
        """The standards of a programme for a kind of area."""
        wanted = (programme_id, area_type)
        rows = self.standards.items()
        return [name for name, row in rows if (row["programme_id"], row["area_type"]) == wanted]


def first_day(row: Row, column: str = "published") -> date | None:
    """The earliest day a cell can mean, given its precision; None where it is empty."""
    value = row.values[column]
    return value if isinstance(value, date) else None


def last_day(row: Row, column: str = "published") -> date | None:
    """The latest day a cell can mean: the last of its month or year, where only that is known."""
    day = first_day(row, column)
    precision = row.cells.get(f"{column}_precision", "day")
    if day is None or precision not in {"month", "year"}:
        return day
    is_december = precision == "year" or day.month == 12  # noqa: PLR2004
    return date(day.year + is_december, 1 if is_december else day.month + 1, 1) - timedelta(days=1)


def number(row: Row, column: str) -> int | None:
    """A whole number; None where the cell is empty."""
    value = row.values[column]
    return value if isinstance(value, int) else None


_ENOUGH_ROWS = 5
_ENOUGH_SHARE = 0.1


def joined(findings: list[Finding], *, of: int, rows: list[Row]) -> Iterator[Finding]:
    """Many contradictions in one column are one mistake: it was sorted alone, or pasted in another order.

    `of` says how many rows were compared; `rows` are those that are in doubt then.
    """
    if len(findings) < _ENOUGH_ROWS or len(findings) < _ENOUGH_SHARE * of:
        yield from findings
        return
    yield sorted_alone(findings[0], count=len(findings), of=of, rows=rows)


def sorted_alone(first: Finding, *, count: int, of: int, rows: list[Row]) -> Finding:
    """Say of a column, by the first cell that does not fit, that it was moved without the others."""
    about = {key for row in rows for key in row.cells.values() if key}
    return finding("column-sorted-alone", first.table, first.row, first.column, about, count=count, of=of)
