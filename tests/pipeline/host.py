"""The host that runs the workflows, as its documentation describes it, for as long as somebody likes and in no time.

It keeps one run of a group waiting and cancels it for a newer one; it starts what is scheduled late or not at all; runs
fail. What is decided in a run is decided by the project's own script, on a real repository, at the hour of the story.
What a run builds is a stand-in for `make publish`: a commit with the rows that are out.
"""

import heapq
import random
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from ratings_site.model.as_of import publication_day
from tests.pipeline.conftest import PROJECT

MINUTE = timedelta(minutes=1)
MOST_FAILURES = 2
"""So many starts in a row are dropped or fail, and no more: against a host that is down for hours nothing helps."""
FAILING = 0.2
BEGIN = {"winter": datetime(2027, 1, 12, 7, tzinfo=UTC), "summer": datetime(2027, 7, 6, 6, tzinfo=UTC)}
HOURS = 5

Run = Iterator[timedelta]


@cache
def workflow() -> dict[Any, Any]:
    """The workflow that publishes, as the host reads it."""
    content: dict[Any, Any] = yaml.safe_load((PROJECT / ".github" / "workflows" / "publish.yml").read_text("utf-8"))
    return content


def group_of(*, version: str) -> str:
    """The group in which a run waits, by the version that it is started with; a run's number stands for itself."""
    group: str = workflow()["concurrency"]["group"]
    own = "${{ inputs.version && github.run_id }}"
    assert group.replace(own, "").isalnum(), "a group that this host cannot read"
    return group.replace(own, "of its own" if version else "")


def cuts_off() -> bool:
    """Whether a newer run ends the one of its group that is at work."""
    return bool(workflow()["concurrency"]["cancel-in-progress"])


def deploys() -> int:
    """How often one run tries to deploy."""
    steps = workflow()["jobs"]["deploy"]["steps"]
    return sum(step["uses"].startswith("actions/deploy-pages@") for step in steps)


@cache
def starts() -> tuple[int, ...]:
    """The minutes of every hour at which the workflow is started."""
    (schedule,) = workflow()[True]["schedule"]
    minutes, *others = schedule["cron"].split()
    assert others == ["*"] * 4
    return tuple(int(minute) for minute in minutes.split(","))


@dataclass(frozen=True)
class Shown:
    """What is public from a moment on: a commit of main, released as of a day, or an earlier release."""

    at: datetime
    commit: str
    day: date
    version: str = ""


@dataclass(frozen=True)
class Merged:
    """A row that staff merged, and the day from which it may be public."""

    at: datetime
    commit: str
    day: date


@dataclass
class Host:
    """One history. `merged`, `shown` and `brought_back` tell it afterwards."""

    folder: Path
    chance: random.Random
    now: datetime
    merged: list[Merged] = field(default_factory=list)
    shown: list[Shown] = field(default_factory=list)
    brought_back: list[datetime] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.remote, self.desk = self.folder / "remote.git", self.folder / "desk"
        self._events: list[tuple[datetime, int, Run]] = []
        self._running = self._clones = self._count = self._failed_in_a_row = 0
        self._waiting: Run | None = None
        self._decided: dict[tuple[str, ...], dict[str, str]] = {}
        subprocess.run(["git", "init", "-q", "--bare", "-b", "main", self.remote], check=True)
        self.desk = self._clone()
        for name in ("datapackage", "releases", "tools"):
            (self.desk / name).mkdir()
        shutil.copy(PROJECT / "tools" / "publishing.sh", self.desk / "tools")
        today = publication_day(self.now)
        (self.desk / "datapackage" / "rows.csv").write_text(f"row,published\nfirst,{today}\n", "utf-8")
        self._release(self.desk, today)
        self._git(self.desk, "push", "-q", "origin", "HEAD:main", "HEAD:published")

    # The story

    def tell(self, hours: int = HOURS) -> None:
        """Merges, schedules and roll-backs of some hours, and two more in which all of it has to come right."""
        end = self.now + timedelta(hours=hours)
        begin = self.now
        tick = self.now
        while tick < end + timedelta(hours=2):
            if tick.minute in starts() and not self._goes_wrong():
                self._add(tick + MINUTE * self.chance.randrange(10), self._start(self._publish()))
            tick += MINUTE
        for _ in range(self.chance.randrange(1, 3)):
            self._add(self._some_time(begin, end), self._merge())
        if self.chance.random() < 1 / 4:
            back = self._bring_back()
            waits = group_of(version="1") == group_of(version="")
            self.brought_back.append(self._some_time(begin, end))
            self._add(self.brought_back[-1], self._start(back) if waits else back)
        while self._events:
            self.now, _, run = heapq.heappop(self._events)
            self._go_on(run)

    def _some_time(self, begin: datetime, end: datetime) -> datetime:
        return begin + MINUTE * self.chance.randrange(int((end - begin) / MINUTE))

    def _add(self, at: datetime, run: Run) -> None:
        self._count += 1
        heapq.heappush(self._events, (at, self._count, run))

    def _go_on(self, run: Run) -> None:
        wait = next(run, None)
        if wait is not None:
            self._add(self.now + wait, run)

    def _goes_wrong(self) -> bool:
        wrong = self._failed_in_a_row < MOST_FAILURES and self.chance.random() < FAILING
        self._failed_in_a_row = self._failed_in_a_row + 1 if wrong else 0
        return wrong

    # What staff do

    def _merge(self) -> Run:
        day = publication_day(self.now) + timedelta(days=self.chance.randrange(2))
        self._git(self.desk, "pull", "-q", "--no-edit", "origin", "main")
        with (self.desk / "datapackage" / "rows.csv").open("a", encoding="utf-8") as file:
            file.write(f"row-{len(self.merged)},{day}\n")
        self.merged.append(Merged(self.now, self._commit(self.desk, "Enter a row"), day))
        self._git(self.desk, "push", "-q", "origin", "HEAD:main")
        yield from self._start(self._publish())

    def _bring_back(self) -> Run:
        yield MINUTE  # the job that compares
        clone = self._clone()
        self._decide(clone, "hold", VERSION="1")
        yield MINUTE * self.chance.randrange(3, 7)
        assert self._decide(clone, "keep", VERSION="1")["deploy"] == "yes"
        yield MINUTE
        self.shown.append(Shown(self.now, "", self.shown[-1].day if self.shown else date.min, version="1"))

    # What the host does

    def _start(self, run: Run) -> Run:
        """Let a run of the group begin, or wait in the place of whoever waits."""
        if self._running and not cuts_off():
            self._waiting = run
            return
        self._running += 1
        mine = self._latest = object()
        for wait in run:
            yield wait
            if cuts_off() and mine is not self._latest:
                break
        self._running -= 1
        if self._waiting is not None:
            waiting, self._waiting = self._waiting, None
            yield from self._start(waiting)

    def _publish(self) -> Run:
        """The jobs of the workflow, one after the other; each may fail, and the rest is then left out."""
        clone = self._clone()
        fails = self._goes_wrong()
        begun = self._due(clone)
        yield MINUTE
        if begun["due"] == "no":
            return
        known = {"START": begun["commit"], "SHOWN": begun["shown"]}
        yield MINUTE * self.chance.randrange(8, 15)
        if fails and self.chance.random() < 1 / 2:
            return  # the checks did not come to their end
        today = publication_day(self.now)
        self._release(clone, today)
        yield MINUTE * self.chance.randrange(2, 6)
        kept = self._decide(clone, "keep", **known)
        if kept["deploy"] == "no" or (fails and all(self.chance.random() < 1 / 2 for _ in range(deploys()))):
            return  # the site could not be deployed, and the release is kept
        yield MINUTE
        released = date.fromisoformat(self._git(clone, "show", f"{kept['commit']}:releases/day").strip())
        self.shown.append(Shown(self.now, kept["commit"], released))
        yield MINUTE
        self._decide(clone, "shown", COMMIT=kept["commit"], **known)

    def _release(self, clone: Path, today: date) -> None:
        """Keep the rows that are out as a release, where they differ from those of the last one."""
        rows = (clone / "datapackage" / "rows.csv").read_text("utf-8").splitlines()[1:]
        out = "".join(f"{row}\n" for row in rows if row.rpartition(",")[2] <= today.isoformat())
        kept = clone / "releases" / "rows"
        if kept.is_file() and kept.read_text("utf-8") == out:
            return
        kept.write_text(out, "utf-8")
        (clone / "releases" / "day").write_text(f"{today}\n", "utf-8")
        version = len(list((clone / "releases").glob("*.zip"))) + 1
        (clone / "releases" / f"{version}.zip").write_text(out, "utf-8")
        (clone / "releases" / "index.csv").write_text("version\n1\n", "utf-8")
        (clone / "datapackage" / "datapackage.json").write_text(f'{{\n  "created": "{today}T09:30:00Z"\n}}\n', "utf-8")
        self._commit(clone, f"Release {version}")

    # Git

    def _due(self, clone: Path) -> dict[str, str]:
        """The script's answer; the same state in the same hours is not asked twice."""
        state = self._git(clone, "ls-remote", str(self.remote), "main", "published")
        key = (state, publication_day(self.now).isoformat())
        if key not in self._decided:
            self._decided[key] = self._decide(clone, "due")
        return self._decided[key]

    def _decide(self, clone: Path, decision: str, **environment: str) -> dict[str, str]:
        told = {"PUSH_TO": str(self.remote), "NOW": f"{self.now.timestamp():.0f}", "GITHUB_OUTPUT": "/dev/stdout"}
        command = ["tools/publishing.sh", decision]
        path = {"PATH": "/usr/local/bin:/usr/bin:/bin"}
        done = subprocess.run(
            command, cwd=clone, env=path | told | environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        return dict(line.split("=", 1) for line in done.stdout.splitlines() if "=" in line)

    def _clone(self) -> Path:
        self._clones += 1
        clone = self.folder / f"clone-{self._clones}"
        subprocess.run(["git", "clone", "-q", str(self.remote), str(clone)], check=True, capture_output=True)
        return clone

    def _commit(self, clone: Path, message: str) -> str:
        self._git(clone, "add", "-A")
        self._git(clone, "commit", "-q", "-m", message)
        return self._git(clone, "rev-parse", "HEAD").strip()

    def _git(self, clone: Path, *arguments: str) -> str:
        who = ("-c", "user.name=Staff", "-c", "user.email=staff@office.example", "-c", "gc.auto=0")
        done = subprocess.run(["git", *who, *arguments], cwd=clone, capture_output=True, text=True, check=False)
        assert done.returncode == 0, f"{arguments}\n{done.stderr}"
        return done.stdout

    def contains(self, commit: str, other: str) -> bool:
        """Whether a commit holds what another did."""
        self._git(self.desk, "fetch", "-q", "origin")
        done = subprocess.run(["git", "merge-base", "--is-ancestor", other, commit], cwd=self.desk, check=False)
        return done.returncode == 0
