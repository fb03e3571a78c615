"""What the page that compares says: the newest ratings of every open area in the one programme that can be compared.

The page is whole without a script. The script (docs/assets/compare.js) reads the areas from the page itself.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from ratings_site.model.directory import Directory
from ratings_site.model.rows import Area
from ratings_site.model.views.parts import Citation, Link, citation, standard_cells
from ratings_site.model.views.rating import NOT_YET_INSPECTED, Shown, shown_overall
from ratings_site.model.views.sentences import points_of, written
from ratings_site.model.wording import say, words_of


@dataclass(frozen=True)
class CompareRow:
    """One area with its newest overall rating in the programme, and its rating on each standard."""

    area_id: str
    page: Link
    shown: Shown
    score: str
    published: str
    cells: tuple[Shown, ...]


@dataclass(frozen=True)
class CompareGroup:
    """The PDUs of one region; or all regions, and then there is no `region` and `region_id` is empty."""

    region_id: str
    region: Link | None
    rows: tuple[CompareRow, ...]


@dataclass(frozen=True)
class CompareTable:
    """All areas of one kind ("pdu" or "region") side by side; areas of two kinds are rated on different standards."""

    kind: str
    name: str
    standards: tuple[str, ...]
    groups: tuple[CompareGroup, ...]


@dataclass(frozen=True)
class CompareView:
    """The page that compares areas."""

    programme: str
    tables: tuple[CompareTable, ...]
    citation: Citation


def build_compare_view(directory: Directory) -> CompareView:
    """Work out the page that compares areas: PDUs by region and name, then regions by name."""
    regions = tuple(directory.regions.values())
    of_regions = (
        CompareGroup(region.region_id, area_link(region), _rows("pdu", region.living_pdus, directory))
        for region in regions
    )
    return CompareView(
        programme=directory.current_programme.name,
        tables=(
            _table("pdu", tuple(group for group in of_regions if group.rows), directory),
            _table("region", (CompareGroup("", None, _rows("region", regions, directory)),), directory),
        ),
        citation=citation(directory, say("Compare areas"), "compare/"),
    )


def area_link(area: Area) -> Link:
    """An area's name, leading to its page."""
    return Link(area.name, area.address)


def _table(kind: str, groups: tuple[CompareGroup, ...], directory: Directory) -> CompareTable:
    standards = directory.standards_of(directory.current_programme.programme_id, kind)
    names = tuple(standard.name for standard in standards)
    return CompareTable(kind, say(words_of("search")["compare"]["kinds"][kind]), names, groups)


def _rows(kind: str, areas: Iterable[Area], directory: Directory) -> tuple[CompareRow, ...]:
    return tuple(_row(kind, area, directory) for area in areas)


def _row(kind: str, area: Area, directory: Directory) -> CompareRow:
    programme = directory.current_programme.programme_id
    inspection = area.latest(programme)
    return CompareRow(
        area_id=area.id,
        page=area_link(area),
        shown=shown_overall(inspection),
        score=points_of(inspection.score, inspection.max_score) if inspection else "",
        published=written(inspection.published) if inspection else "",
        cells=standard_cells(inspection, directory.standards_of(programme, kind), Shown(NOT_YET_INSPECTED)),
    )
