"""Two packages side by side: their rows as text, what was added, removed and changed, and what areas are called."""

from collections.abc import Mapping
from dataclasses import dataclass

from ratings_site.model.cells import Key, Row, build_text_rows
from ratings_site.model.changes.values import Area
from ratings_site.model.rows import NATIONAL, PREMISES, Nation
from ratings_site.model.tables import Tables

THE_NATION = Area(NATIONAL, "", Nation.name, "")


@dataclass(frozen=True)
class Difference:
    """How the rows of one table differ; `changed` holds the old and the new row in the columns both packages have."""

    added: Mapping[Key, Row]
    removed: Mapping[Key, Row]
    changed: Mapping[Key, tuple[Row, Row]]

    def __bool__(self) -> bool:
        return bool(self.added or self.removed or self.changed)


@dataclass(frozen=True)
class Comparison:
    """The old and the new package, and the rows of both by table and key."""

    old: Tables
    new: Tables
    old_rows: Mapping[str, Mapping[Key, Row]]
    new_rows: Mapping[str, Mapping[Key, Row]]
    differences: Mapping[str, Difference]

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


def build_comparison(old: Tables, new: Tables) -> Comparison:
    """Set two packages side by side; a table that only one of them has is empty in the other."""
    names = [*new.package.schemas, *(name for name in old.package.schemas if name not in new.package.schemas)]
    old_rows = {name: build_text_rows(old, name) for name in names}
    new_rows = {name: build_text_rows(new, name) for name in names}
    differences = {name: build_difference(old_rows[name], new_rows[name]) for name in names}
    return Comparison(old=old, new=new, old_rows=old_rows, new_rows=new_rows, differences=differences)


def build_difference(old: Mapping[Key, Row], new: Mapping[Key, Row]) -> Difference:
    """Which rows were added, removed and changed, each in key order."""
    return Difference(
        added={key: row for key, row in new.items() if key not in old},
        removed={key: row for key, row in old.items() if key not in new},
        changed={key: (old[key], row) for key, row in new.items() if key in old and _differ(old[key], row)},
    )


def _differ(old: Row, new: Row) -> bool:
    return any(old[column] != value for column, value in new.items() if column in old)
