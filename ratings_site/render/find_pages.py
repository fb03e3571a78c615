"""The pages on which somebody finds an area without a script: all places, all postcodes, all areas side by side."""

from collections.abc import Iterator

from ratings_site.model.directory import Directory
from ratings_site.model.find import FindIndex, build_find_index
from ratings_site.model.views.compare import build_compare_view
from ratings_site.model.views.find import build_find_view, build_letter_views
from ratings_site.model.views.postcodes import Sectors, build_postcode_area_views, build_postcodes_view
from ratings_site.model.wording import read_wording, say
from ratings_site.render.find import countries_by_area, credit, postcodes_by_sector, surroundings
from ratings_site.render.pages import Page

MENU = {"menu": "find/"}
"""The entry of the menu that the pages of postcodes belong to."""


def find_pages(directory: Directory) -> list[Page]:
    """The page of all places, those of postcodes, and the page that compares."""
    index = build_find_index(directory, surroundings())
    known = postcodes_by_sector()
    words = read_wording()["compare"]
    return [
        Page(
            path="find/index.md",
            template="find.md.jinja",
            title=say("find.title"),
            description=say("find.description"),
            view=build_find_view(index, directory),
            extra={"credit": credit()},
        ),
        Page(
            path="postcodes/index.md",
            template="postcodes.md.jinja",
            title=say("postcodes.title"),
            description=say("postcodes.description"),
            view=build_postcodes_view(known, directory),
            extra={"credit": credit(), "elsewhere": countries_by_area()},
            front=MENU,
        ),
        *letter_pages(index, directory),
        *postcode_area_pages(index, known, directory),
        Page(
            path="compare/index.md",
            template="compare.md.jinja",
            title=say("compare.title"),
            description=say("compare.description"),
            view=build_compare_view(directory),
            extra={"words": {**words["script"], "kinds": words["kinds"]}},
        ),
    ]


def letter_pages(index: FindIndex, directory: Directory) -> Iterator[Page]:
    """One page for each letter that a name begins with."""
    for view in build_letter_views(index, directory):
        yield Page(
            path=f"find/{view.letter.lower()}.md",
            template="find-letter.md.jinja",
            title=say("find_page.letter", letter=view.letter),
            description=say("find_page.letter_description", letter=view.letter),
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
            title=say("postcodes.area", area=view.area),
            description=say("postcodes.area_description", area=view.area),
            view=view,
            extra={"credit": credit()},
            front=MENU,
        )
