"""What the pages that list areas say: the home page, the twelve regions, and every PDU from A to Z."""

from ratings_site import charts
from ratings_site.model.directory import Directory, Inspection
from ratings_site.model.wording import say
from ratings_site.pages.glossary import terms_in
from ratings_site.pages.page import View
from ratings_site.pages.parts import citation, pdus_sentence, shown_of
from ratings_site.pages.publications import publication_rows
from ratings_site.wording.sentences import programme_span

LATEST = 3
"""How many of the newest inspections and publications the home page names."""


def build_home_view(directory: Directory) -> View:
    """What the front page says today, all of it computed from the package."""
    reported = [p for p in directory.publications.values() if p.published.value and not p.inspection_id]
    chart = charts.overall_ratings(directory)
    lead = say(
        "HM Inspectorate of Probation rates how well probation works in England and Wales, in {regions} regions and "
        "{pdus} probation delivery units (PDUs). This site puts its ratings in one place as open data, each with its "
        "source.",
        regions=len(directory.regions),
        pdus=sum(not pdu.is_closed for pdu in directory.pdus.values()),
    )
    tiles_lead = say(
        "Each tile shows the region’s own overall rating in {programme}.",
        programme=programme_span(directory.current_programme),
    )
    tiles = [(shown_of(region, directory), pdus_sentence(region, directory)) for region in directory.regions.values()]
    return {
        "lead": lead,
        "tiles_lead": tiles_lead,
        "chart": chart,
        "inspections": latest_inspections(directory),
        "publications": publication_rows(reported, directory)[:LATEST],
        "ratings": sum(bool(rating.rating) for inspection in directory.counted for rating in inspection.ratings),
        "terms": terms_in(lead, tiles_lead, chart, tiles),
        "citation": citation(directory, say("Probation ratings"), ""),
    }


def latest_inspections(directory: Directory) -> tuple[Inspection, ...]:
    """The newest inspections of regions and PDUs; a date known only to the year does not outrank a later month."""
    dated = [i for i in directory.counted if i.published.value and directory.area_of(i).address]
    dated.sort(key=lambda i: i.inspection_id)
    return tuple(sorted(dated, key=lambda i: i.published.sort_key, reverse=True)[:LATEST])


def build_regions_view(directory: Directory) -> View:
    """The charts of the page of all regions, which lists them itself."""
    programme = directory.current_programme.programme_id
    return {
        "tile_map": charts.region_tiles(directory),
        "shares": charts.shares_of_ratings(directory, programme, "region"),
        "citation": citation(directory, say("Regions"), "regions/"),
    }


def build_pdus_view(directory: Directory) -> View:
    """Under each letter the names that begin with it, former ones too, each with the PDU that it leads to."""
    pdus = directory.pdus.values()
    names = {(name, pdu.pdu_id) for pdu in pdus for name in (pdu.name, *(other.name for other in pdu.other_names))}
    letters: dict[str, list[tuple[str, str]]] = {}
    for name, pdu_id in sorted(names, key=lambda entry: (entry[0].casefold(), entry[1])):
        letters.setdefault(name[0].upper(), []).append((name, pdu_id))
    return {
        "chart": charts.all_pdus(directory),
        "letters": dict(sorted(letters.items())),
        "citation": citation(directory, say("Probation delivery units from A to Z"), "pdus/"),
    }
