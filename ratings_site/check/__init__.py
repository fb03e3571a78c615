"""What is wrong with a package, and where: the way from a folder to `Tables`, or to every issue."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from ratings_site.check.acknowledgements import check_acknowledgements, settle
from ratings_site.check.cells import check_cells
from ratings_site.check.demands import check_demands
from ratings_site.check.descriptor import Descriptor, read_descriptor
from ratings_site.check.entries import DESCRIPTOR
from ratings_site.check.files import MAX_PACKAGE_BYTES, check_other_files
from ratings_site.check.findings import Findings
from ratings_site.check.issues import Issue, Place, Severity
from ratings_site.check.needs import bare_schema
from ratings_site.check.reading import read_sheet
from ratings_site.check.rules import check_rules
from ratings_site.check.sheets import Sheet
from ratings_site.model.rows import ROW_CLASSES
from ratings_site.model.tables import Tables, TableSchema, build_tables

__all__ = ["Checked", "Issue", "Severity", "read"]


@dataclass(frozen=True)
class Checked:
    """The outcome of a check: the tables, and every issue, sorted. There are no tables where anything failed."""

    tables: Tables | None
    issues: tuple[Issue, ...]


def read(folder: Path) -> Checked:
    """Read a package and check everything about it, reporting every problem of every table in one run.

    Nothing that is in the folder raises an exception. Paths in the issues are those inside the package.
    """
    found = Findings()
    if not folder.is_dir():
        found.add("no-folder", Place(""))
        return Checked(None, tuple(found))
    described = read_descriptor(folder, found)
    resources = described.resources if described else {}
    sheets = _read_sheets(folder, _all_schemas(described), resources, found)
    for sheet in sheets.values():
        check_cells(sheet, found, last_day=described.info.created if described else date.max)
    check_demands(sheets, resources, found)
    check_rules(sheets, found)
    check_acknowledgements(sheets, found)
    failed = found.any_failure()
    issues = settle(found, sheets, complete=not failed)
    if failed or described is None:
        return Checked(None, issues)
    rows = {name: [row.cells for row in sheet.rows] for name, sheet in sheets.items()}
    return Checked(build_tables(described.info, rows), issues)


def _all_schemas(described: Descriptor | None) -> dict[str, TableSchema]:
    """The tables as described; one whose description is broken is looked at all the same, as far as that goes."""
    schemas = {name: described.info.schemas[name] for name in described.resources} if described else {}
    return schemas | {name: bare_schema(name) for name in ROW_CLASSES if name not in schemas}


def _read_sheets(
    folder: Path, schemas: Mapping[str, TableSchema], resources: Mapping[str, Mapping[str, Any]], found: Findings
) -> dict[str, Sheet]:
    check_other_files(folder, {DESCRIPTOR, *(schema.path for schema in schemas.values())}, found)
    sheets, left = {}, MAX_PACKAGE_BYTES
    for name, schema in schemas.items():
        resource = resources.get(name)
        if resource is None and not (folder / schema.path).is_file():
            continue
        sheets[name], used = read_sheet(folder, schema, resource or {"mayBeEmpty": True}, found, room=left)
        left -= used
    return sheets
