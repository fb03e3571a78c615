"""What the pages that list things say: the home page, every PDU, then and now, inspections, and what was published."""

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date
from itertools import groupby
from operator import attrgetter
from typing import Any

from ratings_site.model import rows, wording
from ratings_site.model.counts import rated_units, rows_of
from ratings_site.model.directory import Directory, by_weight
from ratings_site.model.tables import ValueRow
from ratings_site.model.wording import say, words_of
from ratings_site.pages.parts import Link, in_words, shown_of
from ratings_site.wording import sentences, words
from ratings_site.wording.rating import Shown, shown_overall

MOST = 300
"""Of a longer list, a page shows so many rows, and those that stand on no other page."""

News = dict[str, Any]
"""An inspection or a publication, as `told_of_each` tells it."""


def home_sentence(directory: Directory) -> str:
    """How many of the open units inspected in the current programme were rated as what its scale calls good.

    Where too few are known to say so, how many were inspected.
    """
    outcomes = sum(rated_units(directory).values(), Counter())
    inspected, rated = outcomes.total(), sum(outcomes[rating] for rating in directory.grades)
    good = [rating for rating in reversed([*directory.grades]) if directory.grades[rating].is_good]
    key, count, of = "all" if rated == inspected else "known", sum(outcomes[rating] for rating in good), rated
    if not words.is_enough(rated, inspected):
        key, count, of = "few", inspected, sum(not pdu.is_closed for pdu in directory.pdus.values())
    return wording.say_count(
        words_of("ratings")["home"][key],
        count or 1,
        part=wording.capital(words.number_word(count)) if count else say("None"),
        all=of,
        when=sentences.written(directory.current_programme.started),
        good=words.chain("{before} or {item}", [wording.small(wording.named(rating)) for rating in good]),
    )


def squares(directory: Directory) -> list[tuple[Shown, list[rows.Pdu]]]:
    """Every open unit under what it was rated in the current programme: the lowest first, those without one last."""
    found: dict[Shown, list[rows.Pdu]] = {}
    for pdu in directory.pdus.values():
        if not pdu.is_closed:
            found.setdefault(shown_of(pdu, directory), []).append(pdu)
    order = [*reversed([*directory.grades]), *(shown.value for shown in found)]
    return sorted(found.items(), key=lambda group: order.index(group[0].value))


def names_by_letter(directory: Directory) -> dict[str, list[tuple[str, str]]]:
    """Under each letter the names that begin with it, former ones too, each with the PDU that it leads to."""
    pdus = directory.pdus.values()
    names = {(name, pdu.pdu_id) for pdu in pdus for name in (pdu.name, *(other.name for other in pdu.other_names))}
    in_order = sorted(names, key=lambda entry: (entry[0][0].upper(), entry[0].casefold(), entry[1]))
    return {letter: list(found) for letter, found in groupby(in_order, key=lambda entry: entry[0][0].upper())}


def pairs(directory: Directory) -> list[ValueRow]:
    """The units rated in two programmes, by name: each a row of the count of them; no `change` on two scales."""
    return sorted(rows_of(directory, "then-and-now"), key=lambda row: directory.pdus[row["pdu_id"]].name)


def is_any_inspected_twice(directory: Directory) -> bool:
    """Whether a unit was inspected in two programmes."""
    return any(len({i.programme.programme_id for i in pdu.inspections}) > 1 for pdu in directory.pdus.values())


def by_type(directory: Directory) -> list[tuple[str, int, list[rows.Publication]]]:
    """Every publication by type, the type with most publications first, with their number; of many, the newest."""
    types: dict[str, list[rows.Publication]] = defaultdict(list)
    for publication in newest_first(directory.publications.values()):
        types[publication.type].append(publication)
    return [
        (kind, len(found), [row for place, row in enumerate(found) if place < MOST or not row.inspection_id])
        for kind, found in sorted(types.items(), key=lambda item: (-len(item[1]), item[0]))
    ]


def reports_on(region: rows.Region, directory: Directory) -> list[rows.Publication]:
    """The reports on the region and on its PDUs, living or closed."""
    inspected = (i.inspection_id for area in (region, *region.pdus) for i in area.inspections)
    return newest_first(p for key in inspected for p in directory.reports.get(key, ()))


def newest_first(publications: Iterable[rows.Publication]) -> list[rows.Publication]:
    """Publications newest first, then by title; those without a known date last."""
    ordered = sorted(publications, key=lambda one: (one.title, one.publication_id))
    return sorted(ordered, key=lambda one: one.published.sort_key, reverse=True)


def news(directory: Directory) -> list[News]:
    """Every dated inspection that stands and every other dated publication, newest first."""
    every: list[rows.Inspection | rows.Publication] = [*directory.counted]
    every += [one for one in directory.publications.values() if not one.inspection_id]
    return told_of_each((one for one in every if one.published.value), directory)


def told_of_each(every: Iterable[rows.Inspection | rows.Publication], directory: Directory) -> list[News]:
    """Inspections by the name of what was inspected and publications by their title, newest first.

    `shown` is the rating that an inspection gave, and `found` a line of what was found. The `day` is what they are
    sorted by: the last day on which an inspection can have come out, or the first of the month or year.
    """
    told: list[News] = []
    for one in every:
        day = one.published.value or date.min
        if isinstance(one, rows.Inspection):
            reports, key = directory.reports.get(one.inspection_id, ()), one.inspection_id
            news = {"to": Link(directory.area_of(one).name, one.address), "day": one.latest or one.earliest or day}
            news |= {"what": reports[-1].type if reports else one.programme.name, "when": sentences.published(one)}
        else:
            key, address = one.publication_id, one.url or f"publications/#publication-{one.publication_id}"
            news = {"to": Link(one.title, address), "day": day}
            news |= {"what": one.type, "when": sentences.written(one.published)}
        shown = shown_overall(one) if isinstance(one, rows.Inspection) and one.is_rated else None
        told.append({**news, "shown": shown, "found": lead_of(key, directory)})
    return sorted(sorted(told, key=lambda one: one["to"].text), key=lambda one: one["day"], reverse=True)


def by_year(directory: Directory) -> list[tuple[str, list[News]]]:
    """Inspections by the year of the report, newest first; of many, the newest and those that no area's page tells."""
    told = told_of_each(directory.inspections.values(), directory)
    elsewhere = {one.address for one in directory.inspections.values() if directory.area_of(one).address}
    shown = [one for place, one in enumerate(told) if place < MOST or one["to"].address not in elsewhere]
    years = groupby(shown, key=lambda one: str(one["day"].year) if one["day"] > date.min else "")
    return [(year, list(inspections)) for year, inspections in years]


def lead_of(key: str, directory: Directory) -> rows.Finding | None:
    """The weightiest thing that an inspection or a publication found; None where nothing of it is held."""
    return next(iter(by_weight(directory.findings.get(key, ()))), None)


def sources_of(inspection: rows.Inspection, directory: Directory) -> list[rows.Source]:
    """The sources of all that the page of an inspection says, by title."""
    held = (*directory.findings.get(inspection.inspection_id, ()), *directory.numbers.get(inspection.inspection_id, ()))
    found = {*inspection.sources, *(row.source for row in held)}
    return sorted(found, key=attrgetter("title", "source_id"))


def score_sentence(inspection: rows.Inspection, directory: Directory) -> str:
    """The score of an inspection beside all known scores of its programme, or why it is missing; empty without one."""
    own, points = inspection.score, sentences.points_of(inspection.score, inspection.max_score)
    if own is None:
        return in_words("absence_of_score", inspection.absence)
    scores = directory.scores.get(inspection.programme.programme_id, ())
    below, above = bisect_left(scores, own), len(scores) - bisect_right(scores, own)
    others = len(scores) - inspection.counts
    if others + 1 < words.ENOUGH:
        return say("Its score is {points}.", points=points)
    counts = {"higher": above, "same": others - above - below, "lower": below}
    return say(
        "Its score is {points}. Beside the {others} other scores of its programme that we know: {higher} higher, "
        "{same} the same, {lower} lower.",
        points=points,
        others=words.number_word(others),
        **{name: words.number_word(count) if count else say("none") for name, count in counts.items()},
    )


def inspection_title(inspection: rows.Inspection, directory: Directory) -> str:
    """What the page is called: the area, and the day of the report as exactly as it is known."""
    said, when = in_words("inspection", rows.NATIONAL), inspection.published_label
    if inspection.area_type != rows.NATIONAL:
        said = say("Inspection of {area}", area=directory.area_of(inspection).name)
    return say("{inspection}, published {when}", inspection=said, when=when) if when else said
