"""The pages about the data: all ratings, every file, what each column means, and the documents for programs."""

from collections.abc import Iterable

from ratings_site.model.directory import Directory
from ratings_site.model.views.data import (
    Version,
    build_api_view,
    build_data_view,
    build_dictionary_view,
    build_using_view,
)
from ratings_site.model.views.ratings import build_ratings_view
from ratings_site.model.wording import say
from ratings_site.render.api import endpoints
from ratings_site.render.catalogue import Site, render_json_ld
from ratings_site.render.pages import Page


def data_pages(directory: Directory, site: Site, versions: Iterable[Version] = ()) -> list[Page]:
    """Build the pages; `versions` are the released ones, newest first."""
    files = site.downloads
    data = build_data_view(directory, files, versions=versions, json_ld=render_json_ld(site))
    return [
        Page(
            path="ratings.md",
            template="ratings.md.jinja",
            title=say("all_ratings.title"),
            description=say("all_ratings.description"),
            view=build_ratings_view(directory, files),
            extra={},
            front={"uses": ["table"]},
        ),
        Page(
            path="data/index.md",
            template="data.md.jinja",
            title=say("data.title"),
            description=say("data.description"),
            view=data,
            extra={},
        ),
        Page(
            path="data/dictionary.md",
            template="dictionary.md.jinja",
            title=say("dictionary.title"),
            description=say("dictionary.lead"),
            view=build_dictionary_view(directory, files),
            extra={},
        ),
        Page(
            path="data/using-the-data.md",
            template="using-the-data.md.jinja",
            title=say("using.title"),
            description=say("using.description"),
            view=build_using_view(directory, files),
            extra={},
            front={"uses": ["table"]},
        ),
        Page(
            path="data/api.md",
            template="api.md.jinja",
            title=say("api.title"),
            description=say("api.description"),
            view=build_api_view(directory, endpoints()),
            extra={},
        ),
    ]
