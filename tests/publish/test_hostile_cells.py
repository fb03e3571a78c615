"""Nothing that stands in a cell can act: what is typed into the tables is shown as it was typed, and does nothing."""

import csv
import json
import re
from collections.abc import Iterable, Iterator
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Browser

from ratings_site.check.cells import check_text
from ratings_site.model.wording import BEGIN, END
from ratings_site.publish.problems import PublishError
from tests.browser.visits import strictly_served
from tests.conftest import DRAWINGS
from tests.publish.hostile import PAYLOADS, harmless, typed_everywhere
from tests.publish.projects import a_page, a_project, pages, publish_quietly

HALF = len(PAYLOADS) // 2
HALVES = (" ".join(PAYLOADS[:HALF]), " ".join(PAYLOADS[HALF:]))
TURNS = [pytest.param(0, id="in turn"), pytest.param(1, id="the other way round", marks=pytest.mark.long)]
KINDS = (
    "", "regions/", "regions/northland/", "pdus/", "pdus/alderby/", "pdus/bexwick/", "pdus/dunmere/", "standards/",
    "standards/core-2023-pdu-leadership/", "publications/", "annual-report-2024/", "ratings/", "find/", "compare/",
    "data/", "data/dictionary/", "data/using-the-data/", "changes/", "audit/", "corrections/", "method/", "glossary/",
    "cy/regions/southland/", "cy/pdus/dunmere/", "no/such/page/",
)  # fmt: skip


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    """The site of the package with harmless texts, and the texts."""
    return typed_everywhere(tmp_path_factory.mktemp("plain"), DRAWINGS, lambda _: harmless(PAYLOADS[0]))


@pytest.fixture(scope="module", params=TURNS)
def hostile(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    """The same site with one half of the payloads in every other cell, the other in those between, and what was typed.

    The long tests give each cell its other half.
    """
    halves = lambda number: HALVES[(number + request.param) % 2]  # noqa: E731
    return typed_everywhere(tmp_path_factory.mktemp("hostile"), DRAWINGS, halves)


ONLY_IN_FILES = {"pdu_names.note", "pdu_changes.note", "figures.caption", "figures.note", "ratings.note"}
"""Columns whose texts stand on no page: of ratings that are not known and of figures in charts, among others."""
FEW_MESSAGES = 20
"""The pages in Welsh say more than so many of all messages."""
SPOKEN = {"title", "content", "aria-label", "alt"}
"""Attributes whose text somebody reads or hears."""


class _Anatomy(HTMLParser):
    """The elements of a page with the names of their attributes, and its texts; what is drawn is left out."""

    def __init__(self) -> None:
        super().__init__()
        self.elements: list[tuple[str, tuple[str, ...]]] = []
        self.texts: list[str] = []
        self._drawing = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._drawing += tag == "svg"
        if not self._drawing:
            self.elements.append((tag, tuple(sorted(name for name, _ in attrs))))
            self.texts += [value for name, value in attrs if value and name in SPOKEN]

    def handle_endtag(self, tag: str) -> None:
        self._drawing -= tag == "svg"

    def handle_data(self, data: str) -> None:
        if not self._drawing and data.strip():
            self.texts.append(data)


def anatomy(html: str) -> _Anatomy:
    reader = _Anatomy()
    reader.feed(html)
    reader.close()
    return reader


def as_typed(text: str, plain_texts: dict[str, str], texts: dict[str, str]) -> str:
    """A text of the harmless site with what was typed in the other one in its place."""
    by_mark = {cell.split(" ", 1)[0].casefold(): texts[place] for place, cell in plain_texts.items()}
    words = re.escape(harmless(PAYLOADS[0]))
    return re.sub(rf"(T\d+Q) {words}", lambda cell: by_mark[cell[1].casefold()], text, flags=re.IGNORECASE)


def even(text: str) -> str:
    """A text without case, line breaks, the sizes of files, and what parts a list, which depends on its items."""
    return re.sub(r"[\d,]+ (?:kB|MB|bytes)|[,;]", "", " ".join(text.split())).casefold()


def leaves(value: object) -> Iterator[object]:
    """Every value of a JSON document, with the names it stands under."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield name
            yield from leaves(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from leaves(inner)
    else:
        yield value


def paths(site: Path, *suffixes: str) -> list[str]:
    found = (path.relative_to(site).as_posix() for path in sorted(site.rglob("*")) if path.suffix in suffixes)
    return [path for path in found if not path.startswith(("assets/", "charts/", "postcodes/", "find/postcodes/"))]


def test_each_page_has_the_same_elements_and_attributes_and_shows_each_text_as_typed(
    plain: tuple[Path, dict[str, str]], hostile: tuple[Path, dict[str, str]]
) -> None:
    assert paths(plain[0], ".html") == paths(hostile[0], ".html")
    for path in paths(plain[0], ".html"):
        before, after = (anatomy((site / path).read_text(encoding="utf-8")) for site, _ in (plain, hostile))
        assert after.elements == before.elements, path
        for text, harmless_text in zip(after.texts, before.texts, strict=True):
            expected = as_typed(harmless_text, plain[1], hostile[1])
            if text.startswith('{"@context"'):
                assert len(list(leaves(json.loads(text)))) == len(list(leaves(json.loads(harmless_text)))), path
            else:  # what other sites copy is code, and stands there escaped once more
                assert even(expected) in {even(text), even(unescape(text))}, path


def test_every_text_stands_on_some_page(hostile: tuple[Path, dict[str, str]]) -> None:
    shown = "\n".join(
        even(text)
        for path in paths(hostile[0], ".html")
        for text in anatomy((hostile[0] / path).read_text(encoding="utf-8")).texts
    )
    unseen = [place for place, text in hostile[1].items() if even(text) not in shown]
    messages = {place for place in hostile[1] if place.startswith("message:")}
    assert {place.split(":")[0] for place in unseen if place not in messages} <= ONLY_IN_FILES
    assert len(messages.difference(unseen)) > FEW_MESSAGES


def test_feeds_catalogues_and_downloads_hold_the_same_things_with_each_text_as_typed(
    plain: tuple[Path, dict[str, str]], hostile: tuple[Path, dict[str, str]]
) -> None:
    sizes = {"bytes", "contentSize", "byteSize", "hash", "sha256", "size"}
    for path in paths(plain[0], ".json", ".jsonld"):
        one, other = (json.loads((site / path).read_text(encoding="utf-8")) for site, _ in (plain, hostile))
        assert len(list(leaves(one))) == len(list(leaves(other))), path
    for path in paths(plain[0], ".xml"):
        one, other = (ElementTree.parse(site / path).getroot() for site, _ in (plain, hostile))  # noqa: S314  our own
        assert [(e.tag, sorted(e.attrib)) for e in one.iter()] == [(e.tag, sorted(e.attrib)) for e in other.iter()], (
            path
        )
        for before, after in zip(one.iter(), other.iter(), strict=True):
            if after.get("type") == "html":
                assert anatomy(after.text or "").elements == anatomy(before.text or "").elements, path
            else:
                assert even(after.text or "") == even(as_typed(before.text or "", plain[1], hostile[1])), path
    for path in paths(plain[0], ".csv"):
        one, other = (
            list(csv.reader((site / path).read_text(encoding="utf-8").splitlines())) for site, _ in (plain, hostile)
        )
        if not sizes & set(one[0]):
            assert other == [[as_typed(cell, plain[1], hostile[1]) for cell in row] for row in one], path


@pytest.mark.browser
def test_in_a_real_browser_nothing_runs_and_nothing_leaves(
    hostile: tuple[Path, dict[str, str]], browser: Browser
) -> None:
    assert_nothing_acts(browser, hostile[0], KINDS)


def assert_nothing_acts(browser: Browser, site: Path, paths: Iterable[str]) -> None:
    """Open each page under the policy of a host, and see that nothing runs and nothing is asked of another site."""
    with strictly_served(site) as address:
        context = browser.new_context()
        page = context.new_page()
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.on("dialog", lambda dialog: pytest.fail(f"a dialog opened: {dialog.message}"))
        for path in paths:
            page.goto(address + path)
            page.evaluate("document.querySelectorAll('details').forEach((part) => (part.open = true))")
            places = page.locator("main a, main button").filter(visible=True)
            for number in range(min(3, places.count())):
                places.nth(number).hover(force=True)
            assert page.url == address + path
            assert page.evaluate("window.X") is None, path
        context.close()
    assert [url for url in asked if not url.startswith(address)] == []


@pytest.mark.long
@pytest.mark.browser
def test_a_hand_written_page_in_which_something_would_act_stops_the_build_and_any_other_is_harmless(
    tmp_path: Path, browser: Browser
) -> None:
    written = {f"typed-{n:02}": a_page(f"Typed {n}", payload) for n, payload in enumerate(PAYLOADS)}
    with pytest.raises(PublishError) as stopped:
        publish_quietly(with_pages(tmp_path / "all", written), tmp_path / "site")
    stopping = {problem.partition("/")[0] for problem in stopped.value.problems}
    rest = {name: page for name, page in written.items() if name not in stopping}
    assert len(stopping & written.keys()) > HALF > len(rest) > 0
    publish_quietly(with_pages(tmp_path / "rest", rest), tmp_path / "site")
    assert_nothing_acts(browser, tmp_path / "site", [f"{name}/" for name in rest])


def with_pages(folder: Path, written: dict[str, str]) -> Path:
    """A project with these pages written by hand, and a home page that leads to each."""
    links = "\n\n".join(f"[{name}]({name}.md)" for name in written)
    project = a_project(folder, pages(**{"index.md": a_page("Home", links)}))
    for name, page in written.items():
        (project / "docs" / f"{name}.md").write_text(page, encoding="utf-8")
    return project


def test_a_script_on_every_page_stops_the_build_too(tmp_path: Path) -> None:
    project = a_project(tmp_path, pages())
    footer = project / "theme" / "partials" / "footer.html"
    footer.write_text(footer.read_text(encoding="utf-8") + "<script>x()</script>", encoding="utf-8")
    with pytest.raises(PublishError, match=r"index\.html: an inline script that is none of the theme's: 'x\(\)'"):
        publish_quietly(project, tmp_path / "site")


def test_the_marks_around_welsh_words_cannot_be_typed() -> None:
    for mark in (BEGIN, END):
        verdict = check_text(f"a {mark} b", "prose")
        assert verdict is not None
        assert verdict.check == "invisible-character"


def test_a_run_prints_at_most_fifty_lines() -> None:
    assert str(PublishError(f"a problem\non two lines {n}" for n in range(2000))).count("\n") < 50
