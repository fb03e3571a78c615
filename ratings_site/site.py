"""Everything the site consists of, as one mapping from path to content: pages, charts, downloads, feeds, catalogue."""

import json
from collections.abc import Collection, Iterator
from dataclasses import replace
from itertools import chain
from pathlib import Path

from ratings_site.catalogue import Site, render_catalogue, render_json_ld
from ratings_site.charts.chart import Chart
from ratings_site.charts.draw import Drawings, drawing_processes
from ratings_site.charts.press import PASSED_ON
from ratings_site.charts.promised import promised_charts
from ratings_site.downloads import LATEST, Release, render_release, render_versions
from ratings_site.downloads.api import endpoints, render_api
from ratings_site.feeds import render_feeds
from ratings_site.kept import Cache, key_of, pack, program, unpack
from ratings_site.model.changes import History
from ratings_site.model.directory import Directory, build_directory
from ratings_site.model.tables import Tables
from ratings_site.pages.contents import OF_RATINGS, build_pages, find_pages
from ratings_site.pages.frame import render_styles
from ratings_site.pages.page import NO_HISTORY, Facts, Furniture, figure_html, render_pages
from ratings_site.pages.search import render_find
from ratings_site.pages.share import begin_share_pictures
from ratings_site.wording.changes import render_release_files
from ratings_site.wording.files import Download


def render_site(
    tables: Tables,
    history: History = NO_HISTORY,
    *,
    site_url: str,
    cache: Path | None = None,
    commit: str = "",
    promised: Collection[str] = (),
) -> Iterator[tuple[str, str | bytes]]:
    """Render everything that is published from a checked package and the history of its releases, file by file.

    Each is let go of as it is given, with its path under docs/: all of them together are too many to hold.

    `site_url` is where the site will stand and ends with a slash. Charts drawn before are taken from the folder
    `cache` and put there. `commit` names the state in Git, where it is known. `promised` are the charts that readers
    have the address of: those that no page shows are drawn too.
    """
    directory = build_directory(tables)
    kept = Cache(cache)
    release = kept_release(directory, kept)
    for folder in (LATEST, release.version):
        yield from release.below(folder).items()
    release = replace(release, files={})
    site = Site(site_url, tables.package, release.downloads)
    facts = Facts(directory, history, release.downloads, tuple(endpoints()), render_json_ld(site), commit)
    charts: dict[str, Chart] = {}

    def figure(chart: Chart, base: str, page: str) -> str:
        """A chart's figure, with the HTML that other sites copy: in English, as the first page that has it."""
        if chart.chart_id not in charts:
            drawings.chart(chart)
        english = charts.setdefault(chart.chart_id, chart)
        said = {"site_url": site_url, "page": page, "version": release.version}
        return figure_html(chart, base, english=english, kept=kept, **said)

    with drawing_processes() as processes:
        drawings = Drawings(cache, processes)
        begin_share_pictures(directory, drawings)
        furniture = Furniture(figure, site_url, kept)
        made, index = find_pages(facts, furniture)
        yield from render_pages(build_pages(facts, OF_RATINGS), furniture, made=made).items()
        for chart in promised_charts(directory, {*promised} - charts.keys()):
            drawings.chart(chart)
        for path, content in drawings.files():
            yield path, content
            if path.endswith(PASSED_ON):  # what others show of a version stays as it is when the next one comes
                yield f"charts/{release.version}/{Path(path).name.removesuffix(PASSED_ON)}.svg", content
    files = (
        render_versions(tables.package, history),
        render_release_files(history),
        render_api(directory, site_url),
        render_catalogue(site),
        render_feeds(directory, history.changes, site_url),
        render_find(index),
        render_styles(directory.all_grades.values()),
    )
    yield from chain.from_iterable(some.items() for some in files)


def kept_release(directory: Directory, kept: Cache) -> Release:
    """Everything people download, made once of the same tables."""

    def make() -> bytes:
        made = render_release(directory)
        return pack({**made.files, ".downloads": json.dumps([vars(download) for download in made.downloads]).encode()})

    key = key_of(directory.tables.text_of(), program(templates=False))
    files = unpack(kept.newest("downloads", key, make))
    downloads = tuple(Download(**told) for told in json.loads(files.pop(".downloads")))
    return Release(directory.package.version, files, downloads)
