"""What the data page says: every file with its size, what each column means, and what the data cannot tell."""

from collections.abc import Iterable
from dataclasses import dataclass

from ratings_site.model.directory import Directory, PartialDate
from ratings_site.model.flat import build_all_ratings_schema
from ratings_site.model.tables import Field, PackageInfo, TableSchema

FORMATS = {
    "csv": ("CSV", "text/csv"),
    "json": ("JSON", "application/json"),
    "parquet": ("Parquet", "application/vnd.apache.parquet"),
    "xlsx": ("Excel workbook", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "sqlite": ("SQLite database", "application/vnd.sqlite3"),
    "zip": ("Data Package (zip)", "application/zip"),
}
"""What each kind of file is called, and its media type, by the ending of its name."""

_KILOBYTE, _MEGABYTE = 1000, 1_000_000


@dataclass(frozen=True)
class Download:
    """One file that people download: `path` is relative to the folder of its version."""

    path: str
    group: str
    """"whole", "all ratings", "table", "region" or "pdu"."""
    subject: str
    """The table, the region or the PDU it is about; empty for the whole package."""
    title: str
    description: str
    rows: int | None
    """Rows of data; None for a file of several tables."""
    bytes: int
    sha256: str

    @property
    def suffix(self) -> str:
        return self.path.rpartition(".")[2]

    @property
    def format(self) -> str:
        return FORMATS[self.suffix][0]

    @property
    def media_type(self) -> str:
        return FORMATS[self.suffix][1]

    @property
    def size(self) -> str:
        """Its size in words."""
        return size_in_words(self.bytes)


@dataclass(frozen=True)
class DictionaryColumn:
    """One column, in words for people and machines alike."""

    name: str
    title: str
    description: str
    type: str
    required: bool
    is_key: bool
    allowed: tuple[str, ...]
    minimum: str
    maximum: str
    refers_to: str
    """`table.column` where each value must stand, or ""."""


@dataclass(frozen=True)
class DictionaryTable:
    """One table and its columns in order."""

    name: str
    title: str
    description: str
    key: tuple[str, ...]
    columns: tuple[DictionaryColumn, ...]


@dataclass(frozen=True)
class TableDownloads:
    """The files of one table side by side."""

    table: DictionaryTable
    rows: int
    files: tuple[Download, ...]


@dataclass(frozen=True)
class AreaDownload:
    """The file of one region, and those of its PDUs."""

    region: Download
    pdus: tuple[Download, ...]


@dataclass(frozen=True)
class DataView:
    """The data page."""

    title: str
    version: str
    created: PartialDate
    licence_title: str
    licence_url: str
    whole: tuple[Download, ...]
    all_ratings: tuple[Download, ...]
    tables: tuple[TableDownloads, ...]
    areas: tuple[AreaDownload, ...]
    limitations: tuple[str, ...]
    citation: str
    json_ld: str


@dataclass(frozen=True)
class DictionaryView:
    """The page of the data dictionary."""

    version: str
    created: PartialDate
    tables: tuple[DictionaryTable, ...]


def build_data_view(directory: Directory, downloads: Iterable[Download], *, citation: str, json_ld: str) -> DataView:
    """Order the files the way readers look for them: the whole, the flat table, single tables, single areas."""
    files = tuple(downloads)
    package = directory.package
    return DataView(
        title=package.title,
        version=package.version,
        created=PartialDate(package.created, "day"),
        licence_title=package.licence_title,
        licence_url=package.licence_url,
        whole=_of_group(files, "whole"),
        all_ratings=_of_group(files, "all ratings"),
        tables=tuple(_table_downloads(table, files) for table in build_dictionary(package)[1:]),
        areas=tuple(_area_downloads(directory, files)),
        limitations=build_limitations(directory),
        citation=citation,
        json_ld=json_ld,
    )


def build_dictionary_view(package: PackageInfo) -> DictionaryView:
    """Say what every table and column of the package means."""
    return DictionaryView(package.version, PartialDate(package.created, "day"), build_dictionary(package))


def build_dictionary(package: PackageInfo) -> tuple[DictionaryTable, ...]:
    """Describe the flat table and then every table of the package, from the schema alone."""
    schemas = (build_all_ratings_schema(package), *package.schemas.values())
    return tuple(_dictionary_table(schema) for schema in schemas)


def build_limitations(directory: Directory) -> tuple[str, ...]:
    """Count what the data does not hold, so that nobody takes an empty cell for a fact."""
    inspections = tuple(directory.inspections.values())
    ratings = [rating for inspection in inspections for rating in inspection.ratings]
    missing = sum(rating.basis == "not available" for rating in ratings)
    derived = sum(rating.basis == "derived" for rating in ratings)
    vague = sum(inspection.published.precision in ("month", "year") for inspection in inspections)
    undated = sum(inspection.published.value is None for inspection in inspections)
    scored = [i for i in inspections if i.is_rated and i.area_type == "pdu"]
    scoreless = sum(i.score is None for i in scored)
    living = [pdu for pdu in directory.pdus.values() if pdu.closed is None]
    unseen = sum(not pdu.inspections for pdu in living)
    return (
        f"{missing} of {len(ratings)} ratings of single standards are not available: they were given, but no source "
        "we hold says them.",
        f"{derived} of {len(ratings)} ratings of single standards are derived: they follow from what sources state, "
        "and the note of each says how.",
        f"{vague} of {len(inspections)} inspections are dated to the month or the year only, and {undated} not at "
        "all; the precision column says which.",
        f"{scoreless} of {len(scored)} rated inspections of PDUs have no composite score in any source we hold.",
        f"{unseen} of {len(living)} living PDUs have no inspection in the data.",
        "Scores of programmes with different standards or highest scores are not comparable.",
        "The day a PDU opened, closed or changed is the day by which a public record shows it, not the day it "
        "happened.",
    )


def size_in_words(count: int) -> str:
    """A number of bytes the way file managers write it, in units of a thousand."""
    if count < _KILOBYTE:
        return f"{count} bytes"
    if count < _MEGABYTE:
        return f"{count / _KILOBYTE:.0f} kB"
    return f"{count / _MEGABYTE:.1f} MB"


def _of_group(files: tuple[Download, ...], group: str, subject: str | None = None) -> tuple[Download, ...]:
    return tuple(file for file in files if file.group == group and subject in (None, file.subject))


def _table_downloads(table: DictionaryTable, files: tuple[Download, ...]) -> TableDownloads:
    own = _of_group(files, "table", table.name)
    return TableDownloads(table=table, rows=own[0].rows or 0, files=own)


def _area_downloads(directory: Directory, files: tuple[Download, ...]) -> Iterable[AreaDownload]:
    regions = {file.subject: file for file in _of_group(files, "region")}
    pdus = {file.subject: file for file in _of_group(files, "pdu")}
    for region in directory.regions.values():
        yield AreaDownload(regions[region.region_id], tuple(pdus[pdu.pdu_id] for pdu in region.pdus))


def _dictionary_table(schema: TableSchema) -> DictionaryTable:
    references = {
        column: f"{key.reference or schema.name}.{target}"
        for key in schema.foreign_keys
        for column, target in zip(key.fields, key.reference_fields, strict=True)
    }
    return DictionaryTable(
        name=schema.name,
        title=schema.title,
        description=schema.description,
        key=schema.primary_key,
        columns=tuple(_dictionary_column(field, schema.primary_key, references) for field in schema.fields),
    )


def _dictionary_column(field: Field, key: tuple[str, ...], references: dict[str, str]) -> DictionaryColumn:
    return DictionaryColumn(
        name=field.name,
        title=field.title,
        description=field.description,
        type=field.type,
        required=field.required,
        is_key=field.name in key,
        allowed=field.enum,
        minimum=field.minimum,
        maximum=field.maximum,
        refers_to=references.get(field.name, ""),
    )
