"""What the page that compares says: the newest ratings of every open area in the one programme that can be compared.

The page is whole without a script. The script (docs/assets/compare.js) reads the areas from the page itself.
"""

from ratings_site.model.directory import Directory, Region
from ratings_site.model.rows import Area
from ratings_site.model.wording import left_open, say, words_of
from ratings_site.pages.page import Facts, View
from ratings_site.pages.parts import citation

Group = tuple[Region | None, tuple[Area, ...]]
"""The open PDUs of a region; or all regions, which are of no other one."""


def build_compare_view(facts: Facts) -> View:
    """The areas of each kind side by side, and the words of the script."""
    words = words_of("search")["compare"]
    return {
        "kinds": {kind: say(name) for kind, name in words["kinds"].items()},
        "compared": compared(facts.directory),
        "words": left_open(words),
        "citation": citation(facts.directory, say("Compare areas"), "compare/"),
    }


def compared(directory: Directory) -> dict[str, list[Group]]:
    """The areas of each kind side by side, PDUs by region and name; two kinds are rated on different standards."""
    regions = tuple(directory.regions.values())
    pdus = [(region, region.living_pdus) for region in regions if region.living_pdus]
    return {"pdu": [*pdus], "region": [(None, regions)]}
