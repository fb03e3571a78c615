"""The picture that goes with a link: its name and first sentence, of a region, a PDU, an inspection, or the site."""

import re
from textwrap import wrap

from ratings_site.model.directory import Directory
from ratings_site.model.rows import Area, Inspection
from ratings_site.model.wording import say
from ratings_site.pages.headline import area_headline, inspection_headline, picture_path
from ratings_site.pages.lists import home_sentence
from ratings_site.pages.page import environment
from ratings_site.pages.parts import in_words
from ratings_site.wording.rating import Shown

SCALE = 2 / 3
"""Pixels to its unit: 800 by 420, sharp on a phone and drawn in less than half of the time."""

LETTER = 0.53
"""How wide a letter is at most on average, in sizes of its type: of bold capitals and long words a line holds few."""

WIDEST = 1056
"""How wide a line of text may be."""


def share_pictures(directory: Directory) -> dict[str, list[str]]:
    """Every picture as bands in SVG, by the path of its PNG; an area and its newest inspection have the same."""
    areas = (*directory.regions.values(), *directory.pdus.values())
    pictures = {picture_path(area): draw_area(area, directory) for area in areas}
    pictures["pictures/site.png"] = draw_site(directory)
    return pictures | {picture_path(one): draw_inspection(one, directory) for one in directory.inspections.values()}


def draw_area(area: Area, directory: Directory) -> list[str]:
    """The picture of a region or a PDU."""
    headline = area_headline(area, directory)
    kind = say("Probation region")
    if area.parent:
        kind = say("Probation delivery unit in {region}", region=directory.regions[area.parent].name)
    return draw_share_picture(kind, area.name, headline.sentence, headline.shown)


def draw_site(directory: Directory) -> list[str]:
    """The picture of every page without one of its own: the question, and what the front page answers."""
    question = say("How good is probation where you live?")
    return draw_share_picture(say("England and Wales"), question, home_sentence(directory))


def draw_inspection(inspection: Inspection, directory: Directory) -> list[str]:
    """The picture of an inspection: that of its area where it is the newest of a region or a PDU."""
    headline, area = inspection_headline(inspection, directory), directory.area_of(inspection)
    is_newest = area.latest(directory.current_programme.programme_id) == inspection
    if is_newest and area.kind in {"region", "pdu"}:
        return draw_area(area, directory)
    kind = in_words("inspection", inspection.area_type)
    return draw_share_picture(kind, area.name, headline.sentence, headline.shown)


def draw_share_picture(kind: str, name: str, sentence: str, shown: Shown | None = None) -> list[str]:
    """A picture in bands: what it is about, its name, its rating, the first sentence of its page, the site."""
    template = environment().get_template("share.svg.jinja")
    drawn = template.render(kind=kind, name=name, sentence=sentence, shown=shown, lines=lines, letter=LETTER)
    return re.findall(r"<svg.*?</svg>", drawn, re.DOTALL)


def lines(text: str, size: float) -> list[str]:
    """The text broken at blanks into lines that fit the picture at a size of type."""
    return wrap(text, int(WIDEST / (size * LETTER)), break_long_words=False, break_on_hyphens=False)
