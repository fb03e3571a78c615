"""What stops a publication."""

from collections.abc import Iterable

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
