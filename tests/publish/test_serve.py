"""What people who edit see over the site, in a real browser, under the policy that the site has."""

import socket
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, Page

from ratings_site.publish.policy import policy, with_policy
from ratings_site.publish.problems import PublishError
from ratings_site.publish.serve import Showing, answering, following

HOSTILE = 'ratings.csv:31  rating: "<img src=x onerror=alert(1)>" is not a rating. </pre><script>alert(2)</script>'


def fetch(address: str) -> tuple[int, str]:
    try:
        with urlopen(address) as answer:  # noqa: S310  an address of this machine
            return answer.status, answer.read().decode()
    except HTTPError as missing:
        with missing:
            return missing.code, missing.read().decode()


def a_page(words: str) -> str:
    head = '<meta charset="utf-8"><title>A</title><link rel="icon" href="data:,">'
    html = f'<!doctype html><html lang="en"><head>{head}</head><body>{words}</body></html>'
    return with_policy(html, policy(()))


def a_site(folder: Path) -> Path:
    for path, words in {"index.html": "home", "pdus/index.html": "the units", "404.html": "not here"}.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(a_page(words))
    (folder / "data").mkdir()
    (folder / "data" / "a.csv").write_text("a\n1\n")
    return folder


@pytest.fixture
def showing(tmp_path: Path) -> Showing:
    return Showing(a_site(tmp_path / "site"))


@pytest.fixture
def page(browser: Browser, showing: Showing) -> Iterator[Page]:
    """A browser on the page of the units; what it asks of anybody else, and what the policy stops, fails the test."""
    with following(showing, 0) as address, browser.new_context() as context:
        page, seen = context.new_page(), []
        page.on("console", lambda said: seen.append(said.text) if said.type == "error" else None)
        page.on("request", lambda asked: None if asked.url.startswith(address) else seen.append(asked.url))
        page.on("dialog", lambda dialog: seen.append(dialog.message))
        page.goto(f"{address}pdus/")
        yield page
        assert seen == []


def test_a_newer_page_loads_itself(page: Page, showing: Showing) -> None:
    showing.show({"pdus/index.html": a_page("the newer units").encode()})
    page.get_by_text("the newer units").wait_for()


def test_a_newer_style_is_loaded_too(page: Page, showing: Showing) -> None:
    page.evaluate("window.old = true")
    with page.expect_navigation():
        showing.show({"assets/site.css": b"body {}"})
    assert not page.evaluate("window.old")


def test_what_changes_another_page_only_leaves_this_one_alone(page: Page, showing: Showing) -> None:
    page.evaluate("window.old = true")
    showing.show({"index.html": a_page("the newer home").encode()})
    page.wait_for_timeout(300)
    assert page.evaluate("window.old")


def test_a_problem_stands_as_it_was_typed_over_the_last_good_page(page: Page, showing: Showing) -> None:
    showing.show({}, problem=HOSTILE)
    assert page.get_by_role("alert").locator("pre").inner_text() == HOSTILE
    page.get_by_text("the units").wait_for()
    showing.show({})
    page.get_by_role("alert").wait_for(state="detached")


def test_a_problem_is_told_before_there_is_any_page(browser: Browser, tmp_path: Path) -> None:
    showing = Showing(tmp_path / "none")
    showing.show({}, problem="a problem")
    with following(showing, 0) as address, browser.new_context() as context:
        page = context.new_page()
        page.goto(address)
        assert page.get_by_role("alert").locator("pre").inner_text() == "a problem"
        a_site(showing.site)
        showing.show({})
        page.get_by_text("home").wait_for()


def test_it_is_known_which_pages_are_open(page: Page, showing: Showing) -> None:
    page.wait_for_timeout(300)
    assert showing.looked_at() == ["pdus/"]


def test_other_files_are_sent_as_they_are_and_nothing_from_outside_the_site(showing: Showing, tmp_path: Path) -> None:
    (tmp_path / "secret.csv").write_text("a secret")
    with following(showing, 0) as address:
        assert fetch(f"{address}data/a.csv") == (200, "a\n1\n")
        assert fetch(f"{address}%2e%2e/secret.csv")[0] == 404
        assert fetch(f"{address}pdus")[1] == fetch(f"{address}pdus/")[1]
        code, missing = fetch(f"{address}pdus/wakefeild/")
        assert (code, "not here" in missing) == (404, True)


def test_what_is_added_to_a_page_is_not_in_the_site(showing: Showing) -> None:
    before = {path: path.read_bytes() for path in showing.site.rglob("*.html")}
    showing.show({}, problem="a problem", notice="a notice")
    showing.dress = lambda html: html.replace("units", "<mark>units</mark>")
    assert b"<mark>units</mark>" in (showing.page("pdus/index.html") or b"")
    assert {path: path.read_bytes() for path in showing.site.rglob("*.html")} == before


def test_a_busy_port_is_told_with_another() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(PublishError, match=f"at port {port}: another program answers there.*--port {port + 1}"):
            begin(lambda: answering(lambda *_: None, port))  # type: ignore[arg-type,return-value]  # answers nobody


def begin(manager: Callable[[], object]) -> None:
    with manager():  # type: ignore[attr-defined]
        pass
