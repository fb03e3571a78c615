"""What is known of a table without its description."""

from ratings_site.model.rows import needed_columns
from ratings_site.model.tables import Field, TableSchema


def bare_schema(table: str) -> TableSchema:
    """What is known of a table without its description: its columns and their types."""
    fields = tuple(Field(name, name, "", kind) for name, kind in needed_columns(table).items())
    return TableSchema(table, table, "", f"{table}.csv", fields, (fields[0].name,))
