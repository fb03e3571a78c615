"""Issues for a pull request on GitHub: annotations at the lines, and one complete summary."""

import html
import re
from collections.abc import Iterable
from itertools import groupby
from pathlib import Path

from ratings_site.check.issues import Issue, Severity
from ratings_site.check.report.text import (
    HELP,
    closing_lines,
    counts_in_words,
    left_out_in_words,
    outcome,
    path_of,
    said,
    select,
)

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
