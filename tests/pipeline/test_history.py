"""Whatever happened before, a build gives the bytes of one from nothing."""

import os
import random
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from ratings_site.publish.output import is_generated
from ratings_site.stamp import READ, read_by_build
from tests.publish.projects import contents

ROOT = Path(__file__).parents[2]
EDITS = 50


def a_copy(folder: Path) -> Path:
    """The project without its history and without what it kept, with a small package."""
    folder.mkdir(parents=True)
    for name in (*READ, "docs"):
        source = ROOT / name
        (shutil.copytree if source.is_dir() else shutil.copy)(source, folder / name)
    shutil.copytree(ROOT / "tests" / "packages" / "valid", folder / "datapackage")
    shutil.copy(ROOT / "datapackage" / "datapackage.json", folder / "datapackage")
    return folder


def build(project: Path, *, killed_after: float | None = None) -> None:
    """Build by the command that people use; `killed_after` some seconds, whatever it was doing."""
    program = subprocess.Popen(
        [sys.executable, "build_site.py", "build", "--on", "2026-11-26"],
        cwd=project, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True,
    )  # fmt: skip
    if killed_after is not None:
        time.sleep(killed_after)
        if program.poll() is None:
            os.killpg(program.pid, signal.SIGKILL)
        program.communicate()
        return
    said, _ = program.communicate()
    assert program.returncode == 0, said.decode()


def a_cell(project: Path, chance: random.Random) -> None:
    """Give a PDU another name."""
    file = project / "datapackage" / "pdus.csv"
    lines = file.read_text(encoding="utf-8").splitlines()
    at = chance.randrange(1, len(lines))
    lines[at] = re.sub(r",([^,]*?)(?: no\. \d+)?,", rf",\1 no. {chance.randrange(1000)},", lines[at], count=1)
    file.write_text("\n".join([*lines, ""]), encoding="utf-8")


def a_place(project: Path, chance: random.Random) -> None:
    """Write a place in another way."""
    file = project / "datapackage" / "places.csv"
    head, *lines = file.read_text(encoding="utf-8").splitlines()
    at = chance.randrange(len(lines))
    lines[at] = re.sub(r"^([^,]*?)(?: no\. \d+)?,", rf"\1 no. {chance.randrange(1000)},", lines[at])
    file.write_text("\n".join([head, *lines, ""]), encoding="utf-8")


def a_sentence(project: Path, chance: random.Random) -> None:
    """Say something in a template in another way."""
    file = chance.choice(sorted((project / "ratings_site" / "pages").glob("*.md.jinja")))
    text = file.read_text(encoding="utf-8")
    file.write_text(re.sub(r"^(<p>)", rf"\g<1>{chance.randrange(1000)} ", text, count=1, flags=re.MULTILINE), "utf-8")


def a_frame(project: Path, chance: random.Random) -> None:
    """Change the frame around every page."""
    file = project / "theme" / "main.html"
    text = re.sub(r'data-seen="\d+"', "", file.read_text(encoding="utf-8"))
    file.write_text(text.replace("<link rel=", f'<link data-seen="{chance.randrange(1000)}" rel=', 1), "utf-8")


def some_damage(project: Path, chance: random.Random) -> None:
    """Cut off, empty or remove some of what was kept, and a file of the site."""
    kept = [file for file in sorted((project / ".cache").rglob("*")) if file.is_file()]
    for file in chance.sample(kept, min(9, len(kept))):
        content = file.read_bytes()
        if chance.random() < 1 / 3:
            file.unlink()
        else:
            file.write_bytes(content[: chance.choice((0, len(content) - 1))])
    site = sorted((project / "site").rglob("*.html"))
    if site:
        chance.choice(site).write_text("damaged", encoding="utf-8")


def a_kill(project: Path, chance: random.Random) -> None:
    """Begin a build and kill it."""
    a_cell(project, chance)
    build(project, killed_after=chance.uniform(0.1, 6.0))


CHANGES: tuple[Callable[[Path, random.Random], None], ...] = (a_cell, a_place, a_sentence, a_frame, some_damage, a_kill)


@pytest.mark.long
def test_fifty_random_edits_kills_and_damages_give_the_bytes_of_a_build_from_nothing(tmp_path: Path) -> None:
    chance, project = random.Random(19), a_copy(tmp_path / "project")  # noqa: S311  the same history each time
    build(project)
    for step in range(EDITS):
        change = chance.choice(CHANGES)
        change(project, chance)
        build(project)
        fresh = tmp_path / "fresh"
        shutil.rmtree(fresh, ignore_errors=True)
        shutil.copytree(project, fresh, ignore=shutil.ignore_patterns(".cache", "site", ".*.stamp", ".*.building"))
        build(fresh)
        assert contents(project / "site") == contents(fresh / "site"), f"step {step}: {change.__doc__}"


WATCHED = """
import os, sys
opened = set()
def note(event, arguments):
    if event == "open" and isinstance(arguments[0], (str, os.PathLike)) and isinstance(arguments[1], str):
        if set("wax+").isdisjoint(arguments[1]):
            opened.add(os.path.realpath(arguments[0]))
sys.addaudithook(note)
import build_site
if __name__ == "__main__":
    code = build_site.main(["build"])
    print(code, *sorted(opened), sep="\\n")
"""


@pytest.mark.long
def test_a_build_reads_nothing_of_the_project_that_its_stamp_does_not_name(tmp_path: Path) -> None:
    project = a_copy(tmp_path / "project")
    (project / "watched.py").write_text(WATCHED, encoding="utf-8")
    run = subprocess.run([sys.executable, "watched.py"], cwd=project, capture_output=True, text=True, check=True)
    code, *opened = run.stdout.split("To see it:")[1].splitlines()[1:]
    assert code == "0"
    ours = {Path(file) for file in opened if Path(file).is_relative_to(project) and Path(file).is_file()}
    own = {".cache", "site", ".site.building", ".site.stamp", "watched.py"}
    made = {file for file in ours if file.parts[len(project.parts)] in own}
    pages = {file for file in ours if file.is_relative_to(project / "docs")}
    generated = {file for file in pages if is_generated(file.relative_to(project / "docs").as_posix())}
    compiled = {file for file in ours if file.suffix == ".pyc"}
    assert ours - made - generated - compiled - set(read_by_build(project, project / "datapackage")) == set()
    assert project / "datapackage" / "ratings.csv" in ours
