"""What stands below the headline of an area's page: each question that readers ask, answered once, with its source."""

import re
from collections.abc import Callable
from typing import Any

import pytest

from ratings_site.model.directory import Directory, build_directory
from ratings_site.model.rows import Area, Inspection
from ratings_site.model.tables import NOT_RATED
from ratings_site.pages import answers
from ratings_site.pages.area import known_facts, newest_told, told_of_region
from tests.builders import (
    EARLIER,
    PDU_STANDARDS,
    REGION_STANDARDS,
    Row,
    a_finding,
    a_grade,
    a_package,
    a_pdu,
    a_programme,
    a_region,
    a_regional_inspection,
    a_source,
    a_statistic,
    an_inspection,
    ratings_of,
)
from tests.pages.rendered import text_of

PAUSED = a_programme(ended="2025-10-01", ended_precision="month", end_kind="paused", end_source_id="of-the-pause")
UNRATED = a_programme(
    "unrated", name="Looking at one thing", rated="no", started="2025-10-01", started_precision="month"
)
PROGRAMMES = (a_programme(EARLIER), PAUSED, UNRATED, a_source("of-the-pause", title="Of the pause"), a_source())
SAFE = {"topic": "keeping people safe"}
LOWEST = {"sufficient_from": 0, "sufficient_below": 50}


def a_directory(*rows: Row) -> Directory:
    return build_directory(a_package(a_region(), a_pdu(), *rows))


def asked(answer: Callable[[Area, Directory], Any], kind: str, *rows: Row) -> Any:
    """What is answered of the unit or of the region."""
    directory = a_directory(*rows)
    return answer(directory.pdus["alderby"] if kind == "pdu" else directory.regions["northland"], directory)


def newest(area: Area, directory: Directory) -> Inspection | None:
    return area.latest(directory.current_programme.programme_id)


def of_newest(answer: Callable[[Inspection | None, Directory], Any], *rows: Row) -> Any:
    """What is answered of the newest inspection of the unit."""
    return asked(lambda area, directory: answer(newest(area, directory), directory), "pdu", *rows)


def next_of(*rows: Row) -> tuple[answers.Told, ...]:
    told: tuple[answers.Told, ...] = asked(answers.next_told, "pdu", *rows)
    return told


def page_of(*rows: Row) -> str:
    directory = a_directory(*rows)
    return text_of(directory.pdus["alderby"], directory)


def test_the_inspected_neighbours_of_a_unit_are_open_units_of_its_region() -> None:
    rows = [a_region("Southland"), a_region(), a_pdu(), a_pdu("Brackwell"), a_pdu("Corvale", closed="2025-01-01")]
    rows += [a_pdu("Dunmere", "Southland"), a_pdu("Elmley"), a_pdu("Fenby")]
    rows += [an_inspection(name, score=score) for name, score in (("Brackwell", 3), ("Fenby", 6), ("Corvale", 9))]
    directory = build_directory(a_package(*rows, an_inspection("Dunmere", score=12)))
    neighbours = answers.by_score(directory.regions["northland"].living_pdus, directory)
    assert [other.name for other in neighbours] == ["Fenby", "Brackwell"]


def texts(told: tuple[answers.Told, ...]) -> list[str]:
    return [one.text for one in told]


def good(inspection: Inspection | None, directory: Directory) -> tuple[str, tuple[answers.Told, ...]]:
    return answers.others_told(inspection, directory, "strength")


def hindrance(inspection: Inspection | None, directory: Directory) -> tuple[str, tuple[answers.Told, ...]]:
    return answers.others_told(inspection, directory, "cause", "concern")


def moves(region: Area, directory: Directory) -> str:
    return answers.moves_sentence(directory, directory.regions[region.id])


def test_whether_people_are_kept_safe_is_told_in_the_words_of_the_source_concerns_first() -> None:
    rows = [
        a_finding("1", "strength", quote="Plans were good.", **SAFE),
        a_finding("2", "concern", quote="work was not good enough", **SAFE),
        a_finding("3", "concern", topic="victims"),
    ]
    told = of_newest(answers.safety_told, an_inspection(), *rows)
    assert texts(told) == ["… work was not good enough …", "Plans were good."]
    assert [one.is_quoted for one in told] == [True, True]


def test_without_a_finding_on_safety_those_on_victims_are_told_and_never_those_on_other_work() -> None:
    other = a_finding("1", "strength", topic="casework")
    assert texts(of_newest(answers.safety_told, an_inspection(), other, a_finding("2", topic="victims"))) == [
        "Summary 2."
    ]
    assert of_newest(answers.safety_told, an_inspection(), other) == ()


def test_a_number_is_told_where_no_quotation_gives_it() -> None:
    number = {"topic": "Keeping people safe", "inspection_id": "alderby-2024", "unit": "per cent of cases"}
    statistic = a_statistic("Risk judged well", 33, quote="Risk was judged well in 33 per cent.", **number)
    assert texts(of_newest(answers.safety_told, an_inspection(), statistic)) == [
        "Risk judged well: 33 per cent of cases."
    ]
    quoted = a_finding("1", quote="Risk was judged well in 33 per cent.", **SAFE)
    assert texts(of_newest(answers.safety_told, an_inspection(), statistic, quoted)) == [
        "Risk was judged well in 33 per cent."
    ]


def test_the_ratings_of_the_region_on_safety_stand_on_the_page_of_each_of_its_units() -> None:
    regional = (
        a_regional_inspection(),
        *ratings_of("northland-2024", *["Good"] * 3, "Outstanding", area_type="region"),
    )
    assert REGION_STANDARDS[2:] == answers.ON_SAFETY
    ratings = answers.on_safety(asked(newest, "region", an_inspection(), *regional))
    assert [(one.standard.name, one.rating) for one in ratings] == [
        ("Public protection", "Good"),
        ("Statutory victim work", "Outstanding"),
    ]


def test_a_newer_report_on_the_region_is_told_on_the_pages_of_its_open_units() -> None:
    report = a_regional_inspection(programme="unrated", published="2026-02-01", overall=NOT_RATED)
    finding = a_finding("1", inspection_id="northland-2026", **SAFE)
    rows = (*PROGRAMMES, report, finding)
    assert texts(asked(told_of_region, "pdu", *rows)) == ["Summary 1."]
    assert texts(asked(told_of_region, "pdu", *rows, an_inspection())) == ["Summary 1."]
    assert asked(told_of_region, "pdu", *rows, an_inspection(published="2026-03-01")) == ()
    assert asked(newest_told, "region", *rows).inspection_id == "northland-2026"


def test_causes_stand_in_the_way_and_where_none_is_named_other_concerns_are_told_as_concerns() -> None:
    concerns = (a_finding("1"), a_finding("2", **SAFE))
    name, told = of_newest(hindrance, an_inspection(), *concerns, a_finding("3", "cause"))
    assert (name, texts(told)) == ("What stood in the way", ["Summary 3."])
    name, told = of_newest(hindrance, an_inspection(), *concerns)
    assert (name, texts(told)) == ("What was of concern", ["Summary 1."])


def test_what_keeps_people_safe_is_not_told_again_as_what_was_good() -> None:
    assert of_newest(good, an_inspection(), a_finding("1", "strength", **SAFE)) == ("", ())


def test_each_question_is_answered_by_two_sentences_at_most() -> None:
    rows = [a_finding(str(n), kind) for n, kind in enumerate(["strength", "cause"] * 4)]
    assert [len(of_newest(answer, an_inspection(), *rows)[1]) for answer in (good, hindrance)] == [2, 2]


@pytest.mark.parametrize(
    ("ratings", "said"),
    [
        (("Good",) * 7, ""),
        (("Good",) * 6, "The other one is in the report’s table of ratings, as a coloured dot that we could not read."),
        (("Good",), "The other six are in the report’s table of ratings, as coloured dots that we could not read."),
        (
            (),
            "All seven ratings on single standards are in the report’s table of ratings, as coloured dots that we "
            "could not read.",
        ),
    ],
)
def test_ratings_that_are_missing_are_one_sentence_that_says_why(ratings: tuple[str, ...], said: str) -> None:
    given = [*ratings, *[""] * (len(PDU_STANDARDS) - len(ratings))]
    inspection = asked(newest, "pdu", an_inspection(), *ratings_of("alderby-2024", *given))
    assert answers.missing_sentence(inspection) == said


def test_where_to_look_is_the_report_or_else_its_press_release() -> None:
    known = ratings_of("alderby-2024", "Good", *[""] * 6)
    assert 'Look there: <a href="https://report.example/">the report</a>.' in page_of(
        an_inspection(report_url="https://report.example/"), *known
    )
    assert "We do not know the address of the report. What we have read of it: " in page_of(an_inspection(), *known)


def test_what_a_rating_means_in_cases_is_said_once_for_each_rating_on_the_quality_of_cases() -> None:
    given = ("Good", "", "", "Inadequate", "Inadequate", "", "")
    grades = (a_grade("Good", 2, 2, sufficient_from=65, sufficient_below=80), a_grade("Inadequate", 0, 4, **LOWEST))
    inspection = asked(newest, "pdu", an_inspection(overall="Good"), *grades, *ratings_of("alderby-2024", *given))
    assert answers.meanings(answers.known_ratings(inspection)) == (
        "In case work, Inadequate means that fewer than 50% of cases were good enough in its weakest part.",
    )


def test_the_best_and_the_worst_of_a_region_are_named_where_half_is_known() -> None:
    def said(*given: str) -> str:
        directory = a_directory(a_regional_inspection(), *ratings_of("northland-2024", *given, area_type="region"))
        known = answers.known_ratings(newest(directory.regions["northland"], directory))
        return answers.best_and_worst(known, directory)

    assert said("Good", "Inadequate", "Inadequate", "Outstanding") == (
        "Rated best: statutory victim work (Outstanding). Rated worst: staffing and public protection (Inadequate)."
    )
    assert said("Good", "", "", "Outstanding") == (
        "Rated best: statutory victim work (Outstanding). Rated worst: leadership (Good), of two known ratings of four."
    )
    assert said("Good", "", "", "") == said("Good", "Good", "Good", "Good") == ""


def test_all_ratings_of_a_unit_stand_side_by_side_with_how_the_newest_differs() -> None:
    earlier = an_inspection(programme=EARLIER, published="2022-01-10", overall="Good")
    page = page_of(an_inspection(overall="Inadequate"), earlier)
    grades = re.sub(r"<[^>]+>", "", re.findall(r'<p class="moves">(.*?)</p>', page)[0])
    assert grades == "10 January 2022 ● Good → 24 October 2024 ■ Inadequate: lower now."
    assert "The grades can be read side by side; the scores cannot." in page
    alone = page_of(an_inspection())
    assert "No earlier rating of this unit is in our data." in alone
    assert "The rules changed" not in alone


def test_a_region_counts_how_its_units_moved() -> None:
    earlier = [
        an_inspection(n, programme=EARLIER, published="2022-01-10", overall=o)
        for n, o in (("Alderby", "Good"), ("Brayford", "Inadequate"))
    ]
    now = [an_inspection(n, overall="Requires improvement") for n in ("Alderby", "Brayford")]
    assert asked(moves, "region", a_pdu("Brayford"), *earlier, *now) == (
        "Two units of the region had a rating before: one is lower now and one is higher now."
    )
    assert asked(moves, "region", an_inspection()) == ""


def test_what_all_inspected_units_of_a_region_share_is_told_where_there_are_several() -> None:
    given = ("Good", "Inadequate", *[""] * 5)
    one = (an_inspection(), *ratings_of("alderby-2024", *given))
    two = (a_pdu("Brayford"), an_inspection("Brayford"), *ratings_of("brayford-2024", "Good", "Good", *[""] * 5))
    assert [r.standard.name for r in asked(answers.shared_ratings, "region", *one, *two)[0]] == ["Leadership"]
    assert asked(answers.shared_ratings, "region", *one)[0] == ()


def test_the_nearest_units_are_those_of_the_region_with_the_nearest_scores() -> None:
    names = ("Brayford", "Colwick", "Denholme", "Eastry", "Farleigh")
    scores = (9, 4, 5, None, 6)
    rows = [
        a_region("Southland", map_number=2, grid_column=2),
        *(a_pdu(name, "Southland" if name == "Farleigh" else "Northland") for name in names),
        *(an_inspection(name, score=score) for name, score in zip(names, scores, strict=True)),
    ]
    assert [pdu.name for pdu in asked(answers.nearest, "pdu", an_inspection(score=6), *rows)] == [
        "Denholme",
        "Colwick",
        "Brayford",
    ]


def test_what_comes_next_tells_recommendations_the_pause_and_what_began_after_it_each_with_its_source() -> None:
    told = next_of(an_inspection(recommendations="7", recommendations_source_id="a-source"), *PROGRAMMES)
    assert [(one.text, one.source.source_id) for one in told] == [
        ("The report makes seven recommendations.", "a-source"),
        ("These inspections paused in October 2025. We know of no date for the next one.", "of-the-pause"),
        ("Another programme began in October 2025: “Looking at one thing”. It gives no ratings.", "a-source"),
    ]


def test_where_the_headline_tells_the_pause_it_is_not_told_again() -> None:
    assert [one.text for one in next_of(*PROGRAMMES)] == [
        "Another programme began in October 2025: “Looking at one thing”. It gives no ratings.",
    ]


def test_a_programme_that_ended_or_goes_on_is_not_called_paused() -> None:
    ended = a_programme(ended="2025-10-01", ended_precision="month")
    assert texts(next_of(an_inspection(), a_programme(EARLIER), ended)) == [
        "These inspections ended in October 2025. We know of no date for the next one."
    ]
    assert texts(next_of(an_inspection())) == [
        "We know of no end of these inspections, and of no date for the next one here."
    ]


def test_a_closed_unit_points_to_those_that_came_after_it() -> None:
    change = {"change": "merged", "as_at": "2025-04-28", "as_at_precision": "day", "source_id": "a-source"}
    row = Row("pdu_changes", {"pdu_id": "alderby", "successor_id": "brayford"} | change)
    closed = a_pdu(closed="2025-04-28")
    directory = build_directory(a_package(a_region(), closed, a_pdu("Brayford"), row))
    assert texts(answers.next_told(directory.pdus["alderby"], directory)) == [
        "The unit has closed. For what comes next, see Brayford."
    ]
    alone = build_directory(a_package(a_region(), closed))
    assert texts(answers.next_told(alone.pdus["alderby"], alone)) == [
        "The unit has closed. No new inspection of it can come."
    ]


def test_each_fact_of_the_page_is_in_the_table_that_says_how_it_is_known() -> None:
    derived = Row("ratings", ratings_of("alderby-2024", "Good", *[""] * 6)[0].cells | {"basis": "derived"})
    known = asked(known_facts, "pdu", an_inspection(), derived, a_finding("1"), *PROGRAMMES)
    assert [(facts, basis, source.source_id) for facts, basis, source in known] == [
        ("Overall rating in October 2024", "Stated by the inspectorate", "a-source"),
        ("Leadership", "Worked out from published facts", "a-source"),
        ("What inspectors found, what happens next, and places, names and history", "", "a-source"),
        ("What happens next", "", "of-the-pause"),
    ]


def test_a_unit_never_inspected_names_the_inspected_ones_of_its_region_and_shows_no_empty_answers() -> None:
    page = page_of(a_pdu("Brayford"), an_inspection("Brayford"), *PROGRAMMES)
    assert 'these units were inspected: <span class="pair"><a href="../../pdus/brayford/">Brayford</a>' in page
    assert re.findall(r"^## (.*)", page, re.MULTILINE) == ["What happens next", "Where to turn"]
    alone = re.sub(r"<[^>]+>", "", page_of(*PROGRAMMES))
    assert "No unit of its region, Northland, has been inspected in this programme." in alone
    assert alone.count("We know of no date for an inspection here.") == 1
    closed = page_of(a_pdu(closed="2025-04-28"), *PROGRAMMES)
    assert ("has closed" in closed, "no date" in closed) == (True, False)
