"""Publications over time: how many are listed of each year."""

from collections import Counter

from ratings_site.charts.chart import Chart, ChartColumn
from ratings_site.charts.findings import credit, finding
from ratings_site.model.directory import Directory
from ratings_site.model.wording import say, say_count
from ratings_site.wording.words import number_word, plural


def publications_over_time(directory: Directory) -> Chart | None:
    """How many publications came out in each year; None where there is none with a date."""
    published = [publication.published.value for publication in directory.publications.values()]
    years = Counter(day.year for day in published if day)
    if not years:
        return None
    listed, undated = len(published), published.count(None)
    told = say_count(
        ("{publications} is listed", "{publications} are listed"), listed, publications=plural(listed, "publication")
    )
    return Chart(
        chart_id="publications-over-time",
        kind="bars",
        headline=finding(told, say("the date of {count} is not known", count=number_word(undated)) if undated else ""),
        subtitle=say("Publications of HM Inspectorate of Probation on this site, by year"),
        description=say("A bar for each year, as long as the number of publications, which is written at its end."),
        columns=(ChartColumn("year", say("Year")), ChartColumn("publications", say("Publications"), "number")),
        rows=tuple((str(year), years[year]) for year in range(min(years), max(years) + 1)),
        source=credit(directory, [publication.source for publication in directory.publications.values()]),
        options={"highest": max(years.values()), "unit": ""},
    )
