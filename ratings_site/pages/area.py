"""What the page of an area asks of the directory: a region with its PDUs, or one PDU; and which are in Welsh too."""

from ratings_site.model import rows
from ratings_site.model.directory import Directory
from ratings_site.model.wording import capital, say, small, to_say
from ratings_site.pages import answers
from ratings_site.pages.parts import in_words
from ratings_site.pages.publications import newest_first
from ratings_site.wording.sentences import in_month
from ratings_site.wording.words import listed

WALES = "Wales"
"""The nation whose regions have pages in Welsh."""

Known = tuple[str, str, rows.Source]
"""Facts of the page that are known in one way from one source: which, how, and from where."""


def newest_told(area: rows.Area, directory: Directory) -> rows.Inspection | None:
    """The newest inspection that says whether people are kept safe: of a PDU in the current programme only."""
    if isinstance(area, rows.Pdu):
        return area.latest(directory.current_programme.programme_id)
    return next((i for i in area.inspections if i.counts and answers.safety(i, directory)), None)


def told_of_region(pdu: rows.Pdu, directory: Directory) -> tuple[answers.Told, ...]:
    """What the page of a PDU says of its region, where that was inspected since and is not rated."""
    regional = newest_told(directory.regions[pdu.region_id], directory)
    newest = pdu.latest(directory.current_programme.programme_id)
    if regional is None or regional.is_rated or pdu.is_closed:
        return ()
    is_newer = newest is None or regional.published.sort_key > newest.published.sort_key
    return answers.safety_told(regional, directory)[:1] if is_newer else ()


def reports_on(region: rows.Region, directory: Directory) -> list[rows.Publication]:
    """The reports on the region and on its PDUs, living or closed."""
    inspected = (i.inspection_id for area in (region, *region.pdus) for i in area.inspections)
    return newest_first(p for key in inspected for p in directory.reports.get(key, ()))


def told_elsewhere(region: rows.Region, directory: Directory) -> list[answers.Told]:
    """What publications on more than one region say of this one."""
    return [answers.Told(row.summary, row.source) for row in directory.said_of_regions.get(region.id, ())]


def known_facts(area: rows.Area, directory: Directory) -> tuple[Known, ...]:
    """How each fact of the page is known, those that are known in one way from one source together."""
    found: dict[tuple[str, rows.Source], dict[str, None]] = {}
    newest, told_by = area.latest(directory.current_programme.programme_id), newest_told(area, directory)

    def note(fact: str, source: rows.Source, basis: str = "") -> None:
        found.setdefault((basis, source), {})[fact] = None

    for inspection in area.inspections:
        key = to_say("overall rating{when}") if inspection.is_rated else to_say("inspection{when}")
        basis = in_words("basis", inspection.overall_basis) if inspection.is_rated else ""
        when = in_month(inspection.published)
        note(say(key, when=when), inspection.source, basis)
        if inspection.published_source:
            note(say("date of the report{when}", when=when), inspection.published_source)
        if inspection.score is not None and inspection.score_source:
            note(say("score{when}", when=when), inspection.score_source, in_words("basis", inspection.score_basis))
    for rating in answers.known_ratings(newest):
        note(small(rating.standard.name), rating.source, in_words("basis", rating.basis))
    found_by_inspectors = (
        *answers.safety_told(told_by, directory),
        *answers.good_told(newest, directory),
        *answers.hindrance_told(newest, directory)[1],
        *answers.changed_told(told_by, directory),
    )
    for told in found_by_inspectors:
        note(say("what inspectors found"), told.source)
    for told in answers.next_told(area, directory):
        note(say("what happens next"), told.source)
    for source in area.sources:
        note(say("places, names and history"), source)
    return tuple((capital(listed([*facts])), basis, source) for (basis, source), facts in found.items())


def welsh_areas(directory: Directory) -> list[rows.Area]:
    """The areas that have pages in Welsh: each region of Wales, and after it its PDUs, those that closed too."""
    regions = [region for region in directory.regions.values() if region.nation == WALES]
    return [area for region in regions for area in (region, *region.pdus)]
