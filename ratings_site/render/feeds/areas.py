"""What releases changed about one area: the part of the changes that its feed tells."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from ratings_site.model.changes import Area, Changes, CorrectionEntry
from ratings_site.model.directory import Directory, Inspection


def build_pdu_history(history: Iterable[Changes], directory: Directory, pdu_id: str) -> list[Changes]:
    """What each release changed about one PDU, and nothing else."""

    def about(area: Area) -> bool:
        return (area.area_type, area.area_id) == ("pdu", pdu_id)

    def explains(correction: CorrectionEntry) -> bool:
        return _pdu_of(directory, correction.table, correction.row_key) == pdu_id

    return [_restricted(changes, about, explains) for changes in history]


def build_region_history(history: Iterable[Changes], directory: Directory, region_id: str) -> list[Changes]:
    """What each release changed about one region and its PDUs, and nothing else."""

    def about(area: Area) -> bool:
        return area.region_id == region_id

    def explains(correction: CorrectionEntry) -> bool:
        pdu = directory.pdus.get(_pdu_of(directory, correction.table, correction.row_key))
        own = _region_of(directory, correction.table, correction.row_key)
        return (pdu.region_id if pdu else own) == region_id

    return [_restricted(changes, about, explains) for changes in history]


def _restricted(
    changes: Changes, about: Callable[[Area], bool], explains: Callable[[CorrectionEntry], bool]
) -> Changes:
    return replace(
        changes,
        overall_ratings=tuple(change for change in changes.overall_ratings if about(change.area)),
        ratings=tuple(change for change in changes.ratings if about(change.area)),
        inspections=tuple(change for change in changes.inspections if about(change.area)),
        pdus=tuple(change for change in changes.pdus if about(change.area)),
        places=tuple(change for change in changes.places if about(change.pdu)),
        corrections=tuple(change for change in changes.corrections if explains(change)),
        publications=(),
        tables=(),
        columns=(),
        pages=(),
    )


def _pdu_of(directory: Directory, table: str, row_key: str) -> str:
    """The PDU a row of the package is about, by the row's key; "" where it is about none."""
    parts = row_key.split("/")
    if table in ("pdus", "pdu_names", "pdu_changes"):
        return parts[0]
    if table == "places":
        return parts[-1]
    inspection = _inspection_of(directory, table, parts[0])
    return inspection.pdu_id if inspection else ""


def _region_of(directory: Directory, table: str, row_key: str) -> str:
    first, _, _ = row_key.partition("/")
    inspection = _inspection_of(directory, table, first)
    return first if table == "regions" else inspection.region_id if inspection else ""


def _inspection_of(directory: Directory, table: str, first: str) -> Inspection | None:
    if table == "publications":
        publication = directory.publications.get(first)
        return directory.inspections.get(publication.inspection_id) if publication else None
    return directory.inspections.get(first) if table in ("inspections", "ratings") else None
