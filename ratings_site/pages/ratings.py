"""What the pages of ratings say: all of them, those on each standard, those to compare, those a report counts."""

from collections.abc import Iterable, Mapping
from itertools import groupby
from operator import attrgetter
from statistics import median
from typing import Any

from ratings_site.model import rows
from ratings_site.model.directory import Directory
from ratings_site.model.wording import say, words_of
from ratings_site.pages.answers import number_words
from ratings_site.wording.rating import Shown, shown_overall, shown_rating
from ratings_site.wording.words import is_enough

BEFORE = "Inspections of 2018 to 2021"
"""The topic of the numbers on inspections before there were PDUs."""

Numbered = tuple[int, rows.Inspection, rows.StandardRating | None]
"""A row of the flat table with its number: an inspection, and the rating of one of its standards (None for overall)."""


def standard_results(
    standard: rows.Standard, directory: Directory
) -> list[tuple[rows.Inspection, rows.StandardRating]]:
    """Every inspection that rated the standard: best first, what is not available last, then by name."""
    order = [*directory.programmes[standard.programme_id].grades, ""]
    results = ((i, rating) for i in directory.counted for rating in i.ratings if rating.standard == standard)
    return sorted(results, key=lambda r: (order.index(r[1].rating), directory.area_of(r[0]).name, r[0].inspection_id))


def groups_of_standards(directory: Directory) -> list[tuple[rows.Programme, tuple[rows.Standard, ...]]]:
    """Every standard by programme and type of area: the current programme first, then from the newest."""
    newest_first = [*directory.programmes.values()][::-1]
    return [
        (programme, standards)
        for programme in sorted(newest_first, key=lambda programme: programme != directory.current_programme)
        for area_type in words_of("ratings")["area_type"]
        if (standards := directory.standards_of(programme.programme_id, area_type))
    ]


def numbers_before(directory: Directory) -> tuple[list[str], list[rows.Source]]:
    """What is known of inspections before there were PDUs, in sentences, and the sources of that."""
    before = [number for number in directory.numbers.get("", ()) if number.topic == BEFORE]
    said = [say("{number} ({period}).", number=number_words(number), period=number.period) for number in before]
    notes = dict.fromkeys(number.note for number in before if number.note)
    return [*said, *notes], list(dict.fromkeys(number.source for number in before))


def scales(directory: Directory) -> list[tuple[str, Mapping[str, rows.Grade]]]:
    """The scales by their identifiers: the current programme's first, then those of others that gave ratings."""
    rated = (p for p in (directory.current_programme, *directory.programmes.values()) if p.grades)
    return list({p.scale_id: p.grades for p in rated}.items())


def known_and_unknown(directory: Directory, region: rows.Region | None = None) -> dict[str, Any]:
    """Every known rating once, by kind of area and region, as the flat table orders them; and the rest.

    Those of a region, or of all; where each region has a page of its own, all are counted and those of none are listed.
    """
    parts = directory.inspections_by_region
    every = parts.get(region.id, ()) if region else tuple(directory.inspections.values())
    listed = parts.get("", ()) if directory.is_by_region and not region else every
    in_order = attrgetter("standard.standard_id")
    ratings = [(i, rating) for i in listed for rating in (None, *sorted(i.ratings, key=in_order))]
    known = [(number, i, rating) for number, (i, rating) in enumerate(ratings) if rating is None or rating.rating]
    types = words_of("ratings")["area_type"].items()
    kinds = {say(of): [row for row in known if row[1].area_type == kind] for kind, of in types}
    seen = {(shown_rating(rating, i) if rating else shown_overall(i)).value for _, i, rating in known}
    # from best to worst, then the states that are no ratings
    best_first = [*directory.grades, *directory.all_grades, *sorted(seen)]
    unknown = ((i, [rating.standard.name for rating in i.ratings if not rating.rating]) for i in listed)
    return {
        "kinds": {kind: by_region(of, directory) for kind, of in kinds.items() if of},
        "inspections": len(every),
        "count": sum(1 + len(inspection.ratings) for inspection in every),
        "known": sum(1 + sum(bool(rating.rating) for rating in inspection.ratings) for inspection in every),
        "unknown": [(inspection, names) for inspection, names in unknown if names],
        "standards": {kind: sorted({row[2].standard.name for row in of if row[2]}) for kind, of in kinds.items() if of},
        "seen": [Shown(value) for value in sorted(seen, key=best_first.index)],
    }


def by_region(numbered: Iterable[Numbered], directory: Directory) -> list[tuple[rows.Area, list[Numbered]]]:
    """Each region with the rows that are about it or lie in it; an area in no known region stands for itself."""
    found: dict[tuple[str, str], list[Numbered]] = {("region", region): [] for region in directory.regions}
    for row in numbered:
        area = directory.area_of(row[1])
        found.setdefault(("region", area.parent) if area.parent else (area.kind, area.id), []).append(row)
    return [(directory.areas[key], own) for key, own in found.items() if own]


def region_median(region: rows.Region, directory: Directory) -> str:
    """The median score of the PDUs of a region in the current programme, where enough scores are known to say one."""
    inspections = [i for pdu in region.pdus if (i := pdu.latest(directory.current_programme.programme_id))]
    scores = [inspection.score for inspection in inspections if inspection.score is not None]
    if not inspections:
        return say("none inspected")
    known = say("{known} of {all} scores known", known=len(scores), all=len(inspections))
    if not is_enough(len(scores), len(inspections)):
        return say("no median: {known}", known=known)
    return say("median score {median}, {known}", median=f"{median(scores):g}", known=known)


def totals(directory: Directory) -> dict[tuple[str, str], dict[str, rows.RatingTotal]]:
    """For each set of inspections that a report counts and each standard, in their order, the total of each rating."""
    order = list(directory.standards)
    in_order = sorted(directory.rows(rows.RatingTotal), key=lambda one: (one.set_id, order.index(one.standard_id)))
    counts = groupby(in_order, key=attrgetter("set_id", "standard_id"))
    return {counted: {total.rating: total for total in found} for counted, found in counts}


def grades_of_totals(directory: Directory) -> dict[str, rows.Grade]:
    """The ratings that the inspections behind the totals could get, best first."""
    programmes = (directory.programmes[total.programme_id] for total in directory.rows(rows.RatingTotal))
    return {name: grade for programme in programmes for name, grade in programme.grades.items()}


def reported(directory: Directory) -> list[rows.Inspection]:
    """The inspections of PDUs that the annual report covers, best score first: those its set of totals holds."""
    own = next((one for one in directory.rows(rows.RatingTotal) if one.set_id == directory.report_set), None)
    if own is None:
        return []
    of_pdus = (i for i in directory.counted if i.area_type == rows.PDU and i.programme.programme_id == own.programme_id)
    covered = [i for i in of_pdus if i.published.value and own.published_from <= i.published.value <= own.published_to]
    return sorted(covered, key=lambda i: (-(i.score or 0), i.inspection_id))
