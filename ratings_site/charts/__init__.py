"""Charts as people see them: rows in, pictures, tables and downloads out; the only room that knows Altair."""

from ratings_site.charts.draw import drawing_processes, render_charts
from ratings_site.charts.figure import figure_html

__all__ = ["drawing_processes", "figure_html", "render_charts"]
