"""From what MkDocs built to what is published: pictures in, policy said, search shortened, everything checked."""

import functools
import json
import posixpath
import re
from collections.abc import Callable, Collection, Iterator, Mapping
from concurrent.futures import Executor
from itertools import chain
from pathlib import Path
from sys import intern
from typing import NamedTuple
from urllib.parse import urljoin

from ratings_site import kept
from ratings_site.publish import guards, links, policy, search
from ratings_site.publish.light import Light, put_back
from ratings_site.publish.output import Tree
from ratings_site.publish.page import Page, read_page
from ratings_site.publish.pictures import pictures_in, put_pictures
from ratings_site.publish.problems import PublishError
from ratings_site.publish.programs import Words
from ratings_site.publish.theme import Theme, without_blank_lines

_WITH_ADDRESSES = frozenset([".css", ".js", ".json", ".jsonld", ".xml", ".txt", ".cff"])
_OF_THE_THEME = ("assets/javascripts/", "assets/stylesheets/", "search/")
_BUNDLE = re.compile(r"assets/javascripts/bundle\.[^/]*\.js")
_ID = re.compile(r'\sid="([^"]+)"')
_MAP_NOTE = re.compile(rb"\s*(?://|/\*)# sourceMappingURL=\S+(?: ?\*/)?\s*\Z")


class Finished(NamedTuple):
    """What the finished site holds."""

    pages: int
    charts: int
    """Pictures put into pages."""
    downloads: int
    """Files that a page offers for download."""
    size: int
    """Bytes of all files together."""
    standing: Mapping[str, Page]
    """The pages that stand where they are, as they were read."""


def finish(
    site: Tree,
    *,
    address: str,
    theme: Theme,
    words: Words,
    light: Mapping[str, Light] | None = None,
    cache: kept.Cache = kept.NOTHING_KEPT,
    moved: Collection[str] = (),
    typed: Collection[str] = (),
    processes: Executor | None = None,
) -> Finished:
    """Finish the pages of a site in place; raise PublishError with every problem if it must not be published.

    `address` is where the site will stand, with a slash at its end; `theme` the one that the pages were built with;
    `words` what the frame around the pages says, in each language; `light` what has yet to come into each page; what is
    read of pages is taken from `cache` and put there, and some of it is read by `processes`;
    `moved` the paths of the pages that only send their reader on, and `typed` the texts of the tables' cells that a
    guard could take for its own: both are told by whoever knows, and never learnt from the pages that are judged.
    """
    _remove_tools_of_the_theme(site, theme)
    shown, found = dict[str, str](), dict[str, Page]()
    finished_with = kept.key_of(_code(), theme.name, repr(theme.mends), json.dumps(words), address)
    finish_one = functools.partial(finish_page, theme=theme, words=words, address=address)

    def pages() -> Iterator[tuple[str, str, Callable[[], bytes]]]:
        for path in (path for path in site if path.endswith(".html")):
            built = site.text(path)
            parts = None if path in moved else (light or {}).get(path, Light(""))
            pieces = (parts.description.encode(), *parts.parts) if parts else ()
            asked = dict.fromkeys(chart for part in (built, *map(bytes.decode, pieces)) for chart in pictures_in(part))
            pictures = {chart: site.text(chart) if chart in site else "" for chart in asked}
            shown.update(pictures)
            key = kept.key_of(finished_with, path, built, str(len(pieces)), *pieces, *chain(*pictures.items()))
            yield path, key, functools.partial(finish_one, built, path, parts, pictures)

    for path, finished in cache.get_all(pages(), processes):
        told, _, site[path] = finished.partition(b"\n")
        found[path] = page = Page(**json.loads(told))
        for texts in (page.ids, page.leads, page.scripts):  # which other pages have too: each is held once for all
            texts[:] = map(intern, texts)
    read = dict(sorted(found.items()))
    _remove_second_ones(site, shown)
    site["_headers"] = policy.headers(policy.policy(theme.inline_scripts)).encode()
    standing = {path: page for path, page in read.items() if path not in moved}
    _shorten_search(site, standing)
    problems = {*guards.check_pages(standing, theme, address, typed)}
    with_addresses = (path for path in site if posixpath.splitext(path)[1] in _WITH_ADDRESSES)
    others = ((path, site.text(path)) for path in with_addresses if not path.startswith(_OF_THE_THEME))
    problems |= {*links.check_links(read, site, address, others, moved=moved, typed=typed)}
    if problems:
        raise PublishError(sorted(problems))
    charts = sum(len(page.pictures) for page in read.values())
    downloads = {urljoin(f"/{path}", link) for path, page in read.items() for link in page.downloads}
    return Finished(len(read), charts, len(downloads), sum(map(site.size, site)), standing)


@functools.cache
def _code() -> str:
    """All that finishes a page."""
    room = Path(__file__).parent
    return kept.key_of(kept.sum_of((file for file in room.iterdir() if file.is_file()), room), kept.libraries())


def _remove_tools_of_the_theme(site: Tree, theme: Theme) -> None:
    """Source maps, word lists for other languages and requests for site maps serve nobody here."""
    for path in [path for path in site if path.startswith("assets/")]:
        owner = path.removesuffix(".map")
        if path.startswith("assets/javascripts/lunr/"):
            del site[path]
        elif owner != path:
            del site[path]
            if owner in site:
                site[owner] = _MAP_NOTE.sub(b"\n", site[owner])
    for path in site if theme.asks_for_sitemaps else ():
        if _BUNDLE.fullmatch(path):
            site[path] = theme.mend_script(site[path], posixpath.basename(path))
    if "assets/favicon.svg" in site:
        site.pop("assets/images/favicon.png", None)


def finish_page(
    built: str, path: str, light: Light | None, pictures: Mapping[str, str], *, theme: Theme, words: Words, address: str
) -> bytes:
    """A line with what was read of a page, and the page as it is published, with the theme's faults mended.

    `light` has yet to come into it, unless it is not the theme's; `pictures` holds the text of each file that it asks
    for. Of its texts only those that look left over are told, and nothing of which more is made: links, sections.
    """
    html = built
    if light:
        mended = theme.mend(html, path, words["cy" if path.startswith("cy/") else "en"])
        html = without_blank_lines(put_back(mended, light, path))
    page = read_page(html, (found for chart in pictures_in(html) for found in _ID.findall(pictures.get(chart, ""))))
    links.follow(page, path, address)
    page.entries += search.entries_of(path.removesuffix("index.html"), page) if page.headings else ()
    try:
        html, placed = put_pictures(html, pictures)
        if placed != len(page.pictures):
            page.faults.append("a place for a chart was left empty; write it as the other pages do")
    except LookupError as wrong:
        page.faults.append(wrong.args[0])
    if (governed := policy.with_policy(html, policy.policy(theme.inline_scripts))) == html:
        page.faults.append('the page does not begin with <meta charset="utf-8">')
    left = {"texts": [*filter(guards.left_over, page.texts)], "links": [], "resources": [], "sections": [], "said": []}
    return json.dumps(vars(page) | left).encode() + b"\n" + governed.encode()


def _remove_second_ones(site: Tree, shown: Collection[str]) -> None:
    """Take away each file that a page shows; what no page shows keeps one picture for whoever has its address."""
    for path in [path for path in site if re.fullmatch(r"charts/[^/]*\.svg", path)]:
        if path in shown:
            del site[path]
        elif not path.endswith("-picture.svg"):
            site[path] = site[path].partition(b"</svg>")[0] + b"</svg>\n"


def _shorten_search(site: Tree, standing: Mapping[str, Page]) -> None:
    """Put our entries into the theme's index; another publisher than MkDocs has an index of its own."""
    index = "search/search_index.json"
    if index in site:
        found = {
            path.removesuffix("index.html"): page
            for path, page in standing.items()
            if path.endswith("index.html") and page.headings
        }
        site[index] = search.render_index(site.text(index), found).encode()
