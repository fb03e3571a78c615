"""What the page of the 2024 annual report in figures asks of the directory."""

from ratings_site.model.directory import Directory
from ratings_site.model.rows import Grade, Inspection, Pdu, RatingTotal


def totals(directory: Directory) -> dict[tuple[str, str], dict[str, RatingTotal]]:
    """For each set of inspections and standard, in their order, the total of each rating."""
    counted: dict[tuple[str, str], dict[str, RatingTotal]] = {}
    order = list(directory.standards)
    for total in sorted(directory.rows(RatingTotal), key=lambda total: (total.set_id, order.index(total.standard_id))):
        counted.setdefault((total.set_id, total.standard_id), {})[total.rating] = total
    return counted


def grades_of_totals(directory: Directory) -> dict[str, Grade]:
    """The ratings that the inspections behind the totals could get, best first."""
    programmes = (directory.programmes[total.programme_id] for total in directory.rows(RatingTotal))
    return {name: grade for programme in programmes for name, grade in programme.grades.items()}


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
