"""Charts put where the pages left room for them.

The pages carry a placeholder: SVG within the Markdown makes MkDocs five times slower and floods its search.
"""

import re
from collections.abc import Mapping
from html import escape
from xml.etree import ElementTree

_PLACE = re.compile(r'<div class="(?P<classes>chart-picture[^"]*)" data-chart="(?P<chart>[^"]+)">\s*</div>')
_PROLOGUE = re.compile(r"\A\s*(?:<\?xml[^>]*\?>\s*)?(?:<!DOCTYPE[^>]*>\s*)?")
_ACTING = frozenset(["script", "style", "foreignObject", "iframe"])
_SVG = "{http://www.w3.org/2000/svg}"


def pictures_in(html: str) -> list[str]:
    """The paths of the pictures that a page asks for."""
    return [place["chart"] for place in _PLACE.finditer(html)]


def put_pictures(html: str, pictures: Mapping[str, str]) -> tuple[str, int]:
    """The page with each placeholder filled with the SVG of its path, and how many there were.

    `pictures` holds the text of each file; raises LookupError with a sentence where there is none, or no picture.
    """

    def filled(place: re.Match[str]) -> str:
        chart = place["chart"]
        if not pictures.get(chart):
            missing = f"there is no picture {chart}"
            raise LookupError(missing)
        svg = read_picture(pictures[chart], chart)
        return f'<div class="{place["classes"]}" data-chart="{escape(chart)}" data-search-exclude>{svg}</div>'

    return _PLACE.subn(filled, html)


def read_picture(text: str, path: str) -> str:
    """The SVG as it goes into a page; LookupError says what is wrong with it."""
    svg = _PROLOGUE.sub("", text).strip()
    try:  # a file holds one picture for each layout: wide, and narrow
        pictures = list(ElementTree.fromstring(f"<p>{svg}</p>"))  # noqa: S314  drawn by ourselves a moment ago
    except ElementTree.ParseError:
        pictures = []
    if not pictures or any(picture.tag != f"{_SVG}svg" for picture in pictures):
        problem = f"{path} is no SVG picture"
        raise LookupError(problem)
    for element in (element for picture in pictures for element in picture.iter()):
        tag = element.tag.removeprefix(_SVG)
        acting = [name for name in element.attrib if name == "style" or name.startswith("on")]
        if tag in _ACTING or acting:
            problem = f"{path} holds {' '.join([f'<{tag}', *acting])}, which the security policy forbids"
            raise LookupError(problem)
    return svg
