"""How every chart looks, whatever it shows: for which screens, in which type, in whose colours."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Screen:
    """What a chart is drawn for: the width in pixels that it may have, and the letters of its headline in a line."""

    name: str
    width: int
    letters: int

    @property
    def inner(self) -> int:
        """The width of a drawing without names at its left: its edges, and the half of a number, stand out of it."""
        return self.width - 12

    @property
    def is_narrow(self) -> bool:
        """Whether the names of rows stand above them, as there is no room at their left."""
        return self.width < WIDE.width


WIDE = Screen("wide", 680, 66)
"""The column of text of a page."""

NARROW = Screen("narrow", 272, 34)
"""What is left of a screen 320 pixels wide between the margins of the page."""

LETTER, LINE = 6, 15
"""Pixels of a letter at most, in type of thirteen pixels, and of a line."""

TEXT = "currentColor"
"""Words and lines have the colour of the page's, so that a picture that stands in it follows its scheme."""

NOTHING, ACCENT = "transparent", "#3B7DB5"
"""The accent has enough contrast on white and on the dark page; it colours what is no rating."""

STAR = "M0,-1.05L0.26,-0.34L1,-0.32L0.42,0.14L0.62,0.86L0,0.45L-0.62,0.86L-0.42,0.14L-1,-0.32L-0.26,-0.34Z"
SHAPES = {"★": STAR, "●": "circle", "▲": "triangle-up", "■": "square"}
"""How the signs of the scale are drawn; a sign that is not here is a diamond, and what is no rating a dash."""

DASH = "M-0.9,-0.15L0.9,-0.15L0.9,0.15L-0.9,0.15Z"
OUTLINE: dict[str, Any] = {"stroke": TEXT, "strokeWidth": 0.5}
"""Around every colour, as dark colours do not stand out from a dark page."""

CONFIG: dict[str, Any] = {
    "aria": False,  # one description of the whole picture stands in it, and none of its parts
    "background": None,
    "font": "Arial, sans-serif",
    "view": {"stroke": None},
    "text": {"color": TEXT, "fontSize": 13, "lineHeight": LINE, "baseline": "middle"},
    "rule": {"color": TEXT},
    "axis": {
        **dict.fromkeys(("labelColor", "titleColor", "gridColor", "domainColor"), TEXT),
        **dict.fromkeys(("gridOpacity", "domainOpacity"), 0.2),
        **dict.fromkeys(("domain", "ticks", "grid"), False),
        "labelFontSize": 13,
        "labelLimit": 0,
        "labelPadding": 8,
        "title": None,
        "titleFontSize": 12.5,
        "titleFontWeight": "normal",
        "titlePadding": 6,
    },
    "legend": {
        "labelColor": TEXT,
        "labelFontSize": 13,
        "symbolSize": 120,
        "symbolStrokeWidth": 0.5,
        "layout": {
            "expr": "{top: {anchor: 'start', direction: 'vertical', margin: 4, offset: 18}}"
        },  # one key below another
    },
}
_TITLE: dict[str, Any] = {"anchor": "start", "frame": "bounds", "color": TEXT}
HEADING = _TITLE | {
    "fontSize": 19,
    "lineHeight": 24,
    "offset": 16,
    "subtitleColor": TEXT,
    "subtitleFontSize": 14,
    "subtitleLineHeight": 19,
    "subtitlePadding": 6,
}
CREDIT = _TITLE | {"orient": "bottom", "fontSize": 12, "lineHeight": 16, "fontWeight": "normal", "offset": 12}
"""What stands above and below a picture that is passed on."""

INNER_WIDTH = 540
"""Pixels of such a picture without the names of its rows."""
