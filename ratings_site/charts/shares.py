"""How often each rating was given on a standard: totals that a report published, and what is known by unit, apart."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from ratings_site.charts.chart import Chart, Value
from ratings_site.charts.make import made
from ratings_site.model.counts import BY_UNIT, FROM_TOTAL, counts_of, standards_by_region
from ratings_site.model.directory import Directory
from ratings_site.model.rows import Inspection, Programme, Source, Standard
from ratings_site.model.wording import say, small, to_say, words_of
from ratings_site.wording.findings import finding, standard_finding, standards_finding
from ratings_site.wording.rating import NOT_AVAILABLE, Shown
from ratings_site.wording.words import plural

UNITS = ("pdu", "region")
"""The types of area that are counted."""

SOURCES = {FROM_TOTAL: to_say("published total"), BY_UNIT: to_say("known by name")}
"""Where a row of counts comes from, by its column in the totals; the two overlap, so that they never share a row."""


def shares_of_ratings(directory: Directory, programme_id: str = "", area_type: str = "pdu") -> Chart | None:
    """The ratings on each standard of a programme (the current one); None where none is known."""
    programme = directory.programmes[programme_id] if programme_id else directory.current_programme
    standards = directory.standards_of(programme.programme_id, area_type)
    rows = [row for standard in standards for row in _rows_of(directory, standard, dict.fromkeys(SOURCES, ""))]
    if not _is_known(rows, area_type):
        return None
    return _made(
        directory,
        standards,
        rows,
        "standards",
        chart_id=f"shares-{programme.programme_id}-{area_type}",
        headline=standards_finding(directory, standards),
    )


def shares_of_one_standard(directory: Directory, standard_id: str) -> Chart | None:
    """The ratings on one standard: of all areas, then by region as far as they are known; None where none is known."""
    standard = directory.standards[standard_id]
    every = words_of("charts")["every"].get(standard.area_type, "")
    rows = [*_rows_of(directory, standard, {FROM_TOTAL: say("In the published total"), BY_UNIT: say(every)})]
    if not _is_known(rows, standard.area_type):
        return None
    return _made(
        directory,
        [standard],
        [*rows, *_region_rows(directory, standard)],
        "standard",
        chart_id=f"shares-{standard_id}",
        headline=finding(standard_finding(directory, standard), about=standard.name),
    )


def _is_known(rows: Iterable[tuple[Value, ...]], area_type: str) -> bool:
    """Whether any rating is known, so that a bar would be drawn."""
    return area_type in UNITS and any(known for *_, known, _ in rows)


def _made(
    directory: Directory, standards: Sequence[Standard], rows: Iterable[tuple[Value, ...]], words: str, **given: str
) -> Chart:
    """The chart of the counts on some standards of one programme."""
    first, unit = standards[0], standards[0].area_type
    programme = directory.programmes[first.programme_id]
    inspected = newest_inspections(directory, programme, unit)
    return made(
        directory,
        words,
        rows,
        sources=sources_of(directory, standards, inspected),
        gaps={"areas": plural(len(inspected), unit), "standard": small(first.name), "programme": programme.name},
        more={rating.lower().replace(" ", "_"): Shown(rating).label for rating in programme.grades}
        | {"known": say("Known"), "inspected": say(words_of("charts")["inspected"][unit])},
        kind="shares",
        **given,
    )


def sources_of(
    directory: Directory, standards: Sequence[Standard], inspected: Iterable[Inspection]
) -> Iterator[Source]:
    """Where the known ratings on some standards are from: those of single inspections, and the published totals."""
    names = {standard.standard_id for standard in standards}
    given = (rating for inspection in inspected for rating in inspection.ratings if rating.grade)
    yield from (rating.source for rating in given if rating.standard.standard_id in names)
    yield from (total.source for one in standards for total in directory.totals.get(one.standard_id, ()))


def newest_inspections(directory: Directory, programme: Programme, area_type: str) -> tuple[Inspection, ...]:
    """The newest inspection in a programme of each area of a type."""
    areas = directory.pdus.values() if area_type == "pdu" else directory.regions.values()
    newest = (area.latest(programme.programme_id) for area in areas)
    return tuple(inspection for inspection in newest if inspection)


def _rows_of(directory: Directory, standard: Standard, names: Mapping[str, str]) -> Iterator[tuple[Value, ...]]:
    """A row for the totals that are published, where there are any, and one for what is known by unit.

    `names` says what each is called, if not as the standard is.
    """
    grades = directory.programmes[standard.programme_id].grades
    for column, counted in SOURCES.items():
        counts = counts_of(directory, standard, column)
        if counts or column == BY_UNIT:
            yield _row(names[column] or standard.name, counted, counts, grades)


def _row(name: str, counted: str, counts: Counter[str], grades: Iterable[str]) -> tuple[Value, ...]:
    known = [counts[rating] for rating in grades]
    return (name, say(counted), *known, sum(known), counts.total())


def _region_rows(directory: Directory, standard: Standard) -> Iterator[tuple[Value, ...]]:
    """A row for each region where any rating on the standard is known; they add up to what is known by unit."""
    counted, by_region = standards_by_region(directory), dict[str, Counter[str]]()
    grades = directory.programmes[standard.programme_id].grades
    own = counted[counted["standard_id"] == standard.standard_id]
    for region_id, rating, count in zip(own["region_id"], own["rating"], map(int, own["count"]), strict=True):
        by_region.setdefault(region_id, Counter())[rating] += count
    for region in directory.regions.values():
        counts = by_region.get(region.region_id, Counter())
        if counts.total() > counts[NOT_AVAILABLE]:
            yield _row(region.name, SOURCES[BY_UNIT], counts, grades)
