"""What the descriptor demands of the tables, and what of them breaks it, in our words.

What an earlier look at the cells has refused already is not said again.
"""

from collections.abc import Mapping
from typing import Any

from ratings_site.check.explain import explain_refusal
from ratings_site.check.findings import Findings
from ratings_site.check.issues import Place
from ratings_site.check.package import DescriptionError, Refusal, find_refusals
from ratings_site.check.references import References
from ratings_site.check.sheets import Row, Sheet
from ratings_site.check.verdicts import Verdict, refused

_ROWS_FOR_AN_EXAMPLE = 200
_MOST_GUESSES = 500
"""So many refused cells of one table get a guess at what was meant, and an example."""

_ENOUGH_REPEATED = 5
_ENOUGH_SHARE = 0.1


def check_demands(sheets: Mapping[str, Sheet], resources: Mapping[str, Mapping[str, Any]], found: Findings) -> None:
    """Judge types, allowed values, keys and links between tables; mark what is refused as in doubt.

    `resources` is the descriptor's word on each table; a table without one is only there for the others' links.
    """
    references = References(sheets)
    for name, sheet in sheets.items():
        resource = resources.get(name)
        judge = _Judge(sheet, found, references)
        if not sheet.usable or resource is None:
            judge.report_repetition()
            continue
        try:
            refusals = find_refusals(sheet, resource["schema"], sheets)
        except DescriptionError:
            where = f'the table "{name}"'
            found.add("descriptor-wrong", Place("datapackage.json"), what="schema", where=where, rule="")
            continue
        for refusal in sorted(refusals, key=lambda one: (one.row, one.broken != "key")):
            judge.judge(refusal)
        judge.check_combinations(resource["schema"].get("uniqueKeys", []))
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
        verdict = explain_refusal(self.columns[name], broken, cell, [other.cells[name] for other in rows])
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
        verdict = self._pdu_in_two_regions(row, first) if check == "repeated-key" else None
        verdict = verdict or refused(check, first=str(first.line), columns=" and ".join(columns))
        value = "/".join(row.cells[name] for name in columns)
        row.in_doubt.update(columns)
        place = self.sheet.place(row, columns[0] if len(columns) == 1 else None)
        one = (verdict.check, place, {**verdict.details, "value": value})
        if check == "repeated-key":
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
        return bool((row.in_doubt | self.sheet.absent) & set(columns))

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
        count, of = len(self._rows_again) + len(self.sheet.repeated), len(self.sheet.rows) + len(self.sheet.repeated)
        if len(self._rows_again) >= _ENOUGH_REPEATED and count >= _ENOUGH_SHARE * of:
            row = next(row for row in self.sheet.rows if row.line == min(self._rows_again))
            place = self.sheet.place(row, self._sorted_column())
            value = row.cells[place.column] if place.column else ""
            self.found.add("column-sorted-alone", place, value=value, count=count, of=of)
            return
        for one in self._rows_again.values():
            self._report(one)
        for line, first in self.sheet.repeated:
            self.found.add("repeated-row", Place(self.sheet.path, line), first=first)

    def _sorted_column(self) -> str:
        """The last column of the key whose cells stand in order."""
        cells = {name: [row.cells[name] for row in self.sheet.rows] for name in self.key}
        return next((name for name in reversed(self.key) if cells[name] == sorted(cells[name])), self.key[-1])
