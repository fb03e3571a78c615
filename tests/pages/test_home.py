"""The front page and the page of units rated twice: what they say is counted in the files that they name."""

import re

import pytest

from ratings_site.charts.counted import shares_of_ratings
from ratings_site.model.counts import rows_of
from ratings_site.model.directory import Directory, build_directory
from ratings_site.pages.answers import moves_sentence
from ratings_site.pages.lists import home_sentence, news, squares
from tests.builders import (
    EARLIER,
    PDU_STANDARDS,
    Row,
    a_finding,
    a_package,
    a_pdu,
    a_programme,
    a_publication,
    a_rating_total,
    a_region,
    a_source,
    an_inspection,
    ratings_of,
)
from tests.pages.rendered import page_at

NAMES = ("Alderby", "Brayford", "Colwick", "Denholme", "Elsworth", "Fairfield")
OPEN = (
    a_region(),
    a_region("Southland"),
    *(a_pdu(name) for name in NAMES[:4]),
    *(a_pdu(n, "Southland") for n in NAMES[4:]),
)


def a_directory(*rows: Row, pdus: tuple[Row, ...] = OPEN) -> Directory:
    return build_directory(a_package(*pdus, *rows))


def rated(*ratings: str, programme: str = "core-2023", published: str = "2024-10-24") -> list[Row]:
    """An inspection of each PDU in turn."""
    return [
        an_inspection(name, programme, overall=rating, published=published)
        for name, rating in zip(NAMES, ratings, strict=False)
        if rating
    ]


@pytest.mark.parametrize(
    ("ratings", "said"),
    [
        (["Inadequate"] * 5, "None of the 5 units inspected since October 2023 was rated good or outstanding."),
        (
            ["Inadequate"] * 4 + ["Good"],
            "One of the 5 units inspected since October 2023 was rated good or outstanding.",
        ),
        (["Inadequate"] * 3 + ["Good"] * 2, "Two of the 5 units inspected since October 2023 were rated good or"),
        ([*["Inadequate"] * 5, ""], "None of the 5 units inspected since October 2023 was rated good or outstanding."),
        (["Inadequate"] * 4, "Four of 6 units have been inspected since October 2023."),
        (["Inadequate"], "One of 6 units has been inspected since October 2023."),
        ([], "None of 6 units has been inspected since October 2023."),
    ],
)
def test_the_first_sentence_counts_the_units_rated_good_and_of_fewer_than_five_the_inspected(
    ratings: list[str], said: str
) -> None:
    assert home_sentence(a_directory(*rated(*ratings))).startswith(said)


def test_units_whose_rating_nobody_knows_are_not_said_to_be_known_to_be_anything() -> None:
    unknown = an_inspection("Fairfield", overall="", overall_basis="not available")
    said = home_sentence(a_directory(*rated(*["Inadequate"] * 5), unknown))
    assert said == "None of the 5 units whose rating since October 2023 is known was rated good or outstanding."


def test_every_open_unit_is_one_square_the_lowest_rating_first_and_a_closed_one_is_none() -> None:
    closed = a_pdu("Gone", closed="2025-04-28")
    directory = a_directory(*rated("Good", "Inadequate", "Inadequate"), pdus=(*OPEN, closed))
    found = [(shown.value, [pdu.name for pdu in pdus]) for shown, pdus in squares(directory)]
    assert found == [
        ("Inadequate", ["Brayford", "Colwick"]),
        ("Good", ["Alderby"]),
        ("not yet inspected", ["Denholme", "Elsworth", "Fairfield"]),
    ]
    page = page_at("", directory)
    assert sorted(re.findall(r'<a href="pdus/(\w+)/" class="rating', page)) == sorted(name.lower() for name in NAMES)


def test_which_standard_fails_most_is_said_by_published_totals_as_on_the_page_of_standards() -> None:
    totals = [
        a_rating_total(name, "Inadequate" if name == "Planning" else "Good", 6, inspections=6) for name in PDU_STANDARDS
    ]
    worse = [row for name in NAMES for row in ratings_of(f"{name.lower()}-2024", *["Inadequate"] * 7)]
    directory = a_directory(*map(an_inspection, NAMES), *worse, *totals)
    said = (
        "By published totals, planning was inadequate in all six PDUs; "
        "six standards were good or outstanding in all six PDUs."
    )
    chart = shares_of_ratings(directory)
    assert chart
    assert chart.headline == said
    page = page_at("", directory)
    assert re.findall(r"<p>Ratings on single standards are missing, and not at random. (.*?) <a", page) == [said]
    counted = [row for row in rows_of(directory, "standard-totals") if row["rating"] == "Inadequate"]
    lowest = max(counted, key=lambda row: row["from_published_total"])
    assert (lowest["name"], lowest["from_published_total"]) == ("Planning", 6)


def test_a_standard_of_which_less_than_half_is_known_is_called_neither_worst_nor_best() -> None:
    directory = a_directory(*map(an_inspection, NAMES), *ratings_of("alderby-2024", "Inadequate", *[""] * 6))
    said = "Ratings on single standards are known for one of six PDUs at most."
    assert f"not at random. {said} <a" in page_at("", directory)


def test_the_units_rated_twice_on_the_page_are_those_of_the_file() -> None:
    before = rated("Good", "Inadequate", "Inadequate", "", "Good", programme=EARLIER, published="2022-05-01")
    directory = a_directory(*before, *rated("Inadequate", "Inadequate", "Good", "Good", "Inadequate"))
    page = page_at("then-and-now/", directory)
    shown = re.findall(r'data-pdu="(\w+)" data-change="(\w+)"', page)
    assert sorted(shown) == [(row["pdu_id"], row["change"]) for row in rows_of(directory, "then-and-now")]
    said = "Of four units rated in two programmes, two are lower now, one is the same and one is higher now."
    assert moves_sentence(directory) == said
    assert page_at("", directory).count(said) == 1


def test_a_unit_rated_twice_has_what_was_said_of_change_at_the_later_inspection_and_by_whom() -> None:
    press = a_source("news", publisher="Alderby News", publisher_type="press")
    findings = (
        a_finding("worse", "change", quote="A decline", source_id="news"),
        a_finding("other"),
        a_finding("before", "change", inspection_id="alderby-2022"),
    )
    rows = (*rated("Good", programme=EARLIER, published="2022-05-01"), *rated("Inadequate"), *findings)
    page = page_at("then-and-now/", a_directory(a_source(), press, *rows))
    link = '<span class="where"><a href="https://source.example/">Alderby News (press)</a></span>'
    assert re.findall(r"<p>(Summary .*?)</p>", page) == [f"Summary worse. <q>A decline …</q> {link}"]


def test_there_is_no_page_of_then_and_now_and_no_sentence_where_no_unit_was_rated_twice() -> None:
    page = page_at("", a_directory(*rated("Good")))
    assert "then-and-now" not in page


def test_what_is_new_is_newest_first_and_nothing_that_is_newer_is_left_out() -> None:
    directory = a_directory(
        an_inspection(published="2025-03-01"),
        an_inspection("Brayford", published="2026-01-01", published_precision="year", overall="Not rated"),
        an_inspection("Colwick", published="2024-01-01", status="withdrawn", status_on="2024-02-01"),
        a_publication("A report of the report", inspection_id="alderby-2025", published="2025-03-01"),
        a_publication("A thematic", published="2025-09-01", url="https://thematic.example/"),
        a_publication("An undated one", published="", published_precision=""),
        a_finding("safe", inspection_id="brayford-2026", topic="keeping people safe"),
        a_finding("theme", inspection_id="", publication_id="a-thematic"),
    )
    assert [
        (one["to"].text, one["shown"] and one["shown"].value, one["when"], one["found"] and one["found"].summary)
        for one in news(directory)
    ] == [
        ("Brayford", None, "2026", "Summary safe."),
        ("A thematic", None, "September 2025", "Summary theme."),
        ("Alderby", "Requires improvement", "1 March 2025", None),
    ]
    dated = [row for row in directory.publications.values() if row.published.value and not row.inspection_id]
    assert {one.title for one in dated} <= {one["to"].text for one in news(directory)}


def test_the_front_page_says_nothing_to_staff_and_shows_its_feeds() -> None:
    page = page_at("", a_directory(a_programme(), *rated("Good")))
    assert "errors/" not in page
    assert "audit/" not in page
    assert '<a href="feed.xml">Atom</a>' in page
    assert '<a href="feed.json">JSON</a>' in page


def test_the_count_of_the_first_sentence_is_that_of_the_file_it_names() -> None:
    directory = a_directory(*rated(*["Inadequate"] * 5), *rated("Good", programme=EARLIER, published="2022-05-01"))
    living = [row for row in rows_of(directory, "units") if not row["closed"]]
    current = [row for row in living if row["programme"] == directory.current_programme.name]
    assert home_sentence(directory).startswith(f"None of the {len(current)} units")
    assert 'href="data/latest/units.csv"' in page_at("", directory)
