"""The pages in Welsh below /cy/: the region of Wales and its PDUs, at the addresses they have in English."""

from ratings_site.model.directory import Directory
from ratings_site.model.views.welsh import WelshArea, build_welsh_pdu, build_welsh_region, welsh_regions
from ratings_site.model.wording import in_welsh, read_wording
from ratings_site.render.pages import Page

FOLDER = "cy/"


def welsh_pages(directory: Directory) -> list[Page]:
    """One page for each region of Wales and each of its open PDUs; the first region's again as the way in, /cy/."""
    regions = welsh_regions(directory)
    views = [build_welsh_region(region, directory) for region in regions]
    views += [build_welsh_pdu(pdu, directory) for region in regions for pdu in region.living_pdus]
    language = in_welsh("terms", "welsh").text
    pages = [welsh_page(FOLDER + view.english.address, view, f"{view.name.text} ({language})") for view in views]
    return [*(welsh_page(f"{FOLDER}index", view, language) for view in views[:1]), *pages]


def welsh_page(address: str, view: WelshArea, title: str) -> Page:
    """One page in Welsh; its title says which language it is in, since some names are the same in both."""
    return Page(
        path=f"{address.removesuffix('/')}.md",
        template="welsh.md.jinja",
        title=title,
        description=f"{view.name.text}: {view.kind.text}",
        view=view,
        extra={"terms": {key: in_welsh("terms", key) for key in read_wording()["terms"]}},
    )
