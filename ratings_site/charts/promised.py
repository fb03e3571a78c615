"""Charts whose address readers have and that no page shows any more: each still answers, with what is known today."""

from collections.abc import Callable, Collection, Iterator, Mapping
from functools import partial

from ratings_site.charts import counted, standing
from ratings_site.charts.chart import Chart, made
from ratings_site.model.directory import Directory
from ratings_site.model.wording import say


def promised_charts(directory: Directory, chart_ids: Collection[str]) -> Iterator[Chart]:
    """The charts of these ids that the facts could have: one all of whose facts were taken away counts none.

    An id that no fact of the tables leads to has none: whoever took its chart away says where its readers go.
    """
    for chart_id, make in _makers(directory).items():
        if chart_id in chart_ids:
            rows, headline = (
                [(say("Facts of this chart in our data"), 0)],
                say("Nothing is left to show in this chart."),
            )
            yield make() or made(directory, "nothing", rows, chart_id=chart_id, headline=headline)


def _makers(directory: Directory) -> Mapping[str, Callable[[], Chart | None]]:
    """What makes the chart of each id that one could have."""
    figures = counted.annual_report_figures(directory)
    of_regions, of_pdus = standing.where_this_region_stands, standing.where_this_pdu_stood
    of_standards, of_units = counted.shares_of_one_standard, counted.shares_of_ratings
    programmes = [(one, unit) for one in directory.programmes for unit in counted.UNITS]
    return {
        "scores-all-pdus": partial(standing.all_pdus, directory),
        "publications-over-time": partial(counted.publications_over_time, directory),
        "then-and-now": partial(counted.then_and_now, directory),
        **{str(known): partial(figures.get, str(known)) for known in directory.tables["figures"]["figure_id"]},
        **{f"scores-region-{known}": partial(of_regions, directory, known) for known in directory.regions},
        **{f"scores-pdu-{known}": partial(of_pdus, directory, known) for known in directory.pdus},
        **{f"shares-{known}": partial(of_standards, directory, known) for known in directory.standards},
        **{f"shares-{known}-{unit}": partial(of_units, directory, known, unit) for known, unit in programmes},
    }
