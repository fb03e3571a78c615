"""Every chart of the site: what it finds and its data, then its pictures, table and downloads.

A function for each chart makes a `Chart` from the directory, or None with nothing to draw. The only room that knows
Altair.
"""

from ratings_site.charts.draw import PASSED_ON, Drawings, drawing_processes, render_charts
from ratings_site.charts.promised import promised_charts
from ratings_site.charts.ratings import overall_ratings, region_tiles, then_and_now
from ratings_site.charts.reports import annual_report_figures, publications_over_time
from ratings_site.charts.shares import shares_of_one_standard, shares_of_ratings
from ratings_site.charts.standing import all_pdus, where_this_pdu_stands, where_this_region_stands

__all__ = [
    "PASSED_ON",
    "Drawings",
    "all_pdus",
    "annual_report_figures",
    "drawing_processes",
    "overall_ratings",
    "promised_charts",
    "publications_over_time",
    "region_tiles",
    "render_charts",
    "shares_of_one_standard",
    "shares_of_ratings",
    "then_and_now",
    "where_this_pdu_stands",
    "where_this_region_stands",
]
