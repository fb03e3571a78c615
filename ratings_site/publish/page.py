"""A built page, read once: what the link check, the guards and the search need to know of it."""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from html import unescape
from html.parser import HTMLParser
from sys import intern
from typing import Any

from ratings_site.publish import form

Attributes = dict[str, str]

_VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"]
)
_RESOURCES = {
    "a": ("ping",),
    "audio": ("src",),
    "embed": ("src",),
    "button": ("formaction",),
    "form": ("action",),
    "iframe": ("src",),
    "image": ("href", "xlink:href"),
    "img": ("src", "srcset"),
    "input": ("src", "formaction"),
    "link": ("href",),
    "object": ("data",),
    "script": ("src",),
    "source": ("src", "srcset"),
    "track": ("src",),
    "use": ("href", "xlink:href"),
    "video": ("src", "poster"),
}
_NAMING_LINKS = frozenset(["author", "canonical", "license", "me", "next", "prev"])
_OFFERING_LINKS = frozenset(["alternate", "describedby", "search"])
_ADDRESSES = frozenset(["href", "src", "action", "formaction", "xlink:href"])
_ABOUT = frozenset(["data-inspection-id", "data-pdu-id", "data-region-id", "data-standard-id"])
_BY_SCRIPT = re.compile(r"[\x00-\x20]*(?:j\s*a\s*v\s*a|v\s*b)\s*s\s*c\s*r\s*i\s*p\s*t\s*:", re.IGNORECASE)
"""An address that is a script; browsers pass over blanks and line breaks in it."""
_NAME = r"[a-zA-Z_:][a-zA-Z0-9_:.-]*"
_PLAIN = re.compile(
    rf"(?P<text>[^<]+)"
    rf"|</(?P<end>[a-zA-Z][a-zA-Z0-9-]*)>"
    rf'|<(?P<tag>[a-zA-Z][a-zA-Z0-9-]*)(?:[ \t\n]+{_NAME}(?:="[^"]*")?)*[ \t\n]*(?P<closed>/?)>'
    rf"|<!--(?:(?!--|<!).)*-->|<!doctype html>",
    re.DOTALL | re.IGNORECASE,
)
"""A text, a tag or a comment, written in the one way in which all parsers read the same."""
_RAW = re.compile(r"(?:[^<]|<(?![/!]))*(?=</(?:script|style)>)", re.IGNORECASE)
"""What stands in a script or a style, where it has no sign that could end it."""
_ATTRIBUTE = re.compile(rf'[ \t\n]({_NAME})(?:="([^"]*)")?')
_CODE = frozenset(["code", "kbd", "pre", "samp", "textarea", "title"])
_ASKED = frozenset(["dd", "h1", "h2", "h3", "title"])
_BLOCKS = frozenset(["p", "li", "dt", "dd", "h1", "h2", "h3", "h4", "div", "td", "th", "tr", "figure", "section", "br"])
_LISTS = frozenset(["az", "tiles"])  # lists of names: each of them has a page of its own
_UNSEARCHED = frozenset(["aside", "button", "details", "figure", "form", "nav", "noscript", "script", "style", "table"])


@dataclass
class Section:
    """A heading of a page and the prose below it, as the search holds it."""

    anchor: str
    """Empty for the page itself."""
    title: str = ""
    text: str = ""


@dataclass
class Page:
    """What was found in one HTML file."""

    language: str = ""
    title: str = ""
    description: str = ""
    headings: list[str] = field(default_factory=list)
    """The text of each h1."""
    ids: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    """Addresses a reader can go to."""
    downloads: list[str] = field(default_factory=list)
    """Those of the links that offer a file to keep."""
    resources: list[str] = field(default_factory=list)
    """Addresses the browser asks for by itself."""
    texts: list[str] = field(default_factory=list)
    """Every piece of text a reader sees, in order, without code."""
    unsafe: list[str] = field(default_factory=list)
    """What the security policy would forbid: event handlers, inline styles, links that are scripts."""
    unclosed: list[str] = field(default_factory=list)
    """Elements of the article whose end is missing or stands in the wrong place."""
    sections: list[Section] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    """The text of the elements marked for the search (`data-search`) and of the headline."""
    facts: list[str] = field(default_factory=list)
    """What the page's lists of facts say."""
    has_marks: bool = False
    """Whether anything is marked with `data-search`."""
    is_about_one: bool = False
    """Whether the page is about one region, PDU, inspection or standard: then it has a single entry in the search."""
    pictures: list[str] = field(default_factory=list)
    """The places for charts that it has, each by the path of its picture."""
    scripts: list[str] = field(default_factory=list)
    """The scripts that stand in the page itself; blocks of data are none."""
    data: list[str] = field(default_factory=list)
    """The blocks of data that stand in the page itself."""
    canonical: str = ""
    """Where it says that it stands."""
    shared: dict[str, str] = field(default_factory=dict)
    """What it says of itself for links that are passed on, by property: og:title, og:image."""
    refers: list[str] = field(default_factory=list)
    """The ids that its elements name in other ways than by a link."""
    malformed: list[str] = field(default_factory=list)
    """What a validator of HTML would refuse."""
    diverting: list[str] = field(default_factory=list)
    """What would send a reader away, hide the page from search engines or move the root of its links."""


Note = tuple[str, Any]
"""A field of a page, and what is to be added to it."""


@dataclass(slots=True)
class _Tag:
    """A tag with all that it says by itself; `judged` holds what counts only outside of a picture."""

    name: str
    attributes: Attributes
    notes: tuple[Note, ...]
    judged: tuple[Note, ...]
    is_kept: bool
    is_marked: bool
    is_quiet: bool


@dataclass(slots=True)
class _Open:
    """An element whose end has not come yet, with what it has from the elements around it."""

    tag: str
    attributes: Attributes
    quiet: bool
    """Not for the search."""
    marked: bool
    """Marked for the search."""
    kept: bool
    """Within something that asks to be in the search, though it is a table or folded."""
    code: bool
    listening: tuple[list[str], ...]
    """Where its text is kept: a list for each element around it, itself among them, whose words are asked for."""
    text: list[str]


_OUTSIDE = _Open("", {}, quiet=False, marked=False, kept=False, code=False, listening=(), text=[])


def read_page(html: str) -> Page:
    """Read one page of HTML: fast where all of it is plainly written, and else with all that a browser puts up with."""
    reader = _Reader()
    if not reader.feed_plain(html):
        reader = _Reader()
        reader.feed(html)
        reader.close()
    return reader.page


def to_json(page: Page, problems: list[str]) -> bytes:
    """What is judged of a page, of its texts only those that look left over, and what is wrong with it already."""
    told: dict[str, object] = {
        "texts": [text for text in page.texts if form.left_over(text)],
        "links": list(dict.fromkeys(page.links)),
    }
    told |= {"sections": [vars(section) for section in page.sections]}
    return json.dumps([vars(page) | told, problems]).encode()


def from_json(content: bytes) -> tuple[Page, list[str]]:
    """A page and what is wrong with it, as `to_json` wrote them."""
    read, problems = json.loads(content)
    for name in ("ids", "links", "resources", "scripts"):  # which other pages have too: each is held once for all
        read[name] = [*map(intern, read[name])]
    return Page(**read | {"sections": [Section(**section) for section in read["sections"]]}), problems


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.page = Page()
        self._open: list[_Open] = []
        self._around: list[str] = []
        """The names of those that are open."""
        self._drawings = 0
        """How many pictures are open, which have elements of their own."""
        self._article = 0
        """How deep the article stands; 0 outside of it."""

    def updatepos(self, i: int, j: int) -> int:  # noqa: ARG002  nobody asks for lines, and counting them costs
        """Keep no count of lines."""
        return j

    def feed_plain(self, html: str) -> bool:
        """Read a page in which every tag is written as we and the theme write it; False, half-way, where one is not.

        Half of the time of a general parser goes into what such a page has not got.
        """
        at, end = 0, len(html)
        while at < end:
            found = _PLAIN.match(html, at)
            if not found:
                return False
            at = found.end()
            if found["text"]:
                self.handle_data(unescape(found["text"]) if "&" in found["text"] else found["text"])
            elif found["end"]:
                self.handle_endtag(found["end"].lower())
            elif found["tag"]:
                tag = _read_tag(found[0])
                if found["closed"]:
                    self._take(tag)
                    continue
                self._begin(tag)
                if tag.name in {"script", "style"}:
                    raw = _RAW.match(html, at)
                    if not raw:
                        return False
                    if raw[0]:
                        self.handle_data(raw[0])
                    at = raw.end()
        return True

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._begin(_tag(tag, [(name, value or "") for name, value in attrs]))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._take(_tag(tag, [(name, value or "") for name, value in attrs]))

    def _begin(self, tag: _Tag) -> None:
        self._take(tag)
        if tag.name in _VOID:
            if tag.name == "br":
                self.handle_data(" ")
            return
        self._open.append(_opened(tag, self._open[-1] if self._open else _OUTSIDE))
        self._around.append(tag.name)
        self._drawings += tag.name == "svg"
        if tag.name == "article" and not self._article:
            self._article = len(self._open)

    def _take(self, tag: _Tag) -> None:
        self._note(tag.notes)
        if not self._drawings:
            self._note(tag.judged)
            self.page.malformed += form.misplaced(tag.name, self._around)

    def _note(self, notes: Iterable[Note]) -> None:
        for name, value in notes:
            known = getattr(self.page, name)
            if isinstance(known, list):
                known.append(value)
            else:
                setattr(self.page, name, known | value if isinstance(known, dict) else value)

    def handle_endtag(self, tag: str) -> None:
        if tag in _VOID or tag not in self._around:
            self.page.malformed.append(f"</{tag}> ends nothing")
            return
        while self._open:
            element = self._open.pop()
            self._drawings -= self._around.pop() == "svg"
            if len(self._open) < self._article:
                self._article = 0
            self._finish(element)
            if element.tag == tag:
                return
            if self._article:
                self.page.unclosed.append(element.tag)
            else:
                self.page.malformed.append(f"<{element.tag}> is not closed")

    def handle_data(self, data: str) -> None:
        if not self._open:
            return
        here = self._open[-1]
        if here.tag == "script" and "src" not in here.attributes:
            (self.page.scripts if _is_run(here.attributes) else self.page.data).append(data)
        if here.tag in {"script", "style"}:
            return
        if not here.code:
            self.page.texts.append(data)
        for kept in here.listening:
            kept.append(data)
        if self._article and not here.quiet and self.page.sections:
            self.page.sections[-1].text += data + (" " if here.tag in _BLOCKS else "")

    def _finish(self, element: _Open) -> None:
        if not element.listening and element.tag not in _BLOCKS:
            return
        text = " ".join("".join(element.text).split()).strip("; ")
        page = self.page
        if element.tag in _BLOCKS and self._open:
            for kept in self._open[-1].listening:
                kept.append("; " if element.tag == "li" else " ")
        if element.tag == "title" and not page.title:
            page.title = text
        elif element.tag == "h1":
            page.headings.append(text)
            if self._article and not element.quiet:
                page.sections.append(Section("", text))
        elif element.tag in {"h2", "h3"} and self._article and not element.quiet and page.sections:
            _without_heading(page.sections[-1], text)
            page.sections.append(Section(element.attributes.get("id", ""), text))
        if element.tag == "dd" and self._article and text and not element.quiet:
            page.facts.append(text)
        outermost = not (self._open and self._open[-1].marked)
        if element.marked and outermost and text:
            page.said.append(text)


@lru_cache(maxsize=10_000)
def _read_tag(text: str) -> _Tag:
    """A plainly written tag; most stand on every page."""
    name, *_ = text[1:].removesuffix(">").removesuffix("/").split(None, 1)
    found = _ATTRIBUTE.finditer(text, len(name) + 1)
    return _tag(name.lower(), [(each[1].lower(), unescape(each[2] or "")) for each in found])


def _tag(name: str, written: list[tuple[str, str]]) -> _Tag:
    attributes = dict(written)
    judged = [("malformed", fault) for fault in form.judge(name, attributes)]
    if len(attributes) != len(written):
        judged.append(("malformed", f"<{name}> has an attribute twice"))
    judged += [("refers", one) for one in form.referred(name, attributes)]
    classes = attributes.get("class", "").split()
    return _Tag(
        name,
        attributes,
        tuple(_notes(name, attributes)),
        tuple(judged),
        is_kept="data-search" in attributes,
        is_marked="data-search" in attributes or "headline" in classes,
        is_quiet=name in _UNSEARCHED or "data-search-exclude" in attributes or not _LISTS.isdisjoint(classes),
    )


def _notes(tag: str, attributes: Attributes) -> Iterator[Note]:
    """What a tag says of its page, wherever it stands."""
    if attributes.get("id"):
        yield "ids", attributes["id"]
    if "data-search" in attributes:
        yield "has_marks", True
    if tag == "h1" and not _ABOUT.isdisjoint(attributes):
        yield "is_about_one", True
    if "data-chart" in attributes:
        yield "pictures", attributes["data-chart"]
    if tag in {"a", "area"} and "href" in attributes:
        yield "links", attributes["href"]
        if "download" in attributes:
            yield "downloads", attributes["href"]
    if tag in {"base", "html", "link", "meta"}:
        yield from _notes_of_head(tag, attributes)
    yield from (("resources", asked) for asked in _resources(tag, attributes))
    yield from (("unsafe", found) for found in _unsafe(tag, attributes))


def _notes_of_head(tag: str, attributes: Attributes) -> Iterator[Note]:
    if tag == "html":
        yield "language", attributes.get("lang", "")
    if tag == "meta" and attributes.get("name") == "description":
        yield "description", attributes.get("content", "").strip()
    if tag == "meta" and "property" in attributes:
        yield "shared", {attributes["property"]: attributes.get("content", "")}
    if _is_diverting(tag, attributes):
        yield "diverting", f"<{tag} {' '.join(f'{name}={value!r}' for name, value in attributes.items())}>"
    if tag == "link" and "canonical" in _rel(attributes):
        yield "canonical", attributes.get("href", "")
    if tag == "link" and _rel(attributes) & _OFFERING_LINKS:
        yield "links", attributes.get("href", "")


def _opened(tag: _Tag, above: _Open) -> _Open:
    text: list[str] = []
    kept, marked = above.kept or tag.is_kept, above.marked or tag.is_marked
    listening = (*above.listening, text) if marked or tag.name in _ASKED else above.listening
    quiet = not kept and (above.quiet or tag.is_quiet)
    return _Open(tag.name, tag.attributes, quiet, marked, kept, above.code or tag.name in _CODE, listening, text)


def _without_heading(section: Section, heading: str) -> None:
    """A heading's own words were read as the end of what stands above it."""
    plain = " ".join(section.text.split())
    section.text = plain.removesuffix(heading)


def _is_run(attributes: Attributes) -> bool:
    """Whether a script in the page is run, and is no block of data."""
    return attributes.get("type", "") not in {"application/json", "application/ld+json"}


def _is_diverting(tag: str, attributes: Attributes) -> bool:
    orders = attributes.get("http-equiv", "").lower() == "refresh" or attributes.get("name", "").lower() == "robots"
    return tag == "base" or (tag == "meta" and orders)


def _rel(attributes: Attributes) -> set[str]:
    return set(attributes.get("rel", "").split())


def _resources(tag: str, attributes: Attributes) -> Iterator[str]:
    if tag == "link" and _rel(attributes) & (_NAMING_LINKS | _OFFERING_LINKS):
        return
    for name in _RESOURCES.get(tag, ()):
        value = attributes.get(name, "")
        if name == "srcset":
            yield from (part.split()[0] for part in value.split(",") if part.strip())
        elif value:
            yield value


def _unsafe(tag: str, attributes: Attributes) -> Iterator[str]:
    for name, value in attributes.items():
        is_script = name in _ADDRESSES and _BY_SCRIPT.match(value)
        if is_script or name.startswith("on") or name == "style":
            yield f'<{tag} {name}="{value}">'
    if tag == "style":
        yield "<style>"
