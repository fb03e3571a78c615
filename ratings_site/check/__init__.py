"""What is wrong with a package, and where: the way from a folder to `Tables`, or to every issue."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from ratings_site.check.cells import check_cells, take_over
from ratings_site.check.characters import did_you_mean
from ratings_site.check.descriptor import read_descriptor
from ratings_site.check.issues import KINDS, Findings, Issue, Place, Severity, issue, shown
from ratings_site.check.references import check_keys, check_references
from ratings_site.check.released import check_facts, check_released
from ratings_site.check.rules import check_rules
from ratings_site.check.sheets import Sheet, read_sheets
from ratings_site.model.tables import Tables, build_tables, build_text_rows

__all__ = ["Checked", "Issue", "Severity", "read"]


@dataclass(frozen=True)
class Checked:
    """The outcome of a check: the tables, and every issue, sorted. There are no tables where anything failed."""

    tables: Tables | None
    issues: tuple[Issue, ...]


def read(
    folder: Path, *, today: date = date.min, released: Tables | None = None, sound: Tables | None = None
) -> Checked:
    """Read a package and check everything about it, reporting every problem of every table in one run.

    Facts are dated up to `today`, or up to the package's own date where that is later. Where the last release is given,
    what was released and is another now needs its reason. Of `sound`, the same program found nothing to say on the same
    day: a cell that holds what one of its column holds there is not judged again. Nothing in the folder raises an
    exception. Paths in the issues are those inside the package.
    """
    found = Findings()
    if not folder.is_dir():
        found.add("no-folder", Place(""))
        return Checked(None, tuple(found))
    described = read_descriptor(folder, found, sound.package.descriptor if sound else None)
    if described is None:
        return Checked(None, tuple(found))
    sheets = read_sheets(folder, described, found)
    known = {name: build_text_rows(released, name) for name in released.rows} if released else {}
    # where what the descriptor says of the package is broken, no date is refused for its own
    last_day = max(described.info.created, today) if described.info else date.max
    if released or not described.info or (sound and described.info.descriptor != sound.package.descriptor):
        sound = None
    for name, sheet in sheets.items():
        if not (sound and take_over(sheet, sound.rows[name])):
            check_cells(sheet, known.get(name, {}), found, last_day=last_day)
    check_released(sheets, known, found)
    for sheet in sheets.values():
        if sheet.usable:
            check_keys(sheet, found)
    check_references(sheets, known, found)
    check_rules(sheets, found)
    accepted = sheets.get("acknowledgements")
    settled = _settle(found, accepted) if accepted and accepted.usable else tuple(found)
    issues = _with_rows_of_excel(settled, sheets)
    if found.any_failure() or described.info is None:
        return Checked(None, issues)
    tables = build_tables(described.info, {name: [row.values for row in sheet.rows] for name, sheet in sheets.items()})
    if unexplained := tuple(check_facts(sheets, released, tables, today)) if released else ():
        return Checked(None, tuple(sorted((*issues, *unexplained))))
    return Checked(tables, issues)


def _settle(found: Findings, sheet: Sheet) -> tuple[Issue, ...]:
    """Turn accepted warnings into notes; name each acknowledgement that no longer applies, or that cannot be made.

    Only where every rule has been applied, since nothing failed, is it known that a warning is gone.
    """
    for row in sheet.rows:
        check, place = row["check"], row.place("check")
        if not check or "check" in row.in_doubt:
            continue
        if check not in KINDS:
            found.add("unknown-check", place, value=check, hint=did_you_mean(check, KINDS))
        elif not KINDS[check].get("may_be_accepted") and KINDS[check]["severity"] is not Severity.WARNING:
            found.add("not-acceptable", place, value=check)
    accepted = {(row["check"], row["file"], row["row_key"]): row for row in sheet.rows}
    settled, used = [], set()
    for one in found:
        name = (one.check, one.file, one.row_key)
        if one.severity is Severity.WARNING and name in accepted:
            used.add(name)
            remedy = f"Accepted on {accepted[name]['acknowledged_on']}: {shown(accepted[name]['reason'])}"
            settled.append(replace(one, severity=Severity.NOTE, remedy=remedy))
        else:
            settled.append(one)
    for name, row in accepted.items() if not found.any_failure() else ():
        if name not in used and not KINDS[row["check"]].get("may_be_accepted"):
            settled.append(issue("stale-acknowledgement", row.place("check"), value=row["check"], file=row["file"]))
    return tuple(sorted(settled))


def _with_rows_of_excel(issues: tuple[Issue, ...], sheets: Mapping[str, Sheet]) -> tuple[Issue, ...]:
    """Say Excel's row too where it is not the line, since a cell above holds a line break."""
    rows = {(one.path, row.line): number for one in sheets.values() for number, row in enumerate(one.rows, start=2)}
    numbered = ((one, rows.get((one.file, one.line or 0), one.line)) for one in issues)
    return tuple(
        one if number == one.line else replace(one, remedy=f"{one.remedy} In Excel it is row {number}.")
        for one, number in numbered
    )
