"""What the page of an area says: a region with its PDUs, or one PDU; and those of Wales in Welsh, in short."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from ratings_site.charts import standing
from ratings_site.model.directory import Directory
from ratings_site.model.rows import Area, Inspection, LifeEvent, OtherName, Pdu, Place, Publication, Region, Source
from ratings_site.model.wording import BEGIN, capital, named, say, small, speaking, to_say
from ratings_site.pages import answers
from ratings_site.pages.glossary import WORDS_OF_TABLES, terms_in
from ratings_site.pages.headline import area_headline, area_notices, successors_of
from ratings_site.pages.page import Facts, View
from ratings_site.pages.parts import Link, basis_words
from ratings_site.pages.publications import newest_first
from ratings_site.wording.rating import RENAMED, shown_overall
from ratings_site.wording.sentences import in_month, written
from ratings_site.wording.words import chain, day_words, joined, listed

KINDS = {"pdu": to_say("Probation delivery unit"), "region": to_say("Probation region")}
"""What the pages of each kind of area call it."""

AS_THEY_ARE = ("note",)
"""The columns of a PDU that its page shows as they are."""

WALES = "Wales"
"""The nation whose regions have pages in Welsh."""


@dataclass(frozen=True)
class Fact:
    """A term and what is known of it, each as text or a link."""

    term: str
    values: tuple[Link | str, ...]
    is_searched: bool = False
    """Whether the search finds the page by these words."""


Known = tuple[str, str, Source]
"""Facts of the page that are known in one way from one source: which, how, and from where."""


def build_area_view(area: Area, directory: Directory) -> View:
    """What is worked out of an area for its page: the rest is the area's own, and stands in the template.

    `newest` is its newest inspection of the current programme, `told_by` the one whose findings the page tells, `terms`
    are the words on it that are explained on it.
    """
    newest = area.latest(directory.current_programme.programme_id)
    told_by = newest_told(area, directory)
    of_kind = pdu_view(area, directory) if isinstance(area, Pdu) else region_view(area, directory)
    view = {
        "area": area,
        "headline": area_headline(area, directory),
        "notices": area_notices(area, directory),
        "newest": newest,
        "told_by": told_by,
        "safe": answers.safety_told(told_by, directory) if told_by else (),
        "good": answers.good_told(newest, directory) if newest else (),
        "hindered": answers.hindrance_told(newest, directory) if newest else ("", ()),
        "ratings": answers.known_ratings(newest),
        "missing": answers.missing_sentence(newest) if newest else "",
        "graded": [i for i in reversed(area.inspections) if i.grade and i.counts],
        "changed": answers.changed_told(told_by, directory),
        "next": answers.next_told(area, directory),
        **of_kind,
    }
    view["known"] = known_facts(area, view)
    return {**view, "terms": terms_in(*words_said(area, view))}


def newest_told(area: Area, directory: Directory) -> Inspection | None:
    """The newest inspection that says whether people are kept safe: of a PDU in the current programme only."""
    if isinstance(area, Pdu):
        return area.latest(directory.current_programme.programme_id)
    return next((i for i in area.inspections if i.counts and answers.safety(i, directory)), None)


def pdu_view(pdu: Pdu, directory: Directory) -> View:
    """What only the page of a PDU says."""
    region = directory.regions[pdu.region_id]
    regional = newest_told(region, directory)
    newest = pdu.latest(directory.current_programme.programme_id)
    is_newer = newest is None or regional is None or regional.published.sort_key > newest.published.sort_key
    is_told = regional is not None and is_newer and not regional.is_rated and not pdu.is_closed
    return {
        "region": region,
        "on_safety": answers.on_safety(region.latest(directory.current_programme.programme_id)),
        "of_region": answers.safety_told(regional, directory)[:1] if regional and is_told else (),
        "meanings": answers.meanings(answers.known_ratings(newest)),
        "change": answers.change_of(pdu.id, directory),
        "nearest": answers.nearest(pdu, directory),
        "neighbours": answers.by_score(region.living_pdus, directory.current_programme.programme_id),
        "chart": standing.where_this_pdu_stands(directory, pdu.id),
        "facts": facts(pdu, directory),
    }


def region_view(region: Area, directory: Directory) -> View:
    """What only the page of a region says."""
    assert isinstance(region, Region)  # noqa: S101  the pages are of PDUs and regions
    programme = directory.current_programme.programme_id
    shared, of_units = answers.shared_ratings(region, directory)
    return {
        "best_and_worst": answers.best_and_worst(answers.known_ratings(region.latest(programme)), directory),
        "inspected": answers.by_score(region.pdus, programme),
        "waiting": [pdu for pdu in region.living_pdus if not pdu.latest(programme)],
        "shared": shared,
        "of_units": of_units,
        "moves": answers.moves_sentence(region, directory),
        "changes": {pdu.id: answers.change_of(pdu.id, directory) for pdu in region.pdus},
        "chart": standing.where_this_region_stands(directory, region.id),
        "elsewhere": [answers.Told(row.summary, row.source) for row in directory.said_of_regions.get(region.id, ())],
        "statistics": [n for n in directory.statistics if n.region_id == region.id and not n.inspection_id],
        "publications": reports_on(region, directory),
    }


def reports_on(region: Region, directory: Directory) -> list[Publication]:
    """The reports on the region and on its PDUs, living or closed."""
    inspected = (i.inspection_id for area in (region, *region.pdus) for i in area.inspections)
    return newest_first(p for key in inspected for p in directory.reports.get(key, ()))


def known_facts(area: Area, view: View) -> tuple[Known, ...]:
    """How each fact of the page is known, those that are known in one way from one source together."""
    found: dict[tuple[str, Source], dict[str, None]] = {}

    def note(fact: str, source: Source, basis: str = "") -> None:
        found.setdefault((basis, source), {})[fact] = None

    for inspection in area.inspections:
        key = to_say("overall rating{when}") if inspection.is_rated else to_say("inspection{when}")
        basis = basis_words(inspection.overall_basis) if inspection.is_rated else ""
        when = in_month(inspection.published)
        note(say(key, when=when), inspection.source, basis)
        if inspection.published_source:
            note(say("date of the report{when}", when=when), inspection.published_source)
        if inspection.score is not None and inspection.score_source:
            note(say("score{when}", when=when), inspection.score_source, basis_words(inspection.score_basis))
    for rating in view["ratings"]:
        note(small(rating.standard.name), rating.source, basis_words(rating.basis))
    for told in (*view["safe"], *view["good"], *view["hindered"][1], *view["changed"]):
        note(say("what inspectors found"), told.source)
    for told in view["next"]:
        note(say("what happens next"), told.source)
    for source in area.sources:
        note(say("places, names and history"), source)
    return tuple((capital(listed([*facts])), basis, source) for (basis, source), facts in found.items())


def words_said(area: Area, view: View) -> Iterator[object]:
    """What the page says beside its headings, as texts or in objects that hold texts."""
    yield from (KINDS[area.kind], WORDS_OF_TABLES, view["headline"].text, view["missing"], view["chart"])
    yield from ((notice.shown, notice.text) for notice in view["notices"])
    yield [told.text for part in ("safe", "good", "changed", "next") for told in view[part]]
    yield [told.text for told in view["hindered"][1]]
    yield view.get("facts", ())
    yield [(shown_overall(inspection), inspection.note) for inspection in area.inspections]
    yield [(rating.standard.question, rating.rating) for rating in view["ratings"]]


def facts(pdu: Pdu, directory: Directory) -> tuple[Fact, ...]:
    """The "about this unit" list; what is unknown is left to its own words."""
    unknown = say("Not in our data")
    places = tuple(place_words(place, directory) for place in pdu.places)
    renamed = [event for event in pdu.successors if event.change == RENAMED]
    moved = [event for event in pdu.successors if event.change == "moved region"]
    listed = (
        Fact(say("Region"), (Link(pdu.region_name, directory.regions[pdu.region_id].address),)),
        Fact(say("Places it serves"), places or (unknown,), is_searched=True),
        Fact(say("Also known as"), tuple(name_words(name) for name in pdu.other_names), is_searched=True),
        Fact(say("Names in Welsh"), welsh_names(pdu), is_searched=True),
        Fact(say("nDelius code"), (pdu.ndelius_code or unknown,), is_searched=bool(pdu.ndelius_code)),
        Fact(say("Opened"), (by_day(pdu.opened) if pdu.opened else say("Before April 2023"),)),
        Fact(say("Closed"), (by_day(pdu.closed),) if pdu.closed else ()),
        Fact(say("Renamed"), tuple(say("By {day}", day=written(event.as_at)) for event in renamed)),
        Fact(say("Moved to this region"), tuple(say("By {day}", day=written(event.as_at)) for event in moved)),
        Fact(say("Came from"), tuple(event_link(event, directory) for event in pdu.predecessors)),
        Fact(say("Became"), tuple(event_link(event, directory) for event in successors_of(pdu))),
        *(Fact(title, (said,)) for title, said in as_they_are(pdu, directory)),
    )
    return tuple(fact for fact in listed if fact.values)


def as_they_are(pdu: Pdu, directory: Directory) -> Iterator[tuple[str, str]]:
    """What columns of the table say in words of their own, under the titles that they have in the data."""
    for column in directory.package.schemas["pdus"].fields:
        if column.name in AS_THEY_ARE and (said := getattr(pdu, column.name)):
            yield named(column.title), str(said)


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


def welsh_areas(directory: Directory) -> list[Area]:
    """The areas that have pages in Welsh: each region of Wales, and after it its PDUs, those that closed too."""
    regions = [region for region in directory.regions.values() if region.nation == WALES]
    return [area for region in regions for area in (region, *region.pdus)]


def welsh_index_view(facts: Facts) -> View | None:
    """The way in to the pages in Welsh, which lists the areas; none where there is no such area."""
    open_now = [area for area in welsh_areas(facts.directory) if not area.is_closed]
    listed = [(area, area_headline(area, facts.directory)) for area in open_now]
    return {"listed": listed} if listed else None


def welsh_views(facts: Facts) -> Iterator[View]:
    """What the page in Welsh says of each area: its report in Welsh first, its name and rating, and what was found.

    It is short, and honest that it is partly in Welsh: it says what the Welsh catalogue has words for and leads to the
    page in English, which says the rest. What the catalogue has not is in English and marked as English.
    """
    directory = facts.directory
    for area in welsh_areas(directory):
        newest, told_by = area.latest(directory.current_programme.programme_id), newest_told(area, directory)
        found = answers.safety_told(told_by, directory)[:1] if told_by else ()
        good = answers.good_told(newest, directory)[:1] if newest else ()
        yield {
            "area": area,
            "place": area.address.removesuffix("/"),
            "kind": say(KINDS[area.kind]),
            "headline": area_headline(area, directory),
            "notices": area_notices(area, directory) if area.is_closed else (),
            "newest": newest,
            "reported": [inspection for inspection in area.inspections if inspection.counts],
            "found": (*found, *good),
            "others": [other for other in welsh_areas(directory) if other != area and not other.is_closed],
        }
