"""What every kind of problem has: how severe it is, and its words."""

from dataclasses import dataclass

from ratings_site.check.issues import Severity


@dataclass(frozen=True)
class Kind:
    """The words of one kind of problem; names in braces stand for the value found and for details."""

    severity: Severity
    message: str
    remedy: str = ""


def failure(message: str, remedy: str) -> Kind:
    """Describe a kind that stops the publication."""
    return Kind(Severity.FAILURE, message, remedy)


def warning(message: str, remedy: str) -> Kind:
    """Describe a kind that somebody should look at, and that does not stop the publication."""
    return Kind(Severity.WARNING, message, remedy)
