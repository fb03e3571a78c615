"""The changes in words: one package with one change of every kind, and the whole of each rendering."""

import csv
import json

from ratings_site.author.proposal import render_changes
from ratings_site.model.changes import Changes
from ratings_site.model.changes.building import build_changes
from ratings_site.wording.changes import (
    build_change_rows,
    build_sections,
    build_sections_for_readers,
    render_csv,
    render_json,
    render_summary,
)
from tests.builders import a_package, a_pdu, a_rating, a_region, an_inspection
from tests.synthetic import REASON, add, change, correct, edited, inspect_alderby, remove

LEADERSHIP = {"inspection_id": "alderby-2024", "standard_id": "core-2023-pdu-leadership"}


def changes_of_every_kind() -> Changes:
    new = edited(
        inspect_alderby("Good", "Requires improvement", published="2026-12-01"),
        change("ratings", LEADERSHIP, rating="Outstanding"),
        correct("alderby-2024/core-2023-pdu-leadership", "rating", "Good", "Outstanding"),
        change("inspections", {"inspection_id": "north-2024"}, overall="Inadequate"),
        change("pdus", {"pdu_id": "brackwell"}, closed="2026-10-01"),
        change("pdus", {"pdu_id": "dunmere"}, region_id="north"),
        change("pdus", {"pdu_id": "alderby"}, name="Alderby [&] *Dale*"),
        remove("pdus", pdu_id="corvale"),
        add("pdus", pdu_id="east", name="East", region_id="north", opened="2026-10-01", source_id="list"),
        add("pdu_changes", pdu_id="brackwell", change="merged", successor_id="east", as_at="2026-10-01"),
        add("places", place="Bracks", place_type="town", pdu_id="east", as_at="2026-11-01"),
        add("publications", publication_id="on-staffing", type="Academic insights", title="On staffing",
            published="2026-11-01", published_precision="month"),
    )  # fmt: skip
    return build_changes(edited(), new, redirects={"pdus/corvale/": "pdus/east/"})


def test_a_terminal_reads_every_change_and_last_what_stops_the_publication():
    assert (
        render_changes("text", changes_of_every_kind())
        == """\
What changed since 1.2.3

Overall ratings
  Alderby [&] *Dale*: up from Requires improvement to Good (scheduled for 1 December 2026).
  North (synthetic): down from Good to Inadequate (7 November 2024).

Ratings of single standards
  Alderby [&] *Dale*: Leadership corrected from Good to Outstanding (24 October 2024).
  Alderby [&] *Dale*: Leadership down from Outstanding to Requires improvement (scheduled for 1 December 2026).

Inspections
  Alderby [&] *Dale*, Second programme: Good (scheduled for 1 December 2026).

Publications
  Academic insights: On staffing (November 2026).

Probation delivery units
  Brackwell closed by 1 October 2026, followed by East.
  Dunmere moved from Ynys Môn, “South” (synthetic) to North (synthetic).
  East is new by 1 October 2026.
  Corvale was taken out.
  Alderby is now called Alderby [&] *Dale*.

Places
  East is now said to serve Bracks (town).

Corrections
  Alderby [&] *Dale*, Leadership, Rating: corrected from Good to Outstanding on 24 November 2026. A misprint \
(synthetic).

Pages
  /pdus/east/ appears (East).
  /pdus/brackwell/ stays and says that Brackwell closed.
  /pdus/corvale/ moves to /pdus/east/ (Corvale).

Rows
  pdus.csv: 1 added, 1 removed and 3 changed (four rows before).
  pdu_changes.csv: 1 added (one row before).
  places.csv: 1 added (one row before).
  inspections.csv: 1 added and 1 changed (five rows before).
  ratings.csv: 1 added and 1 changed (three rows before).
  publications.csv: 1 added (three rows before).
  corrections.csv: 1 added (no rows before).

It will be version 1.3.0, since data is added.

STOPS THE PUBLICATION (fact-changed-without-correction)
  Alderby, Name: was Alderby, now Alderby [&] *Dale*, and no row says why.
  Put the released value back, or record why: python build_site.py new rename --pdu alderby --name \
"Alderby [&] *Dale*" --was Alderby

STOPS THE PUBLICATION (fact-changed-without-correction)
  Dunmere, Region: was south, now north, and no row says why.
  Put the released value back, or record why: python build_site.py new move --pdu dunmere --region north --was south

STOPS THE PUBLICATION (rating-changed-without-correction)
  North (synthetic), Overall rating: was Good, now Inadequate, and no row says why.
  Put the released value back, or record why: python build_site.py new correction --table inspections --row \
north-2024 --column overall --was Good --now Inadequate

STOPS THE PUBLICATION (table-lost-rows)
  1 of 4 rows of the last release are gone, corvale the first of them.
  Was a filter on when it was saved? Take the file back (git restore datapackage/pdus.csv), and show all rows before \
you save. If they are meant to go, add a row to acknowledgements.csv: check table-lost-rows, file pdus.csv, with the \
reason and today's date.
"""
    )


def test_one_sentence_says_it_all():
    assert render_summary(changes_of_every_kind()) == (
        "One overall rating goes up, one overall rating goes down, one rating of a standard goes down, "
        "one rating of a standard is corrected, one new inspection, one new publication, one new PDU, one closed PDU, "
        "one renamed PDU, one PDU in another region, one PDU taken out, one correction "
        "and one change to the places served."
    )


def test_a_pull_request_reads_first_what_stops_the_publication_and_names_hold_no_mark_up():
    markdown = render_changes("markdown", changes_of_every_kind())
    assert markdown.index("> **Stops the publication**") < markdown.index("### Overall ratings")
    assert r"- Alderby \[&amp;\] \*Dale\*: up from Requires improvement to Good" in markdown


def test_many_changes_of_one_kind_are_counted_and_the_csv_holds_all():
    places = [add("places", place=f"Place {number:03}", place_type="town", pdu_id="alderby") for number in range(100)]
    changes = build_changes(edited(), edited(*places))
    assert "Place 059 (town).\n  and 40 more: see all with --format csv\n" in render_changes("text", changes)
    assert "Place 060" not in render_changes("markdown", changes)
    assert render_csv(changes).count("Place") == 100


def test_a_spreadsheet_has_one_row_for_each_change():
    rows = list(csv.DictReader(render_csv(changes_of_every_kind()).splitlines()))
    assert [(row["kind"], row["change"]) for row in rows] == [
        ("overall rating", "up"), ("overall rating", "down"), ("rating", "corrected"), ("rating", "down"),
        ("inspection", "new"), ("publication", "new"), ("PDU", "closed"), ("PDU", "moved region"), ("PDU", "opened"),
        ("PDU", "removed"), ("PDU", "renamed"), ("place", "added"), ("correction", "A misprint (synthetic)."),
        ("page", "appears"), ("page", "closes"), ("page", "moves"),
    ]  # fmt: skip
    assert rows[0] | {"area_name": ""} == {
        "old_version": "1.2.3", "new_version": "1.2.3", "kind": "overall rating", "change": "up", "area_type": "pdu",
        "area_id": "alderby", "area_name": "", "region_id": "north", "item": "overall rating",
        "was": "Requires improvement", "now": "Good", "date": "2026-12-01", "inspection_id": "alderby-2026",
        "standard_id": "", "correction_id": "", "page": "pdus/alderby/",
    }  # fmt: skip


def test_a_program_reads_the_same_values():
    changes = changes_of_every_kind()
    read = json.loads(render_json(changes))
    assert read["summary"] == render_summary(changes)
    assert [problem["check"] for problem in read["problems"]] == [p.check for p in changes.problems]
    assert read["level"] == "minor"
    assert read["version_raised"] is False


def test_no_change_is_said_in_so_many_words():
    same = build_changes(edited(), edited())
    assert render_changes("text", same) == "What changed since 1.2.3\n\nNothing changed.\n"
    assert render_changes("markdown", same) == "## What changed since 1.2.3\n\nNothing changed.\n\nNothing changed.\n"


def test_changes_beside_ratings_are_counted_as_rows():
    new = edited(change("sources", {"source_id": "list"}, title="Another list (synthetic)"))
    assert render_summary(build_changes(edited(), new)) == "Details of one entry changed."
    assert render_summary(build_changes(edited(), edited(title="Another"))) == "The description of the data changed."


def test_a_rating_known_to_the_year_gets_no_day_in_words_or_files() -> None:
    rated = (
        a_region(),
        a_pdu(),
        an_inspection(published="2025-01-01", published_precision="year"),
        a_rating("alderby-2025", "Leadership", "Good"),
    )
    changes = build_changes(a_package(a_region(), a_pdu()), a_package(*rated))
    told = render_changes("text", changes)
    assert "Alderby: Leadership Good (2025)." in told
    assert "January" not in told
    assert {row["date"] for row in build_change_rows(changes) if row.get("date")} == {"2025"}


def test_a_report_that_no_longer_stands_is_told_with_the_day_and_the_reason() -> None:
    old, new = (
        a_package(a_region(), a_pdu(), an_inspection(status=status, status_on=since, status_reason=cause))
        for status, since, cause in (
            ("under appeal", "2026-10-01", "The region appealed."),
            ("withdrawn", "2026-11-03", "The inspectorate took it back."),
        )
    )
    told = dict(build_sections(build_changes(old, new)))["Facts"]
    assert told == [
        "Alderby, Status: was under appeal, now withdrawn, since 3 November 2026. The inspectorate took it back."
    ]
    (back,) = dict(build_sections(build_changes(old, a_package(a_region(), a_pdu(), an_inspection()))))["Facts"]
    assert back == "Alderby, Status: was under appeal, now published."


def test_a_correction_is_told_by_names_and_in_words_and_not_by_keys() -> None:
    merged = add("pdu_changes", pdu_id="brackwell", change="merged", successor_id="dunmere", as_at="2026-10-01")
    corrected = [
        correct("brackwell/merged/dunmere", "as_at", "2026-10-01", "2026-09-30", table="pdu_changes"),
        correct("alderby-2022", "published", "2022-01-01", "2022-05-01", table="inspections"),
        correct("no-such-finding", "summary", "Most were good.", "", table="findings"),
        correct("Alder/local authority/alderby", "place_type", "london borough", "local authority", table="places"),
    ]
    changes = build_changes(edited(merged), edited(merged, *corrected))
    assert sorted(dict(build_sections(changes))["Corrections"]) == [
        f"{said} on 24 November 2026. {REASON}"
        for said in (
            "Alder, Kind of place: corrected from London borough to local authority",
            "Alderby, Published: corrected from January 2022 to May 2022",
            "Brackwell, By: corrected from 1 October 2026 to 30 September 2026",
            "What inspectors found, Summary: corrected from “Most were good.” to empty",
        )
    ]
    assert dict(build_sections_for_readers(changes)) == {"Corrections": dict(build_sections(changes))["Corrections"]}
    known = {row["item"]: row["was"] for row in build_change_rows(changes)}
    assert known["inspections/alderby-2022/published"] == "2022-01"


def test_what_only_programs_need_is_told_to_readers_where_nothing_else_changed() -> None:
    rows_only = build_changes(edited(), edited(change("sources", {"source_id": "list"}, licence="another")))
    assert [heading for heading, _ in build_sections_for_readers(rows_only)] == ["Rows"]
    every = changes_of_every_kind()
    told = [heading for heading, _ in build_sections_for_readers(every)]
    assert told == [heading for heading, _ in build_sections(every) if heading not in ("Pages", "Rows")]
