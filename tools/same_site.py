"""Build the site of two commits and compare every file: `python tools/same_site.py BEFORE [AFTER]`.

The oracle of a change that must not show: AFTER is the working tree unless a commit is named. Lists what differs and
exits with 1 where anything does. A page names the commit it was built from, so each site's own commit is passed over.
With `--keep FOLDER` the site of BEFORE is kept there, and is taken from there the next time.
"""

import argparse
import difflib
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
SHOWN = 12
"""Lines of difference that are printed for a file."""


def main() -> int:
    """Compare, print what differs and return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("before")
    parser.add_argument("after", nargs="?")
    parser.add_argument("--keep", type=Path, help="folder that keeps the site of BEFORE")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        before = options.keep.resolve() if options.keep else Path(folder) / "before"
        if not before.is_dir():
            _build(_checkout(options.before, Path(folder) / "old"), before)
        after = Path(folder) / "after"
        _build(_checkout(options.after, Path(folder) / "new") if options.after else PROJECT, after)
        old, new = _read(before, options.before), _read(after, options.after or "HEAD")
    changed = sorted(path for path in old.keys() | new.keys() if old.get(path) != new.get(path))
    for path in changed:
        print(_difference(path, old.get(path), new.get(path)))
    print(f"{len(changed)} of {len(old.keys() | new.keys())} files differ.")
    return 1 if changed else 0


def _git(*arguments: str) -> str:
    # S603, S607: the command is ours; commits are named by whoever runs it.
    run = subprocess.run(["git", *arguments], cwd=PROJECT, capture_output=True, text=True, check=True)  # noqa: S603, S607
    return run.stdout.strip()


def _checkout(commit: str, folder: Path) -> Path:
    _git("worktree", "add", "--detach", "--force", str(folder), commit)
    drawings = PROJECT / ".cache"
    if drawings.is_dir():
        shutil.copytree(drawings, folder / ".cache")
    return folder


def _build(project: Path, site: Path) -> None:
    command = [sys.executable, "build_site.py", "build", "--site", str(site)]
    run = subprocess.run(command, cwd=project, capture_output=True, text=True, check=False)  # noqa: S603  our own
    if project != PROJECT:
        _git("worktree", "remove", "--force", str(project))
    if run.returncode:
        sys.exit(f"{project} does not build:\n{run.stdout}{run.stderr}")


def _read(site: Path, commit: str) -> dict[str, bytes]:
    own = _git("rev-parse", commit).encode()
    files = (path for path in site.rglob("*") if path.is_file())
    return {path.relative_to(site).as_posix(): path.read_bytes().replace(own, b"COMMIT") for path in files}


def _difference(path: str, old: bytes | None, new: bytes | None) -> str:
    if old is None or new is None:
        return f"{'+' if old is None else '-'} {path}"
    try:
        lines = difflib.unified_diff(old.decode().splitlines(), new.decode().splitlines(), n=0, lineterm="")
        told = [line[:200] for line in lines][2 : 2 + SHOWN]
    except UnicodeDecodeError:
        told = [f"{len(old)} bytes, then {len(new)}"]
    return "\n".join([f"M {path}", *(f"    {line}" for line in told)])


if __name__ == "__main__":
    sys.exit(main())
