"""What the page of one PDU says."""

from dataclasses import dataclass

from ratings_site.model.directory import Directory, Example, Inspection, LifeEvent, Pdu, Place, Source
from ratings_site.model.views import charts
from ratings_site.model.views.chart import Chart
from ratings_site.model.views.headline import Headline, area_headline
from ratings_site.model.views.parts import (
    Citation,
    CorrectionNotice,
    Fact,
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
)
from ratings_site.model.views.sentences import written
from ratings_site.model.views.words import day_words, joined


@dataclass(frozen=True)
class PduView:
    """One PDU, living or closed, whether or not it was ever inspected."""

    pdu_id: str
    name: str
    region: Link
    headline: Headline
    notices: tuple[str, ...]
    successors: tuple[Link, ...]
    strip: Chart | None
    standards: tuple[StandardRow, ...]
    standards_of: str
    standards_report: Link | None
    place_among: Chart | None
    neighbours: tuple[PduRow, ...]
    neighbour_standards: tuple[str, ...]
    timeline: Chart | None
    inspections: tuple[InspectionRow, ...]
    examples: tuple[Example, ...]
    facts: tuple[Fact, ...]
    sources: tuple[Source, ...]
    corrections: tuple[CorrectionNotice, ...]
    citation: Citation


def build_pdu_view(pdu: Pdu, directory: Directory) -> PduView:
    """Work out everything the PDU's page says."""
    programme = directory.current_programme
    newest = newest_rated(pdu, programme.programme_id)
    standards = directory.standards_of(programme.programme_id, "pdu")
    region = directory.regions[pdu.region_id]
    return PduView(
        pdu_id=pdu.pdu_id,
        name=pdu.name,
        region=Link(region.name, f"regions/{region.region_id}/"),
        headline=area_headline(pdu, directory),
        notices=notices(pdu, directory),
        successors=tuple(pdu_link(event.other_id, directory) for event in successors_of(pdu)),
        strip=charts.standards_strip(directory, pdu_id=pdu.pdu_id),
        standards=standard_rows(newest, directory) if newest else (),
        standards_of=f"{newest.programme.name}, published {written(newest.published)}" if newest else "",
        standards_report=report_link(newest) if newest else None,
        place_among=charts.where_this_pdu_stands(directory, pdu.pdu_id),
        neighbours=pdu_rows(region.living_pdus, directory),
        neighbour_standards=tuple(standard.name for standard in standards),
        timeline=charts.history(directory, pdu_id=pdu.pdu_id),
        inspections=inspection_rows(pdu.inspections, directory),
        examples=pdu.examples,
        facts=facts(pdu, directory),
        sources=sources_of(pdu),
        corrections=correction_notices(directory, "pdu", pdu.pdu_id),
        citation=citation(directory, f"{pdu.name} probation delivery unit", f"pdus/{pdu.pdu_id}/"),
    )


def newest_rated(pdu: Pdu, programme_id: str) -> Inspection | None:
    """The inspection whose standards the page shows: the current programme's, else the newest with any rating."""
    return pdu.latest(programme_id) or next((i for i in pdu.inspections if i.ratings), None)


def successors_of(pdu: Pdu) -> tuple[LifeEvent, ...]:
    """The steps that led from this PDU to another one."""
    return tuple(event for event in pdu.successors if event.other_id != pdu.pdu_id)


def notices(pdu: Pdu, directory: Directory) -> tuple[str, ...]:
    """Banners: that the PDU has closed and what came after it."""
    if pdu.closed is None:
        return ()
    names = [directory.pdus[event.other_id].name for event in successors_of(pdu)]
    after = f" Its work passed to {joined(names)}." if names else ""
    return (f"{pdu.name} no longer exists: public records show the change by {day_words(pdu.closed)}.{after}",)


def facts(pdu: Pdu, directory: Directory) -> tuple[Fact, ...]:
    """The "about this unit" list; what is unknown is left to its own words."""
    return tuple(
        fact
        for fact in (
            Fact("Region", (Link(pdu.region_name, f"regions/{pdu.region_id}/"),)),
            Fact(
                "Places it serves",
                tuple(place_words(place, directory) for place in pdu.places) or ("Not in our sources",),
            ),
            Fact(
                "Also known as",
                tuple(f"{name.name} ({name.used_by})" if name.used_by else name.name for name in pdu.other_names),
            ),
            Fact("nDelius code", (pdu.ndelius_code,) if pdu.ndelius_code else ("Not in our sources",)),
            Fact("Opened", (f"By {day_words(pdu.opened)}",) if pdu.opened else ("Before April 2023",)),
            Fact("Closed", (f"By {day_words(pdu.closed)}",) if pdu.closed else ()),
            Fact("Came from", tuple(event_link(event, directory) for event in pdu.predecessors)),
            Fact("Became", tuple(event_link(event, directory) for event in successors_of(pdu))),
            Fact("Note", (pdu.note,) if pdu.note else ()),
        )
        if fact.values
    )


def place_words(place: Place, directory: Directory) -> str:
    """A place with how much of it the PDU serves and who else serves it."""
    doubts = [place.note] if place.note else []
    if place.others:
        names = joined([directory.pdus[other].name for other in place.others])
        doubts.insert(0, f"shared with {names}")
    if place.basis == "office":
        doubts.insert(0, "a probation office stands there")
    kind = {"county": " (county)", "town": " (town)"}.get(place.place_type, "")
    part = "part of " if place.extent == "part" else ""
    return f"{part}{place.place}{kind}" + (f": {'; '.join(doubts)}" if doubts else "")


def pdu_link(pdu_id: str, directory: Directory) -> Link:
    """A link to a PDU's page by its name."""
    return Link(directory.pdus[pdu_id].name, f"pdus/{pdu_id}/")


def event_link(event: LifeEvent, directory: Directory) -> Link:
    """A link to the PDU at the other end of a step in a PDU's life."""
    return Link(
        f"{directory.pdus[event.other_id].name} ({event.change}, by {written(event.as_at)})", f"pdus/{event.other_id}/"
    )
