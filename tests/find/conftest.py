from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.visits import visiting
from tests.find.a_site import serving, write_site


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The small site below a path, as on a host that has other sites too."""
    folder = tmp_path_factory.mktemp("served")
    write_site(folder / "ratings")
    with serving(folder) as address:
        yield f"{address}/ratings/"


@pytest.fixture
def page(browser: Browser, site: str) -> Iterator[Page]:
    """A page at the home of the small site; whatever the console complains of, or asks elsewhere, fails the test."""
    with visiting(browser, site, width=800) as (page, complaints):
        yield page
        assert (complaints.requests, complaints.console) == ([], [])
