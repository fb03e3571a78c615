"""What is said where something is missing that a command needs, as somebody reads it who has just cloned this."""

import ast
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from ratings_site.needed import missing_packages

ROOT = Path(__file__).parents[1]
BARE = [sys.executable, "-S", "-E"]
"""A Python without any package."""


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    for name in ("build_site.py", "requirements.txt"):
        shutil.copy(ROOT / name, tmp_path)
    shutil.copytree(ROOT / "ratings_site", tmp_path / "ratings_site", ignore=shutil.ignore_patterns("__pycache__"))
    return tmp_path


def run(*command: str, folder: Path) -> tuple[int, str, str]:
    environment = {"PATH": os.environ["PATH"]}
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout, done.stderr


@pytest.mark.parametrize("command", ["check", "build", "serve", "new", "--help"])
def test_without_packages_every_command_says_how_to_set_up(clone: Path, command: str) -> None:
    code, out, said = run(*BARE, "build_site.py", command, folder=clone)
    assert (code, out) == (1, "")
    assert "This Python has not got what build_site.py needs" in said.splitlines()[0]
    assert "py -m venv .venv" in said
    assert "make site" in said
    assert "Traceback" not in said


def test_where_the_projects_environment_is_there_it_is_used(clone: Path) -> None:
    (clone / ".venv" / "bin").mkdir(parents=True)
    python = clone / ".venv" / "bin" / "python"
    python.write_text('#!/bin/sh\necho "the environment runs $@"\nexit 7\n')
    python.chmod(0o755)
    code, out, _ = run(*BARE, "build_site.py", "check", "--on", "2026-11-27", folder=clone)
    assert (code, out) == (7, "the environment runs build_site.py check --on 2026-11-27\n")


def test_an_older_python_is_told_by_its_number(clone: Path) -> None:
    code = "import sys; sys.version_info = (3, 9, 1); sys.version = '3.9.1 (old)'; import build_site"
    _, _, said = run(*BARE, "-c", code, folder=clone)
    assert said == "Python 3.11 or newer is needed; this is 3.9.1: python.org/downloads\n"


def test_an_older_python_can_read_what_tells_it_its_number() -> None:
    for name in ("build_site.py", "ratings_site/needed.py"):
        ast.parse((ROOT / name).read_text(encoding="utf-8"), feature_version=(3, 8))
    assert {type(said) for said in missing_packages.__annotations__.values()} == {str}  # none is worked out


def test_what_windows_has_not_got_is_not_asked_for(clone: Path) -> None:
    code = (
        "import sys; sys.modules['fcntl'] = None; from pathlib import Path\n"
        "from ratings_site.publish.swap import beside, swap\n"
        "site = Path('site').resolve()\n"
        "for words in ('one', 'two'):\n"
        "    with beside(site) as new:\n"
        "        new.mkdir(); (new / 'a').write_text(words); swap(new, site)\n"
        "print((site / 'a').read_text())"
    )
    assert run(sys.executable, "-c", code, folder=clone)[:2] == (0, "two\n")
