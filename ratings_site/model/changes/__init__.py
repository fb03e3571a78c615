"""What differs between two states of the package, as frozen values in the words of the domain.

Every value can be sorted, so that the same two packages always give the same list. Dates are `YYYY-MM-DD` text.
"""

from dataclasses import dataclass
from typing import Literal

from ratings_site.model.rows import Correction, area_address
from ratings_site.versions import version_parts

Move = Literal["up", "down", "appeared", "corrected", "withdrawn"]
Level = Literal["major", "minor", "patch", ""]

Key = tuple[str, str]
"""A table and the key of a row in it."""

OVERALL = "overall rating"
"""The name under which an overall rating stands where a standard's name would."""


@dataclass(frozen=True, order=True)
class Area:
    """What was inspected: a PDU, a region, approved premises or the whole service; the last two have no region."""

    area_type: str
    area_id: str
    name: str
    region_id: str

    @property
    def address(self) -> str:
        """The address of the area's page, or "" where it has none."""
        return area_address(self.area_type, self.area_id)


@dataclass(frozen=True, order=True)
class RatingChange:
    """One rating of one area that a reader sees change.

    `up` and `down` compare a new inspection with the area's one before it, if the programmes can be compared;
    `corrected` and `withdrawn` change the rating of one inspection. A rating that changed within one inspection
    and has no row in `corrections` keeps its direction.
    """

    area: Area
    move: Move
    standard_id: str
    """Empty for the overall rating."""
    standard: str
    was: str
    now: str
    inspection_id: str
    previous_inspection_id: str
    """Where the earlier rating comes from: the same inspection for a correction, empty where there was none."""
    published: str
    correction_id: str = ""
    precision: str = "day"
    """How exactly the date of publication is known."""


@dataclass(frozen=True, order=True)
class InspectionChange:
    """An inspection that is new, or that was taken out."""

    kind: Literal["new", "withdrawn"]
    area: Area
    published: str
    precision: str
    inspection_id: str
    programme: str
    overall: str


@dataclass(frozen=True, order=True)
class PublicationChange:
    """A publication that is new, or that was taken out."""

    kind: Literal["new", "withdrawn"]
    published: str
    precision: str
    title: str
    type: str


@dataclass(frozen=True, order=True)
class PduChange:
    """A PDU that opened, closed, took another name or moved to another region."""

    kind: Literal["opened", "closed", "renamed", "moved region", "removed"]
    area: Area
    was: str = ""
    now: str = ""
    successors: tuple[str, ...] = ()
    """Names of the PDUs that follow a closed one."""


@dataclass(frozen=True, order=True)
class PlaceChange:
    """A place that a PDU is now said to serve, or no longer."""

    kind: Literal["added", "removed"]
    place: str
    place_type: str
    pdu: Area


@dataclass(frozen=True)
class TableChange:
    """How many rows of a table were added, removed or changed; tables without a difference are left out."""

    path: str
    before: int
    added: int
    removed: int
    changed: int


@dataclass(frozen=True, order=True)
class ColumnChange:
    """A table or a column that came, went or changed its meaning; `column` is empty for a whole table."""

    table: str
    column: str
    kind: Literal["added", "removed", "changed"]
    detail: str
    level: Level


@dataclass(frozen=True, order=True)
class PageChange:
    """A page that appears, moves (its address now leads to `target`), closes (it stays, and says so) or vanishes."""

    kind: Literal["appears", "moves", "closes", "vanishes"]
    address: str
    title: str
    target: str = ""


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
    overall_ratings: tuple[RatingChange, ...] = ()
    ratings: tuple[RatingChange, ...] = ()
    inspections: tuple[InspectionChange, ...] = ()
    publications: tuple[PublicationChange, ...] = ()
    pdus: tuple[PduChange, ...] = ()
    places: tuple[PlaceChange, ...] = ()
    facts: tuple[FactChange, ...] = ()
    """What was known and is another now, whatever the table."""
    corrections: tuple[Correction, ...] = ()
    """The corrections that the newer state has more, oldest first."""
    entered: tuple[Key, ...] = ()
    """The inspections and publications that are new."""
    revised: tuple[Key, ...] = ()
    """Those that are not, of which the feeds now say something else."""
    tables: tuple[TableChange, ...] = ()
    columns: tuple[ColumnChange, ...] = ()
    pages: tuple[PageChange, ...] = ()
    level: Level = ""
    """What the changes call for: major, minor or patch; "" where nothing changed."""
    version_called_for: str = ""
    """The lowest version that may be published with these changes."""
    problems: tuple[ChangeProblem, ...] = ()
    """What stops the publication."""

    @property
    def all_ratings(self) -> tuple[RatingChange, ...]:
        """Overall ratings first, then those of single standards."""
        return self.overall_ratings + self.ratings

    @property
    def is_empty(self) -> bool:
        """Whether the two states say the same."""
        return not self.level

    @property
    def version_raised(self) -> bool:
        """Whether the newer package already carries a version that is high enough."""
        return version_parts(self.new_version) >= version_parts(self.version_called_for)


def raise_version(version: str, level: Level) -> str:
    """The next version after `version`: a change of the given level sets the lower parts to nought."""
    major, minor, patch = version_parts(version)
    return {
        "major": f"{major + 1}.0.0",
        "minor": f"{major}.{minor + 1}.0",
        "patch": f"{major}.{minor}.{patch + 1}",
        "": version,
    }[level]
