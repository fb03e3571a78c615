"""The history of an area: its inspections in time, each programme apart from the others."""

from ratings_site.charts.chart import Chart, ChartColumn, Value
from ratings_site.charts.findings import credit, finding, iso
from ratings_site.model.directory import Directory, Inspection, Programme
from ratings_site.model.wording import named, say, to_say, words_of
from ratings_site.wording.rating import NOT_AVAILABLE, NOT_RATED_STATE, shown_overall
from ratings_site.wording.sentences import in_month
from ratings_site.wording.words import joined, number_word

OUTCOMES = {NOT_RATED_STATE: to_say("without a rating"), NOT_AVAILABLE: to_say("rating not available")}
"""How what is no rating is told."""


def history(directory: Directory, *, pdu_id: str = "", region_id: str = "") -> Chart | None:
    """Every inspection of a PDU or a region, oldest programme first; None where there has been none."""
    area = directory.pdus[pdu_id] if pdu_id else directory.regions[region_id]
    inspections = tuple(inspection for inspection in reversed(area.inspections) if inspection.counts)
    if not inspections:
        return None
    return Chart(
        chart_id=f"history-pdu-{pdu_id}" if pdu_id else f"history-region-{region_id}",
        kind="history",
        headline=_headline(area.name, inspections),
        subtitle=say("Published inspections of {area}, by programme", area=area.name),
        description=say(
            "The inspections from left to right, oldest first, with their date and programme; a sign stands at the "
            "height of the rating, with the score beside it. Nothing joins the signs: scores of different programmes "
            "cannot be compared."
        ),
        columns=(
            ChartColumn("programme", say("Programme")),
            ChartColumn("programme_began", say("Programme began"), "date"),
            ChartColumn("programme_ended", say("Programme ended or paused"), "date"),
            ChartColumn("comparable", say("Comparable with the programme before")),
            ChartColumn("published", say("Published"), "date"),
            ChartColumn("rating", say("Overall rating"), "rating"),
            ChartColumn("score", say("Score"), "number"),
            ChartColumn("out_of", say("Out of"), "number"),
        ),
        rows=tuple(_row(inspection, _before(inspections, inspection)) for inspection in inspections),
        source=credit(directory, inspections),
        grades=directory.all_grades,
    )


def _row(inspection: Inspection, before: Programme | None) -> tuple[Value, ...]:
    programme = inspection.programme
    return (
        programme.name,
        iso(programme.started),
        iso(programme.ended),
        _comparable(programme, before),
        iso(inspection.published),
        shown_overall(inspection).value,
        inspection.score,
        None if inspection.score is None else inspection.max_score,
    )


def _before(inspections: tuple[Inspection, ...], inspection: Inspection) -> Programme | None:
    """The programme of the panel before this inspection's, or None in the first panel."""
    order = list(dict.fromkeys(i.programme.programme_id for i in inspections))
    place = order.index(inspection.programme.programme_id)
    programmes = {i.programme.programme_id: i.programme for i in inspections}
    return programmes[order[place - 1]] if place else None


def _comparable(programme: Programme, before: Programme | None) -> str:
    if before is None:
        return ""
    return "yes" if programme.comparable_with == before.programme_id else "no"


def _headline(area: str, inspections: tuple[Inspection, ...]) -> str:
    newest = inspections[-2:]
    told = joined([_told(inspection) for inspection in newest])
    if len({inspection.programme.programme_id for inspection in newest}) > 1:
        told = say("{told}, under different rules", told=told)
    key = (
        to_say("{area} has been inspected {times}, most recently: {told}")
        if len(inspections) > len(newest)
        else to_say("{area} has been inspected {times}: {told}")
    )
    return finding(say(key, area=area, times=_times(len(inspections)), told=told))


def _times(count: int) -> str:
    times = {1: "once", 2: "twice"}.get(count, "many")
    return say(words_of("charts")["times"][times], count=number_word(count))


def _told(inspection: Inspection) -> str:
    outcome = shown_overall(inspection).value
    when = in_month(inspection.published)
    return say(
        "{rating}{when}" if when else "{rating}, date not known",
        rating=say(OUTCOMES[outcome]) if outcome in OUTCOMES else named(outcome),
        when=when,
    )
