"""The same facts as connected JSON documents at addresses that last, each with a JSON Schema (draft 2020-12).

A shape says of each key both what its schema is and how its value is found, so that no document leaves its schema;
which keys each kind of thing has stands in `api.toml`. Keys are the column names of the package, with the words and the
limits that the package gives them; what is unknown is null.
"""

import json
import tomllib
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from operator import attrgetter
from pathlib import Path
from typing import Any

from ratings_site.downloads.formats import TYPES
from ratings_site.model import counts
from ratings_site.model.directory import Directory
from ratings_site.model.rows import PartialDate
from ratings_site.model.wording import say, to_say

Schema = dict[str, Any]
Get = Callable[[Any], Any]
Shape = dict[str, tuple[Schema, Get]]

KINDS: dict[str, list[str]] = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))

_ADDRESS: Schema = {"type": "string", "format": "uri"}
_TEXT: Schema = {"type": "string"}

HOLDS = {
    "index.json": to_say("Every document here, with its address and its schema."),
    "regions.json": to_say("All regions, each with the inspection that rated it last."),
    "regions/{region_id}.json": to_say("One region: its PDUs and every inspection of the region itself."),
    "pdus.json": to_say("All PDUs, living and closed, each with the inspection that rated it last."),
    "pdus/{pdu_id}.json": to_say("One PDU: names, changes, places, and every inspection with its ratings."),
    "inspections.json": to_say("All inspections, each with its outcome in short."),
    "inspections/{inspection_id}.json": to_say(
        "One inspection: its ratings, what inspectors found, and what they counted."
    ),
    "standards.json": to_say("All standards of all programmes."),
    "publications.json": to_say("All publications."),
}
"""What each kind of document holds, by its path under `api/`."""

TELLS = {"index": "endpoint", "regions": "region_item", "pdus": "pdu_item", "inspections": "listed_inspection"}
TELLS |= {"standards": "standard", "publications": "publication"}
SINGLES = {"region": "region", "pdu": "pdu", "inspection": "whole_inspection"}
"""What a document tells of each thing that it lists, and what one about one thing tells of it."""


def endpoints() -> Iterator[tuple[str, str, str]]:
    """Path, name of the schema, and what the document holds; the schema of `regions/x.json` is that of a region."""
    return ((path, path.removesuffix(".json").partition("s/")[0], say(holds)) for path, holds in HOLDS.items())


def render_api(directory: Directory, site_url: str) -> dict[str, str]:
    """Write every document and schema under `api/`; `site_url` ends with a slash."""
    package, shapes = directory.package, _Shapes(directory, site_url)
    of = {name: shapes.of(kind) for name, kind in (TELLS | SINGLES).items()}
    payloads = {name: _object(shape) for name, shape in of.items()}
    payloads |= {name: {"type": "array", "items": payloads[name]} for name in TELLS}

    def head(schema: str) -> Shape:
        return {
            "$schema": ({"const": shapes.address_of(schema)}, lambda _: shapes.address_of(schema)),
            "version": (_TEXT | {"pattern": r"^\d+\.\d+\.\d+(-draft)?$"}, lambda _: package.version),
            "created": (_TEXT | {"format": "date"}, lambda _: package.created.isoformat()),
            "licence": (_ADDRESS, lambda _: package.licence["path"]),
            "data": (payloads[schema], lambda data: data),
        }

    def documents() -> Iterator[tuple[str, object]]:
        for name in TELLS:
            things = endpoints() if name == "index" else getattr(directory, name).values()
            yield f"api/{name}.json", _told(head(name), [_told(of[name], thing) for thing in things])
        for name in SINGLES:
            for thing in getattr(directory, f"{name}s").values():
                yield f"api/{thing.address[:-1]}.json", _told(head(name), _told(of[name], thing))
        for name in payloads:
            about = {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": shapes.address_of(name)}
            yield f"api/schema/{name}.json", about | _object(head(name))

    return {path: json.dumps(document, ensure_ascii=False, indent=1) + "\n" for path, document in documents()}


def _told(shape: Shape, thing: Any) -> dict[str, Any]:
    """What a document says of a thing."""
    return {name: get(thing) for name, (_, get) in shape.items()}


def _object(shape: Shape) -> Schema:
    return {
        "type": "object",
        "properties": {name: schema for name, (schema, _) in shape.items()},
        "required": list(shape),
        "additionalProperties": False,
    }


def _perhaps(shape: Shape, get: Get) -> tuple[Schema, Get]:
    """What need not be there: null where it is not."""
    schema: Schema = {"anyOf": [_object(shape), {"type": "null"}]}
    return schema, lambda thing: _told(shape, found) if (found := get(thing)) else None


class _Shapes:
    """The shape of each kind of thing, with the site's addresses filled in."""

    def __init__(self, directory: Directory, site_url: str) -> None:
        self.site_url = site_url
        self.schemas = {schema.name: schema for schema in counts.published_schemas(directory.package)}
        self.groups = {"findings": directory.findings, "numbers": directory.numbers}
        newest = counts.latest_inspections(directory)

        def latest(area: Any) -> object:
            """The inspection that rated an area last; None where none did."""
            return next((i for i in area.inspections if i.inspection_id in newest), None)

        self.worked_out: Shape = {
            "address": (_TEXT, lambda endpoint: f"{site_url}api/{endpoint[0]}"),
            "schema": (_ADDRESS, lambda endpoint: self.address_of(endpoint[1])),
            "description": (_TEXT, lambda endpoint: endpoint[2]),
            "living_pdus": ({"type": "integer", "minimum": 0}, lambda region: len(region.living_pdus)),
            "region_name": (_TEXT, attrgetter("region_name")),
            "page": (_ADDRESS, lambda thing: site_url + thing.address),
            "api": (_ADDRESS, lambda thing: f"{site_url}api/{thing.address[:-1]}.json"),
            "csv": (_ADDRESS, lambda area: f"{site_url}data/latest/{area.address[:-1]}.csv"),
            "feed": (_ADDRESS, lambda area: f"{site_url}{area.address}feed.json"),
            "area_name": (_TEXT, lambda inspection: directory.area_of(inspection).name),
            "rating.name": (self.column("standards", "name"), attrgetter("standard.name")),
            "points": (self.column(counts.ALL_RATINGS, "points"), lambda rated: rated.grade and rated.grade.points),
            "step.pdu_id": (self.column("pdu_changes", "pdu_id"), attrgetter("other_id")),
            "other_pdus": ({"type": "array", "items": _TEXT}, lambda place: list(place.others)),
            "standard.page": (_ADDRESS, lambda standard: f"{site_url}standards/{standard.standard_id}/"),
        }
        self.source = self.of("source_itself")
        self.worked_out["source"] = (_object(self.source), lambda thing: _told(self.source, thing.source))
        self.worked_out["latest"] = _perhaps(self.of("inspection_item"), latest)

    def of(self, kind: str) -> Shape:
        """The shape of a kind of thing, as api.toml lists it."""
        shape: Shape = {}
        for part in KINDS[kind]:
            name, _, more = part.partition(" ")
            if name.endswith(":"):
                table = name.removesuffix(":")
                shape |= {column: (self.column(table, column), partial(_plain, column)) for column in more.split()}
            elif more:
                shape[name] = self.many(name, self.of(more.strip("[]")))
            elif name.endswith("_source"):
                shape[name] = _perhaps(self.source, attrgetter(name))
            elif name in KINDS:
                shape |= self.of(name)
            else:
                shape[name] = self.worked_out.get(f"{kind}.{name}") or self.worked_out[name]
        return shape

    def many(self, name: str, shape: Shape) -> tuple[Schema, Get]:
        """A list of what a thing has, or of what is held of an inspection."""
        group, own = self.groups.get(name), attrgetter(name)
        held: Get = own if group is None else lambda inspection: group.get(inspection.inspection_id, ())
        return {"type": "array", "items": _object(shape)}, lambda thing: [_told(shape, one) for one in held(thing)]

    def address_of(self, schema: str) -> str:
        return f"{self.site_url}api/schema/{schema}.json"

    def column(self, table: str, name: str) -> Schema:
        """A column as JSON holds it: null where it may be empty; a pattern is anchored, as JSON Schema wants it."""
        field = next(field for field in self.schemas[table].fields if field.name == name)
        kind = TYPES[field.type][0]
        schema: Schema = {"description": field.description, "type": kind if field.required else [kind, "null"]}
        if field.enum:
            schema["enum"] = [*field.enum] if field.required else [*field.enum, None]
        if field.pattern:
            schema["pattern"] = f"^({field.pattern})$"
        if field.type == "date":
            schema["format"] = "date"
        if kind in ("integer", "number"):
            schema |= {limit: float(value) for limit in ("minimum", "maximum") if (value := getattr(field, limit))}
        return schema


def _plain(name: str, thing: object) -> object:
    """The value of a column as JSON has it: null where it is empty, a date as text.

    It is the thing's own, or that of what it refers to: `source_title` is the title of its source.
    """
    if not hasattr(thing, name):
        other, _, own = name.rpartition("_")
        thing = getattr(thing, other)
        name = name if hasattr(thing, name) else own
    value = getattr(thing, name)
    value = value.value if isinstance(value, PartialDate) else value
    return value.isoformat() if isinstance(value, date) else None if value == "" else value
