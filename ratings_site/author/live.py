"""A preview that follows every edit: the open pages at once, the whole site after them, and what is wrong over both.

Two other processes do the work, so that nothing that goes wrong in them ends the preview. One stays, keeps what it has
loaded and read, and makes the pages that are open (`glance`). The other is a build of the whole site with all its
guards; the next edit ends it.
"""

import os
import re
import signal
import subprocess
import sys
import tempfile
import threading
import time
import tomllib
import traceback
from collections.abc import Callable, Collection, Mapping
from concurrent.futures import BrokenExecutor, ProcessPoolExecutor
from contextlib import suppress
from datetime import date
from functools import partial
from multiprocessing import active_children, get_context
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ratings_site import beside
from ratings_site.author import UPCOMING
from ratings_site.author.mishaps import MISHAPS, mishap_words
from ratings_site.publish.problems import PublishError
from ratings_site.publish.serve import Showing, following
from ratings_site.stamp import read_by_build

if TYPE_CHECKING:
    from ratings_site.check import Checked

_SILENT = "(?:head|script|style|svg|textarea|select|option)"
_TEXT = re.compile(rf"<{_SILENT}\b.*?</{_SILENT}>|>(?P<text>[^<]+)", re.DOTALL)
"""What is no text of a page is found first, so that nothing in it is taken for one."""
_LATER = f'This preview shows what comes out later: <a href="/{UPCOMING}">upcoming releases</a>. The days are marked.'


class Desk(NamedTuple):
    """Where somebody works: the project, the tables, the day of the check, and how tables are read and checked."""

    project: Path
    package: Path
    on: date
    read: Callable[[Path, date], "Checked"]


class Glance(NamedTuple):
    """What came of an edit: what is said, files of the site by path (None: something is wrong), the days to come."""

    said: str
    files: Mapping[str, bytes] | None = None
    days: tuple[str, ...] = ()


def look(desk: Desk, addresses: Collection[str]) -> Glance:
    """The pages at these addresses as they would be now, or what is wrong: of tables, a template or the program."""
    try:  # what does not load is a mistake to be shown
        from ratings_site.author.glance import eye  # noqa: PLC0415
        from ratings_site.check.report import render_report  # noqa: PLC0415

        checked = desk.read(desk.package, desk.on)
        said = render_report(checked.issues, package=desk.package)
        return Glance(said, *(eye(desk, checked.tables).glance(checked.tables, addresses) if checked.tables else ()))
    except PublishError as error:
        return Glance(str(error))
    except MISHAPS as error:
        return Glance(mishap_words(error))
    except Exception as error:  # noqa: BLE001  whatever somebody wrote into the program stands in the browser
        return Glance(mistake_words(error, desk.project))


def mistake_words(error: Exception, project: Path) -> str:
    """Where in the program or a template a mistake stands, what it is, and what to do."""
    file, line, column = _place(error, project)
    where = f"{file.relative_to(project).as_posix()}:{line}" if file.is_relative_to(project) else f"{file.name}:{line}"
    what = getattr(error, "msg", "") or getattr(error, "message", "") or str(error)
    at = f", column {column}" if column else ""
    return f"{where}{at}: {type(error).__name__}: {what}\nMend it there and save; “git diff” shows what was changed."


def _place(error: Exception, project: Path) -> tuple[Path, int, int]:
    if isinstance(error, tomllib.TOMLDecodeError):
        for file in project.glob("ratings_site/**/*.toml"):
            try:
                tomllib.loads(file.read_text(encoding="utf-8"))
            except ValueError as same:
                line, column = map(int, re.findall(r"\d+", str(same).rpartition("(")[2]) or (1, 1))
                return file, line, column
    told = [getattr(error, name, None) for name in ("filename", "lineno", "offset")]
    if told[0] and told[1]:  # of Python itself, or of a template
        return Path(str(told[0])), int(told[1]), int(told[2] or 0)
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if Path(frame.filename).is_relative_to(project)] or frames
    return Path(ours[-1].filename), ours[-1].lineno or 1, 0


def _process() -> ProcessPoolExecutor:
    """A process that makes pages, which hears nothing of what interrupts the preview: it is ended from here."""
    return ProcessPoolExecutor(1, get_context("spawn"), beside.begin)


class Live:
    """One preview from its beginning to its end."""

    def __init__(self, desk: Desk, showing: Showing) -> None:
        self._desk, self._showing = desk, showing
        self._one_at_a_time, self._eyes = threading.Lock(), _process()
        self._build: subprocess.Popen[bytes] | None = None
        self._log = tempfile.TemporaryFile()  # noqa: SIM115  what a build says; it lives as long as the preview
        self._begun, self._seen = 0.0, Glance("")

    def follow(self) -> None:
        """Show the site, and follow every edit, until interrupted."""
        try:
            before = seen = states(self._desk)
            self._show_edit(is_first=True)
            stirred = False
            while True:
                time.sleep(0.15)
                now = states(self._desk)
                stirred |= now != before  # also where all is soon as it was: what was made meanwhile lacked something
                if stirred and now == seen:  # whoever saves has ended
                    changed, before, stirred = {file for file, _ in now.items() ^ before.items()}, now, False
                    if any(Path(file).suffix in {".py", ".toml"} for file in changed):  # a process reads these once
                        self._begin_eyes()
                    self._show_edit()
                seen = now
                self._look_after_build()
        finally:
            self._eyes.shutdown(wait=False, cancel_futures=True)
            for process in active_children():
                process.terminate()
            self._end_build()

    def _begin_eyes(self) -> None:
        """Make pages with the program as it is now; a process that is still at work ends when it has done that."""
        self._eyes.shutdown(wait=False, cancel_futures=True)
        self._eyes = _process()

    def _look(self, addresses: Collection[str]) -> Glance:
        """The pages at these addresses as they would be now; a process that ended is begun anew and asked again."""
        with self._one_at_a_time:
            for _ in range(2):
                with suppress(BrokenExecutor, TimeoutError, RuntimeError):
                    return self._eyes.submit(look, self._desk, list(addresses)).result(timeout=60)
                self._begin_eyes()
        return Glance("The pages could not be made: the process that makes them ended. Save again.")

    def _show_edit(self, *, is_first: bool = False) -> None:
        begun = time.monotonic()
        self._end_build()
        glance = self._look([] if is_first else self._showing.looked_at())
        if glance.files is None or glance.said != self._seen.said:
            print(glance.said, flush=True)
        if glance.files is None:
            self._seen = Glance("")
            self._showing.show(self._showing.newer, problem=glance.said)
            return
        schedule = {UPCOMING: glance.files[UPCOMING]}
        self._seen = glance._replace(files=schedule)
        self._showing.dress = partial(marked, days=glance.days)
        if is_first:
            print("The site is built for the first time, which takes a minute or two …", flush=True)
            self._showing.show(schedule, notice="The site is built for the first time: a minute or two.")
        else:
            print(f"The open pages show it ({time.monotonic() - begun:.1f} seconds). Building the rest …", flush=True)
            # A page that nobody had open when its tables were edited is made when somebody opens it.
            self._showing.ask = lambda address: self._showing.add(self._look([address]).files or {})
            self._showing.show(glance.files, notice=_LATER if glance.days else "")
        self._begin_build()

    def _begin_build(self) -> None:
        """Build the whole site, in a process that can be ended at any moment."""
        program = [sys.executable, str(self._desk.project / "build_site.py"), "build"]
        options = {"package": self._desk.package, "on": self._desk.on, "as-of": "last", "site": self._showing.site}
        self._begun = time.monotonic()
        self._log.truncate(self._log.seek(0))
        self._build = subprocess.Popen(  # noqa: S603  our own program
            [*program, *(f"--{name}={value}" for name, value in options.items())],
            stdout=self._log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            env=os.environ | {"PYTHONIOENCODING": "utf-8"},
        )

    def _end_build(self) -> None:
        """End the build, and the programs that it runs."""
        build, self._build = self._build, None
        if build and build.poll() is None:
            with suppress(ProcessLookupError):
                os.killpg(build.pid, signal.SIGTERM) if os.name != "nt" else build.terminate()
            build.wait()

    def _look_after_build(self) -> None:
        if self._build is None or (code := self._build.poll()) is None:
            return
        self._build = None
        if code:
            self._log.seek(0)
            problem = self._log.read().decode("utf-8", "replace").strip() or "The build ended."
            print(problem, flush=True)
            self._showing.show(self._showing.newer, problem=problem)
            return
        self._showing.ask = None
        self._showing.show(self._seen.files or {}, notice=_LATER if self._seen.days else "")
        print(f"Built: every page shows it ({time.monotonic() - self._begun:.0f} seconds).", flush=True)


def states(desk: Desk) -> dict[str, tuple[int, int]]:
    """The time and the size of every file that a build reads, as it is now; what goes at this moment is gone."""
    found = {}
    for file in read_by_build(desk.project, desk.package):
        with suppress(OSError):
            state = file.stat()
            found[str(file)] = (state.st_mtime_ns, state.st_size)
    return found


def marked(page: str, days: Collection[str]) -> str:
    """A page in whose text each of these days, in words, is marked as scheduled."""
    if not days:
        return page
    day = re.compile(rf"(?<!\d)(?:{'|'.join(map(re.escape, days))})")
    mark = r'<mark class="serve-scheduled">\g<0>, scheduled</mark>'
    return _TEXT.sub(lambda found: day.sub(mark, found[0]) if found["text"] else found[0], page)


def serve(desk: Desk, port: int) -> None:
    """Show the site on this machine and follow every edit, until interrupted."""
    with tempfile.TemporaryDirectory(prefix="probation-ratings-", ignore_cleanup_errors=True) as room:
        showing = Showing(Path(room) / "site")
        showing.undressed = frozenset([UPCOMING])
        with following(showing, port) as address:
            print(f"Open {address} and edit the tables, the pages or the templates. Stop with Ctrl-C.", flush=True)
            with suppress(KeyboardInterrupt):
                Live(desk, showing).follow()
