"""The small made-up packages of `tests/packages`, with the descriptor of the real one: it is not copied there."""

import shutil
from pathlib import Path

from tests.check.copies import REAL, Copy, copy_of

PACKAGES = Path(__file__).parents[1] / "packages"


def small_package(folder: Path, name: str = "valid") -> Copy:
    """Put a small package together in a folder."""
    copy = copy_of(PACKAGES / name, folder)
    shutil.copy(REAL / "datapackage.json", folder)
    return copy
