"""What stands below the headline: what the rating means, what was good and what not, what happens next."""

from ratings_site.model.directory import Directory, build_directory
from ratings_site.model.tables import NOT_RATED
from ratings_site.pages.answers import Answer, area_answers
from ratings_site.pages.area import build_area_view
from tests.builders import (
    EARLIER,
    Row,
    a_package,
    a_pdu,
    a_programme,
    a_region,
    a_regional_inspection,
    a_source,
    an_inspection,
    ratings_of,
)

PAUSED = a_programme(ended="2025-10-01", ended_precision="month", end_kind="paused", end_source_id="of-the-pause")
UNRATED = a_programme(
    "unrated", name="Looking at one thing", rated="no", started="2025-10-01", started_precision="month"
)
PROGRAMMES = (a_programme(EARLIER), PAUSED, UNRATED)
SOURCES = (a_source(), a_source("of-the-pause", title="Of the pause"))

MEANS, GOOD, NEXT = "What this means", "What was good and what was not", "What happens next"
NO_DAY = "The day of the next inspection is in no source we hold."
OTHER = "Another programme began in October 2025: “Looking at one thing”. It gives no ratings."


def a_directory(*rows: Row) -> Directory:
    return build_directory(a_package(a_region(), *rows))


def of_pdu(*rows: Row, **pdu: object) -> dict[str, str]:
    directory = a_directory(a_pdu(**pdu), *rows)
    return in_words(build_area_view(directory.pdus["alderby"], directory)["answers"])


def of_region(*rows: Row) -> dict[str, str]:
    directory = a_directory(a_pdu(), *rows)
    return in_words(build_area_view(directory.regions["northland"], directory)["answers"])


def in_words(answers: tuple[Answer, ...]) -> dict[str, str]:
    return {answer.term: " ".join(answer.sentences) for answer in answers}


def a_band(low: int, high: int, overall: str = "Requires improvement", status: str = "observed") -> Row:
    cells = {"programme_id": "core-2023", "area_type": "pdu", "score_from": str(low), "score_to": str(high)}
    return Row("score_bands", cells | {"overall": overall, "status": status, "source_id": "a-source"})


def test_what_a_rating_means_is_how_points_are_given_and_which_scores_came_with_it() -> None:
    points = "Each of the seven standards gives from no points (Inadequate) to three points (Outstanding)."
    assert of_pdu(an_inspection(), a_band(4, 6))[MEANS] == (
        f"{points} In the ratings we hold, scores of 4 to 6 came out as Requires improvement."
    )
    assert of_pdu(an_inspection(), a_band(4, 4, status="published"))[MEANS] == (
        f"{points} Requires improvement goes with a score of 4."
    )
    assert of_pdu(an_inspection(), a_band(0, 3, "Inadequate"))[MEANS] == points


def test_a_region_has_the_scale_and_standards_of_its_own() -> None:
    assert of_region(a_regional_inspection())[MEANS] == (
        "The ratings are, from best to worst, Outstanding, Good, Requires improvement and Inadequate. "
        "A region is rated on four standards of its own."
    )


def test_each_state_without_a_rating_has_its_own_meaning() -> None:
    assert of_pdu()[MEANS] == ("It has no rating from this programme. That says nothing about how good its work is.")
    assert of_pdu(an_inspection(overall="", overall_basis="not available"))[MEANS] == (
        "It was inspected and rated. We hold no source that gives the rating."
    )
    assert of_pdu(an_inspection(overall=NOT_RATED))[MEANS] == "This kind of inspection gives no ratings."
    assert MEANS not in of_pdu(closed="2025-04-28")


def test_the_standards_are_named_by_their_ratings_best_first() -> None:
    ratings = ratings_of("alderby-2024", "Good", "Good", "Inadequate", "Outstanding", "", "Inadequate", "")
    assert of_pdu(an_inspection(), *ratings)[GOOD] == (
        "Assessment was outstanding. Leadership and staffing were good. "
        "Services, and implementation and delivery were inadequate. We do not know the ratings of the other two."
    )


def test_where_none_was_good_the_page_says_so_first() -> None:
    ratings = ratings_of("alderby-2024", *["Inadequate"] * 6, "")
    assert of_pdu(an_inspection(), *ratings)[GOOD] == (
        "No rating we hold is Good or Outstanding. Leadership, staffing, services, assessment, planning, and "
        "implementation and delivery were inadequate. We do not know the rating of the other one."
    )


def test_ratings_that_are_worked_out_are_counted() -> None:
    rows = ratings_of("alderby-2024", "Good", "Good", "Good", "Good", "Good", "Good", "Good")
    derived = [Row(row.table, row.cells | {"basis": "derived"}) for row in rows]
    assert of_pdu(an_inspection(), *derived)[GOOD].endswith(" These ratings are worked out from published facts.")
    assert of_pdu(an_inspection(), *derived[:1], *rows[1:])[GOOD].endswith(
        " One of these ratings is worked out from published facts."
    )
    assert of_pdu(an_inspection(), derived[0])[GOOD] == (
        "Leadership was good. This rating is worked out from published facts."
    )


def test_standards_of_an_earlier_programme_are_not_taken_for_new() -> None:
    earlier = an_inspection(programme=EARLIER, published="2022-08-18")
    rating = ratings_of("alderby-2022", "Good", "", "", "", "", "", "")[0]
    assert of_pdu(earlier, rating)[GOOD] == (
        "Leadership was good. All this is from an earlier programme: PDU inspections of 2021 to 2023."
    )


def test_without_a_known_rating_nothing_was_good_or_not() -> None:
    assert GOOD not in of_pdu(an_inspection(), *ratings_of("alderby-2024", *[""] * 7))


def test_a_pause_is_told_with_what_began_after_it_and_where_that_stands() -> None:
    directory = a_directory(a_pdu(), an_inspection(), *PROGRAMMES, *SOURCES)
    answer = area_answers(directory.pdus["alderby"], None, directory)[-1]
    paused = "The programme of inspections that gave this rating paused in October 2025."
    assert (answer.term, answer.sentences) == (NEXT, (paused, OTHER, NO_DAY))
    assert [source.source_id for source in answer.sources] == ["of-the-pause", "a-source"]


def test_where_the_headline_tells_the_pause_it_is_not_told_again() -> None:
    assert of_pdu(*PROGRAMMES, *SOURCES)[NEXT] == f"{OTHER} {NO_DAY}"


def test_a_programme_that_ended_or_goes_on_is_not_called_paused() -> None:
    ended = a_programme(ended="2025-10-01", ended_precision="month")
    assert of_pdu(an_inspection(), a_programme(EARLIER), ended)[NEXT] == (
        f"The programme of inspections that gave this rating ended in October 2025. {NO_DAY}"
    )
    assert of_pdu(an_inspection())[NEXT] == f"No source we hold gives an end of this programme. {NO_DAY}"


def test_a_region_hears_whether_the_other_programme_reported_on_it() -> None:
    rows = (a_regional_inspection(), *PROGRAMMES, *SOURCES)
    report = a_regional_inspection(programme="unrated", published="2026-02-01", overall=NOT_RATED)
    assert f"{OTHER} We hold no such report on Northland." in of_region(*rows)[NEXT]
    assert f"{OTHER} The report on Northland came out in February 2026." in of_region(*rows, report)[NEXT]
    assert of_region(report, *PROGRAMMES, *SOURCES)[NEXT] == f"{OTHER} {NO_DAY}"


def test_a_closed_pdu_points_to_those_that_came_after_it() -> None:
    change = {"change": "merged", "as_at": "2025-04-28", "as_at_precision": "day", "source_id": "a-source"}
    row = Row("pdu_changes", {"pdu_id": "alderby", "successor_id": "brayford"} | change)
    assert of_pdu(a_pdu("Brayford"), row, closed="2025-04-28") == {
        NEXT: "The unit has closed. For what comes next, see Brayford."
    }
    assert of_pdu(closed="2025-04-28") == {NEXT: "The unit has closed. No new inspection of it can come."}


def test_what_the_answers_rest_on_stands_among_the_sources_of_the_page() -> None:
    directory = a_directory(a_pdu(), an_inspection(), *PROGRAMMES, *SOURCES)
    for view in (
        build_area_view(directory.pdus["alderby"], directory),
        build_area_view(directory.regions["northland"], directory),
    ):
        assert [source.source_id for source in view["sources"]] == ["a-source", "of-the-pause"]
