"""What the pages about the data and its versions say: each file with its size, each column, and what changed."""

from collections.abc import Iterator

from ratings_site.charts import counted
from ratings_site.model.counts import COUNTS, count_schema
from ratings_site.model.flat import build_all_ratings_schema, build_published_schemas
from ratings_site.model.rows import Pdu
from ratings_site.model.tables import column_letters
from ratings_site.pages.page import Facts, View
from ratings_site.wording.changes import build_sections, build_sections_for_readers
from ratings_site.wording.files import build_limitations


def build_data_view(facts: Facts) -> View:
    """Every file, found by what it is about, and the versions there are."""
    return {
        "package": facts.directory.package,
        "regions": facts.directory.regions.values(),
        "files": facts.files,
        "file_of": {(file.group, file.subject): file for file in facts.files},
        "releases": facts.history.entries[::-1],
        "json_ld": facts.json_ld,
        "limitations": build_limitations(facts.directory),
    }


def build_dictionary_view(facts: Facts) -> View:
    """Every table and column of the package, and of the flat table."""
    return {
        "tables": build_published_schemas(facts.directory.package),
        "files": tuple(file for file in facts.files if file.group == "dictionary"),
    }


def build_api_view(facts: Facts) -> View:
    """Each kind of document by its path, schema and description, with the first one as the example."""
    directory = facts.directory
    found = {"region_id": directory.regions, "pdu_id": directory.pdus, "inspection_id": directory.inspections}
    first = {name: next(iter(rows), "") for name, rows in found.items()}
    return {"endpoints": tuple((*endpoint, endpoint[0].format_map(first)) for endpoint in facts.endpoints)}


def build_using_view(facts: Facts) -> View:
    """The files by their ending, the sheets of the workbook with the letters of their columns, and what is counted."""
    directory, package = facts.directory, facts.directory.package
    schemas = (build_all_ratings_schema(package), *(count_schema(name, package) for name in COUNTS))
    programme = directory.current_programme.programme_id
    return {
        "files": {file.suffix: file for file in facts.files if file.group in ("whole", "all ratings")},
        "letters": {
            schema.name: {name: column_letters(place) for place, name in enumerate(schema.column_names)}
            for schema in schemas
        },
        "programme_id": programme,
        "standards": directory.standards_of(programme, Pdu.kind),
        "lowest": [*directory.grades][-1],
        "answers": [
            chart.headline
            for chart in (
                counted.overall_ratings(directory),
                counted.shares_of_ratings(directory),
                counted.then_and_now(directory),
            )
            if chart
        ],
    }


def build_releases_view(facts: Facts) -> View:
    """Every release, newest first, and what this site was built from."""
    return {"releases": facts.history.entries[::-1], "commit": facts.commit}


def build_release_views(facts: Facts) -> Iterator[View]:
    """For each release, the one before it and what changed since."""
    for release in facts.history.entries:
        changes = release.changes
        told = build_sections_for_readers(changes) if changes else []
        yield {
            "release": release,
            "previous": changes.old_version if changes else "",
            "sections": told,
            "for_programs": [section for section in build_sections(changes) if section not in told] if changes else [],
        }
