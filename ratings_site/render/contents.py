"""Everything the site consists of, as one mapping from path to content: pages, charts, downloads, feeds, catalogue."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from functools import partial
from pathlib import Path

from ratings_site.charts import drawing_processes, figure_html, render_charts
from ratings_site.model.directory import Directory, build_directory
from ratings_site.model.releases import History
from ratings_site.model.tables import Tables
from ratings_site.model.views.accessibility import build_accessibility_view
from ratings_site.model.views.annual_report import build_annual_report_view
from ratings_site.model.views.chart import Chart
from ratings_site.model.views.data import Version
from ratings_site.model.views.glossary import build_glossary_view
from ratings_site.model.views.lists import build_home_view, build_pdus_view, build_regions_view
from ratings_site.model.views.method import build_corrections_view, build_method_view
from ratings_site.model.views.publications import build_publications_view
from ratings_site.model.views.standards import build_standard_view, build_standards_view
from ratings_site.model.views.words import day_words
from ratings_site.model.wording import say, to_say
from ratings_site.render.api import render_api
from ratings_site.render.areas import area_pages, welsh_pages
from ratings_site.render.catalogue import Site, render_catalogue, render_json_ld
from ratings_site.render.data_pages import data_pages
from ratings_site.render.downloads import LATEST, render_release, render_versions
from ratings_site.render.feeds import render_feeds
from ratings_site.render.find import render_find, search_form
from ratings_site.render.find_pages import find_pages
from ratings_site.render.pages import Furniture, Page, render_pages
from ratings_site.render.releases import release_pages, render_release_files
from ratings_site.render.share import render_share_pictures
from ratings_site.render.styles import render_styles

NO_HISTORY = History()
"""Nothing has been released yet."""


def render_site(
    tables: Tables, history: History = NO_HISTORY, *, site_url: str, cache: Path | None = None, commit: str = ""
) -> dict[str, str | bytes]:
    """Render everything that is published from a checked package and the history of its releases.

    `site_url` is where the site will stand and ends with a slash. Charts drawn before are taken from the folder
    `cache` and put there. `commit` names the state in Git, where it is known.
    """
    directory = build_directory(tables)
    release = render_release(directory)
    site = Site(site_url, tables.package, release.downloads)
    pages = build_pages(directory, history, site, commit=commit)
    charts = [chart for page in pages if page.language == "en" for chart in charts_in(page.view)]
    figure = partial(page_figure, site_url, {chart.chart_id: chart.headline for chart in charts})
    with drawing_processes() as processes:
        pictures = render_charts(charts, cache, processes) | render_share_pictures(directory, cache, processes)
    return {
        **render_pages(pages, Furniture(figure, search_form, site_url)),
        **pictures,
        **release.below(LATEST),
        **release.below(release.version),
        **render_versions(tables.package, history),
        **render_release_files(history),
        **render_api(directory, site_url),
        **render_catalogue(site),
        **render_feeds(directory, history.changes, site_url),
        **render_find(directory),
        **render_styles(directory.all_grades.values()),
    }


def page_figure(site_url: str, english: Mapping[str, str], chart: Chart, base: str, page: str) -> str:
    """A chart's figure on a page, with the HTML that other sites copy: in English, whatever the page is in."""
    return figure_html(chart, base, site_url=site_url, page=page, english=english[chart.chart_id])


def build_pages(directory: Directory, history: History, site: Site, *, commit: str = "") -> list[Page]:
    """Every generated page of the site, each with its view."""
    return [
        *area_pages(directory),
        *standard_pages(directory),
        *single_pages(directory, site),
        *data_pages(directory, site, released_versions(history)),
        *find_pages(directory),
        *welsh_pages(directory),
        *release_pages(history, directory, commit=commit),
    ]


def released_versions(history: History) -> tuple[Version, ...]:
    """Every release as the data page lists it, newest first."""
    return tuple(
        Version(entry.version, day_words(date.fromisoformat(entry.date)), entry.summary)
        for entry in reversed(history.entries)
    )


def standard_pages(directory: Directory) -> Iterator[Page]:
    """One page for every standard."""
    for standard in directory.standards.values():
        view = build_standard_view(standard, directory)
        yield Page(
            path=f"standards/{standard.standard_id}.md",
            template="standard.md.jinja",
            title=view.title,
            description=say("What the standard {title} asks, and how every area did on it.", title=view.title),
            view=view,
            extra={},
        )


@dataclass(frozen=True)
class Single:
    """A page there is one of, and how its view is built."""

    path: str
    template: str
    title: str
    description: str
    build: Callable[[Directory], object]


SINGLES = (
    Single(
        "index.md",
        "home.md.jinja",
        to_say("Probation ratings"),
        to_say(
            "How good is probation where you live? Ratings of every probation region and unit in England and Wales."
        ),
        build_home_view,
    ),
    Single(
        "regions/index.md",
        "regions.md.jinja",
        to_say("Regions"),
        to_say("The probation regions of England and Wales and how they were rated."),
        build_regions_view,
    ),
    Single(
        "pdus/index.md",
        "pdus.md.jinja",
        to_say("Find a PDU"),
        to_say("Each probation delivery unit of England and Wales from A to Z."),
        build_pdus_view,
    ),
    Single(
        "standards/index.md",
        "standards.md.jinja",
        to_say("Standards"),
        to_say("The standards on which probation is inspected, and how areas did."),
        build_standards_view,
    ),
    Single(
        "publications.md",
        "publications.md.jinja",
        to_say("Publications"),
        to_say("Publications of HM Inspectorate of Probation by type, with dates and links."),
        build_publications_view,
    ),
    Single(
        "annual-report-2024.md",
        "annual-report.md.jinja",
        to_say("2024 annual report"),
        to_say("The 2024 annual report on probation inspections in figures."),
        build_annual_report_view,
    ),
    Single(
        "method.md",
        "method.md.jinja",
        to_say("How ratings are made"),
        to_say("The rating scale, its bands, what derived and not available mean, and what can be compared."),
        build_method_view,
    ),
    Single(
        "corrections.md",
        "corrections.md.jinja",
        to_say("Corrections"),
        to_say("What was wrong in earlier versions of the data, and what it says now."),
        build_corrections_view,
    ),
    Single(
        "accessibility.md",
        "accessibility.md.jinja",
        to_say("Accessibility statement"),
        to_say(
            "How accessible this site is, what was tested and when, what is not as it should be, and how to tell us."
        ),
        build_accessibility_view,
    ),
    Single(
        "glossary.md",
        "glossary.md.jinja",
        to_say("Glossary"),
        to_say("The words of probation inspections, each explained in a sentence or two."),
        build_glossary_view,
    ),
)


def single_pages(directory: Directory, site: Site) -> Iterator[Page]:
    """The pages there is one of; the front page describes the dataset for search engines."""
    for single in SINGLES:
        extra = {"json_ld": render_json_ld(site)} if single.path == "index.md" else {}
        view = single.build(directory)
        if view is not None:
            yield Page(single.path, single.template, say(single.title), say(single.description), view, extra)


def charts_in(view: object) -> Iterator[Chart]:
    """Every chart a view shows, wherever in it the chart stands."""
    if isinstance(view, Chart):
        yield view
    elif is_dataclass(view) and not isinstance(view, type):
        for field in fields(view):
            yield from charts_in(getattr(view, field.name))
    elif isinstance(view, Mapping):
        for value in view.values():
            yield from charts_in(value)
    elif isinstance(view, tuple):
        for value in view:
            yield from charts_in(value)
