"""The pages of regions and PDUs: in English, and those of Wales in Welsh too, below /cy/ at the same addresses."""

from collections.abc import Iterator
from dataclasses import replace

from ratings_site.model.directory import Directory, Pdu, Region
from ratings_site.model.views.pdu import build_pdu_view
from ratings_site.model.views.region import build_region_view
from ratings_site.model.views.welsh import build_welsh_note, build_welsh_view, welsh_areas
from ratings_site.model.wording import said_in_welsh, say
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
        description=say("region.description", name=region.name, headline=view.headline.text),
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
        description=say("pdu.description", name=pdu.name, headline=view.headline.text),
        view=view,
        extra={"region_id": pdu.region_id},
        front={
            "feed": f"{pdu.address}feed.xml",
            "picture": picture_path(pdu),
            "menu": directory.regions[pdu.region_id].address,
        },
    )


def welsh_pages(directory: Directory) -> Iterator[Page]:
    """One page for each region of Wales and each of its open PDUs; the first one's again as the way in, /cy/."""
    language = in_words(say("terms.welsh"))
    for number, area in enumerate(welsh_areas(directory)):
        page = welsh_page(area, directory)
        if number == 0:
            yield replace(page, path=f"{FOLDERS['cy']}index.md", title=language)
        yield replace(page, title=f"{page.title} ({language})")


def welsh_page(area: Pdu | Region, directory: Directory) -> Page:
    """The page of an area in Welsh: the same template and the same facts, as far as they are said in Welsh."""
    page = pdu_page(area, directory) if isinstance(area, Pdu) else region_page(area, directory)
    name, kind = in_words(area.name), in_words(say("pdu.kind" if isinstance(area, Pdu) else "region.kind"))
    return replace(
        page,
        path=f"{FOLDERS['cy']}{page.path}",
        title=name,
        description=f"{name}: {kind}",
        view=build_welsh_view(area, directory),
        extra={**page.extra, "welsh": build_welsh_note(area, directory)},
        language="cy",
    )


def in_words(text: str) -> str:
    """A text in Welsh as plain text, for the head of a page; in English where the catalogue has no Welsh."""
    return "".join(piece.text for piece in said_in_welsh(text))
