"""What the page of one PDU says."""

from dataclasses import dataclass, replace
from datetime import date

from ratings_site.model.directory import Directory, Example, Inspection, LifeEvent, OtherName, Pdu, Place, Source
from ratings_site.model.views import charts
from ratings_site.model.views.answers import Answer, area_answers
from ratings_site.model.views.chart import Chart
from ratings_site.model.views.headline import Headline, area_headline
from ratings_site.model.views.notices import Notice, paused_notices, pdu_notices, successors_of
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
    standards_of,
)
from ratings_site.model.views.sentences import written
from ratings_site.model.views.terms import WORDS_OF_TABLES, Term, terms_in
from ratings_site.model.views.words import chain, day_words, joined
from ratings_site.model.wording import BEGIN, named, say, speaking, to_say


@dataclass(frozen=True)
class PduView:
    """One PDU, living or closed, whether or not it was ever inspected."""

    pdu_id: str
    name: str
    region: Link
    headline: Headline
    answers: tuple[Answer, ...]
    notices: tuple[Notice, ...]
    pause: tuple[Notice, ...]
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
    terms: tuple[Term, ...] = ()
    """The words on the page that are explained on it."""


def build_pdu_view(pdu: Pdu, directory: Directory) -> PduView:
    """Work out everything the PDU's page says."""
    programme = directory.current_programme
    newest = newest_rated(pdu, programme.programme_id)
    standards = directory.standards_of(programme.programme_id, "pdu")
    region = directory.regions[pdu.region_id]
    answers = area_answers(pdu, newest, directory)
    view = PduView(
        pdu_id=pdu.pdu_id,
        name=pdu.name,
        region=Link(region.name, region.address),
        headline=area_headline(pdu, directory),
        answers=answers,
        notices=pdu_notices(pdu, directory),
        pause=() if pdu.closed else paused_notices(pdu, directory),
        strip=charts.standards_strip(directory, pdu_id=pdu.pdu_id),
        standards=standard_rows(newest, directory) if newest else (),
        standards_of=standards_of(newest) if newest else "",
        standards_report=report_link(newest) if newest else None,
        place_among=charts.where_this_pdu_stands(directory, pdu.pdu_id),
        neighbours=pdu_rows(region.living_pdus, directory),
        neighbour_standards=tuple(standard.name for standard in standards),
        timeline=charts.history(directory, pdu_id=pdu.pdu_id),
        inspections=inspection_rows(pdu.inspections, directory),
        examples=pdu.examples,
        facts=facts(pdu, directory),
        sources=sources_of(pdu, (source for answer in answers for source in answer.sources)),
        corrections=correction_notices(directory, "pdu", pdu.pdu_id),
        citation=citation(directory, say("{name} probation delivery unit", name=pdu.name), pdu.address),
    )
    return replace(view, terms=terms_in(view, view.headline.sentence, "Probation delivery unit", WORDS_OF_TABLES))


def newest_rated(pdu: Pdu, programme_id: str) -> Inspection | None:
    """The inspection whose standards the page shows: the current programme's, else the newest with any rating."""
    return pdu.latest(programme_id) or next((i for i in pdu.inspections if i.ratings and i.counts), None)


def welsh_names(pdu: Pdu) -> tuple[str, ...]:
    """What the PDU and the places it serves are called in Welsh, known as Welsh."""
    with speaking("cy"):
        places = (named(one.place, used_as) for one in pdu.places for used_as in ("name", "search name"))
        names = [named(pdu.name), *places]
    return tuple(dict.fromkeys(name for name in names if name.startswith(BEGIN)))


def facts(pdu: Pdu, directory: Directory) -> tuple[Fact, ...]:
    """The "about this unit" list; what is unknown is left to its own words."""
    unknown = say("Not in our sources")
    places = tuple(place_words(place, directory) for place in pdu.places)
    renamed = [event for event in pdu.successors if event.other_id == pdu.pdu_id]
    listed = (
        Fact(say("Region"), (Link(pdu.region_name, directory.regions[pdu.region_id].address),)),
        Fact(say("Places it serves"), places or (unknown,), is_searched=True),
        Fact(say("Also known as"), tuple(name_words(name) for name in pdu.other_names), is_searched=True),
        Fact(say("Names in Welsh"), welsh_names(pdu), is_searched=True),
        Fact(say("nDelius code"), (pdu.ndelius_code or unknown,), is_searched=bool(pdu.ndelius_code)),
        Fact(say("Opened"), (by_day(pdu.opened) if pdu.opened else say("Before April 2023"),)),
        Fact(say("Closed"), (by_day(pdu.closed),) if pdu.closed else ()),
        Fact(say("Renamed"), tuple(say("By {day}", day=written(event.as_at)) for event in renamed)),
        Fact(say("Came from"), tuple(event_link(event, directory) for event in pdu.predecessors)),
        Fact(say("Became"), tuple(event_link(event, directory) for event in successors_of(pdu))),
        Fact(say("Note"), (pdu.note,) if pdu.note else ()),
    )
    return tuple(fact for fact in listed if fact.values)


def by_day(day: date) -> str:
    """The day by which public records show something."""
    return say("By {day}", day=day_words(day))


def name_words(name: OtherName) -> str:
    """Another name of a PDU with who uses it."""
    return say("{name} ({used_by})", name=name.name, used_by=name.used_by) if name.used_by else name.name


def place_words(place: Place, directory: Directory) -> str:
    """A place with how much of it the PDU serves, who else serves it, and what is noted about it."""
    doubts: list[str] = (
        [say("a probation office stands there")]
        if place.basis == "office" and not place.doubt and not place.note
        else []
    )
    if place.others:
        doubts.append(say("shared with {units}", units=joined([directory.pdus[other].name for other in place.others])))
    kind = {"county": to_say("{place} (county)"), "town": to_say("{place} (town)")}.get(place.place_type)
    said = say(kind, place=place.place) if kind else place.place
    if place.extent == "part":
        said = say("part of {place}", place=said)
    if doubts:
        said = say("{place}: {doubts}", place=said, doubts=chain("{before}; {item}", doubts))
    note = " ".join(text for text in (place.note, place.doubt) if text)
    return say("{place}. {note}", place=said, note=note) if note else said


def event_link(event: LifeEvent, directory: Directory) -> Link:
    """A link to the PDU at the other end of a step in a PDU's life."""
    other = directory.pdus[event.other_id]
    text = say("{name} ({change}, by {day})", name=other.name, change=event.change, day=written(event.as_at))
    return Link(text, other.address)
