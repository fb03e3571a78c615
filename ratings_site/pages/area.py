"""What the page of an area says: a region with its PDUs, or one PDU; those of Wales in Welsh too, below /cy/.

A Welsh page is the same view built while Welsh is spoken, so that nothing is missing; what the Welsh catalogue has not
is in English.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain as all_of

from ratings_site import charts
from ratings_site.charts.chart import Chart
from ratings_site.model.directory import (
    Area,
    Directory,
    Inspection,
    LifeEvent,
    OtherName,
    Pdu,
    Place,
    Region,
    build_directory,
)
from ratings_site.model.wording import BEGIN, named, say, small, speaking, to_say, without_signs
from ratings_site.pages.answers import area_answers
from ratings_site.pages.found import found_in
from ratings_site.pages.glossary import WORDS_OF_TABLES, Term, terms_in
from ratings_site.pages.headline import area_headline, picture_path
from ratings_site.pages.notices import area_notices, paused_notices, successors_of
from ratings_site.pages.page import FOLDERS, Page, View
from ratings_site.pages.parts import Link, absence, absence_of_score, basis, citation, shown_of, sources_of
from ratings_site.pages.publications import PublicationRow, publication_rows
from ratings_site.pages.statistics import statistic_rows
from ratings_site.wording.rating import shown_overall
from ratings_site.wording.sentences import written
from ratings_site.wording.words import chain, day_words, joined

WALES = "Wales"
"""The nation whose regions have pages in Welsh."""

WORDS = {
    "pdu": {
        "kind": to_say("Probation delivery unit"),
        "title": to_say("{name} probation delivery unit"),
        "description": to_say("{name} probation delivery unit: {headline}"),
    },
    "region": {
        "kind": to_say("Probation region"),
        "title": to_say("{name} probation region"),
        "description": to_say("{name} probation region: {headline}"),
    },
}
"""What the pages of each kind of area call it."""


@dataclass(frozen=True)
class Fact:
    """A term and what is known of it, each as text or a link."""

    term: str
    values: tuple[Link | str, ...]
    is_searched: bool = False
    """Whether the search finds the page by these words."""


def build_area_view(area: Area, directory: Directory) -> View:
    """What is worked out of an area for its page: the rest is the area's own, and stands in the template.

    `newest` is the inspection whose standards the page shows, `terms` are the words on it that are explained on it.
    """
    newest = newest_rated(area, directory)
    answers = area_answers(area, newest, directory)
    found = found_in(area, directory)
    view = {
        "area": area,
        "headline": area_headline(area, directory),
        "notices": area_notices(area, directory),
        "pause": paused_notices(area, directory),
        "answers": answers,
        "newest": newest,
        "found": found,
        "charts": charts_of(area, directory),
        "facts": facts(area, directory) if isinstance(area, Pdu) else (),
        "statistics": statistic_rows(directory, region_id=area.id) if isinstance(area, Region) else (),
        "publications": publications_of(area, directory) if isinstance(area, Region) else (),
        "sources": sources_of(area, all_of(*(answer.sources for answer in answers), *(told.sources for told in found))),
        "citation": citation(directory, say(WORDS[area.kind]["title"], name=area.name), area.address),
    }
    return {**view, "terms": terms_in(*words_said(area, view, directory))}


def newest_rated(area: Area, directory: Directory) -> Inspection | None:
    """The newest inspection of the current programme; of a PDU it lacks, the newest with any rating."""
    newest = area.latest(directory.current_programme.programme_id)
    earlier = area.inspections if isinstance(area, Pdu) else ()
    return newest or next((i for i in earlier if i.ratings and i.counts), None)


def charts_of(area: Area, directory: Directory) -> dict[str, Chart | None]:
    """The charts of the page, in their order."""
    stands = charts.where_this_pdu_stands if isinstance(area, Pdu) else charts.where_this_region_stands
    return {"among": stands(directory, area.id)}


def publications_of(region: Region, directory: Directory) -> tuple[PublicationRow, ...]:
    """The reports on the region and on its PDUs, living or closed."""
    inspected = {i.inspection_id for area in (region, *region.pdus) for i in area.inspections}
    return publication_rows((p for p in directory.publications.values() if p.inspection_id in inspected), directory)


def words_said(area: Area, view: View, directory: Directory) -> Iterator[object]:
    """What the page says beside its headings, as texts or in objects that hold texts."""
    yield from (WORDS[area.kind]["kind"], WORDS_OF_TABLES, view["headline"].sentence, view["headline"].more)
    yield from ((notice.shown, notice.text) for notice in (*view["notices"], *view["pause"]))
    yield [*view["charts"].values()]
    yield from (view[part] for part in ("answers", "facts", "statistics", "publications", "sources"))
    for inspection in area.inspections:
        yield (shown_overall(inspection), inspection.note, absence_of_score(inspection))
    for rating in view["newest"].ratings if view["newest"] else ():
        yield (rating.standard.question, rating.rating, basis(rating), rating.note or absence(rating, directory))
    yield [text for told in view["found"] for text in told.texts]
    yield [shown_of(pdu, directory) for pdu in directory.regions[area.parent or area.id].living_pdus]
    yield getattr(area, "examples", ())


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


def welsh_names(pdu: Pdu) -> tuple[str, ...]:
    """What the PDU and the places it serves are called in Welsh, known as Welsh."""
    with speaking("cy"):
        places = (named(one.place, used_as) for one in pdu.places for used_as in ("name", "search name"))
        names = [named(pdu.name), *places]
    return tuple(dict.fromkeys(name for name in names if name.startswith(BEGIN)))


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


def area_pages(directory: Directory) -> Iterator[Page]:
    """One page for every region and for every PDU, living or closed."""
    for area in (*directory.regions.values(), *directory.pdus.values()):
        yield area_page(build_area_view(area, directory), directory)


def area_page(view: View, directory: Directory) -> Page:
    """The page of an area."""
    area: Area = view["area"]
    menu = {"menu": directory.regions[area.parent].address} if area.parent else {}
    return Page(
        path=area.address.removesuffix("/") + ".md",
        template=f"{area.kind}.md.jinja",
        title=area.name,
        description=say(WORDS[area.kind]["description"], name=area.name, headline=view["headline"].text),
        view=view,
        kind=without_signs(small(say(WORDS[area.kind]["kind"]))),
        extra={"area": area, "directory": directory},
        front={"feed": f"{area.address}feed.xml", "picture": picture_path(area), **menu},
    )


def welsh_areas(directory: Directory) -> list[Area]:
    """The areas that have pages in Welsh: each region of Wales, and after it its open PDUs."""
    regions = [region for region in directory.regions.values() if region.nation == WALES]
    return [area for region in regions for area in (region, *region.living_pdus)]


def welsh_pages(directory: Directory) -> list[Page]:
    """One page for each region of Wales and each of its open PDUs; the first one's again as the way in, /cy/."""
    english = {area.address: build_area_view(area, directory)["terms"] for area in welsh_areas(directory)}
    with speaking("cy"):
        welsh = build_directory(directory.tables)
        language = without_signs(say("Welsh"))
        pages = [welsh_page(area, welsh, english[area.address]) for area in welsh_areas(welsh)]
    first = [replace(page, path=f"{FOLDERS['cy']}index.md", title=language) for page in pages[:1]]
    return [*first, *(replace(page, title=f"{page.title} ({language})") for page in pages)]


def welsh_page(area: Area, directory: Directory, terms: tuple[Term, ...]) -> Page:
    """The page of an area in Welsh; it explains the words that the English page explains."""
    view = build_area_view(area, directory)
    cited = replace(view["citation"], address=f"{FOLDERS['cy']}{area.address}")
    page = area_page({**view, "terms": terms, "citation": cited}, directory)
    return replace(
        page,
        path=f"{FOLDERS['cy']}{page.path}",
        title=without_signs(area.name),
        description=without_signs(f"{area.name}: {say(WORDS[area.kind]['kind'])}"),
        language="cy",
    )
