"""How a rating, or the lack of one, is shown: always its word and a symbol, never a colour alone."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from ratings_site.model import rows
from ratings_site.model.tables import NOT_RATED
from ratings_site.model.wording import named, say, words_of

NOT_AVAILABLE, NOT_RATED_STATE = "not available", "not rated"
"""The standard was rated, but no source the package holds has the rating; the programme gives no ratings."""

NOT_YET_INSPECTED, NOT_INSPECTED = "not yet inspected", "not inspected"
"""There has been no inspection in the programme; the PDU closed before there was one."""

CLOSED, RENAMED = "closed", "renamed"
"""The PDU no longer exists; it has another name than before."""

STATE_SYMBOLS = {
    NOT_AVAILABLE: "–",
    NOT_RATED_STATE: "◊",
    NOT_YET_INSPECTED: "…",
    NOT_INSPECTED: "¬",
    CLOSED: "×",
    RENAMED: "→",
    rows.UNDER_APPEAL: "§",
    rows.WITHDRAWN: "†",
}
"""Signs that Arial has and that no rating has."""


@dataclass(frozen=True)
class Shown:
    """A rating chip: `value` is the rating or one of the states that are not ratings.

    `status` is set where the rating does not stand as published: under appeal, or withdrawn.
    """

    value: str
    status: str = ""
    grade: rows.Grade | None = field(default=None, compare=False, repr=False)

    @property
    def is_rating(self) -> bool:
        return self.grade is not None

    @property
    def symbol(self) -> str:
        return self.grade.symbol if self.grade else STATE_SYMBOLS[self.value]

    @property
    def label(self) -> str:
        return name_of(self.value)

    @property
    def status_label(self) -> str:
        return name_of(self.status) if self.status else ""


def shown_overall(inspection: rows.Inspection | None) -> Shown:
    """The overall outcome of an inspection, or of there having been none."""
    if inspection is None:
        return Shown(NOT_YET_INSPECTED)
    if inspection.overall == NOT_RATED:
        return Shown(NOT_RATED_STATE)
    return Shown(inspection.overall or NOT_AVAILABLE, status_of(inspection), inspection.grade)


def status_of(inspection: rows.Inspection) -> str:
    """What a chip says beside a rating of the inspection; empty where its report stands as published."""
    return "" if inspection.status == rows.PUBLISHED else inspection.status


def shown_rating(rating: rows.StandardRating | None, inspection: rows.Inspection | None = None) -> Shown:
    """The rating of one standard, or that no source holds it; with its inspection, whether that stands."""
    status = status_of(inspection) if inspection else ""
    return Shown(rating.rating, status, rating.grade) if rating and rating.rating else Shown(NOT_AVAILABLE, status)


def shown_as(value: str, status: str, grades: Mapping[str, rows.Grade]) -> Shown:
    """A rating or a state as a table has it, with the status of its inspection."""
    return Shown(value, "" if status == rows.PUBLISHED else status, grades.get(value))


def shown_grade(grade: rows.Grade) -> Shown:
    """A rating of a scale, whoever was given it."""
    return Shown(grade.rating, grade=grade)


def name_of(value: str) -> str:
    """What a rating or a state is called on pages; a rating that the catalogue has no words for by its own name."""
    states = words_of("ratings")["states"]
    return say(states[value]) if value in states else named(value)
