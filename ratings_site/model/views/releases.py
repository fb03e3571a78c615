"""What the pages of releases say: every version, what each changed, and the record for whoever audits the site."""

from dataclasses import dataclass
from datetime import date

from ratings_site.model.directory import Directory
from ratings_site.model.releases import History, ReleaseEntry
from ratings_site.model.views.changes import Section, build_sections
from ratings_site.model.views.parts import Citation, Link, citation
from ratings_site.model.views.words import day_words
from ratings_site.model.wording import say, to_say

NUMBERS = (
    to_say("The first number: tables or columns changed so that programs that read them may break."),
    to_say("The second number: data was added."),
    to_say("The third number: data was put right."),
)
"""What a rise of each part of a version means."""


@dataclass(frozen=True)
class ReleaseRow:
    """One version in a list; `page` is its own page."""

    version: str
    day: str
    summary: str
    sha256: str
    page: Link
    data: Link
    reasons: tuple[str, ...]
    """Why corrections in it were made."""


@dataclass(frozen=True)
class ReleaseView:
    """The page of one version."""

    row: ReleaseRow
    previous: Link | None
    sections: tuple[Section, ...]
    csv: Link | None
    citation: Citation


@dataclass(frozen=True)
class ReleasesView:
    """The list of all versions, newest first, and what the numbers mean."""

    rows: tuple[ReleaseRow, ...]
    numbers: tuple[str, ...]
    citation: Citation


def build_releases_view(history: History, directory: Directory, *, title: str, address: str) -> ReleasesView:
    """The list of every release, newest first."""
    rows = tuple(release_row(entry) for entry in reversed(history.entries))
    return ReleasesView(rows, tuple(map(say, NUMBERS)), citation(directory, title, address))


def build_release_view(entry: ReleaseEntry, directory: Directory) -> ReleaseView:
    """The page of one release."""
    address = f"changes/{entry.version}/"
    before = entry.changes.old_version if entry.changes else ""
    return ReleaseView(
        row=release_row(entry),
        previous=version_link(before) if before else None,
        sections=build_sections(entry.changes) if entry.changes else (),
        csv=Link(say("These changes as CSV"), f"{address}changes.csv") if entry.changes else None,
        citation=citation(directory, say("Version {version}", version=entry.version), address),
    )


def release_row(entry: ReleaseEntry) -> ReleaseRow:
    """One version as a row."""
    corrections = entry.changes.corrections if entry.changes else ()
    return ReleaseRow(
        version=entry.version,
        day=day_words(date.fromisoformat(entry.date)),
        summary=entry.summary,
        sha256=entry.sha256,
        page=version_link(entry.version),
        data=Link(say("Data of version {version}", version=entry.version), f"data/{entry.version}/datapackage.zip"),
        reasons=tuple(dict.fromkeys(correction.reason for correction in corrections)),
    )


def version_link(version: str) -> Link:
    """A link to the page of a version."""
    return Link(say("Version {version}", version=version), f"changes/{version}/")
