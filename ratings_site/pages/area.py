"""What the page of an area says: a region with its PDUs, or one PDU; and those of Wales in Welsh, in short."""

from collections.abc import Iterator

from ratings_site.charts import standing
from ratings_site.model import rows
from ratings_site.model.directory import Directory
from ratings_site.model.wording import capital, say, small, to_say
from ratings_site.pages import answers, headline
from ratings_site.pages.page import Facts, View
from ratings_site.pages.parts import basis_words
from ratings_site.pages.publications import newest_first
from ratings_site.wording.sentences import in_month
from ratings_site.wording.words import listed

KINDS = {"pdu": to_say("Probation delivery unit"), "region": to_say("Probation region")}
"""What the pages of each kind of area call it."""

WALES = "Wales"
"""The nation whose regions have pages in Welsh."""

Known = tuple[str, str, rows.Source]
"""Facts of the page that are known in one way from one source: which, how, and from where."""


def build_area_view(area: rows.Area, directory: Directory) -> View:
    """What is worked out of an area for its page: the rest is the area's own, and stands in the template.

    `newest` is its newest inspection of the current programme, `told_by` the one whose findings the page tells.
    """
    newest = area.latest(directory.current_programme.programme_id)
    told_by = newest_told(area, directory)
    of_kind = pdu_view(area, directory) if isinstance(area, rows.Pdu) else region_view(area, directory)
    view = {
        "area": area,
        "headline": headline.area_headline(area, directory),
        "notices": headline.area_notices(area, directory),
        "newest": newest,
        "safe": answers.safety_told(told_by, directory) if told_by else (),
        "good": answers.good_told(newest, directory) if newest else (),
        "hindered": answers.hindrance_told(newest, directory) if newest else ("", ()),
        "ratings": answers.known_ratings(newest),
        "missing": answers.missing_sentence(newest) if newest else "",
        "graded": [i for i in reversed(area.inspections) if i.grade and i.counts],
        "changed": answers.changed_told(told_by, directory),
        "next": answers.next_told(area, directory),
        **of_kind,
    }
    return {**view, "known": known_facts(area, view)}


def newest_told(area: rows.Area, directory: Directory) -> rows.Inspection | None:
    """The newest inspection that says whether people are kept safe: of a PDU in the current programme only."""
    if isinstance(area, rows.Pdu):
        return area.latest(directory.current_programme.programme_id)
    return next((i for i in area.inspections if i.counts and answers.safety(i, directory)), None)


def pdu_view(pdu: rows.Pdu, directory: Directory) -> View:
    """What only the page of a PDU says; of its region, where that was inspected since and is not rated."""
    region, programme = directory.regions[pdu.region_id], directory.current_programme.programme_id
    regional, newest = newest_told(region, directory), pdu.latest(programme)
    is_told = regional is not None and not regional.is_rated and not pdu.is_closed
    is_newer = newest is None or regional is None or regional.published.sort_key > newest.published.sort_key
    return {
        "region": region,
        "of_region": answers.safety_told(regional, directory)[:1] if regional and is_told and is_newer else (),
        "neighbours": answers.by_score(region.living_pdus, programme),
        "chart": standing.where_this_pdu_stands(directory, pdu.id),
    }


def region_view(region: rows.Area, directory: Directory) -> View:
    """What only the page of a region says."""
    assert isinstance(region, rows.Region)  # noqa: S101  the pages are of PDUs and regions
    programme = directory.current_programme.programme_id
    return {
        "inspected": answers.by_score(region.pdus, programme),
        "waiting": [pdu for pdu in region.living_pdus if not pdu.latest(programme)],
        "chart": standing.where_this_region_stands(directory, region.id),
        "elsewhere": [answers.Told(row.summary, row.source) for row in directory.said_of_regions.get(region.id, ())],
        "statistics": [n for n in directory.statistics if n.region_id == region.id and not n.inspection_id],
        "publications": reports_on(region, directory),
    }


def reports_on(region: rows.Region, directory: Directory) -> list[rows.Publication]:
    """The reports on the region and on its PDUs, living or closed."""
    inspected = (i.inspection_id for area in (region, *region.pdus) for i in area.inspections)
    return newest_first(p for key in inspected for p in directory.reports.get(key, ()))


def known_facts(area: rows.Area, view: View) -> tuple[Known, ...]:
    """How each fact of the page is known, those that are known in one way from one source together."""
    found: dict[tuple[str, rows.Source], dict[str, None]] = {}

    def note(fact: str, source: rows.Source, basis: str = "") -> None:
        found.setdefault((basis, source), {})[fact] = None

    for inspection in area.inspections:
        key = to_say("overall rating{when}") if inspection.is_rated else to_say("inspection{when}")
        basis = basis_words(inspection.overall_basis) if inspection.is_rated else ""
        when = in_month(inspection.published)
        note(say(key, when=when), inspection.source, basis)
        if inspection.published_source:
            note(say("date of the report{when}", when=when), inspection.published_source)
        if inspection.score is not None and inspection.score_source:
            note(say("score{when}", when=when), inspection.score_source, basis_words(inspection.score_basis))
    for rating in view["ratings"]:
        note(small(rating.standard.name), rating.source, basis_words(rating.basis))
    for told in (*view["safe"], *view["good"], *view["hindered"][1], *view["changed"]):
        note(say("what inspectors found"), told.source)
    for told in view["next"]:
        note(say("what happens next"), told.source)
    for source in area.sources:
        note(say("places, names and history"), source)
    return tuple((capital(listed([*facts])), basis, source) for (basis, source), facts in found.items())


def welsh_areas(directory: Directory) -> list[rows.Area]:
    """The areas that have pages in Welsh: each region of Wales, and after it its PDUs, those that closed too."""
    regions = [region for region in directory.regions.values() if region.nation == WALES]
    return [area for region in regions for area in (region, *region.pdus)]


def welsh_index_view(facts: Facts) -> View | None:
    """The way in to the pages in Welsh, which lists the areas; none where there is no such area."""
    open_now = [area for area in welsh_areas(facts.directory) if not area.is_closed]
    listed = [(area, headline.area_headline(area, facts.directory)) for area in open_now]
    return {"listed": listed} if listed else None


def welsh_views(facts: Facts) -> Iterator[View]:
    """What the page in Welsh says of each area: its report in Welsh first, its name and rating, and what was found.

    It is short, and honest that it is partly in Welsh: it says what the Welsh catalogue has words for and leads to the
    page in English, which says the rest. What the catalogue has not is in English and marked as English.
    """
    directory = facts.directory
    for area in welsh_areas(directory):
        newest, told_by = area.latest(directory.current_programme.programme_id), newest_told(area, directory)
        found = answers.safety_told(told_by, directory)[:1] if told_by else ()
        good = answers.good_told(newest, directory)[:1] if newest else ()
        yield {
            "area": area,
            "place": area.address.removesuffix("/"),
            "kind": say(KINDS[area.kind]),
            "headline": headline.area_headline(area, directory),
            "notices": headline.area_notices(area, directory) if area.is_closed else (),
            "newest": newest,
            "reported": [inspection for inspection in area.inspections if inspection.counts],
            "found": (*found, *good),
            "others": [other for other in welsh_areas(directory) if other != area and not other.is_closed],
        }
