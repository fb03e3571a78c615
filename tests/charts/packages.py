"""The packages that chart tests draw from: a small synthetic one that has something of everything, and the real one."""

from collections.abc import Iterable, Iterator
from concurrent.futures import Executor
from functools import cache
from pathlib import Path

from ratings_site.charts import counted, standing
from ratings_site.charts.chart import Chart
from ratings_site.charts.draw import Drawings
from ratings_site.model.directory import Directory, build_directory
from tests.builders import (
    EARLIER,
    Row,
    a_figure,
    a_package,
    a_pdu,
    a_programme,
    a_publication,
    a_rating,
    a_rating_total,
    a_region,
    a_regional_inspection,
    a_standard,
    a_statistic,
    an_inspection,
    ratings_of,
)

TODAY = "2026-11-23"


def directory_of(*rows: Row) -> Directory:
    """The directory of a package of these rows, dated 23 November 2026."""
    return build_directory(a_package(*rows, today=TODAY))


def two_regions() -> list[Row]:
    """Northland with three PDUs and Cymru Newydd with one; nothing has been inspected."""
    return [
        a_region("Northland", grid_row=1, grid_column=1),
        a_region("Cymru Newydd", nation="Wales", map_number=2, grid_row=2, grid_column=1),
        *(a_pdu(name) for name in ("Alderby", "Brackwell", "Corvale")),
        a_pdu("Ynys Wen", "Cymru Newydd"),
    ]


@cache
def small() -> Directory:
    """A package with two inspected PDUs, one of them in two programmes, a region, publications and figures."""
    good, poor = "Good", "Inadequate"
    return directory_of(
        *two_regions(),
        a_programme(EARLIER),
        a_programme(),
        *(a_standard(name, order=order) for order, name in enumerate(("Leadership", "Staffing"), 1)),
        a_standard("Leadership", area_type="region"),
        a_standard("Court work", EARLIER),
        an_inspection(programme=EARLIER, published="2022-05-17", overall=poor, score=1),
        a_rating("alderby-2022", f"{EARLIER}-pdu-court-work", "Outstanding"),
        an_inspection(score=3),
        a_rating("alderby-2024", "Leadership", good),
        a_rating("alderby-2024", "Staffing", "Requires improvement", basis="derived"),
        an_inspection("Brackwell", published="2025-01-01", published_precision="year", overall=poor),
        a_rating("brackwell-2025", "Leadership", ""),
        a_rating("brackwell-2025", "Staffing", poor),
        a_regional_inspection(published="2024-12-01", published_precision="month"),
        a_rating("northland-2024", "core-2023-region-leadership", good),
        *(a_rating_total(name, rating, 1, set_id="annual-report-2024-pdus", inspections=1) for name, rating in TOTALS),
        a_publication("Alderby", "PDU inspection report", published="2024-10-24", published_precision="day"),
        a_publication("Brackwell", "PDU inspection report", published="2025-01-01", published_precision="year"),
        a_publication("A guide", "Effective practice guide", published="", published_precision=""),
        *(a_figure(number) for number in range(1, 16)),
        *(a_statistic(name, value) for name, value in STATISTICS.items()),
    )


TOTALS = (("Leadership", "Good"), ("Staffing", "Requires improvement"))
STATISTICS = {
    "desistance-assessment": 66, "desistance-planning": 63, "victim-initial-contact": 93,
    "victim-views-opportunity": 98, "protected-asked": 83, "protected-analysed": 51,
}  # fmt: skip


def fully_rated(pdu: str, *ratings: str, **changes: object) -> list[Row]:
    """An inspection of a PDU in the current programme with a rating on each of its seven standards."""
    inspection = an_inspection(pdu, **changes)
    return [inspection, *ratings_of(inspection.cells["inspection_id"], *ratings)]


def many(others: int) -> Chart:
    """The chart of Alderby, with a second PDU in its region and so many in another one, in turn scored 3, 4 and not."""
    names = [f"Unit {number}" for number in range(others)]
    rows = [an_inspection("Alderby", score=4), an_inspection("Brackwell", overall="Inadequate", score=2)]
    rows += [an_inspection(name, score=(3, 4, None)[place % 3]) for place, name in enumerate(names)]
    chart = standing.where_this_pdu_stands(
        directory_of(*two_regions(), *(a_pdu(name, "Cymru Newydd") for name in names), *rows), "alderby"
    )
    assert chart is not None
    return chart


def render_charts(charts: Iterable[Chart], cache: Path | None, processes: Executor) -> dict[str, str | bytes]:
    """Every file of these charts, by its path under docs/."""
    drawings = Drawings(cache, processes)
    for chart in charts:
        drawings.chart(chart)
    return dict(sorted(drawings.files()))


def every_chart(directory: Directory) -> list[Chart]:
    """Every chart that any page can show."""
    return [chart for chart in _possible(directory) if chart is not None]


def _possible(directory: Directory) -> Iterator[Chart | None]:
    yield counted.overall_ratings(directory)
    yield counted.region_tiles(directory)
    yield standing.all_pdus(directory)
    yield counted.publications_over_time(directory)
    yield from counted.annual_report_figures(directory).values()
    yield counted.then_and_now(directory)
    for programme in directory.programmes:
        for area_type in ("pdu", "region"):
            yield counted.shares_of_ratings(directory, programme, area_type)
    for standard in directory.standards:
        yield counted.shares_of_one_standard(directory, standard)
    for region in directory.regions:
        yield standing.where_this_region_stands(directory, region)
    for pdu in directory.pdus:
        yield standing.where_this_pdu_stands(directory, pdu)
