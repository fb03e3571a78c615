"""The rows of the package's tables: each column that code uses is named here, once, with its type.

A field is the column of its name, but for three kinds: a `PartialDate` is two columns, the date and its precision; a
field whose type is another row is the column with that row's identifier; and what is `joined` stands in another table
and is put in when the directory is built. Everything else that asks for columns - what a table must have, what is read
from its frame - follows from these classes. The names of columns are promises to everybody who downloads the data.
"""

from calendar import month_name
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from functools import cache
from types import NoneType
from typing import Any, ClassVar, TypeVar, get_args, get_type_hints

from ratings_site.model.tables import NOT_RATED

RowClass = TypeVar("RowClass")

PUBLISHED, UNDER_APPEAL, WITHDRAWN = "published", "under appeal", "withdrawn"
"""What became of an inspection's report."""

PDU, REGION, NATIONAL, PREMISES = "pdu", "region", "national", "approved premises"
ID_COLUMNS = {PDU: "pdu_id", REGION: "region_id", NATIONAL: "national_id", PREMISES: "premises_id"}
"""The kinds of area, and the column that says which one it is."""

_JOINED = {"joined": True}


@dataclass(frozen=True, order=True)
class PartialDate:
    """A date as exactly as it is known: `precision` is day, month or year; both are empty where it is unknown."""

    value: date | None
    precision: str

    @property
    def sort_key(self) -> tuple[date, str]:
        """Unknown dates come before all others."""
        return (self.value or date.min, self.precision)

    @property
    def label(self) -> str:
        """The date in English as exactly as it is known: "24 October 2024", "October 2024", "2024", or empty."""
        if self.value is None:
            return ""
        parts = {"day": (str(self.value.day), month_name[self.value.month]), "month": (month_name[self.value.month],)}
        return " ".join((*parts.get(self.precision, ()), str(self.value.year)))


@dataclass(frozen=True)
class Source:
    """Where a fact comes from."""

    source_id: str
    title: str
    publisher: str
    publisher_type: str
    url: str
    retrieved: date | None
    licence: str
    copyright: str
    note: str


@dataclass(frozen=True)
class Sourced:
    """What a source says."""

    source: Source


@dataclass(frozen=True)
class Told(Sourced):
    """What a source says, and our doubt or explanation."""

    note: str


@dataclass(frozen=True)
class Grade(Sourced):
    """One rating of a scale: its points, its sign and colours, and the shares of cases that lead to it."""

    scale_id: str
    rating: str
    points: int
    display_order: int
    is_good: bool
    symbol: str
    fill: str
    on_fill: str
    ink: str
    tint: str
    meaning: str
    sufficient_from: int | None
    sufficient_below: int | None


@dataclass(frozen=True)
class Programme(Told):
    """A set of inspection rules that held for some years; `end_kind` says whether it ended or paused."""

    programme_id: str
    name: str
    started: PartialDate
    ended: PartialDate
    end_kind: str
    end_source: Source | None
    rated: bool
    pdu_standards: int | None
    pdu_max_score: int | None
    scale_id: str
    comparable_with: str
    searched_on: date
    grades: Mapping[str, Grade] = field(default_factory=dict, metadata=_JOINED, compare=False)
    """The ratings of its scale by name, best first; none where it gives no ratings."""

    @property
    def is_paused(self) -> bool:
        return self.end_kind == "paused"


@dataclass(frozen=True)
class Standard(Told):
    """A standard of a programme, for PDUs, for regions or for the national service."""

    standard_id: str
    programme_id: str
    area_type: str
    code: str
    name: str
    domain: str
    question: str
    display_order: int


@dataclass(frozen=True)
class ScoreBand(Sourced):
    """A range of scores seen to give an overall rating."""

    programme_id: str
    area_type: str
    score_from: int
    score_to: int
    overall: str
    status: str


@dataclass(frozen=True)
class StandardRating(Told):
    """One standard in one inspection; `rating` is empty exactly where `basis` is "not available", as `absence` says."""

    inspection_id: str
    standard: Standard
    rating: str
    basis: str
    absence: str
    possible: str
    grade: Grade | None = field(default=None, metadata=_JOINED)


@dataclass(frozen=True)
class Inspection(Told):
    """One inspection of one area; `overall` is one of the four ratings, "Not rated", or empty where unknown."""

    inspection_id: str
    programme: Programme
    area_type: str
    pdu_id: str
    region_id: str
    premises_id: str
    published: PartialDate
    earliest: date | None
    latest: date | None
    published_source: Source | None
    overall: str
    overall_basis: str
    score: int | None
    score_basis: str
    absence: str
    score_source: Source | None
    fieldwork_from: date | None
    fieldwork_to: date | None
    fieldwork_precision: str
    fieldwork_source: Source | None
    recommendations: int | None
    recommendations_source: Source | None
    status: str
    status_on: date | None
    status_reason: str
    report_url: str
    title: str = field(default="", metadata=_JOINED)
    publication_url: str = field(default="", metadata=_JOINED)
    ratings: tuple[StandardRating, ...] = field(default=(), metadata=_JOINED)

    @property
    def address(self) -> str:
        return f"inspections/{self.inspection_id}/"

    @property
    def area_id(self) -> str:
        """Which area of its kind was inspected; empty for the whole service."""
        return "" if self.area_type == NATIONAL else str(getattr(self, ID_COLUMNS[self.area_type]))

    @property
    def sources(self) -> tuple[Source, ...]:
        """The sources of its outcome, its dates and its ratings."""
        further = (self.published_source, self.score_source, self.fieldwork_source, self.recommendations_source)
        return (self.source, *filter(None, further), *(rating.source for rating in self.ratings))

    @property
    def is_rated(self) -> bool:
        return bool(self.overall) and self.overall != NOT_RATED

    @property
    def grade(self) -> Grade | None:
        """The overall rating as its scale has it; None where it is none or not known."""
        return self.programme.grades.get(self.overall)

    @property
    def counts(self) -> bool:
        """Whether it stands: a report that was withdrawn is shown with that word, and is in no count and no chart."""
        return self.status != WITHDRAWN

    @property
    def published_label(self) -> str:
        """When it was published, for people to read; a bound says more than a year that holds it.

        A first of January as the earliest day stands for a year of which no day is known.
        """
        of_a_year = self.earliest is not None and (self.earliest.month, self.earliest.day) == (1, 1)
        first = PartialDate(self.earliest, "year" if of_a_year else "day").label
        last = PartialDate(self.latest, "day").label
        if first and last:
            return f"between {first} and {last}"
        return f"by {last}" if last else f"{first} or later" if first else self.published.label

    @property
    def max_score(self) -> int | None:
        """The highest score that a PDU can reach; other areas have no score."""
        return self.programme.pdu_max_score if self.area_type == "pdu" else None


@dataclass(frozen=True)
class OtherName(Told):
    """Another name a PDU is or was known by, and who uses it."""

    pdu_id: str
    name: str
    is_former: bool
    used_by: str


@dataclass(frozen=True)
class LifeEvent(Told):
    """One step in a PDU's life; `other_id` is the PDU it became, or for `predecessors` the one it came from."""

    pdu_id: str
    change: str
    successor_id: str
    as_at: PartialDate
    other_id: str = field(default="", metadata=_JOINED)


@dataclass(frozen=True)
class Place(Told):
    """A council area, county or town that a PDU serves; `others` are PDUs that serve it too."""

    place: str
    place_type: str
    pdu_id: str
    lad_code: str
    extent: str
    basis: str
    doubt: str
    others: tuple[str, ...] = field(default=(), metadata=_JOINED)


@dataclass(frozen=True)
class Example(Sourced):
    """Good practice for which a report names a PDU."""

    pdu_id: str
    region_id: str
    publication_id: str
    theme: str
    summary: str
    section: str


def area_address(kind: str, area_id: str) -> str:
    """The address of an area's page within the site; empty for a kind of area that has no pages."""
    folder = {"pdu": "pdus", "region": "regions"}.get(kind, "")
    return f"{folder}/{area_id}/" if folder and area_id else ""


class Area:
    """What is inspected: a PDU, a region, approved premises or the whole service; inspections are newest first."""

    kind: ClassVar[str]
    """As `area_type` names it."""

    name: str
    inspections: tuple[Inspection, ...]

    @property
    def id(self) -> str:
        return str(getattr(self, ID_COLUMNS[self.kind]))

    @property
    def address(self) -> str:
        return area_address(self.kind, self.id)

    @property
    def parent(self) -> str:
        """The region it lies in, by its identifier; empty where it lies in none, or in none that is known."""
        return "" if self.kind == REGION else str(getattr(self, "region_id", ""))

    @property
    def is_closed(self) -> bool:
        return False

    @property
    def sources(self) -> tuple[Source, ...]:
        """The sources of what is known of the area beside its inspections."""
        return ()

    def latest(self, programme_id: str) -> Inspection | None:
        """The newest inspection of the area in a programme that counts, or None."""
        return next((i for i in self.inspections if i.programme.programme_id == programme_id and i.counts), None)


@dataclass(frozen=True)
class Nation(Area):
    """The whole service of England and Wales, which national inspections are of."""

    kind = NATIONAL
    inspections: tuple[Inspection, ...] = field(default=(), metadata=_JOINED)
    name = "England and Wales"
    national_id = ""


@dataclass(frozen=True)
class Premises(Told, Area):
    """Approved premises: a hostel of the Probation Service, which belongs to no PDU."""

    kind = PREMISES
    premises_id: str
    name: str
    region_id: str
    inspections: tuple[Inspection, ...] = field(default=(), metadata=_JOINED)


@dataclass(frozen=True)
class Pdu(Told, Area):
    """A probation delivery unit, living or closed; inspections are newest first."""

    kind = PDU
    pdu_id: str
    name: str
    region_id: str
    ndelius_code: str
    opened: date | None
    closed: date | None
    region_name: str = field(default="", metadata=_JOINED)
    other_names: tuple[OtherName, ...] = field(default=(), metadata=_JOINED)
    successors: tuple[LifeEvent, ...] = field(default=(), metadata=_JOINED)
    predecessors: tuple[LifeEvent, ...] = field(default=(), metadata=_JOINED)
    places: tuple[Place, ...] = field(default=(), metadata=_JOINED)
    inspections: tuple[Inspection, ...] = field(default=(), metadata=_JOINED)
    examples: tuple[Example, ...] = field(default=(), metadata=_JOINED)

    @property
    def is_closed(self) -> bool:
        return self.closed is not None

    @property
    def sources(self) -> tuple[Source, ...]:
        facts = (self.other_names, self.successors, self.predecessors, self.places, self.examples)
        return (self.source, *(fact.source for of_a_kind in facts for fact in of_a_kind))


@dataclass(frozen=True)
class Region(Area):
    """A probation region with its PDUs by name (living before closed); inspections are newest first."""

    kind = REGION
    region_id: str
    name: str
    nation: str
    grid_row: int
    grid_column: int
    source: Source
    pdus: tuple[Pdu, ...] = field(default=(), metadata=_JOINED)
    inspections: tuple[Inspection, ...] = field(default=(), metadata=_JOINED)
    examples: tuple[Example, ...] = field(default=(), metadata=_JOINED)

    @property
    def sources(self) -> tuple[Source, ...]:
        return (self.source,)

    @property
    def living_pdus(self) -> tuple[Pdu, ...]:
        return tuple(pdu for pdu in self.pdus if pdu.closed is None)


@dataclass(frozen=True)
class RatingTotal(Sourced):
    """How often a rating was given for a standard in a set of inspections, as a report states it."""

    set_id: str
    standard_id: str
    rating: str
    programme_id: str
    published_from: date
    published_to: date
    inspections: int
    count: int


@dataclass(frozen=True)
class Publication(Told):
    """A publication of the inspectorate; `inspection_id` is empty where it reports no inspection."""

    publication_id: str
    type: str
    title: str
    published: PartialDate
    inspection_id: str
    url: str
    url_kind: str


@dataclass(frozen=True)
class Statistic(Told):
    """One published number: what was `counted`, of how many, and at which stage of the work."""

    statistic_id: str
    inspection_id: str
    topic: str
    measure: str
    area: str
    region_id: str
    qualifier: str
    value: float | None
    value_to: float | None
    unit: str
    counted: str
    of_how_many: int | None
    stage: str
    direction: str
    period: str
    as_at: PartialDate
    section: str
    quote: str
    basis: str


@dataclass(frozen=True)
class Finding(Told):
    """What inspectors found: at an inspection, or as a publication says it of several or of one region."""

    finding_id: str
    inspection_id: str
    publication_id: str
    region_id: str
    kind: str
    topic: str
    summary: str
    quote: str
    basis: str
    section: str


@dataclass(frozen=True)
class Figure(Told):
    """A figure of an annual report, and how much of it could be recovered."""

    figure_id: str
    number: int
    caption: str
    status: str


@dataclass(frozen=True)
class Correction:
    """One correction: when, where, what it was and is, and why."""

    correction_id: str
    corrected_on: date
    table: str
    row_key: str
    column: str
    was: str
    now: str
    reason: str

    @property
    def cell(self) -> tuple[str, str, str]:
        return self.table, self.row_key, self.column


@dataclass(frozen=True)
class Acknowledgement:
    """A warning that somebody looked at, and why it may stand."""

    check: str
    file: str
    row_key: str
    reason: str
    acknowledged_on: date


ROW_CLASSES: Mapping[str, type] = {
    "regions": Region, "pdus": Pdu, "pdu_names": OtherName, "pdu_changes": LifeEvent, "places": Place,
    "programmes": Programme, "standards": Standard, "rating_scale": Grade, "score_bands": ScoreBand,
    "approved_premises": Premises, "inspections": Inspection, "ratings": StandardRating, "rating_totals": RatingTotal,
    "publications": Publication, "statistics": Statistic, "findings": Finding, "practice_examples": Example,
    "figures": Figure, "sources": Source, "corrections": Correction, "acknowledgements": Acknowledgement,
}  # fmt: skip
"""What a row of each table is; a package may have more tables and more columns than these."""

_TYPES = {str: "string", int: "integer", float: "number", date: "date", bool: "boolean"}

Known = Mapping[type, Mapping[str, Any]]
"""Rows that others refer to, by their class and identifier."""


def fill(row_class: type[RowClass], records: Iterable[Mapping[str, Any]], known: Known | None = None) -> list[RowClass]:
    """Read each row of a table into a row class; rows it refers to are taken from `known`."""
    columns, known = _fields(row_class), known or {}
    return [row_class(**{name: _value(record, name, kind, known) for name, kind in columns}) for record in records]


@cache
def needed_columns(table: str) -> Mapping[str, str]:
    """The columns a table must have, each with its Table Schema type; none for a table that no code knows."""
    columns: dict[str, str] = {}
    for name, kind in _fields(ROW_CLASSES[table]) if table in ROW_CLASSES else ():
        if kind is PartialDate:
            columns |= {name: "date", f"{name}_precision": "string"}
        else:
            columns |= {name: _TYPES[kind]} if kind in _TYPES else {f"{name}_id": "string"}
    return columns


def _fields(row_class: type) -> list[tuple[str, type]]:
    """Each field that is read from the table itself, with its type; a type that may be empty counts as itself."""
    hints = get_type_hints(row_class)
    kinds = ((one.name, hints[one.name], get_args(hints[one.name])) for one in fields(row_class) if not one.metadata)
    return [(name, next((kind for kind in inner if kind is not NoneType), hint)) for name, hint, inner in kinds]


def _value(record: Mapping[str, Any], name: str, kind: type, known: Known) -> Any:
    if kind is PartialDate:
        return PartialDate(record[name], record[f"{name}_precision"])
    if kind in _TYPES:
        return record[name]
    return known[kind][record[f"{name}_id"]] if record[f"{name}_id"] else None
