"""The feeds are read by feedparser and held against the JSON Feed rules; what one release changes is one entry."""

import json

import feedparser
import jsonschema
import pytest

from ratings_site.feeds import render_feeds
from ratings_site.model.changes.building import build_changes
from ratings_site.model.directory import build_directory
from ratings_site.model.tables import Tables
from tests.builders import tables_of
from tests.synthetic import (
    SITE_URL,
    SYNTHETIC,
    Edit,
    add,
    change,
    correct,
    package_info,
    synthetic_directory,
    synthetic_tables,
)

JSON_FEED = {
    "$comment": "https://www.jsonfeed.org/version/1.1/",
    "type": "object",
    "required": ["version", "title", "items"],
    "properties": {
        "version": {"const": "https://jsonfeed.org/version/1.1"},
        "title": {"type": "string", "minLength": 1},
        "home_page_url": {"type": "string", "format": "uri"},
        "feed_url": {"type": "string", "format": "uri"},
        "language": {"type": "string"},
        "authors": {"type": "array", "minItems": 1, "items": {"type": "object", "required": ["name"]}},
        "items": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["id", "content_html"],
                "properties": {
                    "id": {"type": "string", "pattern": "^urn:uuid:[0-9a-f-]{36}$"},
                    "url": {"type": "string", "format": "uri"},
                    "title": {"type": "string", "minLength": 1},
                    "date_published": {"type": "string", "pattern": "^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ$"},
                    "date_modified": {"type": "string", "pattern": "^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ$"},
                    "tags": {"type": "array", "items": {"type": "string"}},
                },
            },
        },
    },
}
AREAS = [
    "",
    *(f"regions/{r}/" for r in ("north", "south")),
    *(f"pdus/{p}/" for p in ("alderby", "brackwell", "corvale", "dunmere")),
]
Titles = dict[str, list[str]]


def edited(*edits: Edit, version: str) -> Tables:
    rows = SYNTHETIC
    for edit in edits:
        rows = edit(rows)
    return tables_of(package_info(version=version), rows)


def feeds_after(tables, *history) -> dict[str, str | bytes]:
    return render_feeds(build_directory(tables), history, SITE_URL)


def titles(files: dict[str, str | bytes]) -> Titles:
    return {page: [entry.title for entry in feedparser.parse(files[f"{page}feed.xml"]).entries] for page in AREAS}


@pytest.fixture(scope="module")
def before():
    return render_feeds(synthetic_directory(), (), SITE_URL)


def test_the_site_every_region_and_every_pdu_has_its_feed_in_both_forms(before):
    assert before.keys() == {f"{page}feed.{form}" for page in AREAS for form in ("xml", "json")}


def test_a_feed_holds_every_inspection_and_publication_what_came_out_last_first_and_the_undated_last(before):
    assert titles(before) == {
        "": [
            "North (synthetic): inspected, not rated", "North (synthetic): rated Good",
            "Alderby: rated Requires improvement", "Supervision & <trust>", "Alderby: rated Inadequate",
            "Dunmere: rated Good", "Undated",
        ],
        "regions/north/": [
            "North (synthetic): inspected, not rated",
            "North (synthetic): rated Good",
            "Alderby: rated Requires improvement",
            "Alderby: rated Inadequate",
        ],
        "regions/south/": ["Dunmere: rated Good"],
        "pdus/alderby/": ["Alderby: rated Requires improvement", "Alderby: rated Inadequate"],
        "pdus/brackwell/": [],
        "pdus/corvale/": [],
        "pdus/dunmere/": ["Dunmere: rated Good"],
    }  # fmt: skip


def test_every_atom_feed_is_well_formed_and_complete(before):
    for page in AREAS:
        parsed = feedparser.parse(before[f"{page}feed.xml"])
        assert (parsed.bozo, parsed.version) == (False, "atom10")
        feed = parsed.feed
        assert {link.rel: link.href for link in feed.links} == {
            "self": f"{SITE_URL}{page}feed.xml",
            "alternate": f"{SITE_URL}{page}",
        }
        assert feed.id.startswith("urn:uuid:")
        assert (feed.author, feed.updated_parsed is not None) == ("Probation ratings", True)
        assert max((entry.updated for entry in parsed.entries), default=feed.updated) == feed.updated
        for entry in parsed.entries:
            assert entry.id.startswith("urn:uuid:")
            assert entry.link.startswith(SITE_URL)
            assert entry.published_parsed <= entry.updated_parsed
            assert entry.content[0].type == "text/html"
        assert len({entry.id for entry in parsed.entries}) == len(parsed.entries)


def test_every_json_feed_keeps_the_rules_and_says_what_the_atom_feed_says(before):
    for page in AREAS:
        document = json.loads(before[f"{page}feed.json"])
        jsonschema.validate(document, JSON_FEED, format_checker=jsonschema.FormatChecker())
        atom = feedparser.parse(before[f"{page}feed.xml"])
        assert [(item["id"], item["title"], item["url"], item["date_published"]) for item in document["items"]] == [
            (entry.id, entry.title, entry.link, entry.published) for entry in atom.entries
        ]


def test_an_entry_says_what_is_known_and_how(before):
    entry = feedparser.parse(before["pdus/alderby/feed.xml"]).entries[0]
    assert entry.content[0].value == (
        "<ul><li>Overall: Requires improvement (stated by the inspectorate)</li><li>Composite score: 3 of 6</li>"
        "<li>Published: 24 October 2024</li><li>Programme: Second programme</li>"
        "<li>Report: https://inspectorate.example/alderby</li></ul>"
    )


def test_identifiers_do_not_change_when_the_site_moves(before):
    moved = render_feeds(synthetic_directory(), (), "https://elsewhere.example/ratings/")
    assert [item["id"] for item in json.loads(moved["feed.json"])["items"]] == [
        item["id"] for item in json.loads(before["feed.json"])["items"]
    ]


def test_one_corrected_rating_is_one_new_entry_in_the_three_feeds_it_concerns(before):
    key = "alderby-2024/core-2023-pdu-leadership"
    new = edited(
        change(
            "ratings",
            {"inspection_id": "alderby-2024", "standard_id": "core-2023-pdu-leadership"},
            rating="Outstanding",
        ),
        correct(key, "rating", "Good", "Outstanding"),
        version="1.2.4",
    )
    after = feeds_after(new, build_changes(synthetic_tables(), new))
    differing = {path for path in before if before[path] != after[path]}
    concerned = ("", "regions/north/", "pdus/alderby/")
    assert differing == {f"{page}feed.{form}" for page in concerned for form in ("xml", "json")}
    for page in concerned:
        old, now = (json.loads(files[f"{page}feed.json"])["items"] for files in (before, after))
        (entry,) = [item for item in now if item not in old]
        assert [item for item in old if item not in now] == []
        assert entry["title"].startswith("Version 1.2.4: One rating of a standard is corrected")
        assert "Alderby: Leadership corrected from Good to Outstanding" in entry["content_html"]


FIRST, SECOND = "2026-11-23", "2026-12-01"


def later(*edits: Edit) -> Tables:
    """The package of a release a week later."""
    rows = SYNTHETIC
    for edit in edits:
        rows = edit(rows)
    return tables_of(package_info(version="1.2.4", created=f"{SECOND}T09:30:00Z"), rows)


def days(*edits: Edit) -> dict[str, tuple[str, str]]:
    """For each entry but the release itself, the days on which it came and on which it last changed."""
    new = later(*edits)
    parsed = feedparser.parse(feeds_after(new, build_changes(synthetic_tables(), new))["feed.xml"])
    told = [entry for entry in parsed.entries if entry.tags[0].term != "release"]
    return {entry.title: (entry.published[:10], entry.updated[:10]) for entry in told}


def test_an_entry_carries_the_day_of_the_release_that_brought_it_and_never_the_first_of_a_year(before):
    entries = [entry for page in AREAS for entry in feedparser.parse(before[f"{page}feed.xml"]).entries]
    assert {(entry.published[:10], entry.updated[:10]) for entry in entries} == {(FIRST, FIRST)}
    year = {"published": "2027-01-01", "published_precision": "year", "status": "published", "source_id": "report"}
    region = {"area_type": "region", "region_id": "south", "programme_id": "public-protection-2025"}
    brought = days(
        add("inspections", inspection_id="south-2027", overall="Not rated", overall_basis="stated", **region, **year),
        add("publications", publication_id="new", type="Academic insights", title="New", source_id="list"),
    )
    assert {title: came for title, came in brought.items() if came != (FIRST, FIRST)} == {
        "Ynys Môn, “South” (synthetic): inspected, not rated": (SECOND, SECOND),
        "New": (SECOND, SECOND),
    }


ALDERBY, SUPERVISION = {"inspection_id": "alderby-2024"}, {"publication_id": "on-supervision"}
FINDING = {"finding_id": "one", "kind": "concern", "summary": "It was slow.", "source_id": "list"}


@pytest.mark.parametrize(
    ("edit", "changed"),
    [
        (change("inspections", ALDERBY, overall="Good"), ["Alderby: rated Good"]),
        (
            change("inspections", ALDERBY, status="under appeal", status_on="2026-11-30"),
            ["Alderby: rated Requires improvement (Under appeal)"],
        ),
        (add("findings", inspection_id="dunmere-2025", **FINDING), ["Dunmere: rated Good"]),
        (change("publications", SUPERVISION, title="On supervision"), ["On supervision"]),
        (change("inspections", ALDERBY, note="Other words."), []),
        (change("publications", SUPERVISION, note="Other words."), []),
        (change("sources", {"source_id": "list"}, title="Another list"), []),
    ],
)
def test_an_entry_is_updated_when_what_it_says_changes_and_only_then(edit, changed):
    assert {title: came for title, came in days(edit).items() if came != (FIRST, FIRST)} == dict.fromkeys(
        changed, (FIRST, SECOND)
    )


def test_a_fact_that_is_known_more_exactly_is_told_in_the_feeds_of_its_areas_and_in_no_other(before):
    exact = {"published": "2022-05-12", "published_precision": "day"}
    new = edited(change("inspections", {"inspection_id": "alderby-2022"}, **exact), version="1.2.4")
    after = feeds_after(new, build_changes(synthetic_tables(), new))
    told = {
        page
        for page in AREAS
        for entry in feedparser.parse(after[f"{page}feed.xml"]).entries
        if entry.tags[0].term == "release" and "12 May 2022" in entry.content[0].value
    }
    assert told == {"", "regions/north/", "pdus/alderby/"}
    assert {path for path in before if before[path] != after[path]} == {
        f"{page}feed.{form}" for page in told for form in ("xml", "json")
    }


def test_a_release_that_changes_nothing_about_an_area_leaves_its_feed_as_it_was(before):
    new = edited(change("publications", {"publication_id": "on-supervision"}, title="On supervision"), version="1.2.4")
    after = feeds_after(new, build_changes(synthetic_tables(), new))
    assert {path for path in before if before[path] != after[path]} == {"feed.xml", "feed.json"}
