"""The same facts as connected JSON documents at addresses that last, each with a JSON Schema."""

import json
from collections.abc import Mapping

from ratings_site.model.directory import Directory
from ratings_site.render.api.documents import build_documents
from ratings_site.render.api.schemas import build_schemas

__all__ = ["render_api"]


def render_api(directory: Directory, site_url: str) -> dict[str, str | bytes]:
    """Write every document and schema under `api/`; `site_url` ends with a slash."""
    files: dict[str, str | bytes] = {}
    for path, document in build_documents(directory, site_url).items():
        files[f"api/{path}"] = _json(document)
    for name, schema in build_schemas(directory.package, site_url).items():
        files[f"api/schema/{name}.json"] = _json(schema)
    return files


def _json(document: Mapping[str, object]) -> str:
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"
