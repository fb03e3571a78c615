"""Pages made light for MkDocs, which spends nine tenths of its time on HTML that it only passes through.

Each block of finished HTML waits outside while MkDocs makes the page around it, and comes in again afterwards, as it
stands in docs/. So does the description, which changes with every rating. What MkDocs is given are the headings and
what is written in Markdown; as long as that is the same, so is what it makes.
"""

import json
import posixpath
import re
from collections.abc import Callable, Collection, Mapping
from typing import NamedTuple

from markupsafe import escape

from ratings_site.publish.problems import PublishError

_BLOCKS = (
    "article aside blockquote details div dl figure footer form h1 h2 h3 h4 h5 h6 header nav noscript ol p "
    "script section table ul"
)
_BLOCK = re.compile(rf"<({_BLOCKS.replace(' ', '|')})(?=[\s>])")
_TAGS = {name: re.compile(rf"<(/?){name}(?=[\s>])[^>]*>") for name in _BLOCKS.split()}
_WHOLE = ("\n```", "\n~~~", "<!--")
"""Signs of a page in which a line that begins with a tag may be something else than the beginning of a block."""
_MARKDOWN = re.compile(r"<[^<>]*\smarkdown[=>\s]")
"""An element within which MkDocs reads Markdown."""
_RUN = re.compile(r"\n[ \t]*\n(?=<)")
"""What stands before a line that begins with a tag and comes after an empty one."""
_FRONT = re.compile(r"---\n.*?\n---\n", re.DOTALL)
_DESCRIPTION = re.compile(r'^description: (".*")$', re.MULTILINE)
_PLACE = re.compile(r'<div data-part="(\d+)"></div>')
_TO_PART = re.compile(r"\]\s*[(:]\s*<?([^\s()<>#]*)#")
"""The file that a link leads into a part of."""
_FILE = re.compile(r"[\w./-]+\.\w+")
_SAID = "[[description]]"


class Light(NamedTuple):
    """A page without its blocks of HTML and its description, and those, in order; blocks in UTF-8, half the room."""

    markdown: str
    parts: tuple[bytes, ...] = ()
    description: str = ""


def lighten_all(pages: Collection[str], read: Callable[[str], str]) -> dict[str, Light]:
    """Every page of docs/ made light, by its path; `read` gives the text of one: all are too many to hold twice.

    One of which a link in Markdown names a part stays as it is: MkDocs looks whether the part is there.
    """
    light = {path: lighten(read(path)) for path in pages}
    for path, page in list(light.items()):
        for link in _TO_PART.findall(page.markdown):
            aim = posixpath.normpath(posixpath.join(posixpath.dirname(path), link)) if link else path
            if aim in pages:
                light[aim] = Light(read(aim))
    return light


def named_in(pages: Mapping[str, Light], files: Collection[str], coming: tuple[str, ...] = ()) -> set[str]:
    """Those of the files, which are no pages, that a page may link to in Markdown.

    What would lie in the folders that are still `coming` is taken to be there: our own look at the links comes later.
    """
    names = ((posixpath.dirname(path), name) for path, page in pages.items() for name in _FILE.findall(page.markdown))
    aims = {posixpath.normpath(posixpath.join(*parts)) for parts in names}
    return {aim for aim in aims - pages.keys() if aim in files or aim.startswith(coming)}


def lighten(markdown: str) -> Light:
    """Take out of a page what MkDocs would pass through."""
    front = _FRONT.match(markdown)
    head, body = (front[0], markdown[front.end() :]) if front else ("", markdown)
    body = f"\n\n{body}"
    if any(sign in body for sign in _WHOLE) or _PLACE.search(body) or _SAID in markdown:
        return Light(markdown)
    if described := _DESCRIPTION.search(head):
        head = f'{head[: described.start(1)]}"{_SAID}"{head[described.end(1) :]}'
    parts: list[bytes] = []
    pieces, at = [], 0
    for run in _RUN.finditer(body):
        begin = run.end()
        if begin >= at and (end := _end_of_html(body, begin)) > begin:
            pieces += [body[at:begin], f'<div data-part="{len(parts)}"></div>']
            parts.append(body[begin:end].encode())
            at = end
    pieces.append(body[at:])
    return Light(head + "".join(pieces)[2:], tuple(parts), json.loads(described[1]) if described else "")


def put_back(html: str, light: Light, path: str) -> str:
    """The page that MkDocs made with what was taken out of it; PublishError where a place for it was lost."""
    found = [int(place) for place in _PLACE.findall(html)]
    if sorted(found) != list(range(len(light.parts))):
        raise PublishError([f"{path}: of {len(light.parts)} blocks of HTML, {len(found)} came out of MkDocs"])
    html = html.replace(_SAID, str(escape(light.description))) if light.description else html
    return _PLACE.sub(lambda place: light.parts[int(place[1])].decode(), html)


def _end_of_html(text: str, begin: int) -> int:
    """How far a text that begins here is HTML elements, one after the other, each with its end at the end of a line."""
    end = at = begin
    while begun := _BLOCK.match(text, at):
        depth = 0
        for tag in _TAGS[begun[1]].finditer(text, at):
            depth += -1 if tag[1] else 1
            if depth == 0:
                at = tag.end()
                break
        if depth or text[at : at + 1] not in {"\n", ""}:
            break
        if text.find("markdown", end, at) > 0 and _MARKDOWN.search(text, end, at):
            break
        end, at = at, at + 1
    return end
