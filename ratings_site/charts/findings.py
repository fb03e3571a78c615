"""The sentences that charts share: how many were rated what, in which words, from whom."""

from collections import Counter
from collections.abc import Iterable, Mapping
from statistics import median

from ratings_site.model.directory import Directory
from ratings_site.model.rows import Grade, PartialDate, Programme, Source
from ratings_site.model.wording import capital, named, say, say_count, words_of
from ratings_site.wording.rating import NOT_AVAILABLE
from ratings_site.wording.sentences import in_month, points_of
from ratings_site.wording.words import ENOUGH, chain, date_words, joined, number_word, out_of, plural

INSPECTORATE = "HM Inspectorate of Probation"

MONTH_AT_MOST = {"day": "month", "month": "month", "year": "year"}


def credit(directory: Directory, sources: Iterable[Source | None] = ()) -> str:
    """Who says so, from which release, under which licence: the last line of every picture.

    `sources` are those of what it draws: each publisher but the inspectorate is named once, the commonest first.
    """
    package = directory.package
    day = date_words(package.created, "day")
    others = Counter(source.publisher for source in sources if source and source.publisher != INSPECTORATE)
    return say(
        "Source: {publishers}. Data: Probation ratings, version {version}, {day}, {licence}.",
        publishers=joined([INSPECTORATE, *(name for name, _ in others.most_common())]),
        version=package.version,
        day=day,
        licence=package.licence["title"],
    )


def apart(*clauses: str) -> str:
    """Clauses set apart by semicolons; empty ones are left out."""
    return chain("{before}; {item}", clauses)


def finding(*clauses: str) -> str:
    """A headline: clauses as a whole sentence with its full stop."""
    return say("{what}.", what=capital(apart(*clauses)))


def finding_about(area: str, *clauses: str) -> str:
    """A headline that begins with what it is about."""
    return say("{area}: {what}.", area=area, what=apart(*clauses))


def ratings_clause(outcomes: Iterable[str], grades: Iterable[str], unit: str, **gaps: str) -> str:
    """How many of all were rated what, best first: "one of seven standards was good and six were inadequate".

    `unit` is what is counted, and `gaps` what its words leave open.
    """
    counts = Counter(outcomes)
    total = counts.total()
    known = [(rating, counts[rating]) for rating in grades if counts[rating]]
    if not known:
        return say_count(
            ("the rating of {areas} is not available", "the ratings of {areas} are not available"),
            total,
            areas=plural(total, unit, **gaps),
        )
    said = [out_of(known[0][1], total, unit, **gaps), *(number_word(count) for _, count in known[1:])]
    parts = [
        say_count(_rated_forms(rating), count, areas=areas, rating=named(rating))
        for areas, (rating, count) in zip(said, known, strict=True)
    ]
    return apart(joined(parts), _others_clause(total - sum(count for _, count in known)))


def _rated_forms(rating: str) -> tuple[str, str]:
    """How it is said of some that they were rated so; a grade without words of its own is said by its name."""
    told = words_of("ratings")["areas"]
    one, many = told.get(rating, told["other"])
    return one, many


def none_clause(outcomes: Iterable[str], grades: Mapping[str, Grade]) -> str:
    """Which of the better ratings nobody got, where all are known, and are five: "none was good or outstanding"."""
    counts = Counter(outcomes)
    good = [grade.rating for grade in grades.values() if grade.is_good]
    if counts.total() < ENOUGH or counts[NOT_AVAILABLE] or not good or counts[good[0]]:
        return ""
    best, *others = good
    if any(counts[rating] for rating in others):
        return say("none was {best}", best=best.lower())
    return say(
        "none was {good}", good=chain("{before} or {item}", [rating.lower() for rating in (*reversed(others), best)])
    )


def _others_clause(unknown: int) -> str:
    return (
        say_count(
            ("the other rating is not available", "the other {count} ratings are not available"),
            unknown,
            count=number_word(unknown),
        )
        if unknown
        else ""
    )


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


def began(programme: Programme) -> str:
    """When a programme began, for what was inspected in it: "since November 2023"."""
    started = programme.started
    if started.value is None:
        return say("in the current programme")
    return say("since {when}", when=date_words(started.value, MONTH_AT_MOST[started.precision]))


def began_now(directory: Directory) -> str:
    """When the current programme began."""
    return began(directory.current_programme)


def in_programme(programme: Programme) -> str:
    """The programme by its beginning, for what it has not inspected: "in the programme that began in November 2023"."""
    if programme.started.value is None:
        return say("in the programme")
    return say("in the programme that began{when}", when=in_month(programme.started))


def none_inspected(count: int, unit: str, programme: Programme) -> str:
    """The headline while a programme has inspected nothing of a unit."""
    return finding(
        say("{areas} has been inspected {programme}", areas=out_of(0, count, unit), programme=in_programme(programme))
    )


def scores_clause(scores: Iterable[int | None], maximum: int | None) -> str:
    """From where to where the known scores run: "ten known scores of 11 run from 1 to 6"; empty where none is known."""
    scores = list(scores)
    known = sorted(score for score in scores if score is not None)
    if not known:
        return ""
    highest = points_of(known[-1], maximum)
    counted = plural(len(known), "known_score")
    if len(known) < len(scores):
        counted = say("{scores} of {count}", scores=counted, count=number_word(len(scores)))
    if known[0] < known[-1]:
        return say("{scores} run from {lowest} to {highest}", scores=counted, lowest=known[0], highest=highest)
    return say_count(("{scores}: {score}", "{scores}: each {score}"), len(known), scores=counted, score=highest)
