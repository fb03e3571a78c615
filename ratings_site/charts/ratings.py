"""The overall ratings: of all PDUs, of the regions as tiles laid out roughly as on a map, and then and now."""

from collections import Counter

from ratings_site.charts.chart import Chart, Value
from ratings_site.charts.findings import (
    began,
    each_of,
    finding,
    iso,
    made,
    none_clause,
    none_inspected,
    others_clause,
    ratings_clause,
)
from ratings_site.model import counts
from ratings_site.model.directory import Directory
from ratings_site.model.rows import Inspection, Region
from ratings_site.model.wording import say, to_count, words_of
from ratings_site.wording.rating import NOT_AVAILABLE, NOT_YET_INSPECTED, shown_overall
from ratings_site.wording.words import number_word, plural

ORDER = ("lower", "same", "higher")
MOST_SQUARES, MOST_ARROWS = 250, 250
"""With more PDUs one square stands for several, and the arrows are not drawn, but listed on their page alone."""


def overall_ratings(directory: Directory) -> Chart | None:
    """How many PDUs have which overall rating in the current programme; None where there are no PDUs."""
    programme = directory.current_programme
    newest = [(pdu, pdu.latest(programme.programme_id)) for pdu in directory.pdus.values()]
    outcomes = [shown_overall(inspection).value for pdu, inspection in newest if inspection or pdu.closed is None]
    if not outcomes:
        return None
    count, done = Counter(outcomes), [outcome for outcome in outcomes if outcome != NOT_YET_INSPECTED]
    headline = none_inspected(len(outcomes), "pdu", programme)
    if done:
        rated = ratings_clause(done, directory.grades, "pdu_since", since=began(programme))
        headline = finding(rated, none_clause(done, directory.grades))
    each = each_of([len(outcomes)], MOST_SQUARES)
    return made(
        directory,
        "overall",
        [(outcome, count[outcome]) for outcome in directory.grades]
        + [(state, count[state]) for state in (NOT_AVAILABLE, NOT_YET_INSPECTED) if count[state]],
        sources=(inspection.source for _, inspection in newest if inspection),
        gaps={"since": began(programme)},
        notes=[say("each square stands for up to {each} PDUs", each=each) if each > 1 else ""],
        chart_id="overall-ratings",
        kind="counts",
        headline=headline,
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
        gaps={"since": began(directory.current_programme)},
        chart_id="region-tiles",
        kind="tiles",
        headline=_of_regions(directory, [str(row[1]) for row in rows]),
    )


def _tile(region: Region, inspection: Inspection | None) -> tuple[Value, ...]:
    status, published = (inspection.status, iso(inspection.published)) if inspection else ("", "")
    return (region.name, shown_overall(inspection).value, status, published, region.grid_row, region.grid_column)


def _of_regions(directory: Directory, outcomes: list[str]) -> str:
    """How many regions were rated what, and how many still wait."""
    done, grades = [outcome for outcome in outcomes if outcome != NOT_YET_INSPECTED], directory.grades
    waiting = len(outcomes) - len(done)
    if not done:
        return none_inspected(waiting, "region", directory.current_programme)
    forms = to_count(
        "the other region has not been inspected in this programme",
        "the other {regions} have not been inspected in this programme",
    )
    return finding(
        ratings_clause(done, grades, "inspected_region" if waiting else "region"),
        none_clause(done, grades),
        others_clause(forms, waiting, regions=plural(waiting, "region")),
    )


def then_and_now(directory: Directory) -> Chart | None:
    """The earlier and the later grade of every PDU rated in two programmes, lower ones first; None without any."""
    found = counts.then_and_now(directory)
    twice = found[found["change"].isin(ORDER)].to_dict("records")
    if not 0 < len(twice) <= MOST_ARROWS:
        return None
    twice.sort(key=lambda row: (ORDER.index(row["change"]), directory.pdus[row["pdu_id"]].name))
    of = [[directory.inspections[row[f"{when}_inspection"]] for when in ("earlier", "later")] for row in twice]
    change, words = Counter(row["change"] for row in twice), words_of("charts")["change"]
    told = [say(words[way], count=number_word(change[way])) for way in ORDER if change[way]]
    return made(
        directory,
        "then_and_now",
        [
            (
                directory.pdus[row["pdu_id"]].name,
                *(cell for i in both for cell in (i.overall, i.status, iso(i.published))),
                row["change"],
            )
            for row, both in zip(twice, of, strict=True)
        ],
        sources=[source for both in of for i in both for source in (i.source, i.published_source)],
        chart_id="then-and-now",
        kind="change",
        headline=finding(
            say("of {pdus} rated in two programmes, {counts}", pdus=plural(len(twice), "pdu"), counts=", ".join(told))
        ),
        grades=directory.grades,
    )
