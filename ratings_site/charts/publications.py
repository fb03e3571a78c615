"""Publications over time: each one at its month, in the row of its type."""

from collections import Counter

from ratings_site.charts.chart import Chart, ChartColumn
from ratings_site.charts.findings import apart, credit, finding, iso
from ratings_site.model.directory import Directory, Publication
from ratings_site.model.wording import say, say_count
from ratings_site.wording.words import ENOUGH, number_word, plural


def publications_over_time(directory: Directory) -> Chart | None:
    """Every publication with its type and date; None where there is none."""
    counts = Counter(publication.type for publication in directory.publications.values())
    if not counts:
        return None
    listed = sorted(directory.publications.values(), key=lambda p: (-counts[p.type], p.type, iso(p.published), p.title))
    return Chart(
        chart_id="publications-over-time",
        kind="publications",
        headline=_headline(listed),
        subtitle=say("Publications of HM Inspectorate of Probation on this site, by type and year"),
        description=say(
            "A row for each type of publication, a column for each year; circles are as large as the number of "
            "publications, which is written beside them."
        ),
        columns=(
            ChartColumn("type", say("Type")),
            ChartColumn("title", say("Title")),
            ChartColumn("published", say("Published"), "date"),
        ),
        rows=tuple((publication.type, publication.title, iso(publication.published)) for publication in listed),
        source=credit(directory),
    )


def _headline(listed: list[Publication]) -> str:
    by_type = Counter(publication.type for publication in listed)
    publications = plural(len(listed), "publication")
    told: str = say_count(
        ("{publications} is listed", "{publications} are listed"), len(listed), publications=publications
    )
    (frequent, most), *others = by_type.most_common()
    if len(listed) >= ENOUGH and not others:
        told = say("{listed}, all of one type: {type}", listed=told, type=frequent)
    elif len(listed) >= ENOUGH and most > others[0][1]:
        told = apart(told, say("the most frequent type is {type} ({count})", type=frequent, count=most))
    undated = sum(publication.published.value is None for publication in listed)
    return finding(told, say("the date of {count} is not known", count=number_word(undated)) if undated else "")
