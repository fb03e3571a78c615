"""Counting ratings: single ratings where they are known, and the totals that reports state where they are not."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from ratings_site.model.directory import Directory, Inspection, Standard
from ratings_site.wording.rating import NOT_AVAILABLE, shown_rating


class Totals:
    """The totals that reports state, each for the set of inspections that it covers."""

    def __init__(self, directory: Directory) -> None:
        self._totals = directory.tables["rating_totals"].to_dict("records")
        self._inspections = directory.counted

    def counts(self, standard: Standard, inspections: Iterable[Inspection]) -> Counter[str]:
        """How often each rating was given for a standard in these inspections.

        A stated total stands for the inspections of its set when all of them are among these and the set holds
        exactly as many as the total says; the others are counted one by one, where known.
        """
        left = {inspection.inspection_id: inspection for inspection in inspections}
        counts: Counter[str] = Counter()
        for rows in self._sets(standard):
            members = _members(rows[0], left.values())
            if len(members) == int(rows[0]["inspections"]) == sum(int(row["count"]) for row in rows):
                counts.update({str(row["rating"]): int(row["count"]) for row in rows})
                left = {key: inspection for key, inspection in left.items() if key not in members}
        counts.update(_outcome(standard, inspection) for inspection in left.values())
        return counts

    def of_set(self, set_id: str, standard: Standard) -> Counter[str]:
        """The totals of one set for a standard."""
        rows = (row for row in self._totals if row["set_id"] == set_id and row["standard_id"] == standard.standard_id)
        return Counter({str(row["rating"]): int(row["count"]) for row in rows})

    def inspections_of_set(self, set_id: str) -> list[Inspection]:
        """The PDU inspections that a set holds, where there are exactly as many as its total says; else none."""
        rows = [row for row in self._totals if row["set_id"] == set_id]
        if not rows:
            return []
        programme = [
            i for i in self._inspections if i.area_type == "pdu" and i.programme.programme_id == rows[0]["programme_id"]
        ]
        members = _members(rows[0], programme)
        return (
            [i for i in programme if i.inspection_id in members] if len(members) == int(rows[0]["inspections"]) else []
        )

    def _sets(self, standard: Standard) -> list[list[dict[Any, Any]]]:
        sets: dict[str, list[dict[Any, Any]]] = {}
        for row in self._totals:
            if row["standard_id"] == standard.standard_id:
                sets.setdefault(row["set_id"], []).append(row)
        return [sets[set_id] for set_id in sorted(sets)]


def _members(total: dict[Any, Any], inspections: Iterable[Inspection]) -> set[str]:
    """The inspections that a total covers: published between its dates, as far as the date is known to the month."""
    first, last = total["published_from"].date(), total["published_to"].date()
    return {
        inspection.inspection_id
        for inspection in inspections
        if inspection.published.value
        and inspection.published.precision != "year"
        and first <= inspection.published.value <= last
    }


def _outcome(standard: Standard, inspection: Inspection) -> str:
    rated = {rating.standard.standard_id: rating for rating in inspection.ratings}
    return shown_rating(rated.get(standard.standard_id)).value if rated else NOT_AVAILABLE
