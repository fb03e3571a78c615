"""Every page of the site in one table: where it stands, its template, and how its view is made."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from ratings_site.model.corrections import build_corrections
from ratings_site.model.directory import Directory
from ratings_site.model.wording import Language, speaking, words_of
from ratings_site.pages import (
    annual_report,
    area,
    data,
    find,
    glossary,
    lists,
    publications,
    ratings,
    search,
)
from ratings_site.pages.page import Facts, Page, View, address_of


@dataclass(frozen=True)
class Kind:
    """A kind of page: `views` gives its one view, or one for each of its pages, which fills the gaps of the path.

    A function that gives nothing makes no page. What the page is called stands at the head of its template.
    """

    path: str
    template: str
    views: Callable[[Facts], View | Iterable[View] | None]
    language: Language = "en"

    def page(self, view: View, facts: Facts) -> Page:
        """The page that shows a view."""
        return Page(self.path.format_map(view), f"{self.template}.md.jinja", view, facts.directory, self.language)


def each(kind: str, view: Callable[[Any, Directory], View]) -> Callable[[Facts], Iterable[View]]:
    """A view for each thing of a kind that the directory holds."""
    return lambda facts: (view(one, facts.directory) for one in getattr(facts.directory, kind).values())


TO_FIND = (
    Kind("find/index.md", "find", find.build_find_view),
    Kind("find/{small}.md", "find-letter", lambda facts: find.letter_views(facts.index)),
    Kind("postcodes/index.md", "postcodes", find.build_postcodes_view),
    Kind(
        "postcodes/{small}.md",
        "postcode-area",
        lambda facts: find.postcode_area_views(facts.index, search.postcodes_by_sector()),
    ),
)
"""The pages that lead a reader to an area."""

OF_RATINGS = (
    Kind("regions/{area.id}.md", "region", each("regions", area.build_area_view)),
    Kind("pdus/{area.id}.md", "pdu", each("pdus", area.build_area_view)),
    Kind("index.md", "home", lists.build_home_view),
    Kind("regions/index.md", "regions", lists.build_regions_view),
    Kind("pdus/index.md", "pdus", lists.build_pdus_view),
    Kind("inspections/index.md", "inspections", publications.build_inspections_view),
    Kind(
        "inspections/{inspection.inspection_id}.md",
        "inspection",
        each("inspections", publications.build_inspection_view),
    ),
    Kind("then-and-now.md", "then-and-now", lists.build_then_and_now_view),
    Kind("standards/index.md", "standards", ratings.build_standards_view),
    Kind("standards/{standard.standard_id}.md", "standard", each("standards", ratings.build_standard_view)),
    Kind("publications.md", "publications", publications.build_publications_view),
    Kind("annual-report-2024.md", "annual-report", annual_report.build_annual_report_view),
    Kind("method.md", "method", ratings.build_method_view),
    Kind("corrections.md", "corrections", lambda f: {"corrections": build_corrections(f.directory.tables)}),
    Kind("accessibility.md", "accessibility", lambda _: words_of("accessibility")),
    Kind("glossary.md", "glossary", lambda _: glossary.build_glossary_view()),
    Kind("compare/index.md", "compare", ratings.build_compare_view),
    Kind("ratings.md", "ratings", ratings.build_ratings_view),
    Kind("data/index.md", "data", data.build_data_view),
    Kind("data/dictionary.md", "dictionary", data.build_dictionary_view),
    Kind("data/using-the-data.md", "using-the-data", data.build_using_view),
    Kind("data/api.md", "api", data.build_api_view),
    Kind("changes/index.md", "changes", data.build_releases_view),
    Kind("changes/{release.version}.md", "release", data.build_release_views),
    Kind("audit.md", "audit", data.build_releases_view),
    Kind("cy/index.md", "welsh-index", area.welsh_index_view, "cy"),
    Kind("cy/{place}.md", "welsh", area.welsh_views, "cy"),
)
"""All others."""

KINDS = (*TO_FIND, *OF_RATINGS)


def pages_at(facts: Facts, addresses: Collection[str]) -> list[Page]:
    """The pages at these addresses, without the views of kinds that stand at none of them."""
    kinds = [kind for kind in KINDS if any(_may_be_at(kind, address) for address in addresses)]
    return [page for page in build_pages(facts, kinds) if page.address in addresses]


def _may_be_at(kind: Kind, address: str) -> bool:
    """Whether a page of this kind could stand there, by its path with any words in its gaps."""
    ways = re.sub(r"\\{[\w\\.]+\\}", ".+", re.escape(address_of(kind.path)))
    return re.fullmatch(ways, address) is not None


def build_pages(facts: Facts, kinds: Iterable[Kind] = KINDS) -> list[Page]:
    """Every page of these kinds, each with its view."""
    return [page for kind in kinds for page in pages_of(kind, facts)]


def pages_of(kind: Kind, facts: Facts) -> Iterator[Page]:
    """The pages of one kind, made in the language that they speak."""
    told = facts if kind.language == "en" else replace(facts, directory=facts.welsh)
    with speaking(kind.language):
        made = kind.views(told)
        views = [made] if isinstance(made, Mapping) else [*(made or ())]
    yield from (kind.page(view, told) for view in views)
