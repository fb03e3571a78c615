"""A package opened for writing: its tables as files, saved together or not at all."""

from datetime import date
from pathlib import Path

from ratings_site.author import AuthorError
from ratings_site.author.descriptor import write_version
from ratings_site.author.sheet import SheetFile, read_sheet
from ratings_site.author.states import DESCRIPTOR
from ratings_site.check import Severity, read


class Book:
    """The tables of a package that passes the check, as the files they are. `on` is the day of the entry."""

    def __init__(self, package: Path, on: date) -> None:
        checked = read(package)
        if checked.tables is None:
            first = next(issue for issue in checked.issues if issue.severity is Severity.FAILURE)
            problem = f"Mend the tables first (make check): {first.file}, line {first.line}: {first.text}"
            raise AuthorError([problem])
        self.package = package
        self.on = on
        self.tables = checked.tables
        self._sheets: dict[str, SheetFile] = {}
        self._before: dict[Path, bytes] = {}

    def sheet(self, table: str) -> SheetFile:
        """One table; raises AuthorError for a table that the package does not have."""
        if table not in self.tables.package.schemas:
            raise AuthorError([f"There is no table {table}. Choose from {', '.join(self.tables.package.schemas)}."])
        if table not in self._sheets:
            schema = self.tables.package.schemas[table]
            content = (self.package / schema.path).read_bytes()
            self._before[self.package / schema.path] = content
            self._sheets[table] = read_sheet(schema.path, content, schema.primary_key)
        return self._sheets[table]

    def save(self) -> tuple[str, ...]:
        """Write what changed and check the package; where it fails put every file back and raise AuthorError.

        An entry made after the package's own date brings that date up to its day: the package is then of that day.
        Returns the names of the files written.
        """
        descriptor = self.package / DESCRIPTOR
        self._before[descriptor] = descriptor.read_bytes()
        for table, sheet in self._sheets.items():
            file = self.package / self.tables.package.schemas[table].path
            if sheet.text.encode() != self._before[file]:
                file.write_bytes(sheet.text.encode())
        if self.on > self.tables.package.created:
            write_version(self.package, version=self.tables.package.version, created=self.on)
        self._check()
        return tuple(sorted(file.name for file, content in self._before.items() if file.read_bytes() != content))

    def _check(self) -> None:
        checked = read(self.package)
        if checked.tables is not None:
            return
        for file, content in self._before.items():
            file.write_bytes(content)
        failures = [issue for issue in checked.issues if issue.severity is Severity.FAILURE]
        raise AuthorError(dict.fromkeys(f"{issue.file}: {issue.text}" for issue in failures))
