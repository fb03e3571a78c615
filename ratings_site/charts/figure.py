"""A chart as it stands in a page: its finding, a place for the picture, its data, what can be taken away."""

import json
from html import escape

from ratings_site.charts.chart import Chart
from ratings_site.charts.draw import PASSED_ON
from ratings_site.charts.table import render_table
from ratings_site.model.wording import left_open, say, to_say, words_of

DOWNLOADS = {"png": ".png", "svg": PASSED_ON, "csv": ".csv", "json": ".json"}


def figure_html(
    chart: Chart,
    base: str = "",
    *,
    site_url: str = "",
    page: str = "",
    english: Chart | None = None,
    version: str = "",
) -> str:
    """The whole `<figure>` for a Markdown page: one block of HTML without a blank line, a style or a script.

    `base` is the way from the page to the root of the site ("../../"); `site_url` and `page` (the address of the page
    within the site) are for the embed snippet, which is left out where the site's own address is not known. `english`
    is the chart in English, as the picture is, for a page in another language; `version` the one that is published.
    """
    explore = _explore(chart, base) if chart.explore else ""
    parts = [
        f'<figure class="chart" id="{chart.element_id}" data-search-exclude{explore}>',
        f'<figcaption><p class="chart-headline">{escape(chart.headline)}</p>'
        f'<p class="chart-subtitle">{escape(chart.subtitle)}</p></figcaption>',
        f'<div class="chart-picture" data-chart="charts/{chart.chart_id}.svg"></div>',
        f'<p class="chart-source">{escape(chart.source)}</p>',
        f"<details><summary>{escape(say('Show the data as a table'))}</summary>{render_table(chart)}</details>",
        f'<details class="chart-take"><summary>{escape(say("Download or embed this chart"))}</summary>',
        _downloads(chart, base),
        _embed(chart, english or chart, site_url, page, version) if site_url else "",
        "</details>",
        "</figure>",
    ]
    return "\n".join(part for part in parts if part)


def _explore(chart: Chart, base: str) -> str:
    """What the script needs that lets readers explore the chart: where its specification is, and what to say."""
    words = json.dumps(left_open(words_of("search")["explore"]), ensure_ascii=False)
    return f' data-explore="{escape(base)}charts/{chart.chart_id}.json" data-words="{escape(words)}"'


FILE = {
    "png": to_say("Picture (PNG)"),
    "svg": to_say("Picture (SVG)"),
    "csv": to_say("Data (CSV)"),
    "json": to_say("Vega-Lite specification (JSON)"),
}


def _downloads(chart: Chart, base: str) -> str:
    links = "".join(
        f'<li><a href="{escape(base)}charts/{chart.chart_id}{ending}" download>{escape(words)}</a></li>'
        for words, ending in ((say(FILE[name]), ending) for name, ending in DOWNLOADS.items())
    )
    return f'<ul class="chart-downloads" aria-label="{escape(say("Downloads of this chart"))}">{links}</ul>'


def _embed(chart: Chart, english: Chart, site_url: str, page: str, version: str) -> str:
    """HTML to copy, without a script: the picture of this version, and the one that follows every release.

    Its caption says what the picture finds, whose it is, from which release and under which licence.
    """
    leads = f"{site_url}{page}#{chart.element_id}"
    kept = _snippet(english, f"{site_url}charts/{version}/{chart.chart_id}.svg", leads)
    newest = _snippet(english, f"{site_url}charts/{chart.chart_id}{PASSED_ON}", leads)
    stays = say(
        "To put this chart on another website, copy this HTML. It stays as it is in version {version}.", version=version
    )
    follows = say("Or copy this, whose picture follows every new release:")
    return "".join(
        f'<p>{escape(how)}</p><pre class="embed" tabindex="0"><code>{escape(snippet)}</code></pre>'
        for how, snippet in ((stays, kept), (follows, newest))
    )


def _snippet(chart: Chart, picture: str, page: str) -> str:
    """A figure for another website, which fits the room it is given."""
    return (
        f'<figure style="margin:0"><a href="{escape(page)}">'
        f'<img src="{escape(picture)}" alt="{escape(chart.headline)}" width="720" '
        'style="max-width:100%;height:auto"></a>'
        f"<figcaption>{escape(chart.headline)} {escape(chart.source)}</figcaption></figure>"
    )
