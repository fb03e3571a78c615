"""Issues as text, for where they are read: a terminal, a pull request, a program; and the page of their kinds."""

import html
import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ratings_site.check.issues import CONTENT, Issue, Place, Severity, issue, listed

if TYPE_CHECKING:
    from jinja2 import Environment

MOST_SHOWN = 46
"""So many messages are shown in all, a line each; the rest is counted, so that a run prints at most fifty lines."""

HELP = "/errors/#"
"""Address of the section on a kind of problem, when its name is added."""

FORMAT_VERSION = 1
"""Raised when a name of the JSON report goes or changes its meaning; names may be added at any time."""

_NAMES = {Severity.FAILURE: "problem", Severity.WARNING: "warning", Severity.NOTE: "note"}
"""The severities by their weight, in words."""
_COLOURS = {Severity.FAILURE: "\x1b[31m", Severity.WARNING: "\x1b[33m", Severity.NOTE: "\x1b[2m"}
_BOLD, _PLAIN = "\x1b[1m", "\x1b[0m"


def render_text(shown: list[Issue], left_out: list[Issue], package: Path, *, colour: bool = False) -> str:
    """Write one line for each issue, and a closing one with the counts; with colour, a blank line between tables."""
    files = groupby(shown, key=lambda one: one.file)
    tables = ["".join(f"{render_line(one, package, colour=colour)}\n" for one in of_file) for _, of_file in files]
    return ("\n" if colour else "").join(tables) + _closing(shown, left_out, package)


def path_of(file: str, package: Path) -> str:
    """The file as the user finds it: below the package, by the name the user gave the package."""
    return (package / file).as_posix() if file else package.as_posix()


def _said(issue: Issue) -> str:
    """What is said of the place: the column, what is wrong, what to do."""
    return f"{issue.column}: {issue.text}" if issue.column else issue.text


def render_line(issue: Issue, package: Path, *, colour: bool = False) -> str:
    """Write one issue in one line: where it stands, what is wrong, what to do, and its kind."""
    place = f"{path_of(issue.file, package)}{f':{issue.line}' if issue.line else ''}"  # a terminal makes a link of it
    kind, words = f"[{issue.check}]", f"{_weight(issue)}{_said(issue)}"
    if not colour:
        return f"{place}  {words} {kind}"
    return f"{_BOLD}{place}{_PLAIN}  {_COLOURS[issue.severity]}{words}{_PLAIN} \x1b[2m{kind}{_PLAIN}"


def _weight(issue: Issue) -> str:
    return "" if issue.severity is Severity.FAILURE else f"{issue.severity}: "


def _closing(shown: list[Issue], left_out: list[Issue], package: Path) -> str:
    if not shown:
        return f"No problems in {package.as_posix()}.\n"
    explained = f"Each kind, in brackets, is explained at {HELP}KIND on the site, and in ratings_site/check/kinds.toml."
    return f"{_counted_out(left_out, package)}{_outcome([*shown, *left_out])}\n{explained}\n"


def _counted_out(left_out: list[Issue], package: Path) -> str:
    """Count what is not shown, by file, in a line; empty where all is shown."""
    by_file = sorted(Counter(one.file for one in left_out).items())
    rest = ", ".join(f"{count:,} in {path_of(file, package)}" for file, count in by_file)
    return f"... and {len(left_out):,} more: {rest}.\n" if rest else ""


def _outcome(issues: list[Issue]) -> str:
    """Count the issues, and say what they mean: "3 problems and 1 warning in 2 files. Nothing is published until …"."""
    counts = Counter(one.severity for one in issues)
    counted = listed([_counted(counts[weight], name) for weight, name in _NAMES.items() if counts[weight]], "and")
    files = {one.file for one in issues if one.severity is not Severity.NOTE}
    where = f" in {_counted(len(files), 'file')}" if files else ""
    stops = counts[Severity.FAILURE]
    meaning = "Nothing is published until the problems are mended." if stops else "None of this stops the publication."
    return f"{counted}{where}. {meaning}"


def _counted(count: int, name: str) -> str:
    return f"{count:,} {name}{'' if count == 1 else 's'}"


_COMMANDS = {Severity.FAILURE: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}
_MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+!|~@$])")


def render_github(shown: list[Issue], left_out: list[Issue], package: Path) -> str:
    """Write a workflow command for each issue, which GitHub shows at its line of the pull request; then the counts.

    GitHub shows only some annotations of a step: `render_summary` has them all.
    """
    lines = []
    for one in shown:
        places = {"file": path_of(one.file, package), "line": str(one.line or ""), "title": one.check}
        properties = [f"{name}={_escaped(value, ':,')}" for name, value in places.items() if value]
        lines.append(f"::{_COMMANDS[one.severity]} {','.join(properties)}::{_escaped(_said(one))}\n")
    return "".join(lines) + _closing(shown, left_out, package)


def _escaped(text: str, more: str = "") -> str:
    return re.sub(f"[%\r\n{more}]", lambda match: f"%{ord(match.group()):02X}", text)


def render_summary(shown: list[Issue], left_out: list[Issue], package: Path) -> str:
    """Write all that is shown as Markdown, for a job's summary or a comment."""
    told = {"outcome": _outcome([*shown, *left_out]) if shown else "", "left": _counted_out(left_out, package).rstrip()}
    return _rendered("report.md.jinja", shown=shown, package=package, **told)


def _rendered(template: str, **told: Any) -> str:
    return _environment().get_template(template).render(told).rstrip() + "\n"


@cache
def _environment() -> "Environment":
    from jinja2 import Environment, FileSystemLoader  # noqa: PLC0415 - the terminal needs none

    # Markdown, in which HTML's own escaping would be seen: the templates give each text that a cell fills to `plain`.
    environment = Environment(loader=FileSystemLoader(Path(__file__).parent), trim_blocks=True, autoescape=False)  # noqa: S701
    environment.filters |= {"plain": _plain, "weight": _weight, "path_of": path_of, "example": _example}
    return environment


def _plain(text: str) -> str:
    """Text that Markdown and HTML leave as it is, whatever somebody wrote into a cell."""
    return _MARKDOWN.sub(r"\\\1", html.escape(text, quote=False)).replace("\\@", "&#64;")


def render_json(shown: list[Issue], left_out: list[Issue], package: Path) -> str:
    """Write the issues as JSON, in plain ASCII so that no terminal stumbles over it."""
    counts = Counter(one.severity for one in (*shown, *left_out))
    report = {
        "version": FORMAT_VERSION,
        "package": package.as_posix(),
        "valid": not counts[Severity.FAILURE],
        "counts": {severity.value: counts[severity] for severity in Severity},
        "left_out": len(left_out),
        "issues": [
            asdict(one) | {"path": path_of(one.file, package), "value": one.value[:500], "help": HELP + one.check}
            for one in shown
        ],
    }
    return json.dumps(report, indent=2) + "\n"


FORMS = {"text": render_text, "github": render_github, "markdown": render_summary, "json": render_json}
"""How a report can be written."""


def render_report(issues: Iterable[Issue], *, package: Path, form: str = "text", colour: bool = False) -> str:
    """Write the issues in one of the forms, every line ended. `package` is the folder as the user named it.

    At most `MOST_SHOWN` issues are written, failures before warnings before notes, with a count of the rest; those are
    sorted by their place. Only text knows colour.
    """
    by_weight = sorted(sorted(issues), key=lambda one: list(_NAMES).index(one.severity))
    shown, left_out = sorted(by_weight[:MOST_SHOWN]), by_weight[MOST_SHOWN:]
    if form == "text":
        return render_text(shown, left_out, package, colour=colour)
    return FORMS[form](shown, left_out, package)


def render_page_of_problems() -> str:
    """Write the page in Markdown; each kind has a section whose anchor is its name."""
    return _rendered("problems.md.jinja", **CONTENT)


def _example(told: Mapping[str, Any], name: str) -> str:
    """A message of this kind, as a terminal shows it."""
    told = {"package": "datapackage", "place": [""], **told}
    package, place = Path(told.pop("package")), Place(*told.pop("place"))
    return render_line(issue(name, place, **told), package)
