"""Released versions keep their bytes: the archive gives back what was put in, or says what was tampered with."""

import hashlib
import io
import tracemalloc
import zipfile

import pytest

from ratings_site.publish.archive import (
    Release,
    keep_pictures,
    picture_paths,
    read_index,
    read_release,
    release_paths,
    write_release,
)
from ratings_site.publish.problems import PublishError
from ratings_site.zips import pack

FILES = {"ratings.csv": b"rating\nGood\n", "pdus/alderby.csv": b"\x00\xff", "datapackage.json": b"{}\n"}


def release(folder, version="1.0.0", files=FILES):
    return write_release(folder, version=version, date="2026-11-23", summary="A first, synthetic one.", files=files)


def test_a_release_comes_back_byte_for_byte_below_its_version(tmp_path):
    made = release(tmp_path)
    release(tmp_path, "1.1.0", {"ratings.csv": b"rating\n"})
    assert release_paths(tmp_path, made) == {
        "data/1.0.0/ratings.csv": b"rating\nGood\n",
        "data/1.0.0/pdus/alderby.csv": b"\x00\xff",
        "data/1.0.0/datapackage.json": b"{}\n",
    }


def test_pictures_that_others_show_are_kept_once_for_each_version(tmp_path):
    drawn = tmp_path / "site" / "charts" / "1.0.0"
    drawn.mkdir(parents=True)
    (drawn / "alderby.svg").write_text("<svg/>")
    assert picture_paths(tmp_path, "1.0.0") == {}
    assert keep_pictures(tmp_path, "1.0.0", tmp_path / "site") == tmp_path / "charts" / "1.0.0.zip"
    (drawn / "alderby.svg").write_text("<svg>drawn otherwise</svg>")
    assert keep_pictures(tmp_path, "1.0.0", tmp_path / "site") is None
    assert picture_paths(tmp_path, "1.0.0") == {"charts/1.0.0/alderby.svg": b"<svg/>"}
    assert keep_pictures(tmp_path, "1.1.0", tmp_path / "site") is None


def test_damaged_pictures_are_named(tmp_path):
    (tmp_path / "charts").mkdir()
    (tmp_path / "charts" / "1.0.0.zip").write_bytes(b"no zip")
    with pytest.raises(PublishError, match=r"charts/1\.0\.0\.zip cannot be unpacked.*Bring it back from Git"):
        picture_paths(tmp_path, "1.0.0")


def test_the_same_files_make_the_same_archive(tmp_path):
    one, other = release(tmp_path / "one"), release(tmp_path / "other", files=dict(reversed(FILES.items())))
    assert one == other
    assert (tmp_path / "one" / one.file).read_bytes() == (tmp_path / "other" / one.file).read_bytes()


def test_releases_are_listed_by_version_and_not_by_letters(tmp_path):
    for version in ("1.9.0", "1.10.0"):
        release(tmp_path, version)
    assert [known.version for known in read_index(tmp_path)] == ["1.9.0", "1.10.0"]


def test_releasing_the_same_again_changes_nothing(tmp_path):
    first = release(tmp_path)
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert release(tmp_path) == first
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_a_version_cannot_be_released_with_other_content(tmp_path):
    release(tmp_path)
    with pytest.raises(PublishError, match=r"Version 1\.0\.0 was released with other content: raise the version"):
        release(tmp_path, files={"ratings.csv": b"rating\nInadequate\n"})


def test_a_version_below_the_newest_cannot_be_released(tmp_path):
    release(tmp_path, "1.1.0")
    with pytest.raises(PublishError, match=r"Version 1\.0\.0 is lower than 1\.1\.0"):
        release(tmp_path)


def test_a_changed_zip_fails_its_checksum(tmp_path):
    made = release(tmp_path)
    with zipfile.ZipFile(tmp_path / made.file, "a") as packed:
        packed.writestr("more.csv", "a\n")
    with pytest.raises(PublishError, match=r"1\.0\.0\.zip is not the file that was released"):
        read_release(tmp_path, made)


def test_a_zip_that_is_missing_or_not_listed_is_named(tmp_path):
    made = release(tmp_path)
    (tmp_path / made.file).rename(tmp_path / "2.0.0.zip")
    with pytest.raises(PublishError) as raised:
        read_index(tmp_path)
    assert raised.value.problems == (
        "1.0.0.zip is listed in index.csv and not there",
        "2.0.0.zip is there and not listed in index.csv",
    )


@pytest.mark.parametrize(
    "text", ["version,date\n1.0.0,2026-11-23\n", "version,date,sha256,summary\nfirst,2026-11-23,aa,One.\n"]
)
def test_a_broken_list_is_refused(tmp_path, text):
    (tmp_path / "index.csv").write_text(text, encoding="utf-8")
    with pytest.raises(PublishError):
        read_index(tmp_path)


def test_a_path_that_leads_out_of_its_folder_is_refused(tmp_path):
    made = release(tmp_path, files={"../evil.csv": b"x"})
    with pytest.raises(PublishError, match="leads out of its folder"):
        read_release(tmp_path, made)


def test_a_folder_without_releases_has_none(tmp_path):
    assert read_index(tmp_path / "none") == ()


def test_a_release_knows_its_file():
    assert Release("1.0.0", "2026-11-23", "", "").file == "1.0.0.zip"


def with_zip(folder, content):
    """A release whose zip is this, and whose checksum says so."""
    made = release(folder)
    (folder / made.file).write_bytes(content)
    return made._replace(sha256=hashlib.sha256(content).hexdigest())


@pytest.mark.parametrize("damage", ["no zip", "a byte changed", "cut off"])
def test_a_zip_that_cannot_be_opened_is_named(tmp_path, damage):
    whole = pack({"ratings.csv": b"rating\nGood\n" * 50})
    content = {"no zip": b"no zip", "a byte changed": whole[:50] + b"\0" + whole[51:], "cut off": whole[:-30]}[damage]
    with pytest.raises(PublishError, match=r"1\.0\.0\.zip cannot be unpacked: it is damaged, or no zip"):
        read_release(tmp_path, with_zip(tmp_path, content))


@pytest.mark.parametrize("files", [{"a.csv": 180}, {f"{n}.csv": 18 for n in range(10)}])
def test_a_zip_bomb_is_refused_before_it_is_unpacked(tmp_path, files):
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as packed:
        for name, megabytes in files.items():
            packed.writestr(name, bytes(megabytes * 2**20))
    made = with_zip(tmp_path, bomb.getvalue())
    tracemalloc.start()
    with pytest.raises(PublishError, match=r"would unpack to \d+ files and 180 MB, which is no release"):
        read_release(tmp_path, made)
    assert tracemalloc.get_traced_memory()[1] < 20 * 2**20
    tracemalloc.stop()


def test_a_list_that_is_not_written_in_utf_8_is_named_with_its_line(tmp_path):
    release(tmp_path)
    (tmp_path / "index.csv").write_bytes((tmp_path / "index.csv").read_bytes() + b"1.1.0,2026-11-24,aa,Un \xe9t\xe9\n")
    with pytest.raises(PublishError, match=r"index\.csv, line 3: what stands there is not written in UTF-8"):
        read_index(tmp_path)
