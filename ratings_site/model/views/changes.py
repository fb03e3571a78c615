"""A sentence for each change, the same in a terminal, on a page and in a pull request."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import TypeVar

from ratings_site.model.changes import (
    Changes,
    ColumnChange,
    InspectionChange,
    PageChange,
    PduChange,
    PlaceChange,
    PublicationChange,
    RatingChange,
    TableChange,
)
from ratings_site.model.rows import Correction
from ratings_site.model.views.words import date_words, joined, plural
from ratings_site.model.wording import say, to_say, words_of

Change = TypeVar("Change")


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
        "corrections": _each(_correction_sentence, changes.corrections),
        "pages": _each(_page_sentence, changes.pages),
        "columns": _each(_column_sentence, changes.columns),
        "rows": _each(_table_sentence, changes.tables),
    }
    return tuple(Section(say(words_of("changes")["heading"][kind]), said) for kind, said in sections.items() if said)


def _each(sentence: Callable[[Change], str], changes: Iterable[Change]) -> tuple[str, ...]:
    return tuple(sentence(change) for change in changes)


def _rating_sentence(change: RatingChange, moves: str, today: str) -> str:
    return say("{area}: {moves}{when}.", area=change.area.name, moves=moves, when=_when(change.published, "day", today))


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


def _by(day: str) -> str:
    return say(" by {day}", day=date_words(date.fromisoformat(day), "day")) if day else ""
