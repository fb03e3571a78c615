"""Published totals: how often a rating was given, against the inspections themselves."""

from collections import Counter
from collections.abc import Iterator
from datetime import date

from ratings_site.check.rules.facts import Facts, Finding, finding, first_day, last_day, number
from ratings_site.check.sheets import Row

_SET_COLUMNS = ("programme_id", "published_from", "published_to", "inspections")


def check_totals(facts: Facts) -> Iterator[Finding]:
    """Rule 6: known ratings never exceed the published totals, and equal them where all are known.

    A set holds the inspections of its programme and kind of area that were published within its dates, as many as it
    says; one whose date is known to the month or year only, or not at all, may belong to it.
    """
    sets: dict[str, list[Row]] = {}
    for row in facts.rows("rating_totals"):
        sets.setdefault(row.cells["set_id"], []).append(row)
    for set_id, rows in sets.items():
        yield from _check_set(facts, set_id, [row for row in rows if not row.in_doubt])


def _check_set(facts: Facts, set_id: str, rows: list[Row]) -> Iterator[Finding]:
    for row in rows:
        for column in _SET_COLUMNS:
            if row.cells[column] != rows[0].cells[column]:
                yield finding("set-not-alike", "rating_totals", row, column, (set_id,), line=rows[0].line)
                return
    kinds: dict[str, list[Row]] = {}
    for row in rows:
        standard = facts.standards.get(row.cells["standard_id"])
        if standard is not None:
            kinds.setdefault(standard.cells["area_type"], []).append(row)
    for area_type, of_kind in kinds.items():
        yield from _check_kind(facts, set_id, area_type, of_kind)


def _check_kind(facts: Facts, set_id: str, area_type: str, rows: list[Row]) -> Iterator[Finding]:
    first = rows[0]
    start, end = first_day(first, "published_from"), first_day(first, "published_to")
    if start is None or end is None or end < start:
        if start and end:
            yield finding("range-turned-round", "rating_totals", first, "published_to", (set_id,), start=str(start))
        return
    wanted = (first.cells["programme_id"], area_type)
    inspections = facts.rows("inspections")
    candidates = [row for row in inspections if (row.cells["programme_id"], row.cells["area_type"]) == wanted]
    members = {row.cells["inspection_id"] for row in candidates if _lies_within(row, start, end)}
    possible = sum(_may_lie_within(row, start, end) for row in candidates)
    rests_on = {row.cells["inspection_id"] for row in candidates}
    size = number(first, "inspections") or 0
    if not len(members) <= size <= possible:
        found = str(len(members)) if possible == len(members) else f"{len(members)} to {possible}"
        check = "set-of-other-size"
        yield finding(check, "rating_totals", first, "inspections", (set_id,), rests_on, found=found)
        return
    yield from _check_counts(facts, rows, members, size=size, rests_on=rests_on)


def _lies_within(row: Row, start: date, end: date) -> bool:
    first, last = first_day(row), last_day(row)
    return first is not None and last is not None and start <= first and last <= end


def _may_lie_within(row: Row, start: date, end: date) -> bool:
    first, last = first_day(row), last_day(row)
    return first is None or last is None or (first <= end and last >= start)


def _check_counts(
    facts: Facts, rows: list[Row], members: set[str], *, size: int, rests_on: set[str]
) -> Iterator[Finding]:
    given: dict[str, Counter[str]] = {}
    for rating in facts.rows("ratings"):
        if rating.cells["inspection_id"] in members and rating.cells["rating"]:
            given.setdefault(rating.cells["standard_id"], Counter())[rating.cells["rating"]] += 1
    by_standard: dict[str, list[Row]] = {}
    for row in rows:
        by_standard.setdefault(row.cells["standard_id"], []).append(row)
    for standard, totals in by_standard.items():
        known = given.get(standard, Counter())
        wrong = [row for row in totals if not _allows(row, known, complete=known.total() == size)]
        stated = sum(number(row, "count") or 0 for row in totals)
        about, rests = (totals[0].cells["set_id"],), {standard, *rests_on}
        words: dict[str, str | int] = {"standard": standard}
        if len(totals) == len(facts.points_of(totals[0].cells["programme_id"])) and stated != size:
            words |= {"stated": stated, "size": size}
            yield finding("totals-not-sum", "rating_totals", totals[0], "count", about, rests, **words)
        elif wrong:
            rating_name = wrong[0].cells["rating"]
            words |= {"rating": rating_name, "found": known[rating_name]}
            yield finding("totals-disagree", "rating_totals", wrong[0], "count", about, rests, **words)


def _allows(total: Row, known: Counter[str], *, complete: bool) -> bool:
    count, found = number(total, "count") or 0, known[total.cells["rating"]]
    return found == count if complete else found <= count
