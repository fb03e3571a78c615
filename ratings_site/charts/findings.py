"""A chart made of its rows and its words, and the sentences that charts share: how many were rated what, from whom."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from ratings_site.charts.chart import Chart, Value
from ratings_site.model.directory import Directory
from ratings_site.model.rows import Grade, PartialDate, Programme, Source
from ratings_site.model.wording import capital, named, say, say_count, to_count, words_of
from ratings_site.wording.rating import NOT_AVAILABLE
from ratings_site.wording.sentences import in_month, points_of
from ratings_site.wording.words import ENOUGH, chain, date_words, joined, number_word, out_of, plural

INSPECTORATE = "HM Inspectorate of Probation"
MOST_NAMED = 3
"""More areas or standards than this are counted in a headline, not named."""

AT_MOST = 12
"""Signs above each other; where more would stand, one stands for several."""


def made(
    directory: Directory,
    words: str,
    rows: Iterable[tuple[Value, ...]],
    *,
    sources: Iterable[Source | None] = (),
    notes: Iterable[str] = (),
    gaps: Mapping[str, str] | None = None,
    more: dict[str, str] | None = None,
    subtitle: str = "",
    source: str = "",
    **given: Any,
) -> Chart:
    """A chart of rows, with the subtitle, the description and the headings that wording/charts.toml has for it.

    `gaps` are what these leave open, `notes` clauses that follow the subtitle, `more` the headings that depend on the
    data; `sources` are named at its end, if `source` does not name them.
    """
    told, gaps = words_of("charts")[words], gaps or {}
    return Chart(
        subtitle=apart(say(subtitle or told["subtitle"], **gaps), *notes),
        description=say(told["description"]),
        columns={name: say(heading, **gaps) for name, heading in told["columns"].items()} | (more or {}),
        rows=tuple(rows),
        source=source or credit(directory, sources),
        **({"grades": directory.all_grades} | given),
    )


def credit(directory: Directory, sources: Iterable[Source | None] = ()) -> str:
    """Who says so, from which release, under which licence: the last line of every picture.

    `sources` are those of what it draws: each publisher but the inspectorate is named once, the commonest first.
    """
    package = directory.package
    others = Counter(source.publisher for source in sources if source and source.publisher != INSPECTORATE)
    return say(
        "Source: {publishers}. Data: Probation ratings, version {version}, {day}, {licence}.",
        publishers=joined([INSPECTORATE, *(name for name, _ in others.most_common())]),
        version=package.version,
        day=date_words(package.created, "day"),
        licence=package.licence["title"],
    )


def apart(*clauses: str) -> str:
    """Clauses set apart by semicolons; empty ones are left out."""
    return chain("{before}; {item}", clauses)


def finding(*clauses: str, about: str = "") -> str:
    """A headline: clauses as a whole sentence with its full stop, or what it is about and then the clauses."""
    what = apart(*clauses)
    return say("{area}: {what}.", area=about, what=what) if about else say("{what}.", what=capital(what))


def ratings_clause(outcomes: Iterable[str], grades: Iterable[str], unit: str, **gaps: str) -> str:
    """How many of all were rated what, best first: "one of seven standards was good and six were inadequate".

    `unit` is what is counted, and `gaps` what its words leave open.
    """
    counts = Counter(outcomes)
    total, known = counts.total(), [(rating, counts[rating]) for rating in grades if counts[rating]]
    if not known:
        forms = to_count("the rating of {areas} is not available", "the ratings of {areas} are not available")
        return say_count(forms, total, areas=plural(total, unit, **gaps))
    told = words_of("ratings")["areas"]  # a grade without words of its own is said by its name
    said = [out_of(known[0][1], total, unit, **gaps), *(number_word(count) for _, count in known[1:])]
    parts = [
        say_count(told.get(rating, told["other"]), count, areas=areas, rating=named(rating))
        for areas, (rating, count) in zip(said, known, strict=True)
    ]
    forms = to_count("the other rating is not available", "the other {count} ratings are not available")
    return apart(joined(parts), others_clause(forms, total - sum(count for _, count in known)))


def others_clause(forms: tuple[str, str], count: int, **gaps: str) -> str:
    """What holds of the others, in two forms; empty where there are none."""
    return say_count(forms, count, count=number_word(count), **gaps) if count else ""


def none_clause(outcomes: Iterable[str], grades: Mapping[str, Grade]) -> str:
    """Which of the better ratings nobody got, where all are known, and are five: "none was good or outstanding"."""
    counts = Counter(outcomes)
    good = [grade.rating for grade in grades.values() if grade.is_good]
    if counts.total() < ENOUGH or counts[NOT_AVAILABLE] or not good or counts[good[0]]:
        return ""
    nobodys = good[:1] if any(counts[rating] for rating in good[1:]) else good[::-1]
    return say("none was {good}", good=chain("{before} or {item}", [rating.lower() for rating in nobodys]))


def iso(when: PartialDate) -> str:
    """A date as the data columns of charts hold it: "2024-10-24", "2024-10", "2024", or "" where it is unknown."""
    return when.value.isoformat()[: {"year": 4, "month": 7}.get(when.precision, 10)] if when.value else ""


def began(programme: Programme) -> str:
    """When a programme began, for what was inspected in it: "since November 2023"."""
    started = programme.started
    if started.value is None:
        return say("in the current programme")
    return say("since {when}", when=date_words(started.value, "year" if started.precision == "year" else "month"))


def none_inspected(count: int, unit: str, programme: Programme) -> str:
    """The headline while a programme has inspected nothing of a unit."""
    when = say("in the programme")
    if programme.started.value:
        when = say("in the programme that began{when}", when=in_month(programme.started))
    return finding(say("{areas} has been inspected {programme}", areas=out_of(0, count, unit), programme=when))


def scores_clause(scores: Iterable[int | None], maximum: int | None) -> str:
    """From where to where the known scores run: "ten known scores of 11 run from 1 to 6"; empty where none is known."""
    scores = list(scores)
    known = sorted(score for score in scores if score is not None)
    if not known:
        return ""
    highest, counted = points_of(known[-1], maximum), plural(len(known), "known_score")
    if len(known) < len(scores):
        counted = say("{scores} of {count}", scores=counted, count=number_word(len(scores)))
    if known[0] < known[-1]:
        return say("{scores} run from {lowest} to {highest}", scores=counted, lowest=known[0], highest=highest)
    return say_count(("{scores}: {score}", "{scores}: each {score}"), len(known), scores=counted, score=highest)


def each_of(counts: Iterable[int], most: int) -> int:
    """How many of what is counted one sign stands for, so that of none of these counts more than `most` are drawn."""
    return max(1, -(-max(counts, default=0) // most))
