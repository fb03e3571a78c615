"""A feed as Atom (RFC 4287)."""

from datetime import date
from xml.etree import ElementTree as ET

from ratings_site.model.wording import say
from ratings_site.render.feeds.entries import Entry, Feed

_ATOM = "http://www.w3.org/2005/Atom"


def render_atom(feed: Feed, site_url: str) -> bytes:
    """Write one feed."""
    ET.register_namespace("", _ATOM)
    root = ET.Element(_name("feed"), {"xml:lang": "en-GB"})
    _text(root, "id", feed.identifier)
    _text(root, "title", feed.title)
    _text(root, "updated", build_moment(feed.updated))
    _link(root, "self", f"{site_url}{feed.page}feed.xml", "application/atom+xml")
    _link(root, "alternate", f"{site_url}{feed.page}", "text/html")
    author = ET.SubElement(root, _name("author"))
    _text(author, "name", say("Probation ratings"))
    _text(root, "rights", say("Contains public sector information licensed under the Open Government Licence v3.0."))
    for entry in feed.entries:
        _entry(root, entry, site_url)
    content: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return content + b"\n"


def build_moment(day: date) -> str:
    """A day as the moment that feeds ask for: its start, in universal time."""
    return f"{day.isoformat()}T00:00:00Z"


def _entry(root: ET.Element, entry: Entry, site_url: str) -> None:
    element = ET.SubElement(root, _name("entry"))
    _text(element, "id", entry.identifier)
    _text(element, "title", entry.title)
    _text(element, "updated", build_moment(entry.updated))
    _text(element, "published", build_moment(entry.published))
    _link(element, "alternate", f"{site_url}{entry.page}", "text/html")
    ET.SubElement(element, _name("category"), {"term": entry.kind})
    _text(element, "content", entry.content).set("type", "html")


def _text(parent: ET.Element, name: str, text: str) -> ET.Element:
    element = ET.SubElement(parent, _name(name))
    element.text = text
    return element


def _link(parent: ET.Element, relation: str, address: str, media_type: str) -> None:
    ET.SubElement(parent, _name("link"), {"rel": relation, "href": address, "type": media_type})


def _name(name: str) -> str:
    return f"{{{_ATOM}}}{name}"
