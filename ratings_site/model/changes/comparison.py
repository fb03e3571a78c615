"""Two packages side by side: which rows, pages and columns were added, removed and changed, and what areas are called.

The version that a change of the columns calls for follows the Data Package recipe
(https://datapackage.org/recipes/data-package-version/): an incompatible change of the schema raises the first number,
added data the second, corrections the third.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

from ratings_site.model.cells import Key, Row, build_text_rows
from ratings_site.model.changes import (
    Area,
    ColumnChange,
    InspectionChange,
    Level,
    PageChange,
    PduChange,
    PlaceChange,
    PublicationChange,
    TableChange,
)
from ratings_site.model.corrections import build_corrections
from ratings_site.model.rows import NATIONAL, PREMISES, Correction, Nation, area_address
from ratings_site.model.tables import Field, Tables, TableSchema
from ratings_site.model.wording import say

THE_NATION = Area(NATIONAL, "", Nation.name, "")

FOLDERS = {"regions": "region_id", "pdus": "pdu_id", "standards": "standard_id"}
"""The tables whose every row has a page, and the column that is its address."""


TOLD = {
    "inspections": (
        *("programme_id", "published", "published_precision", "earliest", "latest", "overall", "overall_basis"),
        *("score", "status", "status_on", "status_reason", "report_url"),
    ),
    "publications": ("type", "title", "published", "published_precision", "url"),
    "findings": ("kind", "topic", "summary"),
}
"""What the feeds tell of inspections, of publications, and of what these found."""


@dataclass(frozen=True)
class Difference:
    """How the rows of one table differ; `changed` holds the old and the new row in the columns both packages have."""

    added: Mapping[Key, Row]
    removed: Mapping[Key, Row]
    changed: Mapping[Key, tuple[Row, Row]]

    def __bool__(self) -> bool:
        return bool(self.added or self.removed or self.changed)


class Comparison:
    """The old and the new package, and the rows of both by table and key.

    A table that only one of them has is empty in the other.
    """

    def __init__(self, old: Tables, new: Tables) -> None:
        self.old, self.new = old, new
        self.schemas = {**new.package.schemas, **old.package.schemas, **new.package.schemas}
        self.old_rows = {name: build_text_rows(old, name) for name in self.schemas}
        self.new_rows = {name: build_text_rows(new, name) for name in self.schemas}
        self.differences = {name: build_difference(self.old_rows[name], self.new_rows[name]) for name in self.schemas}

    def now(self, table: str) -> Mapping[Key, Row]:
        """The rows of a table in the new package."""
        return self.new_rows.get(table, {})

    def before(self, table: str) -> Mapping[Key, Row]:
        """The rows of a table in the old package."""
        return self.old_rows.get(table, {})

    def difference(self, table: str) -> Difference:
        """How the rows of a table differ; a table that neither package has does not."""
        return self.differences.get(table, Difference({}, {}, {}))

    def either(self, table: str, key: Key) -> Row:
        """A row as it is now, or as it was, or an empty one."""
        return self.now(table).get(key) or self.before(table).get(key) or {}

    def pdu(self, pdu_id: str) -> Area:
        row = self.either("pdus", (pdu_id,))
        return Area("pdu", pdu_id, row.get("name", pdu_id), row.get("region_id", ""))

    def region(self, region_id: str) -> Area:
        name = self.either("regions", (region_id,)).get("name", region_id)
        return Area("region", region_id, name, region_id)

    def premises(self, premises_id: str) -> Area:
        name = self.either("approved_premises", (premises_id,)).get("name", premises_id)
        return Area(PREMISES, premises_id, name, "")

    def area(self, inspection: Row) -> Area:
        """The area an inspection is of."""
        if inspection.get("pdu_id"):
            return self.pdu(inspection["pdu_id"])
        if inspection.get("region_id"):
            return self.region(inspection["region_id"])
        if inspection.get("area_type") == PREMISES:
            return self.premises(premises_of(inspection))
        return THE_NATION


def premises_of(inspection: Row) -> str:
    """Which approved premises an inspection is of; before these had identifiers each inspection stood for its own."""
    return inspection.get("premises_id") or inspection["inspection_id"]


def build_difference(old: Mapping[Key, Row], new: Mapping[Key, Row]) -> Difference:
    """Which rows were added, removed and changed, each in key order."""
    return Difference(
        added={key: row for key, row in new.items() if key not in old},
        removed={key: row for key, row in old.items() if key not in new},
        changed={key: (old[key], row) for key, row in new.items() if key in old and _differ(old[key], row)},
    )


def _differ(old: Row, new: Row) -> bool:
    return any(old[column] != value for column, value in new.items() if column in old)


def build_inspection_changes(comparison: Comparison) -> tuple[InspectionChange, ...]:
    """Inspections that are new or were taken out."""
    difference = comparison.difference("inspections")
    changes = [InspectionChange("new", *_inspected(comparison, row)) for row in difference.added.values()]
    changes += [InspectionChange("withdrawn", *_inspected(comparison, row)) for row in difference.removed.values()]
    return tuple(sorted(changes))


def _inspected(comparison: Comparison, row: Row) -> tuple[Area, str, str, str, str, str]:
    programme = comparison.either("programmes", (row["programme_id"],)).get("name", row["programme_id"])
    when = row["published"], row["published_precision"]
    return comparison.area(row), *when, row["inspection_id"], programme, row["overall"]


def build_publication_changes(comparison: Comparison) -> tuple[PublicationChange, ...]:
    """Publications that are new or were taken out."""
    difference = comparison.difference("publications")
    changes = [PublicationChange("new", *_published(row)) for row in difference.added.values()]
    changes += [PublicationChange("withdrawn", *_published(row)) for row in difference.removed.values()]
    return tuple(sorted(changes))


def _published(row: Row) -> tuple[str, str, str, str]:
    return row["published"], row["published_precision"], row["title"], row["type"]


def build_entered(comparison: Comparison) -> tuple[tuple[str, str], ...]:
    """The inspections and publications that are new, each by its table and identifier."""
    tables = ("inspections", "publications")
    return tuple((table, key) for table in tables for (key,) in comparison.difference(table).added)


def build_revised(comparison: Comparison) -> tuple[tuple[str, str], ...]:
    """The inspections and publications that are not new, of which something else is told, or of what they found."""
    found = {
        (table, key): None
        for table in ("inspections", "publications")
        for (key,), rows in comparison.difference(table).changed.items()
        if _told_otherwise(table, *rows)
    }
    findings = comparison.difference("findings")
    changed = [rows for rows in findings.changed.values() if _told_otherwise("findings", *rows)]
    for row in (*findings.added.values(), *findings.removed.values(), *chain.from_iterable(changed)):
        for table, column in (("inspections", "inspection_id"), ("publications", "publication_id")):
            if all((row.get(column, ""),) in held for held in (comparison.before(table), comparison.now(table))):
                found[table, row[column]] = None
    return tuple(sorted(found))


def _told_otherwise(table: str, old: Row, new: Row) -> bool:
    return any(column in old and old[column] != new[column] for column in TOLD[table])


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

    def served(row: Row) -> tuple[str, str, Area]:
        return row["place"], row["place_type"], comparison.pdu(row["pdu_id"])

    difference = comparison.difference("places")
    changes = [PlaceChange("added", *served(row)) for row in difference.added.values()]
    changes += [PlaceChange("removed", *served(row)) for row in difference.removed.values()]
    return tuple(sorted(changes))


def build_new_corrections(comparison: Comparison) -> tuple[Correction, ...]:
    """The corrections that the newer package has more, oldest first."""
    added = comparison.difference("corrections").added
    return tuple(c for c in reversed(build_corrections(comparison.new)) if (c.correction_id,) in added)


def build_table_changes(comparison: Comparison) -> tuple[TableChange, ...]:
    """How many rows of each table differ, in the order of the descriptor."""
    return tuple(
        TableChange(
            path=comparison.schemas[table].path,
            before=len(comparison.old_rows[table]),
            added=len(difference.added),
            removed=len(difference.removed),
            changed=len(difference.changed),
        )
        for table, difference in comparison.differences.items()
        if difference
    )


def build_page_addresses(tables: Tables) -> dict[str, str]:
    """The address of every page that a row brings forth, with the row's name: `pdus/wakefield/` → Wakefield."""
    return {
        f"{table}/{row[column]}/": row["name"]
        for table, column in FOLDERS.items()
        for row in build_text_rows(tables, table).values()
    }


def build_page_changes(comparison: Comparison, redirects: Mapping[str, str]) -> tuple[PageChange, ...]:
    """Pages that appear, move, close or vanish; `redirects` says where the readers of a former address are sent."""
    old, new = build_page_addresses(comparison.old), build_page_addresses(comparison.new)
    changes = [PageChange("appears", address, new[address]) for address in new.keys() - old.keys()]
    for address in old.keys() - new.keys():
        target = redirects.get(address, "")
        changes.append(PageChange("moves" if target else "vanishes", address, old[address], target))
    for before, after in comparison.difference("pdus").changed.values():
        if after["closed"] and not before["closed"]:
            changes.append(PageChange("closes", area_address("pdu", after["pdu_id"]), after["name"]))
    return tuple(sorted(changes))


def build_column_changes(comparison: Comparison) -> tuple[ColumnChange, ...]:
    """Tables and columns that came, went or changed their meaning."""
    old, new = comparison.old.package.schemas, comparison.new.package.schemas
    came, gone = say("the table is new"), say("the table is gone")
    changes = [ColumnChange(name, "", "added", came, "minor") for name in new if name not in old]
    changes += [ColumnChange(name, "", "removed", gone, "major") for name in old if name not in new]
    for name in new:
        if name in old:
            changes += _schema_changes(old[name], new[name])
    return tuple(sorted(changes))


def _schema_changes(old: TableSchema, new: TableSchema) -> Iterator[ColumnChange]:
    before = {field.name: field for field in old.fields}
    after = {field.name: field for field in new.fields}
    for name in after.keys() - before.keys():
        yield ColumnChange(new.name, name, "added", say("the column is new"), "minor")
    for name in before.keys() - after.keys():
        yield ColumnChange(new.name, name, "removed", say("the column is gone"), "major")
    for name in before.keys() & after.keys():
        for detail, level in _field_changes(before[name], after[name]):
            yield ColumnChange(new.name, name, "changed", detail, level)
    if old.primary_key != new.primary_key:
        yield ColumnChange(new.name, "", "changed", _key_detail(new), "major")
    if (old.title, old.description) != (new.title, new.description):
        yield ColumnChange(new.name, "", "changed", say("its title or description says something else"), "patch")


def _field_changes(old: Field, new: Field) -> Iterator[tuple[str, Level]]:
    if old.type != new.type:
        yield say("its type was {was} and is {now}", was=old.type, now=new.type), "major"
    gone = [value for value in old.enum if value not in new.enum] if new.enum else []
    if gone:
        yield say("it no longer allows {values}", values=", ".join(gone)), "major"
    if new.enum and not old.enum:
        yield say("it allows only listed values now"), "major"
    more = [value for value in new.enum if value not in old.enum] if old.enum else []
    if more:
        yield say("it now allows {values}", values=", ".join(more)), "minor"
    if new.required and not old.required:
        yield say("it may no longer be empty"), "major"
    if old.required and not new.required:
        yield say("it may be empty now"), "minor"
    if old.unique != new.unique:
        yield (
            (say("each value may stand only once now"), "major")
            if new.unique
            else (say("values may repeat now"), "minor")
        )
    if _limits(old) != _limits(new):
        yield say("the limits of its values changed"), "minor"
    if (old.title, old.description) != (new.title, new.description):
        yield say("its title or description says something else"), "patch"


def _key_detail(schema: TableSchema) -> str:
    if not schema.primary_key:
        return say("a row is now identified by nothing")
    between = f" {say('and')} "
    return say("a row is now identified by {columns}", columns=between.join(schema.primary_key))


def _limits(field: Field) -> tuple[object, ...]:
    return field.pattern, field.minimum, field.maximum, field.max_length
