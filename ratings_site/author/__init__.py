"""What staff do: enter rows, see what they change, release a version, look after links. It knows the other wings."""

from collections.abc import Iterable


class AuthorError(Exception):
    """Something staff asked for cannot be done; each problem says why and what to do. Nothing has been changed."""

    def __init__(self, problems: Iterable[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(self.problems))
