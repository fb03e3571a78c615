"""Every chart of the site: a function for each, from the directory to a `Chart`, or None with nothing to draw."""

from ratings_site.model.views.charts.annual import annual_report_figures
from ratings_site.model.views.charts.coverage import coverage
from ratings_site.model.views.charts.overall import overall_ratings
from ratings_site.model.views.charts.publications import publications_over_time
from ratings_site.model.views.charts.shares import shares_of_one_standard, shares_of_ratings
from ratings_site.model.views.charts.standing import all_pdus, where_this_pdu_stands, where_this_region_stands
from ratings_site.model.views.charts.tiles import region_tiles

__all__ = [
    "all_pdus",
    "annual_report_figures",
    "coverage",
    "overall_ratings",
    "publications_over_time",
    "region_tiles",
    "shares_of_one_standard",
    "shares_of_ratings",
    "where_this_pdu_stands",
    "where_this_region_stands",
]
