from pathlib import Path

from ratings_site.publish.output import Tree, tree_below
from ratings_site.publish.tree import HEAVIEST_PAGE, HEAVIEST_SITE, check_files

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


def site_of(units: int, folder: Path, *, first_page: int) -> Tree:
    """A site with a page for each of so many units, and a first page that weighs so many bytes."""
    for number in range(units):
        page = folder / "pdus" / f"unit-{number}" / "index.html"
        page.parent.mkdir(parents=True)
        page.write_bytes(b"x")
    (folder / "index.html").write_bytes(b"x" * first_page)
    return tree_below(folder)


def test_a_page_that_names_every_unit_may_weigh_more_only_where_there_are_many(tmp_path: Path) -> None:
    heavy = HEAVIEST_PAGE + 1
    assert list(check_files(site_of(700, tmp_path / "many", first_page=heavy), {}, "https://site.example/")) == []
    assert list(check_files(site_of(113, tmp_path / "few", first_page=heavy), {}, "https://site.example/")) == [
        f"index.html: it weighs {heavy:,} bytes, and {HEAVIEST_PAGE:,} are the most for its kind"
    ]
