"""A chart whose address readers have answers for ever, whatever the tables say later."""

import pytest

from ratings_site.charts import standing
from ratings_site.charts.chart import Chart
from ratings_site.charts.promised import promised_charts
from tests.builders import CURRENT, EARLIER, Row, an_inspection
from tests.charts.packages import directory_of, every_chart, fully_rated, two_regions

EARLY = an_inspection("Alderby", EARLIER, published="2022-05-17", score=5)
RATED = ("Good", "Good", "Good", "Inadequate", "Inadequate", "Inadequate", "Inadequate")


def promised(chart_id: str, *rows: Row) -> Chart:
    (chart,) = promised_charts(directory_of(*two_regions(), *rows), {chart_id})
    return chart


def test_a_unit_keeps_its_chart_when_a_programme_begins_before_enough_of_its_own_was_known() -> None:
    later = an_inspection("Brackwell", score=12)
    alone = standing.where_this_pdu_stands(directory_of(*two_regions(), EARLY), "alderby")
    kept = promised("scores-pdu-alderby", EARLY, later)
    assert alone is not None
    assert (kept.headline, kept.rows) == (alone.headline, alone.rows)
    assert kept.headline == "Alderby scored 5 of 27; no other score is known."


@pytest.mark.parametrize("change", [{"score": ""}, {"status": "withdrawn", "status_on": "2026-11-01"}])
def test_a_chart_that_has_lost_its_only_fact_counts_none(change: dict[str, object]) -> None:
    kept = promised("scores-pdu-alderby", an_inspection(**({"score": 6} | change)))
    assert kept.headline == "Nothing is left to show in this chart."
    assert kept.rows == (("Facts of this chart in our data", 0),)


def test_every_chart_of_a_package_answers_when_its_reports_are_withdrawn_or_no_page_shows_it() -> None:
    gone = {"status": "withdrawn", "status_on": "2026-11-01", "status_reason": "Taken back."}
    rows = [*two_regions(), *fully_rated("Alderby", *RATED, score=6), EARLY]
    shown = {chart.chart_id for chart in every_chart(directory_of(*rows))}
    directory = directory_of(*(Row(r.table, r.cells | gone) if r.table == "inspections" else r for r in rows))
    left = {chart.chart_id for chart in every_chart(directory)}
    assert {"scores-pdu-alderby", f"shares-{CURRENT}-pdu", "scores-all-pdus", "then-and-now"} <= shown - left
    assert {chart.chart_id for chart in promised_charts(directory, shown)} == shown


def test_a_name_that_no_fact_leads_to_is_left_to_whoever_took_its_chart_away() -> None:
    assert list(promised_charts(directory_of(*two_regions()), {"scores-pdu-nobody", "ratings-by-month"})) == []
