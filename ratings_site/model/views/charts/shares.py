"""Shares of ratings: how often each rating was given, by standard or by region, in the order of the scale."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from ratings_site.model.directory import Directory, Inspection, Standard
from ratings_site.model.tables import RATINGS
from ratings_site.model.views.chart import Chart, ChartColumn, Value
from ratings_site.model.views.charts.findings import credit, finding, ratings_clause
from ratings_site.model.views.charts.totals import Totals
from ratings_site.model.views.rating import NOT_AVAILABLE, shown_rating
from ratings_site.model.views.words import agree, joined, number_word, out_of, plural

NAMES = {"pdu": "PDU", "region": "region"}
DESCRIPTION = (
    "A bar for each row, divided by the share of each rating from Outstanding at the left to Inadequate at the right, "
    "then what is not available, with the counts written in."
)
MOST_NAMED = 3
"""More standards than this are counted in a headline, not named."""

Counts = Counter[str]


def count_columns(first: ChartColumn) -> tuple[ChartColumn, ...]:
    """What the bars show: a count for each rating, how many are not available, and of how many."""
    counts = (ChartColumn(name.lower().replace(" ", "_"), name, "number") for name in (*RATINGS, "Not available"))
    return (first, *counts, ChartColumn("inspected", "Inspected", "number"))


def count_row(name: str, counts: Counts) -> tuple[Value, ...]:
    """One bar: its name, the counts, and their sum."""
    return (name, *(counts[rating] for rating in RATINGS), counts[NOT_AVAILABLE], counts.total())


def shares_of_ratings(
    directory: Directory, programme_id: str = "", area_type: str = "pdu", *, region_id: str = ""
) -> Chart | None:
    """The ratings on each standard of a programme (the current one), in the whole country or one region.

    None where no such areas were inspected. Totals that a report states count where the single ratings are not known.
    """
    programme_id = programme_id or directory.current_programme.programme_id
    inspections = inspections_of(directory, programme_id, area_type, region_id)
    standards = directory.standards_of(programme_id, area_type)
    if not inspections or not standards or area_type not in NAMES:
        return None
    totals = Totals(directory)
    counts = {standard: totals.counts(standard, inspections) for standard in standards}
    unit = NAMES[area_type]
    where = directory.regions[region_id].name if region_id else "England and Wales"
    programme = directory.programmes[programme_id]
    return Chart(
        chart_id=f"shares-{programme_id}-{area_type}" + (f"-{region_id}" if region_id else ""),
        kind="shares",
        headline=standards_finding(counts, unit, directory.regions[region_id].name if region_id else ""),
        subtitle=f"Ratings on each standard of {plural(len(inspections), unit)}, {where}; {programme.name}",
        description=DESCRIPTION,
        columns=count_columns(ChartColumn("standard", "Standard")),
        rows=tuple(count_row(standard.name, counts[standard]) for standard in standards),
        source=credit(directory),
    )


def shares_of_one_standard(directory: Directory, standard_id: str) -> Chart | None:
    """The ratings on one standard: of all areas, then region by region; None where nobody was inspected on it."""
    standard = directory.standards[standard_id]
    inspections = inspections_of(directory, standard.programme_id, standard.area_type)
    if not inspections or standard.area_type not in NAMES:
        return None
    unit = NAMES[standard.area_type]
    everybody = Totals(directory).counts(standard, inspections)
    return Chart(
        chart_id=f"shares-{standard_id}",
        kind="shares",
        headline=f"{standard.name}: {ratings_clause(everybody.elements(), unit)}.",
        subtitle=f"Ratings of {plural(len(inspections), unit)} for {standard.name.lower()}, England and Wales; "
        f"{directory.programmes[standard.programme_id].name}",
        description=DESCRIPTION,
        columns=count_columns(ChartColumn("area", "Area")),
        rows=(count_row(f"All {unit}s", everybody), *_region_rows(directory, standard)),
        source=credit(directory),
    )


def _region_rows(directory: Directory, standard: Standard) -> Iterable[tuple[Value, ...]]:
    if standard.area_type != "pdu":
        return
    for region in directory.regions.values():
        inspections = inspections_of(directory, standard.programme_id, "pdu", region.region_id)
        if inspections:
            yield count_row(region.name, Counter(outcome_on(standard, inspection) for inspection in inspections))


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


def standards_finding(counts: Mapping[Standard, Counts], unit: str, where: str = "") -> str:
    """Which standards were rated lowest and which highest, where anything is known: with the area, if it is one."""
    known = {standard.name.lower(): _only_ratings(count) for standard, count in counts.items()}
    known = {name: count for name, count in known.items() if count}
    place = f" in {where}" if where else ""
    if not known:
        total = max(count.total() for count in counts.values())
        return finding(f"the ratings of {out_of(total, total, unit)}{place} on single standards are not available")
    gaps = any(count[NOT_AVAILABLE] for count in counts.values())
    what = f"{unit} with a known rating" if gaps else unit
    whats = f"{unit}s with a known rating" if gaps else f"{unit}s"
    low = _most(known, ("Inadequate",), "inadequate", what, whats)
    high = _most(known, ("Good", "Outstanding"), "good or outstanding", what, whats)
    no_rating = "no known rating was" if gaps else "no rating was"
    told = [low or f"{no_rating} inadequate", high or f"{no_rating} good or outstanding"]
    return f"{where}: {'; '.join(told)}." if where else finding("; ".join(told))


def _only_ratings(counts: Counts) -> Counts:
    return Counter({rating: count for rating, count in counts.items() if rating in RATINGS and count})


def _most(known: Mapping[str, Counts], ratings: Sequence[str], adjective: str, unit: str, units: str) -> str:
    """The standards given these ratings most often, and how often: "reviewing was inadequate in 22 of 24 PDUs"."""
    given = {name: (sum(count[rating] for rating in ratings), count.total()) for name, count in known.items()}
    largest = max(count / total for count, total in given.values())
    if largest == 0:
        return ""
    names = [name for name, (count, total) in given.items() if count / total == largest]
    who = joined(names) if len(names) <= MOST_NAMED else f"{number_word(len(names))} standards"
    parts = sorted({given[name] for name in names})
    some = f"every {unit}" if largest == 1 else f"{largest:.0%} of {units}"
    part = out_of(*parts[0], unit, units) if len(parts) == 1 else some
    return f"{who} {agree(len(names), 'was')} {adjective} in {part}"
