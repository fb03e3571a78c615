"""Cells: each is judged by itself, by its text first and then by what its column holds."""

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from functools import lru_cache

from ratings_site.check import characters, values
from ratings_site.check.issues import Findings
from ratings_site.check.sheets import Sheet
from ratings_site.check.values import Verdict, refused
from ratings_site.model.tables import Field, Key, TextRow

COMPOSED = "decomposed-letters"
"""An accented letter in two parts, as some Macs write it, is the same letter: evened out without a word."""

NAMES = frozenset(
    {"name", "place", "title", "caption", "area", "publisher", "used_by", "topic", "measure", "section", "domain"}
)
"""Columns of names: no line break and no double blank is meant in them."""

_MARKUP = re.compile(r"<[^<>]*>|[<>]|&#?\w+;|\[\[|\]\]|\{\{|\}\}|\{[%#:]|[%#]\}|\]\(|\]\[")
"""Markup and the marks of templates: no name has them. Prose may, and is shown as it was typed."""

_PERSONAL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+|(?<![\w/])(?:\+44 ?|0)[1-9](?:[ -]?[0-9]){8,9}(?![0-9])")
"""An e-mail address or a telephone number of this country."""

_LIGATURE = re.compile("[\ufb00-\ufb06]")

_FORMULA_SIGNS = "=+-@＝＋－＠"
_FORMULA_SIGNS_OF_NUMBERS = "=@＝＠"
_ERRORS = re.compile(r"#(?:REF!|N/A|NAME\?|VALUE!|DIV/0!|NUM!|NULL!|SPILL!|CALC!|GETTING_DATA|BLOCKED!|FIELD!)|^#{4,}$")
_PLACEHOLDERS = frozenset(
    {
        *("-", "--", "---", "–", "—", ".", "..", "...", "…", "?", "??", "*", "/", "\\", "x", "[x]", "[c]", "[z]"),
        *("na", "n/a", "n.a", "n.a.", "none", "null", "nil", "nan", "tba", "tbc", "tbd", "unknown", "not known"),
        *("not applicable", "to follow", "missing", "blank", "(blank)", "empty", "undefined", "nat", "<na>", "inf"),
    }
)

LONGEST_CELL = 5000
"""No cell is longer, whatever its column allows."""

SCHEDULED_AHEAD = timedelta(days=730)
"""A report can be scheduled two years ahead; a later date is a slip of the pen."""

_ID = re.compile("[a-z0-9]+(?:-[a-z0-9]+)*")
_FIRST_YEAR = 2001
_MANY_EMPTY = 3
_YES, _NO = {"y", "yes", "true", "1", "t", "ydy", "oes", "ie"}, {"n", "no", "false", "0", "f", "nac ydy", "nage"}


def check_cells(sheet: Sheet, released: Mapping[Key, TextRow], found: Findings, *, last_day: date) -> None:
    """Judge every cell of a sheet by itself; where it is plain what was meant, the sheet goes on with that.

    `last_day` is the day of the check: only reports may be dated later (they are scheduled). `released` holds what
    the rows said in the last release.
    """
    aside = _set_aside(sheet, found)
    keys = {name for key in sheet.schema.foreign_keys for name in key.fields}
    for column in sheet.schema.fields:
        is_code = bool(column.enum or column.pattern) or column.name in keys
        judge = _judge_of(column, is_code, last_day)
        for row in sheet.rows:
            if row.line in aside:
                continue
            cell = row.cells[column.name]
            was = released.get(row.key, {}) if released and column.type == "string" else {}
            spoilt = _spoilt(cell, was.get(column.name, ""))
            for verdict in spoilt or (judge(cell) if cell else ()):
                if verdict.check != COMPOSED:
                    found.add(verdict.check, row.place(column.name), value=cell, **verdict.details)
                row.cells[column.name] = verdict.meant or ""
                if verdict.meant is None:
                    row.in_doubt.add(column.name)


def _set_aside(sheet: Sheet, found: Findings) -> set[int]:
    """Report rows that lack half of what every row has, as a remark or a total does; all of them is in doubt."""
    required = [column.name for column in sheet.schema.fields if column.required]
    aside = set()
    for row in sheet.rows:
        empty = [name for name in required if not row[name]]
        if len(empty) >= max(_MANY_EMPTY, len(required) / 2):
            words = {"value": next(filter(None, row.cells.values()), ""), "columns": ", ".join(empty)}
            found.add("remark-row", row.place(), **words)
            row.in_doubt.update(row.cells)
            aside.add(row.line)
    return aside


def _spoilt(cell: str, was: str) -> tuple[Verdict, ...]:
    """What a program made of a text that the last release has as it was typed."""
    if was in {"", cell}:
        return ()
    if values.lost_words(was, cell):
        return (Verdict("word-became-date", was, {"meant": f'"{was}"'}),)
    if values.lost_noughts(was, cell):
        return (Verdict("lost-zeros", was, {"likely": was}),)
    return (refused("letters-lost", was),) if values.lost_letters(was, cell) else ()


@lru_cache(maxsize=1000)  # whoever follows edits, or checks before and after a change, judges only what is new
def _judge_of(column: Field, is_code: bool, last_day: date) -> Callable[[str], tuple[Verdict, ...]]:  # noqa: FBT001
    return lru_cache(maxsize=5000)(_Judge(column, is_code, last_day).judge)


class _Judge:
    """Judges the cells of one column."""

    def __init__(self, column: Field, is_code: bool, last_day: date) -> None:  # noqa: FBT001
        self.column, self.last_day = column, last_day
        self.is_code = is_code  # identifiers, codes or listed values rather than names and prose
        self.is_words = column.type == "string"
        self.is_name = self.is_code or column.name in NAMES
        self.holds_new_ids = characters.is_id_pattern(column.pattern)

    def judge(self, cell: str) -> tuple[Verdict, ...]:
        """At most one verdict where it is plain what was meant; two where a second mistake makes that unknown."""
        longest = min(LONGEST_CELL, self.column.max_length or LONGEST_CELL)
        if len(cell) > longest:
            return (refused("cell-too-long", length=f"{len(cell):,}", limit=f"{longest:,}"),)
        first = check_text(cell, is_words=self.is_words, is_name=self.is_name)
        meant = first.meant if first else cell
        second = next(filter(None, self._faults(meant)), None) if meant else None
        if first and second and second.meant is not None and first.check != COMPOSED:
            return (Verdict(first.check, second.meant, {**first.details, "meant": second.meant}),)
        return tuple(filter(None, (first, second)))

    def _faults(self, cell: str) -> Iterator[Verdict | None]:
        """What is wrong with a cell whose text is sound."""
        if is_placeholder(cell) and cell not in self.column.enum:
            yield refused("placeholder")
        if self.is_words:
            yield from self._faults_of_words(cell)
        elif self.column.type == "date":
            yield values.check_date(cell) or self._check_day(date.fromisoformat(cell))
        elif self.column.type != "boolean":
            yield values.check_number(cell, whole=self.column.type == "integer")
        elif cell not in {"yes", "no"}:
            folded = cell.casefold()
            yield refused("not-yes-or-no", "yes" if folded in _YES else "no" if folded in _NO else None)

    def _check_day(self, day: date) -> Verdict | None:
        ahead = SCHEDULED_AHEAD if self.column.name == "published" else timedelta()
        last = min(self.last_day, date.max - ahead) + ahead
        if day.year < _FIRST_YEAR:
            return refused("date-too-early")
        return refused("date-in-future", last=last.isoformat()) if day > last else None

    def _faults_of_words(self, cell: str) -> Iterator[Verdict | None]:
        if values.is_scientific(cell):
            yield refused("scientific-number")
        if self.column.enum:
            yield _nearly_listed(cell, self.column.enum)
        elif values.is_link(self.column.name):
            yield values.check_link(cell)
        else:
            if values.became_date(cell) and not self.is_code:
                yield Verdict("word-became-date", None, {"meant": "the words that were there"})
            yield from _faults_of_prose(cell, is_code=self.is_code, is_name=self.is_name)
            if self.holds_new_ids and not _ID.fullmatch(cell):
                yield _refused_id(cell)


def _nearly_listed(cell: str, allowed: tuple[str, ...]) -> Verdict | None:
    """A listed value that is written nearly right; one that is not listed at all is found by the description."""
    same = "" if cell in allowed else characters.find_same(cell, allowed)
    if not same or same.casefold() == cell.casefold():
        return refused("wrong-case", same) if same else None
    letter = characters.find_foreign_letter(cell)
    return refused("look-alike-letter", same, letter=letter) if letter else refused("look-alike-dash", same)


def _refused_id(cell: str) -> Verdict:
    meant = characters.as_id(cell)
    if re.fullmatch("[A-Za-z0-9-]+", cell) and cell.lower() == meant:
        return refused("wrong-case", meant)
    return refused("not-an-id", meant or None, hint=f' Write "{meant}".' if meant else "")


def is_placeholder(cell: str) -> bool:
    """Whether a cell holds a sign or word for something that is not known."""
    return cell.strip().casefold() in _PLACEHOLDERS


def check_text(cell: str, *, is_words: bool, is_name: bool) -> Verdict | None:
    """Judge the characters of a cell; `is_words` says that its column holds text, `is_name` that it is no prose."""
    return next(_faults_of_text(cell, is_words=is_words, is_name=is_name), None)


def _faults_of_text(cell: str, *, is_words: bool, is_name: bool) -> Iterator[Verdict]:
    if _ERRORS.search(cell):
        yield refused("spreadsheet-error")
    if not cell.isascii():
        yield from _faults_beyond_ascii(cell)
    if not cell.strip():
        yield refused("only-blanks")
    first = cell.lstrip(" " + characters.SPACES)[0]
    signs = _FORMULA_SIGNS if is_words else _FORMULA_SIGNS_OF_NUMBERS
    if cell[0] in "\t\n" or (first in signs and not is_placeholder(cell)):
        yield refused("formula-cell")
    if control := characters.CONTROL.search(cell):
        meant = characters.CONTROL.sub("", cell.replace("\t", " ")).strip()
        yield refused("control-character", meant, code=_code(control))
    if cell != cell.strip() or (is_name and "  " in cell):
        yield refused("stray-space", " ".join(cell.split() if is_name else cell.split(" ")).strip())


def _faults_beyond_ascii(cell: str) -> Iterator[Verdict]:
    whole = characters.ungarble(cell)
    if whole != cell:
        yield refused("mojibake", unicodedata.normalize("NFC", whole).strip())
    if "\ufffd" in cell:
        yield refused("replacement-character")
    if turned := characters.TURNED.search(cell):
        yield refused("text-direction", characters.TURNED.sub("", cell), code=_code(turned))
    if unseen := characters.UNSEEN.search(cell):
        yield refused("invisible-character", characters.UNSEEN.sub("", cell).strip(), code=_code(unseen))
    if characters.ODD_SPACE.search(cell):
        yield refused("no-break-space", characters.plain_spaces(cell))
    if not unicodedata.is_normalized("NFC", cell):
        yield Verdict(COMPOSED, unicodedata.normalize("NFC", cell))


def _code(match: re.Match[str]) -> str:
    return f"U+{ord(match.group()):04X}"


def _faults_of_prose(cell: str, *, is_code: bool, is_name: bool) -> Iterator[Verdict]:
    """What is wrong with a text that is no listed value and no link; codes are not looked at for what was pasted."""
    if not is_code and (found := _PERSONAL.search(cell)):
        yield refused("personal-detail", found=found.group())
    if not is_code and _LIGATURE.search(cell):
        yield refused("ligature", _LIGATURE.sub(lambda found: unicodedata.normalize("NFKC", found.group()), cell))
    if is_name and not is_code and (marks := _MARKUP.search(cell)):
        left = _MARKUP.sub(" ", cell) if _MARKUP.sub("", cell).strip() else re.sub(r"\W+", " ", cell)
        yield refused("markup-in-name", " ".join(left.split()), marks=marks.group())
    if "\n" in cell and is_name:
        yield refused("line-break", " ".join(cell.split()))
    dashes = characters.DASHES if is_code else characters.HIDDEN_DASHES if is_name else ""
    if any(dash in cell for dash in dashes):
        yield refused("look-alike-dash", re.sub(f"[{dashes}]", "-", cell))
    if letter := characters.find_foreign_letter(cell):
        yield refused("look-alike-letter", characters.latin(cell), letter=letter)
