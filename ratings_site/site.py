"""Everything the site consists of, as one mapping from path to content: pages, charts, downloads, feeds, catalogue."""

import json
from collections.abc import Callable, Collection, Iterable, Iterator
from concurrent.futures import Executor
from dataclasses import fields
from functools import cache as cache_of
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any

from ratings_site import catalogue, feeds
from ratings_site.charts.chart import Chart
from ratings_site.charts.draw import Drawings, other_processes
from ratings_site.charts.promised import promised_charts
from ratings_site.downloads import LATEST, Release, pack_data, render_versions, unpack_data
from ratings_site.downloads.api import endpoints
from ratings_site.kept import Cache, key_of, make_there, program
from ratings_site.model.changes import History
from ratings_site.model.directory import Directory, build_directory
from ratings_site.model.tables import Tables
from ratings_site.pages import contents, frame, search, share
from ratings_site.pages import page as paging
from ratings_site.wording.changes import render_release_files

MOST_KEPT = 2_000
"""A kind of more pages is not kept: it would be in memory several times. Nor are charts on pages in another language
than English: those in English are to be known before them."""


def render_whole_site(
    tables: Tables, history: History = paging.NO_HISTORY, *, cache: Path | None = None, **told: Any
) -> Iterator[tuple[str, str | bytes]]:
    """Everything that is published, with all that is drawn: what `render_site` gives, then its drawings."""
    with other_processes() as processes:
        drawings = Drawings(cache, processes, tables.package.version)
        yield from render_site(tables, history, drawings, cache=cache, **told)
        yield from drawings.files()


def render_site(
    tables: Tables,
    history: History,
    drawings: Drawings,
    *,
    site_url: str,
    cache: Path | None = None,
    commit: str = "",
    promised: Collection[str] = (),
) -> Iterator[tuple[str, str | bytes]]:
    """Render everything that is published from a checked package and the history of its releases, file by file.

    Each is let go of as it is given, with its path under docs/: all of them together are too many to hold. What is
    drawn is not among them: it is begun, and `drawings` gives it when all the rest is there.

    `site_url` is where the site will stand and ends with a slash. What was made before is taken from the folder
    `cache` and put there. `commit` names the state in Git, where it is known. `promised` are the charts that readers
    have the address of: those that no page shows are drawn too.
    """
    kept, of_tables = Cache(cache), (tables.text_of(), program(templates=False))
    data = kept_data(tables, site_url, kept, drawings.processes)
    directory = build_directory(tables)
    facts = paging.Facts(directory, history, cache_of(lambda: made_elsewhere(tables, data()[0], site_url)), commit)
    shared = kept.told("pictures to pass on", key_of(*of_tables), lambda: share.share_pictures(directory))
    for path, bands in shared.items():
        drawings.picture(path, bands, share.SCALE)
    figures = Figures(drawings.chart, site_url, tables.package.version, kept)
    for path, page in paging.put_together(kept_pages(facts, paging.Furniture(figures, site_url, kept), figures)):
        yield path, paging.explained(page, path, directory, kept)
    left = sorted({*promised} - figures.charts.keys())
    more = kept.told("promised charts", key_of(*of_tables, *left), lambda: told(promised_charts(directory, left)))
    for chart in charts_of(more, directory):
        drawings.chart(chart)
    yield from frame.render_styles(directory.all_grades.values()).items()
    leading = key_of(tables.text_of(paging.READ_TO_FIND), program(templates=False))
    yield from search.render_find(
        kept.told("index of the search", leading, lambda: search.render_index(facts.index))
    ).items()
    release, documents = data()
    for folder in (LATEST, release.version):
        yield from release.below(folder).items()
    yield from documents.items()
    yield from kept_documents(facts, catalogue.Site(site_url, tables.package, release.downloads), kept).items()


def made_elsewhere(tables: Tables, release: Release, site_url: str) -> paging.Elsewhere:
    """What pages show that is made elsewhere of the same version."""
    about = catalogue.render_json_ld(catalogue.Site(site_url, tables.package, release.downloads))
    return paging.Elsewhere(release.downloads, tuple(endpoints()), about)


def kept_documents(facts: paging.Facts, site: catalogue.Site, kept: Cache) -> dict[str, str]:
    """What tells programs of the downloads and of what is new; made anew where a table or the releases are others."""
    directory, history = facts.directory, facts.history

    def make() -> dict[str, str]:
        made: dict[str, str | bytes] = {
            **render_versions(directory.package, history),
            **render_release_files(history),
            **catalogue.render_catalogue(site),
            **feeds.render_feeds(directory, history.changes, site.url),
        }
        return {path: text if isinstance(text, str) else text.decode() for path, text in made.items()}

    said = (directory.tables.text_of(), history.said, site.url, repr(site.downloads), program(templates=False))
    return dict(kept.told("documents", key_of(*said), make))


class Figures:
    """The figure of each chart, for pages; every chart is drawn as soon as it is known."""

    def __init__(self, draw: Callable[[Chart], None], site_url: str, version: str, kept: Cache) -> None:
        self.charts: dict[str, Chart] = {}
        self.shown: dict[str, Chart] = {}
        """Those that were shown since somebody looked last."""
        self._draw, self._site_url, self._version, self._kept = draw, site_url, version, kept

    def __call__(self, chart: Chart, base: str, page: str) -> str:
        """A chart's figure, with the HTML that other sites copy: in English, as the first page that has it."""
        said = {"site_url": self._site_url, "page": page, "version": self._version}
        return paging.figure_html(chart, base, english=self.know(chart), kept=self._kept, **said)

    def know(self, chart: Chart) -> Chart:
        """Have a chart drawn, and give it as it was known first."""
        if chart.chart_id not in self.charts:
            self._draw(chart)
        self.shown[chart.chart_id] = self.charts.setdefault(chart.chart_id, chart)
        return self.charts[chart.chart_id]


def kept_pages(facts: paging.Facts, furniture: paging.Furniture, figures: Figures) -> paging.Rendered:
    """Every page; those of a kind, or of a kind and a region, are made anew where what they are made from is another.

    That is what they are given of the facts, their templates and the code. With them the charts that they show are
    kept. What their words mean is yet to be said.
    """
    kept, given, made_with = furniture.kept, paging.sights(facts), (furniture.site_url, program(templates=False))
    keys, views, made = dict[str, str](), dict[str, list[paging.Page]](), dict[str, Any]()
    waiting = dict[str, list[paging.Page]]()  # those that may show what is still being made elsewhere
    for kind in contents.KINDS:
        template = paging.sum_of_templates(f"{kind.template}.md.jinja")
        for name, said, give in given[kind.given]:
            part = f"{kind.path} {name}"
            keys[part] = key_of(said, *made_with, template)
            if (found := kept.last(part, keys[part])) is None:
                (views if kind.given else waiting)[part] = [*contents.pages_of(kind, give())]
            else:
                rendered, charts = json.loads(found)
                made[part] = {path: (head, body.encode()) for path, (head, body) in rendered.items()}, charts
    views |= waiting
    addresses = {page.address for pages in views.values() for page in pages}
    addresses |= {paging.address_of(path) for rendered, _ in made.values() for path in rendered}
    for chart in charts_of((one for _, charts in made.values() for one in charts), facts.directory):
        figures.know(chart)
    for part, pages in views.items():
        figures.shown.clear()
        rendered = {page.path: paging.pour(page, furniture, addresses) for page in pages}
        made[part] = rendered, told(figures.shown.values())
        if len(pages) <= MOST_KEPT and (not figures.shown or all(page.language == "en" for page in pages)):
            kept.keep_last(part, keys[part], json.dumps(made[part], default=bytes.decode).encode())
    return {path: page for part in keys for path, page in made[part][0].items()}


def told(charts: Iterable[Chart]) -> list[dict[str, Any]]:
    """Charts by their fields; grades by their names."""
    every = [{field.name: getattr(chart, field.name) for field in fields(Chart)} for chart in charts]
    return [one | {"grades": [(grade.scale_id, name) for name, grade in one["grades"].items()]} for one in every]


def charts_of(all_told: Iterable[dict[str, Any]], directory: Directory) -> Iterator[Chart]:
    """The charts of which this was told."""
    for one in all_told:
        grades = {name: directory.scales[scale_id][name] for scale_id, name in one["grades"]}
        yield Chart(**one | {"rows": tuple(map(tuple, one["rows"])), "grades": grades})


def kept_data(
    tables: Tables, site_url: str, kept: Cache, processes: Executor
) -> Callable[[], tuple[Release, dict[str, bytes]]]:
    """What gives the release and the documents for programs, made once of the same tables, by a process."""
    key = key_of(tables.text_of(), site_url, program(templates=False))
    found = kept.last("data", key)
    make = partial(pack_data, tables, site_url)
    begun = processes.submit(make_there, kept, key_of("data"), make, key) if found is None else None
    if begun:
        processes.submit(import_module, "ratings_site.charts.kinds")  # other tables will have other charts

    def give() -> tuple[Release, dict[str, bytes]]:
        packed = (begun.result() if begun else found) or kept.last("data", key) or make()
        return unpack_data(packed, tables.package.version)

    return cache_of(give)
