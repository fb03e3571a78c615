"""The standards strip: each standard of an inspection with its rating, in the inspectorate's order."""

from ratings_site.charts.chart import Chart, ChartColumn
from ratings_site.charts.findings import (
    area_name,
    credit,
    finding,
    finding_about,
    in_programme,
    ratings_clause,
)
from ratings_site.model.directory import Directory, Inspection
from ratings_site.model.wording import say, say_count, words_of
from ratings_site.wording.rating import NOT_AVAILABLE, NOT_RATED_STATE, NOT_YET_INSPECTED
from ratings_site.wording.sentences import UNKNOWN_DATE, in_month, written
from ratings_site.wording.words import plural


def standards_strip(directory: Directory, *, pdu_id: str = "", region_id: str = "") -> Chart | None:
    """The standards of an area's newest inspection in the current programme, or those that await it.

    All areas that have not been inspected share one chart: it is about any of them.
    None where the programme has no standards for such an area, and for a closed PDU that it never inspected.
    """
    programme = directory.current_programme.programme_id
    area = directory.pdus[pdu_id] if pdu_id else directory.regions[region_id]
    inspection = area.latest(programme)
    if inspection:
        chart_id = f"standards-pdu-{pdu_id}" if pdu_id else f"standards-region-{region_id}"
        return strip_of_inspection(directory, inspection, chart_id=chart_id)
    if area.is_closed:
        return None
    return _awaiting(directory, "pdu" if pdu_id else "region")


def strip_of_inspection(directory: Directory, inspection: Inspection, *, chart_id: str = "") -> Chart | None:
    """The standards of one inspection; None where its programme has no standards for such an area."""
    rows = _rows(directory, inspection)
    if not rows:
        return None
    area, standards = area_name(directory, inspection), plural(len(rows), "standard")
    return Chart(
        chart_id=chart_id or f"standards-{inspection.inspection_id}",
        kind="strip",
        headline=_headline(area, inspection, [rating for _, rating, _ in rows]),
        subtitle=say(
            "Ratings of the {standards} for {area}, {published}",
            standards=standards,
            area=area,
            published=_published(inspection),
        ),
        description=say(
            "A cell for each standard, in the inspectorate's order, with its rating in word, symbol, colour."
        ),
        columns=_columns(),
        rows=rows,
        source=credit(directory, [inspection]),
        grades=directory.all_grades,
    )


def _columns() -> tuple[ChartColumn, ...]:
    return (
        ChartColumn("standard", say("Standard")),
        ChartColumn("rating", say("Rating"), "rating"),
        ChartColumn("basis", say("How it is known")),
    )


def _published(inspection: Inspection) -> str:
    if inspection.published.value is None:
        return say(UNKNOWN_DATE)
    return say("published {day}", day=written(inspection.published))


def _rows(directory: Directory, inspection: Inspection) -> tuple[tuple[str, str, str], ...]:
    standards = directory.standards_of(inspection.programme.programme_id, inspection.area_type)
    if not inspection.programme.rated:
        return tuple((standard.name, NOT_RATED_STATE, "") for standard in standards)
    rated = {rating.standard.standard_id: rating for rating in inspection.ratings if rating.rating}
    return tuple(
        (standard.name, rated[standard.standard_id].rating, rated[standard.standard_id].basis)
        if standard.standard_id in rated
        else (standard.name, NOT_AVAILABLE, "")
        for standard in standards
    )


def _awaiting(directory: Directory, area_type: str) -> Chart | None:
    standards = directory.standards_of(directory.current_programme.programme_id, area_type)
    if not standards:
        return None
    programme = in_programme(directory.current_programme)
    count = len(standards)
    each = say_count(("its one standard", "any of its {standards}"), count, standards=plural(count, "standard"))
    return Chart(
        chart_id=f"standards-{area_type}-not-inspected",
        kind="strip",
        headline=say(words_of("charts")["awaiting"][area_type], programme=programme, each=each),
        subtitle=say(words_of("charts")["standards"][area_type], programme=programme),
        description=say("A cell for each standard, in the inspectorate's order; none has a rating."),
        columns=_columns(),
        rows=tuple((standard.name, NOT_YET_INSPECTED, "") for standard in standards),
        source=credit(directory),
        grades=directory.all_grades,
    )


def _headline(area: str, inspection: Inspection, outcomes: list[str]) -> str:
    if not inspection.programme.rated:
        return finding(
            say("{area} was inspected{when} without ratings", area=area, when=in_month(inspection.published))
        )
    return finding_about(area, ratings_clause(outcomes, inspection.programme.grades, "standard"))
