"""The history of an area: its inspections in time, each programme apart from the others."""

from ratings_site.model.directory import Directory, Inspection, Programme
from ratings_site.model.views.chart import Chart, ChartColumn, Value
from ratings_site.model.views.charts.findings import credit, finding, iso
from ratings_site.model.views.rating import NOT_AVAILABLE, NOT_RATED_STATE, shown_overall
from ratings_site.model.views.sentences import in_month
from ratings_site.model.views.words import joined, number_word
from ratings_site.model.wording import Said, say

OUTCOMES = {NOT_RATED_STATE: say("charts.history.not_rated"), NOT_AVAILABLE: say("charts.history.not_available")}
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
        subtitle=say("charts.history.subtitle", area=area.name),
        description=say("charts.history.description"),
        columns=(
            ChartColumn("programme", say("table.programme")),
            ChartColumn("programme_began", say("charts.column.began"), "date"),
            ChartColumn("programme_ended", say("charts.column.ended"), "date"),
            ChartColumn("comparable", say("charts.column.comparable")),
            ChartColumn("published", say("table.published"), "date"),
            ChartColumn("rating", say("table.overall"), "rating"),
            ChartColumn("score", say("table.score"), "number"),
            ChartColumn("out_of", say("charts.column.out_of"), "number"),
        ),
        rows=tuple(_row(inspection, _before(inspections, inspection)) for inspection in inspections),
        source=credit(directory),
        grades=directory.all_grades,
        options={"until": directory.package.created.isoformat()},
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


def _headline(area: str, inspections: tuple[Inspection, ...]) -> Said:
    newest = inspections[-2:]
    told = joined([_told(inspection) for inspection in newest])
    if len({inspection.programme.programme_id for inspection in newest}) > 1:
        told = say("charts.history.different_rules", told=told)
    key = "charts.history.more" if len(inspections) > len(newest) else "charts.history.all"
    return finding(say(key, area=area, times=_times(len(inspections)), told=told))


def _times(count: int) -> Said:
    times = {1: "once", 2: "twice"}.get(count, "many")
    return say(f"charts.history.times.{times}", count=number_word(count))


def _told(inspection: Inspection) -> Said:
    outcome = shown_overall(inspection).value
    when = in_month(inspection.published)
    return say(
        "charts.history.dated" if when else "charts.history.undated", rating=OUTCOMES.get(outcome, outcome), when=when
    )
