"""The top of an area's page: its headline, the answer in the first screen, and the banners of what changes it."""

from collections.abc import Mapping
from dataclasses import dataclass

from ratings_site.model import rows
from ratings_site.model.directory import Directory
from ratings_site.model.tables import NOT_RATED
from ratings_site.model.wording import is_translated, say, to_say, words_of
from ratings_site.wording import rating
from ratings_site.wording.sentences import ago_words, grade_words, in_month, programme_span


@dataclass(frozen=True)
class Headline:
    """The first sentence as a message, whose gap `rating` holds a rating chip on pages, and the sentences after it."""

    message: str
    gaps: Mapping[str, str]
    shown: rating.Shown
    more: tuple[str, ...]

    @property
    def sentence(self) -> str:
        """The first sentence."""
        return say(self.message, rating=self.shown.label, **self.gaps)

    @property
    def text(self) -> str:
        """The headline as one run of plain text."""
        return " ".join((self.sentence, *self.more))


def picture_path(shown: rows.Area | rows.Inspection) -> str:
    """Where the picture of an area or an inspection, with its name and headline, stands on the site."""
    return f"pictures/{shown.address.removesuffix('/')}.png"


def area_headline(area: rows.Area, directory: Directory) -> Headline:
    """What is known first: the rating in the current programme, or that there is none and why."""
    inspection = area.latest(directory.current_programme.programme_id)
    return inspection_headline(inspection, directory) if inspection else not_inspected_headline(area, directory)


def inspection_headline(inspection: rows.Inspection, directory: Directory) -> Headline:
    """What one inspection came to: its rating, that it gives none, or that no source gives it."""
    shown, when = rating.shown_overall(inspection), in_month(inspection.published)
    if not inspection.is_rated:
        key = (
            to_say("{rating}: it was inspected{when} without a rating.")
            if inspection.overall == NOT_RATED
            else to_say("{rating}: it was inspected{when}, and we have read no source that gives the overall rating.")
        )
        return Headline(key, {"when": when}, shown, ())
    rated = to_say("{rating}, {grade},{when} ({ago}).")
    short = words_of("ratings")["short"].get(inspection.area_type, rated)
    if is_translated(short) and not is_translated(rated):
        return Headline(short, {}, shown, doubts(inspection))
    ago, grade = ago_words(inspection.published, directory.package.created), grade_words(inspection)
    if not ago:
        when = inspection.published_label
        rated = to_say("{rating}, {grade}, published {when}.") if when else to_say("{rating}, {grade}.")
    return Headline(rated, {"grade": grade, "when": when, "ago": ago}, shown, doubts(inspection))


def doubts(inspection: rows.Inspection) -> tuple[str, ...]:
    """What is not known of a rating, each in its own sentence."""
    undated = () if inspection.published_label else (say("The date of the report is not in our data."),)
    if inspection.overall_basis != "derived":
        return undated
    return (*undated, say("The rating is worked out from published facts; no source we have read states it."))


def not_inspected_headline(area: rows.Area, directory: Directory) -> Headline:
    """That an area has no rating in the current programme, why, and what is known from earlier ones."""
    gone = [i for i in area.inspections if not i.counts and i.programme == directory.current_programme]
    if gone:
        shown = rating.Shown(rows.WITHDRAWN)
        message = to_say("{rating}: the rating published{when} no longer stands, and we know of no newer one.")
        return Headline(message, {"when": in_month(gone[0].published)}, shown, earlier_sentences(area))
    closed = area.is_closed
    programme = programme_span(directory.current_programme)
    shown = rating.Shown(rating.NOT_INSPECTED if closed else rating.NOT_YET_INSPECTED)
    why = (say("It closed before it was inspected in that programme."),) if closed else ()
    message = to_say("{rating} in {programme}.")
    return Headline(message, {"programme": programme}, shown, (*why, *earlier_sentences(area)))


def earlier_sentences(area: rows.Area) -> tuple[str, ...]:
    """What earlier and unrated programmes found, or that no inspection is known."""
    if not area.inspections:
        return (say("No inspection of {name} is in our data.", name=area.name),)
    counted = [inspection for inspection in area.inspections if inspection.counts]
    rated = next((one for one in counted if one.is_rated), None)
    unrated = next((one for one in counted if one.overall == NOT_RATED), None)
    sentences = []
    if rated:
        key = to_say("In an earlier programme it was rated {rating}{when}.")
        sentences.append(say(key, rating=rated.overall, when=in_month(rated.published)))
    if unrated:
        key = to_say("An inspection that gives no ratings was published{when} ({programme}).")
        sentences.append(say(key, when=in_month(unrated.published), programme=unrated.programme.name))
    return tuple(sentences)


def successors_of(pdu: rows.Pdu) -> tuple[rows.LifeEvent, ...]:
    """The steps that led from this PDU to another one."""
    return tuple(event for event in pdu.successors if event.other_id != pdu.pdu_id)


def former_name(pdu: rows.Pdu) -> str:
    """What a PDU that was renamed was called before, where the table of names has one and not several."""
    names = [other.name for other in pdu.other_names if other.is_former]
    return names[0] if len(names) == 1 else ""
