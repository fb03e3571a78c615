"""The regions as tiles, laid out roughly as on a map."""

from ratings_site.model.directory import Directory, Region
from ratings_site.model.views.chart import Chart, ChartColumn, Value
from ratings_site.model.views.charts.findings import (
    began,
    credit,
    finding,
    in_programme,
    iso,
    none_clause,
    ratings_clause,
)
from ratings_site.model.views.rating import NOT_YET_INSPECTED, shown_overall
from ratings_site.model.views.words import agree, out_of, plural


def region_tiles(directory: Directory) -> Chart:
    """Each region's rating in the current programme at its place in the tile map."""
    regions = sorted(directory.regions.values(), key=lambda region: (region.grid_row, region.grid_column, region.name))
    return Chart(
        chart_id="region-tiles",
        kind="tiles",
        headline=_headline(directory, regions),
        subtitle=f"Overall ratings of the probation regions of England and Wales {began(directory)}",
        description=(
            "A tile for each region, placed roughly as on a map, with its name and its overall rating as word, symbol "
            "and colour; a dashed tile has not been inspected."
        ),
        columns=(
            ChartColumn("region", "Region"),
            ChartColumn("rating", "Overall rating", "rating"),
            ChartColumn("published", "Published", "date"),
            ChartColumn("row", "Row of the tile map", "number"),
            ChartColumn("column", "Column of the tile map", "number"),
        ),
        rows=tuple(_row(directory, region) for region in regions),
        source=credit(directory),
    )


def _row(directory: Directory, region: Region) -> tuple[Value, ...]:
    inspection = region.latest(directory.current_programme.programme_id)
    published = iso(inspection.published) if inspection else ""
    return (region.name, shown_overall(inspection).value, published, region.grid_row, region.grid_column)


def _headline(directory: Directory, regions: list[Region]) -> str:
    outcomes = [shown_overall(region.latest(directory.current_programme.programme_id)).value for region in regions]
    done = [outcome for outcome in outcomes if outcome != NOT_YET_INSPECTED]
    waiting = len(outcomes) - len(done)
    if not done:
        return finding(f"{out_of(0, waiting, 'region')} has been inspected {in_programme(directory.current_programme)}")
    none = none_clause(done)
    told = ratings_clause(done, "inspected region" if waiting else "region") + (f"; {none}" if none else "")
    if waiting:
        others = f"the other {plural(waiting, 'region')}" if waiting > 1 else "the other region"
        told += f"; {others} {agree(waiting, 'has')} not been inspected in this programme"
    return finding(told)
