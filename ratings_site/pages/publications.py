"""What was published: the page of each inspection, and lists of what is new, each with one line of what was found."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from operator import attrgetter

from ratings_site.model.directory import Directory, by_weight
from ratings_site.model.rows import NATIONAL, Finding, Inspection, Publication, Source
from ratings_site.model.wording import say
from ratings_site.pages.parts import Link, in_words
from ratings_site.wording.rating import Shown, shown_overall
from ratings_site.wording.sentences import points_of, published, written
from ratings_site.wording.words import ENOUGH, number_word

MOST = 300
"""Of a longer list, a page shows so many rows, and those that stand on no other page."""


def by_type(directory: Directory) -> list[tuple[str, int, list[Publication]]]:
    """Every publication by type, the type with most publications first, with their number; of many, the newest."""
    types: dict[str, list[Publication]] = defaultdict(list)
    for publication in newest_first(directory.publications.values()):
        types[publication.type].append(publication)
    return [
        (kind, len(rows), [row for place, row in enumerate(rows) if place < MOST or not row.inspection_id])
        for kind, rows in sorted(types.items(), key=lambda item: (-len(item[1]), item[0]))
    ]


def newest_first(publications: Iterable[Publication]) -> list[Publication]:
    """Publications newest first, then by title; those without a known date last."""
    ordered = sorted(publications, key=lambda one: (one.title, one.publication_id))
    return sorted(ordered, key=lambda one: one.published.sort_key, reverse=True)


@dataclass(frozen=True)
class News:
    """An inspection or a publication; `shown` is the rating that an inspection gave, `found` a line of what it found.

    `day` is what it is sorted by: the last day on which it can have come out, or the first of its month or year.
    """

    to: Link
    what: str
    shown: Shown | None
    when: str
    found: Finding | None
    day: date


def news(directory: Directory) -> list[News]:
    """Every dated inspection that stands and every other dated publication, newest first."""
    told = [news_of_inspection(one, directory) for one in directory.counted if one.published.value]
    others = (one for one in directory.publications.values() if one.published.value and not one.inspection_id)
    told += [news_of_publication(one, directory) for one in others]
    return sorted(sorted(told, key=lambda one: one.to.text), key=lambda one: one.day, reverse=True)


def news_of_inspection(inspection: Inspection, directory: Directory) -> News:
    """An inspection, by the name of what was inspected."""
    reports = directory.reports.get(inspection.inspection_id, ())
    return News(
        to=Link(directory.area_of(inspection).name, inspection.address),
        what=reports[-1].type if reports else inspection.programme.name,
        shown=shown_overall(inspection) if inspection.is_rated else None,
        when=published(inspection),
        found=lead_of(inspection.inspection_id, directory),
        day=inspection.latest or inspection.earliest or inspection.published.value or date.min,
    )


def news_of_publication(publication: Publication, directory: Directory) -> News:
    """A publication that reports no inspection, by its title."""
    return News(
        to=Link(publication.title, publication.url or f"publications/#publication-{publication.publication_id}"),
        what=publication.type,
        shown=None,
        when=written(publication.published),
        found=lead_of(publication.publication_id, directory),
        day=publication.published.value or date.min,
    )


def lead_of(key: str, directory: Directory) -> Finding | None:
    """The weightiest thing that an inspection or a publication found; None where nothing of it is held."""
    return next(iter(by_weight(directory.findings.get(key, ()))), None)


def sources_of(inspection: Inspection, directory: Directory) -> list[Source]:
    """The sources of all that the page of an inspection says, by title."""
    held = (*directory.findings.get(inspection.inspection_id, ()), *directory.numbers.get(inspection.inspection_id, ()))
    found = {*inspection.sources, *(row.source for row in held)}
    return sorted(found, key=attrgetter("title", "source_id"))


def score_sentence(inspection: Inspection, directory: Directory) -> str:
    """The score of an inspection beside all known scores of its programme, or why it is missing; empty without one."""
    own, points = inspection.score, points_of(inspection.score, inspection.max_score)
    if own is None:
        return in_words("absence_of_score", inspection.absence)
    scores = directory.scores.get(inspection.programme.programme_id, ())
    below, above = bisect_left(scores, own), len(scores) - bisect_right(scores, own)
    others = len(scores) - inspection.counts
    if others + 1 < ENOUGH:
        return say("Its score is {points}.", points=points)
    counts = (above, others - above - below, below)
    higher, same, lower = (number_word(count) if count else say("none") for count in counts)
    return say(
        "Its score is {points}. Beside the {others} other scores of its programme that we know: {higher} higher, "
        "{same} the same, {lower} lower.",
        points=points,
        others=number_word(others),
        higher=higher,
        same=same,
        lower=lower,
    )


def inspection_title(inspection: Inspection, directory: Directory) -> str:
    """What the page is called: the area, and the day of the report as exactly as it is known."""
    when = inspection.published_label
    said = (
        in_words("inspection", NATIONAL)
        if inspection.area_type == NATIONAL
        else say("Inspection of {area}", area=directory.area_of(inspection).name)
    )
    return say("{inspection}, published {when}", inspection=said, when=when) if when else said


def by_year(directory: Directory) -> list[tuple[str, list[News]]]:
    """Inspections by the year of the report, newest first; of many, the newest and those that no area's page tells."""
    told = [news_of_inspection(one, directory) for one in directory.inspections.values()]
    told.sort(key=lambda one: one.to.text)
    told.sort(key=lambda one: one.day, reverse=True)
    elsewhere = {one.address for one in directory.inspections.values() if directory.area_of(one).address}
    shown = [one for place, one in enumerate(told) if place < MOST or one.to.address not in elsewhere]
    years = groupby(shown, key=lambda one: str(one.day.year) if one.day > date.min else "")
    return [(year, list(inspections)) for year, inspections in years]
