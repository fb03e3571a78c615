"""Issues as plain text, for a terminal; and which of them are shown at all."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from ratings_site.check.issues import Issue, Severity

MOST_SHOWN = 50
"""So many messages are shown in all; the rest is counted."""

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
