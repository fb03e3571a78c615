"""All pictures of the site to files, drawn by processes beside this one and kept by a hash of what they show."""

import json
import multiprocessing
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from functools import cache, partial
from importlib.metadata import version
from pathlib import Path

from ratings_site import kept
from ratings_site.charts import press
from ratings_site.charts.chart import Chart, render_csv
from ratings_site.model.wording import words_of

DRAWN_WITH = ("charts/*.*", "kept.py", "model/wording.py", "wording/rating.py", "wording/words.py")
"""What makes a drawing of a chart, below the folder of the program."""

MOST_LEFT = 200
"""Where more drawings than this are left when all the rest is made, more processes are begun for half of them."""

Make = Callable[[], bytes]


@cache
def drawn_with() -> tuple[str, ...]:
    """The libraries and the code that draw, whose every change makes all drawings anew."""
    code = kept.sum_of((file for files in DRAWN_WITH for file in kept.PROGRAM.glob(files)), kept.PROGRAM)
    return (code, *map(version, ("altair", "babel", "pillow", "vl-convert-python")))


def key_of_chart(chart: Chart) -> str:
    """One name for all files of a chart: its words and data, and what draws it; not what pages say of it."""
    return kept.key_of("files", repr(vars(chart)), json.dumps(words_of("ratings")["states"]), *drawn_with())


@contextmanager
def other_processes() -> Iterator[Executor]:
    """Processes that can draw, and do other work, each begun when there is some: a processor is left for this one.

    What they have not begun is let go of at the end, so that nobody waits for the drawings of a build that failed.
    """
    most = max(1, min(4, (os.cpu_count() or 1) - 1))
    afresh = multiprocessing.get_context("spawn")  # a fork would share the locks of pandas' threads
    processes = ProcessPoolExecutor(most, afresh, press.begin)
    try:
        yield processes
    finally:
        processes.shutdown(cancel_futures=True)


def draw(chart: Chart) -> bytes:
    """All files of a chart, as one. It is done by processes that draw: Altair takes a second to load."""
    from ratings_site.charts import kinds, parts  # noqa: PLC0415

    words = {name: getattr(chart, name) for name in ("headline", "subtitle", "description", "source")}
    wide, narrow = kinds.specify(chart, parts.WIDE), kinds.specify(chart, parts.NARROW)
    files = {".csv": render_csv(chart), ".json": kinds.published(chart, wide)}
    return press.draw(chart.chart_id, words, {"wide": json.dumps(wide), "narrow": json.dumps(narrow)}, files)


class Drawings:
    """The pictures of a site: each is begun as soon as it is known, beside whatever else is made, and drawn once.

    Those drawn before are taken from `cache`, and new ones put there. What others show of a `version` stays as it is
    when the next one comes, and stands below the version too.
    """

    def __init__(self, cache: Path | None, processes: Executor, version: str = "") -> None:
        self.processes, self._kept, self._version = processes, kept.Cache(cache), version
        self._begun: dict[str, tuple[Future[bytes] | None, Make]] = {}
        """What becomes of a drawing, None where it was kept, and what makes it."""
        self._paths: dict[str, dict[str, str]] = {}
        """Where each stands, and the name of what stands there within it; "" for the drawing itself."""

    def chart(self, chart: Chart) -> None:
        """Begin all files of a chart, which are kept as one.

        `charts/<id>.svg` for the page (a wide and a narrow `<svg>`, of which the style sheet shows one),
        `-picture.svg` and `.png` to pass on, `.csv` and `.json`.
        """
        names = [f"charts/{chart.chart_id}{ending}" for ending in press.ENDINGS]
        of_version = {f"charts/{self._version}/{chart.chart_id}.svg": f"charts/{chart.chart_id}{press.PASSED_ON}"}
        paths = dict(zip(names, names, strict=True)) | (of_version if self._version else {})
        self._begin(key_of_chart(chart), paths, draw, chart)

    def picture(self, path: str, bands: Sequence[str], scale: float) -> None:
        """Begin SVG pictures below each other as one PNG; the same picture at two paths is drawn once."""
        key = kept.key_of("pixels", *bands, f"{scale:g}", *drawn_with())
        self._begin(key, {path: ""}, press.photograph, bands, scale)

    def files(self) -> Iterator[tuple[str, str | bytes]]:
        """Every file with its path under docs/, as soon as it is drawn; each is let go of as it is given."""
        with self._helped():
            for key, paths in self._paths.items():
                content = self._drawn(key, *self._begun.pop(key))
                parts = kept.unpack(content) if all(paths.values()) else {"": content}
                for path, name in paths.items():
                    yield path, parts[name] if path.endswith(".png") else parts[name].decode()

    @contextmanager
    def _helped(self) -> Iterator[None]:
        """Give half of what is left to more processes, where it is much: all the rest is made by now."""
        left = [key for key, (drawn, _) in self._begun.items() if drawn and not drawn.done()]
        if len(left) <= MOST_LEFT:
            yield
            return
        with other_processes() as more:
            for key in left[1::2]:
                drawn, make = self._begun[key]
                if drawn and drawn.cancel():
                    self._begun[key] = self._submit(more, key, make), make
            yield

    def _drawn(self, key: str, drawn: Future[bytes] | None, make: Make) -> bytes:
        """A drawing as it was kept, or else given; it is made again where neither was."""
        return (drawn.result() if drawn else b"") or self._kept.get(key, lambda: self.processes.submit(make).result())

    def _begin(self, key: str, paths: dict[str, str], make: Callable[..., bytes], *given: object) -> None:
        """Let this be drawn, unless it is or was, for these paths."""
        if key not in self._begun:
            drawing = partial(make, *given)
            is_new = self._kept.find(key) is None
            self._begun[key] = self._submit(self.processes, key, drawing) if is_new else None, drawing
        self._paths.setdefault(key, {}).update(paths)

    def _submit(self, processes: Executor, key: str, make: Make) -> Future[bytes]:
        return processes.submit(kept.make_there, self._kept, key, make)
