import os
import time
from collections.abc import Callable
from pathlib import Path
from threading import Thread
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from ratings_site.publish.serve import serve, serving, snapshot


def fetch(address: str) -> tuple[int, str]:
    try:
        with urlopen(address) as answer:  # noqa: S310  an address of this machine
            return answer.status, answer.read().decode()
    except HTTPError as missing:
        with missing:
            return missing.code, missing.read().decode()


def a_site(folder: Path) -> Path:
    (folder / "pdus").mkdir(parents=True)
    (folder / "pdus" / "index.html").write_text("the units")
    (folder / "404.html").write_text("not here")
    (folder / "data").mkdir()
    return folder


def test_the_site_is_served_with_its_own_page_for_a_missing_address(tmp_path: Path) -> None:
    with serving(a_site(tmp_path / "site")) as address:
        assert fetch(f"{address}pdus/") == (200, "the units")
        assert fetch(f"{address}pdus/wakefeild/") == (404, "not here")
        assert fetch(f"{address}data/") == (404, "not here")


def test_a_snapshot_sees_edits_and_overlooks_what_builds_make(tmp_path: Path) -> None:
    docs = tmp_path / "docs"
    (docs / "pdus").mkdir(parents=True)
    (docs / "about.md").write_text("by hand")
    look = lambda: snapshot([docs], generated_in=docs)  # noqa: E731  one word for the same look, three times
    before = look()
    (docs / "pdus" / "northtown.md").write_text("made")
    assert look() == before
    (docs / "about.md").write_text("by hand, and edited")
    assert look() != before


def test_an_edit_is_followed_and_a_failed_build_leaves_the_last_good_site(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    table = tmp_path / "ratings.csv"
    table.write_text("1")
    built: list[str] = []
    rebuild = build_from(table, built)
    server = Thread(target=serve, args=(tmp_path,), kwargs={"rebuild": rebuild, "watched": [table], "port": 0})
    server.daemon = True
    server.start()
    address = wait_for(lambda: next((word for word in capfd_words(capfd) if word.startswith("http")), ""))
    assert fetch(address) == (200, "1")
    table.write_text("faulty")
    os.utime(table, ns=(1, 1))
    wait_for(lambda: "faulty" in built)
    assert fetch(address) == (200, "1")
    table.write_text("22")
    wait_for(lambda: "22" in built)
    assert fetch(address) == (200, "22")


def build_from(table: Path, built: list[str]) -> Callable[[Path], None]:
    def rebuild(site: Path) -> None:
        content = table.read_text()
        if content != "faulty":
            site.mkdir(exist_ok=True)
            (site / "index.html").write_text(content)
        built.append(content)

    return rebuild


def capfd_words(capfd: pytest.CaptureFixture[str]) -> list[str]:
    return capfd.readouterr().out.split()


def wait_for(look: Callable[[], object]) -> str:
    until = time.monotonic() + 10
    while time.monotonic() < until:
        found = look()
        if found:
            return str(found)
        time.sleep(0.05)
    raise AssertionError("nothing happened within ten seconds")
