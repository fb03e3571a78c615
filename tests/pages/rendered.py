"""The page of an area as it is rendered, without its charts: what its tables and banners say."""

from ratings_site.model.directory import Directory
from ratings_site.model.rows import Area
from ratings_site.pages.area import area_page, build_area_view
from ratings_site.pages.page import Furniture, build_environment, render_page
from tests.html_tables import ShownRow, tables_in


def text_of(area: Area, directory: Directory) -> str:
    """The page of an area as Markdown."""
    page = area_page(build_area_view(area, directory), directory)
    return render_page(page, Furniture(lambda *_: "", lambda _: "", "https://site.example/"), build_environment())


def rows_of(table: str, area: Area, directory: Directory) -> list[ShownRow]:
    """The rows of a table on the page of an area, by the id of its caption, without the headings."""
    return tables_in(text_of(area, directory))[table][1:]
