"""The small made-up packages of `tests/packages`, with the descriptor of the real one: it is not copied there."""

import json
import shutil
from pathlib import Path

from tests.check.copies import REAL, Copy, copy_of

PACKAGES = Path(__file__).parents[1] / "packages"


def small_package(folder: Path, name: str = "valid") -> Copy:
    """Put a small package together in a folder, with an empty cell in columns that are newer than its files."""
    copy, sound = copy_of(PACKAGES / name, folder), Copy(PACKAGES / "valid")
    shutil.copy(REAL / "datapackage.json", folder)
    for table in json.loads((REAL / "datapackage.json").read_text(encoding="utf-8"))["resources"]:
        columns = [field["name"] for field in table["schema"]["fields"]]
        newer = [column for column in columns if column not in sound.columns(table["name"])]
        if newer and copy.path(table["name"]).exists():
            first, *rows = copy.lines(table["name"])
            copy.write(table["name"], [",".join((first, *newer)), *(row + "," * len(newer) for row in rows)])
    return copy
