"""The headlines: what a chart finds, in every state of the data."""

import re

import pytest

from ratings_site.charts import counted, standing
from ratings_site.charts.chart import Chart
from ratings_site.wording.findings import none_clause, ratings_clause, scores_clause
from tests.builders import (
    CURRENT,
    EARLIER,
    PDU_STANDARDS,
    a_pdu,
    a_programme,
    a_publication,
    a_rating_total,
    a_region,
    a_regional_inspection,
    an_inspection,
)
from tests.charts.packages import directory_of, every_chart, fully_rated, many, small, two_regions
from tests.frozen import frozen_directory as real

GRADES = directory_of().grades
GOOD, IMPROVE, POOR, BEST = "Good", "Requires improvement", "Inadequate", "Outstanding"


@pytest.mark.parametrize(
    ("outcomes", "said"),
    [
        ([], "the ratings of no PDUs are not available"),
        ([GOOD], "one PDU was good"),
        (["not available"], "the rating of one PDU is not available"),
        (["not available"] * 7, "the ratings of seven PDUs are not available"),
        ([POOR] * 24, "all 24 PDUs were inadequate"),
        ([IMPROVE] * 2, "two of two PDUs required improvement"),
        ([IMPROVE, POOR], "one of two PDUs required improvement and one was inadequate"),
        ([POOR] * 14 + [IMPROVE] * 10, "ten of 24 PDUs required improvement and 14 were inadequate"),
        (
            [POOR] * 4 + [IMPROVE] * 14 + [GOOD] * 6,
            "six of 24 PDUs were good, 14 required improvement and four were inadequate",
        ),
        ([BEST, GOOD, IMPROVE, POOR], None),
        ([POOR, "not available"], "one of two PDUs was inadequate; the other rating is not available"),
        (
            [POOR] * 3 + ["not available"] * 4,
            "three of seven PDUs were inadequate; the other four ratings are not available",
        ),
    ],
)
def test_ratings_are_counted_best_first_and_what_is_unknown_last(outcomes, said):
    said = said or "one of four PDUs was outstanding, one was good, one required improvement and one was inadequate"
    assert ratings_clause(outcomes, GRADES, "pdu") == said


@pytest.mark.parametrize(
    ("outcomes", "said"),
    [
        ([], ""), ([POOR], ""), ([POOR, IMPROVE], ""), ([POOR] * 4 + [IMPROVE], "none was good or outstanding"),
        ([POOR] * 4 + [GOOD], "none was outstanding"), ([POOR] * 4 + [BEST], ""), ([POOR] * 5 + ["not available"], ""),
    ],
)  # fmt: skip
def test_nobody_is_said_to_lack_a_rating_unless_all_are_known_of_five(outcomes, said):
    assert none_clause(outcomes, GRADES) == said


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


def shares_headline(*ratings: tuple[str, ...]) -> str:
    names = [f"Area {letter}" for letter in "ABCDEFGHIJK"][: len(ratings)]
    rows = [row for name, given in zip(names, ratings, strict=True) for row in fully_rated(name, *given)]
    chart = counted.shares_of_ratings(directory_of(a_region(), *(a_pdu(name) for name in names), *rows))
    assert chart is not None
    return chart.headline


def test_shares_say_what_was_rated_lowest_and_what_highest():
    poor = (GOOD, IMPROVE, IMPROVE, POOR, POOR, POOR, POOR)
    other = (IMPROVE,) * 6 + (POOR,)
    assert shares_headline(*[poor] * 4, other) == (
        "Reviewing was inadequate in all five PDUs; leadership was good or outstanding in four of five PDUs."
    )
    assert shares_headline(*[(IMPROVE,) * 7] * 5) == "No rating was inadequate; no rating was good or outstanding."


def test_shares_say_nothing_of_all_where_fewer_than_five_or_than_half_are_known():
    poor, unknown = (POOR,) * 7, ("",) * 7
    assert shares_headline(poor, *[unknown] * 10) == (
        "Ratings on single standards are known for one of 11 PDUs at most."
    )
    assert shares_headline(*[poor] * 4) == "Ratings on single standards are known for four of four PDUs at most."
    assert shares_headline(*[poor] * 5, *[unknown] * 6) == (
        "Ratings on single standards are known for five of 11 PDUs at most."
    )
    assert shares_headline(*[poor] * 5, *[unknown] * 5) == (
        "Seven standards were inadequate in all five PDUs with a known rating; "
        "no known rating was good or outstanding; ratings on single standards are known for five of ten PDUs at most."
    )


def test_nothing_is_drawn_of_standards_without_a_known_rating():
    directory = directory_of(*two_regions(), *fully_rated("Alderby", *[""] * 7))
    assert counted.shares_of_ratings(directory) is None
    assert counted.shares_of_one_standard(directory, f"{CURRENT}-pdu-leadership") is None


def test_which_standard_fails_most_is_said_by_published_totals():
    names = [f"Area {letter}" for letter in "ABCDE"]
    known = fully_rated(names[0], *[POOR] * 7)
    others = [row for name in names[1:] for row in fully_rated(name, *[""] * 7)]
    totals = [
        a_rating_total(name, rating, count, inspections=5)
        for place, name in enumerate(PDU_STANDARDS)
        for rating, count in ((POOR, min(place, 5)), (IMPROVE, 5 - min(place, 5)))
        if count
    ]
    directory = directory_of(a_region(), *(a_pdu(name) for name in names), *known, *others, *totals)
    chart = counted.shares_of_ratings(directory)
    assert chart is not None
    assert chart.headline == (
        "By published totals, implementation and delivery and reviewing were inadequate in all five PDUs; "
        "no rating was good or outstanding."
    )


UNIVERSAL = re.compile(r"\b(every|all|none|only|most|highest|lowest|median|both|neither|lost|survive)\b", re.IGNORECASE)
NUMBERS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10}


def test_no_headline_of_the_real_package_says_more_than_is_known():
    for chart in every_chart(real()):
        for clause in re.split("[;:]", chart.headline):
            found = UNIVERSAL.findall(clause.replace("at most", ""))
            told = [
                NUMBERS.get(word.lower()) or int(word)
                for word in re.findall(rf"\b(?:\d+|{'|'.join(NUMBERS)})\b", chart.headline, re.IGNORECASE)
            ]
            assert not found or max(told, default=0) >= 5, (chart.chart_id, clause)
            if found and {found[0].lower()} & {"highest", "lowest", "median"}:
                assert "known" in chart.headline, (chart.chart_id, clause)


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


def test_where_there_are_very_many_units_the_chart_of_all_counts_them_and_so_does_then_and_now():
    names = [f"Unit {number}" for number in range(260)]
    rows = [a_region(), *(a_pdu(name) for name in names), *(an_inspection(name, score=6) for name in names)]
    before = [an_inspection(name, EARLIER, published="2022-05-17") for name in names]
    directory = directory_of(*rows, *before, a_programme(EARLIER), a_programme())
    everybody, squares = standing.all_pdus(directory), counted.overall_ratings(directory)
    assert everybody is not None
    assert squares is not None
    assert everybody.rows == (("All regions", "", 6, IMPROVE, "published", "", 260),)
    assert everybody.chart_id == "scores-all-pdus"
    assert squares.options["each"] == 2
    assert squares.subtitle.endswith("; each square stands for up to two PDUs")
    arrows = counted.then_and_now(directory)
    assert arrows is not None
    assert (arrows.kind, arrows.rows) == ("moves", (("lower", 0), ("same", 260), ("higher", 0)))
    assert arrows.source == everybody.source


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


def test_nothing_is_drawn_of_standards_nobody_was_inspected_on():
    directory = directory_of(*two_regions())
    assert counted.shares_of_ratings(directory) is None
    assert counted.shares_of_one_standard(directory, f"{CURRENT}-pdu-leadership") is None
    assert counted.then_and_now(directory) is None
    assert standing.all_pdus(directory) is None


def test_a_published_total_and_what_is_known_by_unit_stand_in_rows_of_their_own():
    rows = [
        *two_regions(),
        *fully_rated("Alderby", *[""] * 7),
        *fully_rated("Ynys Wen", GOOD, *[POOR] * 6, published="2026-01-15"),
    ]
    total = [a_rating_total(name, POOR, 1, inspections=1) for name in PDU_STANDARDS]
    leadership = f"{CURRENT}-pdu-leadership"
    chart = counted.shares_of_one_standard(directory_of(*rows, *total), leadership)
    assert chart is not None
    assert chart.headline == "Leadership: by published totals, one PDU was inadequate."
    assert chart.rows == (
        ("In the published total", "published total", 0, 0, 0, 1, 1, 1),
        ("All PDUs", "known by name", 0, 1, 0, 0, 1, 2),
        ("Cymru Newydd", "known by name", 0, 1, 0, 0, 1, 1),
    )
    of_two = [a_rating_total(name, POOR, 2, inspections=2) for name in PDU_STANDARDS]
    chart = counted.shares_of_one_standard(directory_of(*rows, *of_two), leadership)
    assert chart is not None
    assert chart.headline == "Leadership: one of two PDUs was good; the other rating is not available."
    assert [row[:2] for row in chart.rows] == [("All PDUs", "known by name"), ("Cymru Newydd", "known by name")]


def test_the_regions_of_a_standard_add_up_to_the_row_above_them():
    directory = real()
    for standard_id, standard in directory.standards.items():
        chart = counted.shares_of_one_standard(directory, standard_id)
        if chart and standard.area_type == "pdu":
            by_unit = [row for row in chart.rows if row[1] == "known by name"]
            counts = [[value for value in row[2:-1] if isinstance(value, int)] for row in by_unit]
            assert counts[0] == [sum(column) for column in zip(*counts[1:], strict=True)] or not counts[1:]
            published = [row for row in chart.rows if row[1] == "published total"]
            assert all(row[-2] == row[-1] for row in published), "a total counts all that it is of"


def test_overall_ratings_count_who_was_inspected_and_who_waits():
    def overall(*rows: object) -> tuple[str, tuple[object, ...]]:
        chart = counted.overall_ratings(directory_of(*two_regions(), *rows))
        assert chart is not None
        return chart.headline, chart.rows

    four = (BEST, 0), (GOOD, 0), (IMPROVE, 0), (POOR, 0)
    assert overall() == (
        "None of the four PDUs has been inspected in the programme that began in October 2023.",
        (*four, ("not yet inspected", 4)),
    )
    headline, rows = overall(
        *(an_inspection(name, overall=POOR) for name in ("Alderby", "Brackwell", "Corvale", "Ynys Wen"))
    )
    assert headline == "Four of four PDUs inspected since October 2023 were inadequate."
    assert rows == (*four[:3], (POOR, 4))
    assert overall(an_inspection())[0] == "One PDU inspected since October 2023 required improvement."
    assert overall(an_inspection(overall=""), an_inspection("Corvale"))[0] == (
        "One of two PDUs inspected since October 2023 required improvement; the other rating is not available."
    )


def test_tiles_say_how_many_regions_are_rated_and_how_many_are_not():
    def headline(*rows: object) -> str:
        return counted.region_tiles(directory_of(*two_regions(), *rows)).headline

    assert headline() == "Neither of the two regions has been inspected in the programme that began in October 2023."
    assert headline(a_regional_inspection()) == (
        "One inspected region required improvement; the other region has not been inspected in this programme."
    )
    assert headline(a_regional_inspection(), a_regional_inspection("Cymru Newydd", overall=GOOD)) == (
        "One of two regions was good and one required improvement."
    )


def test_publications_are_counted_by_year():
    def chart(*rows: object) -> Chart | None:
        return counted.publications_over_time(directory_of(*two_regions(), *rows))

    guide = a_publication("A guide", "Effective practice guide", published="", published_precision="")
    assert chart(guide) is None
    found = chart(a_publication(), a_publication("Another", published="2022-05-01"), guide)
    assert found is not None
    assert found.headline == "Three publications are listed; the date of one is not known."
    assert found.rows == (("2022", 1), ("2023", 0), ("2024", 1))


def test_the_figures_of_the_annual_report_are_drawn_where_their_numbers_are_known():
    drawn = counted.annual_report_figures(small())
    assert {figure_id: (chart.headline, chart.rows) for figure_id, chart in drawn.items()} == {
        "figure-8": (
            "Work was sufficient in 66% (desistance, assessment) and 63% (desistance, planning) of cases; "
            "the other ten values are not in our data.",
            (("desistance, assessment", 66), ("desistance, planning", 63)),
        ),
        "figure-13": (
            "Work with victims was as expected in 93% to 98% of cases; the other two values are not in our data.",
            (
                ("Initial contact was appropriate and in time", 93),
                ("The victim could give their views before release", 98),
            ),
        ),
        "figure-15": (
            "People were asked about protected characteristics in 83% of cases; what these mean for their engagement "
            "was analysed in 51%.",
            (("People were asked about them", 83), ("Their impact on engagement was analysed", 51)),
        ),
    }


def test_then_and_now_names_those_lower_the_same_and_higher():
    def twice(name: str, then: str, now: str) -> list[object]:
        return [
            an_inspection(name, EARLIER, published="2022-05-17", overall=then),
            an_inspection(name, overall=now, published="2025-03-01", published_precision="month"),
        ]

    rows = [*two_regions(), a_programme(EARLIER), a_programme(), *twice("Alderby", POOR, GOOD)]
    chart = counted.then_and_now(directory_of(*rows, *twice("Ynys Wen", GOOD, POOR), *twice("Corvale", GOOD, GOOD)))
    assert chart is not None
    assert chart.headline == (
        "Of three PDUs rated in two programmes, one got a lower grade, one the same, one a higher one."
    )
    assert chart.rows == (
        ("Ynys Wen", GOOD, "published", "2022-05-17", POOR, "published", "2025-03", "lower"),
        ("Corvale", GOOD, "published", "2022-05-17", GOOD, "published", "2025-03", "same"),
        ("Alderby", POOR, "published", "2022-05-17", GOOD, "published", "2025-03", "higher"),
    )
    assert counted.then_and_now(directory_of(*two_regions(), an_inspection())) is None
