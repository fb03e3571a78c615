from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

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
    context = browser.new_context(viewport={"width": 800, "height": 900})
    page = context.new_page()
    complaints: list[str] = []
    page.on(
        "console", lambda message: complaints.append(message.text) if message.type in {"error", "warning"} else None
    )
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("request", lambda request: complaints.append(request.url) if not request.url.startswith(site) else None)
    page.goto(site)
    yield page
    context.close()
    assert [text for text in complaints if not text.startswith("data:")] == []
