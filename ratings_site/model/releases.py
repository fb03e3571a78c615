"""The versions of the package that were released, and what each changed."""

import datetime
from dataclasses import dataclass

from ratings_site.model.changes import Changes
from ratings_site.model.rows import Correction


@dataclass(frozen=True)
class ReleaseEntry:
    """One released version; `changes` compares it with the one before it, and is empty for the first."""

    version: str
    date: str
    """The day up to which its facts are published, `YYYY-MM-DD`."""
    sha256: str
    """The checksum of the zip that keeps its files."""
    summary: str
    changes: Changes | None

    @property
    def day(self) -> datetime.date:
        return datetime.date.fromisoformat(self.date)

    @property
    def corrections(self) -> tuple[Correction, ...]:
        """What it put right."""
        return self.changes.corrections if self.changes else ()


@dataclass(frozen=True)
class History:
    """Every release, oldest first."""

    entries: tuple[ReleaseEntry, ...] = ()

    @property
    def changes(self) -> tuple[Changes, ...]:
        """What each release after the first changed, oldest first."""
        return tuple(entry.changes for entry in self.entries if entry.changes)

    @property
    def newest(self) -> ReleaseEntry | None:
        """The release with the highest version, or None before the first."""
        return self.entries[-1] if self.entries else None
