"""Two packages side by side: which rows were added, removed and changed.

Then what a slip of the hand does to a whole table, seen by comparing its rows with those released: nobody meant it.
"""

import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from ratings_site.model.corrections import Cell, build_corrections
from ratings_site.model.rows import Correction
from ratings_site.model.tables import Key, Tables, TextRow, build_row_key, build_text_rows

TOLD: Mapping[str, Any] = tomllib.loads(Path(__file__).with_name("queries.toml").read_text(encoding="utf-8"))
"""What is asked of two packages, and what is said of what stops their publication."""

Rows = Mapping[Key, TextRow]
"""Rows as text, by key."""


class Difference(NamedTuple):
    """How the rows of one table differ; `changed` holds the old and the new row in the columns both packages have."""

    added: Mapping[Key, TextRow]
    removed: Mapping[Key, TextRow]
    changed: Mapping[Key, tuple[TextRow, TextRow]]

    def __bool__(self) -> bool:
        return any(self)


class Comparison:
    """The old and the new package, and the rows of both by table and key.

    A table that only one of them has is empty in the other.
    """

    def __init__(self, old: Tables, new: Tables) -> None:
        self.old, self.new = old, new
        self.schemas = {**new.package.schemas, **old.package.schemas, **new.package.schemas}
        self.before: Mapping[str, Rows] = defaultdict(dict, {name: build_text_rows(old, name) for name in self.schemas})
        self.now: Mapping[str, Rows] = defaultdict(dict, {name: build_text_rows(new, name) for name in self.schemas})
        self.differences = {name: _difference(self.before[name], self.now[name]) for name in self.schemas}
        added = self.difference("corrections").added
        corrections = reversed(build_corrections(new))
        self.corrections: tuple[Correction, ...] = tuple(c for c in corrections if (c.correction_id,) in added)
        """The corrections that the newer package has more, oldest first."""

    def difference(self, table: str) -> Difference:
        """How the rows of a table differ; a table that neither package has does not."""
        return self.differences.get(table, Difference({}, {}, {}))

    def either(self, table: str, *key: str) -> TextRow:
        """A row as it is now, or as it was, or an empty one."""
        return self.now[table].get(key) or self.before[table].get(key) or {}

    def name(self, table: str, key: str) -> str:
        """What a row is called, now or before; by its key where it is not known."""
        return self.either(table, key).get("name", key)


def find_correction(corrections: Iterable[Correction], cell: Cell, *, was: str, now: str) -> str:
    """The id of the newest correction that leads a cell from `was` to `now`, or "" where none does.

    Several corrections of one cell, given oldest first, form a chain: each takes up what the one before it left.
    """
    value, last = was, ""
    for correction in (correction for correction in corrections if correction.cell == cell):
        if correction.was != value:
            return ""
        value, last = correction.now, correction.correction_id
    return last if value == now else ""


def _difference(old: Mapping[Key, TextRow], new: Mapping[Key, TextRow]) -> Difference:
    """Which rows were added, removed and changed, each in key order."""
    return Difference(
        added={key: row for key, row in new.items() if key not in old},
        removed={key: row for key, row in old.items() if key not in new},
        changed={
            key: (old[key], row)
            for key, row in new.items()
            if key in old and any(old[key].get(column, value) != value for column, value in row.items())
        },
    )


LOST_ROWS = "table-lost-rows"
"""The one of these that can be meant: staff acknowledge it."""

LARGEST_LOSS = 20
"""A table may lose one row in so many without being asked about."""

_MOVED = 10
"""So many cells that hold another row's value are no coincidence, if the column as a whole holds the same values."""


Moved = tuple[str, int, int]
"""A column that was sorted or pasted without the others, the first row with another value, and how many have one."""


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
    return (column, changed[0][0], len(changed)) if same else None


def find_renamed(old: Rows, new: Rows) -> dict[Key, Key]:
    """The rows that are the same under another key: the new key by the old one."""
    gone: dict[tuple[str, ...], list[Key]] = {}
    for key in old.keys() - new.keys():
        gone.setdefault(_rest(old[key], key), []).append(key)
    same = ((gone.get(_rest(new[key], key), []), key) for key in new.keys() - old.keys())
    return {before[0]: key for before, key in same if len(before) == 1}


def _rest(row: TextRow, key: Key) -> tuple[str, ...]:
    """A row without its key; one that says nothing else says nothing about another's."""
    rest = tuple(value for value in row.values() if value not in key)
    return rest if any(rest) else key


def find_lost(old: Rows, new: Rows) -> list[Key]:
    """The rows that are gone, where they are more than one in twenty; a row under another key is not gone."""
    renamed = find_renamed(old, new)
    lost = [key for key in old if key not in new and key not in renamed]
    return lost if len(lost) * LARGEST_LOSS > len(old) else []


def lost_words(path: str, lost: Sequence[Key], before: int) -> dict[str, str]:
    """What is said of a table that lost rows, and what to do."""
    return words_of(LOST_ROWS, path=path, count=len(lost), before=before, first=build_row_key(lost[0]))


def words_of(check: str, **gaps: object) -> dict[str, str]:
    """The message and the remedy of a kind of problem."""
    return {name: text.format(**gaps) for name, text in TOLD["problems"][check].items()}
