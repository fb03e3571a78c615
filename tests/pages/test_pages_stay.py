"""No fact that staff change takes a page away: what was withdrawn, corrected or closed has its page, which says so."""

from functools import cache

import pytest

from ratings_site.model.directory import Directory, build_directory
from ratings_site.pages.contents import build_pages
from ratings_site.pages.page import Facts
from tests.builders import EARLIER, Row, a_package, a_pdu, a_region, an_inspection, ratings_of
from tests.pages.rendered import page_at

CLOSED = {"closed": "2026-10-01", "dating": "first seen"}
WITHDRAWN = {"status": "withdrawn", "status_on": "2026-10-01", "status_reason": "It was taken back."}
UNKNOWN = {"overall": "", "overall_basis": "not available", "score": "", "score_basis": ""}
ROWS = (
    a_region(),
    a_region("Cymru Newydd", nation="Wales", map_number=2, grid_row=2),
    a_pdu(),
    a_pdu("Ynys Wen", "Cymru Newydd"),
    an_inspection("Ynys Wen", EARLIER, published="2022-05-17", score=3),
    an_inspection("Ynys Wen", score=3),
    *ratings_of("ynys-wen-2024", "Good", *["Inadequate"] * 6),
)


def changed(**cells: dict[str, object]) -> Directory:
    """The package with these cells in every row of a table; a table that is to say nothing has no row."""
    kept = (row for row in ROWS if cells.get(row.table) != {})
    rows = (Row(r.table, r.cells | {k: str(v) for k, v in cells.get(r.table, {}).items()}) for r in kept)
    return build_directory(a_package(*rows))


@cache
def addresses(directory: Directory) -> set[str]:
    return {page.address for page in build_pages(Facts(directory))}


@pytest.mark.parametrize(
    "cells",
    [{"pdus": CLOSED}, {"inspections": WITHDRAWN}, {"inspections": UNKNOWN, "ratings": {}}],
    ids=["closed", "withdrawn", "not available"],
)
def test_every_page_stays(cells: dict[str, dict[str, object]]) -> None:
    before = addresses(changed())
    assert {"cy/pdus/ynys-wen/", "then-and-now/", "inspections/ynys-wen-2024/"} <= before
    assert before - addresses(changed(**cells)) == set()


def test_the_page_in_welsh_of_a_closed_unit_says_so_and_is_listed_no_more() -> None:
    directory = changed(pdus=CLOSED)
    assert "Ynys Wen has closed. Public records show it by 1 October 2026." in page_at("cy/pdus/ynys-wen/", directory)
    assert "Ynys Wen" not in page_at("cy/", directory)


def test_pages_of_what_nothing_is_left_say_so() -> None:
    assert "No unit has ratings of two programmes" in page_at("then-and-now/", changed(inspections=WITHDRAWN))
    assert "No name here begins with Z." in page_at("find/z/", changed())
