"""A table that a spreadsheet saved comes back to its kept form, byte for byte; what is not plain is left and named."""

import csv
import io
import itertools
import shutil
import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from ratings_site.author.book import Book
from ratings_site.author.entries import enter as enter_in
from ratings_site.author.entries import enter_correction
from ratings_site.author.tidy import tidied, tidy
from ratings_site.check import read
from ratings_site.model.tables import Tables
from tests.builders import package_info
from tests.check.copies import Copy
from tests.pipeline.conftest import PROJECT, copy_first_package

TABLES = ("inspections", "publications", "sources", "statistics")
ON = date(2026, 11, 24)


def as_saved(raw: bytes, *, delimiter: str = ",", end: str = "\r\n", cell: Callable[[str], str] = str) -> str:
    text = io.StringIO(newline="")
    rows = csv.reader(io.StringIO(raw.decode()))
    csv.writer(text, delimiter=delimiter, lineterminator=end).writerows([cell(one) for one in row] for row in rows)
    return text.getvalue()


def british(cell: str) -> str:
    try:
        return date.fromisoformat(cell).strftime("%d/%m/%Y")
    except ValueError:
        return {"September 2024": "Sep-24", "1.0": "1"}.get(cell, cell)


def american(cell: str) -> str:
    try:
        return date.fromisoformat(cell).strftime("%m/%d/%Y")
    except ValueError:
        return cell


def serial(cell: str) -> str:
    try:
        return str((date.fromisoformat(cell) - date(1899, 12, 30)).days)
    except ValueError:
        return cell


def quoted(raw: bytes) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, "unix").writerows(csv.reader(io.StringIO(raw.decode())))
    return text.getvalue().encode()


def turned_round(raw: bytes) -> bytes:
    header, *rows = raw.decode().split("\n")[:-1]
    return "\n".join([header, *reversed(rows), ""]).encode()


SAVES: dict[str, Callable[[bytes], bytes]] = {
    "Excel, CSV UTF-8": lambda raw: as_saved(raw, cell=british).encode("utf-8-sig"),
    "Excel of the United States": lambda raw: as_saved(raw, cell=american).encode("utf-8-sig"),
    "Excel, columns as General": lambda raw: as_saved(raw, cell=serial).encode(),
    "Excel, semicolons": lambda raw: as_saved(raw, delimiter=";").encode(),
    "Excel, separator named": lambda raw: b"sep=;\r\n" + as_saved(raw, delimiter=";").encode(),
    "Excel, Unicode text": lambda raw: as_saved(raw, delimiter="\t").encode("utf-16"),
    "Excel, rows and columns that were emptied": lambda raw: (
        as_saved(raw).replace("\r\n", ",,\r\n") + "," * 40 + "\r\n"
    ).encode(),
    "a Mac of old": lambda raw: as_saved(raw, end="\r").encode(),
    "every cell quoted": quoted,
    "rows sorted by another column": turned_round,
}


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Tables]:
    """A package in its kept form, which was released."""
    package = copy_first_package(tmp_path_factory.mktemp("kept"))
    tidy(package, None)
    tables = read(package).tables
    assert tables is not None
    return package, tables


@pytest.mark.parametrize("save", SAVES)
def test_what_a_spreadsheet_saved_comes_back_byte_for_byte(
    save: str, kept: tuple[Path, Tables], tmp_path: Path
) -> None:
    package, released = kept
    copy = Copy(tmp_path)
    (tmp_path / "datapackage.json").write_bytes((package / "datapackage.json").read_bytes())
    for table in TABLES:
        copy.path(table).write_bytes(SAVES[save]((package / f"{table}.csv").read_bytes()))
    said = tidy(tmp_path, released)
    assert {table: copy.path(table).read_bytes() == (package / f"{table}.csv").read_bytes() for table in TABLES} == (
        dict.fromkeys(TABLES, True)
    ), said
    assert {sentence.partition(".csv")[0] for sentence in said} == set(TABLES)
    assert tidy(tmp_path, released) == ()


def table(name: str, *rows: str) -> bytes:
    return "\n".join([",".join(package_info().schemas[name].column_names), *rows, ""]).encode()


def corrections(*days: str) -> bytes:
    rows = (f"one-{number},{day},ratings,a/b,rating,Good,,Why." for number, day in enumerate(days))
    return table("corrections", *rows)


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (("05/06/2026", "13/06/2026"), ("2026-06-05", "2026-06-13")),
        (("05/06/2026", "06/13/2026"), ("2026-05-06", "2026-06-13")),
        (("05/06/2026", "07/06/2026"), ("05/06/2026", "07/06/2026")),
        (("13/06/2026", "06/13/2026", "05/06/2026"), ("13/06/2026", "06/13/2026", "05/06/2026")),
        (("46180", "46181"), ("46180", "46181")),
        (("24-Oct-26", "2026/10/25", "26 October 2026"), ("2026-10-24", "2026-10-25", "2026-10-26")),
    ],
    ids=["day first", "month first", "open", "both", "serials that nothing proves", "months in words"],
)
def test_a_column_of_dates_is_settled_by_itself_or_left(days: tuple[str, ...], expected: tuple[str, ...]) -> None:
    written, *_ = tidied(corrections(*days), package_info().schemas["corrections"], {})
    assert written == corrections(*expected)


def test_dates_that_are_open_are_settled_by_the_last_release_and_named_without_it(
    tmp_path: Path, kept: tuple[Path, Tables]
) -> None:
    package, _ = kept
    (tmp_path / "datapackage.json").write_bytes((package / "datapackage.json").read_bytes())
    (tmp_path / "corrections.csv").write_bytes(corrections("05/06/2026", "07/06/2026"))
    assert tidy(tmp_path, None) == (
        "corrections.csv: dates in corrected_on can be read in two ways and are left. In Excel, format the column as "
        "Custom, yyyy-mm-dd, and save again.",
    )
    known = {("one-0",): {"corrected_on": "2026-06-05"}}
    written, done, _ = tidied(corrections("05/06/2026", "07/06/2026"), package_info().schemas["corrections"], known)
    assert (written, done) == (corrections("2026-06-05", "2026-06-07"), ["dates in corrected_on"])


@pytest.mark.parametrize(
    ("damage", "reason"),
    [
        (lambda raw: raw + b"checked by js" + b"," * 7 + b"\n", 'a row holds nothing but "checked by js"'),
        (lambda raw: raw.replace(b"correction_id", b"id", 1), "its columns cannot be told"),
        (
            lambda raw: raw.replace(b",reason", b",reason,helper", 1).replace(b"Why.", b"Why.,x"),
            "it has columns of its own",
        ),
        (lambda raw: raw + b"half,a,row\n", "a row has too few cells, or too many"),
        (lambda raw: raw.replace(b"Why", b"Why \x92"), "it is not UTF-8, and nothing says which letters were meant"),
    ],
    ids=["a remark", "other columns", "a helper column", "half a row", "an older encoding"],
)
def test_what_is_damaged_is_left_and_named(
    damage: Callable[[bytes], bytes], reason: str, tmp_path: Path, kept: tuple[Path, Tables]
) -> None:
    (tmp_path / "datapackage.json").write_bytes((kept[0] / "datapackage.json").read_bytes())
    file = tmp_path / "corrections.csv"
    file.write_bytes(damage(corrections("2026-06-05", "2026-06-06")))
    before = file.read_bytes()
    (sentence,) = tidy(tmp_path, None)
    assert sentence.startswith(f"corrections.csv is left as it is: {reason}"), sentence
    assert file.read_bytes() == before


def test_an_older_encoding_is_known_by_the_words_of_the_last_release() -> None:
    known = {("one-0",): {"reason": "Ynys Môn’s"}}
    raw = corrections("2026-06-05").replace(b"Why.", "Ynys Môn’s".encode("cp1252"))
    written, done, _ = tidied(raw, package_info().schemas["corrections"], known)
    assert written == corrections("2026-06-05").replace(b"Why.", "Ynys Môn’s".encode())
    assert done == ["the encoding (UTF-8, it was cp1252)"]


def enter(kind: str, package: Path, day: date) -> None:
    """One piece of work, by command or by hand in a spreadsheet."""
    book = Book(package, day)
    told = {
        "published": "2026-11-24",
        "overall": "Good",
        "title": f"{kind.removeprefix('paper-')} (synthetic)",
        "type": "Academic insights",
    }
    told["url"] = f"https://reports.example/{kind}"
    told |= dict.fromkeys(
        ("source", "source_title", "source_url", "licence", "programme", "score", "note", "rating"), ""
    )
    told["publisher"] = "HM Inspectorate of Probation"
    if kind in {"wakefield", "leeds", "west-kent"}:
        enter_in(book, "inspection", {**told, "area": kind})
    elif kind.startswith("paper"):
        enter_in(book, "publication", told)
    else:
        enter_correction(book, ("publications", f"{kind}-2024-report", "title"), f"Now {kind}", "Misread (synthetic).")
    book.save()
    if kind == "paper-by-hand":
        for table in ("publications", "sources"):
            file = package / f"{table}.csv"
            header, *rows = as_saved(file.read_bytes(), cell=british).split("\r\n")[:-1]
            mine = [row for row in rows if "by-hand" in row]
            file.write_text(
                "\r\n".join([header, *(row for row in rows if row not in mine), *mine, ""]), "utf-8-sig", newline=""
            )
        tidy(package, None)


WORK = ("wakefield", "leeds", "west-kent", "paper-on-staffing", "paper-by-hand", "bedfordshire", "suffolk")


@pytest.fixture(scope="module")
def branches(kept: tuple[Path, Tables], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository with a branch for each piece of work, of several days, and one that does the first again."""
    folder = tmp_path_factory.mktemp("branches")
    package = folder / "datapackage"
    shutil.copytree(kept[0], package)
    shutil.copy(PROJECT / ".gitattributes", folder)
    git(folder, "init", "-q", "-b", "main")
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "Base")
    for number, kind in enumerate((*WORK, "wakefield")):
        git(folder, "checkout", "-q", "-b", f"{kind}-{number}", "main")
        enter(kind, package, date(2026, 11, 24 + number % 3))
        git(folder, "commit", "-qam", kind)
    return folder


def git(folder: Path, *arguments: str) -> int:
    who = ("-c", "user.name=Staff (synthetic)", "-c", "user.email=staff@inspectorate.example")
    return subprocess.run(["git", "-C", str(folder), *who, *arguments], check=False, capture_output=True).returncode


def test_work_on_different_facts_merges_whatever_the_day_and_the_way(branches: Path) -> None:
    names = [f"{kind}-{number}" for number, kind in enumerate(WORK)]
    pairs = list(itertools.combinations(names, 2))
    assert len(pairs) >= 12
    conflicts = []
    for one, other in pairs:
        git(branches, "checkout", "-q", "--detach", one)
        if git(branches, "merge", "-q", "-m", "Both", other):
            conflicts.append((one, other))
            git(branches, "merge", "--abort")
    assert conflicts == []
    git(branches, "checkout", "-q", "--detach", names[0])
    for name in names[1:]:
        assert git(branches, "merge", "-q", "-m", "All", name) == 0
    assert read(branches / "datapackage", today=date(2026, 11, 27)).tables is not None
    assert {sentence.partition(":")[0] for sentence in tidy(branches / "datapackage", None)} <= {"corrections.csv"}


def test_the_same_fact_entered_twice_conflicts(branches: Path) -> None:
    git(branches, "checkout", "-q", "-f", "--detach", "wakefield-0")
    assert git(branches, "merge", "-q", "-m", "Both", f"wakefield-{len(WORK)}") == 1
    assert "merge-conflict" in {issue.check for issue in read(branches / "datapackage").issues}
