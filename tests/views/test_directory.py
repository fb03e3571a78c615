"""The directory is the tables, joined: nothing added, nothing lost."""

from datetime import date

from ratings_site.model.directory import build_directory
from tests.builders import EARLIER, a_package, a_pdu, a_region, an_inspection


def test_inspections_of_a_pdu_stand_newest_programme_then_newest_date_first() -> None:
    directory = build_directory(
        a_package(
            a_region(),
            a_pdu(),
            an_inspection(programme=EARLIER, published="2023-03-30"),
            an_inspection(published="", inspection_id="alderby-undated"),
            an_inspection(published="2024-10-24"),
        )
    )
    found = [inspection.inspection_id for inspection in directory.pdus["alderby"].inspections]
    assert found == ["alderby-2024", "alderby-undated", "alderby-2023"]


def test_the_current_programme_is_the_newest_that_rates_pdus_on_standards() -> None:
    assert build_directory(a_package(a_region())).current_programme.programme_id == "core-2023"


def test_living_pdus_come_before_closed_ones() -> None:
    directory = build_directory(a_package(a_region(), a_pdu("Alderby", closed="2025-04-28"), a_pdu("Brayford")))
    region = directory.regions["northland"]
    assert [pdu.name for pdu in region.pdus] == ["Brayford", "Alderby"]
    assert [pdu.name for pdu in region.living_pdus] == ["Brayford"]
    assert directory.pdus["alderby"].closed == date(2025, 4, 28)
