"""A programme with another scale is rows of the tables: it is checked, its pages say it rightly, its files are made."""

import csv
import json
from pathlib import Path

import pytest

from ratings_site.charts import kinds, parts
from ratings_site.charts.counted import then_and_now
from ratings_site.charts.draw import key_of_chart
from ratings_site.charts.standing import where_this_pdu_stands
from ratings_site.check import read
from ratings_site.downloads import render_release
from ratings_site.model.directory import Directory, build_directory
from ratings_site.pages.area import area_headline
from ratings_site.pages.contents import build_pages
from ratings_site.pages.frame import STYLES, render_styles
from ratings_site.pages.page import Elsewhere, Facts, Furniture, figure_html, render_pages
from ratings_site.site import charts_of, told
from ratings_site.wording.rating import shown_overall
from tests.check.copies import Copy
from tests.check.packages import small_package

SITE_URL = "https://ratings.example/"
FIVE = ("Excellent", "Good", "Adequate", "Weak", "Failing")
FIVE_COLOURS = ("#003078", "#1D70B8", "#594D00", "#942514", "#4C2C92")
CURRENT = "newest-2026"
REMEDY = "Use one that is there, or add its row to rating_scale.csv first."
ALLOWED = "Use Outstanding, Good, Requires improvement or Inadequate."


def add(copy: Copy, table: str, **cells: object) -> None:
    """Add a row as staff do; what is not given is empty."""
    with copy.path(table).open("a", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, copy.columns(table), restval="", lineterminator="\n")
        writer.writerow({"source_id": "synthetic"} | cells)


def directory_with(
    folder: Path,
    *,
    standards: int,
    best: int,
    scale: str,
    rating: str,
    points: int,
    before: dict[str, str] | None = None,
) -> Directory:
    """The small package with a newer programme, in which the PDU Dale got the same rating on every standard.

    `before` are ratings of inspections in a programme that came before all others, on the scale of four.
    """
    copy = small_package(folder / "package")
    if before:
        kept = copy.row("programmes", "core-2023") | {"pdu_standards": "", "pdu_max_score": ""}
        add(copy, "programmes", **kept | {"programme_id": "first", "name": "The first", "started": "2021-01-01"})
    for inspection_id, given in (before or {}).items():
        pdu_id, year = inspection_id.split("-")
        dated = {"published": f"{year}-03-05", "published_precision": "day", "inspection_id": inspection_id}
        of = {"programme_id": "first", "area_type": "pdu", "pdu_id": pdu_id, "status": "published"}
        add(copy, "inspections", **of, **dated, overall=given, overall_basis="stated")
        report = {"publication_id": f"{inspection_id}-report", "type": "PDU inspection report", "title": pdu_id}
        add(copy, "publications", **report, **dated)
    if scale == "five-grades":
        for order, (name, colour) in enumerate(zip(FIVE, FIVE_COLOURS, strict=True), 1):
            looks = {"symbol": "◆◇○□▽"[order - 1], "fill": colour, "on_fill": "#FFFFFF", "ink": colour}
            told = {"points": 5 - order, "display_order": order, "is_good": "yes" if order < 3 else "no"}
            add(
                copy,
                "rating_scale",
                scale_id=scale,
                rating=name,
                tint="#F3F2F1",
                meaning=f"About {name}.",
                **looks,
                **told,
            )
    known = {"started": "2026-01-01", "started_precision": "month", "rated": "yes", "scale_id": scale}
    known |= {"searched_on": "2026-11-26"}
    known |= {"pdu_standards": standards, "pdu_max_score": standards * best}
    add(copy, "programmes", programme_id=CURRENT, name="The newest inspections, made up", **known)
    dated = {"published": "2026-03-05", "published_precision": "day", "inspection_id": "dale-2026"}
    rated = {"overall": rating, "overall_basis": "stated", "score": standards * points, "score_basis": "stated"}
    kind = {"programme_id": CURRENT, "area_type": "pdu"}
    add(copy, "inspections", **kind, **dated, **rated, pdu_id="dale", status="published")
    add(copy, "publications", publication_id="dale-2026-report", type="PDU inspection report", title="Dale", **dated)
    for order in range(1, standards + 1):
        standard = {
            "standard_id": f"{CURRENT}-pdu-question-{order}",
            "name": f"Question {order}",
            "display_order": order,
        }
        add(copy, "standards", **kind, **standard)
        told = {"inspection_id": "dale-2026", "standard_id": standard["standard_id"]}
        add(copy, "ratings", **told, rating=rating, basis="stated")
    checked = read(copy.folder)
    assert checked.issues == ()
    assert checked.tables is not None
    return build_directory(checked.tables)


def markdown_of(directory: Directory) -> str:
    release = render_release(directory)
    pages = build_pages(Facts(directory, elsewhere=lambda: Elsewhere(release.downloads)))
    drawn = Furniture(lambda chart, base, page: figure_html(chart, base, site_url=SITE_URL, page=page), SITE_URL)
    return "\n".join(render_pages(pages, drawn).values())


PROGRAMMES = [
    (
        {"standards": 8, "best": 3, "scale": "four-ratings", "rating": "Good", "points": 2},
        ("Good, the second of four grades, in March 2026 (", "scored 16 of 24"),
    ),
    (
        {"standards": 10, "best": 3, "scale": "four-ratings", "rating": "Outstanding", "points": 3},
        ("Outstanding, the highest of four grades, in March 2026 (", "scored 30 of 30"),
    ),
    (
        {"standards": 7, "best": 4, "scale": "five-grades", "rating": "Failing", "points": 0},
        ("Failing, the lowest of five grades, in March 2026 (", "scored 0 of 28"),
    ),
    (
        {"standards": 7, "best": 4, "scale": "five-grades", "rating": "Weak", "points": 1},
        ("Weak, the fourth of five grades, in March 2026 (", "scored 7 of 28"),
    ),
]


@pytest.mark.parametrize(("programme", "said"), PROGRAMMES)
def test_a_programme_that_is_entered_in_the_tables_alone_reads_rightly(tmp_path, programme, said) -> None:
    directory = directory_with(tmp_path, **programme)
    pages = markdown_of(directory)
    assert area_headline(directory.pdus["dale"], directory).sentence.startswith(said[0])
    assert said[1] in pages
    assert f'data-rating="{programme["rating"]}"' in pages


def test_a_rating_is_read_by_the_scale_of_its_own_programme(tmp_path) -> None:
    directory = directory_with(tmp_path, **PROGRAMMES[2][0])
    chips = {name: shown_overall(inspection) for name, inspection in directory.inspections.items()}
    assert {name: (chip.value, chip.symbol) for name, chip in chips.items() if chip.is_rating} == {
        "dale-2024": ("Good", "●"),
        "dale-2026": ("Failing", "▽"),
        "fell-2024": ("Requires improvement", "▲"),
        "hill-2025": ("Requires improvement", "▲"),
    }
    assert list(directory.grades) == list(FIVE)


def test_each_chip_has_the_colours_of_the_scale(tmp_path) -> None:
    directory = directory_with(tmp_path, **PROGRAMMES[2][0])
    failing = '.rating[data-rating="Failing"] {\n  --rating-ink: #4c2c92;\n  --rating-tint: #f3f2f1;\n}\n'
    assert failing in render_styles(directory.all_grades.values())[STYLES]


def test_ratings_of_two_scales_are_told_beside_each_other_and_compared_with_none(tmp_path) -> None:
    directory = directory_with(tmp_path, **PROGRAMMES[3][0], before={"fell-2022": "Good"})
    chart = then_and_now(directory)
    assert chart is not None
    said = "Of two PDUs rated in two programmes, one got a lower grade, one a grade of another scale."
    assert (chart.headline, [row[0] for row in chart.rows]) == (said, ["Fell & Beck"])
    assert list(chart.grades) == ["Outstanding", "Good", "Requires improvement", "Inadequate"]
    (kept,) = charts_of(json.loads(json.dumps(told([chart]))), directory)
    assert key_of_chart(kept) == key_of_chart(chart)
    pages = markdown_of(directory)
    for sentence in (
        "One of 3 units has been inspected since January 2026.",
        "Of two units rated in two programmes, one is lower now and one was rated on another scale before.",
        "Two units of the region had a rating before: one is lower now and one was rated on another scale before.",
        "On another scale than before: 1",
        "The rules and the scale changed in between: neither grades nor scores can be compared.",
        "One of five grades: Excellent, Good, Adequate, Weak, Failing.",
        "4 for Excellent, 3 for Good, 2 for Adequate, 1 for Weak, 0 for Failing. With seven standards the highest",
    ):
        assert sentence in pages


def test_in_charts_each_rating_of_a_scale_has_a_sign_and_the_axis_goes_by_what_a_standard_can_give(tmp_path) -> None:
    chart = where_this_pdu_stands(directory_with(tmp_path, **PROGRAMMES[3][0]), "dale")
    assert chart is not None
    signs = parts.rated(chart, "overall", FIVE, None)[1].to_dict()["scale"]
    assert signs == {
        "domain": list(FIVE),
        "range": ["diamond", "triangle-down", "cross", "triangle-left", "triangle-right"],
    }
    assert kinds.score_axis(chart).to_dict()["axis"]["values"] == [0, 4, 8, 12, 16, 20, 24, 28]
    region = "Hill, Dale and Fell"  # of a scale of one value Vega draws the key at no place
    outline = kinds.specify(chart, parts.WIDE)["layer"][0]["encoding"]["strokeWidth"]
    assert (outline["scale"]["domain"], outline["legend"]["values"]) == ([region, ""], [region])


def test_a_programme_names_a_scale_that_is_there(tmp_path) -> None:
    copy = small_package(tmp_path / "package")
    line = copy.change("programmes", "core-2023", scale_id="for-ratings")
    assert [(issue.file, issue.line, issue.column, issue.text) for issue in read(copy.folder).issues] == [
        ("programmes.csv", line, "scale_id", f'"for-ratings" is not in rating_scale.csv. {REMEDY}')
    ]


def test_a_rating_is_one_of_the_scale_of_its_programme(tmp_path) -> None:
    copy = small_package(tmp_path / "package")
    grade = copy.row("rating_scale", "four-ratings", "Inadequate")
    add(copy, "rating_scale", **grade | {"scale_id": "another", "rating": "Weak"})
    line = copy.change("inspections", "fell-2024", overall="Weak")
    assert [(issue.file, issue.line, issue.column, issue.text) for issue in read(copy.folder).issues] == [
        ("inspections.csv", line, "overall", f'"Weak" is not a rating. {ALLOWED}')
    ]
