"""Feeds of what is new: for the site, for each region and for each PDU, as Atom and as JSON Feed."""

from collections.abc import Iterable

from ratings_site.model.changes import Changes
from ratings_site.model.directory import Directory
from ratings_site.render.feeds.atom import render_atom
from ratings_site.render.feeds.entries import Entry, Feed, build_feeds
from ratings_site.render.feeds.json_feed import render_json_feed

__all__ = ["Entry", "Feed", "build_feeds", "render_feeds"]


def render_feeds(directory: Directory, history: Iterable[Changes], site_url: str) -> dict[str, str | bytes]:
    """Write every feed in both forms; `history` is what changed in each release, `site_url` ends with a slash."""
    files: dict[str, str | bytes] = {}
    for feed in build_feeds(directory, tuple(history)):
        files[f"{feed.page}feed.xml"] = render_atom(feed, site_url)
        files[f"{feed.page}feed.json"] = render_json_feed(feed, site_url)
    return files
