"""Every region and PDU with all that is known of it, joined once from the tables for everybody who writes pages.

The tables are what staff edit; the directory is the same facts as connected objects, so that a page asks for a
PDU's inspections instead of joining frames. Nothing is added: what is unknown in the tables is empty here.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from ratings_site.model.corrections import (
    Cell,
    Correction,
    Subject,
    build_corrected_cells,
    build_corrections_by_page,
)
from ratings_site.model.tables import NOT_RATED, PackageInfo, Tables


@dataclass(frozen=True, order=True)
class PartialDate:
    """A date as exactly as it is known: `precision` is day, month or year; both are empty where it is unknown."""

    value: date | None
    precision: str

    @property
    def sort_key(self) -> tuple[date, str]:
        """Unknown dates come before all others."""
        return (self.value or date.min, self.precision)


@dataclass(frozen=True)
class Source:
    """Where a fact comes from."""

    source_id: str
    title: str
    publisher: str
    url: str
    retrieved: date | None
    licence: str
    note: str


@dataclass(frozen=True)
class Programme:
    """A set of inspection rules that held for some years; `ended` may be a pause, as `note` says."""

    programme_id: str
    name: str
    started: PartialDate
    ended: PartialDate
    rated: bool
    pdu_standards: int | None
    pdu_max_score: int | None
    comparable_with: str
    source: Source
    note: str


@dataclass(frozen=True)
class Standard:
    """A standard of a programme, for PDUs, for regions or for the national service."""

    standard_id: str
    programme_id: str
    area_type: str
    code: str
    name: str
    domain: str
    question: str
    display_order: int
    source: Source
    note: str


@dataclass(frozen=True)
class StandardRating:
    """One standard in one inspection; `rating` is empty exactly where `basis` is "not available"."""

    standard: Standard
    rating: str
    basis: str
    source: Source
    note: str


@dataclass(frozen=True)
class Inspection:
    """One inspection of one area; `overall` is one of the four ratings, "Not rated", or empty where unknown."""

    inspection_id: str
    programme: Programme
    area_type: str
    pdu_id: str
    region_id: str
    published: PartialDate
    overall: str
    overall_basis: str
    score: int | None
    score_basis: str
    max_score: int | None
    report_url: str
    title: str
    publication_url: str
    ratings: tuple[StandardRating, ...]
    source: Source
    note: str

    @property
    def is_rated(self) -> bool:
        return bool(self.overall) and self.overall != NOT_RATED


@dataclass(frozen=True)
class OtherName:
    """Another name a PDU is or was known by, and who uses it."""

    name: str
    used_by: str
    source: Source
    note: str


@dataclass(frozen=True)
class LifeEvent:
    """One step in a PDU's life; `other_id` is the PDU it became, or for `predecessors` the one it came from."""

    change: str
    other_id: str
    as_at: PartialDate
    source: Source
    note: str


@dataclass(frozen=True)
class Place:
    """A council area, county or town that a PDU serves; `others` are PDUs that serve it too."""

    place: str
    place_type: str
    extent: str
    basis: str
    as_at: PartialDate
    source: Source
    note: str
    others: tuple[str, ...]


@dataclass(frozen=True)
class Example:
    """Good practice for which a report names a PDU."""

    theme: str
    summary: str
    section: str
    publication_id: str
    source: Source


@dataclass(frozen=True)
class Pdu:
    """A probation delivery unit, living or closed; inspections are newest first."""

    pdu_id: str
    name: str
    region_id: str
    region_name: str
    ndelius_code: str
    opened: date | None
    closed: date | None
    source: Source
    note: str
    other_names: tuple[OtherName, ...]
    successors: tuple[LifeEvent, ...]
    predecessors: tuple[LifeEvent, ...]
    places: tuple[Place, ...]
    inspections: tuple[Inspection, ...]
    examples: tuple[Example, ...]

    def latest(self, programme_id: str) -> Inspection | None:
        """The newest inspection of this PDU in a programme, or None."""
        return next((i for i in self.inspections if i.programme.programme_id == programme_id), None)


@dataclass(frozen=True)
class Region:
    """A probation region with its PDUs by name (living before closed); inspections are newest first."""

    region_id: str
    name: str
    map_number: int
    nation: str
    grid_row: int
    grid_column: int
    source: Source
    pdus: tuple[Pdu, ...]
    inspections: tuple[Inspection, ...]

    def latest(self, programme_id: str) -> Inspection | None:
        """The newest inspection of the region itself in a programme, or None."""
        return next((i for i in self.inspections if i.programme.programme_id == programme_id), None)

    @property
    def living_pdus(self) -> tuple[Pdu, ...]:
        return tuple(pdu for pdu in self.pdus if pdu.closed is None)


@dataclass(frozen=True)
class Publication:
    """A publication of the inspectorate; `inspection_id` is empty where it reports no inspection."""

    publication_id: str
    type: str
    title: str
    published: PartialDate
    inspection_id: str
    url: str
    source: Source
    note: str


@dataclass(frozen=True)
class Grade:
    """One rating of the scale: its points, and the shares of cases that lead to it."""

    rating: str
    points: int
    meaning: str
    sufficient_from: float | None
    sufficient_to: float | None


@dataclass(frozen=True)
class Directory:
    """The whole package as connected objects, each kind by its identifier in the order pages show it."""

    package: PackageInfo
    tables: Tables
    sources: Mapping[str, Source]
    programmes: Mapping[str, Programme]
    standards: Mapping[str, Standard]
    grades: Mapping[str, Grade]
    inspections: Mapping[str, Inspection]
    publications: Mapping[str, Publication]
    pdus: Mapping[str, Pdu]
    regions: Mapping[str, Region]

    @cached_property
    def corrections_by_page(self) -> Mapping[Subject, tuple[Correction, ...]]:
        """What was corrected of what a page shows, newest first, by the page's kind and identifier."""
        return build_corrections_by_page(self.tables)

    @cached_property
    def corrected_cells(self) -> Mapping[Cell, Correction]:
        """The newest correction of each cell of a table."""
        return build_corrected_cells(self.tables)

    @cached_property
    def current_programme(self) -> Programme:
        """The newest programme that rates PDUs on standards: the one "this programme" means on every page."""
        rating_pdus = [p for p in self.programmes.values() if p.rated and p.pdu_standards]
        return max(rating_pdus, key=lambda programme: programme.started.sort_key)

    def standards_of(self, programme_id: str, area_type: str) -> tuple[Standard, ...]:
        """The standards of a programme for one type of area, in their order."""
        return tuple(s for s in self.standards.values() if s.programme_id == programme_id and s.area_type == area_type)
