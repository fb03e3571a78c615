"""The picture that goes with a link: its name and first sentence, of a region, a PDU, an inspection, or the site."""

from html import escape
from textwrap import wrap

from ratings_site.model.directory import Directory
from ratings_site.model.rows import Area, Inspection
from ratings_site.model.wording import say
from ratings_site.pages.headline import area_headline, inspection_headline, picture_path
from ratings_site.pages.lists import home_sentence
from ratings_site.pages.publications import kind_words
from ratings_site.wording.rating import Shown

WIDTH, HEIGHT, MARGIN = 1200, 630, 72
"""The shape that sites which show links ask for."""

SCALE = 2 / 3
"""Pixels to its unit: 800 by 420, sharp on a phone and drawn in less than half of the time."""

LETTER = 0.53
"""How wide a letter is at most on average, in sizes of its type: of bold capitals and long words a line holds few."""

_SPACING = 1.25
_NAME, _LONG_NAME, _CHIP, _SENTENCE, _SMALL = 82.0, 58.0, 46.0, 40.0, 32.0
"""Sizes of type in pixels; a name of more than two lines is written smaller."""

_INK, _SOFT, _ACCENT, _PAPER = "#0B0C0C", "#3D3D3D", "#12436D", "#FFFFFF"


def share_pictures(directory: Directory) -> dict[str, str]:
    """Every picture as SVG, by the path of its PNG; an area and its newest inspection have the same."""
    areas = (*directory.regions.values(), *directory.pdus.values())
    pictures = {picture_path(area): draw_area(area, directory) for area in areas}
    pictures["pictures/site.png"] = draw_site(directory)
    return pictures | {picture_path(one): draw_inspection(one, directory) for one in directory.inspections.values()}


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
    return draw_share_picture(kind_words(inspection), area.name, headline.sentence, headline.shown)


def draw_share_picture(kind: str, name: str, sentence: str, shown: Shown | None = None) -> str:
    """A picture as SVG: what it is about, its name, its rating, the first sentence of its page, the site."""
    parts, y = [_text(kind, _SMALL, 96, colour=_SOFT)], 96.0
    size = _LONG_NAME if _lines(name, _NAME)[2:] else _NAME
    for line in _lines(name, size):
        y += size * _SPACING
        parts.append(_text(line, size, y, more=' font-weight="bold"'))
    y += 34
    if shown:
        parts.append(_chip(shown, y))
        y += _CHIP * 1.7
    for line in _lines(sentence, _SENTENCE):
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
    width = len(label) * _CHIP * LETTER + 60
    box = f'<rect x="{MARGIN}" y="{top:g}" width="{width:g}" height="{_CHIP * 1.5:g}"'
    middle = ' font-weight="bold" text-anchor="middle"'
    words = _text(label, _CHIP, top + _CHIP * 1.08, colour=ink, x=MARGIN + width / 2, more=middle)
    return f'{box} fill="{tint}" stroke="{ink}" stroke-width="3"{dashes}/>{words}'


def _text(text: str, size: float, y: float, *, colour: str = _INK, x: float = MARGIN, more: str = "") -> str:
    return f'<text x="{x:g}" y="{y:g}" font-size="{size:g}" fill="{colour}"{more}>{escape(text, quote=False)}</text>'


def _lines(text: str, size: float) -> list[str]:
    """The text broken at blanks into lines that fit the picture at a size of type."""
    return wrap(text, int((WIDTH - 2 * MARGIN) / (size * LETTER)), break_long_words=False, break_on_hyphens=False)
