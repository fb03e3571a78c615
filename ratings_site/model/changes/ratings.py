"""Which ratings go up or down, appear, are corrected or withdrawn."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from ratings_site.model.cells import Row, build_row_key
from ratings_site.model.changes.comparison import Comparison, premises_of
from ratings_site.model.changes.values import OVERALL, Move, RatingChange
from ratings_site.model.rows import PREMISES
from ratings_site.model.tables import RATINGS


def build_overall_changes(comparison: Comparison) -> tuple[RatingChange, ...]:
    """Every overall rating a reader sees change, by area."""
    return _Ratings(comparison).overall_changes()


def build_standard_changes(comparison: Comparison) -> tuple[RatingChange, ...]:
    """Every rating of a single standard a reader sees change, by area and standard."""
    return _Ratings(comparison).standard_changes()


@dataclass(frozen=True)
class Cell:
    """Where a value stands, as a correction names it; an empty `column` means the whole row."""

    table: str
    row_key: str
    column: str


def find_correction(corrections: Iterable[Row], cell: Cell, *, was: str, now: str) -> str:
    """The id of the newest correction that leads a cell from `was` to `now`, or "" where none does.

    Several corrections of one cell form a chain: each takes up what the one before it left.
    """
    chain = sorted(
        (row for row in corrections if _corrected_cell(row) == cell),
        key=lambda row: (row["corrected_on"], row["correction_id"]),
    )
    value, last = was, ""
    for row in chain:
        if row["was"] != value:
            return ""
        value, last = row["now"], row["correction_id"]
    return last if value == now else ""


def find_removal(corrections: Iterable[Row], table: str, row_key: str) -> str:
    """The id of a correction that says why a whole row was taken out, or ""."""
    whole_row = Cell(table, row_key, "")
    return max((row["correction_id"] for row in corrections if _corrected_cell(row) == whole_row), default="")


def _corrected_cell(correction: Row) -> Cell:
    return Cell(correction["table"], correction["row_key"], correction["column"])


@dataclass(frozen=True)
class _Seen:
    """One rating cell: where it stands, and the inspection and standard it is of."""

    cell: Cell
    inspection: Row
    standard_id: str


class _Ratings:
    """The rating cells of both packages, and how to tell what became of each."""

    def __init__(self, comparison: Comparison) -> None:
        self.comparison = comparison
        self.old_inspections = comparison.before("inspections")
        self.new_inspections = comparison.now("inspections")
        self.corrections = list(comparison.difference("corrections").added.values())

    def overall_changes(self) -> tuple[RatingChange, ...]:
        keys = self.old_inspections.keys() | self.new_inspections.keys()
        changes = [
            self._change(
                _Seen(Cell("inspections", build_row_key(key), "overall"), self._inspection(key[0]), ""),
                was=self.old_inspections.get(key, {}).get("overall", ""),
                now=self.new_inspections.get(key, {}).get("overall", ""),
            )
            for key in keys
        ]
        return tuple(sorted(change for change in changes if change))

    def standard_changes(self) -> tuple[RatingChange, ...]:
        old, new = self.comparison.before("ratings"), self.comparison.now("ratings")
        changes = [
            self._change(
                _Seen(Cell("ratings", build_row_key(key), "rating"), self._inspection(key[0]), key[1]),
                was=old.get(key, {}).get("rating", ""),
                now=new.get(key, {}).get("rating", ""),
            )
            for key in old.keys() | new.keys()
        ]
        return tuple(sorted(change for change in changes if change))

    def _change(self, seen: _Seen, *, was: str, now: str) -> RatingChange | None:
        is_new = (seen.inspection["inspection_id"],) not in self.old_inspections
        previous = self._previous(seen.inspection) if is_new else seen.inspection
        if is_new:
            was = self._rating_of(previous, seen.standard_id) if previous else ""
        was, now = _rating(was), _rating(now)
        if was == now or (is_new and not now):  # a report that gives no rating takes none back
            return None
        correction = "" if is_new else self._correction(seen, was=was, now=now)
        return RatingChange(
            area=self.comparison.area(seen.inspection),
            move=_move(was, now, corrected=bool(correction)),
            standard_id=seen.standard_id,
            standard=self._standard_name(seen.standard_id),
            was=was,
            now=now,
            inspection_id=seen.inspection["inspection_id"],
            previous_inspection_id=previous["inspection_id"] if previous and was else "",
            published=seen.inspection.get("published", ""),
            correction_id=correction,
        )

    def _inspection(self, inspection_id: str) -> Row:
        row = self.comparison.either("inspections", (inspection_id,))
        return row or {"inspection_id": inspection_id}

    def _standard_name(self, standard_id: str) -> str:
        if not standard_id:
            return OVERALL
        return self.comparison.either("standards", (standard_id,)).get("name", standard_id)

    def _rating_of(self, inspection: Row, standard_id: str) -> str:
        if not standard_id:
            return inspection.get("overall", "")
        key = (inspection["inspection_id"], standard_id)
        return self.comparison.now("ratings").get(key, {}).get("rating", "")

    def _previous(self, inspection: Row) -> Row | None:
        """The inspection of the same area that this one follows, unless a later one has already followed it."""
        others = [other for other in self._same_area[_area_key(inspection)] if self._comparable(inspection, other)]
        known = [other for other in others if (other["inspection_id"],) in self.old_inspections]
        if any(_when(other) > _when(inspection) for other in known):
            return None
        earlier = [other for other in others if _when(other) < _when(inspection)]
        return max(earlier, key=_when, default=None)

    @cached_property
    def _same_area(self) -> Mapping[tuple[str, ...], list[Row]]:
        groups: dict[tuple[str, ...], list[Row]] = {}
        for row in self.new_inspections.values():
            groups.setdefault(_area_key(row), []).append(row)
        return groups

    def _comparable(self, one: Row, other: Row) -> bool:
        first, second = one["programme_id"], other["programme_id"]
        programmes = self.comparison.now("programmes")
        named = {programmes.get((p,), {}).get("comparable_with", "") for p in (first, second)}
        return one["inspection_id"] != other["inspection_id"] and (first == second or bool(named & {first, second}))

    def _correction(self, seen: _Seen, *, was: str, now: str) -> str:
        by_cell = find_correction(self.corrections, seen.cell, was=was, now=now)
        by_row = find_removal(self.corrections, seen.cell.table, seen.cell.row_key)
        by_inspection = find_removal(self.corrections, "inspections", seen.inspection["inspection_id"])
        return by_cell or ("" if now else by_row or by_inspection)


def _rating(text: str) -> str:
    """Only the four ratings compare; "Not rated" and an empty cell are no rating."""
    return text if text in RATINGS else ""


def _move(was: str, now: str, *, corrected: bool) -> Move:
    if not was:
        return "appeared"
    if not now:
        return "withdrawn"
    if corrected:
        return "corrected"
    return "up" if RATINGS.index(now) < RATINGS.index(was) else "down"


def _when(inspection: Row) -> tuple[str, str]:
    return inspection.get("published", ""), inspection["inspection_id"]


def _area_key(inspection: Row) -> tuple[str, ...]:
    """Two houses are two areas: what one was rated says nothing of the other."""
    kind = inspection.get("area_type", "")
    house = premises_of(inspection) if kind == PREMISES else ""
    return (kind, inspection.get("pdu_id", ""), inspection.get("region_id", ""), house)
