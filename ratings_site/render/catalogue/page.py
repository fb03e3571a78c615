"""The dataset and its catalogue in schema.org's words, for the script block of the home page and the data page."""

import json
from typing import Any

from ratings_site.model.flat import build_all_ratings_schema
from ratings_site.model.views.data import Download
from ratings_site.render.catalogue.site import NAME, Site

_MEASURED = ("rating", "points", "score")
"""Columns of the flat table that hold what was measured."""

_LISTED = ("whole", "all ratings", "table", "dictionary")
"""Kinds of file listed on the page: those of single areas are in catalog.jsonld and on the areas' pages."""


def render_json_ld(site: Site) -> str:
    """Describe the dataset in one line of JSON that is safe inside a script element."""
    document = {"@context": "https://schema.org", "@graph": [_dataset(site), _catalog(site)]}
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def _dataset(site: Site) -> dict[str, Any]:
    package = site.package
    return {
        "@type": "Dataset",
        "@id": f"{site.landing_page}#dataset",
        "name": package.title,
        "description": package.description,
        "url": site.landing_page,
        "identifier": site.landing_page,
        "version": package.version,
        "dateModified": package.created.isoformat(),
        "license": package.licence_url,
        "isAccessibleForFree": True,
        "inLanguage": "en",
        "keywords": list(package.keywords),
        "temporalCoverage": package.temporal,
        "spatialCoverage": {"@type": "Place", "name": package.spatial},
        "creator": {"@type": "Organization", "name": NAME, "url": site.url},
        "isBasedOn": sorted({source["path"] for source in package.sources}),
        "includedInDataCatalog": {"@id": f"{site.url}#catalog"},
        "variableMeasured": [
            {"@type": "PropertyValue", "name": field.name, "description": field.description}
            for field in build_all_ratings_schema(package).fields
            if field.name in _MEASURED
        ],
        "distribution": [_distribution(site, download) for download in _listed(site)],
    }


def _listed(site: Site) -> list[Download]:
    return [
        file for file in site.downloads if file.group in _LISTED and (file.group != "table" or file.suffix == "csv")
    ]


def _distribution(site: Site, download: Download) -> dict[str, Any]:
    return {
        "@type": "DataDownload",
        "name": f"{download.title} ({download.format})",
        "contentUrl": site.content_url(download),
        "encodingFormat": download.media_type,
        "contentSize": str(download.bytes),
        "sha256": download.sha256,
    }


def _catalog(site: Site) -> dict[str, Any]:
    return {
        "@type": "DataCatalog",
        "@id": f"{site.url}#catalog",
        "name": NAME,
        "description": "The data of this site in every format, and its earlier versions.",
        "url": site.landing_page,
        "license": site.package.licence_url,
        "dataset": {"@id": f"{site.landing_page}#dataset"},
    }
