"""Specifications in, pictures out: what the processes that draw do. It loads what draws, and nothing of the site."""

import io
import json
import os
import re
import textwrap
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from html import escape
from itertools import accumulate
from pathlib import Path

import vl_convert
from PIL import Image

from ratings_site import beside
from ratings_site.kept import pack

Drawing = tuple[float, float, str]
"""The width and the height of a drawing, and what stands inside its `<svg>`."""

PASSED_ON = "-picture.svg"
"""The end of the path of the picture that stands alone: with its finding, its source and its release."""

ENDINGS = (".csv", ".json", ".svg", PASSED_ON, ".png")
"""How the paths of the files of a chart end."""

PICTURE_SCALE = 1.5
"""Pixels of a PNG to a pixel of the drawing: what a slide or a post shows."""

WORDS, EDGE, GAP = 680, 20, 14
"""Pixels of a line of words of a picture that stands alone, around it, and between its words and its drawing."""

STYLES = {"headline": (19, 24, 66, ' font-weight="bold"'), "subtitle": (14, 19, 92, ""), "source": (12, 16, 105, "")}
"""The words around it: the size of their type, the height of a line and its letters at most."""

NAMES = re.compile(r' role="graphics-[a-z]+"(?: aria-roledescription="[a-z -]+")?')
"""What Vega calls the parts of a picture, which has one name as a whole."""

TOLD = re.compile(r'<path aria-label="([^"]*)"([^>]*)/>')
"""A sign that says what it is, which browsers show where it is pointed at if it is a title."""

DRAWN = re.compile(r'<svg [^>]*? width="([\d.]+)" height="([\d.]+)"[^>]*>(.*)</svg>', re.DOTALL)
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" {named}width="{width:g}" height="{height:g}"'
    ' viewBox="0 0 {width:g} {height:g}">{inside}</svg>'
)
PAPER = '<rect width="100%" height="100%" fill="white"/>'
NO_FONTS = Path(__file__).with_name("fonts.conf")
"""No fonts of the machine: charts are drawn with the typeface that vl-convert carries (Liberation Sans, as wide as
Arial), so that a picture is the same wherever it is made. It also spares it from opening a font file for each letter,
which makes text four times faster. Without a folder in that file the machine's fonts would be read all the same."""


def begin() -> None:
    """Make a process ready to draw the same everywhere."""
    beside.begin()
    os.environ |= {"FONTCONFIG_FILE": str(NO_FONTS), "TZ": "UTC"}


def draw(chart_id: str, words: Mapping[str, str], layouts: Mapping[str, str], files: Mapping[str, str]) -> bytes:
    """The pictures of a chart, and its other files, as one: `layouts` are its specifications, as JSON, by their names.

    On a page a picture says how to read the drawing only: what it finds is the name of the figure around it. The one
    that stands alone says all of it.
    """
    drawn = {layout: draw_layout(specification) for layout, specification in layouts.items()}
    page = (titled(chart_id, layout, drawing, words["description"]) for layout, drawing in drawn.items())
    parts, told = framed(drawn["wide"], words), "{headline} {subtitle}. {description} {source}".format(**words)
    texts = {**files, ".svg": "".join(page), PASSED_ON: f"{titled(chart_id, 'picture', stacked(parts), told)}\n"}
    alone = [SVG.format(named="", width=across, height=high, inside=PAPER + part) for across, high, part in parts]
    contents = {ending: text.encode() for ending, text in texts.items()} | {".png": photograph(alone, PICTURE_SCALE)}
    return pack({f"charts/{chart_id}{ending}": content for ending, content in contents.items()})


@lru_cache(maxsize=256)  # the charts of units without a score differ in their words only
def draw_layout(specification: str) -> Drawing:
    """What Vega makes of a specification of Vega-Lite. A blank parts the lines of a text, which are read as one."""
    svg = vl_convert.vegalite_to_svg(json.loads(specification), allowed_base_urls=[])  # JSON it reads less exactly
    ((width, height, inside),) = DRAWN.findall(svg)
    inside = TOLD.sub(r"<path\2><title>\1</title></path>", NAMES.sub("", inside))
    return float(width), float(height), inside.replace("</tspan><tspan", "</tspan> <tspan")


def titled(chart_id: str, layout: str, drawing: Drawing, told: str) -> str:
    """A drawing with a title for those who do not see it, under an id used nowhere else."""
    (width, height, inside), name = drawing, f"chart-{chart_id}-{layout}-title"
    title = f'<title id="{name}">{escape(told, quote=False)}</title>'
    named = f'class="{layout}" role="img" aria-labelledby="{name}" '
    return SVG.format(named=named, width=width, height=height, inside=title + inside)


def framed(drawing: Drawing, words: Mapping[str, str]) -> list[Drawing]:
    """The parts of a picture on white from above: its finding, how to read it, the drawing, whose it is.

    Each is an even number of pixels high, so that the next one begins with a whole pixel of a PNG.
    """
    (width, height, inside), edge = drawing, (EDGE, "")
    moved = (height + 2 * GAP, f'<g transform="translate({EDGE},{GAP})">{inside}</g>')
    headline, subtitle, source = (_words(style, words[style]) for style in STYLES)
    parts, across = (edge, headline, subtitle, moved, source, edge), max(width, WORDS) + 2 * EDGE
    return [(across, 2.0 * -(-height // 2), inside) for height, inside in parts]


def _words(style: str, text: str) -> tuple[float, str]:
    """Words in lines below each other, and how high they are."""
    size, line, letters, look = STYLES[style]
    lines = enumerate(escape(said, quote=False) for said in textwrap.wrap(text, letters))
    spans = [f'<tspan x="{EDGE}" y="{line * above + size}">{said}</tspan>' for above, said in lines]
    head = f'<text font-family="Arial, sans-serif" font-size="{size}px"{look}>'
    return line * len(spans), f"{head}{' '.join(spans)}</text>"


def stacked(parts: Iterable[Drawing]) -> Drawing:
    """Parts of a picture below each other, as one."""
    widths, heights, drawn = zip(*parts, strict=True)
    *tops, whole = accumulate((0, *heights))
    placed = (f'<g transform="translate(0,{y:g})">{part}</g>' for y, part in zip(tops, drawn, strict=True))
    return max(widths), whole, PAPER + "".join(placed)


def photograph(parts: Sequence[str], scale: float) -> bytes:
    """SVG pictures below each other as a PNG of 256 colours, an eighth of one of all; `scale` pixels to a unit."""
    exposed = [expose(part, scale) for part in parts]
    if sum(len(own) for _, own, _ in exposed) > 3 * 256:
        exposed = [expose(part, scale, 256 // len(parts)) for part in parts]
    (width, *_), colours, pixels, small = exposed[0], b"", b"", io.BytesIO()
    for _, own, part in exposed:
        before = len(colours) // 3  # its colours follow those of the parts above
        pixels += part.translate(bytes(range(before, 256)) + bytes(before))
        colours += own
    whole = Image.frombytes("P", (width, len(pixels) // width), pixels)
    whole.putpalette(colours)
    whole.save(small, "png", compress_level=4)
    return small.getvalue()


@lru_cache(maxsize=256)  # many pictures have lines of text in common, and letters are what takes most of the time
def expose(svg: str, scale: float, most: int = 256) -> tuple[int, bytes, bytes]:
    """An SVG picture in pixels: its width, at most so many colours, and which of them each pixel has."""
    picture = Image.open(io.BytesIO(vl_convert.svg_to_png(svg, scale=scale))).convert("RGB")
    few = picture.quantize(most, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    used = max(colour for colour, pixels in enumerate(few.histogram()) if pixels) + 1
    colours = bytes(few.getpalette() or ())[: 3 * used]
    return few.width, colours.replace(b"\xfe", b"\xff"), few.tobytes()  # white is mixed with what is nearly white
