"""Rows of tomorrow for every table, with a secret word in every cell that holds free text: all of it synthetic."""

from ratings_site.model.tables import Field, PackageInfo, TableSchema
from tests.synthetic import SYNTHETIC, Rows

SECRET = "zzsecret"  # noqa: S105  # a word to look for, no password
TOMORROW = "2026-11-24"

SHAPES = {
    "ndelius_code": "N99ZZSECRET", "lad_code": "E99000099", "table": "inspections", "row_key": f"{SECRET}-inspections",
    "column": "overall", "map_number": "99", "scale_id": f"{SECRET}-scale",
    "rating": "Outstanding", "overall": "Outstanding", **dict.fromkeys(("fill", "on_fill", "ink", "tint"), "#123456"),
}  # fmt: skip
"""Cells whose shape the secret word would break, and cells that must name something."""


def secret_rows(package: PackageInfo, day: str = TOMORROW) -> Rows:
    """One row of `day` for each table; the rows refer to each other."""
    return {name: [_row(schema, day)] for name, schema in package.schemas.items()}


def dated_row(schema: TableSchema, day: str) -> dict[str, str]:
    """A row of `day` that refers to rows of the invented package, all of them published."""
    references = {
        column: "" if key.fields == ("comparable_with",) else SYNTHETIC[key.reference or schema.name][0][target]
        for key in schema.foreign_keys
        for column, target in zip(key.fields, key.reference_fields, strict=True)
        if SYNTHETIC.get(key.reference or schema.name)
    }
    if schema.name == "publications":
        references["inspection_id"] = ""  # the inspection would wait for its publication
    return _row(schema, day) | references


def _row(schema: TableSchema, day: str) -> dict[str, str]:
    references = {
        key.fields[0]: f"{SECRET}-{key.reference or schema.name}"
        for key in schema.foreign_keys
        if key.fields != ("comparable_with",)
    }
    cells = {field.name: references.get(field.name) or _cell(field, schema, day) for field in schema.fields}
    if schema.name == "inspections":
        cells |= {"region_id": ""}
    return cells


def _cell(field: Field, schema: TableSchema, day: str) -> str:
    if field.name in SHAPES:
        return SHAPES[field.name]
    if (field.name,) == schema.primary_key:
        return f"{SECRET}-{schema.name}"
    if field.type == "string" and not field.enum and "://" not in field.pattern:
        return "" if field.name == "comparable_with" else f"{SECRET}-{schema.name}-{field.name.replace('_', '-')}"
    if field.type == "string" and not field.enum:
        return f"https://{SECRET}.example/{schema.name}"
    plain = {"date": day, "boolean": "yes", "integer": field.minimum or "1", "number": "1"}
    return plain.get(field.type) or field.enum[0]
