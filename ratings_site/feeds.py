"""Feeds of what is new, for the site, each region and each PDU, as Atom and as JSON Feed.

An inspection or a publication stands in them on the day of the release that brought it, which is known, and says
itself when it was published, as exactly as that is known. It is updated by each release that changes what it says.
An entry's identifier is made from the identifiers of the package alone. It stays the same when the site moves, so that
nobody is told of everything again.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from html import escape
from uuid import NAMESPACE_URL, uuid5
from xml.etree import ElementTree as ET

from ratings_site.model.changes import Area, Changes
from ratings_site.model.corrections import Subject, build_corrections_by_page
from ratings_site.model.directory import Directory, Inspection, PartialDate, Publication, by_weight
from ratings_site.model.rows import PUBLISHED, Correction
from ratings_site.model.tables import NOT_RATED
from ratings_site.model.wording import say, to_say
from ratings_site.wording.changes import build_sections, render_summary
from ratings_site.wording.rating import shown_overall
from ratings_site.wording.sentences import points_of, written

Days = Callable[[str, str], tuple[date, date]]
"""For a table and an identifier, the days of the releases that brought it and that last changed it."""

_ATOM = "http://www.w3.org/2005/Atom"
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
    """The day of the release that brought it."""
    updated: date
    """The day of the release that last changed what it says."""
    about: date = date.min
    """When what it tells of came out, to sort by."""

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


def render_feeds(directory: Directory, history: Iterable[Changes], site_url: str) -> dict[str, str | bytes]:
    """Write every feed in both forms; `history` is what changed in each release, `site_url` ends with a slash."""
    files: dict[str, str | bytes] = {}
    for feed in build_feeds(directory, tuple(history)):
        files[f"{feed.page}feed.xml"] = render_atom(feed, site_url)
        files[f"{feed.page}feed.json"] = render_json_feed(feed, site_url)
    return files


def build_feeds(directory: Directory, history: tuple[Changes, ...]) -> Iterator[Feed]:
    """Build the feed of the site, then those of its regions and PDUs; `history` is oldest first."""
    began = date.fromisoformat(history[0].old_date) if history else directory.package.created
    days, shown = _days(history, began), build_corrections_by_page(directory.tables)
    news = {i.inspection_id: _inspection_entry(directory, i, days) for i in directory.inspections.values()}
    others = [p for p in directory.publications.values() if not p.inspection_id]
    publications = [_publication_entry(directory, publication, days) for publication in others]
    yield _feed("site", say("Probation ratings"), "", began, [*news.values(), *publications, *_releases(history)])

    for region in directory.regions.values():
        inspections = [*region.inspections, *(i for pdu in region.pdus for i in pdu.inspections)]
        subjects: list[Subject] = [("region", region.region_id), *(("pdu", pdu.pdu_id) for pdu in region.pdus)]
        subjects += [("inspection", inspection.inspection_id) for inspection in inspections]
        releases = _releases(_restricted(history, shown, subjects), region.address)
        yield _area_feed(region.address, region.name, began, [*_of(news, inspections), *releases])
    for pdu in directory.pdus.values():
        subjects = [("pdu", pdu.pdu_id), *(("inspection", i.inspection_id) for i in pdu.inspections)]
        releases = _releases(_restricted(history, shown, subjects), pdu.address)
        yield _area_feed(pdu.address, pdu.name, began, [*_of(news, pdu.inspections), *releases])


def _area_feed(page: str, name: str, began: date, entries: Iterable[Entry]) -> Feed:
    return _feed(page.removesuffix("/"), say("Probation ratings: {name}", name=name), page, began, entries)


def _of(news: Mapping[str, Entry], inspections: Iterable[Inspection]) -> list[Entry]:
    return [news[i.inspection_id] for i in inspections]


def _restricted(
    history: Iterable[Changes], shown: Mapping[Subject, Iterable[Correction]], subjects: Sequence[Subject]
) -> Iterator[Changes]:
    """What each release changed about the first of these, an area, and nothing else.

    The corrections are those that the pages of any of them show; the facts, those whose row is of any of them.
    """
    keys = {key for _, key in subjects}
    ids = {correction.correction_id for subject in subjects for correction in shown.get(subject, ())}

    def about(area: Area) -> bool:
        return subjects[0] in ((area.area_type, area.area_id), ("region", area.region_id))

    for changes in history:
        yield replace(
            changes,
            changes=tuple(change for change in changes.changes if about(change.area)),
            corrections=tuple(change for change in changes.corrections if change.correction_id in ids),
            facts=tuple(change for change in changes.facts if change.row_key.split("/")[0] in keys),
            tables=(),
        )


def _feed(key: str, title: str, page: str, began: date, entries: Iterable[Entry]) -> Feed:
    """Order the entries; a feed without any was updated when the data began, and does not change with each release."""
    by_key = sorted(entries, key=lambda entry: entry.key)
    ordered = tuple(sorted(by_key, key=lambda entry: (entry.updated, entry.about), reverse=True))
    return Feed(key, title, page, max((entry.updated for entry in ordered), default=began), ordered)


def _days(history: Iterable[Changes], began: date) -> Days:
    """When each thing came, and when what is said of it last changed, by the releases there were."""
    entered: dict[tuple[str, str], date] = {}
    revised: dict[tuple[str, str], date] = {}
    for changes in history:
        day = date.fromisoformat(changes.new_date)
        entered |= dict.fromkeys(changes.entered, day)
        revised |= dict.fromkeys(changes.revised, day)

    def days(table: str, key: str) -> tuple[date, date]:
        first = entered.get((table, key), began)
        return first, max(first, revised.get((table, key), first))

    return days


def _rating_words(inspection: Inspection) -> str:
    """The overall outcome, with a word where the report does not stand as published."""
    shown = shown_overall(inspection)
    return f"{shown.label} ({shown.status_label})" if shown.status else shown.label


def _inspection_entry(directory: Directory, inspection: Inspection, days: Days) -> Entry:
    outcome = (
        to_say("{area}: inspected, not rated") if inspection.overall == NOT_RATED else to_say("{area}: rated {rating}")
    )
    published, updated = days("inspections", inspection.inspection_id)
    return Entry(
        key=f"inspection/{inspection.inspection_id}",
        kind="inspection",
        title=say(outcome, area=directory.area_of(inspection).name, rating=_rating_words(inspection)),
        content=_inspection_content(inspection) + _found(directory, inspection.inspection_id),
        page=inspection.address,
        published=published,
        updated=updated,
        about=inspection.published.value or date.min,
    )


def _inspection_content(inspection: Inspection) -> str:
    """The inspection in a few facts: its standards are on the page, where a correction of one belongs."""
    score = points_of(inspection.score, inspection.max_score)
    facts = {
        say("Overall"): f"{inspection.overall} ({inspection.overall_basis})" if inspection.overall else "",
        say("Composite score"): score,
        say("Published"): inspection.published_label,
        say("Programme"): inspection.programme.name,
        say("Status"): inspection.status if inspection.status != PUBLISHED else "",
        say("Since"): written(PartialDate(inspection.status_on, "day")) if inspection.status_on else "",
        say("Reason"): inspection.status_reason,
        say("Report"): inspection.report_url,
    }
    return _list(f"{name}: {fact}" for name, fact in facts.items() if fact)


def _found(directory: Directory, key: str) -> str:
    """What was found, what people ask for first; empty where nothing is held."""
    findings = by_weight(directory.findings.get(key, ()))
    return _list(finding.summary for finding in findings) if findings else ""


def _publication_entry(directory: Directory, publication: Publication, days: Days) -> Entry:
    when = publication.published
    facts = [publication.type, written(when) if when.value else "", publication.url]
    published, updated = days("publications", publication.publication_id)
    return Entry(
        key=f"publication/{publication.publication_id}",
        kind="publication",
        title=publication.title,
        content=_list(filter(None, facts)) + _found(directory, publication.publication_id),
        page=f"publications/#publication-{publication.publication_id}",
        published=published,
        updated=updated,
        about=when.value or date.min,
    )


def _releases(history: Iterable[Changes], page: str = "") -> Iterator[Entry]:
    for changes in history:
        sections = "".join(
            f"<h2>{escape(section.title)}</h2>{_list(section.sentences)}" for section in build_sections(changes)
        )
        if sections:
            released = date.fromisoformat(changes.new_date)
            yield Entry(
                key=f"release/{changes.new_version}",
                kind="release",
                title=say("Version {version}: {summary}", version=changes.new_version, summary=render_summary(changes)),
                content=sections,
                page=page or f"changes/{changes.new_version}/",
                published=released,
                updated=released,
            )


def _list(items: Iterable[str]) -> str:
    return "<ul>" + "".join(f"<li>{escape(item)}</li>" for item in items) + "</ul>"


def render_json_feed(feed: Feed, site_url: str) -> str:
    """Write a feed as JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/), with the identifiers it has as Atom."""
    document = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": f"{site_url}{feed.page}",
        "feed_url": f"{site_url}{feed.page}feed.json",
        "language": "en-GB",
        "authors": [{"name": say("Probation ratings")}],
        "items": [
            {
                "id": entry.identifier,
                "url": f"{site_url}{entry.page}",
                "title": entry.title,
                "content_html": entry.content,
                "date_published": _moment(entry.published),
                "date_modified": _moment(entry.updated),
                "tags": [entry.kind],
            }
            for entry in feed.entries
        ],
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _moment(day: date) -> str:
    """A day as the moment that feeds ask for: its start, in universal time."""
    return f"{day.isoformat()}T00:00:00Z"


def render_atom(feed: Feed, site_url: str) -> bytes:
    """Write a feed as Atom (RFC 4287)."""
    ET.register_namespace("", _ATOM)
    root = ET.Element(_name("feed"), {"xml:lang": "en-GB"})
    _text(root, "id", feed.identifier)
    _text(root, "title", feed.title)
    _text(root, "updated", _moment(feed.updated))
    _link(root, "self", f"{site_url}{feed.page}feed.xml", "application/atom+xml")
    _link(root, "alternate", f"{site_url}{feed.page}", "text/html")
    author = ET.SubElement(root, _name("author"))
    _text(author, "name", say("Probation ratings"))
    _text(root, "rights", say("Contains public sector information licensed under the Open Government Licence v3.0."))
    for entry in feed.entries:
        _atom_entry(root, entry, site_url)
    content: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return content + b"\n"


def _atom_entry(root: ET.Element, entry: Entry, site_url: str) -> None:
    element = ET.SubElement(root, _name("entry"))
    _text(element, "id", entry.identifier)
    _text(element, "title", entry.title)
    _text(element, "updated", _moment(entry.updated))
    _text(element, "published", _moment(entry.published))
    _link(element, "alternate", f"{site_url}{entry.page}", "text/html")
    ET.SubElement(element, _name("category"), {"term": entry.kind})
    _text(element, "content", entry.content).set("type", "html")


def _text(parent: ET.Element, name: str, text: str) -> ET.Element:
    element = ET.SubElement(parent, _name(name))
    element.text = text
    return element


def _link(parent: ET.Element, relation: str, address: str, media_type: str) -> None:
    ET.SubElement(parent, _name("link"), {"rel": relation, "href": address, "type": media_type})


def _name(name: str) -> str:
    return f"{{{_ATOM}}}{name}"
