"""The words of every problem, in one place: for each kind what is wrong, and what to do.

The readers are staff in a hurry who work in Excel. A message names the value as it stands in the file, says what must
be true, and the remedy is something they can do. No word of it needs a programmer.
"""

import re

from ratings_site.check.issues import Issue, Place
from ratings_site.check.wording import cells, changes, descriptor, files, rules, tables
from ratings_site.check.wording.kinds import Kind

KINDS: dict[str, Kind] = {
    **files.KINDS,
    **tables.KINDS,
    **cells.KINDS,
    **rules.KINDS,
    **descriptor.KINDS,
    **changes.KINDS,
}
"""By stable name. Each has a section of the same name on the page of problems."""

_LONGEST_VALUE = 60
_LONGEST_DETAIL = 400
_UNSHOWABLE = re.compile(
    "[\x00-\x1f\x7f-\xa0\u00ad\u034f\u061c\u115f\u1160\u1680\u17b4\u17b5\u180b-\u180f\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000"
    "\u2800\u3164\ud800-\udfff\ue000-\uf8ff\ufe00-\ufe0f\ufeff\uffa0\ufff0-\uffff\U0001d173-\U0001d17a\U000e0000-\U0010ffff]"
)


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


_SIGNS = {"\n": "[line break]", "\r": "[line break]", "\t": "[tab]"}
