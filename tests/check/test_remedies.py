"""What a message says to do, done to the letter by somebody who understands nothing, gives a package that passes.

Where only a person can say what is right, `JUDGED` says why; the message then names where to look.
"""

import csv
import gzip
import io
import json
import re
import shutil
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from zipfile import is_zipfile

import pytest
from openpyxl import load_workbook

from ratings_site.check import Severity, read
from ratings_site.check.issues import KINDS
from ratings_site.check.report import render_line
from ratings_site.check.values import readings
from tests.check.cases import Case
from tests.check.copies import REAL, Copy, as_line, copy_of
from tests.check.test_kinds import CASES

SOURCE = "what is right stands in the report or the record, and nowhere else"
WHICH = "which of two is right knows only who entered them"
SHAPE = "where the cell ends shows only what it says"
JUDGED = {
    **dict.fromkeys(
        (
            *("replacement-character", "cell-too-long", "spreadsheet-error", "became-date", "word-became-date"),
            *("scientific-number", "missing-value", "impossible-date", "not-a-date", "date-too-early"),
            *("date-in-future", "date-too-late", "not-a-number", "not-a-whole-number", "number-too-long"),
            *("number-too-small", "number-too-large", "wrong-form", "not-a-link", "wrong-value", "link-for-few"),
            *("ratings-missing", "rating-missing", "rating-of-other-programme", "derived-without-note"),
            *("absence-without-reason", "quotation-too-long", "inspection-without-publication", "place-of-closed"),
            *("report-without-inspection", "inspection-of-closed", "before-programme", "follows-itself"),
            *("status-unexplained", "pdu-without-place"),
        ),
        SOURCE,
    ),
    **dict.fromkeys(
        (
            *("merge-conflict", "repeated-key", "repeated-value", "repeated-combination", "pdu-in-two-regions"),
            *("inspection-twice", "score-not-sum", "score-impossible", "overall-not-score", "bands-overlap"),
            *("range-turned-round", "set-not-alike", "set-of-other-size", "totals-not-sum", "totals-disagree"),
            *("report-of-other-kind", "change-circle", "code-of-two-places", "standards-miscounted"),
            *("highest-score-wrong", "overall-beyond-standards", "bound-beyond-date"),
        ),
        WHICH,
    ),
    **dict.fromkeys(("unclosed-quote", "stray-quote", "lone-quote", "short-row", "long-row"), SHAPE),
    "file-too-large": "what does not belong into a file of a gigabyte is for a person to see",
    "too-many-rows": "which of the rows do not belong is for a person to see",
    "unsafe-path": "the descriptor is edited by nobody, and the file it names has to be looked for",
    "remote-file": "the descriptor is edited by nobody, and the file it names has to be looked for",
    "not-a-csv-path": "the descriptor is edited by nobody, and the file it names has to be looked for",
    "a LibreOffice sheet is renamed to .csv": "the damage is the beginning of such a file alone, which nothing opens",
    "an old Excel workbook is renamed to .csv": "the damage is the beginning of such a file alone, which nothing opens",
    "a date does not say how exact it is": SOURCE,
    "a rating is no rating at all": SOURCE,
    "a row that others name is deleted": "beside the last release the row is named as gone: `test_released.py`",
    "an inspection of a PDU names a region": SOURCE,
    "a rated inspection is not rated": SOURCE,
    "a number is a formula": "what it works out to shows the spreadsheet",
    "a yes or no is neither": SOURCE,
}


@dataclass(frozen=True)
class Said:
    """A message, taken apart as a reader does."""

    file: str
    line: int
    column: str
    text: str
    kind: str


def heard(message: str) -> Said:
    parts = re.fullmatch(r"(.+?\.\w+)(?::(\S+))?  (?:warning: )?(?:(\w+): )?(.*) \[([\w-]+)\]", message, re.DOTALL)
    assert parts, message
    file, line, column, text, kind = parts.groups()
    return Said(file, int(line) if line and line.isdecimal() else 0, column or "", text, kind)


class Hand:
    """A hand that does what it is told to the files of a package, and knows nothing of what they mean."""

    def __init__(self, copy: Copy, said: Said) -> None:
        self.copy, self.said = copy, said
        self.path = copy.folder / said.file

    def records(self) -> list[tuple[int, list[str]]]:
        reader, found, begun = csv.reader(io.StringIO(self.path.read_bytes().decode(), newline="")), [], 1
        for cells in reader:
            found.append((begun, cells))
            begun = reader.line_num + 1
        return found

    def write(self, rows: list[list[str]]) -> None:
        self.path.write_bytes("".join(f"{as_line(row)}\n" for row in rows).encode())

    def change(self, value: str, column: str = "", line: int = 0) -> None:
        """Type a value into the cell that is named, or into another one of its row."""
        records, line = self.records(), line or self.said.line
        at = records[0][1].index(column or self.said.column)
        (row,) = [cells for begun, cells in records if begun == line]
        row[at] = value
        self.write([cells for _, cells in records])

    def cell(self) -> str:
        records = self.records()
        at = records[0][1].index(self.said.column)
        (row,) = [cells for begun, cells in records if begun == self.said.line]
        return row[at]

    def restore(self, name: str = "") -> None:
        path = self.copy.folder / (name or self.said.file)
        if path.is_dir():
            path.rmdir()
        path.unlink(missing_ok=True)
        shutil.copy(REAL / path.name, path)

    def rename(self, name: str) -> None:
        (self.copy.folder / name).rename(self.path)

    def unpack(self) -> None:
        raw = self.path.read_bytes()
        if raw.startswith(b"PK"):
            with zipfile.ZipFile(self.path) as packed:
                raw = packed.read(packed.namelist()[0])
        else:
            raw = gzip.decompress(raw)
        self.path.write_bytes(raw)

    def save_in_excel(self) -> None:
        """Open the file and save it as CSV UTF-8."""
        raw = self.path.read_bytes()
        if is_zipfile(self.path):
            book = load_workbook(io.BytesIO(raw))
            cells = [
                ["" if one is None else str(one) for one in row] for row in book.active.iter_rows(values_only=True)
            ]
            self.write(cells)
            return
        marks = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
        text = raw.decode(marks.get(raw[:2], "cp1252" if raw[0] else "utf-16-be"))
        delimiter = max(",;\t", key=text.partition("\n")[0].count)
        self.write(list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)))

    def delete_line(self) -> None:
        self.write([cells for begun, cells in self.records() if begun != self.said.line])

    def delete_above(self, line: str) -> None:
        self.write([cells for begun, cells in self.records() if begun >= int(line)])

    def delete_blank(self) -> None:
        self.write([cells for _, cells in self.records() if any(cells)])

    def cut(self, width: int) -> None:
        self.write([cells[:width] for _, cells in self.records()])

    def cut_to_real(self) -> None:
        """Delete what stands to the right of the table."""
        self.cut(len((REAL / self.said.file).read_text("utf-8").partition("\n")[0].split(",")))

    def insert_header(self, line: str) -> None:
        self.path.write_bytes(f"{line}\n".encode() + self.path.read_bytes())

    def name_column(self, name: str) -> None:
        """Type a name into the first line, where it is lacking."""
        header, *rows = [cells for _, cells in self.records()]
        wanted = next(csv.reader([(REAL / self.said.file).read_text("utf-8").partition("\n")[0]]))
        header[wanted.index(name)] = name
        self.write([header, *rows])

    def drop_column(self, at: int) -> None:
        self.write([cells[:at] + cells[at + 1 :] for _, cells in self.records()])

    def drop_named(self, name: str) -> None:
        header = self.records()[0][1]
        self.drop_column(len(header) - 1 - header[::-1].index(name))

    def join_lines(self) -> None:
        lines = self.path.read_bytes().decode().split("\n")
        at = self.said.line - 1
        lines[at : at + 2] = [lines[at] + lines[at + 1]]
        self.path.write_bytes("\n".join(lines).encode())

    def put_commas(self, sign: str) -> None:
        lines = self.path.read_bytes().decode().split("\n")
        at = self.said.line - 1
        lines[at] = lines[at].replace({"semicolons": ";", "tabs": "\t"}[sign], ",")
        self.path.write_bytes("\n".join(lines).encode())

    def take_out(self, words: str) -> None:
        self.change(" ".join(self.cell().replace(words, "").split()))

    def strip_sign(self) -> None:
        self.change(self.cell().lstrip("=+-@\t "))

    def empty(self, column: str = "") -> None:
        self.change("", column)

    def empty_others(self, wanted: str) -> None:
        for column in ("pdu_id", "region_id", "premises_id"):
            if column != wanted:
                self.change("", column)

    def first_day(self) -> None:
        self.change(self.cell()[:8] + "01")

    def date_in_part(self, day: str) -> None:
        self.change(day)
        self.change("month", f"{self.said.column}_precision")

    def same_date(self, day: str, precision: str) -> None:
        self.change(day)
        self.change(precision, "published_precision")

    def both_in_part(self, other: str) -> None:
        for line in (0, int(other)):
            self.change("part", "extent", line)

    def format_column(self) -> None:
        """Give the column the format yyyy-mm-dd: Excel knows which day each cell is, and shows it so."""
        header, *rows = [cells for _, cells in self.records()]
        at = header.index(self.said.column)
        for row in rows:
            known = readings(row[at])
            row[at] = known.get("serial") or known.get("day first") or row[at]
        self.write([header, *rows])

    def take_out_sums(self) -> None:
        table = self.said.file.removesuffix(".csv")
        path = self.copy.folder / "datapackage.json"
        content = json.loads(path.read_bytes())
        for resource in content["resources"]:
            if resource["name"] == table:
                resource.pop("bytes", None)
                resource.pop("hash", None)
        path.write_text(json.dumps(content), "utf-8")

    def accept(self) -> None:
        issue = next(one for one in read(self.copy.folder).issues if one.check == self.said.kind)
        row = {"check": issue.check, "file": issue.file, "row_key": issue.row_key}
        self.copy.append("acknowledgements", **row, reason="It is right (synthetic).", acknowledged_on="2026-11-24")

    def delete_file(self) -> None:
        self.path.unlink()


Do = Callable[..., object]
TOLD: tuple[tuple[str, Do], ...] = (
    (r'The folder holds "(.+?)": is that the file\?', Hand.rename),
    (r"git restore datapackage/(\S+?\.(?:csv|json))", Hand.restore),
    (r"Put the (?:table back as a \.csv file|file itself here)", Hand.restore),
    (r"Unpack it", Hand.unpack),
    (r'save it as "CSV UTF-8', Hand.save_in_excel),
    (r"separated by (\w+), not by commas\. Write a comma for each", Hand.put_commas),
    (r"[Dd]elete (?:this line|this row|the row;|one of the two)", Hand.delete_line),
    (r"Delete everything above line (\d+)", Hand.delete_above),
    (r"Delete the empty rows", Hand.delete_blank),
    (r"Delete the commas at the end of the line|delete columns \w|columns to the right of the table", Hand.cut_to_real),
    (r"Put this line above the rows again: (.+)", Hand.insert_header),
    (r'(?:Write|Type) "(\w+)" (?:anew )?in the first line', Hand.name_column),
    (r"Write the name of (\w+_\w+) in the first line", Hand.name_column),
    (r"Write the name of column (\w) in the first line, or delete it", lambda hand, _: hand.cut_to_real()),
    (r'"(\w+)" is not a column of this table\. Delete the column', Hand.drop_named),
    (r"The column is there twice", lambda hand: hand.drop_named(hand.said.column)),
    (r"Join the lines", Hand.join_lines),
    (r'The text holds "(.+?)"\. Take it out', Hand.take_out),
    (r"take away the sign or the tab at the beginning", Hand.strip_sign),
    (r'served whole by ".+?" \(line (\d+)\).*Write "part" for both', Hand.both_in_part),
    (r"here only (\w+) is filled\. Fill both or neither", Hand.empty),
    (r"`(\w+)` beside it is filled.*or empty the other", Hand.empty),
    (r"needs (\w+) (?:and nothing else|identifier of an area)\. Fill the cell", Hand.empty_others),
    (r"Fill exactly one|Empty this cell|Delete what is in it|Leave the cell empty|or empty the cell|"
     r"or leave the cell empty|or empty its cell", Hand.empty),
    (r'or write "not available" as its basis', lambda hand: hand.change("not available", "basis")),
    (r"does not give ratings\. Write \"Not rated\"", lambda hand: hand.change("Not rated")),
    (r"Write the first day of the month\.", Hand.first_day),
    (r"Write the first day of the month or year \(([\d-]+)\)", Hand.date_in_part),
    (r": ([\d-]{10}) \((\w+)\)\. Write the same date", Hand.same_date),
    (r'take the "bytes" and "hash" of this table out', Hand.take_out_sums),
    (r"accept it\.", Hand.accept),
    (r"Delete it if it is a copy", Hand.delete_file),
    (r"yyyy-mm-dd.*The same holds for", Hand.format_column),
    (r'Did you mean "(.+?)"', Hand.change),
    (r'Try "(.+?)" in a browser', Hand.change),
    (r"Write (?:it with the digits 0 to 9: )?([\d.-]+)(?: alone|: digits only|\.$)", Hand.change),
    (r'and "(.+?)" \(line \d+\) are one name', Hand.change),
    (r'neither yes nor no', lambda hand: hand.change({"TRUE": "yes", "FALSE": "no"}[hand.cell()])),
    (r'(?:[Ww]rite|[Tt]ype it anew|type it anew)(?: it in one line| it)?(?: the name as a reader should see it)?'
     r'(?:, with the keyboard\'s hyphen)?:? "(.+?)"(?:[.,;: ]|$)', Hand.change),
)  # fmt: skip
"""What a remedy says, and what the hand does; the first that fits."""


def follow(copy: Copy, said: Said) -> bool:
    """Do what is said; whether it can be done without understanding it."""
    for pattern, do in TOLD:
        if found := re.search(pattern, said.text):
            do(Hand(copy, said), *found.groups())
            return True
    return False


def is_real(copy: Copy) -> bool:
    """Whether the copy holds the bytes that passed the check."""
    files = [path for path in copy.folder.iterdir() if path.is_file()]
    return {path.name for path in files} == {path.name for path in REAL.iterdir()} and all(
        path.read_bytes() == (REAL / path.name).read_bytes() for path in files
    )


def mend(copy: Copy, message: str) -> str:
    """Follow one message after the other; the kind at which that ends, or nothing where the package passes."""
    for _ in range(6):
        said = heard(message)
        if said.kind in JUDGED or not follow(copy, said):
            return said.kind
        if is_real(copy):
            return ""
        left = [issue for issue in read(copy.folder).issues if issue.severity is not Severity.NOTE]
        if not left:
            return ""
        message = render_line(left[0], Path())
    return f"no end: {message}"


def printed(case: Case, line: int | None) -> str:
    text = case.says[0].replace("{line}", str(line))
    return re.sub(r"<(\w+) ([^<>]+)>", lambda gap: str(Copy(REAL).line(gap[1], *gap[2].split("/"))), text)


FOLLOWED = [case for case in CASES if not {case.claim, case.kind} & set(JUDGED)]


@pytest.mark.parametrize("case", FOLLOWED, ids=lambda case: f"{case.kind}: {case.claim}")
def test_a_remedy_that_is_followed_to_the_letter_mends_the_package(case: Case, tmp_path: Path) -> None:
    copy = copy_of(REAL, tmp_path / "package")
    message = printed(case, case.damage(copy))
    assert mend(copy, message) in {"", *JUDGED}


def test_what_is_left_to_a_person_is_a_kind_of_problem_or_a_case_of_one() -> None:
    assert set(JUDGED) <= {*KINDS, *(case.claim for case in CASES)}
