"""The headline of an area's page: the answer in the first screen."""

from dataclasses import dataclass

from ratings_site.model.directory import Directory, Inspection, Pdu, Region
from ratings_site.model.tables import NOT_RATED
from ratings_site.model.views.rating import Shown, shown_overall
from ratings_site.model.views.sentences import age_words, grade_words, in_month, programme_span, rank_sentence
from ratings_site.model.views.words import agree


@dataclass(frozen=True)
class Headline:
    """The first sentence around its rating chip, the sentences after it, and all of it as plain text."""

    before: str
    shown: Shown
    after: str
    more: tuple[str, ...]

    @property
    def text(self) -> str:
        """The headline as one run of plain text."""
        return " ".join((f"{self.before}{self.shown.label}{self.after}", *self.more))


def area_headline(area: Pdu | Region, directory: Directory) -> Headline:
    """What is known first: the rating in the current programme, or that there is none and why."""
    inspection = area.latest(directory.current_programme.programme_id)
    if inspection is None:
        return not_inspected_headline(area, directory)
    if not inspection.is_rated:
        return Headline(
            "Inspected",
            shown_overall(inspection),
            f"{in_month(inspection.published)}: the overall rating is not in our sources.",
            (),
        )
    points = f", with {points_words(inspection)}" if inspection.score is not None else ""
    after = f"{in_month(inspection.published)}, {grade_words(inspection.overall)}{points}."
    return Headline("Rated ", shown_overall(inspection), after, rated_sentences(inspection, directory))


def points_words(inspection: Inspection) -> str:
    """The score in words: "6 points of 21"."""
    points = f"{inspection.score} {agree(inspection.score or 0, 'point')}"
    return f"{points} of {inspection.max_score}" if inspection.max_score else points


def rated_sentences(inspection: Inspection, directory: Directory) -> tuple[str, ...]:
    """Rank, age and doubts of a rating, each its own sentence; what is unknown is said."""
    today = directory.package.created
    age = age_words(inspection.published, today)
    sentences = [rank_sentence(inspection, directory)]
    if inspection.area_type == "pdu" and inspection.score is None:
        sentences.append("Its score is not in the sources we hold.")
    sentences.append(f"The rating is {age}." if age else "The date of the report is not in the sources we hold.")
    if inspection.overall_basis == "derived":
        sentences.append("The overall rating is worked out from published facts; no source we hold states it.")
    return tuple(sentence for sentence in sentences if sentence)


def not_inspected_headline(area: Pdu | Region, directory: Directory) -> Headline:
    """That an area has no rating in the current programme, why, and what is known from earlier ones."""
    span = programme_span(directory.current_programme)
    closed = isinstance(area, Pdu) and area.closed is not None
    shown = Shown("not inspected" if closed else "not yet inspected")
    why = ("It closed before it was inspected in that programme.",) if closed else ()
    return Headline("", shown, f" in {span}.", (*why, *earlier_sentences(area)))


def earlier_sentences(area: Pdu | Region) -> tuple[str, ...]:
    """What earlier and unrated programmes found, or that no inspection is known."""
    rated = next((i for i in area.inspections if i.is_rated), None)
    unrated = next((i for i in area.inspections if i.overall == NOT_RATED), None)
    sentences = []
    if rated:
        sentences.append(
            f"In an earlier programme it was rated {rated.overall}{in_month(rated.published)}; "
            "that rating is not comparable with ratings of this programme."
        )
    if unrated:
        when = in_month(unrated.published)
        sentences.append(f"An inspection that gives no ratings was published{when} ({unrated.programme.name}).")
    return tuple(sentences) or ("No inspection of it is in the sources we hold.",)
