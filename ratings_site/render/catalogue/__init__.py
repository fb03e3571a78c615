"""How the data is found and quoted: descriptions for search engines, catalogues, browsers, reference managers."""

from ratings_site.render.catalogue.citation import CITATION, render_citation
from ratings_site.render.catalogue.dcat import render_dcat
from ratings_site.render.catalogue.discovery import render_opensearch, render_robots
from ratings_site.render.catalogue.harvest import render_harvest
from ratings_site.render.catalogue.page import render_json_ld
from ratings_site.render.catalogue.site import Site

__all__ = ["CITATION", "Site", "render_catalogue", "render_citation", "render_json_ld"]


def render_catalogue(site: Site) -> dict[str, str | bytes]:
    """Write the files that catalogues, crawlers and browsers look for, by their path on the site."""
    return {
        "catalog.jsonld": render_dcat(site),
        "data.json": render_harvest(site),
        "opensearch.xml": render_opensearch(site),
        "robots.txt": render_robots(site),
    }
