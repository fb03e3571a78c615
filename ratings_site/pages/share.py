"""The picture that goes with a link: its name and first sentence, of a region, a PDU, an inspection, or the site."""

import re
from textwrap import wrap

from ratings_site.model.directory import Directory
from ratings_site.model.wording import say
from ratings_site.pages import area, lists, page, parts
from ratings_site.wording.rating import Shown

SCALE = 2 / 3
"""Pixels to its unit: 800 by 420, sharp on a phone and drawn in less than half of the time."""

LETTER = 0.53
"""How wide a letter is at most on average, in sizes of its type: of bold capitals and long words a line holds few."""

WIDEST = 1056
"""How wide a line of text may be."""


def share_pictures(directory: Directory) -> dict[str, list[str]]:
    """Every picture as bands in SVG, by the path of its PNG; an area and its newest inspection have the same.

    Pages without one of their own have that of the site: the question, and what the front page answers.
    """
    question = say("How good is probation where you live?")
    pictures = {"pictures/site.png": draw(say("England and Wales"), question, lists.home_sentence(directory))}
    drawn: dict[str, list[str]] = {}
    for shown in (*directory.regions.values(), *directory.pdus.values()):
        kind, headline = say("Probation region"), area.area_headline(shown, directory)
        if shown.parent:
            kind = say("Probation delivery unit in {region}", region=directory.regions[shown.parent].name)
        picture = pictures[area.picture_path(shown)] = draw(kind, shown.name, headline.sentence, headline.shown)
        if newest := shown.latest(directory.current_programme.programme_id):
            drawn[newest.inspection_id] = picture
    for key, one in directory.inspections.items():
        headline = area.inspection_headline(one, directory)
        kind, name = parts.in_words("inspection", one.area_type), directory.area_of(one).name
        pictures[area.picture_path(one)] = drawn.get(key) or draw(kind, name, headline.sentence, headline.shown)
    return pictures


def draw(kind: str, name: str, sentence: str, shown: Shown | None = None) -> list[str]:
    """A picture in bands: what it is about, its name, its rating, the first sentence of its page, the site."""
    template = page.environment().get_template("share.svg.jinja")
    picture = template.render(kind=kind, name=name, sentence=sentence, shown=shown, lines=lines, letter=LETTER)
    return re.findall(r"<svg.*?</svg>", picture, re.DOTALL)


def lines(text: str, size: float) -> list[str]:
    """The text broken at blanks into lines that fit the picture at a size of type."""
    return wrap(text, int(WIDEST / (size * LETTER)), break_long_words=False, break_on_hyphens=False)
