"""Ratings, scores and overall ratings: that they belong to their inspection and add up."""

from collections.abc import Iterator
from itertools import pairwise

from ratings_site.check.rules.facts import Facts, Finding, finding, joined, number
from ratings_site.check.sheets import Row

_NOT_RATED = "Not rated"
_NOT_AVAILABLE = "not available"
_RATED_SINCE = "2023"


def check_standards_rated(facts: Facts) -> Iterator[Finding]:
    """Rule 2: every inspection of a rated programme since 2023 has one rating for each standard of its kind of area."""
    for inspection_id, inspection in facts.inspections.items():
        wanted = _standards_wanted(facts, inspection)
        rated = {row.cells["standard_id"] for row in facts.ratings_by_inspection.get(inspection_id, [])}
        about, programme = (inspection_id,), (inspection.cells["programme_id"],)
        if wanted and not rated & set(wanted) and not _may_be_among_doubtful(facts, inspection_id, ""):
            words: dict[str, str | int] = {"inspection": inspection_id, "count": len(wanted)}
            yield finding("ratings-missing", "inspections", inspection, None, about, programme, **words)
            continue
        for standard in wanted:
            if standard not in rated and not _may_be_among_doubtful(facts, inspection_id, standard):
                words = {"inspection": inspection_id, "standard": standard}
                rests_on = (*programme, standard)
                yield finding("rating-missing", "inspections", inspection, None, about, rests_on, **words)


def _standards_wanted(facts: Facts, inspection: Row) -> list[str]:
    programme = facts.programmes.get(inspection.cells["programme_id"])
    if programme is None or programme.cells["rated"] != "yes":
        return []
    if not programme.cells["started"] or programme.cells["started"] < _RATED_SINCE:
        return []
    return facts.standards_of(inspection.cells["programme_id"], inspection.cells["area_type"])


def _may_be_among_doubtful(facts: Facts, inspection_id: str, standard: str) -> bool:
    """Whether a row of `ratings` that was refused may be the one that is lacking."""
    sheet = facts.sheets["ratings"]
    if any(inspection_id in (cell.strip() for cell in cells) for cells in sheet.lost):
        return True
    return any(
        {"inspection_id", "standard_id"} & row.in_doubt
        and (row.cells["inspection_id"] == inspection_id or "inspection_id" in row.in_doubt)
        and (not standard or row.cells["standard_id"] == standard or "standard_id" in row.in_doubt)
        for row in sheet.rows
    )


def check_standards_fit(facts: Facts) -> Iterator[Finding]:
    """A rating is given for a standard of the programme and the kind of area of its inspection."""
    findings = []
    for row in facts.rows("ratings"):
        inspection = facts.inspections.get(row.cells["inspection_id"])
        standard = facts.standards.get(row.cells["standard_id"])
        if inspection and standard and _kind(inspection) != _kind(standard):
            about, rests_on = (row.cells["inspection_id"],), (row.cells["standard_id"],)
            words = {"programme": inspection.cells["programme_id"], "kind": inspection.cells["area_type"]}
            check = "rating-of-other-programme"
            findings.append(finding(check, "ratings", row, "standard_id", about, rests_on, **words))
    rows = facts.rows("ratings")
    yield from joined(findings, of=len(rows), rows=rows)


def _kind(row: Row) -> tuple[str, str]:
    return row.cells["programme_id"], row.cells["area_type"]


def check_basis(facts: Facts) -> Iterator[Finding]:
    """Rule 5: a rating is empty exactly where its basis is *not available*; a derived one says from what it follows."""
    findings = []
    rows = facts.rows("ratings")
    for row in rows:
        about, basis, rating = (row.cells["inspection_id"],), row.cells["basis"], row.cells["rating"]
        if row.in_doubt & {"rating", "basis"} or not basis:
            continue
        if basis == _NOT_AVAILABLE and rating:
            findings.append(finding("rating-not-available", "ratings", row, "rating", about, rating=rating))
        elif basis != _NOT_AVAILABLE and not rating:
            findings.append(finding("rating-without-value", "ratings", row, "rating", about, basis=basis))
        elif basis == "derived" and not row.cells["note"] and "note" not in row.in_doubt:
            yield finding("derived-without-note", "ratings", row, "note")
    yield from joined(findings, of=len(rows), rows=rows)


def check_absence(facts: Facts) -> Iterator[Finding]:
    """Rule 5: a rating that is not available says why in `absence`, and no other rating does."""
    for row in facts.rows("ratings"):
        absence, missing = row.cells["absence"], row.cells["basis"] == _NOT_AVAILABLE
        if bool(absence) != missing and row.cells["basis"] and not row.in_doubt & {"basis", "absence"}:
            check = "absence-without-reason" if missing else "reason-without-absence"
            yield finding(check, "ratings", row, "absence", (row.cells["inspection_id"],))


def check_score_basis(facts: Facts) -> Iterator[Finding]:
    """A score says whether it is stated or derived, and nothing says so where there is no score."""
    findings = []
    rows = facts.rows("inspections")
    for row in rows:
        if bool(row.cells["score"]) != bool(row.cells["score_basis"]) and not row.in_doubt & {"score", "score_basis"}:
            about, given = (row.cells["inspection_id"],), "score" if row.cells["score"] else "score_basis"
            findings.append(finding("score-without-basis", "inspections", row, "score", about, given=given))
    yield from joined(findings, of=len(rows), rows=rows)


def check_not_rated(facts: Facts) -> Iterator[Finding]:
    """*Not rated* is the outcome of every inspection of a programme without ratings, and of no other."""
    findings = []
    rows = facts.rows("inspections")
    for row in rows:
        programme = facts.programmes.get(row.cells["programme_id"])
        if programme is None or not programme.cells["rated"] or not row.cells["overall"]:
            continue
        about, name = (row.cells["inspection_id"],), row.cells["programme_id"]
        if (programme.cells["rated"] == "no") != (row.cells["overall"] == _NOT_RATED):
            gives = "gives" if programme.cells["rated"] == "yes" else "does not give"
            words = {"programme": name, "gives": gives}
            findings.append(finding("not-rated-mistaken", "inspections", row, "overall", about, (name,), **words))
    yield from joined(findings, of=len(rows), rows=rows)


def check_scales(facts: Facts) -> Iterator[Finding]:
    """A programme that gives ratings names a scale, and its inspections have ratings of that scale."""
    scales = {row.cells["scale_id"] for row in facts.rows("rating_scale")}
    for programme, row in facts.programmes.items():
        scale = row.cells["scale_id"]
        if row.cells["rated"] != "yes" or scale in scales or "scale_id" in row.in_doubt:
            continue
        words = {"table": "rating_scale.csv", "hint": ""} if scale else {}
        check = "unknown-reference" if scale else "missing-value"
        yield finding(check, "programmes", row, "scale_id", (programme,), **words)
    for row in facts.rows("inspections"):
        if row.cells["overall"] != _NOT_RATED:
            yield from _check_rating(facts, row, "inspections", "overall", row.cells["programme_id"])
    for row in facts.rows("ratings"):
        standard = facts.standards.get(row.cells["standard_id"])
        if standard is not None:
            yield from _check_rating(facts, row, "ratings", "rating", standard.cells["programme_id"])


def _check_rating(facts: Facts, row: Row, table: str, column: str, programme: str) -> Iterator[Finding]:
    scale, rating = facts.points_of(programme), row.cells[column]
    if scale and rating and rating not in scale:
        *first, last = scale
        words = {"allowed": f"{', '.join(first)} or {last}" if first else last, "hint": ""}
        yield finding("not-a-rating", table, row, column, (row.cells["inspection_id"],), (programme,), **words)


def check_scores(facts: Facts) -> Iterator[Finding]:
    """Rule 3: a PDU's score is the sum of its ratings' points; where some are not known, the known ones allow it."""
    findings, compared = [], 0
    for inspection_id, inspection in facts.inspections.items():
        wanted = facts.standards_of(inspection.cells["programme_id"], "pdu")
        score = number(inspection, "score")
        if score is None or inspection.cells["area_type"] != "pdu" or not wanted:
            continue
        compared += 1
        points = facts.points_of(inspection.cells["programme_id"])
        best = max(points.values(), default=0)
        known = [
            row.cells["rating"] for row in facts.ratings_by_inspection.get(inspection_id, []) if row.cells["rating"]
        ]
        least = sum(points.get(rating, 0) for rating in known)
        most = least + best * max(0, len(wanted) - len(known))
        if not least <= score <= most:
            check = "score-not-sum" if least == most else "score-impossible"
            about, rests_on = (inspection_id,), (inspection.cells["programme_id"], *wanted)
            words = {"least": least, "most": most}
            findings.append(finding(check, "inspections", inspection, "score", about, rests_on, **words))
    rows = facts.rows("inspections")
    yield from joined(findings, of=compared, rows=rows)


def check_overall(facts: Facts) -> Iterator[Finding]:
    """Rule 4: the overall rating agrees with the score wherever the bands of scores say which one it gives."""
    findings, compared = [], 0
    for row in facts.rows("inspections"):
        score = number(row, "score")
        bands = [band for band in facts.rows("score_bands") if _kind(band) == _kind(row)]
        for band in bands:
            low, high = number(band, "score_from"), number(band, "score_to")
            if score is None or low is None or high is None or not low <= score <= high or not row.cells["overall"]:
                continue
            compared += 1
            if band.cells["overall"] != row.cells["overall"]:
                about, rests_on = (row.cells["inspection_id"],), (row.cells["programme_id"],)
                words: dict[str, str | int] = {"score": score, "gives": band.cells["overall"]}
                check = "overall-not-score"
                findings.append(finding(check, "inspections", row, "overall", about, rests_on, **words))
    rows = facts.rows("inspections")
    yield from joined(findings, of=compared, rows=rows)


def check_bands(facts: Facts) -> Iterator[Finding]:
    """The bands of scores of a programme, and those of the rating scale, begin before they end and do not overlap."""
    yield from _overlaps(facts, "score_bands", ("programme_id", "area_type"), "score_from", "score_to")
    yield from _overlaps(facts, "rating_scale", ("scale_id",), "sufficient_from", "sufficient_below", touching=True)


def _overlaps(
    facts: Facts, table: str, group: tuple[str, ...], start: str, end: str, *, touching: bool = False
) -> Iterator[Finding]:
    """A band without an end has none; `touching`: a band ends before the number at which the next one begins."""
    rows = [row for row in facts.rows(table) if row.cells[start]]
    rows.sort(key=lambda row: (*(row.cells[name] for name in group), int(row.cells[start])))
    about = {
        value for row in rows for value in (row.cells.get("programme_id", ""), row.cells.get("rating", "")) if value
    }
    for row in rows:
        if row.cells[end] and int(row.cells[end]) < int(row.cells[start]):
            yield finding("range-turned-round", table, row, end, about, start=row.cells[start])
            return
    for before, row in pairwise(rows):
        same = all(before.cells[name] == row.cells[name] for name in group)
        if same and (not before.cells[end] or int(row.cells[start]) <= int(before.cells[end]) - touching):
            yield finding("bands-overlap", table, row, start, about, line=before.line)
