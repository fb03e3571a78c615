"""The sentences the site writes itself about ratings: plain, exact, and true of every state of the data."""

from datetime import date

from ratings_site.model.directory import Directory, Inspection, PartialDate, Programme
from ratings_site.model.views.rating import SYMBOLS
from ratings_site.model.views.words import date_words, month_words, number_word, plural

UNKNOWN_DATE = "date not in our sources"
ORDINALS = ("highest", "second", "third", "lowest")


def written(when: PartialDate) -> str:
    """A date as exactly as it is known: "24 October 2024", "October 2024", "2024", or that it is not known."""
    return UNKNOWN_DATE if when.value is None else date_words(when.value, when.precision)


def in_month(when: PartialDate) -> str:
    """When something was published, to the month at most, as the end of a sentence; empty where it is unknown."""
    if when.value is None:
        return ""
    return f" in {when.value.year}" if when.precision == "year" else f" in {month_words(when.value)}"


def points_of(score: int | None, maximum: int | None) -> str:
    """A score with what it is out of: "6 of 21"; empty where it is unknown."""
    if score is None:
        return ""
    return f"{score} of {maximum}" if maximum else str(score)


def grade_words(rating: str) -> str:
    """Which of the four grades a rating is, best first: "the third of four grades"."""
    return f"the {ORDINALS[list(SYMBOLS).index(rating)]} of four grades"


def age_words(when: PartialDate, today: date) -> str:
    """How old a rating is on the package's own date, as exactly as its date allows; empty where it is unknown."""
    if when.value is None:
        return ""
    if when.precision == "year":
        years = today.year - when.value.year
        return (
            f"between {number_word(years - 1)} and {number_word(years)} years old"
            if years > 1
            else ("less than two years old" if years == 1 else "less than a year old")
        )
    months = (today.year - when.value.year) * 12 + today.month - when.value.month
    if when.precision == "day" and today.day < when.value.day:
        months -= 1
    return f"{_years_and_months(months)} old"


def _years_and_months(months: int) -> str:
    if months < 1:
        return "less than a month"
    years, rest = divmod(months, 12)
    parts = [plural(count, unit) for count, unit in ((years, "year"), (rest, "month")) if count]
    return " and ".join(parts)


def programme_span(programme: Programme) -> str:
    """A programme in a sentence: "the programme that began in October 2023, which paused in October 2025"."""
    began = f"the programme that began{in_month(programme.started)}"
    if programme.ended.value is None:
        return began
    verb = "paused" if "pause" in programme.note.lower() else "ended"
    return f"{began}, which {verb}{in_month(programme.ended)}"


def rank_sentence(inspection: Inspection, directory: Directory) -> str:
    """Where a score stands among all scores of its programme that are known; empty where it has none."""
    scores = [
        other.score
        for other in directory.inspections.values()
        if other.programme == inspection.programme and other.area_type == "pdu" and other.score is not None
    ]
    if inspection.score is None or scores == [inspection.score]:
        return ""
    higher = sum(score > inspection.score for score in scores)
    same = sum(score == inspection.score for score in scores) - 1
    known = f"the {number_word(len(scores))} PDUs whose score we hold"
    if higher == 0:
        return f"It has the highest score of {known}." if not same else f"No score is higher among {known}."
    if higher + same + 1 == len(scores):
        return f"It has the lowest score of {known}." if not same else f"No score is lower among {known}."
    lower = len(scores) - higher - same - 1
    equal = number_word(same) if same else "none"
    return f"Of {known}, {number_word(higher)} scored higher, {equal} the same and {number_word(lower)} lower."
