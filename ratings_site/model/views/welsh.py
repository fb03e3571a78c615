"""What the Welsh pages say: all that the English pages of Wales and its PDUs say, in Welsh where a source has it.

They are the same views, built while Welsh is spoken, so that nothing is missing; what the Welsh catalogue has not is in
English.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from ratings_site.model.directory import Directory, Inspection, Pdu, Region
from ratings_site.model.views.headline import Headline, area_headline, points_words
from ratings_site.model.views.parts import InspectionRow, Link
from ratings_site.model.views.pdu import PduView, build_pdu_view
from ratings_site.model.views.region import RegionView, build_region_view
from ratings_site.model.views.sentences import grade_words, in_month
from ratings_site.model.wording import is_translated, named, say, to_say, without_signs

WALES = "Wales"
"""The nation whose regions have pages in Welsh."""


@dataclass(frozen=True)
class WelshNote:
    """What only a Welsh page says: the inspectorate's newest report in Welsh, where there is one."""

    report: Link | None


def welsh_areas(directory: Directory) -> list[Pdu | Region]:
    """The areas that have pages in Welsh: each region of Wales, and after it its open PDUs."""
    areas: list[Pdu | Region] = []
    for region in directory.regions.values():
        if region.nation == WALES:
            areas += [region, *region.living_pdus]
    return areas


def build_welsh_view(area: Pdu | Region, directory: Directory) -> PduView | RegionView:
    """Work out the Welsh page of an area."""
    view = build_pdu_view(area, directory) if isinstance(area, Pdu) else build_region_view(area, directory)
    return replace(
        view,
        headline=welsh_headline(area, directory),
        standards_report=build_welsh_note(area, directory).report or view.standards_report,
        inspections=welsh_rows(view.inspections),
        citation=replace(view.citation, address=f"cy/{view.citation.address}"),
    )


def build_welsh_note(area: Pdu | Region, directory: Directory) -> WelshNote:
    """What only the Welsh page of an area says."""
    inspection = area.latest(directory.current_programme.programme_id)
    return WelshNote(welsh_report(inspection.inspection_id) if inspection else None)


def welsh_headline(area: Pdu | Region, directory: Directory) -> Headline:
    """The English page's headline; of a rating, in the shorter sentences that the inspectorate says in Welsh.

    Once the Welsh catalogue has the whole sentence, it is that one.
    """
    headline, inspection = area_headline(area, directory), area.latest(directory.current_programme.programme_id)
    short = (
        to_say("The unit was rated {rating} overall.")
        if isinstance(area, Pdu)
        else to_say("The region was rated {rating} overall.")
    )
    if inspection is None or not inspection.is_rated or is_translated(headline.message) or not is_translated(short):
        return headline
    when = in_month(inspection.published)
    came_out = [say("The report came out{when}.", when=when)] if when else []
    return Headline(short, {}, headline.shown, (*came_out, graded(inspection), *headline.more))


def graded(inspection: Inspection) -> str:
    """Which of the four grades a rating is, with the score where it is known."""
    grade = grade_words(inspection)
    if inspection.score is None:
        return say("That is {grade}.", grade=grade)
    return say("That is {grade}, with {points}.", grade=grade, points=points_words(inspection))


def welsh_rows(rows: Iterable[InspectionRow]) -> tuple[InspectionRow, ...]:
    """The inspections of an area, each with its report in Welsh where there is one."""
    return tuple(replace(row, report=welsh_report(row.inspection_id) or row.report) for row in rows)


def welsh_report(inspection_id: str) -> Link | None:
    """The inspectorate's report in Welsh, by its title, where one is known."""
    address = without_signs(named(inspection_id, "address of the report"))
    return Link(named(inspection_id, "report"), address) if address != inspection_id else None
