"""The sentences that charts share: how many were rated what, in which words, from whom."""

from collections import Counter
from collections.abc import Iterable
from statistics import median

from ratings_site.model.directory import Directory, Inspection, PartialDate, Programme
from ratings_site.model.tables import RATINGS
from ratings_site.model.views.rating import NOT_AVAILABLE
from ratings_site.model.views.sentences import in_month
from ratings_site.model.views.words import agree, date_words, joined, number_word, out_of, sentence

MONTH_AT_MOST = {"day": "month", "month": "month", "year": "year"}

IN_WORDS = {
    "Outstanding": ("was outstanding", "were outstanding"),
    "Good": ("was good", "were good"),
    "Requires improvement": ("required improvement", "required improvement"),
    "Inadequate": ("was inadequate", "were inadequate"),
}


def credit(directory: Directory) -> str:
    """Who says so, from which release, under which licence: the last line of every picture."""
    package = directory.package
    return (
        f"Source: HM Inspectorate of Probation. Data: Probation ratings, version {package.version}, "
        f"{date_words(package.created, 'day')}, {package.licence_title}."
    )


def ratings_clause(outcomes: Iterable[str], unit: str, units: str = "") -> str:
    """How many of all were rated what, best first: "one of seven standards was good and six were inadequate"."""
    counts = Counter(outcomes)
    total = counts.total()
    known = [(rating, counts[rating]) for rating in RATINGS if counts[rating]]
    unknown = total - sum(count for _, count in known)
    if not known:
        return f"{agree(total, 'the rating')} of {out_of(total, total, unit, units)} {agree(total, 'is')} not available"
    first, *others = known
    parts = [f"{out_of(first[1], total, unit, units)} {_verb(*first)}"]
    parts += [f"{number_word(count)} {_verb(rating, count)}" for rating, count in others]
    return joined(parts) + _unknown_clause(unknown)


def none_clause(outcomes: Iterable[str]) -> str:
    """Which of the better ratings nobody got, where that is known of everybody: "none was good or outstanding"."""
    counts = Counter(outcomes)
    if counts.total() <= 1 or counts[NOT_AVAILABLE]:
        return ""
    if counts["Good"] == counts["Outstanding"] == 0:
        return "none was good or outstanding"
    return "" if counts["Outstanding"] else "none was outstanding"


def _verb(rating: str, count: int) -> str:
    return agree(count, *IN_WORDS[rating])


def _unknown_clause(unknown: int) -> str:
    if not unknown:
        return ""
    if unknown == 1:
        return "; the other rating is not available"
    return f"; the other {number_word(unknown)} ratings are not available"


def score_words(score: float) -> str:
    """A score or a median of scores: "6", "3.5"."""
    return f"{score:g}"


def median_of(scores: Iterable[int | None]) -> float | None:
    """The median of the scores that are known, or None where none is."""
    known = [score for score in scores if score is not None]
    return median(known) if known else None


def iso(when: PartialDate) -> str:
    """A date as the data columns of charts hold it: "2024-10-24", "2024-10", "2024", or "" where it is unknown."""
    if when.value is None:
        return ""
    length = {"year": 4, "month": 7}.get(when.precision, 10)
    return when.value.isoformat()[:length]


def area_name(directory: Directory, inspection: Inspection) -> str:
    """What was inspected, by name."""
    if inspection.pdu_id:
        return directory.pdus[inspection.pdu_id].name
    if inspection.region_id:
        return directory.regions[inspection.region_id].name
    return "England and Wales" if inspection.area_type == "national" else inspection.title


def began(directory: Directory) -> str:
    """When the current programme began, for what was inspected in it: "since November 2023"."""
    started = directory.current_programme.started
    if started.value is None:
        return "in the current programme"
    return f"since {date_words(started.value, MONTH_AT_MOST[started.precision])}"


def in_programme(programme: Programme) -> str:
    """The programme by its beginning, for what it has not inspected: "in the programme that began in November 2023"."""
    return (
        f"in the programme that began{in_month(programme.started)}" if programme.started.value else "in the programme"
    )


def finding(text: str) -> str:
    """A headline: a whole sentence with its full stop."""
    return f"{sentence(text)}."


def scores_clause(scores: Iterable[int | None], maximum: int | None) -> str:
    """From where to where the known scores run: "scores run from 1 to 6 of 21"; empty where none is known."""
    known = sorted(score for score in scores if score is not None)
    if not known:
        return ""
    of_all = f" of {maximum}" if maximum else ""
    if len(known) == 1:
        return f"the one known score is {known[0]}{of_all}"
    if known[0] == known[-1]:
        return f"every known score is {known[0]}{of_all}"
    return f"known scores run from {known[0]} to {known[-1]}{of_all}"
