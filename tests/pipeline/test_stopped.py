"""What is stopped on its way to the public site: a mistake on a branch, an address that falls silent.

What is entered is synthetic. The steps are the targets that the workflows call, and their own script.
"""

import re

import pytest

from tests.pipeline.desk import Desk

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
