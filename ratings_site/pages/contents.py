"""Every page of the site in one table: where it stands, its template, what it is called, and how its view is made."""

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from operator import attrgetter

from ratings_site.model.directory import Directory
from ratings_site.model.wording import say, to_say
from ratings_site.pages import (
    accessibility,
    annual_report,
    area,
    compare,
    data,
    find,
    glossary,
    inspections,
    lists,
    method,
    postcodes,
    publications,
    ratings,
    releases,
    search,
    standards,
    then_and_now,
    welsh,
)
from ratings_site.pages.page import FOLDERS, Facts, Page, address_of


@dataclass(frozen=True)
class Kind:
    """A kind of page; where there are several, each page's view fills the gaps of path, title and description."""

    path: str
    template: str
    title: str
    description: str
    views: Callable[[Facts], Iterable[object]]
    front: Mapping[str, object] = field(default_factory=dict)


def one(build: Callable[[Facts], object | None]) -> Callable[[Facts], Iterable[object]]:
    """The views of a page that there is one of; there is none where it has nothing to say."""
    return lambda facts: [view] if (view := build(facts)) is not None else []


def of_areas(build: Callable[[Directory], object]) -> Callable[[Facts], Iterable[object]]:
    """The view of a page that there is one of and that needs the directory only."""
    return lambda facts: [build(facts.directory)]


USES_TABLE = {"uses": ["table"]}
"""For the head of a page whose table can be filtered and sorted."""

BELOW_FIND = {"menu": "find/"}
"""For the head of a page that the menu shows below the one that finds an area."""

KINDS = (
    Kind(
        "index.md",
        "home.md.jinja",
        to_say("How good is probation where you live?"),
        to_say("Ratings of every probation region and unit in England and Wales, and what inspectors found there."),
        of_areas(lists.build_home_view),
    ),
    Kind(
        "regions/index.md",
        "regions.md.jinja",
        to_say("Regions"),
        to_say("The probation regions of England and Wales and how they were rated."),
        of_areas(lists.build_regions_view),
    ),
    Kind(
        "pdus/index.md",
        "pdus.md.jinja",
        to_say("Find a PDU"),
        to_say("Each probation delivery unit of England and Wales from A to Z."),
        of_areas(lists.build_pdus_view),
    ),
    Kind(
        "inspections/index.md",
        "inspections.md.jinja",
        to_say("Inspections"),
        to_say("Every inspection of probation in England and Wales, newest first, each with what inspectors found."),
        one(inspections.build_inspections_view),
    ),
    Kind(
        "inspections/{inspection_id}.md",
        "inspection.md.jinja",
        to_say("{title}"),
        to_say("{title}: {said}"),
        inspections.build_inspection_views,
    ),
    Kind(
        "then-and-now.md",
        "then-and-now.md.jinja",
        to_say("Then and now"),
        to_say("Which probation units were rated lower, the same or higher than in the programme before."),
        one(then_and_now.build_then_and_now_view),
    ),
    Kind(
        "standards/index.md",
        "standards.md.jinja",
        to_say("Standards"),
        to_say("The standards on which probation is inspected, and how areas did."),
        one(standards.build_standards_view),
    ),
    Kind(
        "standards/{standard_id}.md",
        "standard.md.jinja",
        to_say("{name} ({areas}, {programme})"),
        to_say("What the standard {title} asks, and how every area did on it."),
        standards.build_standard_views,
    ),
    Kind(
        "publications.md",
        "publications.md.jinja",
        to_say("Publications"),
        to_say("Publications of HM Inspectorate of Probation by type, with dates and links."),
        one(publications.build_publications_view),
    ),
    Kind(
        "annual-report-2024.md",
        "annual-report.md.jinja",
        to_say("2024 annual report"),
        to_say("The 2024 annual report on probation inspections in figures."),
        one(annual_report.build_annual_report_view),
    ),
    Kind(
        "method.md",
        "method.md.jinja",
        to_say("How ratings are made"),
        to_say("The rating scale, its bands, what derived and not available mean, and what can be compared."),
        one(method.build_method_view),
    ),
    Kind(
        "corrections.md",
        "corrections.md.jinja",
        to_say("Corrections"),
        to_say("What was wrong in earlier versions of the data, and what it says now."),
        one(method.build_corrections_view),
    ),
    Kind(
        "accessibility.md",
        "accessibility.md.jinja",
        to_say("Accessibility statement"),
        to_say(
            "How accessible this site is, what was tested and when, what is not as it should be, and how to tell us."
        ),
        one(accessibility.build_accessibility_view),
    ),
    Kind(
        "glossary.md",
        "glossary.md.jinja",
        to_say("Glossary"),
        to_say("The words of probation inspections, each explained in a sentence or two."),
        of_areas(glossary.build_glossary_view),
    ),
    Kind(
        "find/index.md",
        "find.md.jinja",
        to_say("Find your area"),
        to_say(
            "Places in England and Wales from A to Z, each with the probation unit that serves it and how that unit "
            "was rated."
        ),
        one(lambda facts: find.build_find_view(facts.index, facts.directory)),
    ),
    Kind(
        "find/{small}.md",
        "find-letter.md.jinja",
        to_say("Places that begin with {letter}"),
        to_say("Places in England and Wales that begin with {letter}, each with the probation unit that serves it."),
        lambda facts: find.build_letter_views(facts.index, facts.directory),
        BELOW_FIND,
    ),
    Kind(
        "postcodes/index.md",
        "postcodes.md.jinja",
        to_say("Postcodes"),
        to_say("Every postcode area in England and Wales, with the probation units that serve it."),
        one(lambda facts: postcodes.build_postcodes_view(search.postcodes_by_sector(), facts.directory)),
        BELOW_FIND,
    ),
    Kind(
        "postcodes/{small}.md",
        "postcode-area.md.jinja",
        to_say("Postcodes that begin with {area}"),
        to_say("The probation units that serve postcodes beginning with {area}, district by district."),
        lambda facts: postcodes.build_postcode_area_views(facts.index, search.postcodes_by_sector(), facts.directory),
        BELOW_FIND,
    ),
    Kind(
        "compare/index.md",
        "compare.md.jinja",
        to_say("Compare areas"),
        to_say("Choose two to four probation units or regions and see their ratings side by side."),
        one(compare.build_compare_view),
    ),
    Kind(
        "ratings.md",
        "ratings.md.jinja",
        to_say("All ratings"),
        to_say("Every rating of every probation region and unit in one table, to filter, sort and download."),
        one(ratings.build_ratings_view),
        USES_TABLE,
    ),
    Kind(
        "data/index.md",
        "data.md.jinja",
        to_say("Data"),
        to_say("All ratings of probation as CSV, Excel, JSON, Parquet, SQLite and Data Package, free to use."),
        one(data.build_data_view),
    ),
    Kind(
        "data/dictionary.md",
        "dictionary.md.jinja",
        to_say("Data dictionary"),
        to_say("What every table and every column of the data means."),
        one(data.build_dictionary_view),
    ),
    Kind(
        "data/using-the-data.md",
        "using-the-data.md.jinja",
        to_say("How to use the data"),
        to_say("Lines to copy for Excel, Python, R and DuckDB, and what to watch for."),
        one(data.build_using_view),
        USES_TABLE,
    ),
    Kind(
        "data/api.md",
        "api.md.jinja",
        to_say("Data for programs"),
        to_say("The same facts as JSON documents at addresses that last, each with its schema."),
        one(data.build_api_view),
    ),
    Kind(
        "changes/index.md",
        "changes.md.jinja",
        to_say("Changes"),
        to_say("Every version of the data, and which ratings went up, down, appeared or were corrected in it."),
        one(releases.build_releases_view),
    ),
    Kind(
        "changes/{version}.md",
        "release.md.jinja",
        to_say("Version {version}"),
        to_say("What version {version} of the data changed: {summary}"),
        releases.build_release_views,
    ),
    Kind(
        "audit.md",
        "audit.md.jinja",
        to_say("Record of releases"),
        to_say("Each release of the data with its date, what changed and why, and its checksum."),
        one(releases.build_audit_view),
    ),
)


def every_page(facts: Facts) -> list[Page]:
    """Every page of the site, no two of one title; those of areas are in two languages and made by their own room."""
    pages = (area.area_pages(facts.directory), build_pages(facts), welsh.welsh_pages(facts.directory))
    return told_apart([page for some in pages for page in some])


def pages_at(facts: Facts, addresses: Collection[str]) -> list[Page]:
    """The pages at these addresses as `every_page` has them, but for titles told apart, without the views of others."""
    kinds = [kind for kind in KINDS if any(_may_be_at(kind, address) for address in addresses)]
    pages = [*area.area_pages(facts.directory, addresses), *build_pages(facts, kinds)]
    if any(address.startswith(FOLDERS["cy"]) for address in addresses):
        pages += welsh.welsh_pages(facts.directory)
    return [page for page in pages if page.address in addresses]


def _may_be_at(kind: Kind, address: str) -> bool:
    """Whether a page of this kind could stand there, by its path with any words in its gaps."""
    ways = re.sub(r"\\{\w+\\}", "[^/]+", re.escape(address_of(kind.path)))
    return re.fullmatch(ways, address) is not None


def build_pages(facts: Facts, kinds: Iterable[Kind] = KINDS) -> list[Page]:
    """Every page of these kinds, each with its view."""
    return [page for kind in kinds for page in pages_of(kind, facts)]


def pages_of(kind: Kind, facts: Facts) -> Iterator[Page]:
    """The pages of one kind."""
    for view in kind.views(facts):
        gaps = view if isinstance(view, Mapping) else vars(view)
        title = say(kind.title, **gaps)
        yield Page(
            path=kind.path.format_map(gaps),
            template=kind.template,
            title=title,
            description=say(kind.description, **{**gaps, "title": title}),
            view=view,
            extra={"directory": facts.directory, "json_ld": facts.json_ld},
            front={**kind.front, **gaps.get("front", {})},
            kind=gaps.get("kind", ""),
        )


def told_apart(pages: Iterable[Page]) -> list[Page]:
    """Pages of which no two have one title: areas that would say their kind, and those of one kind their address."""
    pages = list(pages)
    for tell in (attrgetter("kind"), attrgetter("address")):
        times = Counter(page.title for page in pages)
        pages = [
            replace(page, title=f"{page.title} ({tell(page)})") if page.kind and times[page.title] > 1 else page
            for page in pages
        ]
    return pages
