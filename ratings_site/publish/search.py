"""The index of the theme's search, made short, with what readers look for before what staff do.

The theme's search fetches the whole index with the first page a reader opens, so each word in it is paid for by
everybody. A page about one region, PDU, inspection or standard has one entry: its title, its headline, and what it
marks with `data-search` (names, places, findings), or else its facts. Any other page has an entry for each of its
headings, and none where its first heading is marked `data-search-exclude`. Tables, charts and folded parts are in it
only where they are marked. Words with an accent or an apostrophe are there without it too: site.js asks without them.
"""

import json
import re
import unicodedata
from collections.abc import Iterator, Mapping
from html import escape

from ratings_site.publish.page import Page, Section

Entry = dict[str, str | float]

FOR_STAFF = ("audit/", "best-practices/", "errors/")
"""Pages that only those who keep the tables look for: they are not in the index."""
LATER = (
    "accessibility/", "changes/", "corrections/", "cy/", "data/dictionary/", "inspections/", "policy/", "publications/",
)  # fmt: skip
"""Pages that name what others are about: they come after those."""
SOONER = ("glossary/", "method/")
"""Pages that say what a word means."""
ALSO = {
    "changes/": "RSS", "cy/": "Welsh Cymraeg", "data/api/": "API", "data/using-the-data/": "embed",
    "find/": "postcode", "inspections/": "next inspection", "then-and-now/": "better worse improved",
}  # fmt: skip
"""What readers call a page that does not say it."""
MOST_IN_FULL = 2_000
"""Pages about one thing of which the index says more than the title. Of more, those about one inspection are left out:
the page of their area leads there."""


def render_index(theme_index: str, pages: Mapping[str, Page]) -> str:
    """The index with the theme's settings and our entries; `pages` are by address ("pdus/wakefield/").

    No word is left out as too common: site.js leaves them out of a question that has others.
    """
    config = json.loads(theme_index)["config"]
    # A word in a title counts as much as so many in the text; the theme would have a thousand.
    config |= {"pipeline": [], "fields": {"title": {"boost": 8.0}, "text": {"boost": 1.0}}}
    entries, are_many = [], _is_brief(pages)
    for address in sorted(addresses_in_index(pages)):
        page = pages[address]
        is_brief = are_many and page.is_about_one
        entries += [_entry(address, Section("", page.headings[0]), "")] if is_brief else page.entries
    return json.dumps({"config": config, "docs": entries}, ensure_ascii=False, separators=(",", ":"))


def _is_brief(pages: Mapping[str, Page]) -> bool:
    """Whether there are so many pages about one thing that of each the title must do."""
    return sum(page.is_about_one for page in pages.values()) > MOST_IN_FULL


def addresses_in_index(pages: Mapping[str, Page]) -> set[str]:
    """The pages that readers find by the search."""
    brief = _is_brief(pages)
    left = {address for address, page in pages.items() if brief and page.is_about_one and address.startswith(LATER)}
    return {address for address in pages.keys() - left if not address.startswith(FOR_STAFF)}


def entries_of(address: str, page: Page) -> Iterator[Entry]:
    """What the search knows of one page, unless there are too many."""
    more = [ALSO[address]] if address in ALSO else []
    if page.is_about_one:
        said = [*dict.fromkeys(page.said), *more]  # said twice, found once
        yield _entry(address, Section("", page.headings[0]), " · ".join(said))
        return
    for section in page.sections:
        if section is page.sections[0]:
            yield _entry(address, section, " ".join([section.text, *more]))
        elif section.anchor:
            yield _entry(address, section, section.text)


def _entry(address: str, section: Section, text: str) -> Entry:
    location = f"{address}#{section.anchor}" if section.anchor else address
    said = " ".join([*text.split(), *_without_marks(f"{section.title} {text}")])
    boost = {"boost": 0.3} if address.startswith(LATER) else {"boost": 6.0} if address.startswith(SOONER) else {}
    return {"location": location, "title": escape(section.title), "text": escape(said), **boost}


def _without_marks(text: str) -> Iterator[str]:
    """The words that have accents or apostrophes, each once without them: "Mon" for "Môn", "Kings" for "King's"."""
    words = dict.fromkeys(re.findall(r"[\w'’]+", text))
    for word in words:
        letters = unicodedata.normalize("NFD", word)
        plain = "".join(one for one in letters if not unicodedata.combining(one) and one not in "'’")
        if plain not in words:
            yield plain
