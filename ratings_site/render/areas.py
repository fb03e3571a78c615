"""The pages of regions and PDUs: in English, and those of Wales in Welsh too, below /cy/ at the same addresses."""

from collections.abc import Iterator
from dataclasses import replace

from ratings_site.model.directory import Directory, Pdu, Region, build_directory
from ratings_site.model.views.pdu import build_pdu_view
from ratings_site.model.views.region import build_region_view
from ratings_site.model.views.terms import Term
from ratings_site.model.views.welsh import build_welsh_note, build_welsh_view, welsh_areas
from ratings_site.model.wording import say, speaking, without_signs
from ratings_site.render.pages import FOLDERS, Page
from ratings_site.render.share import picture_path


def area_pages(directory: Directory) -> Iterator[Page]:
    """One page for every region and for every PDU, living or closed."""
    yield from (region_page(region, directory) for region in directory.regions.values())
    yield from (pdu_page(pdu, directory) for pdu in directory.pdus.values())


def region_page(region: Region, directory: Directory) -> Page:
    """The page of a region."""
    view = build_region_view(region, directory)
    return Page(
        path=region.address.removesuffix("/") + ".md",
        template="region.md.jinja",
        title=region.name,
        description=say("{name} probation region: {headline}", name=region.name, headline=view.headline.text),
        view=view,
        extra={},
        front={"feed": f"{region.address}feed.xml", "picture": picture_path(region)},
    )


def pdu_page(pdu: Pdu, directory: Directory) -> Page:
    """The page of a PDU."""
    view = build_pdu_view(pdu, directory)
    return Page(
        path=pdu.address.removesuffix("/") + ".md",
        template="pdu.md.jinja",
        title=pdu.name,
        description=say("{name} probation delivery unit: {headline}", name=pdu.name, headline=view.headline.text),
        view=view,
        extra={"region_id": pdu.region_id},
        front={
            "feed": f"{pdu.address}feed.xml",
            "picture": picture_path(pdu),
            "menu": directory.regions[pdu.region_id].address,
        },
    )


def welsh_pages(directory: Directory) -> list[Page]:
    """One page for each region of Wales and each of its open PDUs; the first one's again as the way in, /cy/."""
    with speaking("cy"):
        welsh = build_directory(directory.tables)
        language = without_signs(say("Welsh"))
        pages = [welsh_page(area, welsh, english_terms(area, directory)) for area in welsh_areas(welsh)]
    first = [replace(page, path=f"{FOLDERS['cy']}index.md", title=language) for page in pages[:1]]
    return [*first, *(replace(page, title=f"{page.title} ({language})") for page in pages)]


def welsh_page(area: Pdu | Region, directory: Directory, terms: tuple[Term, ...]) -> Page:
    """The page of an area in Welsh: the same template and the same facts, as far as they are said in Welsh."""
    page = pdu_page(area, directory) if isinstance(area, Pdu) else region_page(area, directory)
    kind = say("Probation delivery unit" if isinstance(area, Pdu) else "Probation region")
    return replace(
        page,
        path=f"{FOLDERS['cy']}{page.path}",
        title=without_signs(area.name),
        description=without_signs(f"{area.name}: {kind}"),
        view=replace(build_welsh_view(area, directory), terms=terms),
        extra={**page.extra, "welsh": build_welsh_note(area, directory)},
        language="cy",
    )


def english_terms(area: Pdu | Region, directory: Directory) -> tuple[Term, ...]:
    """The words that the English page of an area explains."""
    with speaking("en"):
        if isinstance(area, Pdu):
            return build_pdu_view(directory.pdus[area.pdu_id], directory).terms
        return build_region_view(directory.regions[area.region_id], directory).terms
