"""Charts as people see them: rows in, pictures, tables and downloads out; the only place that knows Altair."""

from ratings_site.render.charts.figure import figure_html
from ratings_site.render.charts.render import render_charts
from ratings_site.render.charts.workers import Workers

__all__ = ["Workers", "figure_html", "render_charts"]
