"""Every link of the finished site leads somewhere, and nothing is asked of any other site."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cache
from pathlib import PurePosixPath
from urllib.parse import unquote, urljoin, urlsplit

from ratings_site.publish.page import Page

_HERE = "http://this-site"
_PLAIN = re.compile(r"(?:[\w-][\w.-]*+/?)++(?:#[\w-]+)?")
"""A way down from the root, as nearly all links are once they have gone up there."""
_STYLE_ADDRESS = re.compile(r"url\(\s*['\"]?(?!data:)([^'\")]+)|@import\s*['\"]([^'\"]+)")
_SCRIPT_ADDRESS = re.compile(r"https?://(?!www\.w3\.org/)[^\s'\"`]+")
_IN_TEXT = r"[^\s\"'<>\\{}|^`,)\]#]*+(?!\{)"


def lead_of(link: str, path: str, address: str, *, is_asked: bool = False) -> str:
    """Where a link of the file at `path` leads, from the root of the site, which stands at `address`.

    Nothing for another site; a link that is written in full stays so, since a cell may hold it. Raises LookupError with
    what is wrong where it cannot be published; `is_asked` is what a browser asks for by itself.
    """
    if link.startswith(address):
        return link
    if link.startswith("#"):
        return path + unquote(link)
    if link.startswith("https://") and not is_asked:
        return ""
    up = "../" * path.count("/")
    if link.startswith(up) and _PLAIN.fullmatch(below := link[len(up) :]):
        return below
    root, written = urlsplit(address).path, urlsplit(link)
    if is_asked and (written.netloc or written.scheme not in {"", "data"}):
        raise LookupError("would be asked of another site; nothing may be")
    parts = urlsplit(urljoin(f"{_HERE}{root}{path}", link))
    if parts.scheme in {"https", "mailto", "tel"}:
        return ""
    if f"{parts.scheme}://{parts.netloc}" != _HERE:
        raise LookupError("is not a link that can be published; use https")
    below = unquote(parts.path)[len(root) if f"{parts.path}/".startswith(root) else 0 :]
    return f"{below or 'index.html'}#{unquote(parts.fragment)}".removesuffix("#")


def follow(page: Page, path: str, address: str) -> None:
    """Note where each link of a page leads, and what it may not lead to or ask for."""
    links = [*((link, False) for link in page.links), *((asked, True) for asked in page.resources)]
    for link, is_asked in dict.fromkeys(links):
        try:
            page.leads.append(lead_of(link, path, address, is_asked=is_asked))
        except LookupError as wrong:
            page.faults.append(f"{link} {wrong.args[0]}")
    page.leads = [*filter(None, dict.fromkeys(page.leads))]


def check_links(
    pages: Mapping[str, Page],
    files: Iterable[str],
    address: str,
    texts: Iterable[tuple[str, str]],
    *,
    moved: Collection[str] = (),
    typed: Iterable[str] = (),
) -> Iterator[str]:
    """Yield a sentence for each link that leads nowhere, each foreign request, and each page nothing leads to.

    `pages` are by path below the site ("pdus/index.html"), `files` all paths there, `address` the site's own address,
    `texts` the other files in which addresses stand, with their paths: style sheets, feeds, catalogues, the site map;
    nothing needs to lead to the pages in `moved`. Where a cell of the tables, one of `typed`, names an address of the
    site, it is shown as it was typed.
    """
    there, excused = frozenset(files), frozenset(_addresses(" ".join(typed), address))
    ids = {path: frozenset(page.ids) for path, page in pages.items()}

    @cache
    def find(lead: str) -> tuple[str, str]:
        """The file that an address leads to, and what is wrong with that."""
        target, _, part = lead_of(lead.removeprefix(address), "", address).partition("#")
        file = next((file for file in (str(PurePosixPath(target, "index.html")), target) if file in there), "")
        if lead in excused:
            return file, ""
        if not file:
            return "", f"{lead} leads nowhere"
        lacks = part and file in ids and part not in ids[file]
        return file, f"{lead} leads to {file}, which has no part called {part!r}" if lacks else ""

    reached = {path: {find(lead)[0] for lead in page.leads} for path, page in pages.items()}
    for path, page in sorted(pages.items()):
        yield from (f"{path}: {wrong}" for lead in page.leads if (wrong := find(lead)[1]))
    for path, text in texts:
        for link, is_asked in _links_of(path, text, address):
            try:
                wrong = find(lead_of(link, path, address, is_asked=is_asked))[1]
            except LookupError as error:
                wrong = f"{link} {error.args[0]}"
            yield from [f"{path}: {wrong}"] if wrong else ()
    seen, waiting = {"index.html"}, {"index.html"}
    while waiting:
        waiting = {target for path in waiting for target in reached.get(path, ())} - seen
        seen |= waiting
    for path in sorted(pages.keys() - seen - {*moved, "404.html"}):
        yield f"{path}: no page links to this one; link to it or leave it out"


def _links_of(path: str, text: str, address: str) -> Iterator[tuple[str, bool]]:
    """The addresses in a file that is no page, and whether a browser asks for them by itself."""
    if path.endswith(".css"):
        yield from dict.fromkeys(("".join(found), True) for found in _STYLE_ADDRESS.findall(text))
    elif path.endswith(".js"):
        yield from ((link, True) for link in sorted({*_SCRIPT_ADDRESS.findall(text)}))
    else:
        yield from ((link, False) for link in _addresses(text, address))


def _addresses(text: str, address: str) -> Iterator[str]:
    """The addresses of the site in a text, each once, as a link to them is written.

    What follows # names a thing within a catalogue; {…} is for the reader to fill in.
    """
    if address in text:  # which is found ten times faster than by the pattern
        yield from dict.fromkeys(link.rstrip(".;") for link in re.findall(re.escape(address) + _IN_TEXT, text))
