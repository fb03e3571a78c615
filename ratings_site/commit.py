"""The state of the project in Git, as the site names it."""

import subprocess
from pathlib import Path


def commit_of(folder: Path) -> str:
    """The commit that a folder holds, or "" where a file differs from it or the folder is no repository of its own."""
    top = run_git(folder, "rev-parse", "--show-toplevel").stdout.decode().strip()
    if not top or Path(top).resolve() != folder.resolve():
        return ""  # not a word of a repository that merely lies around it
    if run_git(folder, "status", "--porcelain", "--untracked-files=no").stdout.strip():
        return ""
    return run_git(folder, "rev-parse", "--verify", "--quiet", "HEAD").stdout.decode().strip()


def run_git(folder: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    """Run Git in a folder, whatever comes of it, and be it that this machine has no Git."""
    command = ["git", "-C", str(folder), *arguments]
    try:
        return subprocess.run(command, capture_output=True, check=False)  # noqa: S603  # git itself, no shell
    except FileNotFoundError:
        return subprocess.CompletedProcess(command, 127, b"", b"nothing, since it is not installed on this machine.")
