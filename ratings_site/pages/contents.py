"""Every page of the site in one table: where it stands, its template, and how its view is made."""

import fnmatch
import re
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial

from ratings_site.model.directory import Directory
from ratings_site.model.wording import Language, speaking, words_of
from ratings_site.pages import area, lists, search
from ratings_site.pages.page import Facts, Page, View


@dataclass(frozen=True)
class Kind:
    """A kind of page: `views` gives what each of its pages is about, which fills the gaps of the path.

    What the page is called stands at the head of its template, which asks the facts for all that it shows.
    """

    path: str
    template: str
    views: Callable[[Facts], Iterable[View]] = lambda _: [{}]
    language: Language = "en"
    given: str = ""
    """Of which facts its pages are made, by the names of `sights`."""


def each(name: str, kind: str) -> Callable[[Facts], Iterable[View]]:
    """A page for each thing of a kind that the directory holds, which its template knows by a name."""
    return lambda facts: ({name: one} for one in getattr(facts.directory, kind).values() if facts.shows(one))


def where(is_so: Callable[[Directory], object]) -> Callable[[Facts], Iterable[View]]:
    """A page where something is so, and else none."""
    return lambda facts: [{}] if is_so(facts.directory) else []


def by_region(facts: Facts) -> Iterator[View]:
    """A page of all regions, and where there are more units than it can list one for each region."""
    yield {"below": "index", "within": "", "region": None}
    for region in facts.directory.regions.values() if facts.directory.is_by_region else ():
        yield {"below": region.id, "within": f"/{region.id}", "region": region}


to_find, of_region = partial(Kind, given="to find"), partial(Kind, given="region")

KINDS = (
    to_find("find/index.md", "find"),
    to_find("find/{letter}.md", "find-letter", lambda facts: ({"letter": one} for one in facts.index.by_letter)),
    to_find("postcodes/index.md", "postcodes"),
    to_find(
        "postcodes/{small}.md",
        "postcode-area",
        lambda facts: search.postcode_area_views(facts.index, search.postcodes_by_sector()),
    ),
    of_region("regions/{area.id}.md", "region", each("area", "regions")),
    of_region("pdus/{area.id}.md", "pdu", each("area", "pdus")),
    Kind("index.md", "home"),
    Kind("regions/index.md", "regions"),
    Kind("pdus/index.md", "pdus"),
    Kind("inspections/index.md", "inspections"),
    of_region("inspections/{inspection.inspection_id}.md", "inspection", each("inspection", "inspections")),
    Kind("then-and-now.md", "then-and-now", where(lists.is_any_inspected_twice)),
    Kind("standards/index.md", "standards"),
    Kind("standards/{standard.standard_id}.md", "standard", each("standard", "standards")),
    Kind("publications.md", "publications"),
    Kind("annual-report-2024.md", "annual-report", where(lambda directory: directory.annual_report)),
    Kind("method.md", "method"),
    Kind("corrections.md", "corrections"),
    Kind("accessibility.md", "accessibility", lambda _: [words_of("accessibility")]),
    Kind("glossary.md", "glossary"),
    Kind("compare/{below}.md", "compare", by_region),
    Kind("ratings{within}.md", "ratings", by_region),
    Kind("data/index.md", "data"),
    Kind("data/dictionary.md", "dictionary"),
    Kind("data/using-the-data.md", "using-the-data"),
    Kind("data/api.md", "api"),
    Kind("changes/index.md", "changes"),
    Kind("changes/{release.version}.md", "release", lambda f: ({"release": one} for one in f.history.entries)),
    Kind("audit.md", "audit"),
    Kind("cy/index.md", "welsh-index", where(area.welsh_areas), "cy"),
    Kind(
        "cy/{area.kind}s/{area.id}.md",
        "welsh",
        lambda f: ({"area": one} for one in area.welsh_areas(f.directory) if f.shows(one)),
        "cy",
        "Wales",
    ),
)


def pages_at(facts: Facts, addresses: Collection[str]) -> list[Page]:
    """The pages at these addresses, without the views of kinds that stand at none of them."""
    paths = [path for address in addresses for path in (f"{address}index.md", f"{address.removesuffix('/')}.md")]
    kinds = [kind for kind in KINDS if fnmatch.filter(paths, re.sub(r"\{.+?\}", "*", kind.path))]
    return [page for page in build_pages(facts, kinds) if page.address in addresses]


def build_pages(facts: Facts, kinds: Iterable[Kind] = KINDS) -> list[Page]:
    """Every page of these kinds, each with its view."""
    return [page for kind in kinds for page in pages_of(kind, facts)]


def pages_of(kind: Kind, facts: Facts) -> Iterator[Page]:
    """The pages of one kind, made in the language that they speak."""
    told = facts if kind.language == "en" else replace(facts, directory=facts.welsh)
    with speaking(kind.language):
        views = [*kind.views(told)]
    for view in views:
        yield Page(kind.path.format_map(view), f"{kind.template}.md.jinja", view, told, kind.language)
