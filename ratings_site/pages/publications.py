"""What was published, and what is new: inspections and publications by date, each with one line of what was found."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from ratings_site.charts import counted
from ratings_site.model.directory import Directory, by_weight
from ratings_site.model.rows import Finding, Inspection, Publication
from ratings_site.pages.page import Facts, View
from ratings_site.pages.parts import Link
from ratings_site.wording.rating import Shown, shown_overall
from ratings_site.wording.sentences import published, written

MOST = 300
"""Of a longer list, a page shows so many rows, and those that stand on no other page."""


def build_publications_view(facts: Facts) -> View:
    """Every publication by type, the type with most publications first; of many, the newest."""
    directory = facts.directory
    types: dict[str, list[Publication]] = defaultdict(list)
    for publication in newest_first(directory.publications.values()):
        types[publication.type].append(publication)
    return {
        "total": len(directory.publications),
        "groups": [
            (kind, len(rows), [row for place, row in enumerate(rows) if place < MOST or not row.inspection_id])
            for kind, rows in sorted(types.items(), key=lambda item: (-len(item[1]), item[0]))
        ],
        "over_time": counted.publications_over_time(directory),
    }


def newest_first(publications: Iterable[Publication]) -> list[Publication]:
    """Publications newest first, then by title; those without a known date last."""
    ordered = sorted(publications, key=lambda one: (one.title, one.publication_id))
    return sorted(ordered, key=lambda one: one.published.sort_key, reverse=True)


@dataclass(frozen=True)
class News:
    """An inspection or a publication; `shown` is the rating that an inspection gave, `found` a line of what it found.

    `day` is what it is sorted by: the last day on which it can have come out, or the first of its month or year.
    """

    to: Link
    what: str
    shown: Shown | None
    when: str
    found: Finding | None
    day: date


def news(directory: Directory) -> list[News]:
    """Every dated inspection that stands and every other dated publication, newest first."""
    told = [news_of_inspection(one, directory) for one in directory.counted if one.published.value]
    others = (one for one in directory.publications.values() if one.published.value and not one.inspection_id)
    told += [news_of_publication(one, directory) for one in others]
    return sorted(sorted(told, key=lambda one: one.to.text), key=lambda one: one.day, reverse=True)


def news_of_inspection(inspection: Inspection, directory: Directory) -> News:
    """An inspection, by the name of what was inspected."""
    reports = directory.reports.get(inspection.inspection_id, ())
    return News(
        to=Link(directory.area_of(inspection).name, inspection.address),
        what=reports[-1].type if reports else inspection.programme.name,
        shown=shown_overall(inspection) if inspection.is_rated else None,
        when=published(inspection),
        found=lead_of(inspection.inspection_id, directory),
        day=inspection.latest or inspection.earliest or inspection.published.value or date.min,
    )


def news_of_publication(publication: Publication, directory: Directory) -> News:
    """A publication that reports no inspection, by its title."""
    return News(
        to=Link(publication.title, publication.url or f"publications/#publication-{publication.publication_id}"),
        what=publication.type,
        shown=None,
        when=written(publication.published),
        found=lead_of(publication.publication_id, directory),
        day=publication.published.value or date.min,
    )


def lead_of(key: str, directory: Directory) -> Finding | None:
    """The weightiest thing that an inspection or a publication found; None where nothing of it is held."""
    return next(iter(by_weight(directory.findings.get(key, ()))), None)
