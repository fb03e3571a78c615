"""A chart as a picture that is passed on: its headline, subtitle and source drawn around it, on white.

The frame is set here and not drawn by Vega, which would have to draw every chart a second time for it. A picture has
three parts, one below the other, so that those that many pictures share are turned into pixels once.
"""

import math
from dataclasses import dataclass
from html import escape

from ratings_site.model.views.chart import Chart
from ratings_site.render.charts.palette import FONT, INK, PAPER, SOFT
from ratings_site.render.charts.svg import Drawn
from ratings_site.render.charts.type import BOLD, lines_within

MARGIN = 20
HEADLINE, SUBTITLE, SOURCE = 20.0, 14.0, 12.0
"""Sizes of type in pixels."""

SPACING = 1.3


@dataclass(frozen=True)
class Part:
    """A part of a picture, as wide as the picture: what is drawn in it, and its height, an even number of pixels."""

    inside: str
    width: int
    height: int

    def svg(self) -> str:
        """The part alone, for turning it into pixels."""
        return f"{_root(self.width, self.height)}{self.inside}</svg>"


def picture_parts(chart: Chart, drawn: Drawn) -> tuple[Part, Part, Part]:
    """Headline and subtitle, the drawing, the source."""
    width = int(drawn.width) + 2 * MARGIN
    head, y = _lines(chart.headline, HEADLINE, drawn.width, MARGIN, bold=True)
    below, y = _lines(chart.subtitle, SUBTITLE, drawn.width, y + 4, colour=SOFT)
    foot, end = _lines(chart.source, SOURCE, drawn.width, 14, colour=SOFT)
    return (
        Part(head + below, width, _even(y + 14)),
        Part(f'<g transform="translate({MARGIN},0)">{drawn.inside}</g>', width, _even(drawn.height)),
        Part(foot, width, _even(end + MARGIN - 4)),
    )


def render_picture(chart: Chart, parts: tuple[Part, Part, Part]) -> str:
    """The whole picture as SVG."""
    head, body, foot = parts
    name = f"{chart.element_id}-picture"
    height = head.height + body.height + foot.height
    said = f'role="img" aria-labelledby="{name}-title {name}-desc" '
    return (
        f"{_root(head.width, height, said)}"
        f'<title id="{name}-title">{escape(chart.headline, quote=False)}</title>'
        f'<desc id="{name}-desc">{escape(f"{chart.subtitle}. {chart.description} {chart.source}", quote=False)}</desc>'
        f'<rect width="{head.width}" height="{height}" fill="{PAPER}"/>{head.inside}'
        f'<g transform="translate(0,{head.height})">{body.inside}</g>'
        f'<g transform="translate(0,{head.height + body.height})">{foot.inside}</g></svg>\n'
    )


def _root(width: int, height: int, said: str = "") -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {said}width="{width}" height="{height}" '
        f'viewBox="0 0 {width} {height}" font-family="{FONT}" fill="{INK}">'
        + ("" if said else f'<rect width="{width}" height="{height}" fill="{PAPER}"/>')
    )


def _even(height: float) -> int:
    """A height that is a whole number of pixels at the scale of the PNG too."""
    return math.ceil(height / 2) * 2


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
