"""What Git keeps and remembers: releases and their commits, the site of an earlier one, addresses that moved since."""

import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path

from ratings_site.author import AuthorError
from ratings_site.commit import run_git
from ratings_site.publish import addresses, swap
from ratings_site.wording.changes import escaped

_NOBODY = ("-c", "user.name=Release", "-c", "user.email=release@users.noreply.github.com")
"""Who commits where Git knows nobody, as on a machine that only publishes."""


def commit_files(folder: Path, paths: Iterable[Path], message: str) -> None:
    """Commit these files if they differ from what is committed. Raises AuthorError."""
    names = [str(path) for path in paths if path.exists()]
    git(folder, "add", "--", *names)
    if git(folder, "diff", "--cached", "--name-only", "--", *names):
        known = run_git(folder, "config", "user.email").stdout.strip()
        git(folder, *(() if known else _NOBODY), "commit", "--quiet", "--message", message, "--", *names)


def git(folder: Path, *arguments: str) -> str:
    """What Git says; raises AuthorError with its own words where it refuses."""
    done = run_git(folder, *arguments)
    if done.returncode:
        raise AuthorError(f"Git says: {done.stderr.decode().strip()}")
    return done.stdout.decode()


def commit_of_release(project: Path, version: str) -> str:
    """The commit that released a version; "" where the history does not have it. Raises AuthorError without Git."""
    return git(project, "log", "-1", "--diff-filter=A", "--format=%H", "--", f"releases/{version}.zip").strip()


def commit_to_show(project: Path, wanted: str, known: Sequence[str]) -> str:
    """The commit of a release, or one that is named; raises AuthorError, which names the releases there are."""
    version = wanted.removeprefix("v")
    asked = ("rev-parse", "--verify", "--quiet", "--end-of-options", f"{wanted}^{{commit}}")
    if version in known:
        if not (wanted := commit_of_release(project, version)):
            raise AuthorError(f"No commit in this history released version {version}.")
    elif not wanted or run_git(project, *asked).returncode:
        said = f"There is no release {version}." if wanted else "Say which release, as in make rollback VERSION=1.0.0."
        raise AuthorError(f"{said} Released are: {', '.join(known)}.")
    return wanted


def day_of_commit(project: Path) -> date | None:
    """The day of the last commit; None where the project is in no repository."""
    said = run_git(project, "log", "-1", "--format=%cs").stdout.decode().strip()
    return date.fromisoformat(said) if said else None


def build_again(project: Path, commit: str, site: Path) -> None:
    """Build the site of a commit into the folder `site`, which keeps what it has where the build fails.

    Nothing in the project changes. It is built with the libraries that were locked then, in an environment made for it
    where they are others. Raises AuthorError where there is no such commit, or it does not build.
    """
    with tempfile.TemporaryDirectory() as folder:
        checkout, built, python = Path(folder) / "then", Path(folder) / "site", sys.executable
        git(project, "worktree", "add", "--detach", str(checkout), commit)
        try:
            day = json.loads((checkout / "datapackage" / "datapackage.json").read_bytes())["created"][:10]
            if (checkout / "requirements.txt").read_bytes() != (project / "requirements.txt").read_bytes():
                command = ["make", "--directory", str(checkout), f"PYTHON={python}", ".venv/site-ready"]
                if subprocess.run(command, check=False).returncode:  # noqa: S603  # its own Makefile, no shell
                    raise AuthorError("The libraries that were locked then could not be installed.")
                python = str(checkout / ".venv" / "bin" / "python")
            command = [python, "build_site.py", "build", "--as-of", day, "--site", str(built)]
            done = subprocess.run(command, cwd=checkout, check=False)  # noqa: S603  # this very program, as it was
        finally:
            git(project, "worktree", "remove", "--force", str(checkout))
        if done.returncode:
            raise AuthorError(f"The site of {commit[:12]} could not be built again.")
        with swap.beside(site.resolve()) as new:
            shutil.copytree(built, new)
            swap.swap(new, site.resolve())


def find_moves(register: Path, since: str) -> dict[str, str]:
    """The addresses that the register sends elsewhere and did not, or not there, at `since`.

    `since` is a released version or a state in Git. Where neither is known, every address that moved counts as new.
    """
    state = since
    with suppress(AuthorError):
        state = commit_of_release(register.parent, since) or since
    then = run_git(register.parent, "show", "--end-of-options", f"{state}:./{register.name}").stdout.decode()
    before = addresses.moved_addresses(addresses.parse_register(then, register.name))
    moved = addresses.moved_addresses(addresses.read_register(register))
    return {address: target for address, target in moved.items() if before.get(address) != target}


def render_moves(moves: Mapping[str, str], form: str) -> str:
    """The addresses that move, as a section for a terminal or (`form` markdown) for a pull request."""
    if not moves:
        return ""
    told = [f"/{address} leads to /{target}." for address, target in sorted(moves.items())]
    lines = [f"- {escaped(line)}" for line in told] if form == "markdown" else [f"  {line}" for line in told]
    return "\n".join(["", *(["### Redirects", ""] if form == "markdown" else ["Redirects"]), *lines, ""])
