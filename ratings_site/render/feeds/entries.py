"""What stands in the feeds: inspections and publications when they were published, releases when they changed data.

An entry's identifier is made from the identifiers of the package alone. It stays the same when the site moves, so that
nobody is told of everything again. What has no date in any source is in no feed until a source dates it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape
from uuid import NAMESPACE_URL, uuid5

from ratings_site.model.changes import Changes
from ratings_site.model.directory import Directory, Inspection, Publication
from ratings_site.model.tables import NOT_RATED
from ratings_site.model.views.changes import build_sections
from ratings_site.model.views.rating import shown_overall
from ratings_site.model.views.sentences import points_of, written
from ratings_site.model.wording import say
from ratings_site.render.changes import render_summary
from ratings_site.render.feeds.areas import build_pdu_history, build_region_history

_SPACE = uuid5(NAMESPACE_URL, "probation-ratings")


@dataclass(frozen=True)
class Entry:
    """One thing that is new: `content` is HTML, `page` an address of this site."""

    key: str
    kind: str
    """inspection, publication or release."""
    title: str
    content: str
    page: str
    published: date
    updated: date
    """Later than `published` only where a release put the entry itself right."""

    @property
    def identifier(self) -> str:
        return build_identifier(self.key)


@dataclass(frozen=True)
class Feed:
    """One feed, newest entry first; `page` is the address it is about and stands under ("" for the site)."""

    key: str
    title: str
    page: str
    updated: date
    entries: tuple[Entry, ...]

    @property
    def identifier(self) -> str:
        return build_identifier(self.key)


def build_identifier(key: str) -> str:
    """A name for good, from a key of the package: `inspection/wakefield-2024` always gives the same."""
    return f"urn:uuid:{uuid5(_SPACE, key)}"


def build_feeds(directory: Directory, history: Sequence[Changes]) -> tuple[Feed, ...]:
    """Build the feed of the site, then those of its regions and PDUs; `history` is oldest first."""
    began = date.fromisoformat(history[0].old_date) if history else directory.package.created
    news = _inspection_entries(directory, history)
    site = [*news.values(), *_publication_entries(directory), *_release_entries(history)]
    feeds = [_feed("site", say("feeds.site"), "", began, site)]
    for region in directory.regions.values():
        inspections = [*region.inspections, *(i for pdu in region.pdus for i in pdu.inspections)]
        page = region.address
        releases = _release_entries(build_region_history(history, directory, region.region_id), page)
        feeds.append(_area_feed(page, region.name, began, [*_of(news, inspections), *releases]))
    for pdu in directory.pdus.values():
        page = pdu.address
        releases = _release_entries(build_pdu_history(history, directory, pdu.pdu_id), page)
        feeds.append(_area_feed(page, pdu.name, began, [*_of(news, pdu.inspections), *releases]))
    return tuple(feeds)


def _area_feed(page: str, name: str, began: date, entries: Iterable[Entry]) -> Feed:
    return _feed(page.removesuffix("/"), say("feeds.area", name=name), page, began, entries)


def _of(news: Mapping[str, Entry], inspections: Iterable[Inspection]) -> list[Entry]:
    return [news[i.inspection_id] for i in inspections if i.inspection_id in news]


def _feed(key: str, title: str, page: str, began: date, entries: Iterable[Entry]) -> Feed:
    """Order the entries; a feed without any was updated when the data began, and does not change with each release."""
    ordered = tuple(sorted(entries, key=lambda entry: (-entry.updated.toordinal(), entry.key)))
    return Feed(key, title, page, max((entry.updated for entry in ordered), default=began), ordered)


def _inspection_entries(directory: Directory, history: Iterable[Changes]) -> dict[str, Entry]:
    """The entry of each dated inspection; it is updated when a release changes its overall rating."""
    revised = {
        change.inspection_id: date.fromisoformat(changes.new_date)
        for changes in history
        for change in changes.overall_ratings
        if change.inspection_id == change.previous_inspection_id
    }
    return {
        inspection.inspection_id: _inspection_entry(directory, inspection, published, revised)
        for inspection in directory.inspections.values()
        if (published := inspection.published.value) is not None
    }


def _rating_words(inspection: Inspection) -> str:
    """The overall outcome, with a word where the report does not stand as published."""
    shown = shown_overall(inspection)
    return f"{inspection.overall} ({shown.status_label})" if shown.status else inspection.overall


def _inspection_entry(
    directory: Directory, inspection: Inspection, published: date, revised: Mapping[str, date]
) -> Entry:
    outcome = "feeds.not_rated" if inspection.overall == NOT_RATED else "feeds.rated"
    return Entry(
        key=f"inspection/{inspection.inspection_id}",
        kind="inspection",
        title=say(outcome, area=directory.area_of(inspection).name, rating=_rating_words(inspection)),
        content=_inspection_content(inspection),
        page=directory.area_of(inspection).address or "publications/",
        published=published,
        updated=max(published, revised.get(inspection.inspection_id, published)),
    )


def _inspection_content(inspection: Inspection) -> str:
    """The inspection in a few facts: its standards are on the page, where a correction of one belongs."""
    score = points_of(inspection.score, inspection.max_score)
    facts = {
        say("feeds.overall"): f"{inspection.overall} ({inspection.overall_basis})",
        say("glossary.score.term"): score,
        say("table.published"): written(inspection.published),
        say("table.programme"): inspection.programme.name,
        say("table.report"): inspection.report_url,
        say("table.source"): inspection.source.title,
    }
    return _list(f"{name}: {fact}" for name, fact in facts.items() if fact)


def _publication_entries(directory: Directory) -> Iterator[Entry]:
    """Publications that report no inspection: an inspection is an entry of its own."""
    for publication in directory.publications.values():
        if publication.published.value is not None and not publication.inspection_id:
            yield _publication_entry(publication, publication.published.value)


def _publication_entry(publication: Publication, published: date) -> Entry:
    facts = [publication.type] + ([publication.url] if publication.url else [])
    return Entry(
        key=f"publication/{publication.publication_id}",
        kind="publication",
        title=publication.title,
        content=_list(facts),
        page="publications/",
        published=published,
        updated=published,
    )


def _release_entries(history: Iterable[Changes], page: str = "") -> Iterator[Entry]:
    for changes in history:
        sections = "".join(
            f"<h2>{escape(section.title)}</h2>{_list(section.sentences)}" for section in build_sections(changes)
        )
        if sections:
            released = date.fromisoformat(changes.new_date)
            yield Entry(
                key=f"release/{changes.new_version}",
                kind="release",
                title=say("feeds.release", version=changes.new_version, summary=render_summary(changes)),
                content=sections,
                page=page or f"changes/{changes.new_version}/",
                published=released,
                updated=released,
            )


def _list(items: Iterable[str]) -> str:
    return "<ul>" + "".join(f"<li>{escape(item)}</li>" for item in items) + "</ul>"
