"""What the pages of many ratings say: all in the order of the flat table, and the newest of areas to compare."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from statistics import median

from ratings_site.model.directory import Directory
from ratings_site.model.rows import Area, Inspection, Region, StandardRating
from ratings_site.model.wording import left_open, say, to_say, words_of
from ratings_site.pages.page import Facts, View
from ratings_site.pages.standards import AREA_TYPES
from ratings_site.wording.rating import Shown, shown_overall, shown_rating, status_of
from ratings_site.wording.words import is_enough

OVERALL = to_say("Overall rating")
"""What stands in the place of a standard on the row of an overall rating."""


Row = tuple[Inspection, StandardRating | None, Shown, int, str]
"""An inspection, the rating of one of its standards (None for its overall rating), how it is shown, its rank, and how
it is known."""

Numbered = tuple[int, Inspection, StandardRating | None, Shown, int, str]
"""A row with its number in the flat table."""


def build_ratings_view(facts: Facts) -> View:
    """Show every known rating once, by kind of area and region, as the flat table orders them; the rest apart."""
    directory = facts.directory
    listed = [row for inspection in directory.inspections.values() for row in rating_rows(inspection)]
    numbered: list[Numbered] = [(number, *row) for number, row in enumerate(listed)]
    known = [row for row in numbered if row[2] is None or row[2].rating]
    kinds = {say(AREA_TYPES[kind]): [row for row in known if row[1].area_type == kind] for kind in AREA_TYPES}
    return {
        "kinds": {kind: by_region(rows, directory) for kind, rows in kinds.items() if rows},
        "count": len(listed),
        "known": len(known),
        "unknown": unknown_ratings(directory),
        "overall": say(OVERALL),
        "standards": {
            kind: sorted({row[2].standard.name for row in rows if row[2]}) for kind, rows in kinds.items() if rows
        },
        "seen": [Shown(value) for value in in_order({row[3].value for row in known}, directory)],
        "files": tuple(file for file in facts.files if file.group == "all ratings" or file.suffix == "xlsx"),
    }


def by_region(rows: list[Numbered], directory: Directory) -> list[tuple[Area, list[Numbered]]]:
    """Each region with the rows that are about it or lie in it; an area in no known region stands for itself."""
    found: dict[tuple[str, str], list[Numbered]] = {("region", region): [] for region in directory.regions}
    for row in rows:
        area = directory.area_of(row[1])
        found.setdefault(("region", area.parent) if area.parent else (area.kind, area.id), []).append(row)
    return [(directory.areas[key], own) for key, own in found.items() if own]


def unknown_ratings(directory: Directory) -> list[tuple[Inspection, list[str]]]:
    """The inspections that rated standards without our knowing how, each with the names of those standards."""
    found = [(i, [r.standard.name for r in i.ratings if not r.rating]) for i in directory.inspections.values()]
    return [(inspection, names) for inspection, names in found if names]


def rating_rows(inspection: Inspection) -> Iterator[Row]:
    """An inspection's overall rating, then those of its standards."""
    shown, how = shown_overall(inspection), words_of("ratings")["basis"]
    yield inspection, None, shown, rank(shown, inspection), how.get(inspection.overall_basis, "")
    for rating in sorted(inspection.ratings, key=lambda rating: rating.standard.standard_id):
        shown = replace(shown_rating(rating), status=status_of(inspection))
        yield inspection, rating, shown, rank(shown, inspection), how[rating.basis]


def rank(shown: Shown, inspection: Inspection) -> int:
    """The better the rating the larger; nought for what is none."""
    grades = list(inspection.programme.grades)
    return len(grades) - grades.index(shown.value) if shown.is_rating else 0


def in_order(seen: Iterable[str], directory: Directory) -> list[str]:
    """Ratings from best to worst, then the states that are no ratings."""
    known = [*directory.grades, *(rating for scale in directory.scales.values() for rating in scale)]
    return sorted(seen, key=lambda value: (known.index(value) if value in known else len(known), value))


Group = tuple[Region | None, tuple[Area, ...]]
"""The open PDUs of a region; or all regions, which are of no other one."""


def build_compare_view(facts: Facts) -> View:
    """The areas of each kind side by side, and the words of the script."""
    words = words_of("search")["compare"]
    return {
        "kinds": {kind: say(name) for kind, name in words["kinds"].items()},
        "compared": compared(facts.directory),
        "medians": {
            region.region_id: region_median(region, facts.directory) for region in facts.directory.regions.values()
        },
        "words": left_open(words),
    }


def compared(directory: Directory) -> dict[str, list[Group]]:
    """The areas of each kind side by side, PDUs by region and name; two kinds are rated on different standards."""
    regions = tuple(directory.regions.values())
    pdus = [(region, region.living_pdus) for region in regions if region.living_pdus]
    return {"pdu": [*pdus], "region": [(None, regions)]}


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
