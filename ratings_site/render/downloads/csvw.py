"""CSVW metadata beside the CSVs: what their columns hold, for programs that speak the W3C's vocabulary.

See https://www.w3.org/TR/tabular-metadata/. Addresses are relative, so that the file holds in every version's folder.
"""

from collections.abc import Iterable
from typing import Any

from ratings_site.model.tables import Field, ForeignKey, PackageInfo, TableSchema
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
    return {
        "url": f"{schema.name}.csv",
        "dc:title": schema.title,
        "dc:description": schema.description,
        "tableSchema": {"columns": [_column(field) for field in schema.fields]} | _keys(schema),
    }


def _keys(schema: TableSchema) -> dict[str, Any]:
    """The keys whose columns are never empty: CSVW's validators take an empty cell in a key for an error."""
    required = {field.name for field in schema.fields if field.required}
    keys: dict[str, Any] = {}
    if schema.primary_key and required.issuperset(schema.primary_key):
        keys["primaryKey"] = list(schema.primary_key)
    foreign = [_foreign_key(schema, key) for key in schema.foreign_keys if required.issuperset(key.fields)]
    return keys | ({"foreignKeys": foreign} if foreign else {})


def _foreign_key(schema: TableSchema, key: ForeignKey) -> dict[str, Any]:
    target = {"resource": f"{key.reference or schema.name}.csv", "columnReference": list(key.reference_fields)}
    return {"columnReference": list(key.fields), "reference": target}


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
