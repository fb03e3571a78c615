"""The pages on which somebody finds an area without a script: all places, all postcodes, all areas side by side."""

from collections.abc import Iterator

from ratings_site.model.directory import Directory
from ratings_site.model.find import FindIndex, build_find_index
from ratings_site.model.views.compare import build_compare_view
from ratings_site.model.views.find import build_find_view, build_letter_views
from ratings_site.model.views.postcodes import Sectors, build_postcode_area_views, build_postcodes_view
from ratings_site.model.wording import left_open, say, words_of
from ratings_site.render.find import countries_by_area, credit, postcodes_by_sector, surroundings
from ratings_site.render.pages import Page

MENU = {"menu": "find/"}
"""The entry of the menu that the pages of postcodes belong to."""


def find_pages(directory: Directory) -> list[Page]:
    """The page of all places, those of postcodes, and the page that compares."""
    index = build_find_index(directory, surroundings())
    known = postcodes_by_sector()
    return [
        Page(
            path="find/index.md",
            template="find.md.jinja",
            title=say("Find your area"),
            description=say(
                "Places in England and Wales from A to Z, each with the probation unit that serves it and how that "
                "unit was rated."
            ),
            view=build_find_view(index, directory),
            extra={"credit": credit()},
        ),
        Page(
            path="postcodes/index.md",
            template="postcodes.md.jinja",
            title=say("Postcodes"),
            description=say("Every postcode area in England and Wales, with the probation units that serve it."),
            view=build_postcodes_view(known, directory),
            extra={"credit": credit(), "elsewhere": countries_by_area()},
            front=MENU,
        ),
        *letter_pages(index, directory),
        *postcode_area_pages(index, known, directory),
        Page(
            path="compare/index.md",
            template="compare.md.jinja",
            title=say("Compare areas"),
            description=say("Choose two to four probation units or regions and see their ratings side by side."),
            view=build_compare_view(directory),
            extra={"words": left_open(words_of("search")["compare"])},
        ),
    ]


def letter_pages(index: FindIndex, directory: Directory) -> Iterator[Page]:
    """One page for each letter that a name begins with."""
    for view in build_letter_views(index, directory):
        yield Page(
            path=f"find/{view.letter.lower()}.md",
            template="find-letter.md.jinja",
            title=say("Places that begin with {letter}", letter=view.letter),
            description=say(
                "Places in England and Wales that begin with {letter}, each with the probation unit that serves it.",
                letter=view.letter,
            ),
            view=view,
            extra={},
            front=MENU,
        )


def postcode_area_pages(index: FindIndex, known: Sectors, directory: Directory) -> Iterator[Page]:
    """One page for each postcode area."""
    for address, view in build_postcode_area_views(index, known, directory):
        yield Page(
            path=f"{address.removesuffix('/')}.md",
            template="postcode-area.md.jinja",
            title=say("Postcodes that begin with {area}", area=view.area),
            description=say(
                "The probation units that serve postcodes beginning with {area}, district by district.", area=view.area
            ),
            view=view,
            extra={"credit": credit()},
            front=MENU,
        )
