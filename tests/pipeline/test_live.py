"""A preview that follows edits: played with the whole project once, and piece by piece."""

import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Error, Page

from ratings_site.author.live import marked, mistake_words
from tests.frozen import frozen_package
from tests.pipeline.desk import Desk


def test_a_day_that_is_scheduled_is_marked_in_the_text_alone():
    page = (
        '<head><title>4 December 2026</title></head><body><p title="4 December 2026">On 4 December 2026 and 14 '
        "December 2026.</p><svg><text>4 December 2026</text></svg></body>"
    )
    assert marked(page, ["4 December 2026"]) == page.replace(
        "On 4 December 2026", 'On <mark class="serve-scheduled">4 December 2026, scheduled</mark>'
    )
    assert marked(page, []) == page


def mistake_in(project: Path, name: str, code: str) -> str:
    file = project / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(code, "utf-8")
    try:
        exec(compile(code, str(file), "exec"), {})  # noqa: S102  code of this test
    except Exception as error:  # noqa: BLE001  whatever the code raises is what is told
        return mistake_words(error, project).splitlines()[0]
    raise AssertionError(code)


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("a = 1\nb = (", "ratings_site/a.py:2, column 5: SyntaxError: '(' was never closed"),
        ("a = 1\n\nc", "ratings_site/a.py:3: NameError: name 'c' is not defined"),
    ],
)
def test_a_mistake_in_the_program_is_told_with_its_place(tmp_path, code, said):
    assert mistake_in(tmp_path, "ratings_site/a.py", code) == said


def test_a_mistake_in_a_table_of_words_is_told_with_its_place(tmp_path):
    (tmp_path / "ratings_site").mkdir()
    (tmp_path / "ratings_site" / "words.toml").write_text('a = "b"\nc = d\n', "utf-8")
    file = str(tmp_path / "ratings_site" / "words.toml")
    code = f"import pathlib, tomllib\ntomllib.loads(pathlib.Path({file!r}).read_text())"
    said = mistake_in(tmp_path, "ratings_site/a.py", code)
    assert said == "ratings_site/words.toml:2, column 5: TOMLDecodeError: Invalid value (at line 2, column 5)"


@dataclass
class Preview:
    """`make serve` at work on a clone, with somebody looking at a page in a browser."""

    project: Path
    page: Page
    address: str
    log: Path

    def edit(self, path: str, old: str, new: str) -> None:
        file = self.project / path
        text = file.read_text("utf-8")
        assert old in text, f"{path}: {old}"
        file.write_text(text.replace(old, new, 1), "utf-8", newline="\n")

    def sees(self, words: str, *, gone: bool = False) -> None:
        self.wait(lambda: (words in self.page.evaluate("document.body.textContent")) != gone, words)

    def says(self, words: str) -> None:
        self.wait(lambda: words in self.log.read_text("utf-8"), words)

    def wait(self, look: Callable[[], bool], what: str) -> None:
        until = time.monotonic() + 300
        while time.monotonic() < until:
            try:
                if look():
                    return
            except Error:  # the page loads itself anew at this moment
                continue
            time.sleep(0.2)
        pytest.fail(f"{what}: {self.log.read_text('utf-8')}")


@pytest.fixture
def preview(tmp_path: Path, browser) -> Iterator[Preview]:
    desk = Desk(tmp_path)
    shutil.copytree(frozen_package(), desk.project / "datapackage", dirs_exist_ok=True)
    log = tmp_path / "log"
    with log.open("wb") as output:
        command = [sys.executable, "build_site.py", "serve", "--port", "0", "--on", "2026-11-27"]
        process = subprocess.Popen(command, cwd=desk.project, stdout=output, stderr=subprocess.STDOUT)
        try:
            while not (found := re.search(r"http://\S+", log.read_text("utf-8"))):
                assert process.poll() is None, log.read_text("utf-8")
                time.sleep(0.1)
            with browser.new_context() as context:
                page = context.new_page()
                page.goto(found[0])
                yield Preview(desk.project, page, found[0], log)
        finally:
            process.send_signal(signal.SIGINT)
            assert process.wait(60) == 0


@pytest.mark.long
def test_every_edit_is_seen_or_told_and_nothing_ends_the_preview(preview):
    preview.sees("built for the first time")
    preview.says("Built: every page shows it")
    preview.page.goto(f"{preview.address}pdus/wakefield/")
    table = "datapackage/inspections.csv"

    preview.edit(table, "bedfordshire-2024,core-2023", "bedfordshire-2024,core-2O23")
    preview.sees("This page is as it was")
    preview.sees("datapackage/inspections.csv:")
    preview.edit(table, "bedfordshire-2024,core-2O23", "bedfordshire-2024,core-2023")
    preview.sees("This page is as it was", gone=True)

    template = "ratings_site/pages/pdu.md.jinja"
    preview.edit(template, "{{", "{{ no_such_thing }}{{")
    preview.sees(f"{template}:")
    preview.sees("'no_such_thing' is undefined")
    preview.edit(template, "{{ no_such_thing }}{{", "Words of a template.\n\n{{")
    preview.sees("Words of a template.")
    preview.sees("This page is as it was", gone=True)

    shutil.move(preview.project / "datapackage", preview.project / "away")
    preview.sees("This page is as it was")
    shutil.move(preview.project / "away", preview.project / "datapackage")
    preview.sees("This page is as it was", gone=True)

    preview.edit("ratings_site/pages/area.py", "import", "impart")
    preview.sees("ratings_site/pages/area.py:")
    preview.edit("ratings_site/pages/area.py", "impart", "import")
    preview.sees("This page is as it was", gone=True)
