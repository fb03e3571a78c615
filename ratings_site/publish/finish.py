"""From what MkDocs built to what is published: pictures in, policy said, search shortened, everything checked."""

import posixpath
import re
import shutil
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from urllib.parse import urljoin

from ratings_site.kept import NOTHING_KEPT, Cache
from ratings_site.publish.guards import check_form, check_heads, check_pages
from ratings_site.publish.light import Light, put_back
from ratings_site.publish.links import check_links
from ratings_site.publish.output import paths_below
from ratings_site.publish.page import Page, read_kept_page
from ratings_site.publish.pictures import put_pictures, read_picture
from ratings_site.publish.policy import headers, policy, with_policy
from ratings_site.publish.problems import PublishError
from ratings_site.publish.programs import Words
from ratings_site.publish.search import render_index
from ratings_site.publish.theme import Theme, mend, mend_script, without_blank_lines

_WITH_ADDRESSES = frozenset([".css", ".js", ".json", ".jsonld", ".xml", ".txt", ".cff"])
_OF_THE_THEME = ("assets/javascripts/", "assets/stylesheets/", "search/", "charts/vega")
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
    site: Path,
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
    pictures, rules = _Pictures(site), policy(theme.inline_scripts)
    read: dict[str, Page] = {}
    for path in paths_below(site):
        if not path.endswith(".html"):
            continue
        html = (site / path).read_text(encoding="utf-8")
        if path not in moved:
            html = dress(html, path, theme, words, light.get(path, Light("")))
        page = read[path] = read_kept_page(html, kept)
        try:
            html = pictures.put(html, page)
        except LookupError as wrong:
            problems.append(f"{path}: {wrong.args[0]}")
        governed = with_policy(html, rules)
        if governed == html:
            problems.append(f'{path}: the page does not begin with <meta charset="utf-8">')
        (site / path).write_text(governed, encoding="utf-8")
    pictures.remove_second_ones()
    (site / "_headers").write_text(headers(rules), encoding="utf-8")
    standing = {path: page for path, page in read.items() if path not in moved}
    _shorten_search(site, standing)
    files = paths_below(site)
    problems += check_pages(standing, allowed=theme.inline_scripts, typed=typed)
    problems += check_form(standing, theme.faults)
    problems += check_heads(standing, frozenset(files), address)
    problems += check_links(read, files, address, _texts(site, files), moved=moved, typed=typed)
    if problems:
        raise PublishError(sorted(set(problems)))
    size = sum((site / path).stat().st_size for path in files)
    return Finished(len(read), pictures.placed, _count_downloads(read), size, standing)


def dress(html: str, path: str, theme: Theme, words: Words, light: Light) -> str:
    """A page that MkDocs made, with the theme's faults mended and what MkDocs was spared put back."""
    mended = mend(html, path, theme, words["cy" if path.startswith("cy/") else "en"])
    return without_blank_lines(put_back(mended, light, path))


def _remove_tools_of_the_theme(site: Path, theme: Theme) -> None:
    """Source maps, word lists for other languages and requests for site maps serve nobody here."""
    scripts = site / "assets" / "javascripts"
    if (scripts / "lunr").is_dir():
        shutil.rmtree(scripts / "lunr")
    for path in sorted((site / "assets").rglob("*.map")):
        path.unlink()
        owner = path.with_suffix("")
        if owner.is_file():
            owner.write_bytes(_MAP_NOTE.sub(b"\n", owner.read_bytes()))
    if theme.asks_for_sitemaps:
        for bundle in sorted(scripts.glob("bundle.*.js")):
            bundle.write_bytes(mend_script(bundle.read_bytes(), bundle.name, theme))
    unused = site / "assets" / "images" / "favicon.png"
    if unused.is_file() and (site / "assets" / "favicon.svg").is_file():
        unused.unlink()
        if not any(unused.parent.iterdir()):
            unused.parent.rmdir()


class _Pictures:
    """The pictures of a site, put where its pages ask for them; the files they came in hold two pictures each."""

    def __init__(self, site: Path) -> None:
        self.placed = 0
        self._site = site
        self._known: dict[str, str] = {}

    def put(self, html: str, page: Page) -> str:
        """The page with its pictures, whose ids are its own then; LookupError says what is wrong with one."""
        if not page.pictures:
            return html
        html, placed = put_pictures(html, self._read)
        self.placed += placed
        page.ids += _ids_of_pictures(html)
        if placed != page.pictures:
            empty = "a place for a chart was left empty; write it as the other pages do"
            raise LookupError(empty)
        return html

    def _read(self, chart: str) -> str:
        if chart not in self._known:
            file = self._site / chart
            if not file.is_file():
                missing = f"there is no picture {chart}"
                raise LookupError(missing)
            self._known[chart] = read_picture(file.read_text(encoding="utf-8"), chart)
        return self._known[chart]

    def remove_second_ones(self) -> None:
        """Take away each file that a page shows; what no page shows keeps one picture for whoever has its address."""
        for file in sorted((self._site / "charts").glob("*.svg")):
            if file.relative_to(self._site).as_posix() in self._known:
                file.unlink()
            elif not file.stem.endswith("-picture"):
                file.write_text(file.read_text(encoding="utf-8").partition("</svg>")[0] + "</svg>\n", encoding="utf-8")


def _ids_of_pictures(html: str) -> list[str]:
    return [
        found for svg in re.findall(r"<svg\b.*?</svg>", html, re.DOTALL) for found in re.findall(r'\sid="([^"]+)"', svg)
    ]


def _count_downloads(read: Mapping[str, Page]) -> int:
    return len({urljoin(f"/{path}", link) for path, page in read.items() for link in page.downloads})


def _shorten_search(site: Path, standing: Mapping[str, Page]) -> None:
    """Put our entries into the theme's index; another publisher than MkDocs has an index of its own."""
    index = site / "search" / "search_index.json"
    if index.is_file():
        found = {
            path.removesuffix("index.html"): page
            for path, page in standing.items()
            if path.endswith("index.html") and page.headings
        }
        index.write_text(render_index(index.read_text(encoding="utf-8"), found), encoding="utf-8")


def _texts(site: Path, files: Iterable[str]) -> Iterator[tuple[str, str]]:
    """The files beside the pages in which addresses stand, one after the other."""
    for path in files:
        if posixpath.splitext(path)[1] in _WITH_ADDRESSES and not path.startswith(_OF_THE_THEME):
            yield path, (site / path).read_text(encoding="utf-8")
