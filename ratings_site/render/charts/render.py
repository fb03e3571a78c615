"""All charts of the site to files: each distinct drawing is made once, by processes beside this one, and kept."""

import json
from collections.abc import Collection, Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ratings_site.model.views.chart import Chart
from ratings_site.render.charts import explorer
from ratings_site.render.charts.cache import Cache, fingerprint, key_of
from ratings_site.render.charts.palette import FLAT
from ratings_site.render.charts.picture import Part, picture_parts, render_picture
from ratings_site.render.charts.png import Runs, UnexpectedPngError, read_runs, stacked, write_png
from ratings_site.render.charts.svg import Drawn, finish, root
from ratings_site.render.charts.table import render_csv
from ratings_site.render.charts.workers import Workers

if TYPE_CHECKING:
    from ratings_site.render.charts.specification import Specifications

Json = dict[str, Any]
Files = dict[str, str | bytes]

PICTURE_SCALE = 1.5
"""Pixels of a PNG to a pixel of the layout: 1,080 pixels wide, what a slide or a post shows."""


def render_charts(charts: Iterable[Chart], cache: Path | None, workers: Workers) -> Files:
    """Every file of every distinct chart, by its path under docs/; drawings are taken from `cache` and put there.

    For each chart: `charts/<id>.svg` for the page (a wide and a narrow `<svg>`, of which the style sheet shows one),
    `-picture.svg` and `.png` to pass on, `.csv` and `.json` (`-narrow.json` too where the chart can be explored), and
    one script for all that can be explored.
    """
    distinct = {chart.chart_id: chart for chart in charts}
    return Studio(workers, cache).render(distinct.values())


class Studio:
    """Renders charts, drawing only what was not drawn before."""

    def __init__(self, workers: Workers, cache: Path | None) -> None:
        self._workers = workers
        self._cache = Cache(cache)
        self._fingerprint = fingerprint()
        self._specifications: Specifications | None = None
        self._seen: dict[Part, Runs] = {}

    @property
    def made(self) -> int:
        """How many drawings and pictures had to be made, because they were not kept."""
        return self._cache.made

    def render(self, charts: Collection[Chart]) -> Files:
        """The files of these charts; charts with the same kind, data and options share a drawing."""
        keys = {chart.chart_id: self._drawing_key(chart) for chart in charts}
        first = {keys[chart.chart_id]: chart for chart in charts}
        with ThreadPoolExecutor(self._workers.size + 1) as threads:
            script = threads.submit(self._script, charts)
            drawings = dict(zip(first, threads.map(self._drawing, first, first.values()), strict=True))
            made = threads.map(lambda chart: self._files(chart, drawings[keys[chart.chart_id]]), charts)
            files = [*(item for each in made for item in each.items()), *script.result().items()]
        return dict(sorted(files))

    def _script(self, charts: Iterable[Chart]) -> Files:
        """What draws the charts that can be explored, if there are any."""
        if not any(chart.explore for chart in charts):
            return {}
        return {explorer.PATH: explorer.render_explorer(self._workers, self._cache)}

    def _drawing_key(self, chart: Chart) -> str:
        columns = [(column.name, column.label) for column in chart.columns]
        drawn = [chart.kind, columns, chart.rows, sorted(chart.options.items())]
        return key_of(self._fingerprint, json.dumps(drawn))

    def _drawing(self, key: str, chart: Chart) -> Json:
        drawing: Json = json.loads(self._cache.get(key, lambda: json.dumps(self._draw(chart)).encode()))
        return drawing

    def _draw(self, chart: Chart) -> Json:
        """Both layouts of a chart, each with its Vega-Lite specification and its finished SVG."""
        from ratings_site.render.charts.palette import NARROW, WIDE  # noqa: PLC0415 - loads Altair, only to draw

        return {layout.name: self._draw_layout(chart, layout) for layout in (WIDE, NARROW)}

    def _draw_layout(self, chart: Chart, layout: Any) -> Json:
        from ratings_site.render.charts.specification import Specifications  # noqa: PLC0415 - loads Altair

        if self._specifications is None:
            self._specifications = Specifications(self._workers.compile)
        built = self._specifications.build(chart, layout)
        drawn = finish(self._workers.draw(built.vega), built.sizes)
        size = {"width": drawn.width, "height": drawn.height}
        return {"specification": built.vega_lite, "inside": drawn.inside, **size}

    def _files(self, chart: Chart, drawing: Json) -> Files:
        wide, narrow = _drawn(drawing["wide"]), _drawn(drawing["narrow"])
        parts = picture_parts(chart, wide)
        picture = render_picture(chart, parts)
        path = f"charts/{chart.chart_id}"
        files: Files = {
            f"{path}.svg": _inline(chart, wide=wide, narrow=narrow),
            f"{path}.csv": render_csv(chart),
            f"{path}.json": _specification(chart, drawing["wide"]["specification"]),
            f"{path}-picture.svg": picture,
            f"{path}.png": self._png(picture, parts),
        }
        if chart.explore:
            files[f"{path}-narrow.json"] = _specification(chart, drawing["narrow"]["specification"])
        return files

    def _png(self, picture: str, parts: Iterable[Part]) -> bytes:
        """The picture in pixels; parts that were seen before are not drawn again."""

        def make() -> bytes:
            try:
                return write_png(stacked([self._pixels(part) for part in parts]), FLAT)
            except UnexpectedPngError:  # another vl-convert may store it in another way, and larger is not wrong
                return self._workers.photograph(picture, PICTURE_SCALE)

        return self._cache.get(key_of(self._fingerprint, f"{PICTURE_SCALE}", picture), make)

    def _pixels(self, part: Part) -> Runs:
        if part not in self._seen:
            self._seen[part] = read_runs(self._workers.photograph(part.svg(), PICTURE_SCALE))
        return self._seen[part]


def _drawn(kept: Json) -> Drawn:
    return Drawn(kept["inside"], kept["width"], kept["height"])


def _inline(chart: Chart, **layouts: Drawn) -> str:
    """The picture for the page: one `<svg>` for each layout, each with the finding and how to read it."""
    description = f"{chart.subtitle}. {chart.description}"
    return "".join(
        root(drawn, layout=name, element_id=chart.element_id, title=chart.headline, description=description)
        for name, drawn in layouts.items()
    )


def _specification(chart: Chart, drawn: Json) -> str:
    """The Vega-Lite specification as a file: what is drawn, with what it says and whose it is."""
    said: Json = {
        "$schema": drawn["$schema"],
        "description": f"{chart.headline} {chart.subtitle}. {chart.description}",
        "title": {"text": chart.headline, "subtitle": chart.subtitle, "anchor": "start"},
        "usermeta": {"source": chart.source, "columns": {column.name: column.label for column in chart.columns}},
    }
    return json.dumps(said | drawn, ensure_ascii=False, separators=(",", ":")) + "\n"
