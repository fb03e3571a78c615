"""Pages as they are rendered, without their charts: what their sentences, tables and banners say."""

import re

from ratings_site.model.directory import Directory
from ratings_site.model.rows import Area
from ratings_site.pages.contents import KINDS, build_pages
from ratings_site.pages.page import Facts, Furniture, Page, render_pages
from tests.html_tables import ShownRow, tables_in

FURNITURE = Furniture(lambda *_: "", "https://site.example/")


def rendered(page: Page) -> str:
    """A page as Markdown."""
    return render_pages([page], FURNITURE)[page.path]


def text_of(area: Area, directory: Directory) -> str:
    """The page of an area as Markdown."""
    (kind,) = (kind for kind in KINDS if kind.template == area.kind)
    (page,) = (page for page in build_pages(Facts(directory), [kind]) if page.address == area.address)
    return rendered(page)


def notices_of(area: Area, directory: Directory) -> list[str]:
    """The banners at the top of the page of an area, in words."""
    page = text_of(area, directory)
    return [re.sub("<[^>]+>", "", one) for one in re.findall(r'<p class="notice" data-state="[^"]*">(.*)</p>', page)]


def rows_of(table: str, area: Area, directory: Directory) -> list[ShownRow]:
    """The rows of a table on the page of an area, by the id of its caption, without the headings."""
    return tables_in(text_of(area, directory))[table][1:]


def page_at(address: str, directory: Directory) -> str:
    """A page of the table of pages as Markdown; `address` is as "inspections/alderby-2024/"."""
    first = (address or "index").split("/")[0]
    kinds = [kind for kind in KINDS if re.split(r"[/{]|\.md$", kind.path)[0] == first]
    (page,) = [page for page in build_pages(Facts(directory), kinds) if page.address == address]
    return rendered(page)


def inspections_of(directory: Directory) -> dict[str, str]:
    """The page of each inspection as Markdown, by the inspection."""
    (kind,) = (kind for kind in KINDS if kind.template == "inspection")
    return {page.address.split("/")[1]: rendered(page) for page in build_pages(Facts(directory), [kind])}
