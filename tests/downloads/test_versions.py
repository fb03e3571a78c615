import json

from ratings_site.downloads import render_versions
from ratings_site.model.changes import History, ReleaseEntry
from tests.downloads.synthetic import package_info


def test_every_released_version_is_listed_newest_first():
    history = History(
        (
            ReleaseEntry("1.2.2", "2026-10-01", "0" * 64, "The first release.", None),
            ReleaseEntry("1.2.3", "2026-11-23", "1" * 64, "One rating is corrected.", None),
        )
    )
    assert json.loads(render_versions(package_info(), history)["data/index.json"]) == {
        "title": "Synthetic ratings",
        "licence": package_info().licence["path"],
        "latest": {"version": "1.2.3", "created": "2026-11-23", "index": "latest/index.json"},
        "versions": [
            {
                "version": "1.2.3",
                "created": "2026-11-23",
                "index": "1.2.3/index.json",
                "summary": "One rating is corrected.",
            },
            {"version": "1.2.2", "created": "2026-10-01", "index": "1.2.2/index.json", "summary": "The first release."},
        ],
    }


def test_before_the_first_release_there_is_the_latest_alone():
    listed = json.loads(render_versions(package_info(), History())["data/index.json"])
    assert (listed["latest"]["version"], listed["versions"]) == ("1.2.3", [])
