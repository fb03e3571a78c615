"""CSVW metadata beside the CSVs: what their columns hold, for programs that speak the W3C's vocabulary.

See https://www.w3.org/TR/tabular-metadata/. Addresses are relative, so that the file holds in every version's folder.
"""

from collections.abc import Iterable
from typing import Any

from ratings_site.model.tables import Field, PackageInfo, TableSchema
from ratings_site.render.downloads.cells import Part
from ratings_site.render.downloads.plain import render_json

_BASES = {"string": "string", "integer": "integer", "number": "number", "date": "date", "boolean": "boolean"}


def render_csvw(package: PackageInfo, parts: Iterable[Part]) -> bytes:
    """Describe every table's CSV: types, required columns, keys and references."""
    document = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        "dc:title": package.title,
        "dc:description": package.description,
        "dc:license": {"@id": package.licence_url},
        "dc:modified": {"@value": package.created.isoformat(), "@type": "xsd:date"},
        "dialect": {"encoding": "utf-8", "lineTerminators": ["\n"], "header": True},
        "tables": [_table(part.schema) for part in parts],
    }
    return render_json(document)


def _table(schema: TableSchema) -> dict[str, Any]:
    described: dict[str, Any] = {"columns": [_column(field) for field in schema.fields]}
    required = {field.name for field in schema.fields if field.required}
    if set(schema.primary_key) <= required:  # CSVW has no keys with empty parts
        described["primaryKey"] = list(schema.primary_key)
    if schema.foreign_keys:
        described["foreignKeys"] = [
            {
                "columnReference": list(key.fields),
                "reference": {
                    "resource": f"{key.reference or schema.name}.csv",
                    "columnReference": list(key.reference_fields),
                },
            }
            for key in schema.foreign_keys
        ]
    return {
        "url": f"{schema.name}.csv",
        "dc:title": schema.title,
        "dc:description": schema.description,
        "tableSchema": described,
    }


def _column(field: Field) -> dict[str, Any]:
    return {
        "name": field.name,
        "titles": field.name,
        "dc:title": field.title,
        "dc:description": field.description,
        "datatype": _datatype(field),
        "required": field.required,
    }


def _datatype(field: Field) -> dict[str, Any]:
    datatype: dict[str, Any] = {"base": _BASES[field.type]}
    if field.type == "date":
        datatype["format"] = "yyyy-MM-dd"
    if field.type == "boolean":
        datatype["format"] = "yes|no"
    if field.enum:
        datatype["format"] = "|".join(field.enum)
    for limit in ("minimum", "maximum"):
        if value := getattr(field, limit):
            datatype[limit] = value if field.type == "date" else _number(value)
    return datatype


def _number(text: str) -> int | float:
    number = float(text)
    return int(number) if number.is_integer() else number
