"""What the page that compares says before any script: what can be compared, and where all areas stand side by side."""

from dataclasses import dataclass

from ratings_site.model.directory import Directory
from ratings_site.model.views.parts import Citation, Link, citation


@dataclass(frozen=True)
class CompareView:
    """The page that compares areas."""

    programme: str
    regions: tuple[Link, ...]
    citation: Citation


def build_compare_view(directory: Directory) -> CompareView:
    """Work out the page that compares areas."""
    return CompareView(
        programme=directory.current_programme.name,
        regions=tuple(Link(region.name, f"regions/{region.region_id}/") for region in directory.regions.values()),
        citation=citation(directory, "Compare areas", "compare/"),
    )
