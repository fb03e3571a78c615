"""A version is released once, with what changed; refused where the version is too low or a correction is lacking.

The package is synthetic.
"""

import json
import shutil
import subprocess
from datetime import date

import pytest

from build_site import main
from ratings_site.author import AuthorError
from ratings_site.author.book import write_version
from ratings_site.author.releasing import as_draft, read_past, release
from ratings_site.author.states import read_newest, read_state
from ratings_site.check import read
from ratings_site.model.as_of import as_of
from ratings_site.publish.archive import read_index
from tests.check.copies import Copy
from tests.check.packages import small_package
from tests.pipeline.conftest import FIRST

LATER = date(2026, 11, 25)
CORRECTION = ("--table=publications", "--row=made-up-annual-report", "--column=title", "--reason=Misread (synthetic).")


@pytest.fixture
def package(tmp_path):
    """A small package that was never released."""
    folder = small_package(tmp_path / "datapackage").folder
    write_version(folder, version="1.0.0", created=FIRST)
    return folder


@pytest.fixture(scope="module")
def first_release(tmp_path_factory):
    """A folder with a small package and a first release of it, made once: do not write into it."""
    folder = tmp_path_factory.mktemp("released")
    write_version(small_package(folder / "datapackage").folder, version="1.0.0", created=FIRST)
    release(folder / "datapackage", day=FIRST, raise_version=False)
    return folder


def described(package):
    read_descriptor = json.loads((package / "datapackage.json").read_text("utf-8"))
    return read_descriptor["version"], read_descriptor["created"][:10]


def correct(package, title="The annual report"):
    return main(["new", "correction", f"--package={package}", f"--on={LATER}", *CORRECTION, f"--now={title}"])


def schedule(package):
    entry = ("--type=Academic insights", "--title=On staffing", "--url=https://inspectorate.example/staffing")
    return main(["new", "publication", f"--package={package}", f"--on={FIRST}", f"--published={LATER}", *entry])


def test_the_first_release_says_what_it_holds_and_can_be_read_again(released):
    (first,) = read_index(released.parent / "releases")
    assert (first.version, first.date) == ("1.0.0", "2026-11-23")
    assert first.summary == "The first release: two regions, four PDUs, four inspections and five publications."
    before, after = read(released).tables, read_newest(released)
    assert before is not None
    assert after is not None
    assert after.rows == before.rows


def test_releasing_an_unchanged_package_does_nothing(released):
    assert release(released, day=LATER, raise_version=True) is None
    assert described(released) == ("1.0.0", "2026-11-23")


def test_a_version_that_is_too_low_is_refused_or_raised(released, capsys):
    correct(released)
    assert main(["release", f"--package={released}"]) == 1
    said = capsys.readouterr().err
    assert "These changes call for version 1.0.1, and datapackage.json says 1.0.0." in said
    assert main(["release", f"--package={released}", "--raise"]) == 0
    assert described(released) == ("1.0.1", "2026-11-25")
    assert [known.version for known in read_index(released.parent / "releases")] == ["1.0.0", "1.0.1"]


def test_a_rating_that_changed_without_a_correction_is_not_released(released, capsys):
    Copy(released).change("ratings", "hill-2025", "core-2023-region-leadership", rating="Good")
    Copy(released).change("inspections", "hill-2025", overall="Good")
    assert main(["release", f"--package={released}", "--raise"]) == 1
    assert "and no row says why" in capsys.readouterr().err
    assert len(read_index(released.parent / "releases")) == 1


def test_what_is_scheduled_is_released_on_its_day_and_not_before(released):
    schedule(released)
    assert release(released, day=date(2026, 11, 24), raise_version=True) is None
    made = release(released, day=LATER, raise_version=True)
    assert made is not None
    assert (made.version, made.summary) == ("1.1.0", "One new publication.")
    assert described(released) == ("1.1.0", "2026-11-25")


def test_what_is_entered_later_waits_for_its_day(released, capsys):
    correct(released)
    assert main(["release", f"--package={released}", "--raise", "--as-of=2026-11-24"]) == 0
    assert capsys.readouterr().out.endswith("Nothing has changed since the last release.\n")
    assert described(released) == ("1.0.0", "2026-11-23")


def test_a_package_of_a_later_day_is_not_released_for_an_earlier_one(released, capsys):
    assert main(["release", f"--package={released}", "--raise", "--as-of=2026-11-22"]) == 1
    assert "says that the package is of 2026-11-23, a day not out yet" in capsys.readouterr().err


def test_an_archived_release_holds_no_word_of_what_is_scheduled(package):
    schedule(package)
    release(package, day=FIRST, raise_version=False)
    released = read_newest(package)
    assert released is not None
    assert "on-staffing" not in {row["publication_id"] for row in released.rows["publications"]}
    assert b"inspectorate.example" not in b"".join(content for _, content in read_past(package, FIRST).archive)


def test_the_past_of_a_day_ends_with_that_day(released):
    correct(released)
    main(["release", f"--package={released}", "--raise"])
    (released.parent / "addresses.csv").write_text(
        "address,since,target\n/,1.0.0,\n/pdus/later/,1.0.1,\n", encoding="utf-8"
    )
    then, now = read_past(released, FIRST), read_past(released, LATER)
    assert [entry.version for entry in then.history.entries] == ["1.0.0"]
    assert [address.address for address in then.register] == ["/"]
    assert [entry.version for entry in now.history.entries] == ["1.0.0", "1.0.1"]
    assert [changes.version_called_for for changes in now.history.changes] == ["1.0.1"]
    before, after = ({path for path, _ in past.archive} for past in (then, now))
    assert after - before == {path for path in after if path.startswith("data/1.0.1/")}
    assert read_past(released, date(2026, 1, 1)).newest is None


def test_tables_that_were_not_released_go_by_a_version_of_their_own(released):
    past = read_past(released, LATER)
    same = read(released, today=LATER).tables
    assert same is not None
    assert as_draft(same, past.newest).package.version == "1.0.0"
    assert as_draft(same, None) is same
    correct(released)
    changed = read(released, today=LATER).tables
    assert changed is not None
    draft = as_draft(as_of(changed, LATER), past.newest)
    assert (draft.package.version, draft.package.descriptor["version"]) == ("1.0.1-draft", "1.0.1-draft")


def git(folder, *arguments):
    subprocess.run(["git", "-C", str(folder), *arguments], check=True, capture_output=True)


@pytest.fixture(scope="module")
def kept_in_git(first_release, tmp_path_factory):
    """The released package in a repository, with a correction that is not committed: do not write into it."""
    folder = tmp_path_factory.mktemp("in-git")
    shutil.copytree(first_release, folder, dirs_exist_ok=True)
    git(folder, "init", "-b", "main")
    git(folder, "config", "user.email", "nobody@inspectorate.example")
    git(folder, "config", "user.name", "Nobody (synthetic)")
    git(folder, "add", "-A")
    git(folder, "commit", "-m", "First")
    git(folder, "tag", "first")
    correct(folder / "datapackage")
    return folder / "datapackage"


@pytest.fixture
def in_git(kept_in_git, tmp_path):
    shutil.copytree(kept_in_git.parent, tmp_path, dirs_exist_ok=True)
    return tmp_path / "datapackage"


def test_a_state_is_read_from_git_or_from_a_release(kept_in_git):
    for name in ("main", "first", "HEAD", "main~0", "1.0.0", str(kept_in_git.parent / "releases" / "1.0.0.zip")):
        tables = read_state(name, kept_in_git)
        found = (tables.package.version, len(tables.rows["regions"]), len(tables.rows["corrections"]))
        assert found == ("1.0.0", 2, 0), name


def test_a_state_is_read_from_a_folder(kept_in_git):
    tables = read_state(str(kept_in_git), kept_in_git, LATER)
    assert len(tables.rows["corrections"]) == 1


@pytest.mark.parametrize("name", ["nothing", "--output=/tmp/x", "-", "a b", "v1:datapackage"])
def test_what_is_no_state_is_named(kept_in_git, name, monkeypatch):
    monkeypatch.chdir(kept_in_git.parent)
    with pytest.raises(AuthorError, match=r"no (folder|zip)"):
        read_state(name, kept_in_git)


def test_a_state_that_does_not_pass_the_check_says_where(in_git):
    file = in_git / "ratings.csv"
    file.write_text(file.read_text("utf-8").replace(",Good,", ",Goood,", 1), encoding="utf-8")
    with pytest.raises(AuthorError, match=r"does not pass the check of today: ratings\.csv: "):
        read_state(str(in_git), in_git, LATER)


def test_changes_are_printed_in_every_form_since_any_state(kept_in_git, capsys):
    printed = {}
    for form in ("text", "markdown", "json", "csv"):
        assert main(["changes", f"--package={kept_in_git}", "--since=main", f"--format={form}"]) == 0
        printed[form] = capsys.readouterr().out
    said = "The annual report, Title: corrected from A report that nobody wrote to The annual report"
    assert printed["text"].startswith(f"What changed since 1.0.0\n\nCorrections\n  {said}")
    assert printed["markdown"].startswith("## What changed since 1.0.0\n\nOne correction.\n")
    assert json.loads(printed["json"])["version_called_for"] == "1.0.1"
    assert printed["csv"].count("\n") == 2
    assert main(["changes", f"--package={kept_in_git}"]) == 0
    assert capsys.readouterr().out == printed["text"]


def test_the_summary_names_the_addresses_that_are_sent_elsewhere_since_then(in_git, capsys):
    register = in_git.parent / "addresses.csv"
    register.write_text("address,since,target\n/new/,1.0.0,\n/old/,1.0.0,/new/\n", "utf-8")
    git(in_git.parent, "add", "addresses.csv")
    git(in_git.parent, "commit", "-m", "Second")
    register.write_text("address,since,target\n/new/,1.0.0,\n/old/,1.0.0,/new/\n/_x/,1.0.0,/new/\n", "utf-8")
    printed = {}
    for since, form in (("HEAD", "text"), ("HEAD", "markdown"), ("first", "text"), ("1.0.0", "text"), ("HEAD", "csv")):
        assert main(["changes", f"--package={in_git}", f"--since={since}", f"--format={form}"]) == 0
        printed[since, form] = capsys.readouterr().out.partition("Redirects\n")[2]
    assert printed == {
        ("HEAD", "text"): "  /_x/ leads to /new/.\n",
        ("HEAD", "markdown"): "\n- /\\_x/ leads to /new/.\n",
        ("first", "text"): "  /_x/ leads to /new/.\n  /old/ leads to /new/.\n",
        ("1.0.0", "text"): "  /_x/ leads to /new/.\n  /old/ leads to /new/.\n",
        ("HEAD", "csv"): "",
    }


def test_before_the_first_release_a_comparison_needs_a_name(package, capsys):
    assert main(["changes", f"--package={package}"]) == 1
    assert "Nothing has been released yet" in capsys.readouterr().err
    assert read_newest(package) is None


@pytest.mark.parametrize("day", ["soon", "2026-13-01", "24/11/2026"])
def test_a_day_that_is_none_is_refused(released, day, capsys):
    assert main(["release", f"--package={released}", f"--as-of={day}"]) == 1
    assert "write 2026-11-24, released, today or last" in capsys.readouterr().err
