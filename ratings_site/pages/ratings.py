"""What the page of all ratings says: the rows of the flat table, in its order, and what they can be filtered by."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from ratings_site.model.directory import Directory, Inspection, StandardRating
from ratings_site.model.wording import say, to_say
from ratings_site.pages.page import Facts, View
from ratings_site.pages.parts import citation, corrections_sentence
from ratings_site.wording.rating import Shown, shown_overall, shown_rating, status_of

OVERALL = to_say("Overall rating")
"""What stands in the place of a standard on the row of an overall rating."""


def build_ratings_view(facts: Facts) -> View:
    """Show every rating once, in the order of the flat table."""
    directory = facts.directory
    rows = [row for inspection in directory.inspections.values() for row in rating_rows(inspection)]
    return {
        "rows": rows,
        "standards": (OVERALL, *sorted({rating.standard.name for _, rating, *_ in rows if rating})),
        "seen": [Shown(value) for value in in_order({shown.value for _, _, shown, _ in rows}, directory)],
        "files": tuple(file for file in facts.files if file.group == "all ratings" or file.suffix == "xlsx"),
        "corrected": corrections_sentence(directory, "ratings/"),
        "citation": citation(directory, say("All ratings"), "ratings/"),
    }


Row = tuple[Inspection, StandardRating | None, Shown, int]
"""An inspection, the rating of one of its standards (None for its overall rating), how it is shown, and its rank."""


def rating_rows(inspection: Inspection) -> Iterator[Row]:
    """An inspection's overall rating, then those of its standards."""
    shown = shown_overall(inspection)
    yield inspection, None, shown, rank(shown, inspection)
    for rating in sorted(inspection.ratings, key=lambda rating: rating.standard.standard_id):
        shown = replace(shown_rating(rating), status=status_of(inspection))
        yield inspection, rating, shown, rank(shown, inspection)


def rank(shown: Shown, inspection: Inspection) -> int:
    """The better the rating the larger; nought for what is none."""
    grades = list(inspection.programme.grades)
    return len(grades) - grades.index(shown.value) if shown.is_rating else 0


def in_order(seen: Iterable[str], directory: Directory) -> list[str]:
    """Ratings from best to worst, then the states that are no ratings."""
    known = [*directory.grades, *(rating for scale in directory.scales.values() for rating in scale)]
    return sorted(seen, key=lambda value: (known.index(value) if value in known else len(known), value))
