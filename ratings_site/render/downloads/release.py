"""The folder of one version: every file in it, and the list of them for pages, catalogues and programs."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass

from ratings_site.model.directory import Directory, build_directory
from ratings_site.model.tables import PackageInfo, Tables
from ratings_site.model.views.data import Download, build_limitations
from ratings_site.model.views.dictionary import build_dictionary
from ratings_site.model.wording import say
from ratings_site.render.downloads.cells import Part, build_parts
from ratings_site.render.downloads.csvw import render_csvw
from ratings_site.render.downloads.database import render_database
from ratings_site.render.downloads.package import render_descriptor, render_readme, render_sums, render_zip, sha256
from ratings_site.render.downloads.parquet import render_parquet
from ratings_site.render.downloads.plain import render_csv, render_json, render_records
from ratings_site.render.downloads.workbook import render_workbook

LATEST = "latest"
"""The folder whose addresses never change and whose content is the newest version."""

_DICTIONARY_HEADER = (
    *("table", "column", "title", "description", "type", "required", "key", "allowed", "minimum", "maximum"),
    "refers_to",
)


@dataclass(frozen=True)
class Release:
    """One version as published: its files by their path in the version's folder, and what each download is."""

    version: str
    files: Mapping[str, bytes]
    downloads: tuple[Download, ...]

    def below(self, folder: str) -> dict[str, str | bytes]:
        """The files as they stand on the site, under `data/<folder>/`."""
        return {f"data/{folder}/{path}": content for path, content in self.files.items()}


@dataclass(frozen=True)
class _File:
    """One file before its size is taken: `group` and `subject` as in Download."""

    path: str
    content: bytes
    title: str
    description: str
    group: str
    subject: str = ""
    rows: int | None = None


def release_files(tables: Tables) -> dict[str, bytes]:
    """Write what the folder of this version holds; it depends on nothing but the tables."""
    return dict(render_release(build_directory(tables)).files)


def render_release(directory: Directory) -> Release:
    """Write every table, the flat table, each area's part of it and the whole package in every format."""
    package = directory.package
    parts = build_parts(directory.tables, directory)
    listed = [*_table_files(parts, package), *_area_files(directory, parts[0])]
    descriptor = render_descriptor(package, {file.path: file.content for file in listed})
    csvs = {file.path: file.content for file in listed if file.group == "table" and file.path.endswith(".csv")}
    listed += [*_whole_files(directory, parts, csvs | {"datapackage.json": descriptor}), *_dictionary_files(package)]
    downloads = tuple(_describe(file) for file in listed)
    files = {file.path: file.content for file in listed}
    files["datapackage.json"] = descriptor
    files["csv-metadata.json"] = render_csvw(package, parts)
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


def _describe(file: _File) -> Download:
    return Download(
        path=file.path,
        group=file.group,
        subject=file.subject,
        title=file.title,
        description=file.description,
        rows=file.rows,
        bytes=len(file.content),
        sha256=sha256(file.content),
    )


def _table_files(parts: Iterable[Part], package: PackageInfo) -> Iterator[_File]:
    for place, part in enumerate(parts):
        contents = {
            "csv": render_csv(part.header, part.text_rows),
            "json": render_records(part),
            "parquet": render_parquet(part, package),
        }
        for suffix, content in contents.items():
            yield _File(
                path=f"{part.name}.{suffix}",
                content=content,
                title=part.schema.title,
                description=part.schema.description,
                group="table" if place else "all ratings",
                subject=part.name,
                rows=len(part.frame),
            )


def _area_files(directory: Directory, flat: Part) -> Iterator[_File]:
    areas = {
        ("region", "regions", "region_id"): [(region.region_id, region.name) for region in directory.regions.values()],
        ("pdu", "pdus", "pdu_id"): [(pdu.pdu_id, pdu.name) for pdu in directory.pdus.values()],
    }
    for (group, folder, column), named in areas.items():
        place = flat.header.index(column)
        for area_id, name in named:
            rows = [row for row in flat.text_rows if row[place] == area_id]
            yield _File(
                path=f"{folder}/{area_id}.csv",
                content=render_csv(flat.header, rows),
                title=say("downloads.area", name=name),
                description=say(f"downloads.{group}_holds", name=name),
                group=group,
                subject=area_id,
                rows=len(rows),
            )


def _whole_files(directory: Directory, parts: tuple[Part, ...], packed: Mapping[str, bytes]) -> Iterator[_File]:
    package = directory.package
    limitations = build_limitations(directory)
    yield _File(
        path="datapackage.zip",
        content=_zip(package, dict(packed) | {"README.md": render_readme(package, parts[1:], limitations)}),
        title=say("downloads.whole"),
        description=say("downloads.zip"),
        group="whole",
    )
    yield _File(
        path=f"{package.name}.xlsx",
        content=render_workbook(parts, package, limitations),
        title=say("downloads.whole"),
        description=say("downloads.xlsx"),
        group="whole",
    )
    yield _File(
        path=f"{package.name}.sqlite",
        content=render_database(parts, package),
        title=say("downloads.whole"),
        description=say("downloads.sqlite"),
        group="whole",
    )


def _zip(package: PackageInfo, packed: Mapping[str, bytes]) -> bytes:
    return render_zip(dict(packed) | {"SHA256SUMS": render_sums(packed)}, package)


def _dictionary_files(package: PackageInfo) -> Iterator[_File]:
    dictionary = build_dictionary(package)
    columns = [(table, column) for table in dictionary for column in table.columns]
    rows = [
        (
            *(table.name, column.name, column.title, column.description, column.type),
            *("yes" if column.required else "no", "yes" if column.is_key else "no"),
            *("; ".join(column.allowed), column.minimum, column.maximum, column.refers_to),
        )
        for table, column in columns
    ]
    contents = {
        "csv": render_csv(_DICTIONARY_HEADER, rows),
        "json": render_json([asdict(table) for table in dictionary]),
    }
    for suffix, content in contents.items():
        yield _File(
            path=f"dictionary.{suffix}",
            content=content,
            title="Data dictionary",
            description="What every table and column means, its type, its allowed values and where it refers to.",
            group="dictionary",
            rows=len(rows) if suffix == "csv" else len(dictionary),
        )
