"""Staff enter things by command: the rows stand in the right places, and the package still passes the check.

The entries are synthetic; the package they go into is that of the first release.
"""

import difflib
import io
import shlex
import shutil
from datetime import date

import pytest

from build_site import main
from ratings_site.author import AuthorError
from ratings_site.author.book import Book, build_id
from ratings_site.author.entries import by_standard, read_cell, split_date
from ratings_site.author.new import answers, inspection_checks, ratings_asked
from ratings_site.check import read
from ratings_site.options import ENTRIES
from tests.check.copies import Copy
from tests.pipeline.conftest import FIRST, copy_first_package

ON = date(2026, 11, 24)
WAKEFIELD = (
    "--area=wakefield", "--overall=Good", "--score=14", "--title=Wakefield (synthetic)",
    "--url=https://inspectorate.example/wakefield",
)  # fmt: skip
STANDARDS = (
    "Leadership", "Staffing", "Services", "Assessment", "Planning", "Implementation and delivery", "Reviewing",
)  # fmt: skip


def new(package, *arguments):
    return main(["new", arguments[0], f"--package={package}", f"--on={ON}", *arguments[1:]])


@pytest.fixture
def written(package, tmp_path):
    """What tells the lines added to and taken from each file of the package since the test began."""
    shutil.copytree(package, tmp_path / "before")
    return lambda: lines_written(package, tmp_path / "before")


def lines_written(package, original):
    changed = [file for file in sorted(package.iterdir()) if file.read_bytes() != (original / file.name).read_bytes()]
    return {file.name: lines_of(file, original / file.name) for file in changed}


def lines_of(file, before):
    lines = difflib.ndiff(before.read_text("utf-8").splitlines(), file.read_text("utf-8").splitlines())
    return [line for line in lines if line[0] in "+-"]


def test_an_inspection_brings_its_ratings_its_publication_and_its_source(package, written):
    ratings = [f"--rating={standard}=Good" for standard in STANDARDS]
    assert new(package, "inspection", "--published=2026-11-24", *WAKEFIELD, *ratings) == 0
    changes = written()
    assert sorted(changes) == ["inspections.csv", "publications.csv", "ratings.csv", "sources.csv"]
    assert changes["inspections.csv"] == [
        "+ wakefield-2026,core-2023,pdu,wakefield,,,2026-11-24,day,,,,Good,stated,14,stated,,,,,,,,,published,,,"
        "https://inspectorate.example/wakefield,hmip-report-wakefield-2026,"
    ]
    assert changes["ratings.csv"] == [
        f"+ wakefield-2026,core-2023-pdu-{standard.lower().replace(' ', '-')},Good,stated,,,hmip-report-wakefield-2026,"
        for standard in sorted(STANDARDS)
    ]
    assert changes["publications.csv"] == [
        "+ wakefield-2026-report,PDU inspection report,Wakefield (synthetic),,2026-11-24,day,,wakefield-2026,"
        "https://inspectorate.example/wakefield,publication,hmip-report-wakefield-2026,"
    ]
    assert read(package, today=ON).tables is not None


def test_an_inspection_still_to_come_is_entered_ahead_and_waits(package, written):
    assert new(package, "inspection", "--published=2026-12-01", *WAKEFIELD) == 0
    tables = read(package, today=ON).tables
    assert tables is not None
    assert tables.package.created == FIRST
    assert "wakefield-2026" in [row["inspection_id"] for row in tables.rows["inspections"]]


def test_an_inspection_still_to_come_needs_its_exact_day(package, written, capsys):
    assert new(package, "inspection", "--published=2026-12", *WAKEFIELD) == 1
    assert "needs its exact day" in capsys.readouterr().err
    assert written() == {}


def test_what_would_not_pass_the_check_is_not_written(package, written, capsys):
    ratings = [f"--rating={standard}=Inadequate" for standard in STANDARDS]
    assert new(package, "inspection", "--published=2026-11-24", *WAKEFIELD, *ratings) == 1
    assert "The score is 14" in capsys.readouterr().err
    assert written() == {}


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            ("--area=Atlantis",),
            "premises called Atlantis. Approved premises that are new are entered first: new premises.",
        ),
        (("--rating=Courage=Good",), "There is no standard called Courage here. The standards are: Leadership"),
        (("--rating=Leadership",), "write a rating as STANDARD=RATING"),
        (("--published=24/11/2026",), 'or 2026 where no more is known. Did you mean "2026-11-24"?'),
        (("--source=nobody",), "There is no source nobody"),
    ],
)
def test_a_mistake_in_an_entry_is_named(package, written, capsys, arguments, message):
    assert new(package, "inspection", "--published=2026-11-24", *WAKEFIELD, *arguments) == 1
    assert message in capsys.readouterr().err
    assert written() == {}


def test_a_publication_brings_its_source_or_uses_one_that_is_there(package, written):
    entry = ("publication", "--type=Academic insights", "--published=2026-11")
    assert new(package, *entry, "--title=On “staffing”", "--url=https://inspectorate.example/staffing") == 0
    assert new(package, *entry, "--title=More on it", "--url=", "--source=annual-report-2024") == 0
    changes = written()
    assert changes["publications.csv"] == [
        "+ more-on-it,Academic insights,More on it,,2026-11-01,month,,,,,annual-report-2024,",
        "+ on-staffing,Academic insights,On “staffing”,,2026-11-01,month,,,https://inspectorate.example/staffing,"
        "publication,hmip-on-staffing,",
    ]
    assert changes["sources.csv"] == [
        "+ hmip-on-staffing,On “staffing”,HM Inspectorate of Probation,inspectorate,https://inspectorate.example/staffing,"
        "2026-11-24,OGL-UK-3.0,,"
    ]


def test_a_correction_changes_the_cell_and_says_why(package, written):
    where = ("--table=publications", "--row=annual-report-2024", "--column=title")
    assert new(package, "correction", *where, "--now=2024 Annual Report", "--reason=Misread (synthetic).") == 0
    changes = written()
    assert sorted(changes) == ["corrections.csv", "publications.csv"]
    assert changes["corrections.csv"] == [
        "+ annual-report-2024-title-2026-11-24,2026-11-24,publications,annual-report-2024,title,"
        "2024 Annual Report: inspection of probation services,2024 Annual Report,Misread (synthetic)."
    ]


def test_a_published_inspection_is_withdrawn_and_not_taken_out(package, written, capsys):
    where = ("--table=inspections", "--row=wigan-2023", "--column=", "--now=", "--reason=There was no such report.")
    assert new(package, "correction", *where) == 1
    said = "A report that was published is not taken out: new withdrawal --inspection wigan-2023. "
    assert capsys.readouterr().err.startswith(said)
    assert written() == {}


def test_cells_that_hang_together_are_corrected_together(package, written, capsys):
    where = ("--table=inspections", "--row=wakefield-2024", "--column=overall", "--now=Inadequate", "--reason=Misread.")
    assert new(package, "correction", *where) == 1
    assert capsys.readouterr().err.startswith("inspections.csv: ")
    assert written() == {}
    assert new(package, "correction", *where, "--also=inspections:wakefield-2024:score=3") == 0
    assert [line.split(",")[4:7] for line in written()["corrections.csv"]] == [
        ["overall", "Requires improvement", "Inadequate"],
        ["score", "6", "3"],
    ]


def test_a_cell_that_was_mended_by_hand_still_gets_its_correction(package, written, capsys):
    file = package / "publications.csv"
    text = file.read_text("utf-8").replace("2024 Annual Report: inspection of probation services", "The report", 1)
    file.write_text(text, encoding="utf-8", newline="\n")
    where = ("--table=publications", "--row=annual-report-2024", "--column=title", "--now=The report", "--reason=Why.")
    assert new(package, "correction", *where) == 1
    assert "add --was with what was published before" in capsys.readouterr().err
    assert new(package, "correction", *where, "--was=2024 Annual Report: inspection of probation services") == 0
    assert "The report,Why." in written()["corrections.csv"][0]


RECORD = ("--source-title=A list (synthetic)", "--source-url=https://list.example/pdus", "--publisher=A ministry")


def beside_the_release(package, released):
    """What the check says of a package beside the tables that were released."""
    return [issue.text for issue in read(package, today=ON, released=released).issues]


@pytest.fixture(scope="module")
def first_tables(tmp_path_factory):
    return read(copy_first_package(tmp_path_factory.mktemp("first"))).tables


@pytest.mark.parametrize(
    ("entry", "row", "cells"),
    [
        (("rename", "--as-at=2026-11-20", *RECORD), ("pdus", "wakefield"), {"name": "Wakefield and District"}),
        (("move", "--as-at=2026-11-20", *RECORD), ("pdus", "gloucestershire"), {"region_id": "west-midlands"}),
        (("correction", "--reason=Misread."), ("statistics", "activity-bulletins"), {"value": "5"}),
        (
            ("correction", "--reason=Misread."),
            ("publications", "annual-report-2024"),
            {"title": 'The "report", revised'},
        ),
    ],
    ids=["a name", "a region", "a number", "a title"],
)
def test_the_command_that_is_printed_for_a_changed_fact_mends_it(package, first_tables, entry, row, cells):
    Copy(package).change(*row, **cells)
    (said,) = beside_the_release(package, first_tables)
    printed = shlex.split(said.partition("python build_site.py new ")[2])
    assert printed[0] == entry[0]
    assert new(package, *printed, *entry[1:]) == 0
    assert beside_the_release(package, first_tables) == []


def test_a_report_still_to_come_is_postponed_with_its_publication(package, written, capsys):
    assert new(package, "inspection", "--published=2026-12-01", *WAKEFIELD) == 0
    assert new(package, "postponement", "--inspection=wakefield-2026", "--published=2027-01") == 1
    assert capsys.readouterr().err == "2027-01 is no exact day: the report is published on that day by itself.\n"
    assert new(package, "postponement", "--inspection=wakefield-2026", "--published=2026-12-08") == 0
    assert [line[2:].count("2026-12-08") for name in ("inspections", "publications")
            for line in written()[f"{name}.csv"]] == [1, 1]  # fmt: skip


def test_a_report_that_is_out_is_not_postponed(package, written, capsys):
    assert new(package, "postponement", "--inspection=wakefield-2024", "--published=2026-12-08") == 1
    assert capsys.readouterr().err == ("Only a report still to come is postponed; wakefield-2024 is out already.\n")
    assert written() == {}


def test_a_second_inspection_in_a_year_has_an_id_of_its_own(package):
    assert new(package, "inspection", "--published=2026-03-01", *WAKEFIELD) == 0
    assert new(package, "inspection", "--published=2026-11-24", *WAKEFIELD, "--title=Once more") == 0
    ids = (package / "inspections.csv").read_text("utf-8")
    assert ids.count("\nwakefield-2026,") == ids.count("\nwakefield-2026-2,") == 1


@pytest.mark.parametrize(
    ("area", "message"),
    [
        (
            "Wakefeild",
            'There is no PDU, no region and no approved premises called Wakefeild. Did you mean "Wakefield"?\n',
        ),
        ("Salford", "Salford closed on 2025-04-28: name the PDU that followed it.\n"),
    ],
)
def test_an_area_that_is_not_there_any_more_or_misspelt_is_refused(package, written, capsys, area, message):
    assert new(package, "inspection", "--published=2026-11-24", *WAKEFIELD, f"--area={area}") == 1
    assert capsys.readouterr().err == message
    assert written() == {}


def test_and_may_be_written_in_either_form(package):
    entry = ("move", "--pdu=swindon & wiltshire", "--region=South Central region", "--as-at=2026-11-20", *RECORD)
    assert new(package, *entry) == 0
    assert "swindon-and-wiltshire,Swindon and Wiltshire,south-central," in (package / "pdus.csv").read_text("utf-8")


@pytest.mark.parametrize(
    ("wanted", "said"),
    [
        ("Norfolk", " There is norfolk-2024."),
        ("Derby City", " There is derby-city-2023, derby-city-2025."),
        ("norfolk-2042", ' Did you mean "norfolk-2024"?'),
    ],
)
def test_an_inspection_that_is_not_there_is_answered_with_those_of_that_name(package, written, capsys, wanted, said):
    state = ("--since=2026-11-20", "--reason=It was taken back.")
    assert new(package, "withdrawal", f"--inspection={wanted}", *state) == 1
    assert capsys.readouterr().err == f"inspections.csv has no row {wanted}.{said}\n"
    assert written() == {}


def test_a_former_name_is_understood(package):
    assert new(package, "inspection", "--published=2026-11-24", *WAKEFIELD, "--area=Hampshire South West") == 0
    assert "southampton-eastleigh-and-new-forest-2026," in (package / "inspections.csv").read_text("utf-8")


def test_a_moved_address_is_kept_in_the_register(package, written):
    assert main(["new", "redirect", f"--package={package}", "/pdus/old/", "/pdus/wakefield/"]) == 0
    register = package.parent / "addresses.csv"
    assert register.read_text("utf-8") == "address,since,target\n/pdus/old/,1.0.0,/pdus/wakefield/\n"


def test_what_is_lacking_is_asked_for_at_a_terminal_and_named_elsewhere(monkeypatch):
    class Given:
        table, row, column, now, reason = "ratings", None, None, "", None

    asked = []

    def ask(question):
        asked.append(question)
        return f" answer {len(asked)} "

    told = answers("correction", Given, ask)  # type: ignore[arg-type]  # anything with the attributes will do
    assert told == {"table": "ratings", "now": "", "row": "answer 1", "column": "answer 2", "reason": "answer 3"}
    assert asked[0] == ENTRIES["correction"]["ask"]["row"] + " "
    monkeypatch.setattr("sys.stdin", io.StringIO())
    with pytest.raises(AuthorError, match="--row is lacking"):
        answers("correction", Given)  # type: ignore[arg-type]


def test_a_wrong_answer_is_asked_again_and_the_ratings_one_by_one(package, capsys):
    book = Book(package, ON)

    class Given:
        area, published, overall, title, url = None, "2026-11-20", None, "A report", None

    given = iter(["Wakefeild", "Salford", "Wakefield", "RI", "Good", "http://x.example/", "https://x.example/y"])
    told = answers("inspection", Given, lambda _: next(given), checks=inspection_checks(book))  # type: ignore[arg-type]
    assert (told["area"], told["overall"], told["url"]) == ("Wakefield", "Good", "https://x.example/y")
    asked = []
    rated = iter(["eleven", "11", "Good", "Goood", "Good", *[""] * 5])
    inspected = told | {"kind": "inspection", "programme": "core-2023", "score": ""}
    found = ratings_asked(book, inspected, lambda question: asked.append(question) or next(rated))
    assert found == {"score": "11", "rating": ["core-2023-pdu-leadership=Good", "core-2023-pdu-staffing=Good"]}
    assert len(asked) == 2 + 7 + 1
    assert capsys.readouterr().out.splitlines() == [
        'There is no PDU, no region and no approved premises called Wakefeild. Did you mean "Wakefield"?',
        "Salford closed on 2025-04-28: name the PDU that followed it.",
        "'RI' is none of Outstanding, Good, Requires improvement, Inadequate, Not rated. "
        'Did you mean "Requires improvement"?',
        '"http://x.example/" begins with http://. Try "https://x.example/" in a browser, and write that if it opens.',
        "'eleven' is no number of points: write it in digits.",
        "'Goood' is none of Outstanding, Good, Requires improvement, Inadequate. Did you mean \"Good\"?",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [("2026-11-20", ("2026-11-20", "day")), ("2026-11", ("2026-11-01", "month")), ("2026", ("2026-01-01", "year"))],
)
def test_a_date_says_how_exactly_it_is_known(text, expected):
    assert split_date(text) == expected


@pytest.mark.parametrize("text", ["", "26-11-20", "2026-13", "2026-02-30", "20/11/2026", "soon"])
def test_what_is_no_date_is_refused(text):
    with pytest.raises(AuthorError, match="is no date"):
        split_date(text)


@pytest.mark.parametrize(
    ("words", "taken", "expected"),
    [
        ("Ynys Môn & St David’s", set(), "ynys-mon-and-st-davids"),
        ("Alderby", {"alderby", "alderby-2"}, "alderby-3"),
        ("word " * 30, set(), "-".join(["word"] * 16)),
    ],
)
def test_an_id_is_made_of_a_name(words, taken, expected):
    assert build_id(words, taken) == expected


def test_a_name_without_letters_makes_no_id():
    with pytest.raises(AuthorError, match="has no letter"):
        build_id("–")


def test_ratings_and_further_cells_are_read_from_options():
    standards = [{"standard_id": "a-lead", "name": "Leadership"}, {"standard_id": "a-staff", "name": "Staffing"}]
    assert by_standard(standards, ["leadership = Good", "a-staff=Good"]) == {"a-lead": "Good", "a-staff": "Good"}
    assert read_cell("ratings:a/b:note=x=y") == (("ratings", "a/b", "note"), "x=y")
    with pytest.raises(AuthorError, match="TABLE:ROW:COLUMN=VALUE"):
        read_cell("ratings:a/b=Good")


def test_a_programme_may_have_a_scale_that_is_in_the_tables_and_no_other(package, capsys):
    copy = Copy(package)
    grade = copy.row("rating_scale", "four-ratings", "Outstanding") | {"scale_id": "five", "points": "4"}
    copy.append("rating_scale", **grade)
    begins = ("programme", "--id=next-2026", "--name=The next", "--started=2026-11", "--standard=Leadership",
              "--standard=Work", "--source-title=A list", "--source-url=https://inspectorate.example/next")  # fmt: skip
    assert new(package, *begins, "--scale=six") == 1
    assert capsys.readouterr().err == "six is not in rating_scale.csv: enter its ratings there first, a row for each.\n"
    assert new(package, *begins, "--scale=five") == 0
    added = copy.row("programmes", "next-2026")
    assert [added[name] for name in ("scale_id", "pdu_standards", "pdu_max_score")] == ["five", "2", "8"]
