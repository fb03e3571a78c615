"""What must hold for the files of a finished site together, beside what must hold for each page."""

import gzip
import hashlib
import json
import posixpath
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.robotparser import RobotFileParser
from xml.etree import ElementTree

from ratings_site.kept import NOTHING_KEPT, Cache, key_of, libraries
from ratings_site.publish import output
from ratings_site.publish.output import Tree
from ratings_site.publish.page import Page
from ratings_site.publish.search import addresses_in_index

HEAVIEST_PAGES = {"ratings": 5_000_000, "compare": 2_000_000, "annual-report": 400_000, "find": 500_000}
HEAVIEST_PAGE = 250_000
HEAVIEST = {".css": 150_000, ".js": 150_000, ".png": 1_000_000, ".svg": 500_000, ".xml": 1_900_000}
HEAVIEST_FILES = {"find/index.json": 1_500_000, "search/search_index.json": 3_000_000}
"""Bytes that the pages of a folder, a page, a file of a kind, and single files may have.

Only a mistake comes near: long names in every cell do not.
"""

OF_EACH_UNIT = {"find/index.json": 300, "search/search_index.json": 300, "sitemap.xml": 700}
"""Bytes for each unit that a file for the search may have, where that is more. No page has more for more units."""

HEAVIEST_SITE = 1_000_000_000
"""Bytes that GitHub Pages publishes at most."""

_ENDS = {".png": b"IEND\xaeB`\x82", ".parquet": b"PAR1"}
"""How a whole file of a kind ends."""

_READ: Mapping[str, Callable[[bytes], object]] = {
    **dict.fromkeys((".json", ".jsonld"), json.loads),
    **dict.fromkeys((".xml", ".svg"), ElementTree.fromstring),
}
"""How a file of a kind is read."""

_OF_MKDOCS = re.compile(
    r"404\.html|assets/styles\.css|search/search_index\.json|sitemap\.xml(?:\.gz)?|assets/images/favicon\.png|"
    r"assets/(?:javascripts|stylesheets)/[\w./-]+\.(?:js|css|map)"
)
_BY_HAND = re.compile(r"[a-z0-9-]+\.(?:md|xml)|assets/[a-z0-9-]+\.(?:css|js|svg|png|woff2|txt)")


def check_files(site: Tree, pages: Mapping[str, Page], address: str, kept: Cache = NOTHING_KEPT) -> Iterator[str]:
    """Yield a sentence for each file of a finished site that is damaged, too heavy, or silent about a page.

    `pages` are those that stand where they are, by path; `address` is where the site will stand. Which contents can be
    read is taken from `kept` and put there.
    """
    sizes = {path: site.size(path) for path in site}
    units = sum(re.fullmatch(r"pdus/[^/]+/index\.html", path) is not None for path in site)
    for path, size in sizes.items():
        yield from (f"{path}: {problem}" for problem in _check_size(path, size, units))
    for path in site:
        if sizes[path] and (end := _ENDS.get(posixpath.splitext(path)[1])) and not site[path].endswith(end):
            yield f"{path}: it is cut off"
    yield from _check_read(site, kept)
    if sum(sizes.values()) > HEAVIEST_SITE:
        yield "the whole site is heavier than a host publishes: CONTRIBUTING.md says under “Growth” what to do"
    yield from _check_sums(site)
    yield from _check_lists(site, pages, address)


def _check_size(path: str, size: int, units: int) -> Iterator[str]:
    kind = posixpath.splitext(path)[1]
    folder = path.partition("/")[0].rstrip("-0123456789")  # of an annual report the year stands in the address
    page = HEAVIEST_PAGES.get(folder, HEAVIEST_PAGE) if kind == ".html" else None
    most = HEAVIEST_FILES.get(path) or page or HEAVIEST.get(kind)
    most = most and max(most, units * OF_EACH_UNIT.get(path, 0))
    if most and size > most:
        yield f"it weighs {size:,} bytes, and {most:,} are the most for its kind"
    if not size and kind != ".css":
        yield "it is empty"


def _check_read(site: Tree, kept: Cache) -> Iterator[str]:
    """Whether each file of data can be read; of a content that could be before, nothing is asked again."""
    key = key_of("can be read", libraries(), Path(__file__).read_bytes())
    before, can_be_read = kept.find(key) or b"", {}
    known = {before[at : at + 32] for at in range(0, len(before), 32)}
    for path in site:
        if read := _READ.get(suffix := posixpath.splitext(path)[1]):
            content = site[path]
            summed = hashlib.sha256(f"{suffix} ".encode() + content).digest()
            try:
                can_be_read[summed] = summed in known or read(content)
            except (ValueError, ElementTree.ParseError) as error:
                yield f"{path}: it cannot be read: {error}"
    if can_be_read.keys() != known:
        kept.keep(key, b"".join(sorted(can_be_read)))


def _check_sums(site: Tree) -> Iterator[str]:
    """Each version of the data holds the files that its list of checksums names, as they were."""
    for sums in (path for path in site if re.fullmatch(r"data/[^/]+/SHA256SUMS", path)):
        folder = posixpath.dirname(sums)
        listed = {
            f"{folder}/{name}": digest
            for digest, _, name in (line.partition("  ") for line in site.text(sums).splitlines())
        }
        there = {path for path in site if path.startswith(f"{folder}/") and path != sums}
        yield from (f"{path}: {folder}/SHA256SUMS does not name it" for path in sorted(there - listed.keys()))
        for path, digest in listed.items():
            if path not in site:
                yield f"{path}: {folder}/SHA256SUMS names it, and it is not there"
            elif hashlib.sha256(site[path]).hexdigest() != digest:
                yield f"{path}: it is not the file that {folder}/SHA256SUMS names"


def _check_lists(site: Tree, pages: Mapping[str, Page], address: str) -> Iterator[str]:
    """The site map, the search, the finder, the API and the rules for robots know every page, and no other."""
    at = {path.removesuffix("index.html") for path in pages if path != "404.html"}
    areas = {name for name in at if re.fullmatch(r"(?:pdus|regions)/[^/]+/", name)}
    listed = {
        "sitemap.xml": (at, {link.removeprefix(address) for link in _locations(site)}),
        "api/pdus.json": ({a for a in areas if a.startswith("pdus/")}, _of_api(site, "pdu")),
        "api/regions.json": ({a for a in areas if a.startswith("regions/")}, _of_api(site, "region")),
        "find/index.json": (areas, {str(target[0]) for target in _json(site, "find/index.json").get("targets", ())}),
    }
    for path, (wanted, found) in listed.items():
        if path in site:
            yield from (f"{path}: it does not name {name or 'the first page'}" for name in sorted(wanted - found))
            yield from (f"{path}: it names {name}, which is no page" for name in sorted(found - at))
    yield from _check_search(site, pages, at)
    if (packed := site.get("sitemap.xml.gz")) and gzip.decompress(packed) != site["sitemap.xml"]:
        yield "sitemap.xml.gz: it holds something else than sitemap.xml"
    if "robots.txt" in site:
        yield from _check_robots(site.text("robots.txt"), address)


def _check_search(site: Tree, pages: Mapping[str, Page], at: set[str]) -> Iterator[str]:
    entries = _json(site, "search/search_index.json").get("docs", ())
    ids = {path.removesuffix("index.html"): page.ids for path, page in pages.items()}
    found = set()
    for entry in entries:
        name, _, fragment = entry["location"].partition("#")
        found.add(name)
        if fragment and fragment not in ids.get(name, ()):
            yield f"search/search_index.json: it names {entry['location']}, which is no part of a page"
    known = {name: pages[f"{name}index.html"] for name in at}
    wanted = {name for name in addresses_in_index(known) if known[name].is_about_one}
    if entries:
        yield from (f"search/search_index.json: it does not name {name}" for name in sorted(wanted - found))
        yield from (f"search/search_index.json: it names {name}, which is no page" for name in sorted(found - at))


def _check_robots(text: str, address: str) -> Iterator[str]:
    rules = RobotFileParser()
    rules.parse(text.splitlines())
    if not rules.can_fetch("*", address):
        yield "robots.txt: it keeps search engines out"
    if rules.site_maps() != [f"{address}sitemap.xml"]:
        yield "robots.txt: it does not name the site map"


def _locations(site: Tree) -> list[str]:
    return re.findall(r"<loc>([^<]+)</loc>", site.get("sitemap.xml", b"").decode())


def _of_api(site: Tree, kind: str) -> set[str]:
    return {f"{kind}s/{row[f'{kind}_id']}/" for row in _json(site, f"api/{kind}s.json").get("data", ())}


def _json(site: Tree, path: str) -> dict[str, Any]:
    """What a file holds; nothing where it is not there or, as is said elsewhere, cannot be read."""
    try:
        held: dict[str, Any] = json.loads(site[path])
    except (KeyError, ValueError):
        return {}
    return held


def check_meant(docs: Path, paths: Iterable[str]) -> Iterator[str]:
    """Yield a sentence for each file of docs/ that has not come out, and for each that nobody meant to publish.

    `paths` are those of the site.
    """
    sources = output.source_files(docs)
    meant = {path: output.published_path(path) for path in sources}
    there = set(paths)
    for path, out in meant.items():
        if not output.is_generated(path) and not _BY_HAND.fullmatch(path):
            yield f"docs/{path} is no page and no part of one: move it away, or call it as the other files are called"
        if out not in there:
            yield f"docs/{path} was not published: {out} is missing"
    for path in sorted(there.difference(meant.values())):
        if not _OF_MKDOCS.fullmatch(path):
            yield f"{path}: nothing in docs/ or in the theme is published as this"
