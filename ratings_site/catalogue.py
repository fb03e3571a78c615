"""How the data is found and quoted: descriptions for search engines, catalogues, crawlers and reference managers.

What each of them wants stands in `catalogue.json`: documents with gaps. A text that is one gap is replaced by the value
itself, whatever its type; what is empty is left out; what is said "for each" of some things stands there for every one.
"""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from string import Formatter
from typing import Any

from ratings_site.model.counts import ALL_RATINGS, schema_of
from ratings_site.model.tables import PackageInfo
from ratings_site.wording.files import Download

NAME = "Probation ratings"
"""The name under which the site publishes."""

CITATION = "CITATION.cff"
"""The citation file's name, in the root of the repository."""

_DOCUMENTS: dict[str, Any] = json.loads(Path(__file__).with_suffix(".json").read_text(encoding="utf-8"))
_quoted = partial(json.dumps, ensure_ascii=False)


@dataclass(frozen=True)
class Site:
    """What every description of the dataset is made from; `url` ends with a slash."""

    url: str
    package: PackageInfo
    downloads: tuple[Download, ...]


def render_catalogue(site: Site) -> dict[str, str | bytes]:
    """Write the files that catalogues and crawlers look for, by their path on the site.

    DCAT 3 as JSON-LD (https://www.w3.org/TR/vocab-dcat-3/) tells of every file; what data.gov.uk harvests leaves out
    those of single areas. Both name the publisher's mailbox where the descriptor has one: none is made up.
    """
    files = (file for file in site.downloads if file.group not in ("region", "pdu"))
    return {
        "catalog.jsonld": _quoted(_described("dcat", site, site.downloads), indent=1) + "\n",
        "data.json": _quoted(_described("harvest", site, files), indent=1) + "\n",
        "robots.txt": f"User-agent: *\nAllow: /\n\nSitemap: {site.url}sitemap.xml\n",
    }


def render_citation(package: PackageInfo, address: str = "") -> str:
    """Write CITATION.cff (https://citation-file-format.github.io/): YAML whose texts are quoted as in JSON.

    `address` is where the site stands, if that is known; it goes before the descriptor's home page.
    """
    url = address or package.descriptor.get("homepage", "")
    facts = _filled(_DOCUMENTS["citation"], package=package, day=package.created.isoformat(), url=url)
    lines = [f"{name}: {_quoted(value)}" for name, value in facts.items()]
    lines += ["authors:", f"  - name: {_quoted(NAME)}"]
    lines += ["keywords:", *(f"  - {_quoted(keyword)}" for keyword in package["keywords"])]
    return "\n".join(lines) + "\n"


def render_json_ld(site: Site) -> str:
    """Describe dataset and catalogue in schema.org's words, in one line of JSON that is safe inside a script element.

    Files of single areas, and tables in other formats than CSV, are left to `catalog.jsonld`.
    """
    whole = ("whole", "all ratings", "dictionary")
    files = (f for f in site.downloads if f.group in whole or (f.group == "table" and f.suffix == "csv"))
    columns = schema_of(ALL_RATINGS, site.package).fields
    measured = [column for column in columns if column.name in ("rating", "points", "score")]
    document = _described("schema.org", site, files, measured=measured)
    return _quoted(document, separators=(",", ":")).replace("<", "\\u003c")


def _described(name: str, site: Site, files: Iterable[Download], **gaps: object) -> Any:
    """A document about the data and some files, each at the address that always leads to its newest version."""
    package = site.package
    publishers = [told for told in package["contributors"] if "publisher" in told.get("roles", ())]
    mailboxes = [told["email"] for told in publishers if told.get("email")][:1]
    gaps |= {"package": package, "files": list(files), "page": f"{site.url}data/", "day": package.created.isoformat()}
    gaps["sources"] = sorted({source["path"] for source in package["sources"]})
    gaps["start"], _, gaps["end"] = package["temporal"].partition("/")
    gaps |= {"mailboxes": mailboxes, "mailbox": "".join(mailboxes)}
    gaps["title"] = package.title[:65]  # as much as data.gov.uk shows
    return _filled(_DOCUMENTS[name], site=site, name=NAME, **gaps)


def _filled(tree: Any, **gaps: object) -> Any:
    if isinstance(tree, dict):
        if "for each" in tree:
            return [_filled(tree["of it"], **{**gaps, "one": one}) for one in _filled(tree["for each"], **gaps)]
        return {key: value for key, part in tree.items() if (value := _filled(part, **gaps)) not in ("", [])}
    if isinstance(tree, list):
        every = ((_filled(part, **gaps), isinstance(part, dict) and "for each" in part) for part in tree)
        return [one for filled, is_each in every for one in (filled if is_each else [filled])]
    if not isinstance(tree, str):
        return tree
    if whole := re.fullmatch(r"\{([][\w.]+)\}", tree):
        return Formatter().get_field(whole[1], (), gaps)[0]
    return tree.format(**gaps)
