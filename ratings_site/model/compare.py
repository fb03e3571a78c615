"""What the comparison knows: the newest inspection of each area in the one programme whose ratings are comparable."""

from typing import Any

from ratings_site.model.directory import Directory, Inspection, Pdu, Region
from ratings_site.model.views.rating import NOT_YET_INSPECTED, Shown, shown_overall, shown_rating
from ratings_site.model.views.sentences import points_of, written
from ratings_site.model.wording import read_wording

AREA_TYPES = ("pdu", "region")


def build_compare_index(directory: Directory) -> dict[str, Any]:
    """The programme, its standards for each type of area, and every open area with its ratings, as plain values."""
    programme = directory.current_programme
    standards = {kind: directory.standards_of(programme.programme_id, kind) for kind in AREA_TYPES}
    areas = [
        area_content(area, kind, [standard.standard_id for standard in standards[kind]], directory)
        for kind, areas in (("pdu", open_pdus(directory)), ("region", list(directory.regions.values())))
        for area in areas
    ]
    values = sorted({value for area in areas for value in [area["overall"], *area["ratings"]]})
    return {
        "programme": programme.name,
        "ratings": {value: [Shown(value).symbol, Shown(value).label, Shown(value).is_rating] for value in values},
        "standards": {kind: [standard.name for standard in standards[kind]] for kind in AREA_TYPES},
        "areas": areas,
        "words": read_wording()["compare"],
    }


def open_pdus(directory: Directory) -> list[Pdu]:
    """The PDUs that have not closed, by region and name."""
    return [pdu for region in directory.regions.values() for pdu in region.living_pdus]


def area_content(area: Pdu | Region, kind: str, standards: list[str], directory: Directory) -> dict[str, Any]:
    """One area: where its page is, and its newest inspection in the programme or that there is none."""
    inspection = area.latest(directory.current_programme.programme_id)
    area_id = area.pdu_id if isinstance(area, Pdu) else area.region_id
    return {
        "id": area_id,
        "kind": kind,
        "name": area.name,
        "address": f"{kind}s/{area_id}/",
        "region": area.region_name if isinstance(area, Pdu) else "",
        "overall": shown_overall(inspection).value,
        "ratings": ratings_content(inspection, standards),
        "published": written(inspection.published) if inspection else "",
        "score": points_of(inspection.score, inspection.max_score) if inspection else "",
    }


def ratings_content(inspection: Inspection | None, standards: list[str]) -> list[str]:
    """The rating on each standard, in their order, as the word or state its chip shows."""
    if inspection is None:
        return [Shown(NOT_YET_INSPECTED).value] * len(standards)
    rated = {rating.standard.standard_id: rating for rating in inspection.ratings}
    if not inspection.is_rated:
        return [shown_overall(inspection).value] * len(standards)
    return [shown_rating(rated.get(standard)).value for standard in standards]
