"""Bringing back the site of an earlier release, byte for byte: its commit is built again."""

import subprocess
import sys
import tempfile
from pathlib import Path

from ratings_site.author import AuthorError
from ratings_site.author.keeping import git


def commit_of_release(project: Path, version: str) -> str:
    """The commit that released a version; raises AuthorError where the history does not have it."""
    found = git(project, "log", "--diff-filter=A", "--format=%H", "--", f"releases/{version}.zip").split()
    if not found:
        raise AuthorError([f"No commit in this history released version {version}."])
    return found[0]


def _python(project: Path, checkout: Path) -> str:
    """The interpreter with the libraries that were locked then: ours, or that of an environment made for it."""
    then, now = ((folder / "requirements.txt").read_bytes() for folder in (checkout, project))
    if then == now:
        return sys.executable
    command = ["make", "--directory", str(checkout), f"PYTHON={sys.executable}", ".venv/site-ready"]
    if subprocess.run(command, check=False).returncode:  # noqa: S603  # its own Makefile, no shell
        raise AuthorError(["The libraries that were locked then could not be installed."])
    return str(checkout / ".venv" / "bin" / "python")


def build_again(project: Path, commit: str, site: Path) -> None:
    """Build the site of a commit into the folder `site`, which keeps what it has where the build fails.

    Nothing in the project changes. Raises AuthorError where there is no such commit, or it does not build.
    """
    target = site.resolve()
    with tempfile.TemporaryDirectory() as folder:
        checkout = Path(folder) / "then"
        git(project, "worktree", "add", "--detach", str(checkout), commit)
        try:
            command = [_python(project, checkout), "build_site.py", "build", "--site", str(target)]
            done = subprocess.run(command, cwd=checkout, check=False)  # noqa: S603  # this very program, as it was
        finally:
            git(project, "worktree", "remove", "--force", str(checkout))
    if done.returncode:
        raise AuthorError([f"The site of {commit[:12]} could not be built again."])
