"""All pictures of the site to files, drawn by processes beside this one and kept by a hash of what they show."""

import io
import json
import os
import re
import signal
import textwrap
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import fields
from functools import cache
from html import escape
from importlib.metadata import version
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from ratings_site import kept
from ratings_site.charts.chart import Chart, render_csv
from ratings_site.charts.look import CONFIG, CREDIT, HEADING, INNER_WIDTH, NARROW, WIDE, Screen
from ratings_site.kept import Cache, pack, unpack
from ratings_site.model.wording import words_of

Json = dict[str, Any]
Files = dict[str, str | bytes]

MOST_PROCESSES = 4
FEW = 8
"""So many drawings wait for one process before another begins."""
PASSED_ON = "-picture.svg"
"""The end of the path of the picture that stands alone: with its finding, its source and its release."""

PICTURE_SCALE = 1.5
"""Pixels of a PNG to a pixel of the drawing: what a slide or a post shows."""

OF_THE_WHOLE = ("$schema", "autosize", "config", "datasets")
NO_FONTS = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig><dir>{folder}</dir></fontconfig>
"""
"""No fonts of the machine: charts are drawn with the typeface that vl-convert carries (Liberation Sans, as wide as
Arial), so that a picture is the same wherever it is made. It also spares it from opening a font file for each letter,
which makes text four times faster. Without a folder in it, the machine's fonts would be read all the same."""

ALONE = "picture"
"""The layout of the drawing that is passed on without a page around it."""

ROLES = re.compile(r' role="graphics-[a-z]+"(?: aria-roledescription="[a-z -]+")?(?: aria-label="[^"]*")?')
MARKS = 'class="marks"'
EXPLORER, SNIPPET = "charts/vega.js", "window.vegaEmbed = vegaEmbed;"
"""The script that draws charts in a reader's browser, where docs/assets/explore.js looks for it."""
NOTICE = "/*! Vega, Vega-Lite, Vega-Embed and D3. Their licences are at licences/ on this site. */\n"

ROOM = Path(__file__).parents[1]
DRAWN_WITH: tuple[str, ...] = ("charts/chart", "charts/draw", "charts/kinds", "charts/look")
DRAWN_WITH += ("kept", "model/wording", "wording/rating", "wording/words")
"""The modules that make a drawing of a chart."""

LIBRARIES = ("altair", "babel", "pillow", "vl-convert-python")


@cache
def drawn_with() -> tuple[str, ...]:
    """The libraries and the code that draw, whose every change makes all drawings anew."""
    code = kept.sum_of([ROOM / f"{module}.py" for module in DRAWN_WITH], ROOM)
    return (code, *(f"{library} {version(library)}" for library in LIBRARIES))


def key_of(*parts: str) -> str:
    """The name under which a drawing is kept: of all these texts, and of what draws them."""
    return kept.key_of(*parts, *drawn_with())


def key_of_chart(chart: Chart) -> str:
    """One name for all files of a chart: its words and data, and what draws it; not what pages say of it."""
    told = repr([getattr(chart, field.name) for field in fields(chart)])
    return key_of("files", told, json.dumps(words_of("ratings")["states"]))


class Drawers(Executor):
    """Processes that draw. A further one begins when many drawings wait: it takes seconds to load what draws."""

    def __init__(self, pools: Iterable[Executor]) -> None:
        self._waiting: dict[Executor, deque[Future[Any]]] = {pool: deque() for pool in pools}

    def submit(self, make: Callable[..., Any], /, *given: object, **more: object) -> Future[Any]:
        """Let the first process draw this that has little to do, or else the one that has least."""
        for waiting in self._waiting.values():
            while waiting and waiting[0].done():  # a process draws one after the other
                waiting.popleft()
        idle = (pool for pool, waiting in self._waiting.items() if len(waiting) < FEW)
        pool = next(idle, None) or min(self._waiting, key=lambda pool: len(self._waiting[pool]))
        self._waiting[pool].append(pool.submit(make, *given, **more))
        return self._waiting[pool][-1]


@contextmanager
def drawing_processes() -> Iterator[Drawers]:
    """As many processes that draw as there are processors, four at most; each begins when there is work for it."""
    with TemporaryDirectory() as folder, ExitStack() as pools:
        fonts = Path(folder, "fonts.conf")
        fonts.write_text(NO_FONTS.format(folder=escape(folder)), encoding="utf-8")
        alone = (
            ProcessPoolExecutor(
                1,
                get_context("spawn"),  # a fork would share the locks of pandas' threads
                initializer=_begin,
                initargs=(str(fonts),),
            )
            for _ in range(min(MOST_PROCESSES, os.cpu_count() or 1))
        )
        yield Drawers([pools.enter_context(pool) for pool in alone])


def _begin(fonts: str) -> None:
    """Make a process ready to draw, before it loads vl-convert; Ctrl-C is for the one that it works for."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.environ |= {"FONTCONFIG_FILE": fonts, "TZ": "UTC"}


class Drawings:
    """The pictures of a site: each is begun as soon as it is known, beside whatever else is made, and drawn once.

    Those drawn before are taken from `cache`, and new ones put there.
    """

    def __init__(self, cache: Path | None, processes: Executor) -> None:
        self._kept, self._cache, self._processes = Cache(cache), cache, processes
        self._begun: dict[str, bytes | Future[bytes]] = {}
        self._charts: list[str] = []
        self._pictures: dict[str, str] = {}

    def chart(self, chart: Chart) -> None:
        """Begin all files of a chart, and with the first that can be explored the script for them all.

        `charts/<id>.svg` for the page (a wide and a narrow `<svg>`, of which the style sheet shows one),
        `-picture.svg` and `.png` to pass on, `.csv` and `.json` (`-narrow.json` too where it can be explored).
        """
        self._charts.append(self._begin(key_of_chart(chart), draw_packed, chart, self._cache))
        if chart.explore:
            self._pictures[EXPLORER] = self._begin(key_of(SNIPPET, NOTICE), draw_explorer)

    def picture(self, path: str, svg: str, scale: float) -> None:
        """Begin an SVG picture as PNG; the same picture at two paths is drawn once."""
        self._pictures[path] = self._begin(key_of("pixels", svg, f"{scale:g}"), photograph, svg, scale)

    def files(self) -> Files:
        """Every file by its path under docs/, when all are drawn; each is let go of as it is given."""
        files = {path: content for key in dict.fromkeys(self._charts) for path, content in self._unpacked(key)}
        pictures = {key: self._drawn(key) for key in dict.fromkeys(self._pictures.values())}
        for path, key in self._pictures.items():
            files[path] = pictures[key] if path.endswith(".png") else pictures[key].decode()
        return dict(sorted(files.items()))

    def _unpacked(self, key: str) -> Iterator[tuple[str, str | bytes]]:
        for path, content in unpack(self._drawn(key)).items():
            yield path, content if path.endswith(".png") else content.decode()

    def _begin(self, key: str, make: Callable[..., bytes], *given: object) -> str:
        if key not in self._begun:
            found = self._kept.find(key)
            self._begun[key] = self._processes.submit(make, *given) if found is None else found
        return key

    def _drawn(self, key: str) -> bytes:
        begun = self._begun.pop(key)
        return begun if isinstance(begun, bytes) else self._kept.keep(key, begun.result())


def render_charts(charts: Iterable[Chart], cache: Path | None, processes: Executor) -> Files:
    """Every file of every distinct chart, by its path under docs/."""
    drawings = Drawings(cache, processes)
    for chart in {chart.chart_id: chart for chart in charts}.values():
        drawings.chart(chart)
    return drawings.files()


def draw_packed(chart: Chart, cache: Path | None) -> bytes:
    """The files of one chart, as one."""
    drawn = draw_chart(chart, cache)
    return pack({path: content.encode() if isinstance(content, str) else content for path, content in drawn.items()})


def draw_chart(chart: Chart, cache: Path | None) -> Files:
    """The files of one chart."""
    kept, path = Cache(cache), f"charts/{chart.chart_id}"
    drawings = {screen: specify(chart, screen) for screen in (WIDE, NARROW)}
    published = pictured(chart, drawings[WIDE], WIDE)
    picture = _named(_svg(published, kept), chart, ALONE)
    files: Files = {
        f"{path}.svg": "".join(_named(_svg(d, kept), chart, screen.name) for screen, d in drawings.items()),
        f"{path}.csv": render_csv(chart),
        f"{path}.json": _text(published),
        f"{path}{PASSED_ON}": f"{picture}\n",
        f"{path}.png": photograph(picture, PICTURE_SCALE),
    }
    if chart.explore:
        files[f"{path}-narrow.json"] = _text(pictured(chart, drawings[NARROW], NARROW))
    return files


def specify(chart: Chart, screen: Screen) -> Json:
    """The Vega-Lite specification of a chart as it stands in a page."""
    from altair import SCHEMA_URL  # noqa: PLC0415
    from altair.utils.schemapi import debug_mode  # noqa: PLC0415 - Altair takes a second to load, only to draw

    from ratings_site.charts.kinds import KINDS  # noqa: PLC0415

    with debug_mode(arg=False):  # else Altair validates each part as it is put in, which doubles the time
        specification: Json = KINDS[chart.kind](chart, screen).to_dict(validate=False)
    return {"$schema": SCHEMA_URL} | specification | {"config": CONFIG}


def pictured(chart: Chart, specification: Json, screen: Screen) -> Json:
    """A specification to pass on: with the finding, how to read it, whose it is, on white."""
    drawing = {name: value for name, value in specification.items() if name not in OF_THE_WHOLE}
    if isinstance(drawing["width"], int):
        drawing["width"] = min(drawing["width"], INNER_WIDTH)
    heading = {
        "text": textwrap.wrap(chart.headline, screen.letters),
        "subtitle": textwrap.wrap(chart.subtitle, screen.letters * 7 // 5),
    }
    credit = {"text": textwrap.wrap(chart.source, screen.letters * 8 // 5)}
    return {
        "$schema": specification["$schema"],
        "description": f"{chart.headline} {chart.subtitle}. {chart.description}",
        "title": HEADING | heading,
        "vconcat": [drawing | {"title": CREDIT | credit}],
        "datasets": specification["datasets"],
        "padding": 20,
        "config": CONFIG | {"background": "white"},
        "usermeta": {"source": chart.source, "columns": dict(chart.columns)},
    }


def _text(specification: Json) -> str:
    return json.dumps(specification, ensure_ascii=False, separators=(",", ":")) + "\n"


def _svg(specification: Json, kept: Cache) -> str:
    """A specification as SVG."""

    def make() -> bytes:
        import vl_convert  # noqa: PLC0415 - reads the fonts when it is loaded, which the process sets before

        drawn: str = vl_convert.vegalite_to_svg(specification, allowed_base_urls=[])
        return drawn.encode()

    return kept.get(key_of(_text(specification)), make).decode()


def _named(svg: str, chart: Chart, layout: str) -> str:
    """A drawing with a title for those who do not see it, under an id used nowhere else.

    On a page it says how to read the drawing only: what it finds is the name of the figure around it. The picture that
    stands alone says all of it. A blank parts the lines of a text, which are read as one.
    """
    name, told = f"{chart.element_id}-{layout}-title", chart.description
    if layout == ALONE:
        told = f"{chart.headline} {chart.subtitle}. {told} {chart.source}"
    head, rest = svg.replace("</tspan><tspan", "</tspan> <tspan").split(">", 1)
    role = f'class="{layout}" role="img" aria-labelledby="{name}"'
    rest = ROLES.sub("", rest)  # the parts of one picture have no names of their own
    return f'{head.replace(MARKS, role)}><title id="{name}">{escape(told, quote=False)}</title>{rest}'


def photograph(svg: str, scale: float) -> bytes:
    """An SVG picture as PNG of 256 colours, an eighth as large as one of all; `scale` pixels to its unit."""
    import vl_convert  # noqa: PLC0415
    from PIL import Image  # noqa: PLC0415

    drawn = Image.open(io.BytesIO(vl_convert.svg_to_png(svg, scale=scale))).convert("RGB")
    small = io.BytesIO()
    drawn.quantize(256, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE).save(small, "png")
    return small.getvalue()


def draw_explorer() -> bytes:
    """Vega, Vega-Lite and Vega-Embed as vl-convert carries them, wrapped so that their names stay their own."""
    import vl_convert  # noqa: PLC0415

    return f"{NOTICE}(() => {{{vl_convert.javascript_bundle(SNIPPET)}}})();\n".encode()
