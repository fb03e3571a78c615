"""What the page that compares says: the newest ratings of every open area in the one programme that can be compared.

The page is whole without a script. The script (docs/assets/compare.js) reads the areas from the page itself.
"""

from statistics import median

from ratings_site.model.directory import Directory, Region
from ratings_site.model.rows import Area
from ratings_site.model.wording import left_open, say, words_of
from ratings_site.pages.page import Facts, View
from ratings_site.pages.parts import citation
from ratings_site.wording.words import is_enough

Group = tuple[Region | None, tuple[Area, ...]]
"""The open PDUs of a region; or all regions, which are of no other one."""


def build_compare_view(facts: Facts) -> View:
    """The areas of each kind side by side, and the words of the script."""
    words = words_of("search")["compare"]
    return {
        "kinds": {kind: say(name) for kind, name in words["kinds"].items()},
        "compared": compared(facts.directory),
        "medians": {
            region.region_id: region_median(region, facts.directory) for region in facts.directory.regions.values()
        },
        "words": left_open(words),
        "citation": citation(facts.directory, say("Compare areas"), "compare/"),
    }


def compared(directory: Directory) -> dict[str, list[Group]]:
    """The areas of each kind side by side, PDUs by region and name; two kinds are rated on different standards."""
    regions = tuple(directory.regions.values())
    pdus = [(region, region.living_pdus) for region in regions if region.living_pdus]
    return {"pdu": [*pdus], "region": [(None, regions)]}


def region_median(region: Region, directory: Directory) -> str:
    """The median score of the PDUs of a region in the current programme, where enough scores are known to say one."""
    programme = directory.current_programme
    inspections = [inspection for pdu in region.pdus if (inspection := pdu.latest(programme.programme_id))]
    scores = [inspection.score for inspection in inspections if inspection.score is not None]
    known = say("{known} of {all} scores known", known=len(scores), all=len(inspections))
    if not inspections:
        return say("none inspected")
    if not is_enough(len(scores), len(inspections)):
        return say("no median: {known}", known=known)
    return say("median score {median}, {known}", median=f"{median(scores):g}", known=known)
