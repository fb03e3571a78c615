"""What the pages of PDUs and regions say, beside their headlines."""

import re

from ratings_site.model.changes import FactChange
from ratings_site.model.directory import build_directory
from ratings_site.model.rows import Correction
from ratings_site.pages.parts import corrected_values, shown_of, shown_standards
from ratings_site.wording.rating import STATE_SYMBOLS, Shown
from tests.builders import SYMBOLS, Row, a_package, a_pdu, a_region, an_inspection, ratings_of
from tests.pages.rendered import notices_of, rows_of, text_of


def test_inspected_units_stand_by_score_then_name_an_unknown_one_as_a_dash_and_the_others_in_one_sentence() -> None:
    directory = build_directory(
        a_package(
            a_region(),
            *(a_pdu(name) for name in ("Alderby", "Brayford", "Colwick", "Denholme", "Eastry")),
            an_inspection("Denholme", score=3),
            an_inspection("Colwick", score=3),
            an_inspection("Brayford", score=6),
            an_inspection("Eastry"),
        )
    )
    region = directory.regions["northland"]
    assert [row.cells[:4] for row in rows_of("units-table", region, directory)] == [
        ["Brayford", "6 of 21", "", "▲ Requires improvement"],
        ["Colwick", "3 of 21", "", "▲ Requires improvement"],
        ["Denholme", "3 of 21", "", "▲ Requires improvement"],
        ["Eastry", "–", "", "▲ Requires improvement"],
    ]
    said = re.findall(r"Not inspected in this programme: (.*)", text_of(region, directory))
    assert [re.sub("<[^>]+>", "", one) for one in said] == ["Alderby.</p>".removesuffix("</p>")]


def test_a_rating_no_source_holds_is_not_available_and_one_never_made_not_yet_inspected() -> None:
    ratings = ("Good", "", "Inadequate", "", "", "", "Requires improvement")
    directory = build_directory(
        a_package(a_region(), a_pdu(), a_pdu("Brayford"), an_inspection(), *ratings_of("alderby-2024", *ratings))
    )
    inspected, other = (shown_standards(directory.pdus[name], directory) for name in ("alderby", "brayford"))
    assert inspected == tuple(Shown(rating or "not available") for rating in ratings)
    assert other == (Shown("not yet inspected"),) * 7


def test_a_corrected_rating_is_marked_and_its_page_says_what_it_was() -> None:
    correction = Row(
        "corrections",
        {
            "correction_id": "1", "corrected_on": "2025-01-05", "table": "ratings",
            "row_key": "alderby-2024/core-2023-pdu-leadership", "column": "rating", "was": "Inadequate", "now": "Good",
            "reason": "The report was misread.",
        },
    )  # fmt: skip
    ratings = ratings_of("alderby-2024", "Good", "", "", "", "", "", "")
    directory = build_directory(a_package(a_region(), a_pdu(), an_inspection(), *ratings, correction))
    page = text_of(directory.pdus["alderby"], directory)
    assert re.findall(r'data-key="([^"]+)".*corrected on 5 January 2025', page) == [
        "alderby-2024/core-2023-pdu-leadership"
    ]
    assert re.findall(r'correction">(.*?) <a', page) == [
        "Corrected on 5 January 2025: the rating on leadership was “Inadequate” and is now “Good”. "
        "The report was misread."
    ]


def test_a_correction_of_what_is_no_outcome_stands_in_the_fold_and_not_above_the_rating() -> None:
    told = {"corrected_on": "2025-01-05", "table": "inspections", "row_key": "alderby-2024", "reason": "It was so."}
    note = {"correction_id": "1", "column": "note", "was": "The first (synthetic).", "now": ""} | told
    score = {"correction_id": "2", "column": "score", "was": "3", "now": "4"} | told
    corrections = [Row("corrections", cells) for cells in (note, score)]
    directory = build_directory(a_package(a_region(), a_pdu(), an_inspection(score=4), *corrections))
    above, below = text_of(directory.pdus["alderby"], directory).split('<p class="headline">')
    banners = [re.findall(r'correction">Corrected on 5 January 2025: (?:the )?(\w+)', part) for part in (above, below)]
    assert banners == [["score"], ["note"]]


def test_a_corrected_date_reads_as_exactly_as_it_was_known_and_as_it_was_typed_where_no_release_tells() -> None:
    known = {"correction_id": "1", "corrected_on": "2025-01-05", "table": "pdu_changes", "row_key": "a/b/c"}
    told = {"column": "as_at", "was": "2023-10-03", "now": "2023-07-01", "reason": "It was so."}
    opened = {"correction_id": "2", "table": "pdus", "row_key": "alderby", "column": "opened"}
    rows = [Row("corrections", known | told), Row("corrections", known | told | opened)]
    directory = build_directory(a_package(a_region(), a_pdu(), *rows))
    of_a_step, of_a_day = sorted(directory.rows(Correction), key=lambda one: one.correction_id)
    released = {"1": FactChange("", "", "", "", "", "", "", "1", known=("day", "month"))}
    assert corrected_values(of_a_step, directory, released) == ("3 October 2023", "July 2023")
    assert corrected_values(of_a_day, directory, {}) == ("3 October 2023", "1 July 2023")
    assert corrected_values(of_a_step, directory, {}) == tuple(
        f"{day} (as it was typed; how exactly the date was known is not held)" for day in ("2023-10-03", "2023-07-01")
    )


def a_change(pdu: str, change: str, successor: str, note: str = "") -> Row:
    known = {"as_at": "2023-10-03", "as_at_precision": "day", "source_id": "a-source", "note": note}
    return Row("pdu_changes", {"pdu_id": pdu, "change": change, "successor_id": successor} | known)


def test_a_closed_pdu_says_so_first_and_is_not_called_not_yet_inspected() -> None:
    merged = a_change("alderby", "merged", "brayford")
    directory = build_directory(a_package(a_region(), a_pdu(closed="2025-04-28"), a_pdu("Brayford"), merged))
    said = "Alderby has closed. Public records show it by 28 April 2025. Its work passed to Brayford."
    assert notices_of(directory.pdus["alderby"], directory) == [f"× Closed {said}"]
    assert shown_of(directory.pdus["alderby"], directory) == Shown("not inspected")
    assert notices_of(directory.pdus["brayford"], directory) == []


def a_name(name: str, **cells: str) -> Row:
    known = {"language": "en", "is_former": "no", "used_by": "A list", "source_id": "a-source"}
    return Row("pdu_names", {"pdu_id": "alderby", "name": name} | known | cells)


def test_a_renamed_pdu_says_what_it_was_called() -> None:
    renamed = a_change("alderby", "renamed", "alderby")
    name = a_name("Old Alderby", is_former="yes")
    directory = build_directory(a_package(a_region(), a_pdu(), renamed, name))
    said = "Alderby was called Old Alderby before. Public records show the new name by 3 October 2023."
    assert notices_of(directory.pdus["alderby"], directory) == [f"→ Renamed {said}"]
    assert "<dt>Renamed</dt>\n<dd>By 3 October 2023</dd>" in text_of(directory.pdus["alderby"], directory)
    nameless = build_directory(a_package(a_region(), a_pdu(), renamed))
    said = "Alderby has a new name. Public records show it by 3 October 2023."
    assert notices_of(nameless.pdus["alderby"], nameless) == [f"→ Renamed {said}"]


def test_another_name_that_is_not_a_former_one_is_none_the_pdu_was_called_before() -> None:
    renamed = a_change("alderby", "renamed", "alderby", "Former name: Aldersbury.")
    directory = build_directory(a_package(a_region(), a_pdu(), renamed, a_name("Aldersbury")))
    said = "Alderby has a new name. Public records show it by 3 October 2023."
    assert notices_of(directory.pdus["alderby"], directory) == [f"→ Renamed {said}"]


def test_each_state_has_a_sign_of_its_own() -> None:
    signs = [*SYMBOLS.values(), *STATE_SYMBOLS.values()]
    assert len(set(signs)) == len(signs) == 12


def test_beside_the_files_of_an_area_stands_what_opens_in_excel() -> None:
    directory = build_directory(a_package(a_region(), a_pdu()))
    for area in (directory.pdus["alderby"], directory.regions["northland"]):
        listed = text_of(area, directory).partition('<ul class="downloads">')[2].partition("</ul>")[0]
        assert "csv" in listed
        assert '/data/latest/probation-ratings.xlsx" download>the workbook of all ratings</a>' in listed
