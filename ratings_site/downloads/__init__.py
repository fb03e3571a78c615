"""Everything people download: one folder a version, holding the same values in every format, and its list."""

import copy
import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ratings_site.downloads.formats import (
    DICTIONARY,
    Part,
    dictionary_rows,
    render_csv,
    render_csvw,
    render_database,
    render_json,
    render_parquet,
    render_records,
)
from ratings_site.downloads.workbook import render_workbook
from ratings_site.model.changes import History
from ratings_site.model.counts import COUNTS, count_schema
from ratings_site.model.directory import Directory, build_directory
from ratings_site.model.flat import build_all_ratings, build_published_schemas
from ratings_site.model.tables import PackageInfo, Tables, TableSchema
from ratings_site.model.wording import say, to_say
from ratings_site.wording.files import Download, build_limitations
from ratings_site.zips import pack

LATEST = "latest"
"""The folder whose addresses never change and whose content is the newest version."""

HOLDS = {
    "region": to_say("The rows of the table of all ratings that are about {name} and its PDUs."),
    "pdu": to_say("The rows of the table of all ratings that are about {name}."),
}
"""What the file of an area holds."""

File = tuple[Download, bytes]


@dataclass(frozen=True)
class Release:
    """One version as published: its files by their path in the version's folder, and what each download is."""

    version: str
    files: Mapping[str, bytes]
    downloads: tuple[Download, ...]

    def below(self, folder: str) -> dict[str, str | bytes]:
        """The files as they stand on the site, under `data/<folder>/`."""
        return {f"data/{folder}/{path}": content for path, content in self.files.items()}


_MIT = """\
Permission is hereby granted, free of charge, to any person obtaining a copy
of this software and associated documentation files (the "Software"), to deal
in the Software without restriction, including without limitation the rights
to use, copy, modify, merge, publish, distribute, sublicense, and/or sell
copies of the Software, and to permit persons to whom the Software is
furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all
copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR
IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY,
FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE
AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER
LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM,
OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE
SOFTWARE."""


def release_files(tables: Tables) -> dict[str, bytes]:
    """Write what the folder of this version holds; it depends on nothing but the tables."""
    return dict(render_release(build_directory(tables)).files)


def render_release(directory: Directory) -> Release:
    """Write every table, the flat table, each area's part of it and the whole package in every format."""
    package, tables = directory.package, directory.tables
    schemas = build_published_schemas(package)
    flat = Part(schemas[0], build_all_ratings(directory))
    parts = (flat, *(Part(schema, tables[schema.name]) for schema in schemas[1:]))
    counted = tuple(Part(count_schema(name, package), count(directory)) for name, count in COUNTS.items())
    listed = [*_table_files(parts, package), *_count_files(counted), *_area_files(directory, flat)]
    descriptor = render_descriptor(package, {file.path: content for file, content in listed})
    whole = ("table", "all ratings", "count")
    packed = {file.path: content for file, content in listed if file.group in whole and file.suffix == "csv"}
    packed["datapackage.json"] = descriptor
    listed += [*_whole_files(directory, parts, counted, packed), *_dictionary_files(package)]
    downloads = tuple(file for file, _ in listed)
    files = {file.path: content for file, content in listed}
    files["datapackage.json"] = descriptor
    files["csv-metadata.json"] = render_csvw(package, (*parts, *counted))
    files["index.json"] = render_index(package, downloads)
    files["SHA256SUMS"] = render_sums(files)
    return Release(package.version, dict(sorted(files.items())), downloads)


def render_index(package: PackageInfo, downloads: Iterable[Download]) -> bytes:
    """List the files for programs; the paths are relative, so that the list holds in both folders."""
    files = [
        {
            "path": download.path,
            "title": download.title,
            "description": download.description,
            "format": download.format,
            "mediaType": download.media_type,
            "rows": download.rows,
            "bytes": download.bytes,
            "sha256": download.sha256,
        }
        for download in downloads
    ]
    about = {
        "name": package.name,
        "title": package.title,
        "version": package.version,
        "created": package.created,
        "licence": package.licence_url,
    }
    return render_json(about | {"files": files})


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


def render_descriptor(package: PackageInfo, files: Mapping[str, bytes]) -> bytes:
    """Publish the staff's descriptor with the size and checksum of each CSV as it is published.

    Nobody edits these two by hand: they hold for the published files, not for those of the source.
    """
    descriptor: dict[str, Any] = copy.deepcopy(dict(package.descriptor))
    for resource in descriptor["resources"]:
        resource["path"] = f"{resource['name']}.csv"
        content = files[resource["path"]]
        resource["bytes"] = len(content)
        resource["hash"] = f"sha256:{sha256(content)}"
    return render_json(descriptor)


def render_sums(files: Mapping[str, bytes]) -> bytes:
    """List the checksum of every file in the form that `sha256sum --check` reads."""
    return "".join(f"{sha256(files[path])}  {path}\n" for path in sorted(files)).encode()


def sha256(content: bytes) -> str:
    """The checksum that descriptors, lists and catalogues give."""
    return hashlib.sha256(content).hexdigest()


def render_readme(package: PackageInfo, parts: Iterable[Part], limitations: Iterable[str]) -> bytes:
    """Tell whoever unpacks the zip years later what it holds and how to use and quote it."""
    parts = tuple(parts)
    lines = [
        f"# {package.title}",
        "",
        f"Version {package.version} of {package.created.isoformat()}.",
        "",
        package.description,
        "",
        "## Files",
        "",
        "- `datapackage.json`: what every table and column means, as a Data Package (https://datapackage.org/); what",
        "  is worked out from the tables (`all-ratings` and the counts) is not in it",
        "- `SHA256SUMS`: checksums; `sha256sum --check SHA256SUMS` compares them",
        *(f"- `{part.name}.csv`: {part.schema.title}, {len(part.frame)} rows" for part in parts),
        "",
        "CSV files are UTF-8 with commas, a header row and line feeds. Dates are YYYY-MM-DD. An empty cell is unknown",
        "or does not apply; the columns `basis`, `absence` and `note` say which.",
        "",
        "## What the data cannot tell",
        "",
        *(f"- {limitation}" for limitation in limitations),
        "",
        "## Licence and quotation",
        "",
        f"{package.licence_title}: {package.licence_url}",
        "",
        f"Quote it as: {package.title}, version {package.version}, {package.created.isoformat()}. Contains public "
        "sector information licensed under the Open Government Licence v3.0.",
        "",
        "The table `sources` gives the licence of each source. Where it names none, single facts and short quotations",
        "are used, with the source.",
        *_notices(parts),
    ]
    return ("\n".join(lines) + "\n").encode()


def _notices(parts: Iterable[Part]) -> list[str]:
    """The notices that travel with what was taken from sources under the MIT licence, such as the list of PDUs."""
    sources = next((part.frame for part in parts if part.name == "sources"), None)
    if sources is None:
        return []
    holders = sorted(set(sources.loc[sources["licence"] == "MIT", "copyright"]))
    said = "The list of PDUs and other facts come from repositories under the MIT licence, whose notice is:"
    return ["", said, "", *holders, "", *_MIT.split("\n")] if holders else []


def _file(
    path: str, content: bytes, title: str, description: str, group: str, *, subject: str = "", rows: int | None = None
) -> File:
    return Download(path, group, subject, title, description, rows, len(content), sha256(content)), content


def _table_files(parts: Iterable[Part], package: PackageInfo) -> Iterator[File]:
    for part in parts:
        title, description = part.schema.title, part.schema.description
        group = "table" if part.name in package.schemas else "all ratings"
        contents = {
            "csv": render_csv(part.header, part.rows),
            "json": render_records(part),
            "parquet": render_parquet(part, package),
        }
        for suffix, content in contents.items():
            path = f"{part.name}.{suffix}"
            yield _file(path, content, title, description, group, subject=part.name, rows=len(part.frame))


def _count_files(counted: Iterable[Part]) -> Iterator[File]:
    for part in counted:
        contents = {"csv": render_csv(part.header, part.rows), "json": render_records(part)}
        for suffix, content in contents.items():
            title, told, rows = part.schema.title, part.schema.description, len(part.frame)
            yield _file(f"{part.name}.{suffix}", content, title, told, "count", subject=part.name, rows=rows)


def _area_files(directory: Directory, flat: Part) -> Iterator[File]:
    areas = {
        "region": [(region.region_id, region.name) for region in directory.regions.values()],
        "pdu": [(pdu.pdu_id, pdu.name) for pdu in directory.pdus.values()],
    }
    for group, named in areas.items():
        place = flat.header.index(f"{group}_id")
        for area_id, name in named:
            rows = [row for row in flat.rows if row[place] == area_id]
            title, description = say("All ratings: {name}", name=name), say(HOLDS[group], name=name)
            path, content = f"{group}s/{area_id}.csv", render_csv(flat.header, rows)
            yield _file(path, content, title, description, group, subject=area_id, rows=len(rows))


def _whole_files(
    directory: Directory, parts: tuple[Part, ...], counted: tuple[Part, ...], packed: Mapping[str, bytes]
) -> Iterator[File]:
    package = directory.package
    limitations = build_limitations(directory)
    inside = dict(packed) | {"README.md": render_readme(package, (*parts, *counted), limitations)}
    inside["SHA256SUMS"] = render_sums(inside)
    whole = say("All tables")
    yield _file(
        "datapackage.zip",
        pack(inside, package.created),
        whole,
        say("Every table as CSV with the descriptor, a README and checksums."),
        "whole",
    )
    workbook = render_workbook((parts[0], *counted, *parts[1:]), package, limitations)
    yield _file(
        f"{package.name}.xlsx", workbook, whole, say("A cover, notes, the dictionary and one sheet a table."), "whole"
    )
    yield _file(
        f"{package.name}.sqlite",
        render_database(parts, package),
        whole,
        say("Every table with its keys, the table of all ratings, and the dictionary."),
        "whole",
    )


def _dictionary_files(package: PackageInfo) -> Iterator[File]:
    tables, rows = build_published_schemas(package), dictionary_rows(package)
    title = "Data dictionary"
    holds = "What every table and column means, its type, its allowed values and where it refers to."
    yield _file("dictionary.csv", render_csv(DICTIONARY, rows), title, holds, "dictionary", rows=len(rows))
    content = render_json([_table_in_words(table) for table in tables])
    yield _file("dictionary.json", content, title, holds, "dictionary", rows=len(tables))


def _table_in_words(table: TableSchema) -> dict[str, Any]:
    columns = [
        {
            "name": field.name,
            "title": field.title,
            "description": field.description,
            "type": field.type,
            "required": field.required,
            "is_key": field.name in table.primary_key,
            "allowed": field.enum,
            "minimum": field.minimum,
            "maximum": field.maximum,
            "refers_to": table.references.get(field.name, ""),
        }
        for field in table.fields
    ]
    about = {"name": table.name, "title": table.title, "description": table.description}
    return about | {"key": table.primary_key, "columns": columns}
