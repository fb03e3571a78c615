"""A built page, read once: what is wrong with it by itself, and what the link check and the search need of it."""

import json
import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from html import unescape
from pathlib import Path
from typing import Any, NamedTuple

Attributes = dict[str, str]

_REST = r"""(?![\w-])[^"'>]*+(?:(?:"[^"]*"|'[^']*')[^"'>]*+)*+>"""
_TOKEN = re.compile(
    r"(?:<!--(?:-?>|.*?--!?>)|<(?:[!?]|/(?![a-zA-Z]))[^>]*>"  # what a browser passes over
    rf"|(<(?:((?i:script|style|textarea|title))|/?[a-zA-Z][\w-]*){_REST})|(<(?=[a-zA-Z/!?]))|)"
    r"((?(2)[^<]*+(?:<(?!/(?i:\2))[^<]*+)*+|[^<]*+(?:<(?![a-zA-Z/!?])[^<]*+)*+))",
    re.DOTALL,
)
"""A tag, its name where all behind it is text up to its end, a sign that begins a tag without an end, and the text."""
_ATTRIBUTE = re.compile(r"""(?<=[\s"'/])([^\s"'>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?""")

_FORM = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
_WORDS = {name: frozenset(words.split()) for name, words in _FORM["words"].items()}
_PARENTS = {name: parents.split() for name, parents in _FORM["parents"].items()}
_VALUES = {name: re.compile(form) for name, form in _FORM["values"].items()}
_VOID, _BLOCKS, _CODE = _WORDS["void"], _WORDS["blocks"], _WORDS["code"]

_OF_PAGE = {"canonical": "canonical", "description": "description", "og:image": "resources", "og:url": "shared_as"}
"""What tags in the head of a page say of it, by what they are called there."""
_BY_SCRIPT = re.compile(r"[\x00-\x20]*(?:j\s*a\s*v\s*a|v\s*b)\s*s\s*c\s*r\s*i\s*p\s*t\s*:", re.IGNORECASE)
"""An address that is a script; browsers pass over blanks and line breaks in it."""
_DIVERTING = "would divert readers or search engines; only the register of addresses says what has moved"


@dataclass
class Section:
    """A heading of a page and the prose below it, as the search holds it; `anchor` is empty for the page itself."""

    anchor: str
    title: str = ""
    text: str = ""


@dataclass
class Page:
    """What was found in one HTML file."""

    language: str = ""
    title: str = ""
    description: str = ""
    canonical: str = ""
    """Where it says that it stands, and below, where it says so for links that are passed on."""
    shared_as: str = ""
    headings: list[str] = field(default_factory=list)
    """The text of each h1."""
    ids: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    """Addresses a reader can go to."""
    resources: list[str] = field(default_factory=list)
    """Addresses the browser asks for by itself."""
    leads: list[str] = field(default_factory=list)
    """Where both lead, from the root of the site (`links.follow`)."""
    downloads: list[str] = field(default_factory=list)
    """Those of the links that offer a file to keep."""
    pictures: list[str] = field(default_factory=list)
    """The places for charts that it has, each by the path of its picture."""
    scripts: list[str] = field(default_factory=list)
    """The scripts that stand in the page itself; blocks of data are none."""
    texts: list[str] = field(default_factory=list)
    """Every piece of text a reader sees, in order, without code."""
    sections: list[Section] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    """The headline and what is marked for the search (`data-search`); where nothing is, the page's lists of facts."""
    entries: list[dict[str, str | float]] = field(default_factory=list)
    """What the search knows of it (`search.entries_of`)."""
    is_about_one: bool = False
    """Whether the page is about one region, PDU, inspection or standard: then it has a single entry in the search."""
    faults: list[str] = field(default_factory=list)
    """A sentence for each thing that is wrong with it, whatever stands beside it."""


Note = tuple[str, Any]
"""A field of a page, and what is to be added to it."""


class _Tag(NamedTuple):
    """A tag with all that it says by itself; `judged` holds what counts only outside of a picture."""

    name: str
    attributes: Attributes
    notes: tuple[Note, ...]
    judged: tuple[Note, ...]
    flags: str
    """Whether it is `kept` for the search, `marked` for it, or `quiet` there, with all that stands in it."""


class _Place:
    """What holds within an element, by its name, its flags and the place where it stands."""

    def __init__(self, above: "_Place | None" = None, name: str = "", flags: str = "") -> None:
        around = above.marks if above else frozenset[str]()
        self.name = name
        self.marks: frozenset[str] = around | {name, *flags.split()}
        """The names and flags of the element and of all around it."""
        self.is_drawn = "svg" in self.marks
        self.is_code = not _CODE.isdisjoint(self.marks)
        self.is_prose = "article" in self.marks and (":kept" in self.marks or ":quiet" not in self.marks)
        self.is_heading = name in {"h1", "h2", "h3"} and self.is_prose
        self.is_marked = ":marked" in self.marks and ":marked" not in around
        self.is_asked = self.is_marked or name in {"dd", "h1", "h2", "h3", "title"}
        self.after = ("; " if name == "li" else " ") if name in _BLOCKS else ""
        self.faults = [*_misplaced(name, above)] if above and "svg" not in around else []


_OUTSIDE = _Place()
_place = lru_cache(maxsize=10_000)(_Place)


def read_page(html: str, drawn: Iterable[str] = ()) -> Page:
    """Read one page of HTML as browsers do, with all that is wrong in it; `drawn` are the ids of its pictures."""
    return _Reader(Page(ids=[*drawn])).read(html)


class _Reader:
    def __init__(self, page: Page) -> None:
        self.page = page
        self._open = [_OUTSIDE]
        self._begins: list[int] = []
        """Where in `_spoken` the texts begin of each open element whose words are asked for."""
        self._spoken: list[str] = []
        """All texts, with a blank or a semicolon at the end of each block."""
        self._facts: list[str] = []
        self._refers: list[str] = []
        """The ids that elements name in other ways than by a link."""
        self._has_marks = False
        self._script: Attributes = {}

    def read(self, html: str) -> Page:
        for written, _, stray, text in _TOKEN.findall(html):
            if written[1:2] == "/":
                self._end(written[2:-1])
            elif written:
                self._begin(_read_tag(written), written)
            elif stray:
                begun = (stray + text)[:40]
                self.page.faults.append(f"{begun!r} begins a tag that does not end; write &lt; for a sign")
            if text:
                self._say(text)
        while self._open[1:]:
            self._finish(is_closed=False)
        return self._judged()

    def _begin(self, tag: _Tag, written: str) -> None:
        above = self._open[-1]
        here = _place(above, tag.name, tag.flags)
        if tag.notes:
            self._note(tag.notes)
        if tag.judged and not above.is_drawn:
            self._note(tag.judged)
        if here.faults:
            self.page.faults += here.faults
        if tag.name in _VOID or (here.is_drawn and written[-2] == "/"):
            if tag.name == "br":
                self._say(" ")
            return
        self._open.append(here)
        if here.is_asked:
            self._begins.append(len(self._spoken))
        if here.is_heading and (tag.name == "h1" or self.page.sections):
            self.page.sections.append(Section("" if tag.name == "h1" else tag.attributes.get("id", "")))
        elif tag.name == "script":
            self._script = tag.attributes

    def _note(self, notes: tuple[Note, ...]) -> None:
        for name, value in notes:
            if name[0] == "_":
                vars(self)[name] += value
            elif isinstance(known := getattr(self.page, name), list):
                known.append(value)
            else:
                setattr(self.page, name, value)

    def _say(self, text: str) -> None:
        here = self._open[-1]
        if here.name in {"script", "style"}:
            if here.name == "script" and "src" not in self._script:
                self._take_script(text, self._script.get("type", ""))
            return
        text = unescape(text) if "&" in text else text
        self._spoken.append(text)
        if not here.is_code:
            self.page.texts.append(text)
        if here.is_prose and self.page.sections:
            self.page.sections[-1].text += text + here.after[-1:]

    def _take_script(self, text: str, kind: str) -> None:
        if kind not in {"application/json", "application/ld+json"}:
            self.page.scripts.append(text)
            return
        try:
            json.loads(text)
        except ValueError as error:
            self.page.faults.append(f"a block of data cannot be read: {error}")

    def _end(self, name: str) -> None:
        if self._open[-1].name != name:
            name = name.split(maxsplit=1)[0].lower()
            if name not in self._open[-1].marks:
                self.page.faults.append(f"</{name}> ends nothing")
                return
            while self._open[-1].name != name:
                self._finish(is_closed=False)
        self._finish()

    def _finish(self, *, is_closed: bool = True) -> None:
        here = self._open.pop()
        if here.is_asked:
            self._take(here, " ".join("".join(self._spoken[self._begins.pop() :]).split()).strip("; "))
        if here.after:
            self._spoken.append(here.after)
        if not is_closed:
            self.page.faults.append(f"an element <{here.name}> is not closed; is there an empty line within raw HTML?")

    def _take(self, here: _Place, words: str) -> None:
        page = self.page
        if here.name == "title":
            page.title = page.title or words
        elif here.name == "h1":
            page.headings.append(words)
        elif here.name == "dd" and here.is_prose and words:
            self._facts.append(words)
        if here.is_marked and words:
            page.said.append(words)
        if here.is_heading and page.sections:
            page.sections[-1].title, page.sections[-1].text = words, ""

    def _judged(self) -> Page:
        """The page, with what is wrong with all of it."""
        page = self.page
        page.said += [] if self._has_marks else self._facts
        missing = {"say its language": page.language, "have a title": page.title}
        page.faults += [f"the page does not {what}" for what, said in missing.items() if not said]
        if not page.description:
            page.faults.append("the page has no description (front matter)")
        if len(page.headings) != 1:
            page.faults.append(f"the page has {len(page.headings)} first headings (h1), not one")
        elif not page.headings[0]:
            page.faults.append("the first heading (h1) is empty")
        for name in sorted(name for name, times in Counter(page.ids).items() if times > 1):
            page.faults.append(f"the id {name!r} stands in the page more than once")
        for name in sorted({*self._refers}.difference(page.ids)):
            page.faults.append(f"an element refers to {name!r}, which is no part of the page")
        return page


@lru_cache(maxsize=20_000)
def _read_tag(text: str) -> _Tag:
    """A tag as it is written; most stand on every page."""
    name = re.split(r"[\s/>]", text[1:], maxsplit=1)[0]
    found = _ATTRIBUTE.findall(text, len(name) + 1)
    tag, attributes = name.lower(), {each[0].lower(): unescape("".join(each[1:])) for each in found}
    faults = [*_judge(tag, attributes), *([f"<{tag}> has an attribute twice"] if found[len(attributes) :] else ())]
    refers = " ".join(
        value for name, value in attributes.items() if name in _WORDS["referring"] or (tag, name) == ("label", "for")
    )
    judged = (*(("faults", fault) for fault in faults), *(("_refers", [one]) for one in refers.split()))
    classes, is_kept = attributes.get("class", "").split(), "data-search" in attributes
    is_quiet = tag in _WORDS["unsearched"] or "data-search-exclude" in attributes or bool(_WORDS["lists"] & {*classes})
    flags = {":kept": is_kept, ":marked": is_kept or "headline" in classes, ":quiet": is_quiet}
    notes = (*_notes(tag, attributes), *_addresses(tag, attributes), *_forbidden(tag, attributes))
    return _Tag(tag, attributes, notes, judged, " ".join(flag for flag, holds in flags.items() if holds))


def _notes(tag: str, attributes: Attributes) -> Iterator[Note]:
    """What a tag says of its page, wherever it stands."""
    if attributes.get("id"):
        yield "ids", attributes["id"]
    if "data-chart" in attributes:
        yield "pictures", attributes["data-chart"]
    if "data-search" in attributes:
        yield "_has_marks", True
    if tag == "h1" and not _WORDS["about_one"].isdisjoint(attributes):
        yield "is_about_one", True
    if tag == "html":
        yield "language", attributes.get("lang", "")
    of_page = _OF_PAGE.get(attributes.get("name") or attributes.get("property") or attributes.get("rel", ""))
    if tag in {"link", "meta"} and of_page:
        yield of_page, (attributes.get("content") or attributes.get("href", "")).strip()


def _addresses(tag: str, attributes: Attributes) -> Iterator[Note]:
    """Where a tag leads, and what a browser asks for by itself because of it."""
    rel = {*attributes.get("rel", "").split()} if tag == "link" else set()
    is_link = tag in {"a", "area"} or bool(rel & _WORDS["offering"])
    if is_link and "href" in attributes:
        yield "links", attributes["href"]
        yield from [("downloads", attributes["href"])] if "download" in attributes else ()
    for name, value in attributes.items():
        if name == "srcset":
            yield from (("resources", part.split()[0]) for part in value.split(",") if part.strip())
        elif value and name in _WORDS["asked_for"] and not (is_link and name == "href") and not rel & _WORDS["naming"]:
            yield "resources", value


def _forbidden(tag: str, attributes: Attributes) -> Iterator[Note]:
    """What the security policy would stop, and what only the register of addresses may do."""
    acting = [name for name in attributes if name.startswith("on") or name == "style"]
    acting += [name for name in _WORDS["addresses"].intersection(attributes) if _BY_SCRIPT.match(attributes[name])]
    written = [f'<{tag} {name}="{attributes[name]}">' for name in acting] + (["<style>"] if tag == "style" else [])
    yield from (("faults", f"{one} is forbidden by the security policy") for one in written)
    ordered = {attributes.get("name", "").lower(), attributes.get("http-equiv", "").lower()}
    if tag == "base" or (tag == "meta" and ordered & {"refresh", "robots"}):
        shown = " ".join(f"{name}={value!r}" for name, value in attributes.items())
        yield "faults", f"<{tag} {shown}> {_DIVERTING}"


def _judge(tag: str, attributes: Attributes) -> Iterator[str]:
    """Yield what a validator would refuse in an element as it is written, wherever it stands."""
    if tag not in _WORDS["elements"] | _VOID:
        yield f"there is no element <{tag}>"
    if tag == "img" and "alt" not in attributes:
        yield "<img> has no alt"
    for name, value in attributes.items():
        if name in _VALUES and not _VALUES[name].fullmatch(value):
            yield f'<{tag} {name}="{value}">: that is no value of {name}'


def _misplaced(tag: str, above: _Place) -> Iterator[str]:
    """Yield what a validator would refuse in where an element stands."""
    if tag in _PARENTS and above.name not in _PARENTS[tag]:
        yield f"<{tag}> stands in <{above.name}>"
    if tag in _WORDS["not_in_prose"] and "p" in above.marks:
        yield f"<{tag}> stands in a paragraph"
    if tag in _WORDS["chosen"] and not _WORDS["chosen"].isdisjoint(above.marks):
        yield f"<{tag}> stands in another link or button"
