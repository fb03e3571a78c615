"""The search box stands on every page as the same form, and says everything without a script."""

from pathlib import Path
from types import SimpleNamespace

from jinja2 import Environment, FileSystemLoader

from ratings_site.pages.frame import frame_words
from tests.find.a_site import search_form

THEME = Path(__file__).parents[2] / "theme"


def test_the_box_under_the_header_is_the_form_that_stands_in_pages():
    environment = Environment(loader=FileSystemLoader(THEME))  # noqa: S701  as MkDocs does; the words are HTML
    environment.filters["url"] = lambda address: f"../../{address}"
    settings = SimpleNamespace(extra=SimpleNamespace(words=frame_words()))
    rendered = environment.get_template("partials/find-area.html").render(config=settings, page=None)
    assert rendered.strip() == f'<div class="find-bar">{search_form("../../", name="top")}</div>'


def test_every_page_of_the_theme_has_the_box():
    assert '{% include "partials/find-area.html" %}' in (THEME / "main.html").read_text(encoding="utf-8")


def test_the_form_leads_to_the_list_of_all_places_and_names_its_field():
    form = search_form("../")
    assert 'action="../find/" method="get"' in form
    assert '<label for="find-q">Find your area</label>' in form
