"""What staff are told of days to come, and what no build for readers holds of it."""

from dataclasses import replace
from datetime import date

from ratings_site.author import UPCOMING
from ratings_site.author.proposal import (
    build_upcoming,
    lost_totals,
    render_readiness,
    render_upcoming_page,
)
from ratings_site.check import read
from ratings_site.model.changes.building import build_changes
from ratings_site.model.tables import Tables
from ratings_site.publish.output import is_generated
from tests.builders import a_package, a_publication, a_source
from tests.frozen import frozen_package

TODAY = "2026-11-23"


def scheduled(title: str):
    return a_package(
        a_source(), a_publication(), later(title, "2026-12-08", "b"), later("A", "2026-12-01", "a"), today=TODAY
    )


def later(title: str, day: str, key: str):
    return a_publication(
        publication_id=key, title=title, published=day, published_precision="day", url=f"https://report.example/{key}"
    )


def summary_of(tables: Tables, *, warnings: int = 0) -> str:
    return render_readiness(build_changes(tables, tables), tables, tables, warnings=warnings)


def test_each_day_is_told_with_what_comes_out_on_it():
    days = [*build_upcoming(scheduled("What helps")).items()]
    assert [day for day, _ in days] == ["1 December 2026", "8 December 2026"]
    assert ["A" in days[0][1][0], "What helps" in days[1][1][0]] == [True, True]


def test_what_is_scheduled_acts_nowhere():
    tables = scheduled("<script>alert(1)</script> [a](https://b.example)")
    page = render_upcoming_page(build_upcoming(tables))
    assert ("<script>" in page, "&lt;script&gt;" in page) == (False, True)
    summary = summary_of(tables)
    assert r"\<script\>" in summary
    assert r"\[a\]" in summary


def test_where_nothing_is_scheduled_both_say_so():
    assert "- Nothing is scheduled.\n" in summary_of(a_package(today=TODAY))
    assert "Nothing is scheduled." in render_upcoming_page({})


def test_no_part_of_the_site_is_called_as_the_schedule_is():
    assert not is_generated(UPCOMING)  # or a build could write it into docs/


def test_the_summary_says_whether_it_is_ready():
    said = summary_of(scheduled("B"), warnings=2)
    assert [line for line in said.splitlines() if line.startswith("- [")][:3] == [
        "- [x] The tables pass the check.",
        "- [x] Nothing stops the publication.",
        "- [ ] Warnings of the check to be looked at: 2.",
    ]


def test_totals_that_stand_for_their_inspections_no_more_are_told_with_the_inspection_that_is_why():
    old = read(frozen_package(), today=date(2026, 11, 27)).tables
    rows = old.rows["inspections"]
    changed = [row | {"status": "withdrawn"} if row["inspection_id"] == "bedfordshire-2024" else row for row in rows]
    said = lost_totals(old, replace(old, rows={**old.rows, "inspections": changed}))
    assert "Leadership" in said
    assert "(bedfordshire-2024)" in said
    assert lost_totals(old, old) == ""
