"""The overall ratings: of all PDUs, of the regions as tiles laid out roughly as on a map, and then and now."""

from collections import Counter
from typing import Any

from ratings_site.charts.chart import Chart, Value
from ratings_site.charts.make import each_of, iso, made
from ratings_site.model import counts
from ratings_site.model.directory import Directory
from ratings_site.model.rows import Inspection, Region
from ratings_site.model.wording import say, to_count, words_of
from ratings_site.wording import findings
from ratings_site.wording.rating import NOT_AVAILABLE, NOT_YET_INSPECTED, shown_overall
from ratings_site.wording.words import number_word, plural

ORDER = ("lower", "same", "higher")
MOST_SQUARES, MOST_ARROWS = 250, 250
"""With more PDUs one square stands for several, and a bar for each way takes the place of the arrows."""


def overall_ratings(directory: Directory) -> Chart | None:
    """How many PDUs have which overall rating in the current programme; None where there are no PDUs."""
    programme = directory.current_programme
    newest = [(pdu, pdu.latest(programme.programme_id)) for pdu in directory.pdus.values()]
    outcomes = [shown_overall(inspection).value for pdu, inspection in newest if inspection or pdu.closed is None]
    if not outcomes:
        return None
    count = Counter(outcomes)
    each = each_of([len(outcomes)], MOST_SQUARES)
    return made(
        directory,
        "overall",
        [(outcome, count[outcome]) for outcome in directory.grades]
        + [(state, count[state]) for state in (NOT_AVAILABLE, NOT_YET_INSPECTED) if count[state]],
        sources=(inspection.source for _, inspection in newest if inspection),
        gaps={"since": findings.began(programme)},
        notes=[say("each square stands for up to {each} PDUs", each=number_word(each)) if each > 1 else ""],
        chart_id="overall-ratings",
        kind="counts",
        headline=_rated(directory, outcomes, "pdu", since=findings.began(programme)),
        options={"each": each},
    )


def region_tiles(directory: Directory) -> Chart:
    """Each region's rating in the current programme at its place in the tile map."""
    regions = sorted(directory.regions.values(), key=lambda region: (region.grid_row, region.grid_column, region.name))
    newest = [(region, region.latest(directory.current_programme.programme_id)) for region in regions]
    rows = [_tile(*of) for of in newest]
    return made(
        directory,
        "tiles",
        rows,
        sources=[source for _, i in newest if i for source in (i.source, i.published_source)],
        gaps={"since": findings.began(directory.current_programme)},
        chart_id="region-tiles",
        kind="tiles",
        headline=_rated(directory, [str(row[1]) for row in rows], "region"),
    )


def _tile(region: Region, inspection: Inspection | None) -> tuple[Value, ...]:
    status, published = (inspection.status, iso(inspection.published)) if inspection else ("", "")
    return (region.name, shown_overall(inspection).value, status, published, region.grid_row, region.grid_column)


def _rated(directory: Directory, outcomes: list[str], unit: str, **gaps: str) -> str:
    """How many of the inspected areas were rated what, which of the better ratings nobody got, and who still waits."""
    done, grades = [outcome for outcome in outcomes if outcome != NOT_YET_INSPECTED], directory.grades
    waiting = len(outcomes) - len(done)
    if not done:
        return findings.none_inspected(waiting, unit, directory.current_programme)
    counted = "pdu_since" if unit == "pdu" else "inspected_region" if waiting else "region"
    forms = to_count(
        "the other region has not been inspected in this programme",
        "the other {regions} have not been inspected in this programme",
    )
    return findings.finding(
        findings.ratings_clause(done, grades, counted, **gaps),
        findings.none_clause(done, grades),
        findings.others_clause(forms, waiting, regions=plural(waiting, unit)) if unit == "region" else "",
    )


def then_and_now(directory: Directory) -> Chart | None:
    """The earlier and the later grade of every PDU rated in two programmes, lower ones first; None without any."""
    found = counts.then_and_now(directory)
    twice = found[found["change"].isin(ORDER)].to_dict("records")
    if not twice:
        return None
    change, words = Counter(row["change"] for row in twice), words_of("charts")["change"]
    told = ", ".join(say(words[way], count=number_word(change[way])) for way in ORDER if change[way])
    said = say("of {pdus} rated in two programmes, {counts}", pdus=plural(len(twice), "pdu"), counts=told)
    given: dict[str, Any] = {"chart_id": "then-and-now", "headline": findings.finding(said), "grades": directory.grades}
    twice.sort(key=lambda row: (ORDER.index(row["change"]), directory.pdus[row["pdu_id"]].name))
    of = [[directory.inspections[row[f"{when}_inspection"]] for when in ("earlier", "later")] for row in twice]
    given["sources"] = [source for both in of for i in both for source in (i.source, i.published_source)]
    if len(twice) > MOST_ARROWS:
        options = {"highest": max(change.values()), "unit": ""}
        return made(directory, "moves", ((way, change[way]) for way in ORDER), kind="bars", options=options, **given)
    graded = [[cell for i in both for cell in (i.overall, i.status, iso(i.published))] for both in of]
    rows = [(directory.pdus[row["pdu_id"]].name, *two, row["change"]) for row, two in zip(twice, graded, strict=True)]
    return made(directory, "then_and_now", rows, kind="change", **given)
