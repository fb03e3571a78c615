"""What the pages of method and corrections say, from the tables that hold the rules."""

from collections import Counter
from dataclasses import dataclass

from ratings_site.model.directory import Directory, Programme
from ratings_site.model.tables import build_records
from ratings_site.model.views.parts import Citation, citation
from ratings_site.model.views.rating import Shown, shown_grade
from ratings_site.model.views.sentences import written
from ratings_site.model.views.statistics import figure_words
from ratings_site.model.views.words import day_words
from ratings_site.model.wording import say

ALL_CASES = 100
"""Every case, in per cent."""


@dataclass(frozen=True)
class GradeRow:
    """One rating of the scale: points, meaning, and the band of cases that leads to it."""

    shown: Shown
    points: int
    meaning: str
    band: str


@dataclass(frozen=True)
class BandRow:
    """A range of scores that gave an overall rating."""

    programme: str
    area_type: str
    scores: str
    shown: Shown
    status: str


@dataclass(frozen=True)
class ProgrammeRow:
    """One inspection programme, what it rated, and what it can be compared with."""

    name: str
    started: str
    ended: str
    rated: bool
    pdu_standards: str
    pdu_max_score: str
    comparable_with: str
    inspections: int
    note: str


@dataclass(frozen=True)
class MethodView:
    """How ratings are made, and what the site's own words mean."""

    grades: tuple[GradeRow, ...]
    bands: tuple[BandRow, ...]
    programmes: tuple[ProgrammeRow, ...]
    stated: int
    reported: int
    derived: int
    not_available: int
    citation: Citation


@dataclass(frozen=True)
class CorrectionRow:
    """One correction made after publication."""

    corrected_on: str
    table: str
    row_key: str
    column: str
    was: str
    now: str
    reason: str


@dataclass(frozen=True)
class CorrectionsView:
    """Every correction, newest first."""

    rows: tuple[CorrectionRow, ...]
    citation: Citation


def build_method_view(directory: Directory) -> MethodView:
    """Work out the method page from the scale, the bands and the programmes."""
    bases = Counter(rating.basis for inspection in directory.counted for rating in inspection.ratings)
    return MethodView(
        grades=grade_rows(directory),
        bands=band_rows(directory),
        programmes=tuple(programme_row(p, directory) for p in reversed(list(directory.programmes.values()))),
        stated=bases["stated"],
        reported=bases["reported"],
        derived=bases["derived"],
        not_available=bases["not available"],
        citation=citation(directory, say("How ratings are made"), "method/"),
    )


def grade_rows(directory: Directory) -> tuple[GradeRow, ...]:
    """The four ratings, best first."""
    return tuple(
        GradeRow(shown_grade(g), g.points, g.meaning, band_words(g.sufficient_from, g.sufficient_below))
        for g in directory.grades.values()
    )


def band_words(low: int | None, below: int | None) -> str:
    """A band of shares of cases: "65 to 79 per cent", "80 per cent or more", "less than 50 per cent"."""
    if low is None and below is None:
        return say("not in our sources")
    if below is None:
        return say("{low} per cent or more", low=figure_words(low or 0))
    if not low:
        return say("less than {high} per cent", high=figure_words(below))
    return say("{low} to {high} per cent", low=figure_words(low), high=figure_words(below - 1))


def band_rows(directory: Directory) -> tuple[BandRow, ...]:
    """The ranges of scores, newest programme first, best first."""
    order = list(directory.programmes)[::-1]
    rows = sorted(
        build_records(directory.tables["score_bands"]),
        key=lambda row: (order.index(row["programme_id"]), -row["score_from"]),
    )
    return tuple(
        BandRow(
            programme=directory.programmes[row["programme_id"]].name,
            area_type=row["area_type"],
            scores=range_words(row["score_from"], row["score_to"]),
            shown=shown_grade(directory.programmes[row["programme_id"]].grades[row["overall"]]),
            status=row["status"],
        )
        for row in rows
    )


def range_words(low: int, high: int) -> str:
    """A range of scores: "4 to 6", or the one score it holds."""
    return str(low) if low == high else say("{low} to {high}", low=low, high=high)


def programme_row(programme: Programme, directory: Directory) -> ProgrammeRow:
    """One programme as a row."""
    comparable = directory.programmes.get(programme.comparable_with)
    return ProgrammeRow(
        name=programme.name,
        started=written(programme.started),
        ended=written(programme.ended) if programme.ended.value else "",
        rated=programme.rated,
        pdu_standards="" if programme.pdu_standards is None else str(programme.pdu_standards),
        pdu_max_score="" if programme.pdu_max_score is None else str(programme.pdu_max_score),
        comparable_with=comparable.name if comparable else "",
        inspections=sum(i.programme == programme for i in directory.counted),
        note=programme.note,
    )


def build_corrections_view(directory: Directory) -> CorrectionsView:
    """Every correction, newest first."""
    rows = sorted(
        build_records(directory.tables["corrections"]),
        key=lambda row: (row["corrected_on"], row["correction_id"]),
        reverse=True,
    )
    return CorrectionsView(
        rows=tuple(
            CorrectionRow(
                corrected_on=day_words(row["corrected_on"]),
                table=row["table"],
                row_key=row["row_key"],
                column=row["column"],
                was=row["was"],
                now=row["now"],
                reason=row["reason"],
            )
            for row in rows
        ),
        citation=citation(directory, say("Corrections"), "corrections/"),
    )
