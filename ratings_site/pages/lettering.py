"""How wide words are in Arial, so that lines can be broken before anything is drawn."""

import unicodedata
from collections import defaultdict
from functools import lru_cache

WIDTHS = {
    191: "'",
    222: "ijl’‘",
    260: "|",
    278: " !,./:;I[\\]ft·",
    333: "()-r`“”",
    355: '"',
    389: "*",
    500: "Jckssvxyz",
    556: "#$0123456789?L_abdeghnopqu–",
    584: "+<=>~×",
    611: "FTZ",
    667: "&ABEKPSVXY",
    722: "CDHNRUw",
    778: "GOQ",
    833: "Mm",
    889: "%",
    944: "W",
    1000: "—…",
    1015: "@",
}
"""Thousandths of the type size, by letter; an accent does not change the width of its letter."""

UNKNOWN_WIDTH = 667
WIDTH_OF = defaultdict(
    lambda: UNKNOWN_WIDTH, {letter: width for width, letters in WIDTHS.items() for letter in letters}
)
BOLD = 1.08
"""How much wider bold type is, at most."""


def width_of(text: str, size: float) -> float:
    """The width of a line of text in pixels, at a type size in pixels."""
    return _width(text) * size / 1000


@lru_cache(maxsize=4096)
def _width(text: str) -> int:
    if not text.isascii():
        text = "".join(letter for letter in unicodedata.normalize("NFD", text) if not unicodedata.combining(letter))
    return sum(map(WIDTH_OF.__getitem__, text))


def lines_within(text: str, width: float, size: float) -> list[str]:
    """The text broken at blanks into lines no wider than `width`; a single word may be wider."""
    lines: list[str] = []
    for word in text.split():
        if lines and width_of(f"{lines[-1]} {word}", size) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines
