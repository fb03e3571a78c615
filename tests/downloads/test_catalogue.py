"""Each description is read by a library somebody else wrote, and says what the files themselves say."""

import hashlib
import json
import re
from pathlib import Path

import jsonschema
import pytest
import rdflib
import yaml
from rdflib.namespace import DCAT, DCTERMS, RDF, XSD

from ratings_site.author.releasing import release as release_package
from ratings_site.catalogue import Site, render_catalogue, render_citation, render_json_ld
from ratings_site.check import read
from ratings_site.downloads import Release
from ratings_site.publish.archive import read_index
from tests.check.packages import small_package
from tests.synthetic import SITE_URL, package_info, synthetic_release

# rdflib's reader of JSON-LD uses a class that rdflib itself calls deprecated.
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")

ROOT = Path(__file__).parents[2]
SCHEMA = rdflib.Namespace("https://schema.org/")
SPDX = rdflib.Namespace("http://spdx.org/rdf/terms#")


@pytest.fixture
def release() -> Release:
    return synthetic_release()


@pytest.fixture
def site(release) -> Site:
    return Site(SITE_URL, package_info(), release.downloads)


def graph_of(text: str) -> rdflib.Graph:
    """Read JSON-LD without a network: schema.org's context is replaced by the vocabulary it stands for."""
    document = json.loads(text)
    if document["@context"] == "https://schema.org":
        document["@context"] = {"@vocab": str(SCHEMA)}
    return rdflib.Graph().parse(data=json.dumps(document), format="json-ld")


def test_every_distribution_of_the_page_has_its_address_type_size_and_checksum(site, release):
    graph = graph_of(render_json_ld(site))
    dataset = rdflib.URIRef("https://ratings.example/data/#dataset")
    assert (dataset, RDF.type, SCHEMA.Dataset) in graph
    catalog = graph.value(dataset, SCHEMA.includedInDataCatalog)
    assert (catalog, RDF.type, SCHEMA.DataCatalog) in graph
    days = {str(graph.value(dataset, told)) for told in (SCHEMA.datePublished, SCHEMA.dateModified)}
    assert days == {site.package.created.isoformat()}  # of this version, which never changes
    listed = {
        str(graph.value(node, SCHEMA.contentUrl)): (
            str(graph.value(node, SCHEMA.encodingFormat)),
            str(graph.value(node, SCHEMA.contentSize)),
            str(graph.value(node, SCHEMA.sha256)),
        )
        for node in graph.objects(dataset, SCHEMA.distribution)
    }
    assert listed == {
        f"https://ratings.example/data/latest/{file.path}": (
            file.media_type,
            f"{len(release.files[file.path])} B",
            hashlib.sha256(release.files[file.path]).hexdigest(),
        )
        for file in release.downloads
        if file.group in ("whole", "all ratings", "dictionary") or (file.group == "table" and file.suffix == "csv")
    }


def test_the_script_block_of_the_page_cannot_be_closed_by_a_title(release):
    package = package_info().but(description="</script><script>alert(1)</script>")
    text = render_json_ld(Site(SITE_URL, package, release.downloads))
    assert "<" not in text
    assert json.loads(text)["@graph"][0]["description"] == "</script><script>alert(1)</script>"


def test_the_description_has_the_length_that_dataset_searches_ask_for(site):
    dataset = json.loads(render_json_ld(site))["@graph"][0]
    assert 50 <= len(dataset["description"]) <= 5000


def test_the_dcat_catalogue_lists_every_file(site, release):
    graph = graph_of(render_catalogue(site)["catalog.jsonld"])
    (catalog,) = graph.subjects(RDF.type, DCAT.Catalog)
    (dataset,) = graph.objects(catalog, DCAT.dataset)
    assert graph.value(dataset, rdflib.URIRef(f"{DCAT}version")) == rdflib.Literal("1.2.3")
    assert graph.value(dataset, DCTERMS.modified) == rdflib.Literal("2026-11-23", datatype=XSD.date)
    listed = {
        str(graph.value(node, DCAT.downloadURL)).removeprefix("https://ratings.example/data/latest/"): (
            int(graph.value(node, DCAT.byteSize)),
            graph.value(graph.value(node, SPDX.checksum), SPDX.checksumValue).value.hex(),
        )
        for node in graph.objects(dataset, DCAT.distribution)
    }
    assert listed == {file.path: (file.bytes, file.sha256) for file in release.downloads}


HARVEST = {
    "$comment": "What the guidance of data.gov.uk asks of a data.json; the mailbox is checked apart.",
    "type": "object",
    "required": ["datasets"],
    "properties": {
        "datasets": {
            "type": "array",
            "minItems": 1,
            "items": {
                "type": "object",
                "required": ["title", "description", "identifier", "license", "publisher"],
                "properties": {
                    "title": {"type": "string", "maxLength": 65, "not": {"pattern": "HM|Inspectorate"}},
                    "description": {"type": "string", "pattern": "^[^.]{1,139}\\. "},
                    "identifier": {"type": "string", "format": "uri"},
                    "license": {"type": "string", "format": "uri"},
                    "publisher": {
                        "type": "object",
                        "required": ["name"],
                        "properties": {"name": {"type": "string"}, "mbox": {"type": "string", "pattern": "@"}},
                    },
                    "modified": {"type": "string", "format": "date"},
                    "frequency": {"type": "string", "pattern": "^(R/P.*|irregular)$"},
                    "distribution": {
                        "type": "array",
                        "items": {
                            "type": "object",
                            "required": ["downloadURL", "title", "format"],
                            "properties": {"downloadURL": {"type": "string", "format": "uri"}},
                        },
                    },
                },
            },
        }
    },
}


def test_data_gov_uk_can_harvest_the_catalogue(site):
    harvested = json.loads(render_catalogue(site)["data.json"])
    jsonschema.validate(harvested, HARVEST, format_checker=jsonschema.FormatChecker())


def test_no_mailbox_is_made_up(site, release):
    (dataset,) = json.loads(render_catalogue(site)["data.json"])["datasets"]
    assert dataset["publisher"] == {"name": "Probation ratings"}
    publisher = {"title": "A synthetic office", "roles": ["publisher"], "email": "data@office.example"}
    named = Site(SITE_URL, package_info().but(contributors=[publisher]), release.downloads)
    (dataset,) = json.loads(render_catalogue(named)["data.json"])["datasets"]
    assert dataset["publisher"] == {"name": "Probation ratings", "mbox": "data@office.example"}


def test_the_citation_file_agrees_with_the_package():
    cited = yaml.safe_load(render_citation(package_info(homepage="https://ratings.example/")))
    assert cited == {
        "cff-version": "1.2.0", "message": cited["message"], "type": "dataset", "title": "Synthetic ratings",
        "abstract": package_info()["description"], "version": "1.2.3", "date-released": cited["date-released"],
        "license": "OGL-UK-3.0", "url": "https://ratings.example/", "authors": [{"name": "Probation ratings"}],
        "keywords": list(package_info()["keywords"]),
    }  # fmt: skip
    assert str(cited["date-released"]) == "2026-11-23"


def test_the_citation_file_cites_the_newest_release():
    newest = read_index(ROOT / "releases")[-1]
    cited = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert (cited["version"], str(cited["date-released"])) == (newest.version, newest.date)


def test_robots_are_led_to_the_site_map(site):
    text = render_catalogue(site)["robots.txt"]
    assert re.findall(r"^Sitemap: (.*)$", text, re.MULTILINE) == ["https://ratings.example/sitemap.xml"]


@pytest.mark.parametrize(("variables", "url"), [({}, None), ({"SITE_URL": SITE_URL}, SITE_URL)])
def test_a_release_keeps_the_citation_file_in_step_with_the_address_where_one_is_known(
    tmp_path, monkeypatch, variables, url
):
    for name in ("SITE_URL", "SITE_REPOSITORY"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    small_package(tmp_path / "datapackage")
    (tmp_path / "CITATION.cff").write_text("version: 0.0.0\n", encoding="utf-8")
    release_package(tmp_path / "datapackage", day=None, raise_version=False)
    released = read(tmp_path / "datapackage").tables
    assert released is not None
    text = (tmp_path / "CITATION.cff").read_text(encoding="utf-8")
    assert text == render_citation(released.package, url or "")
    assert yaml.safe_load(text).get("url") == url
