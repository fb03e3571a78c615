"""What the data page says: every file with its size, what each column means, and what the data cannot tell."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ratings_site.model.cells import column_letters
from ratings_site.model.directory import Directory
from ratings_site.model.flat import build_all_ratings_schema
from ratings_site.model.views.dictionary import DictionaryTable, build_dictionary
from ratings_site.model.views.parts import Citation, citation, corrections_sentence
from ratings_site.model.views.words import day_words
from ratings_site.model.wording import say, to_say

MEDIA_TYPES = {
    "csv": "text/csv",
    "json": "application/json",
    "parquet": "application/vnd.apache.parquet",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "sqlite": "application/vnd.sqlite3",
    "zip": "application/zip",
}
"""The media type of each kind of file, by the ending of its name."""

_KILOBYTE, _MEGABYTE = 1000, 1_000_000


FORMATS = {
    "csv": to_say("CSV"),
    "json": to_say("JSON"),
    "parquet": to_say("Parquet"),
    "xlsx": to_say("Excel workbook"),
    "sqlite": to_say("SQLite database"),
    "zip": to_say("Data Package, zip"),
}


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
        return say(FORMATS[self.suffix])

    @property
    def media_type(self) -> str:
        return MEDIA_TYPES[self.suffix]

    @property
    def size(self) -> str:
        """Its size in words."""
        return size_in_words(self.bytes)


@dataclass(frozen=True)
class TableDownloads:
    """The files of one table side by side."""

    table: DictionaryTable
    rows: int
    files: tuple[Download, ...]


@dataclass(frozen=True)
class AreaDownload:
    """The file of one area, and for a region those of its PDUs."""

    name: str
    file: Download
    pdus: tuple["AreaDownload", ...] = ()


@dataclass(frozen=True)
class Version:
    """One released version: its date in words and what it changed."""

    version: str
    day: str
    summary: str


@dataclass(frozen=True)
class DataView:
    """The data page; `json_ld` describes the dataset for search engines."""

    version: str
    day: str
    licence_title: str
    licence_url: str
    whole: tuple[Download, ...]
    all_ratings: tuple[Download, ...]
    dictionary: tuple[Download, ...]
    tables: tuple[TableDownloads, ...]
    areas: tuple[AreaDownload, ...]
    versions: tuple[Version, ...]
    limitations: tuple[str, ...]
    json_ld: str
    corrected: str
    citation: Citation


@dataclass(frozen=True)
class DictionaryView:
    """The page of the data dictionary."""

    tables: tuple[DictionaryTable, ...]
    files: tuple[Download, ...]
    citation: Citation


@dataclass(frozen=True)
class Endpoint:
    """One kind of document of the API, and one of its addresses to try; both are paths below `api/`."""

    path: str
    schema: str
    description: str
    example: str


@dataclass(frozen=True)
class ApiView:
    """The page that documents the API."""

    endpoints: tuple[Endpoint, ...]
    citation: Citation


@dataclass(frozen=True)
class UsingView:
    """The page that says how to use the data: files by their ending, and spreadsheet columns by their name."""

    files: Mapping[str, Download]
    letters: Mapping[str, str]
    citation: Citation


def build_data_view(
    directory: Directory, downloads: Iterable[Download], *, versions: Iterable[Version], json_ld: str
) -> DataView:
    """Order the files the way readers look for them: the whole, the flat table, single tables, single areas."""
    files = tuple(downloads)
    package = directory.package
    return DataView(
        version=package.version,
        day=day_words(package.created),
        licence_title=package.licence_title,
        licence_url=package.licence_url,
        whole=_of_group(files, "whole"),
        all_ratings=_of_group(files, "all ratings"),
        dictionary=_of_group(files, "dictionary"),
        tables=tuple(_table_downloads(table, files) for table in build_dictionary(package)[1:]),
        areas=tuple(_area_downloads(directory, files)),
        versions=tuple(versions),
        limitations=build_limitations(directory),
        json_ld=json_ld,
        corrected=corrections_sentence(directory, "data/"),
        citation=citation(directory, say("The data"), "data/"),
    )


def build_dictionary_view(directory: Directory, downloads: Iterable[Download]) -> DictionaryView:
    """Say what every table and column of the package means."""
    return DictionaryView(
        tables=build_dictionary(directory.package),
        files=_of_group(tuple(downloads), "dictionary"),
        citation=citation(directory, say("Data dictionary"), "data/dictionary/"),
    )


def build_api_view(directory: Directory, endpoints: Iterable[tuple[str, str, str]]) -> ApiView:
    """Document each kind of document by its path, schema and description, with the first area as the example."""
    first = {"{region_id}": next(iter(directory.regions), ""), "{pdu_id}": next(iter(directory.pdus), "")}
    return ApiView(
        endpoints=tuple(
            Endpoint(path, f"schema/{schema}.json", description, _filled(path, first))
            for path, schema, description in endpoints
        ),
        citation=citation(directory, say("The data for programs"), "data/api/"),
    )


def build_using_view(directory: Directory, downloads: Iterable[Download]) -> UsingView:
    """Say how to open the files, with the columns of the flat table as a spreadsheet letters them."""
    header = build_all_ratings_schema(directory.package).column_names
    return UsingView(
        files={file.suffix: file for file in downloads if file.group in ("whole", "all ratings")},
        letters={name: column_letters(place) for place, name in enumerate(header)},
        citation=citation(directory, say("How to use the data"), "data/using-the-data/"),
    )


def _filled(path: str, values: Mapping[str, str]) -> str:
    for gap, value in values.items():
        path = path.replace(gap, value)
    return path


def build_limitations(directory: Directory) -> tuple[str, ...]:
    """Count what the data does not hold, so that nobody takes an empty cell for a fact."""
    inspections = directory.counted
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
        say(
            "{count} of {all} ratings of single standards are not available: they were given, but no source we hold "
            "says them.",
            count=missing,
            all=len(ratings),
        ),
        say(
            "{count} of {all} ratings of single standards are derived: they follow from what sources state, and the "
            "note of each says how.",
            count=derived,
            all=len(ratings),
        ),
        say(
            "{vague} of {all} inspections are dated to the month or the year only, and {undated} not at all; the "
            "precision column says which.",
            vague=vague,
            all=len(inspections),
            undated=undated,
        ),
        say(
            "{count} of {all} rated inspections of PDUs have no composite score in any source we hold.",
            count=scoreless,
            all=len(scored),
        ),
        say("{count} of {all} living PDUs have no inspection in the data.", count=unseen, all=len(living)),
        say("Scores of programmes with different standards or highest scores are not comparable."),
        say(
            "The day a PDU opened, closed or changed is the day by which a public record shows it, not the day it "
            "happened."
        ),
    )


def size_in_words(count: int) -> str:
    """A number of bytes the way file managers write it, in units of a thousand."""
    if count < _KILOBYTE:
        return say("{count} bytes", count=count)
    if count < _MEGABYTE:
        return say("{count} kB", count=f"{count / _KILOBYTE:.0f}")
    return say("{count} MB", count=f"{count / _MEGABYTE:.1f}")


def _of_group(files: tuple[Download, ...], group: str, subject: str | None = None) -> tuple[Download, ...]:
    return tuple(file for file in files if file.group == group and subject in (None, file.subject))


def _table_downloads(table: DictionaryTable, files: tuple[Download, ...]) -> TableDownloads:
    own = _of_group(files, "table", table.name)
    return TableDownloads(table=table, rows=own[0].rows or 0, files=own)


def _area_downloads(directory: Directory, files: tuple[Download, ...]) -> Iterable[AreaDownload]:
    regions = {file.subject: file for file in _of_group(files, "region")}
    pdus = {file.subject: file for file in _of_group(files, "pdu")}
    for region in directory.regions.values():
        own = tuple(AreaDownload(pdu.name, pdus[pdu.pdu_id]) for pdu in region.pdus)
        yield AreaDownload(region.name, regions[region.region_id], own)
