"""How often each rating was given on a standard: totals that a report published, and what is known by unit, apart."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from ratings_site.charts.chart import Chart, Value
from ratings_site.charts.findings import MOST_NAMED, apart, finding, made, ratings_clause
from ratings_site.model.counts import standard_totals, standards_by_region
from ratings_site.model.directory import Directory
from ratings_site.model.rows import Grade, Inspection, Programme, RatingTotal, Source, Standard
from ratings_site.model.wording import say, say_count, small, to_say, words_of
from ratings_site.wording.rating import NOT_AVAILABLE, Shown
from ratings_site.wording.words import is_enough, joined, out_of, plural, share_of

UNITS = ("pdu", "region")
"""The types of area that are counted."""

SOURCES = {"from_published_total": to_say("published total"), "known_by_unit": to_say("known by unit")}
"""Where a row of counts comes from, by its column in the totals; the two overlap, so that they never share a row."""

TOTAL, BY_UNIT = SOURCES


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
    rows = [*_rows_of(directory, standard, {TOTAL: say("In the published total"), BY_UNIT: say(every)})]
    if not _is_known(rows, standard.area_type):
        return None
    return _made(
        directory,
        [standard],
        [*rows, *_region_rows(directory, standard)],
        "standard",
        chart_id=f"shares-{standard_id}",
        headline=finding(_told(directory, standard), about=standard.name),
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
    yield from (total.source for total in directory.rows(RatingTotal) if total.standard_id in names)


def newest_inspections(directory: Directory, programme: Programme, area_type: str) -> tuple[Inspection, ...]:
    """The newest inspection in a programme of each area of a type."""
    areas = directory.pdus.values() if area_type == "pdu" else directory.regions.values()
    newest = (area.latest(programme.programme_id) for area in areas)
    return tuple(inspection for inspection in newest if inspection)


def counts_of(directory: Directory, standard: Standard, column: str) -> Counter[str]:
    """How often each rating was given on a standard, by one column of the table of totals; with what is unknown."""
    totals = standard_totals(directory)
    own = totals[totals["standard_id"] == standard.standard_id]
    return Counter({rating: int(count) for rating, count in zip(own["rating"], own[column], strict=True) if count})


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


def _told(directory: Directory, standard: Standard) -> str:
    """How often each rating was given on one standard: by published totals where there are any, else by unit."""
    grades = directory.programmes[standard.programme_id].grades
    if published := counts_of(directory, standard, TOTAL):
        return say("by published totals, {what}", what=ratings_clause(published.elements(), grades, standard.area_type))
    return ratings_clause(counts_of(directory, standard, BY_UNIT).elements(), grades, standard.area_type)


def standards_finding(directory: Directory, standards: Sequence[Standard]) -> str:
    """Which standards were rated lowest most often and which highest: by published totals where they have them all.

    Without them by what is known by unit, of the standards of which enough is known.
    """
    unit, grades = standards[0].area_type, directory.programmes[standards[0].programme_id].grades
    published = {standard: counts_of(directory, standard, TOTAL) for standard in standards}
    if all(published.values()):
        return finding(say("by published totals, {what}", what=_extremes(published, grades, unit)))
    counted = {standard: counts_of(directory, standard, BY_UNIT) for standard in standards}
    known = {standard: counts.total() - counts[NOT_AVAILABLE] for standard, counts in counted.items()}
    most, total = max(known.values()), max(counts.total() for counts in counted.values())
    at_most = say("ratings on single standards are known of {areas} at most", areas=out_of(most, total, unit))
    enough = {standard: n for standard, n in counted.items() if is_enough(known[standard], n.total())}
    if not enough:
        return finding(at_most)
    is_whole = not any(counts[NOT_AVAILABLE] for counts in counted.values())
    return finding(_extremes(enough, grades, unit if is_whole else f"known_{unit}"), "" if is_whole else at_most)


def _extremes(counted: Mapping[Standard, Counter[str]], grades: Mapping[str, Grade], unit: str) -> str:
    """Which standards got the lowest rating most often, and which a good one: "reviewing was inadequate in 22 PDUs"."""
    good = [rating for rating, grade in grades.items() if grade.is_good]
    return apart(*(_most(counted, *of, grades, unit) for of in (("inadequate", [*grades][-1:]), ("good", good))))


def _most(
    counted: Mapping[Standard, Counter[str]], called: str, told: Iterable[str], grades: Iterable[str], unit: str
) -> str:
    """The standards called so most often, and how often, of how many that are known."""
    words = words_of("charts")[called]
    given = {s.name.lower(): (sum(n[r] for r in told), sum(n[r] for r in grades)) for s, n in counted.items()}
    largest = max(count / total for count, total in given.values())
    if largest == 0:
        return say(words["none_known" if unit.startswith("known") else "none"])
    names = [name for name, (count, total) in given.items() if count / total == largest]
    who = joined(names) if len(names) <= MOST_NAMED else plural(len(names), "standard")
    parts = {given[name] for name in names}
    areas = out_of(*parts.pop(), unit) if len(parts) == 1 else share_of(largest, unit)
    return say_count(words["told"], len(names), standards=who, areas=areas)
