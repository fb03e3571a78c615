"""What the page of all ratings says: the rows of the flat table, in its order, and what they can be filtered by."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from ratings_site.model.directory import Directory, Inspection, StandardRating
from ratings_site.model.rows import Programme
from ratings_site.model.views.data import Download
from ratings_site.model.views.parts import Citation, Link, citation, corrected_on, corrections_sentence
from ratings_site.model.views.rating import NOT_AVAILABLE, Shown, shown_overall, shown_rating, status_of
from ratings_site.model.views.sentences import points_of, written
from ratings_site.model.wording import say, to_say

OVERALL = to_say("Overall rating")
"""What stands in the place of a standard on the row of an overall rating."""


@dataclass(frozen=True)
class RatingRow:
    """One rating: `key` is `inspection/standard`, or the inspection alone for its overall rating."""

    key: str
    inspection_id: str
    standard_id: str
    area: Link
    region_id: str
    region: str
    programme_id: str
    programme: str
    published: str
    published_on: str
    """The date that sorts, YYYY-MM-DD; empty where it is unknown."""
    standard: str
    shown: Shown
    rank: int
    """The rating's place from worst (1) to best (4); 0 for what is no rating."""
    basis: str
    score: str
    points: int | None
    """The score that sorts."""
    source: Link
    corrected: str
    """When the rating or the score was corrected, in words; empty where neither was."""


@dataclass(frozen=True)
class Choice:
    """One value that a filter offers."""

    value: str
    label: str


@dataclass(frozen=True)
class RatingsView:
    """The page of all ratings."""

    rows: tuple[RatingRow, ...]
    regions: tuple[Choice, ...]
    programmes: tuple[Choice, ...]
    standards: tuple[Choice, ...]
    ratings: tuple[Choice, ...]
    inspections: int
    downloads: tuple[Download, ...]
    corrected: str
    citation: Citation


def build_ratings_view(directory: Directory, downloads: Iterable[Download]) -> RatingsView:
    """Show every rating once, in the order of the flat table; `downloads` are the files of this version."""
    rows = tuple(row for i in directory.inspections.values() for row in _inspection_rows(directory, i))
    seen = {row.shown.value for row in rows}
    return RatingsView(
        rows=rows,
        regions=tuple(Choice(region.region_id, region.name) for region in directory.regions.values()),
        programmes=tuple(Choice(p.programme_id, p.name) for p in directory.programmes.values()),
        standards=_standard_choices(rows),
        ratings=tuple(Choice(value, Shown(value).label) for value in _in_order(seen, directory)),
        inspections=len(directory.counted),
        downloads=tuple(file for file in downloads if file.group == "all ratings" or file.suffix == "xlsx"),
        corrected=corrections_sentence(directory, "ratings/"),
        citation=citation(directory, say("All ratings"), "ratings/"),
    )


def _inspection_rows(directory: Directory, inspection: Inspection) -> list[RatingRow]:
    ordered = sorted(inspection.ratings, key=lambda rating: rating.standard.standard_id)
    return [_row(directory, inspection, None), *(_row(directory, inspection, rating) for rating in ordered)]


def _row(directory: Directory, inspection: Inspection, rated: StandardRating | None) -> RatingRow:
    area = directory.area_of(inspection)
    region_id = inspection.region_id or area.parent
    shown = replace(shown_rating(rated), status=status_of(inspection)) if rated else shown_overall(inspection)
    source = rated.source if rated else inspection.source
    standard_id = rated.standard.standard_id if rated else ""
    key = f"{inspection.inspection_id}/{standard_id}".removesuffix("/")
    cells = ("ratings", key, "rating") if rated else ("inspections", key, "overall", "score", "published")
    return RatingRow(
        key=key,
        inspection_id=inspection.inspection_id,
        standard_id=standard_id,
        area=Link(area.name, area.address),
        region_id=region_id,
        region=directory.regions[region_id].name if region_id else "",
        programme_id=inspection.programme.programme_id,
        programme=inspection.programme.name,
        published=written(inspection.published),
        published_on=inspection.published.value.isoformat() if inspection.published.value else "",
        standard=rated.standard.name if rated else OVERALL,
        shown=shown,
        rank=_rank(inspection.programme, shown),
        basis=rated.basis if rated else inspection.overall_basis,
        score="–" if rated or not inspection.is_rated else _score(inspection),
        points=None if rated else inspection.score,
        source=Link(source.title, source.url),
        corrected=corrected_on(directory, *cells),
    )


def _score(inspection: Inspection) -> str:
    return points_of(inspection.score, inspection.max_score) or NOT_AVAILABLE


def _standard_choices(rows: Iterable[RatingRow]) -> tuple[Choice, ...]:
    """The overall rating first, then the names of standards: programmes that share a name share the choice."""
    names = sorted({row.standard for row in rows if row.standard_id})
    return tuple(Choice(name, name) for name in (OVERALL, *names))


def _rank(programme: Programme, shown: Shown) -> int:
    """The better the rating the larger; nought for what is none."""
    return len(programme.grades) - list(programme.grades).index(shown.value) if shown.is_rating else 0


def _in_order(seen: Iterable[str], directory: Directory) -> list[str]:
    """Ratings from best to worst, then the states that are no ratings."""
    known = [*directory.grades, *(rating for scale in directory.scales.values() for rating in scale)]
    return sorted(seen, key=lambda value: (known.index(value) if value in known else len(known), value))
