"""What a command needs before it can begin: a Python that is new enough, and the packages of the project.

Loaded first, by `build_site.py`. It loads nothing itself that an older Python has not got. From its first line on,
whoever stops a program gets a sentence, also where nothing is loaded yet that could catch it.
"""

from __future__ import annotations  # an older Python is to be told its number, and not to fail over `list[str]`

import sys


def _say_what_ended_it(kind, error, trace) -> None:  # type: ignore[no-untyped-def]  # types would have to be loaded
    if kind is KeyboardInterrupt:
        print("\nStopped. What was published before is unchanged.", file=sys.stderr)
    else:
        sys.__excepthook__(kind, error, trace)


sys.excepthook = _say_what_ended_it

# ruff: noqa: E402  (what follows is loaded under that guard)
import os
import re
import subprocess
from importlib.metadata import Distribution
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
OLDEST = (3, 11)
ENVIRONMENT = PROJECT / ".venv"
HOW = r"""Set it up once, in the folder of the project:

  Windows           py -m venv .venv
                    .venv\Scripts\python -m pip install --require-hashes -r requirements.txt
  Linux and macOS   make site

and run the same command again."""


def needed() -> None:
    """Go on where everything is there; else with the project's own environment, or end in words how to set it up."""
    if sys.version_info < OLDEST:
        here = sys.version.split()[0]
        sys.exit(f"Python {OLDEST[0]}.{OLDEST[1]} or newer is needed; this is {here}: python.org/downloads")
    try:
        missing = missing_packages()
    except OSError as error:
        how = "Bring it back with “git restore requirements.txt”. What was published before is unchanged."
        sys.exit(f"{error.filename} cannot be read: {error.strerror}. {how}")
    python = ENVIRONMENT / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    if missing and python.exists() and Path(sys.prefix).resolve() != ENVIRONMENT.resolve():
        sys.exit(subprocess.call([str(python), *sys.argv]))  # noqa: S603  the project's own interpreter
    if missing:
        sys.exit(f"This Python has not got what build_site.py needs ({missing[0]} and {len(missing) - 1} more).\n{HOW}")


def missing_packages() -> list[str]:
    """The packages that every system needs, by requirements.txt, and that this Python has not got."""
    locked = (PROJECT / "requirements.txt").read_text(encoding="utf-8")
    names = re.findall(r"^([\w.-]+)==[^;\n]*$", locked, re.MULTILINE)
    return [name for name in names if not any(Distribution.discover(name=name))]


needed()
