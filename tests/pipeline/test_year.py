"""A year at two desks: every job from a branch to the public site, nothing red but what should be, nothing lost.

All of it is synthetic, the package too. LibreOffice saves where it is installed; what Excel does to a file (a mark,
line ends of Windows, British dates) is done by a stand-in, which stands for LibreOffice too where that is lacking.
"""

import csv
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from ratings_site.author.tidy import tidy as keep_in_form
from ratings_site.publish.page import read_page
from tests.check.copies import Copy
from tests.check.packages import small_package
from tests.pipeline.desk import Desk, dead_links, differing, everything_in, unanswered, words_of
from tests.pipeline.test_tidy import as_saved, british

SOFFICE = shutil.which("soffice")
FORM = "44,34,76,1,,2057,false,true"  # commas, quotation marks, UTF-8, British English, dates seen as dates
RECORD = ("--source-title=A list (synthetic)", "--source-url=https://list.example/pdus", "--publisher=A ministry")
Enter = Callable[[Desk], object]


def in_excel(*tables: str) -> Enter:
    def save(desk: Desk) -> None:
        for table in tables:
            Copy(desk.project / "datapackage").change_bytes(
                table, lambda raw: as_saved(raw, cell=british).encode("utf-8-sig")
            )

    return save


def in_libreoffice(*tables: str) -> Enter:
    def save(desk: Desk) -> None:
        folder, out = desk.project / "datapackage", desk.output.parent / "saved"
        files = [str(folder / f"{table}.csv") for table in tables]
        profile = f"-env:UserInstallation=file://{out}-profile"
        form = f"csv:Text - txt - csv (StarCalc):{FORM}"
        command = [str(SOFFICE), profile, "--headless", f"--infilter=CSV:{FORM}", "--convert-to", form]
        subprocess.run([*command, "--outdir", str(out), *files], check=True, capture_output=True)
        for table in tables:
            shutil.move(out / f"{table}.csv", folder / f"{table}.csv")

    return save if SOFFICE else in_excel(*tables)


def rows(table: str, **cells: str) -> Enter:
    return lambda desk: Copy(desk.project / "datapackage").append(table, **cells)


def cells(table: str, *key: str, **changed: str) -> Enter:
    return lambda desk: Copy(desk.project / "datapackage").change(table, *key, **changed)


def new(*words: str, on: str) -> Enter:
    return lambda desk: desk.new(*words, on=on)


def tidy(desk: Desk) -> None:
    desk.make("tidy")


class Office:
    """Two desks, and the host that publishes what is merged."""

    def __init__(self, folder: Path) -> None:
        def put(project: Path) -> None:
            keep_in_form(small_package(project / "datapackage").folder, None)

        self.host = Desk(folder, put)
        self.ann = self.host.colleague(folder / "ann")
        self.bob = self.host.colleague(folder / "bob")
        self.shown: dict[str, Path] = {}
        self.folder = folder

    def begin(self, desk: Desk, branch: str, *enter: Enter) -> None:
        desk.git("checkout", "-q", "-B", branch, "origin/main")
        desk.git("pull", "-q", "origin", "main")
        for step in enter:
            step(desk)

    def propose(self, desk: Desk, day: str, says: str) -> None:
        """The check, and the changes since main and since the last release: nothing is red, and the job is told."""
        desk.make("tables", f"ON={day}")
        desk.git("fetch", "-q", "origin")
        assert says in desk.make("changes", f"ON={day}", SINCE="origin/main").stdout
        desk.make("changes", f"ON={day}")
        desk.commit(says)
        desk.git("push", "-q", "origin", "HEAD")

    def merge(self, branch: str) -> None:
        self.host.git("fetch", "-q", "origin")
        self.host.git("checkout", "-q", "main")
        self.host.git("pull", "-q", "--ff-only", "origin", "main")
        self.host.merge(f"origin/{branch}")

    def job(self, desk: Desk, day: str, branch: str, *enter: Enter, says: str) -> None:
        self.begin(desk, branch, *enter)
        self.propose(desk, day, says)
        self.merge(branch)

    def publish(self, day: str) -> bool:
        """What the host does at noon; every address answers, and every version that was shown has its bytes."""
        self.host.git("checkout", "-q", "main")
        self.host.git("pull", "-q", "--ff-only", "origin", "main")
        deployed = self.host.publish(day)
        if deployed:
            assert unanswered(self.host.public, self.host.project / "addresses.csv") == []
            for version, kept in self.shown.items():
                assert differing(kept, self.host.public / "data" / version) == []
            for known in csv.DictReader((self.host.project / "releases" / "index.csv").read_text("utf-8").splitlines()):
                kept = self.folder / "shown" / known["version"]
                if known["version"] not in self.shown:
                    shutil.copytree(self.host.public / "data" / known["version"], kept)
                    self.shown[known["version"]] = kept
        return deployed

    def links(self, address: str) -> list[str]:
        return read_page((self.host.public / address / "index.html").read_text("utf-8")).links

    def page(self, address: str) -> str:
        return words_of(self.host.public / address / "index.html")


@pytest.mark.long
def test_a_year_is_entered_published_and_kept(tmp_path: Path) -> None:  # noqa: PLR0915  # it is one year
    office = Office(tmp_path)
    ann, bob = office.ann, office.bob
    assert office.publish("2026-12-31")
    begun = tmp_path / "begun"
    shutil.copytree(office.host.public, begun)
    office.host.git("fetch", "-q")
    assert office.host.git("status", "--porcelain", "--branch") == "## main...origin/main\n"
    release = office.host.git("log", "-1", "--format=%H", "--", "releases/2.0.0.zip").strip()
    assert f"commit <code>{release}</code>" in (begun / "audit" / "index.html").read_text("utf-8")

    # January: an inspection, by command.
    rated = (
        "--overall=Requires improvement",
        "--score=3",
        "--rating=Leadership=Requires improvement",
        "--rating=Staffing=Good",
    )
    told = (
        "--area=Dale",
        "--title=Dale once more",
        "--url=https://inspectorate.example/dale",
        "--published=2027-01-12",
    )
    office.job(
        ann, "2027-01-12", "dale-2027", new("inspection", *told, *rated, on="2027-01-12"),
        says="Dale: down from Good to Requires improvement (12 January 2027).",
    )  # fmt: skip
    assert office.publish("2027-01-12")
    assert "Requires improvement" in office.page("pdus/dale")

    # February: a thematic report that names a PDU, typed in Excel, whose dates the check refuses until they are tidied.
    report = {"publication_id": "hearing", "type": "Thematic inspection report", "title": "Hearing people (synthetic)"}
    named = {"example_id": "fell-hearing", "pdu_id": "fell", "publication_id": "hearing", "theme": "diversity"}
    office.begin(
        bob, "hearing",
        rows("publications", **report, published="2027-02-09", published_precision="day", source_id="hearing"),
        rows("practice_examples", **named, summary="Fell hears people.", section="Two", source_id="hearing"),
        rows("sources", source_id="hearing", title="Hearing people", publisher="Nobody", publisher_type="other",
             retrieved="2027-02-09", licence="LicenseRef-no-open-licence"),
        in_excel("publications", "sources", "practice_examples"),
    )  # fmt: skip
    refused = bob.make("tables", "ON=2027-02-09", check=False)
    assert refused.returncode != 0
    assert "yyyy-mm-dd" in refused.stdout
    tidy(bob)
    assert bob.git("diff", "--numstat").split()[::3] == ["1", "1", "1"]  # one row more in each of three files
    office.propose(bob, "2027-02-09", "Thematic inspection report: Hearing people (synthetic) (9 February 2027).")
    office.merge("hearing")
    assert office.publish("2027-02-09")
    assert re.search("Fell hears people. .*Hearing people ?, section “Two”", office.page("pdus/fell"))

    # March: a number is put right by hand; nothing says why until the command that is printed was run.
    office.begin(ann, "share", cells("statistics", "made-up-share", value="63.5"))
    refused = ann.make("changes", "ON=2027-03-16", check=False)
    assert refused.returncode != 0
    printed = shlex.split(re.search("python build_site.py new (.*)", refused.stdout)[1])  # type: ignore[index]
    ann.new(*printed, "--reason=It was misread (synthetic).", on="2027-03-16")
    office.propose(ann, "2027-03-16", "corrected from 62.5 to 63.5")
    office.merge("share")
    assert office.publish("2027-03-16")
    assert "It was misread (synthetic)." in office.page("corrections")

    # April: an inspection still to come, by hand in LibreOffice. Of it there is no trace before its day.
    shared = {
        "inspection_id": "traeth-2027",
        "published": "2027-05-18",
        "published_precision": "day",
        "source_id": "traeth",
    }
    address = "https://inspectorate.example/zztraeth"
    office.begin(
        bob, "traeth",
        rows("inspections", **shared, programme_id="core-2023", area_type="pdu", pdu_id="traeth", overall="Good",
             overall_basis="stated", score="4", score_basis="stated", status="published", report_url=address),
        *(rows("ratings", inspection_id="traeth-2027", standard_id=f"core-2023-pdu-{standard}", rating="Good",
               basis="stated", source_id="traeth") for standard in ("leadership", "staffing")),
        rows("publications", **shared, publication_id="traeth-2027-report", type="PDU inspection report",
             title="Traeth (synthetic)", url=address, url_kind="publication"),
        rows("sources", source_id="traeth", title="Traeth", publisher="Nobody", publisher_type="other", url=address,
             retrieved="2027-04-20", licence="LicenseRef-no-open-licence"),
        in_libreoffice("inspections", "ratings", "publications", "sources"),
        tidy,
    )  # fmt: skip
    office.propose(bob, "2027-04-20", "Traeth: Good (scheduled for 18 May 2027).")
    summary = bob.make("preview", "ON=2027-04-20", "FORMAT=markdown").stdout
    assert re.search("- “.*” becomes “.*”", summary)
    preview = bob.project / "build" / "preview"
    assert "zztraeth" in (preview / "pdus/traeth/index.html").read_text("utf-8")
    assert "charts-before/overall-ratings-picture.svg" in (preview / "charts-before-and-after.html").read_text("utf-8")
    assert [*dead_links(preview / "index.html"), *dead_links(preview / "pdus/traeth/index.html")] == []
    office.merge("traeth")
    office.publish("2027-04-20")
    assert b"zztraeth" not in everything_in(office.host.public)

    # May: it is put off by a week, and appears by itself on its new day and not before.
    later = ("--inspection=traeth-2027", "--published=2027-05-25")
    office.job(
        ann, "2027-05-11", "put-off", new("postponement", *later, on="2027-05-11"),
        says="was 18 May 2027, now 25 May 2027",
    )  # fmt: skip
    office.publish("2027-05-18")
    assert "Traeth (synthetic)" not in office.page("publications")
    assert office.publish("2027-05-25")
    assert "Good" in office.page("pdus/traeth")

    # June: an appeal. July: the report is withdrawn, by hand in Excel; its page stays and says so.
    why = ("--inspection=traeth-2027", "--since=2027-06-08", "--reason=The region appealed (synthetic).")
    office.job(ann, "2027-06-08", "appeal", new("appeal", *why, on="2027-06-08"), says="now under appeal")
    assert office.publish("2027-06-08")
    assert "The region appealed (synthetic)." in office.page("pdus/traeth")
    state = {"status": "withdrawn", "status_on": "2027-07-06", "status_reason": "It was taken back (synthetic)."}
    office.job(
        bob, "2027-07-06", "taken-back", cells("inspections", "traeth-2027", **state), in_excel("inspections"), tidy,
        cells("inspections", "traeth-2027", status_on="2027-07-06"),  # 06/07/2027 is for a person to read
        says="now withdrawn",
    )  # fmt: skip
    assert office.publish("2027-07-06")
    assert "It was taken back (synthetic)." in office.page("pdus/traeth")

    # August: a rating that was not available is filled in, while a colleague enters something else.
    office.begin(
        ann, "fill-in", new("ratings", "--inspection=fell-2024", "--rating=Staffing=Inadequate", on="2027-08-10")
    )
    entered = (
        "--type=Academic insights",
        "--published=2027-08",
        "--title=Why (synthetic)",
        "--url=https://x.example/why",
    )
    office.begin(bob, "why", new("publication", *entered, on="2027-08-10"))
    office.propose(ann, "2027-08-10", "Fell & Beck: Staffing Inadequate")
    office.propose(bob, "2027-08-10", "Academic insights: Why (synthetic) (August 2027).")
    office.merge("fill-in")
    office.merge("why")
    assert office.publish("2027-08-10")
    assert "Why (synthetic)" in office.page("publications")

    # September: two publications at one place. The second branch has a conflict, and is solved as CONTRIBUTING says.
    for desk, branch, title in ((ann, "zebra", "Zebra one"), (bob, "zebras", "Zebra two")):
        entered = (
            "--type=Academic insights",
            "--published=2027-09",
            f"--title={title}",
            f"--url=https://x.example/{branch}",
        )
        office.begin(desk, branch, new("publication", *entered, on="2027-09-14"))
    office.propose(ann, "2027-09-14", "Zebra one")
    office.propose(bob, "2027-09-14", "Zebra two")
    office.merge("zebra")
    bob.git("fetch", "-q", "origin")
    assert bob.run("git", "merge", "origin/main", check=False).returncode != 0
    assert "merge-conflict" in bob.make("tables", "ON=2027-09-14", check=False).stdout
    for name in bob.git("diff", "--name-only", "--diff-filter=U").split():
        lines = (bob.project / name).read_text("utf-8").splitlines(keepends=True)
        kept = "".join(line for line in lines if not line.startswith(("<<<<<<<", "=======", ">>>>>>>")))
        (bob.project / name).write_text(kept, "utf-8")
    tidy(bob)
    office.propose(bob, "2027-09-14", "Zebra two")
    office.merge("zebras")
    assert office.publish("2027-09-14")
    assert {"Zebra one", "Zebra two"} <= {
        title for title in ("Zebra one", "Zebra two") if title in office.page("publications")
    }

    # October: a PDU splits, and one of the two merges with another.
    into = ("--pdu=Dale", "--into=Dale North", "--into=Dale South", "--as-at=2027-10-05")
    office.job(
        bob, "2027-10-05", "split", new("split", *into, *RECORD, on="2027-10-05"),
        cells("places", "Dale", pdu_id="dale-north"),
        lambda desk: desk.run(sys.executable, "build_site.py", "new", "redirect", "/pdus/dales/", "/pdus/dale-north/"),
        says="/pdus/dales/ leads to /pdus/dale-north/.",
    )  # fmt: skip
    assert office.publish("2027-10-05")
    moved = read_page((office.host.public / "pdus" / "dales" / "index.html").read_text("utf-8"))
    assert (sum("divert" in fault for fault in moved.faults), moved.links) == (2, ["../dale-north/"])
    assert {"dale-north", "dale-south"} <= {link.rstrip("/").rpartition("/")[2] for link in office.links("pdus/dale")}
    both = (
        "--pdu=Dale North",
        "--pdu=fell",
        "--into=Dale and Fell",
        "--as-at=2027-10-26",
        "--source=a-ministry-a-list-synthetic",
    )
    office.job(
        ann, "2027-10-26", "join", new("merge", *both, on="2027-10-26"),
        says="Dale North closed by 26 October 2027, followed by Dale and Fell.",
    )  # fmt: skip
    assert office.publish("2027-10-26")
    assert "Dale and Fell" in office.page("pdus/dale-north")

    # November: a programme with other standards, its first inspection, and one of approved premises.
    begins = ("--id=core-2027", "--name=Inspections from 2027 (synthetic)", "--started=2027-11",
              "--standard=Leadership", "--standard=People", "--standard=Safety")  # fmt: skip
    good = (f"--rating={standard}=Good" for standard in ("People", "Leadership", "Safety"))
    first = ("--area=Dale South", "--overall=Good", "--score=6", "--title=Dale South", "--published=2027-11-09",
             "--url=https://x.example/south", *good)  # fmt: skip
    houses = (
        "--id=houses-2027",
        "--name=Houses (synthetic)",
        "--started=2027",
        "--standard=Safety",
        "--inspects=approved premises",
    )
    house = (
        "--area=Hostel",
        "--overall=Outstanding",
        "--title=Hostel",
        "--published=2027-11-09",
        "--url=https://x.example/h",
    )
    entries = (("programme", *begins, *RECORD), ("inspection", *first),
               ("programme", *houses, *RECORD), ("inspection", *house))  # fmt: skip
    office.job(
        bob, "2027-11-09", "programme", *(new(*words, on="2027-11-09") for words in entries),
        says="Dale South: Good (9 November 2027).",
    )  # fmt: skip
    assert office.publish("2027-11-09")
    assert "Outstanding" in office.page("ratings")

    # December: a PDU moves and a mistake is merged; the mistake is undone before it is out.
    moved = ("--pdu=Dale South", "--region=Môr", "--as-at=2027-12-07")
    office.job(
        ann, "2027-12-07", "move", new("move", *moved, *RECORD, on="2027-12-07"),
        says="Dale South",
    )  # fmt: skip
    entered = ("--type=Academic insights", "--published=2027-12", "--title=Oops", "--url=https://x.example/oops")
    office.job(bob, "2027-12-07", "oops", new("publication", *entered, on="2027-12-07"), says="Oops")
    bob.git("fetch", "-q", "origin")
    bob.git("checkout", "-q", "-B", "undo", "origin/main")
    bob.git("revert", "--no-edit", "-m", "1", "HEAD")
    bob.git("push", "-q", "origin", "HEAD")
    bob.make("tables", "ON=2027-12-07")
    bob.make("changes", "ON=2027-12-07")
    office.merge("undo")
    assert office.publish("2027-12-07")
    assert "Oops" not in office.page("publications")
    assert "Dale South" in office.page("regions/mor")

    # At the end of the year nothing is left to do, and all that was entered is there.
    assert not office.publish("2027-12-31")
    entered = ("Dale once more", "Hearing people (synthetic)", "Traeth (synthetic)", "Why (synthetic)", "Zebra one",
               "Zebra two", "Dale South", "Hostel")  # fmt: skip
    assert [title for title in entered if title not in office.page("publications")] == []

    # One command brings the beginning of the year back, byte for byte, and it stays until main moves on.
    office.host.roll_back("2.0.0")
    assert differing(begun, office.host.public) == []
    assert not office.publish("2028-01-01")
