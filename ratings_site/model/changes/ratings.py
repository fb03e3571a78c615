"""Which ratings go up or down, appear, are corrected or withdrawn."""

from collections.abc import Iterable, Mapping
from functools import cached_property

from ratings_site.model.cells import Key, Row, build_row_key
from ratings_site.model.changes import OVERALL, Move, RatingChange
from ratings_site.model.changes.comparison import Comparison, build_new_corrections, premises_of
from ratings_site.model.corrections import Cell
from ratings_site.model.rows import PREMISES, Correction
from ratings_site.model.tables import RATINGS


def build_rating_changes(comparison: Comparison) -> tuple[tuple[RatingChange, ...], tuple[RatingChange, ...]]:
    """Every overall rating a reader sees change, and every rating of a single standard; each by area and standard."""
    ratings = _Ratings(comparison)
    return ratings.changes("inspections", "overall"), ratings.changes("ratings", "rating")


def find_correction(corrections: Iterable[Correction], cell: Cell, *, was: str, now: str) -> str:
    """The id of the newest correction that leads a cell from `was` to `now`, or "" where none does.

    Several corrections of one cell, given oldest first, form a chain: each takes up what the one before it left.
    """
    value, last = was, ""
    for correction in (correction for correction in corrections if correction.cell == cell):
        if correction.was != value:
            return ""
        value, last = correction.now, correction.correction_id
    return last if value == now else ""


class _Ratings:
    """The rating cells of both packages, and how to tell what became of each."""

    def __init__(self, comparison: Comparison) -> None:
        self.comparison = comparison
        self.old_inspections = comparison.before("inspections")
        self.new_inspections = comparison.now("inspections")
        self.corrections = build_new_corrections(comparison)

    def changes(self, table: str, column: str) -> tuple[RatingChange, ...]:
        """What became of the ratings that stand in one column; a key has the standard behind the inspection."""
        old, new = self.comparison.before(table), self.comparison.now(table)
        changes = [
            self._change(table, column, key, old.get(key, {}).get(column, ""), new.get(key, {}).get(column, ""))
            for key in old.keys() | new.keys()
        ]
        return tuple(sorted(change for change in changes if change))

    def _change(self, table: str, column: str, key: Key, was: str, now: str) -> RatingChange | None:
        inspection, standard_id = self._inspection(key[0]), "".join(key[1:])
        is_new = key[:1] not in self.old_inspections
        previous = self._previous(inspection) if is_new else inspection
        if is_new:
            was = self._rating_of(previous, standard_id) if previous else ""
        was, now = _rating(was), _rating(now)
        if was == now or (is_new and not now):  # a report that gives no rating takes none back
            return None
        cell = table, build_row_key(key), column
        correction = "" if is_new else self._correction(cell, key[0], was=was, now=now)
        return RatingChange(
            area=self.comparison.area(inspection),
            move=_move(was, now, corrected=bool(correction)),
            standard_id=standard_id,
            standard=self._standard_name(standard_id),
            was=was,
            now=now,
            inspection_id=key[0],
            previous_inspection_id=previous["inspection_id"] if previous and was else "",
            published=inspection.get("published", ""),
            correction_id=correction,
            precision=inspection.get("published_precision", ""),
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

    def _correction(self, cell: Cell, inspection_id: str, *, was: str, now: str) -> str:
        """The correction of the cell, or what says why its whole row, or the whole inspection, was taken out."""
        by_cell = find_correction(self.corrections, cell, was=was, now=now)
        if by_cell or now:
            return by_cell
        by_row, by_inspection = (
            next((correction.correction_id for correction in reversed(self.corrections) if correction.cell == row), "")
            for row in ((*cell[:2], ""), ("inspections", inspection_id, ""))
        )
        return by_row or by_inspection


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
