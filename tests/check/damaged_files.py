"""Damage to whole files: what is behind the name, how its text is saved."""

import gzip
import io
import os
import zipfile
from datetime import date

from openpyxl import Workbook

from tests.check.cases import case
from tests.check.copies import Copy


def _xlsx(copy: Copy) -> None:
    book, text = Workbook(), io.BytesIO()
    for line in copy.lines("regions"):
        book.active.append(line.split(","))
    book.save(text)
    copy.path("regions").write_bytes(text.getvalue())


def _zip(copy: Copy, member: str, content: bytes = b"") -> None:
    text = io.BytesIO()
    with zipfile.ZipFile(text, "w") as archive:
        archive.writestr(
            zipfile.ZipInfo(member, date(2026, 1, 1).timetuple()[:6]), content or copy.path("regions").read_bytes()
        )
    copy.path("regions").write_bytes(text.getvalue())


def _becomes(content: bytes) -> object:
    return lambda copy: copy.path("regions").write_bytes(content) and None


def _link(copy: Copy) -> None:
    outside = copy.folder.parent / "elsewhere.csv"
    copy.path("regions").rename(outside)
    copy.path("regions").symlink_to(outside)


def _folder(copy: Copy) -> None:
    copy.path("regions").unlink()
    copy.path("regions").mkdir()


def _pipe(copy: Copy) -> None:
    copy.path("regions").unlink()
    os.mkfifo(copy.path("regions"))


def _too_large(copy: Copy) -> None:
    with copy.path("regions").open("r+b") as file:
        file.truncate(2**30)


def _too_many_rows(copy: Copy) -> None:
    copy.write("regions", [*copy.lines("regions"), *["x,y,1,England,1,1,z"] * 30_000])


def _old_letters(copy: Copy) -> int:
    line = copy.change("pdus", "wakefield", note="It’s the old name of Môn.")
    copy.change_bytes("pdus", lambda raw: raw.replace("’".encode(), b"\x92").replace("ô".encode(), b"\xf4"))
    return line


def _conflict(copy: Copy) -> int:
    line = copy.line("inspections", "wakefield-2024")
    ours = copy.lines("inspections")[line - 1]
    theirs = ours.replace(",6,stated", ",7,stated")
    copy.drop("inspections", "wakefield-2024")
    return copy.insert("inspections", line, "<<<<<<< HEAD", ours, "=======", theirs, ">>>>>>> new-scores")


def _delimiter(copy: Copy, delimiter: str) -> None:
    copy.write(
        "regions",
        [
            line.replace('"Kent, Surrey and Sussex"', "Kent Surrey and Sussex").replace(",", delimiter)
            for line in copy.lines("regions")
        ],
    )


CASES = (
    case("a table is deleted", lambda copy: copy.path("figures").unlink(),
         "figures.csv  The file is not there. Put it back (git restore datapackage/figures.csv), or give it its "
         "exact name again. [missing-file]"),
    case("a table is renamed", lambda copy: copy.path("figures").rename(copy.folder / "Figures.csv") and None,
         "figures.csv  The file is not there. Put it back (git restore datapackage/figures.csv), or give it its "
         'exact name again. The folder holds "Figures.csv": is that the file? [missing-file]'),
    case("the descriptor is deleted", lambda copy: (copy.folder / "datapackage.json").unlink(),
         "datapackage.json  The file is not there. Put it back (git restore datapackage/datapackage.json), or give "
         "it its exact name again. [missing-file]"),
    case("a folder bears the name of a table", _folder,
         "regions.csv  This is a folder, where a table is wanted. Put the table back as a .csv file. [not-a-file]"),
    case("a pipe bears the name of a table", _pipe,
         "regions.csv  This is not a file, where a table is wanted. Put the table back as a .csv file. [not-a-file]"),
    case("a table is a link out of the package", _link,
         "regions.csv  This is a link to another place. Put the file itself here: only real files are read. "
         "[linked-file]"),
    case("a table has a gigabyte", _too_large,
         "regions.csv  The file has 1,024 MB; no more than 8 MB are read. Check that it is the right file, and take "
         "out what does not belong. [file-too-large]"),
    case("a table has 30,000 rows", _too_many_rows,
         "regions.csv  The table has more than 25,000 rows. Check that it is the right file, and take out what does "
         "not belong. [too-many-rows]"),
    case("a table has no bytes", _becomes(b""),
         "regions.csv  The file is empty. Put the table back: git restore datapackage/regions.csv. [empty-file]"),
    case("a table has only blank lines", _becomes(b"\xef\xbb\xbf\r\n\r\n  \r\n"),
         "regions.csv  The file is empty. Put the table back: git restore datapackage/regions.csv. [empty-file]"),
    case("an Excel workbook is renamed to .csv", _xlsx,
         "regions.csv  This is an Excel workbook (.xlsx) under the name of a .csv file. Open it in Excel and save it "
         'as "CSV UTF-8 (Comma delimited)"; a new ending is not enough. [spreadsheet-file]'),
    case("a LibreOffice sheet is renamed to .csv",
         lambda copy: _zip(copy, "mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
         "regions.csv  This is a LibreOffice spreadsheet (.ods) under the name of a .csv file. Open it in Excel and "
         'save it as "CSV UTF-8 (Comma delimited)"; a new ending is not enough. [spreadsheet-file]'),
    case("an old Excel workbook is renamed to .csv", _becomes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)),
         "regions.csv  This is an Excel workbook (.xls) under the name of a .csv file. Open it in Excel and save it as "
         '"CSV UTF-8 (Comma delimited)"; a new ending is not enough. [spreadsheet-file]'),
    case("a zip archive is renamed to .csv", lambda copy: _zip(copy, "regions.csv"),
         "regions.csv  This is a zip archive under the name of a .csv file. Unpack it, and put the .csv file itself "
         "here. [packed-file]"),
    case("a gzip archive is renamed to .csv", lambda copy: copy.change_bytes("regions", gzip.compress),
         "regions.csv  This is a gzip archive under the name of a .csv file. Unpack it, and put the .csv file itself "
         "here. [packed-file]"),
    case("a PDF document is renamed to .csv", _becomes(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj"),
         "regions.csv  This is a PDF document, where a table is wanted. Put the table back (git restore "
         "datapackage/regions.csv); a download that failed often looks like this. [other-file-kind]"),
    case("a web page was saved instead of the table",
         _becomes(b"\n<!DOCTYPE html>\n<html><body>Not found</body></html>\n"),
         "regions.csv  This is a web page, where a table is wanted. Put the table back (git restore "
         "datapackage/regions.csv); a download that failed often looks like this. [other-file-kind]"),
    case("JSON stands in the table", _becomes(b'[{"region_id": "london"}]'),
         "regions.csv  This is a JSON document, where a table is wanted. Put the table back (git restore "
         "datapackage/regions.csv); a download that failed often looks like this. [other-file-kind]"),
    case("an XML document stands in the table", _becomes(b'<?xml version="1.0"?><regions/>'),
         "regions.csv  This is an XML document, where a table is wanted. Put the table back (git restore "
         "datapackage/regions.csv); a download that failed often looks like this. [other-file-kind]"),
    case("a pointer to a large file stands in the table",
         _becomes(b"version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n"),
         "regions.csv  This is a pointer to a file kept elsewhere (Git LFS), where a table is wanted. Put the table "
         "back (git restore datapackage/regions.csv); a download that failed often looks like this. [other-file-kind]"),
    case("random bytes stand in the table", _becomes(bytes((7 * n * n + 131) % 256 for n in range(1, 3000))),
         "regions.csv  This is not text at all, where a table is wanted. Put the table back (git restore "
         "datapackage/regions.csv); a download that failed often looks like this. [other-file-kind]"),
    case("a copy of a table lies beside it",
         lambda copy: (copy.folder / "ratings (1).csv").write_bytes(copy.path("ratings").read_bytes()) and None,
         "ratings (1).csv  warning: This file is not a table of the package, and nothing of it is published. Delete it "
         'if it is a copy; move what it holds into the right table if it is not. Was "ratings.csv" meant? '
         "[unlisted-file]"),
    case("Excel's own file lies beside the tables",
         lambda copy: (copy.folder / "Ratings for 2026.xlsx").write_bytes(b"PK") and None,
         "Ratings for 2026.xlsx  warning: This file is not a table of the package, and nothing of it is published. "
         "Delete it if it is a copy; move what it holds into the right table if it is not. [unlisted-file]"),
    case("the descriptor of a release describes another file", lambda copy: copy.describe("regions", bytes=12),
         "regions.csv  warning: The file is not the one that datapackage.json describes: its size differs. If the "
         'change is meant, take the "bytes" and "hash" of this table out of datapackage.json. [stale-checksum]'),
    case("a file of a release has another content", lambda copy: copy.describe("regions", hash="sha256:" + "0" * 64),
         "regions.csv  warning: The file is not the one that datapackage.json describes: its content differs. If the "
         'change is meant, take the "bytes" and "hash" of this table out of datapackage.json. [stale-checksum]'),
    case("two letters are saved in the Windows code page", _old_letters,
         'pdus.csv:{line}  note: The file is not saved as UTF-8: here is a "’" of an older kind. Open it in Excel and '
         'save it as "CSV UTF-8 (Comma delimited)"; the letters stay as they are. [not-utf-8]'),
    case("a table is saved as Unicode text",
         lambda copy: copy.change_bytes("regions", lambda raw: raw.decode().encode("utf-16")),
         'regions.csv  The file is saved as UTF-16, not as UTF-8. Open it in Excel and save it as "CSV UTF-8 (Comma '
         'delimited)". [wide-encoding]'),
    case("a table is saved as UTF-16 without a mark",
         lambda copy: copy.change_bytes("regions", lambda raw: raw.decode().encode("utf-16-be")),
         'regions.csv  The file is saved as UTF-16, not as UTF-8. Open it in Excel and save it as "CSV UTF-8 (Comma '
         'delimited)". [wide-encoding]'),
    case("two people's changes of one row were not brought together", _conflict,
         "inspections.csv:{line}  Here begins a place where two people's changes were not brought together. Keep the "
         "rows that are right, and delete the lines that begin with <<<<<<<, ======= and >>>>>>>. [merge-conflict]"),
    case("a table is saved with semicolons", lambda copy: _delimiter(copy, ";"),
         'regions.csv:1  The cells are separated by semicolons, not by commas. Open it in Excel and save it as "CSV '
         'UTF-8 (Comma delimited)"; "CSV (semicolon)" and "Text" are not it. [wrong-delimiter]'),
    case("a table is saved with tabs", lambda copy: _delimiter(copy, "\t"),
         'regions.csv:1  The cells are separated by tabs, not by commas. Open it in Excel and save it as "CSV UTF-8 '
         '(Comma delimited)"; "CSV (semicolon)" and "Text" are not it. [wrong-delimiter]'),
    case("one row is pasted with semicolons",
         lambda copy: copy.change_line("regions", "wales", to=lambda line: line.replace(",", ";")),
         "regions.csv:{line}  The cells of this row are separated by semicolons, not by commas. Write a comma for each "
         "of them, and put a cell that holds a comma of its own into quotation marks. [pasted-row]"),
    case("Excel's hint stands in the first line", lambda copy: copy.insert("regions", 1, "sep=,"),
         "regions.csv:{line}  The first line is a hint for Excel (sep=), not the names of the columns. Delete this "
         "line; commas need no hint. [separator-line]"),
    case("the last quotation mark of a cell is lost",
         lambda copy: copy.change_line("regions", "kent-surrey-and-sussex", to=lambda line: line.replace('Sussex",',
             "Sussex,")),
         "regions.csv:{line}  name: A quotation mark begins a cell here and is not closed, so that the rows below run "
         "into it. Put a quotation mark at the end of the cell, before the comma. [unclosed-quote]"),
    case("a quotation mark is lost, and another one follows rows later",
         lambda copy: copy.change_line("pdus", "barking-dagenham-and-havering",
             to=lambda line: line.replace('Havering",', "Havering,")),
         "pdus.csv:{line}  name: A quotation mark begins a cell here and is not closed, so that the rows below run "
         "into it. Put a quotation mark at the end of the cell, before the comma. [unclosed-quote]"),
    case("a quotation mark too many begins the last row's last cell",
         lambda copy: copy.change_line("regions", "yorkshire-and-the-humber", to=lambda line: line.replace(",annual",
             ',"annual')),
         "regions.csv:{line}  source_id: A quotation mark begins a cell here and is not closed, so that the rows below "
         "run into it. Put a quotation mark at the end of the cell, before the comma. [unclosed-quote]"),
    case("the first quotation mark of a cell is lost",
         lambda copy: copy.change_line("regions", "kent-surrey-and-sussex", to=lambda line: line.replace('"Kent',
             "Kent")),
         "regions.csv:{line}  A quotation mark stands inside a cell of this row in a way that cannot be read. Put the "
         "whole cell in quotation marks and write each one inside it twice, or take it out. [stray-quote]"),
    case("a quotation mark within a cell is not doubled",
         lambda copy: copy.change_line("regions", "kent-surrey-and-sussex", to=lambda line: line.replace("Surrey",
             '"Surrey"')),
         "regions.csv:{line}  name: A quotation mark stands inside a cell of this row in a way that cannot be read. "
         "Put the whole cell in quotation marks and write each one inside it twice, or take it out. [stray-quote]"),
)  # fmt: skip
