"""The picture that goes with a link: its name and first sentence, of a region, a PDU, an inspection, or the site."""

import unicodedata
from collections import defaultdict
from functools import lru_cache
from html import escape

from ratings_site.charts.draw import Drawings
from ratings_site.model.directory import Directory
from ratings_site.model.rows import Area, Inspection
from ratings_site.model.wording import say
from ratings_site.pages.headline import area_headline, inspection_headline, picture_path
from ratings_site.pages.inspections import KINDS
from ratings_site.pages.lists import home_sentence
from ratings_site.wording.rating import Shown

WIDTH, HEIGHT = 1200, 630
"""The shape that sites which show links ask for."""

SCALE = 2 / 3
"""Pixels to its unit: 800 by 420, sharp on a phone and drawn in less than half of the time."""

_MARGIN = 72
_SPACING = 1.25
_NAME, _LONG_NAME, _CHIP, _SENTENCE, _SMALL = 82.0, 58.0, 46.0, 40.0, 32.0
"""Sizes of type in pixels."""

_NAME_LINES = 2
"""A name of more lines than this is written smaller."""

_INK, _SOFT, _ACCENT, _PAPER = "#0B0C0C", "#3D3D3D", "#12436D", "#FFFFFF"


def begin_share_pictures(directory: Directory, drawings: Drawings) -> None:
    """Begin every picture; an area and its newest inspection have the same."""
    areas = (*directory.regions.values(), *directory.pdus.values())
    pictures = {picture_path(area): draw_area(area, directory) for area in areas}
    pictures["pictures/site.png"] = draw_site(directory)
    pictures |= {picture_path(one): draw_inspection(one, directory) for one in directory.inspections.values()}
    for path, svg in pictures.items():
        drawings.picture(path, svg, SCALE)


def draw_area(area: Area, directory: Directory) -> str:
    """The picture of a region or a PDU, as SVG."""
    headline = area_headline(area, directory)
    kind = say("Probation region")
    if area.parent:
        kind = say("Probation delivery unit in {region}", region=directory.regions[area.parent].name)
    return draw_share_picture(kind, area.name, headline.sentence, headline.shown)


def draw_site(directory: Directory) -> str:
    """The picture of every page without one of its own, as SVG: the question, and what the front page answers."""
    question = say("How good is probation where you live?")
    return draw_share_picture(say("England and Wales"), question, home_sentence(directory))


def draw_inspection(inspection: Inspection, directory: Directory) -> str:
    """The picture of an inspection, as SVG: that of its area where it is the newest of a region or a PDU."""
    headline, area = inspection_headline(inspection, directory), directory.area_of(inspection)
    is_newest = area.latest(directory.current_programme.programme_id) == inspection
    if is_newest and area.kind in {"region", "pdu"}:
        return draw_area(area, directory)
    return draw_share_picture(say(KINDS[inspection.area_type]), area.name, headline.sentence, headline.shown)


def draw_share_picture(kind: str, name: str, sentence: str, shown: Shown | None = None) -> str:
    """A picture as SVG: what it is about, its name, its rating, the first sentence of its page, the site."""
    inner = WIDTH - 2 * _MARGIN
    parts, y = [_text(kind, _SMALL, 96, colour=_SOFT)], 96.0
    size = _NAME if len(lines_within(name, inner / BOLD, _NAME)) <= _NAME_LINES else _LONG_NAME
    for line in lines_within(name, inner / BOLD, size):
        y += size * _SPACING
        parts.append(_text(line, size, y, bold=True))
    y += 34
    if shown:
        parts.append(_chip(shown, y))
        y += _CHIP * 1.7
    for line in lines_within(sentence, inner, _SENTENCE):
        y += _SENTENCE * _SPACING
        parts.append(_text(line, _SENTENCE, y))
    parts.append(_text(say("Probation ratings: every rating with its source"), _SMALL, HEIGHT - 54, colour=_ACCENT))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" font-family="Arial, sans-serif">'
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#FFFFFF"/><rect width="{WIDTH}" height="20" fill="{_ACCENT}"/>'
        f"{''.join(parts)}</svg>"
    )


def _chip(shown: Shown, top: float) -> str:
    """The rating with its symbol and word; what is no rating is outlined with dashes, never filled."""
    label = f"{shown.symbol} {shown.label}"
    ink, tint = (shown.grade.ink, shown.grade.tint) if shown.grade else (_SOFT, _PAPER)
    dashes = "" if shown.is_rating else ' stroke-dasharray="10 8"'
    width = width_of(label, _CHIP) * BOLD + 60
    box = f'<rect x="{_MARGIN}" y="{top:g}" width="{width:g}" height="{_CHIP * 1.5:g}"'
    words = _text(label, _CHIP, top + _CHIP * 1.08, bold=True, colour=ink, x=_MARGIN + 28)
    return f'{box} fill="{tint}" stroke="{ink}" stroke-width="3"{dashes}/>{words}'


def _text(text: str, size: float, y: float, *, bold: bool = False, colour: str = _INK, x: float = _MARGIN) -> str:
    weight = ' font-weight="bold"' if bold else ""
    return f'<text x="{x:g}" y="{y:g}" font-size="{size:g}" fill="{colour}"{weight}>{escape(text, quote=False)}</text>'


WIDTHS = {
    191: "'",
    222: "ijl’‘",
    260: "|",
    278: " !,./:;I[\\]ft·",
    333: "()-r`“”",
    355: '"',
    389: "*",
    500: "Jckssvxyz",
    556: "#$0123456789?L_abdeghnopqu–",
    584: "+<=>~×",
    611: "FTZ",
    667: "&ABEKPSVXY",
    722: "CDHNRUw",
    778: "GOQ",
    833: "Mm",
    889: "%",
    944: "W",
    1000: "—…",
    1015: "@",
}
"""Thousandths of the type size, by letter; an accent does not change the width of its letter."""

UNKNOWN_WIDTH = 667
WIDTH_OF = defaultdict(
    lambda: UNKNOWN_WIDTH, {letter: width for width, letters in WIDTHS.items() for letter in letters}
)
BOLD = 1.08
"""How much wider bold type is, at most."""


def width_of(text: str, size: float) -> float:
    """The width of a line of text in pixels, at a type size in pixels."""
    return _width(text) * size / 1000


@lru_cache(maxsize=4096)
def _width(text: str) -> int:
    if not text.isascii():
        text = "".join(letter for letter in unicodedata.normalize("NFD", text) if not unicodedata.combining(letter))
    return sum(map(WIDTH_OF.__getitem__, text))


def lines_within(text: str, width: float, size: float) -> list[str]:
    """The text broken at blanks into lines no wider than `width`; a single word may be wider."""
    lines: list[str] = []
    for word in text.split():
        if lines and width_of(f"{lines[-1]} {word}", size) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines
