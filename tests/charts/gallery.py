"""A page for developers with every kind of chart: `python -m tests.charts.gallery FOLDER`.

It is not published; it is there to be looked at, light and dark, wide and narrow, on paper and with forced colours,
whenever a drawing changes.
"""

import sys
from html import escape
from pathlib import Path

from ratings_site.charts.chart import Chart
from ratings_site.charts.draw import other_processes
from ratings_site.pages.page import figure_html
from tests.charts.packages import every_chart, render_charts, small
from tests.frozen import frozen_directory as real

ASSETS = Path(__file__).parents[2] / "docs" / "assets"
STYLES = ("site", "parts", "charts", "print")
MOST_OF_A_KIND = 4
PAGE = """<!DOCTYPE html>
<html lang="en-GB">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Gallery</title>
{styles}
<style>body {{ background: var(--paper); }}</style>
</head>
<body class="md-typeset" data-md-color-scheme="{scheme}"><main class="md-content__inner">{figures}</main></body>
</html>
"""


def shown() -> list[Chart]:
    """Of each kind the first charts of the real package, and one of the small one."""
    chosen: dict[str, Chart] = {}
    for chart in every_chart(real()):
        if sum(other.kind == chart.kind for other in chosen.values()) < MOST_OF_A_KIND:
            chosen[chart.chart_id] = chart
    own = {chart.kind: chart for chart in every_chart(small()) if chart.chart_id not in chosen}
    return [*chosen.values(), *own.values()]


def filled(chart: Chart, picture: str) -> str:
    """A chart's figure as it stands in the finished site."""
    empty = f'data-chart="charts/{escape(chart.chart_id)}.svg">'
    return figure_html(chart, site_url="https://ratings.example/").replace(empty, empty + picture)


def main(folder: Path) -> None:
    """Write the pages `index.html` and `dark.html` with the charts and the site's styles."""
    charts = shown()
    with other_processes() as processes:
        files = render_charts(charts, None, processes)
    figures = "\n".join(filled(chart, str(files[f"charts/{chart.chart_id}.svg"])) for chart in charts)
    styles = "\n".join(f'<link rel="stylesheet" href="assets/{name}.css">' for name in STYLES)
    files |= {f"assets/{name}.css": (ASSETS / f"{name}.css").read_bytes() for name in STYLES}
    files |= {
        f"{name}.html": PAGE.format(scheme=scheme, styles=styles, figures=figures)
        for name, scheme in (("index", "default"), ("dark", "slate"))
    }
    for path, content in files.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
    sys.stdout.write(f"{folder / 'index.html'}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
