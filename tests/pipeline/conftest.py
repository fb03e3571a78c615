"""Copies of the package as it was first released, for tests that write into it.

Staff edit the tables every week; what the tests enter and expect must not depend on that. The first release never
changes, so they start from it.
"""

import json
import shutil
import zipfile
from datetime import date
from pathlib import Path

import pytest

from ratings_site.author.book import write_version
from ratings_site.author.releasing import release

PROJECT = Path(__file__).parents[2]
FIRST = date(2026, 11, 23)
VERSION = "1.0.0"


def copy_first_package(folder: Path) -> Path:
    """Write the package of the first release into `folder`, as staff would hold it; before it, the package as it is."""
    package = folder / "datapackage"
    archive = PROJECT / "releases" / f"{VERSION}.zip"
    if not archive.is_file():
        shutil.copytree(PROJECT / "datapackage", package)
        write_version(package, version=VERSION, created=FIRST)
        return package
    package.mkdir(parents=True)
    with zipfile.ZipFile(archive) as packed:
        descriptor = json.loads(packed.read("datapackage.json"))
        for resource in descriptor["resources"]:
            (package / resource["path"]).write_bytes(packed.read(resource["path"]))
            del resource["bytes"], resource["hash"]
    text = json.dumps(descriptor, ensure_ascii=False, indent=2) + "\n"
    (package / "datapackage.json").write_text(text, encoding="utf-8", newline="\n")
    return package


@pytest.fixture
def package(tmp_path):
    """A package that was never released."""
    return copy_first_package(tmp_path)


@pytest.fixture(scope="session")
def first_release(tmp_path_factory):
    """A folder with a package and a first release of it, made once: do not write into it."""
    folder = tmp_path_factory.mktemp("released")
    release(copy_first_package(folder), folder / "releases", (), day=FIRST, raise_version=False)
    return folder


@pytest.fixture
def released(first_release, tmp_path):
    """A package with its first release beside it."""
    shutil.copytree(first_release, tmp_path, dirs_exist_ok=True)
    return tmp_path / "datapackage"
