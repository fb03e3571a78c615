"""What staff do: enter rows, see what they change, release a version, look after links. It knows the other wings."""

UPCOMING = "upcoming.html"
"""The page of what is scheduled, for those who publish it: in previews alone."""


class AuthorError(Exception):
    """Something staff asked for cannot be done; each problem says why and what to do. Nothing has been changed."""

    def __init__(self, *problems: str) -> None:
        super().__init__("\n".join(problems))
