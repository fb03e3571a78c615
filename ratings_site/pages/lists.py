"""What the pages that list areas say: the home page, the twelve regions, and every PDU from A to Z."""

from collections.abc import Mapping
from dataclasses import dataclass

from ratings_site.model.directory import Directory, Inspection
from ratings_site.model.views import charts
from ratings_site.model.views.chart import Chart
from ratings_site.model.wording import say
from ratings_site.pages.glossary import Term, terms_in
from ratings_site.pages.parts import Citation, Link, citation, pdus_sentence, shown_of
from ratings_site.pages.publications import PublicationRow, area_link, publication_rows
from ratings_site.wording.rating import Shown, shown_overall
from ratings_site.wording.sentences import points_of, programme_span, written

LATEST = 3
"""How many of the newest inspections and publications the home page names."""


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

    lead: str
    tiles_lead: str
    chart: Chart | None
    inspections: tuple[InspectionItem, ...]
    publications: tuple[PublicationRow, ...]
    ratings: int
    """How many ratings on single standards are known."""
    terms: tuple[Term, ...]
    """The words on the page that are explained on it."""
    citation: Citation


@dataclass(frozen=True)
class RegionsView:
    """The page of all regions."""

    tile_map: Chart | None
    coverage: Chart | None
    shares: Chart | None
    citation: Citation


@dataclass(frozen=True)
class PdusView:
    """The page of all PDUs: under each letter the names that begin with it, each with the PDU that it leads to."""

    chart: Chart | None
    letters: Mapping[str, tuple[tuple[str, str], ...]]
    citation: Citation


def build_home_view(directory: Directory) -> HomeView:
    """Work out what the front page says today, all of it computed from the package."""
    reported = [p for p in directory.publications.values() if p.published.value and not p.inspection_id]
    chart = charts.overall_ratings(directory)
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
    tiles = [(shown_of(region, directory), pdus_sentence(region, directory)) for region in directory.regions.values()]
    return HomeView(
        lead=lead,
        tiles_lead=tiles_lead,
        chart=chart,
        inspections=latest_inspections(directory),
        publications=publication_rows(reported, directory)[:LATEST],
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


def build_regions_view(directory: Directory) -> RegionsView:
    """Work out the page of all regions."""
    programme = directory.current_programme.programme_id
    return RegionsView(
        tile_map=charts.region_tiles(directory),
        coverage=charts.coverage(directory, programme),
        shares=charts.shares_of_ratings(directory, programme, "region"),
        citation=citation(directory, say("Regions"), "regions/"),
    )


def build_pdus_view(directory: Directory) -> PdusView:
    """Work out the A to Z of all PDUs, with other names leading to them."""
    names = {
        (name, pdu.pdu_id) for pdu in directory.pdus.values() for name in (pdu.name, *(n.name for n in pdu.other_names))
    }
    letters: dict[str, tuple[tuple[str, str], ...]] = {}
    for name, pdu_id in sorted(names, key=lambda entry: (entry[0].casefold(), entry[1])):
        letters[name[0].upper()] = (*letters.get(name[0].upper(), ()), (name, pdu_id))
    return PdusView(
        chart=charts.all_pdus(directory),
        letters=dict(sorted(letters.items())),
        citation=citation(directory, say("Probation delivery units from A to Z"), "pdus/"),
    )
