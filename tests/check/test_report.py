"""The report, in each of its forms."""

import json
from pathlib import Path

import jsonschema
import pytest

from ratings_site.check import Issue, Severity
from ratings_site.check.report import FORMS, MOST_SHOWN, render_report

PACKAGE = Path("datapackage")
SCHEMA = Path(__file__).parents[2] / "ratings_site" / "check" / "report.schema.json"


def an_issue(
    *,
    check: str = "not-a-rating",
    severity: Severity = Severity.FAILURE,
    file: str = "ratings.csv",
    line: int | None = 31,
    column: str | None = "rating",
    message: str = '"Goood" is not a rating.',
    remedy: str = "Use Good.",
    value: str = "Goood",
) -> Issue:
    return Issue(check, severity, file, line, column, message, remedy, value, "wakefield-2024/leadership")


ISSUES = (
    an_issue(),
    an_issue(check="unlisted-file", severity=Severity.WARNING, file="old.csv", line=None, column=None, message="Old."),
    an_issue(check="region-before-pdus", severity=Severity.NOTE, file="inspections.csv", remedy="Accepted."),
)


def test_text_has_a_line_for_each_issue_sorted_by_place_and_then_the_counts() -> None:
    assert render_report(ISSUES, package=PACKAGE) == (
        'datapackage/inspections.csv:31  note: rating: "Goood" is not a rating. Accepted. [region-before-pdus]\n'
        "datapackage/old.csv  warning: Old. Use Good. [unlisted-file]\n"
        'datapackage/ratings.csv:31  rating: "Goood" is not a rating. Use Good. [not-a-rating]\n'
        "1 problem, 1 warning and 1 note in 2 files. Nothing is published until the problems are mended.\n"
        "Each kind, in brackets, is explained at /errors/#KIND on the site, and in ratings_site/check/kinds.toml.\n"
    )


def test_text_without_issues_says_so() -> None:
    assert render_report((), package=PACKAGE) == "No problems in datapackage.\n"


def test_warnings_alone_do_not_stop_the_publication() -> None:
    assert (
        render_report(ISSUES[1:2], package=PACKAGE).splitlines()[1]
        == "1 warning in 1 file. None of this stops the publication."
    )


def test_colour_sets_tables_apart_and_changes_no_word() -> None:
    coloured = render_report(ISSUES, package=PACKAGE, colour=True)
    plain = "".join(part.split("m", 1)[-1] for part in coloured.split("\x1b["))
    assert plain.replace("\n\n", "\n") == render_report(ISSUES, package=PACKAGE)
    assert coloured.count("\n\n") == 2


def test_the_package_is_named_as_the_user_named_it() -> None:
    assert render_report(ISSUES[:1], package=Path("../tables")).startswith("../tables/ratings.csv:31  ")
    assert render_report(ISSUES[:1], package=Path("/srv/tables")).startswith("/srv/tables/ratings.csv:31  ")
    assert render_report(ISSUES[:1], package=Path()).startswith("ratings.csv:31  ")


def test_github_shows_each_issue_at_its_line() -> None:
    odd = an_issue(file="a,b:c.csv", message="100 % of\nit.", column=None)
    assert render_report([*ISSUES, odd], package=PACKAGE, form="github").splitlines()[:4] == [
        "::error file=datapackage/a%2Cb%3Ac.csv,line=31,title=not-a-rating::100 %25 of%0Ait. Use Good.",
        "::notice file=datapackage/inspections.csv,line=31,title=region-before-pdus"
        '::rating: "Goood" is not a rating. Accepted.',
        "::warning file=datapackage/old.csv,title=unlisted-file::Old. Use Good.",
        '::error file=datapackage/ratings.csv,line=31,title=not-a-rating::rating: "Goood" is not a rating. Use Good.',
    ]


def test_the_summary_is_markdown_that_no_cell_can_break() -> None:
    odd = an_issue(message='"<b>|`x`_*[a](b)*_ @everyone" is not a rating.', column="row_key")
    assert render_report([odd], package=PACKAGE, form="markdown") == (
        "## Check of the tables\n\n"
        "1 problem in 1 file. Nothing is published until the problems are mended.\n\n"
        "### datapackage/ratings.csv\n\n"
        "| Line | Column | What is wrong | What to do | |\n"
        "| ---: | --- | --- | --- | --- |\n"
        r"| 31 | row\_key | "
        r'"&lt;b&gt;\|\`x\`\_\*\[a\]\(b\)\*\_ &#64;everyone" is not a rating. | Use Good. | '
        "`not-a-rating` |\n"
    )


def test_the_summary_without_issues_says_so() -> None:
    assert (
        render_report((), package=PACKAGE, form="markdown")
        == "## The tables are sound\n\nNo problems in `datapackage`.\n"
    )


def test_the_summary_counts_what_it_leaves_out() -> None:
    many = [an_issue(line=line) for line in range(1, MOST_SHOWN + 11)]
    assert (
        render_report(many, package=PACKAGE, form="markdown").splitlines()[-1]
        == "... and 10 more: 10 in datapackage/ratings.csv."
    )
    assert len(render_report(many, package=PACKAGE).splitlines()) <= 50


@pytest.mark.parametrize("issues", [ISSUES, (), [an_issue(line=line, value="x" * 900) for line in range(1, 61)]])
def test_json_is_as_its_description_says(issues: list[Issue]) -> None:
    report = json.loads(render_report(issues, package=PACKAGE, form="json"))
    description = json.loads(SCHEMA.read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(description)
    jsonschema.validate(report, description)
    assert report["counts"]["failure"] == sum(issue.severity is Severity.FAILURE for issue in issues)
    assert len(report["issues"]) + report["left_out"] == len(issues)


def test_json_names_the_place_the_value_and_the_help() -> None:
    report = json.loads(render_report(ISSUES[:1], package=PACKAGE, form="json"))
    assert report == {
        "version": 1,
        "package": "datapackage",
        "valid": False,
        "counts": {"failure": 1, "warning": 0, "note": 0},
        "left_out": 0,
        "issues": [
            {
                "check": "not-a-rating", "severity": "failure", "path": "datapackage/ratings.csv",
                "file": "ratings.csv", "line": 31, "column": "rating", "row_key": "wakefield-2024/leadership",
                "value": "Goood", "message": '"Goood" is not a rating.', "remedy": "Use Good.",
                "help": "/errors/#not-a-rating",
            }
        ],
    }  # fmt: skip


def test_every_form_that_is_offered_can_be_written() -> None:
    for form in FORMS:
        assert render_report(ISSUES, package=PACKAGE, form=form).endswith("\n")


def test_issues_sort_by_file_line_and_column_with_the_files_own_first() -> None:
    places = [("b.csv", 2, None), ("a.csv", 10, "z"), ("a.csv", 9, "z"), ("a.csv", 9, "a"), ("a.csv", None, None)]
    issues = [an_issue(file=file, line=line, column=column) for file, line, column in places]
    assert [(issue.file, issue.line, issue.column) for issue in sorted(issues)] == places[::-1]
