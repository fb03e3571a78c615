"""What all charts share that needs no drawing library: the palette of the ratings, their symbols, the type, the sizes.

The colours are those of the Analysis Function with a dark red for Inadequate, the set in which every pair stays apart
for colour-blind readers. Neighbours are parted by white, and each colour comes with its symbol and its word.
"""

from dataclasses import dataclass

INK, SOFT, PAPER, ACCENT, TINT = "#0B0C0C", "#3D3D3D", "#FFFFFF", "#12436D", "#E3ECF4"
LINE, SPAN, HAIRLINE, SHADE = "#8A8F94", "#BFC4C8", "#D5D8DB", "#EEF0F2"
"""Greys, dark to light: outlines, spans of time and hatching, hairlines, the years of a programme."""


RATINGS = ("Outstanding", "Good", "Requires improvement", "Inadequate")
FILLS = {"Outstanding": "#12436D", "Good": "#28A197", "Requires improvement": "#F46A25", "Inadequate": "#6A0F0B"}
TEXT_ON = {"Outstanding": PAPER, "Good": INK, "Requires improvement": INK, "Inadequate": PAPER}

FLAT = (INK, SOFT, PAPER, ACCENT, TINT, LINE, SPAN, HAIRLINE, SHADE, *FILLS.values())
"""Every colour that covers an area."""

STAR = "M0,-1.05L0.26,-0.34L1,-0.32L0.42,0.14L0.62,0.86L0,0.45L-0.62,0.86L-0.42,0.14L-1,-0.32L-0.26,-0.34Z"
TRIANGLE = "M0,-0.9L1,0.8L-1,0.8Z"
DASH = "M-0.9,-0.15L0.9,-0.15L0.9,0.15L-0.9,0.15Z"
LOZENGE = "M0,-1L0.75,0L0,1L-0.75,0ZM0,-0.6L-0.45,0L0,0.6L0.45,0Z"
DOTS = "".join(f"M{x:g},-0.18L{x + 0.36:g},-0.18L{x + 0.36:g},0.18L{x:g},0.18Z" for x in (-0.98, -0.18, 0.62))
SHAPES = {"Outstanding": STAR, "Good": "circle", "Requires improvement": TRIANGLE, "Inadequate": "square"}
STATE_SHAPES = {"not available": DASH, "not rated": LOZENGE, "not yet inspected": DOTS}
"""The signs of the chips on the pages."""

STATES = tuple(STATE_SHAPES)

FONT = "Arial, sans-serif"


@dataclass(frozen=True)
class Layout:
    """A shape of the page a chart is drawn for; widths and sizes are pixels of its own."""

    name: str
    width: int
    type_size: float
    line_height: int

    @property
    def is_narrow(self) -> bool:
        return self.name == "narrow"


WIDE = Layout("wide", width=680, type_size=13, line_height=15)
NARROW = Layout("narrow", width=272, type_size=12.5, line_height=15)
"""What is left of a screen 320 pixels wide between the margins of the page and of the card."""
