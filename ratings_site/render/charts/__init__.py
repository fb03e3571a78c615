"""Charts as people see them: rows in, pictures, tables and downloads out; the only place that knows Altair."""

from ratings_site.render.charts.figure import figure_html
from ratings_site.render.charts.render import render_charts

__all__ = ["figure_html", "render_charts"]
