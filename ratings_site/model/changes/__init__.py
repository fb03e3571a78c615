"""What differs between two states of the package, as frozen values in the words of the domain, and what was released.

Every value can be sorted, so that the same two packages always give the same list. Dates are `YYYY-MM-DD` text.
"""

import datetime
from dataclasses import dataclass
from typing import Literal

from ratings_site.model.rows import area_address
from ratings_site.versions import version_parts

Level = Literal["major", "minor", "patch", ""]

Key = tuple[str, str]
"""A table and the key of a row in it."""

OVERALL = "overall rating"
"""The name under which an overall rating stands where a standard's name would."""


@dataclass(frozen=True, order=True)
class Area:
    """What was inspected: a PDU, a region, approved premises or the whole service; the last two have no region."""

    area_type: str = ""
    area_id: str = ""
    name: str = ""
    region_id: str = ""

    @property
    def address(self) -> str:
        """The address of the area's page, or "" where it has none."""
        return area_address(self.area_type, self.area_id)


@dataclass(frozen=True, order=True)
class Change:
    """One thing that differs; what does not apply to things of its kind is empty.

    A rating goes `up` or `down` from the area's inspection before to a new one, if their programmes can be compared;
    it is `corrected` or `withdrawn` within one inspection, where it keeps its direction if no correction says why.
    """

    kind: str
    """overall rating, rating, inspection, publication, PDU, place, column, table or page."""
    change: str
    """What became of it, in one word."""
    area: Area = Area()  # it is frozen
    published: str = ""
    precision: str = ""
    """How exactly the date of publication is known."""
    item: str = ""
    """What it is called: a standard, a programme, a title, a place, `table.column`."""
    of: str = ""
    """The type of a publication or a place, or the level of a change of columns."""
    was: str = ""
    now: str = ""
    successors: tuple[str, ...] = ()
    """Names of the PDUs that follow a closed one."""
    inspection_id: str = ""
    standard_id: str = ""
    correction_id: str = ""
    page: str = ""
    """The address of a page that appears, moves (to `now`), closes (it stays, and says so) or vanishes."""


@dataclass(frozen=True)
class TableChange:
    """How many rows of a table were added, removed or changed; tables without a difference are left out."""

    path: str
    before: int
    added: int
    removed: int
    changed: int


@dataclass(frozen=True, order=True)
class FactChange:
    """A fact that was released and is another now, or (without a column) a row of facts that was taken out."""

    table: str
    row_key: str
    column: str
    name: str
    """What the row is about, in words."""
    title: str
    """What the column holds, in words."""
    was: str
    now: str
    reason: str
    """The correction that explains it, or why it needs none; empty where nothing says why: that stops the release."""
    since: str = ""
    cause: str = ""
    """The day and the reason that a report has for its new state, or a correction for what it put right."""
    known: tuple[str, str] = ("", "")
    """How exactly a date was known and is; empty for the day, and for what is no date."""


@dataclass(frozen=True, order=True)
class ChangeProblem:
    """Why these changes may not be published: the name of the check, what is wrong, and what to do."""

    check: str
    file: str
    row_key: str
    message: str
    remedy: str
    column: str = ""


@dataclass(frozen=True)
class Changes:
    """Everything that differs between two states of the package."""

    old_version: str
    new_version: str
    old_date: str
    new_date: str
    changes: tuple[Change, ...]
    """In the order in which readers care: ratings first, then what was inspected and published, pages and columns."""
    facts: tuple[FactChange, ...]
    """What was known and is another now, whatever the table."""
    corrections: tuple[FactChange, ...]
    """What the corrections that the newer state has more put right, oldest first; a whole row has no column."""
    entered: tuple[Key, ...]
    """The inspections and publications that are new."""
    revised: tuple[Key, ...]
    """Those that are not, of which the feeds now say something else."""
    tables: tuple[TableChange, ...]
    level: Level
    """What the changes call for: major, minor or patch; "" where nothing changed."""
    problems: tuple[ChangeProblem, ...]
    """What stops the publication."""

    def of(self, *kinds: str) -> tuple[Change, ...]:
        return tuple(change for change in self.changes if change.kind in kinds)

    @property
    def is_empty(self) -> bool:
        return not self.level

    @property
    def version_called_for(self) -> str:
        """The lowest version that may be published with these changes."""
        return raise_version(self.old_version, self.level)

    @property
    def version_raised(self) -> bool:
        """Whether the newer package already carries a version that is high enough."""
        return version_parts(self.new_version) >= version_parts(self.version_called_for)


def raise_version(version: str, level: Level) -> str:
    """The next version after `version`: a change of the given level sets the lower parts to nought."""
    major, minor, patch = version_parts(version)
    raised = {"major": (major + 1, 0, 0), "minor": (major, minor + 1, 0), "patch": (major, minor, patch + 1)}
    return ".".join(map(str, raised[level])) if level else version


@dataclass(frozen=True)
class ReleaseEntry:
    """One released version; `changes` compares it with the one before it, and is empty for the first."""

    version: str
    date: str
    """The day up to which its facts are published."""
    sha256: str
    """The checksum of the zip that keeps its files."""
    summary: str
    changes: Changes | None

    @property
    def day(self) -> datetime.date:
        return datetime.date.fromisoformat(self.date)

    @property
    def corrections(self) -> tuple[FactChange, ...]:
        return self.changes.corrections if self.changes else ()


@dataclass(frozen=True)
class History:
    """Every release, oldest first."""

    entries: tuple[ReleaseEntry, ...] = ()

    @property
    def said(self) -> str:
        """One text for all of it; two that say something else have two."""
        return repr(self.entries)

    @property
    def changes(self) -> tuple[Changes, ...]:
        """What each release after the first changed, oldest first."""
        return tuple(entry.changes for entry in self.entries if entry.changes)

    @property
    def newest(self) -> ReleaseEntry | None:
        """The release with the highest version, or None before the first."""
        return self.entries[-1] if self.entries else None
