"""The page of an area: its headline, which pictures and other pages say too, and what else it asks of the directory."""

from collections.abc import Mapping
from dataclasses import dataclass

from ratings_site.model import rows
from ratings_site.model.directory import Directory
from ratings_site.model.tables import NOT_RATED
from ratings_site.model.wording import capital, is_translated, say, small, to_say, words_of
from ratings_site.pages import answers
from ratings_site.pages.parts import in_words
from ratings_site.wording import rating, sentences, words


@dataclass(frozen=True)
class Headline:
    """The first sentence as a message, whose gap `rating` holds a rating chip on pages, and the sentences after it."""

    message: str
    gaps: Mapping[str, str]
    shown: rating.Shown
    more: tuple[str, ...]

    @property
    def sentence(self) -> str:
        return say(self.message, rating=self.shown.label, **self.gaps)

    @property
    def text(self) -> str:
        return " ".join((self.sentence, *self.more))


def picture_path(shown: rows.Area | rows.Inspection) -> str:
    """Where the picture of an area or an inspection, with its name and headline, stands on the site."""
    return f"pictures/{shown.address.removesuffix('/')}.png"


def area_headline(area: rows.Area, directory: Directory) -> Headline:
    """What is known first: the rating in the current programme, or that there is none, why, and what was before."""
    current = directory.current_programme
    if inspection := area.latest(current.programme_id):
        return inspection_headline(inspection, directory)
    told = words_of("ratings")["headline"]
    if gone := next((i for i in area.inspections if not i.counts and i.programme == current), None):
        when = {"when": sentences.in_month(gone.published)}
        return Headline(told["withdrawn"], when, rating.Shown(rows.WITHDRAWN), earlier_sentences(area))
    why = (say("It closed before it was inspected in that programme."),) if area.is_closed else ()
    shown = rating.Shown(rating.NOT_INSPECTED if area.is_closed else rating.NOT_YET_INSPECTED)
    when = {"programme": sentences.programme_span(current)}
    return Headline(told["none"], when, shown, (*why, *earlier_sentences(area)))


def inspection_headline(inspection: rows.Inspection, directory: Directory) -> Headline:
    """What one inspection came to: its rating, that it gives none, or that no source gives it."""
    shown, told = rating.shown_overall(inspection), words_of("ratings")["headline"]
    when = sentences.in_month(inspection.published)
    if not inspection.is_rated:
        return Headline(told["not rated" if inspection.overall == NOT_RATED else "unknown"], {"when": when}, shown, ())
    day, doubts = inspection.published_label, []
    if not day:
        doubts.append(say("The date of the report is not in our data."))
    if inspection.overall_basis == "derived":
        doubts.append(say("The rating is worked out from published facts; no source we have read states it."))
    short = words_of("ratings")["short"].get(inspection.area_type, told["rated"])
    if is_translated(short) and not is_translated(told["rated"]):
        return Headline(short, {}, shown, tuple(doubts))
    ago = sentences.ago_words(inspection.published, directory.package.created)
    gaps = {"grade": sentences.grade_words(inspection), "when": when if ago else day, "ago": ago}
    return Headline(told["rated" if ago else "dated" if day else "undated"], gaps, shown, tuple(doubts))


def earlier_sentences(area: rows.Area) -> tuple[str, ...]:
    """What earlier and unrated programmes found, or that no inspection is known."""
    if not area.inspections:
        return (say("No inspection of {name} is in our data.", name=area.name),)
    counted = [inspection for inspection in area.inspections if inspection.counts]
    rated = next((one for one in counted if one.is_rated), None)
    unrated = next((one for one in counted if one.overall == NOT_RATED), None)
    told = words_of("ratings")["headline"]
    return tuple(
        say(told[key], rating=one.overall, programme=one.programme.name, when=sentences.in_month(one.published))
        for key, one in (("earlier", rated), ("without", unrated))
        if one
    )


def place_words(place: rows.Place, directory: Directory) -> str:
    """A place with how much of it a unit serves, who else serves it, and what is noted about it."""
    said = say(words_of("ratings")["place"].get(place.place_type, "{place}"), place=place.place)
    said = say("part of {place}", place=said) if place.extent == "part" else said
    note, doubts = " ".join(filter(None, (place.note, place.doubt))), []
    if place.basis == "office" and not note:
        doubts.append(say("a probation office stands there"))
    if place.others:
        others = words.joined([directory.pdus[other].name for other in place.others])
        doubts.append(say("shared with {units}", units=others))
    if doubts:
        said = say("{place}: {doubts}", place=said, doubts=words.chain("{before}; {item}", doubts))
    return say("{place}. {note}", place=said, note=note) if note else said


def newest_told(area: rows.Area, directory: Directory) -> rows.Inspection | None:
    """The newest inspection that says whether people are kept safe: of a PDU in the current programme only."""
    if isinstance(area, rows.Pdu):
        return area.latest(directory.current_programme.programme_id)
    return next((i for i in area.inspections if i.counts and answers.safety(i, directory)), None)


def told_of_region(pdu: rows.Pdu, directory: Directory) -> tuple[answers.Told, ...]:
    """What the page of a PDU says of its region, where that was inspected since and is not rated."""
    regional = newest_told(directory.regions[pdu.region_id], directory)
    newest = pdu.latest(directory.current_programme.programme_id)
    if regional is None or regional.is_rated or pdu.is_closed:
        return ()
    is_newer = newest is None or regional.published.sort_key > newest.published.sort_key
    return answers.safety_told(regional, directory)[:1] if is_newer else ()


def known_facts(area: rows.Area, directory: Directory) -> tuple[tuple[str, str, rows.Source], ...]:
    """Which facts of the page are known, how, and from where: those known in one way from one source together."""
    found: dict[tuple[str, rows.Source], dict[str, None]] = {}
    newest, told_by = area.latest(directory.current_programme.programme_id), newest_told(area, directory)

    def note(fact: str, source: rows.Source | None, basis: str = "") -> None:
        if source:
            found.setdefault((basis, source), {})[fact] = None

    for inspection in area.inspections:
        key = to_say("overall rating{when}") if inspection.is_rated else to_say("inspection{when}")
        basis = in_words("basis", inspection.overall_basis) if inspection.is_rated else ""
        when = sentences.in_month(inspection.published)
        note(say(key, when=when), inspection.source, basis)
        note(say("date of the report{when}", when=when), inspection.published_source)
        if inspection.score is not None:
            note(say("score{when}", when=when), inspection.score_source, in_words("basis", inspection.score_basis))
    for one in answers.known_ratings(newest):
        note(small(one.standard.name), one.source, in_words("basis", one.basis))
    for told in (
        *answers.safety_told(told_by, directory),
        *answers.others_told(newest, directory, "strength")[1],
        *answers.others_told(newest, directory, "cause", "concern")[1],
        *answers.changed_told(told_by, directory),
    ):
        note(say("what inspectors found"), told.source)
    for told in answers.next_told(area, directory):
        note(say("what happens next"), told.source)
    for source in area.sources:
        note(say("places, names and history"), source)
    return tuple((capital(words.listed([*facts])), basis, source) for (basis, source), facts in found.items())


def welsh_areas(directory: Directory) -> list[rows.Area]:
    """The areas that have pages in Welsh: each region of Wales, and after it its PDUs, those that closed too."""
    regions = [region for region in directory.regions.values() if region.nation == "Wales"]
    return [area for region in regions for area in (region, *region.pdus)]
