"""Differences that mean nothing: the tables are the same, and nothing is said that would stop anybody."""

import csv
import io
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest

from ratings_site.check import Severity, read
from ratings_site.model.tables import Tables
from tests.builders import tables_of
from tests.check.copies import REAL, Copy, copy_of
from tests.check.packages import small_package
from tests.frozen import short_tables


def _every_cell_quoted(raw: bytes) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\n").writerows(csv.reader(io.StringIO(raw.decode())))
    return text.getvalue().encode()


def _columns_turned_round(raw: bytes) -> bytes:
    text = io.StringIO(newline="")
    rows = csv.reader(io.StringIO(raw.decode()))
    csv.writer(text, lineterminator="\n").writerows(row[::-1] for row in rows)
    return text.getvalue().encode()


def _rows_turned_round(raw: bytes) -> bytes:
    head, *rows = raw.decode().splitlines(keepends=True)
    return "".join([head, *reversed(rows)]).encode()


def _mixed_line_ends(raw: bytes) -> bytes:
    ends = ["\n", "\r\n", "\n"]
    return "".join(line + ends[at % 3] for at, line in enumerate(raw.decode().splitlines())).encode()


VARIANTS: dict[str, Callable[[bytes], bytes]] = {
    "a byte order mark": lambda raw: b"\xef\xbb\xbf" + raw,
    "line ends of Windows": lambda raw: raw.replace(b"\n", b"\r\n"),
    "line ends of old Macs": lambda raw: raw.replace(b"\n", b"\r"),
    "mixed line ends": _mixed_line_ends,
    "no last line end": lambda raw: raw.removesuffix(b"\n"),
    "every cell quoted": _every_cell_quoted,
    "columns in another order": _columns_turned_round,
    "rows in another order": _rows_turned_round,
    "accents in two parts": lambda raw: unicodedata.normalize("NFD", raw.decode()).encode(),
    "as Excel saves it": lambda raw: b"\xef\xbb\xbf" + raw.replace(b"\n", b"\r\n"),
}


def _assert_same(one: Tables | None, other: Tables | None) -> None:
    assert one is not None
    assert other is not None
    assert one == other


@pytest.mark.parametrize("variant", VARIANTS)
def test_a_harmless_variant_of_every_table_gives_the_same_tables(variant: str, tmp_path: Path) -> None:
    copy = copy_of(REAL, tmp_path / "package")
    for path in copy.folder.glob("*.csv"):
        path.write_bytes(VARIANTS[variant](path.read_bytes()))
    checked = read(copy.folder)
    assert checked.issues == ()
    _assert_same(checked.tables, short_tables())


def test_welsh_letters_apostrophes_ampersands_and_lines_within_prose_are_text_like_any_other(tmp_path: Path) -> None:
    copy = small_package(tmp_path / "package")
    note = "Tŷ’r Cyfan & ‘Môn’ – naïve Ynyswr's “dŵr”, 100 %\nsecond line"
    line = copy.change("pdus", "traeth", name="Tŷ'r Môr & Llŷn", note=note)
    checked = read(copy.folder)
    assert [issue for issue in checked.issues if issue.severity is Severity.FAILURE] == []
    assert checked.tables is not None
    (row,) = (row for row in checked.tables.rows["pdus"] if row["pdu_id"] == "traeth")
    assert (row["name"], row["note"], line) == ("Tŷ'r Môr & Llŷn", note, 5)


def test_the_line_after_a_cell_of_several_lines_is_the_editors(tmp_path: Path) -> None:
    copy = small_package(tmp_path / "package")
    copy.change("pdus", "dale", note="one\ntwo\nthree")
    copy.path("pdus").write_bytes(copy.path("pdus").read_bytes().replace(b"old-fell,Old", b"old-fell, Old"))
    (issue,) = read(copy.folder).issues
    assert (issue.line, issue.column, issue.check) == (6, "name", "stray-space")
    assert issue.remedy.endswith("In Excel it is row 4.")


def test_a_line_break_of_windows_within_a_cell_is_a_line_break(tmp_path: Path) -> None:
    plain, windows = small_package(tmp_path / "plain"), small_package(tmp_path / "windows")
    for copy in (plain, windows):
        copy.change("pdus", "dale", note="one\ntwo")
    windows.change_bytes("pdus", lambda raw: raw.replace(b"\n", b"\r\n"))
    _assert_same(read(plain.folder).tables, read(windows.folder).tables)


def test_a_further_column_and_a_further_table_of_the_descriptor_are_read(tmp_path: Path) -> None:
    copy = small_package(tmp_path / "package")

    def describe(content: dict) -> None:
        columns = {"name": "colour", "type": "string", "title": "Colour", "description": "A colour."}
        content["resources"][0]["schema"]["fields"].append(columns)
        resource = {"name": "colours", "path": "colours.csv", "title": "Colours", "description": "Colours."}
        resource |= {"encoding": "utf-8", "dialect": {"delimiter": ","}}
        content["resources"].append(resource | {"schema": {"fields": [columns], "primaryKey": "colour"}})

    copy.change_descriptor(describe)
    copy.write(
        "regions", [f"{line},{end}" for line, end in zip(copy.lines("regions"), ("colour", "", "red"), strict=True)]
    )
    copy.write("colours", ["colour", "red"])
    checked = read(copy.folder)
    assert checked.issues == ()
    assert checked.tables is not None
    assert [row["colour"] for row in checked.tables.rows["regions"]] == ["", "red"]
    assert [row["colour"] for row in checked.tables.rows["colours"]] == ["red"]


def test_a_table_may_be_empty_only_where_the_descriptor_says_so(tmp_path: Path) -> None:
    copy = small_package(tmp_path / "package")
    copy.write("findings", copy.lines("findings")[:1])
    assert [issue.check for issue in read(copy.folder).issues] == ["empty-table"]
    copy.describe("findings", mayBeEmpty=True)
    assert read(copy.folder).issues == ()


def test_the_folder_may_be_given_by_a_link(tmp_path: Path) -> None:
    copy = small_package(tmp_path / "package")
    (tmp_path / "link").symlink_to(copy.folder)
    assert read(Copy(tmp_path / "link").folder).issues == ()


def test_the_tables_hold_the_value_of_every_cell_in_the_type_of_its_column() -> None:
    plain = short_tables()
    rows = {}
    for name, schema in plain.package.schemas.items():
        with (REAL / schema.path).open(encoding="utf-8", newline="") as file:
            rows[name] = list(csv.DictReader(file))
    _assert_same(plain, tables_of(plain.package, rows))
