"""A feed as JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/)."""

import json

from ratings_site.model.wording import say
from ratings_site.render.feeds.atom import build_moment
from ratings_site.render.feeds.entries import Feed


def render_json_feed(feed: Feed, site_url: str) -> str:
    """Write one feed, with the identifiers that it has as Atom."""
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
                "date_published": build_moment(entry.published),
                "date_modified": build_moment(entry.updated),
                "tags": [entry.kind],
            }
            for entry in feed.entries
        ],
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"
