"""The list of all released versions, for programs."""

from ratings_site.model.releases import History
from ratings_site.model.tables import PackageInfo
from ratings_site.render.downloads.plain import render_json
from ratings_site.render.downloads.release import LATEST


def render_versions(package: PackageInfo, history: History) -> dict[str, str | bytes]:
    """Write `data/index.json`: what the latest folder holds, and every released version, newest first.

    Addresses are relative to the file; each leads to the list of the version's files.
    """
    listed = {
        "title": package.title,
        "licence": package.licence_url,
        "latest": {"version": package.version, "created": package.created, "index": f"{LATEST}/index.json"},
        "versions": [
            {
                "version": entry.version,
                "created": entry.date,
                "index": f"{entry.version}/index.json",
                "summary": entry.summary,
            }
            for entry in reversed(history.entries)
        ],
    }
    return {"data/index.json": render_json(listed)}
