"""From what MkDocs built to what is published: pictures in, policy said, search shortened, everything checked."""

import json
import posixpath
import re
import shutil
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from urllib.parse import urljoin

from ratings_site.kept import Cache
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
    pictures: int
    downloads: int
    search_entries: int
    standing: Mapping[str, Page]
    """The pages that stand where they are, as they were read."""


@dataclass
class _Work:
    """The pages on their way: their HTML, what was read of it, and what is wrong."""

    moved: frozenset[str]
    """The paths of the pages that only send their reader on."""
    html: dict[str, str] = field(default_factory=dict)
    read: dict[str, Page] = field(default_factory=dict)
    pictures: int = 0
    problems: list[str] = field(default_factory=list)

    @property
    def standing(self) -> dict[str, Page]:
        """The pages that stand where they are."""
        return {path: page for path, page in self.read.items() if path not in self.moved}


def finish(
    site: Path,
    *,
    address: str,
    theme: Theme,
    words: Words,
    light: Mapping[str, Light] = MappingProxyType({}),
    kept: Cache | None = None,
    moved: Collection[str] = (),
    typed: Collection[str] = (),
) -> Finished:
    """Finish the built site in place and check all of it; raise PublishError with everything that is wrong.

    `address` is where the site will stand, with a slash at its end; `theme` the one that the pages were built with;
    `words` what the frame around the pages says, in each language; `light` what has yet to come into each page; what is
    read of pages is taken from `kept` and put there;
    `moved` the paths of the pages that only send their reader on, and `typed` the texts of the tables' cells that a
    guard could take for its own: both are told by whoever knows, and never learnt from the pages that are judged.
    """
    _remove_tools_of_the_theme(site, theme)
    work = _Work(frozenset(moved))
    _read(site, work, theme, words, light=light, kept=kept or Cache(None))
    _put_pictures(site, work)
    rules = policy(theme.inline_scripts)
    for path, html in work.html.items():
        governed = with_policy(html, rules)
        if governed == html:
            work.problems.append(f'{path}: the page does not begin with <meta charset="utf-8">')
        (site / path).write_text(governed, encoding="utf-8")
    (site / "_headers").write_text(headers(rules), encoding="utf-8")
    entries = _shorten_search(site, work)
    work.problems += check_pages(work.standing, allowed=theme.inline_scripts, typed=typed)
    work.problems += check_form(work.standing, theme.faults)
    files = paths_below(site)
    work.problems += check_heads(work.standing, frozenset(files), address)
    work.problems += _check_links(site, files, work, address, typed)
    if work.problems:
        raise PublishError(sorted(set(work.problems)))
    return Finished(len(work.html), work.pictures, _count_downloads(work), entries, work.standing)


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


def _read(site: Path, work: _Work, theme: Theme, words: Words, *, light: Mapping[str, Light], kept: Cache) -> None:
    for path in paths_below(site):
        if not path.endswith(".html"):
            continue
        html = (site / path).read_text(encoding="utf-8")
        if path not in work.moved:
            html = mend(html, path, theme, words["cy" if path.startswith("cy/") else "en"])
            html = without_blank_lines(put_back(html, light.get(path, Light("")), path))
        work.html[path], work.read[path] = html, read_kept_page(html, kept)


def _put_pictures(site: Path, work: _Work) -> None:
    """Put every picture where a page asks for it, and take the files they came in, which hold two pictures, away."""
    known: dict[str, str] = {}

    def picture(chart: str) -> str:
        if chart not in known:
            file = site / chart
            if not file.is_file():
                missing = f"there is no picture {chart}"
                raise LookupError(missing)
            known[chart] = read_picture(file.read_text(encoding="utf-8"), chart)
        return known[chart]

    for path, html in work.html.items():
        if not work.read[path].pictures:
            continue
        try:
            work.html[path], placed = put_pictures(html, picture)
        except LookupError as missing:
            work.problems.append(f"{path}: {missing.args[0]}")
            continue
        work.pictures += placed
        work.read[path].ids += _ids_of_pictures(work.html[path])
        if placed != work.read[path].pictures:
            work.problems.append(f"{path}: a place for a chart was left empty; write it as the other pages do")
    for file in sorted((site / "charts").glob("*.svg")):
        _remove_second_picture(file, is_shown=file.relative_to(site).as_posix() in known)


def _remove_second_picture(file: Path, *, is_shown: bool) -> None:
    """Take away the file that a page shows; what no page shows keeps one picture for whoever has its address."""
    if is_shown:
        file.unlink()
    elif not file.stem.endswith("-picture"):
        file.write_text(file.read_text(encoding="utf-8").partition("</svg>")[0] + "</svg>\n", encoding="utf-8")


def _ids_of_pictures(html: str) -> list[str]:
    return [found for picture in re.findall(r"<svg\b.*?</svg>", html, re.DOTALL) for found in _ids(picture)]


def _ids(svg: str) -> list[str]:
    return re.findall(r'\sid="([^"]+)"', svg)


def _count_downloads(work: _Work) -> int:
    return len({urljoin(f"/{path}", link) for path, page in work.read.items() for link in page.downloads})


def _shorten_search(site: Path, work: _Work) -> int:
    index = site / "search" / "search_index.json"
    if not index.is_file():
        return 0  # another publisher than MkDocs, with an index of its own
    found = {
        path.removesuffix("index.html"): page
        for path, page in work.standing.items()
        if path.endswith("index.html") and page.headings
    }
    text = render_index(index.read_text(encoding="utf-8"), found)
    index.write_text(text, encoding="utf-8")
    return len(json.loads(text)["docs"])


def _check_links(
    site: Path, files: Collection[str], work: _Work, address: str, typed: Collection[str]
) -> Iterator[str]:
    texts = {
        path: (site / path).read_text(encoding="utf-8")
        for path in files
        if posixpath.splitext(path)[1] in _WITH_ADDRESSES and not path.startswith(_OF_THE_THEME)
    }
    yield from check_links(work.read, files, address, texts, moved=work.moved, typed=typed)
