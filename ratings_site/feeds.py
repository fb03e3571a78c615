"""Feeds of what is new, for the site, each region and each PDU, as Atom and as JSON Feed.

An inspection or a publication stands in them on the day of the release that brought it, which is known, and says
itself when it was published, as exactly as that is known. It is updated by each release that changes what it says.
An entry's identifier is made from the identifiers of the package alone. It stays the same when the site moves, so that
nobody is told of everything again.
"""

import json
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from html import escape
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5
from xml.sax.saxutils import escape as escape_xml

from ratings_site.model import rows
from ratings_site.model.changes import Area, Changes
from ratings_site.model.corrections import Subject
from ratings_site.model.directory import Directory, by_weight
from ratings_site.model.tables import NOT_RATED
from ratings_site.model.wording import say, small, words_of
from ratings_site.wording.changes import build_sections_for_readers, render_summary
from ratings_site.wording.rating import shown_overall
from ratings_site.wording.sentences import points_of, written

Days = Mapping[tuple[str, str], tuple[date, date]]
"""By a table and an identifier, the days of the releases that brought it and that last changed it."""

MOST = 500
"""Entries of a feed: a reader that has been away longer finds the rest on the pages."""

MIDNIGHT = "T00:00:00Z"
"""Behind a day, the moment that feeds ask for: its start, in universal time."""


_ATOM: dict[str, str] = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
"""A feed and an entry of it as Atom (RFC 4287), with gaps."""


@dataclass(frozen=True)
class Entry:
    """One thing that is new: an inspection, a publication or a release. `content` is HTML, `page` an address here.

    `days` are those of the release that brought it and of the one that last changed what it says, `about` is when what
    it tells of came out, to sort by.
    """

    key: str
    title: str
    content: str
    page: str
    days: tuple[date, date]
    about: date = date.min


def build_identifier(key: str) -> str:
    """A name for good, from a key of the package: `inspection/wakefield-2024` always gives the same."""
    site = uuid5(NAMESPACE_URL, "probation-ratings")
    return f"urn:uuid:{uuid5(site, key)}"


def render_feeds(directory: Directory, history: Iterable[Changes], site_url: str) -> dict[str, str | bytes]:
    """Write every feed in both forms; `history` is what changed in each release, `site_url` ends with a slash.

    A feed without any entry was updated when the data began, and does not change with each release.
    """
    releases, files = tuple(history), dict[str, str | bytes]()
    began = date.fromisoformat(releases[0].old_date) if releases else directory.package.created
    for title, page, entries in build_feeds(directory, releases, began):
        updated = max((entry.days[1] for entry in entries), default=began)
        told = json_feed(title, page, entries, site_url)
        files[f"{page}feed.xml"] = render_atom(told, page, updated)
        files[f"{page}feed.json"] = json.dumps(told, ensure_ascii=False, indent=1) + "\n"
    return files


def build_feeds(
    directory: Directory, history: Sequence[Changes], began: date
) -> Iterator[tuple[str, str, list[Entry]]]:
    """Of the site and each area title, address ("" for the site) and entries, newest first; `history` oldest first."""
    days, shown = _days(history, began), directory.corrections_by_page
    news = {i.inspection_id: _inspection_entry(directory, i, days) for i in directory.inspections.values()}
    others = (publication for publication in directory.publications.values() if not publication.inspection_id)
    publications = [_publication_entry(directory, publication, days) for publication in others]
    yield say("Probation ratings"), "", _newest([*news.values(), *publications, *_releases(history)])
    for area in (*directory.regions.values(), *directory.pdus.values()):
        within = (area, *area.pdus) if isinstance(area, rows.Region) else (area,)
        inspections = [i.inspection_id for one in within for i in one.inspections]
        subjects = [*((one.kind, one.id) for one in within), *(("inspection", key) for key in inspections)]
        releases = _releases(_restricted(history, shown, subjects), area.address)
        entries = _newest([*(news[key] for key in inspections), *releases])
        yield say("Probation ratings: {name}", name=area.name), area.address, entries


def _restricted(
    history: Iterable[Changes], shown: Mapping[Subject, Iterable[rows.Correction]], subjects: Sequence[Subject]
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
            corrections=tuple(change for change in changes.corrections if change.reason in ids),
            facts=tuple(change for change in changes.facts if change.row_key.split("/")[0] in keys),
            tables=(),
        )


def _newest(entries: Iterable[Entry]) -> list[Entry]:
    by_key = sorted(entries, key=lambda entry: entry.key)
    return sorted(by_key, key=lambda entry: (entry.days[1], entry.about), reverse=True)[:MOST]


def _days(history: Iterable[Changes], began: date) -> Days:
    """When each thing came, and when what is said of it last changed, by the releases there were, oldest first."""
    days: dict[tuple[str, str], tuple[date, date]] = defaultdict(lambda: (began, began))
    for changes in history:
        day = date.fromisoformat(changes.new_date)
        days |= dict.fromkeys(changes.entered, (day, day))
        days |= {thing: (days[thing][0], day) for thing in changes.revised}
    return days


def _inspection_entry(directory: Directory, inspection: rows.Inspection, days: Days) -> Entry:
    """The inspection in a few facts: its standards are on the page, where a correction of one belongs."""
    key, shown = inspection.inspection_id, shown_overall(inspection)
    basis = inspection.overall and small(say(words_of("ratings")["basis"][inspection.overall_basis]))
    facts = {
        say("Overall"): f"{inspection.overall} ({basis})" if inspection.overall else "",
        say("Composite score"): points_of(inspection.score, inspection.max_score),
        say("Published"): inspection.published_label,
        say("Programme"): inspection.programme.name,
        say("Status"): inspection.status if inspection.status != rows.PUBLISHED else "",
        say("Since"): written(rows.PartialDate(inspection.status_on, "day")) if inspection.status_on else "",
        say("Reason"): inspection.status_reason,
        say("Report"): inspection.report_url,
    }
    return Entry(
        key=f"inspection/{key}",
        title=say(
            "{area}: inspected, not rated" if inspection.overall == NOT_RATED else "{area}: rated {rating}",
            area=directory.area_of(inspection).name,
            rating=f"{shown.label} ({shown.status_label})" if shown.status else shown.label,
        ),
        content=_told(directory, key, [f"{name}: {fact}" for name, fact in facts.items() if fact]),
        page=inspection.address,
        days=days["inspections", key],
        about=inspection.published.value or date.min,
    )


def _publication_entry(directory: Directory, publication: rows.Publication, days: Days) -> Entry:
    key, when = publication.publication_id, publication.published
    facts = (publication.type, written(when) if when.value else "", publication.url)
    return Entry(
        key=f"publication/{key}",
        title=publication.title,
        content=_told(directory, key, filter(None, facts)),
        page=f"publications/#publication-{key}",
        days=days["publications", key],
        about=when.value or date.min,
    )


def _told(directory: Directory, key: str, facts: Iterable[str]) -> str:
    """Facts, and below them what was found, what people ask for first."""
    return _list(facts) + _list(finding.summary for finding in by_weight(directory.findings.get(key, ())))


def _releases(history: Iterable[Changes], page: str = "") -> Iterator[Entry]:
    for changes in history:
        if sections := build_sections_for_readers(changes):
            released = date.fromisoformat(changes.new_date)
            yield Entry(
                key=f"release/{changes.new_version}",
                title=say("Version {version}: {summary}", version=changes.new_version, summary=render_summary(changes)),
                content="".join(f"<h2>{escape(heading)}</h2>{_list(said)}" for heading, said in sections),
                page=page or f"changes/{changes.new_version}/",
                days=(released, released),
            )


def _list(items: Iterable[str]) -> str:
    said = "".join(f"<li>{escape(item)}</li>" for item in items)
    return f"<ul>{said}</ul>" if said else ""


def json_feed(title: str, page: str, entries: Iterable[Entry], site_url: str) -> dict[str, Any]:
    """A feed as JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/), with the identifiers it has as Atom."""
    items = [
        {"id": build_identifier(entry.key), "url": f"{site_url}{entry.page}", "title": entry.title}
        | {"content_html": entry.content, "date_published": f"{entry.days[0]}{MIDNIGHT}"}
        | {"date_modified": f"{entry.days[1]}{MIDNIGHT}", "tags": [entry.key.partition("/")[0]]}
        for entry in entries
    ]
    about = {"version": "https://jsonfeed.org/version/1.1", "title": title, "home_page_url": site_url + page}
    about |= {"feed_url": f"{site_url}{page}feed.json", "language": "en-GB"}
    return {**about, "authors": [{"name": say("Probation ratings")}], "items": items}


def render_atom(told: Mapping[str, Any], page: str, updated: date) -> str:
    """Write what a JSON Feed tells as Atom."""
    rights = say("Contains public sector information licensed under the Open Government Licence v3.0.")
    about = {"id": build_identifier(page.removesuffix("/") or "site"), "rights": rights}
    about["updated"] = f"{updated}{MIDNIGHT}"
    entries = "".join(_filled("entry", **item, kind=item["tags"][0]) for item in told["items"])
    return _filled("feed", **told, **about, author=told["authors"][0]["name"]).replace("<entries />", entries)


def _filled(name: str, **texts: Any) -> str:
    return _ATOM[name].format_map({name: escape_xml(text) for name, text in texts.items() if isinstance(text, str)})
