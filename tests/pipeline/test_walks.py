"""Every job of CONTRIBUTING.md: its command as it stands there, and the same job by hand, say the same."""

import re
import shlex
import shutil
from pathlib import Path

import pytest

from build_site import main
from tests.check.copies import Copy, as_line
from tests.pipeline.conftest import PROJECT

COMMAND = re.compile(r"^\.venv/bin/python build_site\.py new ((?:.*\\\n)*.*)$", re.MULTILINE)
ON = "2026-11-24"
RECORD = {"as_at": "2026-11-20", "as_at_precision": "day", "dating": "first seen", "source_id": "list"}
STANDARDS = ("assessment", "implementation-and-delivery", "leadership", "planning", "reviewing", "services", "staffing")


def commands() -> dict[str, list[str]]:
    """The commands by their kind, as a shell reads them; a second one of a kind is numbered."""
    told: dict[str, list[str]] = {}
    for text in COMMAND.findall((PROJECT / "CONTRIBUTING.md").read_text("utf-8")):
        words = shlex.split(text.replace("\\\n", " "))
        told[words[0] + " again" * (words[0] in told)] = words
    return told


def a_source(copy: Copy, source_id: str, address: str, publisher: str = "HM Inspectorate of Probation") -> None:
    kind = "inspectorate" if publisher.startswith("HM") else "public body"
    cells = {"title": source_id, "publisher": publisher, "publisher_type": kind, "url": address}
    copy.append("sources", source_id=source_id, retrieved=ON, licence="OGL-UK-3.0", **cells)


def an_inspection(copy: Copy, inspection: str, kind: str, title: str, address: str, **cells: str) -> None:
    a_source(copy, inspection, address)
    shared = {"inspection_id": inspection, "published": cells["published"], "published_precision": "day"}
    shared["source_id"] = inspection
    stands = {"overall_basis": "stated", "status": "published", "report_url": address}
    copy.append("inspections", **(cells | shared | stands))
    words = {"publication_id": f"{inspection}-report", "type": kind, "title": title, "url_kind": "publication"}
    copy.append("publications", **shared, **words, url=address)


def inspect(copy: Copy) -> None:
    title, address = "An inspection of probation services in Wakefield", "https://hmiprobation.example/wakefield"
    area = {"programme_id": "core-2023", "area_type": "pdu", "pdu_id": "wakefield", "published": "2026-12-01"}
    score = {"overall": "Good", "score": "14", "score_basis": "stated"}
    an_inspection(copy, "wakefield-2026", "PDU inspection report", title, address, **area, **score)
    given = {"leadership": "Good", "staffing": "Good", "implementation-and-delivery": "Inadequate"}
    for name in STANDARDS:
        known = {"rating": given[name], "basis": "stated"} if name in given else {}
        cells = known or {"basis": "not available", "absence": "report not read"}
        ids = {"inspection_id": "wakefield-2026", "standard_id": f"core-2023-pdu-{name}", "source_id": "wakefield-2026"}
        copy.append("ratings", **ids, **cells)


def inspect_without_ratings(copy: Copy) -> None:
    title, address = "Dynamic inspection of public protection in London", "https://hmiprobation.example/london"
    area = {"programme_id": "public-protection-2025", "area_type": "region", "region_id": "london"}
    kind = "Dynamic inspection report"
    an_inspection(copy, "london-2026", kind, title, address, **area, published=ON, overall="Not rated")


def open_premises(copy: Copy) -> None:
    a_source(copy, "an-inspection-of-alder-house", "https://hmiprobation.example/alder-house")
    house = {"premises_id": "alder-house", "name": "Alder House Approved Premises", "town": "Leeds"}
    where = {"region_id": "yorkshire-and-the-humber", "source_id": "an-inspection-of-alder-house"}
    copy.append("approved_premises", **house, **where)


def fill_in(copy: Copy) -> None:
    a_source(copy, "derby-city", "https://hmiprobation.example/derby-city")
    filled = {"rating": "Inadequate", "basis": "stated", "absence": "", "possible": "", "source_id": "derby-city"}
    copy.change("ratings", "derby-city-2025", "core-2023-pdu-leadership", **filled)


def publish(copy: Copy) -> None:
    title, address = "What helps people leave crime", "https://hmiprobation.example/what-helps"
    a_source(copy, "what-helps", address)
    words = {"publication_id": "what-helps-people-leave-crime", "type": "Academic insights", "title": title}
    day = {"published": "2026-11-01", "published_precision": "month", "url": address, "url_kind": "publication"}
    copy.append("publications", **words, **day, source_id="what-helps")


def correct(copy: Copy) -> None:
    rating = ("ratings", "bedfordshire-2024/core-2023-pdu-leadership", "rating", "Good")
    score = ("inspections", "bedfordshire-2024", "score", "5")
    for number, (table, key, column, now) in enumerate((rating, score)):
        was = copy.row(table, *key.split("/"))[column]
        copy.change(table, *key.split("/"), **{column: now})
        say_why(copy, f"bedfordshire-2024-{number}", table, key, "The report was misread.", column, was, now)


def take_out(copy: Copy) -> None:
    copy.drop("publications", "approved-premises-insight-2023")
    why = "It is not the inspectorate's."
    say_why(copy, "approved-premises-insight-2023-taken-out", "publications", "approved-premises-insight-2023", why)


def say_why(copy: Copy, name: str, table: str, key: str, reason: str, *cells: str) -> None:
    known = as_line([name, ON, table, key, *(cells or ("", "", "")), reason])
    copy.insert("corrections", len(copy.lines("corrections")) + 1, known)


def withdraw(copy: Copy) -> None:
    reason = "The inspectorate took the report back."
    state = {"status": "withdrawn", "status_on": "2026-11-20", "status_reason": reason}
    copy.change("inspections", "derbyshire-2025", **state)


def appeal(copy: Copy) -> None:
    state = {"status": "under appeal", "status_on": "2026-11-20", "status_reason": "The region appealed."}
    copy.change("inspections", "wakefield-2024", **state)


def postpone(copy: Copy) -> None:
    copy.change("inspections", "wakefield-2026", published="2026-12-08")
    copy.change("publications", "wakefield-2026-report", published="2026-12-08")


def split(copy: Copy) -> None:
    a_source(copy, "list", "https://www.gov.example/pdus", "Ministry of Justice")
    succeed(copy, "split", ["wakefield"], ["Wakefield East", "Wakefield West"])


def merge(copy: Copy) -> None:
    succeed(copy, "merged", ["sheffield", "barnsley-and-rotherham"], ["South Yorkshire"])
    for place, pdu in (("Barnsley", "barnsley-and-rotherham"), ("Rotherham", "barnsley-and-rotherham"),
                       ("Sheffield", "sheffield")):  # fmt: skip
        copy.change("places", place, "local authority", pdu, pdu_id="south-yorkshire")


def succeed(copy: Copy, change: str, closing: list[str], names: list[str]) -> None:
    for name in names:
        ids = {"pdu_id": name.lower().replace(" ", "-"), "region_id": "yorkshire-and-the-humber"}
        cells = {"opened": "2026-11-20", "dating": "first seen", "source_id": "list"}
        copy.append("pdus", **ids, **cells, name=name)
        for old in closing:
            copy.append("pdu_changes", pdu_id=old, change=change, successor_id=ids["pdu_id"], **RECORD)
    for old in closing:
        copy.change("pdus", old, closed="2026-11-20", dating="first seen")


def rename(copy: Copy) -> None:
    copy.change("pdus", "kirklees", name="Kirklees and Colne Valley")
    copy.append("pdu_changes", pdu_id="kirklees", change="renamed", successor_id="kirklees", **RECORD)
    cells = {"language": "en", "is_former": "yes", "used_by": "Ministry of Justice", "source_id": "list"}
    copy.append("pdu_names", pdu_id="kirklees", **cells, name="Kirklees")


def move(copy: Copy) -> None:
    copy.change("pdus", "gloucestershire", region_id="west-midlands")
    step = {"pdu_id": "gloucestershire", "change": "moved region", "successor_id": "gloucestershire"}
    copy.append("pdu_changes", **step, **RECORD)


def begin_programme(copy: Copy) -> None:
    a_source(copy, "standards", "https://hmiprobation.example/standards-2026")
    begun = {"started": "2026-11-01", "started_precision": "month", "rated": "yes", "scale_id": "four-ratings"}
    size = {"pdu_standards": "4", "pdu_max_score": "12", "searched_on": ON, "source_id": "standards"}
    ids = {"programme_id": "core-2026", "name": "Core inspections of every PDU, from 2026"}
    copy.append("programmes", **ids, **begun, **size)
    for order, name in enumerate(("Leadership", "People", "Work with people", "Public protection"), start=1):
        own = {"standard_id": f"core-2026-pdu-{name.lower().replace(' ', '-')}", "programme_id": "core-2026"}
        copy.append("standards", **own, area_type="pdu", name=name, display_order=str(order), source_id="standards")


BY_HAND = {
    "inspection": inspect,
    "inspection again": inspect_without_ratings,
    "premises": open_premises,
    "ratings": fill_in,
    "publication": publish,
    "correction": correct,
    "correction again": take_out,
    "withdrawal": withdraw,
    "appeal": appeal,
    "postponement": postpone,
    "split": split,
    "merge": merge,
    "rename": rename,
    "move": move,
    "programme": begin_programme,
}


def what_changes(package: Path, capsys: pytest.CaptureFixture[str]) -> str:
    """What `changes` says of it, up to the number of rows; nothing may stop the publication."""
    capsys.readouterr()
    assert main(["check", f"--package={package}", f"--on={ON}"]) == 0, capsys.readouterr().out
    capsys.readouterr()
    assert main(["changes", f"--package={package}", f"--on={ON}"]) == 0, capsys.readouterr().out
    return capsys.readouterr().out.partition("\nRows\n")[0]


def test_every_job_by_its_command_and_by_hand_says_the_same(released, first_release, tmp_path, capsys):
    told = commands()
    assert list(told) == list(BY_HAND)
    shutil.copytree(first_release, tmp_path / "hand")
    for name, words in told.items():
        assert main(["new", *words, f"--package={released}", f"--on={ON}"]) == 0, (name, capsys.readouterr().err)
        BY_HAND[name](Copy(tmp_path / "hand" / "datapackage"))
    by_command = what_changes(released, capsys)
    assert what_changes(tmp_path / "hand" / "datapackage", capsys) == by_command
    for sentence in (
        "Wakefield: up from Requires improvement to Good (scheduled for 8 December 2026).",
        "Bedfordshire: Leadership corrected from Requires improvement to Good",
        "Derby City: Leadership Inadequate",
        "Wakefield closed by 20 November 2026, followed by Wakefield East and Wakefield West.",
        "Sheffield closed by 20 November 2026, followed by South Yorkshire.",
        "Derbyshire, Status: was published, now withdrawn, since 20 November 2026. "
        "The inspectorate took the report back.",
        "Kirklees is now called Kirklees and Colne Valley.",
        "/standards/core-2026-pdu-people/ appears (People).",
    ):
        assert sentence in by_command
