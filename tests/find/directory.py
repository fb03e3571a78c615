"""Postcodes drawn from the whole directory, which lives in an environment of its own (8 MB, `.venv-postcodes`)."""

import csv
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
PYTHON = ROOT / ".venv-postcodes" / "bin" / "python"


def run_build(*arguments: str) -> str:
    """Run a command of postcodes/build.py, installing the directory if `make postcodes` has not."""
    if not PYTHON.exists():
        subprocess.run([sys.executable, "-m", "venv", PYTHON.parents[1]], check=True)
        requirements = ROOT / "requirements-postcodes.txt"
        subprocess.run([PYTHON, "-m", "pip", "install", "-q", "--require-hashes", "-r", requirements], check=True)
    command = [PYTHON, "-m", "postcodes.build", *arguments]
    return subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout


def drawn_postcodes(count: int) -> list[dict[str, str]]:
    """Postcodes of England and Wales with the codes of their councils, the same ones every time."""
    return list(csv.DictReader(run_build("sample", str(count)).splitlines()))
