"""Issues for programs: JSON as `report.schema.json` describes it, and SARIF for code scanning."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from ratings_site.check.issues import Issue, Severity
from ratings_site.check.report.text import HELP, path_of, said, select

FORMAT_VERSION = 1
"""Raised when a name of the JSON report goes or changes its meaning; names may be added at any time."""

_LONGEST_VALUE = 500
_LEVELS = {Severity.FAILURE: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}


def render_json(issues: Iterable[Issue], package: Path) -> str:
    """Write the issues as JSON, in plain ASCII so that no terminal stumbles over it."""
    selection = select(issues)
    report = {
        "version": FORMAT_VERSION,
        "package": package.as_posix(),
        "valid": not selection.counts[Severity.FAILURE],
        "counts": {severity.value: selection.counts[severity] for severity in Severity},
        "left_out": selection.left_out.total(),
        "issues": [_as_object(issue, package) for issue in selection.shown],
    }
    return json.dumps(report, indent=2) + "\n"


def _as_object(issue: Issue, package: Path) -> dict[str, Any]:
    return {
        "check": issue.check,
        "severity": issue.severity.value,
        "path": path_of(issue.file, package),
        "file": issue.file,
        "line": issue.line,
        "column": issue.column,
        "row_key": issue.row_key,
        "value": issue.value[:_LONGEST_VALUE],
        "message": issue.message,
        "remedy": issue.remedy,
        "help": f"{HELP}{issue.check}",
    }


def render_sarif(issues: Iterable[Issue], package: Path) -> str:
    """Write the issues in SARIF 2.1.0, the form that code scanning services take."""
    selection = select(issues)
    rules = sorted({issue.check for issue in selection.shown})
    driver = {
        "name": "probation-ratings-check",
        "rules": [{"id": rule, "help": {"text": f"{HELP}{rule}"}} for rule in rules],
    }
    results = [_as_result(issue, package) for issue in selection.shown]
    report = {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{"tool": {"driver": driver}, "results": results}],
    }
    return json.dumps(report, indent=2) + "\n"


def _as_result(issue: Issue, package: Path) -> dict[str, Any]:
    place: dict[str, Any] = {"artifactLocation": {"uri": path_of(issue.file, package)}}
    if issue.line:
        place["region"] = {"startLine": issue.line}
    return {
        "ruleId": issue.check,
        "level": _LEVELS[issue.severity],
        "message": {"text": said(issue)},
        "locations": [{"physicalLocation": place}],
    }
