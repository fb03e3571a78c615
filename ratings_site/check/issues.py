"""What is wrong in a package, as values: the kinds of problem of `kinds.toml`, and the issues that were found."""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import total_ordering
from pathlib import Path
from typing import Any


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


_CONTENT = tomllib.loads(Path(__file__).with_name("kinds.toml").read_text(encoding="utf-8"))

INTRODUCTION: str = _CONTENT["introduction"]
"""What stands above the kinds on their page."""


@dataclass(frozen=True)
class Kind:
    """One kind of problem; names in braces in its message and remedy stand for the value found and for details."""

    title: str
    message: str
    remedy: str
    when: str
    severity: Severity = Severity.FAILURE
    of_a_column: bool = False
    """A program does it to a whole column at once: from the second cell on it is told as one mistake."""
    may_be_accepted: bool = False
    """It stops the publication until a row of `acknowledgements.csv` says that it is meant."""
    example: Mapping[str, Any] | None = None
    """The place and the details of the message that the page shows."""
    in_excel: str = ""
    in_editor: str = ""
    by_hand: str = ""
    """What to do in Excel or in a text editor, where it is the same."""
    in_editor_only: str = ""
    elsewhere: str = ""


@dataclass(frozen=True)
class Section:
    """Kinds of problem that belong together, by their stable names."""

    title: str
    introduction: str
    kinds: Mapping[str, Kind]


def _kind(described: dict[str, Any]) -> Kind:
    return Kind(**(described | {"severity": Severity(described.get("severity", "failure"))}))


SECTIONS = tuple(
    Section(one["title"], one["introduction"], {name: _kind(described) for name, described in one["kinds"].items()})
    for one in _CONTENT["sections"]
)

KINDS: Mapping[str, Kind] = {name: kind for section in SECTIONS for name, kind in section.kinds.items()}
"""By stable name. Each has a section of the same name on the page of problems."""

_LONGEST_VALUE = 60
_LONGEST_DETAIL = 400
_LONGEST = {"message": 2000, "remedy": 2000}
"""Whole sentences: a command in one of them is run as it stands."""
_UNSHOWABLE = re.compile(
    "[\x00-\x1f\x7f-\xa0\u00ad\u034f\u061c\u115f\u1160\u1680\u17b4\u17b5\u180b-\u180f\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000"
    "\u2800\u3164\ud800-\udfff\ue000-\uf8ff\ufe00-\ufe0f\ufeff\uffa0\ufff0-\uffff\U0001d173-\U0001d17a\U000e0000-\U0010ffff]"
)
_SIGNS = {"\n": "[line break]", "\r": "[line break]", "\t": "[tab]"}


def issue(check: str, place: Place, **details: str | int) -> Issue:
    """Make an issue of a kind; its words name the details, one of which may be the `value` found."""
    kind = KINDS[check]
    words = {name: shown(str(detail), _LONGEST.get(name, _LONGEST_DETAIL)) for name, detail in details.items()}
    value = str(details.get("value", ""))
    words["value"] = shown(value)
    words.setdefault("file", place.file)
    message, remedy = kind.message.format_map(words), kind.remedy.format_map(words)
    return Issue(check, kind.severity, place.file, place.line, place.column, message, remedy, value, place.row_key)


def shown(value: str, longest: int = _LONGEST_VALUE) -> str:
    """Write a value so that it can be seen: cut if long, with hidden characters by their number (`[U+200B]`)."""
    cut = value if len(value) <= longest else value[: longest - 3] + "..."
    return _UNSHOWABLE.sub(lambda match: _SIGNS.get(match.group(), f"[U+{ord(match.group()):04X}]"), cut)


def any_of(values: Iterable[str]) -> str:
    """Join values as a sentence does: a, b or c."""
    *first, last = values
    return f"{', '.join(first)} or {last}" if first else last


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
        """A mistake that was made once: one value in many cells, or so many cells that a program made it."""
        first = self.first[0]
        if first.severity is Severity.WARNING or first.line is None:
            return self.first
        if self.count > MOST_ALIKE:
            return [_joined(first, self.count - 1, self.ranges)]
        by_value: dict[str, list[Issue]] = {}
        for one in self.first:
            by_value.setdefault(one.message if one.column else f"{one.message} {one.line}", []).append(one)
        groups = [[*self.first]] if KINDS[first.check].of_a_column else by_value.values()
        return [
            _joined(alike[0], len(alike) - 1, [[one.line, one.line] for one in alike if one.line]) for alike in groups
        ]


def _joined(first: Issue, more: int, ranges: list[list[int]]) -> Issue:
    if not more:
        return first
    cells = "cell" if first.column else "row"
    where = f"{more:,} more {cells}{'s' if more > 1 else ''}{' of this column' if first.column else ''}"
    return replace(first, remedy=f"{first.remedy} The same holds for {where} ({_lines_in_words(ranges)}).".strip())


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
