"""What the rules look at, and what they give back."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property, wraps

from ratings_site.check.sheets import Row, Sheet


@dataclass(frozen=True)
class Finding:
    """A contradiction: its kind, the cell it is reported at, and what it is about.

    A finding about something that an earlier message has already put in doubt, or that rests on it, is not reported.
    A failure puts what it is about in doubt for the rules that come later; None stands for what its row is of.
    """

    check: str
    row: Row
    column: str | None
    about: frozenset[str] | None
    rests_on: frozenset[str]
    words: Mapping[str, str | int]


def finding(
    check: str, row: Row, column: str | None, about: Iterable[str] | None = None, rests_on: Iterable[str] = (), /,
    **words: str | int,
) -> Finding:  # fmt: skip
    """Make a finding; it names the value of its cell."""
    subjects = None if about is None else frozenset(about)
    return Finding(check, row, column, subjects, frozenset(rests_on), {"value": row[column] if column else ""} | words)


class UnreadableTableError(Exception):
    """A rule asks for a table that could not be read; that it could not has been said already."""


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
        return [row for row in sheet.rows if row.in_doubt.isdisjoint(sheet.schema.primary_key)]

    def rows_if_read(self, table: str) -> list[Row]:
        """The same for a rule that asks of several tables; none of one that could not be read."""
        return self.rows(table) if table in self.sheets else []

    @cached_property
    def inspections(self) -> dict[str, Row]:
        return {row.key[0]: row for row in self.rows("inspections")}

    @cached_property
    def programmes(self) -> dict[str, Row]:
        return {row.key[0]: row for row in self.rows("programmes")}

    @cached_property
    def standards(self) -> dict[str, Row]:
        return {row.key[0]: row for row in self.rows("standards")}

    @cached_property
    def ratings_by_inspection(self) -> Mapping[str, list[Row]]:
        return grouped(self.rows("ratings"), lambda row: row["inspection_id"])

    def points_of(self, programme_id: str) -> dict[str, int]:
        """The points of each rating of a programme's scale."""
        programme = self.programmes.get(programme_id)
        scale = [row for row in self.rows("rating_scale") if programme and row["scale_id"] == programme["scale_id"]]
        return {row["rating"]: row.number("points") or 0 for row in scale}

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


REPORT_AFTER = timedelta(days=365)
"""A report comes out within this time of the end of what it is about."""


Judged = Iterator[Finding | bool]
"""What is wrong with each thing that a rule looks at; False where nothing is."""

Rule = Callable[[Facts], Judged]

_ENOUGH_ROWS = 5
_ENOUGH_SHARE = 0.1


def of_a_column(*tables: str) -> Callable[[Rule], Rule]:
    """A rule by which a column fits or does not: what it finds is `joined`, and puts all of these tables in doubt."""

    def joining(rule: Rule) -> Rule:
        return wraps(rule)(lambda facts: joined(rule(facts), [row for table in tables for row in facts.rows(table)]))

    return joining


def joined(judged: Iterable[Finding | bool], rows: Iterable[Row]) -> Iterator[Finding]:
    """Many contradictions in one column are one mistake: it was sorted alone, or pasted in another order.

    `rows` are those that are in doubt then.
    """
    compared = [*judged]
    findings = [one for one in compared if isinstance(one, Finding)]
    if len(findings) < _ENOUGH_ROWS or len(findings) < _ENOUGH_SHARE * len(compared):
        yield from findings
    else:
        yield sorted_alone(findings[0], len(findings), len(compared), rows)


def sorted_alone(first: Finding, count: int, of: int, rows: Iterable[Row]) -> Finding:
    """Say of a column, by the first cell that does not fit, that it was moved without the others."""
    about = {key for row in rows for key in row.cells.values() if key}
    return finding("column-sorted-alone", first.row, first.column, about, count=count, of=of)
