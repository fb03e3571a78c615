"""Publications over time: each one at its month, in the row of its type."""

from collections import Counter

from ratings_site.model.directory import Directory, Publication
from ratings_site.model.views.chart import Chart, ChartColumn
from ratings_site.model.views.charts.findings import credit, finding, iso
from ratings_site.model.views.words import agree, number_word, plural


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
        subtitle="Publications of HM Inspectorate of Probation on this site, by type and month",
        description=(
            "A row for each type of publication. Each square is one publication, in its month; a bar is one whose date "
            "is known to the year only, and the number at the right counts those whose date is not known."
        ),
        columns=(
            ChartColumn("type", "Type"),
            ChartColumn("title", "Title"),
            ChartColumn("published", "Published", "date"),
        ),
        rows=tuple((publication.type, publication.title, iso(publication.published)) for publication in listed),
        source=credit(directory),
        options={"from": f"{dates[0][:4]}-01-01" if dates else "", "until": directory.package.created.isoformat()},
    )


def _headline(listed: list[Publication]) -> str:
    by_type = Counter(publication.type for publication in listed)
    told = f"{plural(len(listed), 'publication')} {agree(len(listed), 'is')} listed"
    (frequent, most), *others = by_type.most_common()
    if not others or most > others[0][1]:
        told += f", all of one type: {frequent}" if not others else f"; the most frequent type is {frequent} ({most})"
    unknown = sum(publication.published.value is None for publication in listed)
    if unknown:
        told += f"; the date of {number_word(unknown)} is not known"
    return finding(told)
