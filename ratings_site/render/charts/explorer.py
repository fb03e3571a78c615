"""The script that draws charts in a reader's browser, loaded only when somebody asks to explore one."""

from importlib.metadata import version

from ratings_site.render.charts.cache import Cache, key_of
from ratings_site.render.charts.workers import Workers

PATH = "charts/vega.js"
"""Beside the specifications, where docs/assets/explore.js looks for it."""

SNIPPET = "window.vegaEmbed = vegaEmbed;"


def render_explorer(workers: Workers, cache: Cache) -> str:
    """Vega, Vega-Lite and Vega-Embed as vl-convert carries them, wrapped so that their names stay their own."""

    def make() -> bytes:
        return f"(() => {{{workers.bundle(SNIPPET)}}})();\n".encode()

    return cache.get(key_of("explorer", version("vl-convert-python"), SNIPPET), make).decode()
