"""The pages in Welsh below /cy/: the region of Wales and its PDUs, at the addresses they have in English."""

from ratings_site.model.directory import Directory
from ratings_site.model.views.welsh import WelshArea, build_welsh_pdu, build_welsh_region, welsh_regions
from ratings_site.model.wording import in_welsh, read_wording
from ratings_site.render.pages import Page

FOLDER = "cy/"


def welsh_pages(directory: Directory) -> list[Page]:
    """One page for each region of Wales and each of its open PDUs, and the same region's again as /cy/."""
    regions = welsh_regions(directory)
    views = [build_welsh_region(region, directory) for region in regions]
    pdus = [build_welsh_pdu(pdu, directory) for region in regions for pdu in region.living_pdus]
    pages = [welsh_page(f"{FOLDER}{view.english.address}".removesuffix("/") + ".md", view) for view in (*views, *pdus)]
    return [*(welsh_page(f"{FOLDER}index.md", view) for view in views[:1]), *pages]


def welsh_page(path: str, view: WelshArea) -> Page:
    """One page in Welsh."""
    name = f"{view.name.text} · {view.kind.text}"
    terms = {key: in_welsh("terms", key) for key in read_wording()["terms"]}
    return Page(
        path=path, template="welsh.md.jinja", title=view.name.text, description=name, view=view, extra={"terms": terms}
    )
