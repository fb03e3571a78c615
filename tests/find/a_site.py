"""A small static site with the search and the comparison in it, and a server with the site's security policy.

The tables are the real ones: what the search has to find is written in the issue of real places. The pages are as
bare as can be, so that nothing else is in the way; the finished site has browser tests of its own.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ratings_site.charts.chart import Chart
from ratings_site.pages.contents import KINDS, build_pages
from ratings_site.pages.page import Facts, Furniture, environment, render_page
from ratings_site.pages.search import render_find, render_index
from tests import served
from tests.frozen import frozen_directory

ROOT = Path(__file__).parents[2]
ASSETS = ("find.js", "find-answers.js", "find.css", "compare.js", "compare.css")
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; form-action 'self'; "
    "base-uri 'none'; img-src data:"
)


def search_form(base: str = "", **given: str) -> str:
    """The search for an area as it stands in pages."""
    return environment().get_template("search-form.jinja").render(base=base, **given)


def write_site(folder: Path) -> None:
    """Write a site whose pages are the page of all places, the comparison, a home page, and empty pages of areas."""
    directory = frozen_directory()
    facts = Facts(directory)
    for path, content in render_find(render_index(facts.index)).items():
        write(folder / path, content)
    for asset in ASSETS:
        write(folder / "assets" / asset, (ROOT / "docs" / "assets" / asset).read_text(encoding="utf-8"))
    write(folder / "index.html", document("Home", "./", search_form() + "<p>Some words.</p>"))
    furniture = Furniture(figure=no_figure, site_url="https://site.example/")
    found = [kind for kind in KINDS if kind.path.startswith(("find/", "postcodes/", "compare/"))]
    for page in build_pages(facts, found):
        head, body = render_page(page, furniture)
        body = re.sub(r"(?m)^## (.*)$", r"<h2>\1</h2>", body)
        base = "../" * page.address.count("/")
        write(folder / page.address / "index.html", document(str(head["title"]), base, search_form(base) + body))
    for address in [*(f"pdus/{pdu}/" for pdu in directory.pdus), *(f"regions/{r}/" for r in directory.regions)]:
        write(folder / address / "index.html", document(address, "../../", f"<h1>{address}</h1>"))


def no_figure(_chart: Chart, _base: str, _page: str) -> str:
    return ""


def document(title: str, base: str, body: str) -> str:
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>'
        '<meta name="viewport" content="width=device-width"><link rel="icon" href="data:,">'
        f'<link rel="stylesheet" href="{base}assets/find.css"><link rel="stylesheet" href="{base}assets/compare.css">'
        f'<script src="{base}assets/find.js" defer></script></head><body><main>{body}</main></body></html>'
    )


def write(path: Path, content: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, encoding="utf-8")


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """Serve a folder under the small site's policy."""
    with served.serving(folder, headers=lambda _: {"Content-Security-Policy": POLICY}) as address:
        yield address.removesuffix("/")
