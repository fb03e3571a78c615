"""The whole way of a change, from a mistake on a branch to the public site and back, with a remote on this disk.

What is entered is synthetic. The steps are the targets that the workflows call, and their own script.
"""

import re

import pytest

from ratings_site.publish.page import read_page
from tests.pipeline.desk import Desk, dead_links, differing, everything_in, unanswered, words_of

SECRET = "zzsecret"  # noqa: S105  # a word to look for, no password
WAKEFIELD = (
    "--area=Wakefield", "--overall=Good", "--score=14", f"--title=Wakefield {SECRET}",
    f"--url=https://inspectorate.example/{SECRET}", f"--note={SECRET} {SECRET}",
)  # fmt: skip
SPLIT = (
    "--pdu=Wakefield", "--into=Wakefield East", "--into=Wakefield West", "--source-title=A list (synthetic)",
    "--source-url=https://list.example/pdus", "--publisher=A ministry",
)  # fmt: skip
CORRECTION = (
    "--table=publications", "--row=annual-report-2024", "--column=title", "--now=The report (synthetic)",
    "--reason=Its title was misread (synthetic).",
)  # fmt: skip


def test_a_mistake_is_refused_on_its_line_and_mended_it_says_what_it_changes(tmp_path):
    desk = Desk(tmp_path, builds=False)
    desk.run(".venv/bin/python", "build_site.py", "release", "--commit")
    desk.git("push", "-q", "origin", "HEAD:main")

    desk.git("checkout", "-q", "-b", "mistake")
    table = desk.project / "datapackage" / "ratings.csv"
    lines = table.read_text("utf-8").splitlines(keepends=True)
    number = next(number for number, line in enumerate(lines) if ",Inadequate," in line)
    right = lines[number]
    lines[number] = right.replace(",Inadequate,", ",inadequate,")
    table.write_text("".join(lines), "utf-8")
    refused = desk.make("tables", "FORMAT=github", check=False)
    assert refused.returncode != 0
    assert re.search(
        rf"^::error file=datapackage/ratings\.csv,line={number + 1},.*Inadequate", refused.stdout, re.MULTILINE
    )

    lines[number] = right
    table.write_text("".join(lines), "utf-8")
    desk.new("correction", *CORRECTION, on="2026-11-24")
    summary = desk.make("changes", "FORMAT=markdown").stdout  # which checks the tables too
    assert summary.startswith(
        "## What changed since 1.0.0\n\nOne correction.\n\nIt will be version 1.0.1, since data is only put right."
    )
    assert "Its title was misread (synthetic)." in summary


@pytest.mark.long
def test_the_whole_way_from_a_branch_to_the_public_site_and_back(tmp_path):  # noqa: PLR0915  # it is one way
    desk = Desk(tmp_path)

    # The first release is deployed, and main holds all it was built from.
    assert desk.publish("2026-11-23")
    first = tmp_path / "first"
    desk.public.rename(first)
    desk.git("fetch", "-q")
    assert desk.git("status", "--porcelain", "--branch") == "## main...origin/main\n"
    release = desk.git("log", "-1", "--format=%H", "--", "releases/1.0.0.zip").strip()
    assert f"commit <code>{release}</code>" in (first / "audit" / "index.html").read_text("utf-8")

    # An inspection is entered ahead on a branch, with a correction; the preview shows all of it and needs no server.
    desk.git("checkout", "-q", "-b", "ahead")
    desk.new("inspection", "--published=2026-12-01", *WAKEFIELD, on="2026-11-23")
    desk.new("correction", *CORRECTION, on="2026-11-24")
    desk.commit("Enter the inspection of Wakefield and correct a title")
    assert "scheduled for 1 December 2026" in desk.make("changes", "FORMAT=markdown").stdout
    summary = desk.make("preview", "FORMAT=markdown").stdout
    assert summary.startswith("\n### Charts\n\n")
    assert re.search("- `overall-ratings`: “.*” becomes “One of 43 PDUs .* was good, .*”", summary)
    assert "region-tiles" not in summary  # what looks as before is not named, though its date is another
    preview = desk.project / "build" / "preview"
    assert SECRET in (preview / "pdus/wakefield/index.html").read_text("utf-8")
    assert "charts-before/overall-ratings-picture.svg" in (preview / "charts-before-and-after.html").read_text("utf-8")
    assert [*dead_links(preview / "index.html"), *dead_links(preview / "pdus/wakefield/index.html")] == []

    # Merged, the correction is public at once; of the inspection there is no trace anywhere before its day.
    desk.merge("ahead")
    assert desk.publish("2026-11-24")
    assert "The report (synthetic)" in words_of(desk.public / "corrections" / "index.html")
    assert "The report (synthetic) corrected on 24 November 2026" in words_of(desk.public / "publications/index.html")
    assert unanswered(desk.public, desk.project / "addresses.csv") == []
    assert SECRET.encode() not in everything_in(desk.public)
    assert not desk.publish("2026-11-30")

    # On its day it appears, in a version of its own, and the page says that the rating went up.
    before = tmp_path / "before"
    desk.public.rename(before)
    assert desk.publish("2026-12-01")
    assert "Good" in words_of(desk.public / "pdus" / "wakefield" / "index.html")
    assert "up from Requires improvement to Good" in words_of(desk.public / "changes" / "1.1.0" / "index.html")

    # A split closes the page of the PDU, which stays and leads on to both its successors.
    desk.new("split", *SPLIT, "--as-at=2026-12-02", on="2026-12-02")
    desk.push("Split Wakefield")
    assert desk.publish("2026-12-02")
    closed = read_page((desk.public / "pdus" / "wakefield" / "index.html").read_text("utf-8"))
    assert {"../wakefield-east/", "../wakefield-west/"} & set(closed.links) or {
        "../../pdus/wakefield-east/",
        "../../pdus/wakefield-west/",
    } <= set(closed.links)

    # An address that moved sends its readers on.
    desk.run(".venv/bin/python", "build_site.py", "new", "redirect", "/pdus/old-wakefield/", "/pdus/wakefield-east/")
    desk.push("Send the readers of a former address on")
    assert "/pdus/old-wakefield/ leads to /pdus/wakefield-east/." in desk.make("changes", "FORMAT=markdown").stdout
    assert desk.publish("2026-12-02")
    moved = read_page((desk.public / "pdus" / "old-wakefield" / "index.html").read_text("utf-8"))
    assert (len(moved.diverting), moved.links) == (2, ["../wakefield-east/"])

    # Every address and every released file still answers, and kept its bytes.
    assert unanswered(desk.public, desk.project / "addresses.csv") == []
    for version, site in (("1.0.0", first), ("1.0.1", before)):
        assert differing(site / "data" / version, desk.public / "data" / version) == []

    # One command brings back an earlier release, byte for byte.
    desk.roll_back("1.0.1")
    assert differing(before, desk.public) == []
    desk.roll_back("1.0.0")
    assert not desk.publish("2026-12-03")  # until main moves on
    assert differing(first, desk.public) == []


@pytest.mark.long
def test_a_registered_address_that_falls_silent_stops_the_build_and_leaves_the_site(tmp_path):
    desk = Desk(tmp_path)
    desk.make("publish", "AS_OF=2026-11-23")
    before = {path: path.stat().st_mtime_ns for path in desk.site.rglob("*")}
    register = desk.project / "addresses.csv"
    register.write_text(register.read_text("utf-8") + "/pdus/atlantis/,1.0.0,\n", "utf-8")
    refused = desk.make("site", check=False)
    assert refused.returncode != 0
    assert "/pdus/atlantis/ has been published since 1.0.0 and would no longer answer" in refused.stderr
    assert {path: path.stat().st_mtime_ns for path in desk.site.rglob("*")} == before
