"""The pages that somebody has open, made anew from the tables alone, while the whole site takes its time.

It judges nothing but the tables and the translations: what a whole build guards against, the build that follows says.
"""

from collections.abc import Collection, Iterator
from concurrent.futures import Executor
from pathlib import Path
from typing import TYPE_CHECKING

from ratings_site.author import UPCOMING, proposal, releasing
from ratings_site.author.live import Glance
from ratings_site.catalogue import Site, render_json_ld
from ratings_site.charts.chart import Chart
from ratings_site.charts.draw import render_charts
from ratings_site.commit import commit_of
from ratings_site.downloads import render_release
from ratings_site.downloads.api import endpoints
from ratings_site.kept import Cache
from ratings_site.model.as_of import as_of
from ratings_site.model.directory import Directory, build_directory
from ratings_site.model.tables import Tables
from ratings_site.pages.contents import pages_at
from ratings_site.pages.frame import frame_words, render_styles
from ratings_site.pages.page import Facts, Furniture, address_of, figure_html, render_pages
from ratings_site.publish.few import publish_few
from ratings_site.publish.output import is_generated
from ratings_site.publish.site import site_address

if TYPE_CHECKING:
    from ratings_site.wording.files import Download


class Eye:
    """What stays in mind from one glance to the next: the releases, the version, the files for download."""

    def __init__(self, project: Path, package: Path, processes: Executor) -> None:
        self._project, self._package, self._processes = project, package, processes
        self._past: releasing.Past | None = None
        self._version = ""
        self._downloads: tuple[Download, ...] | None = None

    def glance(self, tables: Tables, addresses: Collection[str]) -> Glance:
        """The pages at these addresses as of the last scheduled day, and the page of what is scheduled."""
        if self._past is None:
            self._past = releasing.read_past(self._package, tables.package.created)
        coming, shown = proposal.build_upcoming(tables), as_of(tables, proposal.last_day(tables))
        if not self._version:
            self._version = releasing.as_draft(shown, self._past.newest).package.version
        shown = releasing.as_if_of(shown, self._version, shown.package.created)
        pages, charts = self._render(build_directory(shown), self._past, addresses)
        drawn = render_charts(charts.values(), self._project / ".cache" / "charts", self._processes)
        files = publish_few(
            self._project,
            pages,
            {path: picture for path, picture in drawn.items() if isinstance(picture, str)},
            address=site_address(),
            words=frame_words(),
            kept=Cache(self._project / ".cache" / "pages"),
        )
        schedule = proposal.render_upcoming_page(coming).encode()
        return Glance({**files, UPCOMING: schedule}, days=tuple(coming))

    def _render(
        self, directory: Directory, past: releasing.Past, addresses: Collection[str]
    ) -> tuple[dict[str, str], dict[str, Chart]]:
        """The pages at these addresses and the colours of ratings, by path under docs/; the charts that they show."""
        package, address, docs = directory.tables.package, site_address(), self._project / "docs"
        charts: dict[str, Chart] = {}

        def figure(chart: Chart, base: str, page: str) -> str:
            english = charts.setdefault(chart.chart_id, chart)
            return figure_html(chart, base, site_url=address, page=page, english=english, version=package.version)

        files = self._downloads = self._downloads or render_release(directory).downloads
        about = render_json_ld(Site(address, package, files))
        facts = Facts(directory, past.history, files, tuple(endpoints()), about, commit_of(self._project))
        others = {address_of(file.relative_to(docs).as_posix()) for file in docs.rglob("*.md")}
        pages = render_pages(pages_at(facts, addresses), Furniture(figure, address), others)
        pages |= {path: (docs / path).read_text("utf-8") for path in _by_hand(docs, addresses)}
        return pages | render_styles(directory.all_grades.values()), charts


def _by_hand(docs: Path, addresses: Collection[str]) -> Iterator[str]:
    """The pages written by hand at these addresses."""
    names = (file.name for file in docs.glob("*.md") if not is_generated(file.name))
    return (name for name in names if address_of(name) in addresses)
