"""What the rules look at, and what they give back."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from ratings_site.check.sheets import Row, Sheet


@dataclass(frozen=True)
class Finding:
    """A contradiction: its kind, the cell it is reported at, and what it is about.

    A finding about something that an earlier message has already put in doubt, or that rests on it, is not reported.
    A failure puts what it is about in doubt for the rules that come later; None stands for what its row is of.
    """

    check: str
    table: str
    row: Row
    column: str | None
    about: frozenset[str] | None
    rests_on: frozenset[str]
    words: Mapping[str, str | int]


def finding(  # noqa: PLR0917 (the names of the words come after, and may be any)
    check: str,
    table: str,
    row: Row,
    column: str | None,
    about: Iterable[str] | None = None,
    rests_on: Iterable[str] = (),
    /,
    **words: str | int,
) -> Finding:
    """Make a finding; it names the value of its cell."""
    subjects = None if about is None else frozenset(about)
    told = {"value": row[column] if column else ""} | words
    return Finding(check, table, row, column, subjects, frozenset(rests_on), told)


class UnreadableTableError(Exception):
    """A rule asks for a table that could not be read; that it could not has been said already."""


Rule = Callable[["Facts"], Iterator[Finding]]


@dataclass(frozen=True)
class Facts:
    """The rows of all tables, as far as they could be read."""

    sheets: Mapping[str, Sheet]

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

    def rows_if_read(self, table: str) -> list[Row]:
        """The same for a rule that asks of several tables; none of one that could not be read."""
        return self.rows(table) if table in self.sheets else []

    def _by_id(self, table: str) -> dict[str, Row]:
        return {row[self.sheet(table).schema.primary_key[0]]: row for row in self.rows(table)}

    @cached_property
    def inspections(self) -> dict[str, Row]:
        return self._by_id("inspections")

    @cached_property
    def programmes(self) -> dict[str, Row]:
        return self._by_id("programmes")

    @cached_property
    def standards(self) -> dict[str, Row]:
        return self._by_id("standards")

    @cached_property
    def ratings_by_inspection(self) -> Mapping[str, list[Row]]:
        return grouped(self.rows("ratings"), lambda row: row["inspection_id"])

    def points_of(self, programme_id: str) -> dict[str, int]:
        """The points of each rating of a programme's scale."""
        programme = self.programmes.get(programme_id)
        scale = [row for row in self.rows("rating_scale") if programme and row["scale_id"] == programme["scale_id"]]
        return {row["rating"]: number(row, "points") or 0 for row in scale}

    def standards_of(self, programme_id: str, area_type: str) -> list[str]:
        """The standards of a programme for a kind of area."""
        wanted = (programme_id, area_type)
        return [name for name, row in self.standards.items() if (row["programme_id"], row["area_type"]) == wanted]


def grouped(rows: Iterable[Row], by: Callable[[Row], str]) -> Mapping[str, list[Row]]:
    """The rows of each group, in the order of the file."""
    groups: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        groups[by(row)].append(row)
    return groups


def repeated(rows: Iterable[Row], said: Callable[[Row], Hashable]) -> Iterator[tuple[Row, Row]]:
    """Each row that says what an earlier one says, with the first that does; what says nothing repeats nothing."""
    first: dict[Hashable, Row] = {}
    for row in rows:
        what = said(row)
        if what and first.setdefault(what, row) is not row:
            yield row, first[what]


REPORT_AFTER = timedelta(days=365)
"""A report comes out within this time of the end of what it is about."""


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


def joined(findings: list[Finding], rows: list[Row], *, of: int | None = None) -> Iterator[Finding]:
    """Many contradictions in one column are one mistake: it was sorted alone, or pasted in another order.

    `rows` are those that are in doubt then; `of` says how many were compared, where that is not all of them.
    """
    compared = len(rows) if of is None else of
    if len(findings) < _ENOUGH_ROWS or len(findings) < _ENOUGH_SHARE * compared:
        yield from findings
    else:
        yield sorted_alone(findings[0], len(findings), compared, rows)


def sorted_alone(first: Finding, count: int, of: int, rows: list[Row]) -> Finding:
    """Say of a column, by the first cell that does not fit, that it was moved without the others."""
    about = {key for row in rows for key in row.cells.values() if key}
    return finding("column-sorted-alone", first.table, first.row, first.column, about, count=count, of=of)
