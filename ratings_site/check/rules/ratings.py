"""Ratings, scores, overall ratings and published totals: that they belong to their inspection and add up."""

from collections import Counter
from collections.abc import Collection, Iterator
from itertools import pairwise, product
from math import inf

from ratings_site.check.issues import any_of
from ratings_site.check.rules.facts import Facts, Finding, finding, first_day, grouped, joined, last_day, number
from ratings_site.check.sheets import Row

_NOT_RATED = "Not rated"
_NOT_AVAILABLE = "not available"
_RATED_SINCE = "2023"


def check_standards_rated(facts: Facts) -> Iterator[Finding]:
    """Rule 2: every inspection of a rated programme since 2023 has one rating for each standard of its kind of area."""
    for inspection_id, inspection in facts.inspections.items():
        wanted = _standards_wanted(facts, inspection)
        rated = {row["standard_id"] for row in facts.ratings_by_inspection.get(inspection_id, [])}
        place, programme = ("inspections", inspection, None, None), inspection["programme_id"]
        if wanted and not rated & set(wanted) and not _may_be_among_doubtful(facts, inspection_id, ""):
            yield finding("ratings-missing", *place, [programme], inspection=inspection_id, count=len(wanted))
            continue
        for standard in wanted:
            if standard not in rated and not _may_be_among_doubtful(facts, inspection_id, standard):
                words = {"inspection": inspection_id, "standard": standard}
                yield finding("rating-missing", *place, [programme, standard], **words)


def _standards_wanted(facts: Facts, inspection: Row) -> list[str]:
    programme = facts.programmes.get(inspection["programme_id"])
    is_rated = programme and programme["rated"] == "yes" and programme["started"] >= _RATED_SINCE
    return facts.standards_of(*_kind(inspection)) if is_rated else []


def _may_be_among_doubtful(facts: Facts, inspection_id: str, standard: str) -> bool:
    """Whether a row of `ratings` that was refused may be the one that is lacking."""
    return any(
        {"inspection_id", "standard_id"} & row.in_doubt
        and (row["inspection_id"] == inspection_id or "inspection_id" in row.in_doubt)
        and (not standard or row["standard_id"] == standard or "standard_id" in row.in_doubt)
        for row in facts.sheet("ratings").rows
    )


def check_standards_fit(facts: Facts) -> Iterator[Finding]:
    """A rating is given for a standard of the programme and the kind of area of its inspection."""
    findings = []
    for row in facts.rows("ratings"):
        inspection = facts.inspections.get(row["inspection_id"])
        standard = facts.standards.get(row["standard_id"])
        if inspection and standard and _kind(inspection) != _kind(standard):
            words = {"programme": inspection["programme_id"], "kind": inspection["area_type"]}
            place = ("ratings", row, "standard_id", None, [row["standard_id"]])
            findings.append(finding("rating-of-other-programme", *place, **words))
    yield from joined(findings, facts.rows("ratings"))


def _kind(row: Row) -> tuple[str, str]:
    return row["programme_id"], row["area_type"]


def check_basis(facts: Facts) -> Iterator[Finding]:
    """Rule 5: a rating is empty exactly where its basis is *not available*; a derived one says from what it follows."""
    findings = []
    rows = facts.rows("ratings")
    for row in rows:
        basis, rating = row["basis"], row["rating"]
        if row.in_doubt & {"rating", "basis"} or not basis:
            continue
        if basis == _NOT_AVAILABLE and rating:
            findings.append(finding("rating-not-available", "ratings", row, "rating", rating=rating))
        elif basis != _NOT_AVAILABLE and not rating:
            findings.append(finding("rating-without-value", "ratings", row, "rating", basis=basis))
        elif basis == "derived" and not row["note"] and "note" not in row.in_doubt:
            yield finding("derived-without-note", "ratings", row, "note", ())
    yield from joined(findings, rows)


def check_absence(facts: Facts) -> Iterator[Finding]:
    """Rule 5: a rating that is not available says why in `absence`, and no other rating does."""
    for row in facts.rows("ratings"):
        absence, missing = row["absence"], row["basis"] == _NOT_AVAILABLE
        if bool(absence) != missing and row["basis"] and not row.in_doubt & {"basis", "absence"}:
            check = "absence-without-reason" if missing else "reason-without-absence"
            yield finding(check, "ratings", row, "absence")


def check_score_basis(facts: Facts) -> Iterator[Finding]:
    """A score says whether it is stated or derived, and nothing says so where there is no score."""
    findings = []
    rows = facts.rows("inspections")
    for row in rows:
        if bool(row["score"]) != bool(row["score_basis"]) and not row.in_doubt & {"score", "score_basis"}:
            given = "score" if row["score"] else "score_basis"
            findings.append(finding("score-without-basis", "inspections", row, "score", given=given))
    yield from joined(findings, rows)


def check_not_rated(facts: Facts) -> Iterator[Finding]:
    """*Not rated* is the outcome of every inspection of a programme without ratings, and of no other."""
    findings = []
    rows = facts.rows("inspections")
    for row in rows:
        programme = facts.programmes.get(row["programme_id"])
        if programme is None or not programme["rated"] or not row["overall"]:
            continue
        if (programme["rated"] == "no") != (row["overall"] == _NOT_RATED):
            name, place = row["programme_id"], ("inspections", row, "overall", None, [row["programme_id"]])
            gives = "gives" if programme["rated"] == "yes" else "does not give"
            findings.append(finding("not-rated-mistaken", *place, programme=name, gives=gives))
    yield from joined(findings, rows)


def check_scales(facts: Facts) -> Iterator[Finding]:
    """A programme that gives ratings names a scale; its inspections, totals and bands have ratings of that scale."""
    scales = {row["scale_id"] for row in facts.rows("rating_scale")}
    for row in facts.programmes.values():
        scale = row["scale_id"]
        if row["rated"] != "yes" or scale in scales or "scale_id" in row.in_doubt:
            continue
        words = {"table": "rating_scale.csv", "hint": ""} if scale else {}
        check = "unknown-reference" if scale else "missing-value"
        yield finding(check, "programmes", row, "scale_id", **words)
    for row in facts.rows("inspections"):
        if row["overall"] != _NOT_RATED:
            yield from _check_rating(facts, row, "inspections", "overall", row["programme_id"])
    for table in ("ratings", "rating_totals"):
        for row in facts.rows(table):
            if standard := facts.standards.get(row["standard_id"]):
                yield from _check_rating(facts, row, table, "rating", standard["programme_id"])
    for row in facts.rows("score_bands"):
        yield from _check_rating(facts, row, "score_bands", "overall", row["programme_id"])


def _check_rating(facts: Facts, row: Row, table: str, column: str, programme: str) -> Iterator[Finding]:
    scale, rating = facts.points_of(programme), row[column]
    if scale and rating and rating not in scale:
        about = (row.cells.get("inspection_id", programme),)
        yield finding("not-a-rating", table, row, column, about, (programme,), allowed=any_of(scale), hint="")


def check_scores(facts: Facts) -> Iterator[Finding]:
    """Rule 3: a PDU's score is the sum of its ratings' points; where some are not known, the known ones allow it."""
    findings, compared = [], 0
    for inspection_id, inspection in facts.inspections.items():
        wanted = facts.standards_of(inspection["programme_id"], "pdu")
        score = number(inspection, "score")
        if score is None or inspection["area_type"] != "pdu" or not wanted:
            continue
        compared += 1
        points = facts.points_of(inspection["programme_id"])
        best = max(points.values(), default=0)
        known = [row["rating"] for row in facts.ratings_by_inspection.get(inspection_id, []) if row["rating"]]
        least = sum(points.get(rating, 0) for rating in known)
        most = least + best * max(0, len(wanted) - len(known))
        if not least <= score <= most:
            check = "score-not-sum" if least == most else "score-impossible"
            place = ("inspections", inspection, "score", None, [*wanted, inspection["programme_id"]])
            findings.append(finding(check, *place, least=least, most=most))
    yield from joined(findings, facts.rows("inspections"), of=compared)


def check_overall(facts: Facts) -> Iterator[Finding]:
    """Rule 4: the overall rating agrees with the score wherever the bands of scores say which one it gives."""
    findings, compared = [], 0
    rows = facts.rows("inspections")
    for row, band in product(rows, facts.rows("score_bands")):
        score, low, high = number(row, "score"), number(band, "score_from"), number(band, "score_to")
        if score is None or low is None or high is None or not low <= score <= high or not row["overall"]:
            continue
        if _kind(band) == _kind(row):
            compared += 1
            if band["overall"] != row["overall"]:
                place = ("inspections", row, "overall", None, [row["programme_id"]])
                findings.append(finding("overall-not-score", *place, score=score, gives=band["overall"]))
    yield from joined(findings, rows, of=compared)


def check_overall_range(facts: Facts) -> Iterator[Finding]:
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
        yield finding("overall-beyond-standards", "inspections", inspection, "overall", side=side)


def check_bands(facts: Facts) -> Iterator[Finding]:
    """The bands of scores of a programme, and those of the rating scale, begin before they end and do not overlap."""
    yield from _overlaps(facts, "score_bands", ("programme_id", "area_type"), "score_from", "score_to")
    yield from _overlaps(facts, "rating_scale", ("scale_id",), "sufficient_from", "sufficient_below", touching=True)


def _overlaps(
    facts: Facts, table: str, group: tuple[str, ...], start: str, end: str, *, touching: bool = False
) -> Iterator[Finding]:
    """A band without an end has none; `touching`: a band ends before the number at which the next one begins."""
    bands = [
        (tuple(row[name] for name in group), first, inf if (stop := number(row, end)) is None else stop, row)
        for row in facts.rows(table)
        if (first := number(row, start)) is not None
    ]
    bands.sort(key=lambda band: band[:2])
    named = (row.cells.get(name) for *_, row in bands for name in ("programme_id", "rating"))
    about = {name for name in named if name}
    for _, first, last, row in bands:
        if last < first:
            yield finding("range-turned-round", table, row, end, about, start=row[start])
            return
    for (group_before, _, last, before), (own_group, first, _, row) in pairwise(bands):
        if group_before == own_group and first <= last - touching:
            yield finding("bands-overlap", table, row, start, about, line=before.line)


_SET_COLUMNS = ("programme_id", "published_from", "published_to", "inspections")


def check_totals(facts: Facts) -> Iterator[Finding]:
    """Rule 6: known ratings never exceed the published totals, and equal them where all are known.

    A set holds the inspections of its programme and kind of area that were published within its dates, as many as it
    says; one whose date is known to the month or year only, or not at all, may belong to it.
    """
    for set_id, rows in grouped(facts.rows("rating_totals"), lambda row: row["set_id"]).items():
        yield from _check_set(facts, set_id, [row for row in rows if not row.in_doubt])


def _check_set(facts: Facts, set_id: str, rows: list[Row]) -> Iterator[Finding]:
    for row in rows:
        for column in _SET_COLUMNS:
            if row[column] != rows[0][column]:
                yield finding("set-not-alike", "rating_totals", row, column, line=rows[0].line)
                return
    known = [row for row in rows if row["standard_id"] in facts.standards]
    for area_type, of_kind in grouped(known, lambda row: facts.standards[row["standard_id"]]["area_type"]).items():
        yield from _check_kind(facts, set_id, area_type, of_kind)


def _check_kind(facts: Facts, set_id: str, area_type: str, rows: list[Row]) -> Iterator[Finding]:
    first = rows[0]
    start, end = first_day(first, "published_from"), first_day(first, "published_to")
    if start is None or end is None or end < start:
        if start and end:
            yield finding("range-turned-round", "rating_totals", first, "published_to", (set_id,), start=str(start))
        return
    wanted = (first["programme_id"], area_type)
    inspections = facts.rows("inspections")
    candidates = [row for row in inspections if (row["programme_id"], row["area_type"]) == wanted]
    spans = {row["inspection_id"]: (first_day(row), last_day(row)) for row in candidates}
    members = {key for key, (day, last) in spans.items() if day and last and start <= day and last <= end}
    possible = sum(not day or not last or (day <= end and last >= start) for day, last in spans.values())
    size = number(first, "inspections") or 0
    if not len(members) <= size <= possible:
        found = str(len(members)) if possible == len(members) else f"{len(members)} to {possible}"
        yield finding("set-of-other-size", "rating_totals", first, "inspections", (set_id,), spans, found=found)
    else:
        yield from _check_counts(facts, rows, members, size=size, rests_on=spans.keys())


def _check_counts(
    facts: Facts, rows: list[Row], members: set[str], *, size: int, rests_on: Collection[str]
) -> Iterator[Finding]:
    given: dict[str, Counter[str]] = {}
    for rating in facts.rows("ratings"):
        if rating["inspection_id"] in members and rating["rating"]:
            given.setdefault(rating["standard_id"], Counter())[rating["rating"]] += 1
    for standard, totals in grouped(rows, lambda row: row["standard_id"]).items():
        known = given.get(standard, Counter())
        more = [(row, known[row["rating"]] - (number(row, "count") or 0)) for row in totals]
        wrong = [row for row, surplus in more if surplus > 0 or (surplus and known.total() == size)]
        stated = sum(number(row, "count") or 0 for row in totals)
        rests, words = {standard, *rests_on}, dict[str, str | int](standard=standard)
        if len(totals) == len(facts.points_of(totals[0]["programme_id"])) and stated != size:
            words |= {"stated": stated, "size": size}
            yield finding("totals-not-sum", "rating_totals", totals[0], "count", None, rests, **words)
        elif wrong:
            words |= {"rating": wrong[0]["rating"], "found": known[wrong[0]["rating"]]}
            yield finding("totals-disagree", "rating_totals", wrong[0], "count", None, rests, **words)
