"""The pictures that go with links: one for each area, of the size asked for, with the words of its page."""

import re
import struct
from concurrent.futures import Executor

import pytest

from ratings_site.charts.draw import Drawings
from ratings_site.pages.share import SCALE, share_pictures
from tests.synthetic import synthetic_directory


@pytest.fixture(scope="module")
def pictures(processes: Executor) -> dict[str, bytes]:
    drawings = Drawings(None, processes)
    for path, svg in share_pictures(synthetic_directory()).items():
        drawings.picture(path, svg, SCALE)
    return dict(drawings.files())


def test_every_area_has_a_picture_of_the_shape_that_sites_ask_for(pictures):
    assert sorted(pictures) == [
        *(f"pictures/inspections/{one}.png" for one in sorted(synthetic_directory().inspections)),
        "pictures/pdus/alderby.png", "pictures/pdus/brackwell.png", "pictures/pdus/corvale.png",
        "pictures/pdus/dunmere.png", "pictures/regions/north.png", "pictures/regions/south.png", "pictures/site.png",
    ]  # fmt: skip
    assert {struct.unpack(">II", picture[16:24]) for picture in pictures.values()} == {(800, 420)}
    assert max(len(picture) for picture in pictures.values()) < 40_000


def words(path: str) -> list[str]:
    return re.findall(r"<text[^>]*>([^<]*)</text>", share_pictures(synthetic_directory())[f"pictures/{path}.png"])


def test_the_picture_says_the_first_sentence_of_the_page():
    assert words("pdus/alderby") == [
        "Probation delivery unit in North (synthetic)",
        "Alderby",
        "▲ Requires improvement",
        "Requires improvement, the third of four grades,",
        "in October 2024 (two years ago).",
        "Probation ratings: every rating with its source",
    ]


def test_the_picture_of_an_inspection_says_what_it_came_to():
    assert words("inspections/alderby-2022")[:2] == ["Inspection of a probation delivery unit", "Alderby"]
    assert words("inspections/alderby-2024") == words("pdus/alderby")


def test_an_area_without_a_rating_says_so():
    assert words("pdus/brackwell")[2:4] == [
        "… Not yet inspected",
        "Not yet inspected in the programme that began in",
    ]


def test_a_long_name_leaves_room_for_the_last_line():
    named = [
        {"region_id": "north", "name": "Kent, Surrey and Sussex with the Isle of Wight", "map_number": "1",
         "nation": "England", "grid_row": "1", "grid_column": "1", "source_id": "list"},
        {"region_id": "south", "name": "South", "map_number": "2", "nation": "Wales", "grid_row": "2",
         "grid_column": "1", "source_id": "list"},
    ]  # fmt: skip
    picture = share_pictures(synthetic_directory(regions=named))["pictures/regions/north.png"]
    heights = [float(y) for y in re.findall(r' y="([\d.]+)" font', picture)]
    assert heights == sorted(heights)
    assert max(heights) < 630
