"""Two packages side by side: which rows were added, removed and changed, and what areas are called."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ratings_site.model.changes import Area
from ratings_site.model.corrections import build_corrections
from ratings_site.model.rows import NATIONAL, PDU, PREMISES, REGION, Correction, Nation
from ratings_site.model.tables import Key, Tables, TextRow, build_text_rows

_TABLES = {PDU: "pdus", REGION: "regions", PREMISES: "approved_premises"}


@dataclass(frozen=True)
class Difference:
    """How the rows of one table differ; `changed` holds the old and the new row in the columns both packages have."""

    added: Mapping[Key, TextRow]
    removed: Mapping[Key, TextRow]
    changed: Mapping[Key, tuple[TextRow, TextRow]]

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
        self.differences = {name: _difference(self.old_rows[name], self.new_rows[name]) for name in self.schemas}
        added = self.difference("corrections").added
        corrections = reversed(build_corrections(new))
        self.corrections: tuple[Correction, ...] = tuple(c for c in corrections if (c.correction_id,) in added)
        """The corrections that the newer package has more, oldest first."""

    def now(self, table: str) -> Mapping[Key, TextRow]:
        """The rows of a table in the new package."""
        return self.new_rows.get(table, {})

    def before(self, table: str) -> Mapping[Key, TextRow]:
        """The rows of a table in the old package."""
        return self.old_rows.get(table, {})

    def difference(self, table: str) -> Difference:
        """How the rows of a table differ; a table that neither package has does not."""
        return self.differences.get(table, Difference({}, {}, {}))

    def either(self, table: str, *key: str) -> TextRow:
        """A row as it is now, or as it was, or an empty one."""
        return self.now(table).get(key) or self.before(table).get(key) or {}

    def name(self, table: str, key: str) -> str:
        """What a row is called, now or before; by its key where it is not known."""
        return self.either(table, key).get("name", key)

    def area(self, kind: str, area_id: str) -> Area:
        """An area by its kind and identifier."""
        region = area_id if kind == REGION else self.either("pdus", area_id).get("region_id", "") if kind == PDU else ""
        return Area(kind, area_id, self.name(_TABLES[kind], area_id), region)

    def area_of(self, inspection: TextRow) -> Area:
        """The area an inspection is of; before premises had identifiers each inspection stood for its own."""
        if inspection.get("pdu_id"):
            return self.area(PDU, inspection["pdu_id"])
        if inspection.get("region_id"):
            return self.area(REGION, inspection["region_id"])
        if inspection.get("area_type") == PREMISES:
            return self.area(PREMISES, inspection.get("premises_id") or inspection["inspection_id"])
        return Area(NATIONAL, "", Nation.name)

    def came_and_went(self, table: str, came: str, went: str) -> Iterator[tuple[str, TextRow]]:
        """The rows that a table has more or no longer, each with the word for it."""
        difference = self.difference(table)
        yield from ((came, row) for row in difference.added.values())
        yield from ((went, row) for row in difference.removed.values())


def _difference(old: Mapping[Key, TextRow], new: Mapping[Key, TextRow]) -> Difference:
    """Which rows were added, removed and changed, each in key order."""
    return Difference(
        added={key: row for key, row in new.items() if key not in old},
        removed={key: row for key, row in old.items() if key not in new},
        changed={key: (old[key], row) for key, row in new.items() if key in old and _differ(old[key], row)},
    )


def _differ(old: TextRow, new: TextRow) -> bool:
    return any(old[column] != value for column, value in new.items() if column in old)
