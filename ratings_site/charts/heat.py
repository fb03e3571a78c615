"""The PDUs of a region side by side: a row for each PDU, a column for each standard."""

from ratings_site.charts.chart import Chart, ChartColumn, Value
from ratings_site.charts.findings import began, credit, finding_about, ratings_clause, scores_clause
from ratings_site.model.directory import Directory, Inspection, Pdu, Region, by_score_then_name
from ratings_site.model.wording import say, say_count
from ratings_site.wording.rating import NOT_YET_INSPECTED, shown_overall, shown_rating
from ratings_site.wording.words import plural


def region_heat_table(directory: Directory, region_id: str) -> Chart | None:
    """The PDUs of a region with their ratings in the current programme, by score then name.

    None where no PDU of the region has been inspected in it.
    """
    region = directory.regions[region_id]
    programme = directory.current_programme
    pdus = _listed(region, programme.programme_id)
    inspections = {pdu.pdu_id: pdu.latest(programme.programme_id) for pdu in pdus}
    if not any(inspections.values()):
        return None
    standards = directory.standards_of(programme.programme_id, "pdu")
    return Chart(
        chart_id=f"pdus-region-{region_id}",
        kind="heat",
        headline=_headline(region, [inspections[pdu.pdu_id] for pdu in pdus]),
        subtitle=say(
            "Scores and ratings of the PDUs of {region}, {since}, by score then name",
            region=region.name,
            since=began(directory),
        ),
        description=say(
            "A row for each PDU, with a sign at its score and its score and rating in words; where no score is known "
            "the sign stands at the left. The ratings on single standards are in the table."
        ),
        columns=(
            ChartColumn("pdu", say("PDU")),
            ChartColumn("overall", say("Overall"), "rating"),
            ChartColumn("score", say("Score out of {maximum}", maximum=programme.pdu_max_score), "number"),
            *(ChartColumn(_column(standard.name), standard.name, "rating") for standard in standards),
        ),
        rows=tuple(_row(pdu, inspections[pdu.pdu_id], [s.standard_id for s in standards]) for pdu in pdus),
        source=credit(directory, (inspection for inspection in inspections.values() if inspection)),
        grades=directory.all_grades,
        options={"maximum": programme.pdu_max_score},
        explore=True,
    )


def _listed(region: Region, programme_id: str) -> list[Pdu]:
    """The living PDUs, and closed ones that were inspected in the programme."""
    listed = [pdu for pdu in region.pdus if pdu.closed is None or pdu.latest(programme_id)]
    return sorted(listed, key=lambda pdu: by_score_then_name(pdu, programme_id))


def _column(standard: str) -> str:
    return "_".join("".join(letter if letter.isalnum() else " " for letter in standard.lower()).split())


def _row(pdu: Pdu, inspection: Inspection | None, standard_ids: list[str]) -> tuple[Value, ...]:
    if inspection is None:
        return (pdu.name, NOT_YET_INSPECTED, None, *(NOT_YET_INSPECTED for _ in standard_ids))
    rated = {rating.standard.standard_id: rating for rating in inspection.ratings}
    cells = (shown_rating(rated.get(standard_id)).value for standard_id in standard_ids)
    return (pdu.name, shown_overall(inspection).value, inspection.score, *cells)


def _headline(region: Region, inspections: list[Inspection | None]) -> str:
    done = [inspection for inspection in inspections if inspection]
    waiting = len(inspections) - len(done)
    outcomes = [shown_overall(inspection).value for inspection in done]
    rated = ratings_clause(outcomes, done[0].programme.grades, "inspected_pdu" if waiting else "pdu")
    scores = scores_clause([inspection.score for inspection in done], done[0].max_score)
    left = (
        say_count(
            ("the other PDU has not been inspected", "the other {pdus} have not been inspected"),
            waiting,
            pdus=plural(waiting, "pdu"),
        )
        if waiting
        else ""
    )
    return finding_about(region.name, rated, scores, left)
