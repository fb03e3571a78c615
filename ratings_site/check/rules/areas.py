"""Regions, PDUs and places: what was inspected, what became of it, what it covers."""

from graphlib import CycleError, TopologicalSorter
from itertools import pairwise

from ratings_site.check.characters import bare
from ratings_site.check.rules.facts import REPORT_AFTER, Facts, Judged, finding
from ratings_site.check.sheets import Row, repeated

_AREA_COLUMNS = {"pdu": ("pdu_id",), "region": ("region_id",), "national": (), "approved premises": ("premises_id",)}

_STAYS = {"renamed", "moved region"}
"""Steps in the life of a PDU that keeps its identifier and its page."""

_AREA_IDS = ("pdu_id", "region_id", "premises_id")


def check_area(facts: Facts) -> Judged:
    """Rule 1: the one identifier that the kind of area demands is filled; none for a national inspection."""
    for row in facts.rows("inspections"):
        wanted = _AREA_COLUMNS.get(row["area_type"])
        filled = tuple(name for name in _AREA_IDS if row[name])
        if wanted is None or filled == wanted or row.in_doubt & {*_AREA_IDS}:
            continue
        kind = row["area_type"]
        needs = f"{wanted[0]} and nothing else" if wanted else "no identifier of an area"
        column = wanted[0] if wanted and not row[wanted[0]] else next(name for name in filled if name not in wanted)
        yield finding("wrong-area", row, column, kind=kind, needs=needs)


def check_closed(facts: Facts) -> Judged:
    """Rule 10: a closed PDU has a row in `pdu_changes` that says what followed it."""
    left = {row["pdu_id"] for row in facts.rows("pdu_changes") if row["change"] not in _STAYS}
    for row in facts.rows("pdus"):
        if row["closed"] and row["pdu_id"] not in left:
            yield finding("closed-without-change", row, "closed")


def check_closed_when_inspected(facts: Facts) -> Judged:
    """A PDU that had closed is not inspected; the report may come out in the year after."""
    closed = {row["pdu_id"]: row.first_day("closed") for row in facts.rows("pdus")}
    for row in facts.rows("inspections"):
        end, published = closed.get(row["pdu_id"]), row.first_day()
        if end and published and published > end + REPORT_AFTER:
            yield finding("inspection-of-closed", row, "pdu_id", closed=end.isoformat())


def check_places_of_closed(facts: Facts) -> Judged:
    """Places are served by PDUs that are open (a warning, since a split is entered first)."""
    closed = {row["pdu_id"]: row["closed"] for row in facts.rows("pdus") if row["closed"]}
    for row in facts.rows("places"):
        if row["pdu_id"] in closed:
            yield finding("place-of-closed", row, "pdu_id", (row["pdu_id"],), closed=closed[row["pdu_id"]])


def check_served(facts: Facts) -> Judged:
    """A PDU that is open serves some place (a warning, since a split is entered first)."""
    serve = {row["pdu_id"] for row in facts.rows("places")}
    in_doubt = any("pdu_id" in row.in_doubt for row in facts.sheet("places").rows)
    for row in facts.rows("pdus"):
        if not row["closed"] and row["pdu_id"] not in serve and not in_doubt:
            yield finding("pdu-without-place", row, None, pdu=row["pdu_id"])


def check_changes(facts: Facts) -> Judged:
    """Rule 10: a PDU that was renamed or moved follows itself; others are followed by others, in no circle."""
    for row in facts.rows("pdu_changes"):
        pdu, successor, change = (row[name] for name in ("pdu_id", "successor_id", "change"))
        if not successor or not change or row.in_doubt:
            continue
        if (pdu == successor) != (change in _STAYS):
            check = "renamed-to-another" if change in _STAYS else "follows-itself"
            yield finding(check, row, "successor_id", (pdu, successor), pdu=pdu, change=change)
    yield from _circles(facts)


def _circles(facts: Facts) -> Judged:
    followed: dict[str, dict[str, Row]] = {}
    for row in facts.rows("pdu_changes"):
        pdu, successor = row["pdu_id"], row["successor_id"]
        if pdu != successor and successor:
            followed.setdefault(pdu, {})[successor] = row
    try:
        TopologicalSorter({pdu: list(successors) for pdu, successors in followed.items()}).prepare()
    except CycleError as error:
        circle = list(error.args[1])
        steps = [pair for pair in pairwise(circle) if pair[1] in followed.get(pair[0], {})]
        steps += [(after, before) for before, after in pairwise(circle) if before in followed.get(after, {})]
        row = min((followed[pdu][successor] for pdu, successor in steps), key=lambda step: step.line)
        yield finding("change-circle", row, "successor_id", circle, pdu=row["pdu_id"])


def check_whole_places(facts: Facts) -> Judged:
    """A place that one PDU serves whole is not served by another as well."""
    whole: dict[tuple[str, str], Row] = {}
    for row in facts.rows("places"):
        if row["extent"] == "whole":
            whole.setdefault((row["place"], row["place_type"]), row)
    for row in facts.rows("places"):
        first = whole.get((row["place"], row["place_type"]))
        if first is not None and first is not row and first["pdu_id"] != row["pdu_id"]:
            about = (row["place"],)
            other = first["pdu_id"]
            yield finding("whole-place-twice", row, "pdu_id", about, other=other, line=first.line)


def check_council_codes(facts: Facts) -> Judged:
    """A council code belongs to one council."""
    councils = (row for row in facts.rows("places") if row["place_type"] in {"local authority", "london borough"})
    for row, first in repeated(councils, lambda row: row["lad_code"]):
        if bare(first["place"]) != bare(row["place"]):
            other, about = first["place"], (row["place"], first["place"])
            yield finding("code-of-two-places", row, "lad_code", about, other=other, line=first.line)


def check_programme_standards(facts: Facts) -> Judged:
    """A programme's number of PDU standards is that of its rows in `standards`; its highest score follows.

    One programme at least rates PDUs on standards: the newest is the one that pages call the current one.
    """
    rating = [row for row in facts.programmes.values() if row["rated"] == "yes"] or [*facts.programmes.values()]
    if rating and not any(row["rated"] == "yes" and row["pdu_standards"] for row in rating):
        yield finding("missing-value", rating[-1], "pdu_standards")
    for programme, row in facts.programmes.items():
        found = len(facts.standards_of(programme, "pdu"))
        best = max(facts.points_of(programme).values(), default=0)
        stated, highest = row.number("pdu_standards"), row.number("pdu_max_score")
        if stated and stated != found:
            yield finding("standards-miscounted", row, "pdu_standards", found=found)
        elif stated and highest is None:
            yield finding("missing-value", row, "pdu_max_score")
        elif stated and highest != best * stated:
            yield finding("highest-score-wrong", row, "pdu_max_score", wanted=best * stated)
