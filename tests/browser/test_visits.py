"""How pages are visited: a window that was used is as new, what is shortened keeps one fault of each kind."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.browser.visits import faults, shorten, visiting
from tests.served import serving

pytestmark = pytest.mark.browser

ROW = '<tr><td id="row-{0}">{0}</td><td><a href="#row-2">two</a></td></tr>'
FAULTS = {"image-alt": '<img src="data:,">', "color-contrast": '<p style="color:#eee;background:#fff">pale</p>'}
PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A page</title>
<link rel="icon" href="data:,"><style>p {{ color: #000; background: #fff }}
@media (prefers-color-scheme: dark) {{ p {{ color: #111; background: #222 }} }}
</style></head><body><main><h1>A page</h1><p>Words.</p><table>{rows}</table>{faults}</main>
<script>fetch("late.json").then((got) => got.text()).then(() => console.error("late"))</script></body></html>"""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("visited")
    rows = "".join(ROW.format(number) for number in range(50))
    for name, some in {"sound": "", "faulty": "".join(FAULTS.values())}.items():
        (folder / f"{name}.html").write_text(PAGE.format(rows=rows, faults=some), encoding="utf-8")
    (folder / "late.json").write_text("{}", encoding="utf-8")
    with serving(folder) as address:
        yield address


def test_a_window_that_was_used_is_as_new(browser: Browser, address: str) -> None:
    state = """() => [localStorage.length, sessionStorage.length, innerWidth,
      matchMedia('(prefers-color-scheme: dark)').matches]"""
    with visiting(browser, f"{address}sound.html", width=320, scheme="dark") as (used, _):
        used.evaluate("() => { localStorage.a = sessionStorage.a = 'left behind' }")
        used.route("**", lambda route: route.abort())
        assert used.evaluate(state) == [1, 1, 320, True]
    with visiting(browser, f"{address}sound.html") as (page, complaints):
        assert page is used
        assert page.evaluate(state) == [0, 0, 1280, False]
        assert complaints.console == ["late"], "what a page asks for after its load is waited for"


def test_axe_finds_each_fault_of_a_page_that_was_shortened_and_its_colours_in_the_dark(
    browser: Browser, address: str
) -> None:
    with visiting(browser, f"{address}faulty.html") as (page, _):
        shorten(page)
        assert [cell.inner_text() for cell in page.locator("[id^=row]").all()] == ["0", "1", "2"]
        found = {fault.split(":")[0] for fault in faults(page)}
        assert found >= FAULTS.keys()
    with visiting(browser, f"{address}sound.html", scheme="dark") as (page, _):
        assert [fault.split(":")[0] for fault in faults(page, only=("color-contrast",))] == ["color-contrast"]
