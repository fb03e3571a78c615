"""Charts whose address readers have and that no page shows any more: each still answers, with what is known today."""

from collections.abc import Callable, Collection, Iterator, Mapping
from functools import partial

from ratings_site.charts import counted, standing
from ratings_site.charts.chart import Chart, made
from ratings_site.model.directory import Directory
from ratings_site.model.rows import Figure
from ratings_site.model.wording import say


def promised_charts(directory: Directory, chart_ids: Collection[str]) -> Iterator[Chart]:
    """The charts of these ids that the facts could have: one all of whose facts were taken away counts none.

    An id that no fact of the tables leads to has none: whoever took its chart away says where its readers go.
    """
    for chart_id, make in _makers(directory).items():
        if chart_id in chart_ids:
            none, headline = say("Facts of this chart in our data"), say("Nothing is left to show in this chart.")
            yield make() or made(directory, "nothing", [(none, 0)], chart_id=chart_id, headline=headline)


def _makers(directory: Directory) -> Mapping[str, Callable[[], Chart | None]]:
    figures = counted.annual_report_figures(directory)
    shares = partial(counted.shares_of_ratings, directory)
    of_each = (
        ("scores-region", standing.where_this_region_stands, directory.regions),
        ("scores-pdu", standing.where_this_pdu_stood, directory.pdus),
        ("shares", counted.shares_of_one_standard, directory.standards),
    )
    return {
        "overall-ratings": partial(counted.overall_ratings, directory),
        "region-tiles": partial(counted.region_tiles, directory),
        "scores-all-pdus": partial(standing.all_pdus, directory),
        "publications-over-time": partial(counted.publications_over_time, directory),
        "then-and-now": partial(counted.then_and_now, directory),
        **{figure.figure_id: partial(figures.get, figure.figure_id) for figure in directory.rows(Figure)},
        **{f"{kind}-{name}": partial(make, directory, name) for kind, make, names in of_each for name in names},
        **{
            f"shares-{one}-{unit}": partial(shares, one, unit) for one in directory.programmes for unit in counted.UNITS
        },
    }
