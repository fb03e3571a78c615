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
from ratings_site.model.wording import say, to_say

Change = TypeVar("Change")


@dataclass(frozen=True)
class Section:
    """One kind of change: its heading and a sentence for each."""

    title: str
    sentences: tuple[str, ...]


HEADING = {
    "overall": to_say("Overall ratings"),
    "standards": to_say("Ratings of single standards"),
    "inspections": to_say("Inspections"),
    "publications": to_say("Publications"),
    "pdus": to_say("Probation delivery units"),
    "places": to_say("Places"),
    "corrections": to_say("Corrections"),
    "pages": to_say("Pages"),
    "columns": to_say("Tables and columns"),
    "rows": to_say("Rows"),
}


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
    return tuple(Section(say(HEADING[kind]), said) for kind, said in sections.items() if said)


def _each(sentence: Callable[[Change], str], changes: Iterable[Change]) -> tuple[str, ...]:
    return tuple(sentence(change) for change in changes)


def _rating_sentence(change: RatingChange, moves: str, today: str) -> str:
    return say("{area}: {moves}{when}.", area=change.area.name, moves=moves, when=_when(change.published, "day", today))


MOVE = {
    "up": to_say("up from {was} to {now}"),
    "down": to_say("down from {was} to {now}"),
    "appeared": to_say("{now}"),
    "corrected": to_say("corrected from {was} to {now}"),
    "withdrawn": to_say("{was} is withdrawn"),
}


def _move(change: RatingChange) -> str:
    return say(MOVE[change.move], was=change.was, now=change.now)


def _standard_sentences(changes: Iterable[RatingChange], today: str) -> tuple[str, ...]:
    """One sentence for each inspection: its standards with what became of each."""
    ordered = sorted(changes, key=lambda c: (c.area, c.inspection_id))
    return tuple(
        _standard_sentence(list(group), today) for _, group in groupby(ordered, key=lambda c: (c.area, c.inspection_id))
    )


def _standard_sentence(changes: list[RatingChange], today: str) -> str:
    moves = (say("{standard} {move}", standard=change.standard, move=_move(change)) for change in changes)
    return _rating_sentence(changes[0], "; ".join(moves), today)


INSPECTION = {
    "new": to_say("{area}, {programme}: {overall}{when}."),
    "withdrawn": to_say("{area}, {programme} was taken out: {overall}{when}."),
}


def _inspection_sentence(change: InspectionChange, today: str) -> str:
    return say(
        INSPECTION[change.kind],
        area=change.area.name,
        programme=change.programme,
        overall=change.overall or say("rating not known"),
        when=_when(change.published, change.precision, today),
    )


PUBLICATION = {
    "new": to_say("{type}: {title}{when}."),
    "withdrawn": to_say("{type}: {title} was taken out{when}."),
}


def _publication_sentence(change: PublicationChange, today: str) -> str:
    when = _when(change.published, change.precision, today)
    return say(PUBLICATION[change.kind], type=change.type, title=change.title, when=when)


PDU = {
    "opened": to_say("{name} is new{when}."),
    "closed": to_say("{name} closed{when}."),
    "followed": to_say("{name} closed{when}, followed by {successors}."),
    "renamed": to_say("{was} is now called {now}."),
    "moved region": to_say("{name} moved from {was} to {now}."),
    "removed": to_say("{name} was taken out."),
}


def _pdu_sentence(change: PduChange) -> str:
    return say(
        PDU["followed" if change.successors else change.kind],
        name=change.area.name,
        when=_by(change.now) if change.kind in {"opened", "closed"} else "",
        successors=joined(change.successors),
        was=change.was,
        now=change.now,
    )


PLACE = {
    "added": to_say("{pdu} is now said to serve {place} ({type})."),
    "removed": to_say("{pdu} is no longer said to serve {place} ({type})."),
}


def _place_sentence(change: PlaceChange) -> str:
    return say(PLACE[change.kind], pdu=change.pdu.name, place=change.place, type=change.place_type)


def _correction_sentence(change: CorrectionEntry) -> str:
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
        day=date_words(date.fromisoformat(change.corrected_on), "day"),
        reason=change.reason,
    )


PAGE = {
    "appears": to_say("/{address} appears ({title})."),
    "moves": to_say("/{address} moves to /{target} ({title})."),
    "closes": to_say("/{address} stays and says that {title} closed."),
    "vanishes": to_say("/{address} vanishes ({title})."),
}


def _page_sentence(change: PageChange) -> str:
    return say(PAGE[change.kind], address=change.address, target=change.target, title=change.title)


def _column_sentence(change: ColumnChange) -> str:
    key = to_say("{table}, column {column}: {detail}.") if change.column else to_say("{table}: {detail}.")
    return say(key, table=change.table, column=change.column, detail=change.detail)


COUNT = {
    "added": to_say("{count} added"),
    "removed": to_say("{count} removed"),
    "changed": to_say("{count} changed"),
}


def _table_sentence(change: TableChange) -> str:
    counts = {"added": change.added, "removed": change.removed, "changed": change.changed}
    parts = [say(COUNT[kind], count=f"{count:,}") for kind, count in counts.items() if count]
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
