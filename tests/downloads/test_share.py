"""The pictures that go with links: one for each area, of the size asked for, with the words of its page."""

import io
import re
import struct
from concurrent.futures import Executor

import pytest
import vl_convert
from PIL import Image, ImageChops

from ratings_site.charts import press
from ratings_site.charts.draw import Drawings
from ratings_site.pages.share import SCALE, draw, share_pictures
from tests.synthetic import synthetic_directory


@pytest.fixture(scope="module")
def pictures(processes: Executor) -> dict[str, bytes]:
    drawings = Drawings(None, processes)
    for path, bands in share_pictures(synthetic_directory()).items():
        drawings.picture(path, bands, SCALE)
    return dict(drawings.files())


def test_every_area_has_a_picture_of_the_shape_that_sites_ask_for(pictures):
    assert sorted(pictures) == [
        *(f"pictures/inspections/{one}.png" for one in sorted(synthetic_directory().inspections)),
        "pictures/pdus/alderby.png", "pictures/pdus/brackwell.png", "pictures/pdus/corvale.png",
        "pictures/pdus/dunmere.png", "pictures/regions/north.png", "pictures/regions/south.png", "pictures/site.png",
    ]  # fmt: skip
    assert {struct.unpack(">II", picture[16:24]) for picture in pictures.values()} == {(800, 420)}
    assert max(len(picture) for picture in pictures.values()) < 40_000


def words_of(picture: list[str]) -> list[str]:
    return re.findall(r"<text[^>]*>([^<]*)</text>", "".join(picture))


def words(path: str) -> list[str]:
    return words_of(share_pictures(synthetic_directory())[f"pictures/{path}.png"])


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
    assert len(words_of(picture)) == len(picture)  # each line in a band of its own, none over another
    assert sum(float(high) for high in re.findall(r'<svg[^>]* height="([\d.]+)"', "".join(picture))) == 630


def test_no_letter_of_a_picture_is_cut_off(processes):
    pictures = draw("ŴŶÅgjpqy", "ŴŶÅgjpqy", "ŴŶÅgjpqy"), draw("", "ŴŶÅgjpqy " * 20, "")
    for band in {band for picture in pictures for band in picture if "Ŵ" in band}:
        drawn = Image.open(io.BytesIO(processes.submit(press.photograph, [band], SCALE).result())).convert("RGB")
        edges = [drawn.getpixel((across, down)) for across in range(drawn.width) for down in (0, drawn.height - 1)]
        assert len({*edges}) == (2 if "#12436D" in band else 1), band  # the first has a bar above


def test_a_picture_of_more_colours_than_a_png_has_keeps_those_of_each_of_its_bands(processes):
    band = '<svg xmlns="http://www.w3.org/2000/svg" width="400" height="9">{}</svg>'
    ways, shades = [f"{{0}},{red},{{0}}" for red in range(0, 256, 8)], [at * 255 // 399 for at in range(400)]
    bars = [
        [f'<rect x="{at}" width="1" height="9" fill="rgb({way.format(s)})"/>' for at, s in enumerate(shades)]
        for way in ways
    ]
    bands = [band.format("".join(drawn)) for drawn in bars]
    drawn = Image.open(io.BytesIO(processes.submit(press.photograph, bands, 1).result())).convert("RGB")
    for place, part in enumerate(bands):
        meant = Image.open(io.BytesIO(vl_convert.svg_to_png(part))).convert("RGB")
        shown = drawn.crop((0, 9 * place, 400, 9 * place + 9))
        assert max(high for _, high in ImageChops.difference(meant, shown).getextrema()) < 48
