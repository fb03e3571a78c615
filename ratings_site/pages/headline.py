"""The headline of an area's page: the answer in the first screen."""

from collections.abc import Mapping
from dataclasses import dataclass

from ratings_site.model.directory import Directory, Inspection
from ratings_site.model.rows import WITHDRAWN, Area
from ratings_site.model.tables import NOT_RATED
from ratings_site.model.wording import is_translated, say, say_count, to_say
from ratings_site.wording.rating import NOT_INSPECTED, NOT_YET_INSPECTED, Shown, shown_overall
from ratings_site.wording.sentences import age_words, grade_words, in_month, programme_span, rank_sentence


@dataclass(frozen=True)
class Headline:
    """The first sentence as a message, whose gap `rating` holds a rating chip on pages, and the sentences after it."""

    message: str
    gaps: Mapping[str, str]
    shown: Shown
    more: tuple[str, ...]

    @property
    def sentence(self) -> str:
        """The first sentence."""
        return say(self.message, rating=self.shown.label, **self.gaps)

    @property
    def text(self) -> str:
        """The headline as one run of plain text."""
        return " ".join((self.sentence, *self.more))


SHORT = {
    "pdu": to_say("The unit was rated {rating} overall."),
    "region": to_say("The region was rated {rating} overall."),
}
"""The shorter sentences that the inspectorate says in Welsh: said until the Welsh catalogue has the whole sentence."""


def picture_path(shown: Area | Inspection) -> str:
    """Where the picture of an area or an inspection, with its name and headline, stands on the site."""
    return f"pictures/{shown.address.removesuffix('/')}.png"


def area_headline(area: Area, directory: Directory) -> Headline:
    """What is known first: the rating in the current programme, or that there is none and why."""
    inspection = area.latest(directory.current_programme.programme_id)
    return inspection_headline(inspection, directory) if inspection else not_inspected_headline(area, directory)


def inspection_headline(inspection: Inspection, directory: Directory) -> Headline:
    """What one inspection came to: its rating, that it gives none, or that no source holds it."""
    shown, when = shown_overall(inspection), in_month(inspection.published)
    if not inspection.is_rated:
        key = (
            to_say("{rating}: it was inspected{when} without a rating.")
            if inspection.overall == NOT_RATED
            else to_say("{rating}: it was inspected{when}, but no source we hold gives the overall rating.")
        )
        return Headline(key, {"when": when}, shown, ())
    rated = to_say("Rated {rating}{when}, {grade}{points}.")
    short = SHORT.get(inspection.area_type, rated)
    if is_translated(short) and not is_translated(rated):
        return Headline(short, {}, shown, (*published_and_graded(inspection), *rated_sentences(inspection, directory)))
    points = say(", with {points}", points=points_words(inspection)) if inspection.score is not None else ""
    gaps = {"when": when, "points": points, "grade": grade_words(inspection)}
    return Headline(rated, gaps, shown, rated_sentences(inspection, directory))


def published_and_graded(inspection: Inspection) -> list[str]:
    """When the report came out, and which of the grades the rating is, with the score where it is known."""
    when, grade = in_month(inspection.published), grade_words(inspection)
    came_out = [say("The report came out{when}.", when=when)] if when else []
    if inspection.score is None:
        return [*came_out, say("That is {grade}.", grade=grade)]
    return [*came_out, say("That is {grade}, with {points}.", grade=grade, points=points_words(inspection))]


def points_words(inspection: Inspection) -> str:
    """The score in words: "6 points of 21"."""
    points = say_count(("{score} point", "{score} points"), inspection.score or 0, score=inspection.score)
    return say("{points} of {maximum}", points=points, maximum=inspection.max_score) if inspection.max_score else points


def rated_sentences(inspection: Inspection, directory: Directory) -> tuple[str, ...]:
    """Rank, age and doubts of a rating, each its own sentence; what is unknown is said."""
    age = age_words(inspection.published, directory.package.created)
    sentences = [rank_sentence(inspection, directory)]
    if inspection.area_type == "pdu" and inspection.score is None:
        sentences.append(say("Its score is not in the sources we hold."))
    sentences.append(
        say("The rating is {age}.", age=age) if age else say("The date of the report is not in the sources we hold.")
    )
    if inspection.overall_basis == "derived":
        sentences.append(say("The overall rating is worked out from published facts; no source we hold states it."))
    return tuple(sentence for sentence in sentences if sentence)


def not_inspected_headline(area: Area, directory: Directory) -> Headline:
    """That an area has no rating in the current programme, why, and what is known from earlier ones."""
    gone = [i for i in area.inspections if not i.counts and i.programme == directory.current_programme]
    if gone:
        shown = Shown(WITHDRAWN)
        message = to_say(
            "{rating}: the rating published{when} no longer stands, and no source we hold has a newer one."
        )
        return Headline(message, {"when": in_month(gone[0].published)}, shown, earlier_sentences(area))
    closed = area.is_closed
    programme = programme_span(directory.current_programme)
    shown = Shown(NOT_INSPECTED if closed else NOT_YET_INSPECTED)
    why = (say("It closed before it was inspected in that programme."),) if closed else ()
    message = to_say("{rating} in {programme}.")
    return Headline(message, {"programme": programme}, shown, (*why, *earlier_sentences(area)))


def earlier_sentences(area: Area) -> tuple[str, ...]:
    """What earlier and unrated programmes found, or that no inspection is known."""
    rated = next((i for i in area.inspections if i.is_rated and i.counts), None)
    unrated = next((i for i in area.inspections if i.overall == NOT_RATED and i.counts), None)
    sentences = []
    if rated:
        sentences.append(
            say(
                "In an earlier programme it was rated {rating}{when}; that rating is not comparable with ratings of "
                "this programme.",
                rating=rated.overall,
                when=in_month(rated.published),
            )
        )
    if unrated:
        when = in_month(unrated.published)
        sentences.append(
            say(
                "An inspection that gives no ratings was published{when} ({programme}).",
                when=when,
                programme=unrated.programme.name,
            )
        )
    return tuple(sentences) or (() if area.inspections else (say("No inspection of it is in the sources we hold."),))
