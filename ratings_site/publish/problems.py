"""What stops a publication."""

from collections.abc import Iterable


class PublishError(Exception):
    """The site cannot be published as it is; each problem says where it is and what to do.

    Nothing that was published before has been touched when this is raised.
    """

    def __init__(self, problems: Iterable[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(self.problems))
