"""Keeping what the tool writes in Git: the release before the site is built from it, its addresses after."""

import subprocess
from collections.abc import Iterable
from pathlib import Path

from ratings_site.author import AuthorError

_NOBODY = ("-c", "user.name=Release", "-c", "user.email=release@users.noreply.github.com")
"""Who commits where Git knows nobody, as on a machine that only publishes."""


def commit_files(folder: Path, paths: Iterable[Path], message: str) -> bool:
    """Commit these files if they differ from what is committed; says whether they did. Raises AuthorError."""
    names = [str(path) for path in paths if path.exists()]
    git(folder, "add", "--", *names)
    if not git(folder, "diff", "--cached", "--name-only", "--", *names):
        return False
    known = bool(run_git(folder, "config", "user.email").stdout.strip())
    git(folder, *(() if known else _NOBODY), "commit", "--quiet", "--message", message, "--", *names)
    return True


def commit_of(folder: Path) -> str:
    """The commit that a folder holds, or "" where a file differs from it or the folder is in no repository."""
    if run_git(folder, "status", "--porcelain", "--untracked-files=no").stdout.strip():
        return ""
    return run_git(folder, "rev-parse", "--verify", "--quiet", "HEAD").stdout.strip()


def git(folder: Path, *arguments: str) -> str:
    """What Git says; raises AuthorError with its own words where it refuses."""
    done = run_git(folder, *arguments)
    if done.returncode:
        raise AuthorError([f"Git says: {done.stderr.strip()}"])
    return done.stdout


def run_git(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run Git in a folder, whatever comes of it."""
    command = ["git", "-C", str(folder), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603  # git itself, no shell
