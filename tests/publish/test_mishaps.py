"""Whatever the machine refuses is said in words, and what was there before is there still."""

import argparse
import errno
import os
import shlex
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from build_site import main, summary
from ratings_site.author.git import git
from ratings_site.author.mishaps import WORDS
from ratings_site.commit import commit_of
from ratings_site.kept import Cache, key_of
from ratings_site.options import guarded
from ratings_site.publish.finish import Finished
from ratings_site.publish.swap import beside, swap
from ratings_site.whole import write_whole
from tests.check.packages import small_package
from tests.publish.projects import ROOT, a_project, contents, pages, publish_quietly

UNCHANGED = "What was published before is unchanged.\n"


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 400 kB."""
    disk = tmp_path / "disk"
    disk.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=400k", "tmpfs", str(disk)], check=False).returncode:
        pytest.skip("only root can make a small disk")
    yield disk
    subprocess.run(["umount", "-l", str(disk)], check=True)


def run(command: Callable[[], int], capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    """The exit code of a command, and what it says of its failure."""
    code = guarded(lambda _: command(), argparse.Namespace())
    return code, capsys.readouterr().err


@pytest.mark.parametrize("number", WORDS)
def test_each_refusal_says_what_where_and_what_now(number: int, capsys: pytest.CaptureFixture[str]) -> None:
    def command() -> int:
        raise OSError(number, os.strerror(number), "/the/place")

    what, remedy = WORDS[number]
    said = f"The command was not done. /the/place: {what}. {remedy} and run the command again. {UNCHANGED}"
    assert run(command, capsys) == (1, said)


def test_a_refusal_that_nobody_foresaw_is_said_in_the_words_of_the_system(capsys: pytest.CaptureFixture[str]) -> None:
    def command() -> int:
        raise OSError(errno.EXDEV, "Invalid cross-device link", "/the/place")

    assert run(command, capsys)[1].startswith("The command was not done. /the/place: Invalid cross-device link.")


STOPPED_AT = """
import os, runpy, signal, sys

def stop(event, arguments):
    if event == "import" and arguments[0] == moment:
        os.kill(os.getpid(), signal.SIGINT)

moment = sys.argv.pop(1)
sys.addaudithook(stop)
sys.argv.pop(0)
runpy.run_path(sys.argv[0], run_name="__main__")
"""


@pytest.mark.parametrize("moment", ["importlib.metadata", "argparse", "ratings_site.check"])
def test_whoever_stops_a_command_gets_a_line_and_no_traceback_from_its_first_import_on(moment: str) -> None:
    command = [sys.executable, "-c", STOPPED_AT, moment, "build_site.py", "check"]
    stopped = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (stopped.returncode, stopped.stderr) == (-signal.SIGINT, f"\nStopped. {UNCHANGED}")


def test_a_mistake_in_the_program_is_not_taken_for_the_machines() -> None:
    def command() -> int:
        raise KeyError("a mistake")

    with pytest.raises(KeyError):
        guarded(lambda _: command(), argparse.Namespace())


@pytest.mark.parametrize(("letters", "code"), [("ascii", 1), ("utf-8", 1)])
def test_a_terminal_that_is_full_or_lacks_a_letter_stops_nothing_but_the_words(
    letters: str, code: int, tmp_path: Path
) -> None:
    command = [sys.executable, "build_site.py", "check", f"--package={tmp_path / 'ŵ'}"]
    environment = os.environ | {"PYTHONIOENCODING": letters}
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        run = subprocess.run(
            command, cwd=ROOT, env=environment, stdout=full if letters == "utf-8" else None, stderr=subprocess.PIPE,
            text=True, check=False,
        )  # fmt: skip
    assert (run.returncode, "Traceback" in run.stderr) == (code, False)
    assert ("the disk is full" in run.stderr) is (letters == "utf-8")


@pytest.mark.parametrize(("closed", "said"), [(">&-", ""), ("2>&-", "No problems in"), (">&- 2>&-", "")])
def test_a_command_whose_words_nobody_takes_does_its_work_all_the_same(closed: str, said: str, tmp_path: Path) -> None:
    package = small_package(tmp_path / "package").folder
    command = f"{shlex.quote(sys.executable)} build_site.py check --package {shlex.quote(str(package))} {closed}"
    run = subprocess.run(command, shell=True, cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S602
    assert (run.returncode, run.stdout[: len(said) or None], run.stderr) == (0, said, "")


@pytest.mark.parametrize("place", ["/proc/site", "/dev/null", "{project}"])
def test_a_place_that_cannot_be_a_site_is_refused_in_words(
    place: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before, package = (ROOT / "README.md").read_bytes(), small_package(tmp_path / "package").folder
    assert main(["build", f"--package={package}", "--site", place.format(project=ROOT)]) == 1
    said = capsys.readouterr().err
    assert "unchanged" in said
    assert (ROOT / "README.md").read_bytes() == before


def test_a_full_disk_leaves_the_old_site_and_is_named(
    small_disk: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    site = small_disk / "site"
    with beside(site) as new:
        new.mkdir()
        (new / "index.html").write_text("old")
        swap(new, site)
    project = a_project(tmp_path, pages())
    code, said = run(lambda: publish_quietly(project, site).pages, capsys)
    assert (code, said[-len(UNCHANGED) :]) == (1, UNCHANGED), said
    assert f"The command was not done. {small_disk}" in said
    assert ": the disk is full. Free some of it" in said
    assert contents(small_disk) == {"site/.files": b"index.html\n", "site/index.html": b"old"}


def test_a_file_is_written_whole_or_stays_as_it_was(small_disk: Path) -> None:
    file = small_disk / "addresses.csv"
    write_whole(file, b"old")
    with pytest.raises(OSError, match=r"No space left on device: '.*/addresses\.csv'"):
        write_whole(file, b"n" * 500_000)
    assert contents(small_disk) == {"addresses.csv": b"old"}
    write_whole(file, b"new")
    assert contents(small_disk) == {"addresses.csv": b"new"}


def test_a_cache_that_cannot_be_read_or_written_is_passed_over(small_disk: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    as_folder = key_of("an entry that is a folder")
    (tmp_path / as_folder[:2] / as_folder[2:]).mkdir(parents=True)
    for folder in (tmp_path / "file", Path("/proc/cache"), small_disk, tmp_path):
        for _ in range(2):
            assert Cache(folder).get(as_folder, lambda: b"drawn" * 200_000) == b"drawn" * 200_000
    assert contents(small_disk) == {}


@pytest.mark.parametrize("surroundings", ["own", "around", "none"])
def test_only_a_repository_of_its_own_gives_a_folder_its_commit(surroundings: str, tmp_path: Path) -> None:
    folder = tmp_path / "project"
    folder.mkdir()
    (folder / "README.md").write_text("x")
    if surroundings != "none":
        top = folder if surroundings == "own" else tmp_path
        git(top, "init", "-q")
        git(top, "add", "-A")
        git(top, "-c", "user.name=A", "-c", "user.email=a@b.example", "commit", "-q", "-m", "x")
    assert bool(commit_of(folder)) is (surroundings == "own")
    (folder / "README.md").write_text("changed")
    assert commit_of(folder) == ""


def test_a_machine_without_git_names_no_commit_and_says_so_where_one_is_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert commit_of(ROOT) == ""
    assert main(["rollback", "1.0.0", "--site", str(tmp_path / "site")]) == 1
    assert capsys.readouterr().err == "Git says: nothing, since it is not installed on this machine.\n"


@pytest.mark.parametrize(
    ("size", "said"), [(700_000_000, ""), (700_000_001, ", 700 MB of the 1,000 that a host publishes")]
)
def test_a_build_says_when_the_site_grows_towards_what_a_host_publishes(size: int, said: str) -> None:
    made = Finished(pages=2, charts=1, downloads=3, size=size, standing={})
    assert summary(made, warnings=0) == f"2 pages, 1 charts, 3 downloads, 0 warnings{said}"
