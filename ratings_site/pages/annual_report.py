"""What the page of the 2024 annual report in figures asks of the directory."""

from ratings_site.model.directory import Directory
from ratings_site.model.rows import Example, Figure, Finding, Inspection, Pdu, RatingTotal, Region, Source


def reported_findings(report: Source, directory: Directory) -> list[Finding]:
    """What the report itself found."""
    held = (finding for rows in directory.findings.values() for finding in rows)
    return [one for one in held if one.publication_id and one.source == report]


def figures_of(directory: Directory) -> list[Figure]:
    """The figures of the report by their number."""
    return sorted(directory.rows(Figure), key=lambda figure: figure.number)


def examples_of(report: Source, directory: Directory) -> list[tuple[Pdu | Region, Example]]:
    """Good practice that the report names an area for, PDUs first."""
    areas: list[Pdu | Region] = [*directory.pdus.values(), *directory.regions.values()]
    return [(area, example) for area in areas for example in area.examples if example.source == report]


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
