"""One module for each kind of drawing: how its pieces are arranged, and the Altair chart of them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import altair as alt

from ratings_site.model.views.chart import Chart
from ratings_site.render.charts.arrangement import Arrangement
from ratings_site.render.charts.drawings import (
    calendar,
    counts,
    heat,
    history,
    percentages,
    shares,
    standing,
    strip,
    tiles,
)
from ratings_site.render.charts.palette import Layout


@dataclass(frozen=True)
class Drawing:
    """How one kind of chart is drawn: `draw` depends on the layout only, so it is compiled once."""

    arrange: Callable[[Chart, Layout], Arrangement]
    draw: Callable[[Layout], alt.LayerChart]


DRAWINGS: Mapping[str, Drawing] = {
    "counts": Drawing(counts.arrange, counts.draw),
    "coverage": Drawing(calendar.arrange, calendar.draw),
    "heat": Drawing(heat.arrange, heat.draw),
    "history": Drawing(history.arrange, history.draw),
    "percentages": Drawing(percentages.arrange, percentages.draw),
    "publications": Drawing(calendar.arrange, calendar.draw),
    "shares": Drawing(shares.arrange, shares.draw),
    "standing": Drawing(standing.arrange, standing.draw),
    "strip": Drawing(strip.arrange, strip.draw),
    "tiles": Drawing(tiles.arrange, tiles.draw),
}
