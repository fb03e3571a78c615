"""Ratings, scores, overall ratings and published totals: that they belong to their inspection and add up."""

from collections import Counter
from collections.abc import Collection
from itertools import pairwise, product
from math import inf

from ratings_site.check.issues import any_of
from ratings_site.check.rules.facts import Facts, Finding, Judged, finding, grouped, joined, of_a_column
from ratings_site.check.sheets import Row
from ratings_site.model.tables import NOT_RATED

_NOT_AVAILABLE = "not available"
_RATED_SINCE = "2023"
_RATED = (("inspections", "overall"), ("ratings", "rating"), ("rating_totals", "rating"), ("score_bands", "overall"))


def check_standards_rated(facts: Facts) -> Judged:
    """Rule 2: every inspection of a rated programme since 2023 has one rating for each standard of its kind of area."""
    for inspection_id, inspection in facts.inspections.items():
        programme = facts.programmes.get(inspection["programme_id"])
        is_rated = programme and programme["rated"] == "yes" and programme["started"] >= _RATED_SINCE
        wanted = facts.standards_of(*_kind(inspection)) if is_rated else []
        rated = {row["standard_id"] for row in facts.ratings_by_inspection.get(inspection_id, [])}
        rests_on = [inspection["programme_id"]]
        if wanted and not rated & set(wanted) and not _may_be_among_doubtful(facts, inspection_id, ""):
            words: dict[str, str | int] = {"inspection": inspection_id, "count": len(wanted)}
            yield finding("ratings-missing", inspection, None, None, rests_on, **words)
            continue
        for standard in wanted:
            if standard not in rated and not _may_be_among_doubtful(facts, inspection_id, standard):
                words = {"inspection": inspection_id, "standard": standard}
                yield finding("rating-missing", inspection, None, None, [*rests_on, standard], **words)


def _may_be_among_doubtful(facts: Facts, inspection_id: str, standard: str) -> bool:
    """Whether a row of `ratings` that was refused may be the one that is lacking."""
    return any(
        {"inspection_id", "standard_id"} & row.in_doubt
        and (row["inspection_id"] == inspection_id or "inspection_id" in row.in_doubt)
        and (not standard or row["standard_id"] == standard or "standard_id" in row.in_doubt)
        for row in facts.sheet("ratings").rows
    )


@of_a_column("ratings")
def check_standards_fit(facts: Facts) -> Judged:
    """A rating is given for a standard of the programme and the kind of area of its inspection."""
    for row in facts.rows("ratings"):
        inspection = facts.inspections.get(row["inspection_id"])
        standard = facts.standards.get(row["standard_id"])
        if inspection and standard and _kind(inspection) != _kind(standard):
            words = {"programme": inspection["programme_id"], "kind": inspection["area_type"]}
            yield finding("rating-of-other-programme", row, "standard_id", None, [row["standard_id"]], **words)
        else:
            yield False


def _kind(row: Row) -> tuple[str, str]:
    return row["programme_id"], row["area_type"]


def check_basis(facts: Facts) -> Judged:
    """Rule 5: a rating is empty exactly where its basis is *not available*; a derived one says from what it follows."""
    rows, judged = facts.rows("ratings"), list[Finding | bool]()
    for row in rows:
        basis, rating = row["basis"], row["rating"]
        is_sound = basis != "" and row.in_doubt.isdisjoint({"rating", "basis"})
        is_wrong = is_sound and (basis == _NOT_AVAILABLE) == bool(rating)
        check = "rating-not-available" if rating else "rating-without-value"
        judged.append(is_wrong and finding(check, row, "rating", rating=rating, basis=basis))
        if is_sound and basis == "derived" and rating and not row["note"] and "note" not in row.in_doubt:
            yield finding("derived-without-note", row, "note", ())
    yield from joined(judged, rows)


def check_absence(facts: Facts) -> Judged:
    """Rule 5: a rating that is not available says why in `absence`, and no other rating does."""
    for row in facts.rows("ratings"):
        absence, missing = row["absence"], row["basis"] == _NOT_AVAILABLE
        if bool(absence) != missing and row["basis"] and not row.in_doubt & {"basis", "absence"}:
            check = "absence-without-reason" if missing else "reason-without-absence"
            yield finding(check, row, "absence")


@of_a_column("inspections")
def check_score_basis(facts: Facts) -> Judged:
    """A score says whether it is stated or derived, and nothing says so where there is no score."""
    for row in facts.rows("inspections"):
        is_half = bool(row["score"]) != bool(row["score_basis"]) and not row.in_doubt & {"score", "score_basis"}
        given = "score" if row["score"] else "score_basis"
        yield is_half and finding("score-without-basis", row, "score", given=given)


@of_a_column("inspections")
def check_not_rated(facts: Facts) -> Judged:
    """*Not rated* is the outcome of every inspection of a programme without ratings, and of no other."""
    for row in facts.rows("inspections"):
        name, programme = row["programme_id"], facts.programmes.get(row["programme_id"])
        rated = programme["rated"] if programme and row["overall"] else ""
        words = {"programme": name, "gives": "gives" if rated == "yes" else "does not give"}
        is_wrong = rated != "" and (rated == "no") != (row["overall"] == NOT_RATED)
        yield is_wrong and finding("not-rated-mistaken", row, "overall", None, [name], **words)


def check_scales(facts: Facts) -> Judged:
    """A programme that gives ratings names a scale; its inspections, totals and bands have ratings of that scale."""
    scales = {row["scale_id"] for row in facts.rows("rating_scale")}
    for row in facts.programmes.values():
        scale = row["scale_id"]
        if row["rated"] != "yes" or scale in scales or "scale_id" in row.in_doubt:
            continue
        words = {"table": "rating_scale.csv", "hint": ""} if scale else {}
        check = "unknown-reference" if scale else "missing-value"
        yield finding(check, row, "scale_id", **words)
    for table, column in _RATED:
        for row in facts.rows(table):
            of = facts.standards.get(row["standard_id"]) if "standard_id" in row.cells else row
            programme, rating = of["programme_id"] if of else "", row[column]
            allowed = facts.points_of(programme) if rating and rating != NOT_RATED else {}
            if allowed and rating not in allowed:
                about = (row.cells.get("inspection_id", programme),)
                yield finding("not-a-rating", row, column, about, (programme,), allowed=any_of(allowed), hint="")


@of_a_column("inspections")
def check_scores(facts: Facts) -> Judged:
    """Rule 3: a PDU's score is the sum of its ratings' points; where some are not known, the known ones allow it."""
    for inspection_id, inspection in facts.inspections.items():
        wanted = facts.standards_of(inspection["programme_id"], "pdu")
        score = inspection.number("score")
        if score is None or inspection["area_type"] != "pdu" or not wanted:
            continue
        points = facts.points_of(inspection["programme_id"])
        best = max(points.values(), default=0)
        known = [row["rating"] for row in facts.ratings_by_inspection.get(inspection_id, []) if row["rating"]]
        least = sum(points.get(rating, 0) for rating in known)
        most = least + best * max(0, len(wanted) - len(known))
        check, rests_on = (
            "score-not-sum" if least == most else "score-impossible",
            [*wanted, inspection["programme_id"]],
        )
        is_wrong = not least <= score <= most
        yield is_wrong and finding(check, inspection, "score", None, rests_on, least=least, most=most)


@of_a_column("inspections")
def check_overall(facts: Facts) -> Judged:
    """Rule 4: the overall rating agrees with the score wherever the bands of scores say which one it gives."""
    for row, band in product(facts.rows("inspections"), facts.rows("score_bands")):
        score, low, high = row.number("score"), band.number("score_from"), band.number("score_to")
        if score is None or low is None or high is None or not low <= score <= high or not row["overall"]:
            continue
        if _kind(band) == _kind(row):
            words: dict[str, str | int] = {"score": score, "gives": band["overall"]}
            is_other = band["overall"] != row["overall"]
            yield is_other and finding("overall-not-score", row, "overall", None, [row["programme_id"]], **words)


def check_overall_range(facts: Facts) -> Judged:
    """An overall rating is no better than the best of its standards and no worse than the worst, if all are known.

    Of the other kinds of inspection not all standards are in the tables.
    """
    for inspection_id, inspection in facts.inspections.items():
        points = facts.points_of(inspection["programme_id"])
        wanted = facts.standards_of(inspection["programme_id"], inspection["area_type"])
        rows = facts.ratings_by_inspection.get(inspection_id, [])
        known = [points[row["rating"]] for row in rows if row["rating"] in points]
        overall = points.get(inspection["overall"])
        whole = inspection["area_type"] in {"pdu", "region"} and 0 < len(wanted) <= len(known)
        if overall is None or not whole or min(known) <= overall <= max(known):
            continue
        side = "better than every" if overall > max(known) else "worse than every"
        yield finding("overall-beyond-standards", inspection, "overall", side=side)


def check_bands(facts: Facts) -> Judged:
    """The bands of scores of a programme, and those of the rating scale, begin before they end and do not overlap."""
    yield from _overlaps(facts, "score_bands", ("programme_id", "area_type"), "score_from", "score_to")
    yield from _overlaps(facts, "rating_scale", ("scale_id",), "sufficient_from", "sufficient_below", touching=True)


def _overlaps(
    facts: Facts, table: str, group: tuple[str, ...], start: str, end: str, *, touching: bool = False
) -> Judged:
    """A band without an end has none; `touching`: a band ends before the number at which the next one begins."""
    bands = [
        (tuple(row[name] for name in group), first, inf if (stop := row.number(end)) is None else stop, row)
        for row in facts.rows(table)
        if (first := row.number(start)) is not None
    ]
    bands.sort(key=lambda band: band[:2])
    named = (row.cells.get(name) for *_, row in bands for name in ("programme_id", "rating"))
    about = {name for name in named if name}
    for _, first, last, row in bands:
        if last < first:
            yield finding("range-turned-round", row, end, about, start=row[start])
            return
    for (group_before, _, last, before), (own_group, first, _, row) in pairwise(bands):
        if group_before == own_group and first <= last - touching:
            yield finding("bands-overlap", row, start, about, line=before.line)


_SET_COLUMNS = ("programme_id", "published_from", "published_to", "inspections")


def check_totals(facts: Facts) -> Judged:
    """Rule 6: known ratings never exceed the published totals, and equal them where all are known.

    A set holds the inspections of its programme and kind of area that were published within its dates, as many as it
    says; one whose date is known to the month or year only, or not at all, may belong to it.
    """
    for set_id, of_set in grouped(facts.rows("rating_totals"), lambda row: row["set_id"]).items():
        rows = [row for row in of_set if not row.in_doubt]
        unlike = ((row, name) for row in rows for name in _SET_COLUMNS if row[name] != rows[0][name])
        if different := next(unlike, None):
            yield finding("set-not-alike", *different, line=rows[0].line)
            continue
        known = [row for row in rows if row["standard_id"] in facts.standards]
        for area_type, of_kind in grouped(known, lambda row: facts.standards[row["standard_id"]]["area_type"]).items():
            yield from _check_kind(facts, set_id, area_type, of_kind)


def _check_kind(facts: Facts, set_id: str, area_type: str, rows: list[Row]) -> Judged:
    first = rows[0]
    start, end = first.first_day("published_from"), first.first_day("published_to")
    if start is None or end is None or end < start:
        if start and end:
            yield finding("range-turned-round", first, "published_to", (set_id,), start=str(start))
        return
    wanted = (first["programme_id"], area_type)
    inspections = facts.rows("inspections")
    candidates = [row for row in inspections if (row["programme_id"], row["area_type"]) == wanted]
    spans = {row["inspection_id"]: (row.first_day(), row.last_day()) for row in candidates}
    members = {key for key, (day, last) in spans.items() if day and last and start <= day and last <= end}
    possible = sum(not day or not last or (day <= end and last >= start) for day, last in spans.values())
    size = first.number("inspections") or 0
    if not len(members) <= size <= possible:
        found = str(len(members)) if possible == len(members) else f"{len(members)} to {possible}"
        yield finding("set-of-other-size", first, "inspections", (set_id,), spans, found=found)
    else:
        yield from _check_counts(facts, rows, members, size=size, rests_on=spans.keys())


def _check_counts(facts: Facts, rows: list[Row], members: set[str], *, size: int, rests_on: Collection[str]) -> Judged:
    given: dict[str, Counter[str]] = {}
    for rating in facts.rows("ratings"):
        if rating["inspection_id"] in members and rating["rating"]:
            given.setdefault(rating["standard_id"], Counter())[rating["rating"]] += 1
    for standard, totals in grouped(rows, lambda row: row["standard_id"]).items():
        known = given.get(standard, Counter())
        more = [(row, known[row["rating"]] - (row.number("count") or 0)) for row in totals]
        wrong = [row for row, surplus in more if surplus > 0 or (surplus and known.total() == size)]
        stated = sum(row.number("count") or 0 for row in totals)
        rests, words = {standard, *rests_on}, dict[str, str | int](standard=standard)
        if len(totals) == len(facts.points_of(totals[0]["programme_id"])) and stated != size:
            yield finding("totals-not-sum", totals[0], "count", None, rests, **words, stated=stated, size=size)
        elif wrong:
            words |= {"rating": wrong[0]["rating"], "found": known[wrong[0]["rating"]]}
            yield finding("totals-disagree", wrong[0], "count", None, rests, **words)
