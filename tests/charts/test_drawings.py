"""The specifications: each whole, for a small package; valid Vega-Lite; where things stand within the picture."""

import json
from functools import cache
from pathlib import Path

import pytest

from ratings_site.model.views.chart import Chart
from ratings_site.render.charts.arrangement import Arrangement
from ratings_site.render.charts.drawings import DRAWINGS
from ratings_site.render.charts.palette import NARROW, RATINGS, WIDE, Layout
from ratings_site.render.charts.specification import Specifications
from ratings_site.render.charts.type import lines_within, width_of
from tests.charts.gallery import states
from tests.charts.packages import every_chart, real, small

GOLDEN = Path(__file__).parents[1] / "golden" / "charts"
LAYOUTS = (WIDE, NARROW)
EDGE = 1.0
"""Pixels by which an outline may reach over the edge of the picture's own box."""


@cache
def specifications() -> Specifications:
    """Vega-Lite only: what it compiles to is not looked at here."""
    return Specifications(lambda _: {"marks": [], "data": []})


def one_of_each_kind() -> dict[str, Chart]:
    """For each kind the first chart of the small package."""
    return {chart.kind: chart for chart in reversed(every_chart(small()))}


def test_every_kind_of_drawing_is_in_the_small_package_and_in_the_gallery():
    assert set(one_of_each_kind()) == set(DRAWINGS) == {chart.kind for chart in states()}


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.name)
@pytest.mark.parametrize("kind", sorted(DRAWINGS))
def test_the_golden_specification_of_a_chart_is_what_is_drawn(kind, layout, request):
    """`make golden` writes them anew; review the change with `git diff`, and look at the gallery."""
    built = specifications().build(one_of_each_kind()[kind], layout).vega_lite
    text = json.dumps(built, indent=1, ensure_ascii=False, sort_keys=True) + "\n"
    file = GOLDEN / f"{kind}-{layout.name}.json"
    if request.config.getoption("--golden"):
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    assert file.read_text(encoding="utf-8") == text


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.name)
@pytest.mark.parametrize("kind", sorted(DRAWINGS))
def test_what_altair_makes_is_valid_vega_lite(kind, layout):
    DRAWINGS[kind].draw(layout).to_dict(validate=True)


def all_arranged() -> list[tuple[Chart, Layout, Arrangement]]:
    charts = [*states(), *every_chart(real())]
    return [(chart, layout, DRAWINGS[chart.kind].arrange(chart, layout)) for chart in charts for layout in LAYOUTS]


def test_everything_stands_within_its_picture():
    for chart, layout, arrangement in all_arranged():
        for name, records in {"table": arrangement.table, **arrangement.others}.items():
            for record in records:
                where = (chart.chart_id, layout.name, name, record)
                for column in ("_x", "_x2", "_c"):
                    assert -EDGE <= (record.get(column) or 0) <= layout.width + EDGE, where
                for column in ("_y", "_y2", "_name_y", "_base", *(["_words_y"] if record.get("_words") else [])):
                    assert -EDGE <= (record.get(column) or 0) <= arrangement.height + EDGE, where


def test_ties_never_hide_each_other():
    for chart, layout, arrangement in all_arranged():
        if chart.kind == "standing":
            places = [(round(row["_x"]), round(row["_y"], 1)) for row in arrangement.table if row["pdu"]]
            assert len(set(places)) == len(places), (chart.chart_id, layout.name)


def test_things_of_one_month_or_year_stand_above_each_other():
    for chart, layout, arrangement in all_arranged():
        if chart.kind in {"coverage", "publications"}:
            group = chart.columns[0].name
            spans = [(r[group], r["_from"], r["_to"], round(r["_y"], 1)) for r in arrangement.table if "_from" in r]
            assert len(set(spans)) == len(spans), (chart.chart_id, layout.name)
            for one_group, begin, end, top in spans:
                inside = [s for s in spans if s[0] == one_group and s[1] <= begin and s[2] >= end and s[3] == top]
                assert len(inside) == 1, (chart.chart_id, layout.name, one_group)


def test_a_date_known_to_the_year_is_a_span_of_that_year():
    year = 366 * 24 * 3600 * 1000
    rows = [
        row
        for chart, _, arrangement in all_arranged()
        if chart.kind in {"history", "coverage", "publications"}
        for row in arrangement.table
        if len(str(row["published"])) == len("2024")
    ]
    assert rows
    assert all(year - 24 * 3600 * 1000 <= row["_to"] - row["_from"] <= year for row in rows)


def test_nothing_joins_the_panels_of_two_programmes():
    """No mark of a history reaches from one panel into the next, and each break has its words."""
    for chart, layout, arrangement in all_arranged():
        if chart.kind != "history":
            continue
        panels, breaks = arrangement.others["panels"], arrangement.others["breaks"]
        assert len(breaks) == len(panels) - 1
        assert all(gap["_lines"] for gap in breaks)
        for line in arrangement.others["grid"]:
            assert any(panel["_y"] <= line["_y"] and line["_y2"] <= panel["_y2"] for panel in panels), layout.name
        for gap in breaks:
            assert not any(panel["_y"] < gap["_y"] < panel["_y2"] for panel in panels), chart.chart_id


def test_a_rating_shows_its_word_or_stands_in_the_key():
    for chart, layout, arrangement in all_arranged():
        if chart.kind not in {"strip", "heat", "tiles"}:
            continue
        boxes = arrangement.others.get("cells", arrangement.table)
        explained = {entry["rating"] for entry in arrangement.others.get("key", [])}
        for box in boxes:
            worded = " ".join(box["_words"]).lower() == box["rating"].lower()
            assert worded or box["rating"] in explained, (chart.chart_id, layout.name, box)


def test_the_words_of_real_charts_fit_into_their_cells():
    for chart in every_chart(real()):
        for layout in LAYOUTS:
            arrangement = DRAWINGS[chart.kind].arrange(chart, layout)
            for box in [*arrangement.others.get("cells", []), *arrangement.table]:
                if {"_words", "_x2"} <= box.keys() and chart.kind in {"strip", "heat", "tiles"}:
                    widest = max((width_of(line, 12) for line in box["_words"]), default=0)
                    assert widest <= box["_x2"] - box["_x"], (chart.chart_id, layout.name, box["_words"])


def test_lines_are_broken_at_blanks_and_no_wider_than_they_may_be():
    text = "Hammersmith, Fulham, Kensington, Chelsea and Westminster"
    lines = lines_within(text, 140, 13)
    assert " ".join(lines) == text
    assert all(width_of(line, 13) <= 140 for line in lines)
    assert lines_within("Unbreakablyoverlongword", 20, 13) == ["Unbreakablyoverlongword"]
    assert lines_within("", 20, 13) == []
    assert width_of("Ŵyn", 13) == width_of("Wyn", 13)


def test_states_and_ratings_all_look_different():
    """By word, and apart from words by fill, outline, dashes or hatching."""
    strip = next(chart for chart in states() if chart.chart_id == "strip-full")
    arrangement = DRAWINGS["strip"].arrange(strip, WIDE)
    boxes = {row["rating"]: row for row in arrangement.table}
    assert set(boxes) == {*RATINGS, "not available", "not rated", "not yet inspected"}
    hatched = arrangement.others["hatch"]
    not_rated = boxes["not rated"]
    assert hatched
    assert all(not_rated["_x"] <= line["_x"] <= line["_x2"] <= not_rated["_x2"] for line in hatched)
    layers = DRAWINGS["strip"].draw(WIDE).to_dict(validate=False)["layer"]
    marks = [layer["mark"] for layer in layers if layer["mark"]["type"] == "rect"]
    assert [("fill" in mark, mark.get("strokeDash")) for mark in marks] == [(False, None), (True, None), (True, [4, 3])]
