"""What the page of one region says."""

from dataclasses import dataclass, replace

from ratings_site.model.directory import Directory, Inspection, Publication, Region, Source
from ratings_site.model.views import charts
from ratings_site.model.views.answers import Answer, area_answers
from ratings_site.model.views.chart import Chart
from ratings_site.model.views.headline import Headline, area_headline
from ratings_site.model.views.notices import Notice, paused_notices, status_notices
from ratings_site.model.views.parts import (
    Citation,
    CorrectionNotice,
    InspectionRow,
    Link,
    PduRow,
    StandardRow,
    citation,
    correction_notices,
    inspection_rows,
    pdu_rows,
    report_link,
    sources_of,
    standard_rows,
    standards_of,
)
from ratings_site.model.views.publications import PublicationRow, publication_rows
from ratings_site.model.views.statistics import StatisticRow, statistic_rows
from ratings_site.model.views.terms import WORDS_OF_TABLES, Term, terms_in
from ratings_site.model.views.words import chain, number_word, plural
from ratings_site.model.wording import capital, named, say, say_count


@dataclass(frozen=True)
class RegionView:
    """One region with all its PDUs side by side."""

    region_id: str
    name: str
    headline: Headline
    pdus_sentence: str
    answers: tuple[Answer, ...]
    pause: tuple[Notice, ...]
    strip: Chart | None
    standards: tuple[StandardRow, ...]
    standards_of: str
    standards_report: Link | None
    heat_table: Chart | None
    shares: Chart | None
    pdu_standards: tuple[str, ...]
    pdus: tuple[PduRow, ...]
    closed_pdus: tuple[Link, ...]
    statistics: tuple[StatisticRow, ...]
    timeline: Chart | None
    inspections: tuple[InspectionRow, ...]
    publications: tuple[PublicationRow, ...]
    sources: tuple[Source, ...]
    corrections: tuple[CorrectionNotice, ...]
    citation: Citation
    terms: tuple[Term, ...] = ()
    """The words on the page that are explained on it."""


def build_region_view(region: Region, directory: Directory) -> RegionView:
    """Work out everything the region's page says."""
    programme = directory.current_programme
    inspection = region.latest(programme.programme_id)
    answers = area_answers(region, inspection, directory)
    view = RegionView(
        region_id=region.region_id,
        name=region.name,
        headline=area_headline(region, directory),
        pdus_sentence=pdus_sentence(region, directory),
        answers=answers,
        pause=(*status_notices(region), *paused_notices(region, directory)),
        strip=charts.standards_strip(directory, region_id=region.region_id),
        standards=standard_rows(inspection, directory) if inspection else (),
        standards_of=standards_of(inspection) if inspection else "",
        standards_report=report_link(inspection) if inspection else None,
        heat_table=charts.region_heat_table(directory, region.region_id),
        shares=charts.shares_of_ratings(directory, region_id=region.region_id),
        pdu_standards=tuple(s.name for s in directory.standards_of(programme.programme_id, "pdu")),
        pdus=pdu_rows(region.living_pdus, directory),
        closed_pdus=tuple(Link(pdu.name, pdu.address) for pdu in region.pdus if pdu.closed),
        statistics=statistic_rows(directory, region_id=region.region_id),
        timeline=charts.history(directory, region_id=region.region_id),
        inspections=inspection_rows(region.inspections, directory),
        publications=publication_rows(region_publications(region, directory), directory),
        sources=sources_of(region, (source for answer in answers for source in answer.sources)),
        corrections=correction_notices(directory, "region", region.region_id),
        citation=citation(directory, say("{name} probation region", name=region.name), region.address),
    )
    return replace(view, terms=terms_in(view, view.headline.sentence, "Probation region", WORDS_OF_TABLES))


def region_inspections(region: Region) -> tuple[Inspection, ...]:
    """Every inspection of the region and of its PDUs, living or closed."""
    return (*region.inspections, *(i for pdu in region.pdus for i in pdu.inspections))


def region_publications(region: Region, directory: Directory) -> list[Publication]:
    """The reports on the region and on its PDUs."""
    wanted = {inspection.inspection_id for inspection in region_inspections(region)}
    return [p for p in directory.publications.values() if p.inspection_id in wanted]


def pdus_sentence(region: Region, directory: Directory) -> str:
    """How many of its PDUs were inspected in the current programme, and how they were rated."""
    programme = directory.current_programme.programme_id
    living = region.living_pdus
    latest = [inspection for pdu in living if (inspection := pdu.latest(programme))]
    pdus = plural(len(living), "pdu")
    if not latest:
        return say("None of its {pdus} has been inspected in this programme.", pdus=pdus)
    counts = [(rating, sum(i.overall == rating for i in latest)) for rating in directory.grades]
    said = [
        say("{count} {rating}", count=number_word(count), rating=named(rating)) for rating, count in counts if count
    ]
    rated = chain("{before}, {item}", said)
    if len(latest) == len(living) > 1:
        return say("All of its {pdus} have been inspected in this programme: {ratings}.", pdus=pdus, ratings=rated)
    count = capital(number_word(len(latest)))
    return say_count(
        (
            "One of its {pdus} has been inspected in this programme: {ratings}.",
            "{count} of its {pdus} have been inspected in this programme: {ratings}.",
        ),
        len(latest),
        count=count,
        pdus=pdus,
        ratings=rated,
    )
