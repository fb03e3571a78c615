"""What charts find in ratings and in counts, whatever the data are; no headline says more than is known."""

import re

import pytest

from ratings_site.charts import counted, standing
from ratings_site.charts.chart import Chart
from ratings_site.wording.findings import none_clause, ratings_clause
from tests.builders import EARLIER, a_pdu, a_programme, a_publication, a_region, a_regional_inspection, an_inspection
from tests.charts.packages import directory_of, every_chart, small, two_regions
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
