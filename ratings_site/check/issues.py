"""What is wrong in a package, as values: the kinds of problem of `kinds.toml`, and the issues that were found."""

import itertools
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Any

from ratings_site.check.characters import pattern


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
        mine, others = ((one.file, one.line or 0, one.column or "", one.severity, repr(one)) for one in (self, other))
        return mine < others


CONTENT: Mapping[str, Any] = tomllib.loads(Path(__file__).with_name("kinds.toml").read_text(encoding="utf-8"))
"""All of `kinds.toml`: what the page of problems says."""

KINDS: Mapping[str, Mapping[str, Any]] = {
    name: told | {"severity": Severity(told.get("severity", "failure"))}
    for section in CONTENT["sections"]
    for name, told in section["kinds"].items()
}
"""By stable name. Each has a section of the same name on the page of problems."""

_UNSHOWABLE = pattern("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffd%(bidi)s%(invisible)s%(spaces)s]")
_SIGNS = {"\n": "[line break]", "\r": "[line break]", "\t": "[tab]"}


def issue(check: str, place: Place, **details: str | int) -> Issue:
    """Make an issue of a kind; its words name the details, one of which may be the `value` found."""
    kind = KINDS[check]
    value = str(details.get("value", ""))
    longest = {"message": 2000, "remedy": 2000}  # whole sentences: a command in one of them is run as it stands
    told = {name: shown(str(detail), longest.get(name, 400)) for name, detail in details.items()}
    words = {"file": place.file} | told | {"value": shown(value)}
    message, remedy = kind["message"].format_map(words), kind["remedy"].format_map(words)
    return Issue(check, kind["severity"], place.file, place.line, place.column, message, remedy, value, place.row_key)


def shown(value: str, longest: int = 60) -> str:
    """Write a value so that it can be seen: cut if long, with hidden characters by their number (`[U+200B]`)."""
    cut = value if len(value) <= longest else value[: longest - 3] + "..."
    return _UNSHOWABLE.sub(lambda match: _SIGNS.get(match.group(), f"[U+{ord(match.group()):04X}]"), cut)


def listed(values: Iterable[str], conjunction: str) -> str:
    """Join values as a sentence does: a, b or c."""
    *first, last = values
    return f"{', '.join(first)} {conjunction} {last}" if first else last


MOST_ALIKE = 10
"""So many problems of one kind in one column are shown one by one; more of them are one mistake, shown once."""

MOST_IN_A_ROW = 4
"""So many of them stand below each other without a gap and are shown one by one; more were filled down or pasted."""

MOST_WARNINGS = 1000
"""Warnings are never joined, since each is acknowledged by its row; no more of one kind are kept."""


class Findings:
    """Gathers issues. Memory is bounded: of one kind in one column it keeps a few, and the lines of the rest."""

    def __init__(self) -> None:
        self._alike: dict[tuple[str, str, str | None], tuple[list[Issue], list[int]]] = {}

    def add(self, check: str, place: Place, **details: str | int) -> None:
        """Take in one more issue, with the details its words name; those of one column come in order of their lines."""
        first, lines = self._alike.setdefault((place.file, check, place.column), ([], []))
        lines.append(place.line or 0)
        if len(first) < (MOST_WARNINGS if KINDS[check]["severity"] is Severity.WARNING else MOST_ALIKE):
            first.append(issue(check, place, **details))

    def __iter__(self) -> Iterator[Issue]:
        """Give each issue once, sorted; a mistake that runs down a whole column is one issue."""
        return iter(sorted({one for first, lines in self._alike.values() for one in _joined(first, lines)}))

    def any_failure(self) -> bool:
        """Whether anything found so far stops the publication."""
        return any(first[0].severity is Severity.FAILURE for first, _ in self._alike.values())


def _joined(issues: list[Issue], lines: list[int]) -> list[Issue]:
    """Join a mistake that was made once: one value in many cells, or so many cells that a program made it."""
    first = issues[0]
    if first.severity is Severity.WARNING or first.line is None:
        return issues
    is_block = len(lines) > MOST_IN_A_ROW and lines == [*range(lines[0], lines[-1] + 1)]
    if len(lines) > MOST_ALIKE or is_block:
        return [_with_others(first, _ranges(lines), len(lines) - 1)]
    groups = defaultdict(list)
    for one in issues:
        message = first.message if KINDS[first.check].get("of_a_column") else one.message
        groups[message, one.column or one.line].append(one)
    return [_with_others(alike[0], [str(one.line) for one in alike], len(alike) - 1) for alike in groups.values()]


def _ranges(lines: list[int]) -> list[str]:
    of_one = itertools.groupby(enumerate(filter(None, lines)), key=lambda numbered: numbered[1] - numbered[0])
    ranges = ([line for _, line in group] for _, group in of_one)
    return [f"{start} to {others[-1]}" if others else f"{start}" for start, *others in ranges]


def _with_others(first: Issue, lines: list[str], more: int) -> Issue:
    if not more:
        return first
    told = listed([*lines[:6], "others"] if len(lines) > 6 else lines, "and")  # noqa: PLR2004
    where = f"{more:,} more {'cell' if first.column else 'row'}{'s' if more > 1 else ''}"
    where += " of this column" if first.column else ""
    return replace(first, remedy=f"{first.remedy} The same holds for {where} (lines {told}).".strip())
