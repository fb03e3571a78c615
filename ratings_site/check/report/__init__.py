"""Issues as text, for where they are read: a terminal, a pull request, a program."""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from ratings_site.check.issues import Issue
from ratings_site.check.report.github import render_github, render_summary
from ratings_site.check.report.machine import render_json, render_sarif
from ratings_site.check.report.text import MOST_SHOWN, render_text

__all__ = [
    "FORMATS",
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

FORMATS = ("text", *_FORMS)
"""What `check --format` takes."""


def render_report(issues: Iterable[Issue], *, package: Path, form: str = "text", colour: bool = False) -> str:
    """Write the issues in one of `FORMATS`, every line ended. `package` is the folder as the user named it.

    At most `MOST_SHOWN` issues are written, failures first of all, with a count of the rest. Only text knows colour.
    """
    if form == "text":
        return render_text(issues, package, colour=colour)
    return _FORMS[form](issues, package)
