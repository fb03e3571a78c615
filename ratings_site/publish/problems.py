"""What stops a publication."""

from collections.abc import Iterable
from pathlib import Path

MOST_LINES = 40
"""Of all that is wrong, so many lines are printed: one mistake can show on every page."""


class PublishError(Exception):
    """The site cannot be published as it is; each problem says where it is and what to do.

    Nothing that was published before has been touched when this is raised. As text it has the first problems only.
    """

    def __init__(self, problems: Iterable[str]) -> None:
        self.problems = tuple(problems)
        lines = [line for problem in self.problems for line in problem.splitlines()]
        more = len(lines) - MOST_LINES
        rest = [f"… and {more:,} more lines like these; mend the first ones and build again."] if more > 0 else []
        super().__init__("\n".join([*lines[:MOST_LINES], *rest]))


def read_utf8(file: Path) -> str:
    """The text of a file of the project; raises PublishError with the line that holds other bytes than UTF-8."""
    content = file.read_bytes()
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        problem = f"{file.name}, line {line}: what stands there is not written in UTF-8."
        raise PublishError([f"{problem} Save the file as UTF-8, or bring it back from Git."]) from error


def refuse(*found: Iterable[str]) -> None:
    """Raise PublishError where anything was found."""
    if problems := [problem for each in found for problem in each]:
        raise PublishError(problems)
