"""The kinds of problem, from `kinds.toml`, and the issues made of them."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ratings_site.check.issues import Issue, Place, Severity

_CONTENT = tomllib.loads(Path(__file__).with_name("kinds.toml").read_text(encoding="utf-8"))

INTRODUCTION: str = _CONTENT["introduction"]
"""What stands above the kinds on their page."""


@dataclass(frozen=True)
class Kind:
    """One kind of problem; names in braces in its message and remedy stand for the value found and for details."""

    title: str
    message: str
    remedy: str
    when: str
    severity: Severity = Severity.FAILURE
    may_be_accepted: bool = False
    """It stops the publication until a row of `acknowledgements.csv` says that it is meant."""
    example: Mapping[str, Any] | None = None
    """The place and the details of the message that the page shows."""
    in_excel: str = ""
    in_editor: str = ""
    by_hand: str = ""
    """What to do in Excel or in a text editor, where it is the same."""
    in_editor_only: str = ""
    elsewhere: str = ""


@dataclass(frozen=True)
class Section:
    """Kinds of problem that belong together, by their stable names."""

    title: str
    introduction: str
    kinds: Mapping[str, Kind]


def _kind(described: dict[str, Any]) -> Kind:
    return Kind(**(described | {"severity": Severity(described.get("severity", "failure"))}))


SECTIONS = tuple(
    Section(one["title"], one["introduction"], {name: _kind(described) for name, described in one["kinds"].items()})
    for one in _CONTENT["sections"]
)

KINDS: Mapping[str, Kind] = {name: kind for section in SECTIONS for name, kind in section.kinds.items()}
"""By stable name. Each has a section of the same name on the page of problems."""

_LONGEST_VALUE = 60
_LONGEST_DETAIL = 400
_UNSHOWABLE = re.compile(
    "[\x00-\x1f\x7f-\xa0\u00ad\u034f\u061c\u115f\u1160\u1680\u17b4\u17b5\u180b-\u180f\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000"
    "\u2800\u3164\ud800-\udfff\ue000-\uf8ff\ufe00-\ufe0f\ufeff\uffa0\ufff0-\uffff\U0001d173-\U0001d17a\U000e0000-\U0010ffff]"
)
_SIGNS = {"\n": "[line break]", "\r": "[line break]", "\t": "[tab]"}


def issue(check: str, place: Place, **details: str | int) -> Issue:
    """Make an issue of a kind; its words name the details, one of which may be the `value` found."""
    kind = KINDS[check]
    words = {name: shown(str(detail), _LONGEST_DETAIL) for name, detail in details.items()}
    value = str(details.get("value", ""))
    words["value"] = shown(value)
    message, remedy = kind.message.format_map(words), kind.remedy.format_map(words)
    return Issue(check, kind.severity, place.file, place.line, place.column, message, remedy, value, place.row_key)


def shown(value: str, longest: int = _LONGEST_VALUE) -> str:
    """Write a value so that it can be seen: cut if long, with hidden characters by their number (`[U+200B]`)."""
    cut = value if len(value) <= longest else value[: longest - 3] + "..."
    return _UNSHOWABLE.sub(lambda match: _SIGNS.get(match.group(), f"[U+{ord(match.group()):04X}]"), cut)
