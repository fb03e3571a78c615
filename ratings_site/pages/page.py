"""Pages: views poured into templates, one Markdown file per page. The only module that imports Jinja.

A template stands whole in one file and holds HTML, because data tables need captions and row headings that
Markdown cannot write, and because a value must never be read as Markup of any kind.
"""

import json
import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from ratings_site.charts.chart import Chart
from ratings_site.model.changes import History
from ratings_site.model.directory import Directory
from ratings_site.model.wording import Language, say_html, show_welsh, speaking
from ratings_site.pages.find_index import FindIndex, build_find_index
from ratings_site.pages.parts import SHOWN_BY
from ratings_site.pages.search import surroundings
from ratings_site.wording.files import Download
from ratings_site.wording.rating import shown_grade
from ratings_site.wording.words import day_words

TEMPLATES = Path(__file__).parent
FOLDERS: Mapping[Language, str] = {"en": "", "cy": "cy/"}
"""Below which address the pages of a language stand."""

NO_HISTORY = History()
"""Nothing has been released yet."""

View = Mapping[str, Any]
"""What a template shows, by the names that it uses."""

MARKDOWN_SPECIAL = re.compile(r"[\\`*_{}\[\]()#+\-.!|<>&\"']")


@dataclass(frozen=True)
class Facts:
    """What pages are made from: the package, its releases, and what is made elsewhere of this version.

    `files` are the ones that people download, `endpoints` the documents for programs by path, schema and description,
    `json_ld` describes the dataset for search engines, `commit` names the state in Git where it is known.
    """

    directory: Directory
    history: History = NO_HISTORY
    files: tuple[Download, ...] = ()
    endpoints: tuple[tuple[str, str, str], ...] = ()
    json_ld: str = ""
    commit: str = ""

    @cached_property
    def index(self) -> FindIndex:
        """What the search for an area finds."""
        return build_find_index(self.directory, surroundings())


@dataclass(frozen=True)
class Page:
    """One page: where its source stands under docs/, what it is called, and the view its template shows.

    `description` is the plain sentence that search engines and the search box show; `front` are further values for
    the page's head: `uses`, `feed`, `picture` and `menu` (theme/main.html); `extra` are further values for the
    template; `kind` is what tells it apart from a page that has the same title.
    """

    path: str
    template: str
    title: str
    description: str
    view: object
    extra: Mapping[str, object] = field(default_factory=dict)
    front: Mapping[str, object] = field(default_factory=dict)
    language: Language = "en"
    kind: str = ""

    @property
    def address(self) -> str:
        """The page's address within the site: `pdus/wakefield/`, or "" for the front page."""
        folder = self.path.removesuffix(".md").removesuffix("index")
        return folder if folder.endswith("/") or not folder else f"{folder}/"


@dataclass(frozen=True)
class Furniture:
    """What pages need that is made elsewhere.

    The search box is given the way to the root; a chart's figure is also given the page's address.
    """

    figure: Callable[[Chart, str, str], str]
    search_form: Callable[[str], str]
    site_url: str


def render_pages(pages: Iterable[Page], furniture: Furniture) -> dict[str, str]:
    """Render every page to Markdown, by its path under docs/."""
    listed = list(pages)
    addresses = {page.address for page in listed}
    environment = build_environment()
    return {page.path: render_page(page, furniture, environment, addresses) for page in listed}


def build_environment() -> Environment:
    """The templates, with every value escaped as HTML and every unknown name an error."""
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["md"] = escape_markdown
    environment.globals |= {"day": day_words, "say": say_html, "shown_grade": shown_grade, **SHOWN_BY}
    return environment


def render_page(page: Page, furniture: Furniture, environment: Environment, addresses: Collection[str] = ()) -> str:
    """Render one page: its front matter, then its template. `addresses` are those of all pages."""
    base = way_to_root(page.address)
    folder = FOLDERS[page.language]

    def href(address: str) -> str:
        """The way to an address; to the page in the same language where there is one."""
        inside = f"{folder}{address}" if f"{folder}{address}" in addresses else address
        return address if "://" in address else f"{base}{inside}" or "./"

    with speaking(page.language):
        body = environment.get_template(page.template).render(
            view=page.view,
            href=href,
            figure=lambda chart: Markup(furniture.figure(chart, base, page.address)) if chart else "",  # noqa: S704  escaped by its maker
            search_form=lambda: Markup(furniture.search_form(base)),  # noqa: S704  escaped by its maker
            site_url=furniture.site_url,
            language=page.language,
            **page.extra,
        )
    return f"{front_matter(page, addresses)}\n{tidy(show_welsh(body))}"


def way_to_root(address: str) -> str:
    """The relative way from a page's address to the root of the site: "../../" from `pdus/wakefield/`."""
    return "../" * address.count("/")


def front_matter(page: Page, addresses: Collection[str] = ()) -> str:
    """What the page's head says as YAML, each value written as JSON, which YAML reads too."""
    values = {"title": page.title, "description": page.description} | dict(page.front)
    if page.language != "en":
        values["language"] = page.language
    if (twin := twin_of(page.address)) in addresses:
        values["twin"] = twin
    lines = [f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in values.items()]
    return "\n".join(["---", *lines, "---", ""])


def twin_of(address: str) -> str:
    """The address of the same page in the other language, whether or not there is one."""
    welsh = FOLDERS["cy"]
    return address.removeprefix(welsh) if address.startswith(welsh) else welsh + address


def tidy(body: str) -> str:
    """One blank line between blocks and none inside a list or table, where it would end the block of HTML."""
    lines = [line.rstrip() for line in body.splitlines()]
    kept: list[str] = []
    for index, line in enumerate(lines):
        if line or (kept and kept[-1] and not _inside_html(lines[index + 1 :])):
            kept.append(line)
    return "\n".join(kept).strip() + "\n"


def _inside_html(rest: list[str]) -> bool:
    following = next((line for line in rest if line), "")
    return following.startswith(("<li", "</", "<tr", "<td", "<th", "<dt", "<dd", "<tbody", "<thead"))


def escape_markdown(text: str) -> Markup:
    """Text that Markdown shows as it is: for headings, which are Markdown so that they get an address."""
    return Markup(MARKDOWN_SPECIAL.sub(_as_it_is, text))  # noqa: S704  escaped sign by sign


def _as_it_is(sign: re.Match[str]) -> str:
    escaped = str(escape(sign[0]))
    return escaped if escaped != sign[0] else f"\\{sign[0]}"
