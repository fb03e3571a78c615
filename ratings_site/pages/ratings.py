"""What the pages of many ratings say: all in the order of the flat table, and the newest of areas to compare."""

from collections.abc import Iterable
from operator import attrgetter
from statistics import median

from ratings_site.model.directory import Directory
from ratings_site.model.rows import Area, Inspection, Region, StandardRating
from ratings_site.model.wording import left_open, say, to_say, words_of
from ratings_site.pages.page import Facts, View
from ratings_site.pages.standards import AREA_TYPES
from ratings_site.wording.rating import Shown, shown_overall, shown_rating
from ratings_site.wording.words import is_enough

OVERALL = to_say("Overall rating")
"""What stands in the place of a standard on the row of an overall rating."""


Numbered = tuple[int, Inspection, StandardRating | None]
"""A row of the flat table with its number: an inspection, and the rating of one of its standards (None for overall)."""


def build_ratings_view(facts: Facts) -> View:
    """Show every known rating once, by kind of area and region, as the flat table orders them; the rest apart."""
    directory = facts.directory
    inspections = directory.inspections.values()
    rows = [(i, rating) for i in inspections for rating in (None, *sorted(i.ratings, key=by_standard))]
    known = [(number, i, rating) for number, (i, rating) in enumerate(rows) if rating is None or rating.rating]
    kinds = {say(AREA_TYPES[kind]): [row for row in known if row[1].area_type == kind] for kind in AREA_TYPES}
    seen = {(shown_rating(rating, i) if rating else shown_overall(i)).value for _, i, rating in known}
    unknown = ((i, [rating.standard.name for rating in i.ratings if not rating.rating]) for i in inspections)
    return {
        "kinds": {kind: by_region(rows, directory) for kind, rows in kinds.items() if rows},
        "count": len(rows),
        "known": len(known),
        "unknown": [(inspection, names) for inspection, names in unknown if names],
        "overall": say(OVERALL),
        "standards": {
            kind: sorted({row[2].standard.name for row in rows if row[2]}) for kind, rows in kinds.items() if rows
        },
        "seen": [Shown(value) for value in in_order(seen, directory)],
        "files": tuple(file for file in facts.files if file.group == "all ratings" or file.suffix == "xlsx"),
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


def build_compare_view(facts: Facts) -> View:
    """The areas of each kind side by side, PDUs by region and name; two kinds are rated on different standards."""
    words, regions = words_of("search")["compare"], tuple(facts.directory.regions.values())
    return {
        "kinds": {kind: say(name) for kind, name in words["kinds"].items()},
        "compared": {
            "pdu": [(region, region.living_pdus) for region in regions if region.living_pdus],
            "region": [(None, regions)],
        },
        "medians": {region.region_id: region_median(region, facts.directory) for region in regions},
        "words": left_open(words),
    }


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
