"""What is said of one cell."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Verdict:
    """The kind of problem of a cell, what its message names, and what was meant where that is beyond doubt."""

    check: str
    meant: str | None = None
    """The value the rest of the check goes on with, so that one mistake does not look like two."""
    details: Mapping[str, str] = field(default_factory=dict)


def refused(check: str, meant: str | None = None, **details: str) -> Verdict:
    """Refuse a cell; a value that is meant is always named in the message as `meant`."""
    return Verdict(check, meant, details if meant is None else {"meant": meant, **details})
