"""A chart as a picture that is passed on: its headline, subtitle and source drawn around it, on white.

The frame is set here and not drawn by Vega, which would have to draw every chart a second time for it.
"""

from html import escape

from ratings_site.model.views.chart import Chart
from ratings_site.render.charts.palette import FONT, INK, PAPER, SOFT
from ratings_site.render.charts.svg import Drawn
from ratings_site.render.charts.type import BOLD, lines_within

MARGIN = 20
HEADLINE, SUBTITLE, SOURCE = 20.0, 14.0, 12.0
"""Sizes of type in pixels."""

SPACING = 1.3


def render_picture(chart: Chart, drawn: Drawn) -> str:
    """The whole picture as SVG."""
    inner = drawn.width
    y = float(MARGIN)
    head, y = _lines(chart.headline, HEADLINE, inner, y, bold=True)
    below, y = _lines(chart.subtitle, SUBTITLE, inner, y + 4, colour=SOFT)
    top = y + 14
    foot, y = _lines(chart.source, SOURCE, inner, top + drawn.height + 14, colour=SOFT)
    width, height = f"{inner + 2 * MARGIN:g}", f"{y + MARGIN - 4:g}"
    name = f"{chart.element_id}-picture"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="{name}-title {name}-desc" '
        f'width="{width}" height="{height}" viewBox="0 0 {width} {height}" font-family="{FONT}" fill="{INK}">'
        f'<title id="{name}-title">{escape(chart.headline)}</title>'
        f'<desc id="{name}-desc">{escape(f"{chart.subtitle}. {chart.description} {chart.source}")}</desc>'
        f'<rect width="{width}" height="{height}" fill="{PAPER}"/>{head}{below}'
        f'<g transform="translate({MARGIN},{top:g})">{drawn.inside}</g>{foot}</svg>\n'
    )


def _lines(
    text: str, size: float, width: float, top: float, *, bold: bool = False, colour: str = INK
) -> tuple[str, float]:
    """Lines of text below a height, and the height at which they end."""
    lines = lines_within(text, width / (BOLD if bold else 1), size)
    weight = ' font-weight="bold"' if bold else ""
    fill = "" if colour == INK else f' fill="{colour}"'
    spans = "".join(
        f'<text x="{MARGIN}" y="{top + size * (0.95 + SPACING * place):g}">{escape(line, quote=False)}</text>'
        for place, line in enumerate(lines)
    )
    return f'<g font-size="{size:g}"{weight}{fill}>{spans}</g>', top + size * SPACING * len(lines)
