"""Issues as text, for where they are read: a terminal, a pull request, a program; and the page of their kinds."""

import html
import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

from ratings_site.check.issues import INTRODUCTION, SECTIONS, Issue, Kind, Place, Severity, issue

MOST_SHOWN = 46
"""So many messages are shown in all, a line each; the rest is counted, so that a run prints at most fifty lines."""

HELP = "/errors/#"
"""Address of the section on a kind of problem, when its name is added."""

FORMAT_VERSION = 1
"""Raised when a name of the JSON report goes or changes its meaning; names may be added at any time."""

_LONGEST_VALUE = 500
_NAMES = {Severity.FAILURE: "problem", Severity.WARNING: "warning", Severity.NOTE: "note"}
"""The severities by their weight, in words."""
_COLOURS = {Severity.FAILURE: "\x1b[31m", Severity.WARNING: "\x1b[33m", Severity.NOTE: "\x1b[2m"}
_BOLD, _PLAIN = "\x1b[1m", "\x1b[0m"


@dataclass(frozen=True)
class Selection:
    """The issues that are shown, sorted, the counts of all, and by file how many are not shown."""

    shown: tuple[Issue, ...]
    counts: Counter[Severity]
    left_out: Counter[str]
    files: int


def select(issues: Iterable[Issue]) -> Selection:
    """Choose what is shown: failures before warnings before notes, in the end sorted by place."""
    every = sorted(issues)
    by_weight = sorted(every, key=lambda one: list(_NAMES).index(one.severity))
    counts = Counter(one.severity for one in every)
    files = {one.file for one in every if one.severity is not Severity.NOTE}
    left_out = Counter(one.file for one in by_weight[MOST_SHOWN:])
    return Selection(tuple(sorted(by_weight[:MOST_SHOWN])), counts, left_out, len(files))


def render_text(issues: Iterable[Issue], package: Path, *, colour: bool = False) -> str:
    """Write one line for each issue, and a closing one with the counts; with colour, a blank line between tables."""
    selection = select(issues)
    files = groupby(selection.shown, key=lambda one: one.file)
    tables = ["".join(f"{render_line(one, package, colour=colour)}\n" for one in of_file) for _, of_file in files]
    return ("\n" if colour else "").join(tables) + _closing(selection, package)


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
    place, kind, words = place_of(issue, package), f"[{issue.check}]", f"{_weight(issue)}{said(issue)}"
    if not colour:
        return f"{place}  {words} {kind}"
    return f"{_BOLD}{place}{_PLAIN}  {_COLOURS[issue.severity]}{words}{_PLAIN} \x1b[2m{kind}{_PLAIN}"


def _weight(issue: Issue) -> str:
    return "" if issue.severity is Severity.FAILURE else f"{issue.severity}: "


def _closing(selection: Selection, package: Path) -> str:
    """What there is in all, what was not shown, and where each kind of problem is explained."""
    if not selection.counts:
        return f"No problems in {package.as_posix()}.\n"
    explained = f"Each kind, in brackets, is explained at {HELP}KIND on the site, and in ratings_site/check/kinds.toml."
    return f"{_left_out(selection, package)}{_outcome(selection)}\n{explained}\n"


def _left_out(selection: Selection, package: Path) -> str:
    """Count what is not shown, by file, in a line; empty where all is shown."""
    rest = ", ".join(f"{count:,} in {path_of(file, package)}" for file, count in sorted(selection.left_out.items()))
    return f"... and {selection.left_out.total():,} more: {rest}.\n" if rest else ""


def _outcome(selection: Selection) -> str:
    """Count the issues, and say what they mean: "3 problems and 1 warning in 2 files. Nothing is published until …"."""
    counts = selection.counts
    *others, last = [_counted(counts[weight], name) for weight, name in _NAMES.items() if counts[weight]]
    counted = f"{', '.join(others)} and {last}" if others else last
    where = f" in {_counted(selection.files, 'file')}" if selection.files else ""
    stops = counts[Severity.FAILURE]
    meaning = "Nothing is published until the problems are mended." if stops else "None of this stops the publication."
    return f"{counted}{where}. {meaning}"


def _counted(count: int, name: str) -> str:
    return f"{count:,} {name}{'' if count == 1 else 's'}"


_COMMANDS = {Severity.FAILURE: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}
_ESCAPES = {"%": "%25", "\r": "%0D", "\n": "%0A", ":": "%3A", ",": "%2C"}
_MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+!|~@$])")


def render_github(issues: Iterable[Issue], package: Path) -> str:
    """Write a workflow command for each issue, which GitHub shows at its line of the pull request; then the counts.

    GitHub shows only some annotations of a step: `render_summary` has them all.
    """
    selection = select(issues)
    lines = "".join(f"{_annotation(one, package)}\n" for one in selection.shown)
    return lines + _closing(selection, package)


def _annotation(issue: Issue, package: Path) -> str:
    places = {"file": path_of(issue.file, package), "line": str(issue.line or ""), "title": issue.check}
    properties = [f"{name}={_escaped(value, ':,')}" for name, value in places.items() if value]
    return f"::{_COMMANDS[issue.severity]} {','.join(properties)}::{_escaped(said(issue))}"


def _escaped(text: str, more: str = "") -> str:
    return re.sub(f"[%\r\n{more}]", lambda match: _ESCAPES[match.group()], text)


def render_summary(issues: Iterable[Issue], package: Path) -> str:
    """Write all that is shown as Markdown, for a job's summary or a comment."""
    selection = select(issues)
    if not selection.counts:
        return f"## The tables are sound\n\nNo problems in `{package.as_posix()}`.\n"
    parts = ["## Check of the tables", _outcome(selection)]
    for file, of_file in groupby(selection.shown, key=lambda one: one.file):
        head = ["| Line | Column | What is wrong | What to do | |", "| ---: | --- | --- | --- | --- |"]
        parts += [f"### {_plain(path_of(file, package))}", "\n".join([*head, *map(_row, of_file)])]
    if selection.left_out:
        parts.append(_plain(_left_out(selection, package).rstrip()))
    return "\n\n".join(parts) + "\n"


def _row(issue: Issue) -> str:
    cells = (str(issue.line or ""), _plain(issue.column or ""), _weight(issue) + _plain(issue.message))
    return f"| {' | '.join(cells)} | {_plain(issue.remedy)} | `{issue.check}` |"


def _plain(text: str) -> str:
    """Text that Markdown and HTML leave as it is, whatever somebody wrote into a cell."""
    return _MARKDOWN.sub(r"\\\1", html.escape(text, quote=False)).replace("\\@", "&#64;")


def render_json(issues: Iterable[Issue], package: Path) -> str:
    """Write the issues as JSON, in plain ASCII so that no terminal stumbles over it."""
    selection = select(issues)
    report = {
        "version": FORMAT_VERSION,
        "package": package.as_posix(),
        "valid": not selection.counts[Severity.FAILURE],
        "counts": {severity.value: selection.counts[severity] for severity in Severity},
        "left_out": selection.left_out.total(),
        "issues": [_as_object(one, package) for one in selection.shown],
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


_FORMS: Mapping[str, Callable[[Iterable[Issue], Path], str]] = {
    "github": render_github,
    "markdown": render_summary,
    "json": render_json,
}


def render_report(issues: Iterable[Issue], *, package: Path, form: str = "text", colour: bool = False) -> str:
    """Write the issues in one of `options.REPORTS`, every line ended. `package` is the folder as the user named it.

    At most `MOST_SHOWN` issues are written, failures first of all, with a count of the rest. Only text knows colour.
    """
    return _FORMS[form](issues, package) if form in _FORMS else render_text(issues, package, colour=colour)


_WAYS = {
    "in_excel": "In Excel.",
    "in_editor": "In a text editor.",
    "by_hand": "In Excel, or in a text editor.",
    "in_editor_only": "In a text editor; Excel does not open this file.",
    "elsewhere": "Neither in Excel nor in a text editor.",
}


def render_page_of_problems() -> str:
    """Write the page in Markdown; each kind has a section whose anchor is its name."""
    parts = [INTRODUCTION]
    for section in SECTIONS:
        parts += [f"## {section.title}", section.introduction]
        for name, kind in section.kinds.items():
            parts += [f"### `{name}`: {kind.title} {{: #{name} }}", *_paragraphs(name, kind)]
    return "\n\n".join(parts) + "\n"


def _paragraphs(name: str, kind: Kind) -> Iterator[str]:
    yield f"**When.** {kind.when}"
    if kind.example is not None:
        yield f"> `{_example(name, **kind.example)}`"
    for way, heading in _WAYS.items():
        if getattr(kind, way):
            yield f"**{heading}** {getattr(kind, way)}"


def _example(name: str, *, package: str = "datapackage", place: Sequence[Any] = ("",), **details: str) -> str:
    return render_line(issue(name, Place(*place), **details), Path(package))
