"""A desk of a member of staff: a clone of the project as it stands here, a remote to push to, a folder to deploy to."""

import copy
import csv
import filecmp
import os
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from datetime import UTC, date, datetime, time
from io import BytesIO
from pathlib import Path

from ratings_site.publish.page import read_page
from tests.pipeline.conftest import PROJECT, copy_first_package

DATA = ("datapackage/", "releases/", "addresses.csv")


class Desk:
    """The clone, its remote (a bare repository on this disk) and the folder that stands for the public site.

    The clone begins before the first release, with the package that was then released or another that `put` makes. One
    that `builds` is given what earlier builds drew: hundreds of megabytes.
    """

    def __init__(
        self, folder: Path, put: Callable[[Path], object] = copy_first_package, *, builds: bool = True
    ) -> None:
        self.project = folder / "project"
        self.remote = folder / "remote.git"
        self.public = folder / "public"
        self.output = folder / "output"
        for path in self._listed():
            target = self.project / path
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(PROJECT / path, target)
        if builds and (PROJECT / ".cache").is_dir():
            shutil.copytree(PROJECT / ".cache", self.project / ".cache")
        (self.project / ".venv").symlink_to(sys.prefix)
        put(self.project)
        self.run("git", "init", "-q", "--bare", "-b", "main", str(self.remote))
        for command in (
            ("init", "-q", "-b", "main"),
            ("config", "user.name", "Staff (synthetic)"),
            ("config", "user.email", "staff@inspectorate.example"),
            ("remote", "add", "origin", str(self.remote)),
        ):
            self.git(*command)
        self.commit("The project as it stands")
        self.git("push", "-q", "-u", "origin", "main")

    def colleague(self, folder: Path) -> "Desk":
        """Another desk with a clone of the same remote."""
        other = copy.copy(self)
        other.project, other.output = folder / "project", folder / "output"
        self.run("git", "clone", "-q", str(self.remote), str(other.project))
        other.git("config", "user.name", "A colleague (synthetic)")
        other.git("config", "user.email", "colleague@inspectorate.example")
        return other

    @property
    def site(self) -> Path:
        return self.project / "site"

    def run(self, *command: str, check: bool = True, **environment: str) -> subprocess.CompletedProcess[str]:
        """Run a command in the clone; with `check` its failure fails the test, with all it said."""
        foreign = ("GIT_", "GITHUB_", "SITE_", "MAKE", "MFLAGS")  # of whoever runs the tests, themselves a make
        usual = {key: value for key, value in os.environ.items() if not key.startswith(foreign)}
        folder = self.project if self.project.is_dir() else None
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, env=usual | environment)
        assert not check or done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
        return done

    def git(self, *arguments: str) -> str:
        return self.run("git", *arguments).stdout

    def make(self, *arguments: str, check: bool = True, **environment: str) -> subprocess.CompletedProcess[str]:
        """Run a target of the Makefile in the environment the tests run in, which is not made anew."""
        ready = ("-o", ".venv/site-ready", "-o", ".venv/ready")
        return self.run("make", *ready, *arguments, check=check, **environment)

    def new(self, *arguments: str, on: str) -> None:
        self.run(sys.executable, "build_site.py", "new", arguments[0], f"--on={on}", *arguments[1:])

    def commit(self, message: str) -> None:
        self.git("add", "-A")
        self.git("commit", "-q", "-m", message)

    def push(self, message: str) -> None:
        self.commit(message)
        self.git("push", "-q", "origin", "HEAD")

    def merge(self, branch: str) -> None:
        self.git("checkout", "-q", "main")
        self.git("merge", "-q", "--no-ff", "-m", f"Merge {branch}", branch)
        self.git("push", "-q", "origin", "main")

    def publish(self, day: str) -> bool:
        """What the workflow does on main at noon, whatever started it; says whether it deployed."""
        noon = datetime.combine(date.fromisoformat(day), time(12), tzinfo=UTC)
        begun = self.decide("due", NOW=f"{noon.timestamp():.0f}")
        if begun["due"] == "no":
            return False
        self.make("publish", f"AS_OF={day}", f"ON={day}")
        known = {"START": begun["commit"], "SHOWN": begun["shown"]}
        kept = self.decide("keep", **known)
        if kept["deploy"] == "yes":
            self._deploy()
            self.decide("shown", COMMIT=kept["commit"], **known)
        return kept["deploy"] == "yes"

    def roll_back(self, version: str) -> None:
        self.decide("hold", VERSION=version)
        self.make("rollback", VERSION=version)
        assert self.decide("keep", VERSION=version)["deploy"] == "yes"
        self._deploy()

    def decide(self, decision: str, **environment: str) -> dict[str, str]:
        """Run the script that decides, and give what it tells the workflow."""
        self.output.write_text("", "utf-8")
        told = {"PUSH_TO": str(self.remote), "GITHUB_OUTPUT": str(self.output)}
        self.run("tools/publishing.sh", decision, **told, **environment)
        return dict(line.split("=", 1) for line in self.output.read_text("utf-8").splitlines())

    def _deploy(self) -> None:
        shutil.rmtree(self.public, ignore_errors=True)
        shutil.copytree(self.site, self.public)

    def _listed(self) -> list[str]:
        """Every file of the project that is committed or could be, but for the data and what was published of it."""
        command = ["git", "-C", str(PROJECT), "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
        listed = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split("\0")
        return [path for path in listed if (PROJECT / path).is_file() and not path.startswith(DATA)]


def differing(one: Path, other: Path) -> list[str]:
    """The files that two folders do not share byte for byte, by their path below them."""
    found: list[str] = []
    waiting = [filecmp.dircmp(one, other, ignore=[])]
    while waiting:
        pair = waiting.pop()
        below = Path(pair.left).relative_to(one)
        same_names = filecmp.cmpfiles(pair.left, pair.right, pair.common_files, shallow=False)
        names = [*pair.left_only, *pair.right_only, *same_names[1], *same_names[2], *pair.common_funny]
        found += [(below / name).as_posix() for name in names]
        waiting += pair.subdirs.values()
    return sorted(found)


def words_of(page: Path) -> str:
    return " ".join(" ".join(read_page(page.read_text("utf-8")).texts).split())


def everything_in(folder: Path) -> bytes:
    """Every byte below a folder, with what is packed in zips (Excel's files are zips too) unpacked."""
    return b"\n".join(unpacked(file.read_bytes()) for file in sorted(folder.rglob("*")) if file.is_file())


def unpacked(content: bytes) -> bytes:
    if not content.startswith(b"PK"):
        return content
    with zipfile.ZipFile(BytesIO(content)) as packed:
        return b"\n".join(unpacked(packed.read(name)) for name in packed.namelist())


def dead_links(page: Path) -> list[str]:
    """The links of a page on this disk that name no file."""
    links = [link for link in read_page(page.read_text("utf-8")).links if not link.startswith(("#", "mailto:"))]
    return [to for to in links if "://" not in to and not (page.parent / re.split("[#?]", to)[0]).is_file()]


def unanswered(site: Path, register: Path) -> list[str]:
    """The registered addresses that the site does not answer."""
    addresses = [row["address"][1:] for row in csv.DictReader(register.read_text("utf-8").splitlines())]
    return [a for a in addresses if not (site / (f"{a}index.html" if a.endswith("/") or not a else a)).is_file()]
