"""Links: `https://` ones, to a named host, and no others."""

import re
from urllib.parse import urlsplit

from ratings_site.check.verdicts import Verdict, refused

_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]", re.IGNORECASE)
_NOT_IN_LINKS = re.compile(r"[\s<>\"\\^`{|}]")


def is_link(column: str) -> bool:
    """Whether a column of this name holds links."""
    return column == "url" or column.endswith("_url")


def check_link(text: str) -> Verdict | None:
    """Judge a link: whole, to a host with a name, safe to put on a page."""
    if re.match("http://", text, re.IGNORECASE):
        return refused("insecure-link", "https://" + text[len("http://") :])
    try:
        parts = urlsplit(text)
        sound = parts.scheme == "https" and _HOST.fullmatch(parts.hostname or "") and parts.port in {None, 443}
    except ValueError:
        sound = False
    if not sound or parts.username is not None or _NOT_IN_LINKS.search(text) or not text.startswith("https://"):
        return refused("not-a-link")
    return None
