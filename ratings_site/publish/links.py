"""Every link of the finished site leads somewhere, and nothing is asked of any other site."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import PurePosixPath
from urllib.parse import unquote, urljoin, urlsplit

from ratings_site.publish.page import Page

_OUTSIDE = frozenset(["https", "mailto", "tel"])
_HERE = "http://this-site"
_PLAIN = re.compile(r"[\w./-]*")
"""A relative way and nothing else, as nearly all links are."""
_STYLE_ADDRESS = re.compile(r"url\(\s*['\"]?(?!data:)([^'\")]+)")
_STYLE_IMPORT = re.compile(r"@import\s*['\"]([^'\"]+)")
_SCRIPT_ADDRESS = re.compile(r"https?://(?!www\.w3\.org/)[^\s'\"`]+")
_IN_TEXT = r"[^\s\"'<>\\{}|^`,)\]#]*+(?!\{)"


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
    checker = _Checker(pages, frozenset(files), address, moved, frozenset(_addresses(" ".join(typed), address)))
    for path, page in sorted(pages.items()):
        yield from checker.check_page(path, page)
    for path, text in texts:
        yield from checker.check_text(path, text)
    for path in sorted(checker.unreached()):
        yield f"{path}: no page links to this one; link to it or leave it out"


class _Checker:
    def __init__(
        self,
        pages: Mapping[str, Page],
        files: frozenset[str],
        address: str,
        moved: Collection[str],
        typed: frozenset[str],
    ) -> None:
        self.pages = pages
        self.files = files
        self.address = address
        self.moved = moved
        self.typed = typed
        self.root = urlsplit(address).path or "/"
        self.ids = {path: frozenset(page.ids) for path, page in pages.items()}
        self.leads: defaultdict[str, set[str]] = defaultdict(set)
        self.found: dict[str, tuple[str, str]] = {}
        """Where links lead that go to the root first, as nearly all do, by what follows there."""

    def check_page(self, path: str, page: Page) -> Iterator[str]:
        up, leads = "../" * path.count("/"), self.leads[path]
        for link in dict.fromkeys(page.links):
            found = self.found.get(link[len(up) :]) if link.startswith(up) else None
            if found and not found[1]:
                leads.add(found[0])
            else:
                yield from self._check_link(path, link)
        yield from self._check_asked(path, page.resources)

    def check_text(self, path: str, text: str) -> Iterator[str]:
        if path.endswith(".css"):
            yield from self._check_asked(path, [*_STYLE_ADDRESS.findall(text), *_STYLE_IMPORT.findall(text)])
        elif path.endswith(".js"):
            for link in sorted(set(_SCRIPT_ADDRESS.findall(text))):
                yield f"{path}: {link} would be asked of another site; nothing may be"
        else:
            for link in _addresses(text, self.address):
                yield from self._check_link(path, link)

    def _check_asked(self, path: str, links: Iterable[str]) -> Iterator[str]:
        """What a browser asks for by itself."""
        for link in dict.fromkeys(links):
            if _is_foreign(link, self.address):
                yield f"{path}: {link} would be asked of another site; nothing may be"
            else:
                yield from self._check_link(path, link)

    def unreached(self) -> set[str]:
        """The pages that no way of links leads to from the home page; addresses that moved do not count."""
        seen, waiting = {"index.html"}, ["index.html"]
        while waiting:
            for target in self.leads[waiting.pop()] - seen:
                seen.add(target)
                waiting.append(target)
        exempt = {*self.moved, "404.html"}
        return set(self.pages) - seen - exempt

    def _check_link(self, path: str, link: str) -> Iterator[str]:
        if link in self.typed:
            return
        up = self.address if link.startswith(self.address) else "../" * path.count("/")
        below = link[len(up) :] if link.startswith(up) else ""
        try:
            found = self.found.get(below) or self._resolve(path, link)
        except LookupError as wrong:
            yield f"{path}: {link} {wrong.args[0]}"
            return
        if found is None:
            return
        if below[:1] not in {"", "#", "/"} and _is_plain(below.partition("#")[0]):
            self.found[below] = found
        target, fragment = found
        self.leads[path].add(target)
        if fragment and target in self.ids and fragment not in self.ids[target]:
            yield f"{path}: {link} leads to {target}, which has no part called {fragment!r}"

    def _resolve(self, path: str, link: str) -> tuple[str, str] | None:
        """The file and the part of it that a link leads to; None outside of the site, LookupError where it is wrong."""
        if link.startswith("#"):
            return path, unquote(link[1:])
        if link.startswith("https://") and not link.startswith(self.address):
            return None
        inner = self.root + link[len(self.address) :] if link.startswith(self.address) else link
        parts = urlsplit(urljoin(_HERE + self.root + path, inner))
        if parts.scheme in _OUTSIDE:
            return None
        if f"{parts.scheme}://{parts.netloc}" != _HERE:
            wrong = "is not a link that can be published; use https"
            raise LookupError(wrong)
        target = self._file(parts.path)
        if target is None:
            wrong = "leads nowhere"
            raise LookupError(wrong)
        return target, unquote(parts.fragment)

    def _file(self, absolute: str) -> str | None:
        if not (absolute + "/").startswith(self.root):
            return None
        below = unquote(absolute)[len(self.root) :]
        as_folder = str(PurePosixPath(below, "index.html"))
        if as_folder in self.files:
            return as_folder
        return below if below in self.files else None


def _addresses(text: str, address: str) -> Iterator[str]:
    """The addresses of the site in a text, each once, as a link to them is written.

    What follows # names a thing within a catalogue; {…} is for the reader to fill in.
    """
    if address in text:  # which is found ten times faster than by the pattern
        yield from dict.fromkeys(link.rstrip(".;") for link in re.findall(re.escape(address) + _IN_TEXT, text))


def _is_foreign(link: str, address: str) -> bool:
    if _is_plain(link) or link.startswith(address):
        return False
    parts = urlsplit(link)
    return bool(parts.netloc or parts.scheme not in {"", "data"})


def _is_plain(way: str) -> bool:
    return _PLAIN.fullmatch(way) is not None and "//" not in way
