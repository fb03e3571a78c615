import stat
import subprocess
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from ratings_site.publish import output
from ratings_site.publish.output import (
    DRAWN,
    Tree,
    generated,
    is_generated,
    lay_out,
    not_drawn,
    published_path,
    source_files,
    write,
)
from ratings_site.publish.problems import PublishError
from ratings_site.whole import mode_of_new_files
from tests.publish.projects import ROOT, contents


def test_the_generated_part_holds_exactly_what_was_given(tmp_path: Path) -> None:
    write({"index.md": "old", "pdus/a.md": "a", "pdus/deep/b.csv": b"b", "feed.xml": "x"}.items(), tmp_path)
    write({"index.md": "new", "pdus/c.md": "c"}.items(), tmp_path)
    assert contents(tmp_path) == {"index.md": b"new", "pdus/c.md": b"c"}
    assert sorted(path.name for path in (tmp_path / "pdus").iterdir()) == ["c.md"]


def test_a_folder_that_is_empty_now_is_gone(tmp_path: Path) -> None:
    write({"pdus/deep/deeper/a.md": "a", "index.md": ""}.items(), tmp_path)
    write({"index.md": ""}.items(), tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["index.md"]


def test_what_is_written_by_hand_is_never_touched(tmp_path: Path) -> None:
    (tmp_path / "assets").mkdir()
    (tmp_path / "assets" / "site.css").write_text("by hand")
    (tmp_path / "about.md").write_text("by hand")
    write({"index.md": "", "pdus/a.md": "a"}.items(), tmp_path)
    write({"index.md": ""}.items(), tmp_path)
    assert contents(tmp_path) == {"about.md": b"by hand", "assets/site.css": b"by hand", "index.md": b""}


def test_a_file_that_has_not_changed_is_not_written_again(tmp_path: Path) -> None:
    write({"index.md": "same"}.items(), tmp_path)
    before = (tmp_path / "index.md").stat().st_mtime_ns
    write({"index.md": "same"}.items(), tmp_path)
    assert (tmp_path / "index.md").stat().st_mtime_ns == before


def test_a_link_in_a_generated_folder_is_removed_and_not_followed(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "kept.txt").write_text("kept")
    docs = tmp_path / "docs"
    docs.mkdir()
    (docs / "pdus").symlink_to(outside)
    (docs / "regions").mkdir()
    (docs / "regions" / "deep").symlink_to(outside)
    write({"pdus/a.md": "a"}.items(), docs)
    assert contents(outside) == {"kept.txt": b"kept"}
    assert contents(docs) == {"pdus/a.md": b"a"}
    assert [path.name for path in docs.iterdir()] == ["pdus"]


@pytest.mark.parametrize(
    "path",
    [
        "about.md",
        "../index.md",
        "pdus/../about.md",
        "/index.md",
        "pdus/a\\b.md",
        "pdus/./a.md",
        "pdus//a.md",
        "",
        "assets/site.css",
    ],
)
def test_a_path_outside_the_generated_part_is_refused_and_nothing_written_there(tmp_path: Path, path: str) -> None:
    with pytest.raises(ValueError, match="is not a generated path"):
        write({"index.md": "x", path: "y"}.items(), tmp_path)
    assert contents(tmp_path) == {"index.md": b"x"}


def test_a_file_is_written_before_the_next_one_is_made(tmp_path: Path) -> None:
    def files() -> Iterator[tuple[str, str]]:
        for name in "abc":
            yield f"pdus/{name}.md", ",".join(sorted(contents(tmp_path)))

    write(files(), tmp_path)
    assert contents(tmp_path) == {"pdus/a.md": b"", "pdus/b.md": b"pdus/a.md", "pdus/c.md": b"pdus/a.md,pdus/b.md"}


def test_a_part_is_written_by_itself_and_holds_nothing_of_another(tmp_path: Path) -> None:
    write({"index.md": "old", "charts/old.svg": "old"}.items(), tmp_path)
    write({"pdus/a.md": "a"}.items(), tmp_path, not_drawn())
    assert contents(tmp_path) == {"pdus/a.md": b"a", "charts/old.svg": b"old"}
    write({"charts/new.svg": "new"}.items(), tmp_path, DRAWN)
    assert contents(tmp_path) == {"pdus/a.md": b"a", "charts/new.svg": b"new"}
    with pytest.raises(ValueError, match="not a generated path"):
        write({"index.md": "x"}.items(), tmp_path, DRAWN)


def test_what_is_generated_is_what_git_ignores_and_no_page_written_by_hand() -> None:
    written = subprocess.run(["git", "ls-files", "docs"], cwd=ROOT, check=True, capture_output=True, text=True).stdout
    assert [path for path in written.split() if is_generated(path.removeprefix("docs/"))] == []
    assert {"index.md", "pdus/", "assets/ratings.css"} <= set(generated())
    assert list(generated()) == sorted(generated())


def test_what_stands_in_docs_is_published_but_for_what_is_hidden(tmp_path: Path) -> None:
    for path in ("index.md", "a/b.md", "data.csv", ".hidden", "a/.hidden", ".folder/x.md"):
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text("")
    published = {path: published_path(path) for path in source_files(tmp_path)}
    assert published == {"a/b.md": "a/b/index.html", "data.csv": "data.csv", "index.md": "index.html"}
    assert source_files(tmp_path)["a/b.md"] == tmp_path / "a" / "b.md"
    assert [published_path(path) for path in ("a/index.md", "index.md.md")] == ["a/index.html", "index.md/index.html"]


def test_a_site_is_laid_out_with_the_files_of_the_one_before_that_are_the_same_and_no_others(tmp_path: Path) -> None:
    before, after = tmp_path / "before", tmp_path / "after"
    files = {"a/same.txt": b"same", "changed.txt": b"old", "locked.txt": b"x", "pointed.txt": b"y"}
    lay_out(files, before, tmp_path / "none")
    (before / "locked.txt").chmod(0o600)
    (before / "pointed.txt").unlink()
    (before / "pointed.txt").symlink_to(before / "locked.txt")
    (tmp_path / "lies.txt").write_bytes(b"lies")
    now = {**files, "changed.txt": b"new", "locked.txt": b"x", "pointed.txt": b"x", "l.txt": tmp_path / "lies.txt"}
    lay_out(now, after, before)
    assert contents(after) == {
        "a/same.txt": b"same", "changed.txt": b"new", "locked.txt": b"x", "pointed.txt": b"x", "l.txt": b"lies",
    }  # fmt: skip
    assert [path for path in contents(before) if (after / path).samefile(before / path)] == ["a/same.txt"]
    assert not (after / "pointed.txt").is_symlink()
    assert {stat.S_IMODE((after / path).stat().st_mode) for path in contents(after)} == {mode_of_new_files()}


def test_a_file_that_somebody_changes_after_it_was_read_is_named(tmp_path: Path) -> None:
    for name in ("changed", "finished", "same"):
        (tmp_path / name).write_bytes(b"as judged")
    tree = Tree({file.name: file for file in sorted(tmp_path.iterdir())})
    tree["finished"] = b"as judged"
    for name in ("changed", "finished"):
        (tmp_path / name).write_bytes(b"as judged, then changed")
    assert tree.changed() == ["changed: somebody changed this file while the site was built. Build again."]


def test_a_site_that_is_too_much_to_hold_is_laid_out_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(output, "MOST_HELD", 8)
    tree = Tree({"a/index.html": b"raw", "b/index.html": b"raw"}, tmp_path / "room")
    tree.update({"a/index.html": b"finished", "b/index.html": b"finished too", "_headers": b"x"})
    files = {"a/index.html": b"finished", "b/index.html": b"finished too", "_headers": b"x"}
    assert dict(tree) == files
    assert {path: tree.size(path) for path in tree} == {path: len(content) for path, content in files.items()}
    assert sorted(contents(tmp_path / "room")) == ["_headers", "a/index.html", "b/index.html"]
    lay_out(tree, tmp_path / "site", tmp_path / "none")
    assert contents(tmp_path / "site") == files


def test_a_site_is_laid_out_whole_by_two_at_once_and_nobody_writes_on_where_it_is_refused(tmp_path: Path) -> None:
    lying = {f"data/{number}.csv": tmp_path / "docs" / f"{number}.csv" for number in range(300)}
    for path, file in lying.items():
        output.write_file(file, path.encode())
    tree = Tree({**lying, "index.html": b"raw"})
    tree["index.html"] = b"finished"
    with ThreadPoolExecutor(1) as another:
        with tree.laid_out(tmp_path / "site", tmp_path / "none", another):
            pass
        assert contents(tmp_path / "site") == dict(tree)
        with pytest.raises(PublishError), tree.laid_out(tmp_path / "refused", tmp_path / "none", another):
            raise PublishError(["a fault"])
        assert sorted(contents(tmp_path / "refused")) == sorted(lying)
        lying["data/7.csv"].unlink()
        with pytest.raises(FileNotFoundError), tree.laid_out(tmp_path / "gone", tmp_path / "none", another):
            pass
