"""What the pages of standards say: what each one asks, and how all areas did on it."""

from dataclasses import dataclass

from ratings_site.model.directory import Directory, Inspection, Source, Standard
from ratings_site.model.tables import build_records
from ratings_site.model.views import charts
from ratings_site.model.views.chart import Chart
from ratings_site.model.views.parts import Citation, CorrectionNotice, Link, citation, corrected_on, correction_notices
from ratings_site.model.views.publications import area_link
from ratings_site.model.views.rating import Shown, shown_grade, shown_rating
from ratings_site.model.views.sentences import written
from ratings_site.model.wording import say, to_say

AREA_TYPES = {
    "pdu": to_say("probation delivery units"),
    "region": to_say("regions"),
    "national": to_say("the national service"),
    "approved premises": to_say("approved premises"),
}
"""What standards can be for, in the order of the page of all standards."""


@dataclass(frozen=True)
class StandardResult:
    """One area's rating on a standard."""

    key: str
    area: Link | None
    name: str
    region: str
    shown: Shown
    basis: str
    published: str
    corrected: str
    """When the rating was corrected, in words; empty where it was not."""


@dataclass(frozen=True)
class TotalRow:
    """How often a report says a rating was given for the standard."""

    set_id: str
    rating: Shown
    count: int
    inspections: int
    source: Link


@dataclass(frozen=True)
class StandardView:
    """One standard of one programme."""

    standard_id: str
    title: str
    code: str
    name: str
    domain: str
    area_words: str
    programme: str
    question: str
    note: str
    known: str
    corrections: tuple[CorrectionNotice, ...]
    shares: Chart | None
    results: tuple[StandardResult, ...]
    totals: tuple[TotalRow, ...]
    source: Link
    citation: Citation


@dataclass(frozen=True)
class StandardGroup:
    """The standards of one programme for one type of area."""

    title: str
    note: str
    standards: tuple[StandardView, ...]


@dataclass(frozen=True)
class StandardsView:
    """The page of all standards, the current programme first."""

    groups: tuple[StandardGroup, ...]
    shares: Chart | None
    citation: Citation


def build_standard_view(standard: Standard, directory: Directory) -> StandardView:
    """Work out everything the standard's page says."""
    programme = directory.programmes[standard.programme_id]
    results = standard_results(standard, directory)
    known = sum(result.shown.is_rating for result in results)
    areas = say(AREA_TYPES[standard.area_type])
    return StandardView(
        standard_id=standard.standard_id,
        title=say("{name} ({areas}, {programme})", name=standard.name, areas=areas, programme=programme.name),
        code=standard.code,
        name=standard.name,
        domain=standard.domain,
        area_words=areas,
        programme=programme.name,
        question=standard.question,
        note=standard.note,
        known=say("The rating is known for {known} of {all} inspections in our data.", known=known, all=len(results)),
        corrections=correction_notices(directory, "standard", standard.standard_id),
        shares=charts.shares_of_one_standard(directory, standard.standard_id),
        results=results,
        totals=total_rows(standard, directory),
        source=source_link(standard.source),
        citation=citation(directory, say("Standard: {name}", name=standard.name), f"standards/{standard.standard_id}/"),
    )


def standard_results(standard: Standard, directory: Directory) -> tuple[StandardResult, ...]:
    """Every rating on the standard: best first, not available last, then by name."""
    results = [
        standard_result(inspection, standard, directory)
        for inspection in directory.counted
        if any(rating.standard == standard for rating in inspection.ratings)
    ]
    order = [*directory.programmes[standard.programme_id].grades, "not available"]
    return tuple(sorted(results, key=lambda result: (order.index(result.shown.value), result.name, result.key)))


def standard_result(inspection: Inspection, standard: Standard, directory: Directory) -> StandardResult:
    """One area's rating on the standard."""
    rating = next(rating for rating in inspection.ratings if rating.standard == standard)
    area = area_link(inspection, directory)
    region = directory.pdus[inspection.pdu_id].region_name if inspection.pdu_id else ""
    key = f"{inspection.inspection_id}/{standard.standard_id}"
    return StandardResult(
        key=key,
        area=area,
        name=area.text if area else inspection.title,
        region=region,
        shown=shown_rating(rating),
        basis=rating.basis,
        published=written(inspection.published),
        corrected=corrected_on(directory, "ratings", key, "rating"),
    )


def total_rows(standard: Standard, directory: Directory) -> tuple[TotalRow, ...]:
    """The totals that reports state for the standard, best rating first."""
    grades = directory.programmes[standard.programme_id].grades
    rows = [
        TotalRow(
            set_id=row["set_id"],
            rating=shown_grade(grades[row["rating"]]),
            count=row["count"],
            inspections=row["inspections"],
            source=source_link(directory.sources[row["source_id"]]),
        )
        for row in build_records(directory.tables["rating_totals"])
        if row["standard_id"] == standard.standard_id
    ]
    order = list(grades)
    return tuple(sorted(rows, key=lambda row: (row.set_id, order.index(row.rating.value))))


def build_standards_view(directory: Directory) -> StandardsView:
    """Group every standard by programme and type of area: the current programme first, then from the newest."""
    groups, current = [], directory.current_programme
    programmes = list(directory.programmes.values())[::-1]
    for programme in sorted(programmes, key=lambda programme: programme != current):
        for area_type, areas in AREA_TYPES.items():
            standards = directory.standards_of(programme.programme_id, area_type)
            if standards:
                views = tuple(build_standard_view(standard, directory) for standard in standards)
                title = say("{programme}: standards for {areas}", programme=programme.name, areas=say(areas))
                groups.append(StandardGroup(title, programme.note, views))
    return StandardsView(
        groups=tuple(groups),
        shares=charts.shares_of_ratings(directory, current.programme_id, "pdu"),
        citation=citation(directory, say("Standards"), "standards/"),
    )


def source_link(source: Source) -> Link:
    """A source as a link, or as plain words where it has no address."""
    return Link(source.title, source.url)
