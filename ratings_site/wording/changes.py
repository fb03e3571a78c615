"""The changes between two states of the package in words: for a page, a terminal, a pull request, a program."""

import csv
import io
import json
import re
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import asdict
from datetime import date
from itertools import filterfalse, groupby

from ratings_site.model.changes import OVERALL, Change, Changes, FactChange, History, TableChange
from ratings_site.model.changes.building import is_told
from ratings_site.model.wording import capital, say, say_count, to_say, words_of
from ratings_site.wording import words

CSV_COLUMNS = (
    "old_version", "new_version", "kind", "change", "area_type", "area_id", "area_name", "region_id", "item",
    "was", "now", "date", "inspection_id", "standard_id", "correction_id", "page",
)  # fmt: skip

Sections = list[tuple[str, list[str]]]
"""Sentences under their heading."""


def build_sections(changes: Changes) -> Sections:
    """Everything that changed, a sentence each under its heading, in the order in which readers care."""
    return _sections(changes, words_of("changes")["heading"])


def build_sections_for_readers(changes: Changes) -> Sections:
    """The same without the names of columns and addresses, which are for programs; all of it where that is all."""
    kinds = words_of("changes")["heading"].keys() - {"pages", "columns", "rows"}
    return _sections(changes, kinds) or build_sections(changes)


def _sections(changes: Changes, kinds: Container[str]) -> Sections:
    today = changes.new_date
    by_inspection = sorted(changes.of("rating"), key=lambda c: (c.area, c.inspection_id))
    standards = groupby(by_inspection, key=lambda c: (c.area, c.inspection_id))
    sections: dict[str, Iterable[str]] = {
        "overall": (_rating_sentence([change], today) for change in changes.of(OVERALL)),
        "standards": (_rating_sentence(list(group), today) for _, group in standards),
        **{
            f"{kind.lower()}s": [_sentence(change, today) for change in changes.of(kind)]
            for kind in ("inspection", "publication", "PDU", "place")
        },
        "facts": map(_fact_sentence, filterfalse(is_told, changes.facts)),
        "corrections": (_fact_sentence(fact, "correction") for fact in changes.corrections),
        "pages": (_sentence(change, today) for change in changes.of("page")),
        "columns": map(_column_sentence, changes.of("table", "column")),
        "rows": map(_table_sentence, changes.tables),
    }
    told = ((say(words_of("changes")["heading"][kind]), list(said)) for kind, said in sections.items() if kind in kinds)
    return [(heading, sentences) for heading, sentences in told if sentences]


def _sentence(change: Change, today: str) -> str:
    """What became of an inspection, a publication, a PDU, a place or a page, as `changes.toml` says it."""
    is_day = change.change in {"opened", "closed"} and change.now
    when = say(" by {day}", day=_day(change.now)) if is_day else _when(change, today)
    gaps = vars(change) | {"area": change.area.name, "of": _value(change.of), "when": when}
    gaps |= {"overall": change.now or say("rating not known"), "successors": words.joined(change.successors)}
    return say(words_of("changes")[change.kind]["followed" if change.successors else change.change], **gaps)


def _rating_sentence(changes: list[Change], today: str) -> str:
    """One sentence for an inspection: what became of its overall rating, or its standards with what became of each."""
    told = words_of("changes")["rating"]
    moves = [say(told[change.change], was=change.was, now=change.now) for change in changes]
    if changes[0].standard_id:
        both = zip(changes, moves, strict=True)
        moves = [say("{standard} {move}", standard=change.item, move=move) for change, move in both]
    when = _when(changes[0], today)
    return say("{area}: {moves}{when}.", area=changes[0].area.name, moves="; ".join(moves), when=when)


def _fact_sentence(change: FactChange, kind: str = "fact") -> str:
    told = words_of("changes")[kind]["gone" if not change.column else "since" if change.since else "changed"]
    was, now = (_value(*value) for value in zip((change.was, change.now), change.known, strict=True))
    day = change.since and _day(change.since)
    return say(told, name=change.name, what=change.title, was=was, now=now, day=day, cause=change.cause)


def _value(text: str, exactness: str = "") -> str:
    """A value as readers know it: a date as exactly as it was known, a sentence in quotation marks."""
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        return _day(text, exactness or "day")
    told = words_of("changes")["value"].get(text, "")
    return say(told) if told else f"“{text}”" if text.endswith(".") else text


def _column_sentence(change: Change) -> str:
    table, _, column = change.item.partition(".")
    key = to_say("{table}, column {column}: {detail}.") if column else to_say("{table}: {detail}.")
    return say(key, table=table, column=column, detail=change.now)


def _table_sentence(change: TableChange) -> str:
    counts = {"added": change.added, "removed": change.removed, "changed": change.changed}
    parts = [say(words_of("changes")["count"][kind], count=f"{count:,}") for kind, count in counts.items() if count]
    before = words.plural(change.before, "row")
    return say("{file}: {changes} ({before} before).", file=change.path, changes=words.joined(parts), before=before)


def _when(change: Change, today: str) -> str:
    """The date of publication, or that it is still to come; "" where it is not known."""
    if not change.published:
        return ""
    key = to_say(" (scheduled for {day})") if change.published > today else to_say(" ({day})")
    return say(key, day=_day(change.published, change.precision))


def _day(day: str, precision: str = "day") -> str:
    return words.date_words(date.fromisoformat(day), precision)


def render_summary(changes: Changes) -> str:
    """What changed in one sentence, for a list of releases; "Nothing changed." where nothing did."""
    parts = [*_tally(changes)]
    rows = sum(table.added + table.removed + table.changed for table in changes.tables)
    if not parts and not changes.is_empty:
        rest = say("details of {rows} changed", rows=words.plural(rows, "entry"))
        parts = [rest if rows else say("the description of the data changed")]
    return say("{what}.", what=capital(words.joined(parts))) if parts else say("Nothing changed.")


def render_json(changes: Changes) -> str:
    """The changes as JSON: the fields of `Changes` under their own names, and what follows from them."""
    worked_out = {"summary": render_summary(changes), "version_called_for": changes.version_called_for}
    content = worked_out | {"version_raised": changes.version_raised} | asdict(changes)
    return json.dumps(content, ensure_ascii=False, indent=2, default=str) + "\n"


def render_csv(*history: Changes) -> str:
    """The changes of one release or of several as CSV, one row each; counts of rows stand in the other formats only."""
    file = io.StringIO()
    writer = csv.DictWriter(file, CSV_COLUMNS, restval="", extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    for changes in history:
        versions = {"old_version": changes.old_version, "new_version": changes.new_version}
        writer.writerows(versions | dict(row) for row in build_change_rows(changes))
    return file.getvalue()


def render_release_files(history: History) -> dict[str, str]:
    """What every release changed as CSV, for each and for all of them together, by path."""
    files = {f"changes/{changes.new_version}/changes.csv": render_csv(changes) for changes in history.changes}
    return files | {"changes/changes.csv": render_csv(*history.changes)}


def build_change_rows(changes: Changes) -> Iterator[Mapping[str, str]]:
    """Every change as one row of `CSV_COLUMNS` without the versions; a column that does not apply is left out."""
    of_data = [change for change in changes.changes if change.kind not in {"table", "column", "page"}]
    yield from map(_row, of_data)
    for fact in filterfalse(is_told, changes.facts):
        yield {"kind": "fact", "change": "changed" if fact.column else "removed", **_cell(fact)}
    for correction in changes.corrections:
        told = {"kind": "correction", "change": correction.cause, "date": correction.since}
        yield told | _cell(correction) | {"correction_id": correction.reason}
    yield from map(_row, changes.of("table", "column", "page"))


def _row(change: Change) -> Mapping[str, str]:
    told: dict[str, str] = asdict(change) | asdict(change.area)
    when, page = _as_known(change.published, change.precision), change.page or change.area.address
    return told | {"area_name": change.area.name, "date": when, "page": page}


def _cell(of: FactChange) -> dict[str, str]:
    was, now = (_as_known(*value) for value in zip((of.was, of.now), of.known, strict=True))
    return {"item": "/".join(filter(None, (of.table, of.row_key, of.column))), "was": was, "now": now}


def _as_known(day: str, precision: str) -> str:
    """A date as exact as it is known: 2025-01-29, 2025-01 or 2025."""
    return day[: {"month": 7, "year": 4}.get(precision)]


def _tally(changes: Changes) -> Iterator[str]:
    """How many changes there are of each kind that `units.toml` counts, ratings by what became of them."""
    made = Counter((change.kind, change.change) for change in changes.changes)
    for kind in (OVERALL, "rating"):
        for move, told in words_of("changes")["tally"].items():
            if count := made[kind, move]:
                yield say_count(told, count, rating=words.plural(count, kind))
    counted = {f"{kind} {change}": count for (kind, change), count in made.items()}
    counted |= {kind: len(changes.of(*kind.split(" or "))) for kind in ("place", "table or column")}
    counted["correction"] = len(changes.corrections)
    yield from (words.plural(counted[unit], unit) for unit in words_of("units") if counted.get(unit))


def escaped(text: str) -> str:
    """Text from the tables as plain Markdown text: no mark-up, no link, no tag comes out of it."""
    return "".join(f"\\{char}" if char in r"\`*_{}[]<>#|~" else char for char in text).replace("&", "&amp;")
