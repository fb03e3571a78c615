"""The headlines: what a chart finds, in every state of the data."""

import re

import pytest

from ratings_site import charts
from ratings_site.charts.findings import none_clause, ratings_clause, scores_clause
from tests.builders import (
    CURRENT,
    EARLIER,
    PDU_STANDARDS,
    a_pdu,
    a_programme,
    a_publication,
    a_rating,
    a_rating_total,
    a_region,
    a_regional_inspection,
    a_standard,
    an_inspection,
    ratings_of,
)
from tests.charts.packages import directory_of, every_chart, fully_rated, real, small, two_regions

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
        ([], ""),
        ([POOR], ""),
        ([POOR, IMPROVE], ""),
        ([POOR] * 4 + [IMPROVE], "none was good or outstanding"),
        ([POOR] * 4 + [GOOD], "none was outstanding"),
        ([POOR] * 4 + [BEST], ""),
        ([POOR] * 5 + ["not available"], ""),
    ],
)
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


def strip_headline(*ratings: str) -> str:
    chart = charts.standards_strip(directory_of(*two_regions(), *fully_rated("Alderby", *ratings)), pdu_id="alderby")
    assert chart is not None
    return chart.headline


def test_a_strip_says_how_the_standards_were_rated():
    assert strip_headline(*[POOR] * 7) == "Alderby: all seven standards were inadequate."
    assert strip_headline(*[""] * 7) == "Alderby: the ratings of seven standards are not available."
    assert strip_headline(GOOD, IMPROVE, "", *[POOR] * 4) == (
        "Alderby: one of seven standards was good, one required improvement and four were inadequate; "
        "the other rating is not available."
    )


def test_a_strip_of_an_area_not_inspected_speaks_of_any_such_area():
    directory = directory_of(*two_regions())
    chart = charts.standards_strip(directory, pdu_id="alderby")
    assert chart == charts.standards_strip(directory, pdu_id="ynys-wen")
    assert chart is not None
    assert chart.headline == (
        "A PDU that has not been inspected in the programme that began in October 2023 has no rating on any of its "
        "seven standards."
    )
    assert {row[1] for row in chart.rows} == {"not yet inspected"}


def test_a_closed_pdu_is_not_said_to_await_an_inspection():
    directory = directory_of(
        a_region(),
        a_pdu("Oldby", closed="2024-04-01"),
        *two_regions()[2:3],
        *fully_rated("Alderby", *[GOOD] * 7, score=14),
    )
    assert charts.standards_strip(directory, pdu_id="oldby") is None
    assert charts.where_this_pdu_stands(directory, "oldby") is None


def test_an_unrated_inspection_is_told_apart_from_one_whose_rating_is_not_known():
    unrated = a_programme("dynamic-2025", rated="no", started="2025-10-01", started_precision="month")
    directory = directory_of(
        *two_regions(),
        a_programme(EARLIER),
        a_programme(CURRENT),
        unrated,
        a_standard("Leadership", "dynamic-2025", "region"),
        a_regional_inspection(
            programme="dynamic-2025", overall="Not rated", published="2026-03-01", published_precision="month"
        ),
    )
    inspection = directory.inspections["northland-2026"]
    strip = charts.strip_of_inspection(directory, inspection)
    assert strip is not None
    assert strip.headline == "Northland was inspected in March 2026 without ratings."
    assert strip.rows == (("Leadership", "not rated", ""),)
    history = charts.history(directory, region_id="northland")
    assert history is not None
    assert history.headline == "Northland has been inspected once: without a rating in March 2026."


def heat_headline(*rows: object) -> str | None:
    chart = charts.region_heat_table(directory_of(*two_regions(), *rows), "northland")
    return chart and chart.headline


def test_a_heat_table_says_ratings_scores_and_who_is_missing():
    assert heat_headline() is None
    one = an_inspection("Alderby", score=6)
    assert heat_headline(one) == (
        "Northland: one inspected PDU required improvement; one known score: 6 of 21; "
        "the other two PDUs have not been inspected."
    )
    two = an_inspection("Brackwell", score=6)
    assert heat_headline(one, two) == (
        "Northland: two of two inspected PDUs required improvement; two known scores: each 6 of 21; "
        "the other PDU has not been inspected."
    )
    three = an_inspection("Corvale", overall=POOR)
    assert heat_headline(one, an_inspection("Brackwell", overall=POOR, score=1), three) == (
        "Northland: one of three PDUs required improvement and two were inadequate; "
        "two known scores of three run from 1 to 6 of 21."
    )


def standing_headline(pdu: str, **scores: int | None) -> str | None:
    rows = [an_inspection(name.capitalize(), score=score) for name, score in scores.items()]
    chart = charts.where_this_pdu_stands(directory_of(*two_regions(), *rows), pdu)
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
    assert standing_headline("alderby", alderby=None, brackwell=3) == "The score of Alderby is not available."
    assert standing_headline("ynys-wen", alderby=3, brackwell=4) == "Cymru Newydd: no score of a PDU is known."
    assert standing_headline("corvale", alderby=3, brackwell=4) == (
        "Northland: two known scores run from 3 to 4 of 21."
    )


def test_the_highest_score_and_the_median_are_said_where_five_and_half_are_known():
    def headline(**scores: int | None) -> str:
        rows = [an_inspection(name.capitalize(), score=score) for name, score in scores.items()]
        chart = charts.all_pdus(directory_of(a_region(), *(a_pdu(n.capitalize()) for n in scores), *rows))
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


def shares_headline(*ratings: tuple[str, ...], region_id: str = "") -> str:
    names = [f"Area {letter}" for letter in "ABCDEFGHIJK"][: len(ratings)]
    rows = [row for name, given in zip(names, ratings, strict=True) for row in fully_rated(name, *given)]
    directory = directory_of(a_region(), *(a_pdu(name) for name in names), *rows)
    chart = charts.shares_of_ratings(directory, region_id=region_id)
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
    assert shares_headline(unknown) == "No rating on a single standard is known."
    assert shares_headline(*[poor] * 4) == "Ratings on single standards are known of four of four PDUs at most."
    assert shares_headline(*[poor] * 5, *[unknown] * 6, region_id="northland") == (
        "Northland: ratings on single standards are known of five of 11 PDUs at most."
    )
    assert shares_headline(*[poor] * 5, *[unknown] * 5) == (
        "Seven standards were inadequate in all five PDUs with a known rating; "
        "no known rating was good or outstanding; ratings are known of five of ten PDUs at most."
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


def test_each_headline_of_a_score_names_those_above_level_and_below():
    scored = [chart for chart in every_chart(real()) if " scored " in chart.headline]
    assert len(scored) == 25
    for chart in scored:
        known = [row[2] for row in chart.rows if row[2] is not None]
        (score,) = [row[2] for row in chart.rows if row[1] == chart.options["marked"]]
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
    assert charts.shares_of_ratings(directory) is None
    assert charts.shares_of_one_standard(directory, f"{CURRENT}-pdu-leadership") is None
    assert charts.history(directory, pdu_id="alderby") is None
    assert charts.coverage(directory) is None
    assert charts.all_pdus(directory) is None


def test_stated_totals_count_where_the_set_holds_exactly_the_inspections_they_are_of():
    rows = [
        *two_regions(),
        *fully_rated("Alderby", *[""] * 7),
        *fully_rated("Brackwell", GOOD, *[POOR] * 6, published="2026-01-15"),
    ]
    total = [a_rating_total(name, POOR, 1, inspections=1) for name in PDU_STANDARDS]
    chart = charts.shares_of_one_standard(directory_of(*rows, *total), f"{CURRENT}-pdu-leadership")
    assert chart is not None
    assert chart.rows[0] == ("All PDUs", 0, 1, 0, 1, 0, 2)
    assert chart.rows[1] == ("Northland", 0, 1, 0, 0, 1, 2)
    of_two = [a_rating_total(name, POOR, 2, inspections=2) for name in PDU_STANDARDS]
    chart = charts.shares_of_one_standard(directory_of(*rows, *of_two), f"{CURRENT}-pdu-leadership")
    assert chart is not None
    assert chart.rows[0] == ("All PDUs", 0, 1, 0, 0, 1, 2)


def test_overall_ratings_count_who_was_inspected_and_who_waits():
    def overall(*rows: object) -> tuple[str, tuple[object, ...]]:
        chart = charts.overall_ratings(directory_of(*two_regions(), *rows))
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


def test_coverage_counts_pdus():
    def headline(*names: str) -> str:
        chart = charts.coverage(directory_of(*two_regions(), *(an_inspection(name) for name in names)))
        assert chart is not None
        return chart.headline

    began = "in the programme that began in October 2023"
    assert headline("Alderby") == f"One of four PDUs has been inspected {began}."
    assert headline("Alderby", "Brackwell", "Corvale", "Ynys Wen") == f"Four of four PDUs have been inspected {began}."


def test_coverage_names_regions_that_are_done_or_not_begun_where_they_hold_five_pdus():
    northland = [f"Area {letter}" for letter in "ABCDE"]
    rows = [*two_regions()[:2], *(a_pdu(name) for name in northland), a_pdu("Ynys Wen", "Cymru Newydd")]

    def headline(*names: str) -> str:
        chart = charts.coverage(directory_of(*rows, *(an_inspection(name) for name in names)))
        assert chart is not None
        return chart.headline

    began = "in the programme that began in October 2023"
    assert headline("Ynys Wen") == f"One of six PDUs has been inspected {began}; in Northland none has."
    assert headline(*northland) == f"Five of six PDUs have been inspected {began}; in Northland all have."


def test_coverage_of_an_earlier_programme_counts_the_pdus_of_its_time():
    rows = [
        *two_regions(),
        a_pdu("Oldby", closed="2024-04-01"),
        a_pdu("Newby", opened="2024-04-01"),
        an_inspection("Alderby", EARLIER, published="2022-05-17"),
    ]
    chart = charts.coverage(directory_of(*rows), EARLIER)
    assert chart is not None
    assert [row[1] for row in chart.rows] == ["Alderby", "Brackwell", "Corvale", "Oldby", "Ynys Wen"]


def test_history_counts_inspections_and_says_when_rules_differ():
    def headline(*rows: object) -> str:
        chart = charts.history(directory_of(*two_regions(), *rows), pdu_id="alderby")
        assert chart is not None
        return chart.headline

    first = an_inspection(programme=EARLIER, published="2022-05-17", overall=POOR)
    again = an_inspection(published="2025-03-01", published_precision="month", overall=GOOD)
    assert headline(an_inspection()) == "Alderby has been inspected once: Requires improvement in October 2024."
    assert headline(an_inspection(published="", published_precision="")) == (
        "Alderby has been inspected once: Requires improvement, date not known."
    )
    assert headline(first, an_inspection(published="2025-01-01", published_precision="year")) == (
        "Alderby has been inspected twice: Inadequate in May 2022 and Requires improvement in 2025, "
        "under different rules."
    )
    assert headline(first, an_inspection(overall=""), again) == (
        "Alderby has been inspected three times, most recently: "
        "rating not available in October 2024 and Good in March 2025."
    )


def test_an_inspection_after_a_break_says_that_it_is_not_comparable():
    chart = charts.history(small(), pdu_id="alderby")
    assert chart is not None
    assert [(row[0], row[3]) for row in chart.rows] == [
        ("PDU inspections of 2021 to 2023", ""),
        ("Core programme since October 2023", "no"),
    ]


def test_tiles_say_how_many_regions_are_rated_and_how_many_are_not():
    def headline(*rows: object) -> str:
        return charts.region_tiles(directory_of(*two_regions(), *rows)).headline

    assert headline() == "Neither of the two regions has been inspected in the programme that began in October 2023."
    assert headline(a_regional_inspection()) == (
        "One inspected region required improvement; the other region has not been inspected in this programme."
    )
    assert headline(a_regional_inspection(), a_regional_inspection("Cymru Newydd", overall=GOOD)) == (
        "One of two regions was good and one required improvement."
    )


def test_publications_say_the_most_frequent_type_and_how_many_have_no_date():
    def headline(*rows: object) -> str | None:
        chart = charts.publications_over_time(directory_of(*two_regions(), *rows))
        return chart and chart.headline

    assert headline() is None
    one, guide = (
        a_publication(),
        a_publication("A guide", "Effective practice guide", published="", published_precision=""),
    )
    assert headline(one) == "One publication is listed."
    assert headline(one, guide) == "Two publications are listed; the date of one is not known."
    assert headline(one, a_publication("Another"), guide) == (
        "Three publications are listed; the date of one is not known."
    )


def test_the_figures_of_the_annual_report_are_drawn_where_their_numbers_are_known():
    drawn = charts.annual_report_figures(small())
    assert {figure_id: chart.headline for figure_id, chart in drawn.items()} == {
        "figure-1": "One PDU required improvement.",
        "figure-2": "Ratings on single standards are known of one PDU at most.",
        "figure-3": "Leadership: one PDU was good.",
        "figure-4": "Staffing: one PDU required improvement.",
        "figure-8": (
            "Work was sufficient in 66% (desistance, assessment) and 63% (desistance, planning) of cases; "
            "the other ten values are not in our data."
        ),
        "figure-13": "Work with victims was as expected in 93% to 98% of cases, by the values in our data.",
        "figure-15": (
            "People were asked about protected characteristics in 83% of cases; what these mean for their engagement "
            "was analysed in 51%."
        ),
    }
    assert [row[2] for row in drawn["figure-8"].rows] == [None, 66, None, None, 63, *[None] * 7]
    assert drawn["figure-13"].rows[-1] == ("Work with victims", "Other values of the figure", None)


def test_a_rating_stands_in_its_strip_with_how_it_is_known():
    rows = [*two_regions(), an_inspection(), *ratings_of("alderby-2024", GOOD, *[""] * 5, POOR)]
    directory = directory_of(
        *rows[:-1], a_rating("alderby-2024", "Reviewing", POOR, basis="derived", note="It follows.")
    )
    chart = charts.standards_strip(directory, pdu_id="alderby")
    assert chart is not None
    assert chart.rows == (
        ("Leadership", GOOD, "stated"),
        *((name, "not available", "") for name in PDU_STANDARDS[1:6]),
        ("Reviewing", POOR, "derived"),
    )
