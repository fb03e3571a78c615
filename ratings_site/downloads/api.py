"""The same facts as connected JSON documents at addresses that last, each with a JSON Schema (draft 2020-12).

A shape says of each key both what its schema is and how its value is found, so that no document leaves its schema.
Keys are the column names of the package, with the words and the limits that the package gives them; what is unknown
is null.
"""

import json
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import partial
from itertools import chain
from operator import attrgetter
from typing import Any

from ratings_site.downloads.formats import TYPES
from ratings_site.model.directory import Directory
from ratings_site.model.flat import ALL_RATINGS, build_all_ratings_schema, cell, latest_inspections
from ratings_site.model.rows import StandardRating
from ratings_site.model.tables import Field
from ratings_site.model.wording import say, to_say

Schema = dict[str, Any]
Get = Callable[[Any], Any]
Shape = dict[str, tuple[Schema, Get]]

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


def endpoints() -> Iterator[tuple[str, str, str]]:
    """Path, name of the schema, and what the document holds; the schema of `regions/x.json` is that of a region."""
    return ((path, path.removesuffix(".json").partition("s/")[0], say(holds)) for path, holds in HOLDS.items())


def render_api(directory: Directory, site_url: str) -> dict[str, str | bytes]:
    """Write every document and schema under `api/`; `site_url` ends with a slash."""
    package, shapes = directory.package, _Shapes(directory, site_url)
    regions, pdus = directory.regions.values(), directory.pdus.values()
    inspections = directory.inspections.values()
    lists: dict[str, tuple[Shape, Iterable[Any]]] = {
        "index": (shapes.endpoint(), endpoints()),
        "regions": (shapes.region_item(), regions),
        "pdus": (shapes.pdu_item(), pdus),
        "inspections": (shapes.listed_inspection(), inspections),
        "standards": (shapes.standard(), directory.standards.values()),
        "publications": (shapes.publication(), directory.publications.values()),
    }
    singles = {"region": shapes.region(), "pdu": shapes.pdu(), "inspection": shapes.whole_inspection()}
    payloads = {name: _list(_object(shape)) for name, (shape, _) in lists.items()}
    payloads |= {name: _object(shape) for name, shape in singles.items()}
    told: dict[str, tuple[str, object]] = {
        f"{name}.json": (name, [_told(shape, thing) for thing in things]) for name, (shape, things) in lists.items()
    }
    addressed: dict[str, Iterable[Any]] = {"region": regions, "pdu": pdus, "inspection": inspections}
    for name, things in addressed.items():
        told |= {f"{thing.address[:-1]}.json": (name, _told(singles[name], thing)) for thing in things}

    def head(schema: str) -> Shape:
        return {
            "$schema": ({"const": shapes.address_of(schema)}, lambda _: shapes.address_of(schema)),
            "version": (_TEXT | {"pattern": r"^\d+\.\d+\.\d+(-draft)?$"}, lambda _: package.version),
            "created": (_TEXT | {"format": "date"}, lambda _: package.created.isoformat()),
            "licence": (_ADDRESS, lambda _: package.licence["path"]),
            "data": (payloads[schema], lambda data: data),
        }

    documents = {f"api/{path}": _told(head(schema), data) for path, (schema, data) in told.items()}
    draft = "https://json-schema.org/draft/2020-12/schema"
    schemas = {
        f"api/schema/{name}.json": {"$schema": draft, "$id": shapes.address_of(name)} | _object(head(name))
        for name in payloads
    }
    made = chain(documents.items(), schemas.items())
    return {path: json.dumps(document, ensure_ascii=False, indent=1) + "\n" for path, document in made}


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


def _list(items: Schema) -> Schema:
    return {"type": "array", "items": items}


def _or_null(shape: Shape) -> Schema:
    return {"anyOf": [_object(shape), {"type": "null"}]}


def _many(shape: Shape, get: Get) -> tuple[Schema, Get]:
    return _list(_object(shape)), lambda thing: [_told(shape, one) for one in get(thing)]


class _Shapes:
    """The shape of each kind of thing, with the site's addresses filled in."""

    def __init__(self, directory: Directory, site_url: str) -> None:
        self.directory = directory
        self.site_url = site_url
        self.newest = latest_inspections(directory)
        package = directory.package
        self.schemas = {**package.schemas, ALL_RATINGS: build_all_ratings_schema(package)}

    def address_of(self, schema: str) -> str:
        return f"{self.site_url}api/schema/{schema}.json"

    def columns(self, table: str, *names: str) -> Shape:
        """Columns of a table, as attributes of a row or of what it refers to."""
        return {name: (self.column(table, name), partial(_plain, name)) for name in names}

    def column(self, table: str, name: str) -> Schema:
        return _column(next(field for field in self.schemas[table].fields if field.name == name))

    def address(self, write: Callable[[Any], str]) -> tuple[Schema, Get]:
        """An address of this site, from what it is of."""
        return _ADDRESS, lambda thing: self.site_url + write(thing)

    def endpoint(self) -> Shape:
        return {
            "address": (_TEXT, lambda endpoint: f"{self.site_url}api/{endpoint[0]}"),
            "schema": (_ADDRESS, lambda endpoint: self.address_of(endpoint[1])),
            "description": (_TEXT, lambda endpoint: endpoint[2]),
        }

    def region_item(self) -> Shape:
        living: tuple[Schema, Get] = ({"type": "integer", "minimum": 0}, lambda region: len(region.living_pdus))
        columns = self.columns("regions", "region_id", "name", "nation")
        return {**columns, "living_pdus": living, **self.latest(), **self.addresses()}

    def region(self) -> Shape:
        inspections = _many(self.inspection(), attrgetter("inspections"))
        return {**self.region_item(), "pdus": _many(self.pdu_item(), attrgetter("pdus")), "inspections": inspections}

    def pdu_item(self) -> Shape:
        return {
            **self.columns("pdus", "pdu_id", "name", "region_id"),
            "region_name": (_TEXT, attrgetter("region_name")),
            **self.columns("pdus", "opened", "closed"),
            **self.latest(),
            **self.addresses(),
        }

    def pdu(self) -> Shape:
        names = self.columns("pdu_names", "name", "used_by") | self.source()
        steps = self.life_event()
        of_many = {"other_names": names, "predecessors": steps, "successors": steps}
        of_many |= {"places": self.place(), "inspections": self.inspection()}
        listed = {name: _many(shape, attrgetter(name)) for name, shape in of_many.items()}
        return {**self.pdu_item(), **self.columns("pdus", "ndelius_code", "note"), **self.source(), **listed}

    def addresses(self) -> Shape:
        return {
            "page": self.address(lambda area: str(area.address)),
            "api": self.address(lambda area: f"api/{area.address[:-1]}.json"),
            "csv": self.address(lambda area: f"data/latest/{area.address[:-1]}.csv"),
            "feed": self.address(lambda area: f"{area.address}feed.json"),
        }

    def latest(self) -> Shape:
        """The inspection that rated an area last, in short; null where none did."""
        item = self.inspection_item()

        def latest_of(area: Any) -> object:
            return next((_told(item, i) for i in area.inspections if i.inspection_id in self.newest), None)

        return {"latest": (_or_null(item), latest_of)}

    def inspection_item(self) -> Shape:
        names = ("inspection_id", "programme_id", "published", "published_precision", "overall", "overall_basis")
        addresses = {name: shape for name, shape in self.addresses().items() if name in ("page", "api")}
        max_score = self.columns(ALL_RATINGS, "max_score")
        status = self.columns("inspections", "status")
        return {**self.columns("inspections", *names, "score"), **max_score, **status, **addresses}

    def listed_inspection(self) -> Shape:
        columns = self.columns("inspections", "area_type", "pdu_id", "region_id", "premises_id")
        area_name = (_TEXT, lambda inspection: self.directory.area_of(inspection).name)
        return {**self.inspection_item(), **columns, "area_name": area_name}

    def inspection(self) -> Shape:
        names = ("area_type", "earliest", "latest", "score_basis", "absence", "fieldwork_from", "fieldwork_to")
        more = ("fieldwork_precision", "recommendations", "status_on", "status_reason", "report_url", "note")
        return {
            **self.inspection_item(),
            **self.columns("inspections", *names, *more),
            **self.source(),
            **self.further_sources("published_source", "score_source", "fieldwork_source", "recommendations_source"),
            "ratings": _many(self.rating(), attrgetter("ratings")),
        }

    def whole_inspection(self) -> Shape:
        findings, numbers = self.directory.findings, self.directory.numbers
        return {
            **self.listed_inspection(),
            **self.inspection(),
            "findings": _many(self.finding(), lambda inspection: findings.get(inspection.inspection_id, ())),
            "numbers": _many(self.number(), lambda inspection: numbers.get(inspection.inspection_id, ())),
        }

    def finding(self) -> Shape:
        names = ("finding_id", "kind", "topic", "summary", "quote", "basis", "section", "note")
        return {**self.columns("findings", *names), **self.source()}

    def number(self) -> Shape:
        names = ("statistic_id", "topic", "measure", "area", "qualifier", "value", "value_to", "unit", "counted")
        more = ("of_how_many", "stage", "direction", "period", "as_at", "as_at_precision", "section", "quote", "basis")
        return {**self.columns("statistics", *names, *more, "note"), **self.source()}

    def rating(self) -> Shape:
        def points(rated: StandardRating) -> int | None:
            grade = self.directory.grades.get(rated.rating)
            return grade.points if grade else None

        return {
            **self.columns("ratings", "standard_id"),
            "name": (self.column("standards", "name"), attrgetter("standard.name")),
            **self.columns("ratings", "rating", "basis", "absence", "possible"),
            "points": (self.column(ALL_RATINGS, "points"), points),
            **self.columns("ratings", "note"),
            **self.source(),
        }

    def life_event(self) -> Shape:
        other = {"pdu_id": (self.column("pdu_changes", "pdu_id"), attrgetter("other_id"))}
        days = self.columns("pdu_changes", "as_at", "as_at_precision")
        return {**self.columns("pdu_changes", "change"), **other, **days, **self.source()}

    def place(self) -> Shape:
        named = self.columns("places", "place", "place_type", "extent", "basis")
        return {**named, "other_pdus": (_list(_TEXT), lambda place: list(place.others)), **self.source()}

    def standard(self) -> Shape:
        names = ("standard_id", "programme_id", "area_type", "code", "name", "domain", "question")
        page = self.address(lambda standard: f"standards/{standard.standard_id}/")
        return {**self.columns("standards", *names), "page": page, **self.source()}

    def publication(self) -> Shape:
        names = ("publication_id", "type", "title", "published", "published_precision", "inspection_id", "url")
        return self.columns("publications", *names) | self.source()

    def source(self) -> Shape:
        shape = self.source_shape()
        return {"source": (_object(shape), lambda thing: _told(shape, thing.source))}

    def source_shape(self) -> Shape:
        return self.columns("sources", "source_id", "title", "publisher", "url")

    def further_sources(self, *names: str) -> Shape:
        """Where facts are from that need not be there: null where they are not."""
        shape = self.source_shape()

        def told_of(name: str, thing: object) -> object:
            source = getattr(thing, name)
            return _told(shape, source) if source else None

        return {name: (_or_null(shape), partial(told_of, name)) for name in names}


def _plain(name: str, thing: object) -> object:
    """The value of a column as JSON has it: null where it is empty, a date as text."""
    value = cell(thing, name)
    return value.isoformat() if isinstance(value, date) else None if value == "" else value


def _column(field: Field) -> Schema:
    """A column as JSON holds it: null where it may be empty; a pattern is anchored, as JSON Schema wants it."""
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
