"""What the page of publications says: all of them, by type, newest first."""

from collections.abc import Iterable
from dataclasses import dataclass

from ratings_site import charts
from ratings_site.model.directory import Directory, Inspection, Publication, Source
from ratings_site.model.wording import say, words_of
from ratings_site.pages.page import Facts, View
from ratings_site.pages.parts import Link, citation, corrected_on, corrections_sentence
from ratings_site.wording.rating import Shown, shown_overall
from ratings_site.wording.sentences import written


@dataclass(frozen=True)
class PublicationRow:
    """One publication, the area it is about where it reports an inspection, and that inspection's outcome."""

    publication_id: str
    title: str
    url: str
    type: str
    published: str
    area: Link | None
    shown: Shown | None
    source: Source
    note: str
    corrected: str
    """When something said of the publication was corrected, in words; empty where nothing was."""


def build_publications_view(facts: Facts) -> View:
    """Group every publication by type, the type with most publications first."""
    directory = facts.directory
    by_type: dict[str, list[Publication]] = {}
    for publication in directory.publications.values():
        by_type.setdefault(publication.type, []).append(publication)
    return {
        "total": len(directory.publications),
        "groups": tuple(
            (kind, publication_rows(found, directory))
            for kind, found in sorted(by_type.items(), key=lambda item: (-len(item[1]), item[0]))
        ),
        "over_time": charts.publications_over_time(directory),
        "corrected": corrections_sentence(directory, "publications/"),
        "citation": citation(directory, say("Publications"), "publications/"),
    }


def publication_rows(publications: Iterable[Publication], directory: Directory) -> tuple[PublicationRow, ...]:
    """Publications newest first, then by title; those without a known date last."""
    ordered = sorted(publications, key=lambda p: (p.title, p.publication_id))
    ordered.sort(key=lambda p: p.published.sort_key, reverse=True)
    return tuple(publication_row(publication, directory) for publication in ordered)


def publication_row(publication: Publication, directory: Directory) -> PublicationRow:
    """One publication as a row."""
    inspection = directory.inspections.get(publication.inspection_id)
    return PublicationRow(
        publication_id=publication.publication_id,
        title=publication.title,
        url=publication.url,
        type=publication.type,
        published=written(publication.published),
        area=area_link(inspection, directory) if inspection else None,
        shown=shown_overall(inspection) if inspection else None,
        source=publication.source,
        note=" ".join(filter(None, (publication.note, address_words(publication)))),
        corrected=corrected_on(
            directory, "publications", publication.publication_id, "title", "type", "published", "url"
        ),
    )


def address_words(publication: Publication) -> str:
    """What stands at the address of a publication; empty where none is known, as a title without a link shows."""
    return say(words_of("ratings")["address"][publication.url_kind]) if publication.url_kind else ""


def area_link(inspection: Inspection, directory: Directory) -> Link:
    """The page of the area that was inspected, or of the inspection where the area has none."""
    area = directory.area_of(inspection)
    return Link(area.name, area.address or inspection.address)
