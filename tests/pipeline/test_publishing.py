"""Whatever the host loses, delays or fails: what was merged and what was scheduled is public within two hours."""

import random
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from ratings_site.model.as_of import publication_day
from tests.pipeline.host import BEGIN, Host, Merged

PATIENCE = timedelta(hours=2)


def expected_by(row: Merged, host: Host) -> datetime:
    """The moment by which a row must be public: two hours after its merge, or after half past nine of its day."""
    out = datetime.combine(row.day, time(9, 30), tzinfo=ZoneInfo("Europe/London"))
    return max(row.at, out) + PATIENCE


def wrong_in(host: Host) -> list[str]:
    """What a history did that it should not: a row that came late, or early, or that pushed an earlier release away."""
    found = []
    for row in host.merged:
        shows = [one for one in host.shown if one.commit and host.contains(one.commit, row.commit)]
        public = [one.at for one in shows if one.day >= row.day]
        held = any(row.at <= back <= expected_by(row, host) for back in host.brought_back)
        if expected_by(row, host) < host.now and not held and not any(at <= expected_by(row, host) for at in public):
            found.append(f"{row} came too late: {public}")
        found += [f"{row} came too early: {one}" for one in shows if one.day > publication_day(one.at)]
    for back in host.brought_back:
        shown = next((one for one in host.shown if one.version and one.at >= back), None)
        if shown is None:
            found.append(f"what was to be brought back at {back} was not")
            continue
        after = [one for one in host.shown if one.at > shown.at and not one.version]
        moved = [row.at for row in host.merged if row.at > back] + [
            expected_by(row, host) - PATIENCE for row in host.merged if expected_by(row, host) - PATIENCE > back
        ]
        if after and not any(at <= after[0].at for at in moved):
            found.append(f"{after[0]} pushed away what was brought back at {back}")
    return found


def history(folder, seed: int) -> Host:
    chance = random.Random(seed)  # noqa: S311  # a story, no secret
    host = Host(folder, chance, BEGIN["winter" if seed % 2 else "summer"])
    host.tell()
    return host


@pytest.mark.parametrize("seed", range(4))
def test_what_is_merged_or_scheduled_is_public_within_two_hours(tmp_path, seed):
    assert wrong_in(history(tmp_path, seed)) == []


@pytest.mark.long
@pytest.mark.parametrize("seed", range(4, 500))
def test_so_it_is_in_any_history(tmp_path, seed):
    assert wrong_in(history(tmp_path, seed)) == []
