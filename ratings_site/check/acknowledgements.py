"""Warnings that somebody has looked at and accepted, with a reason, in `acknowledgements.csv`."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from ratings_site.check.characters import did_you_mean
from ratings_site.check.issues import KINDS, Findings, Issue, Severity, issue, shown
from ratings_site.check.sheets import Row, Sheet

TABLE = "acknowledgements"


def check_acknowledgements(sheets: Mapping[str, Sheet], found: Findings) -> None:
    """Refuse what names no kind of problem, or one that cannot be accepted."""
    sheet = sheets.get(TABLE)
    for row in sheet.rows if sheet and sheet.usable else ():
        check = row.cells.get("check", "")
        if not check or "check" in row.in_doubt or (check in KINDS and KINDS[check].may_be_accepted):
            continue
        place = sheet.place(row, "check") if sheet else None
        if place and check not in KINDS:
            found.add("unknown-check", place, value=check, hint=did_you_mean(check, KINDS))
        elif place and KINDS[check].severity is not Severity.WARNING:
            found.add("not-acceptable", place, value=check)


def settle(issues: Iterable[Issue], sheets: Mapping[str, Sheet], *, complete: bool) -> tuple[Issue, ...]:
    """Turn accepted warnings into notes, and warn of each acknowledgement that no longer applies.

    `complete` says that every rule has been applied: only then is it known that a warning is gone.
    """
    sheet = sheets.get(TABLE)
    rows = sheet.rows if sheet and sheet.usable else []
    accepted = {_names(row): row for row in rows}
    settled, used = [], set()
    for one in issues:
        name = (one.check, one.file, one.row_key)
        if one.severity is Severity.WARNING and name in accepted:
            used.add(name)
            settled.append(_accepted(one, accepted[name]))
        else:
            settled.append(one)
    if complete and sheet:
        stale = [row for name, row in accepted.items() if name not in used and name[0] in KINDS]
        settled += [_stale(sheet, row) for row in stale if not KINDS[row["check"]].may_be_accepted]
    return tuple(sorted(settled))


def _names(row: Row) -> tuple[str, str, str]:
    return row["check"], row["file"], row["row_key"]


def _accepted(one: Issue, row: Row) -> Issue:
    reason, day = shown(row["reason"]), row["acknowledged_on"]
    return replace(one, severity=Severity.NOTE, remedy=f"Accepted on {day}: {reason}")


def _stale(sheet: Sheet, row: Row) -> Issue:
    return issue("stale-acknowledgement", sheet.place(row, "check"), value=row["check"], file=row["file"])
