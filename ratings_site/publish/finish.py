"""From what MkDocs built to what is published: pictures in, policy said, search shortened, everything checked."""

import json
import posixpath
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, partial
from itertools import chain
from pathlib import Path
from sys import intern
from types import MappingProxyType
from urllib.parse import urljoin

from ratings_site.kept import NOTHING_KEPT, Cache, key_of, libraries, sum_of
from ratings_site.publish.guards import check_pages, left_over
from ratings_site.publish.light import Light, put_back
from ratings_site.publish.links import check_links, follow
from ratings_site.publish.output import Tree
from ratings_site.publish.page import Page, read_page
from ratings_site.publish.pictures import pictures_in, put_pictures, read_picture
from ratings_site.publish.policy import headers, policy, with_policy
from ratings_site.publish.problems import PublishError
from ratings_site.publish.programs import Words
from ratings_site.publish.search import entries_of, render_index
from ratings_site.publish.theme import Theme, mend, mend_script, without_blank_lines

_WITH_ADDRESSES = frozenset([".css", ".js", ".json", ".jsonld", ".xml", ".txt", ".cff"])
_OF_THE_THEME = ("assets/javascripts/", "assets/stylesheets/", "search/")
_BUNDLE = re.compile(r"assets/javascripts/bundle\.[^/]*\.js")
_MAP_NOTE = re.compile(rb"\s*(?://|/\*)# sourceMappingURL=\S+(?: ?\*/)?\s*\Z")


@dataclass(frozen=True)
class Finished:
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
    light: Mapping[str, Light] = MappingProxyType({}),
    kept: Cache = NOTHING_KEPT,
    moved: Collection[str] = (),
    typed: Collection[str] = (),
) -> Finished:
    """Finish the pages of a site in place; raise PublishError with every problem if it must not be published.

    `address` is where the site will stand, with a slash at its end; `theme` the one that the pages were built with;
    `words` what the frame around the pages says, in each language; `light` what has yet to come into each page; what is
    read of pages is taken from `kept` and put there;
    `moved` the paths of the pages that only send their reader on, and `typed` the texts of the tables' cells that a
    guard could take for its own: both are told by whoever knows, and never learnt from the pages that are judged.
    """
    _remove_tools_of_the_theme(site, theme)
    problems: list[str] = []
    rules, shown = policy(theme.inline_scripts), dict[str, str]()
    finished_with = key_of(_code(), theme.name, repr(theme.mends), json.dumps(words), rules, address)
    read: dict[str, Page] = {}
    for path in (path for path in site if path.endswith(".html")):
        built = site.text(path)
        parts = None if path in moved else light.get(path, Light(""))
        pictures = _pictures(site, (built, *(parts.parts if parts else ())))
        shown |= pictures
        pieces = (parts.description, *parts.parts) if parts else ()
        key = key_of(finished_with, path, built, str(len(pieces)), *pieces, *chain(*pictures.items()))
        make = partial(
            finish_page, built, path, parts, pictures, theme=theme, words=words, rules=rules, address=address
        )
        finished = kept.get(key, make)
        told, _, governed = finished.partition(b"\n")
        page, wrong = from_json(told)
        read[path] = page
        problems += wrong
        site[path] = governed
    _remove_second_ones(site, shown)
    site["_headers"] = headers(rules).encode()
    standing = {path: page for path, page in read.items() if path not in moved}
    _shorten_search(site, standing)
    problems += check_pages(standing, theme, address, typed)
    problems += check_links(read, site, address, _texts(site), moved=moved, typed=typed)
    if problems:
        raise PublishError(sorted(set(problems)))
    size = sum(map(site.size, site))
    return Finished(
        len(read), sum(len(page.pictures) for page in read.values()), _count_downloads(read), size, standing
    )


@cache
def _code() -> str:
    """All that finishes a page."""
    room = Path(__file__).parent
    return key_of(sum_of(room.glob("*.py"), room), libraries())


def dress(html: str, path: str, theme: Theme, words: Words, light: Light) -> str:
    """A page that MkDocs made, with the theme's faults mended and what MkDocs was spared put back."""
    mended = mend(html, path, theme, words["cy" if path.startswith("cy/") else "en"])
    return without_blank_lines(put_back(mended, light, path))


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
            site[path] = mend_script(site[path], posixpath.basename(path), theme)
    if "assets/favicon.svg" in site:
        site.pop("assets/images/favicon.png", None)


def finish_page(
    built: str,
    path: str,
    light: Light | None,
    pictures: Mapping[str, str],
    *,
    theme: Theme,
    words: Words,
    rules: str,
    address: str,
) -> bytes:
    """A line with what was read of a page and what is wrong with it, and the page as it is published.

    `light` has yet to come into it, unless it is not the theme's; `pictures` holds the text of each file that it asks
    for, empty where there is none.
    """
    html = dress(built, path, theme, words, light) if light else built
    page, problems = read_page(html), list[str]()
    follow(page, path, address)
    if page.headings:
        page.entries += entries_of(path.removesuffix("index.html"), page)

    def read(chart: str) -> str:
        if not pictures[chart]:
            missing = f"there is no picture {chart}"
            raise LookupError(missing)
        return read_picture(pictures[chart], chart)

    try:
        html, placed = put_pictures(html, read) if page.pictures else (html, 0)
        page.ids += _ids_of_pictures(html) if placed else []
        if placed != len(page.pictures):
            problems.append(f"{path}: a place for a chart was left empty; write it as the other pages do")
    except LookupError as wrong:
        problems.append(f"{path}: {wrong.args[0]}")
    governed = with_policy(html, rules)
    if governed == html:
        problems.append(f'{path}: the page does not begin with <meta charset="utf-8">')
    return to_json(page, problems) + b"\n" + governed.encode()


def to_json(page: Page, problems: list[str]) -> bytes:
    """What is judged of a page, of its texts only those that look left over, and what is wrong with it already."""
    told = {"texts": [text for text in page.texts if left_over(text)], "links": [], "resources": []}
    return json.dumps([vars(page) | told | {"sections": [], "said": []}, problems]).encode()


def from_json(content: bytes) -> tuple[Page, list[str]]:
    """A page and what is wrong with it, as `to_json` wrote them."""
    read, problems = json.loads(content)
    for name in ("ids", "leads", "scripts"):  # which other pages have too: each is held once for all
        read[name] = [*map(intern, read[name])]
    return Page(**read), problems


def _pictures(site: Tree, html: Iterable[str]) -> dict[str, str]:
    """The text of each file of which a page asks for the pictures, empty where there is none."""
    asked = dict.fromkeys(chart for text in html for chart in pictures_in(text))
    return {chart: site.text(chart) if chart in site else "" for chart in asked}


def _remove_second_ones(site: Tree, shown: Collection[str]) -> None:
    """Take away each file that a page shows; what no page shows keeps one picture for whoever has its address."""
    for path in [path for path in site if re.fullmatch(r"charts/[^/]*\.svg", path)]:
        if path in shown:
            del site[path]
        elif not path.endswith("-picture.svg"):
            site[path] = site[path].partition(b"</svg>")[0] + b"</svg>\n"


def _ids_of_pictures(html: str) -> list[str]:
    return [
        found for svg in re.findall(r"<svg\b.*?</svg>", html, re.DOTALL) for found in re.findall(r'\sid="([^"]+)"', svg)
    ]


def _count_downloads(read: Mapping[str, Page]) -> int:
    return len({urljoin(f"/{path}", link) for path, page in read.items() for link in page.downloads})


def _shorten_search(site: Tree, standing: Mapping[str, Page]) -> None:
    """Put our entries into the theme's index; another publisher than MkDocs has an index of its own."""
    index = "search/search_index.json"
    if index in site:
        found = {
            path.removesuffix("index.html"): page
            for path, page in standing.items()
            if path.endswith("index.html") and page.headings
        }
        site[index] = render_index(site.text(index), found).encode()


def _texts(site: Tree) -> Iterator[tuple[str, str]]:
    """The files beside the pages in which addresses stand, one after the other."""
    for path in site:
        if posixpath.splitext(path)[1] in _WITH_ADDRESSES and not path.startswith(_OF_THE_THEME):
            yield path, site.text(path)
