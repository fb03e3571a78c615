"""The changes between two states of the package in words: for a page, a terminal, a pull request, a program."""

import csv
import io
import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from itertools import groupby
from typing import TypeVar

from ratings_site.model.changes import (
    Area,
    Changes,
    ColumnChange,
    FactChange,
    InspectionChange,
    PageChange,
    PduChange,
    PlaceChange,
    PublicationChange,
    RatingChange,
    TableChange,
)
from ratings_site.model.changes.facts import is_told
from ratings_site.model.releases import History
from ratings_site.model.rows import Correction
from ratings_site.model.wording import capital, say, say_count, to_say, words_of
from ratings_site.wording.words import date_words, joined, plural

Change = TypeVar("Change")

NOTHING = to_say("Nothing changed.")

CSV_COLUMNS = (
    "old_version", "new_version", "kind", "change", "area_type", "area_id", "area_name", "region_id", "item",
    "was", "now", "date", "inspection_id", "standard_id", "correction_id", "page",
)  # fmt: skip

MOST_SENTENCES = 60
"""So many changes of one kind are told one by one."""


@dataclass(frozen=True)
class Section:
    """One kind of change: its heading and a sentence for each."""

    title: str
    sentences: tuple[str, ...]


def build_sections(changes: Changes) -> tuple[Section, ...]:
    """Everything that changed, a sentence each, in the order in which readers care; empty kinds are left out."""
    today = changes.new_date
    sections = {
        "overall": _each(lambda c: _rating_sentence(c, _move(c), today), changes.overall_ratings),
        "standards": _standard_sentences(changes.ratings, today),
        "inspections": _each(lambda c: _inspection_sentence(c, today), changes.inspections),
        "publications": _each(lambda c: _publication_sentence(c, today), changes.publications),
        "pdus": _each(_pdu_sentence, changes.pdus),
        "places": _each(_place_sentence, changes.places),
        "facts": _each(_fact_sentence, (change for change in changes.facts if not is_told(change))),
        "corrections": _each(_correction_sentence, changes.corrections),
        "pages": _each(_page_sentence, changes.pages),
        "columns": _each(_column_sentence, changes.columns),
        "rows": _each(_table_sentence, changes.tables),
    }
    return tuple(Section(say(words_of("changes")["heading"][kind]), said) for kind, said in sections.items() if said)


def _each(sentence: Callable[[Change], str], changes: Iterable[Change]) -> tuple[str, ...]:
    return tuple(sentence(change) for change in changes)


def _rating_sentence(change: RatingChange, moves: str, today: str) -> str:
    when = _when(change.published, change.precision, today)
    return say("{area}: {moves}{when}.", area=change.area.name, moves=moves, when=when)


def _move(change: RatingChange) -> str:
    return say(words_of("changes")["move"][change.move], was=change.was, now=change.now)


def _standard_sentences(changes: Iterable[RatingChange], today: str) -> tuple[str, ...]:
    """One sentence for each inspection: its standards with what became of each."""
    ordered = sorted(changes, key=lambda c: (c.area, c.inspection_id))
    return tuple(
        _standard_sentence(list(group), today) for _, group in groupby(ordered, key=lambda c: (c.area, c.inspection_id))
    )


def _standard_sentence(changes: list[RatingChange], today: str) -> str:
    moves = (say("{standard} {move}", standard=change.standard, move=_move(change)) for change in changes)
    return _rating_sentence(changes[0], "; ".join(moves), today)


def _inspection_sentence(change: InspectionChange, today: str) -> str:
    return say(
        words_of("changes")["inspection"][change.kind],
        area=change.area.name,
        programme=change.programme,
        overall=change.overall or say("rating not known"),
        when=_when(change.published, change.precision, today),
    )


def _publication_sentence(change: PublicationChange, today: str) -> str:
    when = _when(change.published, change.precision, today)
    return say(words_of("changes")["publication"][change.kind], type=change.type, title=change.title, when=when)


def _pdu_sentence(change: PduChange) -> str:
    return say(
        words_of("changes")["pdu"]["followed" if change.successors else change.kind],
        name=change.area.name,
        when=_by(change.now) if change.kind in {"opened", "closed"} else "",
        successors=joined(change.successors),
        was=change.was,
        now=change.now,
    )


def _place_sentence(change: PlaceChange) -> str:
    return say(
        words_of("changes")["place"][change.kind], pdu=change.pdu.name, place=change.place, type=change.place_type
    )


def _fact_sentence(change: FactChange) -> str:
    key = to_say("{name}, {what}: was {was}, now {now}.") if change.column else to_say("{name} was taken out.")
    return say(key, name=change.name, what=change.title, was=change.was, now=change.now or say("empty"))


def _correction_sentence(change: Correction) -> str:
    empty = say("empty")
    return say(
        "{table} {row}, column {column}: corrected from {was} to {now} on {day}. {reason}"
        if change.column
        else "{table} {row}: corrected on {day}. {reason}",
        table=change.table,
        row=change.row_key,
        column=change.column,
        was=change.was or empty,
        now=change.now or empty,
        day=date_words(change.corrected_on, "day"),
        reason=change.reason,
    )


def _page_sentence(change: PageChange) -> str:
    return say(
        words_of("changes")["page"][change.kind], address=change.address, target=change.target, title=change.title
    )


def _column_sentence(change: ColumnChange) -> str:
    key = to_say("{table}, column {column}: {detail}.") if change.column else to_say("{table}: {detail}.")
    return say(key, table=change.table, column=change.column, detail=change.detail)


def _table_sentence(change: TableChange) -> str:
    counts = {"added": change.added, "removed": change.removed, "changed": change.changed}
    parts = [say(words_of("changes")["count"][kind], count=f"{count:,}") for kind, count in counts.items() if count]
    return say(
        "{file}: {changes} ({before} before).",
        file=change.path,
        changes=joined(parts),
        before=plural(change.before, "row"),
    )


def _when(day: str, precision: str, today: str) -> str:
    """The date of publication, or that it is still to come; "" where it is not known."""
    if not day:
        return ""
    key = to_say(" (scheduled for {day})") if day > today else to_say(" ({day})")
    return say(key, day=date_words(date.fromisoformat(day), precision))


def _as_known(day: str, precision: str) -> str:
    """A date for programs, as exactly as it is known: 2025-01-29, 2025-01 or 2025."""
    return day[: {"month": 7, "year": 4}.get(precision, 10)]


def _by(day: str) -> str:
    return say(" by {day}", day=date_words(date.fromisoformat(day), "day")) if day else ""


def render_summary(changes: Changes) -> str:
    """What changed in one sentence, for a list of releases; "Nothing changed." where nothing did."""
    parts = [*_tally_ratings(changes), *_tally_rows(changes)]
    rows = sum(table.added + table.removed + table.changed for table in changes.tables)
    if not parts and rows:
        parts = [say("details of {rows} changed", rows=plural(rows, "row"))]
    if not parts and not changes.is_empty:
        parts = [say("the description of the data changed")]
    return say("{what}.", what=capital(joined(parts))) if parts else say(NOTHING)


def render_text(changes: Changes) -> str:
    """The changes for a terminal: what stops the publication comes last, where the eye is."""
    lines = [_heading(changes), ""]
    for section in build_sections(changes):
        lines += [section.title, *(f"  {line}" for line in _shown(section)), ""]
    lines.append(_version_sentence(changes))
    for problem in changes.problems:
        lines += ["", f"STOPS THE PUBLICATION ({problem.check})", f"  {problem.message}", f"  {problem.remedy}"]
    return "\n".join(lines) + "\n"


def render_markdown(changes: Changes) -> str:
    """The changes for the summary of a pull request: what stops the publication comes first."""
    lines = [f"## {escaped(_heading(changes))}", "", escaped(render_summary(changes)), ""]
    for problem in changes.problems:
        lines += [f"> **Stops the publication** (`{problem.check}`): {escaped(problem.message)}  "]
        lines += [f"> {escaped(problem.remedy)}", ""]
    lines.append(_version_sentence(changes))
    sections = "\n".join(_block(section.title, _shown(section)) for section in build_sections(changes))
    return "\n".join(lines) + (f"\n\n{sections}" if sections else "\n")


def render_json(changes: Changes) -> str:
    """The changes as JSON: the fields of `Changes` under their own names, and the summary."""
    content = {"summary": render_summary(changes), "version_raised": changes.version_raised} | asdict(changes)
    return json.dumps(content, ensure_ascii=False, indent=2, default=str) + "\n"


def render_csv(changes: Changes) -> str:
    """The changes as CSV, one row each, ratings first; counts of rows stand in the other formats only."""
    return render_csv_of_all([changes])


def render_csv_of_all(history: Iterable[Changes]) -> str:
    """The changes of several releases as one CSV, in the order given."""
    file = io.StringIO()
    writer = csv.DictWriter(file, CSV_COLUMNS, restval="", lineterminator="\n")
    writer.writeheader()
    for changes in history:
        versions = {"old_version": changes.old_version, "new_version": changes.new_version}
        writer.writerows(versions | dict(row) for row in build_change_rows(changes))
    return file.getvalue()


def render_release_files(history: History) -> dict[str, str]:
    """What every release changed as CSV, for each and for all of them together, by path."""
    files = {
        f"changes/{entry.version}/changes.csv": render_csv(entry.changes) for entry in history.entries if entry.changes
    }
    return files | {"changes/changes.csv": render_csv_of_all(history.changes)}


def build_change_rows(changes: Changes) -> Iterator[Mapping[str, str]]:
    """Every change as one row of `CSV_COLUMNS` without the versions; a column that does not apply is left out."""
    for rating in changes.all_ratings:
        yield _area(rating.area) | {
            "kind": "rating" if rating.standard_id else "overall rating",
            "change": rating.move,
            "item": rating.standard,
            "was": rating.was,
            "now": rating.now,
            "date": _as_known(rating.published, rating.precision),
            "inspection_id": rating.inspection_id,
            "standard_id": rating.standard_id,
            "correction_id": rating.correction_id,
        }
    yield from _entry_rows(changes)
    for column in changes.columns:
        yield {
            "kind": "column" if column.column else "table",
            "change": column.kind,
            "item": f"{column.table}.{column.column}".rstrip("."),
            "now": column.detail,
        }
    for page in changes.pages:
        yield {"kind": "page", "change": page.kind, "item": page.title, "now": page.target, "page": page.address}


def _entry_rows(changes: Changes) -> Iterator[Mapping[str, str]]:
    for inspection in changes.inspections:
        yield _area(inspection.area) | {
            "kind": "inspection",
            "change": inspection.kind,
            "item": inspection.programme,
            "now": inspection.overall,
            "date": _as_known(inspection.published, inspection.precision),
            "inspection_id": inspection.inspection_id,
        }
    for publication in changes.publications:
        yield {
            "kind": "publication",
            "change": publication.kind,
            "item": publication.title,
            "date": _as_known(publication.published, publication.precision),
        }
    for pdu in changes.pdus:
        yield _area(pdu.area) | {"kind": "PDU", "change": pdu.kind, "was": pdu.was, "now": pdu.now}
    for place in changes.places:
        yield _area(place.pdu) | {"kind": "place", "change": place.kind, "item": place.place}
    for fact in (fact for fact in changes.facts if not is_told(fact)):
        yield {
            "kind": "fact",
            "change": "changed" if fact.column else "removed",
            "item": "/".join(part for part in (fact.table, fact.row_key, fact.column) if part),
            "was": fact.was,
            "now": fact.now,
        }
    for correction in changes.corrections:
        yield {
            "kind": "correction",
            "change": correction.reason,
            "item": "/".join(part for part in (correction.table, correction.row_key, correction.column) if part),
            "was": correction.was,
            "now": correction.now,
            "date": correction.corrected_on.isoformat(),
            "correction_id": correction.correction_id,
        }


def _area(area: Area) -> dict[str, str]:
    return {
        "area_type": area.area_type,
        "area_id": area.area_id,
        "area_name": area.name,
        "region_id": area.region_id,
        "page": area.address,
    }


def _tally_ratings(changes: Changes) -> Iterator[str]:
    for ratings, unit in ((changes.overall_ratings, "overall_rating"), (changes.ratings, "standard_rating")):
        made = Counter[str](change.move for change in ratings)
        for move, told in words_of("changes")["tally"].items():
            if count := made[move]:
                yield say_count(told, count, rating=plural(count, unit))


def _tally_rows(changes: Changes) -> Iterator[str]:
    kinds = (
        (sum(row.kind == "new" for row in changes.inspections), "new_inspection"),
        (sum(row.kind == "withdrawn" for row in changes.inspections), "withdrawn_inspection"),
        (sum(row.kind == "new" for row in changes.publications), "new_publication"),
        (sum(row.kind == "withdrawn" for row in changes.publications), "withdrawn_publication"),
        (sum(row.kind == "opened" for row in changes.pdus), "new_pdu"),
        (sum(row.kind == "closed" for row in changes.pdus), "closed_pdu"),
        (sum(row.kind == "renamed" for row in changes.pdus), "renamed_pdu"),
        (sum(row.kind == "moved region" for row in changes.pdus), "moved_pdu"),
        (sum(row.kind == "removed" for row in changes.pdus), "removed_pdu"),
        (len(changes.corrections), "correction"),
        (len(changes.places), "change_to_places"),
        (len(changes.columns), "change_to_columns"),
    )
    return (plural(count, unit) for count, unit in kinds if count)


def _shown(section: Section) -> tuple[str, ...]:
    """The sentences of a section as far as somebody reads them; the CSV holds all."""
    if len(section.sentences) <= MOST_SENTENCES:
        return section.sentences
    more = f"and {len(section.sentences) - MOST_SENTENCES:,} more: see all with --format csv"
    return (*section.sentences[:MOST_SENTENCES], more)


def _block(title: str, sentences: Iterable[str]) -> str:
    return f"### {title}\n\n" + "".join(f"- {escaped(line)}\n" for line in sentences)


def _heading(changes: Changes) -> str:
    if changes.old_version == changes.new_version:
        return f"What changed since {changes.old_version}"
    return f"What changed from {changes.old_version} to {changes.new_version}"


def _version_sentence(changes: Changes) -> str:
    if changes.is_empty:
        return say(NOTHING)
    kind = {
        "major": "a major version, since programs that read the data may break",
        "minor": "a minor version, since data is added",
        "patch": "a patch version, since data is only put right",
    }[changes.level]
    done = "" if changes.version_raised else f" The package says {changes.new_version}."
    return f"This calls for {kind}: {changes.version_called_for} or higher.{done}"


def escaped(text: str) -> str:
    """Text from the tables as plain Markdown text: no mark-up, no link, no tag comes out of it."""
    return "".join(f"\\{char}" if char in r"\`*_{}[]<>#|~" else char for char in text).replace("&", "&amp;")
