"""One table as it was read: its rows, and what of them is in doubt."""

from dataclasses import dataclass, field

from ratings_site.check.issues import Place
from ratings_site.model.tables import TableSchema


@dataclass
class Row:
    """One row of a table, by column. A cell with damage that can be undone holds what was meant."""

    line: int
    cells: dict[str, str]
    in_doubt: set[str] = field(default_factory=set)
    """Columns whose cell has been refused, and whose meaning is not known."""


@dataclass
class Sheet:
    """The rows of one file. `usable` is False where nothing can be said about its rows."""

    schema: TableSchema
    rows: list[Row] = field(default_factory=list)
    lost: list[list[str]] = field(default_factory=list)
    """Cells of rows that could not be put under the columns; they have been refused, and are not missing."""
    repeated: list[tuple[int, int]] = field(default_factory=list)
    """Lines of rows that are the same as an earlier one, each with the earlier one's."""
    absent: set[str] = field(default_factory=set)
    """Columns that the file does not have."""
    usable: bool = True

    @property
    def path(self) -> str:
        """The file, as the package names it."""
        return self.schema.path

    def key(self, row: Row) -> str:
        """The row's key, as messages and acknowledgements write it."""
        return "/".join(row.cells[name] for name in self.schema.primary_key)

    def place(self, row: Row, column: str | None = None) -> Place:
        """Where a cell of the row stands, or the row."""
        return Place(self.path, row.line, column, self.key(row))
