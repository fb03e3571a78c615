"""From what MkDocs built to what is published: pictures in, policy said, search shortened, everything checked."""

import json
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urljoin

from ratings_site.publish.frame import Words, put_words
from ratings_site.publish.guards import check_pages
from ratings_site.publish.languages import mark_languages
from ratings_site.publish.links import check_links
from ratings_site.publish.missing import place_missing_page
from ratings_site.publish.page import Page, read_page
from ratings_site.publish.pictures import has_empty_place, put_pictures, read_picture
from ratings_site.publish.policy import headers, inline_scripts, policy, with_policy
from ratings_site.publish.problems import PublishError
from ratings_site.publish.search import render_index
from ratings_site.publish.theme import is_material, mend, mend_script, without_blank_lines

_WITH_ADDRESSES = frozenset([".css", ".json", ".jsonld", ".xml", ".txt", ".cff"])
_MAP_NOTE = re.compile(rb"\s*(?://|/\*)# sourceMappingURL=\S+(?: ?\*/)?\s*\Z")
_CANONICAL = re.compile(r'<link rel="canonical" href="(?P<address>[^"]+)">')


@dataclass(frozen=True)
class Finished:
    """What the finished site holds."""

    pages: int
    pictures: int
    downloads: int
    search_entries: int


@dataclass
class _Work:
    """The pages on their way: their HTML, what was read of it, and what is wrong."""

    html: dict[str, str] = field(default_factory=dict)
    read: dict[str, Page] = field(default_factory=dict)
    pictures: int = 0
    problems: list[str] = field(default_factory=list)


def finish(site: Path, *, address: str, date_epoch: int, words: Words) -> Finished:
    """Finish the built site in place and check all of it; raise PublishError with everything that is wrong.

    `address` is where the site will stand, with a slash at its end; `date_epoch` the seconds that stand for the time
    of the build; `words` what the frame around the pages says, in each language.
    """
    _remove_tools_of_the_theme(site)
    place_missing_page(site, address, date_epoch=date_epoch)
    work = _read(site, address, words)
    _put_pictures(site, work)
    rules = policy(_shared_scripts(work))
    for path, html in work.html.items():
        governed = with_policy(html, rules)
        if governed == html:
            work.problems.append(f'{path}: the page does not begin with <meta charset="utf-8">')
        (site / path).write_text(governed, encoding="utf-8")
    (site / "_headers").write_text(headers(rules), encoding="utf-8")
    entries = _shorten_search(site, work)
    work.problems += [*check_pages(work.read), *_check_links(site, work, address)]
    if work.problems:
        raise PublishError(sorted(set(work.problems)))
    return Finished(len(work.html), work.pictures, _count_downloads(work), entries)


def _remove_tools_of_the_theme(site: Path) -> None:
    """Source maps, word lists for other languages and requests for site maps serve nobody here."""
    scripts = site / "assets" / "javascripts"
    shutil.rmtree(scripts / "lunr", ignore_errors=True)
    for path in sorted((site / "assets").rglob("*.map")):
        path.unlink()
        owner = path.with_suffix("")
        if owner.is_file():
            owner.write_bytes(_MAP_NOTE.sub(b"\n", owner.read_bytes()))
    if is_material((site / "index.html").read_text(encoding="utf-8")):
        for bundle in sorted(scripts.glob("bundle.*.js")):
            bundle.write_bytes(mend_script(bundle.read_bytes(), bundle.name))
    unused = site / "assets" / "images" / "favicon.png"
    if unused.is_file() and (site / "assets" / "favicon.svg").is_file():
        unused.unlink()
        if not any(unused.parent.iterdir()):
            unused.parent.rmdir()


def _read(site: Path, address: str, words: Words) -> _Work:
    work = _Work()
    files = {file.relative_to(site).as_posix(): file for file in sorted(site.rglob("*.html"))}
    published = {path.removesuffix("index.html") for path in files}
    for path, file in files.items():
        html = _with_address(without_blank_lines(mend(file.read_text(encoding="utf-8"), path)))
        html = put_words(html, path, words)
        html = mark_languages(html, path.removesuffix("index.html"), published=published, site=address)
        work.html[path] = html
        work.read[path] = read_page(html)
    return work


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
        if "data-chart=" not in html:
            continue
        try:
            work.html[path], placed = put_pictures(html, picture)
        except LookupError as missing:
            work.problems.append(f"{path}: {missing.args[0]}")
            continue
        work.pictures += placed
        work.read[path].ids += _ids_of_pictures(work.html[path])
        if has_empty_place(work.html[path]):
            work.problems.append(f"{path}: a place for a chart was left empty; write it as the other pages do")
    for chart in known:
        (site / chart).unlink()


def _ids_of_pictures(html: str) -> list[str]:
    return [found for picture in re.findall(r"<svg\b.*?</svg>", html, re.DOTALL) for found in _ids(picture)]


def _ids(svg: str) -> list[str]:
    return re.findall(r'\sid="([^"]+)"', svg)


def _count_downloads(work: _Work) -> int:
    return len({urljoin(f"/{path}", link) for path, page in work.read.items() for link in page.downloads})


def _shared_scripts(work: _Work) -> frozenset[str]:
    """The theme's own inline scripts: those on every page. Any other came in with the content, and is refused."""
    by_page = {path: inline_scripts(html) for path, html in work.html.items() if not work.read[path].has_moved}
    shared = frozenset.intersection(*by_page.values()) if by_page else frozenset()
    for path, scripts in by_page.items():
        for script in sorted(scripts - shared):
            work.problems.append(f"{path}: an inline script that other pages have not: {script.strip()[:60]!r}")
    return shared


def _with_address(html: str) -> str:
    """The page with its own address at its end, for paper."""
    canonical = _CANONICAL.search(html)
    if canonical is None:
        return html
    line = f'<p class="page-address" data-search-exclude>[[frame.page]] {canonical["address"]}</p>\n'
    return re.sub(r"(?=</article>)", lambda _: line, html, count=1)


def _shorten_search(site: Path, work: _Work) -> int:
    index = site / "search" / "search_index.json"
    if not index.is_file():
        return 0  # another publisher than MkDocs, with an index of its own
    found = {
        path.removesuffix("index.html"): page
        for path, page in work.read.items()
        if path.endswith("index.html") and not page.has_moved and page.headings
    }
    text = render_index(index.read_text(encoding="utf-8"), found)
    index.write_text(text, encoding="utf-8")
    return len(json.loads(text)["docs"])


def _check_links(site: Path, work: _Work, address: str) -> Iterator[str]:
    files = [path.relative_to(site).as_posix() for path in sorted(site.rglob("*")) if path.is_file()]
    texts = {
        path: (site / path).read_text(encoding="utf-8")
        for path in files
        if Path(path).suffix in _WITH_ADDRESSES and not path.startswith(("assets/stylesheets/", "search/"))
    }
    yield from check_links(work.read, files, address, texts)
