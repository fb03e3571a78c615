"""The regions as tiles, laid out roughly as on a map."""

from ratings_site.charts.chart import Chart, ChartColumn, Value
from ratings_site.charts.findings import (
    began_now,
    credit,
    finding,
    iso,
    none_clause,
    none_inspected,
    ratings_clause,
)
from ratings_site.model.directory import Directory
from ratings_site.model.rows import Region
from ratings_site.model.wording import say, say_count
from ratings_site.wording.rating import NOT_YET_INSPECTED, shown_overall
from ratings_site.wording.words import plural


def region_tiles(directory: Directory) -> Chart:
    """Each region's rating in the current programme at its place in the tile map."""
    regions = sorted(directory.regions.values(), key=lambda region: (region.grid_row, region.grid_column, region.name))
    newest = [region.latest(directory.current_programme.programme_id) for region in regions]
    return Chart(
        chart_id="region-tiles",
        kind="tiles",
        headline=_headline(directory, regions),
        subtitle=say(
            "Overall ratings of the probation regions of England and Wales {since}",
            since=began_now(directory),
        ),
        description=say(
            "A tile for each region, placed roughly as on a map, with its name and its overall rating as word, "
            "symbol and colour; a tile without colour has not been inspected."
        ),
        columns=(
            ChartColumn("region", say("Region")),
            ChartColumn("rating", say("Overall rating"), "rating"),
            ChartColumn("published", say("Published"), "date"),
            ChartColumn("row", say("Row of the tile map"), "number"),
            ChartColumn("column", say("Column of the tile map"), "number"),
        ),
        rows=tuple(_row(directory, region) for region in regions),
        source=credit(directory, [s for i in newest if i for s in (i.source, i.published_source)]),
        grades=directory.all_grades,
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
        return none_inspected(waiting, "region", directory.current_programme)
    rated = ratings_clause(done, directory.grades, "inspected_region" if waiting else "region")
    left = (
        say_count(
            (
                "the other region has not been inspected in this programme",
                "the other {regions} have not been inspected in this programme",
            ),
            waiting,
            regions=plural(waiting, "region"),
        )
        if waiting
        else ""
    )
    return finding(rated, none_clause(done, directory.grades), left)
