"""Which inspections, publications, PDUs, places and corrections are new, changed or gone, and how many rows differ."""

from collections.abc import Iterator

from ratings_site.model.cells import Row
from ratings_site.model.changes.comparison import Comparison
from ratings_site.model.changes.values import (
    CorrectionEntry,
    InspectionChange,
    PduChange,
    PlaceChange,
    PublicationChange,
    TableChange,
)


def build_inspection_changes(comparison: Comparison) -> tuple[InspectionChange, ...]:
    """Inspections that are new or were taken out."""
    difference = comparison.difference("inspections")
    new = [_inspection(comparison, row, is_new=True) for row in difference.added.values()]
    gone = [_inspection(comparison, row, is_new=False) for row in difference.removed.values()]
    return tuple(sorted(new + gone))


def _inspection(comparison: Comparison, row: Row, *, is_new: bool) -> InspectionChange:
    programme = comparison.either("programmes", (row["programme_id"],))
    return InspectionChange(
        kind="new" if is_new else "withdrawn",
        area=comparison.area(row),
        published=row["published"],
        precision=row["published_precision"],
        inspection_id=row["inspection_id"],
        programme=programme.get("name", row["programme_id"]),
        overall=row["overall"],
    )


def build_publication_changes(comparison: Comparison) -> tuple[PublicationChange, ...]:
    """Publications that are new or were taken out."""
    difference = comparison.difference("publications")
    new = [_publication(row, is_new=True) for row in difference.added.values()]
    gone = [_publication(row, is_new=False) for row in difference.removed.values()]
    return tuple(sorted(new + gone))


def _publication(row: Row, *, is_new: bool) -> PublicationChange:
    return PublicationChange(
        kind="new" if is_new else "withdrawn",
        published=row["published"],
        precision=row["published_precision"],
        publication_id=row["publication_id"],
        title=row["title"],
        type=row["type"],
        url=row["url"],
    )


def build_pdu_changes(comparison: Comparison) -> tuple[PduChange, ...]:
    """PDUs that opened, closed, took another name, moved to another region, or were taken out."""
    return tuple(sorted(_pdu_changes(comparison)))


def _pdu_changes(comparison: Comparison) -> Iterator[PduChange]:
    difference = comparison.difference("pdus")
    for row in difference.added.values():
        yield PduChange("opened", comparison.pdu(row["pdu_id"]), now=row["opened"])
    for row in difference.removed.values():
        yield PduChange("removed", comparison.pdu(row["pdu_id"]))
    for old, new in difference.changed.values():
        area = comparison.pdu(new["pdu_id"])
        if old["name"] != new["name"]:
            yield PduChange("renamed", area, was=old["name"], now=new["name"])
        if old["region_id"] != new["region_id"]:
            regions = comparison.region(old["region_id"]).name, comparison.region(new["region_id"]).name
            yield PduChange("moved region", area, was=regions[0], now=regions[1])
        if new["closed"] and not old["closed"]:
            yield PduChange("closed", area, now=new["closed"], successors=_successors(comparison, new["pdu_id"]))


def _successors(comparison: Comparison, pdu_id: str) -> tuple[str, ...]:
    steps = comparison.now("pdu_changes").values()
    ids = {step["successor_id"] for step in steps if step["pdu_id"] == pdu_id and step["successor_id"] != pdu_id}
    return tuple(sorted(comparison.pdu(successor).name for successor in ids))


def build_place_changes(comparison: Comparison) -> tuple[PlaceChange, ...]:
    """Places that a PDU is now said to serve, or no longer."""
    difference = comparison.difference("places")
    added = [
        PlaceChange("added", row["place"], row["place_type"], comparison.pdu(row["pdu_id"]))
        for row in difference.added.values()
    ]
    removed = [
        PlaceChange("removed", row["place"], row["place_type"], comparison.pdu(row["pdu_id"]))
        for row in difference.removed.values()
    ]
    return tuple(sorted(added + removed))


def build_correction_entries(comparison: Comparison) -> tuple[CorrectionEntry, ...]:
    """Rows added to `corrections`, oldest first."""
    columns = CorrectionEntry.__dataclass_fields__
    added = comparison.difference("corrections").added.values()
    return tuple(sorted(CorrectionEntry(**{column: row[column] for column in columns}) for row in added))


def build_table_changes(comparison: Comparison) -> tuple[TableChange, ...]:
    """How many rows of each table differ, in the order of the descriptor."""
    schemas = {**comparison.old.package.schemas, **comparison.new.package.schemas}
    return tuple(
        TableChange(
            table=table,
            title=schemas[table].title,
            path=schemas[table].path,
            before=len(comparison.old_rows[table]),
            added=len(difference.added),
            removed=len(difference.removed),
            changed=len(difference.changed),
        )
        for table, difference in comparison.differences.items()
        if difference
    )
