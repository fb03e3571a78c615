"""What the pages in Welsh say, below /cy/: short, and honest that they are partly in Welsh.

A page says what the Welsh catalogue has words for, and leads to the report in Welsh and to the page in English, which
says the rest. What the catalogue has not is in English and marked as English.
"""

from ratings_site.model.directory import Area, Directory, build_directory
from ratings_site.model.wording import say, speaking, without_signs
from ratings_site.pages import answers
from ratings_site.pages.area import WORDS, newest_told
from ratings_site.pages.headline import area_headline, picture_path
from ratings_site.pages.page import FOLDERS, Page, View

WALES = "Wales"
"""The nation whose regions have pages in Welsh."""


def welsh_areas(directory: Directory) -> list[Area]:
    """The areas that have pages in Welsh: each region of Wales, and after it its open PDUs."""
    regions = [region for region in directory.regions.values() if region.nation == WALES]
    return [area for region in regions for area in (region, *region.living_pdus)]


def welsh_pages(directory: Directory) -> list[Page]:
    """The way in, /cy/, which lists the areas, and a page for each of them; none where there is no such area."""
    with speaking("cy"):
        welsh = build_directory(directory.tables)
        areas, partly = welsh_areas(welsh), without_signs(say("Welsh (partly)"))
        listed = [(area, area_headline(area, welsh)) for area in areas]
        first = Page(
            path=f"{FOLDERS['cy']}index.md",
            template="welsh-index.md.jinja",
            title=partly,
            description=", ".join(without_signs(area.name) for area in areas),
            view={"listed": listed},
            language="cy",
            extra={"directory": welsh},
        )
        return [first, *(welsh_page(area, welsh, partly) for area in areas)] if areas else []


def welsh_page(area: Area, directory: Directory, partly: str) -> Page:
    """The page of an area: its report in Welsh first, its name and rating, and what inspectors found, in short."""
    kind = say(WORDS[area.kind]["kind"])
    return Page(
        path=f"{FOLDERS['cy']}{area.address.removesuffix('/')}.md",
        template="welsh.md.jinja",
        title=f"{without_signs(area.name)} ({partly})",
        description=without_signs(f"{area.name}: {kind}"),
        view=welsh_view(area, directory),
        language="cy",
        extra={"area": area, "directory": directory},
        front={"feed": f"{area.address}feed.xml", "picture": picture_path(area)},
    )


def welsh_view(area: Area, directory: Directory) -> View:
    """What a page in Welsh says of an area."""
    newest, told_by = area.latest(directory.current_programme.programme_id), newest_told(area, directory)
    found = answers.safety_told(told_by, directory)[:1] if told_by else ()
    good = answers.good_told(newest, directory)[:1] if newest else ()
    return {
        "kind": say(WORDS[area.kind]["kind"]),
        "headline": area_headline(area, directory),
        "newest": newest,
        "reported": [inspection for inspection in area.inspections if inspection.counts],
        "found": (*found, *good),
        "others": [other for other in welsh_areas(directory) if other != area],
    }
