"""The rules of the data model that a description of columns cannot say: each is a query of `rules.toml`.

The tables are laid into a database in memory. A cell that was refused and whose meaning is not known is NULL there, and
SQL says neither that NULL agrees with anything nor that it does not: so that nothing is said of it twice. Beside its
columns a table has `_line`, and `_sound` where no cell of the row is in doubt; rows whose key is in doubt stand only in
the table of the same name with `_as_written`. An empty cell is ''.

A query gives for each row that breaks the rule where it is (`here`, a line of the table that the rule is `of`) and what
the message names. It may also give `cell` (the column) and `problem`, if the rule itself does not; and, joined by `|`,
what it is `about`, which is in doubt then (its row, if nothing is given), and what it `rests_on`.

A rule whose tables are `joined` is one by which a column fits or does not: its query gives each row that was compared
and whether it is `wrong` (`moved` where it names what belongs to another row). Very many of them are one mistake: the
column was sorted alone, and all of these tables are in doubt.
"""

import calendar
import contextlib
import fnmatch
import graphlib
import json
import re
import sqlite3
import tomllib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from ratings_site.check import characters
from ratings_site.check.issues import KINDS, Findings, Place, Severity, listed
from ratings_site.check.sheets import Row, Sheet
from ratings_site.model.rows import ROW_CLASSES
from ratings_site.model.tables import build_row_key

_RULES: Mapping[str, Any] = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))

_OF_NO_WEIGHT = {"note", "question", "meaning", "report_url", "url", "source_id", "section", "summary", "title"}
"""Columns in which a refused cell says nothing against the rest of its row."""

_ENOUGH_ROWS, _ENOUGH_SHARE, _ENOUGH_MOVED = 5, 0.1, 3
"""With so many contradictions in one column, or names that belong to other rows, it was sorted alone."""

Told = dict[str, Any]
"""A row of what a query gives, by column."""

Rows = Mapping[str, Mapping[int, Row]]
"""The rows of each table by their line."""


class _Finding(NamedTuple):
    """A contradiction. It is not reported with a subject in doubt; a failure puts what it is about in doubt."""

    check: str
    place: Place
    about: set[str]
    subjects: set[str]
    words: Told


def check_rules(sheets: Mapping[str, Sheet], found: Findings) -> None:
    """Apply every rule whose tables could be read; what an earlier message has put in doubt is not said again."""
    read = {name: sheet for name, sheet in sheets.items() if sheet.usable}
    in_doubt = (row for sheet in sheets.values() for row in sheet.rows if row.in_doubt - _OF_NO_WEIGHT)
    doubts, warnings = {name for row in in_doubt for name in _identity(row)}, list[_Finding]()

    def report(findings: list[_Finding]) -> None:
        for one in [one for one in findings if doubts.isdisjoint(one.subjects)]:
            found.add(one.check, one.place, **one.words)
            if KINDS[one.check]["severity"] is Severity.FAILURE:
                doubts.update(one.about)

    rows = {name: {row.line: row for row in sheet.rows} for name, sheet in read.items()}
    with contextlib.closing(_database(read)) as database:
        for rule in _RULES["rules"]:
            each = [(one, _told(database, one["query"], read)) for one in _filled(rule, read)]
            findings = [finding for one, told in each for finding in _findings(one, told, rows)]
            warnings += [one for one in findings if KINDS[one.check]["severity"] is Severity.WARNING]
            report([one for one in findings if KINDS[one.check]["severity"] is not Severity.WARNING])
    report(warnings)


def _filled(rule: Mapping[str, Any], read: Mapping[str, Sheet]) -> Iterator[Mapping[str, Any]]:
    """A rule for `each` of the tables and columns that it names, or for `every` column that is called so."""
    every = [
        {"table": table, "column": column, "base": base}
        for pattern in rule.get("every", ())
        for table, sheet in read.items()
        for column in fnmatch.filter(sheet.schema.column_names, pattern)
        if (base := column.removesuffix("_precision")) in sheet.schema.column_names
    ]
    for one in every if "every" in rule else rule.get("each", [{}]):
        filled = {name: text.format(**one) for name, text in rule.items() if isinstance(text, str)}
        yield filled | {"joined": [table.format(**one) for table in rule.get("joined", ())]}


def _told(database: sqlite3.Connection, query: str, read: Mapping[str, Sheet]) -> list[Told]:
    """What a query gives, in the order of lines; nothing where it asks for a table that could not be read."""
    try:
        return sorted(map(dict, database.execute(query)), key=lambda told: int(told["here"]))
    except sqlite3.OperationalError as error:
        table = re.split("[ .]", str(error))[-1].removesuffix("_as_written")
        if table not in ROW_CLASSES or table in read:
            raise
        return []  # that it could not has been said


def _findings(rule: Mapping[str, Any], told: list[Told], rows: Rows) -> Iterator[_Finding]:
    wrong = [one for one in told if one.get("wrong", True)]
    findings = [_finding(rule, one, rows) for one in wrong]
    compared, moved = [one for one in told if one.get("wrong") is not None], sum(one.get("moved") or 0 for one in told)
    is_many = len(wrong) >= _ENOUGH_ROWS and len(wrong) >= _ENOUGH_SHARE * len(compared)
    if not rule["joined"] or not wrong or not (is_many or moved >= _ENOUGH_MOVED):
        yield from findings
        return
    count, of = (moved, len(told)) if moved >= _ENOUGH_MOVED else (len(wrong), len(compared))
    of_joined = (row for table in rule["joined"] for row in rows[table].values())
    sound = (row for row in of_joined if row.in_doubt.isdisjoint(row.schema.primary_key))
    about = {cell for row in sound for cell in row.cells.values() if cell}
    words = {"value": findings[0].words["value"], "count": count, "of": of}
    yield _Finding("column-sorted-alone", findings[0].place, about, findings[0].subjects | about, words)


def _finding(rule: Mapping[str, Any], told: Told, rows: Rows) -> _Finding:
    told = {**rule, **told}
    row, column = rows[told["of"]][told["here"]], told.get("cell")
    about, rests_on = ({*(told.get(name) or "").split("|")} - {""} for name in ("about", "rests_on"))
    about = about if "about" in told else _identity(row)
    words = {name: told[name] for name in told.keys() - _NO_WORDS} | {"value": row[column] if column else ""}
    return _Finding(told["problem"], row.place(column), about, _identity(row) | about | rests_on, words)


_NO_WORDS = {"query", "joined", "says", "every", "each", "of", "here", "problem", "cell", "about", "rests_on"}


def _identity(row: Row) -> set[str]:
    names = {row.schema.primary_key[0], "inspection_id"} & row.cells.keys()
    return {row[name] for name in names if row[name]}


def _database(read: Mapping[str, Sheet]) -> sqlite3.Connection:
    """The tables that could be read, and what queries may ask of them."""
    database = sqlite3.connect(":memory:")
    database.row_factory = sqlite3.Row
    for name, function in _FUNCTIONS.items():
        database.create_function(name, -1, function, deterministic=True)
    database.execute('create table row_keys ("table", row_key, _sound)')
    for name, sheet in read.items():
        keys = ((name, build_row_key(row.key), not row.in_doubt) for row in sheet.rows)
        database.executemany("insert into row_keys values (?, ?, ?)", keys)
        columns = ", ".join(f'"{column}"' for column in sheet.schema.column_names)
        key = [f'"{column}"' for column in sheet.schema.primary_key]
        gaps = ", ".join("?" for _ in range(len(sheet.schema.fields) + 2))
        database.execute(f'create table "{name}_as_written" (_line, _sound, {columns})')
        database.executemany(f'insert into "{name}_as_written" values ({gaps})', map(_cells, sheet.rows))  # noqa: S608
        database.execute(f'create index "{name}_key" on "{name}_as_written" ({", ".join(key)})')
        is_sound = " and ".join(f"{column} is not null" for column in key)
        database.execute(f'create view "{name}" as select * from "{name}_as_written" where {is_sound}')  # noqa: S608
    database.execute('create index by_key on row_keys ("table", row_key)')
    for name, query in _RULES["views"].items():
        database.execute(f"create view {name} as {query}")
    return database


def _cells(row: Row) -> list[object]:
    """The cells of a row: a number as that, the rest as it is written, and nothing of what is in doubt."""
    values: dict[str, Any] = row.values
    numbers = {name: value for name, value in values.items() if type(value) in {float, int}}  # and no bool
    cells = row.cells | {name: int(one) if one == int(one) else one for name, one in numbers.items()}
    return [row.line, not row.in_doubt, *(None if name in row.in_doubt else cells[name] for name in row.values)]


def _alike(identifier: str | None, name: str | None) -> bool | None:
    """Whether an identifier has a word of a name in it; None where there is nothing to compare."""
    words = {word for word in (identifier or "").split("-") if not word.isdigit()} - {"report"}
    words, named = words - _COMMON or words, {*characters.as_id(name or "").split("-")} - {""}
    return bool(words & named) if words and named else None


_COMMON = {"and", "the", "of", "in", "with", "north", "south", "east", "west", "central", "city", "county"}


def _last_day(day: str, precision: str) -> str | None:
    """The latest day that a date can mean: the last of its month or year, where only that is known; None for none."""
    if not day:
        return None
    year, month = int(day[:4]), 12 if precision == "year" else int(day[5:7])
    is_exact = precision not in {"month", "year"}
    return day if is_exact else f"{year:04}-{month:02}-{calendar.monthrange(year, month)[1]}"


def _first(columns: str, *cells: str | None, is_empty: bool) -> str | None:
    """The first of these columns that is empty, or filled; None where none is, or one of them is in doubt."""
    named = zip(columns.split(", "), cells, strict=True)
    return None if None in cells else next((name for name, cell in named if (cell == "") == is_empty), None)


def _circle(followed: str) -> str | None:
    """One circle of PDUs, given each with one that followed it, as JSON; None where there is none."""
    graph = graphlib.TopologicalSorter[str]()
    for pdu, successor in json.loads(followed):
        graph.add(pdu, successor)
    try:
        graph.prepare()
    except graphlib.CycleError as error:
        return "|".join(error.args[1])
    return None


def _of_text(function: Callable[..., Any]) -> Callable[..., Any]:
    """A function of which SQL knows the answer only where it knows what it asks about."""
    return lambda *given: None if None in given else function(*given)


_FUNCTIONS: Mapping[str, Callable[..., Any]] = {
    "alike": _alike,
    "any_of": _of_text(lambda allowed: listed(allowed.split("|"), "or")),
    "as_id": _of_text(characters.as_id),
    "circle": _circle,
    "bare": _of_text(characters.bare),
    "first_empty": lambda *given: _first(*given, is_empty=True),
    "first_filled": lambda *given: _first(*given, is_empty=False),
    "last_day": _of_text(_last_day),
    "regexp": _of_text(lambda pattern, text: re.search(pattern, text) is not None),
    "words": _of_text(lambda text: len(text.split())),
}
"""What queries may ask beside what SQL can say; of a cell in doubt there is no answer."""
