"""The browser of the tests is installed on a machine whose package manager is busy at first."""

import sys
from pathlib import Path

import pytest

from tests.browser.chromium import has_run

BUSY = """
import pathlib, sys
tries = pathlib.Path(sys.argv[1])
count = len(tries.read_text()) if tries.exists() else 0
tries.write_text("x" * (count + 1))
if count < int(sys.argv[2]):
    sys.exit("E: Could not get lock /var/lib/apt/lists/lock. It is held by process 7 (apt-get)")
sys.exit(sys.argv[3] if sys.argv[3:] else 0)
"""


@pytest.mark.parametrize(
    ("said", "patience", "expected"),
    [(["2"], 60, (True, 3)), (["0", "E: Unable to locate package"], 60, (False, 1)), (["99"], 0, (False, 1))],
)
def test_a_busy_package_manager_is_waited_for_and_one_that_refuses_is_not(
    tmp_path: Path, said: list[str], patience: float, expected: tuple[bool, int]
) -> None:
    tries = tmp_path / "tries"
    done = has_run([sys.executable, "-c", BUSY, str(tries), *said], patience=patience, pause=0)
    assert (done, len(tries.read_text())) == expected
