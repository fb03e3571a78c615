"""What is wrong with a package, and where: the way from a folder to `Tables`, or to every issue."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from ratings_site.check.acknowledgements import check_acknowledgements, settle
from ratings_site.check.cells import check_cells
from ratings_site.check.constraints import check_constraints, check_keys
from ratings_site.check.descriptor import DESCRIPTOR, Descriptor, read_descriptor
from ratings_site.check.files import MAX_PACKAGE_BYTES, check_other_files
from ratings_site.check.issues import Findings, Issue, Place, Severity
from ratings_site.check.references import check_references
from ratings_site.check.released import before, check_facts, check_released, released_rows
from ratings_site.check.rules import check_rules
from ratings_site.check.sheets import Sheet, read_sheet
from ratings_site.model.tables import Tables, Value, build_tables

__all__ = ["Checked", "Issue", "Severity", "read"]


@dataclass(frozen=True)
class Checked:
    """The outcome of a check: the tables, and every issue, sorted. There are no tables where anything failed."""

    tables: Tables | None
    issues: tuple[Issue, ...]


def read(folder: Path, *, today: date = date.min, released: Tables | None = None) -> Checked:
    """Read a package and check everything about it, reporting every problem of every table in one run.

    Facts are dated up to `today`, or up to the package's own date where that is later. Where the last release is given,
    what was released and is another now needs its reason. Nothing that is in the folder raises an exception. Paths in
    the issues are those inside the package.
    """
    found = Findings()
    if not folder.is_dir():
        found.add("no-folder", Place(""))
        return Checked(None, tuple(found))
    described = read_descriptor(folder, found)
    if described is None:
        return Checked(None, tuple(found))
    check_other_files(folder, {DESCRIPTOR, *described.paths}, found)
    sheets, known = _read_sheets(folder, described, found), released_rows(released)
    for name, sheet in sheets.items():
        check_cells(sheet, found, last_day=max(described.created, today), before=before(sheet, known))
        check_constraints(sheet, described.resources[name]["schema"], found)
    check_released(sheets, known, found)
    for name, sheet in sheets.items():
        if sheet.usable:
            check_keys(sheet, described.resources[name]["schema"], found)
    check_references(sheets, known, found)
    check_rules(sheets, found)
    check_acknowledgements(sheets, found)
    failed = found.any_failure()
    issues = _with_rows_of_excel(settle(found, sheets, complete=not failed), sheets)
    if failed or described.info is None:
        return Checked(None, issues)
    tables = build_tables(described.info, {name: _values(sheet) for name, sheet in sheets.items()})
    if unexplained := tuple(check_facts(sheets, released, tables, today)) if released else ():
        return Checked(None, tuple(sorted((*issues, *unexplained))))
    return Checked(tables, issues)


def _read_sheets(folder: Path, described: Descriptor, found: Findings) -> dict[str, Sheet]:
    sheets, left = {}, MAX_PACKAGE_BYTES
    others = {tuple(sorted(schema.column_names)): schema.path for schema in described.schemas.values()}
    for name, schema in described.schemas.items():
        if name in described.usable:
            sheets[name], used = read_sheet(folder, schema, described.resources[name], found, room=left, others=others)
            left -= used
    return sheets


def _with_rows_of_excel(issues: tuple[Issue, ...], sheets: Mapping[str, Sheet]) -> tuple[Issue, ...]:
    """Say Excel's row too where it is not the line, since a cell above holds a line break."""
    numbered = {
        (sheet.path, row.line): number
        for sheet in sheets.values()
        for number, row in enumerate(sheet.rows, start=2)
        if row.line != number
    }
    return tuple(
        replace(issue, remedy=f"{issue.remedy} In Excel it is row {number}.")
        if issue.line and (number := numbered.get((issue.file, issue.line)))
        else issue
        for issue in issues
    )


def _values(sheet: Sheet) -> list[Mapping[str, Value]]:
    return [row.values for row in sheet.rows]
