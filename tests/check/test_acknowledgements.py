"""Warnings that staff have accepted."""

from pathlib import Path

from ratings_site.check import Checked, Severity, read
from tests.check.copies import Copy
from tests.check.packages import small_package


def _renamed(tmp_path: Path) -> Copy:
    copy = small_package(tmp_path / "package")
    copy.change("pdus", "traeth", name="Ynys")
    return copy


def _accept(copy: Copy, check: str = "id-disagrees", file: str = "pdus.csv", row_key: str = "traeth") -> int:
    accepted = {"check": check, "file": file, "row_key": row_key}
    return copy.append("acknowledgements", **accepted, reason="The name is new.", acknowledged_on="2026-11-24")


def _said(checked: Checked) -> list[tuple[str, str, str]]:
    return [(issue.check, issue.severity.value, issue.remedy) for issue in checked.issues]


def test_a_warning_does_not_stop_the_publication(tmp_path: Path) -> None:
    checked = read(_renamed(tmp_path).folder)
    assert checked.tables is not None
    assert [(issue.check, issue.severity, issue.row_key) for issue in checked.issues] == [
        ("id-disagrees", Severity.WARNING, "traeth")
    ]


def test_an_accepted_warning_is_a_note_that_gives_the_reason(tmp_path: Path) -> None:
    copy = _renamed(tmp_path)
    _accept(copy)
    assert _said(read(copy.folder)) == [("id-disagrees", "note", "Accepted on 2026-11-24: The name is new.")]


def test_a_warning_of_a_whole_file_is_accepted_without_a_row(tmp_path: Path) -> None:
    copy = small_package(tmp_path / "package")
    (copy.folder / "notes.xlsx").write_bytes(b"")
    _accept(copy, "unlisted-file", "notes.xlsx", "")
    assert [severity for _, severity, _ in _said(read(copy.folder))] == ["note"]


def test_an_acknowledgement_of_another_row_accepts_nothing_and_is_stale(tmp_path: Path) -> None:
    copy = _renamed(tmp_path)
    _accept(copy, row_key="fell")
    assert [(check, severity) for check, severity, _ in _said(read(copy.folder))] == [
        ("stale-acknowledgement", "warning"),
        ("id-disagrees", "warning"),
    ]


def test_nothing_is_called_stale_while_failures_keep_rules_from_being_applied(tmp_path: Path) -> None:
    copy = small_package(tmp_path / "package")
    _accept(copy)
    copy.change("regions", "mor", nation="Wale")
    assert [check for check, _, _ in _said(read(copy.folder))] == ["not-in-list"]


def test_the_loss_of_rows_can_be_accepted_though_the_comparison_finds_it(tmp_path: Path) -> None:
    copy = small_package(tmp_path / "package")
    _accept(copy, "table-lost-rows", "places.csv", "")
    assert read(copy.folder).issues == ()
