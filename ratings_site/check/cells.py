"""Cells: each is judged by itself, by its text, then by what its column holds, then by what the descriptor demands.

Frictionless types a cell, once it has been evened out, and says what of the description it breaks; we find the words.
What an earlier look has refused already is not said again.
"""

import json
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from ratings_site.check import characters, values
from ratings_site.check.issues import Findings, Place, listed
from ratings_site.check.sheets import Row, Sheet
from ratings_site.check.values import Verdict, refused
from ratings_site.model.tables import NOT_RATED, RATINGS, Field, Key, TextRow, Value, ValueRow, text_of

MOST_REFUSALS = 3000
"""After so many, a table is not judged to its end: the answer would take minutes, and nobody would read it."""

LONGEST_CELL = 5000
"""No cell is longer, whatever its column allows."""

SCHEDULED_AHEAD = timedelta(days=730)
"""A report can be scheduled two years ahead; a later date is a slip of the pen."""

_MOST_GUESSES = 500
"""So many refused cells of one table get a guess at what was meant, and an example."""

_ID = re.compile("[a-z0-9]+(?:-[a-z0-9]+)*")
_FIRST_YEAR = 2001
_WORDS = characters.SIGNS["words"]
_PLACEHOLDERS = {*_WORDS["placeholders"].split(), *_WORDS["placeholders_of_two"]}

_BECOMES: Mapping[str, Callable[[re.Match[str]], str]] = {
    "ungarbled": characters.ungarbled,
    "uncontrolled": lambda found: " " if found.group() == "\t" else "",
    "in_one_line": lambda found: " ".join(found.group().split()),
    "parted": lambda found: unicodedata.normalize("NFKC", found.group()),
}


def _signs(part: str, of: str) -> list[tuple[str, re.Pattern[str], Any]]:
    """What is wrong with a text of such columns by `signs.toml`, what shows it, and what was meant, if known."""
    told = [(one, one.get("becomes")) for one in characters.SIGNS[part] if of in one.get("of", [of])]
    return [(one["kind"], characters.pattern(one["finds"]), _BECOMES.get(how, how)) for one, how in told]


_SIGNS = {(part, of): _signs(part, of) for part in ("text", "prose") for of in ("name", "code", "prose", "value")}


def check_text(cell: str, of: str, part: str = "text") -> Verdict | None:
    """Judge the characters of a cell; `of` says what its column holds: a name, a code, prose, or another value."""
    for kind, finds, becomes in _SIGNS[part, of]:
        if match := finds.search(cell):
            words = {"found": match.group(), "code": f"U+{ord(match.group()[:1] or ' '):04X}"}
            if becomes is None:
                return refused(kind, **words)
            if (whole := finds.sub(becomes, cell)) != cell:
                whole = whole if whole.strip() else re.sub(r"\W+", " ", cell)
                whole = " ".join(whole.split()) if part == "prose" and becomes == " " else whole.strip()
                return refused(kind, unicodedata.normalize("NFC", whole), **words)
    return None


_Judged = tuple[tuple[Verdict, ...], str, Value, Sequence[str]]
"""What is wrong with a cell; what it goes on with, as text and as a value; what of its description that breaks."""


def check_cells(sheet: Sheet, released: Mapping[Key, TextRow], found: Findings, *, last_day: date) -> None:
    """Judge every cell of a sheet by itself; where it is plain what was meant, the sheet goes on with that.

    The rows get their values. `last_day` is the day of the check: only reports may be dated later (they are
    scheduled). `released` holds what the rows said in the last release.
    """
    from frictionless import FrictionlessException  # noqa: PLC0415 - half of what a check loads, here only

    keys = {name for key in sheet.schema.foreign_keys for name in key.fields}
    try:
        readers = _readers(json.dumps(sheet.told["schema"]))
    except FrictionlessException:
        where = f'the table "{sheet.schema.name}"'
        found.add("descriptor-wrong", Place("datapackage.json"), what="schema", where=where, rule="")
        sheet.usable = False
        return
    judges = [
        (column, _judge_of(column, bool(column.enum or column.pattern or column.name in keys), last_day, reader))
        for column, reader in zip(sheet.schema.fields, readers, strict=True)
    ]
    refusals = 0
    for row in sheet.rows:
        if refusals >= MOST_REFUSALS:
            found.add("too-many-problems", Place(sheet.path, row.line))
            sheet.usable = False
            return
        is_aside, was = _set_aside(row, found), released.get(row.key, {})
        for column, judge in judges:
            name, cell = column.name, row.cells[column.name]
            before = was.get(name, "") if was and column.type == "string" else ""
            kind = values.spoilt(before, cell) if before else ""
            verdicts, meant, value, breaches = judge(before if kind else cell)
            verdicts = (refused(kind, before, likely=before, words=f'"{before}"'),) if kind else verdicts
            for verdict in () if is_aside else verdicts:
                _report(row, name, verdict, found)
            row.cells[name], row.values[name] = meant, value
            for broken in breaches:
                refusals += 1
                if name not in row.in_doubt:
                    others = sheet.rows[:200] if refusals <= _MOST_GUESSES else []
                    verdict = _explained(column, broken, row[name], [other[name] for other in others])
                    _report(row, name, verdict, found)


def take_over(sheet: Sheet, sound: Iterable[ValueRow]) -> bool:
    """Give the cells of a sheet their values from sound rows of the same table, where these hold each of its texts."""
    known = {name: {text_of(row[name]): row[name] for row in sound} for name in sheet.schema.column_names}
    if any(row.cells[name] not in values for row in sheet.rows for name, values in known.items()):
        return False
    for row in sheet.rows:
        row.values.update({name: values[row.cells[name]] for name, values in known.items()})
    return True


def _report(row: Row, column: str, verdict: Verdict, found: Findings) -> None:
    found.add(verdict.check, row.place(column), value=row[column], **verdict.details)
    if verdict.meant is None:
        row.in_doubt.add(column)


def _set_aside(row: Row, found: Findings) -> bool:
    """Report a row that lacks half of what every row has, as a remark or a total does; all of it is in doubt."""
    required = [column.name for column in row.schema.fields if column.required]
    empty = [name for name in required if not row[name]]
    if len(empty) < max(3, len(required) / 2):
        return False
    found.add("remark-row", row.place(), value=next(filter(None, row.cells.values()), ""), columns=", ".join(empty))
    row.in_doubt.update(row.cells)
    return True


Reader = Callable[[str], tuple[Any, Mapping[str, str] | None]]
"""Gives the value of a cell, and what it breaks: `type`, `required`, `enum`, …"""


@lru_cache(maxsize=100)  # the same tables are judged again and again while somebody edits under `serve`
def _readers(told: str) -> list[Reader]:
    """What reads the cells of each column by a schema, given as JSON."""
    from frictionless import Schema  # noqa: PLC0415 - as above

    schema = json.loads(told)
    for column in schema["fields"]:  # numbers become floats; whether a value is unique is not a cell's matter
        column["floatNumber"] = column["type"] == "number"
        column.get("constraints", {}).pop("unique", None)
    demands = {name: told for name, told in schema.items() if name not in {"primaryKey", "uniqueKeys", "foreignKeys"}}
    return [field.create_cell_reader() for field in Schema.from_descriptor(demands).fields]


@lru_cache(maxsize=1000)  # whoever follows edits, or checks before and after a change, judges only what is new
def _judge_of(column: Field, is_code: bool, last_day: date, reader: Reader) -> Callable[[str], _Judged]:  # noqa: FBT001
    return lru_cache(maxsize=5000)(_Judge(column, is_code, last_day, reader).judge)


class _Judge:
    def __init__(self, column: Field, is_code: bool, last_day: date, reader: Reader) -> None:  # noqa: FBT001
        self.column, self.last_day, self.reader = column, last_day, reader
        self.is_code = is_code  # identifiers, codes or listed values rather than names and prose
        of_words = "code" if is_code else "name" if column.name in _WORDS["names"] else "prose"
        self.of = of_words if column.type == "string" else "value"
        self.holds_new_ids = characters.is_id_pattern(column.pattern)

    def judge(self, cell: str) -> _Judged:
        """Judge a cell; an accented letter in two parts, as some Macs write it, is evened out without a word."""
        verdicts = self._verdicts(unicodedata.normalize("NFC", cell)) if cell else ()
        meant = verdicts[-1].meant or "" if verdicts else unicodedata.normalize("NFC", cell)
        value, breaches = self.reader(meant)
        return verdicts, meant, value or "" if self.column.type == "string" else value, [*(breaches or ())]

    def _verdicts(self, cell: str) -> tuple[Verdict, ...]:
        """At most one verdict where it is plain what was meant; two where a second mistake makes that unknown."""
        longest = min(LONGEST_CELL, self.column.max_length or LONGEST_CELL)
        if len(cell) > longest:
            return (refused("cell-too-long", length=f"{len(cell):,}", limit=f"{longest:,}"),)
        first = check_text(cell, self.of)
        meant = first.meant if first else cell
        second = next(filter(None, self._faults(meant)), None) if meant else None
        if first and second and second.meant is not None:
            return (Verdict(first.check, second.meant, {**first.details, "meant": second.meant}),)
        return tuple(filter(None, (first, second)))

    def _faults(self, cell: str) -> Iterator[Verdict | None]:
        """What is wrong with a cell whose text is sound."""
        if cell.strip().casefold() in _PLACEHOLDERS and cell not in self.column.enum:
            yield refused("placeholder")
        if self.column.type == "string":
            yield from self._faults_of_words(cell)
        elif self.column.type == "date":
            yield values.check_date(cell) or self._check_day(date.fromisoformat(cell))
        elif self.column.type != "boolean":
            yield values.check_number(cell, whole=self.column.type == "integer")
        elif cell not in {"yes", "no"}:
            meant = next((word for word in ("yes", "no") if cell.casefold() in _WORDS[word]), None)
            yield refused("not-yes-or-no", meant)

    def _check_day(self, day: date) -> Verdict | None:
        ahead = SCHEDULED_AHEAD if self.column.name == "published" else timedelta()
        last = min(self.last_day, date.max - ahead) + ahead
        if day.year < _FIRST_YEAR:
            return refused("date-too-early")
        return refused("date-in-future", last=last.isoformat()) if day > last else None

    def _faults_of_words(self, cell: str) -> Iterator[Verdict | None]:
        if values.fits("scientific", cell):
            yield refused("scientific-number")
        if self.column.enum:
            yield _nearly_listed(cell, self.column.enum)
        elif values.is_link(self.column.name):
            yield values.check_link(cell)
        else:
            if values.fits("became_date", cell) and not self.is_code:
                yield refused("word-became-date", words="the words that were there")
            yield check_text(cell, self.of, "prose")
            if letter := characters.find_foreign_letter(cell):
                yield refused("look-alike-letter", characters.latin(cell), letter=letter)
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


def _explained(column: Field, broken: str, cell: str, others: Sequence[str]) -> Verdict:
    """Say which kind of mistake a cell holds, given what of its column it breaks (`required`, `enum`, …).

    `others` are cells of the same column, from which an example is taken; without any, nothing is guessed either.
    """
    is_date = column.type == "date"
    match broken:
        case "required":
            return refused("missing-value")
        case "enum":
            hint = characters.did_you_mean(cell, column.enum) if others else ""
            is_rating = set(RATINGS) <= set(column.enum) <= {*RATINGS, NOT_RATED}
            return refused("not-a-rating" if is_rating else "not-in-list", allowed=listed(column.enum, "or"), hint=hint)
        case "pattern":
            return _wrong_form(column, cell, others)
        case "minimum":
            return refused("date-too-early" if is_date else "number-too-small", limit=column.minimum)
        case "maximum":
            return refused("date-too-late" if is_date else "number-too-large", limit=column.maximum)
        case _:
            return refused("wrong-value", title=column.title or column.name)


def _wrong_form(column: Field, cell: str, others: Sequence[str]) -> Verdict:
    form = re.compile(column.pattern)
    if values.is_link(column.name):
        return refused("not-a-link")
    if characters.is_id_pattern(column.pattern):
        return refused("not-an-id", hint=f' Write "{meant}".' if (meant := characters.as_id(cell)) else "")
    if values.fits("became_date", cell):
        return refused("became-date")
    padded = (cell.zfill(len(cell) + zeros) for zeros in range(1, 5))
    if whole := next((code for code in padded if cell.isdigit() and form.fullmatch(code)), ""):
        return refused("lost-zeros", likely=whole)
    example = next((other for other in others if other and other != cell and form.fullmatch(other)), "")
    hint = f' Others in this column look like "{example}".' if example else ""
    return refused("wrong-form", title=column.title or column.name, hint=hint)
