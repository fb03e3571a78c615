"""A JSON Schema (draft 2020-12) for each kind of document, in the words and with the limits of the package."""

from typing import Any

from ratings_site.model.flat import build_all_ratings_schema
from ratings_site.model.tables import Field, PackageInfo

Schema = dict[str, Any]

_DRAFT = "https://json-schema.org/draft/2020-12/schema"
_ADDRESS: Schema = {"type": "string", "format": "uri"}
_TYPES = {"string": "string", "integer": "integer", "number": "number", "date": "string", "boolean": "boolean"}


def build_schemas(package: PackageInfo, site_url: str) -> dict[str, Schema]:
    """Build the schema of every kind of document by its name."""
    writer = _SchemaWriter(package)
    payloads = {
        "index": _list(_object(address={"type": "string"}, schema=_ADDRESS, description={"type": "string"})),
        "regions": _list(_object(**writer.region_item())),
        "region": _object(**writer.region()),
        "pdus": _list(_object(**writer.pdu_item())),
        "pdu": _object(**writer.pdu()),
        "standards": _list(_object(**writer.standard())),
        "publications": _list(_object(**writer.publication())),
    }
    return {name: _document(f"{site_url}api/schema/{name}.json", payload) for name, payload in payloads.items()}


def _document(identifier: str, payload: Schema) -> Schema:
    head = {
        "$schema": {"const": identifier},
        "version": {"type": "string", "pattern": r"^\d+\.\d+\.\d+(-draft)?$"},
        "created": {"type": "string", "format": "date"},
        "licence": _ADDRESS,
    }
    return {"$schema": _DRAFT, "$id": identifier} | _object(**head, data=payload)


def _object(**properties: Schema) -> Schema:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _list(items: Schema) -> Schema:
    return {"type": "array", "items": items}


def _or_null(schema: Schema) -> Schema:
    return {"anyOf": [schema, {"type": "null"}]}


class _SchemaWriter:
    """Looks columns up in the package, so that a document's schema says what the table's schema says."""

    def __init__(self, package: PackageInfo) -> None:
        self.package = package

    def columns(self, table: str, *names: str) -> dict[str, Schema]:
        fields = {field.name: field for field in self.package.schemas[table].fields}
        return {name: _column(fields[name]) for name in names}

    def flat(self, *names: str) -> dict[str, Schema]:
        """Columns of the flat table, which may be empty there on rows that these documents do not hold."""
        fields = {field.name: field for field in build_all_ratings_schema(self.package).fields}
        return {name: _column(fields[name]) for name in names}

    def addresses(self) -> dict[str, Schema]:
        return dict.fromkeys(("page", "api", "csv", "feed"), _ADDRESS)

    def source(self) -> dict[str, Schema]:
        return {"source": _object(**self.columns("sources", "source_id", "title", "url"))}

    def region_item(self) -> dict[str, Schema]:
        return {
            **self.columns("regions", "region_id", "name", "nation"),
            "living_pdus": {"type": "integer", "minimum": 0},
            "latest": _or_null(_object(**self.inspection_item())),
            **self.addresses(),
        }

    def region(self) -> dict[str, Schema]:
        return {
            **self.region_item(),
            "pdus": _list(_object(**self.pdu_item())),
            "inspections": _list(_object(**self.inspection())),
        }

    def pdu_item(self) -> dict[str, Schema]:
        return {
            **self.columns("pdus", "pdu_id", "name", "region_id"),
            "region_name": {"type": "string"},
            **self.columns("pdus", "opened", "closed"),
            "latest": _or_null(_object(**self.inspection_item())),
            **self.addresses(),
        }

    def pdu(self) -> dict[str, Schema]:
        return {
            **self.pdu_item(),
            **self.columns("pdus", "ndelius_code", "note"),
            **self.source(),
            "other_names": _list(_object(**self.columns("pdu_names", "name", "used_by"), **self.source())),
            "predecessors": _list(_object(**self.life_event())),
            "successors": _list(_object(**self.life_event())),
            "places": _list(_object(**self.place())),
            "inspections": _list(_object(**self.inspection())),
        }

    def life_event(self) -> dict[str, Schema]:
        return self.columns("pdu_changes", "change", "pdu_id", "as_at", "as_at_precision") | self.source()

    def place(self) -> dict[str, Schema]:
        named = self.columns("places", "place", "place_type", "extent", "basis")
        return {**named, "other_pdus": _list({"type": "string"}), **self.source()}

    def inspection_item(self) -> dict[str, Schema]:
        names = ("inspection_id", "programme_id", "published", "published_precision", "overall", "overall_basis")
        return self.columns("inspections", *names, "score") | self.flat("max_score")

    def inspection(self) -> dict[str, Schema]:
        return {
            **self.inspection_item(),
            **self.columns("inspections", "area_type", "score_basis", "report_url", "note"),
            **self.source(),
            "ratings": _list(_object(**self.rating())),
        }

    def rating(self) -> dict[str, Schema]:
        return {
            **self.columns("ratings", "standard_id"),
            **self.columns("standards", "name"),
            **self.columns("ratings", "rating", "basis"),
            **self.flat("points"),
            **self.columns("ratings", "note"),
            **self.source(),
        }

    def standard(self) -> dict[str, Schema]:
        names = ("standard_id", "programme_id", "area_type", "code", "name", "domain", "question")
        return {**self.columns("standards", *names), "page": _ADDRESS, **self.source()}

    def publication(self) -> dict[str, Schema]:
        names = ("publication_id", "type", "title", "published", "published_precision", "inspection_id", "url")
        return self.columns("publications", *names) | self.source()


def _column(field: Field) -> Schema:
    """A column as JSON holds it: null where it may be empty; a pattern is anchored, as JSON Schema wants it."""
    schema: Schema = {"description": field.description}
    kind = _TYPES[field.type]
    schema["type"] = kind if field.required else [kind, "null"]
    if field.enum:
        schema["enum"] = [*field.enum] if field.required else [*field.enum, None]
    if field.pattern:
        schema["pattern"] = f"^({field.pattern})$"
    if field.type == "date":
        schema["format"] = "date"
    if kind in ("integer", "number"):
        schema |= {limit: float(value) for limit in ("minimum", "maximum") if (value := getattr(field, limit))}
    return schema
