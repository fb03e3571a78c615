"""What is said of the ratings on standards: totals that are published, and what is known by unit, never as one."""

import pytest

from ratings_site.charts import chart as charts
from ratings_site.charts import counted, standing
from tests.builders import CURRENT, PDU_STANDARDS, a_pdu, a_rating_total, a_region
from tests.charts.packages import directory_of, fully_rated, two_regions
from tests.frozen import frozen_directory as real

GOOD, IMPROVE, POOR = "Good", "Requires improvement", "Inadequate"


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


def test_of_more_regions_than_a_chart_has_room_for_a_standard_names_none_and_counts_all(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    units = (fully_rated("Alderby", *[GOOD] * 7), fully_rated("Cendre", *[GOOD] * 7))
    directory = directory_of(*two_regions(), a_pdu("Cendre", "Cymru Newydd"), *(row for rows in units for row in rows))
    for room, named in ((10, ["All PDUs", "Cymru Newydd", "Northland"]), (9, ["All PDUs"])):
        monkeypatch.setattr(charts, "MANY", room)
        drawn = counted.shares_of_one_standard(directory, f"{CURRENT}-pdu-leadership")
        assert drawn is not None
        assert [row[0] for row in drawn.rows] == named
        assert drawn.rows[0][-2:] == (2, 2)
