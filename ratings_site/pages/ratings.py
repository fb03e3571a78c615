"""What the page of all ratings says: the rows of the flat table, in its order, and what they can be filtered by."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from ratings_site.model.directory import Area, Directory, Inspection, StandardRating
from ratings_site.model.wording import say, to_say, words_of
from ratings_site.pages.page import Facts, View
from ratings_site.pages.parts import citation, corrections_sentence
from ratings_site.pages.standards import AREA_TYPES
from ratings_site.wording.rating import Shown, shown_overall, shown_rating, status_of

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
        "corrected": corrections_sentence(directory, "ratings/"),
        "citation": citation(directory, say("All ratings"), "ratings/"),
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
