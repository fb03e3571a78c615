"""What was published: how much in each year, and the figures of the 2024 annual report that no table has."""

from collections import Counter
from collections.abc import Iterator, Mapping

from ratings_site.charts.chart import Chart
from ratings_site.charts.make import made
from ratings_site.model.directory import Directory
from ratings_site.model.wording import say, say_count, to_count, words_of
from ratings_site.wording.findings import finding, others_clause
from ratings_site.wording.words import joined, number_word, plural


def publications_over_time(directory: Directory) -> Chart | None:
    """How many publications came out in each year; None where there is none with a date."""
    published = [publication.published.value for publication in directory.publications.values()]
    years = Counter(day.year for day in published if day)
    if not years:
        return None
    listed, undated = len(published), published.count(None)
    forms = to_count("{publications} is listed", "{publications} are listed")
    told = say_count(forms, listed, publications=plural(listed, "publication"))
    return made(
        directory,
        "publications",
        ((str(year), years[year]) for year in range(min(years), max(years) + 1)),
        sources=[publication.source for publication in directory.publications.values()],
        chart_id="publications-over-time",
        kind="bars",
        headline=finding(told, say("the date of {count} is not known", count=number_word(undated)) if undated else ""),
        options={"highest": max(years.values()), "unit": ""},
    )


def annual_report_figures(directory: Directory) -> Mapping[str, Chart]:
    """The charts of the report's figures by `figure_id`, which is also their own; one without numbers has none."""
    statistics = directory.tables["statistics"].dropna(subset="value")
    known = dict(zip(statistics["statistic_id"], map(float, statistics["value"]), strict=True))
    figures = directory.tables["figures"]
    named = dict(zip(figures["number"], map(str, figures["figure_id"]), strict=True))
    return {chart.chart_id: chart for chart in _figures(directory, known, named)}


def _figures(directory: Directory, known: Mapping[str, float], named: Mapping[int, str]) -> Iterator[Chart]:
    """A chart of each figure of which a number is known, and enough of them for its headline."""
    for number, figure in words_of("charts")["figures"].items():
        asked = figure["values"]
        values = {say(name): known[statistic] for statistic, name in asked.items() if statistic in known}
        least = len(asked) if "{last}" in figure["headline"] else 1
        if int(number) in named and len(values) >= least:
            yield made(
                directory,
                "percentages",
                values.items(),
                subtitle=figure["subtitle"],
                chart_id=named[int(number)],
                kind="bars",
                headline=_headline(figure["headline"], values, len(asked) - len(values)),
                options={"highest": 100, "unit": "%"},
            )


def _headline(words: str, values: Mapping[str, float], unknown: int) -> str:
    """What the figure finds, in the words of the report, of the numbers that are known."""
    told = [say("{value}% ({what})", value=f"{value:g}", what=what) for what, value in values.items()]
    said = [*values.values()]
    ends = {"first": said[0], "last": said[-1], "lowest": min(said), "highest": max(said)}
    found = say(words, values=joined(told), **{name: f"{value:g}" for name, value in ends.items()})
    forms = to_count("the other value is not in our data", "the other {count} values are not in our data")
    return finding(found, others_clause(forms, unknown))
