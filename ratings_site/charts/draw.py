"""All pictures of the site to files, drawn by processes beside this one and kept by a hash of what they show."""

import json
import multiprocessing
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from functools import cache
from importlib.metadata import version
from pathlib import Path

from ratings_site import kept
from ratings_site.charts import press
from ratings_site.charts.chart import Chart, render_csv
from ratings_site.model.wording import words_of

DRAWN_WITH = ("charts/*.*", "kept.py", "model/wording.py", "wording/rating.py", "wording/words.py")
"""What makes a drawing of a chart, below the folder of the program."""


@cache
def drawn_with() -> tuple[str, ...]:
    """The libraries and the code that draw, whose every change makes all drawings anew."""
    code = kept.sum_of((file for files in DRAWN_WITH for file in kept.PROGRAM.glob(files)), kept.PROGRAM)
    return (code, *map(version, ("altair", "babel", "pillow", "vl-convert-python")))


def key_of_chart(chart: Chart) -> str:
    """One name for all files of a chart: its words and data, and what draws it; not what pages say of it."""
    return kept.key_of("files", repr(vars(chart)), json.dumps(words_of("ratings")["states"]), *drawn_with())


def drawing_processes() -> Executor:
    """Processes that draw, each begun when there is work for it: a processor is left for whoever gives them work."""
    most = max(1, min(4, (os.cpu_count() or 1) - 1))
    afresh = multiprocessing.get_context("spawn")  # a fork would share the locks of pandas' threads
    return ProcessPoolExecutor(most, afresh, press.begin)


class Drawings:
    """The pictures of a site: each is begun as soon as it is known, beside whatever else is made, and drawn once.

    Those drawn before are taken from `cache`, and new ones put there.
    """

    def __init__(self, cache: Path | None, processes: Executor) -> None:
        self._kept, self._processes = kept.Cache(cache), processes
        self._begun: dict[str, Callable[[], bytes]] = {}
        """What gives a drawing; one that was kept is read when it is written, since all are too many to hold."""
        self._paths: dict[str, list[str]] = {}

    def chart(self, chart: Chart) -> None:
        """Begin all files of a chart, which are kept as one.

        `charts/<id>.svg` for the page (a wide and a narrow `<svg>`, of which the style sheet shows one),
        `-picture.svg` and `.png` to pass on, `.csv` and `.json`.
        """
        self._begin(key_of_chart(chart), press.draw, lambda: job_of(chart, self._processes))

    def picture(self, path: str, bands: Sequence[str], scale: float) -> None:
        """Begin SVG pictures below each other as one PNG; the same picture at two paths is drawn once."""
        key = kept.key_of("pixels", *bands, f"{scale:g}", *drawn_with())
        self._begin(key, press.photograph, lambda: (bands, scale)).append(path)

    def files(self) -> Iterator[tuple[str, str | bytes]]:
        """Every file with its path under docs/, as soon as it is drawn; each is let go of as it is given."""
        for key, paths in self._paths.items():
            drawn = self._kept.get(key, self._begun.pop(key))
            yield from dict.fromkeys(paths, drawn).items()
            for path, content in () if paths else kept.unpack(drawn).items():  # a chart
                yield path, content if path.endswith(".png") else content.decode()

    def _begin(self, key: str, make: Callable[..., bytes], given: Callable[[], tuple[object, ...]]) -> list[str]:
        """Let this be drawn, unless it is or was; the paths at which it will stand, if its files name none."""
        if key not in self._begun:
            begun = self._processes.submit(make, *given()) if self._kept.find(key) is None else None
            self._begun[key] = begun.result if begun else lambda: self._processes.submit(make, *given()).result()
        return self._paths.setdefault(key, [])


def job_of(chart: Chart, processes: Executor) -> tuple[str, dict[str, str], dict[str, str], dict[str, str]]:
    """What `press.draw` is given for a chart: plain texts and tables, so that a process that draws loads little."""
    if "altair" not in sys.modules:  # while it loads here, a process makes itself ready
        processes.submit(press.draw_layout, '{"mark": "point"}')
    from ratings_site.charts import kinds, parts  # noqa: PLC0415 - Altair takes a second to load, only to draw

    words = {name: getattr(chart, name) for name in ("headline", "subtitle", "description", "source")}
    wide, narrow = kinds.specify(chart, parts.WIDE), kinds.specify(chart, parts.NARROW)
    files = {".csv": render_csv(chart), ".json": kinds.published(chart, wide)}
    return chart.chart_id, words, {"wide": json.dumps(wide), "narrow": json.dumps(narrow)}, files
