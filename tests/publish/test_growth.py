from pathlib import Path

from ratings_site.publish.tree import HEAVIEST_SITE, check_files

OF_A_RELEASE = 6_200_000
"""Bytes that the files of one version take."""


def site_after(releases: int, folder: Path, *, elsewhere: int = 0) -> Path:
    """A site with the files of so many versions, holes as heavy as they are; those `elsewhere` are the oldest."""
    for number in range(elsewhere, releases):
        file = folder / "data" / f"1.{number}.0" / "all.zip"
        file.parent.mkdir(parents=True)
        with file.open("wb") as stream:
            stream.truncate(OF_A_RELEASE)
    return folder


def test_three_hundred_releases_are_more_than_a_host_takes_until_the_old_ones_stand_elsewhere(tmp_path: Path) -> None:
    assert 300 * OF_A_RELEASE > HEAVIEST_SITE > 150 * OF_A_RELEASE
    assert list(check_files(site_after(300, tmp_path / "all"), {}, "https://site.example/")) == [
        "the whole site is heavier than a host publishes: CONTRIBUTING.md says under “Growth” what to do"
    ]
    assert list(check_files(site_after(300, tmp_path / "new", elsewhere=150), {}, "https://site.example/")) == []
