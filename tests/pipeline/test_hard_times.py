"""Whatever stops a build, the site is wholly the old one or wholly the new, and the next build makes it right."""

import os
import shutil
import signal
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from tests.pipeline.test_history import a_copy
from tests.publish.projects import contents

KILLS, REFUSALS, PAIRS = 100, 50, 50
NAMES = ("Dale", "Dale and Vale")
SAID_AT_MOST = 5
"""Lines: what, where, what now, and how the tables stand."""

STRICKEN = """
import errno, os, signal, sys

CHANGES = {"os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.link", "os.truncate", "shutil.rmtree"}
project, what, moment = os.getcwd(), sys.argv[1], int(sys.argv[2])
seen = 0

def strike(event, arguments):
    global seen
    if event == "open":
        path, mode, flags = arguments
        writes = isinstance(flags, int) and flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)
        ours = isinstance(path, (str, os.PathLike)) and os.path.realpath(path).startswith(project)
        code = str(path).endswith((".py", ".pyc")) or "__pycache__" in str(path)
        if not ours or code or not (writes or what != "ENOSPC"):
            return
    elif event not in CHANGES or "__pycache__" in str(arguments[0]):
        return
    seen += 1
    if seen != moment:
        return
    if what == "kill":
        os.killpg(os.getpid(), signal.SIGKILL)
    raise OSError(getattr(errno, what), os.strerror(getattr(errno, what)), str(arguments[0]))

if __name__ == "__main__":
    sys.addaudithook(strike)
    import build_site
    code = build_site.main(["build", "--on", "2026-11-26"])
    print(f"{seen} moments")
    sys.exit(code)
"""


def name(project: Path, written: str) -> None:
    """Give the first PDU one of two names."""
    file = project / "datapackage" / "pdus.csv"
    text = file.read_text(encoding="utf-8")
    for other in sorted(NAMES, key=len, reverse=True):
        text = text.replace(f",{other},", ",@,")
    file.write_text(text.replace(",@,", f",{written},"), encoding="utf-8")


def start(project: Path, *command: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, *(command or ("build_site.py", "build", "--on", "2026-11-26"))],
        cwd=project, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True,
    )  # fmt: skip


def build(project: Path) -> dict[str, bytes]:
    """Build to the end, and give every file of the site."""
    program = start(project)
    said = program.communicate()
    assert program.returncode == 0, said
    return contents(project / "site")


class Ground:
    """A project with a package of two names, what the site is under each, and in how many moments a build can end."""

    def __init__(self, folder: Path) -> None:
        self.project = a_copy(folder)
        (self.project / "stricken.py").write_text(STRICKEN, encoding="utf-8")
        assert NAMES[0] in (self.project / "datapackage" / "pdus.csv").read_text(encoding="utf-8")
        self.sites = {}
        for written in NAMES:
            name(self.project, written)
            self.sites[written] = build(self.project)
        assert self.sites[NAMES[0]] != self.sites[NAMES[1]]

    def moments(self, what: str) -> int:
        """How many calls of the system a build makes that can be struck like this."""
        shutil.rmtree(self.project / "site")
        name(self.project, NAMES[0])
        said, _ = start(self.project, "stricken.py", what, "0").communicate()
        return int(said.split()[-2])

    def stricken(self, what: str, moment: int, written: str) -> tuple[int, str]:
        """Build under this name, struck at this moment: the exit code, and what it said of the mishap.

        Of a table that cannot be read the check tells, as of every other problem of the tables.
        """
        name(self.project, written)
        program = start(self.project, "stricken.py", what, str(moment))
        report, said = program.communicate()
        return program.returncode, report if program.returncode == 1 and not said else said


@pytest.fixture(scope="module")
def ground(tmp_path_factory: pytest.TempPathFactory) -> Ground:
    return Ground(tmp_path_factory.mktemp("ground") / "project")


@pytest.mark.long
@pytest.mark.parametrize(("what", "times"), [("kill", KILLS), ("ENOSPC", REFUSALS), ("EIO", REFUSALS)])
def test_a_build_struck_at_any_moment_leaves_a_whole_site_and_the_next_one_is_right(
    ground: Ground, what: str, times: int
) -> None:
    moments, ended = ground.moments(what), dict.fromkeys((0, 1, -signal.SIGKILL), 0)
    for number in range(times):
        written = NAMES[(number + 1) % 2]
        before = contents(ground.project / "site")
        code, said = ground.stricken(what, 1 + moments * number // times, written)
        after = contents(ground.project / "site")
        assert after in (before, ground.sites[written]), (what, number, said)
        assert "Traceback" not in said, said
        assert len(said.splitlines()) <= SAID_AT_MOST, said
        if code == 0:
            assert after == ground.sites[written], (what, number)
        elif what != "kill":
            assert (code, "unchanged" in said or "Nothing is published until" in said) == (1, True), said
        ended[code] += 1
        assert build(ground.project) == ground.sites[written], (what, number)
        left = {path.name for path in ground.project.iterdir() if path.name.endswith((".building", ".tmp"))}
        assert left == set(), (what, number)
    print(f"{what}: {moments} moments, struck at {times}; exits {ended}")


@pytest.mark.long
def test_pairs_of_builds_at_once_wait_or_decline_and_leave_one_whole_site(ground: Ground) -> None:
    declined = 0
    for number in range(PAIRS):
        written = NAMES[number % 2]
        name(ground.project, written)
        first = start(ground.project)
        time.sleep(number / PAIRS * 3)
        second = start(ground.project)
        for program in (first, second):
            _, said = program.communicate()
            assert program.returncode in (0, 1), said
            assert "Traceback" not in said, said
            if program.returncode:
                declined += 1
                assert "Another build is at work" in said, said
        assert contents(ground.project / "site") == ground.sites[written], number
    print(f"{PAIRS} pairs, {declined} declined")


@pytest.mark.long
def test_builds_beside_a_shown_site_leave_both_whole(ground: Ground) -> None:
    port = 20_000 + os.getpid() % 20_000
    shown = start(ground.project, "build_site.py", "serve", "--port", str(port))
    try:
        wait_until_shown(port)
        for number in range(10):
            name(ground.project, NAMES[number % 2])
            program = start(ground.project)
            _, said = program.communicate()
            assert "Traceback" not in said, said
            wait_until_shown(port)
        assert build(ground.project) == ground.sites[NAMES[1]]
    finally:
        shown.send_signal(signal.SIGINT)
        _, said = shown.communicate(timeout=60)
    assert "Traceback" not in said, said


def wait_until_shown(port: int) -> None:
    """Wait until the server answers."""
    for _ in range(600):
        try:
            with urllib.request.urlopen(f"http://localhost:{port}/", timeout=5) as answer:
                assert answer.status == 200
                return
        except OSError:
            time.sleep(0.2)
    raise AssertionError("nothing is shown")
