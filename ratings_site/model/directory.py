"""Every region and PDU with all that is known of it, joined once from the tables for everybody who writes pages.

The tables are what staff edit; the directory is the same facts as connected objects, so that a page asks for a
PDU's inspections instead of joining frames. Nothing is added: what is unknown in the tables is empty here.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, partial
from typing import Any, TypeVar

from ratings_site.model import corrections
from ratings_site.model import rows as kinds
from ratings_site.model.tables import PackageInfo, Tables
from ratings_site.model.wording import named, without_signs

SAFETY = "keeping people safe"
"""The topic that everybody asks about first."""

WEIGHT = ("concern", "strength", "change", "cause", "recommendation", "forward look")
"""The kinds of finding in the order in which one of them stands for all of an inspection."""

MOST_IN_A_LIST = 400
"""Units or regions that a page names at most. Of more units, each region has a page of its own for each such list."""

Row = TypeVar("Row")
Key = TypeVar("Key", bound=Hashable)
Groups = Mapping[Key, tuple[Row, ...]]

_Reader = Callable[[type], list[Any]]
"""Gives the rows of a class."""


@dataclass(frozen=True, eq=False)
class Directory:
    """The whole package as connected objects, each kind by its identifier in the order pages show it."""

    package: PackageInfo
    tables: Tables
    sources: Mapping[str, kinds.Source]
    programmes: Mapping[str, kinds.Programme]
    standards: Mapping[str, kinds.Standard]
    scales: Mapping[str, Mapping[str, kinds.Grade]]
    """Each scale's ratings by name, best first."""
    inspections: Mapping[str, kinds.Inspection]
    publications: Mapping[str, kinds.Publication]
    areas: Mapping[tuple[str, str], kinds.Area]
    """Everything that is inspected, by its kind and identifier."""
    pdus: Mapping[str, kinds.Pdu]
    regions: Mapping[str, kinds.Region]

    def rows(self, row_class: type[Row]) -> list[Row]:
        """Every row of a kind that is joined to nothing but its source, in the order of its table."""
        return _read(row_class, self.tables, {kinds.Source: self.sources})

    @property
    def is_by_region(self) -> bool:
        """Whether there are more units than a page can list, so that lists of all stand region by region."""
        return len(self.pdus) > MOST_IN_A_LIST

    @property
    def is_by_letter(self) -> bool:
        """Whether there are more regions than a page can show, so that they are found among all names."""
        return len(self.regions) > MOST_IN_A_LIST

    @cached_property
    def corrections_by_page(self) -> Mapping[corrections.Subject, tuple[kinds.Correction, ...]]:
        """What was corrected of what a page shows, newest first, by the page's kind and identifier."""
        return corrections.build_corrections_by_page(self.tables)

    @cached_property
    def corrected_cells(self) -> Mapping[corrections.Cell, kinds.Correction]:
        """The newest correction of each cell of a table."""
        return {correction.cell: correction for correction in reversed(corrections.build_corrections(self.tables))}

    @cached_property
    def counted(self) -> tuple[kinds.Inspection, ...]:
        """The inspections that are in counts and charts: all but those whose report was withdrawn."""
        return tuple(inspection for inspection in self.inspections.values() if inspection.counts)

    @cached_property
    def current_programme(self) -> kinds.Programme:
        """The newest programme that rates PDUs on standards: the one "this programme" means on every page."""
        return self.programmes_on_standards[0]

    @cached_property
    def programmes_on_standards(self) -> tuple[kinds.Programme, ...]:
        """The programmes that rate PDUs on standards, the newest first."""
        rating_pdus = [p for p in self.programmes.values() if p.rated and p.pdu_standards]
        return tuple(sorted(rating_pdus, key=lambda programme: programme.started.sort_key, reverse=True))

    @cached_property
    def findings(self) -> Groups[str, kinds.Finding]:
        """What inspectors found, by the inspection or the publication that it belongs to, in the order of the table."""
        return _grouped(self.rows(kinds.Finding), lambda finding: finding.inspection_id or finding.publication_id)

    @cached_property
    def reports(self) -> Groups[str, kinds.Publication]:
        """What was published of each inspection, by the inspection, in the order of the table."""
        return _grouped(self.publications.values(), lambda publication: publication.inspection_id)

    @cached_property
    def inspections_by_region(self) -> Groups[str, kinds.Inspection]:
        """The inspections of each region and what lies in it, in the order of the table; those of none under ""."""
        return _grouped(self.inspections.values(), lambda i: i.region_id or self.area_of(i).parent)

    @cached_property
    def publication_types(self) -> frozenset[str]:
        return frozenset(publication.type for publication in self.publications.values())

    @cached_property
    def scores(self) -> Groups[str, int]:
        """The known scores of the inspections of each programme that count, the lowest first."""
        known = sorted((i.score, i.programme.programme_id) for i in self.counted if i.score is not None)
        return {key: tuple(s for s, _ in rows) for key, rows in _grouped(known, lambda row: row[1]).items()}

    @cached_property
    def said_of_regions(self) -> Groups[str, kinds.Finding]:
        """What is found of a region by whatever is no inspection of its own, by the region."""
        return _grouped((row for rows in self.findings.values() for row in rows), lambda row: row.region_id)

    @cached_property
    def statistics(self) -> tuple[kinds.Statistic, ...]:
        """The published numbers in the order of the table."""
        return tuple(self.rows(kinds.Statistic))

    @cached_property
    def numbers(self) -> Groups[str, kinds.Statistic]:
        """Published numbers by the inspection that they are of, in the order of the table; those of none under ""."""
        return _grouped(self.statistics, lambda number: number.inspection_id)

    @cached_property
    def totals(self) -> Groups[str, kinds.RatingTotal]:
        """What was published of all areas together, by the standard."""
        return _grouped(self.rows(kinds.RatingTotal), lambda total: total.standard_id)

    @property
    def grades(self) -> Mapping[str, kinds.Grade]:
        """The ratings of the current programme's scale by name, best first."""
        return self.current_programme.grades

    @cached_property
    def annual_report(self) -> kinds.Source | None:
        """The annual report that the page about it shows: the source of the table of its figures, if there is one."""
        figures = Counter(figure.source.source_id for figure in self.rows(kinds.Figure))
        return self.sources[figures.most_common(1)[0][0]] if figures else None

    @cached_property
    def report_set(self) -> str:
        """The set of totals that the annual report states for PDUs; empty where it states none."""
        stated = (total for totals in self.totals.values() for total in totals if total.source == self.annual_report)
        return next((t.set_id for t in stated if self.standards[t.standard_id].area_type == kinds.Pdu.kind), "")

    @cached_property
    def all_grades(self) -> Mapping[str, kinds.Grade]:
        """The ratings of every scale by name; a name that several scales have is the current programme's."""
        return {name: grade for scale in self.scales.values() for name, grade in scale.items()} | dict(self.grades)

    def area_of(self, inspection: kinds.Inspection) -> kinds.Area:
        return self.areas[inspection.area_type, inspection.area_id]

    def standards_of(self, programme_id: str, area_type: str) -> tuple[kinds.Standard, ...]:
        """The standards of a programme for one type of area, in their order."""
        return tuple(s for s in self.standards.values() if s.programme_id == programme_id and s.area_type == area_type)


def by_weight(findings: Iterable[kinds.Finding]) -> list[kinds.Finding]:
    """Findings with those first that people ask for first: whether it kept people safe, what was wrong, what good."""
    return sorted(findings, key=lambda finding: (finding.topic != SAFETY, WEIGHT.index(finding.kind)))


def by_score_then_name(pdu: kinds.Pdu, programme_id: str) -> tuple[int, int, str]:
    """Sort key: scored PDUs by falling score, then inspected ones without a known score, then the others."""
    inspection = pdu.latest(programme_id)
    score = inspection.score if inspection else None
    rank = 2 if inspection is None else 1 if score is None else 0
    return (rank, -(score or 0), without_signs(pdu.name))


def build_directory(tables: Tables) -> Directory:
    """Join the tables of a checked package into one directory."""
    known: dict[type, Mapping[str, Any]] = {}
    read = partial(_read, tables=tables, known=known)
    known[kinds.Source] = {source.source_id: source for source in read(kinds.Source)}
    in_order = sorted(read(kinds.Grade), key=lambda grade: grade.display_order)
    by_scale = _grouped(in_order, lambda grade: grade.scale_id)
    scales = {scale_id: {grade.rating: grade for grade in grades} for scale_id, grades in by_scale.items()}
    # oldest first; a programme whose beginning is unknown stands where its first report does
    reports = [(row["published"], row["programme_id"]) for row in tables.rows["inspections"] if row["published"]]
    reported = {programme: published for published, programme in sorted(reports, reverse=True)}
    programmes = [replace(p, grades=scales.get(p.scale_id, {})) for p in read(kinds.Programme)]
    began = {p.programme_id: p.started.value or reported.get(p.programme_id, date.min) for p in programmes}
    programmes.sort(key=lambda programme: (began[programme.programme_id], programme.programme_id))
    known[kinds.Programme] = {programme.programme_id: programme for programme in programmes}
    place = {programme_id: at for at, programme_id in enumerate(known[kinds.Programme])}
    with_names = [replace(standard, name=named(standard.name)) for standard in read(kinds.Standard)]
    with_names.sort(key=lambda s: (place[s.programme_id], s.area_type, s.display_order))
    known[kinds.Standard] = {standard.standard_id: standard for standard in with_names}
    publications = {publication.publication_id: publication for publication in read(kinds.Publication)}
    inspections = _inspections(read, publications.values(), known[kinds.Programme])
    # newest programme first, then newest date: an unknown date does not outrank a known one
    newest = sorted(inspections, key=lambda i: (place[i.programme.programme_id], i.published.sort_key, i.inspection_id))
    areas = _areas(read, _grouped(reversed(newest), lambda i: (i.area_type, i.area_id)))
    return Directory(
        package=tables.package,
        tables=tables,
        sources=known[kinds.Source],
        programmes=known[kinds.Programme],
        standards=known[kinds.Standard],
        scales=scales,
        inspections={inspection.inspection_id: inspection for inspection in inspections},
        publications=publications,
        areas={(area.kind, area.id): area for area in areas},
        pdus={area.id: area for area in areas if isinstance(area, kinds.Pdu)},
        regions={area.id: area for area in areas if isinstance(area, kinds.Region)},
    )


def _read(row_class: type[Row], tables: Tables, known: kinds.Known) -> list[Row]:
    table = next(name for name, kind in kinds.ROW_CLASSES.items() if kind is row_class)
    return kinds.fill(row_class, tables.rows[table], known)


def _grouped(rows: Iterable[Row], key: Callable[[Row], Key]) -> dict[Key, tuple[Row, ...]]:
    groups: dict[Key, list[Row]] = defaultdict(list)
    for row in rows:
        groups[key(row)].append(row)
    return {key: tuple(rows) for key, rows in groups.items()}


def _inspections(
    read: _Reader, publications: Iterable[kinds.Publication], programmes: Mapping[str, kinds.Programme]
) -> list[kinds.Inspection]:
    """Inspections with their titles and their ratings, each on the scale of its programme."""
    told = {one.inspection_id: dict[str, Any](title=one.title, publication_url=one.url) for one in publications}
    rated: list[kinds.StandardRating] = read(kinds.StandardRating)
    rated.sort(key=lambda rating: (rating.standard.display_order, rating.standard.standard_id))
    graded = (replace(r, grade=programmes[r.standard.programme_id].grades.get(r.rating)) for r in rated)
    ratings = _grouped(graded, lambda rating: rating.inspection_id)
    return [
        replace(one, **told.get(one.inspection_id, {}), ratings=ratings.get(one.inspection_id, ()))
        for one in read(kinds.Inspection)
    ]


def _areas(read: _Reader, inspected: Groups[tuple[str, str], kinds.Inspection]) -> list[kinds.Area]:
    """PDUs by name, the living before the closed, then regions by name, premises, and the whole service."""

    def complete(areas: Iterable[Any], **groups: Mapping[str, tuple[Any, ...]]) -> list[Any]:
        """Areas with their names, their inspections, and what else is grouped by their identifiers."""
        found = []
        for area in areas:
            told = {name: of.get(area.id, ()) for name, of in groups.items()}
            own = inspected.get((area.kind, area.id), ())
            found.append(replace(area, name=named(area.name), inspections=own, **told))
        return sorted(found, key=lambda area: (area.is_closed, without_signs(area.name)))

    steps: list[kinds.LifeEvent] = read(kinds.LifeEvent)
    came_from = (replace(step, other_id=step.pdu_id) for step in steps if step.pdu_id != step.successor_id)
    places: list[kinds.Place] = read(kinds.Place)
    served = _grouped(places, lambda place: (place.place, place.place_type))
    for at, place in enumerate(places):
        other_ids = [other.pdu_id for other in served[place.place, place.place_type] if other.pdu_id != place.pdu_id]
        places[at] = replace(place, place=named(place.place), others=tuple(other_ids))
    examples: list[kinds.Example] = read(kinds.Example)
    region_names = {region.region_id: named(region.name) for region in read(kinds.Region)}
    pdus: list[kinds.Pdu] = complete(
        (replace(pdu, region_name=region_names[pdu.region_id]) for pdu in read(kinds.Pdu)),
        other_names=_grouped(read(kinds.OtherName), lambda name: name.pdu_id),
        successors=_grouped((replace(step, other_id=step.successor_id) for step in steps), lambda step: step.pdu_id),
        predecessors=_grouped(came_from, lambda step: step.successor_id),
        places=_grouped(places, lambda place: place.pdu_id),
        examples=_grouped(examples, lambda example: example.pdu_id),
    )
    regions = complete(
        read(kinds.Region),
        pdus=_grouped(pdus, lambda pdu: pdu.region_id),
        examples=_grouped(examples, lambda example: example.region_id),
    )
    nation = kinds.Nation(inspected.get((kinds.NATIONAL, ""), ()))
    return [*pdus, *regions, *complete(read(kinds.Premises)), nation]
