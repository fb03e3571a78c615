"""Which ratings go up or down, appear, are corrected or withdrawn."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from ratings_site.model.changes import OVERALL, Area, Change
from ratings_site.model.changes.comparison import Comparison
from ratings_site.model.corrections import Cell
from ratings_site.model.rows import Correction
from ratings_site.model.tables import RATINGS, Key, TextRow, build_row_key


def build_rating_changes(comparison: Comparison) -> list[Change]:
    """Every overall rating a reader sees change, then every rating of a single standard; each by area and standard."""
    followed, found = _followed(comparison), list[Change]()
    for table, column in (("inspections", "overall"), ("ratings", "rating")):
        keys = comparison.before(table).keys() | comparison.now(table).keys()
        changes = (_change(comparison, followed, table, column, key) for key in keys)
        found += sorted(filter(None, changes), key=lambda c: (c.area, c.change, c.standard_id, c.was, c.now, c))
    return found


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


def _change(comparison: Comparison, followed: Mapping[str, str], table: str, column: str, key: Key) -> Change | None:
    """What became of one rating; a key has the standard behind the inspection."""
    inspection_id, standard_id = key[0], "".join(key[1:])
    is_new = inspection_id in followed
    was = comparison.before(table).get(key, {})
    if is_new:
        was = comparison.now(table).get((followed[inspection_id], *key[1:]), {})
    before, after = _rating(was.get(column, "")), _rating(comparison.now(table).get(key, {}).get(column, ""))
    if before == after or (is_new and not after):  # a report that gives no rating takes none back
        return None
    correction = "" if is_new else _correction(comparison, (table, build_row_key(key), column), before, after)
    inspection = comparison.either("inspections", inspection_id) or {"inspection_id": inspection_id}
    return Change(
        kind="rating" if standard_id else OVERALL,
        change=_move(before, after, corrected=bool(correction)),
        area=comparison.area_of(inspection),
        published=inspection.get("published", ""),
        precision=inspection.get("published_precision", ""),
        item=comparison.name("standards", standard_id) if standard_id else OVERALL,
        was=before,
        now=after,
        inspection_id=inspection_id,
        standard_id=standard_id,
        correction_id=correction,
    )


def _followed(comparison: Comparison) -> dict[str, str]:
    """For each new inspection the one of its area that it follows; none where a later one had already followed that."""
    groups: dict[Area, list[TextRow]] = defaultdict(list)
    for row in comparison.now("inspections").values():
        groups[comparison.area_of(row)].append(row)
    added = comparison.difference("inspections").added.values()
    return {row["inspection_id"]: _previous(comparison, row, groups[comparison.area_of(row)]) for row in added}


def _previous(comparison: Comparison, inspection: TextRow, of_area: Iterable[TextRow]) -> str:
    others = [other for other in of_area if _comparable(comparison, inspection, other)]
    known = [other for other in others if (other["inspection_id"],) in comparison.before("inspections")]
    if any(_when(other) > _when(inspection) for other in known):
        return ""
    earlier = (other for other in others if _when(other) < _when(inspection))
    return max(earlier, key=_when, default={"inspection_id": ""})["inspection_id"]


def _comparable(comparison: Comparison, one: TextRow, other: TextRow) -> bool:
    both = {one["programme_id"], other["programme_id"]}
    named = {comparison.now("programmes").get((p,), {}).get("comparable_with", "") for p in both}
    return one["inspection_id"] != other["inspection_id"] and (len(both) == 1 or bool(named & both))


def _when(inspection: TextRow) -> tuple[str, str]:
    return inspection["published"], inspection["inspection_id"]


def _correction(comparison: Comparison, cell: Cell, was: str, now: str) -> str:
    """The correction of the cell, or what says why its whole row, or the whole inspection, was taken out."""
    if (by_cell := find_correction(comparison.corrections, cell, was=was, now=now)) or now:
        return by_cell
    table, row_key, _ = cell
    whole = {c.cell: c.correction_id for c in comparison.corrections}
    return whole.get((table, row_key, "")) or whole.get(("inspections", row_key.split("/")[0], ""), "")


def _rating(text: str) -> str:
    """Only the four ratings compare; "Not rated" and an empty cell are no rating."""
    return text if text in RATINGS else ""


def _move(was: str, now: str, *, corrected: bool) -> str:
    if not was or not now:
        return "withdrawn" if was else "appeared"
    if corrected:
        return "corrected"
    return "up" if RATINGS.index(now) < RATINGS.index(was) else "down"
