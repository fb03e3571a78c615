"""What is wrong in a package, as values: where it stands, what it is, and what to do about it."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import total_ordering


class Severity(StrEnum):
    """What a problem does to the publication."""

    FAILURE = "failure"
    """Nothing is published until it is mended."""
    WARNING = "warning"
    """It is published; somebody should look, and can write in `acknowledgements.csv` that they did."""
    NOTE = "note"
    """A harmless difference that was evened out, or a warning that has been acknowledged."""


@dataclass(frozen=True)
class Place:
    """Where a problem stands: a file of the package, its line as an editor counts them, a column, a row's key."""

    file: str
    line: int | None = None
    column: str | None = None
    row_key: str = ""


@total_ordering
@dataclass(frozen=True)
class Issue:
    """One problem. Issues sort by file, line and column, in the order in which somebody mends them."""

    check: str
    """The stable name of the kind of problem, and its anchor on the page of problems."""
    severity: Severity
    file: str
    """Path inside the package, with forward slashes."""
    line: int | None
    """Counted from 1 as an editor does; None where the problem is the file's, or where a line is lacking."""
    column: str | None
    message: str
    remedy: str
    value: str = ""
    """The value found, whole, as it stands in the file."""
    row_key: str = ""
    """The row's key, its parts joined by `/`: what an acknowledgement names."""

    @property
    def text(self) -> str:
        """What is wrong and what to do, in one line."""
        return f"{self.message} {self.remedy}".rstrip()

    def __lt__(self, other: "Issue") -> bool:
        return self._order < other._order

    @property
    def _order(self) -> tuple[str, int, str, Severity, str, str, str, str, str]:
        place = (self.file, self.line or 0, self.column or "")
        return (*place, self.severity, self.check, self.message, self.remedy, self.value, self.row_key)


MOST_ALIKE = 10
"""So many problems of one kind in one column are shown one by one; more of them are one mistake, shown once."""

MOST_WARNINGS = 1000
"""Warnings are never joined, since each is acknowledged by its row; no more of one kind are kept."""


@dataclass
class _Alike:
    """The problems of one kind in one column of one file: the first few, and the lines of all."""

    first: list[Issue] = field(default_factory=list)
    count: int = 0
    ranges: list[list[int]] = field(default_factory=list)

    def add(self, issue: Issue) -> None:
        self.count += 1
        warning = issue.severity is Severity.WARNING
        if len(self.first) < (MOST_WARNINGS if warning else MOST_ALIKE):
            self.first.append(issue)
        if issue.line is None:
            return
        if self.ranges and self.ranges[-1][1] + 1 == issue.line:
            self.ranges[-1][1] = issue.line
        elif len(self.ranges) <= MOST_ALIKE:
            self.ranges.append([issue.line, issue.line])

    def issues(self) -> list[Issue]:
        first = self.first[0]
        if self.count <= MOST_ALIKE or first.severity is Severity.WARNING or first.line is None:
            return self.first
        where = "cells of this column" if first.column else "rows"
        more = f"The same holds for {self.count - 1:,} more {where} ({_lines_in_words(self.ranges)})."
        return [replace(first, remedy=f"{first.remedy} {more}".strip())]


class Findings:
    """Gathers issues. Memory is bounded: of one kind in one column it keeps a few, and the lines of the rest."""

    def __init__(self) -> None:
        self._alike: dict[tuple[str, str, str | None], _Alike] = {}

    def add(self, issue: Issue) -> None:
        """Take in one more issue; those of one kind and column come in the order of their lines."""
        key = (issue.file, issue.check, issue.column)
        self._alike.setdefault(key, _Alike()).add(issue)

    def __iter__(self) -> Iterator[Issue]:
        """Give each issue once, sorted; a mistake that runs down a whole column is one issue."""
        return iter(sorted({issue for alike in self._alike.values() for issue in alike.issues()}))

    def any_failure(self) -> bool:
        """Whether anything found so far stops the publication."""
        return any(alike.first[0].severity is Severity.FAILURE for alike in self._alike.values())


def _lines_in_words(ranges: list[list[int]]) -> str:
    shown = [f"{start} to {end}" if end > start else f"{start}" for start, end in ranges[:6]]
    if len(ranges) > len(shown):
        return f"lines {', '.join(shown)} and others"
    if len(shown) > 1:
        return f"lines {', '.join(shown[:-1])} and {shown[-1]}"
    return f"lines {shown[0]}"
