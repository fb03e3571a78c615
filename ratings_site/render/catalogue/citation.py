"""CITATION.cff, which reference managers and code hosts read (https://citation-file-format.github.io/)."""

import json

from ratings_site.model.tables import PackageInfo
from ratings_site.render.catalogue.site import NAME

CITATION = "CITATION.cff"
"""The file's name, in the root of the repository."""

_MESSAGE = "Please cite the data with its version, and HM Inspectorate of Probation as the source of the ratings."


def render_citation(package: PackageInfo) -> str:
    """Write how to cite the data: YAML whose texts are quoted as in JSON, which YAML reads too."""
    facts = {
        "cff-version": "1.2.0",
        "message": _MESSAGE,
        "type": "dataset",
        "title": package.title,
        "abstract": package.description,
        "version": package.version,
        "date-released": package.created.isoformat(),
        "license": package.licence_name,
    } | ({"url": package.homepage} if package.homepage else {})
    lines = [f"{name}: {_quoted(value)}" for name, value in facts.items()]
    lines += ["authors:", f"  - name: {_quoted(NAME)}"]
    lines += ["keywords:", *(f"  - {_quoted(keyword)}" for keyword in package.keywords)]
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
