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
from tests.changes.editing import Edit, change, correct
from tests.downloads.synthetic import SITE_URL, SYNTHETIC, package_info, synthetic_directory, synthetic_tables

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


def test_a_feed_holds_what_is_dated_newest_first_and_nothing_that_is_not(before):
    assert titles(before) == {
        "": [
            "North (synthetic): inspected, not rated",
            "North (synthetic): rated Good",
            "Alderby: rated Requires improvement",
            "Supervision & <trust>",
            "Alderby: rated Inadequate",
        ],
        "regions/north/": [
            "North (synthetic): inspected, not rated",
            "North (synthetic): rated Good",
            "Alderby: rated Requires improvement",
            "Alderby: rated Inadequate",
        ],
        "regions/south/": [],
        "pdus/alderby/": ["Alderby: rated Requires improvement", "Alderby: rated Inadequate"],
        "pdus/brackwell/": [],
        "pdus/corvale/": [],
        "pdus/dunmere/": [],
    }


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
        "<ul><li>Overall: Requires improvement (stated)</li><li>Composite score: 3 of 6</li>"
        "<li>Published: 24 October 2024</li><li>Programme: Second programme</li>"
        "<li>Report: https://inspectorate.example/alderby</li><li>Source: A report, the first</li></ul>"
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


def test_a_corrected_overall_rating_updates_the_entry_of_its_inspection():
    new = edited(
        change("inspections", {"inspection_id": "alderby-2024"}, overall="Good"),
        correct("alderby-2024", "overall", "Requires improvement", "Good"),
        version="1.2.4",
    )
    entries = feedparser.parse(
        feeds_after(new, build_changes(synthetic_tables(), new))["pdus/alderby/feed.xml"]
    ).entries
    (inspection,) = [entry for entry in entries if entry.title == "Alderby: rated Good"]
    assert (inspection.published, inspection.updated) == ("2024-10-24T00:00:00Z", "2026-11-23T00:00:00Z")


def test_a_release_that_changes_nothing_about_an_area_leaves_its_feed_as_it_was(before):
    new = edited(change("publications", {"publication_id": "on-supervision"}, title="On supervision"), version="1.2.4")
    after = feeds_after(new, build_changes(synthetic_tables(), new))
    assert {path for path in before if before[path] != after[path]} == {"feed.xml", "feed.json"}
