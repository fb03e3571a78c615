"""What stops a publication."""

import csv
import io
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TypeVar

Row = TypeVar("Row")

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

    def __reduce__(self) -> tuple[type["PublishError"], tuple[tuple[str, ...]]]:
        return type(self), (self.problems,)  # what comes out of another process is the same


def read_utf8(file: Path) -> str:
    """The text of a file of the project; raises PublishError with the line that holds other bytes than UTF-8."""
    content = file.read_bytes()
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        problem = f"{file.name}, line {line}: what stands there is not written in UTF-8."
        raise PublishError([f"{problem} Save the file as UTF-8, or bring it back from Git."]) from error


def read_list(text: str, name: str, columns: Sequence[str], kind: Callable[..., Row]) -> dict[int, Row]:
    """The rows of a list that the tool keeps, by their line; PublishError where it has other columns than these."""
    rows = csv.DictReader(io.StringIO(text))
    read: dict[int, Row] = {}
    for row in rows:
        if set(row) != set(columns) or None in row.values():
            raise PublishError([f"{name}, line {rows.line_num}: the columns are not {', '.join(columns)}"])
        read[rows.line_num] = kind(**row)
    return read


def list_of(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """A list as the tool keeps it."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([columns, *rows])
    return text.getvalue().encode()


def refuse(*found: Iterable[str]) -> None:
    """Raise PublishError where anything was found."""
    if problems := [problem for each in found for problem in each]:
        raise PublishError(problems)
