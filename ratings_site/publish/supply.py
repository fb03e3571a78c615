"""What the site is made with and under which licences: a page, a bill of materials, and whom to tell of a weakness."""

import json
import re
from collections.abc import Iterator
from datetime import date, timedelta
from html import escape
from importlib import metadata
from pathlib import Path

BILL = "sbom.cdx.json"
_PIN = re.compile(r"^([\w.-]+)==([^\s;\\]+)", re.MULTILINE)
_VALID = timedelta(days=364)
"""How long a security.txt may be believed; the standard recommends less than a year."""


def render_supply(project: Path, contact: str, day: date) -> dict[str, str]:
    """The files by their path in docs/; security.txt where there is somebody to tell (`contact`), as of `day`."""
    pins = read_pins((project / "requirements.txt").read_text(encoding="utf-8"))
    texts = "\n\n".join(f'## {name}\n\n<pre class="lines">{escape(text)}</pre>' for name, text in _texts(project))
    page = Path(__file__).with_name("licences.md").read_text(encoding="utf-8")
    files = {"licences.md": page.format(count=len(pins), bill=BILL, texts=texts), BILL: render_bill(pins)}
    if contact:
        files["security.txt"] = f"Contact: {contact}\nExpires: {day + _VALID}T00:00:00Z\nPreferred-Languages: en, cy\n"
    return files


def read_pins(lock: str) -> dict[str, str]:
    """The version of each library of a lock."""
    return dict(_PIN.findall(lock))


def render_bill(pins: dict[str, str]) -> str:
    """The bill of materials in the form of CycloneDX; a licence is there where the library is installed here."""
    components = []
    for name, version in sorted(pins.items()):
        url = f"pkg:pypi/{name}@{version}"
        licences = {"licenses": [{"license": {"name": licence}}]} if (licence := _licence(name)) else {}
        components.append({"type": "library", "bom-ref": url, "name": name, "version": version, "purl": url} | licences)
    site = {"type": "application", "name": "probation-ratings", "licenses": [{"license": {"id": "MIT"}}]}
    schema = "http://cyclonedx.org/schema/bom-1.6.schema.json"
    bill = {"$schema": schema, "bomFormat": "CycloneDX", "specVersion": "1.6", "version": 1}
    bill |= {"metadata": {"component": site}, "components": components}
    return json.dumps(bill, indent=1) + "\n"


def _licence(name: str) -> str:
    """What a library says of its licence, in one line."""
    try:
        said = metadata.distribution(name).metadata
    except metadata.PackageNotFoundError:
        return ""  # it is for other machines
    classified = [line.rpartition(" :: ")[2] for line in said.get_all("Classifier") or () if line.startswith("License")]
    named, plain = (", ".join(said.get_all(name) or ()) for name in ("License-Expression", "License"))
    licence = named or ", ".join(classified) or plain
    return licence.strip().partition("\n")[0]


def _texts(project: Path) -> Iterator[tuple[str, str]]:
    """The licences of what a page brings along, each as it is installed."""
    yield "Probation ratings", (project / "LICENSE").read_text(encoding="utf-8")
    yield "Material for MkDocs", metadata.distribution("mkdocs-material").read_text("licenses/LICENSE") or ""
