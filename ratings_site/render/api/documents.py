"""What each document says. Keys are the column names of the package; what is unknown is null."""

from collections.abc import Iterable, Iterator
from typing import Any

from ratings_site.model.directory import (
    Directory,
    Inspection,
    LifeEvent,
    PartialDate,
    Pdu,
    Place,
    Publication,
    Region,
    Source,
    Standard,
    StandardRating,
)
from ratings_site.model.flat import latest_inspections
from ratings_site.model.wording import say, to_say

Document = dict[str, Any]

_SCHEMAS = {
    "index.json": "index",
    "regions.json": "regions",
    "regions/{region_id}.json": "region",
    "pdus.json": "pdus",
    "pdus/{pdu_id}.json": "pdu",
    "standards.json": "standards",
    "publications.json": "publications",
}
HOLDS = {
    "index": to_say("Every document here, with its address and its schema."),
    "regions": to_say("All regions, each with the inspection that rated it last."),
    "region": to_say("One region: its PDUs and every inspection of the region itself."),
    "pdus": to_say("All PDUs, living and closed, each with the inspection that rated it last."),
    "pdu": to_say("One PDU: names, changes, places, and every inspection with its ratings."),
    "standards": to_say("All standards of all programmes."),
    "publications": to_say("All publications."),
}


def endpoints() -> Iterator[tuple[str, str, str]]:
    """Path, name of the schema, and what the document holds."""
    return ((path, schema, say(HOLDS[schema])) for path, schema in _SCHEMAS.items())


def build_documents(directory: Directory, site_url: str) -> dict[str, Document]:
    """Build every document by its path under `api/`."""
    writer = _Writer(directory, site_url)
    documents = {
        "index.json": writer.document("index", [dict(endpoint) for endpoint in writer.endpoints()]),
        "regions.json": writer.document("regions", [writer.region_item(r) for r in directory.regions.values()]),
        "pdus.json": writer.document("pdus", [writer.pdu_item(pdu) for pdu in directory.pdus.values()]),
        "standards.json": writer.document("standards", [writer.standard(s) for s in directory.standards.values()]),
        "publications.json": writer.document(
            "publications", [writer.publication(p) for p in directory.publications.values()]
        ),
    }
    for region in directory.regions.values():
        documents[f"regions/{region.region_id}.json"] = writer.document("region", writer.region(region))
    for pdu in directory.pdus.values():
        documents[f"pdus/{pdu.pdu_id}.json"] = writer.document("pdu", writer.pdu(pdu))
    return documents


class _Writer:
    """Turns the directory's objects into JSON, with the site's addresses filled in."""

    def __init__(self, directory: Directory, site_url: str) -> None:
        self.directory = directory
        self.site_url = site_url
        self.latest = latest_inspections(directory)

    def document(self, schema: str, data: object) -> Document:
        package = self.directory.package
        return {
            "$schema": f"{self.site_url}api/schema/{schema}.json",
            "version": package.version,
            "created": package.created.isoformat(),
            "licence": package.licence_url,
            "data": data,
        }

    def endpoints(self) -> Iterator[Document]:
        for path, schema, description in endpoints():
            yield {
                "address": f"{self.site_url}api/{path}",
                "schema": f"{self.site_url}api/schema/{schema}.json",
                "description": description,
            }

    def region_item(self, region: Region) -> Document:
        return {
            "region_id": region.region_id,
            "name": region.name,
            "nation": region.nation,
            "living_pdus": len(region.living_pdus),
            "latest": self.latest_of(region.inspections),
        } | self.addresses("regions", region.region_id)

    def region(self, region: Region) -> Document:
        return self.region_item(region) | {
            "pdus": [self.pdu_item(pdu) for pdu in region.pdus],
            "inspections": [self.inspection(inspection) for inspection in region.inspections],
        }

    def pdu_item(self, pdu: Pdu) -> Document:
        return {
            "pdu_id": pdu.pdu_id,
            "name": pdu.name,
            "region_id": pdu.region_id,
            "region_name": pdu.region_name,
            "opened": pdu.opened.isoformat() if pdu.opened else None,
            "closed": pdu.closed.isoformat() if pdu.closed else None,
            "latest": self.latest_of(pdu.inspections),
        } | self.addresses("pdus", pdu.pdu_id)

    def pdu(self, pdu: Pdu) -> Document:
        return self.pdu_item(pdu) | {
            "ndelius_code": pdu.ndelius_code or None,
            "note": pdu.note or None,
            "source": self.source(pdu.source),
            "other_names": [
                {"name": name.name, "used_by": name.used_by or None, "source": self.source(name.source)}
                for name in pdu.other_names
            ],
            "predecessors": [self.life_event(event) for event in pdu.predecessors],
            "successors": [self.life_event(event) for event in pdu.successors],
            "places": [self.place(place) for place in pdu.places],
            "inspections": [self.inspection(inspection) for inspection in pdu.inspections],
        }

    def addresses(self, folder: str, area_id: str) -> Document:
        return {
            "page": f"{self.site_url}{folder}/{area_id}/",
            "api": f"{self.site_url}api/{folder}/{area_id}.json",
            "csv": f"{self.site_url}data/latest/{folder}/{area_id}.csv",
            "feed": f"{self.site_url}{folder}/{area_id}/feed.json",
        }

    def latest_of(self, inspections: Iterable[Inspection]) -> Document | None:
        """The inspection that rated an area last, in short; None where none did."""
        latest = next((i for i in inspections if i.inspection_id in self.latest), None)
        return None if latest is None else self.inspection_item(latest)

    def inspection_item(self, inspection: Inspection) -> Document:
        return {
            "inspection_id": inspection.inspection_id,
            "programme_id": inspection.programme.programme_id,
            **_dated("published", inspection.published),
            "overall": inspection.overall,
            "overall_basis": inspection.overall_basis,
            "score": inspection.score,
            "max_score": inspection.max_score,
        }

    def inspection(self, inspection: Inspection) -> Document:
        return self.inspection_item(inspection) | {
            "area_type": inspection.area_type,
            "score_basis": inspection.score_basis or None,
            "report_url": inspection.report_url or None,
            "note": inspection.note or None,
            "source": self.source(inspection.source),
            "ratings": [self.rating(rating) for rating in inspection.ratings],
        }

    def rating(self, rated: StandardRating) -> Document:
        grade = self.directory.grades.get(rated.rating)
        return {
            "standard_id": rated.standard.standard_id,
            "name": rated.standard.name,
            "rating": rated.rating or None,
            "basis": rated.basis,
            "points": grade.points if grade else None,
            "note": rated.note or None,
            "source": self.source(rated.source),
        }

    def life_event(self, event: LifeEvent) -> Document:
        return {
            "change": event.change,
            "pdu_id": event.other_id,
            **_dated("as_at", event.as_at),
            "source": self.source(event.source),
        }

    def place(self, place: Place) -> Document:
        return {
            "place": place.place,
            "place_type": place.place_type,
            "extent": place.extent,
            "basis": place.basis,
            "other_pdus": list(place.others),
            "source": self.source(place.source),
        }

    def standard(self, standard: Standard) -> Document:
        return {
            "standard_id": standard.standard_id,
            "programme_id": standard.programme_id,
            "area_type": standard.area_type,
            "code": standard.code or None,
            "name": standard.name,
            "domain": standard.domain or None,
            "question": standard.question or None,
            "page": f"{self.site_url}standards/{standard.standard_id}/",
            "source": self.source(standard.source),
        }

    def publication(self, publication: Publication) -> Document:
        return {
            "publication_id": publication.publication_id,
            "type": publication.type,
            "title": publication.title,
            **_dated("published", publication.published),
            "inspection_id": publication.inspection_id or None,
            "url": publication.url or None,
            "source": self.source(publication.source),
        }

    def source(self, source: Source) -> Document:
        return {"source_id": source.source_id, "title": source.title, "url": source.url or None}


def _dated(name: str, when: PartialDate) -> Document:
    return {name: when.value.isoformat() if when.value else None, f"{name}_precision": when.precision or None}
