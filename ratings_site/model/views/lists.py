"""What the pages that list areas say: the home page, the twelve regions, and every PDU from A to Z."""

from dataclasses import dataclass

from ratings_site.model.directory import Directory, Inspection, Pdu, Region
from ratings_site.model.rows import area_address
from ratings_site.model.views import charts
from ratings_site.model.views.chart import Chart
from ratings_site.model.views.parts import Citation, Link, PduRow, citation, pdu_row
from ratings_site.model.views.publications import PublicationRow, area_link, publication_rows
from ratings_site.model.views.rating import Shown, shown_overall
from ratings_site.model.views.region import pdus_sentence
from ratings_site.model.views.sentences import points_of, programme_span, written
from ratings_site.model.views.terms import Term, terms_in
from ratings_site.model.wording import say

LATEST = 3
"""How many of the newest inspections and publications the home page names."""


@dataclass(frozen=True)
class RegionTile:
    """A region on the tile map: where it stands, its overall rating and how its PDUs fared."""

    region_id: str
    name: str
    map_number: int
    row: int
    column: int
    shown: Shown
    published: str
    pdus_sentence: str


@dataclass(frozen=True)
class InspectionItem:
    """An inspection among the latest ones."""

    area: Link
    shown: Shown
    score: str
    published: str


@dataclass(frozen=True)
class HomeView:
    """The front page."""

    title: str
    lead: str
    state: str
    tiles_lead: str
    chart: Chart | None
    tiles: tuple[RegionTile, ...]
    inspections: tuple[InspectionItem, ...]
    publications: tuple[PublicationRow, ...]
    version: str
    released: str
    regions: int
    ratings: int
    terms: tuple[Term, ...]
    """The words on the page that are explained on it."""
    citation: Citation


@dataclass(frozen=True)
class RegionsView:
    """The page of all regions."""

    tiles: tuple[RegionTile, ...]
    tile_map: Chart | None
    coverage: Chart | None
    shares: Chart | None
    citation: Citation


@dataclass(frozen=True)
class PduEntry:
    """One PDU in the A to Z, or another name that leads to it."""

    name: str
    pdu_id: str
    pdu_name: str
    region: Link
    row: PduRow
    closed: bool
    places: tuple[str, ...]

    @property
    def page(self) -> Link:
        return Link(self.pdu_name, area_address("pdu", self.pdu_id))

    @property
    def is_other_name(self) -> bool:
        return self.name != self.pdu_name


@dataclass(frozen=True)
class Letter:
    """The entries that begin with one letter."""

    letter: str
    entries: tuple[PduEntry, ...]


@dataclass(frozen=True)
class PdusView:
    """The page of all PDUs."""

    living: int
    closed: int
    chart: Chart | None
    letters: tuple[Letter, ...]
    citation: Citation


def build_home_view(directory: Directory) -> HomeView:
    """Work out what the front page says today, all of it computed from the package."""
    chart, tiles = charts.overall_ratings(directory), region_tiles(directory)
    reported = [p for p in directory.publications.values() if p.published.value and not p.inspection_id]
    newest = publication_rows(reported, directory)
    lead = say(
        "HM Inspectorate of Probation rates how well probation works in England and Wales, in {regions} regions and "
        "{pdus} probation delivery units (PDUs). This site puts its ratings in one place as open data, each with its "
        "source.",
        regions=len(directory.regions),
        pdus=sum(pdu.closed is None for pdu in directory.pdus.values()),
    )
    tiles_lead = say(
        "Each tile shows the region’s own overall rating in {programme}.",
        programme=programme_span(directory.current_programme),
    )
    return HomeView(
        title=say("How good is probation where you live?"),
        lead=lead,
        tiles_lead=tiles_lead,
        state=chart.headline if chart else say("No PDU has been inspected in this programme."),
        chart=chart,
        tiles=tiles,
        inspections=latest_inspections(directory),
        publications=newest[:LATEST],
        version=directory.package.version,
        released=citation(directory, "", "").day,
        regions=len(directory.regions),
        ratings=sum(bool(rating.rating) for inspection in directory.counted for rating in inspection.ratings),
        terms=terms_in(lead, tiles_lead, chart, tiles),
        citation=citation(directory, say("Probation ratings"), ""),
    )


def latest_inspections(directory: Directory) -> tuple[InspectionItem, ...]:
    """The newest inspections of regions and PDUs; a date known only to the year does not outrank a later month."""
    dated = [i for i in directory.counted if i.published.value and i.area_type in {"pdu", "region"}]
    dated.sort(key=lambda i: i.inspection_id)
    dated.sort(key=lambda i: i.published.sort_key, reverse=True)
    return tuple(item for i in dated[:LATEST] if (item := inspection_item(i, directory)))


def inspection_item(inspection: Inspection, directory: Directory) -> InspectionItem | None:
    """An inspection of a region or a PDU as an item; None for one of another body."""
    area = area_link(inspection, directory)
    if area is None:
        return None
    score = points_of(inspection.score, inspection.max_score)
    return InspectionItem(area, shown_overall(inspection), score, written(inspection.published))


def region_tiles(directory: Directory) -> tuple[RegionTile, ...]:
    """The regions as tiles, from the top left of the map."""
    ordered = sorted(directory.regions.values(), key=lambda region: (region.grid_row, region.grid_column))
    return tuple(region_tile(region, directory) for region in ordered)


def region_tile(region: Region, directory: Directory) -> RegionTile:
    """One region as a tile."""
    inspection = region.latest(directory.current_programme.programme_id)
    return RegionTile(
        region_id=region.region_id,
        name=region.name,
        map_number=region.map_number,
        row=region.grid_row,
        column=region.grid_column,
        shown=shown_overall(inspection),
        published=written(inspection.published) if inspection else "",
        pdus_sentence=pdus_sentence(region, directory),
    )


def build_regions_view(directory: Directory) -> RegionsView:
    """Work out the page of all regions."""
    programme = directory.current_programme.programme_id
    return RegionsView(
        tiles=region_tiles(directory),
        tile_map=charts.region_tiles(directory),
        coverage=charts.coverage(directory, programme),
        shares=charts.shares_of_ratings(directory, programme, "region"),
        citation=citation(directory, say("Regions"), "regions/"),
    )


def build_pdus_view(directory: Directory) -> PdusView:
    """Work out the A to Z of all PDUs, with other names leading to them."""
    entries = sorted(
        (entry for pdu in directory.pdus.values() for entry in pdu_entries(pdu, directory)),
        key=lambda entry: (entry.name.casefold(), entry.pdu_id),
    )
    letters = sorted({entry.name[0].upper() for entry in entries})
    return PdusView(
        living=sum(pdu.closed is None for pdu in directory.pdus.values()),
        closed=sum(pdu.closed is not None for pdu in directory.pdus.values()),
        chart=charts.all_pdus(directory),
        letters=tuple(
            Letter(letter, tuple(entry for entry in entries if entry.name[0].upper() == letter)) for letter in letters
        ),
        citation=citation(directory, say("Probation delivery units from A to Z"), "pdus/"),
    )


def pdu_entries(pdu: Pdu, directory: Directory) -> list[PduEntry]:
    """A PDU under its name and under each of its other names."""
    programme = directory.current_programme.programme_id
    row = pdu_row(pdu, pdu.latest(programme), ())
    names = sorted({pdu.name, *(other.name for other in pdu.other_names)})
    return [
        PduEntry(
            name=name,
            pdu_id=pdu.pdu_id,
            pdu_name=pdu.name,
            region=Link(pdu.region_name, directory.regions[pdu.region_id].address),
            row=row,
            closed=pdu.closed is not None,
            places=tuple(sorted({place.place for place in pdu.places})),
        )
        for name in names
    ]
