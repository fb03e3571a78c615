"""A chart as it stands in a page: its finding, a place for the picture, its data, what can be taken away."""

from html import escape

from ratings_site.model.views.chart import Chart
from ratings_site.render.charts.table import render_table

DOWNLOADS = {"PNG": ".png", "SVG": "-picture.svg", "CSV": ".csv", "JSON": ".json"}
WHOSE = "Source: HM Inspectorate of Probation. Data: Probation ratings."
"""Whose a picture on another site is; the picture itself names the release, which may be newer than the snippet."""

WHAT = {"PNG": "Picture", "SVG": "Picture", "CSV": "Data", "JSON": "Vega-Lite specification"}


def figure_html(chart: Chart, base: str = "", *, site_url: str = "", page: str = "") -> str:
    """The whole `<figure>` for a Markdown page: one block of HTML without a blank line, a style or a script.

    `base` is the way from the page to the root of the site ("../../"); `site_url` and `page` (the address of the page
    within the site) are for the embed snippet, which is left out where the site's own address is not known.
    """
    explore = f' data-explore="{escape(base)}charts/{chart.chart_id}.json"' if chart.explore else ""
    parts = [
        f'<figure class="chart" id="{chart.element_id}" data-search-exclude{explore}>',
        f'<figcaption><p class="chart-headline">{escape(chart.headline)}</p>'
        f'<p class="chart-subtitle">{escape(chart.subtitle)}</p></figcaption>',
        f'<div class="chart-picture" data-chart="charts/{chart.chart_id}.svg"></div>',
        f'<p class="chart-source">{escape(chart.source)}</p>',
        f"<details><summary>Show the data as a table</summary>{render_table(chart)}</details>",
        '<details class="chart-take"><summary>Download or embed this chart</summary>',
        _downloads(chart, base),
        _embed(chart, site_url, page) if site_url else "",
        "</details>",
        "</figure>",
    ]
    return "\n".join(part for part in parts if part)


def _downloads(chart: Chart, base: str) -> str:
    links = "".join(
        f'<li><a href="{escape(base)}charts/{chart.chart_id}{ending}" download>{WHAT[name]} ({name})</a></li>'
        for name, ending in DOWNLOADS.items()
    )
    return f'<ul class="chart-downloads" aria-label="Downloads of this chart">{links}</ul>'


def _embed(chart: Chart, site_url: str, page: str) -> str:
    """HTML to copy: a link with the picture, which needs no script and follows every new release."""
    snippet = (
        f'<figure><a href="{escape(site_url)}{escape(page)}#{chart.element_id}">'
        f'<img src="{escape(site_url)}charts/{chart.chart_id}.png" alt="{escape(chart.headline)}" width="720"></a>'
        f"<figcaption>{WHOSE}</figcaption></figure>"
    )
    return (
        "<p>To put this chart on another website, copy this HTML. It needs no script, and shows the newest release of "
        f'the data.</p><pre class="embed" tabindex="0"><code>{escape(snippet)}</code></pre>'
    )
