"""Of a list that grows with every report, pages and feeds show the newest, and all that stands on no other page."""

from datetime import date

import pytest

from ratings_site import feeds
from ratings_site.pages import lists
from tests.frozen import frozen_directory
from tests.pages.rendered import page_at

FEW = 3


def test_of_many_publications_the_newest_are_listed_and_those_that_report_no_inspection(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(lists, "MOST", FEW)
    every = lists.newest_first(frozen_directory().publications.values())
    for kind, count, shown in lists.by_type(frozen_directory()):
        of_kind = [one for one in every if one.type == kind]
        assert shown == [*of_kind[:FEW], *(one for one in of_kind[FEW:] if not one.inspection_id)]
        assert count == len(of_kind)


def test_of_many_inspections_the_newest_are_listed_and_those_of_areas_without_a_page(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    directory = frozen_directory()
    every = [one["to"].address for _, some in lists.by_year(directory) for one in some]
    monkeypatch.setattr(lists, "MOST", FEW)
    shown = [one["to"].address for _, some in lists.by_year(directory) for one in some]
    held = directory.inspections.values()
    alone = {one.address for one in held if not directory.area_of(one).address}
    assert alone
    assert shown == [address for place, address in enumerate(every) if place < FEW or address in alone]
    left = len(every) - len(shown)
    assert left > 0
    assert f"{left} earlier inspections stand on the pages of their areas" in page_at("inspections/", directory)


def test_a_feed_has_the_newest_entries(monkeypatch: pytest.MonkeyPatch) -> None:
    def entries() -> list[feeds.Entry]:
        return next(feeds.build_feeds(frozen_directory(), (), date(2026, 11, 23)))[2]

    whole = entries()
    monkeypatch.setattr(feeds, "MOST", FEW)
    assert entries() == whole[:FEW]
