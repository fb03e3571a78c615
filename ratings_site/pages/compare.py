"""What the page that compares says: the newest ratings of every open area in the one programme that can be compared.

The page is whole without a script. The script (docs/assets/compare.js) reads the areas from the page itself.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from ratings_site.model.directory import Directory, Region
from ratings_site.model.rows import Area
from ratings_site.model.wording import say, words_of
from ratings_site.pages.parts import Citation, citation

Group = tuple[Region | None, tuple[Area, ...]]
"""The open PDUs of a region; or all regions, which are of no other one."""


@dataclass(frozen=True)
class CompareView:
    """The page that compares areas: what each kind of them is called."""

    kinds: Mapping[str, str]
    citation: Citation


def build_compare_view(directory: Directory) -> CompareView:
    """Work out what the page that compares areas says beside the areas."""
    kinds = {kind: say(name) for kind, name in words_of("search")["compare"]["kinds"].items()}
    return CompareView(kinds, citation(directory, say("Compare areas"), "compare/"))


def compared(directory: Directory) -> dict[str, list[Group]]:
    """The areas of each kind side by side, PDUs by region and name; two kinds are rated on different standards."""
    regions = tuple(directory.regions.values())
    pdus = [(region, region.living_pdus) for region in regions if region.living_pdus]
    return {"pdu": [*pdus], "region": [(None, regions)]}
