"""The pages that somebody has open, made anew from the tables alone, while the whole site takes its time.

It judges nothing but the tables and the translations: what a whole build guards against, the build that follows says.
"""

from collections.abc import Collection
from contextlib import ExitStack

from ratings_site.author import UPCOMING, proposal, releasing
from ratings_site.author.live import Desk
from ratings_site.catalogue import Site, render_json_ld
from ratings_site.charts import draw
from ratings_site.charts.chart import Chart
from ratings_site.commit import commit_of
from ratings_site.downloads import render_release
from ratings_site.downloads.api import endpoints
from ratings_site.kept import Cache
from ratings_site.model.as_of import as_of
from ratings_site.model.directory import build_directory
from ratings_site.model.tables import Tables
from ratings_site.pages import contents, frame, page
from ratings_site.publish.few import publish_few
from ratings_site.publish.output import is_generated
from ratings_site.publish.site import site_address

_EYES: dict[Desk, "Eye"] = {}


def eye(desk: Desk, tables: Tables) -> "Eye":
    """What this process keeps in mind since it first saw tables."""
    return _EYES.get(desk) or _EYES.setdefault(desk, Eye(desk, tables))


class Eye:
    """What stays from one glance to the next: the releases, the version, the files for download, and who draws."""

    def __init__(self, desk: Desk, tables: Tables) -> None:
        self._project = desk.project
        self._past = releasing.read_past(desk.package, tables.package.created)
        shown = releasing.as_draft(as_of(tables, proposal.last_day(tables)), self._past.newest)
        self._version = shown.package.version
        self._files = render_release(build_directory(shown)).downloads
        self._work = ExitStack()  # whoever lets go of it lets go of those processes
        self._processes = self._work.enter_context(draw.other_processes())

    def glance(self, tables: Tables, addresses: Collection[str]) -> tuple[dict[str, bytes], tuple[str, ...]]:
        """The pages at these addresses as of the last scheduled day, the page of what is scheduled, and its days."""
        coming, docs, address = proposal.build_upcoming(tables), self._project / "docs", site_address()
        directory = build_directory(releasing.as_if_of(tables, self._version, proposal.last_day(tables)))
        package, charts = directory.tables.package, dict[str, Chart]()

        def figure(chart: Chart, base: str, at: str) -> str:
            english = charts.setdefault(chart.chart_id, chart)
            return page.figure_html(chart, base, site_url=address, page=at, english=english, version=package.version)

        about = render_json_ld(Site(address, package, self._files))
        known = page.Elsewhere(self._files, tuple(endpoints()), about)
        facts = page.Facts(directory, self._past.history, lambda: known, commit_of(self._project))
        others = {page.address_of(file.relative_to(docs).as_posix()) for file in docs.rglob("*.md")}
        pages = page.render_pages(contents.pages_at(facts, addresses), page.Furniture(figure, address), others)
        by_hand = [file for file in docs.glob("*.md") if not is_generated(file.name)]
        pages |= {file.name: file.read_text("utf-8") for file in by_hand if page.address_of(file.name) in addresses}
        pages |= frame.render_styles(directory.all_grades.values())
        drawings = draw.Drawings(self._project / ".cache" / "charts", self._processes)
        for chart in charts.values():
            drawings.chart(chart)
        pictures = {path: picture for path, picture in drawings.files() if isinstance(picture, str)}
        kept, words = Cache(self._project / ".cache" / "pages"), frame.frame_words()
        files = publish_few(self._project, pages, pictures, address=address, words=words, kept=kept)
        return {**files, UPCOMING: proposal.render_upcoming_page(coming).encode()}, tuple(coming)
