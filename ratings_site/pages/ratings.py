"""What the pages of ratings say: all of them, those on each standard, those to compare, and how ratings are made."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from operator import attrgetter
from statistics import median

from ratings_site.charts import counted
from ratings_site.model import rows
from ratings_site.model.directory import Directory
from ratings_site.model.rows import Area, Inspection, Region, StandardRating
from ratings_site.model.wording import left_open, say, to_say, words_of
from ratings_site.pages.answers import number_words
from ratings_site.pages.page import Facts, View
from ratings_site.wording.files import NOT_AT_RANDOM
from ratings_site.wording.rating import Shown, shown_overall, shown_rating
from ratings_site.wording.words import is_enough

AREA_TYPES = {
    "pdu": to_say("probation delivery units"),
    "region": to_say("regions"),
    "national": to_say("the national service"),
    "approved premises": to_say("approved premises"),
}
"""What standards can be for, in the order of the page of all standards."""


def build_standard_view(standard: rows.Standard, directory: Directory) -> View:
    """The standard, how often each rating was given, and of whom that is known."""
    programme = directory.programmes[standard.programme_id]
    results = standard_results(standard, directory)
    totals = directory.totals.get(standard.standard_id, ())
    return {
        "areas": say(AREA_TYPES[standard.area_type]),
        "programme": programme.name,
        "standard": standard,
        "corrections": directory.corrections_by_page.get(("standard", standard.standard_id), ()),
        "shares": counted.shares_of_one_standard(directory, standard.standard_id),
        "not_at_random": say(NOT_AT_RANDOM),
        "results": [result for result in results if result[1].rating],
        "inspected": len(results),
        "sources_of_totals": list(dict.fromkeys(total.source for total in totals)),
    }


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


def build_standards_view(facts: Facts) -> View:
    """Group every standard by programme and type of area: the current programme first, then from the newest."""
    directory, current = facts.directory, facts.directory.current_programme
    newest_first = [*directory.programmes.values()][::-1]
    groups = [
        (
            say("{programme}: standards for {areas}", programme=programme.name, areas=say(areas)),
            programme,
            standards,
            # that of the current one heads this page, or the page of regions
            counted.shares_of_ratings(directory, programme.programme_id, area_type) if programme != current else None,
        )
        for programme in sorted(newest_first, key=lambda programme: programme != current)
        for area_type, areas in AREA_TYPES.items()
        if (standards := directory.standards_of(programme.programme_id, area_type))
    ]
    return {
        "groups": groups,
        "not_at_random": say(NOT_AT_RANDOM),
        "shares": counted.shares_of_ratings(directory, current.programme_id, "pdu"),
        "totals": [file for file in facts.files if file.subject == "standard-totals"],
        "lowest": [*current.grades][-1],
        "programme_id": current.programme_id,
    }


BEFORE = "Inspections of 2018 to 2021"
"""The topic of the numbers on inspections before there were PDUs."""


def build_method_view(facts: Facts) -> View:
    """The scale, the bands and the programmes, newest first, and how many ratings are known in which way."""
    directory = facts.directory
    programmes = tuple(directory.programmes.values())[::-1]
    before = [number for number in directory.numbers.get("", ()) if number.topic == BEFORE]
    return {
        "bands": sorted(directory.rows(rows.ScoreBand), key=lambda band: -band.score_from),
        "programmes": tuple((p, [i for i in directory.counted if i.programme == p]) for p in programmes),
        "before": [
            *(say("{number} ({period}).", number=number_words(number), period=number.period) for number in before),
            *dict.fromkeys(number.note for number in before if number.note),
        ],
        "before_sources": list(dict.fromkeys(number.source for number in before)),
        "ratings": Counter(rating.basis for inspection in directory.counted for rating in inspection.ratings),
    }


OVERALL = to_say("Overall rating")
"""What stands in the place of a standard on the row of an overall rating."""


Numbered = tuple[int, Inspection, StandardRating | None]
"""A row of the flat table with its number: an inspection, and the rating of one of its standards (None for overall)."""


def ratings_views(facts: Facts) -> Iterator[View]:
    """Every rating on one page; of too many units for one, those of each region on a page of its own."""
    directory, every = facts.directory, facts.directory.inspections.values()
    parts: dict[str, list[Inspection]] = {"": [], **{region: [] for region in directory.regions}}
    for inspection in every if directory.is_by_region else ():
        parts[inspection.region_id or directory.area_of(inspection).parent].append(inspection)
    alone = parts.pop("") if directory.is_by_region else every
    listed = [(directory.regions[region], own) for region, own in parts.items() if own]
    files = [file for file in facts.files if file.group == "all ratings" or file.suffix == "xlsx"]
    of_region = {file.subject: [file] for file in facts.files if file.group == "region"}
    told: View = {"below": "index", "region": None, "parts": [region for region, _ in listed], "files": files}
    yield {**ratings_view(facts, alone), **told}
    for region, own in listed:
        told = {"below": region.id, "region": region, "parts": (), "files": of_region.get(region.id, ())}
        yield {**ratings_view(facts, own), **told}


def ratings_view(facts: Facts, inspections: Collection[Inspection]) -> View:
    """Every known rating of these once, by kind of area and region, as the flat table orders them; the rest apart."""
    directory = facts.directory
    rows = [(i, rating) for i in inspections for rating in (None, *sorted(i.ratings, key=by_standard))]
    known = [(number, i, rating) for number, (i, rating) in enumerate(rows) if rating is None or rating.rating]
    kinds = {say(AREA_TYPES[kind]): [row for row in known if row[1].area_type == kind] for kind in AREA_TYPES}
    seen = {(shown_rating(rating, i) if rating else shown_overall(i)).value for _, i, rating in known}
    unknown = ((i, [rating.standard.name for rating in i.ratings if not rating.rating]) for i in inspections)
    return {
        "kinds": {kind: by_region(rows, directory) for kind, rows in kinds.items() if rows},
        "inspections": sum(inspection.counts for inspection in inspections),
        "count": len(rows),
        "known": len(known),
        "unknown": [(inspection, names) for inspection, names in unknown if names],
        "overall": say(OVERALL),
        "standards": {
            kind: sorted({row[2].standard.name for row in rows if row[2]}) for kind, rows in kinds.items() if rows
        },
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


def compare_views(facts: Facts) -> Iterator[View]:
    """The areas of each kind side by side, PDUs by region and name; two kinds are rated on different standards.

    Of too many units for one page, those of each region stand on a page of its own.
    """
    words, regions = words_of("search")["compare"], tuple(facts.directory.regions.values())
    units = [(region, region.living_pdus) for region in regions if region.living_pdus]
    view = {
        "kinds": {kind: say(name) for kind, name in words["kinds"].items()},
        "medians": {region.region_id: region_median(region, facts.directory) for region in regions},
        "words": left_open(words),
        "regions": [region for region, _ in units],
    }
    own = [(None, regions)]
    if not facts.directory.is_by_region:
        yield view | {"below": "index", "region": None, "compared": {"pdu": units, "region": own}}
        return
    yield view | {"below": "index", "region": None, "compared": {"region": own}}
    for region, pdus in units:
        yield view | {"below": region.id, "region": region, "compared": {"pdu": [(region, pdus)]}}


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
