"""Everything people download: one folder a version, holding the same values in every format, and its list."""

import copy
import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Executor
from dataclasses import dataclass
from importlib import import_module
from operator import attrgetter
from pathlib import Path
from typing import Any

from ratings_site import kept
from ratings_site.downloads import api, formats
from ratings_site.downloads.formats import Part
from ratings_site.model import counts
from ratings_site.model.changes import History
from ratings_site.model.directory import Directory, build_directory
from ratings_site.model.tables import PackageInfo, Tables, TableSchema, Value, ValueRow
from ratings_site.model.wording import say, to_say
from ratings_site.wording.files import Download, build_limitations
from ratings_site.wording.words import plural
from ratings_site.zips import pack

LATEST = "latest"
"""The folder whose addresses never change and whose content is the newest version."""

HOLDS = {
    "region": to_say("The rows of the table of all ratings that are about {name} and its PDUs."),
    "pdu": to_say("The rows of the table of all ratings that are about {name}."),
}
"""What the file of an area holds."""

File = tuple[Download, bytes]
_LIST = ".downloads"
"""What is no file of a release, among those that are packed as one."""


@dataclass(frozen=True)
class Release:
    """One version as published: its files by their path in the version's folder, and what each download is."""

    version: str
    files: Mapping[str, bytes]
    downloads: tuple[Download, ...]

    def below(self, folder: str) -> dict[str, str | bytes]:
        """The files as they stand on the site, under `data/<folder>/`."""
        return {f"data/{folder}/{path}": content for path, content in self.files.items()}


def make_ready(processes: Executor) -> None:
    """Let a process load what makes the data, while the tables that they are made from are still being checked."""
    for library in (__name__, "pandas", "pyarrow", "xlsxwriter"):
        processes.submit(import_module, library)


def pack_data(tables: Tables, site_url: str) -> bytes:
    """Everything people download and the documents for programs, as one: what a process makes for another one."""
    directory = build_directory(tables)
    release, documents = render_release(directory), api.render_api(directory, site_url)
    listed = json.dumps([vars(download) for download in release.downloads])
    files = {f"{LATEST}/{path}": content for path, content in release.files.items()}
    return kept.pack({_LIST: listed.encode(), **files, **{path: text.encode() for path, text in documents.items()}})


def unpack_data(packed: bytes, version: str) -> tuple[Release, dict[str, bytes]]:
    """The release that was packed, and the documents for programs by their path on the site."""
    files = kept.unpack(packed)
    downloads = tuple(Download(**told) for told in json.loads(files.pop(_LIST)))
    own = {path.partition("/")[2]: content for path, content in files.items() if path.startswith(f"{LATEST}/")}
    return Release(version, own, downloads), {path: text for path, text in files.items() if path.startswith("api/")}


def release_files(tables: Tables) -> dict[str, bytes]:
    """Write what the folder of this version holds; it depends on nothing but the tables."""
    return dict(render_release(build_directory(tables)).files)


def render_release(directory: Directory) -> Release:
    """Write every table, the flat table, each area's part of it and the whole package in every format."""
    package, tables = directory.package, directory.tables
    flat, *counted = (
        Part(counts.schema_of(name, package), counts.rows_of(directory, name))
        for name in (counts.ALL_RATINGS, *counts.COUNTS)
    )
    parts = (flat, *(Part(schema, tables.rows[name]) for name, schema in package.schemas.items()))
    listed = [*_table_files((*parts, *counted), package), *_area_files(directory, flat)]
    descriptor = render_descriptor(package, {file.path: content for file, content in listed})
    whole = ("table", "all ratings", "count")
    packed = {file.path: content for file, content in listed if file.group in whole and file.suffix == "csv"}
    packed["datapackage.json"] = descriptor
    listed += [*_whole_files(directory, parts, counted, packed), *_dictionary_files(package)]
    downloads = tuple(file for file, _ in listed)
    files = {file.path: content for file, content in listed}
    files["datapackage.json"] = descriptor
    files["csv-metadata.json"] = formats.render_csvw(package, (*parts, *counted))
    files["index.json"] = render_index(package, downloads)
    files["SHA256SUMS"] = render_sums(files)
    return Release(package.version, dict(sorted(files.items())), downloads)


def render_index(package: PackageInfo, downloads: Iterable[Download]) -> bytes:
    """List the files for programs; the paths are relative, so that the list holds in both folders."""
    names = ("path", "title", "description", "format", "mediaType", "rows", "bytes", "sha256")
    read = attrgetter(*names[:4], "media_type", *names[5:])
    files = [dict(zip(names, read(file), strict=True)) for file in downloads]
    about = {"name": package["name"], "title": package.title, "version": package.version, "created": package.created}
    return formats.render_json(about | {"licence": package.licence["path"], "files": files})


def render_versions(package: PackageInfo, history: History) -> dict[str, str | bytes]:
    """Write `data/index.json`: what the latest folder holds, and every released version, newest first.

    Addresses are relative to the file; each leads to the list of the version's files.
    """
    versions = [
        {"version": one.version, "created": one.date, "index": f"{one.version}/index.json", "summary": one.summary}
        for one in reversed(history.entries)
    ]
    latest = {"version": package.version, "created": package.created, "index": f"{LATEST}/index.json"}
    about = {"title": package.title, "licence": package.licence["path"], "latest": latest}
    return {"data/index.json": formats.render_json(about | {"versions": versions})}


def render_descriptor(package: PackageInfo, files: Mapping[str, bytes]) -> bytes:
    """Publish the staff's descriptor with the size and checksum of each CSV as it is published.

    Nobody edits these two by hand: they hold for the published files, not for those of the source.
    """
    descriptor: dict[str, Any] = copy.deepcopy(dict(package.descriptor))
    for resource in descriptor["resources"]:
        path = f"{resource['name']}.csv"
        resource.update(path=path, bytes=len(files[path]), hash=f"sha256:{sha256(files[path])}")
    return formats.render_json(descriptor)


def render_sums(files: Mapping[str, bytes]) -> bytes:
    """List the checksum of every file in the form that `sha256sum --check` reads."""
    return "".join(f"{sha256(files[path])}  {path}\n" for path in sorted(files)).encode()


def sha256(content: bytes) -> str:
    """The checksum that descriptors, lists and catalogues give."""
    return hashlib.sha256(content).hexdigest()


def render_readme(package: PackageInfo, parts: Iterable[Part], limitations: Iterable[str]) -> bytes:
    """Tell whoever unpacks the zip years later what it holds and how to use and quote it."""
    tables = {part.name: part for part in parts}
    rows = {name: plural(len(part.records), "row") for name, part in tables.items()}
    files = "\n".join(f"- `{name}.csv`: {part.schema.title}, {rows[name]}" for name, part in tables.items())
    missing = "\n".join(f"- {limitation}" for limitation in limitations)
    told = _text_beside("readme.md").format(package=package, files=files, limitations=missing)
    return (told + _notices(tables["sources"].records)).encode()


def _notices(sources: Iterable[ValueRow]) -> str:
    """The notices that travel with what was taken from sources under the MIT licence, such as the list of PDUs."""
    holders = sorted({source["copyright"] for source in sources if source["licence"] == "MIT"})
    said = "The list of PDUs and other facts come from repositories under the MIT licence, whose notice is:"
    return "\n".join(["", said, "", *holders, "", _text_beside("mit.txt")]) if holders else ""


def _text_beside(name: str) -> str:
    return Path(__file__).with_name(name).read_text(encoding="utf-8")


def _file(
    path: str, content: bytes, group: str, title: str, told: str, *, subject: str = "", rows: int | None = None
) -> File:
    return Download(path, group, subject, title, told, rows, len(content), sha256(content)), content


def _table_files(parts: Iterable[Part], package: PackageInfo) -> Iterator[File]:
    """A count has fewer formats: it can be counted again from the tables."""
    for part in parts:
        group = "table" if part.name in package.schemas else "count" if part.name in counts.COUNTS else "all ratings"
        contents = {"csv": formats.render_csv(part.header, part.rows), "json": formats.render_records(part)}
        contents |= {"parquet": formats.render_parquet(part, contents["csv"], package)} if group != "count" else {}
        title, told, rows = part.schema.title, part.schema.description, len(part.records)
        for suffix, content in contents.items():
            yield _file(f"{part.name}.{suffix}", content, group, title, told, subject=part.name, rows=rows)


def _area_files(directory: Directory, flat: Part) -> Iterator[File]:
    by_area: defaultdict[tuple[str, Value], list[tuple[Value, ...]]] = defaultdict(list)
    for row in flat.rows:
        for kind in HOLDS:
            by_area[kind, row[flat.header.index(f"{kind}_id")]].append(row)
    for area in (*directory.regions.values(), *directory.pdus.values()):
        rows = by_area[area.kind, area.id]
        title, told = say("All ratings: {name}", name=area.name), say(HOLDS[area.kind], name=area.name)
        path, content = f"{area.kind}s/{area.id}.csv", formats.render_csv(flat.header, rows)
        yield _file(path, content, area.kind, title, told, subject=area.id, rows=len(rows))


def _whole_files(
    directory: Directory, parts: tuple[Part, ...], counted: list[Part], packed: Mapping[str, bytes]
) -> Iterator[File]:
    package, limitations = directory.package, build_limitations(directory)
    inside = dict(packed) | {"README.md": render_readme(package, (*parts, *counted), limitations)}
    inside["SHA256SUMS"] = render_sums(inside)
    name, about = package["name"], ("whole", say("All tables"))
    holds = say("Every table as CSV with the descriptor, a README and checksums.")
    yield _file("datapackage.zip", pack(inside, package.created), *about, holds)
    book = formats.render_workbook((parts[0], *counted, *parts[1:]), package, limitations)
    yield _file(f"{name}.xlsx", book, *about, say("A cover, notes, the dictionary and one sheet a table."))
    holds = say("Every table with its keys, the table of all ratings, and the dictionary.")
    yield _file(f"{name}.sqlite", formats.render_database(parts, package), *about, holds)


def _dictionary_files(package: PackageInfo) -> Iterator[File]:
    tables, rows = counts.published_schemas(package), formats.dictionary_rows(package)
    about = ("dictionary", "Data dictionary")
    holds = "What every table and column means, its type, its allowed values and where it refers to."
    yield _file("dictionary.csv", formats.render_csv(formats.DICTIONARY, rows), *about, holds, rows=len(rows))
    content = formats.render_json([_table_in_words(table) for table in tables])
    yield _file("dictionary.json", content, *about, holds, rows=len(tables))


def _table_in_words(table: TableSchema) -> dict[str, Any]:
    columns = [
        {"name": field.name, "title": field.title, "description": field.description, "type": field.type}
        | {"required": field.required, "is_key": field.name in table.primary_key, "allowed": field.enum}
        | {"minimum": field.minimum, "maximum": field.maximum, "refers_to": table.references.get(field.name, "")}
        for field in table.fields
    ]
    about = {"name": table.name, "title": table.title, "description": table.description}
    return about | {"key": table.primary_key, "columns": columns}
