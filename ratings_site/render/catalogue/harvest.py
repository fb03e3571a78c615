"""data.json in the form that data.gov.uk harvests.

Its guidance asks for title, description, identifier, licence and a publisher with name and mailbox. The mailbox
stands in the file only where the descriptor names a contributor in the role of publisher with one.
"""

import json
from typing import Any

from ratings_site.render.catalogue.site import NAME, Site

TITLE_LIMIT = 65
FIRST_SENTENCE_LIMIT = 140
"""How many characters data.gov.uk shows of a title, and of the first sentence of a description."""

_FIRST_SENTENCE = (
    "Inspection ratings of probation in England and Wales, for every region and delivery unit, each with its source."
)


def render_harvest(site: Site) -> str:
    """Describe the dataset with every file of the newest version that is about more than one area."""
    package = site.package
    publisher = {"name": NAME} | ({"mbox": site.mailbox} if site.mailbox else {})
    dataset: dict[str, Any] = {
        "title": package.title[:TITLE_LIMIT],
        "description": f"{_FIRST_SENTENCE} {package.description}",
        "identifier": site.landing_page,
        "landingPage": site.landing_page,
        "license": package.licence_url,
        "publisher": publisher,
        "modified": package.created.isoformat(),
        "keyword": list(package.keywords),
        "language": "en-GB",
        "frequency": "irregular",
        "temporal": package.temporal,
        "version": package.version,
        "distribution": [
            {
                "title": f"{download.title} ({download.format})",
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
    return json.dumps({"datasets": [dataset]}, ensure_ascii=False, indent=1) + "\n"
