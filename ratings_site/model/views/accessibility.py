"""What the accessibility statement says: the model that the law prescribes, with the facts of a small file.

The model is that of the Public Sector Bodies (Websites and Mobile Applications) (No. 2) Accessibility Regulations 2018.
"""

import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from ratings_site.model.directory import Directory
from ratings_site.model.views.words import day_words

FACTS = Path(__file__).parents[2] / "wording" / "accessibility.toml"


@dataclass(frozen=True)
class Statement:
    """The facts of the statement: its days, what was tested, and what is not as it should be."""

    prepared: date
    reviewed: date
    tested: date
    how: str
    next: str
    limit: str
    known: tuple[str, ...]
    exceptions: tuple[str, ...]
    outside: tuple[str, ...]


@dataclass(frozen=True)
class AccessibilityView:
    """The page of the statement; days are in words."""

    prepared: str
    reviewed: str
    tested: str
    statement: Statement


def read_statement() -> Statement:
    """Read the facts; a key too many or too few is an error."""
    read = tomllib.loads(FACTS.read_text(encoding="utf-8"))
    facts: dict[str, Any] = {key: tuple(value) if isinstance(value, list) else value for key, value in read.items()}
    return Statement(**facts)


def build_accessibility_view(_directory: Directory) -> AccessibilityView:
    """Say the statement; it is the same whatever the data is."""
    return accessibility_view(read_statement())


def accessibility_view(statement: Statement) -> AccessibilityView:
    """The page of a statement: a site without exceptions complies fully."""
    return AccessibilityView(
        prepared=day_words(statement.prepared),
        reviewed=day_words(statement.reviewed),
        tested=day_words(statement.tested),
        statement=statement,
    )
