"""What is drawn is what the rows say: as many marks, as long and where the values are, in the colours of the scale."""

from collections import Counter
from collections.abc import Iterable
from itertools import chain
from statistics import median
from typing import Any

import pytest
import vl_convert

from ratings_site.charts.chart import Chart
from ratings_site.charts.kinds import specify
from ratings_site.charts.parts import ACCENT, NARROW, WIDE
from tests.charts.packages import every_chart
from tests.charts.test_pictures import encodings
from tests.frozen import frozen_directory as real

Marks = list[dict[str, Any]]
WIDTHS = pytest.mark.parametrize("width", [WIDE, NARROW])


@pytest.fixture(scope="module")
def charts() -> dict[str, Chart]:
    """Of each kind one of the real package; of those of where a unit stands one that marks it."""
    listed = every_chart(real())
    marked = next(chart for chart in listed if chart.options.get("marked"))
    return {chart.kind: chart for chart in reversed(listed)} | {"strip": marked}


def drawn(chart: Chart, width: int) -> tuple[float, list[Marks]]:
    """How wide a drawing is within its axes, and the marks of each of its layers, as Vega lays them out."""
    (frame,) = vl_convert.vegalite_to_scenegraph(specify(chart, width))["scenegraph"]["items"]
    return frame["width"], [part["items"] for part in frame["items"] if part.get("role") == "mark"]


def colours(chart: Chart, ratings: Iterable[str]) -> list[str]:
    """The colours of ratings; what is none has none in a box."""
    return [chart.grades[rating].fill if rating in chart.grades else "transparent" for rating in ratings]


@WIDTHS
def test_each_rating_has_its_colour_its_sign_and_its_words_in_the_order_of_the_scale(charts, width):
    signs = {"★": "M0,-1.05", "●": "circle", "▲": "triangle-up", "■": "square"}
    looks = {
        "fill": lambda grade: grade.fill,
        "color": lambda grade: grade.on_fill,
        "shape": lambda grade: signs[grade.symbol],
    }
    seen = set()
    for chart in charts.values():
        for channel, shown in encodings(specify(chart, width)):
            scale = shown.get("scale") or {}
            found = dict(zip(scale.get("domain", ()), scale.get("range", ()), strict=False))
            told = {rating: look for rating, look in found.items() if rating in chart.grades}
            if told and channel in looks:
                seen.add((chart.kind, channel))
                assert [*told] == [rating for rating in chart.grades if rating in told]
                for rating, look in told.items():
                    assert look.startswith(looks[channel](chart.grades[rating])), (chart.chart_id, channel)
    assert {kind for kind, _ in seen} == charts.keys() - {"publications", "percentages"}
    assert {channel for _, channel in seen} == looks.keys()


@WIDTHS
def test_there_is_a_square_of_its_colour_for_each_unit_and_a_sign_in_each_that_was_rated(charts, width):
    chart = charts["overall"]
    _, (boxes, signs) = drawn(chart, width)
    counts = {row["rating"]: row["count"] for row in chart.records}
    assert [box["fill"] for box in boxes] == colours(chart, Counter(counts).elements())
    assert len(signs) == sum(count for rating, count in counts.items() if rating in chart.grades) > 0
    assert len({(box["x"], box["y"]) for box in boxes}) == len(boxes)


@WIDTHS
def test_each_region_has_a_tile_of_its_colour_at_its_place(charts, width):
    chart = charts["tiles"]
    _, (boxes, *_) = drawn(chart, width)
    step = max(box["width"] for box in boxes) * 1.03, max(box["height"] for box in boxes) * 1.03
    first = min(chart.values["row"]), min(chart.values["column"])
    placed = {(round(b["y"] / step[1]) + first[0], round(b["x"] / step[0]) + first[1]): b["fill"] for b in boxes}
    places = zip(chart.values["row"], chart.values["column"], strict=True)
    assert placed == dict(zip(places, colours(chart, chart.values["rating"]), strict=True))


@WIDTHS
@pytest.mark.parametrize("kind", ["strip", "scores"])
def test_each_known_score_has_a_sign_of_its_rating_at_its_place(charts, kind, width):
    chart = charts[kind]
    across, layers = drawn(chart, width)
    signs = layers[0 if kind == "strip" else 2]
    known = [row for row in chart.records if row["score"] is not None for _ in range(row.get("count", 1))]
    scores = [round(sign["x"] / across * (chart.options["maximum"] + 1) - 0.5, 6) for sign in signs]
    said = zip((row["score"] for row in known), colours(chart, (row["overall"] for row in known)), strict=True)
    assert Counter(zip(scores, (sign["fill"] for sign in signs), strict=True)) == Counter(said)
    assert len({(sign["x"], sign["y"]) for sign in signs}) == len(signs)


@WIDTHS
def test_of_where_a_unit_stands_its_own_sign_is_ringed_and_named_and_those_of_its_region_stand_out(charts, width):
    chart = charts["strip"]
    _, (signs, (ring,), (name,)) = drawn(chart, width)
    strong = {(sign["x"], sign["y"]) for sign in signs if sign["strokeWidth"] > 2}
    own = [row for row in chart.records if row["where"] == chart.options["region"] and row["score"] is not None]
    assert len(strong) == len(own) > 1
    assert (ring["x"], ring["y"]) in strong
    assert name["text"] == chart.options["marked"]
    (marked,) = [row["score"] for row in own if row["pdu"] == name["text"]]
    assert [sign["x"] for sign in signs].count(ring["x"]) == sum(
        row["count"] for row in chart.records if row["score"] == marked
    )


@WIDTHS
def test_the_scores_of_each_region_stand_in_a_row_with_its_median_and_that_of_all(charts, width):
    chart = charts["scores"]
    across, (of_region, of_all, signs) = drawn(chart, width)
    scores: dict[str, list[int]] = {}
    for row in chart.records:
        if row["score"] is not None:
            scores.setdefault(row["region"], []).append(row["score"])
    medians = [*map(median, scores.values())], [median(chain(*scores.values()))] * len(scores)
    for rules, expected in zip((of_region, of_all), medians, strict=True):
        told = [rule["x"] / across * (chart.options["maximum"] + 1) - 0.5 for rule in rules]
        assert told == pytest.approx(expected)
    bands = [sum(rule["y"] < sign["y"] <= rule["y2"] for sign in signs) for rule in of_region]
    assert bands == [*map(len, scores.values())]


@WIDTHS
def test_each_unit_rated_twice_has_a_line_from_one_grade_to_the_other(charts, width):
    chart = charts["then_and_now"]
    across, (ways, earlier, later) = drawn(chart, width)
    grades = [*chart.grades][::-1]

    def at(x: float) -> str:
        return grades[int(x / across * len(grades))]

    told = [(at(way["x"]), at(way["x2"])) for way in ways]
    assert told == [*zip(chart.values["earlier"], chart.values["later"], strict=True)]
    assert [at(sign["x"]) for sign in later] == [*chart.values["later"]]
    assert [sign["fill"] for sign in later] == colours(chart, chart.values["later"])
    assert [at(dot["x"]) for dot in earlier] == [row["earlier"] for row in chart.records if row["change"] != "same"]
    assert [way["y"] for way in ways] == [sign["y"] for sign in later] == sorted(way["y"] for way in ways)


@WIDTHS
@pytest.mark.parametrize("kind", ["standards", "standard"])
def test_each_bar_is_divided_as_the_ratings_were_and_says_so(charts, kind, width):
    chart = charts[kind]
    _, (words, pieces, numbers) = drawn(chart, width)
    pieces.sort(key=lambda piece: (piece["y"], piece["x"]))
    columns = {rating.lower().replace(" ", "_"): rating for rating in chart.grades}
    counts = [(row[name], rating) for row in chart.records for name, rating in columns.items() if row.get(name)]
    longest = max(piece["x2"] for piece in pieces) / max(chart.values["known"])
    assert [piece["width"] / longest for piece in pieces] == pytest.approx([count for count, _ in counts])
    assert [piece["fill"] for piece in pieces] == colours(chart, (rating for _, rating in counts))
    assert [number["text"] for number in numbers] == [str(count) for count, _ in counts]
    assert [said["text"].split(", ") for said in words] == [
        [f"{row['known']}" + f" of {row['inspected']}" * (row["known"] < row["inspected"]), row["counted"]]
        for row in chart.records
    ]


@WIDTHS
@pytest.mark.parametrize(("kind", "unit"), [("publications", ""), ("percentages", "%")])
def test_each_value_has_a_bar_as_long_as_it_is_and_a_percentage_stands_in_front_of_the_whole(charts, kind, unit, width):
    chart = charts[kind]
    _, (*whole, bars, numbers) = drawn(chart, width)
    *_, values = chart.values.values()
    one = whole[0][0]["width"] / 100 if unit else bars[0]["width"] / values[0]
    assert one > 0
    assert [bar["width"] / one for bar in bars] == pytest.approx(values)
    assert {bar["fill"] for bar in bars} == {ACCENT}
    assert [number["text"] for number in numbers] == [f"{value:g}{unit}" for value in values]
    assert [len(bars) for bars in whole] == [len(values)] * bool(unit)
