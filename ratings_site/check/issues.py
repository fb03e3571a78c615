"""What is wrong in a package, as values: where it stands, what it is, and what to do about it."""

from dataclasses import dataclass
from enum import StrEnum
from functools import total_ordering


class Severity(StrEnum):
    """What a problem does to the publication."""

    FAILURE = "failure"
    """Nothing is published until it is mended."""
    WARNING = "warning"
    """It is published; somebody should look, and can write in `acknowledgements.csv` that they did."""
    NOTE = "note"
    """A harmless difference that was evened out, or a warning that has been acknowledged."""


@dataclass(frozen=True)
class Place:
    """Where a problem stands: a file of the package, its line as an editor counts them, a column, a row's key."""

    file: str
    line: int | None = None
    column: str | None = None
    row_key: str = ""


@total_ordering
@dataclass(frozen=True)
class Issue:
    """One problem. Issues sort by file, line and column, in the order in which somebody mends them."""

    check: str
    """The stable name of the kind of problem, and its anchor on the page of problems."""
    severity: Severity
    file: str
    """Path inside the package, with forward slashes."""
    line: int | None
    """Counted from 1 as an editor does; None where the problem is the file's, or where a line is lacking."""
    column: str | None
    message: str
    remedy: str
    value: str = ""
    """The value found, whole, as it stands in the file."""
    row_key: str = ""
    """The row's key, its parts joined by `/`: what an acknowledgement names."""

    @property
    def text(self) -> str:
        """What is wrong and what to do, in one line."""
        return f"{self.message} {self.remedy}".rstrip()

    def __lt__(self, other: "Issue") -> bool:
        return self._order < other._order

    @property
    def _order(self) -> tuple[str, int, str, Severity, str, str, str, str, str]:
        place = (self.file, self.line or 0, self.column or "")
        return (*place, self.severity, self.check, self.message, self.remedy, self.value, self.row_key)
