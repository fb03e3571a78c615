"""Comparing the package with what was released, and releasing it: a version is made once and never changed again."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from itertools import pairwise
from pathlib import Path

from ratings_site import check
from ratings_site.author import AuthorError, book, states
from ratings_site.catalogue import CITATION, render_citation
from ratings_site.model.as_of import as_of, package_day
from ratings_site.model.changes import History, ReleaseEntry
from ratings_site.model.changes.building import build_changes
from ratings_site.model.tables import Tables
from ratings_site.publish import addresses, archive
from ratings_site.publish.site import LOCAL_ADDRESS, site_address
from ratings_site.whole import write_whole
from ratings_site.wording.changes import render_summary
from ratings_site.wording.words import joined, plural


@dataclass(frozen=True)
class Past:
    """What was published up to a day: every release, and the addresses that must answer."""

    folder: Path
    releases: tuple[archive.Release, ...]
    register: tuple[addresses.Address, ...]
    moved: Mapping[str, str]
    """Where the readers of each moved address are sent."""

    @property
    def archive(self) -> Iterator[tuple[str, bytes]]:
        """The files of each release with their paths, unpacked as somebody takes them: all are too many to hold."""
        for release in self.releases:
            yield from archive.release_paths(self.folder, release).items()

    @property
    def pictures(self) -> Iterator[tuple[str, bytes]]:
        """The pictures that others show of each release with their paths, in the same way."""
        for release in self.releases:
            yield from archive.picture_paths(self.folder, release.version).items()

    @cached_property
    def tables(self) -> tuple[Tables, ...]:
        """The package as each release has it."""
        return tuple(states.read_released(self.folder, release) for release in self.releases)

    @property
    def newest(self) -> Tables | None:
        """The package as it was last released."""
        return self.tables[-1] if self.releases else None

    @property
    def history(self) -> History:
        """The releases, each with what it changed."""
        return _LaterHistory(self)


class _LaterHistory(History):
    """A history whose releases are compared when somebody first asks for them."""

    past: Past

    def __init__(self, past: Past) -> None:
        vars(self)["past"] = past  # a history is read only

    @property
    def said(self) -> str:
        """What it follows from: the checksum of each release, and what has moved."""
        return repr((self.past.releases, sorted(self.past.moved.items())))

    @cached_property
    def entries(self) -> tuple[ReleaseEntry, ...]:
        pairs = pairwise(self.past.tables)
        changes = [None, *(build_changes(old, new, redirects=self.past.moved) for old, new in pairs)]
        known = zip(self.past.releases, changes, strict=False)
        return tuple(ReleaseEntry(one.version, one.date, one.sha256, one.summary, changed) for one, changed in known)


def read_past(package: Path, day: date) -> Past:
    """Read the releases and the register beside the package, leaving out whatever came after `day`.

    Raises PublishError where an archived release or the register is broken.
    """
    folder, file = states.beside(package)
    register, known = addresses.read_register(file), archive.read_index(folder)
    past = tuple(release for release in known if release.date <= day.isoformat())
    later = {release.version for release in known if release not in past}
    promised = tuple(address for address in register if address.since not in later)
    return Past(folder, past, promised, addresses.moved_addresses(register))


def release(package: Path, *, day: date | None, raise_version: bool, today: date = date.min) -> archive.Release | None:
    """Release the package as it is published on `day`, by default that of the last entry; None if nothing changed.

    `today` is the day of the check. Raises AuthorError where the changes may not be published, or where the version is
    too low and `raise_version` is not set. An incompatible change is never raised by itself: a person answers for it.
    """
    old, (_, register) = states.read_newest(package), states.beside(package)
    tables = book.sound(check.read(package, today=max(today, day or today), released=old))
    if day and day < (created := tables.package.created):
        problem = f"{states.DESCRIPTOR} says that the package is of {created}, a day not out yet: release it then."
        raise AuthorError(problem)
    tables = as_of(tables, day or package_day(tables))
    version = tables.package.version
    if old is None:
        kinds = {"regions": "region", "pdus": "pdu", "inspections": "inspection", "publications": "publication"}
        counted = joined([plural(len(tables.rows[table]), unit) for table, unit in kinds.items()])
        return _write(package, tables, version, f"The first release: {counted}.")
    changes = build_changes(old, tables, redirects=addresses.moved_addresses(addresses.read_register(register)))
    if changes.is_empty:
        return None
    if changes.problems:
        raise AuthorError(*(f"{problem.message} {problem.remedy}" for problem in changes.problems))
    if not changes.version_raised and not raise_version:
        problem = f"These changes call for version {changes.version_called_for}, and datapackage.json says {version}."
        raise AuthorError(f'{problem} Write "version": "{changes.version_called_for}" there, or add --raise.')
    version = version if changes.version_raised else changes.version_called_for
    return _write(package, tables, version, render_summary(changes))


def as_draft(tables: Tables, newest: Tables | None) -> Tables:
    """The tables under the version they may go by: their own if they are what was released, else `1.1.0-draft`.

    Two different contents never go by the same version, not even on a preview. Before the first release (`newest` is
    None) the version stands as it is.
    """
    if newest is None:
        return tables
    changes = build_changes(newest, tables)
    draft = f"{tables.package.version if changes.version_raised else changes.version_called_for}-draft"
    return _with_version(tables, newest.package.version if changes.is_empty else draft)


def as_if_of(tables: Tables, version: str, day: date) -> Tables:
    """The same facts under another version and day, so that a picture of them differs by nothing else."""
    return _with_version(as_of(tables, day), version)


def _with_version(tables: Tables, version: str) -> Tables:
    return replace(tables, package=tables.package.but(version=version))


def _write(package: Path, tables: Tables, version: str, summary: str) -> archive.Release:
    """Write the version and the day into the descriptor, and keep the tables as they are published on it.

    CITATION.cff beside the package is kept in step, where there is one; a site on this machine is nothing to cite.
    """
    from ratings_site.downloads import release_files  # noqa: PLC0415  workbooks load slowly, and only for this

    created, tables = tables.package.created, _with_version(tables, version)
    book.write_version(package, version=version, created=created)
    file, address = package.resolve().parent / CITATION, site_address()
    if file.is_file():
        write_whole(file, render_citation(tables.package, "" if address == LOCAL_ADDRESS else address).encode())
    folder, files = package.resolve().parent / states.RELEASES, release_files(tables)
    return archive.write_release(folder, version=version, date=created.isoformat(), summary=summary, files=files)
