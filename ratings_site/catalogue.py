"""How the data is found and quoted: descriptions for search engines, catalogues, crawlers and reference managers."""

import json
from dataclasses import dataclass
from typing import Any

from ratings_site.model.flat import build_all_ratings_schema
from ratings_site.model.tables import PackageInfo
from ratings_site.wording.files import Download

NAME = "Probation ratings"
"""The name under which the site publishes."""

CITATION = "CITATION.cff"
"""The citation file's name, in the root of the repository."""

TITLE_LIMIT = 65
"""How many characters data.gov.uk shows of a title."""

_ABOUT = "The data of this site in every format, and its earlier versions."
_FIRST_SENTENCE = (
    "Inspection ratings of probation in England and Wales, for every region and delivery unit, each with its source."
)
_MESSAGE = "Please cite the data with its version, and HM Inspectorate of Probation as the source of the ratings."
_MEASURED = ("rating", "points", "score")
"""Columns of the flat table that hold what was measured."""

_CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "spdx": "http://spdx.org/rdf/terms#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
"""What the names in the DCAT file mean, said in the file itself, so that reading it asks no other site."""

_IRREGULAR = "http://purl.org/cld/freq/irregular"
_MEDIA_TYPES = "https://www.iana.org/assignments/media-types/"
_ENGLISH = "http://publications.europa.eu/resource/authority/language/ENG"


@dataclass(frozen=True)
class Site:
    """What every description of the dataset is made from; `url` ends with a slash."""

    url: str
    package: PackageInfo
    downloads: tuple[Download, ...]

    @property
    def landing_page(self) -> str:
        """The one page that carries the dataset, and its identifier for good."""
        return f"{self.url}data/"

    def content_url(self, download: Download) -> str:
        """The address that always leads to the newest version of a file."""
        return f"{self.landing_page}latest/{download.path}"

    @property
    def mailbox(self) -> str:
        """The publisher's mailbox, where the descriptor names one: none is made up."""
        mailboxes = (c.get("email", "") for c in self.package["contributors"] if "publisher" in c.get("roles", ()))
        return next(filter(None, mailboxes), "")


def render_catalogue(site: Site) -> dict[str, str | bytes]:
    """Write the files that catalogues and crawlers look for, by their path on the site."""
    return {
        "catalog.jsonld": render_dcat(site),
        "data.json": render_harvest(site),
        "robots.txt": f"User-agent: *\nAllow: /\n\nSitemap: {site.url}sitemap.xml\n",
    }


def render_citation(package: PackageInfo, address: str = "") -> str:
    """Write CITATION.cff (https://citation-file-format.github.io/): YAML whose texts are quoted as in JSON.

    `address` is where the site stands, if that is known; it goes before the descriptor's home page.
    """
    facts = {
        "cff-version": "1.2.0",
        "message": _MESSAGE,
        "type": "dataset",
        "title": package.title,
        "abstract": package["description"],
        "version": package.version,
        "date-released": package.created.isoformat(),
        "license": package.licence["name"],
    } | ({"url": url} if (url := address or package.descriptor.get("homepage")) else {})
    lines = [f"{name}: {_quoted(value)}" for name, value in facts.items()]
    lines += ["authors:", f"  - name: {_quoted(NAME)}"]
    lines += ["keywords:", *(f"  - {_quoted(keyword)}" for keyword in package["keywords"])]
    return "\n".join(lines) + "\n"


def render_harvest(site: Site) -> str:
    """Describe the dataset in the form that data.gov.uk harvests, without the files of single areas.

    Its guidance asks for a publisher with a mailbox, which stands here only where the descriptor names one.
    """
    package = site.package
    dataset: dict[str, Any] = {
        "title": package.title[:TITLE_LIMIT],
        "description": f"{_FIRST_SENTENCE} {package['description']}",
        "identifier": site.landing_page,
        "landingPage": site.landing_page,
        "license": package.licence["path"],
        "publisher": {"name": NAME} | ({"mbox": site.mailbox} if site.mailbox else {}),
        "modified": package.created.isoformat(),
        "keyword": list(package["keywords"]),
        "language": "en-GB",
        "frequency": "irregular",
        "temporal": package["temporal"],
        "version": package.version,
        "distribution": [
            {
                "title": _title(download),
                "description": download.description,
                "downloadURL": site.content_url(download),
                "format": download.media_type,
                "mediaType": download.media_type,
                "byteSize": download.bytes,
            }
            for download in site.downloads
            if download.group not in ("region", "pdu")
        ],
    }
    return _document({"datasets": [dataset]})


def render_json_ld(site: Site) -> str:
    """Describe dataset and catalogue in schema.org's words, in one line of JSON that is safe inside a script element.

    Files of single areas, and tables in other formats than CSV, are left to `catalog.jsonld`.
    """
    package = site.package
    listed = [d for d in site.downloads if d.group in ("whole", "all ratings", "dictionary") or _is_table(d)]
    dataset = {
        "@type": "Dataset",
        "@id": f"{site.landing_page}#dataset",
        "name": package.title,
        "description": package["description"],
        "url": site.landing_page,
        "identifier": site.landing_page,
        "version": package.version,
        "dateModified": package.created.isoformat(),
        "license": package.licence["path"],
        "isAccessibleForFree": True,
        "inLanguage": "en",
        "keywords": list(package["keywords"]),
        "temporalCoverage": package["temporal"],
        "spatialCoverage": {"@type": "Place", "name": package["spatial"]},
        "creator": {"@type": "Organization", "name": NAME, "url": site.url},
        "isBasedOn": _sources(package),
        "includedInDataCatalog": {"@id": f"{site.url}#catalog"},
        "variableMeasured": [
            {"@type": "PropertyValue", "name": field.name, "description": field.description}
            for field in build_all_ratings_schema(package).fields
            if field.name in _MEASURED
        ],
        "distribution": [
            {
                "@type": "DataDownload",
                "name": _title(download),
                "contentUrl": site.content_url(download),
                "encodingFormat": download.media_type,
                "contentSize": str(download.bytes),
                "sha256": download.sha256,
            }
            for download in listed
        ],
    }
    catalog = {
        "@type": "DataCatalog",
        "@id": f"{site.url}#catalog",
        "name": NAME,
        "description": _ABOUT,
        "url": site.landing_page,
        "license": package.licence["path"],
        "dataset": {"@id": dataset["@id"]},
    }
    document = {"@context": "https://schema.org", "@graph": [dataset, catalog]}
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def render_dcat(site: Site) -> str:
    """Describe catalogue, dataset and every file in DCAT 3 as JSON-LD (https://www.w3.org/TR/vocab-dcat-3/)."""
    package = site.package
    publisher = {
        "@id": f"{site.url}#publisher",
        "@type": "foaf:Agent",
        "foaf:name": NAME,
        "foaf:homepage": _iri(site.url),
    }
    catalog = {
        "@id": f"{site.url}#catalog",
        "@type": "dcat:Catalog",
        "dct:title": _english(NAME),
        "dct:description": _english(_ABOUT),
        "dct:publisher": publisher,
        "dct:license": _iri(package.licence["path"]),
        "dct:modified": _date(package.created.isoformat()),
        "foaf:homepage": _iri(site.url),
        "dcat:dataset": _iri(f"{site.landing_page}#dataset"),
    }
    start, _, end = package["temporal"].partition("/")
    dataset = {
        "@id": f"{site.landing_page}#dataset",
        "@type": "dcat:Dataset",
        "dct:title": _english(package.title),
        "dct:description": _english(package["description"]),
        "dct:identifier": site.landing_page,
        "dct:publisher": publisher,
        "dct:source": [_iri(path) for path in _sources(package)],
        "dct:license": _iri(package.licence["path"]),
        "dct:language": _iri(_ENGLISH),
        "dct:modified": _date(package.created.isoformat()),
        "dct:accrualPeriodicity": _iri(_IRREGULAR),
        "dct:spatial": {"@type": "dct:Location", "dct:title": _english(package["spatial"])},
        "dct:temporal": {"@type": "dct:PeriodOfTime", "dcat:startDate": _date(start), "dcat:endDate": _date(end)},
        "dct:conformsTo": _iri("https://datapackage.org/profiles/2.0/datapackage.json"),
        "dcat:version": package.version,
        "dcat:keyword": [_english(keyword) for keyword in package["keywords"]],
        "dcat:landingPage": _iri(site.landing_page),
        "dcat:distribution": [_iri(site.content_url(download)) for download in site.downloads],
    }
    if site.mailbox:
        dataset["dcat:contactPoint"] = {
            "@type": "vcard:Organization",
            "vcard:hasEmail": _iri(f"mailto:{site.mailbox}"),
        }
    files = [_distribution(site, download) for download in site.downloads]
    return _document({"@context": _CONTEXT, "@graph": [catalog, dataset, *files]})


def _distribution(site: Site, download: Download) -> dict[str, Any]:
    return {
        "@id": site.content_url(download),
        "@type": "dcat:Distribution",
        "dct:title": _english(_title(download)),
        "dct:description": _english(download.description),
        "dct:license": _iri(site.package.licence["path"]),
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


def _is_table(download: Download) -> bool:
    return download.group == "table" and download.suffix == "csv"


def _sources(package: PackageInfo) -> list[str]:
    return sorted({source["path"] for source in package["sources"]})


def _title(download: Download) -> str:
    return f"{download.title} ({download.format})"


def _english(text: str) -> dict[str, str]:
    return {"@value": text, "@language": "en"}


def _date(day: str) -> dict[str, str]:
    return {"@value": day, "@type": "xsd:date"}


def _iri(address: str) -> dict[str, str]:
    return {"@id": address}


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _document(document: object) -> str:
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"
