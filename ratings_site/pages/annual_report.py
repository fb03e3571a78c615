"""What the page of the 2024 annual report in figures says."""

from collections.abc import Callable, Iterable
from typing import TypeVar

from ratings_site.charts import counted
from ratings_site.model.directory import Directory
from ratings_site.model.rows import Figure, Inspection, Pdu, RatingTotal, Region
from ratings_site.pages.answers import by_kind
from ratings_site.pages.page import Facts, View
from ratings_site.wording.words import joined

KEY_SECTION = "Key facts and findings"
"""The section of the report that lists its key findings."""

FOLLOWING = ("recommendation", "forward look")
"""The kinds of finding that are not about what was seen, but about what follows."""

Row = TypeVar("Row")


def build_annual_report_view(facts: Facts) -> View | None:
    """Work out the page from the tables: figures, findings, totals, every published number; None without a report."""
    directory, report = facts.directory, facts.directory.annual_report
    if report is None:
        return None
    areas: list[Pdu | Region] = [*directory.pdus.values(), *directory.regions.values()]
    held = (finding for rows in directory.findings.values() for finding in rows)
    found = [one for one in held if one.publication_id and one.source == report]
    figures = sorted(directory.rows(Figure), key=lambda figure: figure.number)
    return {
        "source": report,
        "key_findings": [finding for finding in found if finding.section == KEY_SECTION],
        "what_follows": [group for group in by_kind(found) if group[1][0].kind in FOLLOWING],
        "sections": grouped(
            (f for f in found if f.section != KEY_SECTION and f.kind not in FOLLOWING), lambda finding: finding.section
        ),
        "totals": totals(directory),
        "inspections": reported(directory),
        "figures": figures,
        "charts": counted.annual_report_figures(directory),
        "unreadable": joined([str(figure.number) for figure in figures if figure.status != "complete"]),
        "topics": grouped((row for row in directory.statistics if row.source == report), lambda row: row.topic),
        "examples": [  # good practice that the report names an area for, PDUs first
            (area, example) for area in areas for example in area.examples if example.source == report
        ],
    }


def grouped(rows: Iterable[Row], heading: Callable[[Row], str]) -> dict[str, list[Row]]:
    """Rows under their headings, in the order in which these first come."""
    groups: dict[str, list[Row]] = {}
    for row in rows:
        groups.setdefault(heading(row), []).append(row)
    return groups


def totals(directory: Directory) -> dict[tuple[str, str], dict[str, RatingTotal]]:
    """For each set of inspections and standard, in their order, the total of each rating."""
    counted: dict[tuple[str, str], dict[str, RatingTotal]] = {}
    order = list(directory.standards)
    for total in sorted(directory.rows(RatingTotal), key=lambda total: (total.set_id, order.index(total.standard_id))):
        counted.setdefault((total.set_id, total.standard_id), {})[total.rating] = total
    return counted


def reported(directory: Directory) -> list[Inspection]:
    """The inspections of PDUs that the report covers, best score first: those its set of totals holds."""
    own = next((total for total in directory.rows(RatingTotal) if total.set_id == directory.report_set), None)
    inspections = [i for i in directory.counted if i.area_type == Pdu.kind and own and in_set(i, own)]
    return sorted(inspections, key=lambda i: (-(i.score or 0), i.inspection_id))


def in_set(inspection: Inspection, total: RatingTotal) -> bool:
    """Whether an inspection is one of the set that a row of rating totals counts."""
    published = inspection.published.value
    return (
        inspection.programme.programme_id == total.programme_id
        and published is not None
        and total.published_from <= published <= total.published_to
    )
