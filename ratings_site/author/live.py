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
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache, partial
from multiprocessing import active_children, get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from ratings_site.author import UPCOMING
from ratings_site.author.mishaps import MISHAPS, mishap_words
from ratings_site.publish.problems import PublishError
from ratings_site.publish.serve import Showing, following
from ratings_site.stamp import read_by_build

if TYPE_CHECKING:
    from ratings_site.author.glance import Eye
    from ratings_site.check import Checked

LOOKS = 0.15
"""Seconds between two looks at the files."""
PATIENCE = 60
"""Seconds after which pages that are not made are given up."""
_CODE = {".py", ".toml"}
"""Files of the program, which a process reads once."""
_NO_TEXT = re.compile(
    r"(<(?:head|script|style|svg|textarea|select|option)\b.*?</(?:head|script|style|svg|textarea|select|option)>)",
    re.DOTALL,
)
_TEXT = re.compile(r">[^<]+")
_MARK = '<mark class="serve-scheduled">'

Read = Callable[[Path, date], "Checked"]
"""How the tables are read and checked, by their folder and the day of the check."""
States = dict[str, tuple[int, int]]
"""The time and the size of files."""


@dataclass(frozen=True)
class Glance:
    """What came of an edit: files of the site by path, or what is wrong; what was said; the days still to come."""

    files: Mapping[str, bytes] = field(default_factory=dict)
    problem: str = ""
    said: str = ""
    days: tuple[str, ...] = ()


@dataclass(frozen=True)
class Desk:
    """Where somebody works: the project, the tables, the day of the check, and how tables are read."""

    project: Path
    package: Path
    on: date
    read: Read


def look(desk: Desk, addresses: Collection[str]) -> Glance:
    """The pages at these addresses as they would be now, or what is wrong: of tables, a template or the program."""
    try:
        from ratings_site.check.report import render_report  # noqa: PLC0415  what does not load is a mistake to be shown

        eye, checked = _eye(desk.project, desk.package), desk.read(desk.package, desk.on)
        said = render_report(checked.issues, package=desk.package, form="text", colour=False)
        if checked.tables is None:
            return Glance(problem=said)
        return replace(eye.glance(checked.tables, addresses), said=said)
    except PublishError as error:
        return Glance(problem=str(error))
    except MISHAPS as error:
        return Glance(problem=mishap_words(error))
    except Exception as error:  # noqa: BLE001  whatever somebody wrote into the program stands in the browser
        return Glance(problem=mistake_words(error, desk.project))


@cache
def _eye(project: Path, package: Path) -> "Eye":
    """What this process keeps in mind, with processes of its own that draw: they end with it."""
    from ratings_site.author.glance import Eye  # noqa: PLC0415  as above
    from ratings_site.charts.draw import drawing_processes  # noqa: PLC0415  as above

    return Eye(project, package, ExitStack().enter_context(drawing_processes()))


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


class Eyes:
    """The process that makes the open pages, begun again where it ended or where the program has changed."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._one_at_a_time = threading.Lock()
        self._process = self._begun()

    def begin(self) -> None:
        """Begin anew, with the program as it is now; one that is still at work ends when it has done that."""
        self._process.shutdown(wait=False, cancel_futures=True)
        self._process = self._begun()

    def _begun(self) -> ProcessPoolExecutor:
        deaf = (signal.SIGINT, signal.SIG_IGN)  # what interrupts the preview ends it from here
        return ProcessPoolExecutor(1, get_context("spawn"), initializer=signal.signal, initargs=deaf)

    def end(self) -> None:
        """End it, also where it is still at work."""
        self._process.shutdown(wait=False, cancel_futures=True)
        for process in active_children():
            process.terminate()

    def look(self, addresses: Collection[str]) -> Glance:
        """The pages at these addresses as they would be now."""
        with self._one_at_a_time:
            for _ in range(2):  # one that was ending already is begun anew and asked again
                with suppress(BrokenExecutor, TimeoutError, RuntimeError):
                    return self._process.submit(look, self._desk, list(addresses)).result(PATIENCE)
                self.begin()
        return Glance(problem="The pages could not be made: the process that makes them ended. Save again.")


class Build:
    """A build of the whole site that can be ended at any moment."""

    def __init__(self, desk: Desk, site: Path) -> None:
        self._output = tempfile.TemporaryFile()  # noqa: SIM115  it lives as long as the build
        program = [sys.executable, str(desk.project / "build_site.py"), "build"]
        options = ["--package", str(desk.package), "--on", desk.on.isoformat(), "--as-of", "last", "--site", str(site)]
        self.begun = time.monotonic()
        self._process = subprocess.Popen(  # noqa: S603  our own program
            [*program, *options],
            stdout=self._output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            env=os.environ | {"PYTHONIOENCODING": "utf-8"},
        )

    def ended(self) -> str | None:
        """What a finished build has to complain of; None while it is at work."""
        code = self._process.poll()
        if code is None:
            return None
        self._output.seek(0)
        return self._output.read().decode("utf-8", "replace").strip() or "The build ended." if code else ""

    def end(self) -> None:
        """End it, and the programs that it runs."""
        if self._process.poll() is None:
            with suppress(ProcessLookupError):
                os.killpg(self._process.pid, signal.SIGTERM) if os.name != "nt" else self._process.terminate()
            self._process.wait()


class Live:
    """One preview from its beginning to its end."""

    def __init__(self, desk: Desk, showing: Showing) -> None:
        self._desk, self._showing = desk, showing
        self._eyes = Eyes(desk)
        self._build: Build | None = None
        self._said = ""
        self._schedule: Mapping[str, bytes] = {}
        self._days: tuple[str, ...] = ()

    def follow(self) -> None:
        """Show the site, and follow every edit, until interrupted."""
        try:
            before = seen = states(self._desk)
            self._show_edit(is_first=True)
            stirred = False
            while True:
                time.sleep(LOOKS)
                now = states(self._desk)
                stirred |= now != before  # also where all is soon as it was: what was made meanwhile lacked something
                if stirred and now == seen:  # whoever saves has ended
                    changed, before, stirred = {file for file, _ in now.items() ^ before.items()}, now, False
                    self._show_edit(is_program=any(Path(file).suffix in _CODE for file in changed))
                seen = now
                self._look_after_build()
        finally:
            self._eyes.end()
            if self._build:
                self._build.end()

    def _show_edit(self, *, is_first: bool = False, is_program: bool = False) -> None:
        begun = time.monotonic()
        if self._build:
            self._build.end()
            self._build = None
        if is_program:
            self._eyes.begin()
        glance = self._eyes.look([] if is_first else self._showing.looked_at())
        if glance.problem or glance.said != self._said:
            print(glance.problem or glance.said, flush=True)
        self._said = glance.said
        if glance.problem:
            self._showing.show(self._showing.newer, problem=glance.problem)
            return
        self._schedule, self._days = {UPCOMING: glance.files[UPCOMING]}, glance.days
        self._showing.dress = partial(marked, days=glance.days)
        if is_first:
            print("The site is built for the first time, which takes a minute or two …", flush=True)
            self._showing.show(self._schedule, notice="The site is built for the first time: a minute or two.")
        else:
            print(f"The open pages show it ({time.monotonic() - begun:.1f} seconds). Building the rest …", flush=True)
            self._showing.ask = self._ask
            self._showing.show(glance.files, notice=told(glance.days))
        self._build = Build(self._desk, self._showing.site)

    def _ask(self, address: str) -> None:
        """Make a page that nobody had open when its tables were edited."""
        self._showing.add(self._eyes.look([address]).files)

    def _look_after_build(self) -> None:
        if self._build is None or (problem := self._build.ended()) is None:
            return
        seconds, self._build = time.monotonic() - self._build.begun, None
        if problem:
            print(problem, flush=True)
            self._showing.show(self._showing.newer, problem=problem)
            return
        self._showing.ask = None
        self._showing.show(self._schedule, notice=told(self._days))
        print(f"Built: every page shows it ({seconds:.0f} seconds).", flush=True)


def states(desk: Desk) -> States:
    """Every file that a build reads, as it is now; what goes at this moment is gone."""
    found: States = {}
    for file in read_by_build(desk.project, desk.package):
        with suppress(OSError):
            state = file.stat()
            found[str(file)] = (state.st_mtime_ns, state.st_size)
    return found


def told(days: Collection[str]) -> str:
    """What stands over pages as long as something is scheduled, as HTML."""
    later = (
        f'This preview shows what comes out later: <a href="/{UPCOMING}">upcoming releases</a>. The days are marked.'
    )
    return later if days else ""


def marked(page: str, days: Collection[str]) -> str:
    """A page in whose text each of these days, in words, is marked as scheduled."""
    if not days:
        return page
    day = re.compile(rf"(?<!\d)(?:{'|'.join(map(re.escape, days))})")
    parts = _NO_TEXT.split(page)
    parts[::2] = [
        _TEXT.sub(lambda text: day.sub(lambda found: f"{_MARK}{found[0]}, scheduled</mark>", text[0]), part)
        for part in parts[::2]
    ]
    return "".join(parts)


def serve(desk: Desk, port: int) -> None:
    """Show the site on this machine and follow every edit, until interrupted."""
    with TemporaryDirectory(prefix="probation-ratings-", ignore_cleanup_errors=True) as room:
        showing = Showing(Path(room) / "site")
        showing.undressed = frozenset([UPCOMING])
        with following(showing, port) as address:
            print(f"Open {address} and edit the tables, the pages or the templates. Stop with Ctrl-C.", flush=True)
            with suppress(KeyboardInterrupt):
                Live(desk, showing).follow()
