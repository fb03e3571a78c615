"""What many tests share: the real site, built once for all of them, and one browser."""

import os
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import Executor
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from ratings_site.charts.draw import other_processes
from ratings_site.publish.swap import alone
from tests.browser.chromium import find_chromium
from tests.frozen import frozen_package

ROOT = Path(__file__).parents[1]
DRAWINGS = ROOT / ".cache" / "charts"
"""Where a build keeps each drawing by its words and by the code that draws it."""

os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # each program that a test starts would compile the whole project

LONGEST = (
    "browser/test_every_kind_of_page.py", "check/test_kinds.py", "publish/test_hostile_cells.py", "find/test_walks.py",
    "pipeline/test_releasing.py", "find/test_search_box.py", "pipeline/test_entering.py", "check/test_remedies.py",
)  # fmt: skip
"""The files that take longest, first: where processes share the files, none is left with a long one at the end. The
first one builds the real site, and the next ones do not wait for it."""


def keep_off_the_tables_of_today(event: str, arguments: tuple[object, ...]) -> None:
    """Staff edit them, and no test may fail for that: what tests read is `frozen_package`."""
    opened = arguments[0] if event == "open" else None
    if isinstance(opened, str | Path) and str(opened).endswith(".csv"):
        assert Path(opened).absolute().parent != ROOT / "datapackage", f"a test reads {opened}, which staff edit"


sys.addaudithook(keep_off_the_tables_of_today)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--built-site", type=Path, help="test this finished site and do not build one")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the longest files first, and leave the others in their order."""
    rank = {ROOT / "tests" / file: place for place, file in enumerate(LONGEST)}
    assert [file for file in rank if not file.is_file()] == []
    items.sort(key=lambda item: rank.get(item.path, len(rank)))


@pytest.fixture(scope="session")
def real_site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the package as it was released, built by the very command that people use.

    The processes that share the tests of one run share it: whoever asks first builds it, the others wait.
    """
    given = request.config.getoption("--built-site")
    if given:
        return Path(given)
    own = tmp_path_factory.getbasetemp()
    folder = (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / "real"
    with alone(folder):
        if not (folder / "site").is_dir():
            build_site(folder / "site")
    return folder / "site"


def build_site(site: Path) -> None:
    environment = {name: value for name, value in os.environ.items() if name not in {"SITE_URL", "SITE_CONTACT"}}
    command = [sys.executable, "build_site.py", "build", "--package", str(frozen_package()), "--site", str(site)]
    run = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert run.returncode == 0, f"the released package does not build:\n{run.stdout}{run.stderr}"


@pytest.fixture(scope="session")
def processes() -> Iterator[Executor]:
    """The processes that draw: they need seconds to begin."""
    with other_processes() as processes:
        yield processes


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests; each opens a context of its own."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()
