"""An earlier release is built by its own code with the libraries that were locked then. The project is synthetic."""

import sys

import pytest

from ratings_site.author import AuthorError
from ratings_site.author.git import build_again, commit_of_release, commit_to_show, git

BUILD = """import sys
from pathlib import Path
site = Path(sys.argv[sys.argv.index("--site") + 1])
site.mkdir(exist_ok=True)
(site / "made-by").write_text(sys.prefix)
(site / "as-of").write_text(sys.argv[sys.argv.index("--as-of") + 1])
sys.exit({code})
"""
MAKEFILE = ".venv/site-ready: requirements.txt\n\t$(PYTHON) -m venv --without-pip .venv && touch $@\n"


@pytest.fixture
def project(tmp_path):
    """A project with two releases; between them a library was raised, and the code of the second does not build."""
    folder = tmp_path / "project"
    (folder / "releases").mkdir(parents=True)
    git(folder, "init", "-q", "-b", "main")
    git(folder, "config", "user.name", "Staff (synthetic)")
    git(folder, "config", "user.email", "staff@inspectorate.example")
    for version, lock, code in (("1.0.0", "library==1", 0), ("1.0.1", "library==2", 0), ("1.0.2", "library==2", 3)):
        (folder / "Makefile").write_text(MAKEFILE, "utf-8")
        (folder / "requirements.txt").write_text(lock, "utf-8")
        (folder / "build_site.py").write_text(BUILD.replace("{code}", str(code)), "utf-8")
        (folder / "datapackage").mkdir(exist_ok=True)
        (folder / "datapackage" / "datapackage.json").write_text('{"created": "2026-11-23T09:30:00Z"}', "utf-8")
        (folder / "releases" / f"{version}.zip").write_text(version, "utf-8")
        git(folder, "add", "-A")
        git(folder, "commit", "-q", "-m", f"Release {version}")
    return folder


@pytest.mark.parametrize(("version", "is_ours"), [("1.0.0", False), ("1.0.1", True)])
def test_the_libraries_are_those_that_were_locked_then(project, tmp_path, version, is_ours):
    build_again(project, commit_of_release(project, version), tmp_path / "site")
    environment = (tmp_path / "site" / "made-by").read_text("utf-8")
    assert (environment == sys.prefix) is is_ours
    assert (tmp_path / "site" / "as-of").read_text("utf-8") == "2026-11-23"
    assert is_ours or environment.endswith("/then/.venv")
    assert git(project, "status", "--porcelain") == ""
    assert len(git(project, "worktree", "list").splitlines()) == 1


def test_what_does_not_build_any_more_is_said_and_leaves_no_trace(project, tmp_path):
    with pytest.raises(AuthorError, match="could not be built again"):
        build_again(project, commit_of_release(project, "1.0.2"), tmp_path / "site")
    assert len(git(project, "worktree", "list").splitlines()) == 1


def test_a_version_that_was_never_released_is_named(project):
    with pytest.raises(AuthorError, match=r"No commit in this history released version 9\.9\.9"):
        commit_to_show(project, "9.9.9", ["9.9.9"])


@pytest.mark.parametrize(
    ("wanted", "said"),
    [("", "Say which release, as in make rollback VERSION=1.0.0."), ("v9.9", "There is no release 9.9.")],
)
def test_who_names_no_release_is_told_which_there_are(project, wanted, said):
    with pytest.raises(AuthorError) as refused:
        commit_to_show(project, wanted, ["1.0.0", "1.0.1"])
    assert str(refused.value) == f"{said} Released are: 1.0.0, 1.0.1."


def test_a_release_may_be_named_as_its_tag_is_and_a_commit_by_its_name(project):
    assert commit_to_show(project, "v1.0.1", ["1.0.1"]) == commit_of_release(project, "1.0.1")
    assert commit_to_show(project, "main", []) == "main"
