"""The state of the project in Git, as the site names it."""

import subprocess
from pathlib import Path


def commit_of(folder: Path) -> str:
    """The commit that a folder holds, or "" where a file differs from it or the folder is in no repository."""
    if run_git(folder, "status", "--porcelain", "--untracked-files=no").stdout.strip():
        return ""
    return run_git(folder, "rev-parse", "--verify", "--quiet", "HEAD").stdout.decode().strip()


def run_git(folder: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    """Run Git in a folder, whatever comes of it."""
    command = ["git", "-C", str(folder), *arguments]
    return subprocess.run(command, capture_output=True, check=False)  # noqa: S603  # git itself, no shell
