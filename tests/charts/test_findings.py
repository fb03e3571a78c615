"""The headlines: what a chart finds, in every state of the data."""

import pytest

from ratings_site.model.views import charts
from ratings_site.model.views.charts.findings import none_clause, ratings_clause, scores_clause
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
from tests.charts.packages import directory_of, fully_rated, small, two_regions

GRADES = directory_of().grades
GOOD, IMPROVE, POOR, BEST = "Good", "Requires improvement", "Inadequate", "Outstanding"


@pytest.mark.parametrize(
    ("outcomes", "said"),
    [
        ([], "the ratings of no PDUs are not available"),
        ([GOOD], "the only PDU was good"),
        (["not available"], "the rating of the only PDU is not available"),
        (["not available"] * 7, "the ratings of all seven PDUs are not available"),
        ([POOR] * 24, "all 24 PDUs were inadequate"),
        ([IMPROVE] * 2, "both PDUs required improvement"),
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
        ([POOR, IMPROVE], "none was good or outstanding"),
        ([POOR, GOOD], "none was outstanding"),
        ([POOR, BEST], ""),
        ([POOR, "not available"], ""),
    ],
)
def test_nobody_is_said_to_lack_a_rating_unless_every_rating_is_known(outcomes, said):
    assert none_clause(outcomes, GRADES) == said


@pytest.mark.parametrize(
    ("scores", "said"),
    [
        ([], ""),
        ([None], ""),
        ([6, None], "the one known score is 6 of 21"),
        ([3, 3], "every known score is 3 of 21"),
        ([6, None, 1], "known scores run from 1 to 6 of 21"),
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
    assert strip_headline(*[""] * 7) == "Alderby: the ratings of all seven standards are not available."
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
        "Northland: the only inspected PDU required improvement; the one known score is 6 of 21; "
        "the other two PDUs have not been inspected."
    )
    two = an_inspection("Brackwell", score=6)
    assert heat_headline(one, two) == (
        "Northland: both inspected PDUs required improvement; every known score is 6 of 21; "
        "the other PDU has not been inspected."
    )
    three = an_inspection("Corvale", overall=POOR)
    assert heat_headline(one, an_inspection("Brackwell", overall=POOR, score=1), three) == (
        "Northland: one of three PDUs required improvement and two were inadequate; known scores run from 1 to 6 of 21."
    )


def standing_headline(pdu: str, **scores: int | None) -> str | None:
    rows = [an_inspection(name.capitalize(), score=score) for name, score in scores.items()]
    chart = charts.where_this_pdu_stands(directory_of(*two_regions(), *rows), pdu)
    return chart and chart.headline


def test_where_a_pdu_stands_says_its_rank_and_both_medians():
    assert standing_headline("alderby") is None
    assert standing_headline("alderby", alderby=None) is None
    assert standing_headline("alderby", alderby=6) == (
        "Alderby scored 6 of 21, the only score that is known; the median of its region is 6, of the country 6."
    )
    assert standing_headline("alderby", alderby=6, brackwell=3, corvale=3) == (
        "Alderby scored 6 of 21, the highest of three known scores; the median of its region is 3, of the country 3."
    )
    assert standing_headline("alderby", alderby=1, brackwell=3, corvale=4) == (
        "Alderby scored 1 of 21, the lowest of three known scores; the median of its region is 3, of the country 3."
    )
    assert standing_headline("alderby", alderby=3, brackwell=1, corvale=6) == (
        "Alderby scored 3 of 21, more than one of the other two known scores; "
        "the median of its region is 3, of the country 3."
    )


def test_ties_are_said():
    assert standing_headline("alderby", alderby=3, brackwell=3) == (
        "Alderby scored 3 of 21, as did the other; the median of its region is 3, of the country 3."
    )
    assert standing_headline("alderby", alderby=3, brackwell=3, corvale=3) == (
        "Alderby scored 3 of 21, as did both other PDUs with a known score; "
        "the median of its region is 3, of the country 3."
    )
    assert standing_headline("alderby", alderby=6, brackwell=6, corvale=1) == (
        "Alderby scored 6 of 21, as did one other, the highest of three known scores; "
        "the median of its region is 6, of the country 6."
    )


def test_a_pdu_without_a_score_or_an_inspection_is_shown_beside_the_others():
    assert standing_headline("alderby", alderby=None, brackwell=3, corvale=4) == (
        "The score of Alderby is not available; the median of its region is 3.5, of the country 3.5."
    )
    assert standing_headline("ynys-wen", alderby=3, brackwell=4) == (
        "Cymru Newydd: no score of a PDU is known; the median of two known scores is 3.5."
    )
    assert standing_headline("corvale", alderby=3, brackwell=4) == (
        "Northland: known scores run from 3 to 4 of 21; the median of its region is 3.5, of the country 3.5."
    )


def test_the_scores_of_all_pdus_name_the_highest_until_too_many_share_it():
    def headline(**scores: int) -> str:
        rows = [an_inspection(name.capitalize(), score=score) for name, score in scores.items()]
        chart = charts.all_pdus(directory_of(a_region(), *(a_pdu(n.capitalize()) for n in scores), *rows))
        assert chart is not None
        return chart.headline

    assert headline(a=6) == "The only known score of a PDU is 6 of 21 (A)."
    assert headline(a=6, b=3) == "The highest score of a PDU is 6 of 21 (A); the median of two known scores is 4.5."
    assert headline(a=6, b=6) == "The highest score of a PDU is 6 of 21 (A and B); the median of two known scores is 6."
    assert headline(a=6, b=6, c=6, d=6) == (
        "The highest score of a PDU is 6 of 21 (four PDUs); the median of four known scores is 6."
    )


def shares_headline(*ratings: tuple[str, ...], region_id: str = "") -> str:
    names = ["Alderby", "Brackwell", "Corvale"]
    rows = [row for name, given in zip(names, ratings, strict=False) for row in fully_rated(name, *given)]
    chart = charts.shares_of_ratings(directory_of(*two_regions(), *rows), region_id=region_id)
    assert chart is not None
    return chart.headline


def test_shares_say_what_was_rated_lowest_and_what_highest():
    poor = (GOOD, IMPROVE, IMPROVE, POOR, POOR, POOR, POOR)
    assert shares_headline(poor) == (
        "Four standards were inadequate in the only PDU; leadership was good or outstanding in the only PDU."
    )
    assert shares_headline(poor, (IMPROVE,) * 6 + (POOR,)) == (
        "Reviewing was inadequate in both PDUs; leadership was good or outstanding in one of two PDUs."
    )
    assert shares_headline((IMPROVE,) * 7) == "No rating was inadequate; no rating was good or outstanding."
    assert shares_headline(("",) * 7) == "The ratings of the only PDU on single standards are not available."
    assert shares_headline((POOR,) * 6 + ("",), (POOR,) * 6 + (IMPROVE,), region_id="northland") == (
        "Northland: six standards were inadequate in both PDUs with a known rating; "
        "no known rating was good or outstanding."
    )


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
    assert headline == "All four PDUs inspected since October 2023 were inadequate; none was good or outstanding."
    assert rows == (*four[:3], (POOR, 4))
    assert overall(an_inspection())[0] == "The only PDU inspected since October 2023 required improvement."
    assert overall(an_inspection(overall=""), an_inspection("Corvale"))[0] == (
        "One of two PDUs inspected since October 2023 required improvement; the other rating is not available."
    )


def test_coverage_counts_pdus_and_names_the_regions_that_are_done_or_not_begun():
    def headline(*names: str) -> str:
        chart = charts.coverage(directory_of(*two_regions(), *(an_inspection(name) for name in names)))
        assert chart is not None
        return chart.headline

    began = "in the programme that began in October 2023"
    assert headline("Alderby") == f"One of four PDUs has been inspected {began}; in Cymru Newydd none has."
    assert (
        headline("Ynys Wen")
        == f"One of four PDUs has been inspected {began}; in Cymru Newydd all have, in Northland none has."
    )
    assert headline("Alderby", "Ynys Wen") == f"Two of four PDUs have been inspected {began}; in Cymru Newydd all have."
    assert headline("Alderby", "Brackwell", "Corvale", "Ynys Wen") == f"All four PDUs have been inspected {began}."


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
        "The only inspected region required improvement; the other region has not been inspected in this programme."
    )
    assert headline(a_regional_inspection(), a_regional_inspection("Cymru Newydd", overall=GOOD)) == (
        "One of two regions was good and one required improvement; none was outstanding."
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
    assert headline(one) == "One publication is listed, all of one type: Research and analysis bulletin."
    assert headline(one, guide) == "Two publications are listed; the date of one is not known."
    assert headline(one, a_publication("Another"), guide) == (
        "Three publications are listed; the most frequent type is Research and analysis bulletin (2); "
        "the date of one is not known."
    )


def test_the_figures_of_the_annual_report_are_drawn_where_their_numbers_survive():
    drawn = charts.annual_report_figures(small())
    assert {figure_id: chart.headline for figure_id, chart in drawn.items()} == {
        "figure-1": "The only PDU required improvement.",
        "figure-2": "No rating was inadequate; leadership was good or outstanding in the only PDU.",
        "figure-3": "Leadership: the only PDU was good.",
        "figure-4": "Staffing: the only PDU required improvement.",
        "figure-8": (
            "Work was sufficient in 66% (desistance, assessment) and 63% (desistance, planning) of cases; "
            "the other ten values are lost."
        ),
        "figure-13": "Work with victims was as expected in 93% to 98% of cases, where numbers survive.",
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
