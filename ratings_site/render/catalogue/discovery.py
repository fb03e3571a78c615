"""Small files that browsers and crawlers look for."""

from xml.etree import ElementTree as ET

from ratings_site.render.catalogue.site import Site

_OPENSEARCH = "http://a9.com/-/spec/opensearch/1.1/"


def render_robots(site: Site) -> str:
    """Let everybody read everything, and say where the list of pages is."""
    return f"User-agent: *\nAllow: /\n\nSitemap: {site.url}sitemap.xml\n"


def render_opensearch(site: Site) -> bytes:
    """Let a browser search the site from its address bar; the site's search opens with the words after `?q=`."""
    ET.register_namespace("", _OPENSEARCH)
    root = ET.Element(f"{{{_OPENSEARCH}}}OpenSearchDescription")
    texts = {
        "ShortName": "Probation",  # at most 16 characters
        "Description": "Find a probation region, a probation delivery unit or a place.",
        "InputEncoding": "UTF-8",
    }
    for name, text in texts.items():
        ET.SubElement(root, f"{{{_OPENSEARCH}}}{name}").text = text
    url = {"type": "text/html", "method": "get", "template": f"{site.url}?q={{searchTerms}}"}
    ET.SubElement(root, f"{{{_OPENSEARCH}}}Url", url)
    content: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return content + b"\n"
