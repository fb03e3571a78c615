"""A sentence for each change, the same in a terminal, on a page and in a pull request."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import TypeVar

from ratings_site.model.changes import (
    Changes,
    ColumnChange,
    CorrectionEntry,
    InspectionChange,
    PageChange,
    PduChange,
    PlaceChange,
    PublicationChange,
    RatingChange,
    TableChange,
)
from ratings_site.model.views.words import date_words, joined, plural

Change = TypeVar("Change")


@dataclass(frozen=True)
class Section:
    """One kind of change: its heading and a sentence for each."""

    title: str
    sentences: tuple[str, ...]


def build_sections(changes: Changes) -> tuple[Section, ...]:
    """Everything that changed, a sentence each, in the order in which readers care; empty kinds are left out."""
    today = changes.new_date
    sections = [
        Section("Overall ratings", _each(lambda c: _rating_sentence(c, today), changes.overall_ratings)),
        Section("Ratings of single standards", _standard_sentences(changes.ratings, today)),
        Section("Inspections", _each(lambda c: _inspection_sentence(c, today), changes.inspections)),
        Section("Publications", _each(lambda c: _publication_sentence(c, today), changes.publications)),
        Section("Probation delivery units", _each(_pdu_sentence, changes.pdus)),
        Section("Places", _each(_place_sentence, changes.places)),
        Section("Corrections", _each(_correction_sentence, changes.corrections)),
        Section("Pages", _each(_page_sentence, changes.pages)),
        Section("Tables and columns", _each(_column_sentence, changes.columns)),
        Section("Rows", _each(_table_sentence, changes.tables)),
    ]
    return tuple(section for section in sections if section.sentences)


def _each(say: Callable[[Change], str], changes: Iterable[Change]) -> tuple[str, ...]:
    return tuple(say(change) for change in changes)


def _rating_sentence(change: RatingChange, today: str) -> str:
    return f"{change.area.name}: {_move(change)}{_when(change.published, 'day', today)}."


def _move(change: RatingChange) -> str:
    if change.move == "appeared":
        return change.now
    if change.move == "withdrawn":
        return f"{change.was} is withdrawn"
    if change.move == "corrected":
        return f"corrected from {change.was} to {change.now}"
    return f"{change.move} from {change.was} to {change.now}"


def _standard_sentences(changes: Iterable[RatingChange], today: str) -> tuple[str, ...]:
    """One sentence for each inspection: its standards with what became of each."""
    ordered = sorted(changes, key=lambda c: (c.area, c.inspection_id))
    return tuple(
        _standard_sentence(list(group), today) for _, group in groupby(ordered, key=lambda c: (c.area, c.inspection_id))
    )


def _standard_sentence(changes: list[RatingChange], today: str) -> str:
    first = changes[0]
    said = "; ".join(f"{change.standard} {_move(change)}" for change in changes)
    return f"{first.area.name}: {said}{_when(first.published, 'day', today)}."


def _inspection_sentence(change: InspectionChange, today: str) -> str:
    taken_out = " was taken out" if change.kind == "withdrawn" else ""
    when = _when(change.published, change.precision, today)
    return f"{change.area.name}, {change.programme}{taken_out}: {change.overall or 'rating not known'}{when}."


def _publication_sentence(change: PublicationChange, today: str) -> str:
    taken_out = " was taken out" if change.kind == "withdrawn" else ""
    return f"{change.type}: {change.title}{taken_out}{_when(change.published, change.precision, today)}."


def _pdu_sentence(change: PduChange) -> str:
    name, when = change.area.name, _by(change.now) if change.kind in {"opened", "closed"} else ""
    followed = f", followed by {joined(change.successors)}" if change.successors else ""
    return {
        "opened": f"{name} is new{when}.",
        "closed": f"{name} closed{when}{followed}.",
        "renamed": f"{change.was} is now called {change.now}.",
        "moved region": f"{name} moved from {change.was} to {change.now}.",
        "removed": f"{name} was taken out.",
    }[change.kind]


def _place_sentence(change: PlaceChange) -> str:
    said = "is now said to serve" if change.kind == "added" else "is no longer said to serve"
    return f"{change.pdu.name} {said} {change.place} ({change.place_type})."


def _correction_sentence(change: CorrectionEntry) -> str:
    column = f", column {change.column}" if change.column else ""
    values = f" from {change.was or 'empty'} to {change.now or 'empty'}" if change.column else ""
    day = date_words(date.fromisoformat(change.corrected_on), "day")
    return f"{change.table} {change.row_key}{column}: corrected{values} on {day}. {change.reason}"


def _page_sentence(change: PageChange) -> str:
    return {
        "appears": f"/{change.address} appears ({change.title}).",
        "moves": f"/{change.address} moves to /{change.target} ({change.title}).",
        "closes": f"/{change.address} stays and says that {change.title} closed.",
        "vanishes": f"/{change.address} vanishes ({change.title}).",
    }[change.kind]


def _column_sentence(change: ColumnChange) -> str:
    where = f"{change.table}, column {change.column}" if change.column else change.table
    return f"{where}: {change.detail}."


def _table_sentence(change: TableChange) -> str:
    parts = [
        f"{count:,} {word}"
        for count, word in ((change.added, "added"), (change.removed, "removed"), (change.changed, "changed"))
        if count
    ]
    return f"{change.path}: {joined(parts)} ({plural(change.before, 'row')} before)."


def _when(day: str, precision: str, today: str) -> str:
    """The date of publication, or that it is still to come; "" where it is not known."""
    if not day:
        return ""
    words = date_words(date.fromisoformat(day), precision)
    return f" (scheduled for {words})" if day > today else f" ({words})"


def _by(day: str) -> str:
    return f" by {date_words(date.fromisoformat(day), 'day')}" if day else ""
