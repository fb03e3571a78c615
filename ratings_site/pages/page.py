"""Pages: views poured into templates, one Markdown file per page. Of all that makes pages, this alone imports Jinja.

A template stands whole in one file and holds HTML, because data tables need captions and row headings that
Markdown cannot write, and because a value must never be read as Markup of any kind.
"""

import json
import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache, cached_property, lru_cache, partial
from inspect import isfunction, unwrap
from pathlib import Path
from typing import Any, NamedTuple

import jinja2
from jinja2.bccache import Bucket
from markupsafe import Markup, escape

from ratings_site import kept as keeping
from ratings_site.charts import counted, standing
from ratings_site.charts.chart import Chart, plain
from ratings_site.kept import NOTHING_KEPT, Cache
from ratings_site.model import corrections, counts, rows, tables, wording
from ratings_site.model.changes import FactChange, History
from ratings_site.model.directory import Directory, build_directory
from ratings_site.model.wording import Language, speaking
from ratings_site.pages import answers, area, find_index, lists, parts, ratings, search
from ratings_site.wording import changes, files, rating, sentences, words
from ratings_site.wording.files import Download

TEMPLATES = Path(__file__).parent
WELSH = "cy/"
"""Below which address the pages in Welsh stand."""

WORDS, NAMED_WORDS = "<!-- words -->", re.compile(r"<!-- words:([\w -]*)-->")
"""Where a template wants what the words of the glossary that stand on its page mean, and then which they are."""

READ_TO_FIND = (
    *("regions", "pdus", "pdu_names", "pdu_changes", "places", "inspections", "programmes", "standards"),
    *("rating_scale", "score_bands", "sources"),
)
"""The tables of all that leads a reader to an area."""

TOLD_OF_ONE = ("ratings", "findings", "statistics")
"""The tables of which the pages of a region and all that lies in it are given what is told of that region alone."""

NO_HISTORY = History()
"""Nothing has been released yet."""

ASKED = (words, rating, sentences, answers, parts, area, lists, ratings)
"""The modules whose functions templates call by their names, as filters too."""

NAMED = (changes, corrections, counted, counts, files, rows, search, standing, tables, wording)
"""Those of which they call some by the name of the module."""

View = Mapping[str, Any]
"""What a template shows, by the names that it uses."""

Head = Mapping[str, object]
"""What a page says of itself: its title first, then what stands in the head of its HTML."""

Rendered = dict[str, tuple[Head, bytes]]
"""The head and the body of pages, in UTF-8, by their path under docs/: as text all would take twice the room."""

_TAKEN_IN = re.compile(r"""\{%-?\s*(?:extends|from|import|include)\s+(['"])(.+?)\1""")
"""How a template names another one."""


class Elsewhere(NamedTuple):
    """What is made of a version elsewhere.

    The `files` that people download, the documents for programs (`endpoints`) by path, schema and description, and
    `json_ld`, which describes the dataset for search engines.
    """

    files: tuple[Download, ...] = ()
    endpoints: tuple[tuple[str, str, str], ...] = ()
    json_ld: str = ""


@dataclass(frozen=True)
class Facts:
    """What pages are made from: the package, its releases, and what is made elsewhere of this version.

    `elsewhere` gives that last, and is asked when a page shows it: until then it may still be made. `commit` names the
    state in Git where it is known.
    """

    directory: Directory
    history: History = NO_HISTORY
    elsewhere: Callable[[], Elsewhere] = Elsewhere
    commit: str = ""
    region: str | None = None
    """The region of whose pages they are all that can be shown; "" of what lies in none."""

    @cached_property
    def corrected(self) -> Mapping[str, FactChange]:
        """The corrections that were released, by their identifiers."""
        return {made.reason: made for entry in self.history.entries for made in entry.corrections}

    @cached_property
    def welsh(self) -> Directory:
        """The directory with its names in Welsh."""
        with speaking("cy"):
            return build_directory(self.directory.tables)

    @cached_property
    def to_find(self) -> "Facts":
        """The facts that lead a reader to an area: its names, its places and how it is rated, and no others."""
        facts = Facts(build_directory(self.directory.tables.only(READ_TO_FIND)))
        vars(facts)["to_find"] = facts  # no less is to be had: they and their index are made once
        return facts

    @cached_property
    def files_of(self) -> Mapping[tuple[str, str], list[Download]]:
        """The files that people download by their group and what they are about."""
        found: dict[tuple[str, str], list[Download]] = {}
        for file in self.elsewhere().files:
            found.setdefault((file.group, file.subject), []).append(file)
        return found

    def shows(self, one: rows.Area | rows.Inspection) -> bool:
        """Whether the page of an area or an inspection is made from them."""
        return self.region is None or region_of(one, self.directory) == self.region

    @cached_property
    def index(self) -> find_index.FindIndex:
        """What the search for an area finds."""
        if self.to_find is not self:
            return self.to_find.index
        return find_index.build_find_index(self.directory, search.surroundings())


Sight = tuple[str, str, Callable[[], Facts]]
"""What pages are made from and nothing else: its name, all that it says, and what gives it."""


def sights(facts: Facts) -> Mapping[str, list[Sight]]:
    """What pages are given, by what their kind asks for: everything, what leads to an area, or region by region.

    No page can show what it is not given, so that nothing else can make it another. What is made elsewhere follows from
    the tables and the program.
    """
    every = facts.directory.tables
    whole: Sight = ("", keeping.key_of(every.text_of(), facts.history.said, facts.commit), lambda: facts)
    to_find: Sight = ("", every.text_of(READ_TO_FIND), lambda: facts.to_find)
    regions = [whole] if facts.directory.is_by_region else [*sights_of_regions(facts.directory, facts.history)]
    wales = {"", *(region_of(one, facts.directory) for one in area.welsh_areas(facts.directory))}
    return {"": [whole], "to find": [to_find], "region": regions, "Wales": [one for one in regions if one[0] in wales]}


def sights_of_regions(directory: Directory, history: History) -> Iterator[Sight]:
    """What the pages of each region are given, and under no name those of what lies in none; and the releases."""
    every, told = directory.tables, dict[str, dict[str, list[tables.ValueRow]]]()
    for region in (*directory.regions, ""):
        told[region] = {name: [] for name in TOLD_OF_ONE}
    for name in TOLD_OF_ONE:
        for row in every.rows[name]:
            inspection = directory.inspections.get(row["inspection_id"])
            of = {region_of(inspection, directory)} if inspection else set()
            for region in of | ({row["region_id"]} if row.get("region_id") else set()) or {""}:
                told[region][name].append(row)
    shared = every.text_of(every.rows.keys() - TOLD_OF_ONE)

    def give(region: str) -> Facts:
        return Facts(build_directory(replace(every, rows={**every.rows, **told[region]})), history, region=region)

    for region, own in told.items():
        said = keeping.key_of(shared, history.said, region, *replace(every, rows=own).texts.values())
        yield region, said, cache(partial(give, region))


def region_of(one: rows.Area | rows.Inspection, directory: Directory) -> str:
    """The region that an area is or lies in, or in which an inspection was made; empty where it is none."""
    if isinstance(one, rows.Inspection):
        return one.region_id or directory.area_of(one).parent
    return one.parent or one.id


@dataclass(frozen=True)
class Page:
    """One page: where its source stands under docs/, and what its template asks: the facts, and its own `view`.

    The template sets `head`: the page's title and description (for search engines and the search box), what else its
    head says (`uses`, `feed`, `picture` and `menu`: theme/main.html), and the `kind` that tells it apart from a page of
    the same title.
    """

    path: str
    template: str
    view: View
    facts: Facts | None = None
    language: Language = "en"

    @property
    def address(self) -> str:
        """The page's address within the site: `pdus/wakefield/`, or "" for the front page."""
        return address_of(self.path)


@dataclass(frozen=True)
class Furniture:
    """What pages need that is made elsewhere; a chart's figure is given the way to the root, and the page's address."""

    figure: Callable[[Chart, str, str], str]
    site_url: str
    kept: Cache = NOTHING_KEPT
    """Where what templates were made into is kept."""


def address_of(path: str) -> str:
    """The address of the page whose source has this path below docs/."""
    folder = path.removesuffix(".md").removesuffix("index")
    return folder if folder.endswith("/") or not folder else f"{folder}/"


def render_pages(pages: Iterable[Page], furniture: Furniture, others: Collection[str] = ()) -> dict[str, str]:
    """These pages as Markdown, by path under docs/; `others` are addresses of more pages."""
    listed = list(pages)
    addresses = {*others, *(page.address for page in listed)}
    made = ((page.path, render_page(page, furniture, addresses)) for page in listed)
    return dict(put_together({path: (head, body.encode()) for path, (head, body) in made}))


def put_together(rendered: Rendered) -> Iterator[tuple[str, str]]:
    """Heads and bodies as Markdown, each with its path under docs/ and let go of then; no two pages have one title."""
    for path, head in zip([*rendered], told_apart([head for head, _ in rendered.values()]), strict=True):
        yield path, f"{front_matter(head)}\n{rendered.pop(path)[1].decode()}"


class KeptTemplates(jinja2.BytecodeCache):
    """What templates were made into before."""

    def __init__(self, kept: Cache) -> None:
        self.kept = kept

    def load_bytecode(self, bucket: Bucket) -> None:
        if (made := self.kept.find(self._key(bucket))) is not None:
            bucket.bytecode_from_string(made)

    def dump_bytecode(self, bucket: Bucket) -> None:
        self.kept.keep(self._key(bucket), bucket.bytecode_to_string())

    def _key(self, bucket: Bucket) -> str:
        return keeping.key_of("template", bucket.key, bucket.checksum, keeping.libraries(), Path(__file__).read_bytes())


@cache
def environment(kept: Cache = NOTHING_KEPT) -> jinja2.Environment:
    """The templates, with every value escaped as HTML and every unknown name an error.

    They ask the directory, the charts, and the functions of the modules that answer what readers ask.
    """
    made = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        bytecode_cache=KeptTemplates(kept),
    )
    functions = {name: one for module in ASKED for name, one in vars(module).items() if isfunction(unwrap(one))}
    made.filters = functions | made.filters | {"md": escape_markdown}
    made.globals |= functions | {module.__name__.rpartition(".")[2]: module for module in NAMED}
    made.globals |= {"Shown": rating.Shown, "day": words.day_words, "plain": plain}
    made.globals |= {"say": wording.say_html, "small": wording.small}
    return made


def figure_html(
    chart: Chart,
    base: str = "",
    *,
    site_url: str = "",
    page: str = "",
    english: Chart | None = None,
    version: str = "",
    kept: Cache = NOTHING_KEPT,
) -> str:
    """The whole `<figure>` for a Markdown page.

    `base` is the way from the page to the root of the site ("../../"); `site_url` and `page` (the address of the page
    within the site) are for the embed snippet, which is left out where the site's own address is not known. `english`
    is the chart in English, as the picture is, for a page in another language; `version` the one that is published.
    """
    given: dict[str, Any] = {"chart": chart, "english": english or chart, "base": base, "site_url": site_url}
    given |= {"version": version, "page": site_url and site_url + page}
    explore = json.dumps(wording.left_open(wording.words_of("search")["explore"]), ensure_ascii=False)
    return environment(kept).get_template("figure.jinja").render(given, explore=explore).rstrip()


def sum_of_templates(name: str) -> str:
    """One name for what a template says, and every one that it takes in."""
    known, waiting = set[str](), {name}
    while waiting:
        known.add(now := waiting.pop())
        waiting |= {found for _, found in _TAKEN_IN.findall((TEMPLATES / now).read_text(encoding="utf-8"))} - known
    return keeping.sum_of((TEMPLATES / one for one in known), TEMPLATES)


def render_page(page: Page, furniture: Furniture, addresses: Collection[str] = ()) -> tuple[Head, str]:
    """The head and the body of one page. `addresses` are those of all pages."""
    head, body = pour(page, furniture, addresses)
    return head, explained(body.decode(), page.path, page.facts.directory if page.facts else None, furniture.kept)


def pour(page: Page, furniture: Furniture, addresses: Collection[str] = ()) -> tuple[Head, bytes]:
    """The head and the body of a page, in UTF-8, whose words are not explained yet."""
    base = way_to_root(page.address)
    folder = WELSH if page.language == "cy" else ""

    def href(address: str) -> str:
        """The way to an address; to the page in the same language where there is one."""
        inside = f"{folder}{address}" if f"{folder}{address}" in addresses else address
        return address if "://" in address else f"{base}{inside}" or "./"

    def figure(chart: Chart | None) -> str:
        return Markup(furniture.figure(chart, base, page.address)) if chart else ""  # noqa: S704  escaped by its maker

    given: dict[str, Any] = {"view": page.view, "facts": page.facts, "address": page.address, "base": base}
    given["directory"] = page.facts.directory if page.facts else None
    given |= {"href": href, "figure": figure, "site_url": furniture.site_url, "language": page.language}
    with speaking(page.language):
        made = environment(furniture.kept).get_template(page.template).make_module(given)
    head: dict[str, object] = {name: as_text(value) for name, value in vars(made)["head"].items() if value}
    head |= {"address": page.address} | ({"language": page.language} if page.language != "en" else {})
    if (twin := twin_of(page.address)) in addresses:
        head["twin"] = twin
    body = str(made)
    if WORDS in body:
        body = body.replace(WORDS, f"<!-- words:{' '.join(parts.terms_in(body))} -->")
    return head, tidy(wording.show_welsh(body)).encode()


def explained(body: str, path: str, directory: Directory | None, kept: Cache = NOTHING_KEPT) -> str:
    """The body of a page in English with what the words on it mean, where its template wants that."""
    if (named := NAMED_WORDS.search(body)) is None:
        return body
    told = words_told(tuple(named[1].split()), way_to_root(address_of(path)), directory, kept)
    return body.replace(named[0], told) if told else tidy(body.replace(named[0], ""))


@lru_cache(maxsize=256)  # many pages of a folder use the same words
def words_told(names: tuple[str, ...], base: str, directory: Directory | None, kept: Cache) -> str:
    """What these words of the glossary mean, for a page from which the way to the root is `base`."""
    given = {"terms": [wording.words_of("glossary")[name] for name in names], "directory": directory}
    said = environment(kept).get_template("words.jinja").render(given, href=lambda aim: f"{base}{aim}" or "./")
    return tidy(wording.show_welsh(said)).rstrip()


def as_text(value: object) -> object:
    """What a template says in its head, as it is without HTML."""
    plain = value.unescape() if isinstance(value, Markup) else value
    return wording.without_signs(plain) if isinstance(plain, str) else plain


def told_apart(heads: list[Head]) -> list[Head]:
    """Heads of which no two have one title: areas that would say their kind, and those of one kind their address."""
    for tell in ("kind", "address"):
        times = Counter(head["title"] for head in heads)
        shared = {title for title, count in times.items() if count > 1}
        heads = [
            {**head, "title": f"{head['title']} ({head[tell]})"} if "kind" in head and head["title"] in shared else head
            for head in heads
        ]
    return heads


def way_to_root(address: str) -> str:
    """The relative way from a page's address to the root of the site: "../../" from `pdus/wakefield/`."""
    return "../" * address.count("/")


def front_matter(head: Head) -> str:
    """What the page's head says as YAML, each value written as JSON, which YAML reads too."""
    said = {name: value for name, value in head.items() if name not in ("kind", "address")}
    lines = [f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in said.items()]
    return "\n".join(["---", *lines, "---", ""])


def twin_of(address: str) -> str:
    """The address of the same page in the other language, whether or not there is one."""
    return address.removeprefix(WELSH) if address.startswith(WELSH) else WELSH + address


def tidy(body: str) -> str:
    """One blank line between blocks and none inside a list or table, where it would end the block of HTML."""
    kept, inside = [""], ("<li", "</", "<tr", "<td", "<th", "<dt", "<dd", "<tbody")
    for line in map(str.rstrip, body.splitlines()):
        if line.startswith(inside) and not kept[-1]:
            kept[-1] = line
        elif line or kept[-1]:
            kept.append(line)
    return "\n".join(kept).strip() + "\n"


def escape_markdown(text: str) -> Markup:
    """Text that Markdown shows as it is: for headings, which are Markdown so that they get an address."""
    plain = text.unescape() if isinstance(text, Markup) else text  # what `say` gives a template is escaped already
    return escape(re.sub(r"[\\`*_{}\[\]()#+\-.!|]", r"\\\g<0>", plain))
