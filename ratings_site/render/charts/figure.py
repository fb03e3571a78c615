"""A chart as it stands in a page: its finding, a place for the picture, its data, what can be taken away."""

import json
from html import escape

from ratings_site.model.views.chart import Chart
from ratings_site.model.wording import read_wording, say
from ratings_site.render.charts.table import render_table
from ratings_site.render.speech import Tell, in_english

DOWNLOADS = {"png": ".png", "svg": "-picture.svg", "csv": ".csv", "json": ".json"}


def figure_html(chart: Chart, base: str = "", *, site_url: str = "", page: str = "", tell: Tell = in_english) -> str:
    """The whole `<figure>` for a Markdown page: one block of HTML without a blank line, a style or a script.

    `base` is the way from the page to the root of the site ("../../"); `site_url` and `page` (the address of the page
    within the site) are for the embed snippet, which is left out where the site's own address is not known. `tell`
    says texts in the language of the page; the picture itself is in English.
    """
    explore = _explore(chart, base) if chart.explore else ""
    parts = [
        f'<figure class="chart" id="{chart.element_id}" data-search-exclude{explore}>',
        f'<figcaption><p class="chart-headline">{tell(chart.headline)}</p>'
        f'<p class="chart-subtitle">{tell(chart.subtitle)}</p></figcaption>',
        f'<div class="chart-picture" data-chart="charts/{chart.chart_id}.svg"></div>',
        f'<p class="chart-source">{tell(chart.source)}</p>',
        f"<details><summary>{tell(say('figure.table'))}</summary>{render_table(chart, tell)}</details>",
        f'<details class="chart-take"><summary>{tell(say("figure.take"))}</summary>',
        _downloads(chart, base, tell),
        _embed(chart, site_url, page, tell) if site_url else "",
        "</details>",
        "</figure>",
    ]
    return "\n".join(part for part in parts if part)


def _explore(chart: Chart, base: str) -> str:
    """What the script needs that lets readers explore the chart: where its specification is, and what to say."""
    words = json.dumps(dict(read_wording()["explore"]), ensure_ascii=False)
    return f' data-explore="{escape(base)}charts/{chart.chart_id}.json" data-words="{escape(words)}"'


def _downloads(chart: Chart, base: str, tell: Tell) -> str:
    links = "".join(
        f'<li><a href="{escape(base)}charts/{chart.chart_id}{ending}" download>{tell(words)}</a></li>'
        for words, ending in ((say(f"figure.file.{name}"), ending) for name, ending in DOWNLOADS.items())
    )
    return f'<ul class="chart-downloads" aria-label="{escape(say("figure.downloads"))}">{links}</ul>'


def _embed(chart: Chart, site_url: str, page: str, tell: Tell) -> str:
    """HTML to copy: a link with the picture, which needs no script and follows every new release.

    Its caption says whose the picture is; the picture itself names the release, which may be newer than the snippet.
    """
    snippet = (
        f'<figure><a href="{escape(site_url)}{escape(page)}#{chart.element_id}">'
        f'<img src="{escape(site_url)}charts/{chart.chart_id}.png" alt="{escape(chart.headline)}" width="720"></a>'
        f"<figcaption>{escape(say('figure.whose'))}</figcaption></figure>"
    )
    return f'<p>{tell(say("figure.embed"))}</p><pre class="embed" tabindex="0"><code>{escape(snippet)}</code></pre>'
