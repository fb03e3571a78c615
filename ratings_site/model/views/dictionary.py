"""The data dictionary: every table and column in words, from the schema alone."""

from dataclasses import dataclass

from ratings_site.model.flat import build_all_ratings_schema
from ratings_site.model.tables import Field, PackageInfo, TableSchema


@dataclass(frozen=True)
class DictionaryColumn:
    """One column, in words for people and machines alike."""

    name: str
    title: str
    description: str
    type: str
    required: bool
    is_key: bool
    allowed: tuple[str, ...]
    minimum: str
    maximum: str
    refers_to: str
    """`table.column` where each value must stand, or ""."""


@dataclass(frozen=True)
class DictionaryTable:
    """One table and its columns in order."""

    name: str
    title: str
    description: str
    key: tuple[str, ...]
    columns: tuple[DictionaryColumn, ...]


def build_dictionary(package: PackageInfo) -> tuple[DictionaryTable, ...]:
    """Describe the flat table and then every table of the package, from the schema alone."""
    schemas = (build_all_ratings_schema(package), *package.schemas.values())
    return tuple(_dictionary_table(schema) for schema in schemas)


def _dictionary_table(schema: TableSchema) -> DictionaryTable:
    references = {
        column: f"{key.reference or schema.name}.{target}"
        for key in schema.foreign_keys
        for column, target in zip(key.fields, key.reference_fields, strict=True)
    }
    return DictionaryTable(
        name=schema.name,
        title=schema.title,
        description=schema.description,
        key=schema.primary_key,
        columns=tuple(_dictionary_column(field, schema.primary_key, references) for field in schema.fields),
    )


def _dictionary_column(field: Field, key: tuple[str, ...], references: dict[str, str]) -> DictionaryColumn:
    return DictionaryColumn(
        name=field.name,
        title=field.title,
        description=field.description,
        type=field.type,
        required=field.required,
        is_key=field.name in key,
        allowed=field.enum,
        minimum=field.minimum,
        maximum=field.maximum,
        refers_to=references.get(field.name, ""),
    )
