"""The issues found so far, in bounded memory."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from ratings_site.check.issues import Issue, Place, Severity
from ratings_site.check.kinds import KINDS, issue

MOST_ALIKE = 10
"""So many problems of one kind in one column are shown one by one; more of them are one mistake, shown once."""

MOST_WARNINGS = 1000
"""Warnings are never joined, since each is acknowledged by its row; no more of one kind are kept."""


@dataclass
class _Alike:
    """The problems of one kind in one column of one file: the first few, and the lines of all."""

    most: int
    first: list[Issue] = field(default_factory=list)
    count: int = 0
    ranges: list[list[int]] = field(default_factory=list)

    def add(self, check: str, place: Place, details: dict[str, str | int]) -> None:
        self.count += 1
        if len(self.first) < self.most:
            self.first.append(issue(check, place, **details))
        if place.line is None:
            return
        if self.ranges and self.ranges[-1][1] + 1 == place.line:
            self.ranges[-1][1] = place.line
        elif len(self.ranges) <= MOST_ALIKE:
            self.ranges.append([place.line, place.line])

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

    def add(self, check: str, place: Place, **details: str | int) -> None:
        """Take in one more issue, with the details its words name; those of one column come in order of their lines."""
        key = (place.file, check, place.column)
        if key not in self._alike:
            self._alike[key] = _Alike(MOST_WARNINGS if KINDS[check].severity is Severity.WARNING else MOST_ALIKE)
        self._alike[key].add(check, place, details)

    def __iter__(self) -> Iterator[Issue]:
        """Give each issue once, sorted; a mistake that runs down a whole column is one issue."""
        return iter(sorted({one for alike in self._alike.values() for one in alike.issues()}))

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
