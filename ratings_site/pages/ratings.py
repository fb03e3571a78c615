"""What the pages of ratings say: all of them, those on each standard, those to compare, those a report counts."""

from collections.abc import Collection, Iterable, Mapping
from operator import attrgetter
from statistics import median
from typing import Any

from ratings_site.charts import counted
from ratings_site.charts.chart import Chart
from ratings_site.model import rows
from ratings_site.model.directory import Directory
from ratings_site.model.rows import Area, Inspection, Region, StandardRating
from ratings_site.model.wording import say, words_of
from ratings_site.pages.answers import number_words
from ratings_site.pages.parts import in_words
from ratings_site.wording.rating import Shown, shown_overall, shown_rating
from ratings_site.wording.words import is_enough


def standard_results(
    standard: rows.Standard, directory: Directory
) -> list[tuple[rows.Inspection, rows.StandardRating]]:
    """Every inspection that rated the standard: best first, what is not available last, then by name."""
    order = [*directory.programmes[standard.programme_id].grades, ""]
    results = [
        (inspection, rating)
        for inspection in directory.counted
        for rating in inspection.ratings
        if rating.standard == standard
    ]

    def place(result: tuple[rows.Inspection, rows.StandardRating]) -> tuple[int, str, str]:
        inspection, rating = result
        return order.index(rating.rating), directory.area_of(inspection).name, inspection.inspection_id

    return sorted(results, key=place)


Group = tuple[str, rows.Programme, tuple[rows.Standard, ...], Chart | None]
"""Standards under their heading, with the chart of how they were rated where no page shows it otherwise."""


def groups_of_standards(directory: Directory) -> list[Group]:
    """Group every standard by programme and type of area: the current programme first, then from the newest."""
    current, newest_first = directory.current_programme, [*directory.programmes.values()][::-1]
    return [
        (
            say("{programme}: standards for {areas}", programme=programme.name, areas=in_words("area_type", area_type)),
            programme,
            standards,
            # that of the current one heads this page, or the page of regions
            counted.shares_of_ratings(directory, programme.programme_id, area_type) if programme != current else None,
        )
        for programme in sorted(newest_first, key=lambda programme: programme != current)
        for area_type in words_of("ratings")["area_type"]
        if (standards := directory.standards_of(programme.programme_id, area_type))
    ]


BEFORE = "Inspections of 2018 to 2021"
"""The topic of the numbers on inspections before there were PDUs."""


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


Numbered = tuple[int, Inspection, StandardRating | None]
"""A row of the flat table with its number: an inspection, and the rating of one of its standards (None for overall)."""


def known_and_unknown(directory: Directory, region: Region | None = None) -> dict[str, Any]:
    """Every known rating once, by kind of area and region, as the flat table orders them; and the rest.

    Those of a region, or of all; where each region has a page of its own, all are counted and those of none are listed.
    """
    parts = directory.inspections_by_region
    every: Collection[Inspection] = parts.get(region.id, ()) if region else directory.inspections.values()
    inspections = parts.get("", ()) if directory.is_by_region and not region else every
    area_types = words_of("ratings")["area_type"]
    rows = [(i, rating) for i in inspections for rating in (None, *sorted(i.ratings, key=by_standard))]
    known = [(number, i, rating) for number, (i, rating) in enumerate(rows) if rating is None or rating.rating]
    kinds = {say(of): [row for row in known if row[1].area_type == kind] for kind, of in area_types.items()}
    seen = {(shown_rating(rating, i) if rating else shown_overall(i)).value for _, i, rating in known}
    unknown = ((i, [rating.standard.name for rating in i.ratings if not rating.rating]) for i in inspections)
    return {
        "kinds": {kind: by_region(rows, directory) for kind, rows in kinds.items() if rows},
        "inspections": len(every),
        "count": sum(1 + len(inspection.ratings) for inspection in every),
        "known": sum(1 + sum(bool(rating.rating) for rating in inspection.ratings) for inspection in every),
        "unknown": [(inspection, names) for inspection, names in unknown if names],
        "standards": {kind: sorted({row[2].standard.name for row in of if row[2]}) for kind, of in kinds.items() if of},
        "seen": [Shown(value) for value in in_order(seen, directory)],
    }


by_standard = attrgetter("standard.standard_id")


def by_region(rows: list[Numbered], directory: Directory) -> list[tuple[Area, list[Numbered]]]:
    """Each region with the rows that are about it or lie in it; an area in no known region stands for itself."""
    found: dict[tuple[str, str], list[Numbered]] = {("region", region): [] for region in directory.regions}
    for row in rows:
        area = directory.area_of(row[1])
        found.setdefault(("region", area.parent) if area.parent else (area.kind, area.id), []).append(row)
    return [(directory.areas[key], own) for key, own in found.items() if own]


def in_order(seen: Iterable[str], directory: Directory) -> list[str]:
    """Ratings from best to worst, then the states that are no ratings."""
    known = [*directory.grades, *(rating for scale in directory.scales.values() for rating in scale)]
    return sorted(seen, key=lambda value: (known.index(value) if value in known else len(known), value))


def region_median(region: Region, directory: Directory) -> str:
    """The median score of the PDUs of a region in the current programme, where enough scores are known to say one."""
    programme = directory.current_programme
    inspections = [inspection for pdu in region.pdus if (inspection := pdu.latest(programme.programme_id))]
    scores = [inspection.score for inspection in inspections if inspection.score is not None]
    known = say("{known} of {all} scores known", known=len(scores), all=len(inspections))
    if not inspections:
        return say("none inspected")
    if not is_enough(len(scores), len(inspections)):
        return say("no median: {known}", known=known)
    return say("median score {median}, {known}", median=f"{median(scores):g}", known=known)


def totals(directory: Directory) -> dict[tuple[str, str], dict[str, rows.RatingTotal]]:
    """For each set of inspections that a report counts and each standard, in their order, the total of each rating."""
    found: dict[tuple[str, str], dict[str, rows.RatingTotal]] = {}
    order = list(directory.standards)
    for total in sorted(directory.rows(rows.RatingTotal), key=lambda one: (one.set_id, order.index(one.standard_id))):
        found.setdefault((total.set_id, total.standard_id), {})[total.rating] = total
    return found


def grades_of_totals(directory: Directory) -> dict[str, rows.Grade]:
    """The ratings that the inspections behind the totals could get, best first."""
    programmes = (directory.programmes[total.programme_id] for total in directory.rows(rows.RatingTotal))
    return {name: grade for programme in programmes for name, grade in programme.grades.items()}


def reported(directory: Directory) -> list[Inspection]:
    """The inspections of PDUs that the annual report covers, best score first: those its set of totals holds."""
    own = next((one for one in directory.rows(rows.RatingTotal) if one.set_id == directory.report_set), None)
    inspections = [i for i in directory.counted if i.area_type == rows.PDU and own and in_set(i, own)]
    return sorted(inspections, key=lambda i: (-(i.score or 0), i.inspection_id))


def in_set(inspection: Inspection, total: rows.RatingTotal) -> bool:
    """Whether an inspection is one of the set that a row of rating totals counts."""
    day = inspection.published.value
    is_then = day is not None and total.published_from <= day <= total.published_to
    return is_then and inspection.programme.programme_id == total.programme_id
