"""Issues as text, for where they are read: a terminal, a pull request, a program."""

import html
import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

from ratings_site.check.issues import Issue, Severity

MOST_SHOWN = 46
"""So many messages are shown in all, a line each; the rest is counted, so that a run prints at most fifty lines."""

HELP = "/errors/#"
"""Address of the section on a kind of problem, when its name is added."""

_WEIGHT = {Severity.FAILURE: 0, Severity.WARNING: 1, Severity.NOTE: 2}
_COLOURS = {Severity.FAILURE: "\x1b[31m", Severity.WARNING: "\x1b[33m", Severity.NOTE: "\x1b[2m"}
_BOLD, _PLAIN = "\x1b[1m", "\x1b[0m"


@dataclass(frozen=True)
class Selection:
    """The issues that are shown, sorted, and the counts of all."""

    shown: tuple[Issue, ...]
    counts: Counter[Severity]
    left_out: Counter[str]
    """By file, how many are not shown."""
    files: int


def select(issues: Iterable[Issue]) -> Selection:
    """Choose what is shown: failures before warnings before notes, in the end sorted by place."""
    every = sorted(issues)
    by_weight = sorted(every, key=lambda issue: _WEIGHT[issue.severity])
    shown, rest = by_weight[:MOST_SHOWN], by_weight[MOST_SHOWN:]
    counts = Counter(issue.severity for issue in every)
    files = len({issue.file for issue in every if issue.severity is not Severity.NOTE})
    return Selection(tuple(sorted(shown)), counts, Counter(issue.file for issue in rest), files)


def render_text(issues: Iterable[Issue], package: Path, *, colour: bool = False) -> str:
    """Write one line for each issue, and a closing one with the counts; with colour, a blank line between tables."""
    selection = select(issues)
    lines: list[str] = []
    before = ""
    for issue in selection.shown:
        if colour and before and issue.file != before:
            lines.append("")
        before = issue.file
        lines.append(render_line(issue, package, colour=colour))
    lines += closing_lines(selection, package)
    return "\n".join(lines) + "\n"


def path_of(file: str, package: Path) -> str:
    """The file as the user finds it: below the package, by the name the user gave the package."""
    return (package / file).as_posix() if file else package.as_posix()


def place_of(issue: Issue, package: Path) -> str:
    """The file, and its line where there is one: what a terminal makes a link of."""
    path = path_of(issue.file, package)
    return f"{path}:{issue.line}" if issue.line else path


def said(issue: Issue) -> str:
    """What is said of the place: the column, what is wrong, what to do."""
    return f"{issue.column}: {issue.text}" if issue.column else issue.text


def render_line(issue: Issue, package: Path, *, colour: bool = False) -> str:
    """Write one issue in one line: where it stands, what is wrong, what to do, and its kind."""
    place, kind = place_of(issue, package), f"[{issue.check}]"
    severity = "" if issue.severity is Severity.FAILURE else f"{issue.severity}: "
    if not colour:
        return f"{place}  {severity}{said(issue)} {kind}"
    paint = _COLOURS[issue.severity]
    return f"{_BOLD}{place}{_PLAIN}  {paint}{severity}{said(issue)}{_PLAIN} \x1b[2m{kind}{_PLAIN}"


def closing_lines(selection: Selection, package: Path) -> list[str]:
    """What there is in all, what was not shown, and where each kind of problem is explained."""
    if not selection.counts:
        return [f"No problems in {package.as_posix()}."]
    lines = []
    if selection.left_out:
        lines.append(left_out_in_words(selection, package))
    lines.append(f"{counts_in_words(selection)} {outcome(selection)}")
    lines.append(
        f"Each kind, in brackets, is explained at {HELP}KIND on the site, and in ratings_site/check/kinds.toml."
    )
    return lines


def left_out_in_words(selection: Selection, package: Path) -> str:
    """Count what is not shown, by file."""
    rest = ", ".join(f"{count:,} in {path_of(file, package)}" for file, count in sorted(selection.left_out.items()))
    return f"... and {selection.left_out.total():,} more: {rest}."


def counts_in_words(selection: Selection) -> str:
    """Count the issues: "3 problems and 1 warning in 2 files"."""
    names = {Severity.FAILURE: "problem", Severity.WARNING: "warning", Severity.NOTE: "note"}
    parts = [
        f"{selection.counts[severity]:,} {name}{'' if selection.counts[severity] == 1 else 's'}"
        for severity, name in names.items()
        if selection.counts[severity]
    ]
    counted = f"{', '.join(parts[:-1])} and {parts[-1]}" if len(parts) > 1 else parts[0]
    where = f" in {selection.files} file{'' if selection.files == 1 else 's'}" if selection.files else ""
    return f"{counted}{where}."


def outcome(selection: Selection) -> str:
    """What the issues mean for the site."""
    if selection.counts[Severity.FAILURE]:
        return "Nothing is published until the problems are mended."
    return "None of this stops the publication."


_COMMANDS = {Severity.FAILURE: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}
_ESCAPES = {"%": "%25", "\r": "%0D", "\n": "%0A"}
_MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+!|~@$])")


def render_github(issues: Iterable[Issue], package: Path) -> str:
    """Write a workflow command for each issue, which GitHub shows at its line of the pull request; then the counts.

    GitHub shows only some annotations of a step: `render_summary` has them all.
    """
    selection = select(issues)
    lines = [_annotation(issue, package) for issue in selection.shown]
    return "\n".join([*lines, *closing_lines(selection, package)]) + "\n"


def _annotation(issue: Issue, package: Path) -> str:
    places = {"file": path_of(issue.file, package), "line": str(issue.line or ""), "title": issue.check}
    properties = ",".join(f"{name}={_property(value)}" for name, value in places.items() if value)
    return f"::{_COMMANDS[issue.severity]} {properties}::{_escaped(said(issue))}"


def _escaped(text: str) -> str:
    return re.sub("[%\r\n]", lambda match: _ESCAPES[match.group()], text)


def _property(text: str) -> str:
    return _escaped(text).replace(":", "%3A").replace(",", "%2C")


def render_summary(issues: Iterable[Issue], package: Path, *, site: str = "") -> str:
    """Write all that is shown as Markdown, for a job's summary or a comment; `site` is the address of the site."""
    selection = select(issues)
    if not selection.counts:
        return f"## The tables are sound\n\nNo problems in `{package.as_posix()}`.\n"
    parts = ["## Check of the tables", f"{counts_in_words(selection)} {outcome(selection)}"]
    for file, of_file in groupby(selection.shown, key=lambda issue: issue.file):
        rows = [_row(issue, site) for issue in of_file]
        head = ["| Line | Column | What is wrong | What to do | |", "| ---: | --- | --- | --- | --- |"]
        parts += [f"### {_plain(path_of(file, package))}", "\n".join(head + rows)]
    if selection.left_out:
        parts.append(_plain(left_out_in_words(selection, package)))
    return "\n\n".join(parts) + "\n"


def _row(issue: Issue, site: str) -> str:
    severity = "" if issue.severity is Severity.FAILURE else f"{issue.severity}: "
    help_link = f"[{issue.check}]({site.rstrip('/')}{HELP}{issue.check})" if site else f"`{issue.check}`"
    cells = (str(issue.line or ""), _plain(issue.column or ""), severity + _plain(issue.message), _plain(issue.remedy))
    return f"| {' | '.join(cells)} | {help_link} |"


def _plain(text: str) -> str:
    """Text that Markdown and HTML leave as it is, whatever somebody wrote into a cell."""
    return _MARKDOWN.sub(r"\\\1", html.escape(text, quote=False)).replace("\\@", "&#64;")


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


__all__ = [
    "MOST_SHOWN",
    "render_github",
    "render_json",
    "render_report",
    "render_sarif",
    "render_summary",
    "render_text",
]

_FORMS: Mapping[str, Callable[[Iterable[Issue], Path], str]] = {
    "github": render_github,
    "markdown": render_summary,
    "json": render_json,
    "sarif": render_sarif,
}


def render_report(issues: Iterable[Issue], *, package: Path, form: str = "text", colour: bool = False) -> str:
    """Write the issues in one of `options.REPORTS`, every line ended. `package` is the folder as the user named it.

    At most `MOST_SHOWN` issues are written, failures first of all, with a count of the rest. Only text knows colour.
    """
    if form == "text":
        return render_text(issues, package, colour=colour)
    return _FORMS[form](issues, package)
