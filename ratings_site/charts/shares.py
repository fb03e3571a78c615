"""Shares of ratings: how often each rating was given, by standard or by region, in the order of the scale."""

from collections import Counter
from collections.abc import Iterable, Mapping

from ratings_site.charts.chart import Chart, ChartColumn, Value
from ratings_site.charts.findings import credit, finding, finding_about, is_enough, ratings_clause
from ratings_site.charts.totals import Totals
from ratings_site.model.directory import Directory, Inspection, Standard
from ratings_site.model.rows import Grade
from ratings_site.model.wording import say, say_count, to_say, words_of
from ratings_site.wording.rating import NOT_AVAILABLE, Shown, shown_rating
from ratings_site.wording.words import joined, out_of, plural, share_of

UNITS = ("pdu", "region")
"""The types of area that are counted, each each a unit that is counted."""

DESCRIPTION = to_say(
    "A bar for each row, divided by the share of each rating from Outstanding at the left to Inadequate at the "
    "right, then what is not available, with the counts written in."
)
MOST_NAMED = 3
"""More standards than this are counted in a headline, not named."""

Counts = Counter[str]


def count_columns(first: ChartColumn, grades: Iterable[str]) -> tuple[ChartColumn, ...]:
    """What the bars show: a count for each rating, how many are not available, and of how many."""
    outcomes = ((outcome.lower().replace(" ", "_"), Shown(outcome).label) for outcome in (*grades, NOT_AVAILABLE))
    counts = (ChartColumn(name, label, "number") for name, label in outcomes)
    return (first, *counts, ChartColumn("inspected", say("Inspected"), "number"))


def count_row(name: str, counts: Counts, grades: Iterable[str]) -> tuple[Value, ...]:
    """One bar: its name, the counts, and their sum."""
    return (name, *(counts[rating] for rating in grades), counts[NOT_AVAILABLE], counts.total())


def shares_of_ratings(
    directory: Directory, programme_id: str = "", area_type: str = "pdu", *, region_id: str = ""
) -> Chart | None:
    """The ratings on each standard of a programme (the current one), in the whole country or one region.

    None where no such areas were inspected. Totals that a report states count where the single ratings are not known.
    """
    programme_id = programme_id or directory.current_programme.programme_id
    grades = directory.programmes[programme_id].grades
    inspections = inspections_of(directory, programme_id, area_type, region_id)
    standards = directory.standards_of(programme_id, area_type)
    if not inspections or not standards or area_type not in UNITS:
        return None
    totals = Totals(directory)
    counts = {standard: totals.counts(standard, inspections) for standard in standards}
    region = directory.regions[region_id].name if region_id else ""
    return Chart(
        chart_id=f"shares-{programme_id}-{area_type}" + (f"-{region_id}" if region_id else ""),
        kind="shares",
        headline=standards_finding(counts, grades, area_type, region),
        subtitle=say(
            "Ratings on each standard of {areas}, {where}; {programme}",
            areas=plural(len(inspections), area_type),
            where=region or say("England and Wales"),
            programme=directory.programmes[programme_id].name,
        ),
        description=say(DESCRIPTION),
        columns=count_columns(ChartColumn("standard", say("Standard")), grades),
        rows=tuple(count_row(standard.name, counts[standard], grades) for standard in standards),
        source=credit(directory, inspections),
        grades=directory.all_grades,
    )


def shares_of_one_standard(directory: Directory, standard_id: str) -> Chart | None:
    """The ratings on one standard: of all areas, then region by region; None where nobody was inspected on it."""
    standard = directory.standards[standard_id]
    inspections = inspections_of(directory, standard.programme_id, standard.area_type)
    if not inspections or standard.area_type not in UNITS:
        return None
    unit, grades = standard.area_type, directory.programmes[standard.programme_id].grades
    everybody = Totals(directory).counts(standard, inspections)
    return Chart(
        chart_id=f"shares-{standard_id}",
        kind="shares",
        headline=finding_about(standard.name, ratings_clause(everybody.elements(), grades, unit)),
        subtitle=say(
            "Ratings of {areas} for {standard}, England and Wales; {programme}",
            areas=plural(len(inspections), unit),
            standard=standard.name.lower(),
            programme=directory.programmes[standard.programme_id].name,
        ),
        description=say(DESCRIPTION),
        columns=count_columns(ChartColumn("area", say("Area")), grades),
        rows=(count_row(say(words_of("charts")["every"][unit]), everybody, grades), *_region_rows(directory, standard)),
        source=credit(directory, inspections),
        grades=directory.all_grades,
    )


def _region_rows(directory: Directory, standard: Standard) -> Iterable[tuple[Value, ...]]:
    if standard.area_type != "pdu":
        return
    for region in directory.regions.values():
        inspections = inspections_of(directory, standard.programme_id, "pdu", region.region_id)
        if inspections:
            counts = Counter(outcome_on(standard, inspection) for inspection in inspections)
            yield count_row(region.name, counts, directory.programmes[standard.programme_id].grades)


def outcome_on(standard: Standard, inspection: Inspection) -> str:
    """The rating of a standard in an inspection, or that it is not available."""
    rated = {rating.standard.standard_id: rating for rating in inspection.ratings}
    return shown_rating(rated.get(standard.standard_id)).value


def inspections_of(
    directory: Directory, programme_id: str, area_type: str, region_id: str = ""
) -> tuple[Inspection, ...]:
    """The newest inspection in a programme of each area of a type, in the whole country or one region."""
    areas = directory.pdus.values() if area_type == "pdu" else directory.regions.values()
    newest = (area.latest(programme_id) for area in areas if region_id in {"", area.region_id})
    return tuple(inspection for inspection in newest if inspection)


def standards_finding(
    counts: Mapping[Standard, Counts], grades: Mapping[str, Grade], unit: str, region: str = ""
) -> str:
    """Which standards were rated lowest and which highest, where anything is known: with the region, if it is one."""
    total = max(count.total() for count in counts.values())
    known = {standard.name.lower(): _only_ratings(count, grades) for standard, count in counts.items()}
    most = max(count.total() for count in known.values())
    if not is_enough(most, total):
        told = say(
            "ratings on single standards are known of {areas} at most"
            if most
            else "no rating on a single standard is known",
            areas=out_of(most, total, unit),
        )
        return finding_about(region, told) if region else finding(told)
    known = {name: count for name, count in known.items() if is_enough(count.total(), total)}
    gaps = any(count[NOT_AVAILABLE] for count in counts.values())
    clauses = [
        _most(known, told, adjective, f"known_{unit}" if gaps else unit)
        or say(words_of("charts")[adjective]["none_known" if gaps else "none"])
        for adjective, told in (("inadequate", [*grades][-1:]), ("good", [g for g in grades if grades[g].is_good]))
    ]
    if most < total:
        clauses.append(say("ratings are known of {areas} at most", areas=out_of(most, total, unit)))
    return finding_about(region, *clauses) if region else finding(*clauses)


def _only_ratings(counts: Counts, grades: Mapping[str, Grade]) -> Counts:
    return Counter({rating: count for rating, count in counts.items() if rating in grades and count})


def _most(known: Mapping[str, Counts], told: Iterable[str], adjective: str, unit: str) -> str:
    """The standards called so most often, and how often: "reviewing was inadequate in 22 of 24 PDUs"."""
    given = {name: (sum(count[r] for r in told), count.total()) for name, count in known.items()}
    largest = max(count / total for count, total in given.values())
    if largest == 0:
        return ""
    names = [name for name, (count, total) in given.items() if count / total == largest]
    who = joined(names) if len(names) <= MOST_NAMED else plural(len(names), "standard")
    parts = {given[name] for name in names}
    areas = out_of(*parts.pop(), unit) if len(parts) == 1 else share_of(largest, unit)
    return say_count(words_of("charts")[adjective]["told"], len(names), standards=who, areas=areas)
