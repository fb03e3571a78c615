"""Charts whose address readers have and that no page shows any more: each still answers, with what is known today."""

from collections.abc import Callable, Collection, Iterator, Mapping
from functools import partial

from ratings_site.charts.chart import Chart
from ratings_site.charts.make import made
from ratings_site.charts.ratings import then_and_now
from ratings_site.charts.reports import annual_report_figures, publications_over_time
from ratings_site.charts.shares import UNITS, shares_of_one_standard, shares_of_ratings
from ratings_site.charts.standing import all_pdus, where_this_pdu_stood, where_this_region_stands
from ratings_site.model.directory import Directory
from ratings_site.model.wording import say

Make = Callable[[], Chart | None]


def promised_charts(directory: Directory, chart_ids: Collection[str]) -> Iterator[Chart]:
    """The charts of these ids that the facts could have: one without any fact left says so.

    An id that no fact of the tables leads to has none: whoever took its chart away says where its readers go.
    """
    for chart_id, make in _makers(directory).items():
        if chart_id in chart_ids:
            yield make() or _nothing_left(directory, chart_id)


def _makers(directory: Directory) -> Mapping[str, Make]:
    figures = annual_report_figures(directory)
    return {
        "scores-all-pdus": partial(all_pdus, directory),
        "publications-over-time": partial(publications_over_time, directory),
        "then-and-now": partial(then_and_now, directory),
        **{str(known): partial(figures.get, str(known)) for known in directory.tables["figures"]["figure_id"]},
        **{
            f"scores-region-{known}": partial(where_this_region_stands, directory, known) for known in directory.regions
        },
        **{f"scores-pdu-{known}": partial(where_this_pdu_stood, directory, known) for known in directory.pdus},
        **{f"shares-{known}": partial(shares_of_one_standard, directory, known) for known in directory.standards},
        **{
            f"shares-{known}-{unit}": partial(shares_of_ratings, directory, known, unit)
            for known in directory.programmes
            for unit in UNITS
        },
    }


def _nothing_left(directory: Directory, chart_id: str) -> Chart:
    """A chart all of whose facts were withdrawn or corrected away: it counts none."""
    return made(
        directory,
        "nothing",
        [(say("Facts of this chart in our data"), 0)],
        chart_id=chart_id,
        kind="bars",
        headline=say("Nothing is left to show in this chart."),
        options={"highest": 1, "unit": ""},
    )
