"""What is said of scores: where a unit stands, the highest, how far they run; and which rows a chart of them has."""

import pytest

from ratings_site.charts import standing
from ratings_site.wording.findings import scores_clause
from tests.builders import a_pdu, a_region, an_inspection
from tests.charts.packages import directory_of, every_chart, many, two_regions
from tests.frozen import frozen_directory as real

IMPROVE, POOR = "Requires improvement", "Inadequate"
NUMBERS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10}


@pytest.mark.parametrize(
    ("scores", "said"),
    [
        ([], ""),
        ([None], ""),
        ([6, None], "one known score of two: 6 of 21"),
        ([3, 3], "two known scores: each 3 of 21"),
        ([6, None, 1], "two known scores of three run from 1 to 6 of 21"),
    ],
)
def test_scores_are_told_from_lowest_to_highest_where_they_are_known(scores, said):
    assert scores_clause(scores, 21) == said


def standing_headline(pdu: str, **scores: int | None) -> str | None:
    rows = [an_inspection(name.capitalize(), score=score) for name, score in scores.items()]
    chart = standing.where_this_pdu_stands(directory_of(*two_regions(), *rows), pdu)
    return chart and chart.headline


def test_where_a_pdu_stands_says_how_many_scored_higher_the_same_and_lower():
    assert standing_headline("alderby") is None
    assert standing_headline("alderby", alderby=None) is None
    assert standing_headline("alderby", alderby=6) == "Alderby scored 6 of 21; no other score is known."
    assert standing_headline("alderby", alderby=6, brackwell=3, corvale=3) == (
        "Alderby scored 6 of 21: no other scored higher, no other the same, two lower, of three known scores."
    )
    assert standing_headline("alderby", alderby=3, brackwell=3, corvale=6) == (
        "Alderby scored 3 of 21: one scored higher, one the same, no other lower, of three known scores."
    )
    assert standing_headline("alderby", alderby=3, brackwell=1, corvale=None) == (
        "Alderby scored 3 of 21: no other scored higher, no other the same, one lower, of two known scores of three."
    )


def test_a_pdu_without_a_score_or_an_inspection_is_not_placed():
    assert standing_headline("alderby", alderby=None, brackwell=3) == (
        "Alderby: its score is not in our data; one known score of two: 3 of 21."
    )
    assert standing_headline("ynys-wen", alderby=3, brackwell=4) == (
        "Cymru Newydd: no score is in our data; two known scores run from 3 to 4 of 21."
    )
    assert standing_headline("corvale", alderby=3, brackwell=4) == (
        "Northland: two known scores run from 3 to 4 of 21."
    )


def test_the_highest_score_and_the_median_are_said_where_five_and_half_are_known():
    def headline(**scores: int | None) -> str:
        rows = [an_inspection(name.capitalize(), score=score) for name, score in scores.items()]
        chart = standing.all_pdus(directory_of(a_region(), *(a_pdu(n.capitalize()) for n in scores), *rows))
        assert chart is not None
        return chart.headline

    five = {"a": 6, "b": 3, "c": 3, "d": 2, "e": 1}
    unknown: dict[str, int | None] = dict.fromkeys("fghij")
    assert headline(a=6) == "One known score: 6 of 21."
    assert headline(a=6, b=3) == "Two known scores run from 3 to 6 of 21."
    assert headline(**five) == (
        "The highest known score of a PDU is 6 of 21 (A); the median is 3, of five known scores."
    )
    assert headline(**five, **unknown) == (
        "The highest known score of a PDU is 6 of 21 (A); the median is 3, of five known scores of ten."
    )
    assert headline(**five, **unknown, k=None) == "Five known scores of 11 run from 1 to 6 of 21."
    assert headline(**dict.fromkeys("abcde", 6)) == (
        "The highest known score of a PDU is 6 of 21 (five PDUs); the median is 6, of five known scores."
    )
    assert "(A, B and C)" in headline(a=6, b=6, c=6, d=2, e=1)
    assert "(four PDUs)" in headline(a=6, b=6, c=6, d=6, e=1)


def test_regions_stand_by_their_median_the_highest_first_and_those_without_a_score_last():
    units = {"A": ("Low", 2), "B": ("High", 5), "C": ("High", 9), "D": ("Middle", 6), "E": ("Unknown", None)}
    regions = [
        a_region(name, map_number=n, grid_row=n)
        for n, name in enumerate(("Empty", "Unknown", "Low", "Middle", "High"), 1)
    ]
    chart = standing.all_pdus(
        directory_of(
            *regions,
            *(a_pdu(name, region) for name, (region, _) in units.items()),
            *(an_inspection(name, score=score) for name, (_, score) in units.items()),
        )
    )
    assert chart is not None
    assert list(dict.fromkeys(row[0] for row in chart.rows)) == ["High", "Middle", "Low", "Unknown", "Empty"]


def test_a_strip_names_the_units_of_its_region_and_counts_all_others_however_many_there_are():
    day = "2024-10-24"
    for others, each in ((30, 1), (300, 9)):
        chart, third = many(others), others // 3
        assert chart.rows == (
            ("Northland", "Alderby", 4, IMPROVE, "published", day, 1),
            ("Northland", "Brackwell", 2, POOR, "published", day, 1),
            ("Other regions", "", 4, IMPROVE, "published", "", third),
            ("Other regions", "", 3, IMPROVE, "published", "", third),
            ("Other regions", "", None, IMPROVE, "published", "", third),
        )
        assert chart.options["each"] == each
        told = "; a sign of other regions stands for up to nine PDUs"
        assert chart.subtitle.endswith(told) == (each == 9)
        assert f"no other scored higher, {'ten' if third == 10 else third} the same" in chart.headline


def test_each_headline_of_a_score_names_those_above_level_and_below():
    scored = [chart for chart in every_chart(real()) if " scored " in chart.headline]
    assert len(scored) == 25
    for chart in scored:
        rows = chart.records
        known = [row["score"] for row in rows for _ in range(int(str(row["count"]))) if row["score"] is not None]
        (score,) = [row["score"] for row in rows if row["pdu"] == chart.options["marked"]]
        told = chart.headline.split(": ")[1].split(", ")
        counts = [
            NUMBERS.get(part.split()[0], 0) if not part.split()[0].isdigit() else int(part.split()[0])
            for part in told[:3]
        ]
        assert isinstance(score, int)
        assert counts == [
            sum(other > score for other in known if isinstance(other, int)),
            known.count(score) - 1,
            sum(other < score for other in known if isinstance(other, int)),
        ], chart.headline
        assert chart.headline.endswith(f"of {len(known)} known scores of 43.")
