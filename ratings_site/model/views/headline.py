"""The headline of an area's page: the answer in the first screen."""

from dataclasses import dataclass

from ratings_site.model.directory import Directory, Inspection
from ratings_site.model.rows import WITHDRAWN, Area
from ratings_site.model.tables import NOT_RATED
from ratings_site.model.views.rating import NOT_INSPECTED, NOT_YET_INSPECTED, Shown, shown_overall
from ratings_site.model.views.sentences import age_words, grade_words, in_month, programme_span, rank_sentence
from ratings_site.model.views.words import form
from ratings_site.model.wording import Said, say


@dataclass(frozen=True)
class Headline:
    """The first sentence, whose gap `rating` holds a rating chip on pages, and the sentences after it."""

    sentence: Said
    shown: Shown
    more: tuple[str, ...]

    @property
    def text(self) -> str:
        """The headline as one run of plain text."""
        return " ".join((self.sentence, *self.more))


def area_headline(area: Area, directory: Directory) -> Headline:
    """What is known first: the rating in the current programme, or that there is none and why."""
    inspection = area.latest(directory.current_programme.programme_id)
    if inspection is None:
        return not_inspected_headline(area, directory)
    shown, when = shown_overall(inspection), in_month(inspection.published)
    if not inspection.is_rated:
        key = "headline.not_rated" if inspection.overall == NOT_RATED else "headline.not_available"
        return Headline(say(key, rating=shown.label, when=when), shown, ())
    points = say("headline.points", points=points_words(inspection)) if inspection.score is not None else ""
    grade = grade_words(inspection)
    sentence = say("headline.rated", rating=shown.label, when=when, grade=grade, points=points)
    return Headline(sentence, shown, rated_sentences(inspection, directory))


def points_words(inspection: Inspection) -> str:
    """The score in words: "6 points of 21"."""
    points = say(f"headline.points_{form(inspection.score or 0)}", score=inspection.score)
    return say("headline.points_of", points=points, maximum=inspection.max_score) if inspection.max_score else points


def rated_sentences(inspection: Inspection, directory: Directory) -> tuple[str, ...]:
    """Rank, age and doubts of a rating, each its own sentence; what is unknown is said."""
    age = age_words(inspection.published, directory.package.created)
    sentences = [rank_sentence(inspection, directory)]
    if inspection.area_type == "pdu" and inspection.score is None:
        sentences.append(say("headline.no_score"))
    sentences.append(say("headline.age", age=age) if age else say("headline.no_date"))
    if inspection.overall_basis == "derived":
        sentences.append(say("headline.derived"))
    return tuple(sentence for sentence in sentences if sentence)


def not_inspected_headline(area: Area, directory: Directory) -> Headline:
    """That an area has no rating in the current programme, why, and what is known from earlier ones."""
    gone = [i for i in area.inspections if not i.counts and i.programme == directory.current_programme]
    if gone:
        shown = Shown(WITHDRAWN)
        sentence = say("headline.withdrawn", rating=shown.label, when=in_month(gone[0].published))
        return Headline(sentence, shown, earlier_sentences(area))
    closed = area.is_closed
    programme = programme_span(directory.current_programme)
    shown = Shown(NOT_INSPECTED if closed else NOT_YET_INSPECTED)
    why = (say("headline.closed"),) if closed else ()
    sentence = say("headline.not_inspected", rating=shown.label, programme=programme)
    return Headline(sentence, shown, (*why, *earlier_sentences(area)))


def earlier_sentences(area: Area) -> tuple[str, ...]:
    """What earlier and unrated programmes found, or that no inspection is known."""
    rated = next((i for i in area.inspections if i.is_rated and i.counts), None)
    unrated = next((i for i in area.inspections if i.overall == NOT_RATED and i.counts), None)
    sentences = []
    if rated:
        sentences.append(say("headline.earlier", rating=rated.overall, when=in_month(rated.published)))
    if unrated:
        when = in_month(unrated.published)
        sentences.append(say("headline.unrated", when=when, programme=unrated.programme.name))
    return tuple(sentences) or (() if area.inspections else (say("headline.unknown"),))
