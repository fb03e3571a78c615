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

from ratings_site import kept
from ratings_site.publish import output
from ratings_site.publish.page import Page
from ratings_site.publish.search import addresses_in_index

HEAVIEST = {
    r"find/index\.json": (1_500_000, 300), r"search/search_index\.json": (3_000_000, 300),
    r"sitemap\.xml": (1_900_000, 700), r".*\.xml": (1_900_000, 0), r".*\.svg": (500_000, 0),
    r".*\.(?:css|js)": (150_000, 0), r".*\.png": (1_000_000, 0), r"ratings/.*\.html": (5_000_000, 0),
    r"compare/.*\.html": (2_000_000, 0), r"annual-report-[^/]*/.*\.html": (400_000, 0),
    r"find/.*\.html": (500_000, 0), r".*\.html": (250_000, 0),
}  # fmt: skip
"""Bytes that a file may have, by the first pattern of its path; or so many for each unit, where that is more.

Only a mistake comes near: long names in every cell do not. No page has more for more units.
"""

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


def check_files(
    site: output.Tree, pages: Mapping[str, Page], address: str, cache: kept.Cache = kept.NOTHING_KEPT
) -> Iterator[str]:
    """Yield a sentence for each file of a finished site that is damaged, too heavy, or silent about a page.

    `pages` are those that stand where they are, by path; `address` is where the site will stand. Which contents can be
    read is taken from `cache` and put there.
    """
    units = sum(re.fullmatch(r"pdus/[^/]+/index\.html", path) is not None for path in site)
    weight = 0
    for path in site:
        size, kind = site.size(path), posixpath.splitext(path)[1]
        weight += size
        limits = (max(most, each * units) for form, (most, each) in HEAVIEST.items() if re.fullmatch(form, path))
        most = next(limits, size)
        if size > most:
            yield f"{path}: it weighs {size:,} bytes, and {most:,} are the most for its kind"
        if not size and kind != ".css":
            yield f"{path}: it is empty"
        elif kind in _ENDS and not site[path].endswith(_ENDS[kind]):
            yield f"{path}: it is cut off"
    if weight > HEAVIEST_SITE:
        yield "the whole site is heavier than a host publishes: CONTRIBUTING.md says under “Growth” what to do"
    yield from _check_read(site, cache)
    yield from _check_sums(site)
    yield from _check_lists(site, pages, address)


def _check_read(site: output.Tree, cache: kept.Cache) -> Iterator[str]:
    """Whether each file of data can be read; of a content that could be before, nothing is asked again."""
    key = kept.key_of("can be read", kept.libraries(), Path(__file__).read_bytes())
    before, can_be_read = cache.find(key) or b"", {}
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
        cache.keep(key, b"".join(sorted(can_be_read)))


def _check_sums(site: output.Tree) -> Iterator[str]:
    """Each version of the data holds the files that its list of checksums names, as they were."""
    for sums in (path for path in site if re.fullmatch(r"data/[^/]+/SHA256SUMS", path)):
        folder = posixpath.dirname(sums)
        lines = (line.partition("  ") for line in site.text(sums).splitlines())
        listed = {f"{folder}/{name}": digest for digest, _, name in lines}
        there = {path for path in site if path.startswith(f"{folder}/") and path != sums}
        yield from (f"{path}: {folder}/SHA256SUMS does not name it" for path in sorted(there - listed.keys()))
        for path, digest in listed.items():
            if path not in site:
                yield f"{path}: {folder}/SHA256SUMS names it, and it is not there"
            elif hashlib.sha256(site[path]).hexdigest() != digest:
                yield f"{path}: it is not the file that {folder}/SHA256SUMS names"


def _check_lists(site: output.Tree, pages: Mapping[str, Page], address: str) -> Iterator[str]:
    """The site map, the search, the finder, the API and the rules for robots know every page, and no other."""
    known = {path.removesuffix("index.html"): page for path, page in pages.items() if path != "404.html"}
    areas = {kind: {name for name in known if re.fullmatch(f"{kind}/[^/]+/", name)} for kind in ("pdus", "regions")}
    entries = [entry["location"] for entry in _json(site, "search/search_index.json").get("docs", ())]
    sought = {name for name in addresses_in_index(known) if known[name].is_about_one}
    locations = re.findall(r"<loc>([^<]+)</loc>", site.get("sitemap.xml", b"").decode())
    listed = {
        "sitemap.xml": (known.keys(), {link.removeprefix(address) for link in locations}),
        "api/pdus.json": (areas["pdus"], _of_api(site, "pdu")),
        "api/regions.json": (areas["regions"], _of_api(site, "region")),
        "find/index.json": ({*areas["pdus"], *areas["regions"]},
                            {str(target[0]) for target in _json(site, "find/index.json").get("targets", ())}),
        "search/search_index.json": (sought, {location.partition("#")[0] for location in entries}),
    }  # fmt: skip
    for path, (wanted, found) in listed.items():
        if path in site:
            yield from (f"{path}: it does not name {name or 'the first page'}" for name in sorted(wanted - found))
            yield from (f"{path}: it names {name}, which is no page" for name in sorted(found - known.keys()))
    for name, _, part in (location.partition("#") for location in entries):
        if part and name in known and part not in known[name].ids:
            yield f"search/search_index.json: it names {name}#{part}, which is no part of a page"
    if (packed := site.get("sitemap.xml.gz")) and gzip.decompress(packed) != site["sitemap.xml"]:
        yield "sitemap.xml.gz: it holds something else than sitemap.xml"
    if "robots.txt" in site:
        rules = RobotFileParser()
        rules.parse(site.text("robots.txt").splitlines())
        if not rules.can_fetch("*", address):
            yield "robots.txt: it keeps search engines out"
        if rules.site_maps() != [f"{address}sitemap.xml"]:
            yield "robots.txt: it does not name the site map"


def _of_api(site: output.Tree, kind: str) -> set[str]:
    return {f"{kind}s/{row[f'{kind}_id']}/" for row in _json(site, f"api/{kind}s.json").get("data", ())}


def _json(site: output.Tree, path: str) -> dict[str, Any]:
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
    meant = {path: output.published_path(path) for path in output.source_files(docs)}
    there = set(paths)
    for path, out in meant.items():
        if not output.is_generated(path) and not _BY_HAND.fullmatch(path):
            yield f"docs/{path} is no page and no part of one: move it away, or call it as the other files are called"
        if out not in there:
            yield f"docs/{path} was not published: {out} is missing"
    for path in sorted(there.difference(meant.values())):
        if not _OF_MKDOCS.fullmatch(path):
            yield f"{path}: nothing in docs/ or in the theme is published as this"
