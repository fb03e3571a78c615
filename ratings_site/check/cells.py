"""Cells: each is judged by itself, by its text first and then by what its column holds."""

import re
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property, lru_cache

from ratings_site.check.cell_text import COMPOSED, NAMES, check_text, check_words, is_placeholder
from ratings_site.check.characters import as_id, find_foreign_letter, find_same, is_id_pattern
from ratings_site.check.issues import Findings
from ratings_site.check.released import Before
from ratings_site.check.sheets import Sheet
from ratings_site.check.values import (
    Verdict,
    became_date,
    check_date,
    check_link,
    check_number,
    is_link,
    is_scientific,
    refused,
)
from ratings_site.model.changes import slips
from ratings_site.model.tables import Field, TableSchema

LONGEST_CELL = 5000
"""No cell is longer, whatever its column allows."""

SCHEDULED_AHEAD = timedelta(days=730)
"""A report can be scheduled two years ahead; a later date is a slip of the pen."""

_ID = re.compile("[a-z0-9]+(?:-[a-z0-9]+)*")
_FIRST_YEAR = 2001
_REMEMBERED = 200
_YES, _NO = {"y", "yes", "true", "1", "t", "ydy", "oes", "ie"}, {"n", "no", "false", "0", "f", "nac ydy", "nage"}


def check_cells(sheet: Sheet, found: Findings, *, last_day: date, before: Before) -> None:
    """Judge every cell of a sheet by itself; where it is plain what was meant, the sheet goes on with that.

    `last_day` is the day of the check: only reports may be dated later (they are scheduled). `before`
    tells what a cell said in the last release.
    """
    for column in sheet.schema.fields:
        judge = _judge_of(column, is_code=_is_code(column, sheet.schema), last_day=last_day)
        for row in sheet.rows:
            cell = row.cells[column.name]
            spoilt = _spoilt(cell, before(row, column.name)) if column.type == "string" else ()
            for verdict in spoilt or (judge(cell) if cell else ()):
                if verdict.check != COMPOSED:
                    found.add(verdict.check, sheet.place(row, column.name), value=cell, **verdict.details)
                row.cells[column.name] = verdict.meant or ""
                if verdict.meant is None:
                    row.in_doubt.add(column.name)


def _is_code(column: Field, schema: TableSchema) -> bool:
    """Whether a column holds identifiers, codes or listed values rather than names and prose."""
    keys = {name for key in schema.foreign_keys for name in key.fields}
    return bool(column.enum or column.pattern) or column.name in keys


def _spoilt(cell: str, was: str) -> tuple[Verdict, ...]:
    """What a program made of a text that the last release has as it was typed."""
    if was in {"", cell}:
        return ()
    if slips.became_date(was, cell):
        return (Verdict("word-became-date", was, {"meant": f'"{was}"'}),)
    return (refused("letters-lost", was),) if slips.lost_letters(was, cell) else ()


@dataclass
class _Judge:
    """Judges the cells of one column, each different one once in the life of the program."""

    column: Field
    is_code: bool
    last_day: date
    known: dict[str, tuple[Verdict, ...]] = field(default_factory=dict)

    def __call__(self, cell: str) -> tuple[Verdict, ...]:
        if len(cell) > _REMEMBERED:
            return self._judge(cell)
        if cell not in self.known:
            self.known[cell] = self._judge(cell)
        return self.known[cell]

    def _judge(self, cell: str) -> tuple[Verdict, ...]:
        """At most one verdict where it is plain what was meant; two where a second mistake makes that unknown."""
        first = self._check_length(cell) or check_text(cell, is_words=self._is_words, is_name=self._is_name)
        if first is None:
            second = self._check_value(cell)
            return (second,) if second else ()
        second = self._check_value(first.meant) if first.meant else None
        if second is None:
            return (first,)
        if second.meant is None or first.check == COMPOSED:
            return first, second
        return (Verdict(first.check, second.meant, {**first.details, "meant": second.meant}),)

    @cached_property
    def _is_words(self) -> bool:
        return self.column.type == "string"

    @cached_property
    def _is_name(self) -> bool:
        return self.is_code or self.column.name in NAMES

    def _check_length(self, cell: str) -> Verdict | None:
        longest = min(LONGEST_CELL, self.column.max_length or LONGEST_CELL)
        if len(cell) <= longest:
            return None
        return refused("cell-too-long", length=f"{len(cell):,}", limit=f"{longest:,}")

    def _check_value(self, cell: str) -> Verdict | None:
        if is_placeholder(cell) and cell not in self.column.enum:
            return refused("placeholder")
        if self._is_words:
            return self._check_words(cell)
        if self.column.type == "date":
            return check_date(cell) or self._check_day(date.fromisoformat(cell))
        if self.column.type == "boolean":
            return _check_yes_or_no(cell)
        return check_number(cell, whole=self.column.type == "integer")

    def _check_day(self, day: date) -> Verdict | None:
        if day.year < _FIRST_YEAR:
            return refused("date-too-early")
        last = self.last_day
        if self.column.name == "published":
            last = min(last, date.max - SCHEDULED_AHEAD) + SCHEDULED_AHEAD
        if day > last:
            return refused("date-in-future", last=last.isoformat())
        return None

    def _check_words(self, cell: str) -> Verdict | None:
        if is_scientific(cell):
            return refused("scientific-number")
        if self.column.enum:
            return _check_listed(cell, self.column.enum)
        if is_link(self.column.name):
            return check_link(cell)
        if became_date(cell) and not self.is_code:
            return Verdict("word-became-date", None, {"meant": "the words that were there"})
        verdict = check_words(cell, is_code=self.is_code, is_name=self._is_name)
        return verdict or (_check_id(cell) if self._holds_new_ids else None)

    @cached_property
    def _holds_new_ids(self) -> bool:
        return is_id_pattern(self.column.pattern)


@lru_cache(maxsize=1000)  # whoever follows edits, or checks before and after a change, judges only what is new
def _judge_of(column: Field, *, is_code: bool, last_day: date) -> _Judge:
    return _Judge(column, is_code, last_day)


def _check_yes_or_no(cell: str) -> Verdict | None:
    if cell in {"yes", "no"}:
        return None
    folded = cell.casefold()
    return refused("not-yes-or-no", "yes" if folded in _YES else "no" if folded in _NO else None)


def _check_listed(cell: str, allowed: tuple[str, ...]) -> Verdict | None:
    """A listed value that is written nearly right; one that is not listed at all is found by the description."""
    same = "" if cell in allowed else find_same(cell, allowed)
    if not same:
        return None
    if same.casefold() == cell.casefold():
        return refused("wrong-case", same)
    letter = find_foreign_letter(cell)
    return refused("look-alike-letter", same, letter=letter) if letter else refused("look-alike-dash", same)


def _check_id(cell: str) -> Verdict | None:
    if _ID.fullmatch(cell):
        return None
    meant = as_id(cell)
    if re.fullmatch("[A-Za-z0-9-]+", cell) and cell.lower() == meant:
        return refused("wrong-case", meant)
    return refused("not-an-id", meant or None, hint=f' Write "{meant}".' if meant else "")
