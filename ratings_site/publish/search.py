"""The search's index, made short: titles, names, places, headlines and prose; no tables, charts or folded parts.

The theme's search fetches the whole index with the first page a reader opens, so each word in it is paid for by
everybody. A page about one region, PDU or standard has one entry: its title, its headline, and what it marks with
`data-search` (names and places), or else its facts. Any other page has an entry for each of its headings, and none
where its first heading is marked `data-search-exclude`.
"""

import json
from collections.abc import Iterator, Mapping
from html import escape

from ratings_site.publish.page import Page, Section

Entry = dict[str, str]


def render_index(theme_index: str, pages: Mapping[str, Page]) -> str:
    """The index with the theme's settings and our entries; `pages` are by address ("pdus/wakefield/")."""
    config = json.loads(theme_index)["config"]
    entries = [entry for address, page in sorted(pages.items()) for entry in build_entries(address, page)]
    return json.dumps({"config": config, "docs": entries}, ensure_ascii=False, separators=(",", ":"))


def build_entries(address: str, page: Page) -> Iterator[Entry]:
    """What the search knows of one page."""
    if page.is_about_one:
        said = dict.fromkeys(page.said if page.has_marks else [*page.said, *page.facts])  # said twice, found once
        yield _entry(address, Section("", page.headings[0]), " · ".join(said))
        return
    for section in page.sections:
        if section.anchor or section is page.sections[0]:
            yield _entry(address, section, section.text)


def _entry(address: str, section: Section, text: str) -> Entry:
    location = f"{address}#{section.anchor}" if section.anchor else address
    return {"location": location, "title": escape(section.title), "text": escape(" ".join(text.split()))}
