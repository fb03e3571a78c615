"""What differs between two packages: each test edits the invented package and compares whole values."""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

import pytest

from ratings_site.model.changes import Area, Change, ChangeProblem, TableChange, raise_version
from ratings_site.model.changes.building import build_changes
from ratings_site.model.tables import PackageInfo, Tables, TableSchema
from ratings_site.versions import version_parts
from tests.builders import tables_of
from tests.synthetic import SYNTHETIC, add, change, edited, remove

ALDERBY = Area("pdu", "alderby", "Alderby", "north")


def test_the_same_package_has_no_changes_and_keeps_its_version():
    changes = build_changes(edited(), edited())
    assert changes.is_empty
    assert (changes.tables, changes.problems, changes.changes) == ((), (), ())
    assert changes.version_called_for == "1.2.3"
    assert changes.version_raised


def test_a_new_publication_is_named():
    new = edited(
        add("publications", publication_id="on-staffing", type="Academic insights", title="On staffing (synthetic)",
            published="2026-11-01", published_precision="month", url="https://report.example/staffing",
            source_id="report")
    )  # fmt: skip
    assert build_changes(edited(), new).of("publication") == (
        Change("publication", "new", published="2026-11-01", precision="month", item="On staffing (synthetic)",
               of="Academic insights"),
    )  # fmt: skip


def test_a_split_closes_one_pdu_and_opens_two():
    parts = [
        add("pdus", pdu_id=f"corvale-{side}", name=f"Corvale {side}", region_id="south", opened="2026-11-20",
            source_id="list")
        for side in ("east", "west")
    ]  # fmt: skip
    steps = [
        add("pdu_changes", pdu_id="alderby", change="split", successor_id=f"corvale-{side}", as_at="2026-11-20",
            as_at_precision="day", source_id="list")
        for side in ("east", "west")
    ]  # fmt: skip
    changes = build_changes(
        edited(), edited(*parts, *steps, change("pdus", {"pdu_id": "alderby"}, closed="2026-11-20"))
    )
    east, west = (Area("pdu", f"corvale-{side}", f"Corvale {side}", "south") for side in ("east", "west"))
    assert changes.of("PDU") == (
        Change("PDU", "closed", ALDERBY, now="2026-11-20", successors=("Corvale east", "Corvale west")),
        Change("PDU", "opened", east, now="2026-11-20"),
        Change("PDU", "opened", west, now="2026-11-20"),
    )
    assert changes.of("page") == (
        Change("page", "appears", page="pdus/corvale-east/", item="Corvale east"),
        Change("page", "appears", page="pdus/corvale-west/", item="Corvale west"),
        Change("page", "closes", page="pdus/alderby/", item="Alderby"),
    )
    assert changes.problems == ()


def test_a_pdu_and_a_publication_that_were_taken_out_are_told_as_what_they_were():
    gone = remove("pdus", pdu_id="dunmere"), remove("publications", publication_id="on-supervision")
    changes = build_changes(edited(), edited(*gone))
    assert changes.of("PDU") == (Change("PDU", "removed", Area("pdu", "dunmere", "Dunmere", "south")),)
    assert changes.of("publication") == (
        Change("publication", "withdrawn", published="2024-01-26", precision="day", item="Supervision & <trust>",
               of="Academic insights"),
    )  # fmt: skip


def test_places_stand_by_their_names_and_pages_by_their_addresses_and_columns_by_theirs():
    pdus = [add("pdus", pdu_id=f"new-{n}", name=name, region_id="north") for n, name in enumerate(("Zeal", "Acre"))]
    served = (("Beck", "alderby"), ("Aber", "dunmere"))
    places = [add("places", place=place, place_type="town", pdu_id=pdu, source_id="list") for place, pdu in served]
    changes = build_changes(edited(), edited(*pdus, *places))
    assert [change.item for change in changes.of("place")] == ["Aber", "Beck"]
    assert [change.page for change in changes.of("page")] == ["pdus/new-0/", "pdus/new-1/"]
    schemas = dict(edited().package.schemas)
    told = {field.name: replace(field, title="Otherwise") for field in schemas["sources"].fields}
    note, url = told["note"], told["url"]
    others = tuple(field for field in schemas["sources"].fields if field.name not in {"note", "url"})
    schemas["sources"] = replace(schemas["sources"], fields=(*others, url, replace(note, name="remark")))
    described = build_changes(edited(), tables_of(with_schemas(edited().package, **schemas), SYNTHETIC))
    assert [(change.item, change.change) for change in described.of("column")] == [
        ("sources.note", "removed"), ("sources.remark", "added"), ("sources.url", "changed"),
    ]  # fmt: skip


def test_another_version_or_day_of_the_same_package_changes_nothing():
    changes = build_changes(edited(), edited(version="1.2.4", created="2027-01-01T09:30:00Z"))
    assert (changes.level, changes.is_empty, changes.problems) == ("", True, ())


def test_a_renamed_pdu_keeps_its_page():
    changes = build_changes(edited(), edited(change("pdus", {"pdu_id": "corvale"}, name="Cor Vale")))
    renamed = Area("pdu", "corvale", "Cor Vale", "south")
    assert changes.of("PDU") == (Change("PDU", "renamed", renamed, was="Corvale", now="Cor Vale"),)
    assert (changes.of("page"), changes.version_called_for) == ((), "1.2.4")


def test_a_pdu_that_moves_to_another_region_keeps_its_page():
    changes = build_changes(edited(), edited(change("pdus", {"pdu_id": "corvale"}, region_id="north")))
    moved = Area("pdu", "corvale", "Corvale", "north")
    names = {"was": "Ynys Môn, “South” (synthetic)", "now": "North (synthetic)"}
    assert (changes.of("PDU"), changes.of("page")) == ((Change("PDU", "moved region", moved, **names),), ())


def test_a_page_that_would_vanish_stops_the_publication_unless_its_readers_are_sent_on():
    new = edited(
        remove("pdus", pdu_id="brackwell"),
        add("acknowledgements", check="table-lost-rows", file="pdus.csv", acknowledged_on="2026-11-24"),
    )
    changes = build_changes(edited(), new)
    assert changes.of("page") == (Change("page", "vanishes", page="pdus/brackwell/", item="Brackwell"),)
    assert changes.problems == (
        ChangeProblem(
            "page-would-vanish",
            "",
            "pdus/brackwell/",
            "The page /pdus/brackwell/ (Brackwell) would vanish.",
            "Put its row back, or say where its readers go: python build_site.py new redirect /pdus/brackwell/ ADDRESS",
        ),
    )
    sent_on = build_changes(edited(), new, redirects={"pdus/brackwell/": "pdus/alderby/"})
    assert sent_on.of("page") == (
        Change("page", "moves", page="pdus/brackwell/", item="Brackwell", now="pdus/alderby/"),
    )
    assert sent_on.problems == ()


def test_places_that_come_and_go_are_named_with_their_pdu():
    new = edited(
        change("places", {"place": "Alder"}, pdu_id="brackwell"),
        add("acknowledgements", check="table-lost-rows", file="places.csv", acknowledged_on="2026-11-24"),
    )
    brackwell = Area("pdu", "brackwell", "Brackwell", "north")
    changes = build_changes(edited(), new)
    assert changes.of("place") == (
        Change("place", "added", brackwell, item="Alder", of="local authority"),
        Change("place", "removed", ALDERBY, item="Alder", of="local authority"),
    )


def test_a_table_may_lose_one_row_in_twenty_and_no_more():
    names = [f"Name {number} (synthetic)" for number in range(40)]
    full = [add("pdu_names", pdu_id="alderby", name=name, used_by="HMPPS", source_id="list") for name in names[:39]]
    two_gone = [remove("pdu_names", name=name) for name in names[:2]]
    three_gone = [remove("pdu_names", name=name) for name in names[:3]]
    assert build_changes(edited(*full), edited(*full, *two_gone)).problems == ()
    assert build_changes(edited(*full), edited(*full, *three_gone)).problems == (
        ChangeProblem(
            check="table-lost-rows",
            file="pdu_names.csv",
            row_key="",
            message="3 of 40 rows of the last release are gone, alderby/Name 0 (synthetic) the first of them.",
            remedy="Was a filter on when it was saved? Take the file back (git restore datapackage/pdu_names.csv), and "
            "show all rows before you save. If they are meant to go, add a row to acknowledgements.csv: check "
            "table-lost-rows, file pdu_names.csv, with the reason and today's date.",
        ),
    )


def test_an_acknowledgement_of_an_earlier_loss_answers_for_no_later_one():
    told = add("acknowledgements", check="table-lost-rows", file="pdu_names.csv", acknowledged_on="2026-11-01")
    gone = remove("pdu_names", name="Alderby City")
    renewed = change("acknowledgements", {"file": "pdu_names.csv"}, acknowledged_on="2026-11-24")
    assert [p.check for p in build_changes(edited(told), edited(told, gone)).problems] == ["table-lost-rows"]
    assert build_changes(edited(told), edited(told, gone, renewed)).problems == ()


def test_rows_are_counted_by_table_in_the_order_of_the_descriptor():
    tables = edited(
        change("sources", {"source_id": "list"}, title="Another list (synthetic)"),
        add("pdu_names", pdu_id="corvale", name="Cor Vale", used_by="HMPPS", source_id="list"),
    )
    assert build_changes(edited(), tables).tables == (
        TableChange("pdu_names.csv", before=1, added=1, removed=0, changed=0),
        TableChange("sources.csv", before=2, added=0, removed=0, changed=1),
    )


def test_the_order_of_rows_and_an_unchanged_package_make_no_difference():
    turned = edited(lambda rows: {table: list(reversed(cells)) for table, cells in rows.items()})
    assert build_changes(edited(), turned) == build_changes(edited(), edited())


def described_again(
    *, gone: bool = False, table: Mapping[str, object] = MappingProxyType({}), **described: object
) -> Tables:
    """The invented package with the table `pdus`, or its column `note`, described otherwise, or without the column."""
    tables = edited()
    schema = tables.package.schemas["pdus"]
    others = tuple(field for field in schema.fields if field.name != "note")
    (note,) = (field for field in schema.fields if field.name == "note")
    fields = others if gone else (*others, replace(note, **described))  # type: ignore[arg-type]
    return tables_of(with_schemas(tables.package, pdus=replace(schema, fields=fields, **table)), SYNTHETIC)


def with_schemas(package: PackageInfo, **schemas: TableSchema) -> PackageInfo:
    return replace(package, schemas=dict(package.schemas) | schemas)


LISTED, UNLISTED = {"enum": ("one", "two")}, {"enum": ()}
GONE, BY_NAME = {"gone": True}, {"table": {"primary_key": ("name", "pdu_id")}}


@pytest.mark.parametrize(
    ("old", "new", "told", "level"),
    [
        ({}, GONE, ["removed: the column is gone"], "major"),
        (GONE, {}, ["added: the column is new"], "minor"),
        ({}, {"type": "integer"}, ["changed: its type was string and is integer"], "major"),
        ({}, {"required": True}, ["changed: it may no longer be empty"], "major"),
        ({"required": True}, {}, ["changed: it may be empty now"], "minor"),
        ({}, {"unique": True}, ["changed: each value may stand only once now"], "major"),
        ({"unique": True}, {}, ["changed: values may repeat now"], "minor"),
        (UNLISTED, LISTED, ["changed: it allows only listed values now"], "major"),
        (LISTED, UNLISTED, ["changed: it allows any value now"], "minor"),
        (LISTED, {"enum": ("three", "two", "four")},
         ["changed: it no longer allows one", "changed: it now allows three, four"], "major"),
        ({"enum": ("one", "two", "three")}, {"enum": ("one",)}, ["changed: it no longer allows two, three"], "major"),
        ({}, {"max_length": 900}, ["changed: the limits of its values changed"], "minor"),
        ({}, {"title": "Remark"}, ["changed: its title or description says something else"], "patch"),
    ],
)  # fmt: skip
def test_a_changed_column_calls_for_its_version(old, new, told, level):
    changes = build_changes(described_again(**old), described_again(**new))
    assert {change.item for change in changes.of("table", "column")} == ({"pdus.note"} if told else set())
    assert [f"{change.change}: {change.now}" for change in changes.of("table", "column")] == told
    assert changes.version_called_for == {"major": "2.0.0", "minor": "1.3.0", "patch": "1.2.4"}[level]


@pytest.mark.parametrize(
    ("old", "new", "told", "level"),
    [
        ({}, BY_NAME, "a row is now identified by name and pdu_id", "major"),
        ({}, {"table": {"primary_key": ()}}, "a row is now identified by nothing", "major"),
        ({}, {"table": {"description": "Otherwise."}}, "its title or description says something else", "patch"),
    ],
)
def test_a_table_described_otherwise_calls_for_its_version(old, new, told, level):
    changes = build_changes(described_again(**old), described_again(**new))
    assert changes.of("table", "column") == (Change("table", "changed", item="pdus", now=told, of=level),)
    assert changes.version_called_for == {"major": "2.0.0", "patch": "1.2.4"}[level]


def test_an_incompatible_change_needs_a_person_to_raise_the_version():
    assert build_changes(edited(), described_again(gone=True)).problems == (
        ChangeProblem(
            "version-too-low",
            "datapackage.json",
            "version",
            "The version is 1.2.3; these changes to 1.2.3 call for 2.0.0.",
            'Write "version": "2.0.0" in datapackage.json, or take the change of the columns back.',
        ),
    )
    raised = described_again(gone=True)
    raised = replace(raised, package=raised.package.but(version="2.0.0"))
    assert build_changes(edited(), raised).problems == ()
    assert build_changes(described_again(gone=True), edited()).problems == ()


def test_what_is_still_to_come_needs_its_exact_day():
    report = add("publications", publication_id="bulletin", title="Bulletin", published="2026-12-01",
                 published_precision="month", source_id="list")  # fmt: skip
    inspected = change("inspections", {"inspection_id": "alderby-2024"}, published="2027-01-01",
                       published_precision="year")  # fmt: skip
    remedy = "Write the day on which it is published, and “day” in the column for precision."
    assert [*build_changes(edited(inspected), edited(report, inspected)).problems] == [
        ChangeProblem("scheduled-without-day", f"{table}.csv", key,
                      f"{key} is still to come, and only the {known} is known.", remedy)
        for table, key, known in (("inspections", "alderby-2024", "year"), ("publications", "bulletin", "month"))
    ]  # fmt: skip
    in_its_month = edited(report, change("publications", {"publication_id": "bulletin"}, published="2026-11-01"))
    assert build_changes(edited(), in_its_month).problems == ()
    on_its_first_day = build_changes(edited(), edited(report, created="2026-12-01T09:30:00Z"))
    assert on_its_first_day.problems == ()


def test_a_version_below_the_last_one_stops_the_publication():
    assert [p.check for p in build_changes(edited(), edited(version="1.2.2")).problems] == ["version-too-low"]


def test_a_changed_licence_or_title_of_the_package_is_a_patch():
    changes = build_changes(edited(), edited(title="Synthetic ratings, renamed"))
    assert (changes.level, changes.tables, changes.version_raised) == ("patch", (), False)


def test_a_new_table_and_its_rows_are_an_addition():
    package = edited().package
    known = {name: schema for name, schema in package.schemas.items() if name not in {"figures", "places"}}
    fewer = tables_of(replace(package, schemas=known), SYNTHETIC)
    changes = build_changes(fewer, edited())
    assert changes.of("table", "column") == (
        Change("table", "added", item="figures", now="the table is new", of="minor"),
        Change("table", "added", item="places", now="the table is new", of="minor"),
    )
    assert [c.item for c in changes.of("place")] == ["Alder"]
    assert [c.of for c in build_changes(edited(), fewer).of("table")] == ["major", "major"]


FOUND = add("findings", finding_id="a-finding", inspection_id="alderby-2024", kind="concern", topic="staffing",
            summary="Too few.", source_id="report")  # fmt: skip
READ = add("findings", finding_id="another", publication_id="on-supervision", kind="concern", topic="staffing",
           summary="Too few.", source_id="report")  # fmt: skip
OF_ALDERBY, OF_INSIGHT = ("inspections", "alderby-2024"), ("publications", "on-supervision")


@pytest.mark.parametrize(
    ("old", "new", "revised"),
    [
        ([], [FOUND, READ], (OF_ALDERBY, OF_INSIGHT)),
        ([FOUND, READ], [READ], (OF_ALDERBY,)),
        ([FOUND], [FOUND, change("findings", {"finding_id": "a-finding"}, summary="Too many.")], (OF_ALDERBY,)),
        ([FOUND], [FOUND, change("findings", {"finding_id": "a-finding"}, note="A note.")], ()),
        ([FOUND, READ], [FOUND, READ, change("findings", {"finding_id": "another"}, inspection_id="dunmere-2025")], ()),
        ([], [change("inspections", {"inspection_id": "dunmere-2025"}, status_reason="Why.")],
         (("inspections", "dunmere-2025"),)),
        ([], [change("publications", {"publication_id": "on-supervision"}, url="https://x.example/")], (OF_INSIGHT,)),
        ([], [change("inspections", {"inspection_id": "dunmere-2025"}, note="A note.")], ()),
        ([remove("publications", publication_id="on-supervision")], [READ], ()),
    ],
)  # fmt: skip
def test_an_entry_is_revised_where_something_else_is_told_of_it_and_not_where_it_is_new(old, new, revised):
    assert build_changes(edited(*old), edited(*new)).revised == revised


def test_every_region_pdu_and_standard_has_a_page():
    pages = build_changes(tables_of(edited().package, {}), edited()).of("page")
    assert len(pages) == 2 + 4 + 2
    assert pages[0] == Change("page", "appears", page="pdus/alderby/", item="Alderby")


def test_a_draft_comes_before_nothing_that_its_numbers_do_not():
    assert version_parts("1.10.0-draft") == version_parts("1.10.0") > version_parts("1.9.0")


@pytest.mark.parametrize(
    ("level", "version"), [("major", "2.0.0"), ("minor", "1.3.0"), ("patch", "1.2.4"), ("", "1.2.3")]
)
def test_a_raised_version_sets_the_lower_parts_to_nought(level, version):
    assert raise_version("1.2.3", level) == version
