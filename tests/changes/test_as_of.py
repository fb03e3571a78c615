"""The package as published on a day: what is dated later leaves no trace, and looking back shows what was."""

from datetime import UTC, date, datetime, timedelta

import pytest

from ratings_site.model.as_of import as_of, package_day, publication_day, scheduled_days
from ratings_site.model.tables import Tables, build_text_rows
from ratings_site.options import calendar_day
from tests.builders import a_grade, tables_of
from tests.changes.secrets import SECRET, TOMORROW, dated_row, secret_rows
from tests.frozen import frozen_tables
from tests.synthetic import ALDERBY_URL, add, change, correct, edited, inspect_alderby, package_info, remove

TODAY = date(2026, 11, 23)


def keys(tables: Tables, table: str) -> list[str]:
    return [next(iter(row.values())) for row in tables.rows[table]]


def with_secrets() -> Tables:
    rows = secret_rows(package_info())
    return edited(*(add(name, **cells) for name, table in rows.items() for cells in table))


def test_a_package_without_later_rows_is_published_whole():
    assert as_of(edited(), TODAY) == edited()


def test_no_word_of_a_row_of_tomorrow_is_published_today():
    planted = with_secrets()
    for name, text in planted.texts.items():
        assert SECRET in text, f"nothing was planted in {name}"
    published = as_of(planted, TODAY)
    assert published == edited()
    assert SECRET not in "".join(published.texts.values()).lower()


DATED = [
    name
    for name, schema in package_info().schemas.items()
    if name != "sources" and "date" in {field.type for field in schema.fields}
]


@pytest.mark.parametrize("table", DATED)
def test_a_row_of_tomorrow_waits_for_its_day_though_all_that_it_names_is_published(table):
    tomorrow = date.fromisoformat(TOMORROW)
    planned = edited(add(table, **dated_row(package_info().schemas[table], TOMORROW)))
    assert as_of(planned, TODAY) == edited()
    assert len(as_of(planned, tomorrow).rows[table]) == len(edited().rows[table]) + 1
    assert scheduled_days(planned) == (tomorrow,)


def test_rows_of_tomorrow_in_the_real_package_leave_no_trace_today():
    tables = frozen_tables()
    package = tables.package
    rows = {name: list(build_text_rows(tables, name).values()) for name in tables.rows}
    for name, planted in secret_rows(package, (package.created + timedelta(days=1)).isoformat()).items():
        rows[name] += planted
    assert as_of(tables_of(package, rows), package.created) == tables


def test_tomorrow_every_row_of_tomorrow_is_published():
    tomorrow = date.fromisoformat(TOMORROW)
    published = as_of(with_secrets(), tomorrow)
    assert published.rows == with_secrets().rows
    assert published.package.created == tomorrow
    assert published.package.descriptor["created"] == "2026-11-24T09:30:00Z"


def test_a_scheduled_inspection_waits_with_its_ratings_for_its_day():
    planned = edited(inspect_alderby("Good", "Good", published="2026-12-01"))
    assert "alderby-2026" not in keys(as_of(planned, date(2026, 11, 30)), "ratings")
    assert "alderby-2026" in keys(as_of(planned, date(2026, 12, 1)), "ratings")
    assert scheduled_days(planned) == (date(2026, 12, 1),)


def test_what_comes_out_with_the_package_is_not_scheduled():
    assert scheduled_days(edited(inspect_alderby("Good", "Good", published=TODAY.isoformat()))) == ()


def test_an_undated_inspection_waits_for_its_publication():
    report = add(
        "publications", publication_id="dunmere-report", title="Dunmere", inspection_id="dunmere-2025",
        published="2026-12-01", source_id="report",
    )  # fmt: skip
    assert "dunmere-2025" not in keys(as_of(edited(report), TODAY), "inspections")
    assert "dunmere-2025" in keys(as_of(edited(report), date(2026, 12, 1)), "inspections")


@pytest.mark.parametrize(("day", "shown"), [("2026-10-31", False), ("2026-11-01", True), ("2026-11-23", True)])
def test_a_date_known_to_the_month_counts_from_its_first_day(day, shown):
    report = add("publications", publication_id="bulletin", title="Bulletin", published="2026-11-01",
                 published_precision="month", source_id="list")  # fmt: skip
    assert ("bulletin" in keys(as_of(edited(report), date.fromisoformat(day)), "publications")) is shown


def test_looking_back_shows_the_directory_as_it_was():
    then = as_of(edited(), date(2025, 4, 27))
    assert keys(then, "pdus") == ["alderby", "brackwell", "corvale"]
    assert {row["closed"] for row in then.rows["pdus"]} == {None}
    assert then.rows["pdu_changes"] == []
    assert keys(then, "regions") == ["north", "south"]
    assert keys(then, "programmes") == ["core-2023", "pdu-2021"]


@pytest.mark.parametrize(("day", "known"), [(date(2025, 4, 27), []), (date(2025, 4, 28), ["2025-04-28"])])
def test_an_end_is_known_from_its_own_day_on(day, known):
    assert [str(row["closed"]) for row in as_of(edited(), day).rows["pdus"] if row["closed"]] == known


def test_an_end_that_has_not_come_is_not_known():
    then = as_of(edited(), date(2023, 1, 1))
    assert keys(then, "programmes") == ["pdu-2021"]
    assert [(row["ended"], row["ended_precision"]) for row in then.rows["programmes"]] == [(None, "")]
    assert then.rows["standards"] == []
    assert keys(then, "inspections") == ["alderby-2022"]


def test_looking_back_undoes_the_corrections_made_since_newest_first():
    leadership = {"inspection_id": "alderby-2024", "standard_id": "core-2023-pdu-leadership"}
    key = "alderby-2024/core-2023-pdu-leadership"
    corrected = edited(
        change("ratings", leadership, rating="Outstanding"),
        correct(key, "rating", "Inadequate", "Good", corrected_on="2026-11-01"),
        correct(key, "rating", "Good", "Outstanding", corrected_on="2026-11-20", correction_id="rating-2"),
    )
    ratings = {
        day: as_of(corrected, date(2026, *day)).rows["ratings"][0]["rating"] for day in ((10, 31), (11, 19), (11, 20))
    }
    assert ratings == {(10, 31): "Inadequate", (11, 19): "Good", (11, 20): "Outstanding"}
    assert keys(as_of(corrected, date(2026, 11, 19)), "corrections") == ["rating-1"]


def test_looking_back_changes_no_cell_but_the_one_that_was_corrected_and_only_while_it_is_as_it_was_put():
    note = change("inspections", {"inspection_id": "alderby-2024"}, note="Good")
    told = correct("alderby-2024", "overall", "Inadequate", "Good", corrected_on="2026-11-20")
    for overall, then in (("Good", "Inadequate"), ("Outstanding", "Outstanding")):
        tables = edited(change("inspections", {"inspection_id": "alderby-2024"}, overall=overall), note, told)
        rows = as_of(tables, date(2026, 11, 19)).rows["inspections"]
        (row,) = (row for row in rows if row["inspection_id"] == "alderby-2024")
        assert (row["overall"], row["note"]) == (then, "Good")


def test_a_row_added_by_a_later_correction_was_not_there_before():
    told = correct("north-2024", "", "", "", corrected_on="2026-11-20")
    assert "north-2024" not in keys(as_of(edited(told), date(2026, 11, 19)), "inspections")


def test_facts_of_a_report_wait_for_the_report_but_the_regions_do_not():
    annual = add("publications", publication_id="annual", title="Annual", published="2026-06-01", source_id="annual",
                 url="https://annual.example/")  # fmt: skip
    source = add("sources", source_id="annual", title="Annual", url="https://annual.example/", retrieved="2026-11-01")
    cited = [change(table, {}, source_id="annual") for table in ("statistics", "regions", "rating_scale")]
    then = as_of(edited(annual, source, *cited), date(2026, 5, 31))
    assert then.rows["statistics"] == []
    assert (len(then.rows["regions"]), len(then.rows["rating_scale"])) == (2, 4)


def test_what_cites_a_report_still_to_come_waits_for_it_whatever_its_table():
    report = add("publications", publication_id="next", title="Next", published="2026-12-01", source_id="next",
                 url="https://next.example/")  # fmt: skip
    source = add("sources", source_id="next", title="Next", url="https://next.example/", retrieved="2026-11-01")
    name = add("pdu_names", pdu_id="alderby", name="Alder-by-Sea", used_by="the next report", source_id="next")
    today = as_of(edited(report, source, name), TODAY)
    assert today == edited()


@pytest.mark.parametrize(
    ("source_id", "address", "report_at", "waits"),
    [
        ("seen", "https://next.example/", "https://next.example/", True),
        ("next", "https://elsewhere.example/", "https://next.example/", True),
        ("seen", "https://elsewhere.example/", "https://next.example/", False),
        ("seen", "", "", False),
        ("seen", ALDERBY_URL, ALDERBY_URL, False),
    ],
    ids=["its address", "its identifier", "neither", "no address", "the address of a report that is out, too"],
)
def test_a_source_is_a_report_to_come_by_its_address_or_its_identifier(source_id, address, report_at, waits):
    report = add("publications", publication_id="next", title="Next", published="2026-12-01", source_id="list",
                 url=report_at)  # fmt: skip
    source = add("sources", source_id=source_id, title="Seen", url=address, retrieved="2026-11-01")
    name = add("pdu_names", pdu_id="alderby", name="Alder-by-Sea", used_by="a list", source_id=source_id)
    assert len(as_of(edited(report, source, name), TODAY).rows["pdu_names"]) == (1 if waits else 2)


def test_a_report_to_come_without_an_address_is_no_source_without_one_though_every_other_has_one():
    others = change("publications", {}, url="https://one.example/"), change("inspections", {}, report_url=ALDERBY_URL)
    report = add("publications", publication_id="next", title="Next", published="2026-12-01", source_id="list", url="")
    source = add("sources", source_id="seen", title="Seen", url="", retrieved="2026-11-01")
    name = add("pdu_names", pdu_id="alderby", name="Alder-by-Sea", used_by="a list", source_id="seen")
    assert len(as_of(edited(*others, report, source, name), TODAY).rows["pdu_names"]) == 2


def test_a_region_without_pdus_waits_for_the_report_that_tells_of_it():
    report = add("publications", publication_id="next", title="Next", published="2026-12-01", source_id="next")
    source = add("sources", source_id="next", title="Next", retrieved="2026-11-01")
    region = add("regions", region_id="east", name="East", nation="England", source_id="next")
    assert as_of(edited(report, source, region), TODAY) == edited()


def test_a_source_shared_with_published_rows_stays():
    planned = edited(inspect_alderby("Good", "Good", published="2026-12-01"))
    assert keys(as_of(planned, TODAY), "sources") == ["list", "report"]


def test_a_source_of_the_score_of_a_row_to_come_waits_with_it():
    source = add("sources", source_id="score", title="Score", retrieved="2026-11-01")
    scored = change("inspections", {"inspection_id": "alderby-2026"}, score_source_id="score")
    planned = edited(source, inspect_alderby("Good", "Good", published="2026-12-01"), scored)
    assert as_of(planned, TODAY) == edited()


def test_a_source_that_nothing_ever_cited_stays():
    idle = add("sources", source_id="idle", title="Idle", retrieved="2026-11-01")
    assert "idle" in keys(as_of(edited(idle), TODAY), "sources")


def test_a_programme_is_not_compared_with_one_still_to_begin():
    planned = edited(
        add("programmes", programme_id="next", name="Next", started="2027-01-01", rated="yes", source_id="list"),
        change("programmes", {"programme_id": "core-2023"}, comparable_with="next"),
    )
    assert as_of(planned, TODAY) == edited()


def test_a_day_past_is_the_same_from_whichever_day_it_is_looked_at():
    then = date(2024, 11, 1)
    later = edited(inspect_alderby("Good", "Good", published="2026-12-01"))
    assert as_of(as_of(later, TODAY), then) == as_of(later, then)


def test_nothing_hangs_in_the_air_on_any_day():
    planned = with_secrets()
    for day in (date(2022, 1, 1), date(2024, 10, 24), date(2025, 4, 27), TODAY):
        published = as_of(planned, day)
        for name, schema in published.package.schemas.items():
            for key in schema.foreign_keys:
                cited = {tuple(row[column] for column in key.fields) for row in published.rows[name]}
                named = published.rows[key.reference or name]
                held = {tuple(row[column] for column in key.reference_fields) for row in named}
                assert cited - held - {("",)} <= {("place-of-no-one",)}, f"{name} on {day}"


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2026, 12, 1, 9, 29, tzinfo=UTC), date(2026, 11, 30)),
        (datetime(2026, 12, 1, 9, 30, tzinfo=UTC), date(2026, 12, 1)),
        (datetime(2026, 7, 1, 8, 29, tzinfo=UTC), date(2026, 6, 30)),
        (datetime(2026, 7, 1, 8, 30, tzinfo=UTC), date(2026, 7, 1)),
        (datetime(2026, 11, 30, 23, 59, tzinfo=UTC), date(2026, 11, 30)),
    ],
)
def test_a_day_begins_at_half_past_nine_in_london(moment, day):
    assert publication_day(moment) == day


def test_the_calendar_of_london_turns_at_midnight_there():
    assert calendar_day(datetime(2026, 6, 30, 23, 0, tzinfo=UTC)) == date(2026, 7, 1)


@pytest.mark.parametrize(
    ("entry", "day"),
    [
        ((), TODAY),
        ((add("sources", source_id="new", retrieved="2026-11-27"),), date(2026, 11, 27)),
        ((correct("alderby-2024", "score", "3", "4", corrected_on="2026-11-25"),), date(2026, 11, 25)),
        ((inspect_alderby("Good", "Good", published="2026-12-01"),), TODAY),
    ],
    ids=["as it was released", "a source that was read", "a correction", "a report still to come"],
)
def test_the_day_of_a_package_is_that_of_its_last_entry(entry, day):
    assert package_day(edited(*entry)) == day


def test_a_pdu_that_opens_later_is_not_named_by_the_one_it_follows():
    planned = edited(
        add("pdus", pdu_id="northby", name="Northby", region_id="north", opened="2026-12-01", source_id="list"),
        add("pdu_changes", pdu_id="brackwell", change="split", successor_id="northby", as_at="2026-11-01",
            as_at_precision="month", source_id="list"),
        change("pdus", {"pdu_id": "brackwell"}, closed="2026-12-01"),
    )  # fmt: skip
    assert as_of(planned, TODAY) == edited()


@pytest.mark.parametrize(
    "mention",
    [
        add("acknowledgements", check="region-older-than-pdus", file="inspections.csv", row_key="alderby-2026",
            reason="Known.", acknowledged_on="2026-11-20"),
        correct("alderby-2026", "overall", "Good", "Outstanding", corrected_on="2026-11-20"),
        correct("alderby-2026/core-2023-pdu-leadership", "rating", "Good", "Outstanding", corrected_on="2026-11-20"),
    ],
    ids=["acknowledgement", "correction of a report", "correction of a rating"],
)  # fmt: skip
def test_what_tells_of_a_row_to_come_is_withheld_with_it(mention):
    planned = edited(inspect_alderby("Outstanding", "Outstanding", published="2026-12-01"), mention)
    assert as_of(planned, TODAY) == edited()


def test_a_source_that_only_a_row_to_come_cites_waits_with_it():
    source = add("sources", source_id="seen", title="Seen at Alderby", retrieved="2026-11-20")
    visit = change("inspections", {"inspection_id": "alderby-2026"}, source_id="seen")
    planned = edited(source, inspect_alderby("Good", "Good", published="2026-12-01"), visit)
    assert as_of(planned, TODAY) == edited()


def test_a_region_all_of_whose_pdus_are_to_come_waits_for_the_first():
    region = add("regions", region_id="east", name="East", nation="England", source_id="list")
    pdu = add("pdus", pdu_id="eastby", name="Eastby", region_id="east", opened="2026-12-01", source_id="list")
    assert as_of(edited(region, pdu), TODAY) == edited()
    assert "east" in keys(as_of(edited(region, pdu), date(2026, 12, 1)), "regions")


def test_a_scale_all_of_whose_programmes_are_to_come_waits_for_the_first():
    grade = add("rating_scale", **a_grade("Excellent", 4, 1, scale_id="five", source_id="list").cells)
    next_one = add("programmes", programme_id="next", name="Next", scale_id="five", started="2026-12-01",
                   started_precision="day", source_id="list")  # fmt: skip
    assert as_of(edited(grade, next_one), TODAY) == edited()
    assert keys(as_of(edited(grade, next_one), date(2026, 12, 1)), "rating_scale").count("five") == 1


def test_a_package_without_some_rows_is_published_all_the_same():
    some = edited(remove("publications"), remove("inspections"), remove("ratings"))
    assert as_of(some, TODAY).rows["publications"] == []
