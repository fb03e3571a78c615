import os
from pathlib import Path

import pytest

from ratings_site.stamp import asked, look_at, read_by_build, said_before, write_stamp


@pytest.fixture
def built(tmp_path: Path) -> Path:
    """A project with a package and a site that was built from it a moment ago."""
    for name in (
        "project/build_site.py", "project/docs/about.md", "project/docs/pdus/made.md", "project/docs/index.md",
        "project/ratings_site/x.py", "project/ratings_site/__pycache__/x.pyc", "beside/datapackage/ratings.csv",
        "beside/releases/1.0.0.zip", "beside/addresses.csv", "site/index.html", "site/a/b.csv",
    ):  # fmt: skip
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name, encoding="utf-8")
    write_stamp(tmp_path / "site", asked("x"), look_at(read(tmp_path)), "300 pages.")
    return tmp_path


def read(folder: Path) -> list[Path]:
    return read_by_build(folder / "project", folder / "beside" / "datapackage")


def said(folder: Path, option: str = "x") -> str:
    return said_before(asked(option), read(folder), folder / "site")


def test_what_a_build_reads_is_everything_but_what_it_made(built: Path) -> None:
    assert {file.relative_to(built).as_posix() for file in read(built)} == {
        "project/build_site.py", "project/docs/about.md", "project/ratings_site/x.py",
        "beside/datapackage/ratings.csv", "beside/releases/1.0.0.zip", "beside/addresses.csv",
    }  # fmt: skip


def test_with_nothing_changed_the_build_says_what_it_said(built: Path) -> None:
    assert said(built) == "300 pages."
    for file in ("project/docs/pdus/made.md", "project/ratings_site/__pycache__/x.pyc"):
        (built / file).write_text("made anew", encoding="utf-8")
    os.utime(built / "beside" / "addresses.csv", (1, 1))  # touched, and the same all the same
    assert said(built) == "300 pages."


@pytest.mark.parametrize(
    "file",
    [
        "project/ratings_site/x.py",
        "project/docs/about.md",
        "beside/datapackage/ratings.csv",
        "beside/addresses.csv",
        "site/a/b.csv",
    ],
)
def test_whatever_changed_is_noticed(built: Path, file: str) -> None:
    state = (built / file).stat()
    (built / file).write_text(file[::-1], encoding="utf-8")  # of the same length, and as old as it was
    os.utime(built / file, ns=(state.st_atime_ns, state.st_mtime_ns))
    assert said(built) == ""


def test_a_file_of_the_site_that_was_touched_is_believed_no_longer(built: Path) -> None:
    os.utime(built / "site" / "index.html", (1, 1))
    assert said(built) == ""


def test_whatever_came_or_went_is_noticed(built: Path) -> None:
    (built / "site" / "more.html").touch()
    assert said(built) == ""
    (built / "site" / "more.html").unlink()
    assert said(built) == "300 pages."
    (built / "site" / "index.html").unlink()
    assert said(built) == ""


def test_other_options_another_address_and_other_libraries_are_noticed(
    built: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert said(built, "y") == ""
    monkeypatch.setenv("SITE_URL", "https://elsewhere.example/")
    assert said(built) == ""


@pytest.mark.parametrize("damage", ["", "{", "[]", '{"files": {}}', "\x00"])
def test_a_damaged_stamp_is_none(built: Path, damage: str) -> None:
    (built / ".site.stamp").write_text(damage, encoding="utf-8")
    assert said(built) == ""
