"""What the pages of method and corrections say, from the tables that hold the rules."""

from collections import Counter

from ratings_site.model.corrections import build_corrections
from ratings_site.model.rows import Programme, ScoreBand, Statistic
from ratings_site.model.wording import say
from ratings_site.pages.found import figure_words, number_words
from ratings_site.pages.page import Facts, View

BEFORE = "Inspections of 2018 to 2021"
"""The topic of the numbers on inspections before there were PDUs."""


def build_method_view(facts: Facts) -> View:
    """The scale, the bands and the programmes, newest first, and how many ratings are known in which way."""
    directory = facts.directory
    programmes = tuple(directory.programmes.values())[::-1]
    before = [number for number in directory.numbers.get("", ()) if number.topic == BEFORE]
    return {
        "grades": tuple((g, band_words(g.sufficient_from, g.sufficient_below)) for g in directory.grades.values()),
        "bands": score_bands(facts, programmes),
        "programmes": tuple((p, sum(i.programme == p for i in directory.counted)) for p in programmes),
        "before": [*by_period(before), *dict.fromkeys(n.note for n in before if n.note)],
        "before_sources": list(dict.fromkeys(number.source for number in before)),
        "ratings": Counter(rating.basis for inspection in directory.counted for rating in inspection.ratings),
    }


def by_period(numbers: list[Statistic]) -> list[str]:
    """A sentence for each number, with the time it is of, in the order of the table."""
    return [say("{number} ({period}).", number=number_words(number), period=number.period) for number in numbers]


def band_words(low: int | None, below: int | None) -> str:
    """A band of shares of cases: "65 to 79 per cent", "80 per cent or more", "less than 50 per cent"."""
    if low is None and below is None:
        return say("not in our sources")
    if below is None:
        return say("{low} per cent or more", low=figure_words(low or 0))
    if not low:
        return say("less than {high} per cent", high=figure_words(below))
    return say("{low} to {high} per cent", low=figure_words(low), high=figure_words(below - 1))


def score_bands(facts: Facts, programmes: tuple[Programme, ...]) -> tuple[tuple[Programme, str, ScoreBand], ...]:
    """The ranges of scores in words, each with its programme: in their order, and within one best first."""
    return tuple(
        (programme, range_words(band.score_from, band.score_to), band)
        for programme in programmes
        for band in sorted(facts.directory.rows(ScoreBand), key=lambda band: -band.score_from)
        if band.programme_id == programme.programme_id
    )


def range_words(low: int, high: int) -> str:
    """A range of scores: "4 to 6", or the one score it holds."""
    return str(low) if low == high else say("{low} to {high}", low=low, high=high)


def build_corrections_view(facts: Facts) -> View:
    """Every correction, newest first."""
    return {
        "corrections": build_corrections(facts.directory.tables),
    }
