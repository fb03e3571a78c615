"""How often each rating was given on a standard: totals that a report published, and what is known by unit, apart."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from ratings_site.charts.chart import Chart, ChartColumn, Value
from ratings_site.charts.findings import apart, credit, finding, finding_about, ratings_clause
from ratings_site.model.counts import standard_totals, standards_by_region
from ratings_site.model.directory import Directory
from ratings_site.model.rows import Grade, Inspection, Programme, RatingTotal, Source, Standard
from ratings_site.model.wording import say, say_count, small, to_say, words_of
from ratings_site.wording.rating import NOT_AVAILABLE, Shown
from ratings_site.wording.words import is_enough, joined, out_of, plural, share_of

UNITS = ("pdu", "region")
"""The types of area that are counted."""

PUBLISHED, BY_UNIT = to_say("published total"), to_say("known by unit")
"""Where a row of counts comes from; the two overlap, so that they never stand in one row."""

DESCRIPTION = to_say(
    "A bar for each row, as long as the number of ratings that are known, divided from Outstanding at the left to "
    "Inadequate at the right, with the counts written in. Totals that a report published and ratings that are known "
    "by unit are in bars of their own."
)
MOST_NAMED = 3
"""More standards than this are counted in a headline, not named."""

Counts = Mapping[str, int]


def shares_of_ratings(directory: Directory, programme_id: str = "", area_type: str = "pdu") -> Chart | None:
    """The ratings on each standard of a programme (the current one); None where none is known."""
    programme = directory.programmes[programme_id] if programme_id else directory.current_programme
    standards = directory.standards_of(programme.programme_id, area_type)
    inspected = newest_inspections(directory, programme, area_type)
    if not inspected or not standards or area_type not in UNITS:
        return None
    rows = [row for standard in standards for row in _rows_of(directory, standard, programme, standard.name)]
    return _chart(
        directory,
        programme,
        area_type,
        chart_id=f"shares-{programme.programme_id}-{area_type}",
        headline=standards_finding(directory, standards),
        subtitle=say(
            "Ratings on each standard of {areas}, England and Wales; {programme}",
            areas=plural(len(inspected), area_type),
            programme=programme.name,
        ),
        first=ChartColumn("standard", say("Standard")),
        rows=rows,
        sources=sources_of(directory, standards, inspected),
    )


def shares_of_one_standard(directory: Directory, standard_id: str) -> Chart | None:
    """The ratings on one standard: of all areas, then by region as far as they are known; None where none is known."""
    standard = directory.standards[standard_id]
    programme, unit = directory.programmes[standard.programme_id], standard.area_type
    inspected = newest_inspections(directory, programme, unit)
    if not inspected or unit not in UNITS:
        return None
    *total, by_unit = _rows_of(directory, standard, programme, say(words_of("charts")["every"][unit]))
    total = [(say("In the published total"), *row[1:]) for row in total]  # each bar has a name of its own
    return _chart(
        directory,
        programme,
        unit,
        chart_id=f"shares-{standard_id}",
        headline=finding_about(standard.name, _told(directory, standard)),
        subtitle=say(
            "Ratings of {areas} for {standard}, England and Wales; {programme}",
            areas=plural(len(inspected), unit),
            standard=small(standard.name),
            programme=programme.name,
        ),
        first=ChartColumn("area", say("Area")),
        rows=[*total, by_unit, *_region_rows(directory, standard, programme)],
        sources=sources_of(directory, [standard], inspected),
    )


def sources_of(
    directory: Directory, standards: Sequence[Standard], inspected: Iterable[Inspection]
) -> Iterable[Source]:
    """Where the known ratings on some standards are from: those of single inspections, and the published totals."""
    yield from (
        rating.source for i in inspected for rating in i.ratings if rating.grade and rating.standard in standards
    )
    names = {standard.standard_id for standard in standards}
    yield from (total.source for total in directory.rows(RatingTotal) if total.standard_id in names)


def newest_inspections(directory: Directory, programme: Programme, area_type: str) -> tuple[Inspection, ...]:
    """The newest inspection in a programme of each area of a type."""
    areas = directory.pdus.values() if area_type == "pdu" else directory.regions.values()
    newest = (area.latest(programme.programme_id) for area in areas)
    return tuple(inspection for inspection in newest if inspection)


def _chart(
    directory: Directory,
    programme: Programme,
    unit: str,
    *,
    chart_id: str,
    headline: str,
    subtitle: str,
    first: ChartColumn,
    rows: Sequence[tuple[Value, ...]],
    sources: Iterable[Source],
) -> Chart | None:
    """The chart of these counts; None where no rating is known, and no bar would be drawn."""
    if not any(known for *_, known, _ in rows):
        return None
    counts = (ChartColumn(r.lower().replace(" ", "_"), Shown(r).label, "number") for r in programme.grades)
    return Chart(
        chart_id=chart_id,
        kind="shares",
        headline=headline,
        subtitle=subtitle,
        description=say(DESCRIPTION),
        columns=(
            first,
            ChartColumn("counted", say("Where the counts come from")),
            *counts,
            ChartColumn("known", say("Known"), "number"),
            ChartColumn("inspected", say(words_of("charts")["inspected"][unit]), "number"),
        ),
        rows=tuple(rows),
        source=credit(directory, sources),
        grades=directory.all_grades,
    )


def counts_of(directory: Directory, standard: Standard, column: str) -> Counter[str]:
    """How often each rating was given on a standard, by one column of the table of totals; with what is unknown."""
    totals = standard_totals(directory)
    own = totals[totals["standard_id"] == standard.standard_id]
    return Counter({rating: int(count) for rating, count in zip(own["rating"], own[column], strict=True) if count})


def _rows_of(directory: Directory, standard: Standard, programme: Programme, name: str) -> list[tuple[Value, ...]]:
    """A row for the totals that are published, where there are any, and one for what is known by unit."""
    published = counts_of(directory, standard, "from_published_total")
    by_unit = _row(name, BY_UNIT, counts_of(directory, standard, "known_by_unit"), programme)
    return [_row(name, PUBLISHED, published, programme), by_unit] if published else [by_unit]


def _row(name: str, counted: str, counts: Counter[str], programme: Programme) -> tuple[Value, ...]:
    known = [counts[rating] for rating in programme.grades]
    return (name, say(counted), *known, sum(known), counts.total())


def _region_rows(directory: Directory, standard: Standard, programme: Programme) -> Iterable[tuple[Value, ...]]:
    """A row for each region where any rating on the standard is known; they add up to what is known by unit."""
    counted = standards_by_region(directory)
    own = counted[counted["standard_id"] == standard.standard_id]
    for region in directory.regions.values():
        of_region = own[own["region_id"] == region.region_id]
        counts = Counter(dict(zip(of_region["rating"], map(int, of_region["count"]), strict=True)))
        if counts.total() > counts[NOT_AVAILABLE]:
            yield _row(region.name, BY_UNIT, counts, programme)


def _told(directory: Directory, standard: Standard) -> str:
    """How often each rating was given on one standard: by published totals where there are any, else by unit."""
    grades = directory.programmes[standard.programme_id].grades
    if published := counts_of(directory, standard, "from_published_total"):
        return say("by published totals, {what}", what=ratings_clause(published.elements(), grades, standard.area_type))
    return ratings_clause(counts_of(directory, standard, "known_by_unit").elements(), grades, standard.area_type)


def standards_finding(directory: Directory, standards: Sequence[Standard]) -> str:
    """Which standards were rated lowest most often and which highest: by published totals where they have them all.

    Without them by what is known by unit, of the standards of which enough is known.
    """
    unit, grades = standards[0].area_type, directory.programmes[standards[0].programme_id].grades
    published = {standard: counts_of(directory, standard, "from_published_total") for standard in standards}
    if all(published.values()):
        return finding(say("by published totals, {what}", what=_extremes(published, grades, unit)))
    counted = {standard: counts_of(directory, standard, "known_by_unit") for standard in standards}
    total = max(counts.total() for counts in counted.values())
    most = max(_known(counts, grades).total() for counts in counted.values())
    at_most = say("ratings on single standards are known of {areas} at most", areas=out_of(most, total, unit))
    enough = {s: n for s, n in counted.items() if is_enough(_known(n, grades).total(), n.total())}
    if not enough:
        return finding(at_most)
    is_whole = not any(counts[NOT_AVAILABLE] for counts in counted.values())
    return finding(_extremes(enough, grades, unit if is_whole else f"known_{unit}"), "" if is_whole else at_most)


def _extremes(counted: Mapping[Standard, Counter[str]], grades: Mapping[str, Grade], unit: str) -> str:
    """Which standards got the lowest rating most often, and which a good one."""
    known = {standard.name.lower(): _known(counts, grades) for standard, counts in counted.items()}
    lowest, good = [*grades][-1:], [rating for rating, grade in grades.items() if grade.is_good]
    clauses = [_most(known, ratings, called, unit) for called, ratings in (("inadequate", lowest), ("good", good))]
    return apart(*clauses)


def _known(counts: Counter[str], grades: Iterable[str]) -> Counter[str]:
    return Counter({rating: counts[rating] for rating in grades if counts[rating]})


def _most(known: Mapping[str, Counter[str]], told: Iterable[str], called: str, unit: str) -> str:
    """The standards called so most often, and how often: "reviewing was inadequate in 22 of 24 PDUs"."""
    given = {name: (sum(count[r] for r in told), count.total()) for name, count in known.items()}
    largest = max(count / total for count, total in given.values())
    if largest == 0:
        return say(words_of("charts")[called]["none_known" if unit.startswith("known") else "none"])
    names = [name for name, (count, total) in given.items() if count / total == largest]
    who = joined(names) if len(names) <= MOST_NAMED else plural(len(names), "standard")
    parts = {given[name] for name in names}
    areas = out_of(*parts.pop(), unit) if len(parts) == 1 else share_of(largest, unit)
    return say_count(words_of("charts")[called]["told"], len(names), standards=who, areas=areas)
