from pathlib import Path

import pytest

from ratings_site.publish.output import Tree
from ratings_site.publish.tree import HEAVIEST, HEAVIEST_SITE, check_files
from tests.publish.projects import tree_below

OF_A_RELEASE = 6_200_000
"""Bytes that the files of one version take."""


def site_after(releases: int, folder: Path, *, elsewhere: int = 0) -> Tree:
    """A site with the files of so many versions, holes as heavy as they are; those `elsewhere` are the oldest."""
    for number in range(elsewhere, releases):
        file = folder / "data" / f"1.{number}.0" / "all.zip"
        file.parent.mkdir(parents=True)
        with file.open("wb") as stream:
            stream.truncate(OF_A_RELEASE)
    return tree_below(folder)


def test_three_hundred_releases_are_more_than_a_host_takes_until_the_old_ones_stand_elsewhere(tmp_path: Path) -> None:
    assert 300 * OF_A_RELEASE > HEAVIEST_SITE > 150 * OF_A_RELEASE
    assert list(check_files(site_after(300, tmp_path / "all"), {}, "https://site.example/")) == [
        "the whole site is heavier than a host publishes: CONTRIBUTING.md says under “Growth” what to do"
    ]
    assert list(check_files(site_after(300, tmp_path / "new", elsewhere=150), {}, "https://site.example/")) == []


def test_no_page_may_weigh_more_for_more_units_and_what_the_search_fetches_may(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(HEAVIEST, r"find/index\.json", (3_000, 300))
    of_a_page, _ = HEAVIEST[r".*\.html"]
    for path, content in {"index.html": b"x" * (of_a_page + 1), "find/index.json": b"{}" + b" " * 2_999}.items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_bytes(content)
    of_the_page = f"index.html: it weighs {of_a_page + 1:,} bytes, and {of_a_page:,} are the most for its kind"
    of_the_index = "find/index.json: it weighs 3,001 bytes, and 3,000 are the most for its kind"
    assert list(check_files(tree_below(tmp_path), {}, "https://site.example/")) == [of_the_index, of_the_page]
    for number in range(11):
        (tmp_path / "pdus" / f"unit-{number}").mkdir(parents=True)
        (tmp_path / "pdus" / f"unit-{number}" / "index.html").write_bytes(b"x")
    assert list(check_files(tree_below(tmp_path), {}, "https://site.example/")) == [of_the_page]
