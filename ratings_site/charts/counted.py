"""The charts that count: overall ratings, then and now, ratings on standards, and what a report or a year holds."""

from collections import Counter
from collections.abc import Iterator, Sequence

from ratings_site.charts import chart
from ratings_site.model import counts
from ratings_site.model.directory import Directory
from ratings_site.model.rows import Figure, Grade, Standard
from ratings_site.model.wording import say, small, words_of
from ratings_site.wording import findings
from ratings_site.wording.rating import NOT_AVAILABLE, NOT_YET_INSPECTED, name_of, shown_overall
from ratings_site.wording.words import number_word, plural

ORDER = ("lower", "same", "higher")
UNITS = ("pdu", "region")
"""The types of area whose ratings on standards are counted."""


def overall_ratings(directory: Directory) -> chart.Chart | None:
    """How many PDUs have which overall rating in the current programme; None where there are no PDUs."""
    programme = directory.current_programme
    newest = [(pdu, pdu.latest(programme.programme_id)) for pdu in directory.pdus.values()]
    outcomes = [shown_overall(inspection).value for pdu, inspection in newest if inspection or pdu.closed is None]
    if not outcomes:
        return None
    count, each, since = Counter(outcomes), chart.each_of([len(outcomes)], chart.MANY), findings.began(programme)
    states = [state for state in (NOT_AVAILABLE, NOT_YET_INSPECTED) if count[state]]
    return chart.made(
        directory,
        "overall",
        [(outcome, count[outcome]) for outcome in (*directory.grades, *states)],
        sources=(inspection.source for _, inspection in newest if inspection),
        gaps={"since": since},
        notes=[say("each square stands for up to {each} PDUs", each=number_word(each)) if each > 1 else ""],
        chart_id="overall-ratings",
        headline=findings.overall_finding(directory, outcomes, "pdu", since=since),
        options={"each": each},
    )


def region_tiles(directory: Directory) -> chart.Chart:
    """Each region's rating in the current programme at its place in the tile map."""
    regions = sorted(directory.regions.values(), key=lambda region: (region.grid_row, region.grid_column, region.name))
    newest = [region.latest(directory.current_programme.programme_id) for region in regions]
    outcomes = [shown_overall(inspection).value for inspection in newest]
    told = [(i.status, chart.iso(i.published)) if i else ("", "") for i in newest]
    rows = zip(regions, outcomes, told, strict=True)
    return chart.made(
        directory,
        "tiles",
        [(region.name, rating, *when, region.grid_row, region.grid_column) for region, rating, when in rows],
        sources=[source for i in newest if i for source in (i.source, i.published_source)],
        gaps={"since": findings.began(directory.current_programme)},
        chart_id="region-tiles",
        headline=findings.overall_finding(directory, outcomes, "region"),
    )


def then_and_now(directory: Directory) -> chart.Chart | None:
    """The earlier and the later grade of every PDU rated in two programmes, lower ones first; None without any."""
    found = counts.rows_of(directory, "then-and-now")
    twice = [row for row in found if row["change"] in ORDER]
    if not twice:
        return None
    rows, sources, change = [], [], Counter(row["change"] or "other" for row in found)
    grades: dict[str, Grade] = {}  # theirs: a programme that came later may have another scale
    for row in sorted(twice, key=lambda row: (ORDER.index(row["change"]), directory.pdus[row["pdu_id"]].name)):
        both = [directory.inspections[row[f"{when}_inspection"]] for when in ("earlier", "later")]
        sources += [source for one in both for source in (one.source, one.published_source)]
        grades |= {**both[0].programme.grades, **both[1].programme.grades}
        graded = (cell for one in both for cell in (one.overall, one.status, chart.iso(one.published)))
        rows.append((directory.pdus[row["pdu_id"]].name, *graded, row["change"]))
    are_many = len(rows) > chart.MANY
    return chart.made(
        directory,
        "moves" if are_many else "then_and_now",
        [(way, change[way]) for way in ORDER] if are_many else rows,
        sources=sources,
        chart_id="then-and-now",
        headline=findings.change_finding(change),
        grades=grades,
    )


def shares_of_ratings(directory: Directory, programme_id: str = "", area_type: str = "pdu") -> chart.Chart | None:
    """The ratings on each standard of a programme (the current one); None where none is known."""
    programme = directory.programmes[programme_id] if programme_id else directory.current_programme
    standards = directory.standards_of(programme.programme_id, area_type)
    return _shares(directory, "standards", standards, f"{programme.programme_id}-{area_type}")


def shares_of_one_standard(directory: Directory, standard_id: str) -> chart.Chart | None:
    """The ratings on one standard: of all areas, then by region as far as they are known; None where none is known."""
    return _shares(directory, "standard", [directory.standards[standard_id]], standard_id)


def _shares(directory: Directory, kind: str, standards: Sequence[Standard], name: str) -> chart.Chart | None:
    """The chart of the counts on some standards of one programme; None where none is known, so that no bar is drawn."""
    if not standards or standards[0].area_type not in UNITS:
        return None
    (first, *_), unit, is_alone = standards, standards[0].area_type, kind == "standard"
    programme = directory.programmes[first.programme_id]
    rows: list[tuple[chart.Value, ...]] = []
    for standard in standards:
        for area, source, count in _counts(directory, standard, is_alone=is_alone):
            known = [count[rating] for rating in programme.grades]
            rows.append((area, source, *known, sum(known), count.total()))
    if not any(known for *_, known, _ in rows):
        return None
    areas = directory.pdus.values() if unit == "pdu" else directory.regions.values()
    inspected = [i for i in (area.latest(programme.programme_id) for area in areas) if i]
    given = [rating for i in inspected for rating in i.ratings if rating.grade and rating.standard in standards]
    totals = [total for standard in standards for total in directory.totals.get(standard.standard_id, ())]
    one = findings.finding(findings.standard_finding(directory, first), about=first.name)
    return chart.made(
        directory,
        kind,
        rows,
        sources=[fact.source for fact in (*given, *totals)],
        gaps={"areas": plural(len(inspected), unit), "standard": small(first.name), "programme": programme.name},
        more={rating.lower().replace(" ", "_"): name_of(rating) for rating in programme.grades}
        | {"known": say("Known"), "inspected": say(words_of("charts")["inspected"][unit])},
        chart_id=f"shares-{name}",
        headline=one if is_alone else findings.standards_finding(directory, standards),
    )


def _counts(directory: Directory, standard: Standard, *, is_alone: bool) -> Iterator[tuple[str, str, Counter[str]]]:
    """How often which rating was given: in totals that are published, and as far as it is known by unit.

    The two overlap, so that they never share a row. Of a standard alone what is known of each region follows, where
    anything is, unless that is more than a chart can show; these add up to what is known by unit.
    """
    published, by_name = say("published total"), say("known by name")
    if total := counts.counts_of(directory, standard.standard_id, counts.FROM_TOTAL):
        yield say("In the published total") if is_alone else standard.name, published, total
    every = say(words_of("charts")["every"][standard.area_type]) if is_alone else standard.name
    yield every, by_name, counts.counts_of(directory, standard.standard_id, counts.BY_UNIT)
    parts = len(directory.regions) * (1 + len(directory.programmes[standard.programme_id].grades))  # a name to each bar
    for region in directory.regions.values() if is_alone and parts <= chart.MANY else ():
        found = counts.counts_of(directory, standard.standard_id, region.region_id)
        if found.keys() - {NOT_AVAILABLE}:
            yield region.name, by_name, found


def publications_over_time(directory: Directory) -> chart.Chart | None:
    """How many publications came out in each year; None where there is none with a date."""
    published = [publication.published.value for publication in directory.publications.values()]
    years = Counter(day.year for day in published if day)
    if not years:
        return None
    return chart.made(
        directory,
        "publications",
        ((str(year), years[year]) for year in range(min(years), max(years) + 1)),
        sources=[publication.source for publication in directory.publications.values()],
        chart_id="publications-over-time",
        headline=findings.publications_finding(len(published), published.count(None)),
    )


def annual_report_figures(directory: Directory) -> dict[str, chart.Chart]:
    """The charts of the annual report's figures that no table has, by `figure_id`, which is also their own.

    One of which no number is known has none, nor one of which not enough are for its headline.
    """
    known = {row.statistic_id: row.value for row in directory.statistics if row.value is not None}
    named = {figure.number: figure.figure_id for figure in directory.rows(Figure)}
    drawn = {}
    for number, figure in words_of("charts")["figures"].items():
        asked, headline = figure["values"], figure["headline"]
        values = {say(name): known[statistic] for statistic, name in asked.items() if statistic in known}
        if int(number) in named and len(values) >= (len(asked) if "{last}" in headline else 1):
            drawn[named[int(number)]] = chart.made(
                directory,
                "percentages",
                values.items(),
                subtitle=figure["subtitle"],
                chart_id=named[int(number)],
                headline=findings.figure_finding(headline, values, len(asked) - len(values)),
            )
    return drawn
