"""What a slip of the hand does to a whole table, seen by comparing its rows with those released: nobody meant it.

Rows are text by key, as `cells` gives them.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ratings_site.model.tables import Key, TextRow

Rows = Mapping[Key, TextRow]

LOST_ROWS = "table-lost-rows"
"""The one of these that can be meant: staff acknowledge it."""

LARGEST_LOSS = 20
"""A table may lose one row in so many without being asked about."""

_MOVED = 10
"""So many cells that hold another row's value are no coincidence, if the column as a whole holds the same values."""


@dataclass(frozen=True)
class Moved:
    """A column that was sorted or pasted without the others: the first row with another value, and how many."""

    column: str
    row: int
    count: int
    of: int


def find_moved(old: Rows, new: Sequence[TextRow], key: Sequence[str]) -> list[Moved]:
    """The columns that hold the same values as before on other rows, and nothing else.

    A row is known by its key; for a column of the key, by all that stands beside it.
    """
    shared = [name for name in (new[0] if new else ()) if name in next(iter(old.values()), {})]
    of_key = [name for name in key if name in shared]
    rest = [name for name in shared if name not in of_key]
    moved = [one for name in rest if (one := _moved(name, old, new, of_key))]
    if len(moved) == 1 and old.keys() == {tuple(row[name] for name in of_key) for row in new}:
        return moved
    return [one for name in of_key if (one := _moved(name, old, new, [*of_key, *rest], but=name))] or moved


def _moved(column: str, old: Rows, new: Sequence[TextRow], columns: Sequence[str], *, but: str = "") -> Moved | None:
    known_by = [name for name in columns if name != but]
    known = [tuple(row[name] for name in known_by) for row in (*old.values(), *new)]
    times = Counter(known)
    before = dict(zip(known, (row[column] for row in old.values()), strict=False))
    after = zip(known[len(old) :], (row[column] for row in new), strict=True)
    pairs = [(at, before.get(name), now) for at, (name, now) in enumerate(after) if times[name] == 2]  # noqa: PLR2004
    changed = [(at, was, now) for at, was, now in pairs if was is not None and was != now]
    if len(changed) < _MOVED:
        return None
    same = Counter(was for _, was, _ in changed) == Counter(now for *_, now in changed)
    same = same or Counter(row[column] for row in old.values()) == Counter(row[column] for row in new)
    return Moved(column, changed[0][0], len(changed), len(new)) if same else None


def find_renamed(old: Rows, new: Rows) -> dict[Key, Key]:
    """The rows that are the same under another key: the new key by the old one."""
    gone: dict[tuple[str, ...], list[Key]] = {}
    for key in old.keys() - new.keys():
        gone.setdefault(_rest(old[key], key), []).append(key)
    renamed = {}
    for key in new.keys() - old.keys():
        same = gone.get(_rest(new[key], key), [])
        if len(same) == 1:
            renamed[same[0]] = key
    return renamed


def _rest(row: TextRow, key: Key) -> tuple[str, ...]:
    """A row without its key; one that says nothing else says nothing about another's."""
    rest = tuple(value for value in row.values() if value not in key)
    return rest if any(rest) else key


def find_lost(old: Rows, new: Rows) -> list[Key]:
    """The rows that are gone, where they are more than one in twenty; a row under another key is not gone."""
    renamed = find_renamed(old, new)
    lost = [key for key in old if key not in new and key not in renamed]
    return lost if len(lost) * LARGEST_LOSS > len(old) else []


def lost_words(path: str, lost: int, before: int, first: str) -> dict[str, str]:
    """What is said of a table that lost rows, and what to do."""
    message = f"{lost} of {before} rows of the last release are gone, {first} the first of them."
    remedy = (
        f"Was a filter on when it was saved? Take the file back (git restore datapackage/{path}), and show all rows "
        f"before you save. If they are meant to go, add a row to acknowledgements.csv: check {LOST_ROWS}, file {path}, "
        "with the reason and today's date."
    )
    return {"message": message, "remedy": remedy}


_MONTH = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_IN_WORDS = re.compile(rf"(?:[0-9]{{1,2}} )?(?:{_MONTH})[a-z]*(?: [0-9]{{4}})?", re.IGNORECASE)
_AS_DATE = re.compile(
    r"[0-9]{1,2}[-/.][0-9]{1,2}[-/.](?:[0-9]{4}|[0-9]{2})|[0-9]{4}-[0-9]{2}-[0-9]{2}|[345][0-9]{4}"
    rf"|[0-9]{{1,2}}-(?:{_MONTH})(?:-[0-9]{{2,4}})?|(?:{_MONTH})-[0-9]{{2,4}}",
    re.IGNORECASE,
)


_DIGITS = re.compile(r"[0-9]+(?:\.[0-9]+)?")


def became_date(was: str, now: str) -> bool:
    """Whether a month in words has become the date that a spreadsheet makes of it: `Sep-24`, `09/01/24`, `45536`."""
    return bool(_IN_WORDS.fullmatch(was) and _AS_DATE.fullmatch(now))


def lost_noughts(was: str, now: str) -> bool:
    """Whether a text of digits has lost the noughts that a spreadsheet takes for nothing: `1.0` is 1, `007` is 7."""
    return len(now) < len(was) and bool(_DIGITS.fullmatch(was) and _DIGITS.fullmatch(now)) and float(was) == float(now)


def lost_letters(was: str, now: str) -> bool:
    """Whether letters beyond the plain ones were saved as question marks."""
    changed = [pair for pair in zip(was, now, strict=False) if pair[0] != pair[1]]
    return len(was) == len(now) and bool(changed) and all(old > "\x7f" and new == "?" for old, new in changed)
