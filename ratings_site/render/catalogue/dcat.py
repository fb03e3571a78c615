"""The catalogue in DCAT 3 as JSON-LD (https://www.w3.org/TR/vocab-dcat-3/), with every file as a distribution.

The names are explained in the file itself, so that reading it asks no other site.
"""

import json
from typing import Any

from ratings_site.model.views.data import Download
from ratings_site.render.catalogue.site import NAME, Site

_CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "spdx": "http://spdx.org/rdf/terms#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_IRREGULAR = "http://purl.org/cld/freq/irregular"
_MEDIA_TYPES = "https://www.iana.org/assignments/media-types/"
_ENGLISH = "http://publications.europa.eu/resource/authority/language/ENG"


def render_dcat(site: Site) -> str:
    """Describe catalogue, dataset and distributions."""
    document = {"@context": _CONTEXT, "@graph": [_catalog(site), _dataset(site), *_distributions(site)]}
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _catalog(site: Site) -> dict[str, Any]:
    return {
        "@id": f"{site.url}#catalog",
        "@type": "dcat:Catalog",
        "dct:title": _english(NAME),
        "dct:description": _english("The data of this site in every format, and its earlier versions."),
        "dct:publisher": _publisher(site),
        "dct:license": _iri(site.package.licence_url),
        "dct:modified": _date(site.package.created.isoformat()),
        "foaf:homepage": _iri(site.url),
        "dcat:dataset": _iri(_dataset_id(site)),
    }


def _dataset(site: Site) -> dict[str, Any]:
    package = site.package
    described = {
        "@id": _dataset_id(site),
        "@type": "dcat:Dataset",
        "dct:title": _english(package.title),
        "dct:description": _english(package.description),
        "dct:identifier": site.landing_page,
        "dct:publisher": _publisher(site),
        "dct:source": [_iri(path) for path in sorted({source["path"] for source in package.sources})],
        "dct:license": _iri(package.licence_url),
        "dct:language": _iri(_ENGLISH),
        "dct:modified": _date(package.created.isoformat()),
        "dct:accrualPeriodicity": _iri(_IRREGULAR),
        "dct:spatial": {"@type": "dct:Location", "dct:title": _english(package.spatial)},
        "dct:temporal": _period(package.temporal),
        "dct:conformsTo": _iri("https://datapackage.org/profiles/2.0/datapackage.json"),
        "dcat:version": package.version,
        "dcat:keyword": [_english(keyword) for keyword in package.keywords],
        "dcat:landingPage": _iri(site.landing_page),
        "dcat:distribution": [_iri(site.content_url(download)) for download in site.downloads],
    }
    if site.mailbox:
        described["dcat:contactPoint"] = {
            "@type": "vcard:Organization",
            "vcard:hasEmail": _iri(f"mailto:{site.mailbox}"),
        }
    return described


def _distributions(site: Site) -> list[dict[str, Any]]:
    return [_distribution(site, download) for download in site.downloads]


def _distribution(site: Site, download: Download) -> dict[str, Any]:
    return {
        "@id": site.content_url(download),
        "@type": "dcat:Distribution",
        "dct:title": _english(f"{download.title} ({download.format})"),
        "dct:description": _english(download.description),
        "dct:license": _iri(site.package.licence_url),
        "dcat:accessURL": _iri(site.landing_page),
        "dcat:downloadURL": _iri(site.content_url(download)),
        "dcat:mediaType": _iri(_MEDIA_TYPES + download.media_type),
        "dcat:byteSize": {"@value": str(download.bytes), "@type": "xsd:nonNegativeInteger"},
        "spdx:checksum": {
            "@type": "spdx:Checksum",
            "spdx:algorithm": _iri("http://spdx.org/rdf/terms#checksumAlgorithm_sha256"),
            "spdx:checksumValue": {"@value": download.sha256, "@type": "xsd:hexBinary"},
        },
    }


def _dataset_id(site: Site) -> str:
    return f"{site.landing_page}#dataset"


def _publisher(site: Site) -> dict[str, Any]:
    return {"@id": f"{site.url}#publisher", "@type": "foaf:Agent", "foaf:name": NAME, "foaf:homepage": _iri(site.url)}


def _period(temporal: str) -> dict[str, Any]:
    start, _, end = temporal.partition("/")
    return {"@type": "dct:PeriodOfTime", "dcat:startDate": _date(start), "dcat:endDate": _date(end)}


def _english(text: str) -> dict[str, str]:
    return {"@value": text, "@language": "en"}


def _date(day: str) -> dict[str, str]:
    return {"@value": day, "@type": "xsd:date"}


def _iri(address: str) -> dict[str, str]:
    return {"@id": address}
