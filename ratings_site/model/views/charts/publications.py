"""Publications over time: each one at its month, in the row of its type."""

from collections import Counter

from ratings_site.model.directory import Directory, Publication
from ratings_site.model.views.chart import Chart, ChartColumn
from ratings_site.model.views.charts.findings import apart, credit, finding, iso
from ratings_site.model.views.words import form, number_word, plural
from ratings_site.model.wording import Said, say


def publications_over_time(directory: Directory) -> Chart | None:
    """Every publication with its type and date; None where there is none."""
    counts = Counter(publication.type for publication in directory.publications.values())
    if not counts:
        return None
    listed = sorted(directory.publications.values(), key=lambda p: (-counts[p.type], p.type, iso(p.published), p.title))
    dates = sorted(iso(publication.published) for publication in listed if publication.published.value)
    return Chart(
        chart_id="publications-over-time",
        kind="publications",
        headline=_headline(listed),
        subtitle=say("charts.publications.subtitle"),
        description=say("charts.publications.description"),
        columns=(
            ChartColumn("type", say("charts.column.type")),
            ChartColumn("title", say("table.title")),
            ChartColumn("published", say("table.published"), "date"),
        ),
        rows=tuple((publication.type, publication.title, iso(publication.published)) for publication in listed),
        source=credit(directory),
        options={"from": f"{dates[0][:4]}-01-01" if dates else "", "until": directory.package.created.isoformat()},
    )


def _headline(listed: list[Publication]) -> Said:
    by_type = Counter(publication.type for publication in listed)
    publications = plural(len(listed), "publication")
    told: str = say(f"charts.publications.listed.{form(len(listed))}", publications=publications)
    (frequent, most), *others = by_type.most_common()
    if not others:
        told = say("charts.publications.one_type", listed=told, type=frequent)
    elif most > others[0][1]:
        told = apart(told, say("charts.publications.frequent", type=frequent, count=most))
    undated = sum(publication.published.value is None for publication in listed)
    return finding(told, say("charts.publications.undated", count=number_word(undated)) if undated else "")
