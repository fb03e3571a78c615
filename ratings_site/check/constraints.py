"""What the descriptor demands of the tables, and what of them breaks it, in our words.

What an earlier look at the cells has refused already is not said again.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from ratings_site.check.characters import as_id, did_you_mean, is_id_pattern
from ratings_site.check.frictionless_rows import DescriptionError, Refusal, judge_rows
from ratings_site.check.issues import Findings, Place
from ratings_site.check.references import References
from ratings_site.check.sheets import Row, Sheet
from ratings_site.check.values import Verdict, became_date, is_link, refused
from ratings_site.model.tables import NOT_RATED, RATINGS, Field

_ROWS_FOR_AN_EXAMPLE = 200
_MOST_GUESSES = 500
"""So many refused cells of one table get a guess at what was meant, and an example."""

_ENOUGH_REPEATED = 5
_ENOUGH_SHARE = 0.1


def check_constraints(sheets: Mapping[str, Sheet], resources: Mapping[str, Mapping[str, Any]], found: Findings) -> None:
    """Judge types, allowed values, keys and links between tables; mark what is refused as in doubt.

    The rows get their values. `resources` is the descriptor's word on each table.
    """
    references = References(sheets)
    for name, sheet in sheets.items():
        if not sheet.usable:
            continue
        try:
            judged = judge_rows(sheet, resources[name]["schema"], sheets)
        except DescriptionError:
            where = f'the table "{name}"'
            found.add("descriptor-wrong", Place("datapackage.json"), what="schema", where=where, rule="")
            sheet.usable = False
            continue
        judge = _Judge(sheet, found, references)
        for row, values in zip(sheet.rows, judged.values, strict=False):
            row.values = values
        for refusal in sorted(judged.refusals, key=lambda one: (one.row, one.broken != "key")):
            judge.judge(refusal)
        judge.check_combinations(resources[name]["schema"].get("uniqueKeys", []))
        judge.report_repetition()
    references.report(found)


_Problem = tuple[str, Place, dict[str, str]]


class _Judge:
    """Turns what is refused of one table into issues."""

    def __init__(self, sheet: Sheet, found: Findings, references: References) -> None:
        self.sheet = sheet
        self.found = found
        self.references = references
        self.columns = {column.name: column for column in sheet.schema.fields}
        self._explained = 0
        self.key = sheet.schema.primary_key
        self._rows_again: dict[int, _Problem] = {}
        """By line, the rows whose key repeats: the row is there twice, so its other values are as well."""
        self._first: dict[tuple[str, ...], dict[tuple[str, ...], Row]] = {}

    def judge(self, refusal: Refusal) -> None:
        """Report a refusal, unless something was said of the cell before."""
        row = self.sheet.rows[refusal.row]
        if refusal.broken == "stopped":
            self.found.add("too-many-problems", Place(self.sheet.path, row.line))
            self.sheet.usable = False
            return
        if self._in_doubt(row, refusal.columns):
            return
        if refusal.broken == "link":
            self.references.add(self.sheet, row, refusal.columns, refusal.target)
        elif refusal.broken == "key":
            self._judge_key(row)
        elif refusal.broken == "unique":
            if refusal.columns != self.key:
                self._judge_repeated(row, refusal.columns, "repeated-value")
        else:
            self._judge_cell(row, refusal.columns[0], refusal.broken)

    def _judge_cell(self, row: Row, name: str, broken: str) -> None:
        self._explained += 1
        rows = self.sheet.rows[:_ROWS_FOR_AN_EXAMPLE] if self._explained <= _MOST_GUESSES else []
        cell = row.cells[name]
        verdict = _explained(self.columns[name], broken, cell, [other.cells[name] for other in rows])
        row.in_doubt.add(name)
        self.found.add(verdict.check, self.sheet.place(row, name), value=cell, **verdict.details)

    def _judge_key(self, row: Row) -> None:
        if any(row.cells[name] for name in self.key):
            self._judge_repeated(row, self.key, "repeated-key")
        else:
            row.in_doubt.update(self.key)
            self.found.add("missing-value", self.sheet.place(row, self.key[0]))

    def _judge_repeated(self, row: Row, columns: tuple[str, ...], check: str) -> None:
        first = self._first_with(row, columns)
        if first is row or self._in_doubt(first, columns) or row.line in self._rows_again:
            return
        if check == "repeated-key" and row.cells == first.cells:
            check = "repeated-row"
        verdict = self._pdu_in_two_regions(row, first) if check == "repeated-key" else None
        verdict = verdict or refused(check, first=str(first.line), columns=" and ".join(columns))
        value = "/".join(row.cells[name] for name in columns)
        row.in_doubt.update(columns)
        place = self.sheet.place(row, columns[0] if len(columns) == 1 and check != "repeated-row" else None)
        one = (verdict.check, place, {**verdict.details, "value": value})
        if columns == self.key:
            self._rows_again[row.line] = one
        else:
            self._report(one)

    def _report(self, one: _Problem) -> None:
        check, place, details = one
        self.found.add(check, place, **details)

    def _first_with(self, row: Row, columns: tuple[str, ...]) -> Row:
        if columns not in self._first:
            rows = reversed(self.sheet.rows)
            self._first[columns] = {tuple(one.cells[name] for name in columns): one for one in rows}
        return self._first[columns][tuple(row.cells[name] for name in columns)]

    def _in_doubt(self, row: Row, columns: tuple[str, ...]) -> bool:
        return not row.in_doubt.isdisjoint(columns)

    def _pdu_in_two_regions(self, row: Row, first: Row) -> Verdict | None:
        regions = [one.cells.get("region_id", "") for one in (first, row)]
        if self.sheet.schema.name != "pdus" or regions[0] == regions[1]:
            return None
        return refused("pdu-in-two-regions", region=regions[1], other=regions[0], first=str(first.line))

    def check_combinations(self, combinations: list[list[str]]) -> None:
        """Judge the columns that are unique together, which Frictionless passes over."""
        for columns in combinations:
            seen: dict[tuple[str, ...], Row] = {}
            for row in self.sheet.rows:
                values = tuple(row.cells[name] for name in columns)
                repeated = all(values) and seen.setdefault(values, row) is not row
                if repeated and not self._in_doubt(row, tuple(columns)):
                    self._judge_repeated(row, tuple(columns), "repeated-combination")

    def report_repetition(self) -> None:
        """Report rows and keys that repeat; where very many do, one column of the key was sorted alone."""
        count, of = len(self._rows_again), len(self.sheet.rows)
        repeated_keys = sum(check != "repeated-row" for check, _, _ in self._rows_again.values())
        if repeated_keys >= _ENOUGH_REPEATED and count >= _ENOUGH_SHARE * of:
            row = next(row for row in self.sheet.rows if row.line == min(self._rows_again))
            place = self.sheet.place(row, self._sorted_column())
            value = row.cells[place.column] if place.column else ""
            self.found.add("column-sorted-alone", place, value=value, count=count, of=of)
            return
        for one in self._rows_again.values():
            self._report(one)

    def _sorted_column(self) -> str:
        """The last column of the key whose cells stand in order."""
        cells = {name: [row.cells[name] for row in self.sheet.rows] for name in self.key}
        return next((name for name in reversed(self.key) if cells[name] == sorted(cells[name])), self.key[-1])


_MOST_ZEROS = 4


def _explained(column: Field, broken: str, cell: str, others: Sequence[str]) -> Verdict:
    """Say which kind of mistake a cell holds, given what of its column it breaks (`required`, `enum`, …).

    `others` are cells of the same column, from which an example is taken; without any, nothing is guessed either.
    """
    match broken:
        case "required":
            return refused("missing-value")
        case "enum":
            return _not_listed(column, cell, guess=bool(others))
        case "pattern":
            return _wrong_form(column, cell, others)
        case "minimum":
            return refused("date-too-early" if column.type == "date" else "number-too-small", limit=column.minimum)
        case "maximum":
            return refused("date-too-late" if column.type == "date" else "number-too-large", limit=column.maximum)
        case _:
            return refused("wrong-value", title=column.title or column.name)


def _not_listed(column: Field, cell: str, *, guess: bool) -> Verdict:
    allowed = _in_words(column.enum)
    hint = did_you_mean(cell, column.enum) if guess else ""
    is_rating = set(RATINGS) <= set(column.enum) <= {*RATINGS, NOT_RATED}
    return refused("not-a-rating" if is_rating else "not-in-list", allowed=allowed, hint=hint)


def _in_words(values: Iterable[str]) -> str:
    """Join values as a sentence does: a, b or c."""
    *first, last = values
    return f"{', '.join(first)} or {last}" if first else last


def _wrong_form(column: Field, cell: str, others: Sequence[str]) -> Verdict:
    pattern = re.compile(column.pattern)
    if is_link(column.name):
        return refused("not-a-link")
    if is_id_pattern(column.pattern):
        meant = as_id(cell)
        return refused("not-an-id", hint=f' Write "{meant}".' if meant else "")
    if became_date(cell):
        return refused("became-date")
    padded = (f"{'0' * zeros}{cell}" for zeros in range(1, _MOST_ZEROS + 1))
    if whole := next((code for code in padded if cell.isdigit() and pattern.match(code)), ""):
        return refused("lost-zeros", likely=whole)
    example = next((other for other in others if other and other != cell and pattern.match(other)), "")
    hint = f' Others in this column look like "{example}".' if example else ""
    return refused("wrong-form", title=column.title or column.name, hint=hint)
