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
            title=say("All ratings"),
            description=say(
                "Every rating of every probation region and unit in one table, to filter, sort and download."
            ),
            view=build_ratings_view(directory, files),
            extra={},
            front={"uses": ["table"]},
        ),
        Page(
            path="data/index.md",
            template="data.md.jinja",
            title=say("Data"),
            description=say(
                "All ratings of probation as CSV, Excel, JSON, Parquet, SQLite and Data Package, free to use."
            ),
            view=data,
            extra={},
        ),
        Page(
            path="data/dictionary.md",
            template="dictionary.md.jinja",
            title=say("Data dictionary"),
            description=say("What every table and every column of the data means."),
            view=build_dictionary_view(directory, files),
            extra={},
        ),
        Page(
            path="data/using-the-data.md",
            template="using-the-data.md.jinja",
            title=say("How to use the data"),
            description=say("Lines to copy for Excel, Python, R and DuckDB, and what to watch for."),
            view=build_using_view(directory, files),
            extra={},
            front={"uses": ["table"]},
        ),
        Page(
            path="data/api.md",
            template="api.md.jinja",
            title=say("Data for programs"),
            description=say("The same facts as JSON documents at addresses that last, each with its schema."),
            view=build_api_view(directory, endpoints()),
            extra={},
        ),
    ]
