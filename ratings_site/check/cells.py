"""Cells: what is wrong with the text of each, whatever table it is in, and with how a date or number is written."""

import re
import unicodedata
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property

from ratings_site.check import characters
from ratings_site.check.dates import check_date
from ratings_site.check.issues import Findings
from ratings_site.check.links import check_link
from ratings_site.check.numbers import check_number, is_scientific
from ratings_site.check.sheets import Sheet
from ratings_site.check.suggestions import as_id, find_same, is_id_pattern
from ratings_site.check.verdicts import Verdict, refused
from ratings_site.check.wording import issue
from ratings_site.model.tables import Field, TableSchema

LONGEST_CELL = 5000
"""No cell is longer, whatever its column allows."""

SCHEDULED_AHEAD = timedelta(days=730)
"""A report can be scheduled two years ahead; a later date is a slip of the pen."""

_COMPOSED = "decomposed-letters"
_FIRST_YEAR = 2001
_REMEMBERED = 200
_NAMES = {"name", "place", "title", "caption", "area", "publisher", "used_by", "topic", "measure", "section", "domain"}
_ERRORS = re.compile(r"#(?:REF!|N/A|NAME\?|VALUE!|DIV/0!|NUM!|NULL!|SPILL!|CALC!|GETTING_DATA|BLOCKED!|FIELD!)|^#{4,}$")
_PLACEHOLDERS = frozenset(
    (*"-–—.…?*/\\x", "--", "---", "..", "...", "??", "[x]", "[c]", "[z]", "na", "n/a", "n.a.", "n.a", "none", "null")
    + ("nil", "nan", "tba", "tbc", "tbd", "unknown", "not known", "not available", "not applicable", "to follow")
    + ("missing", "blank", "(blank)", "empty")
)
_YES, _NO = {"y", "yes", "true", "1", "t", "ydy", "oes", "ie"}, {"n", "no", "false", "0", "f", "nac ydy", "nage"}


def check_cells(sheet: Sheet, found: Findings, *, last_day: date) -> None:
    """Judge every cell of a sheet by itself; where it is plain what was meant, the sheet goes on with that.

    `last_day` is the package's own date: only reports may be dated later (they are scheduled).
    """
    for column in sheet.schema.fields:
        if column.name in sheet.absent:
            continue
        judge = _Judge(column, is_code=_is_code(column, sheet.schema), last_day=last_day)
        for row in sheet.rows:
            cell = row.cells[column.name]
            verdicts = judge(cell) if cell else ()
            for verdict in verdicts:
                if verdict.check != _COMPOSED:
                    found.add(issue(verdict.check, sheet.place(row, column.name), value=cell, **verdict.details))
                row.cells[column.name] = verdict.meant or ""
                if verdict.meant is None:
                    row.in_doubt.add(column.name)


def _is_code(column: Field, schema: TableSchema) -> bool:
    """Whether a column holds identifiers, codes or listed values rather than names and prose."""
    keys = {name for key in schema.foreign_keys for name in key.fields}
    return bool(column.enum or column.pattern) or column.name in keys


@dataclass
class _Judge:
    """Judges the cells of one column, each different one once."""

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
        first = self._check_text(cell)
        if first is None:
            second = self._check_value(cell)
            return (second,) if second else ()
        second = self._check_value(first.meant) if first.meant else None
        if second is None:
            return (first,)
        if second.meant is None or first.check == _COMPOSED:
            return first, second
        return (Verdict(first.check, second.meant, {**first.details, "meant": second.meant}),)

    def _check_value(self, cell: str) -> Verdict | None:
        return self._check_words(cell) if self.column.type == "string" else self._check_type(cell)

    def _check_text(self, cell: str) -> Verdict | None:
        longest = min(LONGEST_CELL, self.column.max_length or LONGEST_CELL)
        if len(cell) > longest:
            return refused("cell-too-long", length=f"{len(cell):,}", limit=f"{longest:,}")
        if _ERRORS.search(cell):
            return refused("spreadsheet-error")
        if not cell.isascii():
            verdict = _check_beyond_ascii(cell)
            if verdict is not None:
                return verdict
        if not cell.strip():
            return refused("only-blanks")
        if cell[0] in "\t\n" or (_first(cell) in self._formula_signs and not self._is_placeholder(cell)):
            return refused("formula-cell")
        if control := characters.CONTROL.search(cell):
            return refused("control-character", characters.CONTROL.sub("", cell).strip(), code=_code(control))
        if cell != cell.strip() or (self._is_name and "  " in cell):
            return refused("stray-space", " ".join(cell.split()) if self._is_name else cell.strip())
        return None

    @property
    def _is_name(self) -> bool:
        return self.is_code or self.column.name in _NAMES

    @property
    def _formula_signs(self) -> str:
        return "=@＝＠" if self.column.type in {"integer", "number", "date", "boolean"} else "=+-@＝＋－＠"

    def _is_placeholder(self, cell: str) -> bool:
        return cell.strip().casefold() in _PLACEHOLDERS and cell.strip() not in self.column.enum

    def _check_type(self, cell: str) -> Verdict | None:
        if self._is_placeholder(cell) and not cell.isdigit():
            return refused("placeholder")
        if self.column.type == "date":
            return check_date(cell) or self._check_day(date.fromisoformat(cell))
        if self.column.type in {"integer", "number"}:
            return check_number(cell, whole=self.column.type == "integer")
        if self.column.type == "boolean" and cell not in {"yes", "no"}:
            known = "yes" if cell.casefold() in _YES else "no" if cell.casefold() in _NO else None
            return refused("not-yes-or-no", known)
        return None

    def _check_day(self, day: date) -> Verdict | None:
        if day.year < _FIRST_YEAR:
            return refused("date-too-early")
        last = self.last_day
        if self.column.name == "published":
            last = min(last, date.max - SCHEDULED_AHEAD) + SCHEDULED_AHEAD
        if day > last and self.column.name != "acknowledged_on":
            return refused("date-in-future", last=last.isoformat())
        return None

    def _check_words(self, cell: str) -> Verdict | None:
        if self._is_placeholder(cell):
            return refused("placeholder")
        if is_scientific(cell):
            return refused("scientific-number")
        if self.column.enum:
            return self._check_listed(cell)
        if "\n" in cell and self._is_name:
            return refused("line-break", " ".join(cell.split()))
        dashes = characters.DASHES if self.is_code else characters.HIDDEN_DASHES if self._is_name else ""
        if any(char in dashes for char in cell) and not _is_link(self.column):
            return refused("look-alike-dash", re.sub(f"[{dashes}]", "-", cell))
        if letter := characters.find_foreign_letter(cell):
            return refused("look-alike-letter", characters.latin(cell), letter=letter)
        if _is_link(self.column):
            return check_link(cell)
        return _check_id(cell) if self._holds_new_ids else None

    def _check_listed(self, cell: str) -> Verdict | None:
        if cell in self.column.enum:
            return None
        same = find_same(cell, self.column.enum)
        if not same:
            return None
        if same.casefold() == cell.casefold():
            return refused("wrong-case", same)
        letter = characters.find_foreign_letter(cell)
        return refused("look-alike-letter", same, letter=letter) if letter else refused("look-alike-dash", same)

    @cached_property
    def _holds_new_ids(self) -> bool:
        return is_id_pattern(self.column.pattern)


def _first(cell: str) -> str:
    return cell.lstrip(" " + characters.SPACES)[:1] or " "


def _is_link(column: Field) -> bool:
    return column.name == "url" or column.name.endswith("_url")


def _check_id(cell: str) -> Verdict | None:
    meant = as_id(cell)
    if meant == cell:
        return None
    if cell.lower() == meant:
        return refused("wrong-case", meant)
    return refused("not-an-id", meant or None, hint=f' Write "{meant}".' if meant else "")


def _code(match: re.Match[str]) -> str:
    return f"U+{ord(match.group()):04X}"


def _check_beyond_ascii(cell: str) -> Verdict | None:
    whole = characters.ungarble(cell)
    if whole != cell:
        return refused("mojibake", unicodedata.normalize("NFC", whole).strip())
    if "\ufffd" in cell:
        return refused("replacement-character")
    if turned := characters.TURNED.search(cell):
        return refused("text-direction", characters.TURNED.sub("", cell), code=_code(turned))
    if unseen := characters.UNSEEN.search(cell):
        return refused("invisible-character", characters.UNSEEN.sub("", cell), code=_code(unseen))
    if characters.ODD_SPACE.search(cell):
        return refused("no-break-space", characters.plain_spaces(cell))
    return None if unicodedata.is_normalized("NFC", cell) else _composed(cell)


def _composed(cell: str) -> Verdict:
    """An accented letter in two parts, as some Macs write it, is the same letter: evened out without a word."""
    return Verdict(_COMPOSED, unicodedata.normalize("NFC", cell))
