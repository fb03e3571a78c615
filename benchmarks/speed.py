"""How long builds take: from nothing, with nothing changed, and after an edit; for the real package and larger ones.

`python -m benchmarks.speed [UNITS …] [--rounds N] [--reference FOLDER]` writes `speed.md` beside this file. Each build
is the command that people use, in a copy of this project. Beside them stand a plain `mkdocs build` of the same pages,
a copy of the same files, and other programs that make pages (`peers.py`); `--reference` names another built checkout
whose plain `mkdocs build` is measured in the same run. Medians, and how often the reference fits into each: the wall is
what somebody waits; processor seconds count the processes that were started too, so that what else the machine does
counts little.
"""

import argparse
import csv
import json
import math
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from benchmarks.packages import GRADES, REAL, grow
from benchmarks.peers import hugo_of, write_for_hugo, write_for_zensical
from ratings_site.check import read
from ratings_site.pages.frame import frame_words
from ratings_site.publish.programs import settings_of, write_settings

PROJECT = Path(__file__).resolve().parents[1]
LEFT_OUT = (".git", ".venv*", ".cache", "site", "build", "datapackage", "__pycache__", ".*_cache", ".*.stamp")
NO_ADDRESS = {"SOURCE_DATE_EPOCH": "1700000000", "SITE_URL": "", "SITE_CONTACT": ""}
MANY = 1_000
"""Units from which on only a build from nothing, with nothing changed and after one rating are measured."""
MOST_UNITS = 2_000
"""Units from which on limits of the check and of the host must be lifted (`steps.py`)."""
SENTENCE, SAID = Path("ratings_site", "pages", "words.jinja"), "What these words mean"
"""A sentence that stands on the page of every area."""


@dataclass(frozen=True)
class Run:
    wall: float
    processor: float
    memory: float
    """Megabytes of the largest process."""


def run(command: list[str], folder: Path) -> Run:
    """Run a program that must succeed, and let it keep what Python compiled, as it does unless it is told otherwise."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    began = time.perf_counter()
    with tempfile.TemporaryFile() as said:
        started = subprocess.Popen(command, cwd=folder, stdout=said, stderr=said, env=environment)
        _, status, used = os.wait4(started.pid, 0)
        started.returncode = os.waitstatus_to_exitcode(status)
        if started.returncode:
            said.seek(0)
            sys.exit(f"{command} failed:\n{said.read().decode()}")
    return Run(time.perf_counter() - began, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


class Desk:
    """A copy of the project with a package of its own."""

    def __init__(self, folder: Path, units: int) -> None:
        self.project, self.site, self.steps = folder / "project", folder / "site", {}
        shutil.copytree(PROJECT, self.project, ignore=shutil.ignore_patterns(*LEFT_OUT))
        self.package = grow(folder, units)
        self.arguments = ["build", "--package", str(self.package), "--site", str(self.site)]
        self.lifted = ["--lifted"] if units > MOST_UNITS else []
        self.edits = 0
        self.place()  # the first edit after a release makes a draft, whose version every chart says

    def build(self, case: str) -> Run:
        """Make an edit and build; from nothing, note the processor seconds of each step."""
        CASES[case](self)
        if case != COLD and not self.lifted:
            return run([sys.executable, "build_site.py", *self.arguments], self.project)
        file = self.project / "steps.json"
        made = run([sys.executable, "-m", "benchmarks.steps", *self.lifted, str(file), *self.arguments], self.project)
        if case == COLD:
            self.steps: dict[str, float] = json.loads(file.read_text(encoding="utf-8"))
        return made

    def cold(self) -> None:
        for left in (self.project / ".cache", self.site):
            shutil.rmtree(left, ignore_errors=True)
        self.site.with_name(f".{self.site.name}.stamp").unlink(missing_ok=True)

    def nothing(self) -> None:
        """Change nothing."""

    def rating(self) -> None:
        """Give the first stated rating that nothing else in the package fixes another grade, and back."""
        file = self.package / "ratings.csv"
        before = file.read_text(encoding="utf-8")
        for at, row in enumerate(rows := list(csv.reader(before.splitlines()))):
            for grade in GRADES if "stated" in row else ():
                if grade == row[2]:
                    continue
                changed = [*rows[:at], [*row[:2], grade, *row[3:]], *rows[at + 1 :]]
                with file.open("w", encoding="utf-8", newline="") as stream:
                    csv.writer(stream, lineterminator="\n").writerows(changed)
                if read(self.package).tables is not None:
                    return
        file.write_text(before, encoding="utf-8")
        sys.exit("No rating of this package can be changed by itself.")

    def sentence(self) -> None:
        """Say something in another way on the page of every area."""
        file = self.project / SENTENCE
        before = file.read_text(encoding="utf-8")
        after = before.replace(SAID, f"Indeed: {SAID}")
        if after == before:
            sys.exit(f"{SENTENCE} no longer says {SAID!r}.")
        file.write_text(after, encoding="utf-8")

    def place(self) -> None:
        """Write a place in another way."""
        self.edits += 1
        file = self.package / "places.csv"
        *rest, last = file.read_text(encoding="utf-8").splitlines()
        file.write_text("\n".join([*rest, f"New{'er' * self.edits} {last}", ""]), encoding="utf-8")

    def copy(self) -> Run:
        with tempfile.TemporaryDirectory() as folder:
            return run(["cp", "-r", str(self.site), folder], self.project)


def plain_mkdocs(project: Path) -> Run:
    """A plain `mkdocs build` of a project's pages."""
    with tempfile.TemporaryDirectory() as folder:
        settings = settings_of(project, NO_ADDRESS, frame_words())
        file = write_settings(settings, project, project / "docs", Path(folder, "mkdocs.yml"))
        return run_mkdocs(project, file)


def run_mkdocs(project: Path, settings: Path) -> Run:
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "mkdocs", "build", "--config-file", str(settings), "--site-dir", folder]
        return run(command, project)


COLD = "from nothing"
CASES: dict[str, Callable[[Desk], None]] = {
    COLD: Desk.cold,
    "nothing changed": Desk.nothing,
    "one rating": Desk.rating,
    "one sentence": Desk.sentence,
    "one place": Desk.place,
}


def measure(units: int, rounds: int, reference: Path | None) -> tuple[dict[str, Run], dict[str, float], str]:
    """The median of each case, the seconds of each step from nothing, and the size of the site."""
    found: dict[str, list[Run]] = {}
    with tempfile.TemporaryDirectory() as folder:
        desk, hugo = Desk(Path(folder), units), hugo_of(Path(folder))
        for _ in range(rounds):
            for case in [*CASES][: 3 if units >= MANY else None]:
                found.setdefault(case, []).append(desk.build(case))
            found.setdefault("plain mkdocs build", []).append(plain_mkdocs(desk.project))
            if reference:
                found.setdefault("reference", []).append(run_mkdocs(reference, reference / "mkdocs.yml"))
            zensical = write_for_zensical(desk.project, Path(folder, "zensical"), frame_words(), NO_ADDRESS)
            peers = {"Zensical": zensical}
            if hugo:
                peers["Hugo with a bare theme"] = write_for_hugo(desk.project / "docs", Path(folder, "hugo"), hugo)
            for name, command in peers.items():
                try:
                    found.setdefault(name, []).append(run(command, Path(folder)))
                except SystemExit as refused:  # as Zensical does where a section is too long for its search
                    print(f"{name} is left out of {units:,} units: {refused}", file=sys.stderr)
                    del found[name]
            found.setdefault("copying the same files", []).append(desk.copy())
        files = [path for path in desk.site.rglob("*") if path.is_file()]
        size = f"{len(files):,} files, {sum(path.stat().st_size for path in files) / 1e6:.1f} MB"
        return {name: middle(runs) for name, runs in found.items()}, desk.steps, size


def middle(runs: list[Run]) -> Run:
    return Run(*(median(getattr(one, name) for one in runs) for name in ("wall", "processor", "memory")))


def table(units: int, found: dict[str, Run], size: str) -> Iterator[str]:
    unit = found.get("reference", found["plain mkdocs build"])
    # The system gives no program a smaller peak than its parent's own.
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    yield f"## {units:,} units ({size})"
    yield "| | wall | ratio | processor | ratio | peak memory |\n| --- | ---: | ---: | ---: | ---: | ---: |"
    for name, one in found.items():
        memory = f"{'at most ' if one.memory <= own else ''}{one.memory:.0f} MB"
        pairs = ((getattr(one, way), getattr(unit, way)) for way in ("wall", "processor"))
        measured = " | ".join(f"{seconds:.1f} s | {seconds / of_unit:.2f}" for seconds, of_unit in pairs)
        yield f"| {name} | {measured} | {memory} |"


def growth(measured: dict[int, dict[str, float]]) -> Iterator[str]:
    """Processor seconds of each step from nothing, and the power of the number of units with which they grow."""
    sizes = sorted(measured)
    yield f"| step | {' | '.join(f'{units:,}' for units in sizes)} | exponent |"
    yield f"| --- |{' ---: |' * (len(sizes) + 1)}"
    first, last = measured[sizes[0]], measured[sizes[-1]]
    for step in first:
        seconds = " | ".join(f"{measured[units][step]:.2f}" for units in sizes)
        known = len(sizes) > 1 and min(first[step], last[step]) > 0.05
        power = f"{math.log(last[step] / first[step]) / math.log(sizes[-1] / sizes[0]):.2f}" if known else ""
        yield f"| {step} | {seconds} | {power} |"


def main() -> None:
    real = len((REAL / "pdus.csv").read_text(encoding="utf-8").splitlines()) - 1
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("units", type=int, nargs="*", default=[real], help="numbers of units; default: as many as are")
    parser.add_argument("--rounds", type=int, default=1, help="of the real package; of larger ones there is one")
    parser.add_argument("--reference", type=Path)
    options = parser.parse_args()
    lines, steps = [__doc__.split("\n\n")[0], ""], {}
    for units in options.units:
        rounds = options.rounds if units <= real else 1
        found, steps[units], size = measure(max(units, real), rounds, options.reference)
        lines += ["\n".join([*table(units, found, size)]).replace("\n|", "\n\n|", 1), ""]
    lines += ["## Growth from nothing", "", "\n".join(growth(steps)), ""]
    text = "# The speed of a build\n\n" + "\n".join(lines)
    Path(__file__).with_suffix(".md").write_text(text, encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
