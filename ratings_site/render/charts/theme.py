"""The one Altair theme of all charts."""

from typing import Any

import altair as alt

from ratings_site.render.charts.palette import FILLS, FONT, HAIRLINE, INK, PAPER, RATINGS, SOFT

NAME = "ratings"


@alt.theme.register(NAME, enable=True)
def ratings_theme() -> alt.theme.ThemeConfig:
    """Quiet charts: no frame, hairlines only, ink on white, nothing smaller than the body text of a phone."""
    return alt.theme.ThemeConfig(config=_config())


def _config() -> Any:
    return {
        "font": FONT,
        "background": PAPER,
        "view": {"stroke": None, "fill": None},
        "axis": {
            "domain": False,
            "ticks": False,
            "grid": False,
            "labelColor": SOFT,
            "labelFontSize": 12.5,
            "labelLimit": 0,
            "labelPadding": 6,
            "title": None,
        },
        "text": {"font": FONT, "fontSize": 13, "color": INK, "lineHeight": 15},
        "rule": {"color": HAIRLINE},
        "range": {"category": [FILLS[rating] for rating in RATINGS]},
    }
