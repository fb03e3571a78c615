"""The overall ratings of all PDUs: how many got which, and how many still wait, for the country and by region."""

from collections import Counter

from ratings_site.charts.chart import Chart, ChartColumn
from ratings_site.charts.findings import (
    began_now,
    credit,
    finding,
    none_clause,
    none_inspected,
    ratings_clause,
)
from ratings_site.model.directory import Directory
from ratings_site.model.wording import say
from ratings_site.wording.rating import NOT_AVAILABLE, NOT_YET_INSPECTED, shown_overall


def overall_ratings(directory: Directory) -> Chart | None:
    """How many PDUs have which overall rating in the current programme; None where there are no PDUs."""
    programme = directory.current_programme.programme_id
    newest = [(pdu, pdu.latest(programme)) for pdu in directory.pdus.values()]
    outcomes = [shown_overall(inspection).value for pdu, inspection in newest if inspection or pdu.closed is None]
    if not outcomes:
        return None
    counts = Counter(outcomes)
    states = (state for state in (NOT_AVAILABLE, NOT_YET_INSPECTED) if counts[state])
    shown = [*directory.grades, *states]
    return Chart(
        chart_id="overall-ratings",
        kind="counts",
        headline=overall_finding(directory, outcomes),
        subtitle=say(
            "Overall ratings of probation delivery units (PDUs) {since}, England and Wales",
            since=began_now(directory),
        ),
        description=say("A square for each PDU, best rating first; the key says how many there are of each."),
        columns=(
            ChartColumn("rating", say("Overall rating"), "rating"),
            ChartColumn("count", say("PDUs"), "number"),
        ),
        rows=tuple((outcome, counts[outcome]) for outcome in shown),
        source=credit(directory, (inspection.source for _, inspection in newest if inspection)),
        grades=directory.all_grades,
    )


def overall_finding(directory: Directory, outcomes: list[str]) -> str:
    """How many of the inspected PDUs were rated what, and which of the better ratings nobody got."""
    done = [outcome for outcome in outcomes if outcome != NOT_YET_INSPECTED]
    if not done:
        return none_inspected(len(outcomes), "pdu", directory.current_programme)
    return finding(
        ratings_clause(done, directory.grades, "pdu_since", since=began_now(directory)),
        none_clause(done, directory.grades),
    )
