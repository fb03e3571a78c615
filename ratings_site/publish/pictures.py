"""Charts put where the pages left room for them.

The pages carry a placeholder: SVG within the Markdown makes MkDocs five times slower and floods its search.
"""

import re
from collections.abc import Callable
from html import escape

_PLACE = re.compile(r'<div class="(?P<classes>chart-picture[^"]*)" data-chart="(?P<chart>[^"]+)">\s*</div>')
_PROLOGUE = re.compile(r"\A\s*(?:<\?xml[^>]*\?>\s*)?(?:<!DOCTYPE[^>]*>\s*)?")
_DANGEROUS = re.compile(r"<(?:script|style|foreignObject|iframe)\b|\son\w+\s*=|\sstyle\s*=", re.IGNORECASE)


def put_pictures(html: str, read: Callable[[str], str]) -> tuple[str, int]:
    """The page with each placeholder filled with the SVG of its path, and how many there were.

    `read` gives the text of a file of the site and raises LookupError with a sentence when there is none.
    """
    return _PLACE.subn(lambda place: _filled(place["classes"], place["chart"], read), html)


def has_empty_place(html: str) -> bool:
    """Whether a placeholder was left over, because it was written in another way."""
    return "data-chart=" in re.sub(r"<div [^>]*data-chart=[^>]*>\s*<svg", "", html)


def read_picture(text: str, path: str) -> str:
    """The SVG as it goes into a page; LookupError says what is wrong with it."""
    svg = _PROLOGUE.sub("", text).strip()
    if not svg.startswith("<svg") or not svg.endswith("</svg>"):
        problem = f"{path} is not one SVG picture"
        raise LookupError(problem)
    found = _DANGEROUS.search(svg)
    if found:
        problem = f"{path} holds {found[0].strip()!r}, which the security policy forbids"
        raise LookupError(problem)
    return svg


def _filled(classes: str, chart: str, read: Callable[[str], str]) -> str:
    return f'<div class="{classes}" data-chart="{escape(chart)}" data-search-exclude>{read(chart)}</div>'
